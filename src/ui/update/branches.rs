//! The tree of turns: branches, what people put at positions, and turns that are played again under another decision.

use super::game::moved;
use crate::report::history;
use crate::report::refusals;
use crate::rules::order::Seat;
use crate::rules::validate::Refusal;
use crate::session::rerun::LeftOut;
use crate::session::{Game, NodeId};
use crate::text::{fill, text};
use crate::ui::panels::branches::{BranchesView, Fields, LeftOutWords};
use crate::ui::panels::messages::Kind;
use crate::ui::state::intents::Effect;
use crate::ui::state::pages::{BranchAsk, Page};
use crate::ui::state::workspace::{Play, Workspace};

/// Opens the page; the same key closes it again.
pub(super) fn open(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    play.page = match play.page {
        Some(Page::Branches(_)) => None,
        _ => Some(Page::Branches(BranchesView::new(&play.game))),
    };
    play.close_composer();
    workspace.dialog = None;
    Vec::new()
}

/// Carries out what the page asks for. What was typed has been kept before.
pub(super) fn apply(workspace: &mut Workspace, ask: &BranchAsk) -> Vec<Effect> {
    match ask {
        BranchAsk::Look(node, branch) => super::game::go_to_and_look(workspace, *node, *branch),
        BranchAsk::Branch { from, other_luck } => branch(workspace, *from, *other_luck),
        BranchAsk::Continue(id) => {
            if let Some(play) = &mut workspace.play {
                play.keep_drafts();
                if play.game.go_to_branch(*id) {
                    moved(play);
                }
            }
            Vec::new()
        }
        BranchAsk::Keep => Vec::new(),
    }
}

/// Keeps what stands in the fields of the page. Called before anything is carried out, so that nothing typed can be lost.
pub(super) fn keep(workspace: &mut Workspace) {
    let Some(play) = &mut workspace.play else { return };
    let Some(Page::Branches(view)) = &play.page else { return };
    let (chosen, fields) = view.fields();
    if *fields == Fields::of(&play.game, chosen) {
        return;
    }
    let fields = fields.clone();
    if play.noting.write(&mut play.game, chosen, &fields) {
        play.positions.settle();
        play.revision += 1;
    }
}

/// Takes back what was written last, or writes it again; whether there was something.
pub(super) fn rewrite(play: &mut Play, again: bool) -> bool {
    let game = &mut play.game;
    let done = if again { play.noting.redo(game) } else { play.noting.undo(game) };
    if done {
        play.revision += 1;
        if let Some(Page::Branches(view)) = &mut play.page {
            view.reread(&play.game);
        }
    }
    done
}

fn branch(workspace: &mut Workspace, from: NodeId, other_luck: bool) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    if let Some(reason) = history::no_branch(&play.game, from) {
        workspace.messages.say(Kind::Problem, reason);
        return Vec::new();
    }
    let luck = if other_luck { play.game.other_luck() } else { play.game.luck() };
    play.keep_drafts();
    if let Some(id) = play.game.open_branch(from, luck) {
        play.revision += 1;
        moved(play);
        let how = history::branch_how(&play.game, id);
        let words = fill("branches.opened", &[("branch", &play.game.branch_name(id)), ("how", &how)]);
        workspace.messages.say(Kind::Done, words);
    }
    Vec::new()
}

/// Plays the later turns of the line again under the drafts, on a branch of their own, and holds both against one another.
pub(super) fn replay_rest(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let rest = play.game.rest();
    let (Some(first), Some(last)) = (rest.first().copied(), rest.last().copied()) else { return Vec::new() };
    if let Some(reason) = history::no_branch(&play.game, play.game.cursor()) {
        workspace.messages.say(Kind::Problem, reason);
        return Vec::new();
    }
    let before = play.game.node(last).map_or(play.game.branch(), |node| node.branch);
    let (seat, luck) = (play.game.seat(), play.game.luck());
    let drafts = play.drafts.clone();
    match play.game.replay_under(first, last, seat, &drafts, luck) {
        Ok(Some(rerun)) => {
            // A team is told of its own orders only: the others are those of other seats, covert ones among them.
            let may_know = |of: &&LeftOut| seat.is_none_or(|seat| of.order.seat == Seat::State(seat));
            let told: Vec<String> = rerun.left_out.iter().filter(may_know).map(|of| history::left_out(&play.game, of)).collect();
            let left_out = LeftOutWords { others: rerun.left_out.len() - told.len(), told };
            play.drafts.clear();
            play.revision += 1;
            moved(play);
            let values = [("branch", play.game.branch_name(rerun.branch)), ("count", rerun.left_out.len().to_string())];
            let [(a, branch), (b, count)] = &values;
            let key = if rerun.left_out.is_empty() { "branches.replayed" } else { "branches.replayed_without" };
            let view = BranchesView::on(&play.game, (before, rerun.branch)).with_left_out(left_out);
            play.page = Some(Page::Branches(view));
            workspace.messages.say(Kind::Done, fill(key, &[(a, branch), (b, count)]));
        }
        Ok(None) => workspace.messages.say(Kind::Problem, text("why_not.nothing_ahead")),
        Err(refused) => {
            let words = |refusal: &Refusal| refusals::refusal(play.game.setting(), play.game.world(), refusal);
            play.refusals = refused.iter().map(words).collect();
        }
    }
    Vec::new()
}

/// One step along the line: to the turn before (−1), or to the one after it.
pub(super) fn step(workspace: &mut Workspace, by: i32) -> Vec<Effect> {
    let Some(play) = &workspace.play else { return Vec::new() };
    match next(&play.game, by) {
        Some(node) => super::game::go_to(workspace, node),
        None => Vec::new(),
    }
}

fn next(game: &Game, by: i32) -> Option<NodeId> {
    if by < 0 { game.now().parent } else { game.ahead().first().copied() }
}

/// Runs through the turns of the line by itself, from where the game stands or from the opening; the same command stops it.
pub(super) fn run_through(workspace: &mut Workspace) -> Vec<Effect> {
    let Some(play) = &mut workspace.play else { return Vec::new() };
    let starts = play.timeline.toggle();
    if starts && play.game.ahead().is_empty() {
        return go_to_opening(workspace);
    }
    Vec::new()
}

fn go_to_opening(workspace: &mut Workspace) -> Vec<Effect> {
    super::game::go_to(workspace, NodeId::OPENING)
}

impl Play {
    /// Keeps the drafts, so that they are there when somebody comes back to this position in this seat.
    pub(super) fn keep_drafts(&mut self) {
        let drafts = std::mem::take(&mut self.drafts);
        self.game.keep(self.game.cursor(), self.game.seat(), &drafts);
    }

    /// Brings the drafts back that were kept here.
    pub(super) fn bring_drafts_back(&mut self) {
        let (node, seat) = (self.game.cursor(), self.game.seat());
        if self.drafts.is_empty() {
            self.drafts = self.game.kept().get(&(node, seat)).cloned().unwrap_or_default();
            self.game.keep(node, seat, &[]);
        }
    }
}
