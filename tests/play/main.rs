//! The laws of the rulebook as properties of random games.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test whose ground gives way must fail")]

mod archetypes;
mod board;
mod laws;
#[path = "../common/orders.rs"]
mod orders;
mod pace;
mod secrets;
mod sinks;
