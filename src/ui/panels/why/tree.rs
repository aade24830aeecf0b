//! The tree of a number's change, for a scene.

use std::collections::BTreeSet;

use crate::report::tree::{EARLIER, Open, Turn};
pub(super) use crate::report::tree::{Node, Tree};
use crate::rules::variable::Variable;
use crate::ui::state::workspace::Scene;

/// Explains the change of a number in the turn that led to a position of the line.
pub(super) fn tree(scene: &Scene<'_>, at: usize, variable: Variable, open: &BTreeSet<Vec<usize>>) -> Option<Tree> {
    let (before, after) = (scene.line.get(at.checked_sub(1)?)?, scene.line.get(at)?);
    let ledger = scene.why(at)?;
    let knows = |of| scene.knows(of);
    let setting = scene.setting;
    let whys: Vec<_> = (1..at).rev().take(EARLIER).map_while(|n| Some((n, scene.why(n)?))).collect();
    let past = whys.iter().rev().filter_map(|(n, ledger)| {
        let (before, after) = (scene.line.get(n.checked_sub(1)?)?, scene.line.get(*n)?);
        Some(Turn { setting, before, after, ledger, context: scene.context(*n), knows: &knows, earlier: &[] })
    });
    let earlier: Vec<Turn<'_>> = past.collect();
    let context = scene.context(at);
    let turn = Turn { setting, before, after, ledger: &ledger, context, knows: &knows, earlier: &earlier };
    Some(Tree::new(&turn, variable, Open::At(open)))
}
