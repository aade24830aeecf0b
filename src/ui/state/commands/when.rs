//! When a command can be given, and what stands against it otherwise: the key of the reason.

use crate::ui::state::commands::{CommandId, Group};
use crate::ui::state::workspace::{Dialog, Play, Screen, Selection, Workspace};

/// What lies over the board holds back whatever changes the turn or its orders until it is closed or answered: nobody plays a turn
/// behind a page that they are reading.
///
/// # Errors
/// The key of what is to be closed first.
pub fn held_back(workspace: &Workspace, id: CommandId) -> Result<(), &'static str> {
    if Group::of(id) != Group::Turn {
        return Ok(());
    }
    let composing = workspace.play.as_ref().is_some_and(|play| play.composer.is_some());
    match &workspace.dialog {
        // The key that opened the menu of orders closes it.
        // While a file is read one plays on, and is asked before it takes the table.
        Some(Dialog::Opening { .. }) => Ok(()),
        Some(Dialog::NewOrder(_)) if matches!(id, CommandId::NewOrder | CommandId::AddDraft) => Ok(()),
        Some(_) => Err("why_not.covered"),
        None if composing && matches!(id, CommandId::Resolve | CommandId::ReplayRest) => Err("why_not.composing"),
        None => Ok(()),
    }
}

pub(super) fn always(_: &Workspace) -> Result<(), &'static str> {
    Ok(())
}

pub(super) fn has_game(workspace: &Workspace) -> Result<(), &'static str> {
    let there = workspace.screen == Screen::Table && workspace.play.is_some();
    there.then_some(()).ok_or("why_not.no_game")
}

/// A game is there, and nothing lies over all of it.
pub(super) fn on_table(workspace: &Workspace) -> Result<(), &'static str> {
    has_game(workspace)?;
    if workspace.hindcast.is_open() { Err("why_not.hindcast") } else { Ok(()) }
}

pub(super) fn on_board(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    if workspace.dialog.is_some() {
        return Err("why_not.covered");
    }
    let free = workspace.play.as_ref().is_some_and(|play| play.composer.is_none() && play.page.is_none());
    free.then_some(()).ok_or("why_not.paged")
}

/// An order is being made: in the menu of orders, or in the composer with a decision chosen.
pub(super) fn can_add(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    if matches!(workspace.dialog, Some(Dialog::NewOrder(_))) {
        return Ok(());
    }
    let composer = workspace.play.as_ref().and_then(|play| play.composer.as_ref()).ok_or("why_not.no_composer")?;
    composer.lacks().map_or(Ok(()), Err)
}

pub(super) fn can_resolve(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let Some(game) = workspace.play.as_ref().map(|play| &play.game) else { return Ok(()) };
    if game.over() {
        return Err("why_not.over");
    }
    if game.only_facilitator_plays_from(game.cursor()) { Err("history.sealed_branch") } else { Ok(()) }
}

pub(super) fn can_time(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let over = workspace.play.as_ref().is_some_and(|play| play.game.over());
    if over { Err("why_not.over") } else { Ok(()) }
}

pub(super) fn can_tell(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let played = workspace.play.as_ref().is_some_and(|play| play.scene().before().is_some());
    played.then_some(()).ok_or("why_not.no_turn")
}

pub(super) fn can_compare(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let Some(scene) = workspace.play.as_ref().map(Play::scene) else {
        return Err("why_not.no_game");
    };
    let any = !scene.drafts.is_empty() || scene.aside().next().is_some();
    any.then_some(()).ok_or("why_not.no_sets")
}

pub(super) fn on_tour(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let taken = workspace.play.as_ref().is_some_and(|play| play.tour.is_some());
    taken.then_some(()).ok_or("why_not.no_tour")
}

pub(super) fn can_undo(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let possible = workspace.play.as_ref().is_some_and(|play| {
        !play.drafts.is_empty()
            || play.drafting.can_undo()
            || play.game.can_undo()
            || play.game.on_unplayed_branch()
            || play.positions.can_undo()
            || play.noting.undone_next(&play.game).is_some()
    });
    let sealed = workspace.play.as_ref().is_some_and(|play| play.game.only_facilitator_undoes());
    possible.then_some(()).ok_or(if sealed { "history.sealed" } else { "why_not.nothing_to_undo" })
}

pub(super) fn has_before(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    let there = workspace.play.as_ref().is_some_and(|play| play.game.now().parent.is_some());
    there.then_some(()).ok_or("why_not.first_turn")
}

pub(super) fn has_after(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    let there = workspace.play.as_ref().is_some_and(|play| !play.game.ahead().is_empty());
    there.then_some(()).ok_or("why_not.nothing_ahead")
}

pub(super) fn can_run(workspace: &Workspace) -> Result<(), &'static str> {
    has_before(workspace).or_else(|_at_the_opening| has_after(workspace))
}

pub(super) fn can_replay_rest(workspace: &Workspace) -> Result<(), &'static str> {
    can_resolve(workspace)?;
    let play = workspace.play.as_ref().ok_or("why_not.no_game")?;
    let game = &play.game;
    let next = game.rest().first().and_then(|id| game.node(*id)).ok_or("why_not.nothing_ahead")?;
    // A seat that drafts nothing gives no orders, and other luck falls otherwise; whoever leads the game changes nothing with nothing.
    let otherwise = game.seat().is_some() || !play.drafts.is_empty() || next.luck != game.luck();
    otherwise.then_some(()).ok_or("why_not.nothing_otherwise")
}

pub(super) fn can_redo(workspace: &Workspace) -> Result<(), &'static str> {
    on_table(workspace)?;
    let possible = workspace.play.as_ref().is_some_and(|play| {
        play.game.can_redo()
            || play.drafting.can_redo()
            || play.positions.can_redo()
            || play.noting.redone_next(&play.game).is_some()
    });
    possible.then_some(()).ok_or("why_not.nothing_undone")
}

pub(super) fn can_decide(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    let waits = workspace.play.as_ref().is_some_and(|play| play.scene().in_tray().next().is_some());
    waits.then_some(()).ok_or("why_not.nobody_waits")
}

fn lit(workspace: &Workspace) -> Selection {
    workspace.play.as_ref().map_or(Selection::Nothing, |play| play.selection)
}

pub(super) fn can_move(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    matches!(lit(workspace), Selection::State(_)).then_some(()).ok_or("why_not.no_state_lit")
}

pub(super) fn can_travel(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    (lit(workspace) != Selection::Nothing).then_some(()).ok_or("why_not.nothing_lit")
}

pub(super) fn can_follow(workspace: &Workspace) -> Result<(), &'static str> {
    on_board(workspace)?;
    matches!(lit(workspace), Selection::Link(..)).then_some(()).ok_or("why_not.no_link_lit")
}

pub(super) fn can_start_order(workspace: &Workspace) -> Result<(), &'static str> {
    can_move(workspace)?;
    let seated = workspace.play.as_ref().is_some_and(|play| play.game.seat().is_some());
    seated.then_some(()).ok_or("why_not.no_seat")
}
