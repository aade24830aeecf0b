//! What was played: the tree of turns, undo, who sits where, and the file that keeps it.
//!
//! A [`Game`] is an append-only tree of turns with a cursor, and a log of everything that happened to it. Undo moves the cursor;
//! playing from an earlier turn makes a branch. This room runs the rules and never a player: the orders of all seats are handed
//! to it, and saved.

pub mod branch;
pub mod compare;
mod desk;
pub mod event;
pub mod game;
pub mod journal;
pub mod kind;
pub mod orders;
pub mod rerun;
mod room;
pub mod save;
pub mod seat_file;
pub mod shelf;
pub mod stamp;
pub mod storage;

pub use branch::{Branch, BranchId};
pub use desk::{Aside, Kept, Words};
pub use event::{Event, Place};
pub use game::{Game, NodeId, TurnNode};
pub use stamp::Stamp;

#[cfg(test)]
mod tests;
