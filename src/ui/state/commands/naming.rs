//! What a command is called now: undo and redo say what they would take back and bring back, and resolving an earlier turn that it
//! begins a branch.

use crate::report::history;
use crate::report::when::when;
use crate::session::NodeId;
use crate::text::{fill, text};
use crate::ui::state::commands::{Command, CommandId};
use crate::ui::state::unanswered;
use crate::ui::state::workspace::{Play, Workspace};

/// The words of a command.
#[must_use]
pub fn name(workspace: &Workspace, command: &Command) -> String {
    let play = workspace.play.as_ref();
    let own = match command.id {
        CommandId::Undo => play.and_then(undo),
        CommandId::Redo => play.and_then(redo),
        CommandId::Clock if workspace.clock.is_some_and(|clock| clock.running()) => Some(text("command.clock_stop").to_owned()),
        CommandId::Resolve if branches(workspace) => Some(text("command.resolve_branch").to_owned()),
        _ => None,
    };
    own.unwrap_or_else(|| text(command.label).to_owned())
}

/// What is to be said of a command before it is given, beyond its name.
#[must_use]
pub fn says(workspace: &Workspace, command: &Command) -> Option<String> {
    let play = workspace.play.as_ref().filter(|_| command.id == CommandId::Resolve)?;
    let branch = branches(workspace).then(|| text("topbar.past_tip").to_owned());
    let lines: Vec<String> = branch.into_iter().chain(unanswered::lines(&play.scene())).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Whether later turns have been played from here, so that resolving begins a branch.
fn branches(workspace: &Workspace) -> bool {
    workspace.play.as_ref().is_some_and(|play| !play.game.ahead().is_empty())
}

/// What would be taken back, in the order in which [`update`](crate::ui::update) takes things back.
fn undo(play: &Play) -> Option<String> {
    if let Some((key, node)) = play.noting.undone_next(&play.game) {
        return Some(written(play, key, node));
    }
    if play.positions.can_undo() {
        return Some(text("history.undo_place").to_owned());
    }
    if play.drafting.can_undo() && !play.drafting.drafted_last(&play.drafts) {
        return Some(text("history.undo_drafting").to_owned());
    }
    history::undo_name(&play.game, &play.drafts)
}

/// What was written at a position, as it is taken back or brought back.
fn written(play: &Play, key: &str, node: NodeId) -> String {
    let world = play.game.node(node).map_or_else(|| play.game.world(), |node| &node.world);
    fill(key, &[("when", &when(play.game.setting(), world, ["when.at_turn", "when.at_end"], &[]))])
}

fn redo(play: &Play) -> Option<String> {
    if let Some((key, node)) = play.noting.redone_next(&play.game) {
        return Some(written(play, key, node));
    }
    if play.positions.can_redo() {
        return Some(text("history.redo_place").to_owned());
    }
    if play.drafting.can_redo() {
        return Some(text("history.redo_drafting").to_owned());
    }
    history::redo_name(&play.game)
}
