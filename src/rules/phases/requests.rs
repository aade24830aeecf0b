//! Phase 13: new requests reach the in-trays: those that were ordered, and those of partners that act by themselves.

use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::order::{Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::{Archetype, LinkInfo};
use crate::rules::supply::{held, worth};
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, StateVar, Variable};
use crate::rules::world::{Posture, Request, RequestKey};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (_, state, order) in turn.orders.of_states() {
        if let OrderKind::Request { to, domain, tier, points, monitoring, coproduction } = &order.kind {
            let plea = (!order.public_reason.is_empty()).then(|| order.public_reason.as_str().into());
            let (points, monitoring, coproduction) = (*points, *monitoring, *coproduction);
            let group = alternatives(turn, state, (*to, *domain, *tier));
            raise(turn, state, &Ask { to: *to, domain: *domain, tier: *tier, points, monitoring, coproduction, group }, plea);
        }
    }
    let setting = turn.setting;
    for (state, info) in setting.states.enumerate() {
        let ordered = turn.orders.of_states().any(|(_, s, o)| s == state && matches!(o.kind, OrderKind::Request { .. }));
        if info.roles.partner && turn.world.posture(state) == Posture::Automatic && !ordered {
            by_itself(turn, state);
        }
    }
    turn.world.requests.sort_by_key(|r| r.key);
}

/// What partners say they accept holds for the conditions of the same turn: it is heard before anything is licensed.
pub(super) fn standing_answers<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (n, state, order) in turn.orders.of_states() {
        if let OrderKind::StandingAnswer(burden) = order.kind {
            let variable = Variable::State(StateVar::Answer, state);
            turn.set(variable, burden.to_f64(), Rule::StandingAnswer, Parent::Order(n));
        }
    }
}

/// What a state asks of several suppliers in one turn, in one domain and of one tier, it wants once.
fn alternatives<R: Recorder>(turn: &Turn<'_, R>, state: StateId, asked: (StateId, DomainId, u8)) -> Option<u64> {
    let alike = |(_, from, order): (u16, StateId, &Order)| match order.kind {
        OrderKind::Request { to, domain, tier, .. } => from == state && to != asked.0 && (domain, tier) == (asked.1, asked.2),
        _ => false,
    };
    let several = turn.orders.of_states().any(alike);
    several.then(|| RequestKey::new(state, state, asked.1, turn.world.turn, u16::from(asked.2)).0)
}

#[derive(Clone, Copy)]
struct Ask {
    to: StateId,
    domain: DomainId,
    tier: u8,
    points: Quantity,
    monitoring: Quantity,
    coproduction: Quantity,
    group: Option<u64>,
}

fn raise<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, ask: &Ask, plea: Option<std::sync::Arc<str>>) {
    let now = turn.world.turn;
    let same = |r: &&Request| r.from == from && r.to == ask.to && r.domain == ask.domain && r.raised == now + 1;
    let nth = turn.world.requests.iter().filter(same).count() as u16;
    turn.world.requests.push(Request {
        key: RequestKey::new(from, ask.to, ask.domain, now + 1, nth),
        from,
        to: ask.to,
        domain: ask.domain,
        tier: ask.tier,
        points: ask.points,
        value: Quantity::from_f64(ask.points.to_f64() * turn.setting.price(ask.to, ask.tier)),
        monitoring: ask.monitoring,
        coproduction: ask.coproduction,
        raised: now + 1,
        promised: None,
        urgent: None,
        plea,
        group: ask.group,
    });
    let news = News::Request { from, to: ask.to, domain: ask.domain, tier: ask.tier };
    turn.tell(news, 30, &[], SeenBy::Seats(from, ask.to));
}

