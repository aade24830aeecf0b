//! Where causes lead: from what the ledger says to the order, the number, the draw or the card behind it.

use crate::rules::draws::DrawKey;
use crate::rules::ledger::{Cause, Parent};
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::rule::Rule;
use crate::rules::table::{CardId, StateId};
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::RequestKey;

/// What a part of a change comes from, and so where a click leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Another number.
    Number(Variable),
    /// A decision about a request.
    Order(RequestKey),
    /// What a state did.
    Actor(StateId),
    /// A random draw.
    Draw(DrawKey),
    /// A card of the deck.
    Card(CardId),
    /// The rules themselves: a rate, a limit, a drift.
    Rule,
    /// Something that the seat may not know.
    Hidden,
    /// Several small parts.
    Rest,
}

/// Where a cause of a turn leads, by the turn's orders as they are sorted.
#[must_use]
pub fn source(cause: &Cause, orders: &[Order]) -> Source {
    match cause.parent {
        Parent::Link(link) => match cause.rule {
            Rule::Orders => Source::Number(Variable::Link(LinkVar::Orders, link)),
            Rule::Unmet | Rule::Backfill => Source::Number(Variable::Link(LinkVar::Unmet, link)),
            _ => Source::Rule,
        },
        parent => came_from(parent, orders),
    }
}

/// Where a parent leads by itself, whatever it caused; a channel leads nowhere.
#[must_use]
pub fn came_from(parent: Parent, orders: &[Order]) -> Source {
    match parent {
        Parent::Decision(key) | Parent::Licence(key) => Source::Order(key),
        Parent::Order(place) => ordered(orders.get(usize::from(place))),
        Parent::Number(variable) => Source::Number(variable),
        Parent::State(id) => Source::Actor(id),
        Parent::Card(id) => Source::Card(id),
        Parent::Draw(key) => Source::Draw(key),
        Parent::Link(_) | Parent::Time | Parent::Commitment(_) | Parent::Actor(_) | Parent::Bloc(_) => Source::Rule,
    }
}

/// An answer to a request has a card of its own; any other order leads to who gave it.
fn ordered(order: Option<&Order>) -> Source {
    match order.map(|order| (order.seat, &order.kind)) {
        Some((_, OrderKind::Decide(key, _))) => Source::Order(*key),
        Some((Seat::State(id), _)) => Source::Actor(id),
        Some((Seat::Facilitator, _)) | None => Source::Rule,
    }
}
