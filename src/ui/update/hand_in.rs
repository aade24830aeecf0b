//! Handing in: a copy of the game as it is, named by the first of its eight words, and the words to be written where people see them.

use super::pages;
use crate::session::save::{SAVE_EXTENSION, head_hash, save};
use crate::ui::panels::rulebook::RulebookView;
use crate::ui::state::intents::{Content, Effect};
use crate::ui::state::workspace::{Dialog, HandedIn, Workspace};

/// How many of the words name the file.
const WORDS_IN_NAME: usize = 2;

/// Writes the copy and shows the words.
pub(super) fn hand_in(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.keep_desk();
    let words = head_hash(&play.game).words();
    let first: Vec<&str> = words.split(' ').take(WORDS_IN_NAME).collect();
    let name = format!("{}-{}.{SAVE_EXTENSION}", play.game.setting().id, first.join("-"));
    let turn = Some(play.game.nodes().iter().map(|node| node.world.turn).max().unwrap_or(1));
    let over = play.game.nodes().iter().any(|node| node.world.over(play.game.setting()));
    let turn = turn.filter(|_| !over);
    let content = Content::Bytes(save(&play.game).into_bytes());
    workspace.dialog = Some(Dialog::HandIn(HandedIn { words, turn, said: None }));
    let effects = pages::export(workspace, "handed-in", &name, content);
    if effects.is_empty() {
        said(workspace, crate::text::text("export.nowhere"));
    }
    effects
}

/// What became of the copy.
pub(super) fn said(workspace: &mut Workspace, words: &str) {
    if let Some(Dialog::HandIn(handed_in)) = &mut workspace.dialog {
        handed_in.said = Some(words.to_owned());
    }
}

/// Opens the page on what can and cannot be found out.
pub(super) fn about(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.dialog = Some(Dialog::Rulebook(RulebookView::on_handing_in()));
    Vec::new()
}
