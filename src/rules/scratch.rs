//! Space that a turn uses again and again, so that playing many turns allocates nothing once the lists have found their size.
//!
//! Nothing in here outlives a turn: it is the open page of the books, and the worksheets of the phases.

use super::capability::Holding;
use super::ledger::{Contribution, Parent, SeenBy};
use super::order::Clauses;
use super::phases::{Allies, Desk, Granted};
use super::quantity::Quantity;
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

/// A number that was touched, and the sum of its contributions so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sum {
    /// Where the number lies.
    pub(super) slot: u32,
    /// One more than the place of the last note about it; 0 where there is none.
    last_note: u32,
    pub(super) variable: Variable,
    /// The least and greatest value that it can take.
    pub(super) range: (f64, f64),
    /// Thousand-millionths.
    pub(super) nanos: i64,
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
    /// One more than the place of each number's sum; 0 where it was not touched.
    places: Vec<u32>,
    pub(super) touched: Vec<Sum>,
    notes: Vec<Note>,
    /// The notes about one number.
    pub(super) mine: Vec<Note>,
    pub(super) parts: Vec<Contribution>,
    /// Numbers by domain.
    pub weights: Vec<f64>,
    /// Numbers by link.
    pub by_link: Vec<f64>,
    /// Numbers by state.
    pub by_state: Vec<f64>,
    /// Other numbers by state.
    pub by_state_too: Vec<f64>,
    /// Licences that would be taken.
    pub(super) offers: Vec<Offer>,
    /// Answers of this turn.
    pub(super) signals: Vec<Signal>,
    /// Routine orders that arrive this turn, by channel.
    pub(super) routine: Vec<Quantity>,
    /// The licences of this turn.
    pub(super) granted: Vec<Granted>,
    /// The desk at which money is placed.
    pub(super) desk: Desk,
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
        if self.places.len() != variables {
            self.places.clear();
            self.places.resize(variables, 0);
        }
        self.touched.clear();
        self.notes.clear();
    }

    /// Adds to a sum, and remembers that it was touched.
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its range is known")]
    #[inline(always)]
    pub(super) fn add(&mut self, slot: usize, variable: Variable, nanos: i64) {
        let Some(place) = self.places.get_mut(slot) else { return };
        if let Some(sum) = (*place as usize).checked_sub(1).and_then(|place| self.touched.get_mut(place)) {
            sum.nanos = sum.nanos.saturating_add(nanos);
        } else {
            self.touched.push(Sum { slot: slot as u32, last_note: 0, variable, range: variable.range(), nanos });
            *place = self.touched.len() as u32;
        }
    }

    /// What was added to a number since the books were closed.
    #[inline]
    pub(super) fn pending(&self, slot: usize) -> i64 {
        let place = self.places.get(slot).copied().unwrap_or_default() as usize;
        place.checked_sub(1).and_then(|place| self.touched.get(place)).map_or(0, |sum| sum.nanos)
    }

    /// Writes down why, for a number that was touched.
    pub(super) fn note(&mut self, slot: usize, part: Contribution, seen_by: Option<SeenBy>) {
        let place = self.places.get(slot).copied().unwrap_or_default() as usize;
        if let Some(sum) = place.checked_sub(1).and_then(|place| self.touched.get_mut(place)) {
            self.notes.push(Note { part, seen_by, before: sum.last_note });
            sum.last_note = self.notes.len() as u32;
        }
    }

    /// Gathers the notes about one number, sorted by their causes.
    pub(super) fn gather(&mut self, sum: &Sum) {
        self.mine.clear();
        let mut place = sum.last_note;
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

    /// Forgets that a number was touched.
    #[inline]
    pub(super) fn shut(&mut self, slot: u32) {
        if let Some(place) = self.places.get_mut(slot as usize) {
            *place = 0;
        }
    }
}
