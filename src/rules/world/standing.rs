//! What stands for a time: commitments, prices and permissions, passing changes, routes, motions, grounds to answer, cards that came.

use crate::rules::order::BlocAction;
use crate::rules::price::OrderName;
use crate::rules::quantity::Quantity;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::{BlocId, CardId, StateId};
use crate::rules::variable::Variable;

/// A commitment between two states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Kind.
    pub kind: CommitmentKind,
    /// Who gives it.
    pub from: StateId,
    /// Who holds it.
    pub to: StateId,
    /// The turn at whose end it lapses unless renewed.
    pub until: Option<u16>,
    /// How it stands.
    pub status: Standing,
    /// Since which turn.
    pub since: u16,
    /// The turn in which it was made in play; none for those of the setting.
    pub made: Option<u16>,
}

impl Commitment {
    /// Whether it stands, be it strained.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.status <= Standing::Strained
    }

    /// Whether it is between these two, whoever gave it.
    #[must_use]
    pub fn is_between(&self, one: StateId, other: StateId) -> bool {
        (self.from, self.to) == (one, other) || (self.to, self.from) == (one, other)
    }

    /// Whether a state is one of the two.
    #[must_use]
    pub fn is_of(&self, state: StateId) -> bool {
        self.from == state || self.to == state
    }
}

/// How a commitment can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Kept.
    Kept,
    /// A warning ahead.
    Strained,
    /// Not renewed.
    Lapsed,
    /// Broken.
    Broken,
}

/// What has happened with a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    /// When it came.
    pub came: Option<u16>,
    /// For how many turns its condition has held.
    pub held: u16,
}

/// A change that is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passing {
    /// The turn at whose start it ends.
    pub until: u16,
    /// Which number.
    pub variable: Variable,
    /// What is added back then.
    pub undo: Quantity,
    /// The card that brought it, if one did.
    pub card: Option<CardId>,
}

/// A price or a permission that differs for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tariff {
    /// The turn at whose start it ends.
    pub until: u16,
    /// Which kind of order.
    pub order: OrderName,
    /// Whose; none: everybody's.
    pub state: Option<StateId>,
    /// Factor on the price; none: it may not be given at all.
    pub factor: Option<Quantity>,
}

/// A reason to answer, for a state that answers by order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grounds {
    /// Who was harmed.
    pub state: StateId,
    /// By whom.
    pub by: StateId,
    /// How much, 0–1.
    pub harm: Quantity,
    /// Until which turn it may be answered.
    pub until: u16,
}

/// A way by which a part of what is denied flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// Through whom.
    pub through: StateId,
    /// The bloc whose members enforce so differently that it opened; none: a card opened it.
    pub of: Option<BlocId>,
    /// Since which turn.
    pub since: u16,
}

/// What a member moved in a bloc, until enough others join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Motion {
    /// In which bloc.
    pub bloc: BlocId,
    /// What.
    pub action: BlocAction,
    /// Who moved or joined it.
    pub by: StateId,
    /// The turn after which it falls.
    pub until: u16,
}
