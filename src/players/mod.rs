//! Computer players: they see a seat's view, and return orders, each with a sentence of reason.
//!
//! A player never sees the world, only a [`SeatView`]; it gives no order that the rules' automatic phases give for a state. What
//! it decides is a function of the view and the seed.

mod exporter;

use crate::rules::draws::Seed;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::view::SeatView;
use crate::rules::world::World;

/// The orders of the computer player of one seat.
#[must_use]
pub fn orders_of(setting: &Setting, view: &SeatView, _seed: Seed) -> Vec<Order> {
    exporter::answers(setting, view)
}

/// The orders of every seat but one, each from its own view.
#[must_use]
pub fn orders_of_others(setting: &Setting, world: &World, but: Option<StateId>, seed: Seed) -> Vec<Order> {
    let asked = |id: &StateId| world.requests.iter().any(|r| r.to == *id);
    let seats = setting.states.ids().filter(|id| Some(*id) != but).filter(asked);
    seats.flat_map(|id| orders_of(setting, &SeatView::new(setting, world, id), seed)).collect()
}
