//! Phase 1: things age, fade and are forgotten.

use crate::rules::draws::{over, step};
use crate::rules::ledger::{Cause, Recorder, part};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    end_passing(turn);
    budgets(turn);
    holdings(turn);
    memory(turn);
}

/// What a card or a countermeasure brought for a time is taken back.
fn end_passing<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let (ended, on): (Vec<_>, Vec<_>) = turn.world.passing.iter().copied().partition(|p| p.until <= now);
    turn.world.passing = on;
    for passing in ended {
        let cause = passing.card.map_or(Cause::Fading, Cause::CardEnded);
        turn.change(passing.variable, &[part(cause, passing.undo.to_f64())]);
    }
}

fn budgets<R: Recorder>(turn: &mut Turn<'_, R>) {
    let dt = turn.dt();
    for (id, state) in turn.setting.states.enumerate() {
        let budget = turn.state(StateVar::Budget, id);
        let grown = budget * (libm::pow(1.0 + state.growth, dt) - 1.0);
        turn.change(Variable::State(StateVar::Budget, id), &[part(Cause::Growth, grown)]);
    }
}

fn holdings<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (dt, params) = (turn.dt(), &turn.setting.params);
    for (id, link) in turn.setting.links.enumerate() {
        let offer = turn.world.link(LinkVar::Offer, id);
        turn.change(Variable::Link(LinkVar::Offer, id), &[part(Cause::Fading, -offer * step(params.offer_fading, dt))]);
        let points = turn.world.link(LinkVar::Points, id);
        if points == 0.0 {
            continue;
        }
        let life = turn.setting.domains[link.domain].service_life_years;
        let worn = points * over(1.0 / life.max(1.0), dt);
        turn.change(Variable::Link(LinkVar::Points, id), &[part(Cause::Ageing, -worn)]);
        let availability = turn.world.link(LinkVar::Availability, id);
        let sustained = turn.world.link(LinkVar::Sustainment, id);
        let better = (params.availability_sustained - availability).max(0.0) * step(params.availability_recovery, dt) * sustained;
        let worse =
            (availability - params.availability_withheld).max(0.0) * step(params.availability_decay, dt) * (1.0 - sustained);
        let cause = Cause::Sustainment(link.supplier);
        turn.change(Variable::Link(LinkVar::Availability, id), &[part(cause, better - worse)]);
    }
}

fn memory<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (dt, params) = (turn.dt(), &turn.setting.params);
    for from in turn.setting.states.ids() {
        for to in turn.setting.states.ids().filter(|to| *to != from) {
            let grievance = turn.pair(PairVar::Grievance, from, to);
            let faded = part(Cause::Fading, -grievance * step(params.grievance_fading, dt));
            turn.change(Variable::Pair(PairVar::Grievance, from, to), &[faded]);
            let (least, _) = PairVar::Evidence.range();
            let beyond = (turn.pair(PairVar::Evidence, from, to) - least).max(0.0);
            let forgotten = part(Cause::Fading, -beyond * step(params.memory_fading, dt));
            turn.change(Variable::Pair(PairVar::Evidence, from, to), &[forgotten]);
        }
    }
}
