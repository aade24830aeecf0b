//! How good predictions are: sign, size and order against what was observed, and beside what anybody could have guessed.
//!
//! The figures are those of the reference score (`docs/hindcast.md` says how they are defined). A guess is scored on the same cases
//! as the predictions, and their difference comes with an interval from a paired bootstrap.

use super::case::Record;
use super::mapping::POWERS;
use super::predictions::Prediction;
use super::regression::Regression;
use super::twister::Twister;

/// A change of share within this counts as none.
pub const SHIFT_NONE: f64 = 0.05;
/// A change of alignment within this counts as none, ideal points.
pub const ALIGNMENT_NONE: f64 = 0.10;
/// How far somebody moves who always expects a shift.
pub const ALWAYS: f64 = 0.30;
/// Resamples of the bootstrap.
const RESAMPLES: usize = 2000;
/// The seed of its numbers, which is the reference script's.
const BOOTSTRAP: u32 = 7;

/// How one set of predictions did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// On how many cases.
    pub n: usize,
    /// Part of the cases whose direction (down, none, up) was right.
    pub sign: f64,
    /// Mean absolute error.
    pub error: f64,
    /// Rank correlation; none where all predictions, or all observations, are the same.
    pub spearman: Option<f64>,
}

/// Guesses that need no rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Guess {
    /// Nothing changes.
    NoChange,
    /// Restriction costs [`ALWAYS`], generosity wins it.
    Always,
    /// What happens to a share of that size whatever is decided.
    Churn,
    /// Two coefficients fitted on the calibration cases.
    Regression,
    /// The same two on top of churn.
    RegressionAndChurn,
}

impl Guess {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::NoChange, Self::Always, Self::Churn, Self::Regression, Self::RegressionAndChurn];

    /// Its name in machine-readable output and in the catalogue.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoChange => "no_change",
            Self::Always => "always",
            Self::Churn => "churn",
            Self::Regression => "regression",
            Self::RegressionAndChurn => "regression_and_churn",
        }
    }
}

/// A guess beside the predictions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rival {
    /// Which.
    pub guess: Guess,
    /// How it did.
    pub figures: Figures,
    /// Error of the predictions minus its error: negative where the predictions are better.
    pub difference: f64,
    /// The middle 95 % of that difference over resampled cases.
    pub interval: (f64, f64),
}

/// How far predictions of one kind agree with what was observed.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Supplier shift.
    pub shift: Figures,
    /// Guesses on the same cases; none where no shift was observed.
    pub rivals: Vec<Rival>,
    /// Alignment, where anything was observed.
    pub alignment: Option<AlignmentScore>,
    /// How often whoever gained most was named.
    pub gainers: Gainers,
    /// Cases that could have been scored but were not predicted.
    pub missing: Vec<String>,
}

/// So many cases at least make a verdict: with fewer, resampling them says nothing.
pub const VERDICT_CASES: usize = 10;

impl Score {
    /// Whether there are enough cases to judge by.
    #[must_use]
    pub const fn can_judge(&self) -> bool {
        self.shift.n >= VERDICT_CASES
    }
}

/// In how many of the 43 calibration cases that have a gainer the largest other supplier before was it: by the registers of who delivered,
/// which are not shipped.
const LARGEST_OTHER: usize = 14;

/// How often whoever gained most was named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gainers {
    /// In how many cases.
    pub hits: usize,
    /// Of how many that had a gainer.
    pub of: usize,
    /// In how many of those any input names the gainer: the most that can be right.
    pub in_inputs: usize,
    /// In how many the largest other supplier before was it, where that is known: for the calibration cases. It needs the shares of all
    /// suppliers before, which are no input.
    pub largest_other: Option<usize>,
}

impl Gainers {
    /// Counts one more case.
    #[must_use]
    pub fn and(self, record: &Record, predicted: Option<&str>) -> Self {
        let Some(gained) = record.outcome.as_ref().and_then(|outcome| outcome.top_gainer.as_deref()) else { return self };
        let case = &record.case;
        let power = POWERS.iter().any(|power| power.name == gained) && case.members().all(|member| member != gained);
        let in_inputs = power && gained != case.recipient || case.members().next() == Some(gained);
        let one = |counts: bool| usize::from(counts);
        let hits = self.hits + one(predicted == Some(gained));
        Self { hits, of: self.of + 1, in_inputs: self.in_inputs + one(in_inputs), ..self }
    }
}

/// How alignment was predicted, beside expecting no change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlignmentScore {
    /// The predictions.
    pub figures: Figures,
    /// No change.
    pub no_change: Figures,
}

/// −1, 0 or 1: which way a number lies, with nothing near zero.
#[must_use]
pub fn direction(value: f64, none: f64) -> i8 {
    i8::from(value > none) - i8::from(value < -none)
}

