//! Phase 13: new requests reach the in-trays: those that were ordered, and those of partners that act by themselves.

use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{News, Recorder, SeenBy};
use crate::rules::order::OrderKind;
use crate::rules::quantity::Quantity;
use crate::rules::supply::utility;
use crate::rules::table::{DomainId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, StateVar, Variable};
use crate::rules::world::{Posture, Request, RequestKey};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    for order in turn.orders.as_slice() {
        match &order.kind {
            OrderKind::Request { to, domain, tier, points, monitoring, coproduction } => {
                let request = Ask {
                    to: *to,
                    domain: *domain,
                    tier: *tier,
                    points: points.to_f64(),
                    monitoring: *monitoring,
                    coproduction: *coproduction,
                };
                raise(turn, order.seat, &request, &order.public_reason);
            }
            OrderKind::StandingAnswer(burden) => {
                let variable = Variable::State(StateVar::Answer, order.seat);
                turn.set(variable, burden.to_f64(), crate::rules::ledger::Cause::Order(order.seat));
            }
            _ => {}
        }
    }
    let ordered: Vec<StateId> =
        turn.orders.as_slice().iter().filter(|o| matches!(o.kind, OrderKind::Request { .. })).map(|o| o.seat).collect();
    for (state, info) in turn.setting.states.enumerate() {
        if info.roles.partner && turn.world.postures[state] == Posture::Automatic && !ordered.contains(&state) {
            by_itself(turn, state);
        }
    }
    turn.world.requests.sort_by_key(|r| r.key);
}

struct Ask {
    to: StateId,
    domain: DomainId,
    tier: u8,
    points: f64,
    monitoring: Quantity,
    coproduction: Quantity,
}

fn raise<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, ask: &Ask, plea: &str) {
    let now = turn.world.turn;
    let same = |r: &&Request| r.from == from && r.to == ask.to && r.domain == ask.domain && r.raised == now + 1;
    let nth = turn.world.requests.iter().filter(same).count() as u16;
    turn.world.requests.push(Request {
        key: RequestKey::new(from, ask.to, ask.domain, now + 1, nth),
        from,
        to: ask.to,
        domain: ask.domain,
        tier: ask.tier,
        points: Quantity::from_f64(ask.points),
        value: Quantity::from_f64(ask.points * turn.setting.price(ask.to, ask.tier)),
        monitoring: ask.monitoring,
        coproduction: ask.coproduction,
        raised: now + 1,
        promised: None,
        plea: plea.to_owned(),
        group: None,
    });
    let news = News::Request { from, to: ask.to, domain: ask.domain, tier: ask.tier };
    turn.tell(news, 30, [], SeenBy::Seats(from, ask.to));
}

/// A partner asks for what it lacks most, of whom it would most like to have it from; not too often, and only what it can pay.
fn by_itself<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let params = &turn.setting.params;
    let now = f64::from(turn.world.turn);
    let open = turn.world.requests.iter().any(|r| r.from == state);
    let lately = turn.world.record.iter().any(|d| d.partner == state && now - f64::from(d.turn) < params.request_pause - 1.0);
    if open || lately {
        return;
    }
    let lack = |d: DomainId| {
        let need = turn.world.cell(CellVar::Need, state, d);
        if need > 0.0 { 1.0 - turn.world.cell(CellVar::Capability, state, d) / need } else { 0.0 }
    };
    let worst = turn.setting.domains.ids().fold(None, |worst: Option<(DomainId, f64)>, d| {
        let gap = lack(d);
        if worst.is_none_or(|(_, w)| gap > w) { Some((d, gap)) } else { worst }
    });
    let Some((domain, _)) = worst.filter(|(_, gap)| *gap >= params.request_gap) else { return };
    let links: Vec<_> = turn.setting.links_of(state, domain).filter(|l| may_ask(turn, state, *l)).collect();
    let weights: Vec<f64> =
        links.iter().map(|l| libm::exp(utility(turn.setting, &turn.world, *l) + turn.world.link(LinkVar::Habit, *l))).collect();
    let who = state.index() as u64;
    let chosen = choose(&weights, |n| turn.unit(Purpose::Choice, who, n as u64));
    let Some(link) = chosen.and_then(|n| links.get(n)).map(|l| turn.setting.links[*l]) else { return };
    let ceiling = turn.world.regimes[link.supplier].as_ref().map_or(1, |r| r.ceiling_for(state));
    let tier = (link.tier + 1).min(ceiling).clamp(1, 4);
    let money = turn.state(StateVar::Budget, state) * params.new_buy_fraction * params.request_size;
    let points = libm::rint(money / turn.setting.price(link.supplier, tier)).max(1.0);
    // What a partner lets inspectors see grows with how it is governed.
    let monitoring = Quantity::from_f64(0.6 * turn.state(StateVar::Governance, state));
    let ask = Ask { to: link.supplier, domain, tier, points, monitoring, coproduction: Quantity::ZERO };
    raise(turn, state, &ask, "");
}

fn may_ask<R: Recorder>(turn: &Turn<'_, R>, state: StateId, link: crate::rules::table::LinkId) -> bool {
    let supplier = turn.setting.links[link].supplier;
    supplier != state && turn.world.regimes[supplier].as_ref().is_some_and(|r| r.ceiling_for(state) > 0)
}
