//! Snapshots: the position where a game stands, as numbers by name, so that it can be read without being played.
//!
//! A save carries one, before its end. It is a cache and no source: where the rules are at hand every number is worked out again and a
//! snapshot that says otherwise is refused. Where they are not – the save is of other rules – it is what can still be read.

use super::v1::EntryFile;
use crate::rules::digest::Digest;
use crate::rules::setting::Setting;
use crate::rules::variable::{Scope, Variable};
use crate::session::game::{Game, TurnNode};

/// The snapshot of where a game stands.
pub(super) fn of(game: &Game) -> EntryFile {
    let node = game.now();
    EntryFile::Snapshot { node: game.cursor().0, digest: node.digest.to_string(), numbers: numbers(game.setting(), node) }
}

/// Whether a snapshot is that of a position as these rules play it.
pub(super) fn fits(setting: &Setting, node: &TurnNode, digest: &str, written: &[(String, i64)]) -> bool {
    Digest::parse(digest) == Some(node.digest) && numbers(setting, node) == written
}

/// The numbers of states, domains, blocs and actors, and the measures of the board, where they are not nothing; in millionths, in the
/// order of storage.
fn numbers(setting: &Setting, node: &TurnNode) -> Vec<(String, i64)> {
    let told = |variable: &Variable| {
        matches!(
            variable,
            Variable::State(..)
                | Variable::Domain(..)
                | Variable::Actor(..)
                | Variable::Bloc(..)
                | Variable::Measure(_, Scope::Board)
        )
    };
    let values = &node.world.values;
    let number = |variable: Variable| {
        let micros = values.get(variable).micros();
        (micros != 0).then(|| (variable.name(setting), micros))
    };
    values.layout().variables().filter(told).filter_map(number).collect()
}
