//! Phase 6: orders arrive; organisations absorb them, slowly; capability follows.

use crate::rules::capability;
use crate::rules::draws::step;
use crate::rules::ledger::{Cause, Contribution, News, Recorder, SeenBy, part};
use crate::rules::quantity::Quantity;
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Delivery, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let (arrived, on_the_way): (Vec<Delivery>, Vec<Delivery>) =
        std::mem::take(&mut turn.world.pipeline).into_iter().partition(|d| d.due <= now);
    turn.world.pipeline = on_the_way;
    unload(turn, &arrived);
    let setting = turn.setting;
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            absorb(turn, state, domain, &arrived);
            build_industry(turn, state, domain);
            work_out(turn, state, domain);
        }
    }
    train_together(turn);
}

fn unload<R: Recorder>(turn: &mut Turn<'_, R>, arrived: &[Delivery]) {
    for id in turn.setting.links.ids() {
        let mine = arrived.iter().filter(|d| d.link == id);
        let points: Quantity = mine.clone().map(|d| d.points).sum();
        if points == Quantity::ZERO {
            continue;
        }
        let old = turn.world.link(LinkVar::Points, id);
        let entry = turn.change(Variable::Link(LinkVar::Points, id), &[part(Cause::Delivery(id), points.to_f64())]);
        let total = old + points.to_f64();
        let availability = turn.world.link(LinkVar::Availability, id);
        let fresh = (turn.setting.params.availability_sustained - availability) * points.to_f64() / total.max(1e-9);
        turn.change(Variable::Link(LinkVar::Availability, id), &[part(Cause::Delivery(id), fresh)]);
        if mine.clone().any(|d| d.licence.is_some()) {
            turn.tell(News::Delivered { link: id, points }, 45, [entry], SeenBy::All);
        }
    }
}

/// Absorption rises to its ceiling over years, and what arrives finds no crew at first: the more so the higher its tier.
fn absorb<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId, arrived: &[Delivery]) {
    let (setting, params) = (turn.setting, &turn.setting.params);
    let absorption = turn.world.cell(CellVar::Absorption, state, domain);
    let ceiling = params.absorption_base + params.absorption_governance * turn.state(StateVar::Governance, state);
    let learned = (ceiling - absorption).max(0.0) * step(params.absorption_rate, turn.dt());
    let mut parts = vec![part(Cause::Because(Variable::State(StateVar::Governance, state)), learned)];
    let held: f64 = setting.links_of(state, domain).map(|l| turn.world.link(LinkVar::Points, l)).sum();
    for link in setting.links_of(state, domain) {
        for delivery in arrived.iter().filter(|d| d.link == link && d.licence.is_some()) {
            let quality = params.tier_quality(delivery.tier);
            let strange = params.absorption_dilution * quality * delivery.points.to_f64() / held.max(1e-9);
            parts.push(part(Cause::Delivery(link), -absorption * strange.min(0.5)));
        }
    }
    turn.change(Variable::Cell(CellVar::Absorption, state, domain), &parts);
}

fn build_industry<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId) {
    let industry = turn.world.cell(CellVar::Industry, state, domain);
    let rate = turn.setting.params.coproduction_industry;
    let dt = turn.dt();
    let from = |link: LinkId| {
        let level = turn.world.link(LinkVar::Coproduction, link);
        part(Cause::Because(Variable::Link(LinkVar::Coproduction, link)), (1.0 - industry) * step(rate * level, dt))
    };
    let parts: Vec<Contribution> = turn.setting.links_of(state, domain).map(from).collect();
    turn.change(Variable::Cell(CellVar::Industry, state, domain), &parts);
}

/// Effective capability = absorption × integration × Σ points × availability. Its change since the last turn is shared among the
/// three by the gradient along the straight path from the old inputs to the new, with two Gauss points: exact for a product of
/// three.
fn work_out<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, domain: DomainId) {
    let integration = Variable::Cell(CellVar::Integration, state, domain);
    let fit = capability::integration(turn.setting, &turn.world, state, domain);
    turn.set(integration, fit, Cause::Because(Variable::Cell(CellVar::Need, state, domain)));
    let variable = Variable::Cell(CellVar::Capability, state, domain);
    let absorption = Variable::Cell(CellVar::Absorption, state, domain);
    let inputs = |world: &World| {
        let links: Vec<f64> = turn
            .setting
            .links_of(state, domain)
            .map(|l| world.link(LinkVar::Points, l) * world.link(LinkVar::Availability, l))
            .collect();
        (world.get(absorption), world.get(integration), links)
    };
    let (absorbed_0, fit_0, links_0) = inputs(turn.start);
    let (absorbed_1, fit_1, links_1) = inputs(&turn.world);
    let (sum_0, sum_1) = (links_0.iter().sum::<f64>(), links_1.iter().sum::<f64>());
    let target = absorbed_1 * fit_1 * sum_1;
    let mut parts = Vec::new();
    if turn.keeps() {
        let (mut by_absorption, mut by_fit, mut by_unit) = (0.0, 0.0, 0.0);
        let half = 0.5 / 3.0_f64.sqrt();
        for t in [0.5 - half, 0.5 + half] {
            let at = |a: f64, b: f64| a + t * (b - a);
            let (a, f, s) = (at(absorbed_0, absorbed_1), at(fit_0, fit_1), at(sum_0, sum_1));
            by_absorption += 0.5 * f * s * (absorbed_1 - absorbed_0);
            by_fit += 0.5 * a * s * (fit_1 - fit_0);
            by_unit += 0.5 * a * f;
        }
        parts.push(part(Cause::Because(absorption), by_absorption));
        parts.push(part(Cause::Because(integration), by_fit));
        for (link, (old, new)) in turn.setting.links_of(state, domain).zip(links_0.iter().zip(&links_1)) {
            parts.push(part(Cause::Because(Variable::Link(LinkVar::Points, link)), by_unit * (new - old)));
        }
    }
    turn.settle(variable, target, parts);
}

/// Crews that train on one supplier's gear come to work together.
fn train_together<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let rate = setting.params.interoperability_gain;
    for state in setting.states.ids() {
        let shares = turn.world.mean_shares(setting, state);
        for supplier in setting.states.ids().filter(|s| *s != state) {
            let share = shares[supplier];
            if share <= 0.0 {
                continue;
            }
            let variable = Variable::Pair(PairVar::Interoperability, state, supplier);
            let gained = (1.0 - turn.get(variable)) * step(rate * share, turn.dt());
            turn.change(variable, &[part(Cause::Because(Variable::Pair(PairVar::Reliability, state, supplier)), gained)]);
        }
    }
}
