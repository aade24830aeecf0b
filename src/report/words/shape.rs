//! How a number is written: how often it is taken, with how many decimals, between which words, and how rounded parts add up.

use super::{HARD_SPACE, MINUS, in_percent, whole_tiers};
use crate::rules::quantity::Quantity;
use crate::rules::variable::{StateVar, Variable};
use crate::text::text;

/// How numbers of one kind are written: times a factor, with so many decimals, between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What one whole is multiplied by.
    pub(super) factor: i64,
    /// Decimals, at most six.
    pub(super) decimals: u32,
    pub(super) before: &'static str,
    pub(super) after: &'static str,
}

impl Shape {
    /// The shape of a variable's values.
    #[must_use]
    pub fn of(variable: Variable) -> Self {
        let plain = |decimals| Self { factor: 1, decimals, before: "", after: "" };
        if matches!(variable, Variable::State(StateVar::Capital, _)) {
            return plain(0);
        }
        if in_percent(variable) {
            return Self { factor: 100, decimals: 0, before: "", after: text("unit.percent") };
        }
        match variable.unit() {
            "tier" if whole_tiers(variable) => plain(0),
            "$bn" => Self { factor: 1, decimals: 1, before: "$", after: text("unit.bn") },
            "$bn a year" => Self { factor: 1, decimals: 1, before: "$", after: text("unit.bn_a_year") },
            "months" => Self { factor: 1, decimals: 0, before: "", after: text("unit.months") },
            "of 100" => plain(0),
            "points" | "decisions" | "decisions a year" | "countermeasures" | "crews" | "tier" => plain(1),
            _ => plain(2),
        }
    }

    /// The shape of its changes: those of a share are counted in points.
    #[must_use]
    pub fn of_change(self, variable: Variable) -> Self {
        if in_percent(variable) { Self { after: text("unit.points"), ..self } } else { self }
    }

    /// Plain numbers with one decimal.
    #[must_use]
    pub const fn tenths() -> Self {
        Self { factor: 1, decimals: 1, before: "", after: "" }
    }

    /// The same with one decimal more, for numbers that are shown with their parts.
    #[must_use]
    pub const fn finer(self) -> Self {
        let decimals = if self.decimals < 6 { self.decimals + 1 } else { 6 };
        Self { decimals, ..self }
    }

    /// The value in units of the last decimal that is shown, rounded half to even.
    #[must_use]
    pub fn units(self, value: Quantity) -> i64 {
        let scaled = i128::from(value.micros()) * i128::from(self.factor);
        let divisor = 10_i128.pow(6 - self.decimals);
        let (whole, rest) = (scaled.div_euclid(divisor), scaled.rem_euclid(divisor));
        let up = rest * 2 > divisor || (rest * 2 == divisor && whole % 2 != 0);
        i64::try_from(whole + i128::from(up)).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// Writes a value that is already in units of the last decimal.
    #[must_use]
    pub fn write(self, units: i64, sign: Sign) -> String {
        let sign = match (units.signum(), sign) {
            (-1, _) => MINUS.to_string(),
            (1, Sign::Always) => "+".to_owned(),
            _ => String::new(),
        };
        let magnitude = units.unsigned_abs();
        let unit = 10_u64.pow(self.decimals);
        let whole = grouped(magnitude / unit);
        let (before, after) = (self.before, self.after);
        if self.decimals == 0 {
            return format!("{sign}{before}{whole}{after}");
        }
        let places = self.decimals as usize;
        format!("{sign}{before}{whole}.{:0places$}{after}", magnitude % unit)
    }

    /// Rounds parts so that they show as a sum: largest remainder, in units of the last decimal.
    #[must_use]
    pub fn parts(self, parts: &[Quantity], total: i64) -> Vec<i64> {
        let divisor = 10_i128.pow(6 - self.decimals);
        let scaled = |part: &Quantity| i128::from(part.micros()) * i128::from(self.factor);
        let mut units: Vec<i64> = parts.iter().map(|p| scaled(p).div_euclid(divisor) as i64).collect();
        let mut order: Vec<(usize, i128)> = parts.iter().map(|p| scaled(p).rem_euclid(divisor)).enumerate().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut missing = total - units.iter().sum::<i64>();
        let step = missing.signum();
        if step < 0 {
            order.reverse();
        }
        // The rest is less than one unit a part: a second round is only needed where the total itself was rounded apart.
        for place in order.iter().map(|(place, _)| *place).cycle().take(parts.len() * 3) {
            if missing == 0 {
                break;
            }
            if let Some(unit) = units.get_mut(place) {
                *unit += step;
                missing -= step;
            }
        }
        units
    }
}

/// Whether a plus is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Only the minus is written: levels.
    Level,
    /// Always: changes, and alignment.
    Always,
}

pub(super) fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            grouped.push(HARD_SPACE);
        }
        grouped.push(digit);
    }
    grouped
}
