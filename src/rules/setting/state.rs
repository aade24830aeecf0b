//! What is known of a state before play: its roles, its kind of player, its constituencies and what its seat wants.

use crate::rules::table::{RegionId, StateId};
use crate::rules::variable::Variable;

/// What a state may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Licenses transfers.
    pub exporter: bool,
    /// Asks for transfers.
    pub partner: bool,
    /// Supplies against the exporters.
    pub rival: bool,
    /// Declared neutral.
    pub neutral: bool,
}

/// How a computer player behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Archetype {
    /// Exporter that follows its declared criteria.
    Principled,
    /// Exporter that sells unless it hurts.
    Transactional,
    /// Exporter that refuses in doubt.
    Restrictive,
    /// Partner that keeps every door open.
    Hedging,
    /// Partner that stays with its main supplier.
    Loyal,
    /// Partner that builds its own.
    Autonomous,
    /// Rival that answers every slight.
    Assertive,
    /// Rival that answers where it pays.
    Opportunist,
}

impl Archetype {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Principled,
        Self::Transactional,
        Self::Restrictive,
        Self::Hedging,
        Self::Loyal,
        Self::Autonomous,
        Self::Assertive,
        Self::Opportunist,
    ];
}

/// One state, as the scenario describes it.
#[derive(Clone, Debug)]
pub struct StateInfo {
    /// Name.
    pub name: String,
    /// Three letters, capitals.
    pub code: String,
    /// Region.
    pub region: RegionId,
    /// Roles.
    pub roles: Roles,
    /// How the computer plays it.
    pub archetype: Archetype,
    /// Growth of the procurement budget, fraction a year.
    pub growth: f64,
    /// Price of what it makes, times the price of the tier.
    pub price_index: f64,
    /// Whether people may be seated here.
    pub playable: bool,
    /// Division of its emblem, as the picture module names it.
    pub emblem: String,
    /// Place on the board, 0–1 from left and top.
    pub position: (f64, f64),
    /// Constituencies, at most five.
    pub constituencies: Vec<Constituency>,
    /// Where its critical inputs come from; shares sum to 1.
    pub inputs: Vec<(StateId, f64)>,
    /// A line about it for everyone.
    pub description: String,
    /// A paragraph for its seat.
    pub briefing: String,
    /// What only its seat knows.
    pub secret: String,
    /// What its seat wants.
    pub objectives: Vec<Objective>,
}

/// A group at home.
#[derive(Clone, Debug)]
pub struct Constituency {
    /// Name.
    pub name: String,
    /// Weight in the mean, 0–1; a state's sum is 1.
    pub influence: f64,
    /// What it cares about: a weight for each of [`Concern::ALL`]; they sum to 1.
    pub concerns: [f64; Concern::COUNT],
}

impl Constituency {
    /// How much it cares about something, 0–1.
    #[must_use]
    #[inline]
    pub fn cares(&self, about: Concern) -> f64 {
        self.concerns.get(about as usize).copied().unwrap_or_default()
    }
}

/// What a constituency may care about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Serving allies.
    Alliance,
    /// Human rights of those served.
    Rights,
    /// No leaks.
    Diversion,
    /// Regional stability.
    Stability,
    /// Orders and jobs.
    Commerce,
    /// Decisions that agree with declared criteria.
    Consistency,
    /// Own capability.
    Capability,
    /// Not depending on one supplier.
    Dependence,
    /// Not being told what to do.
    Conditions,
    /// Price.
    Price,
    /// Work at home and co-production.
    Jobs,
}

impl Concern {
    /// How many there are.
    pub const COUNT: usize = 11;
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Alliance,
        Self::Rights,
        Self::Diversion,
        Self::Stability,
        Self::Commerce,
        Self::Consistency,
        Self::Capability,
        Self::Dependence,
        Self::Conditions,
        Self::Price,
        Self::Jobs,
    ];
}

/// What a seat wants.
#[derive(Clone, Debug)]
pub struct Objective {
    /// In words.
    pub text: String,
    /// Told to nobody else.
    pub private: bool,
    /// How it is scored, where a variable says it.
    pub goal: Option<Goal>,
}

/// A target for a variable at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Which.
    pub variable: Variable,
    /// At least (or else at most).
    pub at_least: bool,
    /// The value.
    pub value: f64,
    /// Counted from the value at the start.
    pub relative: bool,
}
