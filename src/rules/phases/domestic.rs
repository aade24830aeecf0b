//! Phase 11: constituencies react to what was decided by what they care about; political capital follows.

use crate::rules::draws::step;
use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::order::{Gesture, LicenceAction, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Concern;
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Outcome};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt, params) = (turn.setting, turn.dt(), &turn.setting.params);
    let (fading, rate) = (step(params.support_fading, dt), step(params.capital_rate, dt));
    justify(turn);
    decisions(turn);
    conduct(turn);
    restricted(turn);
    for state in setting.states.ids() {
        if turn.world.licenses(state) {
            revenue(turn, state);
        }
        if setting.states[state].roles.partner {
            as_partner(turn, state);
        }
        fade(turn, state, fading);
    }
    turn.close();
    for state in setting.states.ids() {
        capital(turn, state, rate);
    }
}

/// A piece of news: how much it pleases (+) or annoys (−) those who care about something, −1 to 1.
fn feel<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, about: Concern, parent: Parent, mood: f64) {
    if mood == 0.0 {
        return;
    }
    let setting = turn.setting;
    let strength = setting.params.support_reaction;
    for (n, constituency) in setting.states[state].constituencies.iter().enumerate() {
        let cares = constituency.cares(about);
        if cares > 0.0 {
            let variable = Variable::Support(state, n as u8);
            turn.add(variable, reacts(about), parent, strength * cares * mood.clamp(-1.0, 1.0));
        }
    }
}

/// The rule by which those who care about something take a piece of news: what pleased or annoyed them stands in the cause.
const fn reacts(about: Concern) -> Rule {
    match about {
        Concern::Alliance => Rule::ReactsAlliance,
        Concern::Rights => Rule::ReactsRights,
        Concern::Diversion => Rule::ReactsDiversion,
        Concern::Stability => Rule::ReactsStability,
        Concern::Commerce => Rule::ReactsCommerce,
        Concern::Consistency => Rule::ReactsConsistency,
        Concern::Capability => Rule::ReactsCapability,
        Concern::Dependence => Rule::ReactsDependence,
        Concern::Conditions => Rule::ReactsConditions,
        Concern::Price => Rule::ReactsPrice,
        Concern::Jobs => Rule::ReactsJobs,
    }
}

/// What is left at the end of a turn of what was felt all through it, 0–1: what came early has faded by then, at any pace alike.
fn felt_throughout<R: Recorder>(turn: &Turn<'_, R>) -> f64 {
    let (fading, dt) = (turn.setting.params.support_fading, turn.dt());
    let in_a_turn = -libm::log1p(-fading.min(0.999)) * dt;
    if in_a_turn > 1e-9 { step(fading, dt) / in_a_turn } else { 1.0 }
}

/// What the decisions of the turn mean at the exporter's home, and at the partner's.
fn decisions<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (params, now) = (&turn.setting.params, turn.world.turn);
    for n in (0..turn.world.record.len()).rev() {
        let Some(d) = turn.world.record.get(n).copied().filter(|d| d.turn == now) else { break };
        at_the_exporters(turn, &d);
        let parent = Parent::Decision(d.key);
        match d.outcome {
            Outcome::Licensed => {
                feel(turn, d.partner, Concern::Conditions, parent, -d.burden.to_f64());
                // It pleases by what it is worth, so that many small ones please no more than one.
                let year = turn.setting.new_buy(turn.world, d.partner).max(1e-6);
                let pleased = params.licence_mood * (d.value.to_f64() / year).min(1.0);
                feel(turn, d.partner, Concern::Capability, parent, pleased);
            }
            Outcome::Denied => {
                feel(turn, d.partner, Concern::Capability, parent, -params.denied_mood);
                // To be refused in public is a humiliation.
                let public = if d.public { 1.0 } else { params.humiliation_quiet };
                feel(turn, d.partner, Concern::Dependence, parent, -params.humiliation * public);
            }
            _ => {}
        }
    }
}

