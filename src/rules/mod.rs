//! The rules core: pure, and sure of itself.
//!
//! A turn is a function of (setting, world, orders, seed). Nothing here reads a clock, a file or a hash map, and nothing here
//! fails: what could go wrong is refused by [`validate`](validate::validate) before. Numbers change only through
//! the turn in progress ([`turn::Turn`]). This room imports no other room.

pub mod acting;
#[cfg(test)]
mod book;
pub mod capability;
pub mod condition;
pub mod covert;
pub mod digest;
pub mod draws;
pub mod ledger;
pub mod legal;
pub mod opening;
pub mod order;
pub mod params;
pub mod phases;
pub mod price;
pub mod quantity;
pub mod rule;
pub mod score;
pub mod scratch;
pub mod setting;
pub mod supply;
pub mod table;
pub mod turn;
pub mod validate;
pub mod variable;
pub mod view;
pub mod world;

/// Number of the rules. Raised by hand with every change that alters a golden playthrough.
pub const RULES_VERSION: u32 = 8;
