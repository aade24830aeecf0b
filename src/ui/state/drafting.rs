//! Drafted orders over time: what was drafted before and taken back, and sets that are kept as alternatives.
//!
//! The drafts themselves lie in [`Play`](crate::ui::state::workspace::Play). Here is the way back to what they were, step by step, and the sets
//! that were put aside, each for the turn for which it was drafted.

use crate::rules::digest::Digest;
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::table::{LinkId, StateId};
use crate::rules::world::RequestKey;
use crate::session::{Aside, NodeId};

/// What a click on the drafts asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftAsk {
    /// Puts a draft before the one above it. Only for reading: the order of orders has no effect.
    Up(usize),
    /// Puts all drafts aside as an alternative.
    SetAside,
    /// Takes up the n-th set of this turn; what is drafted now is put aside for it.
    TakeUp(usize),
    /// Forgets the n-th set of this turn.
    Forget(usize),
    /// Compares what is drafted with every set of this turn.
    Compare,
    /// Drafts once more what was ordered in this turn, to be changed.
    Again,
}

/// Everything that a step back brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    drafts: Vec<Order>,
    aside: Vec<Aside>,
}

/// The way back, and the sets.
#[derive(Clone, Debug, Default)]
pub struct Drafting {
    aside: Vec<Aside>,
    done: Vec<Snapshot>,
    undone: Vec<Snapshot>,
    begun: Vec<Begun>,
    begun_in_menu: Vec<Order>,
    step_in: Vec<StepIn>,
    /// The question about it that is on its way.
    pub wonder: Option<Wonder>,
}

/// What somebody began about a request, and neither drafted nor discarded.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The order as it stands.
    pub order: Order,
    /// Whether a decision is chosen; else only its reasons are anybody's.
    pub chosen: bool,
}

impl Begun {
    /// The request that it is about.
    fn request(&self) -> Option<RequestKey> {
        if let OrderKind::Decide(key, _) = self.order.kind { Some(key) } else { None }
    }
}

impl From<&Order> for Begun {
    /// A draft that is taken up again: its decision is chosen.
    fn from(draft: &Order) -> Self {
        Self { order: draft.clone(), chosen: true }
    }
}

/// Who would step in if a request were denied, as its preview found it.
#[derive(Clone, Debug, PartialEq)]
pub struct StepIn {
    /// The request.
    pub request: RequestKey,
    /// The position that was looked at.
    pub digest: Digest,
    /// Who gains most, and what part of the partner’s orders, against approval; none: nobody would step in.
    pub found: Option<(StateId, f64)>,
}

/// A question on its way: who would step in if a request were denied.
#[derive(Clone, Debug, PartialEq)]
pub struct Wonder {
    /// Its number among the forecasts.
    pub number: u64,
    /// The request.
    pub request: RequestKey,
    /// The position.
    pub digest: Digest,
    /// The channels that are followed.
    pub others: Vec<LinkId>,
}

impl Drafting {
    /// With the sets that a game keeps, and no way back yet.
    #[must_use]
    pub fn with(sets: &[Aside]) -> Self {
        Self { aside: sets.to_vec(), ..Self::default() }
    }

