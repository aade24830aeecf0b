//! The journal, seen from the table: after everything that is done, what happened to the game goes to the disk.

use std::path::{Path, PathBuf};

use super::game;
use crate::session::Event;
use crate::session::journal::Recorder;
use crate::session::save::SavedMark;
use crate::text::text;
use crate::ui::outside::filing::{Crashed, Journal, Regained};
use crate::ui::panels::messages::Kind;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::{Play, Screen, Workspace};

/// What the journal has to be told now. Called after every intent and every answer, so that no command can forget it.
pub fn journal(workspace: &mut Workspace) -> Vec<Effect> {
    let on_table = workspace.screen == Screen::Table && !workspace.leaving;
    let Some(play) = workspace.play.as_mut().filter(|_| on_table) else {
        let left = std::mem::take(&mut workspace.on_record);
        return if left { vec![Effect::Journal(Journal::Leave)] } else { Vec::new() };
    };
    play.keep_desk();
    workspace.on_record = true;
    let Some(recorder) = play.recorder.as_mut().filter(|recorder| !recorder.long()) else {
        let saved = play.mark.as_ref().map(|(_, mark)| (mark, in_its_file(play).is_none()));
        let (recorder, text) = Recorder::begin(&play.game, saved);
        play.recorder = Some(recorder);
        return vec![Effect::Journal(Journal::Begin { id: play.game.setting().id.clone(), text })];
    };
    recorder.more(&play.game).map(|lines| Effect::Journal(Journal::Add(lines))).into_iter().collect()
}

/// A game is in a file: the journal says so, unless something has happened since it was written.
pub(super) fn in_file(play: &mut Play, path: &Path) -> Vec<Effect> {
    let named = |(steps, mark): (usize, SavedMark)| (steps, SavedMark { file: path.display().to_string(), ..mark });
    play.mark = play.being_saved.take().map(named).map(|(steps, mark)| (Some(steps), mark));
    let Some(mark) = in_its_file(play).cloned() else { return Vec::new() };
    let line = play.recorder.as_mut().map(|recorder| recorder.saved(&mark));
    line.map(|line| Effect::Journal(Journal::Add(line))).into_iter().collect()
}

/// The file that has all of the game, if one has.
fn in_its_file(play: &Play) -> Option<&SavedMark> {
    let (steps, mark) = play.mark.as_ref()?;
    let since = play.game.log().get((*steps)?..)?;
    since.iter().all(Event::is_a_look).then_some(mark)
}

/// What is on its way to a file.
pub(super) fn on_its_way(play: &mut Play, mark: SavedMark) {
    play.being_saved = Some((play.game.log().len(), mark));
}

/// What a crash left.
pub fn crashed(workspace: &mut Workspace, crashed: Vec<Crashed>) {
    workspace.crashed = crashed;
}

/// Goes on with one of those.
pub(super) fn go_on(workspace: &mut Workspace, which: usize) -> Vec<Effect> {
    taken(workspace, which, Journal::GoOn)
}

/// Puts one of those aside.
pub(super) fn put_aside(workspace: &mut Workspace, which: usize) -> Vec<Effect> {
    taken(workspace, which, Journal::PutAside)
}

fn taken(workspace: &mut Workspace, which: usize, what: impl Fn(PathBuf) -> Journal) -> Vec<Effect> {
    if which >= workspace.crashed.len() {
        return Vec::new();
    }
    let crashed = workspace.crashed.remove(which);
    vec![Effect::Journal(what(crashed.journal))]
}

/// A game that a crash left is back, with its drafts; no file has all of it.
pub fn regained(workspace: &mut Workspace, regained: Regained) {
    let mut play = Play::new(regained.game);
    play.path = regained.saved.as_ref().map(|mark| PathBuf::from(&mark.file));
    play.mark = regained.saved.map(|mark| (None, mark));
    play.revision += 1;
    game::put(workspace, play);
}

/// The journal cannot be written: the game is still here, and whoever plays is told once.
pub fn no_journal(workspace: &mut Workspace, why: String) {
    let known = workspace.play.as_mut().and_then(|play| play.no_journal.replace(why.clone()));
    if known.is_none() {
        let action = workspace.play.is_some().then_some(CommandId::SaveAs);
        workspace.messages.say_with(Kind::Problem, why, action);
    }
}

/// The journal is written again, with everything that it lacked.
pub fn journal_again(workspace: &mut Workspace) {
    if workspace.play.as_mut().is_some_and(|play| play.no_journal.take().is_some()) {
        workspace.messages.say(Kind::Note, text("journal.again"));
    }
}
