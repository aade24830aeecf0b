//! The position at the start of a turn: numbers, and the things made in play.

mod licences;
mod routine;
mod standing;

pub use licences::{Decided, Delivery, Leak, Licence, LicenceState, Outcome, Request, RequestKey};
pub use routine::Routine;
pub use standing::{CardState, Commitment, Grounds, Motion, Passing, Route, Standing, Tariff};

use std::sync::Arc;

use super::order::Player;
use super::quantity::Quantity;
use super::setting::{Archetype, Setting};
use super::table::{CardId, CommitmentId, DomainId, LinkId, StateId, Table};
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
    /// The numbers of the opening: what measures are relative to, and what orders and events have changed for a time goes back to.
    pub opening: Arc<Values>,
}

impl World {
    /// One number, as a float.
    #[must_use]
    #[expect(clippy::inline_always, reason = "where the kind of number is written in the call, its place is one addition")]
    #[inline(always)]
    pub fn get(&self, variable: Variable) -> f64 {
        self.values.get(variable).to_f64()
    }

    /// A number of a state.
    #[must_use]
    #[inline]
    pub fn state(&self, kind: StateVar, id: StateId) -> f64 {
        self.values.state(kind, id).to_f64()
    }

    /// A number of a state in a domain.
    #[must_use]
    #[inline]
    pub fn cell(&self, kind: CellVar, id: StateId, domain: DomainId) -> f64 {
        self.values.cell(kind, id, domain).to_f64()
    }

    /// A number of a link.
    #[must_use]
    #[inline]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> f64 {
        self.values.link(kind, id).to_f64()
    }

    /// A number of an ordered pair.
    #[must_use]
    #[inline]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> f64 {
        self.values.pair(kind, from, to).to_f64()
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

    /// Whether a state has asked to join a bloc and its members have not let it in yet.
    #[must_use]
    pub fn asks_in(&self, bloc: super::table::BlocId, id: StateId) -> bool {
        let asks = |m: &Motion| m.bloc == bloc && m.action == super::order::BlocAction::Join && m.by == id;
        !self.belongs(bloc, id) && self.motions.iter().any(asks)
    }

    /// The archetype by which a state acts: the one that it was handed to, or else its own.
    #[must_use]
    pub fn archetype(&self, setting: &Setting, id: StateId) -> Archetype {
        match self.players[id] {
            Player::Archetype(archetype) => archetype,
            Player::Scenario | Player::Person | Player::Policy(_) => setting.states[id].archetype,
        }
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

    /// Whether an exporter handles a partner's requests first: those of partners that it trusts, and for a year those of others.
    #[must_use]
    pub fn on_fast_track(&self, exporter: StateId, partner: StateId) -> bool {
        [PairVar::Trusted, PairVar::FastTrack].iter().any(|kind| self.pair(*kind, exporter, partner) >= 0.5)
    }

    /// The bloc whose chapter on emerging technology an exporter cannot meet in a domain, since its members do not verify end use together.
    #[must_use]
    pub fn unverified(&self, setting: &Setting, exporter: StateId, domain: DomainId) -> Option<super::table::BlocId> {
        let asks = |b: &super::table::BlocId| {
            self.bloc(BlocVar::Chapter, *b) >= 0.5 && self.bloc(BlocVar::Verification, *b) < 0.5 && self.belongs(*b, exporter)
        };
        setting.blocs.ids().find(asks).filter(|_| setting.domains[domain].emerging)
    }

    /// The highest tier, 0–4, that an exporter licenses to a partner in a domain: its ceiling, as far as a chapter of its blocs allows.
    #[must_use]
    pub fn most(&self, setting: &Setting, exporter: StateId, partner: StateId, domain: DomainId) -> u8 {
        let ceiling = self.ceiling(exporter, partner);
        let below = (libm::rint(setting.params.chapter_tier) as u8).saturating_sub(1);
        self.unverified(setting, exporter, domain).map_or(ceiling, |_| ceiling.min(below))
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
        self.routine.copy_from(&other.routine);
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
        self.opening.clone_from(&other.opening);
    }
}

impl Setting {
    /// How a state's new-buy money is spread over domains: holdings at price, weighted by how fast they wear out, with a floor so
    /// that no domain is forgotten.
    #[must_use]
    pub fn domain_weight(&self, world: &World, state: StateId, domain: DomainId) -> f64 {
        let channels = self.channels(state, domain);
        let points = world.values.some(LinkVar::Points, channels.clone());
        let held: f64 = points.iter().zip(self.prices(channels)).map(|(points, price)| points.to_f64() * price).sum();
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
