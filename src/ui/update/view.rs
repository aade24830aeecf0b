//! What changes only what is shown.

use crate::rules::variable::Variable;
use crate::text::text;
use crate::ui::panels::new_order::NewOrder;
use crate::ui::state::find::Find;
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::{Dialog, Selection, Tab, Workspace};

pub(super) fn dialog(workspace: &mut Workspace, dialog: Dialog) -> Vec<Effect> {
    workspace.dialog = Some(dialog);
    Vec::new()
}

/// Opens the field for commands and things; the same key closes it again.
pub(super) fn find(workspace: &mut Workspace, commands_first: bool) -> Vec<Effect> {
    let open = matches!(&workspace.dialog, Some(Dialog::Find(find)) if find.commands_first == commands_first);
    workspace.dialog = (!open).then(|| Dialog::Find(Find::new(workspace, commands_first)));
    Vec::new()
}

/// Opens what the seat could order; the same key closes it again.
pub(super) fn new_order(workspace: &mut Workspace) -> Vec<Effect> {
    if matches!(&workspace.dialog, Some(Dialog::NewOrder(_))) {
        return dismiss(workspace);
    }
    let menu = workspace.play.as_ref().map(NewOrder::new);
    workspace.dialog = menu.map(Dialog::NewOrder);
    Vec::new()
}

pub(super) fn dismiss(workspace: &mut Workspace) -> Vec<Effect> {
    let dialog = workspace.dialog.take();
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.then = None;
    if matches!(dialog, Some(Dialog::NewOrder(_))) { vec![Effect::StopForecast] } else { Vec::new() }
}

/// Lets go of the uppermost thing: the dialog, else the composer, else what is lit.
pub(super) fn close(workspace: &mut Workspace) -> Vec<Effect> {
    if workspace.dialog.is_some() {
        return dismiss(workspace);
    }
    if workspace.hindcast.is_open() {
        return super::hindcast::close(workspace);
    }
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if play.page.take().is_some() {
        return Vec::new();
    }
    if play.close_composer() {
        return vec![Effect::StopForecast];
    }
    if play.inspector.why.take().is_none() {
        play.selection = Selection::Nothing;
    }
    Vec::new()
}

pub(super) fn briefing(workspace: &mut Workspace, which: usize) -> Vec<Effect> {
    if let Some(scenario) = workspace.library.get(which) {
        let setting = &scenario.setting;
        workspace.dialog = Some(Dialog::Page { title: setting.title.clone(), text: setting.briefing.clone(), anew: None });
    }
    Vec::new()
}

/// A game that has just begun opens with the briefing of its seat, once.
pub(super) fn begun(workspace: &mut Workspace) {
    let seated = workspace.play.as_ref().is_some_and(|play| play.game.seat().is_some() && play.game.line().len() == 1);
    if seated {
        briefing_here(workspace);
    }
}

/// The seat's own page, and the scenario's.
pub(super) fn briefing_here(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let setting = play.game.setting();
    // What concerns the seat alone comes first; a seat of which nothing is said has no part.
    let mut parts: Vec<String> = Vec::new();
    if let Some(state) = play.game.seat().map(|seat| &setting.states[seat]) {
        let own = [&state.briefing, &state.secret];
        parts.extend(own.into_iter().filter(|part| !part.is_empty()).cloned());
        if !state.objectives.is_empty() {
            let wanted: Vec<String> = state.objectives.iter().map(|objective| format!("- {}", objective.text)).collect();
            parts.push(format!("## {}\n{}", text("objectives.title"), wanted.join("\n")));
        }
        if !parts.is_empty() {
            parts.insert(0, format!("## {}", state.name));
            parts.push(format!("## {}", setting.title));
        }
    }
    parts.push(setting.briefing.clone());
    workspace.dialog = Some(Dialog::Page { title: setting.title.clone(), text: parts.join("\n\n"), anew: None });
    Vec::new()
}

/// Lights something. Where one thing at a time takes the whole table and it is not the board, its numbers come forward.
pub(super) fn select(workspace: &mut Workspace, selection: Selection) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play
        && selection != Selection::Nothing
        && !play.bottom.collapsed
        && play.bottom.folded.selection
    {
        play.bottom.turn_to(Some(Tab::Selection));
    }
    if let Some(play) = workspace.play.as_mut().filter(|play| play.selection != selection) {
        play.selection = selection;
        play.inspector.why = None;
    }
    Vec::new()
}

pub(super) fn show(workspace: &mut Workspace, tab: Tab) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        if play.bottom.tab != tab {
            play.bottom.ledger.entries.clear();
        }
        play.bottom.tab = tab;
        play.bottom.collapsed = false;
        play.page = None;
    }
    Vec::new()
}

pub(super) fn why(workspace: &mut Workspace, variable: Variable) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        play.inspector.why = Some(variable);
    }
    Vec::new()
}

pub(super) fn entries(workspace: &mut Workspace, entries: Vec<usize>) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        play.page = None;
        play.bottom.collapsed = false;
        play.bottom.tab = Tab::Ledger;
        play.bottom.ledger.filter.clear();
        play.bottom.ledger.entries = entries;
    }
    workspace.dialog = None;
    Vec::new()
}

/// Multiplies the board's zoom, or fits it (0).
pub(super) fn zoom(workspace: &mut Workspace, factor: f32) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        if factor > 0.0 { play.board.zoom_by(factor) } else { play.board.fit() }
    }
    Vec::new()
}