fn at_the_exporters<R: Recorder>(turn: &mut Turn<'_, R>, d: &Decided) {
    let state = d.exporter;
    let parent = Parent::Decision(d.key);
    let world = turn.start;
    let friend = world.pair(PairVar::Alignment, state, d.partner);
    let rights = world.state(StateVar::Rights, d.partner);
    let risk = 1.0 - world.state(StateVar::Governance, d.partner);
    let params = &turn.setting.params;
    let size = (d.value.to_f64() / params.commerce_full_value).min(1.0);
    let margin = d.score.to_f64() - d.threshold.to_f64();
    // An open record shows every gap to the legislature.
    let shown = params.record_shown + (1.0 - params.record_shown) * world.state(StateVar::Transparency, state);
    let agreed = |margin: f64| (margin * params.agreement_mood).clamp(-1.0, params.agreement_most) * shown;
    let calm = params.calm_mood * (d.parts.get(2).map_or(1.0, |q| q.to_f64()) - params.calm_score);
    match d.outcome {
        Outcome::Licensed => {
            feel(turn, state, Concern::Alliance, parent, friend);
            feel(turn, state, Concern::Rights, parent, rights - params.rights_middle);
            feel(turn, state, Concern::Diversion, parent, -risk * params.risk_mood);
            feel(turn, state, Concern::Stability, parent, calm);
            feel(turn, state, Concern::Commerce, parent, size);
            feel(turn, state, Concern::Consistency, parent, agreed(margin));
        }
        Outcome::Denied => {
            feel(turn, state, Concern::Alliance, parent, -friend);
            feel(turn, state, Concern::Rights, parent, params.rights_middle - rights);
            feel(turn, state, Concern::Stability, parent, -calm * params.calm_denied);
            feel(turn, state, Concern::Commerce, parent, -size);
            feel(turn, state, Concern::Consistency, parent, agreed(-margin));
        }
        Outcome::Deferred | Outcome::Held => {
            feel(turn, state, Concern::Alliance, parent, -params.waiting_mood * friend);
            feel(turn, state, Concern::Commerce, parent, -params.waiting_mood * size);
        }
        Outcome::Refused => feel(turn, state, Concern::Commerce, parent, -params.refused_mood * size),
        Outcome::Withdrawn => {}
    }
}

/// What exporters do beside deciding is felt at home, and where it lands.
fn conduct<R: Recorder>(turn: &mut Turn<'_, R>) {
    let params = &turn.setting.params;
    for (n, state, order) in turn.orders.of_states() {
        let parent = Parent::Order(n);
        match &order.kind {
            OrderKind::Licence(key, action @ (LicenceAction::Suspend | LicenceAction::Revoke)) => {
                let Some(licence) = turn.start.licence(*key) else { continue };
                let partner = licence.recipient;
                let breach = if licence.breach.is_some() { 1.0 } else { params.stopped_unproven };
                let hard = if *action == LicenceAction::Revoke { 1.0 } else { params.suspended_part };
                feel(turn, state, Concern::Diversion, parent, breach * hard);
                feel(turn, state, Concern::Commerce, parent, -params.stopped_mood * hard);
                feel(turn, partner, Concern::Dependence, parent, -hard);
                feel(turn, partner, Concern::Capability, parent, -params.stopped_mood * hard);
            }
            OrderKind::Licence(key, LicenceAction::Inspect) => {
                let Some(licence) = turn.start.licence(*key) else { continue };
                let partner = licence.recipient;
                feel(turn, state, Concern::Diversion, parent, params.inspection_mood);
                feel(turn, partner, Concern::Conditions, parent, -params.humiliation);
            }
            OrderKind::Toward(to, Gesture::Embargo(part)) => {
                // What is eased pleases those whom the embargo had displeased.
                let part = part.to_f64() - turn.start.pair(PairVar::Embargo, state, *to);
                let rights = turn.start.state(StateVar::Rights, *to);
                let friend = turn.start.pair(PairVar::Alignment, state, *to);
                feel(turn, state, Concern::Rights, parent, part * (1.0 - rights));
                feel(turn, state, Concern::Alliance, parent, -part * friend);
                feel(turn, state, Concern::Commerce, parent, -part * turn.start.pair(PairVar::Dependence, *to, state));
            }
            OrderKind::Toward(_, Gesture::Assure | Gesture::Exercise) => {
                feel(turn, state, Concern::Alliance, parent, params.gesture_mood);
            }
            OrderKind::Toward(_, Gesture::Programme { .. }) => {
                feel(turn, state, Concern::Commerce, parent, params.programme_mood);
            }
            _ => {}
        }
    }
}

/// Who is embargoed or sanctioned is humiliated as long as it lasts.
fn restricted<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt, felt) = (turn.setting, turn.dt(), felt_throughout(turn));
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    pairs.clear();
    for kind in [PairVar::Embargo, PairVar::Sanction] {
        turn.world.values.unusual(kind, Quantity::ZERO, &mut pairs);
        for (from, to) in pairs.drain(..) {
            let parent = Parent::Number(Variable::Pair(kind, from, to));
            let mood = -setting.params.humiliation * turn.pair(kind, from, to) * dt * felt;
            feel(turn, to, Concern::Dependence, parent, mood);
        }
    }
    turn.scratch.pairs = pairs;
}

/// Orders and jobs: what came in against the opening year.
fn revenue<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let before = turn.world.opening.state(StateVar::Revenue, state).to_f64();
    if before > 0.0 {
        let variable = Variable::State(StateVar::Revenue, state);
        let change = (turn.get(variable) / before - 1.0) * turn.setting.params.revenue_mood * turn.dt();
        let felt = felt_throughout(turn);
        feel(turn, state, Concern::Commerce, Parent::Number(variable), felt * change);
    }
}

