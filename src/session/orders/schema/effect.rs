//! The closed list of effects that a written inject or a ruling has, in the words of scenario cards.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use super::test::TestFile;
use crate::rules::setting::{CardEffect, OpeningRequest};

/// Bounds of an index and of a chance.
const UNIT: (f64, f64) = (0.0, 1.0);

/// One effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum EffectFile {
    Change {
        variable: String,
        by: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u16>,
    },
    Multiply {
        variable: String,
        by: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u16>,
    },
    Price {
        order: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<String>,
        factor: f64,
        months: u16,
    },
    Permission {
        order: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<String>,
        allowed: bool,
        months: u16,
    },
    Request(AskFile),
    Urgent {
        state: String,
        months: u16,
    },
    TestCommitment(String),
    OpenRoute(String),
    CloseRoute(String),
    Reveal,
    RevealValue(String),
    Hold {
        state: String,
        months: u16,
    },
    Lapse(String),
    Vote {
        bloc: String,
        threshold: f64,
        domain: String,
        then: Vec<Self>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        otherwise: Vec<Self>,
    },
    Found(String),
    Join {
        bloc: String,
        state: String,
    },
    If {
        tests: Vec<TestFile>,
        then: Vec<Self>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        otherwise: Vec<Self>,
    },
    End(f64),
    Ruling(String),
}

/// A request that an effect raises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AskFile {
    from: String,
    to: String,
    domain: String,
    tier: u8,
    points: f64,
    value: f64,
    #[serde(default)]
    monitoring: f64,
    #[serde(default)]
    coproduction: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plea: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<u64>,
}

impl EffectFile {
    pub(super) fn list(names: Names<'_>, effects: &[CardEffect]) -> Vec<Self> {
        effects.iter().map(|effect| Self::of(names, effect)).collect()
    }

    pub(super) fn read_list(effects: &[Self], reader: &mut Reader<'_>) -> Vec<CardEffect> {
        effects.iter().map(|effect| effect.read(reader)).collect()
    }

    fn of(names: Names<'_>, effect: &CardEffect) -> Self {
        match effect {
            CardEffect::Change(variable, by, months) => {
                Self::Change { variable: names.variable(*variable), by: *by, months: *months }
            }
            CardEffect::Multiply(variable, by, months) => {
                Self::Multiply { variable: names.variable(*variable), by: *by, months: *months }
            }
            CardEffect::Price { order, state, factor, months } => {
                let state = state.map(|id| names.state(id));
                Self::Price { order: order.clone(), state, factor: *factor, months: *months }
            }
            CardEffect::Permission { order, state, allowed, months } => {
                let state = state.map(|id| names.state(id));
                Self::Permission { order: order.clone(), state, allowed: *allowed, months: *months }
            }
            CardEffect::Request(opening) => Self::Request(AskFile::of(names, opening)),
            CardEffect::Urgent(state, months) => Self::Urgent { state: names.state(*state), months: *months },
            CardEffect::TestCommitment(commitment) => Self::TestCommitment(names.commitment(*commitment)),
            CardEffect::OpenRoute { through } => Self::OpenRoute(names.state(*through)),
            CardEffect::CloseRoute { through } => Self::CloseRoute(names.state(*through)),
            CardEffect::Reveal => Self::Reveal,
            CardEffect::RevealValue(variable) => Self::RevealValue(names.variable(*variable)),
            CardEffect::Hold(state, months) => Self::Hold { state: names.state(*state), months: *months },
            CardEffect::Lapse(state) => Self::Lapse(names.state(*state)),
            CardEffect::Vote { bloc, threshold, domain, then, otherwise } => Self::Vote {
                bloc: names.bloc(*bloc),
                threshold: *threshold,
                domain: names.domain(*domain),
                then: Self::list(names, then),
                otherwise: Self::list(names, otherwise),
            },
            CardEffect::Found(bloc) => Self::Found(names.bloc(*bloc)),
            CardEffect::Join(bloc, state) => Self::Join { bloc: names.bloc(*bloc), state: names.state(*state) },
            CardEffect::If { tests, then, otherwise } => Self::If {
                tests: TestFile::list(names, tests),
                then: Self::list(names, then),
                otherwise: Self::list(names, otherwise),
            },
            CardEffect::End(odds) => Self::End(*odds),
            CardEffect::Ruling(words) => Self::Ruling(words.clone()),
        }
    }

