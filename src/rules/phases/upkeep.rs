//! Phase 1: orders are paid for; things age, fade and are forgotten.

use crate::rules::draws::{over, step};
use crate::rules::ledger::{Parent, Recorder};
use crate::rules::price::{Currency, price};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{ActorVar, BlocVar, CellVar, DomainVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Commitment, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    pay(turn);
    end_passing(turn);
    states(turn);
    holdings(turn);
    memory(turn);
    actors(turn);
    records(turn);
    relations(turn);
    built(turn);
}

/// Every order is paid for when the turn begins, whatever becomes of it.
fn pay<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (n, state, order) in turn.orders.of_states() {
        let price = price(turn.setting, turn.start, order);
        let parent = Parent::Order(n);
        let (rule, amount) = (Rule::Price, -price.amount);
        match price.currency {
            Currency::Capacity => turn.add(Variable::State(StateVar::Capacity, state), rule, parent, amount),
            Currency::Capital => turn.add(Variable::State(StateVar::Capital, state), rule, parent, amount),
            Currency::Credit => turn.add(Variable::State(StateVar::Credit, state), rule, parent, amount),
            Currency::Cohesion(bloc) => turn.add(Variable::Bloc(BlocVar::Cohesion, bloc), rule, parent, amount),
            Currency::Support => {
                for constituency in 0..turn.setting.states[state].constituencies.len() as u8 {
                    turn.add(Variable::Support(state, constituency), rule, parent, amount);
                }
            }
            Currency::Money => spend(turn, state, order, parent, price.amount),
            Currency::Free => {}
        }
    }
}

/// Money comes out of the domain that an order is about, or out of all of them as they are weighted.
fn spend<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, order: &crate::rules::order::Order, parent: Parent, amount: f64) {
    use crate::rules::order::{OrderKind, PartnerAction};
    let only = match &order.kind {
        OrderKind::Request { domain, .. }
        | OrderKind::Partner(PartnerAction::Solicit { domain, .. } | PartnerAction::InvestIndustry(domain)) => Some(*domain),
        _ => None,
    };
    let setting = turn.setting;
    let whole: f64 = setting.domains.ids().map(|d| setting.domain_weight(turn.world, state, d)).sum();
    for domain in setting.domains.ids() {
        let part = match only {
            Some(one) => f64::from(u8::from(one == domain)),
            None => setting.domain_weight(turn.world, state, domain) / whole,
        };
        turn.add(Variable::Cell(CellVar::Unspent, state, domain), Rule::Price, parent, -amount * part);
    }
}

/// What a card or an order brought for a time is taken back.
fn end_passing<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for n in 0..turn.world.passing.len() {
        let Some(passing) = turn.world.passing.get(n).copied().filter(|p| p.until <= now) else { continue };
        let parent = passing.card.map_or(Parent::Time, Parent::Card);
        turn.add(passing.variable, Rule::Passing, parent, passing.undo.to_f64());
    }
    turn.world.passing.retain(|p| p.until > now);
    turn.world.tariffs.retain(|t| t.until > now);
    turn.world.grounds.retain(|g| g.until >= now);
    turn.world.motions.retain(|m| m.until >= now);
    for request in &mut turn.world.requests {
        request.urgent = request.urgent.filter(|until| *until >= now);
    }
}

fn states<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt) = (turn.setting, turn.dt());
    let months = f64::from(setting.months_per_turn);
    for (id, state) in setting.states.enumerate() {
        let budget = turn.state(StateVar::Budget, id);
        let grown = budget * (libm::pow(1.0 + state.growth, dt) - 1.0);
        turn.add(Variable::State(StateVar::Budget, id), Rule::Growth, Parent::Time, grown);
        if turn.world.licenses(id) {
            let office = turn.state(StateVar::Office, id) * dt;
            turn.add(Variable::State(StateVar::Capacity, id), Rule::Office, Parent::Time, office);
            turn.add(Variable::State(StateVar::CriteriaAge, id), Rule::Clock, Parent::Time, months);
            let hold = turn.state(StateVar::Hold, id);
            turn.add(Variable::State(StateVar::Hold, id), Rule::Clock, Parent::Time, -hold.min(months));
        }
    }
}

