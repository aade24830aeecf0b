//! The tree of turns: what was played, where, on which branch and which luck.
//!
//! Everything that happens to a game is appended to its log of [`Event`]s, in order; a save and the journal write that log and
//! nothing else. Undo moves a cursor. Nothing is ever taken out of the tree.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::branch::{Branch, BranchId};
use super::desk::{Aside, Kept, Words, with_fitting_reasons, written_reasons};
use super::event::{Event, Place};
use super::stamp::Stamp;
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::ledger::Ledger;
use crate::rules::order::{Order, Seat};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::{explain_turn, resolve_turn};
use crate::rules::validate::{Refusal, Why, validate};
use crate::rules::world::World;
use crate::scenario::Scenario;

/// A place in the tree. 0 is the opening position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

impl NodeId {
    /// The opening position.
    pub const OPENING: Self = Self(0);
}

/// A position, and how it was reached.
#[derive(Clone, Debug)]
pub struct TurnNode {
    /// The position before it; none for the opening.
    pub parent: Option<NodeId>,
    /// The branch on which it was played.
    pub branch: BranchId,
    /// The orders of all seats that led here, with the sentence of reason of a computer player in the private reason.
    pub orders: Arc<Vec<Order>>,
    /// The position.
    pub world: Arc<World>,
    /// Why it is as it is, as it was written down in play.
    pub ledger: Arc<Ledger>,
    /// The same with the parts of every formula, worked out when somebody asks.
    why: OnceLock<Arc<Ledger>>,
    /// Its fingerprint.
    pub digest: Digest,
    /// Where the luck of the turn that led here came from.
    pub luck: Seed,
    /// Whether it was played after a later position had been seen.
    pub hindsight: bool,
}

/// A game: a scenario, a seed, and the tree of what was played.
#[derive(Clone, Debug)]
pub struct Game {
    scenario: Arc<Scenario>,
    seed: Seed,
    created: Option<Stamp>,
    nodes: Vec<TurnNode>,
    pub(super) branches: Vec<Branch>,
    pub(super) notes: Words,
    pub(super) marks: Words,
    pub(super) places: BTreeMap<StateId, Place>,
    pub(super) drafts: Vec<Order>,
    pub(super) kept: Kept,
    pub(super) aside: Vec<Aside>,
    cursor: NodeId,
    branch: BranchId,
    pub(super) seat: Option<StateId>,
    pub(super) first_seat: Option<StateId>,
    sealed: bool,
    redo: Vec<(NodeId, BranchId)>,
    pub(super) log: Vec<Event>,
    /// Bytes of all reasons, notes and names, as they are written.
    pub(super) words: usize,
}