    fn read(&self, reader: &mut Reader<'_>) -> CardEffect {
        match self {
            Self::Change { variable, by, months } => {
                CardEffect::Change(reader.variable(variable), reader.finite("by", *by), *months)
            }
            Self::Multiply { variable, by, months } => {
                CardEffect::Multiply(reader.variable(variable), reader.finite("by", *by), *months)
            }
            Self::Price { order, state, factor, months } => CardEffect::Price {
                order: reader.order(order),
                state: state.as_ref().map(|name| reader.state(name)),
                factor: reader.within("factor", *factor, (0.0, 100.0)),
                months: *months,
            },
            Self::Permission { order, state, allowed, months } => CardEffect::Permission {
                order: reader.order(order),
                state: state.as_ref().map(|name| reader.state(name)),
                allowed: *allowed,
                months: *months,
            },
            Self::Request(ask) => CardEffect::Request(ask.read(reader)),
            Self::Urgent { state, months } => CardEffect::Urgent(reader.state(state), *months),
            Self::TestCommitment(name) => CardEffect::TestCommitment(reader.commitment(name)),
            Self::OpenRoute(through) => CardEffect::OpenRoute { through: reader.state(through) },
            Self::CloseRoute(through) => CardEffect::CloseRoute { through: reader.state(through) },
            Self::Reveal => CardEffect::Reveal,
            Self::RevealValue(variable) => CardEffect::RevealValue(reader.variable(variable)),
            Self::Hold { state, months } => CardEffect::Hold(reader.state(state), *months),
            Self::Lapse(state) => CardEffect::Lapse(reader.state(state)),
            Self::Vote { bloc, threshold, domain, then, otherwise } => CardEffect::Vote {
                bloc: reader.bloc(bloc),
                threshold: reader.within("threshold", *threshold, UNIT),
                domain: reader.domain(domain),
                then: Self::read_list(then, reader),
                otherwise: Self::read_list(otherwise, reader),
            },
            Self::Found(bloc) => CardEffect::Found(reader.bloc(bloc)),
            Self::Join { bloc, state } => CardEffect::Join(reader.bloc(bloc), reader.state(state)),
            Self::If { tests, then, otherwise } => CardEffect::If {
                tests: TestFile::read_list(tests, reader),
                then: Self::read_list(then, reader),
                otherwise: Self::read_list(otherwise, reader),
            },
            Self::End(odds) => CardEffect::End(reader.within("end", *odds, UNIT)),
            Self::Ruling(words) => CardEffect::Ruling(words.clone()),
        }
    }
}

impl AskFile {
    fn of(names: Names<'_>, opening: &OpeningRequest) -> Self {
        Self {
            from: names.state(opening.from),
            to: names.state(opening.to),
            domain: names.domain(opening.domain),
            tier: opening.tier,
            points: opening.points,
            value: opening.value,
            monitoring: opening.monitoring,
            coproduction: opening.coproduction,
            plea: opening.plea.as_deref().map(str::to_owned),
            group: opening.group,
        }
    }

    fn read(&self, reader: &mut Reader<'_>) -> OpeningRequest {
        reader.within("tier", f64::from(self.tier), (1.0, 4.0));
        OpeningRequest {
            from: reader.state(&self.from),
            to: reader.state(&self.to),
            domain: reader.domain(&self.domain),
            tier: self.tier,
            points: reader.within("points", self.points, (0.01, 1000.0)),
            value: reader.within("value", self.value, (0.0, 1000.0)),
            monitoring: reader.within("monitoring", self.monitoring, UNIT),
            coproduction: reader.within("coproduction", self.coproduction, UNIT),
            plea: self.plea.as_deref().map(Into::into),
            group: self.group,
        }
    }
}
