//! A seat's file as a page to read: its briefing, what it ordered and heard turn by turn, and its key numbers.

use super::orders::order;
use super::words::{BOARD_MEASURES, capital, level, measure, money, number};
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::Id as _;
use crate::rules::variable::{Scope, StateVar, Variable};
use crate::rules::world::World;
use crate::session::seat_file::{Request, SeatFile, Turn};
use crate::text::{fill, text};

/// Numbers of its own that a seat reads after each turn.
const OWN: [StateVar; 4] = [StateVar::Budget, StateVar::Capital, StateVar::Governance, StateVar::Rights];

/// An order of the seat with the reasons that it gave, for its file. `world` is the position in which it was given.
#[must_use]
pub fn told(setting: &Setting, world: &World, of: &Order) -> String {
    let mut said = capital(&order(setting, world, of));
    let reasons = [("reading.public", &of.public_reason), ("reading.private", &of.private_reason)];
    for (key, reason) in reasons.into_iter().filter(|(_, reason)| !reason.is_empty()) {
        let reason: Vec<&str> = reason.split_whitespace().collect();
        said.extend([" ", &fill(key, &[("reason", &reason.join(" "))])]);
    }
    said
}

/// The title of the page.
#[must_use]
pub fn title(of: &SeatFile) -> String {
    fill("seat.title", &[("title", of.title()), ("seat", of.seat())])
}

/// The page, Markdown.
#[must_use]
pub fn page(of: &SeatFile) -> String {
    let rules = of.rules().to_string();
    let seat = ("seat", of.seat());
    let mut page = fill("seat.says", &[seat, ("title", of.title()), ("program", of.program()), ("rules", &rules)]);
    page.push('\n');
    if !of.objectives().is_empty() {
        page.extend(["\n## ", &fill("seat.objectives", &[seat]), "\n"]);
        page.extend(of.objectives().iter().map(|objective| format!("- {objective}\n")));
    }
    for (key, briefing) in [("seat.own_briefing", of.own_briefing()), ("seat.briefing", of.briefing())] {
        if !briefing.trim().is_empty() {
            page.extend(["\n## ", &fill(key, &[seat]), "\n\n", briefing.trim(), "\n"]);
        }
    }
    page.extend(of.turns().iter().map(|turn| format!("\n{}", turn_page(of, turn))));
    page
}

/// A turn of the page: what was ordered and heard in it, and how things stood after it.
#[must_use]
pub fn turn_page(of: &SeatFile, turn: &Turn) -> String {
    let (number, seat) = (turn.number().to_string(), of.seat());
    let key = match (turn.number(), turn.hindsight()) {
        (0, _) => "seat.opening",
        (_, false) => "reading.turn",
        (_, true) => "seat.turn_hindsight",
    };
    let mut page = format!("## {}\n", fill(key, &[("turn", &number)]));
    if turn.number() > 0 && turn.orders().is_empty() {
        page.extend(["\n", &fill("seat.no_orders", &[("seat", seat)]), "\n"]);
    }
    let mut list = |key: &str, items: Vec<String>| {
        if !items.is_empty() {
            page.extend(["\n**", &fill(key, &[("seat", seat)]), "**\n"]);
            page.extend(items.iter().map(|item| format!("- {item}\n")));
        }
    };
    list("seat.ordered", turn.orders());
    list("seat.heard", turn.headlines().to_vec());
    list("seat.waiting", turn.requests().iter().map(request).collect());
    list("seat.numbers", numbers(seat, turn));
    page
}

fn request(of: &Request) -> String {
    let (tier, points, value) = (of.tier().to_string(), number(of.points().to_f64(), 1), money(of.value().to_f64()));
    let raised = of.raised().to_string();
    let values = [("from", of.from()), ("to", of.to()), ("domain", of.domain()), ("tier", &tier), ("points", &points)];
    let said = fill("seat.request", &[&values[..], &[("value", &value), ("raised", &raised)]].concat());
    let plea: Vec<&str> = of.plea().split_whitespace().collect();
    if plea.is_empty() { said } else { format!("{said} “{}”", plea.join(" ")) }
}

/// The key numbers: the measures of the board, and what the seat has itself. What a file does not hold is not told.
fn numbers(seat: &str, turn: &Turn) -> Vec<String> {
    let line = |name: &str, of: &str, variable: Variable| {
        let found = turn.number_named(&format!("{}({of})", variable.kind_name()))?;
        Some(format!("{name}: {}", level(variable, found)))
    };
    let board =
        BOARD_MEASURES.iter().filter_map(|kind| line(&capital(measure(*kind)), "board", Variable::Measure(*kind, Scope::Board)));
    // A number is written by its kind, whoever's it is.
    let own = OWN.iter().filter_map(|kind| {
        line(text(&format!("table.{}", kind.name())), seat, Variable::State(*kind, crate::rules::table::StateId::from_index(0)))
    });
    own.chain(board).collect()
}
