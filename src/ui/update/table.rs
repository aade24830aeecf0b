//! The board by key and by drag: lenses, places of states, the walk along links, the start of an order.

use super::drafts;
use crate::rules::table::StateId;
use crate::session::{NodeId, Place};
use crate::text::fill;
use crate::ui::panels::board::{self, Lens};
use crate::ui::panels::messages::Kind;
use crate::ui::panels::new_order::NewOrder;
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::{Dialog, Play, Selection, Workspace};

/// How far a key moves a state, ten-thousandths of the board.
const STEP: i32 = 100;

/// What can be taken back besides places: which turn one looks at, and how many drafts there are.
pub(super) fn undoable(workspace: &Workspace) -> Option<(NodeId, usize)> {
    workspace.play.as_ref().map(|play| (play.game.cursor(), play.drafts.len()))
}

/// Where something else was done that can be taken back, places come before it.
pub(super) fn settle(workspace: &mut Workspace, before: Option<(NodeId, usize)>) {
    if undoable(workspace) != before
        && let Some(play) = &mut workspace.play
    {
        play.positions.settle();
        play.noting.settle();
    }
}

pub(super) fn place(workspace: &mut Workspace, places: Vec<(StateId, Option<Place>)>) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        play.positions.put(places);
        play.noting.settle();
        keep_places(play);
        play.revision += 1;
    }
    Vec::new()
}

/// The game keeps where the states stand, so that they stand there when it is opened again.
pub(super) fn keep_places(play: &mut Play) {
    let states: Vec<StateId> = play.game.setting().states.ids().collect();
    for state in states {
        let place = play.positions.of(state);
        play.game.place(state, place);
    }
}

/// Moves the lit state by so many steps.
pub(super) fn nudge(workspace: &mut Workspace, right: i32, down: i32) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let Selection::State(id) = play.selection else { return Vec::new() };
    let here = play.board.place(&play.scene(), id);
    let moved = |whole: u16, steps: i32| (i32::from(whole) + steps * STEP).clamp(0, i32::from(Place::MOST)) as u16;
    let there = Place { x: moved(here.x, right), y: moved(here.y, down) };
    place(workspace, vec![(id, Some(there))])
}

/// Lays the whole board out by itself; one move, so that it can be taken back.
pub(super) fn lay_out(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let places = board::laid_out(&play.scene());
    place(workspace, places)
}

pub(super) fn lay_out_as_given(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let places = play.game.setting().states.ids().map(|id| (id, None)).collect();
    place(workspace, places)
}

pub(super) fn lens(workspace: &mut Workspace, lens: Lens) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        play.board.look_through(lens);
    }
    Vec::new()
}

/// Lights the next link of what is lit, or the one before.
pub(super) fn travel(workspace: &mut Workspace, step: isize) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let (scene, views) = play.parts();
    let next = views.board.travel(&scene, step);
    if let Some(next) = next {
        play.selection = next;
        play.inspector.why = None;
    }
    Vec::new()
}

/// Lights the other end of the lit link: the one that the walk did not start from.
pub(super) fn follow(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if let Some(next) = play.board.other_end(play.selection) {
        play.selection = Selection::State(next);
        play.inspector.why = None;
    }
    Vec::new()
}

/// An order of an exporter about a partner: the request of that pair, where one waits.
pub(super) fn start_order(workspace: &mut Workspace, exporter: StateId, partner: StateId) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let scene = play.scene();
    let found = scene.in_tray().find(|r| r.from == partner && r.to == exporter).map(|r| r.key);
    if let Some(key) = found {
        return drafts::decide(workspace, key);
    }
    let name = |id: StateId| scene.setting.states[id].name.as_str();
    let values = [("exporter", name(exporter)), ("partner", name(partner))];
    let key = if scene.seat().is_some_and(|seat| seat != exporter) { "message.not_your_order" } else { "message.no_request" };
    let (words, name) = (fill(key, &values), name(partner).to_owned());
    // Who asks nothing can still be acted upon.
    let own = scene.seat() == Some(exporter) && !play.game.over();
    let menu = own.then(|| NewOrder::new(play).about(&name));
    play.selection = Selection::State(partner);
    workspace.messages.say(Kind::Note, words);
    if let Some(menu) = menu {
        workspace.dialog = Some(Dialog::NewOrder(menu));
    }
    Vec::new()
}

pub(super) fn start_order_of_lit(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    match (play.game.seat(), play.selection) {
        (Some(seat), Selection::State(partner)) if seat != partner => start_order(workspace, seat, partner),
        _ => Vec::new(),
    }
}
