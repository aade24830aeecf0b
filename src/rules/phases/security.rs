//! Phase 9: threats follow strength and hostility, needs follow threats.

use super::GAUSS;
use super::measures::{Seen, margin_of};
use crate::rules::capability;
use crate::rules::draws::step;
use crate::rules::ledger::{Contribution, Parent, Recorder, part};
use crate::rules::rule::Rule;
use crate::rules::score::Terms;
use crate::rules::table::{DomainId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, PairVar, StateVar, Variable};
use crate::rules::world::{Request, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let mut offences = std::mem::take(&mut turn.scratch.by_state);
    offences.clear();
    for state in setting.states.ids() {
        let offence = capability::offence(setting, turn.world, state);
        turn.settle(Variable::State(StateVar::Offence, state), offence, |turn, parts| why_offence(turn, state, parts));
        offences.push(turn.state(StateVar::Offence, state));
    }
    let mut targets = std::mem::take(&mut turn.scratch.by_state_too);
    let fades = step(setting.params.alarm_fading, turn.dt());
    for from in setting.states.ids() {
        threaten(turn, from, &offences, &mut targets);
        let change = Change::of(turn, from);
        needs(turn, from, change.rise);
        alarm(turn, from, &change, fades);
    }
    turn.scratch.by_state = offences;
    turn.scratch.by_state_too = targets;
    margins(turn);
}

/// How the threats that a state sees have changed since the start of the turn.
struct Change {
    rise: f64,
    now: Seen,
    before: Seen,
}

impl Change {
    fn of<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> Self {
        let mut change = Self { rise: 0.0, now: Seen::none(state), before: Seen::none(state) };
        let [now, before] = [&*turn.world, turn.start].map(|world| world.values.row(PairVar::Threat, state));
        let others = turn.setting.states.ids().zip(now.iter().zip(before)).filter(|(other, _)| *other != state);
        for (other, (now, before)) in others {
            change.rise += (*now - *before).to_f64();
            change.now.count(other, *now);
            change.before.count(other, *before);
        }
        change
    }
}

/// What threat has changed of late: the rise of the turn comes to it, and it is got used to.
fn alarm<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, change: &Change, fades: f64) {
    let setting = turn.setting;
    let variable = Variable::State(StateVar::Alarm, state);
    turn.add(variable, Rule::Alarm, Parent::Time, -turn.get(variable) * fades);
    let parent = Parent::Number(Variable::Pair(PairVar::Threat, state, change.now.feared));
    turn.add(variable, Rule::Alarm, parent, change.now.weighed(setting) - change.before.weighed(setting));
}

fn why_offence<R: Recorder>(turn: &Turn<'_, R>, state: StateId, parts: &mut Vec<Contribution>) {
    let setting = turn.setting;
    let weighed = |world: &World, d| world.cell(CellVar::Absorption, state, d) * capability::usable(setting, world, state, d);
    for (id, domain) in setting.domains.enumerate() {
        let gained = domain.offence * (weighed(turn.world, id) - weighed(turn.start, id));
        let parent = Parent::Number(Variable::Cell(CellVar::Capability, state, id));
        parts.push(part(Rule::OffenceWeight, parent, gained));
    }
}

/// Threat = hostility × trend × relative offence, from every other.
fn threaten<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, offences: &[f64], targets: &mut Vec<f64>) {
    let own = offences.get(from.index()).copied().unwrap_or_default();
    let row = |kind| turn.world.values.row(kind, from).iter().map(|number| number.to_f64());
    targets.clear();
    let inputs = row(PairVar::Hostility).zip(row(PairVar::Trend)).zip(offences);
    targets.extend(inputs.map(|((hostility, trend), other)| capability::threat(hostility, trend, own, *other)));
    if let Some(itself) = targets.get_mut(from.index()) {
        *itself = turn.pair(PairVar::Threat, from, from);
    }
    turn.settle_row(PairVar::Threat, from, targets, |turn, to, parts| shared(turn, from, to, parts));
}

