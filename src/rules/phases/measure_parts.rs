//! Why a measure of a state changed: the exact share of each of its inputs.
//!
//! Sums are shared as they are; products and ratios by the gradient along the straight path from the old inputs to the new (Aumann and
//! Shapley), with five Gauss points. The worst threat belongs whole to the one who is now feared most.

use super::GAUSS;
use super::allies::Allies;
use super::measures::{Seen, binds, kept, threatened, threats};
use crate::rules::ledger::{Contribution, Parent, Recorder, part};
use crate::rules::rule::Rule;
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, Measure, PairVar, StateVar, Variable};
use crate::rules::world::{Commitment, World};

/// Adds the parts of a state's measure.
pub(super) fn of_state<R: Recorder>(turn: &Turn<'_, R>, kind: Measure, state: StateId, parts: &mut Vec<Contribution>) {
    match kind {
        Measure::Deterrence => deterrence(turn, state, parts),
        Measure::Stability => stability(turn, state, parts),
        Measure::Cohesion => cohesion(turn, state, parts),
        Measure::Modernisation => modernisation(turn, state, parts),
        Measure::Resilience => resilience(turn, state, parts),
        Measure::Integrity => integrity(turn, state, parts),
        Measure::Mandate => mandate(turn, state, parts),
        Measure::Industry => industry(turn, state, parts),
    }
}

fn push(parts: &mut Vec<Contribution>, variable: Variable, amount: f64) {
    parts.push(part(Rule::Measured, Parent::Number(variable), amount));
}

/// The mean slope of a function of two inputs to each of them, along the straight path.
fn slopes(old: (f64, f64), new: (f64, f64), gradient: impl Fn(f64, f64) -> (f64, f64)) -> (f64, f64) {
    GAUSS.iter().fold((0.0, 0.0), |(a, b), (t, weight)| {
        let at = |x: f64, y: f64| x + t * (y - x);
        let (da, db) = gradient(at(old.0, new.0), at(old.1, new.1));
        (a + weight * da, b + weight * db)
    })
}

/// Own and allied strength against threats: 100 o ÷ (o + w a).
fn deterrence<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let (setting, old, new) = (turn.setting, turn.start, &*turn.world);
    let weight = setting.params.measure_threat;
    let (were, are) = (Allies::of(setting, old), Allies::of(setting, new));
    let own = (were.defended(setting, old, state), are.defended(setting, new, state));
    let against = (threatened(setting, old, state), threatened(setting, new, state));
    let (by_own, by_against) = slopes((own.0, against.0), (own.1, against.1), |o, a| {
        let total = (o + weight * a).max(1e-9);
        (100.0 * weight * a / (total * total), -100.0 * weight * o / (total * total))
    });
    for (id, domain) in setting.domains.enumerate() {
        let capability = Variable::Cell(CellVar::Capability, state, id);
        push(
            parts,
            capability,
            by_own * (1.0 - setting.params.defence_offence * domain.offence) * (new.get(capability) - old.get(capability)),
        );
    }
    for ally in setting.states.ids().filter(|other| *other != state) {
        let counts = |allies: &Allies, world: &World| {
            let counted = f64::from(u8::from(allies.counts(state, ally)));
            let leans = world.pair(PairVar::Alignment, state, ally).max(0.0);
            setting.params.measure_allies * counted * leans * allies.defence(ally)
        };
        let gained = counts(&are, new) - counts(&were, old);
        parts.push(part(Rule::Measured, Parent::Number(Variable::Pair(PairVar::Alignment, state, ally)), by_own * gained));
    }
    for other in setting.states.ids().filter(|other| *other != state) {
        let (threat, strength) = (Variable::Pair(PairVar::Threat, state, other), Variable::State(StateVar::Offence, other));
        let (t0, t1, s0, s1) = (old.get(threat), new.get(threat), old.get(strength), new.get(strength));
        push(parts, threat, by_against * f64::midpoint(s0, s1) * (t1 - t0));
        push(parts, strength, by_against * f64::midpoint(t0, t1) * (s1 - s0));
    }
}

fn stability<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let setting = turn.setting;
    let weight = setting.params.measure_threat_worst;
    let was = threats(setting, turn.start, state).worst.to_f64();
    let Seen { worst, feared, .. } = threats(setting, turn.world, state);
    let worst = worst.to_f64();
    push(parts, Variable::Pair(PairVar::Threat, state, feared), -100.0 * weight * (worst - was));
    let others = setting.states.len().saturating_sub(1).max(1) as f64;
    for other in setting.states.ids().filter(|other| *other != state) {
        let threat = Variable::Pair(PairVar::Threat, state, other);
        push(parts, threat, -100.0 * (1.0 - weight) * (turn.get(threat) - turn.start.get(threat)) / others);
    }
    let alarm = Variable::State(StateVar::Alarm, state);
    push(parts, alarm, -100.0 * setting.params.measure_threat_change * (turn.get(alarm) - turn.start.get(alarm)));
}

