//! Playing the same orders again under another decision.
//!
//! The turns of a line are played once more on a branch of their own, from the turn that is decided otherwise. What was ordered
//! then is ordered again, as far as it is still legal; what is not is left out and listed with the reason. No player is run.

use std::sync::Arc;

use super::branch::{Branch, BranchId};
use super::game::{Game, NodeId};
use crate::rules::draws::Seed;
use crate::rules::order::{Order, OrderKind, Seat};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::validate::{Refusal, Why, validate};
use crate::rules::world::World;

/// An order that could not be given again.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// In which turn it was given.
    pub turn: u16,
    /// The position of the other line in which it was given, so that it can be put into words.
    pub given_at: NodeId,
    /// The position in which it was refused now.
    pub refused_at: NodeId,
    /// The order.
    pub order: Order,
    /// Why it is refused now.
    pub why: Refusal,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rerun {
    /// The branch on which the turns were played again.
    pub branch: BranchId,
    /// Its last position.
    pub end: NodeId,
    /// Orders that could not be given again, turn by turn.
    pub left_out: Vec<LeftOut>,
}

/// The orders of a list that are legal together, as many as can be kept, and the others with the reason.
#[must_use]
pub fn legal(setting: &Setting, world: &World, orders: &[Order]) -> (Vec<Order>, Vec<(Order, Refusal)>) {
    let (mut kept, mut refused) = (orders.to_vec(), Vec::new());
    loop {
        let Err(refusals) = validate(setting, world, &kept) else { return (kept, refused) };
        // The last of those that are refused goes first: where there are too many, the first ones stay.
        let Some(refusal) = refusals.into_iter().max_by_key(|refusal| refusal.order) else { return (Vec::new(), refused) };
        if refusal.order >= kept.len() || matches!(refusal.why, Why::Over) {
            refused.extend(kept.drain(..).map(|order| (order, refusal.clone())));
            return (kept, refused);
        }
        let order = kept.remove(refusal.order);
        refused.push((order, refusal));
    }
}

impl Game {
    /// Plays the turns that lead from the parent of `first` to `last` again, on a branch of its own and on `luck`, with `drafts` as all that
    /// one seat orders in the first of them; without a seat they stand in for what was ordered about the same things. The cursor ends on
    /// the new branch. Nothing where `last` does not follow `first`.
    ///
    /// # Errors
    /// Every draft that the rules refuse; nothing has happened then.
    pub fn replay_under(
        &mut self,
        first: NodeId,
        last: NodeId,
        seat: Option<StateId>,
        drafts: &[Order],
        luck: Seed,
    ) -> Result<Option<Rerun>, Vec<Refusal>> {
        let Some((start, given)) = self.decided(first) else { return Ok(None) };
        let world = self.node(start).map_or_else(|| self.world(), |node| &node.world);
        validate(self.setting(), world, drafts)?;
        let own = |order: &Order| seat.is_some_and(|seat| order.seat == Seat::State(seat));
        let kept = |order: &&Order| !own(order) && !drafts.iter().any(|draft| same_object(draft, order));
        // What is decided otherwise comes first, so that it is never what has to give way.
        let orders: Vec<Order> = drafts.iter().chain(given.iter().filter(kept)).cloned().collect();
        self.again(first, last, &orders, luck)
    }

    /// The positions after the one where the game stands, on its branch.
    #[must_use]
    pub fn ahead(&self) -> Vec<NodeId> {
        let here = self.cursor();
        self.line_of(self.branch()).into_iter().skip_while(|id| *id != here).skip(1).collect()
    }

    /// What can be played again under another decision: the positions ahead, or, on a branch on which nothing has been played yet, the
    /// way that was played last from where it begins.
    #[must_use]
    pub fn rest(&self) -> Vec<NodeId> {
        let own = self.ahead();
        if !own.is_empty() || !self.on_unplayed_branch() {
            return own;
        }
        let mut ids = Vec::new();
        let mut last = self.cursor();
        while let Some(next) = self.nodes().iter().rposition(|node| node.parent == Some(last)) {
            last = NodeId(next);
            ids.push(last);
        }
        ids
    }

    /// Whether the branch that is played has no turn of its own yet, and the game stands where it begins.
    #[must_use]
    pub fn on_unplayed_branch(&self) -> bool {
        self.at_fork() && self.branches().get(self.branch().0).is_some_and(Branch::unplayed)
    }

    /// Whether the game stands where the branch that is played left another.
    #[must_use]
    pub fn at_fork(&self) -> bool {
        let branch = self.branches().get(self.branch().0);
        self.branch() != BranchId::FIRST && branch.is_some_and(|branch| branch.from == self.cursor())
    }

    /// Goes back from a branch without a turn to the one that it left; whether the game stood on such a one. It stays in the tree.
    pub fn leave_unplayed(&mut self) -> bool {
        let (at, left) = (self.cursor(), self.now().branch);
        let leaves = self.on_unplayed_branch() && self.line_of(left).contains(&at);
        if leaves {
            self.step_back(at, left);
        }
        leaves
    }

    /// The last turn of the longest of its lines: those that are over end where they ended, the others where they would.
    #[must_use]
    pub fn longest(&self) -> u16 {
        let last = |branch: &Branch| self.node(branch.tip).map_or(0, |node| node.world.last_turn);
        self.branches().iter().map(last).max().unwrap_or_default().max(1)
    }

    /// Whether orders that were sealed have been revealed after a position, so that only the facilitator may play from it again.
    #[must_use]
    pub fn only_facilitator_plays_from(&self, node: NodeId) -> bool {
        let revealed = || self.nodes().iter().any(|other| other.parent == Some(node));
        self.sealed() && self.seat().is_some() && revealed()
    }

    /// The position in which the orders of a turn were given, and they.
    fn decided(&self, node: NodeId) -> Option<(NodeId, Arc<Vec<Order>>)> {
        let node = self.node(node)?;
        Some((node.parent?, Arc::clone(&node.orders)))
    }

    fn again(&mut self, first: NodeId, last: NodeId, orders: &[Order], luck: Seed) -> Result<Option<Rerun>, Vec<Refusal>> {
        let path = self.path_to(last);
        let Some(at) = path.iter().position(|node| *node == first) else { return Ok(None) };
        let Some((start, _given)) = self.decided(first) else { return Ok(None) };
        // A branch that was opened here for it needs no other one beside it.
        let opened = (self.cursor() == start && self.luck() == luck && self.on_unplayed_branch()).then(|| self.branch());
        let Some(branch) = opened.or_else(|| self.open_branch(start, luck)) else { return Ok(None) };
        let mut left_out = Vec::new();
        for step in path.iter().skip(at) {
            let Some((given_at, given)) = self.decided(*step) else { break };
            let orders = if *step == first { orders } else { given.as_slice() };
            let (kept, refused) = legal(self.setting(), self.world(), orders);
            let (turn, refused_at) = (self.world().turn, self.cursor());
            left_out.extend(refused.into_iter().map(|(order, why)| LeftOut { turn, given_at, refused_at, order, why }));
            self.resolve(&kept)?;
        }
        Ok(Some(Rerun { branch, end: self.cursor(), left_out }))
    }
}

/// Whether two orders of one seat are about the same thing, so that one stands in for the other.
#[must_use]
pub fn same_object(one: &Order, other: &Order) -> bool {
    one.seat == other.seat
        && match (&one.kind, &other.kind) {
            (OrderKind::Decide(a, _), OrderKind::Decide(b, _)) => a == b,
            (OrderKind::StandingAnswer(_), OrderKind::StandingAnswer(_)) => true,
            (a, b) => a == b,
        }
}
