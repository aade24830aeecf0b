//! The rulebook held against the rules. Nothing but tests.

mod tests;
