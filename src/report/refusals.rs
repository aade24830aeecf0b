//! Why an order is refused, in words and numbers.

use crate::rules::setting::Setting;
use crate::rules::validate::{Refusal, Why};
use crate::rules::world::World;
use crate::text::{fill, text};

use super::orders::request_named;
use super::words::{money, state};

/// A refusal as a sentence. `world` is the position in which the order was given.
#[must_use]
pub fn refusal(setting: &Setting, world: &World, of: &Refusal) -> String {
    let seat = state(setting, of.seat);
    let request = |key: &str, wanted| fill(key, &[("seat", seat), ("request", &request_named(setting, world, wanted))]);
    let seated = |key: &str| fill(key, &[("seat", seat)]);
    match of.why {
        Why::Over => text("refusal.over").to_owned(),
        Why::NoRequest(_) => seated("refusal.no_request"),
        Why::NotYours(key) => request("refusal.not_yours", key),
        Why::Twice(key) => request("refusal.twice", key),
        Why::Capacity { ordered, left } => {
            let key = if left == 1 { "refusal.capacity_one" } else { "refusal.capacity" };
            fill(key, &[("seat", seat), ("ordered", &ordered.to_string()), ("left", &left.to_string())])
        }
        Why::Ceiling { tier, ceiling: 0 } => fill("refusal.ceiling_none", &[("seat", seat), ("tier", &tier.to_string())]),
        Why::Ceiling { tier, ceiling } => {
            fill("refusal.ceiling", &[("seat", seat), ("tier", &tier.to_string()), ("ceiling", &ceiling.to_string())])
        }
        Why::NoCondition => seated("refusal.no_condition"),
        Why::SameClause => seated("refusal.same_clause"),
        Why::ClauseRange => seated("refusal.clause_range"),
        Why::NotLower(tier) => fill("refusal.not_lower", &[("seat", seat), ("tier", &tier.to_string())]),
        Why::BadDate(turn) => {
            let (now, last) = (world.turn.to_string(), setting.turns.to_string());
            fill("refusal.bad_date", &[("seat", seat), ("turn", &turn.to_string()), ("now", &now), ("last", &last)])
        }
        Why::NotAnExporter(to) => fill("refusal.not_an_exporter", &[("seat", seat), ("state", state(setting, to))]),
        Why::NoChannel => seated("refusal.no_channel"),
        Why::TooManyRequests => seated("refusal.too_many_requests"),
        Why::Unpayable { value, payable } => {
            fill("refusal.unpayable", &[("seat", seat), ("value", &money(value)), ("payable", &money(payable))])
        }
        Why::Automatic => seated("refusal.automatic"),
        Why::NoGrounds => seated("refusal.no_grounds"),
        Why::NoReaction => seated("refusal.no_reaction"),
        Why::Senseless => seated("refusal.senseless"),
    }
}
