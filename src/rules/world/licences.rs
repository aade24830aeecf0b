//! Requests, what became of them, licences, deliveries under them, and what leaks out of those.

use std::sync::Arc;

use crate::rules::order::{Clauses, Ground};
use crate::rules::quantity::Quantity;
use crate::rules::score::Terms;
use crate::rules::setting::OpeningRequest;
use crate::rules::table::{ActorId, DomainId, Id, LinkId, StateId};

/// Names a request by what it is, not by when it was made in a list: a hash of who, whom, domain, turn and which of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestKey(pub u64);

impl RequestKey {
    /// The key of the n-th request of that kind raised in a turn.
    #[must_use]
    pub fn new(from: StateId, to: StateId, domain: DomainId, turn: u16, nth: u16) -> Self {
        let words = [from.index() as u64, to.index() as u64, domain.index() as u64, u64::from(turn), u64::from(nth)];
        Self(crate::rules::draws::fold(0x5e9_0e57, &words))
    }
}

/// A request that waits for its exporter.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Its name.
    pub key: RequestKey,
    /// Who asks.
    pub from: StateId,
    /// Whom.
    pub to: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier, 1–4.
    pub tier: u8,
    /// Points.
    pub points: Quantity,
    /// Value, $bn.
    pub value: Quantity,
    /// Monitoring that the partner offers, 0–1.
    pub monitoring: Quantity,
    /// Co-production wanted, 0–1.
    pub coproduction: Quantity,
    /// The turn in which it reached the in-tray.
    pub raised: u16,
    /// The turn of the answer that was promised.
    pub promised: Option<u16>,
    /// Whether a deferral counts as a denial, until that turn.
    pub urgent: Option<u16>,
    /// What they say, for people.
    pub plea: Option<Arc<str>>,
    /// Alternatives of one another, within one partner: requests of the same group.
    pub group: Option<u64>,
}

impl Request {
    /// A request as a scenario or a card writes it, raised in a turn as the n-th of its kind.
    #[must_use]
    pub fn opening(opening: &OpeningRequest, turn: u16, nth: u16) -> Self {
        Self {
            key: RequestKey::new(opening.from, opening.to, opening.domain, turn, nth),
            from: opening.from,
            to: opening.to,
            domain: opening.domain,
            tier: opening.tier,
            points: Quantity::from_f64(opening.points),
            value: Quantity::from_f64(opening.value),
            monitoring: Quantity::from_f64(opening.monitoring),
            coproduction: Quantity::from_f64(opening.coproduction),
            raised: turn,
            promised: None,
            urgent: None,
            plea: opening.plea.clone(),
            group: opening.group,
        }
    }
}

/// How a licence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LicenceState {
    /// Deliveries are under way, or its goods are in service.
    InForce,
    /// Deliveries have stopped for now.
    Suspended,
    /// It was taken back.
    Revoked,
    /// Its time is over.
    Expired,
}

/// A licence: what an exporter allows, and how far it has gone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Licence {
    /// The request it answers.
    pub key: RequestKey,
    /// Who licenses.
    pub supplier: StateId,
    /// Whom.
    pub recipient: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier licensed, 1–4.
    pub tier: u8,
    /// Points licensed: the volume cap.
    pub points: Quantity,
    /// Value, $bn.
    pub value: Quantity,
    /// Points delivered.
    pub delivered: Quantity,
    /// Monitoring in force, 0–1.
    pub monitoring: Quantity,
    /// Burden of its conditions.
    pub burden: Quantity,
    /// Its conditions.
    pub clauses: Clauses,
    /// Score of what was licensed, 0–1.
    pub score: Quantity,
    /// How it stands.
    pub state: LicenceState,
    /// Since which turn it stands so.
    pub since: u16,
    /// The turn in which it was given.
    pub granted: u16,
    /// The turn of the last inspection.
    pub inspected: Option<u16>,
    /// The turn in which a breach came out.
    pub breach: Option<u16>,
}

impl Licence {
    /// What a request becomes when it is licensed on terms in a turn: nothing is delivered, no burden and no score are noted yet.
    #[must_use]
    pub fn of(request: &Request, clauses: Clauses, terms: &Terms, turn: u16) -> Self {
        Self {
            key: request.key,
            supplier: request.to,
            recipient: request.from,
            domain: request.domain,
            tier: terms.tier,
            points: Quantity::from_f64(terms.points),
            value: Quantity::from_f64(terms.value),
            delivered: Quantity::ZERO,
            monitoring: Quantity::from_f64(terms.monitoring),
            burden: Quantity::ZERO,
            clauses,
            score: Quantity::ZERO,
            state: LicenceState::InForce,
            since: turn,
            granted: turn,
            inspected: None,
            breach: None,
        }
    }
}

/// Points on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delivery {
    /// The turn in which they arrive.
    pub due: u16,
    /// The channel.
    pub link: LinkId,
    /// Tier.
    pub tier: u8,
    /// Quality-weighted points.
    pub points: Quantity,
    /// The licence that they belong to; none for what was ordered before the game began, or sent as an answer.
    pub licence: Option<RequestKey>,
    /// Monitoring in force for them, 0–1.
    pub monitoring: Quantity,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Licensed, with or without conditions.
    Licensed,
    /// Conditions were not accepted.
    Refused,
    /// Denied.
    Denied,
    /// Put off.
    Deferred,
    /// The partner took another's licence.
    Withdrawn,
    /// Held by the legislature.
    Held,
}

/// A decision that was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decided {
    /// In which turn.
    pub turn: u16,
    /// Which request.
    pub key: RequestKey,
    /// By whom.
    pub exporter: StateId,
    /// Whose request.
    pub partner: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// Tier as licensed, or as asked.
    pub tier: u8,
    /// What became of it.
    pub outcome: Outcome,
    /// Score of what was decided, 0–1.
    pub score: Quantity,
    /// What the score had to reach, 0–1.
    pub threshold: Quantity,
    /// The sub-scores: rights, diversion, stability, alliance, commerce.
    pub parts: [Quantity; 5],
    /// The chance of a licence that the partner expected, 0–1.
    pub expected: Quantity,
    /// Burden of the conditions.
    pub burden: Quantity,
    /// Value, $bn.
    pub value: Quantity,
    /// The ground that was given for a refusal.
    pub ground: Option<Ground>,
    /// Whether a date was given with a deferral, and is not over.
    pub dated: bool,
    /// Whether others know of it.
    pub public: bool,
    /// The criterion that was named in public.
    pub justified: Option<Ground>,
}

/// Points that went where they should not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leak {
    /// When.
    pub turn: u16,
    /// From which delivery's licence; none: passed on by its holder out of older stock.
    pub licence: Option<RequestKey>,
    /// Who had supplied them.
    pub supplier: StateId,
    /// Who lost them.
    pub holder: StateId,
    /// In which domain.
    pub domain: DomainId,
    /// How much.
    pub points: Quantity,
    /// Out of which channel's holding.
    pub link: LinkId,
    /// Into which channel's holding, where somebody on the board received them.
    pub into: Option<LinkId>,
    /// Through whom, where somebody is known to trade there.
    pub through: Option<ActorId>,
    /// Whether the holder passed them on itself.
    pub wilful: bool,
    /// When it came out.
    pub detected: Option<u16>,
    /// Whether the supplier has acted on it.
    pub answered: bool,
}
