//! What a computer exporter does toward its partners when it can afford it, and how it changes the way in which it licenses.

use super::{Hand, largest};
use crate::rules::order::{Gesture, OrderKind, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Archetype, LinkInfo};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar};
use crate::rules::world::{Licence, Outcome};

pub(super) fn play(hand: &mut Hand<'_>, archetype: Archetype) {
    let (world, seat) = (hand.world, hand.seat);
    let spare = world.state(StateVar::Capital, seat) - world.state(StateVar::Floor, seat);
    if spare > hand.setting.params.player_reserve {
        match archetype {
            Archetype::Principled => mend(hand),
            Archetype::Transactional => keep_prices_down(hand),
            Archetype::Opportunist => step_in(hand),
            Archetype::Assertive => gather(hand),
            Archetype::Restrictive => lower(hand),
            Archetype::Hedging | Archetype::Loyal | Archetype::Autonomous => {}
        }
    }
    if spare > hand.setting.params.player_reserve_regime {
        regime(hand, archetype);
    }
}

/// Speaks with the client whose trust suffers most, trains the one who holds more than it can operate, and takes a friend that never let
/// anything leak onto its list of trusted partners.
fn mend(hand: &mut Hand<'_>) {
    let (world, seat, least) = (hand.world, hand.seat, hand.setting.params.player_grievance);
    if let Some(to) = most(hand, |p| world.pair(PairVar::Grievance, p, seat), least) {
        hand.order(OrderKind::Toward(to, Gesture::Dialogue), "reason.dialogue", &[("partner", hand.name(to))]);
    }
    if let Some((to, domain)) = idle_arms(hand) {
        hand.order(OrderKind::Toward(to, Gesture::Training { domain }), "reason.training", &[("partner", hand.name(to))]);
    }
    trust(hand);
}

/// Once a year, the closest friend goes on the list of trusted partners if it never let anything leak.
fn trust(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let leaked = |p: StateId| world.licences.iter().any(|l| l.supplier == seat && l.recipient == p && l.breach.is_some());
    let Some(partner) = friend(hand).filter(|p| hand.new_year() && !leaked(*p)) else { return };
    if world.pair(PairVar::Trusted, seat, partner) < 0.5 {
        let trust = RegimeChange::Trust { partner, trusted: true };
        hand.order(OrderKind::Regime(trust), "reason.trust", &[("partner", hand.name(partner))]);
    }
}

/// Sells cheaper where most money is contested, and where it does already, lets the customer build a part of what it buys.
fn keep_prices_down(hand: &mut Hand<'_>) {
    let Some((to, domain)) = largest_customer(hand) else { return };
    if !cheap(hand, (to, domain)) {
        finance(hand, (to, domain), "reason.finance");
        return;
    }
    let wanted = hand.setting.params.coproduction_wanted;
    let built = hand.setting.link(hand.seat, to, domain).map_or(wanted, |l| hand.world.link(LinkVar::Coproduction, l));
    if hand.new_year() && built < wanted {
        let programme = Gesture::Programme { domain, share: Quantity::from_f64(wanted) };
        hand.order(OrderKind::Toward(to, programme), "reason.programme", &[("partner", hand.name(to))]);
    }
}

/// Offers better prices to those who were refused by another within the year.
fn step_in(hand: &mut Hand<'_>) {
    let (world, year) = (hand.world, hand.setting.turns_a_year());
    let refused = world.record.iter().rev().take_while(|d| d.turn + year >= world.turn).filter(|d| {
        let open = hand.setting.link(hand.seat, d.partner, d.domain).is_some() && d.partner != hand.seat;
        d.exporter != hand.seat && d.outcome == Outcome::Denied && open
    });
    let cold = |&(to, domain): &(StateId, DomainId)| !cheap(hand, (to, domain));
    let worth = |(to, _): &(StateId, DomainId)| Quantity::from_f64(hand.setting.new_buy(world, *to));
    let best = refused.map(|d| (d.partner, d.domain)).filter(cold).max_by_key(|found| (worth(found), std::cmp::Reverse(*found)));
    if let Some(customer) = best {
        finance(hand, customer, "reason.step_in");
    }
}

/// Exercises with those who depend on it, assures them, and trains those whom its rivals threaten.
fn gather(hand: &mut Hand<'_>) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let Some(to) = most(hand, |p| world.pair(PairVar::Dependence, p, seat), params.player_client) else { return };
    let names = [("partner", hand.name(to))];
    if hand.new_year() && world.pair(PairVar::Interoperability, to, seat) < params.player_together {
        hand.order(OrderKind::Toward(to, Gesture::Exercise), "reason.exercise", &names);
    }
    if hand.would_hold(to, seat, params.commit_assurance) {
        hand.order(OrderKind::Toward(to, Gesture::Assure), "reason.assure", &names);
    }
}

