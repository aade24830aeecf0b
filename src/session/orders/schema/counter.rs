//! Answers to a harm, and offers of a rival supplier.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use crate::rules::order::Countermeasure;

/// A countermeasure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum CounterFile {
    CounterSupply { to: String, domain: String },
    CounterArm { domain: String },
    Undercut { supplier: String, domain: String, recipient: String },
    RestrictInputs(String),
    Sanction(String),
    Cyber(String),
    Influence { target: String, among: String },
    RivalRegime(String),
}

impl CounterFile {
    pub(super) fn of(names: Names<'_>, counter: Countermeasure) -> Self {
        match counter {
            Countermeasure::CounterSupply { to, domain } => {
                Self::CounterSupply { to: names.state(to), domain: names.domain(domain) }
            }
            Countermeasure::CounterArm { domain } => Self::CounterArm { domain: names.domain(domain) },
            Countermeasure::Undercut { link } => {
                let link = names.0.links[link];
                let (supplier, recipient) = (names.state(link.supplier), names.state(link.recipient));
                Self::Undercut { supplier, domain: names.domain(link.domain), recipient }
            }
            Countermeasure::RestrictInputs { from } => Self::RestrictInputs(names.state(from)),
            Countermeasure::Sanction { target } => Self::Sanction(names.state(target)),
            Countermeasure::Cyber { target } => Self::Cyber(names.state(target)),
            Countermeasure::Influence { target, among } => {
                Self::Influence { target: names.state(target), among: names.state(among) }
            }
            Countermeasure::RivalRegime { bloc } => Self::RivalRegime(names.bloc(bloc)),
        }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> Countermeasure {
        match self {
            Self::CounterSupply { to, domain } => {
                Countermeasure::CounterSupply { to: reader.state(to), domain: reader.domain(domain) }
            }
            Self::CounterArm { domain } => Countermeasure::CounterArm { domain: reader.domain(domain) },
            Self::Undercut { supplier, domain, recipient } => {
                Countermeasure::Undercut { link: reader.link(supplier, domain, recipient) }
            }
            Self::RestrictInputs(from) => Countermeasure::RestrictInputs { from: reader.state(from) },
            Self::Sanction(target) => Countermeasure::Sanction { target: reader.state(target) },
            Self::Cyber(target) => Countermeasure::Cyber { target: reader.state(target) },
            Self::Influence { target, among } => {
                Countermeasure::Influence { target: reader.state(target), among: reader.state(among) }
            }
            Self::RivalRegime(bloc) => Countermeasure::RivalRegime { bloc: reader.bloc(bloc) },
        }
    }
}
