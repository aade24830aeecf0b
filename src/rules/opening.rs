//! The opening position at rest.
//!
//! A scenario gives what somebody would write down; this module works out what follows from it, so that a game that nobody
//! touches hardly moves: habits that make the opening shares the wanted ones, the routine orders that are already on their
//! way, and the derived numbers.

use std::sync::Arc;

use super::capability;
use super::phases::measures;
use super::quantity::Quantity;
use super::setting::Setting;
use super::supply;
use super::table::{LinkId, StateId, Table};
use super::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use super::world::World;

/// Completes an opening position, in place. Called once, by the loader. `drawn_to` names channels whose share the buyer would move to by
/// itself, where that is not the opening share.
pub fn settle(setting: &Setting, world: &mut World, drawn_to: &[(LinkId, f64)]) {
    // What everybody sees is worked out from what everybody believes: a habit or an order that rests on a hidden truth would give it away.
    let truths: Vec<(Variable, Quantity)> = setting.hidden.iter().map(|h| (h.variable, world.values.get(h.variable))).collect();
    for hidden in &setting.hidden {
        world.values.put(hidden.variable, hidden.public);
    }
    for state in setting.states.ids() {
        // Nobody has answered anything yet: a year's right to answer is at hand.
        put(world, Variable::State(StateVar::Reaction, state), setting.params.countermeasures_per_year.min(1.0));
    }
    derive(setting, world);
    dependence(setting, world);
    habits(setting, world, drawn_to);
    backlog(setting, world);
    supplied(setting, world);
    for (variable, truth) in truths {
        world.values.put(variable, truth);
    }
    derive(setting, world);
    world.shares_before = setting.links.ids().map(|l| world.values.get(Variable::Link(LinkVar::Share, l))).collect();
    // What the measures of the opening are relative to.
    world.opening = Arc::new(world.values.clone());
    for (variable, value) in measures::all(setting, world) {
        put(world, variable, value);
    }
    world.values.mark();
    world.opening = Arc::new(world.values.clone());
}

/// What follows from what is held: capability, crews, the means to attack, threats.
fn derive(setting: &Setting, world: &mut World) {
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let integration = capability::integration(setting, world, state, domain);
            put(world, Variable::Cell(CellVar::Integration, state, domain), integration);
            let holding = capability::holding(setting, world, state, domain);
            let works = world.cell(CellVar::Absorption, state, domain) * integration;
            put(world, Variable::Cell(CellVar::Capability, state, domain), works * holding.usable);
            put(world, Variable::Cell(CellVar::Cover, state, domain), works * holding.covering);
            put(world, Variable::Cell(CellVar::Crews, state, domain), holding.crews);
        }
        let offence = capability::offence(setting, world, state);
        put(world, Variable::State(StateVar::Offence, state), offence);
    }
    for from in setting.states.ids() {
        for to in setting.states.ids().filter(|to| *to != from) {
            let (hostility, trend) = (world.pair(PairVar::Hostility, from, to), world.pair(PairVar::Trend, from, to));
            let (own, other) = (world.state(StateVar::Offence, from), world.state(StateVar::Offence, to));
            put(world, Variable::Pair(PairVar::Threat, from, to), capability::threat(hostility, trend, own, other));
        }
    }
}

/// The habits that make the opening shares, or those that a buyer is drawn to, the wanted ones.
fn habits(setting: &Setting, world: &mut World, drawn_to: &[(LinkId, f64)]) {
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let held = supply::held(setting, world, state, domain);
            for link in setting.links_of(state, domain) {
                let own = world.link(LinkVar::Share, link);
                let share = drawn_to.iter().find(|(id, _)| *id == link).map_or(own, |(_, share)| *share);
                let share = share.max(setting.params.share_least);
                let habit = libm::log(share) - supply::worth(setting, world, link, held);
                put(world, Variable::Link(LinkVar::Habit, link), habit);
            }
        }
    }
}

/// The mean share of every supplier over the domains of each buyer.
fn dependence(setting: &Setting, world: &mut World) {
    for state in setting.states.ids() {
        let all: f64 = setting.domains.ids().map(|d| setting.domain_weight(world, state, d)).sum();
        let mut sums: Table<StateId, f64> = setting.states.iter().map(|_| 0.0).collect();
        for link in setting.links_to(state) {
            let info = setting.links[link];
            sums[info.supplier] += setting.domain_weight(world, state, info.domain) * world.link(LinkVar::Share, link);
        }
        for (supplier, sum) in sums.enumerate() {
            put(world, Variable::Pair(PairVar::Dependence, state, supplier), sum / all.max(1e-9));
        }
    }
}

/// What others hold of a supplier's was supplied by it, before the game: it can leak like what comes after.
fn supplied(setting: &Setting, world: &mut World) {
    for (id, link) in setting.links.enumerate().filter(|(_, link)| link.supplier != link.recipient) {
        let variable = Variable::State(StateVar::Supplied, link.supplier);
        let sum = world.get(variable) + world.link(LinkVar::Points, id);
        put(world, variable, sum);
    }
}

/// Routine orders of the years before: what arrives until the first orders of the game do, and the revenue that they brought.
fn backlog(setting: &Setting, world: &mut World) {
    let dt = setting.dt();
    for state in setting.states.ids() {
        let weights: f64 = setting.domains.ids().map(|d| setting.domain_weight(world, state, d)).sum();
        for domain in setting.domains.ids() {
            let money = world.state(StateVar::Budget, state)
                * setting.params.new_buy_fraction
                * dt
                * setting.domain_weight(world, state, domain)
                / weights;
            for link in setting.links_of(state, domain) {
                let info = setting.links[link];
                let placed = money * world.link(LinkVar::Share, link) * world.link(LinkVar::Licensed, link);
                put(world, Variable::Link(LinkVar::Orders, link), placed / dt);
                if info.supplier != state {
                    let seller = Variable::State(StateVar::Revenue, info.supplier);
                    let revenue = world.get(seller) + placed / dt;
                    put(world, seller, revenue);
                }
                let points = Quantity::from_f64(placed / setting.price(info.supplier, info.tier));
                if placed < setting.params.lump_order_min * dt {
                    continue;
                }
                let (lead, later) = supply::routine_lead(setting, world, info.supplier, info.tier);
                for due in 1..=lead {
                    world.routine.add(link, due, points);
                }
                if later > 0.0 {
                    world.routine.add(link, lead + 1, Quantity::from_f64(points.to_f64() * later));
                }
            }
        }
    }
    world.pipeline.sort();
}

fn put(world: &mut World, variable: Variable, value: f64) {
    world.values.put(variable, Quantity::from_f64(value));
}
