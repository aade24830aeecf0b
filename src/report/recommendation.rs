//! A recommendation and its scores, in words.

use crate::rules::order::Ground;
use crate::rules::quantity::Quantity;
use crate::rules::score::{Recommendation, Score};
use crate::rules::setting::Setting;
use crate::rules::world::Request;
use crate::text::fill;

use super::orders::{conditions_list, criterion, request};
use super::words::{Shape, Sign, number, signed, state};

/// What the declared criteria say of a request: the verdict, then each criterion with its mark, weight and part of the score.
#[must_use]
pub fn recommendation(setting: &Setting, of: &Request, found: &Recommendation) -> String {
    let mut lines = vec![verdict(setting, of, found)];
    lines.extend(criteria(&found.asked));
    if let Some((conditions, score)) = &found.passes_with {
        lines.push(fill("recommendation.scores_with", &[("conditions", &conditions_list(conditions))]));
        lines.extend(criteria(score));
    }
    lines.join("\n")
}

/// The verdict in a sentence.
#[must_use]
pub fn verdict(setting: &Setting, of: &Request, found: &Recommendation) -> String {
    let (request, exporter) = (request(setting, of), state(setting, of.to));
    let margin = signed(100.0 * found.asked.margin(), 1);
    let values = [("request", request.as_str()), ("exporter", exporter), ("margin", margin.as_str())];
    match &found.passes_with {
        Some((conditions, score)) => {
            let (list, better) = (conditions_list(conditions), signed(100.0 * score.margin(), 1));
            fill("recommendation.with", &[&values[..], &[("conditions", list.as_str()), ("better", better.as_str())]].concat())
        }
        None if found.asked.passes() => fill("recommendation.approve", &values),
        None => fill("recommendation.deny", &values),
    }
}

/// One line a criterion, and their sum against the threshold, all in points of a hundred. The parts as shown add up to the total as shown.
#[must_use]
pub fn criteria(score: &Score) -> Vec<String> {
    let shape = Shape::tenths();
    let parts: Vec<Quantity> =
        score.parts.iter().zip(&score.weights).map(|(mark, weight)| Quantity::from_f64(100.0 * mark * weight)).collect();
    let total = shape.units(Quantity::from_f64(100.0 * score.total));
    let shown = shape.parts(&parts, total);
    let rows = Ground::ALL.iter().zip(score.parts.iter().zip(&score.weights)).zip(shown);
    let mut lines: Vec<String> = rows
        .map(|((on, (mark, weight)), part)| {
            let values =
                [("mark", number(100.0 * *mark, 0)), ("weight", number(*weight, 2)), ("part", shape.write(part, Sign::Level))];
            let [mark, weight, part] = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            fill("recommendation.criterion", &[("criterion", criterion(*on)), mark, weight, part])
        })
        .collect();
    let threshold = number(100.0 * score.threshold, 1);
    lines.push(fill("recommendation.sum", &[("total", &shape.write(total, Sign::Level)), ("threshold", &threshold)]));
    lines
}
