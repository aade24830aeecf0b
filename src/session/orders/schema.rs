//! Orders as files write them: by name.

use serde::{Deserialize, Serialize};

use super::decimal::Decimal;
use crate::rules::order::{Condition, Countermeasure, Decision, Ground, Order, OrderKind};
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::world::{Posture, Request, RequestKey, World};
use crate::text::{fill, text};

/// One order of a seat, by name. Exactly one of `decide`, `request`, `standing_answer`, `counter` and `posture` is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderFile {
    seat: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decide: Option<DecideFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<RequestFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standing_answer: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter: Option<CounterFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    posture: Option<PostureFile>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    public: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    private: String,
}

/// An answer to a request, which is named by its key or by what it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecideFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raised: Option<u16>,
    answer: AnswerFile,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
enum AnswerFile {
    #[default]
    Approve,
    Condition(Vec<ConditionFile>),
    Defer(Option<u16>),
    Deny(GroundFile),
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum GroundFile {
    Rights,
    Diversion,
    Stability,
    Alliance,
    Commerce,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum ConditionFile {
    Monitoring(Decimal),
    Certificate,
    NoRetransfer,
    VolumeCap(Decimal),
    LowerTier(u8),
    Phased(u8),
    Reform,
    OpenBidding,
    RegionalCommitment,
    Coproduction(Decimal),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestFile {
    to: String,
    domain: String,
    tier: u8,
    points: Decimal,
    #[serde(default = "nothing")]
    monitoring: Decimal,
    #[serde(default = "nothing")]
    coproduction: Decimal,
}

const fn nothing() -> Decimal {
    Decimal(crate::rules::quantity::Quantity::ZERO)
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum CounterFile {
    CounterSupply { to: String, domain: String },
    Undercut { supplier: String, domain: String, recipient: String },
    RestrictInputs(String),
    Sanction(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum PostureFile {
    Automatic,
    ByOrder,
}

/// How an order's request is found: none, to check the names alone.
pub(in crate::session) type In<'a> = Option<&'a World>;

impl OrderFile {
    /// Whose order it is, as it is written.
    #[must_use]
    pub fn seat(&self) -> &str {
        &self.seat
    }

    /// Writes an order; requests by key, as saves do.
    #[must_use]
    pub fn of(setting: &Setting, order: &Order) -> Self {
        let state = |id: StateId| setting.states[id].name.clone();
        let domain = |id: DomainId| setting.domains[id].code.clone();
        let mut file = Self {
            seat: state(order.seat),
            public: order.public_reason.clone(),
            private: order.private_reason.clone(),
            ..Self::default()
        };
        match &order.kind {
            OrderKind::Decide(key, decision) => {
                file.decide = Some(DecideFile {
                    key: Some(format!("{:016x}", key.0)),
                    answer: answer_file(decision),
                    ..DecideFile::default()
                });
            }
            OrderKind::Request { to, domain: of, tier, points, monitoring, coproduction } => {
                file.request = Some(RequestFile {
                    to: state(*to),
                    domain: domain(*of),
                    tier: *tier,
                    points: Decimal(*points),
                    monitoring: Decimal(*monitoring),
                    coproduction: Decimal(*coproduction),
                });
            }
            OrderKind::StandingAnswer(burden) => file.standing_answer = Some(Decimal(*burden)),
            OrderKind::Counter(counter) => file.counter = Some(counter_file(setting, *counter)),
            OrderKind::SetPosture(Posture::Automatic) => file.posture = Some(PostureFile::Automatic),
            OrderKind::SetPosture(Posture::ByOrder) => file.posture = Some(PostureFile::ByOrder),
        }
        file
    }

    /// Writes an order as people do: a request by who asks and in which domain, with tier and turn only where that is needed.
    #[must_use]
    pub fn named(setting: &Setting, world: &World, order: &Order) -> Self {
        let mut file = Self::of(setting, order);
        let request = if let OrderKind::Decide(key, _) = &order.kind { world.request(*key) } else { None };
        if let (Some(decide), Some(request)) = (file.decide.as_mut(), request) {
            let alike = |r: &&Request| r.to == request.to && r.from == request.from && r.domain == request.domain;
            let same: Vec<&Request> = world.requests.iter().filter(alike).collect();
            let several = same.len() > 1;
            let same_tier = same.iter().filter(|r| r.tier == request.tier).count() > 1;
            let same_turn = same.iter().filter(|r| r.tier == request.tier && r.raised == request.raised).count() > 1;
            if !same_turn {
                decide.key = None;
                decide.from = Some(setting.states[request.from].name.clone());
                decide.domain = Some(setting.domains[request.domain].code.clone());
                decide.tier = several.then_some(request.tier);
                decide.raised = same_tier.then_some(request.raised);
            }
        }
        file
    }

    /// Reads an order. Without a world the names are checked, and a request that is named by what it is gets no key.
    ///
    /// # Errors
    /// Everything that is wrong with it, a sentence each.
    pub(in crate::session) fn read(&self, setting: &Setting, world: In<'_>) -> Result<Order, Vec<String>> {
        let mut reader = Reader { setting, wrong: Vec::new() };
        let seat = reader.state(&self.seat);
        let mut kinds = Vec::new();
        if let Some(decide) = &self.decide {
            let key = reader.key(decide, seat, world);
            kinds.push(OrderKind::Decide(key, answer(&decide.answer)));
        }
        if let Some(request) = &self.request {
            let (to, domain) = (reader.state(&request.to), reader.domain(&request.domain));
            let (points, monitoring, coproduction) = (request.points.0, request.monitoring.0, request.coproduction.0);
            kinds.push(OrderKind::Request { to, domain, tier: request.tier, points, monitoring, coproduction });
        }
        kinds.extend(self.standing_answer.map(|burden| OrderKind::StandingAnswer(burden.0)));
        if let Some(counter) = &self.counter {
            kinds.push(OrderKind::Counter(reader.counter(counter)));
        }
        kinds.extend(self.posture.map(|posture| match posture {
            PostureFile::Automatic => OrderKind::SetPosture(Posture::Automatic),
            PostureFile::ByOrder => OrderKind::SetPosture(Posture::ByOrder),
        }));
        match kinds.len() {
            0 => reader.wrong.push(text("orders.nothing_ordered").to_owned()),
            1 => {}
            _ => reader.wrong.push(text("orders.several_ordered").to_owned()),
        }
        let kind = kinds.pop().filter(|_| reader.wrong.is_empty());
        let order =
            kind.map(|kind| Order { seat, kind, public_reason: self.public.clone(), private_reason: self.private.clone() });
        order.ok_or(reader.wrong)
    }
}

/// Looks names up and collects those that are unknown; what it gives for these is never used.
struct Reader<'a> {
    setting: &'a Setting,
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn state(&mut self, name: &str) -> StateId {
        let found = self.setting.state(name);
        if found.is_none() {
            let known: Vec<&str> = self.setting.states.iter().map(|s| s.name.as_str()).collect();
            self.wrong.push(fill("orders.unknown_state", &[("name", name), ("known", &known.join(", "))]));
        }
        found.unwrap_or(StateId(0))
    }

    fn domain(&mut self, name: &str) -> DomainId {
        let found = self.setting.domain(name);
        if found.is_none() {
            let known: Vec<&str> = self.setting.domains.iter().map(|d| d.code.as_str()).collect();
            self.wrong.push(fill("orders.unknown_domain", &[("name", name), ("known", &known.join(", "))]));
        }
        found.unwrap_or(DomainId(0))
    }

    fn counter(&mut self, counter: &CounterFile) -> Countermeasure {
        match counter {
            CounterFile::CounterSupply { to, domain } => {
                Countermeasure::CounterSupply { to: self.state(to), domain: self.domain(domain) }
            }
            CounterFile::Undercut { supplier, domain, recipient } => {
                let known = self.wrong.len();
                let ids = (self.state(supplier), self.state(recipient), self.domain(domain));
                let link = self.setting.link(ids.0, ids.1, ids.2);
                if link.is_none() && self.wrong.len() == known {
                    let names = [("supplier", supplier.as_str()), ("recipient", recipient), ("domain", domain)];
                    self.wrong.push(fill("orders.no_channel", &names));
                }
                Countermeasure::Undercut { link: link.unwrap_or(LinkId(0)) }
            }
            CounterFile::RestrictInputs(from) => Countermeasure::RestrictInputs { from: self.state(from) },
            CounterFile::Sanction(target) => Countermeasure::Sanction { target: self.state(target) },
        }
    }

    fn key(&mut self, decide: &DecideFile, seat: StateId, world: In<'_>) -> RequestKey {
        let none = RequestKey(0);
        match (&decide.key, &decide.from, &decide.domain) {
            (Some(key), None, None) => {
                let read = u64::from_str_radix(key, 16).ok().filter(|_| key.len() == 16);
                if read.is_none() {
                    self.wrong.push(fill("orders.bad_key", &[("key", key)]));
                }
                read.map_or(none, RequestKey)
            }
            (None, Some(from), Some(domain)) => {
                let known = self.wrong.len();
                let (from_id, domain_id) = (self.state(from), self.domain(domain));
                let Some(world) = world.filter(|_| self.wrong.len() == known) else { return none };
                let fits = |r: &&Request| {
                    let named = r.to == seat && r.from == from_id && r.domain == domain_id;
                    named && decide.tier.is_none_or(|tier| r.tier == tier) && decide.raised.is_none_or(|turn| r.raised == turn)
                };
                let found: Vec<&Request> = world.requests.iter().filter(fits).collect();
                if let [only] = found.as_slice() {
                    return only.key;
                }
                let names = [("from", from.as_str()), ("domain", domain), ("seat", &self.setting.states[seat].name)];
                let key = if found.is_empty() { "orders.no_such_request" } else { "orders.ambiguous_request" };
                self.wrong.push(fill(key, &names));
                none
            }
            _ => {
                self.wrong.push(text("orders.which_request").to_owned());
                none
            }
        }
    }
}

fn answer_file(decision: &Decision) -> AnswerFile {
    match decision {
        Decision::Approve => AnswerFile::Approve,
        Decision::Condition(conditions) => AnswerFile::Condition(conditions.iter().map(condition_file).collect()),
        Decision::Defer(turn) => AnswerFile::Defer(*turn),
        Decision::Deny(ground) => AnswerFile::Deny(match ground {
            Ground::Rights => GroundFile::Rights,
            Ground::Diversion => GroundFile::Diversion,
            Ground::Stability => GroundFile::Stability,
            Ground::Alliance => GroundFile::Alliance,
            Ground::Commerce => GroundFile::Commerce,
        }),
    }
}

fn answer(file: &AnswerFile) -> Decision {
    match file {
        AnswerFile::Approve => Decision::Approve,
        AnswerFile::Condition(conditions) => Decision::Condition(conditions.iter().map(condition).collect()),
        AnswerFile::Defer(turn) => Decision::Defer(*turn),
        AnswerFile::Deny(ground) => Decision::Deny(match ground {
            GroundFile::Rights => Ground::Rights,
            GroundFile::Diversion => Ground::Diversion,
            GroundFile::Stability => Ground::Stability,
            GroundFile::Alliance => Ground::Alliance,
            GroundFile::Commerce => Ground::Commerce,
        }),
    }
}

const fn condition_file(condition: &Condition) -> ConditionFile {
    match *condition {
        Condition::Monitoring(level) => ConditionFile::Monitoring(Decimal(level)),
        Condition::Certificate => ConditionFile::Certificate,
        Condition::NoRetransfer => ConditionFile::NoRetransfer,
        Condition::VolumeCap(points) => ConditionFile::VolumeCap(Decimal(points)),
        Condition::LowerTier(tier) => ConditionFile::LowerTier(tier),
        Condition::Phased(turns) => ConditionFile::Phased(turns),
        Condition::Reform => ConditionFile::Reform,
        Condition::OpenBidding => ConditionFile::OpenBidding,
        Condition::RegionalCommitment => ConditionFile::RegionalCommitment,
        Condition::Coproduction(share) => ConditionFile::Coproduction(Decimal(share)),
    }
}

const fn condition(file: &ConditionFile) -> Condition {
    match *file {
        ConditionFile::Monitoring(level) => Condition::Monitoring(level.0),
        ConditionFile::Certificate => Condition::Certificate,
        ConditionFile::NoRetransfer => Condition::NoRetransfer,
        ConditionFile::VolumeCap(points) => Condition::VolumeCap(points.0),
        ConditionFile::LowerTier(tier) => Condition::LowerTier(tier),
        ConditionFile::Phased(turns) => Condition::Phased(turns),
        ConditionFile::Reform => Condition::Reform,
        ConditionFile::OpenBidding => Condition::OpenBidding,
        ConditionFile::RegionalCommitment => Condition::RegionalCommitment,
        ConditionFile::Coproduction(share) => Condition::Coproduction(share.0),
    }
}

fn counter_file(setting: &Setting, counter: Countermeasure) -> CounterFile {
    let state = |id: StateId| setting.states[id].name.clone();
    let domain = |id: DomainId| setting.domains[id].code.clone();
    match counter {
        Countermeasure::CounterSupply { to, domain: of } => CounterFile::CounterSupply { to: state(to), domain: domain(of) },
        Countermeasure::Undercut { link } => {
            let link = &setting.links[link];
            CounterFile::Undercut {
                supplier: state(link.supplier),
                domain: domain(link.domain),
                recipient: state(link.recipient),
            }
        }
        Countermeasure::RestrictInputs { from } => CounterFile::RestrictInputs(state(from)),
        Countermeasure::Sanction { target } => CounterFile::Sanction(state(target)),
    }
}
