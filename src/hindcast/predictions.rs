//! Predictions as a table: `case_id,shift,align,shift_sd,lag_years,top_gainer`.

use super::table::Sheet;
use crate::scenario::Problems;
use crate::text::{fill, text as words};

/// Longest short name of a case, characters.
const ID_MAX: usize = 200;

/// What is said about a case before looking at its outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Which case.
    pub case_id: String,
    /// Change of the coalition's share, −1 to 1.
    pub shift: f64,
    /// Change of alignment towards the exporter's bloc, ideal points.
    pub align: Option<f64>,
    /// Spread of the shift over seeds (standard deviation).
    pub shift_sd: Option<f64>,
    /// Years until the first large order with whoever gains most.
    pub lag_years: Option<f64>,
    /// Who gains most.
    pub top_gainer: Option<String>,
}

/// Reads a table of predictions. `case_id` and `shift` must be there.
///
/// # Errors
/// Everything that is wrong with the table, each with its place.
pub fn read(file: &str, content: &str) -> Result<Vec<Prediction>, Problems> {
    let sheet = Sheet::read(file, content, &["case_id", "shift"], &[])?;
    let mut found: Vec<Prediction> = Vec::new();
    for row in sheet.rows() {
        let case_id = row.needed_text("case_id", ID_MAX);
        let shift = row.needed("shift", (-2.0, 2.0));
        let gainer = row.text("top_gainer");
        let (align, shift_sd) = (row.number("align", (-20.0, 20.0)), row.number("shift_sd", (0.0, 2.0)));
        let lag_years = row.number("lag_years", (0.0, 100.0));
        let Some((case_id, shift)) = case_id.zip(shift) else { continue };
        if found.iter().any(|p| p.case_id == case_id) {
            row.say("case_id", &fill("case.twice", &[("id", &case_id)]), words("case.twice_hint"));
        }
        let top_gainer = (!gainer.is_empty()).then(|| gainer.to_owned());
        found.push(Prediction { case_id, shift, align, shift_sd, lag_years, top_gainer });
    }
    if sheet.is_clean() { Ok(found) } else { Err(sheet.close()) }
}

/// Predictions as the table has them, to six decimals: what is scored is what is written.
#[must_use]
pub fn rounded(prediction: Prediction) -> Prediction {
    let six = |value: f64| (value * 1e6).round() / 1e6;
    Prediction {
        shift: six(prediction.shift),
        align: prediction.align.map(six),
        shift_sd: prediction.shift_sd.map(six),
        ..prediction
    }
}

/// Writes a table of predictions.
///
/// # Errors
/// Memory has run out, or a field cannot be written.
pub fn write(predictions: &[Prediction]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["case_id", "shift", "align", "shift_sd", "lag_years", "top_gainer"])?;
    let number = |value: Option<f64>| value.map(|v| format!("{v:.6}")).unwrap_or_default();
    for p in predictions {
        let gainer = p.top_gainer.clone().unwrap_or_default();
        let fields = [
            p.case_id.clone(),
            format!("{:.6}", p.shift),
            number(p.align),
            number(p.shift_sd),
            p.lag_years.map(|v| format!("{v:.2}")).unwrap_or_default(),
            gainer,
        ];
        writer.write_record(fields)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
