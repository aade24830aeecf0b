//! What the facilitator orders.

use serde::{Deserialize, Serialize};

use super::effect::EffectFile;
use super::names::{Names, Reader};
use super::words::{ArchetypeFile, PolicyFile, ResourceFile};
use crate::rules::order::{FacilitatorOrder, Player};
use crate::session::orders::decimal::Decimal;

/// An order of the facilitator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum FacilitateFile {
    Inject(String),
    HoldCard(String),
    Write {
        title: String,
        effects: Vec<EffectFile>,
    },
    Override {
        variable: String,
        value: Decimal,
    },
    Grant {
        state: String,
        what: ResourceFile,
        amount: Decimal,
    },
    Rule {
        state: String,
        effects: Vec<EffectFile>,
    },
    Seat {
        state: String,
        player: PlayerFile,
    },
    Pause,
    Extend(u8),
    /// Shows one number.
    Reveal(String),
    /// Shows all of them.
    RevealAll,
}

/// Who plays a state.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum PlayerFile {
    Scenario,
    Person,
    Archetype(ArchetypeFile),
    Policy(PolicyFile),
}

impl FacilitateFile {
    pub(super) fn of(names: Names<'_>, order: &FacilitatorOrder) -> Self {
        match order {
            FacilitatorOrder::Inject(card) => Self::Inject(names.card(*card)),
            FacilitatorOrder::HoldCard(card) => Self::HoldCard(names.card(*card)),
            FacilitatorOrder::Write { title, effects } => {
                Self::Write { title: title.clone(), effects: EffectFile::list(names, effects) }
            }
            FacilitatorOrder::Override { variable, value } => {
                Self::Override { variable: names.variable(*variable), value: Decimal(*value) }
            }
            FacilitatorOrder::Grant { state, what, amount } => {
                Self::Grant { state: names.state(*state), what: (*what).into(), amount: Decimal(*amount) }
            }
            FacilitatorOrder::Rule { state, effects } => {
                Self::Rule { state: names.state(*state), effects: EffectFile::list(names, effects) }
            }
            FacilitatorOrder::Seat { state, player } => {
                Self::Seat { state: names.state(*state), player: PlayerFile::of(*player) }
            }
            FacilitatorOrder::Pause => Self::Pause,
            FacilitatorOrder::Extend(turns) => Self::Extend(*turns),
            FacilitatorOrder::Reveal(Some(variable)) => Self::Reveal(names.variable(*variable)),
            FacilitatorOrder::Reveal(None) => Self::RevealAll,
        }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> FacilitatorOrder {
        match self {
            Self::Inject(card) => FacilitatorOrder::Inject(reader.card(card)),
            Self::HoldCard(card) => FacilitatorOrder::HoldCard(reader.card(card)),
            Self::Write { title, effects } => {
                FacilitatorOrder::Write { title: title.clone(), effects: EffectFile::read_list(effects, reader) }
            }
            Self::Override { variable, value } => {
                FacilitatorOrder::Override { variable: reader.variable(variable), value: value.0 }
            }
            Self::Grant { state, what, amount } => {
                FacilitatorOrder::Grant { state: reader.state(state), what: (*what).into(), amount: amount.0 }
            }
            Self::Rule { state, effects } => {
                FacilitatorOrder::Rule { state: reader.state(state), effects: EffectFile::read_list(effects, reader) }
            }
            Self::Seat { state, player } => FacilitatorOrder::Seat { state: reader.state(state), player: player.read() },
            Self::Pause => FacilitatorOrder::Pause,
            Self::Extend(turns) => FacilitatorOrder::Extend(*turns),
            Self::Reveal(variable) => FacilitatorOrder::Reveal(Some(reader.variable(variable))),
            Self::RevealAll => FacilitatorOrder::Reveal(None),
        }
    }
}

impl PlayerFile {
    fn of(player: Player) -> Self {
        match player {
            Player::Scenario => Self::Scenario,
            Player::Person => Self::Person,
            Player::Archetype(archetype) => Self::Archetype(archetype.into()),
            Player::Policy(policy) => Self::Policy(policy.into()),
        }
    }

    fn read(self) -> Player {
        match self {
            Self::Scenario => Player::Scenario,
            Self::Person => Player::Person,
            Self::Archetype(archetype) => Player::Archetype(archetype.into()),
            Self::Policy(policy) => Player::Policy(policy.into()),
        }
    }
}
