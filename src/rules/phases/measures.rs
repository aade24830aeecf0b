//! Phase 14: the eight measures, 0–100, each a documented mean over its scope; there is no single score.

use super::allies::Allies;
use super::measure_parts;
use crate::rules::ledger::{Parent, Recorder, part};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::{CommitmentKind, Setting};
use crate::rules::table::{Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::{Commitment, Standing, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    super::facilitator::overrides(turn);
    turn.close();
    let setting = turn.setting;
    let mut sums = std::mem::take(&mut turn.scratch.by_state);
    let mut allies = std::mem::take(&mut turn.scratch.allies);
    allies.work_out(setting, turn.world);
    for kind in Measure::ALL.iter().copied() {
        // Sum and count over the board, then over each region.
        sums.clear();
        sums.resize(2 * (1 + setting.regions.len()), 0.0);
        for (state, info) in setting.states.enumerate() {
            let value = of(setting, turn.world, &allies, kind, state);
            let variable = Variable::Measure(kind, Scope::State(state));
            let settled = value.unwrap_or(50.0);
            turn.settle(variable, settled, |turn, parts| {
                measure_parts::of_state(turn, kind, state, parts);
                // Whether the measure speaks of the state can change, too.
                let told: f64 = parts.iter().map(|p| p.amount).sum();
                parts.push(part(Rule::Measured, Parent::Time, settled - turn.get(variable) - told));
            });
            if let Some(value) = value {
                let value = value.clamp(0.0, 100.0);
                for place in [0, 1 + info.region.index()] {
                    if let Some([sum, count]) = sums.get_mut(2 * place..2 * place + 2) {
                        *sum += value;
                        *count += 1.0;
                    }
                }
            }
        }
        for place in 0..=setting.regions.len() {
            let Some([sum, count]) = sums.get(2 * place..2 * place + 2) else { continue };
            let (sum, count) = (*sum, *count);
            let scope = if place == 0 { Scope::Board } else { Scope::Region(Id::from_index(place - 1)) };
            let mean = if count > 0.0 { sum / count } else { 50.0 };
            turn.settle(Variable::Measure(kind, scope), mean, |turn, parts| {
                for (state, info) in turn.setting.states.enumerate() {
                    let within = place == 0 || info.region.index() == place - 1;
                    if within && of(turn.setting, turn.world, &allies, kind, state).is_some() {
                        let variable = Variable::Measure(kind, Scope::State(state));
                        let moved = turn.get(variable) - turn.start.get(variable);
                        parts.push(part(Rule::Measured, Parent::Number(variable), moved / count));
                    }
                }
                // Of whom the measure speaks can change, too.
                let told: f64 = parts.iter().map(|p| p.amount).sum();
                let change = mean - turn.get(Variable::Measure(kind, scope));
                parts.push(part(Rule::Measured, Parent::Time, change - told));
            });
        }
    }
    turn.scratch.by_state = sums;
    turn.scratch.allies = allies;
}

/// Every measure of every scope, worked out from a position. The board's value is the mean of the states that the measure
/// speaks of.
#[must_use]
pub(in crate::rules) fn all(setting: &Setting, world: &World) -> Vec<(Variable, f64)> {
    let mut values = Vec::new();
    let allies = Allies::of(setting, world);
    for kind in Measure::ALL.iter().copied() {
        let each: Vec<(StateId, Option<f64>)> = setting.states.ids().map(|s| (s, of(setting, world, &allies, kind, s))).collect();
        let mean = |within: &dyn Fn(StateId) -> bool| {
            let counted: Vec<f64> = each.iter().filter(|(s, _)| within(*s)).filter_map(|(_, v)| *v).collect();
            if counted.is_empty() { 50.0 } else { counted.iter().sum::<f64>() / counted.len() as f64 }
        };
        values.push((Variable::Measure(kind, Scope::Board), mean(&|_| true)));
        for region in setting.regions.ids() {
            values.push((Variable::Measure(kind, Scope::Region(region)), mean(&|s| setting.states[s].region == region)));
        }
        let shown =
            |(s, v): &(StateId, Option<f64>)| (Variable::Measure(kind, Scope::State(*s)), v.unwrap_or(50.0).clamp(0.0, 100.0));
        values.extend(each.iter().map(shown));
    }
    values
}

/// One measure of one state; none where it does not apply.
#[must_use]
pub(super) fn of(setting: &Setting, world: &World, allies: &Allies, kind: Measure, state: StateId) -> Option<f64> {
    match kind {
        Measure::Deterrence => Some(ratio(setting, allies.defended(setting, world, state), threatened(setting, world, state))),
        Measure::Stability => Some(stability(setting, world, state)),
        Measure::Cohesion => cohesion(setting, world, allies, state),
        Measure::Modernisation => setting.states[state].roles.partner.then(|| modernisation(setting, world, state)),
        Measure::Resilience => Some(resilience(setting, world, state)),
        Measure::Integrity => world.licenses(state).then(|| integrity(setting, world, state)),
        Measure::Mandate => mandate(setting, world, state),
        Measure::Industry => revenue(world, state),
    }
}

/// What threatens a state: the strength of every other by the threat that is seen in it.
#[must_use]
pub(super) fn threatened(setting: &Setting, world: &World, state: StateId) -> f64 {
    let threats = world.values.row(PairVar::Threat, state).iter().zip(world.values.states(StateVar::Offence));
    let each = setting.states.ids().zip(threats).filter(|(other, (threat, _))| *other != state && **threat != Quantity::ZERO);
    each.map(|(_, (threat, offence))| threat.to_f64() * offence.to_f64()).sum()
}

/// 100 × own ÷ (own + weight × against).
fn ratio(setting: &Setting, own: f64, against: f64) -> f64 {
    let total = own + setting.params.measure_threat * against;
    if total > 0.0 { 100.0 * own / total } else { 50.0 }
}

/// The margin of deterrence of one state against another, 0–100: own and counted allied defence against what that one can do.
#[must_use]
pub fn margin(setting: &Setting, world: &World, from: StateId, to: StateId) -> f64 {
    margin_of(setting, world, Allies::of(setting, world).defended(setting, world, from), from, to)
}

/// The same where what is defended is known, points.
#[must_use]
pub(super) fn margin_of(setting: &Setting, world: &World, defended: f64, from: StateId, to: StateId) -> f64 {
    ratio(setting, defended, world.pair(PairVar::Threat, from, to) * world.state(StateVar::Offence, to))
}

/// The threats that a state sees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The largest.
    pub(super) worst: Quantity,
    /// In whom; the first of several.
    pub(super) feared: StateId,
    sum: f64,
}

