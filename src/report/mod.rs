//! Words and tables for people: the one place where causes, numbers and names become sentences.
//!
//! The window, the command line and the golden playthroughs all speak through this room, so that they tell the same story. It
//! computes nothing about the world; every word comes from [`crate::text`].

pub mod actions;
pub mod card;
pub mod causes;
mod conduct;
pub mod explain;
pub mod facilitator;
pub mod headlines;
pub mod hindcast;
pub mod history;
pub mod orders;
pub mod phases;
pub mod playthrough;
pub mod problem;
pub mod reading;
pub mod recommendation;
pub mod refusals;
pub mod seat_page;
pub mod sources;
pub mod tables;
pub mod terms;
pub mod titles;
pub mod tree;
pub mod when;
pub mod words;

pub use card::{Card, card};
pub use causes::{Context, Line, why};
pub use explain::explain;
pub use headlines::headline;
pub use playthrough::playthrough;
pub use problem::problem;
pub use recommendation::recommendation;
pub use refusals::refusal;
pub use words::{describe_variable, short_variable};

#[cfg(test)]
mod tests;
