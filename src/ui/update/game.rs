//! Starting, playing, taking back.

use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;

use super::{branches, drafts, table};
use crate::forecast;
use crate::players;
use crate::report::{history, refusals};
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::order::{FacilitatorOrder, Order, Player, Seat};
use crate::rules::table::StateId;
use crate::rules::validate::Refusal;
use crate::session::{BranchId, Game, NodeId, Stamp};
use crate::text::text;
use crate::ui::kit::ensemble::FUTURES;
use crate::ui::panels::composer;
use crate::ui::state::intents::Effect;
use crate::ui::state::pages::Page;
use crate::ui::state::workspace::{Dialog, Play, Screen, Tab, Workspace};

/// A new game of the n-th bundled scenario.
pub(super) fn start(workspace: &mut Workspace, which: usize, seat: Option<StateId>) -> Vec<Effect> {
    let Some(scenario) = workspace.library.get(which).map(Arc::clone) else { return Vec::new() };
    let sealed = workspace.settings.sealed;
    put(workspace, Play::new(Game::new(scenario, unchosen(), seat).begun(Some(Stamp::now())).with_sealed_orders(sealed)));
    Vec::new()
}

/// A seed nobody has chosen: the standard library's own source of unpredictable keys.
fn unchosen() -> Seed {
    Seed(std::collections::hash_map::RandomState::new().build_hasher().finish() >> 16)
}

/// The scenario on the table from its start, from the same seat, with the luck that it was played with or another.
pub(super) fn again(workspace: &mut Workspace, same_luck: bool) -> Vec<Effect> {
    let Some(game) = workspace.play.as_ref().map(|play| &play.game) else { return Vec::new() };
    let seed = if same_luck { game.luck() } else { unchosen() };
    let fresh = Game::new(Arc::clone(game.scenario()), seed, game.seat());
    let fresh = fresh.begun(Some(Stamp::now())).with_sealed_orders(game.sealed());
    put(workspace, Play::new(fresh));
    vec![Effect::StopForecast]
}

/// Puts a game on the table.
pub(super) fn put(workspace: &mut Workspace, mut play: Play) {
    workspace.games += 1;
    play.number = workspace.games;
    workspace.play = Some(play);
    workspace.screen = Screen::Table;
    workspace.dialog = None;
    workspace.hindcast.close();
}

/// Seats people; whoever sits at a state is asked before they see all that is sealed.
pub(super) fn sit_or_ask(workspace: &mut Workspace, seat: Option<StateId>) -> Vec<Effect> {
    let asks = |play: &Play| play.game.sealed() && play.game.seat().is_some() && seat.is_none();
    if workspace.play.as_ref().is_some_and(asks) {
        workspace.dialog = Some(Dialog::Chair);
        return Vec::new();
    }
    sit(workspace, seat)
}

/// Takes the facilitator's chair. Where orders are sealed, the game remembers it.
pub(super) fn take_chair(workspace: &mut Workspace) -> Vec<Effect> {
    workspace.dialog = None;
    sit(workspace, None)
}

fn sit(workspace: &mut Workspace, seat: Option<StateId>) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if play.game.seat() != seat {
        // Each seat's drafts are its own: they are there again when it sits down, and no step back leads to another's.
        let drafted = play.drafts.clone();
        play.keep_drafts();
        play.game.sit(seat);
        moved(play);
        play.revision += 1;
        if play.drafts.is_empty() {
            // Who leads the game goes on with what a seat drafted, and a seat with what was drafted for it.
            let own = |order: &Order| seat.is_none_or(|seat| order.seat == Seat::State(seat));
            play.drafts = drafted.into_iter().filter(own).collect();
        }
    }
    Vec::new()
}

/// Plays the turn with the drafts and the computer's orders for everybody else.
pub(super) fn resolve(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if play.game.over() {
        return Vec::new();
    }
    let game = &play.game;
    if let Some(reason) = history::no_branch(game, game.cursor()) {
        play.refusals = vec![reason.to_owned()];
        return Vec::new();
    }
    // The facilitator's draft stands in for the computer's answer.
    let drafted = |order: &Order| play.drafts.iter().any(|draft| draft.answers_with(order));
    let mut orders = players::orders_of_others(game.setting(), game.world(), game.seat(), game.luck());
    orders.retain(|order| !drafted(order));
    orders.extend(play.drafts.iter().cloned());
    orders.extend(seating(game));
    let refused = play.game.resolve(&orders).err().unwrap_or_default();
    if refused.is_empty() {
        play.drafts.clear();
        play.refusals.clear();
        play.close_composer();
        play.page = None;
        play.revision += 1;
        // How a game came out stands in the place of the in-tray.
        let after = if play.game.over() && play.bottom.folded.tray { Tab::Tray } else { Tab::Headlines };
        play.bottom.tab = after;
        play.bottom.turn_to(Some(after));
        play.bottom.ledger.entries.clear();
        play.look();
        // There is no next turn for it to run in once the game is over.
        workspace.clock = workspace.clock.filter(|_| !play.game.over());
        if let Some(clock) = &mut workspace.clock {
            clock.reset();
        }
    } else {
        let words = |refusal: &Refusal| refusals::refusal(play.game.setting(), play.game.world(), refusal);
        play.refusals = refused.iter().map(words).collect();
    }
    Vec::new()
}

