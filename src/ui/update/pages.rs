//! The pages over the table.

use std::path::PathBuf;

use crate::rules::phases::Phase;
use crate::rules::variable::Variable;
use crate::text::{fill, text};
use crate::ui::panels::messages::Kind;
use crate::ui::panels::plots::PlotsView;
use crate::ui::panels::rulebook::RulebookView;
use crate::ui::panels::story::StoryView;
use crate::ui::panels::why::{Subject, WhyView};
use crate::ui::state::intents::{Content, Effect};
use crate::ui::state::pages::{Page, PageAsk};
use crate::ui::state::workspace::{Dialog, Workspace};

/// Carries out what a page asks for.
pub(super) fn apply(workspace: &mut Workspace, ask: PageAsk) -> Vec<Effect> {
    match ask {
        PageAsk::Why(variable, at) => why(workspace, variable, at),
        PageAsk::Card(key, at) => explain(workspace, Subject::Decision(key, at)),
        PageAsk::Back(step) => back(workspace, step),
        PageAsk::Rule(phase) => rule(workspace, phase),
        PageAsk::Export { name, content } => export(workspace, "exports", &name, content),
        PageAsk::Close if workspace.hindcast.is_open() => super::hindcast::close(workspace),
        PageAsk::Close => {
            if let Some(play) = &mut workspace.play {
                play.page = None;
            }
            Vec::new()
        }
    }
}

/// Explains a number at a position of the line.
pub(super) fn why(workspace: &mut Workspace, variable: Variable, at: Option<usize>) -> Vec<Effect> {
    let last = workspace.play.as_ref().map_or(0, |play| play.scene().line.len().saturating_sub(1));
    explain(workspace, Subject::Number(variable, at.unwrap_or(last).min(last)))
}

fn explain(workspace: &mut Workspace, subject: Subject) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    match &mut play.page {
        Some(Page::Why(view)) => view.descend(subject),
        _ => play.page = Some(Page::Why(WhyView::new(subject))),
    }
    workspace.dialog = None;
    Vec::new()
}

fn back(workspace: &mut Workspace, step: usize) -> Vec<Effect> {
    if let Some(Page::Why(view)) = workspace.play.as_mut().and_then(|play| play.page.as_mut()) {
        view.back(step);
    }
    Vec::new()
}

/// Tells the last turn as a story.
pub(super) fn story(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let told = StoryView::of(&play.scene());
    play.page = told.map(Page::Story);
    Vec::new()
}

/// Opens every series.
pub(super) fn plots(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let view = PlotsView::of(&play.scene());
    play.page = Some(Page::Plots(view));
    Vec::new()
}

/// Shows who sits where.
pub(super) fn seats(workspace: &mut Workspace) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        play.page = Some(Page::Seats);
    }
    Vec::new()
}

/// Opens the rulebook at what is on the screen.
pub(super) fn help(workspace: &mut Workspace) -> Vec<Effect> {
    let play = workspace.play.as_ref();
    let phase = play.and_then(|play| match (&play.page, &play.composer) {
        (Some(Page::Why(view)), _) => view.phase(&play.scene()),
        (Some(Page::Story(view)), _) => view.phase(),
        (Some(Page::Plots(_) | Page::Branches(_) | Page::Sets(_)), _) => Some(Phase::Measures),
        (None, Some(_)) => Some(Phase::Licensing),
        (Some(Page::Seats), _) | (None, None) => None,
    });
    rule(workspace, phase)
}

fn rule(workspace: &mut Workspace, phase: Option<Phase>) -> Vec<Effect> {
    workspace.dialog = Some(Dialog::Rulebook(RulebookView::at(phase)));
    Vec::new()
}

/// Writes a file into a folder beside the games.
pub(super) fn export(workspace: &mut Workspace, folder: &str, name: &str, content: Content) -> Vec<Effect> {
    let Some(dir) = &workspace.data_dir else {
        workspace.messages.say(Kind::Problem, text("export.nowhere"));
        return Vec::new();
    };
    vec![Effect::Export { path: dir.join(folder).join(name), content }]
}

/// A picture is on disk, or not.
pub fn exported(workspace: &mut Workspace, done: Result<PathBuf, String>) {
    let (kind, said) = match done {
        Ok(path) => (Kind::Done, fill("export.done", &[("path", &path.display().to_string())])),
        Err(why) => (Kind::Problem, fill("export.failed", &[("why", &why)])),
    };
    // It stands on the page that asked, and on no other.
    if workspace.hindcast.is_open() {
        workspace.hindcast.said(said.clone());
    } else if let Some(Page::Plots(view)) = workspace.play.as_mut().and_then(|play| play.page.as_mut()) {
        view.said(said.clone());
    }
    super::hand_in::said(workspace, &said);
    workspace.messages.say(kind, said);
    if kind == Kind::Done && matches!(workspace.dialog, Some(Dialog::HandIn(_))) {
        // It stands there, below the words.
        workspace.messages.close_all();
    }
}
