//! Phase 6: orders arrive; organisations absorb them, slowly; capability follows.

use crate::rules::capability::{self, Holding};
use crate::rules::draws::{over, step};
use crate::rules::ledger::{Contribution, News, Parent, Recorder, SeenBy, part};
use crate::rules::order::{OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{LicenceState, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    unload(turn);
    turn.close();
    invest(turn);
    let setting = turn.setting;
    let mut holdings = std::mem::take(&mut turn.scratch.holdings);
    holdings.clear();
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let holding = capability::holding(setting, turn.world, state, domain);
            organise(turn, state, domain, holding);
            holdings.push(holding);
        }
    }
    train_together(turn);
    turn.close();
    let mut each = holdings.iter();
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let holding = each.next().copied().unwrap_or_default();
            work_out(turn, state, domain, holding);
        }
    }
    turn.scratch.holdings = holdings;
}

/// Everything that is due arrives: routine orders, then what was licensed.
fn unload<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let mut arrived = std::mem::take(&mut turn.scratch.arrived);
    arrived.clear();
    arrived.extend(turn.world.pipeline.iter().filter(|d| d.due <= now));
    turn.world.pipeline.retain(|d| d.due > now);
    arrived.sort_unstable_by_key(|d| d.link);
    let mut special = arrived.iter().peekable();
    let mut routine = std::mem::take(&mut turn.scratch.routine);
    turn.world.routine.take(now, &mut routine);
    let mut worn = std::mem::take(&mut turn.scratch.weights);
    worn.clear();
    worn.extend(turn.setting.domains.iter().map(|d| over(1.0 / d.service_life_years.max(1.0), turn.dt() / 2.0)));
    for (id, link) in turn.setting.links.enumerate() {
        let ordered = routine.get(id.index()).copied().unwrap_or_default().to_f64();
        // Routine orders come all through a turn, and have worn for half of it at the end.
        let routine = ordered * (1.0 - worn.get(link.domain.index()).copied().unwrap_or_default());
        let mut points = routine;
        let mut tiers = routine * f64::from(link.tier);
        let mut licensed = Quantity::ZERO;
        while let Some(delivery) = special.next_if(|d| d.link == id) {
            points += delivery.points.to_f64();
            tiers += delivery.points.to_f64() * f64::from(delivery.tier);
            if delivery.licence.is_some() {
                licensed += delivery.points;
            }
        }
        if points > 0.0 {
            arrive(turn, id, points, tiers);
            // What is licensed counted as supplied when it was licensed.
            let unlicensed = points - licensed.to_f64();
            if link.supplier != link.recipient && unlicensed > 0.0 {
                let supplied = Variable::State(StateVar::Supplied, link.supplier);
                turn.add(supplied, Rule::Arrival, Parent::Link(id), unlicensed);
            }
            if licensed > Quantity::ZERO {
                let about =
                    [Variable::Link(LinkVar::Points, id), Variable::Cell(CellVar::Capability, link.recipient, link.domain)];
                turn.tell(News::Delivered { link: id, points: licensed }, 45, &about, SeenBy::All);
            }
        }
    }
    for delivery in &arrived {
        if let Some(licence) = turn.world.licences.iter_mut().find(|l| Some(l.key) == delivery.licence) {
            licence.delivered += delivery.points;
        }
    }
    expire(turn);
    turn.scratch.weights = worn;
    turn.scratch.arrived = arrived;
    turn.scratch.routine = routine;
}

fn arrive<R: Recorder>(turn: &mut Turn<'_, R>, id: LinkId, points: f64, tiers: f64) {
    let old = turn.link(LinkVar::Points, id);
    turn.add(Variable::Link(LinkVar::Points, id), Rule::Arrival, Parent::Link(id), points);
    let part = points / (old + points);
    let tier = Variable::Link(LinkVar::Tier, id);
    turn.add(tier, Rule::Arrival, Parent::Link(id), (tiers / points - turn.get(tier)) * part);
    let availability = Variable::Link(LinkVar::Availability, id);
    let fresh = (turn.setting.params.availability_sustained - turn.get(availability)) * part;
    turn.add(availability, Rule::Fresh, Parent::Link(id), fresh);
}