fn holdings<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt, params) = (turn.setting, turn.dt(), &turn.setting.params);
    let (fades, eases) = (step(params.discount_fading, dt), step(params.burden_fading, dt));
    let (recovers, decays) = (step(params.availability_recovery, dt), step(params.availability_decay, dt));
    let mut worn = std::mem::take(&mut turn.scratch.weights);
    worn.clear();
    worn.extend(setting.domains.iter().map(|d| over(1.0 / d.service_life_years.max(1.0), dt)));
    for (id, link) in setting.links.enumerate() {
        let discount = turn.link(LinkVar::Discount, id);
        if discount != 0.0 {
            turn.add(Variable::Link(LinkVar::Discount, id), Rule::DiscountFades, Parent::Time, -discount * fades);
        }
        let burden = turn.link(LinkVar::Burden, id);
        if burden != 0.0 {
            turn.add(Variable::Link(LinkVar::Burden, id), Rule::BurdenFades, Parent::Time, -burden * eases);
        }
        let points = turn.link(LinkVar::Points, id);
        if points == 0.0 {
            continue;
        }
        let variable = Variable::Link(LinkVar::Points, id);
        let wear = worn.get(link.domain.0 as usize).copied().unwrap_or_default();
        turn.add(variable, Rule::Ageing, Parent::Time, -points * wear);
        let overtaken = turn.world.domain(DomainVar::Obsolescence, link.domain);
        if overtaken > 0.0 {
            let parent = Parent::Number(Variable::Domain(DomainVar::Obsolescence, link.domain));
            turn.add(variable, Rule::Obsolescence, parent, -points * over(overtaken, dt));
        }
        let (availability, sustained) = (turn.link(LinkVar::Availability, id), turn.link(LinkVar::Sustainment, id));
        let variable = Variable::Link(LinkVar::Availability, id);
        let better = (params.availability_sustained - availability).max(0.0) * recovers * sustained;
        let worse = (availability - params.availability_withheld).max(0.0) * decays * (1.0 - sustained);
        let parent = Parent::Number(Variable::Link(LinkVar::Sustainment, id));
        turn.add(variable, Rule::Sustained, parent, better);
        turn.add(variable, Rule::Withheld, parent, -worse);
    }
    turn.scratch.weights = worn;
}

/// What brokers and armed groups have gained beyond what they were, wears out, and so does what leaked to them.
fn actors<R: Recorder>(turn: &mut Turn<'_, R>) {
    let fades = step(turn.setting.params.actor_fading, turn.dt());
    for (id, actor) in turn.setting.actors.enumerate() {
        let variable = Variable::Actor(ActorVar::Strength, id);
        let beyond = turn.get(variable) - actor.strength;
        if beyond != 0.0 {
            turn.add(variable, Rule::ActorFades, Parent::Time, -beyond * fades);
        }
        back(turn, Variable::Actor(ActorVar::Armed, id), Rule::ActorFades, fades);
    }
}

/// What reforms or upheavals have made of governance, rights and controls goes back to what they were.
fn records<R: Recorder>(turn: &mut Turn<'_, R>) {
    let rate = step(turn.setting.params.record_return, turn.dt());
    for id in turn.setting.states.ids() {
        for kind in [StateVar::Governance, StateVar::Rights, StateVar::Compliance] {
            back(turn, Variable::State(kind, id), Rule::RecordReturns, rate);
        }
    }
}

