//! What an exporter does with requests, licences and decisions: things that exist only in play, and are named by their key or by whose
//! they are.

use serde::{Deserialize, Serialize};

use super::names::{Names, Reader};
use super::words::{GroundFile, LicenceActionFile};
use crate::rules::order::{Condition, Decision, Ground, LicenceAction, OrderKind};
use crate::rules::table::{DomainId, StateId};
use crate::rules::world::{LicenceState, RequestKey, World};
use crate::session::orders::decimal::Decimal;
use crate::text::{fill, text};

/// An answer to a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecideFile {
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

/// What is done with a licence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenceFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    granted: Option<u16>,
    action: LicenceActionFile,
}

/// A public justification of a decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JustifyFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    partner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    turn: Option<u16>,
    criterion: GroundFile,
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

impl DecideFile {
    pub(super) fn of(key: RequestKey, decision: &Decision) -> Self {
        Self { key: Some(digits(key)), answer: AnswerFile::of(decision), ..Self::default() }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let (partner, domain) = (self.from.as_deref(), self.domain.as_deref());
        let which = Which { key: self.key.as_deref(), partner, domain, tier: self.tier, turn: self.raised };
        OrderKind::Decide(which.find(reader, &REQUESTS, waiting), self.answer.read())
    }
}

impl LicenceFile {
    pub(super) fn of(key: RequestKey, action: LicenceAction) -> Self {
        let key = Some(digits(key));
        Self { key, partner: None, domain: None, tier: None, granted: None, action: action.into() }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let (partner, domain, action) = (self.partner.as_deref(), self.domain.as_deref(), self.action.into());
        let which = Which { key: self.key.as_deref(), partner, domain, tier: self.tier, turn: self.granted };
        let find = |world: &World, seat, partner, domain| licences(world, seat, partner, domain, action);
        OrderKind::Licence(which.find(reader, &LICENCES, find), action)
    }
}

impl JustifyFile {
    pub(super) fn of(key: RequestKey, criterion: Ground) -> Self {
        let key = Some(digits(key));
        Self { key, partner: None, domain: None, tier: None, turn: None, criterion: criterion.into() }
    }

    pub(super) fn read(&self, reader: &mut Reader<'_>) -> OrderKind {
        let (partner, domain) = (self.partner.as_deref(), self.domain.as_deref());
        let which = Which { key: self.key.as_deref(), partner, domain, tier: self.tier, turn: self.turn };
        OrderKind::Justify { decision: which.find(reader, &DECISIONS, decisions), criterion: self.criterion.into() }
    }
}

/// Something of play that fits a name.
struct Fit {
    key: RequestKey,
    tier: u8,
    turn: u16,
}

/// The requests of a partner in a domain that wait for a seat.
fn waiting(world: &World, seat: StateId, partner: StateId, domain: DomainId) -> Vec<Fit> {
    let fits = world.requests.iter().filter(|r| (r.to, r.from, r.domain) == (seat, partner, domain));
    fits.map(|r| Fit { key: r.key, tier: r.tier, turn: r.raised }).collect()
}

/// The licences of a seat for a partner in a domain with which an action can be taken.
fn licences(world: &World, seat: StateId, partner: StateId, domain: DomainId, action: LicenceAction) -> Vec<Fit> {
    let open = |state| match action {
        LicenceAction::Suspend | LicenceAction::Inspect => state == LicenceState::InForce,
        LicenceAction::Resume => state == LicenceState::Suspended,
        LicenceAction::Revoke => matches!(state, LicenceState::InForce | LicenceState::Suspended),
    };
    let fits = world.licences.iter().filter(|l| (l.supplier, l.recipient, l.domain) == (seat, partner, domain) && open(l.state));
    fits.map(|l| Fit { key: l.key, tier: l.tier, turn: l.granted }).collect()
}

/// The requests of a partner in a domain that a seat has decided, or can decide in this turn. The latest decision of each counts.
fn decisions(world: &World, seat: StateId, partner: StateId, domain: DomainId) -> Vec<Fit> {
    let mut found = waiting(world, seat, partner, domain);
    for fit in &mut found {
        fit.turn = world.turn;
    }
    for past in world.record.iter().rev().filter(|d| (d.exporter, d.partner, d.domain) == (seat, partner, domain)) {
        if found.iter().all(|fit| fit.key != past.key) {
            found.push(Fit { key: past.key, tier: past.tier, turn: past.turn });
        }
    }
    found
}

/// What is said about a name that is no name, fits nothing, or several things.
struct Said {
    which: &'static str,
    nothing: &'static str,
    several: &'static str,
}