    /// No sets and no way back.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            aside: Vec::new(),
            done: Vec::new(),
            undone: Vec::new(),
            begun: Vec::new(),
            begun_in_menu: Vec::new(),
            step_in: Vec::new(),
            wonder: None,
        }
    }

    /// All sets, of every position.
    #[must_use]
    pub fn sets(&self) -> &[Aside] {
        &self.aside
    }

    /// The sets that a seat put aside for a position; whoever leads the game (none) has everybody's.
    pub fn aside(&self, node: NodeId, seat: Option<StateId>) -> impl Iterator<Item = &Aside> {
        self.aside.iter().filter(move |set| is_of(set, node, seat))
    }

    /// What somebody began to decide about a request and left: neither drafted nor discarded.
    #[must_use]
    pub fn begun(&self, key: RequestKey) -> Option<&Begun> {
        self.begun.iter().find(|begun| begun.request() == Some(key))
    }

    /// Keeps what was begun.
    pub fn keep_begun(&mut self, begun: Begun) {
        if let Some(key) = begun.request() {
            self.forget_begun(key);
            self.begun.push(begun);
        }
    }

    /// Everything that was begun and left.
    pub fn all_begun(&self) -> impl Iterator<Item = &Order> {
        self.begun.iter().map(|begun| &begun.order).chain(&self.begun_in_menu)
    }

    /// Orders that were begun in the menu and left.
    pub fn begun_in_menu(&self) -> impl Iterator<Item = &Order> {
        self.begun_in_menu.iter()
    }

    /// Keeps what is begun in the menu now, in place of what was before.
    pub fn keep_begun_in_menu<'a>(&mut self, orders: impl Iterator<Item = &'a Order>) {
        self.begun_in_menu = orders.cloned().collect();
    }

    /// Forgets what was begun: it is drafted now, or discarded.
    pub fn forget_begun(&mut self, key: RequestKey) {
        self.begun.retain(|begun| begun.request() != Some(key));
    }

    /// Who a preview of this position found to step in if a request were denied.
    #[must_use]
    pub fn step_in(&self, request: RequestKey, digest: Digest) -> Option<&StepIn> {
        self.step_in.iter().find(|found| found.request == request && found.digest == digest)
    }

    /// Keeps what a preview found about a request in place of what another found before.
    pub fn keep_step_in(&mut self, found: StepIn) {
        self.step_in.retain(|known| known.request != found.request);
        self.step_in.push(found);
    }

    /// What there is now.
    #[must_use]
    pub fn snapshot(&self, drafts: &[Order]) -> Snapshot {
        Snapshot { drafts: drafts.to_vec(), aside: self.aside.clone() }
    }

    /// Keeps what was, if it differs from what is.
    pub fn changed(&mut self, before: Snapshot, drafts: &[Order]) {
        if before.drafts != drafts || before.aside != self.aside {
            self.done.push(before);
            self.undone.clear();
        }
    }

    /// Another turn is looked at: there is no way back from its drafts to those of another, and what was begun in the menu was for that turn.
    pub fn turned(&mut self) {
        self.begun_in_menu.clear();
        self.done.clear();
        self.undone.clear();
    }

    /// Whether a step can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether the step that would be taken back was to draft the last order, and nothing else.
    #[must_use]
    pub fn drafted_last(&self, drafts: &[Order]) -> bool {
        let before = self.done.last().map_or(&[] as &[Order], |before| &before.drafts);
        self.done.last().is_none_or(|of| of.aside == self.aside) && drafts.split_last().is_some_and(|(_, rest)| rest == before)
    }

    /// Whether a step was taken back last.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes a step back. Drafts that were there from the beginning are taken back one by one, the last first.
    pub fn undo(&mut self, drafts: &mut Vec<Order>) -> bool {
        let now = self.snapshot(drafts);
        if let Some(before) = self.done.pop() {
            self.put(before, drafts);
        } else if drafts.pop().is_none() {
            return false;
        }
        self.undone.push(now);
        true
    }

    /// Takes the step again that was taken back last.
    pub fn redo(&mut self, drafts: &mut Vec<Order>) -> bool {
        let Some(next) = self.undone.pop() else { return false };
        self.done.push(self.snapshot(drafts));
        self.put(next, drafts);
        true
    }

    fn put(&mut self, snapshot: Snapshot, drafts: &mut Vec<Order>) {
        *drafts = snapshot.drafts;
        self.aside = snapshot.aside;
    }

    /// Puts all drafts aside under the first free letter.
    pub fn set_aside(&mut self, drafts: &mut Vec<Order>, node: NodeId) {
        let free = |letter: &char| !self.aside(node, None).any(|set| set.letter == *letter);
        if let Some(letter) = ('A'..='Z').find(free).filter(|_| !drafts.is_empty()) {
            self.aside.push(Aside { letter, orders: std::mem::take(drafts), node });
        }
    }

    /// Takes a set up, and puts what was drafted aside for it.
    pub fn take_up(&mut self, drafts: &mut Vec<Order>, (node, seat): (NodeId, Option<StateId>), which: usize) {
        if let Some(set) = self.take(node, seat, which) {
            self.set_aside(drafts, node);
            *drafts = set.orders;
        }
    }

    /// Forgets a set.
    pub fn forget(&mut self, (node, seat): (NodeId, Option<StateId>), which: usize) {
        drop(self.take(node, seat, which));
    }

    fn take(&mut self, node: NodeId, seat: Option<StateId>, which: usize) -> Option<Aside> {
        let place = self.aside.iter().enumerate().filter(|(_, set)| is_of(set, node, seat)).nth(which)?.0;
        Some(self.aside.remove(place))
    }
}

