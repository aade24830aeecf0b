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
    pub(super) slot: u32,
    pub(super) part: Contribution,
    pub(super) seen_by: Option<SeenBy>,
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
    pub(super) notes: Vec<Note>,
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

    pub(super) fn note(&mut self, slot: usize, part: Contribution, seen_by: Option<SeenBy>) {
        self.notes.push(Note { slot: slot as u32, part, seen_by });
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
