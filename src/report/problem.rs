//! What is wrong with a file that somebody wrote, as a paragraph for people.

use super::words::capital;
use crate::scenario::Problem;
use crate::text::fill;

/// A problem of a file as a paragraph: where, what, and what would mend it.
#[must_use]
pub fn problem(of: &Problem) -> String {
    let place =
        [("line", &*of.line.to_string()), ("column", &*of.column.to_string()), ("what", of.message.trim_end_matches('.'))];
    let said = fill("file.problem", &place);
    match of.hint.as_str() {
        "" => said,
        hint if hint.ends_with('?') => format!("{said} {}", capital(hint)),
        hint => format!("{said} {}.", capital(hint)),
    }
}
