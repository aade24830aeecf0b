//! Where causes lead in the window: what a decision changed, and which numbers people speak of.

pub use crate::report::sources::{Source, came_from, source};
use crate::rules::phases::Phase;
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, LinkVar, PairVar, Scope, StateVar, Variable};
use crate::rules::world::RequestKey;
use crate::ui::state::workspace::Scene;

/// What a decision changed: each number with the part that the decision itself had in it, the largest against its range first.
#[must_use]
pub fn changed_by(scene: &Scene<'_>, at: usize, key: RequestKey) -> Vec<(Variable, Quantity, Phase)> {
    let Some(ledger) = scene.why(at) else { return Vec::new() };
    let orders = scene.context(at).orders.unwrap_or_default();
    let mut found: Vec<(Variable, Quantity, Phase)> = Vec::new();
    for entry in ledger.entries.iter().filter(|entry| scene.tells(entry.seen_by)) {
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

/// Whether a number is one of a state, or of something between it and another.
#[must_use]
pub fn concerns(setting: &Setting, variable: Variable, only: StateId) -> bool {
    match variable {
        Variable::State(_, id)
        | Variable::Cell(_, id, _)
        | Variable::Member(_, _, id)
        | Variable::Criterion(_, id, _)
        | Variable::Support(id, _)
        | Variable::Measure(_, Scope::State(id)) => id == only,
        Variable::Pair(_, from, to) => from == only || to == only,
        Variable::Link(_, link) => {
            let link = setting.links[link];
            link.supplier == only || link.recipient == only
        }
        Variable::Domain(..)
        | Variable::Actor(..)
        | Variable::Bloc(..)
        | Variable::Measure(_, Scope::Board | Scope::Region(_)) => false,
    }
}
