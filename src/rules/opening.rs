//! The opening position at rest.
//!
//! A scenario gives what somebody would write down; this module works out what follows from it, so that a game that nobody
//! touches hardly moves: habits that make the opening shares the wanted ones, the routine orders that are already on their
//! way, and the derived numbers.

use super::capability;
use super::phases::measures;
use super::quantity::Quantity;
use super::setting::Setting;
use super::supply;
use super::table::{LinkId, Table};
use super::variable::{CellVar, LinkVar, StateVar, Variable};
use super::world::{Delivery, World};

/// Completes an opening position, in place. Called once, by the loader. `drawn_to` names the shares to which a buyer's orders
/// return by themselves, where they are not those that it opens with; such a board does not open at rest.
pub fn settle(setting: &Setting, world: &mut World, drawn_to: &[(LinkId, f64)]) {
    for state in setting.states.ids() {
        for domain in setting.domains.ids() {
            let integration = capability::integration(setting, world, state, domain);
            put(world, Variable::Cell(CellVar::Integration, state, domain), integration);
            let effective = capability::effective(setting, world, state, domain);
            put(world, Variable::Cell(CellVar::Capability, state, domain), effective);
        }
        // Nobody has answered anything yet: a year's right to answer is at hand.
        put(world, Variable::State(StateVar::Reaction, state), setting.params.countermeasures_per_year.min(1.0));
        let offence = capability::offence(setting, world, state);
        put(world, Variable::State(StateVar::Offence, state), offence);
    }
    for link in setting.links.ids() {
        let drawn = drawn_to.iter().find(|(of, _)| *of == link).map(|(_, share)| *share);
        let share = drawn.unwrap_or_else(|| world.link(LinkVar::Share, link)).max(setting.params.share_lump * 0.01);
        let habit = libm::log(share.max(1e-9)) - supply::utility(setting, world, link);
        put(world, Variable::Link(LinkVar::Habit, link), habit);
    }
    backlog(setting, world);
    world.shares_before = setting.links.ids().map(|l| world.values.get(Variable::Link(LinkVar::Share, l))).collect();
    let revenue: Table<_, Quantity> =
        setting.states.ids().map(|id| world.values.get(Variable::State(StateVar::Revenue, id))).collect();
    world.revenue_at_start = revenue;
    for (variable, value) in measures::all(setting, world) {
        put(world, variable, value);
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
                if placed < setting.params.lump_order_min {
                    continue;
                }
                for due in 1..=supply::lead_turns(setting, world, info.supplier, info.tier) {
                    world.pipeline.push(Delivery {
                        due,
                        link,
                        tier: info.tier,
                        points,
                        licence: None,
                        monitoring: Quantity::ZERO,
                    });
                }
            }
        }
    }
    world.pipeline.sort();
}

fn put(world: &mut World, variable: Variable, value: f64) {
    world.values.put(variable, Quantity::from_f64(value));
}
