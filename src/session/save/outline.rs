//! What a save says without being played: for games of other rules and of newer formats, which open to be read.

use super::read::{Reading, pages};
use super::v1::EntryFile;
use super::{FORMAT, Head, SaveError, later};
use crate::rules::order::Order;
use crate::scenario::{self, Scenario};
use crate::session::orders::{OrderFile, one_line};

/// A save as it is written.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The format of the file; where it is newer than [`FORMAT`], no hash was checked and there may be more in it than is told.
    pub format: u32,
    /// Its head.
    pub head: Head,
    /// The text of its scenario.
    pub scenario: String,
    /// The scenario, if this program can read it.
    pub board: Option<Scenario>,
    /// What happened, in order.
    pub lines: Vec<OutlineLine>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum OutlineLine {
    /// A turn was played.
    Turn {
        /// Which.
        turn: u16,
        /// On which branch, from 0.
        branch: usize,
        /// Whether with hindsight.
        hindsight: bool,
        /// Who ordered what.
        orders: Vec<OutlineOrder>,
    },
    /// A branch was opened.
    Branch {
        /// Which, from 0.
        branch: usize,
        /// At which position.
        from: usize,
    },
    /// The position where the game stood when it was saved.
    Snapshot {
        /// Which position.
        node: usize,
        /// Its numbers by name, in millionths.
        numbers: Vec<(String, i64)>,
    },
    /// Something was noted at a position.
    Note {
        /// Which position.
        node: usize,
        /// What.
        text: String,
    },
    /// Something that this program does not know, as it is written.
    Unknown(String),
}

impl OutlineLine {
    /// An entry as it is told; none: it says nothing about what happened.
    pub(super) fn of(entry: EntryFile, board: Option<&Scenario>) -> Option<Self> {
        let understood = |order: &OrderFile| board.and_then(|board| order.read(&board.setting, None).ok());
        match entry {
            EntryFile::Turn { turn, branch, hindsight, orders, .. } => {
                let told = |order: &OrderFile| {
                    let (seat, written) = (order.seat().to_owned(), one_line(order));
                    OutlineOrder { seat, written, order: understood(order) }
                };
                let orders = orders.iter().map(told).collect();
                Some(Self::Turn { turn, branch, hindsight, orders })
            }
            EntryFile::Branch { branch, from, .. } => Some(Self::Branch { branch, from }),
            EntryFile::Snapshot { node, numbers, .. } => Some(Self::Snapshot { node, numbers }),
            EntryFile::Note { node, text, .. } => Some(Self::Note { node, text }),
            _ => None,
        }
    }
}

/// One order of a turn.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineOrder {
    /// Whose.
    pub seat: String,
    /// As it is written.
    pub written: String,
    /// As this program understands it; none: it does not.
    pub order: Option<Order>,
}

/// Reads a save whose rules or whose format this program need not know.
///
/// # Errors
/// It is damaged, or of a newer format that no newer program wrote or of which not even the head can be read.
pub fn outline(content: &str) -> Result<Outline, SaveError> {
    let pages = match pages(content, Reading::Whole) {
        Ok(pages) => pages,
        Err(why @ SaveError::OtherFormat { found, .. }) if found > FORMAT => return later::outline(content, found).ok_or(why),
        Err(why) => return Err(why),
    };
    let board = scenario::load(&pages.head.scenario.id, &pages.scenario).ok();
    let lines = pages.entries.into_iter().filter_map(|placed| OutlineLine::of(placed.entry, board.as_ref())).collect();
    Ok(Outline { format: FORMAT, head: Head::of(&pages.head), scenario: pages.scenario, board, lines })
}
