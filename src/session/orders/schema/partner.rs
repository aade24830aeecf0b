//! What a partner asks for, and what else it does.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use super::words::CommitmentFile;
use crate::rules::order::{OrderKind, PartnerAction};
use crate::rules::quantity::Quantity;
use crate::session::orders::decimal::Decimal;

/// A request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestFile {
    pub(super) to: String,
    pub(super) domain: String,
    pub(super) tier: u8,
    pub(super) points: Decimal,
    #[serde(default = "nothing")]
    pub(super) monitoring: Decimal,
    #[serde(default = "nothing")]
    pub(super) coproduction: Decimal,
}

const fn nothing() -> Decimal {
    Decimal(Quantity::ZERO)
}

/// Another action of a partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum PartnerFile {
    Solicit { supplier: String, domain: String },
    InvestIndustry(String),
    InvestCompliance,
    Reform,
    Offer { to: String, kind: CommitmentFile },
    Retransfer { supplier: String, domain: String, to: String, points: Decimal },
    Protest(String),
}

impl RequestFile {
    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let (to, domain, tier) = (reader.state(&self.to), reader.domain(&self.domain), self.tier);
        let (points, monitoring, coproduction) = (self.points.0, self.monitoring.0, self.coproduction.0);
        OrderKind::Request { to, domain, tier, points, monitoring, coproduction }
    }
}

impl PartnerFile {
    pub(super) fn of(names: Names<'_>, action: PartnerAction) -> Self {
        match action {
            PartnerAction::Solicit { supplier, domain } => {
                Self::Solicit { supplier: names.state(supplier), domain: names.domain(domain) }
            }
            PartnerAction::InvestIndustry(domain) => Self::InvestIndustry(names.domain(domain)),
            PartnerAction::InvestCompliance => Self::InvestCompliance,
            PartnerAction::Reform => Self::Reform,
            PartnerAction::Offer { to, kind } => Self::Offer { to: names.state(to), kind: kind.into() },
            PartnerAction::Retransfer { from, to, points } => {
                let link = names.0.links[from];
                let (supplier, domain, to) = (names.state(link.supplier), names.domain(link.domain), names.state(to));
                Self::Retransfer { supplier, domain, to, points: Decimal(points) }
            }
            PartnerAction::Protest(against) => Self::Protest(names.state(against)),
        }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> PartnerAction {
        match self {
            Self::Solicit { supplier, domain } => {
                PartnerAction::Solicit { supplier: reader.state(supplier), domain: reader.domain(domain) }
            }
            Self::InvestIndustry(domain) => PartnerAction::InvestIndustry(reader.domain(domain)),
            Self::InvestCompliance => PartnerAction::InvestCompliance,
            Self::Reform => PartnerAction::Reform,
            Self::Offer { to, kind } => PartnerAction::Offer { to: reader.state(to), kind: (*kind).into() },
            // What a seat passes on is always out of its own holding.
            Self::Retransfer { supplier, domain, to, points } => {
                let holder = Names(reader.setting).state(reader.seat);
                let from = reader.link(supplier, domain, &holder);
                PartnerAction::Retransfer { from, to: reader.state(to), points: points.0 }
            }
            Self::Protest(against) => PartnerAction::Protest(reader.state(against)),
        }
    }
}
