//! What a seat can order: the whole of it, for exporters, partners, rivals, blocs and the facilitator.
//!
//! What an order costs is said by [`price`](super::price), whether it may be given by [`validate`](super::validate), and what it does by
//! the phases.

mod clause;
mod facilitator;

pub use clause::{Clauses, Condition, Ground};
pub use facilitator::{FacilitatorOrder, Player, Policy, Resource};

use super::quantity::Quantity;
use super::setting::CommitmentKind;
use super::table::{BlocId, DomainId, LinkId, StateId};
use super::world::RequestKey;

/// Who gives an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seat {
    /// The one who leads the game.
    Facilitator,
    /// A state.
    State(StateId),
}

impl Seat {
    /// The state, if it is one.
    #[must_use]
    pub const fn state(self) -> Option<StateId> {
        match self {
            Self::State(id) => Some(id),
            Self::Facilitator => None,
        }
    }
}

impl From<StateId> for Seat {
    fn from(id: StateId) -> Self {
        Self::State(id)
    }
}

/// One order of a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Who orders.
    pub seat: Seat,
    /// What.
    pub kind: OrderKind,
    /// A reason that everybody reads.
    pub public_reason: String,
    /// A reason for the seat and the facilitator alone.
    pub private_reason: String,
}

impl Order {
    /// An order of a state, without a reason.
    #[must_use]
    pub const fn new(state: StateId, kind: OrderKind) -> Self {
        Self { seat: Seat::State(state), kind, public_reason: String::new(), private_reason: String::new() }
    }

    /// Whether both answer the same request.
    #[must_use]
    pub fn answers_with(&self, other: &Self) -> bool {
        matches!((&self.kind, &other.kind), (OrderKind::Decide(a, _), OrderKind::Decide(b, _)) if a == b)
    }

    /// An order of the facilitator, without a reason.
    #[must_use]
    pub const fn of_facilitator(kind: FacilitatorOrder) -> Self {
        let kind = OrderKind::Facilitate(kind);
        Self { seat: Seat::Facilitator, kind, public_reason: String::new(), private_reason: String::new() }
    }
}

/// What can be ordered.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderKind {
    /// An exporter answers a request.
    Decide(RequestKey, Decision),
    /// An exporter acts on a licence in force.
    Licence(RequestKey, LicenceAction),
    /// An exporter withholds spares and service from a state, or lets them flow again.
    Sustain {
        /// From whom.
        to: StateId,
        /// Whether they flow.
        on: bool,
    },
    /// An exporter changes how it licenses.
    Regime(RegimeChange),
    /// An exporter turns to a partner.
    Toward(StateId, Gesture),
    /// An exporter says in public on which criterion a decision of its own rested.
    Justify {
        /// Which request was decided, now or in an earlier turn.
        decision: RequestKey,
        /// On which criterion.
        criterion: Ground,
    },
    /// A partner asks an exporter for a transfer.
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
    /// A partner says which burden of conditions it accepts without more ado, 0–2.
    StandingAnswer(Quantity),
    /// A partner acts at home or toward a supplier.
    Partner(PartnerAction),
    /// A rival, or a state with grounds, answers a harm or makes an offer.
    Counter(Countermeasure),
    /// A member speaks in a bloc or regime.
    Bloc(BlocId, BlocAction),
    /// The facilitator acts.
    Facilitate(FacilitatorOrder),
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

/// What an exporter can do with a licence that it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LicenceAction {
    /// Deliveries stop for now.
    Suspend,
    /// Deliveries go on.
    Resume,
    /// The licence is taken back.
    Revoke,
    /// End use is inspected on the spot.
    Inspect,
}

/// A change of an exporter's licensing regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegimeChange {
    /// Declares criteria: weights that sum to 1, and thresholds 0–1 by tier.
    Declare {
        /// Weights of rights, diversion, stability, alliance, commerce.
        weights: [Quantity; 5],
        /// Score at which tiers 1 to 4 pass.
        thresholds: [Quantity; 4],
    },
    /// Sets transparency, 0–1.
    Transparency(Quantity),
    /// Sets the intensity of end-use monitoring, 0–1.
    Monitoring(Quantity),
    /// Puts a partner on the fast track, with its own ceiling, or takes it off.
    Trust {
        /// Whom.
        partner: StateId,
        /// Whether it is trusted.
        trusted: bool,
    },
    /// Sets the tier ceiling 0–4 for a partner, or for everyone who has none of its own.
    Ceiling {
        /// For whom; none: for everyone else.
        partner: Option<StateId>,
        /// Highest tier.
        tier: u8,
    },
    /// Enlarges the licensing office by so many decisions a year.
    Office(u8),
}

/// What an exporter can do toward a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gesture {
    /// Handles its requests first and beside the queue, for a year.
    FastTrack,
    /// A joint exercise and common standards.
    Exercise,
    /// A joint development or co-production programme in a domain, with a share of the work 0–1.
    Programme {
        /// In which domain.
        domain: DomainId,
        /// The partner's share of the work.
        share: Quantity,
    },
    /// A training and sustainment package in a domain.
    Training {
        /// In which domain.
        domain: DomainId,
    },
    /// Export finance: a price below the usual one, 0–0.5, for what is ordered in a domain.
    Finance {
        /// In which domain.
        domain: DomainId,
        /// Part of the price that is forgone.
        discount: Quantity,
    },
    /// A security assurance.
    Assure,
    /// Withholds a part 0–1 of all arms trade; 0 lifts the embargo.
    Embargo(Quantity),
    /// Sanctions: primary, secondary too, or lifted.
    Sanction(SanctionLevel),
    /// Talks.
    Dialogue,
}

