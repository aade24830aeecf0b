//! The guess to beat: a regression of two terms on the calibration cases, by least squares.
//!
//! Shift = a × restriction × prior share + b × generosity × (1 − prior share), with or without churn as a part that is given.
//! There is no constant: nothing decided and nothing held predicts nothing.

use super::case::Record;

/// Two coefficients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regression {
    /// Shift from a total embargo on a supplier of everything.
    pub restriction: f64,
    /// Shift from full generosity towards a buyer that has nothing from the supplier.
    pub generosity: f64,
    /// Whether churn is added.
    pub on_churn: bool,
}

fn terms(record: &Record) -> (f64, f64) {
    let (prior, r) = (record.before(), record.case.restrictiveness);
    (r.max(0.0) * prior, (-r).max(0.0) * (1.0 - prior))
}

fn churn(record: &Record) -> f64 {
    record.outcome.as_ref().and_then(|o| o.shift).map_or(0.0, |shift| shift.churn)
}

impl Regression {
    /// Fits both coefficients on the cases that have an observed shift.
    #[must_use]
    pub fn fit(records: &[Record], on_churn: bool) -> Self {
        let (mut aa, mut ab, mut bb, mut ay, mut by) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for record in records {
            let Some(shift) = record.outcome.as_ref().and_then(|o| o.shift) else { continue };
            let (a, b) = terms(record);
            let y = shift.size - if on_churn { shift.churn } else { 0.0 };
            aa += a * a;
            ab += a * b;
            bb += b * b;
            ay += a * y;
            by += b * y;
        }
        // The two terms never meet in one case, but the normal equations are solved whole; with one kind of case alone, the
        // coefficient of the other stays at zero.
        let determinant = aa * bb - ab * ab;
        let (restriction, generosity) = if determinant > 0.0 {
            ((bb * ay - ab * by) / determinant, (aa * by - ab * ay) / determinant)
        } else {
            (if aa > 0.0 { ay / aa } else { 0.0 }, if bb > 0.0 { by / bb } else { 0.0 })
        };
        Self { restriction, generosity, on_churn }
    }

    /// What it says about a case.
    #[must_use]
    pub fn predict(&self, record: &Record) -> f64 {
        let (a, b) = terms(record);
        self.restriction * a + self.generosity * b + if self.on_churn { churn(record) } else { 0.0 }
    }
}
