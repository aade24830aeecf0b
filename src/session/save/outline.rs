//! What a save says without being played: for games of other rules, which open to be read.

use super::read::{Reading, pages};
use super::v1::EntryFile;
use super::{Head, SaveError};
use crate::rules::order::Order;
use crate::scenario::{self, Scenario};
use crate::session::orders::{OrderFile, one_line};

/// A save as it is written.
#[derive(Clone, Debug)]
pub struct Outline {
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

/// Reads a save whose rules this program need not know.
///
/// # Errors
/// Its format is not known, or it is damaged.
pub fn outline(content: &str) -> Result<Outline, SaveError> {
    let pages = pages(content, Reading::Whole)?;
    let board = scenario::load(&pages.head.scenario.id, &pages.scenario).ok();
    let understood = |order: &OrderFile| board.as_ref().and_then(|board| order.read(&board.setting, None).ok());
    let line = |entry: EntryFile| match entry {
        EntryFile::Turn { turn, branch, hindsight, orders, .. } => {
            let told = |order: &OrderFile| {
                let (seat, written) = (order.seat().to_owned(), one_line(order));
                OutlineOrder { seat, written, order: understood(order) }
            };
            let orders = orders.iter().map(told).collect();
            Some(OutlineLine::Turn { turn, branch, hindsight, orders })
        }
        EntryFile::Branch { branch, from, .. } => Some(OutlineLine::Branch { branch, from }),
        EntryFile::Snapshot { node, numbers, .. } => Some(OutlineLine::Snapshot { node, numbers }),
        EntryFile::Note { node, text, .. } => Some(OutlineLine::Note { node, text }),
        _ => None,
    };
    let lines = pages.entries.into_iter().filter_map(|placed| line(placed.entry)).collect();
    Ok(Outline { head: Head::of(&pages.head), scenario: pages.scenario, board, lines })
}
