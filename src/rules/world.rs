//! The whole position at the start of a turn: numbers, and the things made in play.

use super::quantity::Quantity;
use super::setting::{OpeningRequest, Setting, Test};
use super::table::{ActorId, CardId, CommitmentId, DomainId, Id, LinkId, StateId, Table};
use super::variable::{BlocVar, CellVar, LinkVar, PairVar, StateVar, Values, Variable};

/// The position.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The turn that is played next, from 1. One more than the last turn when the game is over.
    pub turn: u16,
    /// Every number.
    pub values: Values,
    /// Licensing regimes of the exporters.
    pub regimes: Table<StateId, Option<Regime>>,
    /// Whether phase 10 and 13 act for a state by themselves.
    pub postures: Table<StateId, Posture>,
    /// Requests that wait, sorted by key.
    pub requests: Vec<Request>,
    /// Licences, in the order in which they were given, then by key.
    pub licences: Vec<Licence>,
    /// What is on its way, sorted.
    pub pipeline: Vec<Delivery>,
    /// State of each commitment of the setting.
    pub commitments: Table<CommitmentId, CommitmentState>,
    /// Decisions so far, for tests that count them.
    pub record: Vec<Decided>,
    /// Cards: when each came, and for how many turns its condition has held.
    pub cards: Table<CardId, CardState>,
    /// Changes that end by themselves.
    pub passing: Vec<Passing>,
    /// Diversions.
    pub leaks: Vec<Leak>,
    /// Reasons to answer, of states that answer by order.
    pub grounds: Vec<Grounds>,
    /// Shares a year ago, to notice a supplier shift; by link.
    pub shares_before: Table<LinkId, Quantity>,
    /// Opening values that measures are relative to: revenue of each state.
    pub revenue_at_start: Table<StateId, Quantity>,
}

impl World {
    /// One number, as a float.
    #[must_use]
    pub fn get(&self, variable: Variable) -> f64 {
        self.values.get(variable).to_f64()
    }

    /// A number of a state.
    #[must_use]
    pub fn state(&self, kind: StateVar, id: StateId) -> f64 {
        self.get(Variable::State(kind, id))
    }

    /// A number of a state in a domain.
    #[must_use]
    pub fn cell(&self, kind: CellVar, id: StateId, domain: DomainId) -> f64 {
        self.get(Variable::Cell(kind, id, domain))
    }

    /// A number of a link.
    #[must_use]
    pub fn link(&self, kind: LinkVar, id: LinkId) -> f64 {
        self.get(Variable::Link(kind, id))
    }

    /// A number of an ordered pair.
    #[must_use]
    pub fn pair(&self, kind: PairVar, from: StateId, to: StateId) -> f64 {
        self.get(Variable::Pair(kind, from, to))
    }

    /// A number of a bloc.
    #[must_use]
    pub fn bloc(&self, kind: BlocVar, id: super::table::BlocId) -> f64 {
        self.get(Variable::Bloc(kind, id))
    }

    /// The request of that key.
    #[must_use]
    pub fn request(&self, key: RequestKey) -> Option<&Request> {
        self.requests.iter().find(|r| r.key == key)
    }

    /// Mean share of every supplier in a recipient's new orders, weighted by what the domains hold.
    #[must_use]
    pub fn mean_shares(&self, setting: &Setting, recipient: StateId) -> Table<StateId, f64> {
        let mut shares: Table<StateId, f64> = setting.states.iter().map(|_| 0.0).collect();
        let mut weight = 0.0;
        for domain in setting.domains.ids() {
            let spending = setting.domain_weight(self, recipient, domain);
            weight += spending;
            for link in setting.links_of(recipient, domain) {
                shares[setting.links[link].supplier] += spending * self.link(LinkVar::Share, link);
            }
        }
        if weight > 0.0 {
            shares.iter_mut().for_each(|share| *share /= weight);
        }
        shares
    }

    /// Mean share of one supplier.
    #[must_use]
    pub fn mean_share(&self, setting: &Setting, supplier: StateId, recipient: StateId) -> f64 {
        self.mean_shares(setting, recipient)[supplier]
    }

    /// The supplier with the largest mean share, and that share. The first in the scenario wins a tie.
    #[must_use]
    pub fn main_supplier(&self, setting: &Setting, recipient: StateId) -> (StateId, f64) {
        let shares = self.mean_shares(setting, recipient);
        let each = shares.enumerate().map(|(id, share)| (id, *share));
        each.fold((recipient, -1.0), |best, next| if next.1 > best.1 { next } else { best })
    }

    /// Whether the game has been played to its end.
    #[must_use]
    pub fn over(&self, setting: &Setting) -> bool {
        self.turn > setting.turns
    }