fn is_of(set: &Aside, node: NodeId, seat: Option<StateId>) -> bool {
    let own = |order: &Order| seat.is_none_or(|seat| order.seat == Seat::State(seat));
    set.node == node && set.orders.iter().all(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::order::{FacilitatorOrder, Order, Player};
    use crate::rules::table::StateId;

    fn order(n: u16) -> Order {
        Order::of_facilitator(FacilitatorOrder::Seat { state: StateId(n), player: Player::Person })
    }

    fn change(drafting: &mut Drafting, drafts: &mut Vec<Order>, with: impl FnOnce(&mut Drafting, &mut Vec<Order>)) {
        let before = drafting.snapshot(drafts);
        with(drafting, drafts);
        drafting.changed(before, drafts);
    }

    #[test]
    fn every_step_is_taken_back_and_taken_again() {
        let (mut drafting, mut drafts, here) = (Drafting::default(), Vec::new(), NodeId(0));
        let mut seen = vec![drafting.snapshot(&drafts)];
        for n in 0..3 {
            change(&mut drafting, &mut drafts, |_, drafts| drafts.push(order(n)));
            seen.push(drafting.snapshot(&drafts));
        }
        change(&mut drafting, &mut drafts, |_, drafts| drafts.swap(0, 2));
        seen.push(drafting.snapshot(&drafts));
        change(&mut drafting, &mut drafts, |drafting, drafts| drafting.set_aside(drafts, here));
        assert!(drafts.is_empty() && drafting.aside(here, None).count() == 1);
        for before in seen.iter().rev() {
            assert!(drafting.undo(&mut drafts));
            assert_eq!(drafting.snapshot(&drafts), *before);
        }
        assert!(!drafting.undo(&mut drafts), "nothing was there before");
        for next in seen.iter().skip(1) {
            assert!(drafting.redo(&mut drafts));
            assert_eq!(drafting.snapshot(&drafts), *next);
        }
        assert!(drafting.redo(&mut drafts) && !drafting.redo(&mut drafts));
        assert_eq!(drafting.aside(here, None).map(|set| set.letter).collect::<String>(), "A");
    }

    #[test]
    fn taking_a_set_up_loses_nothing() {
        let (mut drafting, here) = (Drafting::default(), NodeId(3));
        let mut drafts = vec![order(1)];
        drafting.set_aside(&mut drafts, here);
        drafts.push(order(2));
        drafting.take_up(&mut drafts, (here, None), 0);
        assert_eq!(drafts, [order(1)]);
        assert_eq!(drafting.aside(here, None).map(|set| set.orders.clone()).collect::<Vec<_>>(), [vec![order(2)]]);
        assert_eq!(drafting.aside(NodeId(4), None).count(), 0, "sets belong to their turn");
        drafting.forget((here, None), 0);
        assert_eq!(drafting.aside(here, None).count(), 0);
    }
}
