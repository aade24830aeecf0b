//! Historical cases: what was known when a licensing decision fell, and what was observed afterwards.
//!
//! [`read`] takes a table of the columns that `docs/hindcast.md` describes and returns every case, or else every problem. A
//! table may have no outcomes at all: then there is nothing to score, and everything to predict. The rules see [`Case`] and never
//! [`Outcome`].

use super::table::{Row, Sheet};
use crate::scenario::Problems;
use crate::text::{fill, text as words};

/// Kinds of decision that a case may record.
pub const DECISIONS: [&str; 9] = ["approve", "deny", "delay", "conditions", "tier", "volume", "eum", "coproduction", "embargo"];

/// Columns without which nothing can be said about a case.
const NEEDED: [&str; 9] = [
    "case_id",
    "year",
    "exporter_coalition",
    "recipient",
    "decision",
    "restrictiveness",
    "ctx_alternatives_0_3",
    "ctx_threat_0_3",
    "ctx_indigenous_0_3",
];

/// Columns that say what was observed. A table has all of them or none.
const OBSERVED: [&str; 8] = [
    "scoreable_shift",
    "observed_supplier_shift_size",
    "observed_supplier_shift_sign",
    "expected_shift_baserate",
    "scoreable_alignment",
    "d_un_toward_exporter_bloc",
    "observed_alignment_change_sign",
    "top_gainer",
];

/// Indices that a historian judged, 0 to 3.
const JUDGED: (u8, u8) = (0, 3);
const UNIT: (f64, f64) = (0.0, 1.0);

/// What was known when the decision fell.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its short name.
    pub id: String,
    /// The year of the decision. For people and for groups by era: nothing on the board depends on it.
    pub year: u16,
    /// Who decided, one name or several joined by `+`. One supplier on the board.
    pub coalition: String,
    /// About whose arms.
    pub recipient: String,
    /// Kind of decision, one of [`DECISIONS`].
    pub decision: String,
    /// −1 (generous) to 1 (a total embargo); 0: nothing was decided.
    pub restrictiveness: f64,
    /// Whether other suppliers joined.
    pub multilateral: bool,
    /// Whether a veto on re-exports came with it.
    pub third_party_control: bool,
    /// Tier of what it was about, 1–4.
    pub tier: u8,
    /// The coalition's share of the recipient's orders in the five years before, 0–1.
    pub prior_orders: Option<f64>,
    /// The same of deliveries.
    pub prior_deliveries: Option<f64>,
    /// How concentrated supply was (Herfindahl index), 0–1.
    pub concentration: Option<f64>,
    /// How many others could supply, 0–3.
    pub alternatives: u8,
    /// How threatened the recipient was, 0–3.
    pub threat: u8,
    /// How much it could make itself, 0–3.
    pub indigenous: u8,
    /// Whether it had a defence pact with the coalition.
    pub pact: bool,
    /// How many strategic rivals it had.
    pub rivalries: u8,
    /// Its military expenditure, millions of constant dollars.
    pub expenditure_m: Option<f64>,
    /// Its distance in the votes of the General Assembly from each of the [powers](super::mapping::POWERS), in their order.
    pub distances: [Option<f64>; 3],
    /// Its position on the axis between the blocs, positive towards the coalition's.
    pub position: Option<f64>,
}

impl Case {
    /// The share that the board opens with: of orders, of deliveries where those are not known, else none.
    #[must_use]
    pub fn prior(&self) -> f64 {
        self.prior_orders.or(self.prior_deliveries).unwrap_or(0.0)
    }

    /// The states that decided together.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.coalition.split('+').map(str::trim)
    }
}

/// What was observed within five years.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Change of the coalition's share; none where it could not be measured.
    pub shift: Option<Shift>,
    /// Change of voting distance; none where it could not be measured.
    pub alignment: Option<Turned>,
    /// Who gained most, where somebody did.
    pub top_gainer: Option<String>,
}

/// A change of share, as observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// How far, −1 to 1.
    pub size: f64,
    /// Its sign, −1, 0 or 1, zero within five points.
    pub sign: i8,
    /// What churn alone would have brought.
    pub churn: f64,
    /// Whether it was measured on orders and not on deliveries.
    pub of_orders: bool,
    /// Over how many years after that of the decision.
    pub years: u8,
}

/// A change of alignment, as observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turned {
    /// How far towards the exporter's bloc, ideal points.
    pub size: f64,
    /// Its sign, zero within 0.10.
    pub sign: i8,
}

/// Years after a decision in which its outcome is looked for.
const YEARS_OBSERVED: u8 = 5;
/// Longest text of a field, characters.
const TEXT_MAX: usize = 200;

/// A case, and what was observed where it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The inputs.
    pub case: Case,
    /// The outcome; none in a table of inputs alone.
    pub outcome: Option<Outcome>,
}

impl Record {
    /// The share that an observed change starts from: of orders or of deliveries, as it was measured.
    #[must_use]
    pub fn before(&self) -> f64 {
        let of_orders = self.outcome.as_ref().and_then(|outcome| outcome.shift).is_none_or(|shift| shift.of_orders);
        if of_orders { self.case.prior() } else { self.case.prior_deliveries.unwrap_or_else(|| self.case.prior()) }
    }
}

