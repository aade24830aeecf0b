//! The conditions that an effect can ask for, in the words of scenario cards.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use super::words::{OutcomeFile, StandingFile};
use crate::rules::setting::Test;

/// One condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum TestFile {
    Above(String, f64),
    Below(String, f64),
    SumBelow(Vec<String>, f64),
    Apart(String, String, f64),
    Decisions {
        outcome: OutcomeFile,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        by: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        domains: Vec<String>,
        #[serde(default)]
        tier: u8,
        at_least: u16,
        #[serde(default)]
        within_turns: u16,
    },
    Licensed {
        by: Vec<String>,
        to: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        domains: Vec<String>,
        tier: u8,
    },
    Favoured {
        tier: u8,
        within_turns: u16,
        scores_within: f64,
        transparency_below: f64,
    },
    Acted {
        by: String,
        to: String,
        #[serde(default)]
        revoked: bool,
    },
    UndetectedDiversion,
    KnownLeak {
        of: String,
        through: String,
    },
    Came(String, u16),
    Stands(String, StandingFile),
    NotKept(String),
    Not(Vec<Self>),
    Any(Vec<Self>),
}

impl TestFile {
    pub(super) fn list(names: Names<'_>, tests: &[Test]) -> Vec<Self> {
        tests.iter().map(|test| Self::of(names, test)).collect()
    }

    pub(super) fn read_list(tests: &[Self], reader: &mut Reader<'_>) -> Vec<Test> {
        tests.iter().map(|test| test.read(reader)).collect()
    }

    fn of(names: Names<'_>, test: &Test) -> Self {
        match test {
            Test::Above(variable, value) => Self::Above(names.variable(*variable), *value),
            Test::Below(variable, value) => Self::Below(names.variable(*variable), *value),
            Test::SumBelow(variables, value) => {
                Self::SumBelow(variables.iter().map(|variable| names.variable(*variable)).collect(), *value)
            }
            Test::Apart(one, other, value) => Self::Apart(names.variable(*one), names.variable(*other), *value),
            Test::Decisions { outcome, by, of, domains, tier, at_least, within_turns } => Self::Decisions {
                outcome: (*outcome).into(),
                by: names.states(by),
                of: of.map(|id| names.state(id)),
                domains: names.domains(domains),
                tier: *tier,
                at_least: *at_least,
                within_turns: *within_turns,
            },
            Test::Licensed { by, to, domains, tier } => {
                Self::Licensed { by: names.states(by), to: names.state(*to), domains: names.domains(domains), tier: *tier }
            }
            Test::Favoured { tier, within_turns, scores_within, transparency_below } => Self::Favoured {
                tier: *tier,
                within_turns: *within_turns,
                scores_within: *scores_within,
                transparency_below: *transparency_below,
            },
            Test::Acted { by, to, revoked } => Self::Acted { by: names.state(*by), to: names.state(*to), revoked: *revoked },
            Test::UndetectedDiversion => Self::UndetectedDiversion,
            Test::KnownLeak { of, through } => Self::KnownLeak { of: names.state(*of), through: names.state(*through) },
            Test::Came(card, turns) => Self::Came(names.card(*card), *turns),
            Test::Stands(commitment, standing) => Self::Stands(names.commitment(*commitment), (*standing).into()),
            Test::NotKept(commitment) => Self::NotKept(names.commitment(*commitment)),
            Test::Not(tests) => Self::Not(Self::list(names, tests)),
            Test::Any(tests) => Self::Any(Self::list(names, tests)),
        }
    }

    fn read(&self, reader: &mut Reader<'_>) -> Test {
        match self {
            Self::Above(variable, value) => Test::Above(reader.variable(variable), reader.finite("above", *value)),
            Self::Below(variable, value) => Test::Below(reader.variable(variable), reader.finite("below", *value)),
            Self::SumBelow(variables, value) => {
                let variables = variables.iter().map(|name| reader.variable(name)).collect();
                Test::SumBelow(variables, reader.finite("sum_below", *value))
            }
            Self::Apart(one, other, value) => {
                Test::Apart(reader.variable(one), reader.variable(other), reader.finite("apart", *value))
            }
            Self::Decisions { outcome, by, of, domains, tier, at_least, within_turns } => Test::Decisions {
                outcome: (*outcome).into(),
                by: reader.states(by),
                of: of.as_ref().map(|name| reader.state(name)),
                domains: reader.domains(domains),
                tier: *tier,
                at_least: *at_least,
                within_turns: *within_turns,
            },
            Self::Licensed { by, to, domains, tier } => {
                Test::Licensed { by: reader.states(by), to: reader.state(to), domains: reader.domains(domains), tier: *tier }
            }
            Self::Favoured { tier, within_turns, scores_within, transparency_below } => Test::Favoured {
                tier: *tier,
                within_turns: *within_turns,
                scores_within: reader.finite("scores_within", *scores_within),
                transparency_below: reader.finite("transparency_below", *transparency_below),
            },
            Self::Acted { by, to, revoked } => Test::Acted { by: reader.state(by), to: reader.state(to), revoked: *revoked },
            Self::UndetectedDiversion => Test::UndetectedDiversion,
            Self::KnownLeak { of, through } => Test::KnownLeak { of: reader.state(of), through: reader.state(through) },
            Self::Came(card, turns) => Test::Came(reader.card(card), *turns),
            Self::Stands(commitment, standing) => Test::Stands(reader.commitment(commitment), (*standing).into()),
            Self::NotKept(commitment) => Test::NotKept(reader.commitment(commitment)),
            Self::Not(tests) => Test::Not(Self::read_list(tests, reader)),
            Self::Any(tests) => Test::Any(Self::read_list(tests, reader)),
        }
    }
}
