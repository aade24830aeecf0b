//! Where causes lead: from what the ledger says to what a click can open. The only file of the window that reads what kinds of causes
//! there are.

use super::workspace::Scene;
use crate::rules::draws::DrawKey;
use crate::rules::ledger::Cause;
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
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

/// Where a cause leads.
#[must_use]
pub const fn source(cause: &Cause) -> Source {
    match *cause {
        Cause::Decision(key, ..) | Cause::Surprise(key, _) | Cause::Leak(key) => Source::Order(key),
        Cause::Because(variable) => Source::Number(variable),
        Cause::Orders(link) => Source::Number(Variable::Link(LinkVar::Orders, link)),
        Cause::Unmet(link) => Source::Number(Variable::Link(LinkVar::Unmet, link)),
        Cause::Card(id) | Cause::CardEnded(id) => Source::Card(id),
        Cause::Draw(key) => Source::Draw(key),
        Cause::Favouritism(by, _)
        | Cause::Counter(by)
        | Cause::CounterEnded(by)
        | Cause::Sustainment(by)
        | Cause::Order(by)
        | Cause::Rivals(by) => Source::Actor(by),
        Cause::Inertia
        | Cause::Fading
        | Cause::Drift
        | Cause::Ageing
        | Cause::Delivery(_)
        | Cause::Growth
        | Cause::Commitment(_)
        | Cause::Price
        | Cause::Limit => Source::Rule,
    }
}

/// What a decision changed: each number with the part that the decision itself had in it, the largest against its range first.
#[must_use]
pub fn changed_by(scene: &Scene<'_>, at: usize, key: RequestKey) -> Vec<(Variable, Quantity, Phase)> {
    let Some(ledger) = scene.ledgers.get(at) else { return Vec::new() };
    let mut found: Vec<(Variable, Quantity, Phase)> = Vec::new();
    for entry in ledger.entries.iter().filter(|entry| may_know(entry.seen_by, scene.seat)) {
        for (cause, amount) in entry.parts() {
            if source(&cause) != Source::Order(key) {
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
