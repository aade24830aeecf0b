//! Phase 9: threats follow what others can do, and needs follow threats.

use crate::rules::capability;
use crate::rules::ledger::{Cause, Contribution, Recorder, part};
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, PairVar, StateVar, Variable};
use crate::rules::world::World;

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let states: Vec<StateId> = turn.setting.states.ids().collect();
    for state in &states {
        let offence = capability::offence(turn.setting, &turn.world, *state);
        let variable = Variable::State(StateVar::Offence, *state);
        let mut parts = Vec::new();
        if turn.keeps() {
            let domains = turn.setting.domains.enumerate();
            let weighed = |world: &World, d| {
                world.cell(CellVar::Absorption, *state, d) * capability::usable(turn.setting, world, *state, d)
            };
            parts.extend(domains.map(|(id, domain)| {
                let gained = domain.offence * (weighed(&turn.world, id) - weighed(turn.start, id));
                part(Cause::Because(Variable::Cell(CellVar::Capability, *state, id)), gained)
            }));
        }
        turn.settle(variable, offence, parts);
    }
    for from in &states {
        for to in states.iter().filter(|to| *to != from) {
            threaten(turn, *from, *to);
        }
    }
    for state in &states {
        needs(turn, *state);
    }
}

/// Threat = hostility × trend × relative offence. Its change is shared among hostility, trend and both sides' arms along the
/// straight path between the inputs, with five Gauss points.
fn threaten<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, to: StateId) {
    let inputs = [
        Variable::Pair(PairVar::Hostility, from, to),
        Variable::Pair(PairVar::Trend, from, to),
        Variable::State(StateVar::Offence, from),
        Variable::State(StateVar::Offence, to),
    ];
    let old = inputs.map(|v| turn.start.get(v));
    let new = inputs.map(|v| turn.get(v));
    let [hostility, trend, own, other] = new;
    let target = capability::threat(hostility, trend, own, other);
    let parts = if turn.keeps() && old != new { shared(inputs, old, new) } else { Vec::new() };
    turn.settle(Variable::Pair(PairVar::Threat, from, to), target, parts);
}

fn shared(inputs: [Variable; 4], old: [f64; 4], new: [f64; 4]) -> Vec<Contribution> {
    const POINTS: [(f64, f64); 5] = [
        (0.046_910_077_030_668, 0.118_463_442_528_094_5),
        (0.230_765_344_947_158_5, 0.239_314_335_249_683_2),
        (0.5, 0.284_444_444_444_444_4),
        (0.769_234_655_052_841_5, 0.239_314_335_249_683_2),
        (0.953_089_922_969_332, 0.118_463_442_528_094_5),
    ];
    let mut sums = [0.0; 4];
    for (t, weight) in POINTS {
        let mut at = [0.0; 4];
        for (place, (a, b)) in at.iter_mut().zip(old.iter().zip(&new)) {
            *place = a + t * (b - a);
        }
        let [hostility, trend, own, other] = at;
        let both = (own + other).max(1e-9);
        let ratio = 2.0 * other / both;
        let gradient =
            [trend * ratio, hostility * ratio, -hostility * trend * ratio / both, hostility * trend * 2.0 * own / (both * both)];
        for (sum, (slope, (a, b))) in sums.iter_mut().zip(gradient.iter().zip(old.iter().zip(&new))) {
            *sum += weight * slope * (b - a);
        }
    }
    inputs.iter().zip(sums).map(|(variable, amount)| part(Cause::Because(*variable), amount)).collect()
}

/// The security dilemma: needs rise with threat, weakly in general and strongly between named rivals; in every domain alike.
fn needs<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let params = &turn.setting.params;
    let mut pulls: Vec<(Variable, f64)> = Vec::new();
    for other in turn.setting.states.ids().filter(|other| *other != state) {
        let threat = Variable::Pair(PairVar::Threat, state, other);
        let rise = turn.get(threat) - turn.start.get(threat);
        let strength = params.need_reaction + params.need_reaction_rival * turn.setting.rivalry(state, other);
        if rise != 0.0 {
            pulls.push((threat, strength * rise));
        }
    }
    for domain in turn.setting.domains.ids() {
        let variable = Variable::Cell(CellVar::Need, state, domain);
        let need = turn.get(variable);
        let parts: Vec<Contribution> = pulls.iter().map(|(threat, pull)| part(Cause::Because(*threat), need * pull)).collect();
        turn.change(variable, &parts);
    }
}
