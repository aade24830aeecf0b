//! Orders files: what named seats order in which turn, written by people.
//!
//! An [`OrdersFile`] is read whole and every problem is told with its place. Names of states and domains are checked when it is
//! read; requests exist only in play, and are looked up turn by turn. The schema of a single order is shared with saves.

mod decimal;
mod schema;

use ron::extensions::Extensions;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(in crate::session) use decimal::Decimal;
pub use decimal::{decimal, parse_decimal};
pub use schema::OrderFile;

use super::desk::WORDS_BYTES_MAX;
use crate::rules::order::{Order, Seat};
use crate::rules::setting::Setting;
use crate::rules::world::World;
use crate::scenario::mend::{self, Decoded, NO_TEXT};
use crate::scenario::place::{self, Kind, Node};
use crate::scenario::{Problem, Problems, ron_words, suggestion};
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

impl OrdersFile {
    /// Reads an orders file for a scenario. `name` is what problems call the file.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place.
    pub fn read(name: &str, content: &str, setting: &Setting) -> Result<Self, Problems> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let mut sheet = Sheet { name, content, problems: Vec::new() };
        let root = match place::read(content) {
            Ok(root) => root,
            Err(fault) => {
                sheet.say(fault.at, fault.message, text("orders.hint_shape"));
                return Err(Problems(sheet.problems));
            }
        };
        let written = sheet.orders(&root);
        let extended = written.iter().fold(0_u16, |sum, of| sum.saturating_add(of.order.extends()));
        sheet.turns(&root, setting.turns.saturating_add(extended));
        let mut lines = Vec::new();
        for Written { turn, at, order, whole } in written {
            match order.read(setting, None) {
                Ok(read) => lines.push(Line { turn, seat: read.seat, place: place_at(content, at), order }),
                // What is wrong with what stands in for a part that could not be read has been said of that.
                Err(wrong) => wrong
                    .into_iter()
                    .filter(|message| whole || (!message.contains(NO_TEXT) && message != text("orders.nothing_ordered")))
                    .for_each(|message| sheet.say(at, message, "")),
            }
        }
        sheet.problems.sort_by_key(|problem| (problem.line, problem.column));
        sheet.problems.dedup();
        if sheet.problems.is_empty() { Ok(Self { name: name.to_owned(), lines }) } else { Err(Problems(sheet.problems)) }
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
        let (placed, problems) = self.placed(setting, world);
        match problems {
            None => Ok(placed.into_iter().map(|placed| placed.order).collect()),
            Some(problems) => Err(problems),
        }
    }

    /// The same, each with its place in the file: those whose request waits, and what is wrong with the others.
    #[must_use]
    pub fn placed(&self, setting: &Setting, world: &World) -> (Vec<Placed>, Option<Problems>) {
        let (mut orders, mut problems) = (Vec::new(), Vec::new());
        for line in self.lines.iter().filter(|line| line.turn == world.turn) {
            match line.order.read(setting, Some(world)) {
                Ok(order) => orders.push(Placed { order, line: line.place.line, column: line.place.column }),
                Err(wrong) => problems.extend(wrong.into_iter().map(|message| Problem {
                    file: self.name.clone(),
                    line: line.place.line,
                    column: line.place.column,
                    message,
                    hint: fill("orders.hint_waiting", &[("before", &world.turn.saturating_sub(1).to_string())]),
                })),
            }
        }
        (orders, (!problems.is_empty()).then_some(Problems(problems)))
    }
}

/// An order as it is read, before its names are looked up.
struct Written {
    turn: u16,
    /// Where it stands, bytes.
    at: usize,
    order: OrderFile,
    /// Whether all of it could be read.
    whole: bool,
}

/// A file that is read, and what is wrong with it so far.
struct Sheet<'a> {
    name: &'a str,
    content: &'a str,
    problems: Vec<Problem>,
}

