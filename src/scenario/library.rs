//! The scenarios and parameters that come with the program, inside of it.

use std::sync::OnceLock;

use super::parameters::{Parameter, parse_parameters};
use super::problem::Problems;

/// A scenario that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// Its id, as on the command line.
    pub id: &'static str,
    /// The name of its file.
    pub file: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The name of the file of standard parameters.
pub const STANDARD_FILE: &str = "scenarios/rules/standard.ron";

macro_rules! bundle {
    ($($id:literal),* $(,)?) => {
        &[$(Bundled {
            id: $id,
            file: concat!("scenarios/", $id, ".ron"),
            text: include_str!(concat!("../../scenarios/", $id, ".ron")),
        }),*]
    };
}

// The main one first, then those that lead to it.
static BUNDLED: &[Bundled] = bundle!["meridian", "first-licence", "two-suppliers"];

/// Every scenario that comes with the program, in the order in which they are offered.
#[must_use]
pub fn bundled() -> &'static [Bundled] {
    BUNDLED
}

/// The bundled scenario of that id or file name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|b| b.id == name || b.file == name)
}

/// The standard parameters of the rules.
///
/// # Errors
/// What is wrong with the bundled file: nothing, in a program that passed its tests.
pub fn standard_parameters() -> Result<&'static [Parameter], &'static Problems> {
    static STANDARD: OnceLock<Result<Vec<Parameter>, Problems>> = OnceLock::new();
    let read = || parse_parameters(STANDARD_FILE, include_str!("../../scenarios/rules/standard.ron"));
    STANDARD.get_or_init(read).as_ref().map(Vec::as_slice)
}
