//! What a seat can order.

use super::quantity::Quantity;
use super::table::{DomainId, LinkId, StateId};
use super::world::RequestKey;

/// One order of a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The state that orders.
    pub seat: StateId,
    /// What.
    pub kind: OrderKind,
    /// A reason that everybody reads.
    pub public_reason: String,
    /// A reason for the seat and the facilitator alone.
    pub private_reason: String,
}

/// What can be ordered.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderKind {
    /// Answers a request.
    Decide(RequestKey, Decision),
    /// Asks an exporter for a transfer.
    Request {
        /// Whom.
        to: StateId,
        /// In which domain.
        domain: DomainId,
        /// Tier, 1–4.
        tier: u8,
        /// Points.
        points: Quantity,
        /// Monitoring offered, 0–1.
        monitoring: Quantity,
        /// Co-production wanted, 0–1.
        coproduction: Quantity,
    },
    /// Says which burden of conditions is accepted without more ado, 0–2.
    StandingAnswer(Quantity),
    /// Answers a harm.
    Counter(Countermeasure),
    /// Says who answers for this state in the phases that can act by themselves (a facilitator's order, logged like any other).
    SetPosture(super::world::Posture),
}

/// An answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Licensed as asked.
    Approve,
    /// Licensed with conditions (at least one).
    Condition(Vec<Condition>),
    /// Put off, to a turn or without date.
    Defer(Option<u16>),
    /// Refused.
    Deny(Ground),
}

/// On what a refusal rests: one of the declared criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The answers to a harm that this version plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Countermeasure {
    /// Arms an adversary of the one who was helped.
    CounterSupply {
        /// Whom it arms.
        to: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// Offers a customer of the other a better price without conditions.
    Undercut {
        /// The channel on which it offers.
        link: LinkId,
    },
    /// Withholds critical inputs.
    RestrictInputs {
        /// From whom.
        from: StateId,
    },
    /// Sanctions.
    Sanction {
        /// Whom.
        target: StateId,
    },
}

/// Every order of a turn, checked, in the one order that the rules use: by seat, kind and object. Made only by
/// [`validate`](super::validate::validate).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValidOrders {
    pub(super) orders: Vec<Order>,
}

impl ValidOrders {
    /// The orders, sorted.
    #[must_use]
    pub fn as_slice(&self) -> &[Order] {
        &self.orders
    }

    /// The answer to a request, with the order that gives it.
    #[must_use]
    pub fn decision(&self, key: RequestKey) -> Option<(&Order, &Decision)> {
        self.orders.iter().find_map(|order| match &order.kind {
            OrderKind::Decide(k, decision) if *k == key => Some((order, decision)),
            _ => None,
        })
    }
}
