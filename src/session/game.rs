//! The tree of turns.

use std::sync::{Arc, OnceLock};

use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::ledger::Ledger;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::{explain_turn, resolve_turn};
use crate::rules::validate::{Refusal, validate};
use crate::rules::variable::Variable;
use crate::rules::world::World;
use crate::scenario::Scenario;

/// A place in the tree. 0 is the opening position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

/// A position, and how it was reached.
#[derive(Clone, Debug)]
pub struct TurnNode {
    /// The position before it; none for the opening.
    pub parent: Option<NodeId>,
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
    /// Whether it was played after a later position had been seen.
    pub hindsight: bool,
}

/// A game: a scenario, a seed, and the tree of what was played.
#[derive(Clone, Debug)]
pub struct Game {
    scenario: Arc<Scenario>,
    seed: Seed,
    nodes: Vec<TurnNode>,
    cursor: NodeId,
    seat: Option<StateId>,
    redo: Vec<NodeId>,
}

impl Game {
    /// A new game at its opening position. `seat` is the state that people play; none: the facilitator sees all.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>, seed: Seed, seat: Option<StateId>) -> Self {
        let world = Arc::new(scenario.world.clone());
        let digest = Digest::of(&world);
        let (ledger, why) = (Arc::default(), OnceLock::new());
        let opening = TurnNode { parent: None, orders: Arc::default(), world, ledger, why, digest, hindsight: false };
        Self { scenario, seed, nodes: vec![opening], cursor: NodeId(0), seat, redo: Vec::new() }
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

    /// Where its luck comes from.
    #[must_use]
    pub const fn seed(&self) -> Seed {
        self.seed
    }

    /// The state that people play.
    #[must_use]
    pub const fn seat(&self) -> Option<StateId> {
        self.seat
    }

    /// Seats people at another state.
    pub fn sit(&mut self, seat: Option<StateId>) {
        self.seat = seat;
    }

    /// Every position, in the order in which they were reached.
    #[must_use]
    pub fn nodes(&self) -> &[TurnNode] {
        &self.nodes
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
            Some(Arc::new(explain_turn(self.setting(), &parent.world, &orders, self.seed)))
        };
        Arc::clone(node.why.get_or_init(|| work_out().unwrap_or_else(|| Arc::clone(&node.ledger))))
    }

    /// The world where the game stands.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.now().world
    }

    /// From the opening to where the game stands.
    #[must_use]
    pub fn line(&self) -> Vec<&TurnNode> {
        let mut line = Vec::new();
        let mut at = Some(self.cursor);
        while let Some(node) = at.and_then(|id| self.nodes.get(id.0)) {
            line.push(node);
            at = node.parent;
        }
        line.reverse();
        line
    }

    /// One number over the turns of the current line, from the opening.
    #[must_use]
    pub fn series(&self, variable: Variable) -> Vec<f64> {
        self.line().iter().map(|node| node.world.get(variable)).collect()
    }

    /// Whether the last turn has been played.
    #[must_use]
    pub fn over(&self) -> bool {
        self.world().over(self.setting())
    }

    /// Resolves the turn with the orders of all seats, and moves on.
    ///
    /// # Errors
    /// Every order that the rules refuse; nothing has happened then.
    pub fn resolve(&mut self, orders: &[Order]) -> Result<&TurnNode, Vec<Refusal>> {
        let setting = &self.scenario.setting;
        let valid = validate(setting, self.world(), orders)?;
        let outcome = resolve_turn(setting, self.world(), &valid, self.seed);
        let hindsight = self.now().hindsight || self.nodes.iter().any(|node| node.parent == Some(self.cursor));
        let digest = Digest::of(&outcome.next);
        self.nodes.push(TurnNode {
            parent: Some(self.cursor),
            orders: Arc::new(valid.as_slice().to_vec()),
            world: Arc::new(outcome.next),
            ledger: Arc::new(outcome.ledger),
            why: OnceLock::new(),
            digest,
            hindsight,
        });
        self.cursor = NodeId(self.nodes.len() - 1);
        self.redo.clear();
        Ok(self.now())
    }

    /// Whether there is a turn to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.now().parent.is_some()
    }

    /// Returns to before the last turn, and hands back the orders that were given in it.
    pub fn undo(&mut self) -> Option<Arc<Vec<Order>>> {
        let parent = self.now().parent?;
        let orders = Arc::clone(&self.now().orders);
        self.redo.push(self.cursor);
        self.cursor = parent;
        Some(orders)
    }

    /// Whether there is a turn to go forward to.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Goes forward again to the turn that was taken back.
    pub fn redo(&mut self) -> bool {
        let next = self.redo.pop();
        if let Some(next) = next {
            self.cursor = next;
        }
        next.is_some()
    }

    /// Puts the cursor on a position of the tree; whether there is such a one.
    pub fn go_to(&mut self, node: NodeId) -> bool {
        let exists = node.0 < self.nodes.len();
        if exists {
            self.cursor = node;
            self.redo.clear();
        }
        exists
    }
}
