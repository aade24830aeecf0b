//! What a saved game that was played again shows, in words: for `verify` and `replay`.

use serde_json::{Value, json};

use super::input::refusals;
use super::out::complain;
use crate::rules::RULES_VERSION;
use crate::session::save::{Replay, SaveError};
use crate::session::{Game, NodeId};
use crate::text::{fill, text};

/// Says what is wrong, the first thing of each kind; nothing, where nothing is.
pub(super) fn tell(replayed: &Replay) {
    other_rules(replayed);
    if let Some(line) = replayed.broken {
        complain(&fill("cli.verify_broken", &[("line", &line.to_string())]));
    }
    if let Some(line) = replayed.cut {
        complain(&fill("cli.verify_cut", &[("line", &line.to_string())]));
    }
    match &replayed.unsound {
        None => {}
        // Said already.
        Some(SaveError::Damaged { line }) if replayed.broken.is_some_and(|broken| broken <= *line) => {
            complain(&fill("cli.verify_no_further", &[("line", &line.to_string())]));
        }
        Some(error) => complain(&error.to_string()),
    }
    // With other rules every number may differ; the turns say so.
    if let Some(line) = replayed.snapshot_wrong.filter(|_| replayed.of_these_rules()) {
        complain(&fill("cli.verify_snapshot", &[("line", &line.to_string())]));
    }
    if let Some(check) = replayed.divergence() {
        let (turn, node, branch) = (check.turn.to_string(), check.node.to_string(), branch_of(&replayed.game, check.node));
        let (saved, ours) = (check.saved.short(), check.replayed.short());
        let values = [("turn", turn.as_str()), ("node", &node), ("branch", &branch)];
        complain(&fill("cli.verify_diverged", &[&values[..], &[("saved", &saved), ("replayed", &ours)]].concat()));
    }
    stopped(replayed);
}

/// The name of the branch on which a position lies.
pub(super) fn branch_of(game: &Game, node: usize) -> String {
    game.node(NodeId(node)).map_or_else(String::new, |node| game.branch_name(node.branch))
}

/// That a game was played with other rules, if it was.
fn other_rules(replayed: &Replay) {
    if !replayed.of_these_rules() {
        let (found, ours) = (replayed.head.rules.to_string(), RULES_VERSION.to_string());
        let values = [("found", found.as_str()), ("ours", &ours), ("program", &replayed.head.program)];
        complain(&fill("cli.replay_other", &values));
    }
}

/// Where the rules could not go on, and why.
fn stopped(replayed: &Replay) {
    let Some(error) = &replayed.stopped else { return };
    match error {
        SaveError::Refused { line, turn, .. } => {
            let key = if replayed.of_these_rules() { "cli.verify_refused" } else { "cli.verify_refused_other" };
            complain(&fill(key, &[("line", &line.to_string()), ("turn", &turn.to_string())]));
            for why in refused(replayed) {
                complain(&format!("  {why}"));
            }
        }
        SaveError::Senseless { line: Some(line), message } if !replayed.of_these_rules() => {
            complain(&fill("cli.verify_stopped_other", &[("line", &line.to_string()), ("message", message)]));
        }
        error => complain(&error.to_string()),
    }
    complain(text("cli.verify_rest"));
}

/// The refusals at which a game stopped, a sentence each.
fn refused(replayed: &Replay) -> Vec<String> {
    let Some(SaveError::Refused { refusals: list, .. }) = &replayed.stopped else { return Vec::new() };
    refusals(replayed.game.setting(), replayed.game.world(), list)
}

/// What is wrong, for machines.
pub(super) fn json(replayed: &Replay) -> Value {
    let line = |error: &SaveError| match error {
        SaveError::Refused { line, .. } | SaveError::Senseless { line: Some(line), .. } => Some(*line),
        SaveError::Damaged { line } | SaveError::Unreadable { line, .. } => Some(*line),
        _ => None,
    };
    let why = replayed.unsound.as_ref().or(replayed.stopped.as_ref());
    json!({
        "intact": replayed.intact(),
        "of_these_rules": replayed.of_these_rules(),
        "broken_line": replayed.broken,
        "cut_after_line": replayed.cut,
        "stopped_at_line": why.and_then(line),
        "error": why.map(ToString::to_string),
        "refused": refused(replayed),
    })
}