impl Seen {
    /// None so far.
    pub(super) const fn none(by: StateId) -> Self {
        Self { worst: Quantity::ZERO, feared: by, sum: 0.0 }
    }

    /// One more.
    #[inline]
    pub(super) fn count(&mut self, other: StateId, threat: Quantity) {
        self.sum += threat.to_f64();
        if threat > self.worst {
            (self.worst, self.feared) = (threat, other);
        }
    }

    /// The threat that the state lives under, 0–1: the worst counts most, all others by their mean.
    pub(super) fn weighed(&self, setting: &Setting) -> f64 {
        let weight = setting.params.measure_threat_worst;
        let mean = self.sum / setting.states.len().saturating_sub(1).max(1) as f64;
        weight * self.worst.to_f64() + (1.0 - weight) * mean
    }
}

/// The threats that a state sees in a position.
#[must_use]
pub(super) fn threats(setting: &Setting, world: &World, state: StateId) -> Seen {
    let mut seen = Seen::none(state);
    for (other, threat) in setting.states.ids().zip(world.values.row(PairVar::Threat, state)) {
        if other != state {
            seen.count(other, *threat);
        }
    }
    seen
}

/// One less threat, and its change of late.
fn stability(setting: &Setting, world: &World, state: StateId) -> f64 {
    let change = setting.params.measure_threat_change * world.state(StateVar::Alarm, state);
    100.0 * (1.0 - threats(setting, world, state).weighed(setting) - change)
}

