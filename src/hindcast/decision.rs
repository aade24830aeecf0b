//! From a decision of history to ordinary orders.
//!
//! `restrictiveness` sets the fraction of value and of time under the order. A restriction is an embargo of that scope, standing from
//! the year of the decision on. Generosity is a deal a year for that part of the years: the recipient asks for that part of a year's
//! money, and the coalition licenses it. Nothing here depends on who they are or when it was.

use super::board::YEARS;
use super::replay::Staged;
use crate::rules::order::{Decision, Order, OrderKind, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::table::DomainId;
use crate::rules::variable::{LinkVar, StateVar, Variable};
use crate::rules::world::World;

/// The orders of the year before the decision: the recipient asks for what is about to be granted.
pub(super) fn before(staged: &Staged, world: &World) -> Vec<Order> {
    asks(staged, world, 0)
}

/// The orders of a year, 0 being the year of the decision.
pub(super) fn orders(staged: &Staged, world: &mut World, year: u16) -> Vec<Order> {
    let r = staged.case.restrictiveness;
    if r > 0.0 {
        for (link, seller) in &staged.channels {
            if *seller == staged.coalition {
                world.values.put(Variable::Link(LinkVar::Licensed, *link), Quantity::from_f64(1.0 - r));
            }
        }
    }
    let mine = |r: &&crate::rules::world::Request| r.from == staged.recipient && r.to == staged.coalition;
    let answers = world.requests.iter().filter(mine).map(|request| Order {
        seat: Seat::State(staged.coalition),
        kind: OrderKind::Decide(request.key, Decision::Approve),
        public_reason: String::new(),
        private_reason: String::new(),
    });
    answers.chain(asks(staged, world, year + 1)).collect()
}

fn asks(staged: &Staged, world: &World, year: u16) -> Vec<Order> {
    let generous = -staged.case.restrictiveness;
    let part = (generous * f64::from(YEARS) - f64::from(year)).clamp(0.0, 1.0);
    if generous <= 0.0 || part <= 0.0 || year >= YEARS {
        return Vec::new();
    }
    let setting = &staged.scenario.setting;
    let money = world.state(StateVar::Budget, staged.recipient) * setting.params.new_buy_fraction;
    let points = Quantity::from_f64(part * generous * money / setting.price(staged.coalition, staged.case.tier));
    let kind = OrderKind::Request {
        to: staged.coalition,
        domain: DomainId(0),
        tier: staged.case.tier,
        points,
        monitoring: Quantity::from_f64(0.5),
        coproduction: Quantity::ZERO,
    };
    vec![Order { seat: Seat::State(staged.recipient), kind, public_reason: String::new(), private_reason: String::new() }]
}
