//! The position at the start of a turn: numbers, and the things made in play.

use std::sync::Arc;

use super::order::{Clauses, Player};
use super::quantity::Quantity;
use super::setting::{CommitmentKind, OpeningRequest, Setting};
use super::table::{ActorId, CardId, CommitmentId, DomainId, Id, LinkId, StateId, Table};
use super::variable::{BlocVar, CellVar, CriterionVar, DomainVar, LinkVar, MemberVar, PairVar, StateVar, Values, Variable};

/// The position.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The turn that is played next, from 1. One more than the last turn when the game is over.
    pub turn: u16,
    /// The last turn that is played.
    pub last_turn: u16,
    /// Every number.
    pub values: Values,
    /// Who plays each state.
    pub players: Table<StateId, Player>,
    /// Requests that wait, sorted by key.
    pub requests: Vec<Request>,
    /// Licences, in the order in which they were given, then by key.
    pub licences: Vec<Licence>,
    /// What is on its way under a licence or as an answer to a harm.
    pub pipeline: Vec<Delivery>,
    /// Routine orders on their way.
    pub routine: Routine,
    /// Commitments: those of the setting, then those made in play.
    pub commitments: Table<CommitmentId, Commitment>,
    /// Decisions so far, for tests that count them.
    pub record: Vec<Decided>,
    /// Cards: when each came, and for how many turns its condition has held.
    pub cards: Table<CardId, CardState>,
    /// Changes that end by themselves.
    pub passing: Vec<Passing>,
    /// Prices and permissions that differ for a time.
    pub tariffs: Vec<Tariff>,
    /// Diversions.
    pub leaks: Vec<Leak>,
    /// Reasons to answer, of states that answer by order.
    pub grounds: Vec<Grounds>,
    /// Ways by which what is denied flows.
    pub routes: Vec<Route>,
    /// What members have moved in blocs and wait for others to join.
    pub motions: Vec<Motion>,
    /// Hidden numbers that everybody knows by now.
    pub revealed: Vec<Variable>,
    /// Shares a year ago, to notice a supplier shift; by link.
    pub shares_before: Table<LinkId, Quantity>,
    /// Opening values that measures are relative to: revenue of each state.
    pub revenue_at_start: Table<StateId, Quantity>,
}

impl World {
    /// One number, as a float.
    #[must_use]
    #[inline]
    pub fn get(&self, variable: Variable) -> f64 {
        self.values.get(variable).to_f64()
    }

    /// A number of a state.
    #[must_use]
    #[inline]
    pub fn state(&self, kind: StateVar, id: StateId) -> f64 {
        self.get(Variable::State(kind, id))
    }

    /// A number of a state in a domain.
    #[must_use]
    #[inline]
    pub fn cell(&self, kind: CellVar, id: StateId, domain: DomainId) -> f64 {
        self.get(Variable::Cell(kind, id, domain))
    }

