//! The composer and the drafts.

use crate::forecast::Question;
use crate::rules::draws::Seed;
use crate::rules::order::{Order, OrderKind};
use crate::rules::table::StateId;
use crate::rules::view::SeatView;
use crate::rules::world::RequestKey;
use crate::session::NodeId;
use crate::ui::kit::ensemble::FUTURES;
use crate::ui::outside::worker::ForecastAsk;
use crate::ui::panels::composer::Composer;
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::Snapshot;
use crate::ui::state::intents::{Effect, Intent};
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::{Play, Selection, Workspace};

/// Turns that a preview looks ahead.
const TURNS: u16 = 4;

/// Opens the composer on a request, with what was begun about it, else with the draft about it, where there is one.
pub(super) fn decide(workspace: &mut Workspace, key: RequestKey) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.close_composer();
    let scene = play.scene();
    // What still waits at the end of a game is decided by nobody.
    let Some(request) = scene.world.request(key).filter(|_| !play.game.over()) else { return Vec::new() };
    let from = request.from;
    let before = scene.begun(key).or_else(|| scene.draft_for(key).map(|(_, order)| order));
    let composer = Composer::new(scene.setting, scene.world, request, before);
    play.composer = Some(composer);
    play.selection = Selection::State(from);
    workspace.dialog = None;
    forecast(workspace)
}

/// Decides what has no draft yet: the request of the lit state, else the first; else the draft about the lit state.
pub(super) fn decide_first(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let scene = play.scene();
    let lit = |from| matches!(scene.selection, Selection::State(id) if id == from);
    let open = |r: &&crate::rules::world::Request| scene.draft_for(r.key).is_none();
    let waiting = || scene.in_tray().filter(open);
    let found = waiting().find(|r| lit(r.from)).or_else(|| waiting().next());
    let found = found.or_else(|| scene.in_tray().find(|r| lit(r.from))).or_else(|| scene.in_tray().next());
    match found.map(|r| r.key) {
        Some(key) => decide(workspace, key),
        None => Vec::new(),
    }
}

pub(super) fn neighbour(workspace: &mut Workspace, step: i32) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let Some(composer) = &play.composer else { return Vec::new() };
    let keys: Vec<RequestKey> = play.scene().in_tray().map(|r| r.key).collect();
    let Some(at) = keys.iter().position(|key| *key == composer.key) else { return Vec::new() };
    let next = at.saturating_add_signed(step as isize);
    match keys.get(next).filter(|_| next != at) {
        Some(key) => decide(workspace, *key),
        None => Vec::new(),
    }
}

/// Puts the composer's order among the drafts.
pub(super) fn add(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    let Some(composer) = &play.composer else { return Vec::new() };
    let scene = play.scene();
    let order = composer.order(scene.world);
    match order.filter(|order| composer.problems(scene.setting, scene.world, order).is_empty()) {
        Some(order) => put(workspace, order),
        None => Vec::new(),
    }
}

pub(super) fn put(workspace: &mut Workspace, order: Order) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let decided = match &order.kind {
        OrderKind::Decide(key, _) => Some(*key),
        _ => None,
    };
    let place = decided.and_then(|key| play.scene().draft_for(key).map(|(place, _)| place));
    match place.and_then(|place| play.drafts.get_mut(place)) {
        Some(draft) => *draft = order,
        None => play.drafts.push(order),
    }
    play.refusals.clear();
    // What is open about another request is kept.
    play.close_composer();
    if let Some(key) = decided {
        play.drafting.forget_begun(key);
    }
    vec![Effect::StopForecast]
}

pub(super) fn remove(workspace: &mut Workspace, place: usize) -> Vec<Effect> {
    if let Some(play) = &mut workspace.play {
        if place < play.drafts.len() {
            play.drafts.remove(place);
        }
        play.refusals.clear();
    }
    Vec::new()
}

/// Closes the composer and forgets what was begun in it, and the draft about the same request.
pub(super) fn discard(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let Some(composer) = play.composer.take() else { return Vec::new() };
    play.drafting.forget_begun(composer.key);
    let place = play.scene().draft_for(composer.key).map(|(place, _)| place);
    if let Some(place) = place {
        remove(workspace, place);
    }
    vec![Effect::StopForecast]
}

/// A question about the position on the table that compares nothing yet, from what a seat believes. `salt` sets its luck apart: it is never
/// the game's own.
pub(super) fn question(play: &Play, seat: StateId, salt: u64) -> Question {
    let (setting, world) = (play.game.setting(), play.game.world());
    Question {
        view: SeatView::new(setting, world, seat),
        drafts: Vec::new(),
        options: Vec::new(),
        watch: Vec::new(),
        futures: FUTURES,
        turns: TURNS.min(world.last_turn.saturating_sub(world.turn).saturating_add(1)),
        seed: Seed(play.game.seed().0 ^ salt),
    }
}

/// Asks for the futures of the composer's four decisions, from what the deciding seat believes.
pub(super) fn forecast(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let scene = play.scene();
    let Some(composer) = &play.composer else { return Vec::new() };
    let Some(request) = scene.world.request(composer.key) else { return Vec::new() };
    let seat = request.to;
    let others = |order: &&Order| {
        order.seat.state() == Some(seat) && !matches!(&order.kind, OrderKind::Decide(key, _) if *key == composer.key)
    };
    let question = Question {
        drafts: scene.drafts.iter().filter(others).cloned().collect(),
        options: composer.options(scene.world),
        watch: composer.followed(),
        // The same for every option and every edit of this request.
        ..question(play, seat, 0xf0c4_57a1 ^ composer.key.0)
    };
    let digest = play.game.now().digest;
    let scenario = std::sync::Arc::clone(play.game.scenario());
    let Some(composer) = &mut play.composer else { return Vec::new() };
    let number = composer.preview.ask(&question);
    vec![Effect::Forecast(Box::new(ForecastAsk { number, digest, scenario, question }))]
}

/// Where and for whom something is drafted.
type Drafter = (NodeId, Option<StateId>);

/// What is drafted before an intent is carried out, and by whom; none where it is itself a step back or forth.
pub(super) fn before(workspace: &Workspace, intent: &Intent) -> Option<(Drafter, Snapshot)> {
    let steps = matches!(intent, Intent::Run(CommandId::Undo | CommandId::Redo));
    let play = workspace.play.as_ref().filter(|_| !steps)?;
    Some(((play.game.cursor(), play.game.seat()), play.drafting.snapshot(&play.drafts)))
}

/// Keeps the way back to what was drafted before.
pub(super) fn changed(workspace: &mut Workspace, before: Option<(Drafter, Snapshot)>) {
    let Some(play) = &mut workspace.play else { return };
    match before {
        Some((by, drafted)) if by == (play.game.cursor(), play.game.seat()) => play.drafting.changed(drafted, &play.drafts),
        Some(_) => play.drafting.turned(),
        None => {}
    }
}

pub(super) fn stop(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return vec![Effect::StopForecast] };
    if let Some(composer) = &mut play.composer {
        composer.preview.stop();
    }
    if let Some(Page::Sets(view)) = &mut play.page {
        view.preview.stop();
    }
    vec![Effect::StopForecast]
}
