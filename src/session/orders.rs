//! Orders files: what named seats order in which turn, written by people.
//!
//! An [`OrdersFile`] is read whole and every problem is told with its place. Names of states and domains are checked when it is
//! read; requests exist only in play, and are looked up turn by turn. The schema of a single order is shared with saves.

mod decimal;
mod schema;

use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::{Deserialize, Serialize};

pub(in crate::session) use decimal::Decimal;
pub use decimal::{decimal, parse_decimal};
pub use schema::OrderFile;

use super::desk::WORDS_BYTES_MAX;
use crate::rules::order::{Order, Seat};
use crate::rules::setting::Setting;
use crate::rules::world::World;
use crate::scenario::{Problem, Problems, ron_words};
use crate::text::{fill, text};

/// The version of the format that this program reads and writes.
pub const ORDERS_VERSION: u32 = 1;
/// Most orders in a file.
const ORDERS_MAX: usize = 20_000;

/// How RON is read and written here: a field that may be absent is written without `Some`.
pub(in crate::session) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// One line of RON. There is nothing in what this room writes (names, numbers, texts) that RON cannot write.
pub(in crate::session) fn one_line(value: &impl Serialize) -> String {
    let layout = ron::ser::PrettyConfig::new().depth_limit(0).escape_strings(true);
    options().to_string_pretty(value, layout).unwrap_or_default()
}

/// An order with the place in the file where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The order.
    pub order: Order,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

/// What named seats order, by turn.
#[derive(Clone, Debug, PartialEq)]
pub struct OrdersFile {
    name: String,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
struct Line {
    turn: u16,
    seat: Seat,
    place: Place,
    order: OrderFile,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet<'a> {
    version: u32,
    #[serde(borrow)]
    turns: Vec<SheetTurn<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetTurn<'a> {
    turn: u16,
    #[serde(borrow)]
    orders: Vec<&'a RawValue>,
}

impl OrdersFile {
    /// Reads an orders file for a scenario. `name` is what problems call the file.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn read(name: &str, content: &str, setting: &Setting) -> Result<Self, Problems> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let problem = |place: Place, message: String, hint: &str| Problem {
            file: name.to_owned(),
            line: place.line,
            column: place.column,
            message,
            hint: hint.to_owned(),
        };
        let sheet: Sheet<'_> = options().from_str(content).map_err(|error| {
            let place = Place { line: error.span.start.line as u32, column: error.span.start.col as u32 };
            let (message, hint) = ron_words(&error.code);
            Problems(vec![problem(place, message, if hint.is_empty() { text("orders.hint_shape") } else { &hint })])
        })?;
        let start = Place { line: 1, column: 1 };
        if sheet.version != ORDERS_VERSION {
            let message =
                fill("orders.version", &[("found", &sheet.version.to_string()), ("known", &ORDERS_VERSION.to_string())]);
            return Err(Problems(vec![problem(start, message, "")]));
        }
        if sheet.turns.iter().map(|turn| turn.orders.len()).sum::<usize>() > ORDERS_MAX {
            let message = fill("orders.too_many", &[("most", &ORDERS_MAX.to_string())]);
            return Err(Problems(vec![problem(start, message, "")]));
        }
        let (mut written, mut problems) = (Vec::new(), Vec::new());
        for (turn, raw) in sheet.turns.iter().flat_map(|sheet| sheet.orders.iter().map(|raw| (sheet.turn, raw))) {
            let place = place_at(content, offset_in(content, raw.get_ron()));
            match options().from_str::<OrderFile>(raw.get_ron().trim_start()) {
                Ok(order) => written.push((turn, place, order)),
                Err(error) => {
                    let (line, column) = (error.span.start.line as u32, error.span.start.col as u32);
                    let column = if line <= 1 { place.column + column.saturating_sub(1) } else { column };
                    let place = Place { line: place.line + line.saturating_sub(1), column };
                    let (message, hint) = ron_words(&error.code);
                    problems.push(problem(place, message, if hint.is_empty() { text("orders.hint_order") } else { &hint }));
                }
            }
        }
        let extended = written.iter().fold(0_u16, |sum, (_, _, order)| sum.saturating_add(order.extends()));
        let last = setting.turns.saturating_add(extended);
        let mut lines = Vec::new();
        for (turn, place, order) in written {
            if turn == 0 || turn > last {
                let numbers = [("turn", turn.to_string()), ("last", last.to_string())];
                let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
                problems.push(problem(place, fill("orders.no_such_turn", &numbers), ""));
            }
            match order.read(setting, None) {
                Ok(read) => lines.push(Line { turn, seat: read.seat, place, order }),
                Err(wrong) => problems.extend(wrong.into_iter().map(|message| problem(place, message, ""))),
            }
        }
        problems.sort_by_key(|problem| (problem.line, problem.column));
        if problems.is_empty() { Ok(Self { name: name.to_owned(), lines }) } else { Err(Problems(problems)) }
    }

    /// What problems call the file.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where reasons stand that a game does not keep whole, being longer than it keeps.
    #[must_use]
    pub fn long_reasons(&self) -> Vec<(u32, u32)> {
        let long = |line: &&Line| line.order.longest_reason() > WORDS_BYTES_MAX;
        self.lines.iter().filter(long).map(|line| (line.place.line, line.place.column)).collect()
    }

    /// The seats that the file plays: those that appear in it, in any turn.
    #[must_use]
    pub fn seats(&self) -> Vec<Seat> {
        let mut seats: Vec<Seat> = self.lines.iter().map(|line| line.seat).collect();
        seats.sort();
        seats.dedup();
        seats
    }

    /// The orders for the turn that a world waits for.
    ///
    /// # Errors
    /// Every order whose request does not wait, or is not clear, with its place.
    pub fn orders(&self, setting: &Setting, world: &World) -> Result<Vec<Order>, Problems> {
        Ok(self.placed(setting, world)?.into_iter().map(|placed| placed.order).collect())
    }

    /// The same, each with its place in the file.
    ///
    /// # Errors
    /// As [`OrdersFile::orders`].
    pub fn placed(&self, setting: &Setting, world: &World) -> Result<Vec<Placed>, Problems> {
        let (mut orders, mut problems) = (Vec::new(), Vec::new());
        for line in self.lines.iter().filter(|line| line.turn == world.turn) {
            match line.order.read(setting, Some(world)) {
                Ok(order) => orders.push(Placed { order, line: line.place.line, column: line.place.column }),
                Err(wrong) => problems.extend(wrong.into_iter().map(|message| Problem {
                    file: self.name.clone(),
                    line: line.place.line,
                    column: line.place.column,
                    message,
                    hint: text("orders.hint_waiting").to_owned(),
                })),
            }
        }
        if problems.is_empty() { Ok(orders) } else { Err(Problems(problems)) }
    }
}

/// Where a piece of a text begins in it, without the spaces before it.
fn offset_in(content: &str, piece: &str) -> usize {
    let piece = piece.trim_start();
    (piece.as_ptr() as usize).saturating_sub(content.as_ptr() as usize)
}

fn place_at(content: &str, offset: usize) -> Place {
    let before = content.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
    Place { line, column }
}

#[cfg(test)]
mod tests;