    /// A number of a link.
    #[must_use]
    #[inline]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> f64 {
        self.get(Variable::Link(kind, id))
    }

    /// A number of an ordered pair.
    #[must_use]
    #[inline]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> f64 {
        self.get(Variable::Pair(kind, from, to))
    }

    /// A number of a domain.
    #[must_use]
    #[inline]
    pub fn domain(&self, kind: DomainVar, id: DomainId) -> f64 {
        self.get(Variable::Domain(kind, id))
    }

    /// A number of a bloc.
    #[must_use]
    #[inline]
    pub fn bloc(&self, kind: BlocVar, id: super::table::BlocId) -> f64 {
        self.get(Variable::Bloc(kind, id))
    }

    /// A number of a member.
    #[must_use]
    #[inline]
    pub fn member(&self, kind: MemberVar, bloc: super::table::BlocId, id: StateId) -> f64 {
        self.get(Variable::Member(kind, bloc, id))
    }

    /// Whether a state belongs to a bloc or regime that exists, as an associate at least.
    #[must_use]
    pub fn belongs(&self, bloc: super::table::BlocId, id: StateId) -> bool {
        self.bloc(BlocVar::Founded, bloc) >= 0.5 && self.member(MemberVar::Membership, bloc, id) > 0.0
    }

    /// Whether a state licenses others.
    #[must_use]
    #[inline]
    pub fn licenses(&self, id: StateId) -> bool {
        self.state(StateVar::Licenses, id) >= 0.5
    }

    /// Criteria of an exporter: as they are in force, or as partners expect them.
    #[must_use]
    pub fn criteria(&self, kind: CriterionVar, exporter: StateId) -> Criteria {
        let at = |n: u8| self.get(Variable::Criterion(kind, exporter, n));
        Criteria { weights: [at(0), at(1), at(2), at(3), at(4)], thresholds: [at(5), at(6), at(7), at(8)] }
    }

    /// The highest tier, 0–4, that an exporter licenses to a partner.
    #[must_use]
    pub fn ceiling(&self, exporter: StateId, partner: StateId) -> u8 {
        let own = self.pair(PairVar::Ceiling, exporter, partner);
        let tier = if own > 4.5 { self.state(StateVar::Ceiling, exporter) } else { own };
        libm::rint(tier) as u8
    }

    /// Who answers for a state in phases 10 and 13.
    #[must_use]
    pub fn posture(&self, id: StateId) -> Posture {
        if self.players[id] == Player::Person { Posture::ByOrder } else { Posture::Automatic }
    }

    /// The request of that key.
    #[must_use]
    pub fn request(&self, key: RequestKey) -> Option<&Request> {
        self.requests.iter().find(|r| r.key == key)
    }

    /// The licence of that key.
    #[must_use]
    pub fn licence(&self, key: RequestKey) -> Option<&Licence> {
        self.licences.iter().find(|l| l.key == key)
    }

    /// Mean share of one supplier in a recipient's new orders.
    #[must_use]
    #[inline]
    pub fn mean_share(&self, _: &Setting, supplier: StateId, recipient: StateId) -> f64 {
        self.pair(PairVar::Dependence, recipient, supplier)
    }

    /// The supplier with the largest mean share, and that share. The first in the scenario wins a tie.
    #[must_use]
    pub fn main_supplier(&self, setting: &Setting, recipient: StateId) -> (StateId, f64) {
        let own = std::iter::once(recipient);
        let each = setting.suppliers().iter().copied().filter(|id| *id != recipient).chain(own);
        let each = each.map(|id| (id, self.pair(PairVar::Dependence, recipient, id)));
        each.fold((recipient, -1.0), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// Whether the game has been played to its end.
    #[must_use]
    pub fn over(&self, _: &Setting) -> bool {
        self.turn > self.last_turn
    }

    /// Takes over another position of the same board, without allocating once the lists have found their size.
    pub fn copy_from(&mut self, other: &Self) {
        self.turn = other.turn;
        self.last_turn = other.last_turn;
        self.values.copy_from(&other.values);
        self.players.clone_from(&other.players);
        self.requests.clone_from(&other.requests);
        self.licences.clone_from(&other.licences);
        self.pipeline.clone_from(&other.pipeline);
        self.routine.slots = other.routine.slots;
        self.routine.points.clone_from(&other.routine.points);
        self.commitments.clone_from(&other.commitments);
        self.record.clone_from(&other.record);
        self.cards.clone_from(&other.cards);
        self.passing.clone_from(&other.passing);
        self.tariffs.clone_from(&other.tariffs);
        self.leaks.clone_from(&other.leaks);
        self.grounds.clone_from(&other.grounds);
        self.routes.clone_from(&other.routes);
        self.motions.clone_from(&other.motions);
        self.revealed.clone_from(&other.revealed);
        self.shares_before.clone_from(&other.shares_before);
        self.revenue_at_start.clone_from(&other.revenue_at_start);
    }
}

impl Setting {
    /// How a state's new-buy money is spread over domains: holdings at price, weighted by how fast they wear out, with a floor so
    /// that no domain is forgotten.
    #[must_use]
    pub fn domain_weight(&self, world: &World, state: StateId, domain: DomainId) -> f64 {
        let held: f64 = self.links_of(state, domain).map(|l| world.link(LinkVar::Points, l) * self.link_price(l)).sum();
        let wear = self.params.service_life_reference / self.domains[domain].service_life_years.max(1.0);
        held * wear + self.params.domain_weight_floor
    }

    /// New-buy money of a state, $bn a year.
    #[must_use]
    pub fn new_buy(&self, world: &World, state: StateId) -> f64 {
        world.state(StateVar::Budget, state) * self.params.new_buy_fraction
    }
}

/// Who answers for a state in phases 10 and 13.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Posture {
    /// The rules do.
    #[default]
    Automatic,
    /// Its seat does, by orders.
    ByOrder,
}

/// The criteria by which an exporter licenses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Criteria {
    /// Weights of rights, diversion, stability, alliance, commerce. Sum 1.
    pub weights: [f64; 5],
    /// Score at which a tier passes, by tier.
    pub thresholds: [f64; 4],
}

impl Criteria {
    /// The score at which a tier passes.
    #[must_use]
    pub const fn threshold(&self, tier: u8) -> f64 {
        let [one, two, three, four] = self.thresholds;
        match tier {
            0 | 1 => one,
            2 => two,
            3 => three,
            _ => four,
        }
    }
}

/// Routine orders on their way: points by channel and turn of arrival, in a ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routine {
    slots: u16,
    points: Vec<Quantity>,
}

