//! Where causes lead: from what the ledger says to what a click can open. The only file of the window that reads what kinds of causes
//! there are.

use super::workspace::Scene;
use crate::rules::draws::DrawKey;
use crate::rules::ledger::{Cause, Parent};
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::table::{CardId, StateId};
use crate::rules::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::view::may_know;
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
        Parent::Decision(key) | Parent::Licence(key) => Source::Order(key),
        Parent::Order(place) => ordered(orders.get(usize::from(place))),
        Parent::Number(variable) => Source::Number(variable),
        Parent::Link(link) => match cause.rule {
            Rule::Orders => Source::Number(Variable::Link(LinkVar::Orders, link)),
            Rule::Unmet | Rule::Backfill => Source::Number(Variable::Link(LinkVar::Unmet, link)),
            _ => Source::Rule,
        },
        Parent::State(id) => Source::Actor(id),
        Parent::Card(id) => Source::Card(id),
        Parent::Draw(key) => Source::Draw(key),
        Parent::Time | Parent::Commitment(_) | Parent::Actor(_) | Parent::Bloc(_) => Source::Rule,
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

/// What a decision changed: each number with the part that the decision itself had in it, the largest against its range first.
#[must_use]
pub fn changed_by(scene: &Scene<'_>, at: usize, key: RequestKey) -> Vec<(Variable, Quantity, Phase)> {
    let Some(ledger) = scene.why(at) else { return Vec::new() };
    let orders = scene.context(at).orders.unwrap_or_default();
    let mut found: Vec<(Variable, Quantity, Phase)> = Vec::new();
    for entry in ledger.entries.iter().filter(|entry| may_know(entry.seen_by, scene.seat)) {
        for (cause, amount) in ledger.parts(entry) {
            if source(&cause, orders) != Source::Order(key) {
                continue;
            }
            match found.iter_mut().find(|(variable, ..)| *variable == entry.variable) {
                Some((_, sum, _)) => *sum += amount,
                None => found.push((entry.variable, amount, entry.phase)),
            }
        }
    }
    let against = |(variable, amount, _): &(Variable, Quantity, Phase)| {
        let (low, high) = variable.range();
        amount.to_f64().abs() / (high - low).clamp(1e-9, 100.0)
    };
    found.retain(|(_, amount, _)| *amount != Quantity::ZERO);
    found.sort_by(|a, b| against(b).total_cmp(&against(a)));
    found
}

/// Numbers that people speak of; what the rules keep for themselves would only be noise in a story or a comparison.
#[must_use]
pub const fn spoken_of(variable: Variable) -> bool {
    !matches!(
        variable,
        Variable::Link(LinkVar::Habit, _)
            | Variable::Pair(PairVar::Affinity | PairVar::Trend | PairVar::Evidence, ..)
            | Variable::State(StateVar::Offence | StateVar::Supplied | StateVar::Leaked | StateVar::Capacity, _)
            | Variable::Cell(CellVar::Unspent, ..)
    )
}
