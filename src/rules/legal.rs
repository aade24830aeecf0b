//! What a seat could order now: every kind of order that it has the role for, on its sensible objects and in a usual size, each with its
//! price and with everything that speaks against it.
//!
//! This is the menu that the window shows and that players choose from. It reads what the seat believes and nothing else. Sizes are
//! proposals: what is legal at another size is found by asking [`problems`] again. The facilitator has a menu of its own, as it looks at
//! the world itself.

mod exporter;
mod others;

use super::order::{FacilitatorOrder, Order, OrderKind, Player, Policy, Resource};
use super::price::{OrderName, Price, price};
use super::quantity::Quantity;
use super::setting::Setting;
use super::table::StateId;
use super::validate::{Why, problems};
use super::view::SeatView;
use super::world::World;

/// An order that a seat could give.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its kind.
    pub name: OrderName,
    /// The order, without reasons.
    pub order: Order,
    /// What it costs.
    pub price: Price,
    /// Everything that speaks against it; legal, where empty.
    pub against: Vec<Why>,
}

impl Choice {
    /// Whether it can be given.
    #[must_use]
    pub fn legal(&self) -> bool {
        self.against.is_empty()
    }
}

/// What a seat could order beside what it has drafted, in what it believes.
#[must_use]
pub fn legal_orders(setting: &Setting, view: &SeatView, drafts: &[Order]) -> Vec<Choice> {
    let mut menu = Menu { setting, world: view.believed(), seat: view.seat(), drafts, choices: Vec::new() };
    if menu.world.licenses(menu.seat) {
        exporter::orders(&mut menu);
    }
    if setting.states[menu.seat].roles.partner {
        others::partner(&mut menu);
    }
    others::any(&mut menu);
    others::counter(&mut menu);
    others::blocs(&mut menu);
    menu.choices
}

/// What the facilitator could order: the cards of the deck, a grant, a seat and a reveal of each kind, a pause, another turn. Written
/// injects, rulings and overrides have no usual form and are left to the hand.
#[must_use]
pub fn facilitator_orders(setting: &Setting, world: &World) -> Vec<Choice> {
    let waiting = || setting.deck.ids().filter(|card| world.cards[*card].came.is_none());
    let cards = waiting().flat_map(|card| [FacilitatorOrder::Inject(card), FacilitatorOrder::HoldCard(card)]);
    let grants = setting.states.ids().flat_map(|state| {
        let all = [(Resource::Capital, 5.0), (Resource::Credit, 1.0), (Resource::Budget, 0.5), (Resource::Capacity, 1.0)];
        all.into_iter().map(move |(what, amount)| FacilitatorOrder::Grant { state, what, amount: Quantity::from_f64(amount) })
    });
    let seats = setting.states.ids().flat_map(|state| {
        let policies = Policy::ALL.into_iter().map(Player::Policy);
        let players = [Player::Person, Player::Scenario].into_iter().chain(policies);
        players.filter(move |p| world.players[state] != *p).map(move |player| FacilitatorOrder::Seat { state, player })
    });
    let hidden = setting.hidden.iter().filter(|h| !world.revealed.contains(&h.variable));
    let reveals = hidden.map(|h| FacilitatorOrder::Reveal(Some(h.variable))).chain([FacilitatorOrder::Reveal(None)]);
    let rest = [FacilitatorOrder::Pause, FacilitatorOrder::Extend(1)];
    let all = cards.chain(grants).chain(seats).chain(reveals).chain(rest);
    all.map(|what| choice(setting, world, Order::of_facilitator(what), &[])).collect()
}

fn choice(setting: &Setting, world: &World, order: Order, drafts: &[Order]) -> Choice {
    let against = problems(setting, world, &order, drafts);
    Choice { name: OrderName::of(&order.kind), price: price(setting, world, &order), order, against }
}

/// A menu as it is written.
struct Menu<'a> {
    setting: &'a Setting,
    world: &'a World,
    seat: StateId,
    drafts: &'a [Order],
    choices: Vec<Choice>,
}

impl<'a> Menu<'a> {
    fn add(&mut self, kind: OrderKind) {
        self.choices.push(choice(self.setting, self.world, Order::new(self.seat, kind), self.drafts));
    }

    /// Every other state.
    fn others(&self) -> impl Iterator<Item = StateId> + use<'a> {
        let seat = self.seat;
        self.setting.states.ids().filter(move |id| *id != seat)
    }
}

#[cfg(test)]
mod tests;