/// A licence ends some years after its last delivery.
fn expire<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let months = turn.setting.params.licence_months;
    let life = libm::ceil(months / f64::from(turn.setting.months_per_turn)) as u16;
    for licence in turn.world.licences.iter_mut().filter(|l| l.state == LicenceState::InForce) {
        if licence.delivered >= licence.points && now >= licence.granted + life {
            licence.state = LicenceState::Expired;
            licence.since = now;
        }
    }
}

/// Money builds industry where a partner has ordered it.
fn invest<R: Recorder>(turn: &mut Turn<'_, R>) {
    for (n, state, order) in turn.orders.of_states() {
        if let OrderKind::Partner(PartnerAction::InvestIndustry(domain)) = order.kind {
            let industry = Variable::Cell(CellVar::Industry, state, domain);
            let params = &turn.setting.params;
            let gained = (1.0 - turn.get(industry)) * params.industry_investment * params.price_invest_industry;
            turn.add(industry, Rule::IndustryInvested, Parent::Order(n), gained);
        }
    }
}

/// How much of what is held an organisation can crew at most, 0–1: governance and training packages set it, and work at home raises it:
/// who builds a thing can keep it running.
#[must_use]
pub fn ceiling(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    ceiling_with(setting, world, state, domain, crafted(setting, world, state, domain).0)
}

/// The same where what work at home adds is known.
fn ceiling_with(setting: &Setting, world: &World, state: StateId, domain: DomainId, adds: f64) -> f64 {
    let params = &setting.params;
    let governed = params.absorption_base + params.absorption_governance * world.state(StateVar::Governance, state);
    (governed + world.cell(CellVar::Training, state, domain) + adds).min(1.0)
}

/// What the largest co-production of a cell adds to that ceiling, and whose it is.
fn crafted(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> (f64, Option<LinkId>) {
    let (mut most, mut whose) = (Quantity::ZERO, None);
    let levels = world.values.some(LinkVar::Coproduction, setting.channels(state, domain));
    for (link, level) in setting.links_of(state, domain).zip(levels) {
        if *level > most {
            (most, whose) = (*level, Some(link));
        }
    }
    (setting.params.absorption_coproduction * most.to_f64(), whose)
}

/// Crews are spread over what is held now; the organisation learns towards its ceiling, the more slowly the higher the tier; work at home
/// builds industry.
fn organise<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId, holding: Holding) {
    let (setting, params, dt) = (turn.setting, &turn.setting.params, turn.dt());
    let absorption = Variable::Cell(CellVar::Absorption, state, domain);
    let crews = Variable::Cell(CellVar::Crews, state, domain);
    let (old, needed) = (turn.get(absorption), turn.get(crews));
    let (adds, whose) = crafted(setting, turn.world, state, domain);
    let top = ceiling_with(setting, turn.world, state, domain, adds);
    let level = if holding.points > 0.0 { mean_quality(holding) } else { 1.0 };
    // What arrives comes all through a turn: half of the turn's learning is done before it, and half after.
    let half = step((params.absorption_rate / level).min(1.0), dt / 2.0);
    let before = (top - old) * half;
    // Suppliers hand new gear over with a part of its crews trained; the rest of the seats are empty at first.
    let seats = needed + params.crews_delivered * (holding.crews - needed).max(0.0);
    let manned = if needed > 0.0 && holding.crews > 0.0 { seats / holding.crews } else { 1.0 };
    let spread = ((old + before) * manned).min(1.0);
    turn.add(absorption, Rule::Crewing, Parent::Number(crews), spread - old - before);
    let parent = Parent::Number(Variable::State(StateVar::Governance, state));
    // What work at home adds is told apart, as far as it is not above all that can be crewed.
    let adds = if top < 1.0 { adds * 2.0 * half } else { 0.0 };
    turn.add(absorption, Rule::Learning, parent, before + (top - spread) * half - adds);
    if let Some(link) = whose {
        turn.add(absorption, Rule::Learning, Parent::Number(Variable::Link(LinkVar::Coproduction, link)), adds);
    }
    turn.settle(crews, holding.crews, |turn, parts| {
        parts.push(part(Rule::Crewing, Parent::State(state), holding.crews - turn.get(crews)));
    });
    if whose.is_none() {
        return;
    }
    let industry = Variable::Cell(CellVar::Industry, state, domain);
    let room = 1.0 - turn.get(industry);
    for link in setting.links_of(state, domain) {
        let level = turn.link(LinkVar::Coproduction, link);
        if level > 0.0 {
            let parent = Parent::Number(Variable::Link(LinkVar::Coproduction, link));
            turn.add(industry, Rule::IndustryBuilt, parent, room * step(params.coproduction_industry * level, dt));
        }
    }
}