/// A partner asks for what it lacks most, of whom it would most like to have it from; not too often, and only what it can pay.
fn by_itself<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let setting = turn.setting;
    let params = &setting.params;
    let now = turn.world.turn;
    let months = f64::from(setting.months_per_turn);
    let recently = |then: u16| f64::from(now.saturating_sub(then) + 1) * months < params.request_pause;
    // Who waits does not ask again at once, but does not wait for ever either.
    let open = turn.world.requests.iter().any(|r| r.from == state && recently(r.raised));
    let lately = turn.world.record.iter().any(|d| d.partner == state && recently(d.turn));
    if open || lately {
        return;
    }
    let lack = |d: DomainId| {
        let need = turn.world.cell(CellVar::Need, state, d);
        if need > 0.0 { 1.0 - turn.world.cell(CellVar::Cover, state, d) / need } else { 0.0 }
    };
    let worst = setting.domains.ids().fold(None, |worst: Option<(DomainId, f64)>, d| {
        let gap = lack(d);
        if worst.is_none_or(|(_, w)| gap > w) { Some((d, gap)) } else { worst }
    });
    let Some((domain, _)) = worst.filter(|(_, gap)| *gap >= params.request_gap) else { return };
    let held = held(setting, turn.world, state, domain);
    let mut weights = std::mem::take(&mut turn.scratch.options);
    weights.clear();
    let archetype = turn.world.archetype(setting, state);
    // Who is loyal asks its supplier, who hedges asks another.
    let pull = match archetype {
        Archetype::Loyal => params.request_pull,
        Archetype::Hedging => -params.request_pull,
        _ => 0.0,
    };
    let weigh = |l| {
        let drawn = pull * turn.world.link(LinkVar::Share, l);
        if may_ask(turn, state, l) { libm::exp(worth(setting, turn.world, l, held) + drawn) } else { 0.0 }
    };
    weights.extend(setting.links_of(state, domain).map(weigh));
    let who = state.index() as u64;
    let group = RequestKey::new(state, state, domain, turn.world.turn, 0).0;
    let besides = if archetype == Archetype::Hedging { params.request_hedging } else { 0.0 };
    let addressees = (params.request_addressees.max(1.0) + besides) as usize;
    for _ in 0..addressees {
        let chosen = choose(&weights, |n| turn.unit(Purpose::Choice, who, n as u64));
        let Some(link) = chosen.and_then(|n| setting.links_of(state, domain).nth(n)) else { break };
        let all: f64 = weights.iter().sum();
        if let Some((n, weight)) = chosen.and_then(|n| Some((n, weights.get_mut(n)?))) {
            let to = setting.links[link].supplier;
            let about = About::Addressee { from: state, to, domain };
            turn.drew(turn.key(Purpose::Choice, who, n as u64), *weight / all, true, about, SeenBy::Seats(state, to));
            *weight = 0.0;
        }
        ask(turn, state, link, (addressees > 1).then_some(group));
    }
    turn.scratch.options = weights;
}

fn ask<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, link: LinkId, group: Option<u64>) {
    let setting = turn.setting;
    let params = &setting.params;
    let info = setting.links[link];
    let ceiling = turn.world.most(turn.setting, info.supplier, state, info.domain).max(1);
    let wanted = libm::rint(turn.world.cell(CellVar::NeedTier, state, info.domain)) as u8;
    // Who would rather build for itself asks for no more than it is used to, and for a larger part of the work.
    let autonomous = turn.world.archetype(setting, state) == Archetype::Autonomous;
    let usual = if autonomous { info.tier } else { info.tier + 1 };
    let tier = usual.max(wanted.min(usual)).min(ceiling).clamp(1, 4);
    let money = setting.new_buy(turn.world, state) * params.request_size;
    let points = Quantity::from_f64(libm::rint(money / setting.price(info.supplier, tier)).max(1.0));
    // What a partner lets inspectors see grows with how it is governed, and with its own controls.
    let open = params.monitoring_offered * turn.state(StateVar::Governance, state)
        + (1.0 - params.monitoring_offered) * turn.state(StateVar::Compliance, state);
    let monitoring = Quantity::from_f64(open.min(1.0));
    let wants_work = turn.world.cell(CellVar::Industry, state, info.domain) >= params.coproduction_wanted_from;
    let coproduction = if autonomous {
        Quantity::from_f64(params.request_work)
    } else if wants_work {
        Quantity::from_f64(params.coproduction_wanted)
    } else {
        Quantity::ZERO
    };
    let to = info.supplier;
    raise(turn, state, &Ask { to, domain: info.domain, tier, points, monitoring, coproduction, group }, None);
}

/// Whether a supplier can be asked, and has not been asked for the same already.
fn may_ask<R: Recorder>(turn: &Turn<'_, R>, state: StateId, link: LinkId) -> bool {
    let LinkInfo { supplier, domain, .. } = turn.setting.links[link];
    let mut open = turn.world.requests.iter().filter(|r| r.from == state && r.to == supplier);
    supplier != state
        && turn.world.licenses(supplier)
        && turn.world.ceiling(supplier, state) > 0
        && open.clone().count() < crate::rules::validate::OPEN_MOST
        && !open.any(|r| r.domain == domain)
}
