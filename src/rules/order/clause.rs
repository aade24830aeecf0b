//! The grounds of a refusal and the clauses of a licence.

use crate::rules::quantity::Quantity;

/// On what a refusal rests: one of the declared criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Human rights.
    Rights,
    /// Diversion risk.
    Diversion,
    /// Regional stability.
    Stability,
    /// Alliance value.
    Alliance,
    /// Commercial benefit.
    Commerce,
}

impl Ground {
    /// All of them, in the order of a regime's weights.
    pub const ALL: [Self; 5] = [Self::Rights, Self::Diversion, Self::Stability, Self::Alliance, Self::Commerce];
}

/// A clause of a licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// End-use monitoring of at least this intensity, 0–1.
    Monitoring(Quantity),
    /// End-use certificate.
    Certificate,
    /// No re-transfer without consent.
    NoRetransfer,
    /// At most so many points.
    VolumeCap(Quantity),
    /// This tier instead of the one asked, 1–3.
    LowerTier(u8),
    /// Delivered over so many turns, 2–6.
    Phased(u8),
    /// Governance or human-rights reform.
    Reform,
    /// Open competitive bidding.
    OpenBidding,
    /// Regional security commitment.
    RegionalCommitment,
    /// Co-production share granted, 0–1.
    Coproduction(Quantity),
}

impl Condition {
    /// Which clause it is, so that a licence has at most one of each.
    #[must_use]
    pub const fn slot(&self) -> u8 {
        match self {
            Self::Monitoring(_) => 0,
            Self::Certificate => 1,
            Self::NoRetransfer => 2,
            Self::VolumeCap(_) => 3,
            Self::LowerTier(_) => 4,
            Self::Phased(_) => 5,
            Self::Reform => 6,
            Self::OpenBidding => 7,
            Self::RegionalCommitment => 8,
            Self::Coproduction(_) => 9,
        }
    }
}

/// The clauses of a licence in force, one of each kind at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clauses {
    /// End-use certificate.
    pub certificate: bool,
    /// No re-transfer without consent.
    pub no_retransfer: bool,
    /// A cap on volume is part of it.
    pub capped: bool,
    /// The tier is lower than the one that was asked for.
    pub lower_tier: bool,
    /// Over how many turns it is delivered, at least 1.
    pub phases: u8,
    /// A reform was promised.
    pub reform: bool,
    /// It was put out to open bidding.
    pub bidding: bool,
    /// A regional security commitment was given.
    pub commitment: bool,
    /// Monitoring beyond what was offered.
    pub monitored: bool,
    /// Co-production granted, 0–1.
    pub coproduction: Quantity,
}

impl Clauses {
    /// The clauses that a list of conditions makes. `wanted` is the co-production of a licence as asked.
    #[must_use]
    pub fn of(conditions: &[Condition], wanted: Quantity) -> Self {
        let asked = if conditions.is_empty() { wanted } else { Quantity::ZERO };
        let mut clauses = Self { phases: 1, coproduction: asked, ..Self::default() };
        for condition in conditions {
            match condition {
                Condition::Monitoring(_) => clauses.monitored = true,
                Condition::Certificate => clauses.certificate = true,
                Condition::NoRetransfer => clauses.no_retransfer = true,
                Condition::VolumeCap(_) => clauses.capped = true,
                Condition::LowerTier(_) => clauses.lower_tier = true,
                Condition::Phased(turns) => clauses.phases = (*turns).max(1),
                Condition::Reform => clauses.reform = true,
                Condition::OpenBidding => clauses.bidding = true,
                Condition::RegionalCommitment => clauses.commitment = true,
                Condition::Coproduction(share) => clauses.coproduction = *share,
            }
        }
        clauses
    }
}
