//! Phase 14: the eight measures, 0–100, each a documented mean over its scope; there is no single score.

use crate::rules::ledger::{Cause, Contribution, Recorder, part};
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::{Standing, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let values = all(turn.setting, &turn.world);
    let count = turn.setting.states.len().max(1) as f64;
    for kind in Measure::ALL {
        let mut of_states: Vec<Contribution> = Vec::new();
        for (variable, value) in values.iter().filter(|(v, _)| matches!(v, Variable::Measure(k, Scope::State(_)) if k == kind)) {
            if turn.keeps() {
                of_states.push(part(Cause::Because(*variable), (value - turn.start.get(*variable)) / count));
            }
            let cause = Cause::Because(reads(turn.setting, &turn.world, *variable));
            let amount = value - turn.get(*variable);
            turn.settle(*variable, *value, vec![part(cause, amount)]);
        }
        let board = Variable::Measure(*kind, Scope::Board);
        if let Some((_, value)) = values.iter().find(|(v, _)| *v == board) {
            turn.settle(board, *value, of_states);
        }
    }
}

/// The number that a state's measure follows most closely, to read on from.
fn reads(setting: &Setting, world: &World, measure: Variable) -> Variable {
    let Variable::Measure(kind, Scope::State(state)) = measure else { return measure };
    let first = setting.domains.ids().next().unwrap_or(DomainId(0));
    let threat = |other: StateId| world.pair(PairVar::Threat, state, other);
    let others = setting.states.ids().filter(|other| *other != state);
    let feared = others.fold(state, |worst, other| if worst == state || threat(other) > threat(worst) { other } else { worst });
    let ally = allies(setting, world, state).next().unwrap_or(feared);
    match kind {
        Measure::Deterrence | Measure::Stability => Variable::Pair(PairVar::Threat, state, feared),
        Measure::Cohesion => Variable::Pair(PairVar::Alignment, state, ally),
        Measure::Modernisation | Measure::Resilience => Variable::Cell(CellVar::Capability, state, first),
        Measure::Integrity => Variable::State(StateVar::Consistency, state),
        Measure::Mandate => Variable::State(StateVar::Capital, state),
        Measure::Industry => Variable::State(StateVar::Revenue, state),
    }
}

/// Every measure of every scope, worked out from a position. The board's value is the mean of the states that the measure
/// speaks of.
#[must_use]
pub(in crate::rules) fn all(setting: &Setting, world: &World) -> Vec<(Variable, f64)> {
    let mut values = Vec::new();
    for kind in Measure::ALL {
        let (mut sum, mut count) = (0.0, 0.0_f64);
        for state in setting.states.ids() {
            let value = of(setting, world, *kind, state);
            if let Some(value) = value {
                sum += value;
                count += 1.0;
            }
            let shown = value.unwrap_or(50.0).clamp(0.0, 100.0);
            values.push((Variable::Measure(*kind, Scope::State(state)), shown));
        }
        values.push((Variable::Measure(*kind, Scope::Board), if count > 0.0 { sum / count } else { 50.0 }));
    }
    values
}

/// One measure of one state; none where it does not apply.
fn of(setting: &Setting, world: &World, kind: Measure, state: StateId) -> Option<f64> {
    match kind {
        Measure::Deterrence => Some(deterrence(setting, world, state)),
        Measure::Stability => Some(stability(setting, world, state)),
        Measure::Cohesion => cohesion(setting, world, state),
        Measure::Modernisation => partner(setting, state).then(|| modernisation(setting, world, state)),
        Measure::Resilience => Some(resilience(setting, world, state)),
        Measure::Integrity => world.regimes[state].is_some().then(|| integrity(setting, world, state)),
        Measure::Mandate => mandate(setting, world, state),
        Measure::Industry => revenue(world, state),
    }
}

fn partner(setting: &Setting, state: StateId) -> bool {
    setting.states[state].roles.partner
}

/// What a state can bring to its defence: usable strength with the offence of each domain left out.
fn defence(setting: &Setting, world: &World, state: StateId) -> f64 {
    setting.domains.enumerate().map(|(id, d)| (1.0 - 0.5 * d.offence) * world.cell(CellVar::Capability, state, id)).sum()
}

/// Own and counted allied defence against the strength of those who threaten, weighted by threat.
fn deterrence(setting: &Setting, world: &World, state: StateId) -> f64 {
    let params = &setting.params;
    let allied: f64 = allies(setting, world, state)
        .map(|ally| params.measure_allies * world.pair(PairVar::Alignment, state, ally).max(0.0) * defence(setting, world, ally))
        .sum();
    let against: f64 = setting
        .states
        .ids()
        .filter(|other| *other != state)
        .map(|other| world.pair(PairVar::Threat, state, other) * world.state(StateVar::Offence, other))
        .sum();
    let own = defence(setting, world, state) + allied;
    let total = own + params.measure_threat * against;
    if total > 0.0 { 100.0 * own / total } else { 50.0 }
}

