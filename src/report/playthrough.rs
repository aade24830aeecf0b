//! A whole game as plain text that people can read and a test can compare.

use crate::rules::view::Viewer;
use crate::rules::world::World;
use crate::session::{Game, TurnNode};
use crate::text::{fill, text};

use super::causes::Context;
use super::headlines::headline;
use super::history::played_how;
use super::orders::order;
use super::tables::position;
use super::words::calendar;

/// The current line of a game: the opening, then each turn with its orders and reasons, its headlines and its tables.
#[must_use]
pub fn playthrough(game: &Game) -> String {
    let setting = game.setting();
    let line = game.line();
    let mut story = fill(
        "playthrough.title",
        &[("title", &setting.title), ("seed", &game.seed().0.to_string()), ("turns", &setting.turns.to_string())],
    );
    story.push_str("\n\n");
    if let Some(opening) = line.first() {
        story.push_str(&(fill("playthrough.opening", &[("digest", &opening.digest.short())]) + "\n\n"));
        story.push_str(&position(setting, &opening.world));
    }
    for pair in line.windows(2) {
        if let [before, node] = pair {
            story.push('\n');
            story.push_str(&turn(game, &before.world, node));
            story.push('\n');
            story.push_str(&position(setting, &node.world));
        }
    }
    story
}

/// One turn: its digest, its orders with their reasons, its headlines.
#[must_use]
pub fn turn(game: &Game, before: &World, node: &TurnNode) -> String {
    let setting = game.setting();
    let number = before.turn.to_string();
    let when = calendar(setting, before.turn);
    let mut story = fill("playthrough.turn", &[("turn", &number), ("when", &when), ("digest", &node.digest.short())]);
    story.extend([played_how(game, node), "\n"]);
    story.push_str(text("playthrough.orders"));
    story.push('\n');
    if node.orders.is_empty() {
        story.extend(["  ", text("playthrough.no_orders"), "\n"]);
    }
    for given in node.orders.iter() {
        story.extend(["  ", &order(setting, before, given), "\n"]);
        for reason in [&given.public_reason, &given.private_reason].into_iter().filter(|reason| !reason.is_empty()) {
            story.extend(["    ", reason, "\n"]);
        }
    }
    story.push_str(text("playthrough.headlines"));
    story.push('\n');
    if node.ledger.headlines.is_empty() {
        story.extend(["  ", text("playthrough.no_headlines"), "\n"]);
    }
    for news in &node.ledger.headlines {
        story.extend(["  ", &headline(setting, Context::of(node, Viewer::Facilitator), news, &node.ledger), "\n"]);
    }
    story
}