/// A partner's publics react to capability, work at home, and dependence.
fn as_partner<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId) {
    let (setting, felt) = (turn.setting, felt_throughout(turn));
    for domain in setting.domains.ids() {
        let capability = Variable::Cell(CellVar::Cover, state, domain);
        let need = turn.world.cell(CellVar::Need, state, domain).max(1e-6);
        let gained = (turn.get(capability) - turn.start.get(capability)) / need;
        // At most a whole mood a year, at any pace.
        let gained = gained.clamp(-turn.dt(), turn.dt());
        feel(turn, state, Concern::Capability, Parent::Number(capability), felt * gained);
        let industry = Variable::Cell(CellVar::Industry, state, domain);
        let built = turn.get(industry) - turn.start.get(industry);
        feel(turn, state, Concern::Jobs, Parent::Number(industry), felt * setting.params.jobs_mood * built);
    }
    let (main, share) = turn.world.main_supplier(setting, state);
    if main != state {
        let variable = Variable::Pair(PairVar::Dependence, state, main);
        let before = turn.start.pair(PairVar::Dependence, state, main);
        feel(
            turn,
            state,
            Concern::Dependence,
            Parent::Number(variable),
            -felt * setting.params.dependence_mood * (share - before),
        );
        let price: f64 =
            setting.links_to(state).filter(|l| setting.links[*l].supplier == main).map(|l| turn.link(LinkVar::Discount, l)).sum();
        feel(turn, state, Concern::Price, Parent::Number(variable), felt * price * turn.dt());
    }
}

fn fade<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, fading: f64) {
    for n in 0..turn.setting.states[state].constituencies.len() as u8 {
        let variable = Variable::Support(state, n);
        let support = turn.get(variable);
        if support != 0.0 {
            turn.add(variable, Rule::SupportFades, Parent::Time, -support * fading);
        }
    }
}

/// Capital recovers towards a level that mean support sets.
fn capital<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, rate: f64) {
    let info = &turn.setting.states[state];
    if info.constituencies.is_empty() {
        return;
    }
    let variable = Variable::State(StateVar::Capital, state);
    for (n, constituency) in info.constituencies.iter().enumerate() {
        let support = Variable::Support(state, n as u8);
        let level = constituency.influence * 50.0 * turn.get(support);
        turn.add(variable, Rule::CapitalLevel, Parent::Number(support), rate * level);
    }
    turn.add(variable, Rule::CapitalLevel, Parent::Time, rate * (50.0 - turn.get(variable)));
}

/// A justification is checked against the record: it agrees where the criterion that it names is one of those that carried the decision.
fn justify<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (n, state, order) in turn.orders.of_states() {
        let OrderKind::Justify { decision, criterion } = order.kind else { continue };
        let place = turn.world.record.iter().rposition(|d| d.key == decision && d.exporter == state);
        let Some(d) = place.and_then(|at| turn.world.record.get(at)).copied() else { continue };
        let agrees = carried(turn.start, &d, criterion as usize, turn.setting.params.justified_share);
        if let Some(record) = place.and_then(|at| turn.world.record.get_mut(at)) {
            record.justified = Some(criterion);
        }
        let params = &turn.setting.params;
        let variable = Variable::State(StateVar::Credibility, state);
        let goal = f64::from(u8::from(agrees));
        turn.add(variable, Rule::Justified, Parent::Order(n), params.credibility_step * (goal - turn.get(variable)));
        let mood = if agrees { params.justified_mood } else { -params.unjustified * params.justified_mood };
        feel(turn, state, Concern::Consistency, Parent::Order(n), mood);
        turn.tell(News::Justified { by: state, criterion, agrees }, 44, &[variable], SeenBy::All);
    }
}

/// Whether a criterion carried a decision: for a refusal, it lost at least that share of what the worst one lost; for a licence, it gave at
/// least that share of what the best one gave.
fn carried(world: &crate::rules::world::World, d: &Decided, criterion: usize, share: f64) -> bool {
    let weights = world.criteria(crate::rules::variable::CriterionVar::Current, d.exporter).weights;
    let denied = matches!(d.outcome, Outcome::Denied | Outcome::Deferred | Outcome::Held);
    let weigh = |(part, weight): (&Quantity, &f64)| {
        let part = part.to_f64();
        weight * if denied { 1.0 - part } else { part }
    };
    let mut each = [0.0; 5];
    for (place, value) in each.iter_mut().zip(d.parts.iter().zip(&weights).map(weigh)) {
        *place = value;
    }
    let best = each.iter().copied().fold(0.0, f64::max);
    each.get(criterion).is_some_and(|mine| *mine >= share * best)
}
