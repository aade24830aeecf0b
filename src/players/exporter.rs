//! How a computer exporter plays: its licences in force, its in-tray, and what it says of its refusals.

use super::Hand;
use crate::rules::order::{Condition, Decision, LicenceAction, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::score::{Recommendation, recommend};
use crate::rules::setting::Archetype;
use crate::rules::variable::{PairVar, StateVar};
use crate::rules::world::{LicenceState, Request};

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    breaches(hand, archetype);
    answers(hand, |hand, request, found| decide(hand, request, found, archetype));
    justify(hand, archetype);
    super::court::play(hand, archetype);
}

/// Answers the in-tray, as far as the licensing office can process it, the most pressing first.
pub(super) fn answers(
    hand: &mut Hand<'_>,
    decide: impl Fn(&Hand<'_>, &Request, &Recommendation) -> (Decision, &'static str, f64),
) {
    let (world, seat) = (hand.world, hand.seat);
    let mut waiting: Vec<&Request> = world.requests.iter().filter(|r| r.to == seat).collect();
    let patience = hand.setting.params.player_patience;
    let urgency = |r: &Request| {
        let promised = r.promised.is_some_and(|turn| turn <= world.turn) || r.urgent.is_some();
        let friend = world.pair(PairVar::Alignment, seat, r.from);
        (
            u8::from(promised),
            Quantity::from_f64(friend + patience * f64::from(world.turn.saturating_sub(r.raised)) * hand.setting.dt()),
        )
    };
    waiting.sort_by(|a, b| urgency(b).cmp(&urgency(a)).then(a.key.cmp(&b.key)));
    for request in waiting {
        let Some(found) = recommend(hand.setting, world, request) else { continue };
        let (decision, reason, margin) = decide(hand, request, &found);
        let names = [("partner", hand.name(request.from)), ("margin", &signed(margin))];
        let kind = OrderKind::Decide(request.key, decision);
        if !hand.order(kind, reason, &names) && request.promised.is_none() && world.turn < world.last_turn {
            // No time left: better a date than silence.
            let later = OrderKind::Decide(request.key, Decision::Defer(Some(world.turn + 1)));
            hand.order(later, "reason.later", &[("partner", hand.name(request.from))]);
        }
    }
}

/// Monitoring as intense as this exporter's own.
pub(super) fn watch(hand: &Hand<'_>) -> Condition {
    Condition::Monitoring(Quantity::from_f64(hand.world.state(StateVar::Monitoring, hand.seat)))
}

fn decide(hand: &Hand<'_>, request: &Request, found: &Recommendation, archetype: Archetype) -> (Decision, &'static str, f64) {
    let (margin, params) = (found.asked.margin(), &hand.setting.params);
    let within = request.tier <= hand.world.most(hand.setting, request.to, request.from, request.domain);
    let ground = found.asked.weakest();
    let client = hand.world.pair(PairVar::Dependence, request.from, hand.seat) >= params.player_client
        || hand.world.pair(PairVar::Alignment, request.from, hand.seat) >= params.player_ally;
    match archetype {
        Archetype::Transactional if margin >= -params.player_near && within => (Decision::Approve, "reason.pays", margin),
        Archetype::Opportunist if margin >= -params.player_prize && within => (Decision::Approve, "reason.prize", margin),
        Archetype::Restrictive if margin >= params.player_clear && within => {
            (Decision::Condition(vec![watch(hand), Condition::NoRetransfer]), "reason.watched", margin)
        }
        Archetype::Restrictive => (Decision::Deny(ground), "reason.doubt", margin),
        Archetype::Assertive if client && margin >= -params.player_favour && within => {
            (Decision::Approve, "reason.client", margin)
        }
        Archetype::Assertive if margin < 0.0 => (Decision::Deny(ground), "reason.no_client", margin),
        _ if margin >= 0.0 && within => (Decision::Approve, "reason.passes", margin),
        _ => match &found.passes_with {
            Some((conditions, score)) => (Decision::Condition(conditions.clone()), "reason.conditions", score.margin()),
            None => (Decision::Deny(ground), "reason.misses", margin),
        },
    }
}

/// A breach that is known is acted on: the stricter the exporter, the harder.
fn breaches(hand: &mut Hand<'_>, archetype: Archetype) {
    let mine = |l: &&crate::rules::world::Licence| {
        l.supplier == hand.seat && l.breach.is_some_and(|turn| turn + 1 >= hand.world.turn) && l.state == LicenceState::InForce
    };
    let known: Vec<_> = hand.world.licences.iter().filter(mine).map(|l| (l.key, l.recipient, l.delivered < l.points)).collect();
    for (key, holder, owed) in known {
        let names = [("partner", hand.name(holder))];
        let action = match archetype {
            Archetype::Restrictive if owed => LicenceAction::Revoke,
            Archetype::Principled if owed => LicenceAction::Suspend,
            Archetype::Assertive | Archetype::Opportunist => continue,
            _ => LicenceAction::Inspect,
        };
        hand.order(OrderKind::Licence(key, action), "reason.breach", &names);
    }
    if matches!(archetype, Archetype::Principled | Archetype::Restrictive) {
        resume(hand);
        inspect(hand);
    }
}

/// What was suspended for a breach goes on after a year.
fn resume(hand: &mut Hand<'_>) {
    let year = hand.setting.turns_a_year();
    let over = |l: &&crate::rules::world::Licence| {
        l.supplier == hand.seat && l.state == LicenceState::Suspended && l.since + year <= hand.world.turn
    };
    let ready: Vec<_> = hand.world.licences.iter().filter(over).map(|l| (l.key, l.recipient)).collect();
    for (key, holder) in ready {
        let names = [("partner", hand.name(holder))];
        hand.order(OrderKind::Licence(key, LicenceAction::Resume), "reason.resume", &names);
    }
}

/// The riskiest licence that was never looked at is inspected, where there is time.
fn inspect(hand: &mut Hand<'_>) {
    let open = |l: &&crate::rules::world::Licence| {
        l.supplier == hand.seat && l.state == LicenceState::InForce && l.inspected.is_none() && l.delivered > Quantity::ZERO
    };
    let hazard = |l: &crate::rules::world::Licence| Quantity::from_f64(crate::rules::phases::hazard(hand.setting, hand.world, l));
    let worst = hand.world.licences.iter().filter(open).max_by_key(|l| (hazard(l), l.key)).map(|l| (l.key, l.recipient));
    if let Some((key, holder)) = worst {
        let names = [("partner", hand.name(holder))];
        hand.order(OrderKind::Licence(key, LicenceAction::Inspect), "reason.inspect", &names);
    }
}

/// A refusal is explained in public by those who believe in that.
fn justify(hand: &mut Hand<'_>, archetype: Archetype) {
    if archetype != Archetype::Principled {
        return;
    }
    let denied: Vec<_> = hand
        .orders
        .iter()
        .filter_map(|o| match &o.kind {
            OrderKind::Decide(key, Decision::Deny(ground)) => Some((*key, *ground)),
            _ => None,
        })
        .collect();
    for (decision, criterion) in denied.into_iter().take(1) {
        hand.order(OrderKind::Justify { decision, criterion }, "reason.justify", &[]);
    }
}

/// A margin of the score in points of a hundred, with its sign and one decimal.
fn signed(value: f64) -> String {
    format!("{:+.1}", 100.0 * value).replace('-', "\u{2212}")
}
