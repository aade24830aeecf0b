//! Computer players: they see a seat's view, and return orders, each with a sentence of reason.
//!
//! A player never sees the world, only a [`SeatView`]; it gives no order that the rules' automatic phases give for a state
//! (countermeasures and partners' requests). What it decides is a function of the view and the seed.

mod bloc;
mod court;
mod exporter;
mod partner;
mod policy;
#[cfg(test)]
mod tests;

use crate::rules::draws::{DrawKey, Purpose, Seed};
use crate::rules::order::{Order, OrderKind, Player, Seat};
use crate::rules::phases::Phase;
use crate::rules::setting::{Archetype, Setting};
use crate::rules::table::{Id, StateId};
use crate::rules::validate::problems;
use crate::rules::variable::PairVar;
use crate::rules::view::SeatView;
use crate::rules::world::World;
use crate::text::fill;

/// The orders of the computer player of one seat: by the archetype or policy that the seat was handed to, or else by the state's own
/// archetype. Every order is legal in what the seat believes.
#[must_use]
pub fn orders_of(setting: &Setting, view: &SeatView, seed: Seed) -> Vec<Order> {
    let (seat, world) = (view.seat(), view.believed());
    let mut hand = Hand { setting, world, seat, seed, orders: Vec::new() };
    match world.players[seat] {
        Player::Policy(policy) => policy::play(&mut hand, policy),
        Player::Archetype(archetype) => by_archetype(&mut hand, archetype),
        Player::Scenario | Player::Person => by_archetype(&mut hand, setting.states[seat].archetype),
    }
    hand.orders
}

fn by_archetype(hand: &mut Hand<'_>, archetype: Archetype) {
    if hand.world.licenses(hand.seat) {
        exporter::play(hand, archetype);
    }
    if hand.setting.states[hand.seat].roles.partner {
        partner::play(hand, archetype);
    }
    bloc::play(hand, archetype);
}

/// The orders of every seat but some, each from its own view.
#[must_use]
pub fn orders_of_others(setting: &Setting, world: &World, but: Option<StateId>, seed: Seed) -> Vec<Order> {
    let seats = setting.states.ids().filter(|id| Some(*id) != but && world.players[*id] != Player::Person);
    seats.flat_map(|id| orders_of(setting, &SeatView::new(setting, world, id), seed)).collect()
}

/// A player at work: what it sees, and what it has ordered so far.
struct Hand<'a> {
    setting: &'a Setting,
    world: &'a World,
    seat: StateId,
    seed: Seed,
    orders: Vec<Order>,
}

/// What has the largest of some numbers, the first of equal ones.
fn largest<T: Copy>(each: impl Iterator<Item = (T, f64)>) -> Option<T> {
    let larger = |best: Option<(T, f64)>, next: (T, f64)| if best.is_none_or(|(_, v)| next.1 > v) { Some(next) } else { best };
    each.fold(None, larger).map(|(found, _)| found)
}

impl<'a> Hand<'a> {
    /// Orders something if it is legal, with a sentence of reason. Whether it was.
    fn order(&mut self, kind: OrderKind, reason: &str, names: &[(&str, &str)]) -> bool {
        let order =
            Order { seat: Seat::State(self.seat), kind, public_reason: String::new(), private_reason: fill(reason, names) };
        let legal = problems(self.setting, self.world, &order, &self.orders).is_empty();
        if legal {
            self.orders.push(order);
        }
        legal
    }

    /// Whether the turn is the first of a year of play: for what is worth doing once in a while.
    fn new_year(&self) -> bool {
        self.world.turn.saturating_sub(1).is_multiple_of(self.setting.turns_a_year())
    }

    /// Whether a commitment between two states would hold, as far as this seat can tell: it aligns the one that relies on the other, and
    /// there is a reason for it.
    fn would_hold(&self, partner: StateId, other: StateId, level: f64) -> bool {
        let (world, params) = (self.world, &self.setting.params);
        let threat = self.setting.states.ids().map(|id| world.pair(PairVar::Threat, partner, id)).fold(0.0, f64::max);
        let reason =
            threat >= params.commit_threat || world.pair(PairVar::Dependence, partner, other) >= params.commit_dependence;
        reason && world.pair(PairVar::Alignment, partner, other) >= level
    }

    /// The name of a state.
    fn name(&self, id: StateId) -> &'a str {
        self.setting.states[id].name.as_str()
    }

    /// A number that belongs to this seat, turn and purpose.
    fn luck(&self, what: u64) -> f64 {
        let key = DrawKey {
            turn: self.world.turn,
            phase: Phase::Licensing,
            purpose: Purpose::Player,
            who: self.seat.index() as u64,
            what,
        };
        self.seed.unit(key)
    }
}