impl Game {
    /// A new game at its opening position. `seat` is the state that people play; none: the facilitator sees all.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, seed: Seed, seat: Option<StateId>) -> Self {
        let world = Arc::new(scenario.world.clone());
        let digest = Digest::of(&world);
        let opening = TurnNode {
            parent: None,
            branch: BranchId::FIRST,
            orders: Arc::default(),
            world,
            ledger: Arc::default(),
            why: OnceLock::new(),
            digest,
            luck: seed,
            hindsight: false,
        };
        let first = Branch { name: None, from: NodeId::OPENING, tip: NodeId::OPENING, luck: seed };
        Self {
            scenario,
            seed,
            created: None,
            nodes: vec![opening],
            branches: vec![first],
            notes: BTreeMap::new(),
            marks: BTreeMap::new(),
            places: BTreeMap::new(),
            drafts: Vec::new(),
            kept: Kept::new(),
            aside: Vec::new(),
            cursor: NodeId::OPENING,
            branch: BranchId::FIRST,
            seat,
            first_seat: seat,
            sealed: false,
            redo: Vec::new(),
            log: Vec::new(),
            words: 0,
        }
    }

    /// The same game, with the moment at which it was begun.
    #[must_use]
    pub fn begun(self, created: Option<Stamp>) -> Self {
        Self { created, ..self }
    }

    /// The same game, not yet played, with sealed orders that are revealed together: seats cannot take a turn back, the facilitator can.
    #[must_use]
    pub fn with_sealed_orders(mut self, sealed: bool) -> Self {
        if sealed {
            self.log.push(Event::Sealed);
        }
        Self { sealed, ..self }
    }

    /// The same game, sealed as the head of its save says. Whether its log says so too is for the log to tell.
    #[must_use]
    pub(super) fn sealed_by_its_head(self, sealed: bool) -> Self {
        Self { sealed, ..self }
    }

    /// The positions at which somebody who sat at a state took the facilitator's chair while orders were sealed.
    pub fn chair_taken(&self) -> impl Iterator<Item = NodeId> {
        self.log.iter().filter_map(|event| if let Event::Chair(node) = event { Some(*node) } else { None })
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What does not change.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.scenario.setting
    }

    /// Where its luck comes from, unless a branch is played on other luck.
    #[must_use]
    pub const fn seed(&self) -> Seed {
        self.seed
    }

    /// When it was begun, where somebody noted it.
    #[must_use]
    pub const fn created(&self) -> Option<Stamp> {
        self.created
    }

    /// Whether orders are sealed until they are revealed together.
    #[must_use]
    pub const fn sealed(&self) -> bool {
        self.sealed
    }

    /// Every position, in the order in which they were reached.
    #[must_use]
    pub fn nodes(&self) -> &[TurnNode] {
        &self.nodes
    }

    /// The position of an id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&TurnNode> {
        self.nodes.get(id.0)
    }

    /// Every branch, in the order in which they were opened.
    #[must_use]
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }

    /// The branch that is played.
    #[must_use]
    pub const fn branch(&self) -> BranchId {
        self.branch
    }

    /// What people call a branch: its name, else its letter.
    #[must_use]
    pub fn branch_name(&self, id: BranchId) -> String {
        self.branches.get(id.0).and_then(|branch| branch.name.clone()).unwrap_or_else(|| id.letter())
    }

    /// Where the luck of the turn to come is from.
    #[must_use]
    pub fn luck(&self) -> Seed {
        self.branches.get(self.branch.0).map_or(self.seed, |branch| branch.luck)
    }

    /// Everything that has happened to the game, in order.
    #[must_use]
    pub fn log(&self) -> &[Event] {
        &self.log
    }

    /// Where the game stands.
    #[must_use]
    pub const fn cursor(&self) -> NodeId {
        self.cursor
    }

    /// The position where the game stands.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the cursor is only ever put on a node of this tree")]
    pub fn now(&self) -> &TurnNode {
        &self.nodes[self.cursor.0]
    }

    /// Why a position is as it is, with the parts of every formula: the turn that led there is resolved once more, with the same bits,
    /// when somebody asks for the first time.
    #[must_use]
    pub fn why(&self, node: &TurnNode) -> Arc<Ledger> {
        let work_out = || {
            let parent = node.parent.and_then(|id| self.nodes.get(id.0))?;
            let orders = validate(self.setting(), &parent.world, &node.orders).ok()?;
            Some(Arc::new(explain_turn(self.setting(), &parent.world, &orders, node.luck)))
        };
        Arc::clone(node.why.get_or_init(|| work_out().unwrap_or_else(|| Arc::clone(&node.ledger))))
    }

    /// The world where the game stands.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.now().world
    }

    /// From the opening to a position, both among them.
    #[must_use]
    pub fn path_to(&self, node: NodeId) -> Vec<NodeId> {
        let mut path = Vec::new();
        let mut at = self.node(node).map(|_| node);
        while let Some(id) = at {
            path.push(id);
            at = self.node(id).and_then(|node| node.parent);
        }
        path.reverse();
        path
    }

    /// From the opening to where the game stands.
    #[must_use]
    pub fn line(&self) -> Vec<&TurnNode> {
        self.path_to(self.cursor).into_iter().filter_map(|id| self.node(id)).collect()
    }

    /// From the opening to the last position of a branch.
    #[must_use]
    pub fn line_of(&self, branch: BranchId) -> Vec<NodeId> {
        self.branches.get(branch.0).map_or_else(Vec::new, |branch| self.path_to(branch.tip))
    }

    /// Whether the last turn has been played.
    #[must_use]
    pub fn over(&self) -> bool {
        self.world().over(self.setting())
    }

    /// Resolves the turn with the orders of all seats, and moves on. Away from the end of the branch this opens another one.
    ///
    /// # Errors
    /// Every order that the rules refuse; nothing has happened then.
    pub fn resolve(&mut self, orders: &[Order]) -> Result<&TurnNode, Vec<Refusal>> {
        let (setting, luck) = (&self.scenario.setting, self.luck());
        if self.is_full() {
            // Whoever asks first is told why.
            return Err(vec![Refusal { order: 0, seat: Seat::Facilitator, why: Why::Over }]);
        }
        let orders = with_fitting_reasons(orders);
        let valid = validate(setting, self.world(), &orders)?;
        let outcome = resolve_turn(setting, self.world(), &valid, luck);
        let at_tip = self.branches.get(self.branch.0).is_some_and(|branch| branch.tip == self.cursor);
        if !at_tip {
            self.open(self.cursor, luck);
        }
        let digest = Digest::of(&outcome.next);
        let node = NodeId(self.nodes.len());
        self.nodes.push(TurnNode {
            parent: Some(self.cursor),
            branch: self.branch,
            orders: Arc::new(valid.as_slice().to_vec()),
            world: Arc::new(outcome.next),
            ledger: Arc::new(outcome.ledger),
            why: OnceLock::new(),
            digest,
            luck,
            hindsight: self.now().hindsight || self.nodes.iter().any(|node| node.parent == Some(self.cursor)),
        });
        if let Some(branch) = self.branches.get_mut(self.branch.0) {
            branch.tip = node;
        }
        self.words += orders.iter().map(written_reasons).sum::<usize>();
        self.log.push(Event::Turn(node));
        self.cursor = node;
        self.redo.clear();
        self.drafts.clear();
        Ok(self.now())
    }

    /// Opens a branch at a position and goes there. Turns on it are played on `luck`: the same as before, or other.
    /// Nothing where there is no such position.
    pub fn open_branch(&mut self, from: NodeId, luck: Seed) -> Option<BranchId> {
        self.node(from).filter(|_| !self.is_full())?;
        self.redo.clear();
        self.drafts.clear();
        self.cursor = from;
        Some(self.open(from, luck))
    }

    fn open(&mut self, from: NodeId, luck: Seed) -> BranchId {
        let id = BranchId(self.branches.len());
        self.branches.push(Branch { name: None, from, tip: from, luck });
        self.log.push(Event::Branch(id));
        self.branch = id;
        id
    }

    /// A luck on which nothing has been played here: the game's own seed decides which, so that it can be told again.
    #[must_use]
    pub fn other_luck(&self) -> Seed {
        let used = |seed: &Seed| self.branches.iter().any(|branch| branch.luck == *seed);
        let first = self.branches.len() as u64;
        (first..=2 * first + 1).map(|n| self.seed.other(n)).find(|seed| !used(seed)).unwrap_or(self.seed)
    }

    /// Goes to the last position of a branch; whether there is such a one.
    pub fn go_to_branch(&mut self, id: BranchId) -> bool {
        let Some(tip) = self.branches.get(id.0).map(|branch| branch.tip) else { return false };
        self.stand(tip, id);
        self.redo.clear();
        true
    }

    /// Puts the cursor on a position of the tree; whether there is such a one. The branch stays, if the position is on its line.
    pub fn go_to(&mut self, node: NodeId) -> bool {
        let Some(own) = self.node(node).map(|node| node.branch) else { return false };
        let branch = if self.line_of(self.branch).contains(&node) { self.branch } else { own };
        self.stand(node, branch);
        self.redo.clear();
        true
    }

    /// Puts the cursor on a position as seen from a branch; whether that is on the branch's line.
    pub fn stand_at(&mut self, node: NodeId, branch: BranchId) -> bool {
        let on_it = self.line_of(branch).contains(&node);
        if on_it {
            self.stand(node, branch);
            self.redo.clear();
        }
        on_it
    }

    fn stand(&mut self, node: NodeId, branch: BranchId) {
        if (self.cursor, self.branch) != (node, branch) {
            (self.cursor, self.branch) = (node, branch);
            self.drafts.clear();
            self.log.push(Event::At(node, branch));
        }
    }

    /// Whether there is a turn to take back, and whoever sits here may do it.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.now().parent.is_some() && !self.only_facilitator_undoes()
    }

    /// Whether orders that were sealed have been revealed, so that only the facilitator may take a turn back.
    #[must_use]
    pub fn only_facilitator_undoes(&self) -> bool {
        self.sealed && self.seat.is_some() && self.now().parent.is_some()
    }

    /// The turn that would be taken back.
    #[must_use]
    pub fn undone_turn(&self) -> Option<u16> {
        self.can_undo().then(|| self.world().turn.saturating_sub(1))
    }

    /// Returns to before the last turn, and hands back the orders that were given in it.
    pub fn undo(&mut self) -> Option<Arc<Vec<Order>>> {
        let parent = self.now().parent.filter(|_| self.can_undo())?;
        let orders = Arc::clone(&self.now().orders);
        self.step_back(parent, self.branch);
        Some(orders)
    }

    /// Goes to where one came from, so that one can come forward again.
    pub(super) fn step_back(&mut self, node: NodeId, branch: BranchId) {
        self.redo.push((self.cursor, self.branch));
        self.stand(node, branch);
    }

    /// Whether there is a turn to go forward to.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Where one would go forward to: the turn that was taken back, or, in the same position, the branch that was left.
    #[must_use]
    pub fn redone(&self) -> Option<(NodeId, BranchId)> {
        self.redo.last().copied()
    }

    /// Goes forward again to the turn that was taken back, or to the branch that was left.
    pub fn redo(&mut self) -> bool {
        let next = self.redo.pop();
        if let Some((node, branch)) = next {
            self.stand(node, branch);
        }
        next.is_some()
    }

    /// Forgets how one got here: of the log only the tree is left.
    pub(super) fn forget_steps(&mut self) {
        self.log.retain(Event::is_history);
    }
}
