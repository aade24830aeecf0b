//! interim
use super::replay::Staged;
use crate::rules::order::{Decision, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::World;

pub(super) fn orders(staged: &Staged, world: &mut World, _year: u16) -> Vec<Order> {
    let r = staged.case.restrictiveness;
    let link = staged.channels[0].0;
    if r > 0.0 {
        world.values.put(Variable::Link(LinkVar::Licensed, link), Quantity::from_f64(1.0 - r));
    }
    Vec::new()
}
