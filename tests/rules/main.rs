//! What the rulebook says, as tests: published scores, and every sentence of the form "this raises that" as two worlds that differ in
//! one thing. Each test quotes its sentence. Golden playthroughs notice whatever changes a number without being meant to.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test whose ground gives way must fail")]

mod alignment;
mod blocs;
mod conduct;
mod countermeasures;
mod degenerate;
mod delivery;
mod domestic;
mod end_use;
mod golden;
mod ground;
mod licensing;
mod measures;
#[path = "../common/orders.rs"]
mod orders;
mod parts;
mod procurement;
mod published;
mod security;
mod signals;
mod upkeep;
