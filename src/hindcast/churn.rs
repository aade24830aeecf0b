//! Churn: what becomes of a supplier's share when nothing is decided, on the boards of the cases and in the record.
//!
//! The rules must not be fitted to decisions at the cost of what happens anyway. So the same boards are played without a decision, with
//! the coalition opening at the mean share of each bin of the base rates, and its mean change is held against theirs.

use std::collections::BTreeMap;

use super::case::Record;
use super::replay::Staged;
use super::table::Sheet;
use crate::scenario::Problems;

/// How far a bin may lie from the record.
pub const TOLERANCE: f64 = 0.05;

/// One bin of prior shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// Its limits, as the table writes them.
    pub label: String,
    /// Mean share before.
    pub before: f64,
    /// Mean change in the record: orders, five years against five, 1990–2019.
    pub recorded: f64,
    /// Standard deviation of the share afterwards in the record.
    pub recorded_sd: f64,
    /// Mean change on the boards.
    pub played: f64,
}

impl Bin {
    /// Whether the boards agree with the record.
    #[must_use]
    pub fn holds(&self) -> bool {
        (self.played - self.recorded).abs() <= TOLERANCE
    }
}

/// The bins of the record, with nothing played yet.
///
/// # Errors
/// Never with the embedded table, which a test reads.
pub fn recorded() -> Result<Vec<Bin>, Problems> {
    let needed = ["basis", "era_label", "prior_share_bin", "mean_pre", "mean_change", "sd_post"];
    let sheet = Sheet::read("assets/hindcast/base-rates.csv", super::BASE_RATES, &needed, &[])?;
    let mut bins = Vec::new();
    for row in sheet.rows().filter(|row| row.text("basis") == "orders" && row.text("era_label") == "1990-2019") {
        let before = row.needed("mean_pre", (0.0, 1.0));
        let recorded = row.needed("mean_change", (-1.0, 1.0));
        let sd = row.needed("sd_post", (0.0, 1.0));
        if let Some(((before, recorded), recorded_sd)) = before.zip(recorded).zip(sd) {
            bins.push(Bin { label: row.text("prior_share_bin").to_owned(), before, recorded, recorded_sd, played: 0.0 });
        }
    }
    if sheet.is_clean() { Ok(bins) } else { Err(sheet.close()) }
}

/// Plays the boards of the cases without a decision, each bin on each board under so many seeds.
///
/// # Errors
/// What is wrong with a board: nothing, for cases that could be read.
pub fn played(records: &[Record], seeds: u32, parameters: &BTreeMap<String, f64>) -> Result<Vec<Bin>, Problems> {
    let mut bins = recorded()?;
    for bin in &mut bins {
        for (n, record) in (0..).zip(records) {
            let mut case = record.case.clone();
            case.restrictiveness = 0.0;
            case.prior_orders = Some(bin.before);
            bin.played += Staged::new(&case, super::replay::RUN_IN, parameters)?.replay_from(n * seeds, seeds).shift.0;
        }
        bin.played /= records.len().max(1) as f64;
    }
    Ok(bins)
}
