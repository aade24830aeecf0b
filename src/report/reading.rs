//! A game of other rules or of a newer format as a page to read: which versions, what can be done with it, and what was ordered, turn by
//! turn.
//!
//! Its results are not known to this program, and are not told. What an order is about may be: the requests of the opening and those
//! that these rules bring too are named; of the others it is said that they are not known.

use super::history::head;
use super::orders::order_about;
use super::words;
use crate::rules::order::{Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::variable::{Scope, Variable};
use crate::rules::world::{RequestKey, World};
use crate::session::save::{FORMAT, Outline, OutlineLine, OutlineOrder};
use crate::session::{BranchId, Game};
use crate::text::{fill, text};

/// The title of the page.
#[must_use]
pub fn title(file: &str, of: &Outline) -> String {
    fill("reading.title", &[("title", &of.head.title), ("file", file)])
}

/// Whether a game can be gone on with by these rules: they play at least a turn of its orders.
#[must_use]
pub fn plays(again: &Game) -> bool {
    again.nodes().len() > 1
}

/// The page, Markdown. `again`: the game as these rules play its orders, as far as they do; `ours`: this program's rules.
#[must_use]
pub fn page(file: &str, of: &Outline, ours: u32, again: Option<&Game>) -> String {
    let [found, ours, format, known] = [of.head.rules, ours, of.format, FORMAT].map(|number| number.to_string());
    let values = [
        ("found", found.as_str()),
        ("ours", &ours),
        ("program", &of.head.program),
        ("file", file),
        ("own", env!("CARGO_PKG_VERSION")),
        ("format", &format),
        ("known", &known),
    ];
    let newer = of.format > FORMAT;
    let mut page = fill(if newer { "reading.newer" } else { "reading.versions" }, &values);
    page.extend(["\n\n## ", text("reading.what_to_do"), "\n"]);
    let anew = again.filter(|game| plays(game)).map(|_| "reading.anew");
    let todo: &[&str] = if newer {
        &["reading.open_newer", "reading.verify_newer"]
    } else {
        &["reading.play_on", "reading.compare", "reading.verify"]
    };
    for key in todo.iter().copied().chain(anew) {
        page.extend(["- ", &fill(key, &values), "\n"]);
    }
    page.extend(["\n## ", text("reading.game"), "\n", &head(&of.head), "\n"]);
    let branches = of.lines.iter().any(|line| matches!(line, OutlineLine::Branch { .. }));
    if !of.lines.iter().any(|line| matches!(line, OutlineLine::Turn { .. })) {
        page.extend(["\n", text("reading.unplayed"), "\n"]);
    }
    let mut node = 0;
    for line in &of.lines {
        match line {
            OutlineLine::Turn { turn, branch, hindsight, orders } => {
                node += 1;
                let letter = BranchId(*branch).letter();
                let key = match (*hindsight, branches) {
                    (true, _) => "history.turn_hindsight",
                    (false, true) => "history.turn",
                    (false, false) => "reading.turn",
                };
                page.extend(["\n## ", &fill(key, &[("turn", &turn.to_string()), ("branch", &letter)]), "\n"]);
                if orders.is_empty() {
                    page.extend([text("reading.no_orders"), "\n"]);
                }
                page.extend(orders.iter().map(|order| told(of, again, node, order)));
            }
            OutlineLine::Branch { branch, from } => {
                let letter = BranchId(*branch).letter();
                page.extend(["\n", &fill("history.opened", &[("branch", &letter), ("node", &from.to_string())]), "\n"]);
            }
            OutlineLine::Snapshot { node, numbers } => page.push_str(&standing(of, *node, numbers)),
            OutlineLine::Note { node, text } => {
                page.extend(["\n", &fill("history.noted", &[("node", &node.to_string()), ("text", text)]), "\n"]);
            }
            OutlineLine::Unknown(written) => page.extend(["\n", &fill("reading.unknown", &[("written", written)]), "\n"]),
        }
    }
    page
}

/// An order as a point of a list, with the reasons that were given for it.
fn told(of: &Outline, again: Option<&Game>, node: usize, written: &OutlineOrder) -> String {
    let known = of.board.as_ref().zip(written.order.as_ref());
    let Some((board, order)) = known else {
        return format!("- {}\n", fill("reading.as_written", &[("seat", &written.seat), ("order", &written.written)]));
    };
    let world = position(again, node, order).unwrap_or(&board.world);
    let mut said = format!("- {}", words::capital(&order_about(&board.setting, world, order, text("reading.request"))));
    let reasons = [("reading.public", &order.public_reason), ("reading.private", &order.private_reason)];
    for (key, reason) in reasons.into_iter().filter(|(_, reason)| !reason.trim().is_empty()) {
        // A reason of several lines is one paragraph of the list.
        let reason: Vec<&str> = reason.split_whitespace().collect();
        said.extend([" ", &fill(key, &[("reason", &reason.join(" "))])]);
    }
    said + "\n"
}

/// The position before a turn as these rules play it, or another one in which what an order is about is known.
fn position<'a>(again: Option<&'a Game>, node: usize, order: &Order) -> Option<&'a World> {
    let game = again?;
    let world = |n: usize| game.nodes().get(n).map(|node| &*node.world);
    let before = game.nodes().get(node).and_then(|node| node.parent).and_then(|parent| world(parent.0));
    let Some(key) = about(order) else { return before.or_else(|| world(0)) };
    let knows = |world: &&World| world.request(key).is_some() || world.licence(key).is_some();
    before.filter(knows).or_else(|| game.nodes().iter().map(|node| &*node.world).find(knows)).or(before)
}

/// The request or the licence that an order is about.
const fn about(order: &Order) -> Option<RequestKey> {
    match &order.kind {
        OrderKind::Decide(key, _) | OrderKind::Licence(key, _) | OrderKind::Justify { decision: key, .. } => Some(*key),
        _ => None,
    }
}

/// Where the game stood when it was saved: the measures of the board, as they are written.
fn standing(of: &Outline, node: usize, numbers: &[(String, i64)]) -> String {
    let Some(board) = &of.board else { return String::new() };
    let mut said = format!("\n## {}\n", fill("reading.standing", &[("node", &node.to_string())]));
    for measure in words::BOARD_MEASURES {
        let variable = Variable::Measure(measure, Scope::Board);
        let name = variable.name(&board.setting);
        let level = numbers.iter().find(|(found, _)| *found == name).map(|(_, micros)| Quantity::from_micros(*micros));
        if let Some(level) = level {
            said.extend(["- ", words::measure(measure), ": ", &words::level(variable, level), "\n"]);
        }
    }
    said.extend(["\n", &fill("reading.numbers", &[("count", &words::count(numbers.len() as u64))]), "\n"]);
    said
}