impl Routine {
    /// Nothing on its way, on so many channels, at most so many turns ahead.
    #[must_use]
    pub fn new(links: usize, slots: u16) -> Self {
        Self { slots: slots.max(1), points: vec![Quantity::ZERO; links * usize::from(slots.max(1))] }
    }

    fn place(&self, link: LinkId, turn: u16) -> usize {
        link.index() * usize::from(self.slots) + usize::from(turn % self.slots)
    }

    /// What arrives on a channel in a turn.
    #[must_use]
    pub fn due(&self, link: LinkId, turn: u16) -> Quantity {
        self.points.get(self.place(link, turn)).copied().unwrap_or_default()
    }

    /// Adds an order that arrives in a turn.
    #[inline]
    pub fn add(&mut self, link: LinkId, turn: u16, points: Quantity) {
        let place = self.place(link, turn);
        if let Some(sum) = self.points.get_mut(place) {
            *sum += points;
        }
    }

    /// Takes out what arrives on a channel in a turn.
    #[inline]
    pub fn take(&mut self, link: LinkId, turn: u16) -> Quantity {
        let place = self.place(link, turn);
        self.points.get_mut(place).map(std::mem::take).unwrap_or_default()
    }

    /// Everything that is on its way on a channel.
    #[must_use]
    pub fn all(&self, link: LinkId) -> Quantity {
        let first = link.index() * usize::from(self.slots);
        self.points.get(first..first + usize::from(self.slots)).unwrap_or_default().iter().copied().sum()
    }

    /// Takes out everything that is on its way on a channel.
    pub fn clear(&mut self, link: LinkId) -> Quantity {
        let first = link.index() * usize::from(self.slots);
        let mine = self.points.get_mut(first..first + usize::from(self.slots)).unwrap_or_default();
        mine.iter_mut().map(std::mem::take).sum()
    }

    /// Every number, in the order of storage.
    #[must_use]
    pub fn as_slice(&self) -> &[Quantity] {
        &self.points
    }
}

/// Names a request by what it is, not by when it was made in a list: a hash of who, whom, domain, turn and which of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestKey(pub u64);

impl RequestKey {
    /// The key of the n-th request of that kind raised in a turn.
    #[must_use]
    pub fn new(from: StateId, to: StateId, domain: DomainId, turn: u16, nth: u16) -> Self {
        let words = [from.index() as u64, to.index() as u64, domain.index() as u64, u64::from(turn), u64::from(nth)];
        Self(super::draws::fold(0x5e9_0e57, &words))
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

/// A commitment between two states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Kind.
    pub kind: CommitmentKind,
    /// Who gives it.
    pub from: StateId,
    /// Who holds it.
    pub to: StateId,
    /// The turn at whose end it lapses unless renewed.
    pub until: Option<u16>,
    /// How it stands.
    pub status: Standing,
    /// Since which turn.
    pub since: u16,
    /// The turn in which it was made in play; none for those of the setting.
    pub made: Option<u16>,
}

/// How a commitment can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Kept.
    Kept,
    /// A warning ahead.
    Strained,
    /// Not renewed.
    Lapsed,
    /// Broken.
    Broken,
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
    pub ground: Option<super::order::Ground>,
    /// Whether a date was given with a deferral, and is not over.
    pub dated: bool,
    /// Whether others know of it.
    pub public: bool,
    /// The criterion that was named in public.
    pub justified: Option<super::order::Ground>,
}

/// What has happened with a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    /// When it came.
    pub came: Option<u16>,
    /// For how many turns its condition has held.
    pub held: u16,
}

/// A change that is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passing {
    /// The turn at whose start it ends.
    pub until: u16,
    /// Which number.
    pub variable: Variable,
    /// What is added back then.
    pub undo: Quantity,
    /// The card that brought it, if one did.
    pub card: Option<CardId>,
}

/// A price or a permission that differs for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tariff {
    /// The turn at whose start it ends.
    pub until: u16,
    /// Which kind of order.
    pub order: super::price::OrderName,
    /// Whose; none: everybody's.
    pub state: Option<StateId>,
    /// Factor on the price; none: it may not be given at all.
    pub factor: Option<Quantity>,
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

/// A reason to answer, for a state that answers by order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grounds {
    /// Who was harmed.
    pub state: StateId,
    /// By whom.
    pub by: StateId,
    /// How much, 0–1.
    pub harm: Quantity,
    /// Until which turn it may be answered.
    pub until: u16,
}

/// A way by which a part of what is denied flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// Through whom.
    pub through: StateId,
    /// Since which turn.
    pub since: u16,
}

/// What a member moved in a bloc, until enough others join.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Motion {
    /// In which bloc.
    pub bloc: super::table::BlocId,
    /// What.
    pub action: super::order::BlocAction,
    /// Who moved or joined it.
    pub by: StateId,
    /// The turn after which it falls.
    pub until: u16,
}