/// What a commitment counts for as it stands, 0–1.
#[must_use]
pub(super) const fn kept(setting: &Setting, standing: Standing) -> f64 {
    match standing {
        Standing::Kept => 1.0,
        Standing::Strained => setting.params.measure_strained,
        Standing::Lapsed | Standing::Broken => 0.0,
    }
}

/// Whether a commitment of a state is one that holds its alliances together: any with an ally, and a pact or a membership that has ended,
/// however that left the two. A red line and neutrality are none, and neither is what it has with somebody else.
#[must_use]
pub(super) fn binds(allies: &Allies, state: StateId, commitment: &Commitment) -> bool {
    let other = if commitment.from == state { commitment.to } else { commitment.from };
    let ended = !commitment.stands();
    commitment.is_of(state)
        && match commitment.kind {
            CommitmentKind::RedLine | CommitmentKind::Neutrality => false,
            CommitmentKind::Pact | CommitmentKind::Membership => ended || allies.are(state, other),
            _ => allies.are(state, other),
        }
}

/// Mean alignment with allies (none without allies), and the mean of how the commitments with them stand (none without any).
#[must_use]
fn ties(setting: &Setting, world: &World, allies: &Allies, state: StateId) -> (Option<f64>, Option<f64>) {
    let (mut aligned, mut friends) = (0.0, 0.0);
    for ally in allies.with(state) {
        aligned += world.pair(PairVar::Alignment, state, ally);
        friends += 1.0;
    }
    let (mut stand, mut count) = (0.0, 0.0);
    for commitment in world.commitments.iter().filter(|c| binds(allies, state, c)) {
        stand += kept(setting, commitment.status);
        count += 1.0;
    }
    ((friends > 0.0).then(|| aligned / friends), (count > 0.0).then(|| stand / count))
}

/// Alignment with allies, and the commitments inside blocs and pacts that are kept. Who has lost its only ally has no cohesion left; whoever
/// never had one is not spoken of.
fn cohesion(setting: &Setting, world: &World, allies: &Allies, state: StateId) -> Option<f64> {
    let weight = setting.params.measure_commitments;
    match ties(setting, world, allies, state) {
        (None, None) => None,
        (None, Some(stand)) => Some(100.0 * weight * stand),
        (Some(aligned), None) => Some(100.0 * aligned.max(0.0)),
        (Some(aligned), Some(stand)) => Some(100.0 * ((1.0 - weight) * aligned.max(0.0) + weight * stand)),
    }
}

/// Effective capability at the wanted tier against need, over the domains; 100 ÷ (1 + factor) where every need is just met.
fn modernisation(setting: &Setting, world: &World, state: StateId) -> f64 {
    let factor = setting.params.measure_modernisation;
    let mut sum = 0.0;
    let mut weight = 0.0;
    for domain in setting.domains.ids() {
        let need = world.cell(CellVar::Need, state, domain);
        let cover = world.cell(CellVar::Cover, state, domain);
        if need > 0.0 {
            sum += need * cover / (cover + factor * need);
            weight += need;
        }
    }
    if weight > 0.0 { 100.0 * sum / weight } else { 50.0 }
}

/// One less the concentration (Herfindahl index) of supply, and of critical inputs where a state makes its own.
fn resilience(setting: &Setting, world: &World, state: StateId) -> f64 {
    let mut squares = 0.0;
    for link in setting.links_to(state) {
        if setting.links[link].supplier != state {
            let share = world.link(LinkVar::Share, link);
            squares += share * share;
        }
    }
    let mut concentration = squares / setting.domains.len().max(1) as f64;
    let inputs = &setting.states[state].inputs;
    if !inputs.is_empty() {
        let foreign: f64 = inputs.iter().filter(|(from, _)| *from != state).map(|(_, share)| share.powi(2)).sum();
        let weight = setting.params.measure_inputs;
        concentration = (1.0 - weight) * concentration + weight * setting.params.measure_inputs_factor * foreign;
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
    let before = world.opening.state(StateVar::Revenue, state).to_f64();
    (before > 0.0 && world.licenses(state)).then(|| (50.0 * world.state(StateVar::Revenue, state) / before).min(100.0))
}