/// A state that people play answers harms by its own orders, not by itself: seating them is an order, logged like any other.
fn seating(game: &Game) -> Option<Order> {
    let state = game.seat().filter(|seat| game.world().players[*seat] != Player::Person)?;
    let order = Order::of_facilitator(FacilitatorOrder::Seat { state, player: Player::Person });
    Some(Order { public_reason: text("order.seated").to_owned(), ..order })
}

/// Takes the last draft back, or else the last turn, whose own orders become drafts again.
pub(super) fn undo(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.refusals.clear();
    if branches::rewrite(play, false) {
        return Vec::new();
    }
    if play.positions.undo() {
        table::keep_places(play);
        play.revision += 1;
        return Vec::new();
    }
    if play.drafting.undo(&mut play.drafts) {
        return Vec::new();
    }
    // A branch that was just opened is left before a turn of the other one is taken back.
    if play.game.leave_unplayed() {
        play.revision += 1;
        moved(play);
        return Vec::new();
    }
    let seat = play.game.seat();
    if let Some(orders) = play.game.undo() {
        let given = |order: &&Order| order.seat.state().is_some() && order.seat.state() == seat;
        play.drafts = orders.iter().filter(given).cloned().collect();
        play.revision += 1;
        moved(play);
    }
    Vec::new()
}

pub(super) fn redo(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if branches::rewrite(play, true) {
        return Vec::new();
    }
    if play.positions.redo() {
        table::keep_places(play);
        play.revision += 1;
        return Vec::new();
    }
    if play.drafting.redo(&mut play.drafts) {
        return Vec::new();
    }
    if play.game.redo() {
        play.drafts.clear();
        play.revision += 1;
        moved(play);
    }
    Vec::new()
}

pub(super) fn go_to(workspace: &mut Workspace, node: NodeId) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if play.game.cursor() != node && play.game.node(node).is_some() {
        play.keep_drafts();
        play.game.go_to(node);
        moved(play);
    }
    Vec::new()
}

/// Goes to a position of a branch and shows the board there, also where the game stands there already.
pub(super) fn go_to_and_look(workspace: &mut Workspace, node: NodeId, branch: BranchId) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if (play.game.cursor(), play.game.branch()) != (node, branch) && play.game.line_of(branch).contains(&node) {
        play.keep_drafts();
        play.game.stand_at(node, branch);
        moved(play);
    }
    play.page = None;
    Vec::new()
}

/// What follows from another position on the table. Looking about is nothing that a file would have to keep.
pub(super) fn moved(play: &mut Play) {
    play.drafting.turned();
    play.bring_drafts_back();
    play.close_composer();
    play.page = None;
    play.refusals.clear();
    play.bottom.ledger.entries.clear();
    play.look();
}

/// So many futures of a preview are played.
pub fn played(workspace: &mut Workspace, number: u64, done: u32) {
    let Some(play) = &mut workspace.play else { return };
    if let Some(composer) = &mut play.composer {
        composer.preview.progress(number, done);
    }
    if let Some(Page::Sets(view)) = &mut play.page {
        view.preview.progress(number, done);
    }
    if let Some(Dialog::NewOrder(menu)) = &mut workspace.dialog {
        menu.preview.progress(number, done);
    }
}

/// A preview is there. One for another position is dropped.
pub fn previewed(workspace: &mut Workspace, number: u64, digest: Digest, answer: &forecast::Answer, futures: u32) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let here = play.game.now().digest == digest;
    // Each takes only the answer to what it asked itself.
    if let Some(Page::Sets(view)) = play.page.as_mut().filter(|_| here) {
        view.preview.arrived(number, answer.clone(), futures);
    }
    if let Some(Dialog::NewOrder(menu)) = workspace.dialog.as_mut().filter(|_| here) {
        menu.preview.arrived(number, answer.clone(), futures);
    }
    if let Some(composer) = play.composer.as_mut().filter(|_| here) {
        composer.preview.arrived(number, answer.clone(), futures);
    }
    // The board shows who would step in from the same futures as the composer, once all are played.
    let asked = play.drafting.wonder.take_if(|asked| asked.number == number && futures >= FUTURES).filter(|_| here);
    let scene = play.scene();
    let open = play.composer.as_ref().filter(|composer| composer.preview.running().is_none());
    let found = match &asked {
        Some(asked) => composer::who_steps_in(&scene, asked, answer),
        None => open.and_then(|composer| composer.step_in(&scene)),
    };
    if let Some(found) = found {
        play.drafting.keep_step_in(found);
    }
    // What is to be known next is asked next.
    drafts::wonder(workspace, &[]).into_iter().collect()
}
