//! The deck: cards, what brings them, what they test and what they do.

use std::sync::Arc;

use crate::rules::table::{BlocId, CardId, CommitmentId, DomainId, StateId};
use crate::rules::variable::Variable;
use crate::rules::world::{Outcome, Standing};

/// A condition that a card or a commitment reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A variable is above a value.
    Above(Variable, f64),
    /// A variable is below a value.
    Below(Variable, f64),
    /// The sum of some variables is below a value.
    SumBelow(Vec<Variable>, f64),
    /// Two variables differ by more than a value.
    Apart(Variable, Variable, f64),
    /// At least so many decisions of one outcome by any of these exporters about that state (any, if none) within so many turns.
    Decisions {
        /// What became of them.
        outcome: Outcome,
        /// Who decided; any exporter, where empty.
        by: Vec<StateId>,
        /// Whose requests.
        of: Option<StateId>,
        /// In which domains; any, where empty.
        domains: Vec<DomainId>,
        /// Of which tier at least.
        tier: u8,
        /// How many at least.
        at_least: u16,
        /// In how many turns, this one included; 0: since the game began.
        within_turns: u16,
    },
    /// An exporter licensed a state in a domain at that tier or above since the game began.
    Licensed {
        /// Who licensed.
        by: Vec<StateId>,
        /// Whom.
        to: StateId,
        /// In which domains.
        domains: Vec<DomainId>,
        /// Tier at least.
        tier: u8,
    },
    /// The same exporter licensed one and denied another request of that tier or above within so many turns, with scores nearer
    /// than that.
    Favoured {
        /// Tier at least.
        tier: u8,
        /// In how many turns.
        within_turns: u16,
        /// Greatest difference of the scores.
        scores_within: f64,
        /// Only exporters less transparent than that.
        transparency_below: f64,
    },
    /// A licence of an exporter to a state is suspended or was revoked.
    Acted {
        /// Whose licence.
        by: StateId,
        /// To whom.
        to: StateId,
        /// Whether it must have been revoked, and not only suspended.
        revoked: bool,
    },
    /// Something leaked and nobody has noticed.
    UndetectedDiversion,
    /// A leak of what one state supplied through another is known.
    KnownLeak {
        /// Whose goods.
        of: StateId,
        /// Through whom.
        through: StateId,
    },
    /// A card came within so many turns; 0: since the game began.
    Came(CardId, u16),
    /// A commitment stands so, or worse.
    Stands(CommitmentId, Standing),
    /// A commitment is not kept.
    NotKept(CommitmentId),
    /// None of these holds.
    Not(Vec<Self>),
    /// Any of these holds.
    Any(Vec<Self>),
}

/// A card of the deck.
#[derive(Clone, Debug)]
pub struct Card {
    /// Title.
    pub title: String,
    /// Text for the room.
    pub text: String,
    /// Question for the discussion.
    pub question: String,
    /// When it comes.
    pub trigger: Trigger,
    /// What it does.
    pub effects: Vec<CardEffect>,
}

/// When a card comes.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// In a fixed turn.
    Fixed(u16),
    /// Once, the turn after all tests held for so many turns, with odds a turn.
    Condition {
        /// All of these.
        tests: Vec<Test>,
        /// For how many turns running.
        turns: u16,
        /// Chance a turn, 0–1.
        odds: f64,
        /// Not before this turn.
        from_turn: u16,
    },
    /// From the pile, by weight.
    Drawn {
        /// Weight.
        weight: f64,
        /// Not before this turn.
        from_turn: u16,
    },
}

/// The closed list of what a card, a written inject or a ruling can do.
#[derive(Clone, Debug, PartialEq)]
pub enum CardEffect {
    /// Adds to a variable, for good or for so many months.
    Change(Variable, f64, Option<u16>),
    /// Multiplies a variable, for good or for so many months.
    Multiply(Variable, f64, Option<u16>),
    /// Sets what kinds of order cost a state (any, if none), as a factor, for so many months.
    Price {
        /// Which kind, as [`price`](crate::rules::price) names it.
        order: String,
        /// Whose.
        state: Option<StateId>,
        /// Factor on the price.
        factor: f64,
        /// How long.
        months: u16,
    },
    /// Allows or forbids a kind of order to a state (any, if none), for so many months.
    Permission {
        /// Which kind, as [`price`](crate::rules::price) names it.
        order: String,
        /// Whose.
        state: Option<StateId>,
        /// Whether it is allowed.
        allowed: bool,
        /// How long.
        months: u16,
    },
    /// Raises a request.
    Request(OpeningRequest),
    /// Makes the open requests of a state urgent for so many months: a deferral counts as a denial.
    Urgent(StateId, u16),
    /// Tests a commitment now.
    TestCommitment(CommitmentId),
    /// Opens a route by which a part of what is denied flows.
    OpenRoute {
        /// Through whom.
        through: StateId,
    },
    /// Closes the routes through a state.
    CloseRoute {
        /// Through whom.
        through: StateId,
    },
    /// Makes undetected diversions known, with the trouble that this brings.
    Reveal,
    /// Shows everybody a hidden number.
    RevealValue(Variable),
    /// The legislature of a state holds high-risk approvals for so many months.
    Hold(StateId, u16),
    /// All conditions that a state accepted lapse, and its licences are suspended.
    Lapse(StateId),
    /// The members of a bloc vote; if it is carried, and if not.
    Vote {
        /// Which bloc.
        bloc: BlocId,
        /// Share of members that it needs.
        threshold: f64,
        /// What it is about: the criterion by which members judge.
        domain: DomainId,
        /// What happens if it is carried.
        then: Vec<Self>,
        /// What happens if not.
        otherwise: Vec<Self>,
    },
    /// Founds a regime that was only an idea.
    Found(BlocId),
    /// A state joins a bloc or regime.
    Join(BlocId, StateId),
    /// One or the other, by tests.
    If {
        /// All of these.
        tests: Vec<Test>,
        /// What happens if all hold.
        then: Vec<Self>,
        /// What happens if not.
        otherwise: Vec<Self>,
    },
    /// Ends the game with this turn, with these odds.
    End(f64),
    /// Nothing that the rules know: the facilitator rules on it.
    Ruling(String),
}

/// A request as a scenario or a card writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningRequest {
    /// Who asks.
    pub from: StateId,
    /// Whom.
    pub to: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier, 1–4.
    pub tier: u8,
    /// Points.
    pub points: f64,
    /// Value, $bn.
    pub value: f64,
    /// Monitoring that the partner offers, 0–1.
    pub monitoring: f64,
    /// Co-production wanted, 0–1.
    pub coproduction: f64,
    /// What they say.
    pub plea: Option<Arc<str>>,
    /// Requests of one partner with the same group are alternatives of each other.
    pub group: Option<u64>,
}
