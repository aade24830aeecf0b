//! The glossary: what each kind of number means, in a sentence, "Grievance: what the first state holds against the second…".

use crate::rules::variable::{
    ActorVar, BlocVar, CellVar, CriterionVar, DomainVar, LinkVar, Measure, MemberVar, PairVar, StateVar, Variable,
};
use crate::text::text;

/// What a number means.
#[must_use]
pub fn meaning(variable: Variable) -> String {
    of_kind(variable.kind_name())
}

/// What a kind of number means, by its name in files.
#[must_use]
pub fn of_kind(kind: &str) -> String {
    text(&format!("term.{kind}")).to_owned()
}

/// Every term and what it means, by the alphabet.
#[must_use]
pub fn all() -> Vec<(String, String)> {
    let kinds = Measure::ALL.iter().map(|kind| kind.name());
    let kinds = kinds.chain(StateVar::ALL.iter().map(|kind| kind.name())).chain(CellVar::ALL.iter().map(|kind| kind.name()));
    let kinds = kinds.chain(LinkVar::ALL.iter().map(|kind| kind.name())).chain(PairVar::ALL.iter().map(|kind| kind.name()));
    let kinds = kinds.chain(DomainVar::ALL.iter().map(|kind| kind.name())).chain(ActorVar::ALL.iter().map(|kind| kind.name()));
    let kinds = kinds.chain(BlocVar::ALL.iter().map(|kind| kind.name())).chain(MemberVar::ALL.iter().map(|kind| kind.name()));
    let kinds = kinds.chain(CriterionVar::ALL.iter().map(|kind| kind.name())).chain(["support"]);
    let split = |whole: String| whole.split_once(": ").map(|(term, meaning)| (term.to_owned(), meaning.to_owned()));
    let mut all: Vec<(String, String)> = kinds.filter_map(|kind| split(of_kind(kind))).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_number_has_a_meaning() {
        let (bundled, mut missing) = (crate::scenario::find("meridian").unwrap(), Vec::new());
        let scenario = crate::scenario::load(bundled.file, bundled.text).unwrap();
        for variable in scenario.world.values.layout().variables() {
            let meaning = meaning(variable);
            if meaning.split_once(": ").is_none_or(|(term, rest)| term.is_empty() || !rest.ends_with('.')) {
                missing.push(variable.kind_name());
            }
        }
        missing.dedup();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(all().iter().any(|(term, _)| term == "Grievance") && all().is_sorted());
    }
}
