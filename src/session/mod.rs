//! What was played: the tree of turns, undo, who sits where, and the file that keeps it.
//!
//! A [`Game`] is an append-only tree of turns with a cursor. Undo moves the cursor; playing from an earlier turn makes a branch.
//! This room runs the rules and never a player: the orders of all seats are handed to it, and saved.

pub mod game;
pub mod orders;
pub mod save;
pub mod storage;

pub use game::{Game, NodeId, TurnNode};