/// What was built or agreed since the opening goes back to what there was, where nothing renews it.
fn built<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt, params) = (turn.setting, turn.dt(), &turn.setting.params);
    let cells = [
        (CellVar::Industry, Rule::IndustryReturns, step(params.industry_return, dt)),
        (CellVar::Training, Rule::TrainingFades, step(params.training_fading, dt)),
    ];
    for (kind, rule, rate) in cells {
        if turn.world.values.same_cells(kind, &turn.world.opening) {
            continue;
        }
        for state in setting.states.ids() {
            for domain in setting.domains.ids() {
                back(turn, Variable::Cell(kind, state, domain), rule, rate);
            }
        }
    }
    if !turn.world.values.same_links(LinkVar::Coproduction, &turn.world.opening) {
        let rate = step(params.coproduction_return, dt);
        for link in setting.links.ids() {
            back(turn, Variable::Link(LinkVar::Coproduction, link), Rule::WorkEnds, rate);
        }
    }
    let rate = step(params.harmonisation_return, dt);
    for bloc in setting.blocs.ids() {
        back(turn, Variable::Bloc(BlocVar::Harmonisation, bloc), Rule::CriteriaPart, rate);
    }
}

/// Moves a number a part of the way back to what it was at the opening.
#[inline]
fn back<R: Recorder>(turn: &mut Turn<'_, R>, variable: Variable, rule: Rule, rate: f64) {
    if turn.world.values.get(variable) != turn.world.opening.get(variable) {
        let beyond = turn.get(variable) - turn.world.opening.get(variable).to_f64();
        turn.add(variable, rule, Parent::Time, -beyond * rate);
    }
}

/// Hostility goes back to what it was, and so does interoperability where no commitment keeps it up.
fn relations<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (dt, params) = (turn.dt(), &turn.setting.params);
    let kinds = [
        (PairVar::Hostility, Rule::HostilityReturns, step(params.hostility_return, dt)),
        (PairVar::Interoperability, Rule::ApartAgain, step(params.interoperability_fading, dt)),
    ];
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    for (kind, rule, rate) in kinds {
        pairs.clear();
        turn.world.values.unlike(kind, (&turn.world.opening, kind), &mut pairs);
        for (from, to) in pairs.drain(..) {
            if kind == PairVar::Interoperability && work_together(turn.world, from, to) {
                continue;
            }
            back(turn, Variable::Pair(kind, from, to), rule, rate);
        }
    }
    turn.scratch.pairs = pairs;
}

/// Whether a base, shared intelligence or a joint programme keeps the forces of two states used to each other.
fn work_together(world: &World, one: StateId, other: StateId) -> bool {
    use CommitmentKind::{Basing, Intelligence, JointProgramme};
    let keeps = |c: &Commitment| matches!(c.kind, Basing | Intelligence | JointProgramme) && c.stands();
    world.commitments.iter().any(|c| keeps(c) && c.is_between(one, other))
}

/// Grievance and trends fade; both Beta counts shrink, not below 2 in sum, so that the mean stays and the uncertainty grows.
fn memory<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, dt, params) = (turn.setting, turn.dt(), &turn.setting.params);
    let (forgives, forgets) = (step(params.grievance_fading, dt), step(params.memory_fading, dt));
    let calms = step(params.trend_fading, dt);
    let (least, _) = PairVar::Evidence.range();
    let mut pairs = std::mem::take(&mut turn.scratch.pairs);
    pairs.clear();
    turn.world.values.unusual(PairVar::Grievance, Quantity::ZERO, &mut pairs);
    for (from, to) in pairs.drain(..) {
        let grievance = turn.pair(PairVar::Grievance, from, to);
        turn.add(Variable::Pair(PairVar::Grievance, from, to), Rule::GrievanceFades, Parent::Time, -grievance * forgives);
    }
    turn.world.values.unusual(PairVar::Trend, Quantity::ONE, &mut pairs);
    for (from, to) in pairs.drain(..).filter(|(from, to)| from != to) {
        let calmer = (1.0 - turn.pair(PairVar::Trend, from, to)) * calms;
        turn.add(Variable::Pair(PairVar::Trend, from, to), Rule::TrendFades, Parent::Time, calmer);
    }
    turn.scratch.pairs = pairs;
    for from in setting.states.ids() {
        for to in setting.suppliers().iter().copied().filter(|to| *to != from) {
            let beyond = turn.pair(PairVar::Evidence, from, to) - least;
            if beyond > 0.0 {
                let variable = Variable::Pair(PairVar::Evidence, from, to);
                turn.add(variable, Rule::MemoryFades, Parent::Time, -beyond * forgets);
            }
        }
    }
}