/// The change of a threat is shared among hostility, trend and both sides' arms along the straight path between the inputs, with five Gauss
/// points.
fn shared<R: Recorder>(turn: &Turn<'_, R>, from: StateId, to: StateId, parts: &mut Vec<Contribution>) {
    let inputs = [
        Variable::Pair(PairVar::Hostility, from, to),
        Variable::Pair(PairVar::Trend, from, to),
        Variable::State(StateVar::Offence, from),
        Variable::State(StateVar::Offence, to),
    ];
    let (old, new) = (inputs.map(|v| turn.start.get(v)), inputs.map(|v| turn.get(v)));
    let mut sums = [0.0; 4];
    for (t, weight) in GAUSS {
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
    for (variable, amount) in inputs.into_iter().zip(sums) {
        parts.push(part(Rule::ThreatSeen, Parent::Number(variable), amount));
    }
}

/// Who is hostile feels a licence for something offensive on the day of its signature, long before it arrives.
pub(super) fn signed<R: Recorder>(turn: &mut Turn<'_, R>, request: &Request, terms: &Terms) {
    let cause = (Rule::Signature, Parent::Decision(request.key));
    feared(turn, (request.from, request.domain), (terms.tier, terms.points), cause);
}

/// Points of a tier that a state will get are feared by whoever is hostile to it, as offensive as their domain is and as much as they are
/// beside what it has.
pub(super) fn feared<R: Recorder>(
    turn: &mut Turn<'_, R>,
    (armed, domain): (StateId, DomainId),
    (tier, points): (u8, f64),
    (rule, parent): (Rule, Parent),
) {
    let setting = turn.setting;
    let params = &setting.params;
    let look = setting.domains[domain].offence * params.tier_threat(tier);
    let strength = turn.state(StateVar::Offence, armed).max(1.0);
    let weight = (points * look / strength).min(1.0);
    for state in setting.states.ids().filter(|id| *id != armed) {
        if turn.pair(PairVar::Hostility, state, armed) >= params.favouritism_hostility {
            turn.add(Variable::Pair(PairVar::Trend, state, armed), rule, parent, params.trend_signature * weight);
        }
    }
}

/// The security dilemma: needs rise with threat, weakly in general and strongly between named rivals; in every domain alike.
fn needs<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, rise: f64) {
    let (setting, params) = (turn.setting, &turn.setting.params);
    let general = params.need_reaction * rise;
    let rise_from = |turn: &Turn<'_, R>, other: StateId| {
        let threat = Variable::Pair(PairVar::Threat, state, other);
        turn.get(threat) - turn.start.get(threat)
    };
    for domain in setting.domains.ids() {
        let variable = Variable::Cell(CellVar::Need, state, domain);
        let need = turn.get(variable);
        if general != 0.0 {
            turn.add(variable, Rule::Dilemma, Parent::State(state), need * general);
        }
        for (a, b, strength) in &setting.rivals {
            let other = if *a == state {
                *b
            } else if *b == state {
                *a
            } else {
                continue;
            };
            let pull = params.need_reaction_rival * strength * rise_from(turn, other);
            let parent = Parent::Number(Variable::Pair(PairVar::Threat, state, other));
            turn.add(variable, Rule::Dilemma, parent, need * pull);
        }
    }
}

/// Margins of deterrence between named rivals.
fn margins<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let mut allies = std::mem::take(&mut turn.scratch.allies);
    allies.work_out(setting, turn.world);
    for (a, b, _) in &setting.rivals {
        for (from, to) in [(*a, *b), (*b, *a)] {
            let variable = Variable::Pair(PairVar::Margin, from, to);
            let defended = allies.defended(setting, turn.world, from);
            let value = margin_of(setting, turn.world, defended, from, to);
            turn.settle(variable, value, |turn, parts| {
                let threat = Variable::Pair(PairVar::Threat, from, to);
                let was = turn.get(variable);
                let felt = margin_of(turn.setting, turn.start, defended, from, to) - was;
                parts.push(part(Rule::Margin, Parent::Number(threat), value - was - felt));
                parts.push(part(Rule::Margin, Parent::State(from), felt));
            });
        }
    }
    turn.scratch.allies = allies;
}
