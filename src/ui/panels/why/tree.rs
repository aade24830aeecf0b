//! The tree of a number's change, for a scene.

use std::collections::BTreeSet;

pub(super) use crate::report::tree::{Node, Tree};
use crate::report::tree::{Open, Turn};
use crate::rules::variable::Variable;
use crate::ui::state::workspace::Scene;

/// Explains the change of a number in the turn that led to a position of the line.
pub(super) fn tree(scene: &Scene<'_>, at: usize, variable: Variable, open: &BTreeSet<Vec<usize>>) -> Option<Tree> {
    let (before, after) = (scene.line.get(at.checked_sub(1)?)?, scene.line.get(at)?);
    let ledger = scene.why(at)?;
    let knows = |of| scene.knows(of);
    let turn = Turn { setting: scene.setting, before, after, ledger: &ledger, context: scene.context(at), knows: &knows };
    Some(Tree::new(&turn, variable, Open::At(open)))
}
