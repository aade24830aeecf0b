//! Phase 10: those whom a licence harmed answer, by themselves or on grounds that their seat is given.

use crate::rules::draws::{Purpose, choose, over};
use crate::rules::ledger::{About, Cause, News, Recorder, SeenBy, part};
use crate::rules::order::{Countermeasure, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::setting::{CommitmentKind, Setting, Test};
use crate::rules::supply::lead_turns;
use crate::rules::table::{Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Delivery, Grounds, Licence, Passing, Posture, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let ordered: Vec<(StateId, Countermeasure)> = turn
        .orders
        .as_slice()
        .iter()
        .filter_map(|order| if let OrderKind::Counter(how) = order.kind { Some((order.seat, how)) } else { None })
        .collect();
    let postures: Vec<(StateId, Posture)> = turn
        .orders
        .as_slice()
        .iter()
        .filter_map(|order| if let OrderKind::SetPosture(posture) = order.kind { Some((order.seat, posture)) } else { None })
        .collect();
    for (seat, posture) in postures {
        turn.world.postures[seat] = posture;
    }
    recover(turn);
    for (by, how) in ordered {
        let against = turn.world.grounds.iter().find(|g| g.state == by).map_or(by, |g| g.by);
        take(turn, by, against, how);
    }
    let now = turn.world.turn;
    turn.world.grounds.retain(|g| g.until > now);
    for state in turn.setting.states.ids() {
        if let Some((by, harm)) = worst_harm(turn.setting, &turn.world, state) {
            answer(turn, state, by, harm);
        }
    }
}

/// The right to answer comes back at a rate; at most one year's worth is kept.
fn recover<R: Recorder>(turn: &mut Turn<'_, R>) {
    let per_year = turn.setting.params.countermeasures_per_year;
    for state in turn.setting.states.ids() {
        let variable = Variable::State(StateVar::Reaction, state);
        let gained = (per_year * turn.dt()).min((per_year.max(1.0) - turn.get(variable)).max(0.0));
        turn.change(variable, &[part(Cause::Fading, gained)]);
    }
}

/// Who harmed a state most this turn by what it licensed, and how much, 0–1.
fn worst_harm(setting: &Setting, world: &World, state: StateId) -> Option<(StateId, f64)> {
    let granted = world.licences.iter().filter(|l| l.granted == world.turn && l.supplier != state && l.recipient != state);
    let harms = granted.map(|l| (l.supplier, harm(setting, world, state, l)));
    harms.fold(None, |worst, next| if worst.is_none_or(|(_, h)| next.1 > h) { Some(next) } else { worst })
}

fn harm(setting: &Setting, world: &World, state: StateId, licence: &Licence) -> f64 {
    let hostility = world.pair(PairVar::Hostility, state, licence.recipient);
    let domain = &setting.domains[licence.domain];
    let look = domain.offence * setting.params.tier_threat(licence.tier);
    let size = (licence.points.to_f64() / 10.0).min(1.0);
    let crossed = setting.commitments.iter().any(|c| c.kind == CommitmentKind::RedLine && c.from == state && crosses(c, licence));
    let weight = if crossed { setting.params.harm_red_line } else { 1.0 };
    (hostility * look * f64::midpoint(0.5, 0.5 + size) * weight).min(1.0)
}

/// Whether a licence is what a red line speaks of.
fn crosses(line: &crate::rules::setting::CommitmentInfo, licence: &Licence) -> bool {
    line.strained_when.iter().chain(&line.broken_when).any(|test| match test {
        Test::Licensed { by, to, domains, tier } => {
            (by.is_empty() || by.contains(&licence.supplier))
                && *to == licence.recipient
                && domains.contains(&licence.domain)
                && licence.tier >= *tier
        }
        _ => false,
    })
}

fn answer<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, by: StateId, harm: f64) {
    let params = &turn.setting.params;
    if harm < params.harm_minimum {
        return;
    }
    if turn.world.postures[state] == Posture::ByOrder {
        let year = (12 / turn.setting.months_per_turn.max(1)).max(1);
        let until = turn.world.turn + year;
        turn.world.grounds.push(Grounds { state, by, harm: Quantity::from_f64(harm), until });
        return;
    }
    if turn.state(StateVar::Reaction, state) < 1.0 {
        return;
    }
    let key = turn.key(Purpose::Counter, state.index() as u64, by.index() as u64);
    let odds = over((harm * params.harm_odds).min(0.95), 1.0);
    if !turn.chance(key, odds, About::Counter(state), SeenBy::Facilitator) {
        return;
    }
    let menu = menu(turn.setting, &turn.world, state, by);
    let weights: Vec<f64> = menu.iter().map(|(_, weight)| *weight).collect();
    let chosen = choose(&weights, |n| turn.unit(Purpose::Counter, state.index() as u64, 0x100 + n as u64));
    if let Some((how, _)) = chosen.and_then(|n| menu.get(n)) {
        take(turn, state, by, *how);
    }
}

