//! From a decision of history to ordinary orders.
//!
//! `restrictiveness` sets the fraction of value and of time under the order. A restriction is an embargo of that scope, standing from
//! the year of the decision on. Generosity is offers and a deal a year, for that part of the years: finance and a programme of
//! co-production in proportion, and the recipient asks for that part of a year's money, which the coalition licenses. Nothing here
//! depends on who they are or when it was.

use super::board::YEARS;
use super::mapping::{FULL_DISCOUNT, FULL_WORK, MONITORING};
use super::replay::Staged;
use crate::rules::order::{Decision, Gesture, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::table::DomainId;
use crate::rules::variable::StateVar;
use crate::rules::world::World;

/// The one domain of a board.
const DOMAIN: DomainId = DomainId(0);

impl Staged {
    /// The orders of history in the year before the decision: the recipient asks for what is about to be granted.
    #[must_use]
    pub fn orders_before(&self, world: &World) -> Vec<Order> {
        self.asks(world, 0).into_iter().collect()
    }

    /// The orders of history in a year, 0 being that of the decision.
    #[must_use]
    pub fn orders_in(&self, world: &World, year: u16) -> Vec<Order> {
        let r = self.strictness();
        let toward = |gesture| Order::new(self.coalition, OrderKind::Toward(self.recipient, gesture));
        let mut orders = Vec::new();
        if r > 0.0 && year == 0 {
            orders.push(toward(Gesture::Embargo(Quantity::from_f64(r))));
        }
        if self.part_of(year) > 0.0 {
            let discount = Quantity::from_f64(FULL_DISCOUNT * -r);
            orders.push(toward(Gesture::Finance { domain: DOMAIN, discount }));
            if year == 0 {
                orders.push(toward(Gesture::Programme { domain: DOMAIN, share: Quantity::from_f64(FULL_WORK * -r) }));
            }
        }
        let asked =
            world.requests.iter().filter(|request| r < 0.0 && (request.from, request.to) == (self.recipient, self.coalition));
        orders.extend(asked.map(|request| Order::new(self.coalition, OrderKind::Decide(request.key, Decision::Approve))));
        orders.extend(self.asks(world, year + 1));
        orders
    }

    /// The restrictiveness, as finely as orders can say it: what is next to nothing is nothing.
    pub(super) fn strictness(&self) -> f64 {
        (self.case.restrictiveness * 1000.0).round() / 1000.0
    }

    /// How much of a year lies in the part of the time that generosity lasts, 0–1.
    pub(super) fn part_of(&self, year: u16) -> f64 {
        (-self.strictness() * f64::from(YEARS) - f64::from(year)).clamp(0.0, 1.0)
    }

    /// The request that is answered in a year, raised the year before.
    fn asks(&self, world: &World, year: u16) -> Option<Order> {
        let part = self.part_of(year);
        if part <= 0.0 || year >= YEARS {
            return None;
        }
        let setting = &self.scenario.setting;
        let money = world.state(StateVar::Budget, self.recipient) * setting.params.new_buy_fraction;
        let value = part * -self.strictness() * money;
        let points = Quantity::from_f64(value / setting.price(self.coalition, self.case.tier));
        if points == Quantity::ZERO {
            return None;
        }
        let kind = OrderKind::Request {
            to: self.coalition,
            domain: DOMAIN,
            tier: self.case.tier,
            points,
            monitoring: Quantity::from_f64(MONITORING),
            coproduction: Quantity::ZERO,
        };
        Some(Order::new(self.recipient, kind))
    }
}
