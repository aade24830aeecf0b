//! The composer and the drafts.

use super::view;
use crate::forecast::{Question, Start};
use crate::rules::draws::Seed;
use crate::rules::order::{Decision, Order, OrderKind};
use crate::rules::supply::lead_turns;
use crate::rules::table::StateId;
use crate::rules::view::SeatView;
use crate::rules::world::{Request, RequestKey};
use crate::session::NodeId;
use crate::ui::kit::ensemble::{FUTURES, next_number};
use crate::ui::kit::options;
use crate::ui::outside::worker::ForecastAsk;
use crate::ui::panels::composer::Composer;
use crate::ui::panels::messages::Kind;
use crate::ui::panels::new_order::NewOrder;
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::{Snapshot, Wonder};
use crate::ui::state::intents::{Effect, Intent};
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::{Dialog, Play, Scene, Screen, Selection, Workspace};

/// Sets the luck of previews apart from the game's own.
const LUCK: u64 = 0xf0c4_57a1;

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
    let before = scene.begun(key).cloned().or_else(|| scene.draft_for(key).map(|(_, order)| order.into()));
    let composer = Composer::new(scene.setting, scene.world, request, before.as_ref());
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
    let open = |r: &&Request| scene.draft_for(r.key).is_none();
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

/// Puts the order that is being made among the drafts: the one that is open in the menu of orders, else the composer's.
pub(super) fn add(workspace: &mut Workspace) -> Vec<Effect> {
    if let Some(Dialog::NewOrder(menu)) = &mut workspace.dialog {
        let taken = menu.take_open();
        return add_from_menu(workspace, taken);
    }
    let Some(play) = &workspace.play else { return Vec::new() };
    let Some(composer) = &play.composer else { return Vec::new() };
    let scene = play.scene();
    let order = composer.order(scene.world);
    match order.filter(|order| composer.problems(scene.setting, scene.world, order).is_empty()) {
        Some(order) => put(workspace, order),
        None => Vec::new(),
    }
}

/// Drafts what was open in the menu of orders, in a draft's place where it was opened on one, and closes the menu; or says what stands
/// against it.
fn add_from_menu(workspace: &mut Workspace, taken: Result<(Option<usize>, Order), String>) -> Vec<Effect> {
    match taken {
        Ok((replaces, order)) => {
            view::dismiss(workspace);
            match replaces {
                Some(place) => redraft(workspace, place, order),
                None => put(workspace, order),
            }
        }
        Err(against) => {
            workspace.messages.say(Kind::Note, against);
            Vec::new()
        }
    }
}

/// Keeps what is begun in the menu of orders, so that no way of leaving it loses it.
pub(super) fn keep_begun(workspace: &mut Workspace) {
    if let (Some(play), Some(Dialog::NewOrder(menu))) = (&mut workspace.play, &workspace.dialog) {
        play.drafting.keep_begun_in_menu(menu.begun());
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

/// Opens a draft again: a decision in the composer, another order in the menu of orders.
pub(super) fn reopen(workspace: &mut Workspace, place: usize) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    if let Some(OrderKind::Decide(key, _)) = play.drafts.get(place).map(|order| &order.kind) {
        let key = *key;
        return decide(workspace, key);
    }
    let menu = NewOrder::reopened(play, place);
    workspace.dialog = menu.map(Dialog::NewOrder).or_else(|| workspace.dialog.take());
    forecast(workspace)
}

/// Puts an order in a draft's place.
pub(super) fn redraft(workspace: &mut Workspace, place: usize, order: Order) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if let Some(draft) = play.drafts.get_mut(place) {
        *draft = order;
    }
    play.refusals.clear();
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

/// A question about the position on the table that compares nothing yet: from what a seat believes, or from the true position for whoever
/// leads the game. `salt` sets its luck apart: it is never the game's own.
pub(super) fn question(play: &Play, seat: Option<StateId>, salt: u64) -> Question {
    let (setting, world) = (play.game.setting(), play.game.world());
    let start = match seat {
        Some(seat) => Start::Seat(SeatView::new(setting, world, seat)),
        None => Start::Truth(world.clone()),
    };
    Question {
        start,
        drafts: Vec::new(),
        options: Vec::new(),
        watch: Vec::new(),
        futures: FUTURES,
        turns: TURNS.min(world.last_turn.saturating_sub(world.turn).saturating_add(1)),
        seed: Seed(play.game.seed().0 ^ salt),
    }
}

/// How far a preview of a request looks ahead: past the first delivery, if the game goes on as long.
fn horizon(scene: &Scene<'_>, request: &Request) -> u16 {
    let (setting, world) = (scene.setting, scene.world);
    let wanted = TURNS.max(lead_turns(setting, world, request.to, request.tier.max(1)).saturating_add(1));
    wanted.min(world.last_turn.saturating_sub(world.turn).saturating_add(1))
}

/// Asks for the futures of what is being composed: of the order that is open in the menu, else of the composer's four decisions, from what
/// the deciding seat believes.
pub(super) fn forecast(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if let Some(Dialog::NewOrder(menu)) = &mut workspace.dialog {
        return forecast_order(play, menu);
    }
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
        turns: horizon(&scene, request),
        // The same for every option and every edit of this request.
        ..question(play, Some(seat), LUCK ^ composer.key.0)
    };
    let digest = play.game.now().digest;
    let scenario = std::sync::Arc::clone(play.game.scenario());
    let Some(composer) = &mut play.composer else { return Vec::new() };
    let number = composer.preview.ask(&question);
    vec![Effect::Forecast(Box::new(ForecastAsk { number, digest, scenario, question }))]
}