/// What a state can do to another, each with benefit less cost and risk as a weight.
#[must_use]
pub(super) fn menu(setting: &Setting, world: &World, state: StateId, target: StateId) -> Vec<(Countermeasure, f64)> {
    let params = &setting.params;
    let mut menu = Vec::new();
    let supplies = world.regimes[state].is_some();
    if supplies {
        let friends = setting.states.ids().filter(|f| *f != state && *f != target);
        let useful = friends.map(|f| (f, world.pair(PairVar::Alignment, f, state), world.pair(PairVar::Threat, f, target)));
        let friend = useful.filter(|(_, a, _)| *a > 0.1).fold(None, |best: Option<(StateId, f64)>, (f, a, t)| {
            if best.is_none_or(|(_, score)| a + t > score) { Some((f, a + t)) } else { best }
        });
        let heaviest = setting.domains.enumerate().fold(None, |best: Option<(crate::rules::table::DomainId, f64)>, (id, d)| {
            if best.is_none_or(|(_, o)| d.offence > o) { Some((id, d.offence)) } else { best }
        });
        if let (Some((to, score)), Some((domain, _))) = (friend, heaviest)
            && setting.link(state, to, domain).is_some()
        {
            menu.push((Countermeasure::CounterSupply { to, domain }, 0.5 * score.max(0.1)));
        }
        if let Some((link, prize)) = best_customer(setting, world, state, target) {
            let credit = (world.state(StateVar::Credit, state) / setting.params.counter_credit.max(1e-9)).min(1.0);
            menu.push((Countermeasure::Undercut { link }, prize * credit));
        }
    }
    let inputs = input_share(setting, target, state);
    if inputs > 0.05 {
        menu.push((Countermeasure::RestrictInputs { from: target }, inputs));
    }
    let reach = world.state(StateVar::Offence, state) / world.state(StateVar::Offence, target).max(1e-6);
    menu.push((Countermeasure::Sanction { target }, params.counter_sanction * reach.min(1.0)));
    menu.retain(|(_, weight)| *weight >= params.counter_worth);
    menu
}

/// The channel on which an offer would take most from a supplier.
fn best_customer(setting: &Setting, world: &World, state: StateId, target: StateId) -> Option<(LinkId, f64)> {
    let mine = setting.links.enumerate().filter(|(_, l)| l.supplier == state && l.recipient != state && l.recipient != target);
    let prize = |(id, l): (LinkId, &crate::rules::setting::LinkInfo)| {
        let theirs = setting.link(target, l.recipient, l.domain).map_or(0.0, |other| world.link(LinkVar::Share, other));
        let open = world.pair(PairVar::Alignment, l.recipient, state) + 0.3;
        (id, theirs * open.max(0.0))
    };
    mine.map(prize).filter(|(_, p)| *p > 0.0).fold(
        None,
        |best: Option<(LinkId, f64)>, next| {
            if best.is_none_or(|(_, p)| next.1 > p) { Some(next) } else { best }
        },
    )
}

fn input_share(setting: &Setting, of: StateId, from: StateId) -> f64 {
    setting.states[of].inputs.iter().find(|(state, _)| *state == from).map_or(0.0, |(_, share)| *share)
}

fn take<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, against: StateId, how: Countermeasure) {
    let (setting, cause) = (turn.setting, Cause::Counter(by));
    let params = &setting.params;
    let now = turn.world.turn;
    let mut entries = vec![turn.change(Variable::State(StateVar::Reaction, by), &[part(Cause::Price, -1.0)])];
    let credit = Variable::State(StateVar::Credit, by);
    match how {
        Countermeasure::CounterSupply { to, domain } => {
            if let Some(link) = setting.link(by, to, domain) {
                let tier = setting.links[link].tier;
                let due = now + lead_turns(setting, &turn.world, by, tier).div_ceil(2);
                let points = Quantity::from_f64(params.counter_points);
                turn.world.pipeline.push(Delivery { due, link, tier, points, licence: None, monitoring: Quantity::ZERO });
                turn.world.pipeline.sort();
                entries.push(turn.change(Variable::Link(LinkVar::Offer, link), &[part(cause, 0.5 * params.counter_offer)]));
                entries.push(turn.change(credit, &[part(Cause::Price, -params.counter_credit)]));
            }
        }
        Countermeasure::Undercut { link } => {
            entries.push(turn.change(Variable::Link(LinkVar::Offer, link), &[part(cause, params.counter_offer)]));
            entries.push(turn.change(credit, &[part(Cause::Price, -params.counter_credit)]));
        }
        Countermeasure::RestrictInputs { from } => {
            let variable = Variable::State(StateVar::LeadDelay, from);
            let before = turn.world.values.get(variable);
            entries.push(turn.change(variable, &[part(cause, params.counter_delay * input_share(setting, from, by))]));
            let undo = before - turn.world.values.get(variable);
            let turns = (libm::ceil(params.counter_months / f64::from(setting.months_per_turn)) as u16).max(1);
            turn.world.passing.push(Passing { until: now + turns, variable, undo, card: None });
            turn.world.passing.sort_unstable();
            entries
                .push(turn.change(Variable::Pair(PairVar::Grievance, from, by), &[part(cause, 0.5 * params.counter_grievance)]));
        }
        Countermeasure::Sanction { target } => {
            entries.push(turn.change(Variable::Pair(PairVar::Grievance, target, by), &[part(cause, params.counter_grievance)]));
            entries
                .push(turn.change(Variable::Pair(PairVar::Alignment, target, by), &[part(cause, -params.alignment_commitment)]));
        }
    }
    turn.tell(News::Countermeasure { by, against, how }, 80, entries, SeenBy::All);
}
