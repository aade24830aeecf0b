//! Countersign: a simulation for seminars on strategic defence export licensing.
//!
//! A scenario is read from a text ([`scenario`]), played turn by turn by pure rules ([`rules`]), and kept as a tree of turns
//! ([`session`]). Computer players ([`players`]) see what their seat sees; a [`forecast`] plays many futures from there; the
//! [`hindcast`] plays historical cases by the same rules and scores them. The [`report`] puts causes and numbers into words, which
//! all come from one catalogue ([`text`]). People use the window (`ui`, behind the feature `gui`) or the command line ([`cli`]).
//!
//! What may import what: `rules` nothing of ours; `scenario` the rules; `players` and `session` those two; `forecast` these;
//! `hindcast` those; `report` all before; `cli` and `ui` everything. Nothing points back.

pub mod cli;
pub mod forecast;
pub mod hindcast;
pub mod players;
pub mod report;
pub mod rules;
pub mod scenario;
pub mod session;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
