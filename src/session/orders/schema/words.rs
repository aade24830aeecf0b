//! Words of the files that stand for one of a few things of the rules, both ways.

use serde::{Deserialize, Serialize};

use crate::rules::order::{Ground, LicenceAction, Policy, Resource, SanctionLevel};
use crate::rules::setting::{Archetype, CommitmentKind};
use crate::rules::world::{Outcome, Standing};

macro_rules! words {
    ($($(#[$attr:meta])* $file:ident for $rule:ident { $($word:ident,)* })*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        $(#[$attr])*
        pub(super) enum $file { $($word,)* }

        impl From<$rule> for $file {
            fn from(rule: $rule) -> Self {
                match rule { $($rule::$word => Self::$word,)* }
            }
        }

        impl From<$file> for $rule {
            fn from(file: $file) -> Self {
                match file { $($file::$word => Self::$word,)* }
            }
        }
    )*};
}

words! {
    /// The criteria.
    GroundFile for Ground { Rights, Diversion, Stability, Alliance, Commerce, }
    /// What is done with a licence.
    LicenceActionFile for LicenceAction { Suspend, Resume, Revoke, Inspect, }
    /// How far a sanction reaches.
    SanctionFile for SanctionLevel { Lifted, Primary, Secondary, }
    /// Kinds of commitment.
    CommitmentFile for CommitmentKind {
        Pact, Basing, ExclusiveSupply, Intelligence, JointProgramme, Membership, Assurance, RedLine, Neutrality,
    }
    /// What a facilitator gives.
    ResourceFile for Resource { Capital, Credit, Budget, Capacity, }
    /// Archetypes of computer players.
    ArchetypeFile for Archetype {
        Principled, Transactional, Restrictive, Hedging, Loyal, Autonomous, Assertive, Opportunist,
    }
    /// Standing policies.
    PolicyFile for Policy { ApproveAll, DenyAll, AlwaysCondition, Recommended, Random, }
    /// What became of a request, as cards write it.
    #[serde(rename_all = "snake_case")]
    OutcomeFile for Outcome { Licensed, Refused, Denied, Deferred, Withdrawn, Held, }
    /// How a commitment stands, as cards write it.
    #[serde(rename_all = "snake_case")]
    StandingFile for Standing { Kept, Strained, Lapsed, Broken, }
}
