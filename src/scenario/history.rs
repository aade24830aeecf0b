//! What history recorded: the part of a state's orders from abroad that went to a supplier, for plots to show beside what is played.
//!
//! A record is data of a scenario, because it speaks of that scenario's states and turns. Nothing of it reaches the rules: a game with
//! and without it is the same game.

use super::desk::Desk;
use super::place::Node;
use super::schema::HistoryRow;
use crate::rules::table::StateId;
use crate::text::text as words;

/// A share of orders as it was recorded over some turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recorded {
    /// Who supplied.
    pub supplier: StateId,
    /// Who received.
    pub recipient: StateId,
    /// The first and the last position that it holds for: 0 is the opening, n the end of turn n.
    pub turns: (u16, u16),
    /// The part of the orders from abroad, 0–1: the mean over those turns, or over the time before the opening.
    pub share: f64,
    /// Whether deliveries were counted and not orders.
    pub deliveries: bool,
}

/// Reads the records, if there are any.
pub(super) fn history(desk: &Desk<'_, '_>, root: &Node) -> Vec<Recorded> {
    let turns = f64::from(desk.setting.turns);
    let mut found = Vec::new();
    for item in desk.sheet.list::<HistoryRow>(root, "history", 500) {
        let row = &item.value;
        let (first, last) = row.turns;
        let at = desk.at(&item, "turns");
        desk.sheet.within(at.nth(0), words("problem.turn"), f64::from(first), (0.0, turns));
        desk.sheet.within(at.nth(1), words("problem.turn"), f64::from(last), (f64::from(first), turns));
        desk.sheet.within(desk.at(&item, "share"), "`share`", row.share, (0.0, 1.0));
        let named = |field: &str, name: &str| desk.state(desk.at(&item, field), name);
        let Some((supplier, recipient)) = named("supplier", &row.supplier).zip(named("recipient", &row.recipient)) else {
            continue;
        };
        found.push(Recorded { supplier, recipient, turns: row.turns, share: row.share, deliveries: row.deliveries });
    }
    found
}
