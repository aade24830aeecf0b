//! The hindcast: the rules against history.
//!
//! A historical case becomes a small board on which the decision falls as ordinary orders, played by the same rules as
//! every scenario; what comes out is [compared](mod@score) with what was observed, and with what anybody could have guessed. What the
//! columns mean, and what may be concluded, is in `docs/hindcast.md`.
//!
//! This room knows the rules, the loader of scenarios and the words. It opens no file, and nothing in it depends on who a case is
//! about or when it happened.

pub mod assess;
pub mod board;
pub mod case;
pub mod churn;
mod decision;
mod game;
pub mod mapping;
pub mod predictions;
pub mod regression;
pub mod replay;
pub mod score;
pub mod search;
mod table;
#[cfg(test)]
mod tests;
mod twister;

use crate::scenario::Problems;

/// The table of calibration cases. Under its own notice, `assets/hindcast/LICENCE`.
pub const CASES: &str = include_str!("../../assets/hindcast/cases.csv");
/// How shares change in five years whatever is decided, by what they were before. Under the same notice.
pub const BASE_RATES: &str = include_str!("../../assets/hindcast/base-rates.csv");

/// The calibration cases.
///
/// # Errors
/// Never with the embedded table, which a test reads.
pub fn calibration_cases() -> Result<Vec<case::Record>, Problems> {
    case::read("assets/hindcast/cases.csv", CASES)
}