/// How far a sanction reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SanctionLevel {
    /// None: lifted.
    Lifted,
    /// The target alone.
    Primary,
    /// Those who trade with it, too.
    Secondary,
}

impl SanctionLevel {
    /// The level as a number of the pair: 0, 0.5 or 1.
    #[must_use]
    pub const fn strength(self) -> f64 {
        match self {
            Self::Lifted => 0.0,
            Self::Primary => 0.5,
            Self::Secondary => 1.0,
        }
    }
}

/// What a partner can do beside asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartnerAction {
    /// Looks for an alternative supplier in a domain.
    Solicit {
        /// With whom it talks.
        supplier: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// Invests in its own industry in a domain.
    InvestIndustry(DomainId),
    /// Invests in compliance and end-use controls.
    InvestCompliance,
    /// Reforms governance.
    Reform,
    /// Offers basing or a security commitment.
    Offer {
        /// To whom.
        to: StateId,
        /// Which kind of commitment: basing, pact, intelligence or exclusive supply.
        kind: CommitmentKind,
    },
    /// Passes on what a supplier delivered, in secret.
    Retransfer {
        /// Out of which channel's holding.
        from: LinkId,
        /// To whom.
        to: StateId,
        /// How much, points.
        points: Quantity,
    },
    /// Protests in public.
    Protest(StateId),
}

/// An answer to a harm, or an offer of a rival supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Countermeasure {
    /// Arms an adversary of the one who was helped.
    CounterSupply {
        /// Whom it arms.
        to: StateId,
        /// In which domain.
        domain: DomainId,
    },
    /// Arms itself.
    CounterArm {
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
    /// A cyber operation against the licensing office and networks of a state.
    Cyber {
        /// Against whom.
        target: StateId,
    },
    /// An influence campaign: against the target's standing with a partner of it.
    Influence {
        /// Against whom.
        target: StateId,
        /// Among whom.
        among: StateId,
    },
    /// Founds a rival regime, or steers one that exists.
    RivalRegime {
        /// Which.
        bloc: BlocId,
    },
}

impl Countermeasure {
    /// Whether it is an answer to a harm, and not an offer that any supplier may make.
    #[must_use]
    pub const fn hostile(self) -> bool {
        !matches!(self, Self::Undercut { .. } | Self::RivalRegime { .. } | Self::CounterArm { .. })
    }

    /// Whether others see what it does, and not who did it, until it is traced.
    #[must_use]
    pub const fn covert(self) -> bool {
        matches!(self, Self::Cyber { .. } | Self::Influence { .. })
    }

    /// Against whom it is in itself; none where that is not part of the order.
    #[must_use]
    pub const fn target(self) -> Option<StateId> {
        match self {
            Self::RestrictInputs { from: target }
            | Self::Sanction { target }
            | Self::Cyber { target }
            | Self::Influence { target, .. } => Some(target),
            Self::CounterSupply { .. } | Self::CounterArm { .. } | Self::Undercut { .. } | Self::RivalRegime { .. } => None,
        }
    }
}

/// What a member can order in a bloc or regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlocAction {
    /// Brings criteria and practice nearer to one another; carried by a majority.
    Harmonise,
    /// A joint sanction against a state; carried by the sanction threshold.
    JoinSanction(StateId),
    /// Verifies end use together; carried by a majority.
    ShareVerification,
    /// Recognises one another's licences; carried by a majority.
    Recognise,
    /// Asks to join; carried by a majority of the members.
    Join,
    /// Speaks for a state that asked to join.
    Admit(StateId),
    /// Leaves.
    Leave,
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

    /// The orders of states, with their places and the state that gave them.
    pub fn of_states(&self) -> impl Iterator<Item = (u16, StateId, &Order)> {
        let state = |(n, order): (usize, &'_ Order)| order.seat.state().map(|id| (n as u16, id));
        self.orders.iter().enumerate().filter_map(move |(n, order)| state((n, order)).map(|(n, id)| (n, id, order)))
    }

    /// The answer to a request, with the place of the order that gives it.
    #[must_use]
    pub fn decision(&self, key: RequestKey) -> Option<(u16, &Decision)> {
        self.orders.iter().enumerate().find_map(|(n, order)| match &order.kind {
            OrderKind::Decide(k, decision) if *k == key => Some((n as u16, decision)),
            _ => None,
        })
    }

    /// What the facilitator ordered.
    pub fn of_facilitator(&self) -> impl Iterator<Item = (u16, &FacilitatorOrder)> {
        self.orders.iter().enumerate().filter_map(|(n, order)| match &order.kind {
            OrderKind::Facilitate(kind) => Some((n as u16, kind)),
            _ => None,
        })
    }
}