/// Those with whom a state has a pact that is kept, or shares a bloc.
fn allies<'a>(setting: &'a Setting, world: &'a World, state: StateId) -> impl Iterator<Item = StateId> + 'a {
    use crate::rules::setting::CommitmentKind;
    let pact = move |other: StateId| {
        setting.commitments.enumerate().any(|(id, c)| {
            c.kind == CommitmentKind::Pact
                && world.commitments[id].status <= Standing::Strained
                && ((c.from, c.to) == (state, other) || (c.to, c.from) == (state, other))
        })
    };
    let bloc = move |other: StateId| {
        setting.blocs.iter().any(|b| {
            let member = |s: StateId| b.members.iter().any(|(m, _)| *m == s);
            !b.regime && member(state) && member(other)
        })
    };
    setting.states.ids().filter(move |other| *other != state && (pact(*other) || bloc(*other)))
}

/// One less threat: the worst counts most, all others by their mean.
fn stability(setting: &Setting, world: &World, state: StateId) -> f64 {
    let threats: Vec<f64> =
        setting.states.ids().filter(|o| *o != state).map(|other| world.pair(PairVar::Threat, state, other)).collect();
    let worst = threats.iter().copied().fold(0.0, f64::max);
    let mean = threats.iter().sum::<f64>() / threats.len().max(1) as f64;
    let weight = setting.params.measure_threat_worst;
    100.0 * (1.0 - weight * worst - (1.0 - weight) * mean)
}

/// Alignment with allies, and the commitments that are kept.
fn cohesion(setting: &Setting, world: &World, state: StateId) -> Option<f64> {
    let aligned: Vec<f64> = allies(setting, world, state).map(|ally| world.pair(PairVar::Alignment, state, ally)).collect();
    let kept: Vec<f64> = setting
        .commitments
        .enumerate()
        .filter(|(_, c)| c.from == state || c.to == state)
        .map(|(id, _)| match world.commitments[id].status {
            Standing::Kept => 1.0,
            Standing::Strained => 0.5,
            Standing::Lapsed | Standing::Broken => 0.0,
        })
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let weight = setting.params.measure_commitments;
    match (aligned.is_empty(), kept.is_empty()) {
        (true, _) => None,
        (false, true) => Some(100.0 * mean(&aligned).max(0.0)),
        (false, false) => Some(100.0 * ((1.0 - weight) * mean(&aligned).max(0.0) + weight * mean(&kept))),
    }
}

/// Effective capability against need, over the domains; 100 ÷ (1 + factor) where every need is just met.
fn modernisation(setting: &Setting, world: &World, state: StateId) -> f64 {
    let factor = setting.params.measure_modernisation;
    let mut sum = 0.0;
    let mut weight = 0.0;
    for domain in setting.domains.ids() {
        let need = world.cell(CellVar::Need, state, domain);
        let capability = world.cell(CellVar::Capability, state, domain);
        if need > 0.0 {
            sum += need * capability / (capability + factor * need);
            weight += need;
        }
    }
    if weight > 0.0 { 100.0 * sum / weight } else { 50.0 }
}

/// One less the concentration (Herfindahl index) of supply, and of critical inputs where a state makes its own.
fn resilience(setting: &Setting, world: &World, state: StateId) -> f64 {
    let mut concentration = 0.0;
    for domain in setting.domains.ids() {
        let squares: f64 = setting
            .links_of(state, domain)
            .filter(|l| setting.links[*l].supplier != state)
            .map(|l| world.link(LinkVar::Share, l).powi(2))
            .sum();
        concentration += squares / setting.domains.len() as f64;
    }
    let inputs = &setting.states[state].inputs;
    if !inputs.is_empty() {
        let foreign: f64 = inputs.iter().filter(|(from, _)| *from != state).map(|(_, share)| share.powi(2)).sum();
        concentration = f64::midpoint(concentration, 2.0 * foreign);
    }
    100.0 * (1.0 - setting.params.measure_concentration * concentration).max(0.0)
}

/// Consistency of the record, less what leaked of what was supplied.
fn integrity(setting: &Setting, world: &World, state: StateId) -> f64 {
    let supplied = world.state(StateVar::Supplied, state);
    let leaked = if supplied > 0.0 { world.state(StateVar::Leaked, state) / supplied } else { 0.0 };
    100.0 * (world.state(StateVar::Consistency, state) - setting.params.measure_leak * leaked).max(0.0)
}

/// Support weighted by influence, and capital.
fn mandate(setting: &Setting, world: &World, state: StateId) -> Option<f64> {
    let constituencies = &setting.states[state].constituencies;
    if constituencies.is_empty() {
        return None;
    }
    let support: f64 =
        constituencies.iter().enumerate().map(|(n, c)| c.influence * world.get(Variable::Support(state, n as u8))).sum();
    Some(f64::midpoint(50.0 + 50.0 * support, world.state(StateVar::Capital, state)))
}

/// Orders placed against the opening year: 50 when they are alike.
fn revenue(world: &World, state: StateId) -> Option<f64> {
    let before = world.revenue_at_start[state].to_f64();
    (before > 0.0 && world.regimes[state].is_some()).then(|| (50.0 * world.state(StateVar::Revenue, state) / before).min(100.0))
}
