//! The search for parameters: a small grid inside the ranges of the sources, the same every time.
//!
//! Each candidate is played on all cases once. The best is the one with the smallest mean absolute error among those whose churn
//! holds. Cross-validation then asks what that habit of choosing is worth: the cases are cut into blocks by year, the best candidate
//! is chosen without one block, and scored on it.

use std::collections::BTreeMap;

use super::assess::{CHURN_SEEDS, scored};
use super::case::Record;
use super::churn::{self, Bin};
use super::replay::{RUN_IN, Staged};
use super::score::{Figures, Gainers, SHIFT_NONE, figures};
use crate::scenario::Problems;

/// What is tried: a parameter of the rules, and its values.
pub const GRID: [(&str, &[f64]); 3] = [
    ("share_rate", &[0.14, 0.16, 0.18, 0.20, 0.24]),
    ("share_rate_shock", &[0.40, 0.55, 0.70]),
    ("utility_alignment", &[0.5, 0.8, 1.1]),
];

/// Blocks of the cross-validation.
pub const BLOCKS: usize = 6;

/// One set of parameters, and how it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its values, in the order of the [`GRID`].
    pub values: Vec<f64>,
    /// Predicted shift of each scored case, sorted by year.
    pub shifts: Vec<f64>,
    /// Who it says gains most, likewise.
    pub gainers: Vec<Option<String>>,
    /// Its churn.
    pub churn: Vec<Bin>,
    /// How it did on all cases.
    pub figures: Figures,
}

impl Candidate {
    /// How far the bin of churn that lies farthest from the record is from it.
    #[must_use]
    pub fn worst_bin(&self) -> f64 {
        self.churn.iter().map(|bin| (bin.played - bin.recorded).abs()).fold(0.0, f64::max)
    }

    /// Whether each bin of churn agrees with the record.
    #[must_use]
    pub fn churn_holds(&self) -> bool {
        self.churn.iter().all(Bin::holds)
    }
}

/// What the search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// Every candidate.
    pub candidates: Vec<Candidate>,
    /// The best whose churn holds, by its place; none where none holds.
    pub best: Option<usize>,
    /// The best of all, churn or not.
    pub best_without_churn: usize,
    /// Cross-validated, the churn held.
    pub cross_validated: Option<Figures>,
    /// Cross-validated, churn or not.
    pub cross_validated_without_churn: Option<Figures>,
    /// How often whoever gained most was named, cross-validated, the churn held.
    pub gainers: Option<Gainers>,
}

/// Searches. `go_on` is asked before each candidate, with its place and how many there are.
///
/// # Errors
/// What is wrong with a board: nothing, for cases that could be read.
pub fn search(records: &[Record], seeds: u32, mut go_on: impl FnMut(usize, usize)) -> Result<Search, Problems> {
    let mut cases = scored(records);
    cases.sort_by(|a, b| (a.case.year, &a.case.id).cmp(&(b.case.year, &b.case.id)));
    let seen: Vec<(f64, i8)> = cases.iter().filter_map(observed).collect();
    let points = points();
    let mut candidates = Vec::with_capacity(points.len());
    for (n, values) in points.iter().enumerate() {
        go_on(n, points.len());
        let named: BTreeMap<String, f64> =
            GRID.iter().zip(values).map(|((name, _), value)| ((*name).to_owned(), *value)).collect();
        let (mut shifts, mut gainers) = (Vec::with_capacity(cases.len()), Vec::with_capacity(cases.len()));
        for record in &cases {
            let replayed = Staged::new(&record.case, RUN_IN, &named)?.replay(seeds);
            shifts.push(replayed.shift.0);
            gainers.push(replayed.top_gainer);
        }
        let churn = churn::played(&cases, CHURN_SEEDS, &named)?;
        let figures = figures(&shifts, &seen, SHIFT_NONE);
        candidates.push(Candidate { values: values.clone(), shifts, gainers, churn, figures });
    }
    let best = best(&candidates, &seen, true, |_| true);
    let best_without_churn = self::best(&candidates, &seen, false, |_| true).unwrap_or(0);
    let [cross_validated, cross_validated_without_churn] = [true, false].map(|churn| cross_validate(&candidates, &seen, churn));
    let gainers = cross_name(&candidates, &seen, &cases);
    Ok(Search { candidates, best, best_without_churn, cross_validated, cross_validated_without_churn, gainers })
}

fn observed(record: &Record) -> Option<(f64, i8)> {
    record.outcome.as_ref().and_then(|o| o.shift).map(|shift| (shift.size, shift.sign))
}

/// Every combination of the grid's values.
fn points() -> Vec<Vec<f64>> {
    GRID.iter().fold(vec![Vec::new()], |points, (_, values)| {
        points.iter().flat_map(|point| values.iter().map(|value| [point.as_slice(), &[*value]].concat())).collect()
    })
}

/// The candidate with the smallest error on the cases of which `counts` says so. The first wins a tie.
fn best(candidates: &[Candidate], seen: &[(f64, i8)], churn: bool, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let error = |candidate: &Candidate| {
        let gaps = candidate.shifts.iter().zip(seen).enumerate().filter(|(n, _)| counts(*n));
        gaps.map(|(_, (shift, (size, _)))| (shift - size).abs()).sum::<f64>()
    };
    let able = candidates.iter().enumerate().filter(|(_, candidate)| !churn || candidate.churn_holds());
    able.map(|(n, candidate)| (n, error(candidate))).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(n, _)| n)
}

/// The candidate that is chosen for a case: the best without its block of neighbouring years.
fn chosen<'a>(candidates: &'a [Candidate], seen: &[(f64, i8)], churn: bool, n: usize) -> Option<&'a Candidate> {
    let block = |n: usize| n * BLOCKS / seen.len().max(1);
    candidates.get(best(candidates, seen, churn, |other| block(other) != block(n))?)
}

/// Chooses without each block, and scores on it.
fn cross_validate(candidates: &[Candidate], seen: &[(f64, i8)], churn: bool) -> Option<Figures> {
    let shift = |n| chosen(candidates, seen, churn, n)?.shifts.get(n).copied();
    let shifts: Option<Vec<f64>> = (0..seen.len()).map(shift).collect();
    Some(figures(&shifts?, seen, SHIFT_NONE))
}

/// Chooses without each block, and counts on it who is named.
fn cross_name(candidates: &[Candidate], seen: &[(f64, i8)], cases: &[Record]) -> Option<Gainers> {
    (0..).zip(cases).try_fold(Gainers::default(), |counted, (n, record)| {
        let named = chosen(candidates, seen, true, n)?.gainers.get(n)?;
        Some(counted.and(record, named.as_deref()))
    })
}
