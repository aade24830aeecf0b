//! The flat vector of a world's numbers.

use super::{CellVar, Layout, LinkVar, PairVar, StateVar, Variable};
use crate::rules::quantity::Quantity;
use crate::rules::table::{DomainId, Id, LinkId, StateId};
use std::ops::Range;
use std::sync::Arc;

/// How many numbers a page has.
const PAGE: usize = 64;

/// The flat vector of a world's numbers.
///
/// Most numbers stay as they are from turn to turn. So it is kept which pages were written since a position was marked:
/// between positions that come from one mark, only those are copied.
#[derive(Clone, Debug)]
pub struct Values {
    layout: Layout,
    items: Vec<Quantity>,
    /// The mark that the position comes from; no two are the same.
    origin: Arc<()>,
    /// Whether each page was written since.
    written: Vec<bool>,
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.layout == other.layout && self.items == other.items
    }
}

impl Eq for Values {}

impl Values {
    /// All zero.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        let pages = layout.len().div_ceil(PAGE);
        Self { layout, items: vec![Quantity::ZERO; layout.len()], origin: Arc::default(), written: vec![false; pages] }
    }

    /// Marks the position as one that others come from, so that taking it over copies little.
    pub(in crate::rules) fn mark(&mut self) {
        self.origin = Arc::default();
        self.written.fill(false);
    }

    /// The layout.
    #[must_use]
    #[inline]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The number at a place that the layout gave.
    #[must_use]
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "the layout puts every variable inside the vector")]
    pub(in crate::rules) fn at(&self, slot: usize) -> Quantity {
        self.items[slot]
    }

    /// Puts a number at a place that the layout gave.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "the layout puts every variable inside the vector")]
    pub(in crate::rules) fn put_at(&mut self, slot: usize, value: Quantity) {
        self.items[slot] = value;
        self.written[slot / PAGE] = true;
    }

    /// One number.
    #[must_use]
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn get(&self, variable: Variable) -> Quantity {
        self.at(self.layout.slot(variable))
    }

    /// A number of a state.
    #[must_use]
    #[inline]
    pub fn state(&self, kind: StateVar, id: StateId) -> Quantity {
        self.at(self.layout.state(kind, id))
    }

    /// A number of a state in a domain.
    #[must_use]
    #[inline]
    pub fn cell(&self, kind: CellVar, id: StateId, domain: DomainId) -> Quantity {
        self.at(self.layout.cell(kind, id, domain))
    }

    /// A number of a link.
    #[must_use]
    #[inline]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> Quantity {
        self.at(self.layout.link(kind, id))
    }

    /// A number of an ordered pair.
    #[must_use]
    #[inline]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> Quantity {
        self.at(self.layout.pair(kind, from, to))
    }

    /// Puts one number, for loaders and for `turn.change`.
    pub fn put(&mut self, variable: Variable, value: Quantity) {
        self.put_at(self.layout.slot(variable), value);
    }

    /// Takes over the numbers of another position of the same board, without allocating.
    pub fn copy_from(&mut self, other: &Self) {
        if !Arc::ptr_eq(&self.origin, &other.origin) {
            self.layout = other.layout;
            self.items.clone_from(&other.items);
            self.origin = Arc::clone(&other.origin);
            self.written.clone_from(&other.written);
            return;
        }
        let pages = self.items.chunks_mut(PAGE).zip(other.items.chunks(PAGE));
        for ((mine, theirs), (written, too)) in pages.zip(self.written.iter_mut().zip(&other.written)) {
            if *written || *too {
                mine.copy_from_slice(theirs);
                *written = *too;
            }
        }
    }

    /// A number of the pairs of one state with every other, in the order of the states.
    #[must_use]
    #[inline]
    pub fn row(&self, kind: PairVar, from: StateId) -> &[Quantity] {
        let first = self.layout.pair(kind, from, StateId(0));
        self.items.get(first..first + self.layout.counts.states).unwrap_or_default()
    }

    /// The same row, to be written.
    #[inline]
    pub(in crate::rules) fn row_mut(&mut self, kind: PairVar, from: StateId) -> &mut [Quantity] {
        let first = self.layout.pair(kind, from, StateId(0));
        let end = first + self.layout.counts.states;
        if let Some(pages) = self.written.get_mut(first / PAGE..end.div_ceil(PAGE)) {
            pages.fill(true);
        }
        self.items.get_mut(first..end).unwrap_or_default()
    }

    /// A number of every ordered pair, row by row.
    #[must_use]
    #[inline]
    fn pairs(&self, kind: PairVar) -> &[Quantity] {
        let (first, states) = (self.layout.pair(kind, StateId(0), StateId(0)), self.layout.counts.states);
        self.items.get(first..first + states * states).unwrap_or_default()
    }

    /// Adds the ordered pairs whose number is not the usual one to a list, in order. Nearly all are usual: whole rows are passed over.
    pub(in crate::rules) fn unusual(&self, kind: PairVar, usual: Quantity, found: &mut Vec<(StateId, StateId)>) {
        for (from, row) in self.pairs(kind).chunks(self.layout.counts.states.max(1)).enumerate() {
            if row.iter().fold(0, |differ, number| differ | (number.micros() ^ usual.micros())) == 0 {
                continue;
            }
            for (to, _) in row.iter().enumerate().filter(|(_, number)| **number != usual) {
                found.push((StateId::from_index(from), StateId::from_index(to)));
            }
        }
    }

    /// Adds the ordered pairs whose number differs from that of another kind, or of another position, to a list, in order.
    pub(in crate::rules) fn unlike(&self, kind: PairVar, other: (&Self, PairVar), found: &mut Vec<(StateId, StateId)>) {
        if kind == other.1 && self.keeps(kind, other.0) {
            return;
        }
        let states = self.layout.counts.states.max(1);
        let rows = self.pairs(kind).chunks(states).zip(other.0.pairs(other.1).chunks(states));
        for (from, (row, theirs)) in rows.enumerate().filter(|(_, (row, theirs))| !same(row, theirs)) {
            for (to, _) in row.iter().zip(theirs).enumerate().filter(|(_, (mine, theirs))| mine != theirs) {
                found.push((StateId::from_index(from), StateId::from_index(to)));
            }
        }
    }

    /// Whether a number of all pairs was written neither here nor in another position that comes from the same mark.
    fn keeps(&self, kind: PairVar, other: &Self) -> bool {
        let states = self.layout.counts.states;
        let first = self.layout.pair(kind, StateId(0), StateId(0));
        let pages = first / PAGE..(first + states * states).div_ceil(PAGE);
        let kept = |values: &Self| values.written.get(pages.clone()).is_some_and(|pages| !pages.contains(&true));
        Arc::ptr_eq(&self.origin, &other.origin) && kept(self) && kept(other)
    }

    /// A number of some links that lie together, in order.
    #[must_use]
    #[inline]
    pub(in crate::rules) fn some(&self, kind: LinkVar, links: Range<usize>) -> &[Quantity] {
        let first = self.layout.link(kind, LinkId(0));
        self.items.get(first + links.start..first + links.end).unwrap_or_default()
    }

    /// A number of every link, in order.
    #[must_use]
    #[inline]
    pub(in crate::rules) fn links(&self, kind: LinkVar) -> &[Quantity] {
        let first = self.layout.link(kind, LinkId(0));
        self.items.get(first..first + self.layout.counts.links).unwrap_or_default()
    }

    /// A number of every state in every domain, in order.
    #[inline]
    fn cells(&self, kind: CellVar) -> &[Quantity] {
        let first = self.layout.cell(kind, StateId(0), DomainId(0));
        self.items.get(first..first + self.layout.counts.states * self.layout.counts.domains).unwrap_or_default()
    }

    /// Whether a number of every link is that of another position of the same board. Nearly always it is.
    pub(in crate::rules) fn same_links(&self, kind: LinkVar, other: &Self) -> bool {
        same(self.links(kind), other.links(kind))
    }

    /// The same of a number of every state in every domain.
    pub(in crate::rules) fn same_cells(&self, kind: CellVar, other: &Self) -> bool {
        same(self.cells(kind), other.cells(kind))
    }

    /// A number of every state, in order.
    #[must_use]
    #[inline]
    pub(in crate::rules) fn states(&self, kind: StateVar) -> &[Quantity] {
        let first = self.layout.state(kind, StateId(0));
        self.items.get(first..first + self.layout.counts.states).unwrap_or_default()
    }

    /// Every number, in the order of [`Layout::variables`].
    #[must_use]
    pub fn as_slice(&self) -> &[Quantity] {
        &self.items
    }
}

/// Whether two lists of one length hold the same numbers.
fn same(mine: &[Quantity], theirs: &[Quantity]) -> bool {
    mine.iter().zip(theirs).fold(0, |differ, (mine, theirs)| differ | (mine.micros() ^ theirs.micros())) == 0
}