const REQUESTS: Said =
    Said { which: "orders.which_request", nothing: "orders.no_such_request", several: "orders.ambiguous_request" };
const LICENCES: Said =
    Said { which: "orders.which_licence", nothing: "orders.no_such_licence", several: "orders.ambiguous_licence" };
const DECISIONS: Said =
    Said { which: "orders.which_decision", nothing: "orders.no_such_decision", several: "orders.ambiguous_decision" };

/// How a file names something of play.
struct Which<'a> {
    key: Option<&'a str>,
    partner: Option<&'a str>,
    domain: Option<&'a str>,
    tier: Option<u8>,
    turn: Option<u16>,
}

impl Which<'_> {
    fn find(
        &self,
        reader: &mut Reader<'_>,
        said: &Said,
        find: impl Fn(&World, StateId, StateId, DomainId) -> Vec<Fit>,
    ) -> RequestKey {
        let none = RequestKey(0);
        match (self.key, self.partner, self.domain, self.tier, self.turn) {
            (Some(key), None, None, None, None) => {
                let plain = key.len() == 16 && key.bytes().all(|b| b.is_ascii_hexdigit());
                let read = u64::from_str_radix(key, 16).ok().filter(|_| plain);
                if read.is_none() {
                    reader.say(fill("orders.bad_key", &[("key", key)]));
                }
                read.map_or(none, RequestKey)
            }
            (None, Some(partner), Some(domain), tier, turn) => {
                let known = reader.count();
                let (partner_id, domain_id) = (reader.state(partner), reader.domain(domain));
                let Some(world) = reader.world.filter(|_| reader.count() == known) else { return none };
                let mut found = find(world, reader.seat, partner_id, domain_id);
                found.retain(|fit| tier.is_none_or(|tier| fit.tier == tier) && turn.is_none_or(|turn| fit.turn == turn));
                if let [only] = found.as_slice() {
                    return only.key;
                }
                let seat = Names(reader.setting).state(reader.seat);
                let message = if found.is_empty() { said.nothing } else { said.several };
                reader.say(fill(message, &[("from", partner), ("domain", domain), ("seat", &seat)]));
                none
            }
            _ => {
                reader.say(text(said.which).to_owned());
                none
            }
        }
    }
}

fn digits(key: RequestKey) -> String {
    format!("{:016x}", key.0)
}

impl AnswerFile {
    fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Approve => Self::Approve,
            Decision::Condition(conditions) => Self::Condition(conditions.iter().map(ConditionFile::of).collect()),
            Decision::Defer(turn) => Self::Defer(*turn),
            Decision::Deny(ground) => Self::Deny((*ground).into()),
        }
    }

    fn read(&self) -> Decision {
        match self {
            Self::Approve => Decision::Approve,
            Self::Condition(conditions) => Decision::Condition(conditions.iter().map(ConditionFile::read).collect()),
            Self::Defer(turn) => Decision::Defer(*turn),
            Self::Deny(ground) => Decision::Deny((*ground).into()),
        }
    }
}

impl ConditionFile {
    const fn of(condition: &Condition) -> Self {
        match *condition {
            Condition::Monitoring(level) => Self::Monitoring(Decimal(level)),
            Condition::Certificate => Self::Certificate,
            Condition::NoRetransfer => Self::NoRetransfer,
            Condition::VolumeCap(points) => Self::VolumeCap(Decimal(points)),
            Condition::LowerTier(tier) => Self::LowerTier(tier),
            Condition::Phased(turns) => Self::Phased(turns),
            Condition::Reform => Self::Reform,
            Condition::OpenBidding => Self::OpenBidding,
            Condition::RegionalCommitment => Self::RegionalCommitment,
            Condition::Coproduction(share) => Self::Coproduction(Decimal(share)),
        }
    }

    const fn read(&self) -> Condition {
        match *self {
            Self::Monitoring(level) => Condition::Monitoring(level.0),
            Self::Certificate => Condition::Certificate,
            Self::NoRetransfer => Condition::NoRetransfer,
            Self::VolumeCap(points) => Condition::VolumeCap(points.0),
            Self::LowerTier(tier) => Condition::LowerTier(tier),
            Self::Phased(turns) => Condition::Phased(turns),
            Self::Reform => Condition::Reform,
            Self::OpenBidding => Condition::OpenBidding,
            Self::RegionalCommitment => Condition::RegionalCommitment,
            Self::Coproduction(share) => Condition::Coproduction(share.0),
        }
    }
}
