//! How a computer exporter answers its in-tray.

use crate::rules::order::{Condition, Decision, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::score::{Recommendation, recommend};
use crate::rules::setting::{Archetype, Setting};
use crate::rules::variable::{PairVar, StateVar};
use crate::rules::view::SeatView;
use crate::rules::world::{Request, World};
use crate::text::fill;

/// The answers of one exporter, as many as it can process, the most pressing first.
pub(super) fn answers(setting: &Setting, view: &SeatView) -> Vec<Order> {
    let (seat, world) = (view.seat(), view.believed());
    let capacity = crate::rules::validate::decisions_left(setting, world, seat);
    let mut waiting: Vec<&Request> = world.requests.iter().filter(|r| r.to == seat).collect();
    let urgency = |r: &Request| {
        let promised = r.promised.is_some_and(|turn| turn <= world.turn);
        let friend = world.pair(PairVar::Alignment, seat, r.from);
        (u8::from(promised), Quantity::from_f64(friend + 0.2 * f64::from(world.turn.saturating_sub(r.raised))))
    };
    waiting.sort_by(|a, b| urgency(b).cmp(&urgency(a)).then(a.key.cmp(&b.key)));
    waiting.into_iter().take(capacity).filter_map(|request| answer(setting, world, request)).collect()
}

fn answer(setting: &Setting, world: &World, request: &Request) -> Option<Order> {
    let found = recommend(setting, world, request)?;
    let ceiling = world.regimes[request.to].as_ref()?.ceiling_for(request.from);
    let (decision, reason) = decide(setting, world, request, &found, ceiling);
    Some(Order {
        seat: request.to,
        kind: OrderKind::Decide(request.key, decision),
        public_reason: String::new(),
        private_reason: reason,
    })
}

fn decide(setting: &Setting, world: &World, request: &Request, found: &Recommendation, ceiling: u8) -> (Decision, String) {
    let margin = found.asked.margin();
    let partner = setting.states[request.from].name.as_str();
    let within = request.tier <= ceiling;
    let ground = found.asked.weakest();
    let watch = Condition::Monitoring(Quantity::from_f64(world.state(StateVar::Monitoring, request.to)));
    let because = |key: &str, margin: f64| fill(key, &[("partner", partner), ("margin", &signed(margin))]);
    match setting.states[request.to].archetype {
        Archetype::Transactional | Archetype::Opportunist if margin >= -0.03 && within => {
            (Decision::Approve, because("reason.pays", margin))
        }
        Archetype::Restrictive if margin >= 0.05 && within => {
            (Decision::Condition(vec![watch, Condition::NoRetransfer]), because("reason.watched", margin))
        }
        Archetype::Restrictive => (Decision::Deny(ground), because("reason.doubt", margin)),
        Archetype::Assertive if margin >= 0.0 && within => (Decision::Approve, because("reason.client", margin)),
        _ if margin >= 0.0 && within => (Decision::Approve, because("reason.passes", margin)),
        _ => match &found.passes_with {
            Some((conditions, score)) => (Decision::Condition(conditions.clone()), because("reason.conditions", score.margin())),
            None => (Decision::Deny(ground), because("reason.misses", margin)),
        },
    }
}

/// A margin with its sign, three decimals.
fn signed(value: f64) -> String {
    format!("{value:+.3}").replace('-', "\u{2212}")
}