/// Reads a table of cases. The name is only said in problems.
///
/// # Errors
/// Everything that is wrong with the table, each with its place.
pub fn read(file: &str, content: &str) -> Result<Vec<Record>, Problems> {
    let sheet = Sheet::read(file, content, &NEEDED, &OBSERVED)?;
    let seen = OBSERVED.iter().any(|column| sheet.has(column));
    let mut records: Vec<Record> = Vec::new();
    for row in sheet.rows() {
        let outcome = seen.then(|| outcome(row));
        if let Some(case) = case(row) {
            if records.iter().any(|r| r.case.id == case.id) {
                row.say("case_id", &fill("case.twice", &[("id", &case.id)]), words("case.twice_hint"));
            }
            records.push(Record { case, outcome });
        }
    }
    if sheet.is_clean() { Ok(records) } else { Err(sheet.close()) }
}

fn case(row: Row<'_, '_>) -> Option<Case> {
    let decision = row.needed_text("decision", TEXT_MAX);
    if let Some(found) = decision.as_deref().filter(|found| !DECISIONS.contains(found)) {
        row.say("decision", &fill("case.no_decision", &[("text", found)]), &DECISIONS.join(", "));
    }
    let flag = |column: &str| row.number(column, (0_u8, 1)).unwrap_or(0) == 1;
    // Everything is looked at before anything is given up, so that all problems of a row are told.
    let id = row.needed_text("case_id", TEXT_MAX);
    let year = row.needed("year", (1800_u16, 2200));
    let coalition = row.needed_text("exporter_coalition", TEXT_MAX);
    let recipient = row.needed_text("recipient", TEXT_MAX);
    let restrictiveness = row.needed("restrictiveness", (-1.0, 1.0));
    let alternatives = row.needed("ctx_alternatives_0_3", JUDGED);
    let threat = row.needed("ctx_threat_0_3", JUDGED);
    let indigenous = row.needed("ctx_indigenous_0_3", JUDGED);
    let (multilateral, third_party_control) = (flag("multilateral"), flag("third_party_control"));
    let tier = row.number("tech_tier", (1_u8, 4)).unwrap_or(2);
    let prior_deliveries = row.number("ctx_prior_dependence", UNIT);
    let prior_orders = row.number("ctx_prior_dependence_orders", UNIT);
    let concentration = row.number("ctx_hhi_pre", UNIT);
    let pact = flag("ctx_defence_pact_with_exporter_atop");
    let rivalries = row.number("ctx_strategic_rivalries_tss", (0_u8, 50)).unwrap_or(0);
    let expenditure_m = row.number("ctx_milex_const2022_usd_m", (0.0, 1e7));
    let distances = super::mapping::POWERS.map(|power| row.number(power.distance_column, (0.0, 20.0)));
    let position = row.number("un_relpos_pre", (-20.0, 20.0));
    Some(Case {
        id: id?,
        year: year?,
        coalition: coalition?,
        recipient: recipient?,
        decision: decision?,
        restrictiveness: restrictiveness?,
        multilateral,
        third_party_control,
        tier,
        prior_orders,
        prior_deliveries,
        concentration,
        alternatives: alternatives?,
        threat: threat?,
        indigenous: indigenous?,
        pact,
        rivalries,
        expenditure_m,
        distances,
        position,
    })
}

/// Whether a change was measured on orders; where nothing is said, it was.
fn basis(row: Row<'_, '_>) -> bool {
    let found = row.text("shift_basis");
    if !["", "orders", "deliveries"].contains(&found) {
        row.say("shift_basis", &fill("case.no_basis", &[("text", found)]), "orders, deliveries");
    }
    found != "deliveries"
}

fn outcome(row: Row<'_, '_>) -> Outcome {
    let scored = |column: &str| row.number(column, (0_u8, 1)) == Some(1);
    let sign = |column: &str| row.needed(column, (-1_i8, 1));
    let shift = if scored("scoreable_shift") {
        let size = row.needed("observed_supplier_shift_size", (-1.0, 1.0));
        let sign = sign("observed_supplier_shift_sign");
        let churn = row.needed("expected_shift_baserate", (-1.0, 1.0));
        let of_orders = basis(row);
        let column = if of_orders { "post_years_orders" } else { "post_years" };
        let years = row.number(column, (1_u8, YEARS_OBSERVED)).unwrap_or(YEARS_OBSERVED);
        size.zip(sign).zip(churn).map(|((size, sign), churn)| Shift { size, sign, churn, of_orders, years })
    } else {
        None
    };
    let alignment = if scored("scoreable_alignment") {
        let size = row.needed("d_un_toward_exporter_bloc", (-20.0, 20.0));
        size.zip(sign("observed_alignment_change_sign")).map(|(size, sign)| Turned { size, sign })
    } else {
        None
    };
    let gainer = row.text("top_gainer");
    let top_gainer = (!gainer.is_empty()).then(|| gainer.to_owned());
    Outcome { shift, alignment, top_gainer }
}