/// Means over allies and over the commitments that bind them: what each gives now, less what it gave; who came or went is told with the ally.
fn cohesion<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let (setting, weight) = (turn.setting, turn.setting.params.measure_commitments);
    let (were, are) = (Allies::of(setting, turn.start), Allies::of(setting, turn.world));
    let shares = |world: &World, with: &Allies| {
        let allies = with.with(state).count().max(1) as f64;
        // Allies who dislike one another in the mean count for nothing, not for less.
        let aligned = with.with(state).map(|other| world.pair(PairVar::Alignment, state, other)).sum::<f64>();
        let counts = f64::from(u8::from(aligned > 0.0));
        let commitments = world.commitments.iter().filter(|c| binds(with, state, c)).count();
        let of_alignment = if commitments > 0 { 1.0 - weight } else { 1.0 };
        (100.0 * counts * of_alignment / allies, 100.0 * weight / commitments.max(1) as f64)
    };
    let ((ally_was, commitment_was), (ally_is, commitment_is)) = (shares(turn.start, &were), shares(turn.world, &are));
    for ally in setting.states.ids() {
        let alignment = Variable::Pair(PairVar::Alignment, state, ally);
        let gives = |with: &Allies, world: &World, each| if with.are(state, ally) { each * world.get(alignment) } else { 0.0 };
        push(parts, alignment, gives(&are, turn.world, ally_is) - gives(&were, turn.start, ally_was));
    }
    let counts = |with: &Allies, c: &Commitment| if binds(with, state, c) { kept(setting, c.status) } else { 0.0 };
    for (id, now) in turn.world.commitments.enumerate() {
        let before = turn.start.commitments.item(id).map_or(0.0, |c| counts(&were, c));
        let amount = commitment_is * counts(&are, now) - commitment_was * before;
        if amount != 0.0 {
            parts.push(part(Rule::Measured, Parent::Commitment(id), amount));
        }
    }
}

/// Σ n c ÷ (c + f n) over Σ n, by domain: the gradient to cover and to need along the path.
fn modernisation<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let setting = turn.setting;
    let factor = setting.params.measure_modernisation;
    let inputs = |world: &World, t: f64, domain| {
        let at = |kind| {
            let (old, new) = (turn.start.cell(kind, state, domain), world.cell(kind, state, domain));
            old + t * (new - old)
        };
        (at(CellVar::Cover), at(CellVar::Need))
    };
    for domain in setting.domains.ids() {
        let (mut by_cover, mut by_need) = (0.0, 0.0);
        for (t, weight) in GAUSS {
            let (mut sum, mut needs) = (0.0, 0.0);
            for other in setting.domains.ids() {
                let (cover, need) = inputs(turn.world, t, other);
                sum += need * cover / (cover + factor * need).max(1e-9);
                needs += need;
            }
            let (cover, need) = inputs(turn.world, t, domain);
            let both = (cover + factor * need).max(1e-9);
            let needs = needs.max(1e-9);
            by_cover += weight * 100.0 / needs * factor * need * need / (both * both);
            by_need += weight * 100.0 / needs * (cover * cover / (both * both) - sum / needs);
        }
        for (kind, slope) in [(CellVar::Cover, by_cover), (CellVar::Need, by_need)] {
            let variable = Variable::Cell(kind, state, domain);
            push(parts, variable, slope * (turn.get(variable) - turn.start.get(variable)));
        }
    }
}

/// Squares of shares: the change of a square is twice its middle times its change.
fn resilience<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let setting = turn.setting;
    let counts = if setting.states[state].inputs.is_empty() { 1.0 } else { 1.0 - setting.params.measure_inputs };
    let weight = -100.0 * setting.params.measure_concentration * counts / setting.domains.len().max(1) as f64;
    for link in setting.links_to(state).filter(|l| setting.links[*l].supplier != state) {
        let share = Variable::Link(LinkVar::Share, link);
        let (old, new) = (turn.start.get(share), turn.get(share));
        push(parts, share, weight * (old + new) * (new - old));
    }
}

fn integrity<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let of = |kind| Variable::State(kind, state);
    let (consistency, leaked, supplied) = (of(StateVar::Consistency), of(StateVar::Leaked), of(StateVar::Supplied));
    push(parts, consistency, 100.0 * (turn.get(consistency) - turn.start.get(consistency)));
    let old = (turn.start.get(leaked), turn.start.get(supplied));
    let new = (turn.get(leaked), turn.get(supplied));
    let weight = 100.0 * turn.setting.params.measure_leak;
    let ratio = |(l, s): (f64, f64)| if s > 0.0 { l / s } else { 0.0 };
    let (by_leak, _) = slopes(old, new, |_, s| if s > 0.0 { (1.0 / s, 0.0) } else { (0.0, 0.0) });
    let leaks = by_leak * (new.0 - old.0);
    push(parts, leaked, -weight * leaks);
    push(parts, supplied, -weight * (ratio(new) - ratio(old) - leaks));
}

fn mandate<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    for (n, constituency) in turn.setting.states[state].constituencies.iter().enumerate() {
        let support = Variable::Support(state, n as u8);
        push(parts, support, 25.0 * constituency.influence * (turn.get(support) - turn.start.get(support)));
    }
    let capital = Variable::State(StateVar::Capital, state);
    push(parts, capital, 0.5 * (turn.get(capital) - turn.start.get(capital)));
}

fn industry<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let before = turn.world.opening.state(StateVar::Revenue, state).to_f64();
    if before > 0.0 {
        let revenue = Variable::State(StateVar::Revenue, state);
        push(parts, revenue, 50.0 * (turn.get(revenue) - turn.start.get(revenue)) / before);
    }
}
