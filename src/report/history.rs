//! The history of a game in words: branches, what is taken back, what could not be ordered again, how two lines differ, what a crash
//! left, and what a head says.

use super::causes::{Context, cause_in};
use super::orders::order;
use super::refusals::refusal;
use super::words::{Shape, change, file_name, level, short_variable, shown_unit, shows_nothing};
use crate::rules::order::Order;
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::rules::world::World;
use crate::session::compare::{Comparison, Difference, Reason};
use crate::session::journal::Found;
use crate::session::rerun::LeftOut;
use crate::session::save::Head;
use crate::session::{BranchId, Game, NodeId, Stamp, TurnNode};
use crate::text::{fill, text};

/// A branch as a phrase: "B, from turn 3, with hindsight, on other luck".
#[must_use]
pub fn branch(game: &Game, id: BranchId) -> String {
    fill("history.branch", &[("name", &game.branch_name(id)), ("how", &branch_how(game, id))])
}

/// Where a branch begins: "from turn 3".
#[must_use]
pub fn begins(game: &Game, id: BranchId) -> String {
    let from = game.branches().get(id.0).map_or(NodeId::OPENING, |branch| branch.from);
    fill("history.branch_plain", &[("turn", &game.node(from).map_or(1, |node| node.world.turn).to_string())])
}

/// Where a branch begins and how it is played: "from turn 3, with hindsight, on other luck".
#[must_use]
pub fn branch_how(game: &Game, id: BranchId) -> String {
    let Some(of) = game.branches().get(id.0).filter(|_| id != BranchId::FIRST) else { return text("history.first").to_owned() };
    let turn = game.node(of.from).map_or(1, |node| node.world.turn).to_string();
    let seen = game.node(of.tip).is_some_and(|node| node.hindsight && of.tip != of.from);
    let key = match (seen, of.luck != game.seed()) {
        (false, false) => "history.branch_plain",
        (true, false) => "history.branch_hindsight",
        (false, true) => "history.branch_luck",
        (true, true) => "history.branch_both",
    };
    fill(key, &[("turn", &turn)])
}

/// How a turn was played, where that was out of the ordinary: " (with hindsight, on other luck)". Else empty.
#[must_use]
pub fn played_how(game: &Game, node: &TurnNode) -> &'static str {
    match (node.hindsight, node.luck != game.seed()) {
        (false, false) => "",
        (true, false) => text("history.hindsight"),
        (true, true) => text("history.hindsight_other"),
        (false, true) => text("history.other_luck"),
    }
}

/// What undo takes back: the last draft, else a branch on which nothing has been played, else the last turn. None where that is nothing.
#[must_use]
pub fn undo_name(game: &Game, drafts: &[Order]) -> Option<String> {
    let draft = drafts.last().map(|draft| fill("history.undo_draft", &[("order", &order(game.setting(), game.world(), draft))]));
    let opened = game.on_unplayed_branch().then(|| fill("history.undo_branch", &[("branch", &game.branch_name(game.branch()))]));
    draft.or(opened).or_else(|| game.undone_turn().map(|turn| fill("history.undo_turn", &[("turn", &turn.to_string())])))
}

/// What redo brings back. None where that is nothing.
#[must_use]
pub fn redo_name(game: &Game) -> Option<String> {
    let (node, branch) = game.redone()?;
    if node == game.cursor() {
        return Some(fill("history.redo_branch", &[("branch", &game.branch_name(branch))]));
    }
    let turn = game.node(node)?.world.turn.saturating_sub(1);
    Some(fill("history.redo_turn", &[("turn", &turn.to_string())]))
}

/// Why no turn can be played from a position: the game is over there, only the facilitator may play from there again, or the game is as
/// large as a save may be.
#[must_use]
pub fn no_branch(game: &Game, from: NodeId) -> Option<&'static str> {
    if game.node(from).is_some_and(|node| node.world.over(game.setting())) {
        return Some(text("history.over_branch"));
    }
    let sealed = game.only_facilitator_plays_from(from).then(|| text("history.sealed_branch"));
    sealed.or_else(|| game.is_full().then(|| text("history.full")))
}

/// An order that could not be given again, with the reason.
#[must_use]
pub fn left_out(game: &Game, of: &LeftOut) -> String {
    let world = |node: NodeId| -> &World { game.node(node).map_or_else(|| game.world(), |node| &node.world) };
    let given = order(game.setting(), world(of.given_at), &of.order);
    let why = refusal(game.setting(), world(of.refused_at), &of.why);
    fill("history.left_out", &[("turn", &of.turn.to_string()), ("order", &given), ("why", &why)])
}

/// A difference as a line: "Reliability of Claverne for Haldry: 0.61 and 0.43, −0.18".
#[must_use]
pub fn difference(game: &Game, of: &Difference) -> String {
    let (one, other) = (level(of.variable, of.one), level(of.variable, of.other));
    let values = [("variable", short_variable(game.setting(), of.variable)), ("one", one), ("other", other)];
    let amount = change(of.variable, of.amount());
    let values: Vec<(&str, &str)> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
    fill("history.difference", &[&values[..], &[("amount", &amount)]].concat())
}

