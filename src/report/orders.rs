//! Orders and conditions in words.

use crate::rules::order::{Condition, Decision, Ground, Order, OrderKind};
use crate::rules::setting::Setting;
use crate::rules::world::{Posture, Request, RequestKey, World};
use crate::text::{fill, text};

use super::headlines::countermeasure;
use super::words::{domain, money, number, share, state};

/// An order as a sentence. `world` is the position in which it is given.
#[must_use]
pub fn order(setting: &Setting, world: &World, of: &Order) -> String {
    let seat = state(setting, of.seat);
    match &of.kind {
        OrderKind::Decide(key, decision) => {
            let request = request_named(setting, world, *key);
            let values = [("seat", seat), ("request", request.as_str())];
            match decision {
                Decision::Approve => fill("order.approve", &values),
                Decision::Condition(conditions) => {
                    let list = conditions_list(conditions);
                    fill("order.condition", &[&values[..], &[("conditions", &list)]].concat())
                }
                Decision::Defer(Some(turn)) => fill("order.defer_to", &[&values[..], &[("turn", &turn.to_string())]].concat()),
                Decision::Defer(None) => fill("order.defer", &values),
                Decision::Deny(on) => fill("order.deny", &[&values[..], &[("ground", ground(*on))]].concat()),
            }
        }
        OrderKind::Request { to, domain: area, tier, points, monitoring, coproduction } => fill(
            "order.request",
            &[
                ("seat", seat),
                ("to", state(setting, *to)),
                ("domain", &domain(setting, *area)),
                ("tier", &tier.to_string()),
                ("points", &number(points.to_f64(), 1)),
                ("monitoring", &number(monitoring.to_f64(), 2)),
                ("coproduction", &share(coproduction.to_f64())),
            ],
        ),
        OrderKind::StandingAnswer(burden) => {
            fill("order.standing_answer", &[("seat", seat), ("burden", &number(burden.to_f64(), 2))])
        }
        OrderKind::Counter(how) => fill("order.counter", &[("seat", seat), ("how", &countermeasure(setting, *how))]),
        OrderKind::SetPosture(Posture::Automatic) => fill("order.posture_automatic", &[("seat", seat)]),
        OrderKind::SetPosture(Posture::ByOrder) => fill("order.posture_by_order", &[("seat", seat)]),
    }
}

/// A request with its numbers: "Haldry's request for precision strike (tier 3, 4.0 points, $1.4 bn)".
#[must_use]
pub fn request(setting: &Setting, of: &Request) -> String {
    fill(
        "request.numbers",
        &[
            ("partner", state(setting, of.from)),
            ("domain", &domain(setting, of.domain)),
            ("tier", &of.tier.to_string()),
            ("points", &number(of.points.to_f64(), 1)),
            ("value", &money(of.value.to_f64())),
        ],
    )
}

/// The request of a key in words, also where it no longer waits.
#[must_use]
pub fn request_named(setting: &Setting, world: &World, key: RequestKey) -> String {
    world.request(key).map_or_else(|| text("request.unknown").to_owned(), |found| request(setting, found))
}

/// The ground of a refusal, as a noun.
#[must_use]
pub fn ground(on: Ground) -> &'static str {
    text(match on {
        Ground::Rights => "ground.rights",
        Ground::Diversion => "ground.diversion",
        Ground::Stability => "ground.stability",
        Ground::Alliance => "ground.alliance",
        Ground::Commerce => "ground.commerce",
    })
}

/// A clause of a licence as a phrase.
#[must_use]
pub fn condition(of: &Condition) -> String {
    match of {
        Condition::Monitoring(level) => fill("condition.monitoring", &[("level", &number(level.to_f64(), 2))]),
        Condition::Certificate => text("condition.certificate").to_owned(),
        Condition::NoRetransfer => text("condition.no_retransfer").to_owned(),
        Condition::VolumeCap(points) => fill("condition.volume_cap", &[("points", &number(points.to_f64(), 1))]),
        Condition::LowerTier(tier) => fill("condition.lower_tier", &[("tier", &tier.to_string())]),
        Condition::Phased(turns) => fill("condition.phased", &[("turns", &turns.to_string())]),
        Condition::Reform => text("condition.reform").to_owned(),
        Condition::OpenBidding => text("condition.open_bidding").to_owned(),
        Condition::RegionalCommitment => text("condition.regional_commitment").to_owned(),
        Condition::Coproduction(part) => fill("condition.coproduction", &[("share", &share(part.to_f64()))]),
    }
}

/// Clauses, one after the other.
#[must_use]
pub fn conditions_list(conditions: &[Condition]) -> String {
    let phrases: Vec<String> = conditions.iter().map(condition).collect();
    phrases.join("; ")
}