/// Whoever let something leak gets no more than a tier less, until it is trusted again.
fn lower(hand: &mut Hand<'_>) {
    let (world, seat) = (hand.world, hand.seat);
    let known = |l: &&Licence| l.supplier == seat && l.breach.is_some_and(|turn| turn + 1 == world.turn);
    let holders: Vec<StateId> = world.licences.iter().filter(known).map(|l| l.recipient).collect();
    for holder in holders {
        let tier = world.ceiling(seat, holder).saturating_sub(1);
        let lower = RegimeChange::Ceiling { partner: Some(holder), tier };
        hand.order(OrderKind::Regime(lower), "reason.ceiling", &[("partner", hand.name(holder))]);
    }
}

/// Strict exporters watch more closely, and open ones declare what they go by.
fn regime(hand: &mut Hand<'_>, archetype: Archetype) {
    let (world, seat, params) = (hand.world, hand.seat, &hand.setting.params);
    let monitoring = world.state(StateVar::Monitoring, seat);
    if archetype == Archetype::Restrictive && monitoring < params.player_watchful {
        let more = Quantity::from_f64((monitoring + params.player_watch_step).min(1.0));
        hand.order(OrderKind::Regime(RegimeChange::Monitoring(more)), "reason.monitoring", &[]);
    }
    let open = world.state(StateVar::Transparency, seat);
    if archetype == Archetype::Principled && open < params.player_open {
        let more = Quantity::from_f64((open + params.player_open_step).min(1.0));
        hand.order(OrderKind::Regime(RegimeChange::Transparency(more)), "reason.transparency", &[]);
    }
}

fn finance(hand: &mut Hand<'_>, (to, domain): (StateId, DomainId), reason: &str) {
    let discount = Quantity::from_f64(hand.setting.params.player_discount);
    hand.order(OrderKind::Toward(to, Gesture::Finance { domain, discount }), reason, &[("partner", hand.name(to))]);
}

/// The partner for whom a number is largest, if it is large enough.
fn most(hand: &Hand<'_>, value: impl Fn(StateId) -> f64, least: f64) -> Option<StateId> {
    let partners = hand.setting.states.ids().filter(|p| *p != hand.seat && hand.setting.states[*p].roles.partner);
    largest(partners.map(|p| (p, value(p))).filter(|(_, v)| *v >= least))
}

/// The partner that leans to this exporter and depends on it most, if it does enough.
fn friend(hand: &Hand<'_>) -> Option<StateId> {
    let (world, seat) = (hand.world, hand.seat);
    let close = |p| world.pair(PairVar::Alignment, p, seat) * world.pair(PairVar::Dependence, p, seat);
    most(hand, close, hand.setting.params.player_friend)
}

/// A friend who holds much that it cannot operate, and the domain.
fn idle_arms(hand: &Hand<'_>) -> Option<(StateId, DomainId)> {
    let (setting, world, seat, params) = (hand.setting, hand.world, hand.seat, &hand.setting.params);
    let friend = friend(hand)?;
    let idle = |d| {
        let held = crate::rules::supply::held(setting, world, friend, d);
        let mine = setting.link(seat, friend, d).map_or(0.0, |l| world.link(LinkVar::Share, l));
        let operated = world.cell(CellVar::Absorption, friend, d) + world.cell(CellVar::Training, friend, d);
        held * mine * (params.player_operated - operated)
    };
    let each = setting.domains.ids().map(|d| (d, idle(d))).filter(|(_, v)| *v > params.player_idle);
    largest(each).map(|domain| (friend, domain))
}

/// Whether a channel has a price below the usual one already.
fn cheap(hand: &Hand<'_>, (to, domain): (StateId, DomainId)) -> bool {
    let least = hand.setting.params.player_discount;
    hand.setting.link(hand.seat, to, domain).is_some_and(|l| hand.world.link(LinkVar::Discount, l) > least)
}

/// The channel with the most money on it that others share.
fn largest_customer(hand: &Hand<'_>) -> Option<(StateId, DomainId)> {
    let (setting, world, seat) = (hand.setting, hand.world, hand.seat);
    let mine = setting.links.enumerate().filter(|(_, l)| l.supplier == seat && l.recipient != seat);
    let at_stake = |(id, l): (LinkId, &LinkInfo)| {
        let share = world.link(LinkVar::Share, id);
        let money = setting.new_buy(world, l.recipient);
        ((l.recipient, l.domain), money * share * (1.0 - share))
    };
    largest(mine.map(at_stake).filter(|(_, v)| *v > setting.params.player_contested))
}