/// The causes of a difference, the largest first: how much of it, and what it was: "the denial of Haldry's request for air defence". What is
/// too small for the figures in which the number is written is one line together, if there is anything to it; amounts as written add up.
#[must_use]
pub fn difference_causes(game: &Game, compared: &Comparison, of: &Difference) -> Vec<(Quantity, String)> {
    let worlds = [compared.other, compared.one].map(|id| game.node(id).map(|node| &*node.world));
    let told = |reason: Reason| {
        let node = reason.ordered.and_then(|id| game.node(id));
        // What was decided on one line only is known to its own record.
        let world = node.map(|node| &*node.world).or_else(|| worlds.into_iter().flatten().next());
        let context = Context { world, orders: node.map(|node| node.orders.as_slice()), ..Context::default() };
        cause_in(game.setting(), context, &reason.cause)
    };
    let shown = |amount: &Quantity| !shows_nothing(&change(of.variable, *amount));
    let (seen, small): (Vec<_>, Vec<_>) = of.causes.iter().copied().partition(|(_, amount)| shown(amount));
    let rest: Quantity = small.iter().map(|(_, amount)| *amount).sum();
    let mut rows: Vec<(Quantity, String)> = seen.into_iter().map(|(reason, amount)| (amount, told(reason))).collect();
    if shown(&rest) {
        rows.push((rest, fill("why.rest", &[("count", &small.len().to_string())])));
    }
    let all = of.causes.iter().map(|(_, amount)| *amount).sum();
    as_sum(of.variable, rows, all)
}

/// Amounts that are written so that they add up to a sum as written; without those that are then nothing.
fn as_sum(variable: Variable, rows: Vec<(Quantity, String)>, sum: Quantity) -> Vec<(Quantity, String)> {
    let amounts: Vec<Quantity> = rows.iter().map(|(amount, _)| *amount).collect();
    let shape = Shape::of(variable);
    let units = shape.parts(&amounts, shape.units(sum));
    let written = |units: i64| Quantity::from_micros(units.saturating_mul(shown_unit(variable).micros()));
    let rows = rows.into_iter().zip(units).filter(|(_, units)| *units != 0);
    rows.map(|((_, words), units)| (written(units), words)).collect()
}

/// A game that a crash left: which, how far, by whom, in which file, when. `now` is this moment.
#[must_use]
pub fn found(of: &Found, now: Stamp) -> String {
    let title = of.head.as_ref().map_or_else(|| text("history.no_title").to_owned(), |head| head.title.clone());
    let when = fill("history.when", &[("ago", &ago(of.when, now)), ("moment", &moment(of.when))]);
    match (&of.game, of.turn()) {
        (Ok(recovered), Some(turn)) => {
            let game = &recovered.game;
            let last = game.world().last_turn;
            let drafts = game.drafts().len() + game.kept().values().map(Vec::len).sum::<usize>();
            let key = match (turn > last, drafts) {
                (true, _) => "history.found_over",
                (false, 0) => "history.found",
                (false, 1) => "history.found_draft",
                (false, _) => "history.found_drafts",
            };
            let (turn, last, drafts) = (turn.to_string(), last.to_string(), drafts.to_string());
            let which = fill(key, &[("title", &title), ("turn", &turn), ("last", &last), ("count", &drafts)]);
            let seat = game.seat().map_or(text("history.no_seats"), |seat| game.setting().states[seat].name.as_str());
            let file = of.file().map(file_name);
            let saved =
                file.map_or_else(|| text("history.in_no_file").to_owned(), |file| fill("history.in_file", &[("file", &file)]));
            fill("history.found_how", &[("which", &which), ("seat", seat), ("saved", &saved), ("when", &when)])
        }
        (Err(why), _) => fill("history.found_other", &[("title", &title), ("when", &when), ("why", &why.to_string())]),
        (Ok(_), None) => title,
    }
}

/// How long ago something was: clocks of places differ, and this does not.
fn ago(of: Stamp, now: Stamp) -> String {
    let minutes = now.0.saturating_sub(of.0) / 60;
    let (key, count) = match minutes {
        0..2 => ("history.just_now", 0),
        2..120 => ("history.minutes_ago", minutes),
        120..2_880 => ("history.hours_ago", minutes / 60),
        _ => ("history.days_ago", minutes / 1_440),
    };
    fill(key, &[("count", &count.to_string())])
}

/// A moment: "25 November 2026, 23:40 (universal time)".
#[must_use]
pub fn moment(of: Stamp) -> String {
    let [year, month, day, hour, minute] = of.parts();
    let (year, day, time) = (year.to_string(), day.to_string(), format!("{hour:02}:{minute:02}"));
    let month = format!("month.{month}");
    fill("history.moment", &[("day", &day), ("month", text(&month)), ("year", &year), ("time", &time)])
}

/// Which game, by whom and when: the head of a save as a paragraph.
#[must_use]
pub fn head(of: &Head) -> String {
    let seats = if of.seats.is_empty() { text("history.no_seats").to_owned() } else { of.seats.join(", ") };
    let created = of.created.map_or_else(|| text("cli.verify_unknown").to_owned(), moment);
    let rules = of.rules.to_string();
    let values = [("title", of.title.as_str()), ("scenario", &of.scenario), ("seed", &of.seed), ("seats", &seats)];
    fill("history.head", &[&values[..], &[("rules", rules.as_str()), ("program", &of.program), ("created", &created)]].concat())
}