impl Sheet<'_> {
    fn say(&mut self, at: usize, message: String, hint: &str) {
        let Place { line, column } = place_at(self.content, at);
        self.problems.push(Problem { file: self.name.to_owned(), line, column, message, hint: hint.to_owned() });
    }

    /// Decodes a part; whether all of it could be read, and a hint where the decoder has none.
    fn decode<T: DeserializeOwned>(&mut self, node: &Node, hint: &str) -> (Option<T>, bool) {
        let Decoded { value, faults, .. } = mend::decode(&options(), self.content, node);
        let whole = faults.is_empty();
        for (at, code) in faults {
            let (message, better) = ron_words(&code);
            self.say(at, message, if better.is_empty() { hint } else { &better });
        }
        (value, whole)
    }

    /// Notes fields that a block does not have.
    fn only(&mut self, block: &Node, known: &[&str]) {
        let Kind::Struct(fields) = &block.kind else {
            return self.say(block.start, text("problem.fields_were_expected").to_owned(), text("orders.hint_shape"));
        };
        for (nth, (key, _)) in fields.iter().enumerate() {
            let name = key.text(self.content);
            if !known.contains(&name) {
                self.say(key.start, fill("problem.no_field_file", &[("name", name)]), &suggestion(name, known.iter().copied()));
            } else if fields.iter().take(nth).any(|(other, _)| other.text(self.content) == name) {
                self.say(key.start, fill("problem.given_twice", &[("name", name)]), text("problem.keep_one_two"));
            }
        }
        for name in known.iter().filter(|name| block.find(self.content, name).is_none()) {
            self.say(block.start, fill("problem.field_missing", &[("name", name)]), &fill("problem.add", &[("field", name)]));
        }
    }

    /// The orders of all turns.
    fn orders(&mut self, root: &Node) -> Vec<Written> {
        let mut written = Vec::new();
        self.only(root, &["version", "turns"]);
        if let Some(node) = root.find(self.content, "version")
            && let (Some(found), _) = self.decode::<u32>(node, "")
            && found != ORDERS_VERSION
        {
            let (found, known) = (found.to_string(), ORDERS_VERSION.to_string());
            self.say(node.start, fill("orders.version", &[("found", &found), ("known", &known)]), "");
            // What another version means is not known.
            return written;
        }
        let turns = root.find(self.content, "turns");
        let lists = turns.map(Node::items).unwrap_or_default().iter().filter_map(|turn| turn.find(self.content, "orders"));
        if lists.map(|list| list.items().len()).sum::<usize>() > ORDERS_MAX {
            self.say(root.start, fill("orders.too_many", &[("most", &ORDERS_MAX.to_string())]), "");
            return written;
        }
        for block in turns.map(|turns| self.list(turns)).unwrap_or_default() {
            self.only(block, &["turn", "orders"]);
            let turn = block.find(self.content, "turn").and_then(|node| self.decode::<u16>(node, text("orders.hint_shape")).0);
            let orders = block.find(self.content, "orders").map(|list| self.list(list)).unwrap_or_default();
            for node in orders {
                if let (Some(order), whole) = self.decode(node, text("orders.hint_order")) {
                    written.push(Written { turn: turn.unwrap_or(1), at: node.start, order, whole });
                }
            }
        }
        written
    }

    /// The items of a list, or that it is none.
    fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if !matches!(node.kind, Kind::List(_)) {
            self.say(node.start, text("problem.list_was_expected").to_owned(), text("problem.write_square_brackets"));
        }
        node.items()
    }

    /// Notes turns that the game has not.
    fn turns(&mut self, root: &Node, last: u16) {
        for block in root.find(self.content, "turns").map(Node::items).unwrap_or_default() {
            let Some(node) = block.find(self.content, "turn") else { continue };
            let Some(turn) = mend::decode::<u16>(&options(), self.content, node).value else { continue };
            if turn == 0 || turn > last {
                let numbers = [("turn", turn.to_string()), ("last", last.to_string())];
                let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
                self.say(node.start, fill("orders.no_such_turn", &numbers), "");
            }
        }
    }
}

fn place_at(content: &str, offset: usize) -> Place {
    let before = content.get(..offset).unwrap_or_default();
    let line = before.matches('\n').count() as u32 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
    Place { line, column }
}

#[cfg(test)]
mod tests;
