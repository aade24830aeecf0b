//! Space that a turn uses again and again, so that playing many turns allocates nothing once the lists have found their size.
//!
//! Nothing in here outlives a turn: it is the open page of the books, and the worksheets of the phases.

use super::capability::Holding;
use super::ledger::{Contribution, Parent, SeenBy};
use super::order::Clauses;
use super::phases::Allies;
use super::rule::Rule;
use super::score::{Score, Terms};
use super::table::StateId;
use super::variable::Variable;
use super::world::{Delivery, Request};

/// A contribution that waits for the books to be closed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub(super) part: Contribution,
    pub(super) seen_by: Option<SeenBy>,
    /// One more than the place of the note before it about the same number; 0 for the first.
    before: u32,
}

/// A licence that an exporter gives and the partner would take.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) request: Request,
    pub(super) clauses: Clauses,
    pub(super) unconditional: bool,
    pub(super) terms: Terms,
    pub(super) burden: f64,
    pub(super) score: Score,
}

/// An answer as its partner reads it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signal {
    pub(super) partner: StateId,
    pub(super) exporter: StateId,
    pub(super) parent: Parent,
    pub(super) rule: Rule,
    /// How much it counts, decisions.
    pub(super) weight: f64,
    /// What was got of what was wanted, 0–1.
    pub(super) worth: f64,
    /// How far it was from what was expected, 0–1.
    pub(super) surprise: f64,
}

/// The open page of the books, and the worksheets of the phases.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sums: Vec<i64>,
    open: Vec<bool>,
    pub(super) touched: Vec<(u32, Variable)>,
    notes: Vec<Note>,
    /// One more than the place of the last note about each number; 0 where there is none.
    last_note: Vec<u32>,
    /// The notes about one number.
    pub(super) mine: Vec<Note>,
    pub(super) parts: Vec<Contribution>,
    /// Weights of the domains of one buyer.
    pub weights: Vec<f64>,
    /// Numbers by link.
    pub by_link: Vec<f64>,
    /// Other numbers by link.
    pub by_link_too: Vec<f64>,
    /// Numbers by state.
    pub by_state: Vec<f64>,
    /// Other numbers by state.
    pub by_state_too: Vec<f64>,
    /// Licences that would be taken.
    pub(super) offers: Vec<Offer>,
    /// Answers of this turn.
    pub(super) signals: Vec<Signal>,
    /// What arrived this turn.
    pub(super) arrived: Vec<Delivery>,
    /// What is held, by state and domain.
    pub(super) holdings: Vec<Holding>,
    /// Who is allied with whom.
    pub(super) allies: Allies,
    /// Ordered pairs to which something happened.
    pub pairs: Vec<(StateId, StateId)>,
    /// Numbers of the options of a choice.
    pub options: Vec<f64>,
}

impl Scratch {
    /// Makes room for the numbers of a world.
    pub(super) fn ready(&mut self, variables: usize) {
        if self.sums.len() != variables {
            self.sums.clear();
            self.sums.resize(variables, 0);
            self.open.clear();
            self.open.resize(variables, false);
            self.last_note.clear();
            self.last_note.resize(variables, 0);
        }
        self.touched.clear();
        self.notes.clear();
    }

    /// Adds to a sum, and remembers that it was touched.
    #[inline]
    pub(super) fn add(&mut self, slot: usize, variable: Variable, nanos: i64) {
        let (Some(sum), Some(open)) = (self.sums.get_mut(slot), self.open.get_mut(slot)) else { return };
        *sum = sum.saturating_add(nanos);
        if !*open {
            *open = true;
            self.touched.push((slot as u32, variable));
        }
    }

    /// What was added to a number since the books were closed.
    #[inline]
    pub(super) fn pending(&self, slot: usize) -> i64 {
        self.sums.get(slot).copied().unwrap_or_default()
    }

    pub(super) fn note(&mut self, slot: usize, part: Contribution, seen_by: Option<SeenBy>) {
        if let Some(last) = self.last_note.get_mut(slot) {
            self.notes.push(Note { part, seen_by, before: *last });
            *last = self.notes.len() as u32;
        }
    }

    /// Gathers the notes about one number, sorted by their causes, and closes them.
    pub(super) fn gather(&mut self, slot: usize) {
        self.mine.clear();
        let mut place = self.last_note.get_mut(slot).map_or(0, std::mem::take);
        while let Some(note) = (place as usize).checked_sub(1).and_then(|place| self.notes.get(place)) {
            self.mine.push(*note);
            place = note.before;
        }
        self.mine.reverse();
        self.mine.sort_by(|a, b| a.part.cause.cmp(&b.part.cause).then(a.part.amount.total_cmp(&b.part.amount)));
    }

    /// Forgets all notes, once every number's have been gathered.
    pub(super) fn forget_notes(&mut self) {
        self.notes.clear();
    }

    /// Takes a sum, and closes it.
    #[inline]
    pub(super) fn take(&mut self, slot: usize) -> i64 {
        if let Some(open) = self.open.get_mut(slot) {
            *open = false;
        }
        self.sums.get_mut(slot).map_or(0, std::mem::take)
    }
}
