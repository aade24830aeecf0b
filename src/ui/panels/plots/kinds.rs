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
        text(&self.key()).to_owned()
    }

    /// Its key in the catalogue.
    fn key(self) -> String {
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
        key_of(kind, matches!(self, Self::Bloc(_)))
    }
}

/// The name of a relation.
pub(super) fn relation_name(kind: PairVar) -> String {
    text(&key_of(kind.name(), false)).to_owned()
}

/// The name of a measure.
pub(super) fn measure_name(kind: Measure) -> String {
    text(&key_of(kind.name(), false)).to_owned()
}

fn key_of(kind: &str, bloc: bool) -> String {
    if bloc { format!("kind.bloc_{kind}") } else { format!("kind.{kind}") }
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
    use crate::text::keys;

    #[test]
    fn every_kind_has_a_name() {
        for kind in groups().into_iter().flat_map(|(_, kinds)| kinds) {
            let name = kind.name();
            assert!(!name.starts_with("kind."), "{name} is not in the catalogue");
        }
    }

    #[test]
    fn every_name_has_a_kind() {
        let kinds: Vec<String> = groups().into_iter().flat_map(|(_, kinds)| kinds).map(Kind::key).collect();
        // Commitments have their names in this family too, which are written out where they are said.
        let report = include_str!("../../../report/words.rs");
        let dead = |key: &&str| !kinds.iter().any(|kind| kind == key) && !report.contains(&format!("\"{key}\""));
        let dead: Vec<&str> = keys().filter(|key| key.starts_with("kind.")).filter(dead).collect();
        assert!(dead.is_empty(), "nobody says {dead:?}");
    }
}