/// Scores predictions on the cases that have outcomes; none where no case can be scored.
#[must_use]
pub fn score(records: &[Record], predictions: &[Prediction], regressions: &[Regression; 2]) -> Option<Score> {
    let predicted = |record: &Record| predictions.iter().find(|p| p.case_id == record.case.id);
    let observed = |record: &Record| record.outcome.as_ref().and_then(|outcome| outcome.shift);
    let mut rows: Vec<Compared<'_>> = Vec::new();
    let mut missing = Vec::new();
    for record in records {
        match (observed(record), predicted(record)) {
            (Some(shift), Some(p)) => rows.push(Compared { record, prediction: p, size: shift.size, sign: shift.sign }),
            (Some(_), None) => missing.push(record.case.id.clone()),
            (None, _) => {}
        }
    }
    let alignment = alignment(records, predictions);
    if rows.is_empty() && alignment.is_none() {
        return None;
    }
    let own: Vec<f64> = rows.iter().map(|row| row.prediction.shift).collect();
    let seen: Vec<(f64, i8)> = rows.iter().map(|row| (row.size, row.sign)).collect();
    let mut luck = Twister::new(BOOTSTRAP);
    let guesses = Guess::ALL.into_iter().filter(|_| !rows.is_empty());
    let rivals = guesses.map(|guess| {
        let theirs: Vec<f64> = rows.iter().map(|row| guessed(guess, row.record, regressions)).collect();
        let gaps: Vec<f64> = own.iter().zip(&theirs).zip(&seen).map(|((a, b), (y, _))| (a - y).abs() - (b - y).abs()).collect();
        Rival {
            guess,
            figures: figures(&theirs, &seen, SHIFT_NONE),
            difference: mean(&gaps),
            interval: interval(&gaps, &mut luck),
        }
    });
    let mut gainers =
        rows.iter().fold(Gainers::default(), |counted, row| counted.and(row.record, row.prediction.top_gainer.as_deref()));
    let known = super::calibration_cases().unwrap_or_default();
    let calibration = known.iter().filter(|record| observed(record).is_some()).eq(rows.iter().map(|row| row.record));
    gainers.largest_other = calibration.then_some(LARGEST_OTHER);
    Some(Score { shift: figures(&own, &seen, SHIFT_NONE), rivals: rivals.collect(), alignment, gainers, missing })
}

/// A case with its prediction.
struct Compared<'a> {
    record: &'a Record,
    prediction: &'a Prediction,
    size: f64,
    sign: i8,
}

fn alignment(records: &[Record], predictions: &[Prediction]) -> Option<AlignmentScore> {
    let rows = records.iter().filter_map(|record| {
        let turned = record.outcome.as_ref()?.alignment?;
        let predicted = predictions.iter().find(|p| p.case_id == record.case.id)?.align?;
        Some((predicted, (turned.size, turned.sign)))
    });
    let (own, seen): (Vec<f64>, Vec<(f64, i8)>) = rows.unzip();
    if own.is_empty() {
        return None;
    }
    let nothing = vec![0.0; own.len()];
    Some(AlignmentScore { figures: figures(&own, &seen, ALIGNMENT_NONE), no_change: figures(&nothing, &seen, ALIGNMENT_NONE) })
}

/// What a guess says about a case. The share that it starts from is the one on which the outcome was measured.
fn guessed(guess: Guess, record: &Record, [plain, with_churn]: &[Regression; 2]) -> f64 {
    let churn = record.outcome.as_ref().and_then(|outcome| outcome.shift).map_or(0.0, |shift| shift.churn);
    match guess {
        Guess::NoChange => 0.0,
        Guess::Always if record.case.restrictiveness > 0.0 => -ALWAYS,
        Guess::Always => ALWAYS,
        Guess::Churn => churn,
        Guess::Regression => plain.predict(record),
        Guess::RegressionAndChurn => with_churn.predict(record),
    }
}

/// Sign, error and rank correlation of predictions against (size, sign) as observed.
#[must_use]
pub fn figures(predicted: &[f64], observed: &[(f64, i8)], none: f64) -> Figures {
    let pairs = || predicted.iter().zip(observed);
    let right = pairs().filter(|(p, (_, sign))| direction(**p, none) == *sign).count();
    let errors: Vec<f64> = pairs().map(|(p, (size, _))| (p - size).abs()).collect();
    let sizes: Vec<f64> = observed.iter().map(|(size, _)| *size).collect();
    Figures {
        n: predicted.len(),
        sign: right as f64 / predicted.len().max(1) as f64,
        error: mean(&errors),
        spearman: spearman(predicted, &sizes),
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Ranks from 0; equal values share the middle of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|value| {
            let below = values.iter().filter(|other| *other < value).count() as f64;
            let equal = values.iter().filter(|other| *other == value).count() as f64;
            below + (equal - 1.0) / 2.0
        })
        .collect()
}

fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (ranks(a), ranks(b));
    let (mean_a, mean_b) = (mean(&a), mean(&b));
    let covariance: f64 = a.iter().zip(&b).map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    let spread = |ranks: &[f64], mean: f64| ranks.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    let scale = (spread(&a, mean_a) * spread(&b, mean_b)).sqrt();
    (scale > 0.0).then_some(covariance / scale)
}

/// The middle 95 % of the mean over resampled cases.
fn interval(gaps: &[f64], luck: &mut Twister) -> (f64, f64) {
    let n = gaps.len();
    let mut draw = || (0..n).filter_map(|_| gaps.get(luck.below(n as u32) as usize)).sum::<f64>() / n as f64;
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| draw()).collect();
    means.sort_by(f64::total_cmp);
    let at = |place: usize| means.get(place).copied().unwrap_or(0.0);
    (at(50), at(1949))
}