fn mean_quality(holding: Holding) -> f64 {
    (holding.points / holding.crews.max(1e-9)).max(1.0)
}

/// Effective capability = absorption × integration × Σ points × availability; its cover counts points below the tier that is wanted for
/// less.
fn work_out<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId, holding: Holding) {
    let setting = turn.setting;
    let cell = |kind| Variable::Cell(kind, state, domain);
    let fit = capability::integration(setting, turn.world, state, domain);
    turn.settle(cell(CellVar::Integration), fit, |turn, parts| {
        parts.push(part(Rule::Capability, Parent::State(state), fit - turn.get(cell(CellVar::Integration))));
    });
    let works = turn.world.cell(CellVar::Absorption, state, domain) * turn.world.cell(CellVar::Integration, state, domain);
    turn.settle(cell(CellVar::Capability), works * holding.usable, |turn, parts| share(turn, state, domain, false, parts));
    turn.settle(cell(CellVar::Cover), works * holding.covering, |turn, parts| share(turn, state, domain, true, parts));
}

/// Shares the change of a capability among absorption, integration and each supplier's usable points, by the gradient along the straight
/// path from the old inputs to the new, with two Gauss points: exact for a product of three.
fn share<R: Recorder>(turn: &Turn<'_, R>, state: StateId, domain: DomainId, covering: bool, parts: &mut Vec<Contribution>) {
    let setting = turn.setting;
    let (absorption, integration) =
        (Variable::Cell(CellVar::Absorption, state, domain), Variable::Cell(CellVar::Integration, state, domain));
    let counted = |world: &World, link: LinkId| {
        let usable = world.link(LinkVar::Points, link) * world.link(LinkVar::Availability, link);
        let below = world.cell(CellVar::NeedTier, state, domain) - world.link(LinkVar::Tier, link);
        if covering && below > 1e-9 { usable * libm::pow(setting.params.need_tier_step, below) } else { usable }
    };
    let sum = |world: &World| setting.links_of(state, domain).map(|l| counted(world, l)).sum::<f64>();
    let (a0, a1) = (turn.start.get(absorption), turn.get(absorption));
    let (f0, f1) = (turn.start.get(integration), turn.get(integration));
    let (s0, s1) = (sum(turn.start), sum(turn.world));
    let (mut by_absorption, mut by_fit, mut by_unit) = (0.0, 0.0, 0.0);
    let half = 0.5 / 3.0_f64.sqrt();
    for t in [0.5 - half, 0.5 + half] {
        let at = |a: f64, b: f64| a + t * (b - a);
        let (a, f, s) = (at(a0, a1), at(f0, f1), at(s0, s1));
        by_absorption += 0.5 * f * s * (a1 - a0);
        by_fit += 0.5 * a * s * (f1 - f0);
        by_unit += 0.5 * a * f;
    }
    parts.push(part(Rule::Capability, Parent::Number(absorption), by_absorption));
    parts.push(part(Rule::Capability, Parent::Number(integration), by_fit));
    for link in setting.links_of(state, domain) {
        let gained = by_unit * (counted(turn.world, link) - counted(turn.start, link));
        parts.push(part(Rule::Capability, Parent::Number(Variable::Link(LinkVar::Points, link)), gained));
    }
}

/// Crews that train on one supplier's gear come to work together.
fn train_together<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let rate = setting.params.interoperability_gain;
    let dt = turn.dt();
    for state in setting.states.ids() {
        for supplier in setting.suppliers().iter().copied().filter(|s| *s != state) {
            let share = turn.pair(PairVar::Dependence, state, supplier);
            if share > 0.0 {
                let variable = Variable::Pair(PairVar::Interoperability, state, supplier);
                let gained = (1.0 - turn.get(variable)) * rate * share * dt;
                let parent = Parent::Number(Variable::Pair(PairVar::Dependence, state, supplier));
                turn.add(variable, Rule::TrainTogether, parent, gained);
            }
        }
    }
}