    /// Whether a test holds, with turns counted back from `last`, the last turn that has been decided.
    #[must_use]
    pub fn holds(&self, test: &Test, last: u16) -> bool {
        match test {
            Test::Above(variable, value) => self.get(*variable) > *value,
            Test::Below(variable, value) => self.get(*variable) < *value,
            Test::Denials { by, of, at_least, within_turns } => {
                let first = (last + 1).saturating_sub(*within_turns);
                let counts = |d: &&Decided| {
                    d.outcome == Outcome::Denied
                        && d.turn >= first
                        && by.contains(&d.exporter)
                        && of.is_none_or(|p| p == d.partner)
                };
                self.record.iter().filter(counts).count() >= usize::from(*at_least)
            }
            Test::Licensed { by, to, domains, tier } => self.record.iter().any(|d| {
                d.outcome == Outcome::Licensed
                    && by.contains(&d.exporter)
                    && d.partner == *to
                    && domains.contains(&d.domain)
                    && d.tier >= *tier
            }),
            Test::UndetectedDiversion => self.leaks.iter().any(|l| !l.detected),
            Test::NotKept(id) => self.commitments[*id].status != Standing::Kept,
        }
    }
}

impl Setting {
    /// How a state's new-buy money is spread over domains: holdings at price, weighted by how fast they wear out, with a floor so
    /// that no domain is forgotten.
    #[must_use]
    pub fn domain_weight(&self, world: &World, state: StateId, domain: DomainId) -> f64 {
        let held: f64 = self
            .links_of(state, domain)
            .map(|l| world.link(LinkVar::Points, l) * self.price(self.links[l].supplier, self.links[l].tier))
            .sum();
        let wear = self.params.service_life_reference / self.domains[domain].service_life_years.max(1.0);
        held * wear + self.params.domain_weight_floor
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

/// How an exporter licenses.
#[derive(Clone, Debug, PartialEq)]
pub struct Regime {
    /// Weights of rights, diversion, stability, alliance, commerce. Sum 1.
    pub weights: [f64; 5],
    /// Score at which a tier passes, by tier.
    pub thresholds: [f64; 4],
    /// Whether others know the weights.
    pub weights_declared: bool,
    /// Whether others know the thresholds.
    pub thresholds_declared: bool,
    /// Re-export control, 0–1.
    pub reexport_control: f64,
    /// Decisions a year.
    pub capacity_per_year: f64,
    /// Trusted partners and others with a ceiling of their own.
    pub trusted: Vec<Trusted>,
    /// Ceiling for everyone else, 0–4 (0: none).
    pub ceiling: u8,
    /// Political capital below which the legislature holds high-risk approvals.
    pub capital_floor: f64,
}

impl Regime {
    /// The highest tier that this exporter licenses to a partner.
    #[must_use]
    pub fn ceiling_for(&self, partner: StateId) -> u8 {
        self.trusted.iter().find(|t| t.partner == partner).map_or(self.ceiling, |t| t.ceiling)
    }

    /// The score at which a tier passes.
    #[must_use]
    pub fn threshold(&self, tier: u8) -> f64 {
        let [one, two, three, four] = self.thresholds;
        match tier {
            0 | 1 => one,
            2 => two,
            3 => three,
            _ => four,
        }
    }
}

/// A line of an exporter's list of partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trusted {
    /// Who.
    pub partner: StateId,
    /// Class A has the fast track.
    pub fast_track: bool,
    /// Highest tier, 0–4.
    pub ceiling: u8,
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
    /// What they say, for people.
    pub plea: String,
    /// Alternatives of one another, within one partner.
    pub group: Option<String>,
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
            plea: opening.plea.clone(),
            group: opening.group.clone(),
        }
    }
}

/// A licence: what an exporter allows, and how far it has gone.
#[derive(Clone, Debug, PartialEq)]
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
    /// Points licensed.
    pub points: Quantity,
    /// Monitoring in force, 0–1.
    pub monitoring: Quantity,
    /// Burden of its conditions.
    pub burden: Quantity,
    /// Its conditions.
    pub conditions: Vec<super::order::Condition>,
    /// The turn in which it was given.
    pub granted: u16,
}

/// Points on their way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delivery {
    /// The turn in which they arrive.
    pub due: u16,
    /// The channel.
    pub link: LinkId,
    /// Tier.
    pub tier: u8,
    /// Quality-weighted points.
    pub points: Quantity,
    /// The licence that they belong to; none for routine orders, which are not shown one by one.
    pub licence: Option<RequestKey>,
    /// Monitoring in force for them, 0–1.
    pub monitoring: Quantity,
}

/// How a commitment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitmentState {
    /// How it stands.
    pub status: Standing,
    /// Since which turn.
    pub since: u16,
}

/// How a commitment can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Value, $bn.
    pub value: Quantity,
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
    /// The card that brought it, or none for a countermeasure.
    pub card: Option<CardId>,
}

/// Points that went where they should not.
#[derive(Clone, Debug, PartialEq)]
pub struct Leak {
    /// When.
    pub turn: u16,
    /// From which delivery's licence.
    pub licence: RequestKey,
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
    /// Whether it has come out.
    pub detected: bool,
}

/// A reason to answer, for a state that answers by order.
#[derive(Clone, Debug, PartialEq)]
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
