//! What the orders of one turn mean for one another: what is decided beside, what an embargo lets through, what alternatives cost together.

use super::Why;
use super::desk::Desk;
use crate::rules::order::{Decision, Gesture, LicenceAction, Order, OrderKind, Seat};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::PairVar;
use crate::rules::world::{RequestKey, World};

impl Desk<'_> {
    /// A whole embargo lets no licence through, whether it stands or is laid this turn, before or after the licence is written down.
    pub(super) fn embargoed(&self, partner: StateId, why: &mut Vec<Why>) {
        let embargo = embargo_after(self.world, self.list, self.seat, partner);
        let limit = self.setting.params.embargo_suspends;
        if embargo >= limit {
            why.push(Why::Embargoed { embargo, limit });
        }
    }
}

/// What open requests cost at most, each with its group of alternatives, whom it asks and its value: of a group, what is asked of one
/// supplier.
pub(super) fn dearest(asked: &[(Option<u64>, StateId, f64)]) -> f64 {
    let of_one = |(group, to, _): &(Option<u64>, StateId, f64)| -> f64 {
        asked.iter().filter(|(g, t, _)| g == group && t == to).map(|(_, _, value)| value).sum()
    };
    let each = asked.iter().enumerate().map(|(n, one)| match one.0 {
        None => one.2,
        Some(_) if asked.iter().take(n).any(|(group, ..)| *group == one.0) => 0.0,
        Some(_) => asked.iter().filter(|(group, ..)| *group == one.0).map(of_one).fold(0.0, f64::max),
    });
    each.sum()
}

/// Whether a seat decides a request in a list of orders.
pub(super) fn decides(list: &[Order], seat: StateId, key: RequestKey) -> bool {
    list.iter().any(|o| o.seat == Seat::State(seat) && matches!(&o.kind, OrderKind::Decide(k, _) if *k == key))
}

/// How far a seat's embargo on a partner goes once its orders of the turn are given, 0–1.
pub(super) fn embargo_after(world: &World, list: &[Order], seat: StateId, partner: StateId) -> f64 {
    let ordered = list.iter().rev().filter(|o| o.seat == Seat::State(seat)).find_map(|o| match &o.kind {
        OrderKind::Toward(to, Gesture::Embargo(fraction)) if *to == partner => Some(fraction.to_f64()),
        _ => None,
    });
    ordered.unwrap_or_else(|| world.pair(PairVar::Embargo, seat, partner))
}

/// Whether no embargo of a list stands in the way of an order.
pub(super) fn licensable(setting: &Setting, world: &World, list: &[Order], order: &Order) -> bool {
    let Seat::State(seat) = order.seat else { return true };
    let open = |partner| embargo_after(world, list, seat, partner) < setting.params.embargo_suspends;
    licensed(world, order).is_none_or(open)
}

/// To whom an order would let arms go under a licence.
pub(super) fn licensed(world: &World, order: &Order) -> Option<StateId> {
    match &order.kind {
        OrderKind::Decide(key, Decision::Approve | Decision::Condition(_)) => world.request(*key).map(|r| r.from),
        OrderKind::Licence(key, LicenceAction::Resume) => world.licence(*key).map(|l| l.recipient),
        _ => None,
    }
}
