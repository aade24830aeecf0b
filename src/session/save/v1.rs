//! Format 1: the words of a line. These types are the file's, not the game's; they never change once a release has written them.

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

use crate::session::desk::ASIDE_MAX;
use crate::session::orders::OrderFile;
use crate::text::fill;

/// Most orders in one line.
const ORDERS_MAX: usize = 2_000;
/// Most numbers in a snapshot.
const NUMBERS_MAX: usize = 20_000;
/// Most seats of people.
const SEATS_MAX: usize = 200;

/// The second line: what can be known without reading on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadFile {
    pub(super) program: String,
    pub(super) rules: u32,
    pub(super) scenario: ScenarioHead,
    pub(super) seed: String,
    #[serde(deserialize_with = "few_seats")]
    pub(super) seats: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) sealed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<String>,
}

/// Which scenario follows the head, in so many lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScenarioHead {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) blake3: String,
    pub(super) lines: usize,
}

/// A line after the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum EntryFile {
    /// A turn was played.
    Turn {
        node: usize,
        parent: usize,
        branch: usize,
        turn: u16,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hindsight: bool,
        #[serde(deserialize_with = "few_orders")]
        orders: Vec<OrderFile>,
        digest: String,
    },
    /// A branch was opened.
    Branch { branch: usize, from: usize, luck: String },
    /// A branch was named.
    Name { branch: usize, name: String },
    /// Something was noted at a position.
    Note {
        node: usize,
        /// The state whose team wrote it; left out: the facilitator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        text: String,
    },
    /// A bookmark was put at a position.
    Mark {
        node: usize,
        /// The state whose team put it there; left out: the facilitator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        name: String,
    },
    /// Orders are sealed until they are revealed together.
    Sealed,
    /// Somebody who sat at a state took the facilitator's chair while orders were sealed.
    Chair { node: usize },
    /// People sat down at a state.
    Seat { seat: Option<String> },
    /// The cursor was put somewhere.
    At { node: usize, branch: usize },
    /// Orders were given and not yet played.
    Drafts {
        #[serde(deserialize_with = "few_orders")]
        orders: Vec<OrderFile>,
    },
    /// Orders were drafted for another position or by another seat.
    Kept {
        node: usize,
        seat: Option<String>,
        #[serde(deserialize_with = "few_orders")]
        orders: Vec<OrderFile>,
    },
    /// Sets of orders were put aside, taken up or forgotten.
    Aside {
        #[serde(deserialize_with = "few_sets")]
        sets: Vec<SetFile>,
    },
    /// A state was moved on the board.
    Place { state: String, at: Option<(u16, u16)> },
    /// The position where the game stands, as numbers by name in millionths: a cache, for who cannot play.
    Snapshot {
        node: usize,
        digest: String,
        #[serde(deserialize_with = "few_numbers")]
        numbers: Vec<(String, i64)>,
    },
    /// Only in a journal: everything before is in a file, whose last line has this hash.
    Saved { file: String, hash: String },
    /// Only in a journal: the game was left on purpose.
    Closed,
    /// The last line of a save, with the number of lines after the scenario, this one not counted.
    End { entries: usize },
}

/// A set of orders that was put aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetFile {
    pub(super) node: usize,
    pub(super) letter: char,
    #[serde(deserialize_with = "few_orders")]
    pub(super) orders: Vec<OrderFile>,
}

fn few_sets<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<SetFile>, D::Error> {
    deserializer.deserialize_seq(Few::new(ASIDE_MAX))
}

fn few_orders<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<OrderFile>, D::Error> {
    deserializer.deserialize_seq(Few::new(ORDERS_MAX))
}

fn few_numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, i64)>, D::Error> {
    deserializer.deserialize_seq(Few::new(NUMBERS_MAX))
}

fn few_seats<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    deserializer.deserialize_seq(Few::new(SEATS_MAX))
}

/// Reads a list that stops being read when it becomes too long.
struct Few<T> {
    most: usize,
    items: Vec<T>,
}

impl<T> Few<T> {
    const fn new(most: usize) -> Self {
        Self { most, items: Vec::new() }
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill("save.at_most", &[("most", &self.most.to_string())]))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Vec<T>, A::Error> {
        while let Some(item) = list.next_element()? {
            if self.items.len() == self.most {
                return Err(A::Error::custom(fill("save.at_most", &[("most", &self.most.to_string())])));
            }
            self.items.push(item);
        }
        Ok(self.items)
    }
}