/// Asks for the futures with and without the order that is open in the menu.
fn forecast_order(play: &mut Play, menu: &mut NewOrder) -> Vec<Effect> {
    let scene = play.scene();
    let Some((order, others)) = menu.open_order(&scene) else { return vec![Effect::StopForecast] };
    let question = Question {
        drafts: others,
        options: vec![Vec::new(), vec![order.clone()]],
        watch: options::watched(&scene, order.seat.state()),
        ..question(play, order.seat.state(), LUCK)
    };
    if let Some(composer) = &mut play.composer {
        composer.preview.stop();
    }
    let number = menu.preview.ask(&question);
    let (digest, scenario) = (play.game.now().digest, std::sync::Arc::clone(play.game.scenario()));
    vec![Effect::Forecast(Box::new(ForecastAsk { number, digest, scenario, question }))]
}

/// Asks who would step in where that is to be shown on the board and is not known: about what the lit state asks, and about what drafts
/// refuse. One at a time, and only while nothing else is asked.
pub(super) fn wonder(workspace: &mut Workspace, effects: &[Effect]) -> Option<Effect> {
    let on_table = workspace.screen == Screen::Table;
    let play = workspace.play.as_mut()?;
    if effects.iter().any(|effect| matches!(effect, Effect::Forecast(_) | Effect::StopForecast)) {
        play.drafting.wonder = None;
    }
    let asked = effects.iter().any(|effect| matches!(effect, Effect::Forecast(_)));
    let menu_open = matches!(workspace.dialog, Some(Dialog::NewOrder(_)));
    if asked || menu_open || !on_table || play.composer.is_some() || play.page.is_some() || play.game.over() {
        return None;
    }
    let digest = play.game.now().digest;
    if play.drafting.wonder.as_ref().is_some_and(|known| known.digest == digest) {
        return None;
    }
    let scene = play.scene();
    let lit = |r: &Request| scene.selection == Selection::State(r.from);
    let refused = |r: &Request| {
        let refuses = |order: &Order| matches!(order.kind, OrderKind::Decide(_, Decision::Deny(_) | Decision::Defer(_)));
        scene.draft_for(r.key).is_some_and(|(_, order)| refuses(order))
    };
    let wanted = |r: &&Request| (lit(r) || refused(r)) && scene.step_in(r.key).is_none();
    let request = scene.in_tray().find(wanted)?;
    let before = scene.draft_for(request.key).map(|(_, order)| order.into());
    let probe = Composer::new(scene.setting, scene.world, request, before.as_ref());
    let (options, watch) = probe.wonder(&scene);
    let others = |order: &&Order| {
        order.seat.state() == Some(request.to) && !matches!(&order.kind, OrderKind::Decide(key, _) if *key == request.key)
    };
    let question = Question {
        drafts: scene.drafts.iter().filter(others).cloned().collect(),
        options,
        watch,
        turns: horizon(&scene, request),
        ..question(play, Some(request.to), LUCK ^ request.key.0)
    };
    let number = next_number();
    let wonder = Wonder { number, request: request.key, digest, others: probe.others };
    let scenario = std::sync::Arc::clone(play.game.scenario());
    play.drafting.wonder = Some(wonder);
    Some(Effect::Forecast(Box::new(ForecastAsk { number, digest, scenario, question })))
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
    if let Some(Dialog::NewOrder(menu)) = &mut workspace.dialog {
        menu.preview.stop();
    }
    vec![Effect::StopForecast]
}
