//! The fourteen phases of a turn, in play order, one file each. Parts of a phase that stand by themselves have a file beside it: `effects`
//! and `facilitator` (phase 2), `conduct` (3), `favour` (4), `savings`, `ordering`, `elsewhere`, `routes` and
//! `shifts` (5), `options` (10), `allies` and `measure_parts` (14).

mod alignment;
mod allies;
mod blocs;
mod conduct;
mod countermeasures;
mod delivery;
mod domestic;
mod effects;
mod elsewhere;
mod end_use;
mod events;
mod facilitator;
mod favour;
mod licensing;
mod measure_parts;
pub(super) mod measures;
mod options;
mod ordering;
mod procurement;
mod requests;
mod routes;
mod savings;
mod security;
mod shifts;
mod signals;
mod upkeep;

pub(in crate::rules) use allies::Allies;
pub use delivery::ceiling as absorption_ceiling;
pub use end_use::{hazard, odds_of};
pub use licensing::acceptance_odds;
pub use measures::margin;
pub use options::menu;

use super::ledger::Recorder;
use super::turn::Turn;

/// Five Gauss points on 0–1, each with its weight: how the change of a formula is shared among its inputs along the straight path.
const GAUSS: [(f64, f64); 5] = [
    (0.046_910_077_030_668, 0.118_463_442_528_094_5),
    (0.230_765_344_947_158_5, 0.239_314_335_249_683_2),
    (0.5, 0.284_444_444_444_444_4),
    (0.769_234_655_052_841_5, 0.239_314_335_249_683_2),
    (0.953_089_922_969_332, 0.118_463_442_528_094_5),
];

/// A phase of the turn, and a section of the rulebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Things age, fade and are forgotten.
    Upkeep,
    /// Cards come.
    Events,
    /// Requests are decided.
    Licensing,
    /// Partners learn from the answers.
    Signals,
    /// Money is placed, shares move.
    Procurement,
    /// Orders arrive and are absorbed.
    Delivery,
    /// Goods go where they should not.
    EndUse,
    /// Allegiance moves.
    Alignment,
    /// Threats and needs follow.
    Security,
    /// Those who were harmed answer.
    Countermeasures,
    /// Home reacts.
    Domestic,
    /// Blocs hold or fray.
    Blocs,
    /// New requests are raised.
    Requests,
    /// The measures are taken.
    Measures,
}

impl Phase {
    /// All of them, in play order.
    pub const ALL: [Self; 14] = [
        Self::Upkeep,
        Self::Events,
        Self::Licensing,
        Self::Signals,
        Self::Procurement,
        Self::Delivery,
        Self::EndUse,
        Self::Alignment,
        Self::Security,
        Self::Countermeasures,
        Self::Domestic,
        Self::Blocs,
        Self::Requests,
        Self::Measures,
    ];

    /// The name as in the rulebook.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upkeep => "upkeep",
            Self::Events => "events",
            Self::Licensing => "licensing",
            Self::Signals => "signals",
            Self::Procurement => "procurement",
            Self::Delivery => "delivery",
            Self::EndUse => "end use",
            Self::Alignment => "alignment",
            Self::Security => "security",
            Self::Countermeasures => "countermeasures",
            Self::Domestic => "domestic politics",
            Self::Blocs => "blocs and regimes",
            Self::Requests => "new requests",
            Self::Measures => "measures",
        }
    }
}

/// Plays one phase.
pub(super) fn play<R: Recorder>(phase: Phase, turn: &mut Turn<'_, R>) {
    match phase {
        Phase::Upkeep => upkeep::play(turn),
        Phase::Events => events::play(turn),
        Phase::Licensing => licensing::play(turn),
        Phase::Signals => signals::play(turn),
        Phase::Procurement => procurement::play(turn),
        Phase::Delivery => delivery::play(turn),
        Phase::EndUse => end_use::play(turn),
        Phase::Alignment => alignment::play(turn),
        Phase::Security => security::play(turn),
        Phase::Countermeasures => countermeasures::play(turn),
        Phase::Domestic => domestic::play(turn),
        Phase::Blocs => blocs::play(turn),
        Phase::Requests => requests::play(turn),
        Phase::Measures => measures::play(turn),
    }
}
