//! What a file is, by what stands in it: its name proves nothing.

use crate::scenario;

/// How the first line of a saved game begins.
pub const SAVE_BEGINS: &str = "countersign save ";
/// How the first line of a seat's file begins.
pub const SEAT_BEGINS: &str = "countersign seat ";
/// The column that a table of historical cases has.
const CASES_COLUMN: &str = "case_id";

/// What a text is, by what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing at all.
    Empty,
    /// A saved game.
    Save,
    /// What one seat may know.
    Seat,
    /// Parameters of the rules.
    Parameters,
    /// Orders of seats.
    Orders,
    /// A table of historical cases.
    Cases,
    /// A scenario, or what may be meant as one.
    Scenario,
}

impl Kind {
    /// What a text is. The first line tells it; of files that people write, the fields.
    #[must_use]
    pub fn of(content: &str) -> Self {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let has = |field: &str| content.lines().any(|line| line.trim_start_matches(['(', ' ', '\t']).starts_with(field));
        if content.trim().is_empty() {
            Self::Empty
        } else if content.starts_with(SAVE_BEGINS) || (has("format:") && has("nodes:")) {
            Self::Save
        } else if content.starts_with(SEAT_BEGINS) {
            Self::Seat
        } else if scenario::is_parameters("", content) {
            Self::Parameters
        } else if content
            .lines()
            .next()
            .is_some_and(|head| head.split([',', ';']).any(|column| column.trim_matches('"') == CASES_COLUMN))
        {
            Self::Cases
        } else if content.contains("turns: [") && !content.contains("states:") {
            Self::Orders
        } else {
            Self::Scenario
        }
    }
}
