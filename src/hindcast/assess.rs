//! The whole hindcast: every case played, scored, and set beside churn.

use std::collections::BTreeMap;

use super::case::Record;
use super::churn::{self, Bin};
use super::predictions::{Prediction, rounded};
use super::regression::Regression;
use super::replay::{RUN_IN, Replayed, Staged};
use super::score::{Score, score};
use crate::scenario::Problems;

/// Seeds a board for the churn check: the boards are many, so that each bin is a mean of some hundred futures all the same.
pub const CHURN_SEEDS: u32 = 4;

/// How the rules did on a set of cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// What came of each case, in the order of the cases.
    pub replayed: Vec<Replayed>,
    /// The same as predictions.
    pub predictions: Vec<Prediction>,
    /// The score; none where nothing was observed.
    pub score: Option<Score>,
    /// The churn check on the boards of the calibration cases; empty where there is no score to go with it.
    pub churn: Vec<Bin>,
}

/// The regressions to beat, fitted on the calibration cases.
///
/// # Errors
/// Never with the embedded table.
pub fn regressions() -> Result<[Regression; 2], Problems> {
    let cases = super::calibration_cases()?;
    Ok([false, true].map(|on_churn| Regression::fit(&cases, on_churn)))
}

/// Plays and scores cases. `go_on` is asked before each case, with its place, and ends the work early: then there is nothing.
///
/// # Errors
/// What is wrong with a board: nothing, for cases that could be read.
pub fn assess(
    records: &[Record],
    seeds: u32,
    parameters: &BTreeMap<String, f64>,
    mut go_on: impl FnMut(usize) -> bool,
) -> Result<Option<Assessment>, Problems> {
    let mut replayed = Vec::with_capacity(records.len());
    for (n, record) in records.iter().enumerate() {
        if !go_on(n) {
            return Ok(None);
        }
        replayed.push(Staged::new(&record.case, RUN_IN, parameters)?.replay(seeds));
    }
    let predictions: Vec<Prediction> =
        records.iter().zip(&replayed).map(|(record, replayed)| rounded(replayed.prediction(&record.case))).collect();
    let score = score(records, &predictions, &regressions()?);
    let churn = match score {
        Some(_) => churn::played(&scored(&super::calibration_cases()?), CHURN_SEEDS, parameters)?,
        None => Vec::new(),
    };
    Ok(Some(Assessment { replayed, predictions, score, churn }))
}

/// The cases whose shift can be scored.
#[must_use]
pub fn scored(records: &[Record]) -> Vec<Record> {
    records.iter().filter(|r| r.outcome.as_ref().is_some_and(|o| o.shift.is_some())).cloned().collect()
}
