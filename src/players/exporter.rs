//! How a computer exporter plays: its in-tray first, then its licences, then its partners.

use super::Hand;
use crate::rules::order::{Condition, Decision, Gesture, LicenceAction, OrderKind, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::rules::score::{Recommendation, recommend};
use crate::rules::setting::Archetype;
use crate::rules::table::StateId;
use crate::rules::variable::{LinkVar, PairVar, StateVar};
use crate::rules::world::{LicenceState, Request};

/// Capital that a player keeps above the floor of its legislature.
const RESERVE: f64 = 12.0;

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    breaches(hand, archetype);
    answers(hand, |hand, request, found| decide(hand, request, found, archetype));
    justify(hand, archetype);
    court(hand, archetype);
    regime(hand, archetype);
}

/// Answers the in-tray, as far as the licensing office can process it, the most pressing first.
pub(super) fn answers(
    hand: &mut Hand<'_>,
    decide: impl Fn(&Hand<'_>, &Request, &Recommendation) -> (Decision, &'static str, f64),
) {
    let (world, seat) = (hand.world, hand.seat);
    let mut waiting: Vec<&Request> = world.requests.iter().filter(|r| r.to == seat).collect();
    let urgency = |r: &Request| {
        let promised = r.promised.is_some_and(|turn| turn <= world.turn) || r.urgent.is_some();
        let friend = world.pair(PairVar::Alignment, seat, r.from);
        (u8::from(promised), Quantity::from_f64(friend + 0.2 * f64::from(world.turn.saturating_sub(r.raised))))
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
    let margin = found.asked.margin();
    let within = request.tier <= hand.world.most(hand.setting, request.to, request.from, request.domain);
    let ground = found.asked.weakest();
    match archetype {
        Archetype::Transactional | Archetype::Opportunist if margin >= -0.03 && within => {
            (Decision::Approve, "reason.pays", margin)
        }
        Archetype::Restrictive if margin >= 0.05 && within => {
            (Decision::Condition(vec![watch(hand), Condition::NoRetransfer]), "reason.watched", margin)
        }
        Archetype::Restrictive => (Decision::Deny(ground), "reason.doubt", margin),
        Archetype::Assertive if margin >= 0.0 && within => (Decision::Approve, "reason.client", margin),
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
    let year = hand.year();
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

/// What a player does toward partners when it can afford it.
fn court(hand: &mut Hand<'_>, archetype: Archetype) {
    let (world, seat) = (hand.world, hand.seat);
    let spare = world.state(StateVar::Capital, seat) - world.state(StateVar::Floor, seat) - RESERVE;
    if spare <= 0.0 {
        return;
    }
    match archetype {
        Archetype::Principled => {
            // The client whose trust suffers most is spoken to.
            if let Some(to) = most(hand, |p| world.pair(PairVar::Grievance, p, seat), 0.15) {
                hand.order(OrderKind::Toward(to, Gesture::Dialogue), "reason.dialogue", &[("partner", hand.name(to))]);
            }
            if let Some((to, domain)) = idle_arms(hand) {
                let names = [("partner", hand.name(to))];
                hand.order(OrderKind::Toward(to, Gesture::Training { domain }), "reason.training", &names);
            }
        }
        Archetype::Transactional | Archetype::Opportunist => {
            if let Some((to, domain)) = largest_customer(hand).filter(|found| !cheap(hand, *found)) {
                let discount = Quantity::from_f64(0.05);
                let names = [("partner", hand.name(to))];
                hand.order(OrderKind::Toward(to, Gesture::Finance { domain, discount }), "reason.finance", &names);
            }
        }
        Archetype::Assertive => {
            if let Some(to) = most(hand, |p| world.pair(PairVar::Dependence, p, seat), 0.4) {
                if hand.new_year() && world.pair(PairVar::Interoperability, to, seat) < 0.7 {
                    hand.order(OrderKind::Toward(to, Gesture::Exercise), "reason.exercise", &[("partner", hand.name(to))]);
                }
                if hand.would_hold(to, seat, hand.setting.params.commit_assurance) {
                    hand.order(OrderKind::Toward(to, Gesture::Assure), "reason.assure", &[("partner", hand.name(to))]);
                }
            }
        }
        Archetype::Restrictive => {
            // Whoever let something leak gets no more than a tier less, until it is trusted again.
            let known =
                |l: &&crate::rules::world::Licence| l.supplier == seat && l.breach.is_some_and(|turn| turn + 1 == world.turn);
            let holders: Vec<StateId> = world.licences.iter().filter(known).map(|l| l.recipient).collect();
            for holder in holders {
                let tier = world.ceiling(seat, holder).saturating_sub(1);
                let lower = RegimeChange::Ceiling { partner: Some(holder), tier };
                hand.order(OrderKind::Regime(lower), "reason.ceiling", &[("partner", hand.name(holder))]);
            }
        }
        Archetype::Hedging | Archetype::Loyal | Archetype::Autonomous => {}
    }
}

/// Strict exporters watch more closely, and open ones declare what they go by.
fn regime(hand: &mut Hand<'_>, archetype: Archetype) {
    let (world, seat) = (hand.world, hand.seat);
    let spare = world.state(StateVar::Capital, seat) - world.state(StateVar::Floor, seat) - 2.0 * RESERVE;
    if spare <= 0.0 {
        return;
    }
    let monitoring = world.state(StateVar::Monitoring, seat);
    if archetype == Archetype::Restrictive && monitoring < 0.75 {
        let more = Quantity::from_f64((monitoring + 0.15).min(0.9));
        hand.order(OrderKind::Regime(RegimeChange::Monitoring(more)), "reason.monitoring", &[]);
    }
    let open = world.state(StateVar::Transparency, seat);
    if archetype == Archetype::Principled && open < 0.6 {
        let more = Quantity::from_f64(open + 0.2);
        hand.order(OrderKind::Regime(RegimeChange::Transparency(more)), "reason.transparency", &[]);
    }
}

/// The partner for whom a number is largest, if it is large enough.
fn most(hand: &Hand<'_>, value: impl Fn(StateId) -> f64, least: f64) -> Option<StateId> {
    let partners = hand.setting.states.ids().filter(|p| *p != hand.seat && hand.setting.states[*p].roles.partner);
    let each = partners.map(|p| (p, value(p))).filter(|(_, v)| *v >= least);
    each.fold(None, |best: Option<(StateId, f64)>, next| if best.is_none_or(|(_, v)| next.1 > v) { Some(next) } else { best })
        .map(|(p, _)| p)
}

/// A friend who holds much that it cannot operate, and the domain.
fn idle_arms(hand: &Hand<'_>) -> Option<(StateId, crate::rules::table::DomainId)> {
    use crate::rules::variable::CellVar;
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let friend = most(hand, |p| world.pair(PairVar::Alignment, p, seat) * world.pair(PairVar::Dependence, p, seat), 0.15)?;
    let idle = |d| {
        let held = crate::rules::supply::held(setting, world, friend, d);
        let mine = setting.link(seat, friend, d).map_or(0.0, |l| world.link(LinkVar::Share, l));
        held * mine * (0.6 - world.cell(CellVar::Absorption, friend, d) - world.cell(CellVar::Training, friend, d))
    };
    let each = setting.domains.ids().map(|d| (d, idle(d))).filter(|(_, v)| *v > 0.5);
    let worst = each.fold(
        None,
        |best: Option<(crate::rules::table::DomainId, f64)>, next| {
            if best.is_none_or(|(_, v)| next.1 > v) { Some(next) } else { best }
        },
    );
    worst.map(|(domain, _)| (friend, domain))
}

/// Whether a channel has a price below the usual one already.
fn cheap(hand: &Hand<'_>, (to, domain): (StateId, crate::rules::table::DomainId)) -> bool {
    hand.setting.link(hand.seat, to, domain).is_some_and(|l| hand.world.link(LinkVar::Discount, l) > 0.05)
}

/// The channel with the most money on it that others share.
fn largest_customer(hand: &Hand<'_>) -> Option<(StateId, crate::rules::table::DomainId)> {
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let mine = setting.links.enumerate().filter(|(_, l)| l.supplier == seat && l.recipient != seat);
    let at_stake = |(id, l): (crate::rules::table::LinkId, &crate::rules::setting::LinkInfo)| {
        let share = world.link(LinkVar::Share, id);
        let money = setting.new_buy(world, l.recipient);
        ((l.recipient, l.domain), money * share * (1.0 - share))
    };
    let each = mine.map(at_stake).filter(|(_, v)| *v > 0.05);
    each.fold(
        None,
        |best: Option<((StateId, crate::rules::table::DomainId), f64)>, next| {
            if best.as_ref().is_none_or(|(_, v)| next.1 > *v) { Some(next) } else { best }
        },
    )
    .map(|(found, _)| found)
}

/// A margin of the score in points of a hundred, with its sign and one decimal.
fn signed(value: f64) -> String {
    format!("{:+.1}", 100.0 * value).replace('-', "\u{2212}")
}
