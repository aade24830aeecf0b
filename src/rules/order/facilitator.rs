//! What the facilitator can order, and who can play a state.

use crate::rules::quantity::Quantity;
use crate::rules::setting::{Archetype, CardEffect};
use crate::rules::table::{CardId, StateId};
use crate::rules::variable::Variable;

/// What the facilitator can order. Everything is logged.
#[derive(Clone, Debug, PartialEq)]
pub enum FacilitatorOrder {
    /// Fires a card of the deck.
    Inject(CardId),
    /// Keeps a card from coming this turn.
    HoldCard(CardId),
    /// Tells something that is in no deck, with effects from the closed list.
    Write {
        /// Its title.
        title: String,
        /// What it does.
        effects: Vec<CardEffect>,
    },
    /// Puts a number to a value at the end of the turn.
    Override {
        /// Which.
        variable: Variable,
        /// The value.
        value: Quantity,
    },
    /// Gives to or takes from a state.
    Grant {
        /// Whom.
        state: StateId,
        /// What.
        what: Resource,
        /// How much; negative takes.
        amount: Quantity,
    },
    /// Rules on a free-text move of a state, with its effects.
    Rule {
        /// Whose move.
        state: StateId,
        /// What it does.
        effects: Vec<CardEffect>,
    },
    /// Says who plays a state.
    Seat {
        /// Which.
        state: StateId,
        /// Who plays it.
        player: Player,
    },
    /// Stops the clock of the room.
    Pause,
    /// Lengthens the game by so many turns.
    Extend(u8),
    /// Shows everybody a hidden number, or all of them, and what leaked unseen.
    Reveal(Option<Variable>),
}

/// What a facilitator can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Political capital, points.
    Capital,
    /// Credit for offers below cost, $bn.
    Credit,
    /// Procurement money a year, $bn.
    Budget,
    /// Decisions that the licensing office can still take.
    Capacity,
}

/// Who plays a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Player {
    /// The computer, as the scenario says: by the state's own archetype.
    #[default]
    Scenario,
    /// A person.
    Person,
    /// The computer, by an archetype.
    Archetype(Archetype),
    /// The computer, by a standing policy.
    Policy(Policy),
}

/// A standing policy, to which any seat may be handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// Approves every request.
    ApproveAll,
    /// Denies every request.
    DenyAll,
    /// Licenses everything, always with conditions.
    AlwaysCondition,
    /// Follows its declared criteria.
    Recommended,
    /// Takes a legal answer by chance.
    Random,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::ApproveAll, Self::DenyAll, Self::AlwaysCondition, Self::Recommended, Self::Random];

    /// The name in files and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApproveAll => "approve_all",
            Self::DenyAll => "deny_all",
            Self::AlwaysCondition => "always_condition",
            Self::Recommended => "recommended",
            Self::Random => "random",
        }
    }
}
