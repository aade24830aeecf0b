//! Scenario files: from a text that a teacher writes to a board that can be played.
//!
//! [`load`] reads a file of version 1 (described in `docs/scenario-format.md`) and returns the [`Scenario`], or else *every*
//! problem that it has, each with line, column and a hint. The bundled files are in [`library`]; the parameters of the rules are
//! read by [`parse_parameters`]. This room knows the words of files and the types of the rules; it plays no turn and opens no file.
//!
//! On the way from text to world: `place` finds values in the text, `decode` gives them types (`schema`), `desk` turns names into
//! ids, and `states`, `supply`, `relations`, `play`, `history` and `tour` each read their blocks. `build` puts them in order.

mod build;
mod decode;
mod desk;
mod history;
pub mod library;
pub(crate) mod mend;
mod parameters;
pub(crate) mod place;
mod play;
mod problem;
mod relations;
mod ron_words;
mod schema;
mod states;
mod supply;
#[cfg(test)]
mod tests;
mod tour;

pub use build::{Scenario, load, plain_ends};
pub use desk::variable_hint;
pub use history::Recorded;
pub use library::{Bundled, bundled, find, standard_parameters};
pub use parameters::{Parameter, is_parameters, parse_parameters};
pub(crate) use problem::suggestion;
pub use problem::{Problem, Problems, name_error};
pub use ron_words::ron_words;
pub use tour::{Spot, Step, Tour, Wait};
