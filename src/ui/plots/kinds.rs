//! The kinds of numbers that can be plotted, in groups, by the names that people use.

use crate::rules::variable::{BlocVar, CellVar, LinkVar, Measure, PairVar, StateVar};
use crate::text::text;

/// A kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A measure.
    Measure(Measure),
    /// What an ordered pair has.
    Pair(PairVar),
    /// What a state has.
    State(StateVar),
    /// What a state has in a domain.
    Cell(CellVar),
    /// What a supply link has.
    Link(LinkVar),
    /// A supplier's part of all orders from abroad.
    Abroad,
    /// What a bloc has.
    Bloc(BlocVar),
    /// Support at home.
    Support,
}

impl Kind {
    /// What is shown first.
    pub(super) const fn first() -> Self {
        Self::Link(LinkVar::Share)
    }

    /// Whether it is one of supply, so that one domain of it can be shown.
    pub(super) const fn is_supply(self) -> bool {
        matches!(self, Self::Link(_) | Self::Abroad)
    }

    /// Its name.
    pub(super) fn name(self) -> String {
        let kind = match self {
            Self::Measure(kind) => kind.name(),
            Self::Pair(kind) => kind.name(),
            Self::State(kind) => kind.name(),
            Self::Cell(kind) => kind.name(),
            Self::Link(kind) => kind.name(),
            Self::Abroad => "abroad",
            Self::Bloc(kind) => kind.name(),
            Self::Support => "support",
        };
        named(kind, matches!(self, Self::Bloc(_)))
    }
}

/// The name of a relation.
pub(super) fn relation_name(kind: PairVar) -> String {
    named(kind.name(), false)
}

/// The name of a measure.
pub(super) fn measure_name(kind: Measure) -> String {
    named(kind.name(), false)
}

/// The catalogue's name of a kind.
fn named(kind: &str, bloc: bool) -> String {
    let key = if bloc { format!("kind.bloc_{kind}") } else { format!("kind.{kind}") };
    text(&key).to_owned()
}

/// The groups, each with its name.
pub(super) fn groups() -> Vec<(&'static str, Vec<Kind>)> {
    let links = LinkVar::ALL.iter().map(|k| Kind::Link(*k)).chain([Kind::Abroad]).collect();
    vec![
        (text("kinds.measures"), Measure::ALL.iter().map(|k| Kind::Measure(*k)).collect()),
        (text("kinds.pairs"), PairVar::ALL.iter().map(|k| Kind::Pair(*k)).collect()),
        (text("kinds.links"), links),
        (text("kinds.cells"), CellVar::ALL.iter().map(|k| Kind::Cell(*k)).collect()),
        (text("kinds.states"), StateVar::ALL.iter().map(|k| Kind::State(*k)).chain([Kind::Support]).collect()),
        (text("kinds.blocs"), BlocVar::ALL.iter().map(|k| Kind::Bloc(*k)).collect()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name() {
        for kind in groups().into_iter().flat_map(|(_, kinds)| kinds) {
            let name = kind.name();
            assert!(!name.starts_with("kind."), "{name} is not in the catalogue");
        }
    }
}
