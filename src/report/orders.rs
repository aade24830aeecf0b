//! Orders and conditions in words.

use crate::rules::order::{
    BlocAction, Condition, Decision, Gesture, Ground, LicenceAction, Order, OrderKind, PartnerAction, RegimeChange,
};
use crate::rules::order::{SanctionLevel, Seat};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::world::{Licence, Request, RequestKey, World};
use crate::text::{fill, text};

use super::causes::{licence, request_words};
use super::facilitator;
use super::headlines::countermeasure;
use super::words::{arms, commitment_kind, domain, money, number, share, state};

/// An order as a sentence. `world` is the position in which it is given.
#[must_use]
pub fn order(setting: &Setting, world: &World, of: &Order) -> String {
    order_about(setting, world, of, text("request.unknown"))
}

/// [`order`] with words of one's own for a request that the position does not know.
#[must_use]
pub fn order_about(setting: &Setting, world: &World, of: &Order, unknown: &str) -> String {
    let seat = match of.seat {
        Seat::State(id) => state(setting, id),
        Seat::Facilitator => text("order.the_facilitator"),
    };
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("seat", seat)], values].concat());
    match &of.kind {
        OrderKind::Decide(key, decision) => {
            let request = request_or(setting, world, *key, unknown);
            let request = ("request", request.as_str());
            match decision {
                Decision::Approve => say("order.approve", &[request]),
                Decision::Condition(conditions) => {
                    say("order.condition", &[request, ("conditions", &conditions_list(conditions))])
                }
                Decision::Defer(Some(turn)) => say("order.defer_to", &[request, ("turn", &turn.to_string())]),
                Decision::Defer(None) => say("order.defer", &[request]),
                Decision::Deny(on) => say("order.deny", &[request, ("ground", ground(*on))]),
            }
        }
        OrderKind::Licence(key, action) => {
            let key_of = match action {
                LicenceAction::Suspend => "order.suspend",
                LicenceAction::Resume => "order.resume",
                LicenceAction::Revoke => "order.revoke",
                LicenceAction::Inspect => "order.inspect",
            };
            say(key_of, &[("licence", &licence_named(setting, world, *key))])
        }
        OrderKind::Sustain { to, on } => {
            say(if *on { "order.restore" } else { "order.withhold" }, &[("to", state(setting, *to))])
        }
        OrderKind::Regime(change) => regime(setting, seat, *change),
        OrderKind::Toward(to, gesture) => toward(setting, seat, *to, *gesture),
        OrderKind::Justify { decision, criterion } => {
            let request = request_words(setting, Some(world), *decision);
            say("order.justify", &[("request", &request), ("ground", ground(*criterion))])
        }
        OrderKind::Request { to, domain: area, tier, points, monitoring, coproduction } => say(
            "order.request",
            &[
                ("to", state(setting, *to)),
                ("domain", &arms(setting, *area)),
                ("tier", &tier.to_string()),
                ("points", &number(points.to_f64(), 1)),
                ("monitoring", &share(monitoring.to_f64())),
                ("coproduction", &share(coproduction.to_f64())),
            ],
        ),
        OrderKind::StandingAnswer(burden) => say("order.standing_answer", &[("burden", &number(burden.to_f64(), 2))]),
        OrderKind::Partner(action) => partner(setting, seat, *action),
        OrderKind::Counter(how) => say("order.counter", &[("how", &countermeasure(setting, *how))]),
        OrderKind::Bloc(bloc, action) => {
            let bloc = ("bloc", setting.blocs[*bloc].name.as_str());
            match action {
                BlocAction::Join => say("order.bloc_join", &[bloc]),
                BlocAction::Leave => say("order.bloc_leave", &[bloc]),
                _ => say("order.bloc_motion", &[bloc, ("what", &bloc_action(setting, *action))]),
            }
        }
        OrderKind::Facilitate(what) => facilitator::order(setting, what),
    }
}

fn regime(setting: &Setting, seat: &str, change: RegimeChange) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("seat", seat)], values].concat());
    match change {
        RegimeChange::Declare { weights, thresholds } => {
            let two = |value: &Quantity| number(value.to_f64(), 2);
            let weight = |(on, value): (&Ground, &Quantity)| {
                fill("order.weight", &[("criterion", criterion(*on)), ("weight", &two(value))])
            };
            let weights: Vec<String> = Ground::ALL.iter().zip(&weights).map(weight).collect();
            let thresholds: Vec<String> = thresholds.iter().map(two).collect();
            say("order.declare", &[("weights", &weights.join(", ")), ("thresholds", &thresholds.join(", "))])
        }
        RegimeChange::Transparency(value) => say("order.transparency", &[("value", &share(value.to_f64()))]),
        RegimeChange::Monitoring(value) => say("order.monitoring", &[("value", &share(value.to_f64()))]),
        RegimeChange::Trust { partner, trusted } => {
            say(if trusted { "order.trust" } else { "order.distrust" }, &[("to", state(setting, partner))])
        }
        RegimeChange::Ceiling { partner: Some(to), tier } => {
            say("order.ceiling", &[("to", state(setting, to)), ("tier", &tier.to_string())])
        }
        RegimeChange::Ceiling { partner: None, tier } => say("order.ceiling_general", &[("tier", &tier.to_string())]),
        RegimeChange::Office(decisions) => say("order.office", &[("count", &decisions.to_string())]),
    }
}

fn toward(setting: &Setting, seat: &str, to: StateId, gesture: Gesture) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("seat", seat), ("to", state(setting, to))], values].concat());
    match gesture {
        Gesture::FastTrack => say("order.fast_track", &[]),
        Gesture::Exercise => say("order.exercise", &[]),
        Gesture::Programme { domain: of, share: part } => {
            say("order.programme", &[("domain", &arms(setting, of)), ("share", &share(part.to_f64()))])
        }
        Gesture::Training { domain: of } => say("order.training", &[("domain", &arms(setting, of))]),
        Gesture::Finance { domain: of, discount } => {
            say("order.finance", &[("domain", &arms(setting, of)), ("discount", &share(discount.to_f64()))])
        }
        Gesture::Assure => say("order.assure", &[]),
        Gesture::Embargo(Quantity::ZERO) => say("order.embargo_lift", &[]),
        Gesture::Embargo(part) => say("order.embargo", &[("part", &share(part.to_f64()))]),
        Gesture::Sanction(SanctionLevel::Lifted) => say("order.sanction_lift", &[]),
        Gesture::Sanction(SanctionLevel::Primary) => say("order.sanction", &[]),
        Gesture::Sanction(SanctionLevel::Secondary) => say("order.sanction_secondary", &[]),
        Gesture::Dialogue => say("order.dialogue", &[]),
    }
}

fn partner(setting: &Setting, seat: &str, action: PartnerAction) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("seat", seat)], values].concat());
    match action {
        PartnerAction::Solicit { supplier, domain: of } => {
            say("order.solicit", &[("to", state(setting, supplier)), ("domain", &arms(setting, of))])
        }
        PartnerAction::InvestIndustry(of) => say("order.invest_industry", &[("domain", &domain(setting, of))]),
        PartnerAction::InvestCompliance => say("order.invest_compliance", &[]),
        PartnerAction::Reform => say("order.reform", &[]),
        PartnerAction::Offer { to, kind } => {
            say("order.offer", &[("to", state(setting, to)), ("kind", commitment_kind(kind, false))])
        }
        PartnerAction::Retransfer { from, to, points } => {
            let link = &setting.links[from];
            let (supplier, area) = (state(setting, link.supplier), arms(setting, link.domain));
            let values =
                [("points", &*number(points.to_f64(), 1)), ("domain", &area), ("supplier", supplier), ("to", state(setting, to))];
            say("order.retransfer", &values)
        }
        PartnerAction::Protest(against) => say("order.protest", &[("to", state(setting, against))]),
    }
}

/// What is moved in a bloc, as a noun.
#[must_use]
pub fn bloc_action(setting: &Setting, action: BlocAction) -> String {
    match action {
        BlocAction::Harmonise => text("bloc.harmonise").to_owned(),
        BlocAction::JoinSanction(target) => fill("bloc.join_sanction", &[("target", state(setting, target))]),
        BlocAction::ShareVerification => text("bloc.share_verification").to_owned(),
        BlocAction::Recognise => text("bloc.recognise").to_owned(),
        BlocAction::Join => text("bloc.join").to_owned(),
        BlocAction::Leave => text("bloc.leave").to_owned(),
        BlocAction::Admit(applicant) => fill("bloc.admit", &[("state", state(setting, applicant))]),
    }
}

/// A request with its numbers: "Haldry's request for precision strike (tier 3, 4.0 points, $1.4 bn)".
#[must_use]
pub fn request(setting: &Setting, of: &Request) -> String {
    fill(
        "request.numbers",
        &[
            ("partner", state(setting, of.from)),
            ("domain", &arms(setting, of.domain)),
            ("tier", &of.tier.to_string()),
            ("points", &number(of.points.to_f64(), 1)),
            ("value", &money(of.value.to_f64())),
        ],
    )
}

/// The request of a key in words, with its numbers while it waits.
#[must_use]
pub fn request_named(setting: &Setting, world: &World, key: RequestKey) -> String {
    request_or(setting, world, key, text("request.unknown"))
}

fn request_or(setting: &Setting, world: &World, key: RequestKey, unknown: &str) -> String {
    if let Some(found) = world.request(key) {
        return request(setting, found);
    }
    let decided = world.record.iter().any(|d| d.key == key);
    if decided { request_words(setting, Some(world), key) } else { unknown.to_owned() }
}

/// The licence of a key in words.
#[must_use]
pub fn licence_named(setting: &Setting, world: &World, key: RequestKey) -> String {
    licence(setting, Some(world), key)
}

/// The ground of a refusal, as a noun.
#[must_use]
pub fn ground(on: Ground) -> &'static str {
    text(match on {
        Ground::Rights => "ground.rights",
        Ground::Diversion => "ground.diversion",
        Ground::Stability => "ground.stability",
        Ground::Alliance => "ground.alliance",
        Ground::Commerce => "ground.commerce",
    })
}

/// What an exporter's criteria give marks for. More is better in each, so what is a risk as a ground is safety here.
#[must_use]
pub fn criterion(on: Ground) -> &'static str {
    if on == Ground::Diversion { text("criterion.diversion") } else { ground(on) }
}

/// A clause of a licence as a phrase.
#[must_use]
pub fn condition(of: &Condition) -> String {
    match of {
        Condition::Monitoring(level) => fill("condition.monitoring", &[("level", &share(level.to_f64()))]),
        Condition::Certificate => text("condition.certificate").to_owned(),
        Condition::NoRetransfer => text("condition.no_retransfer").to_owned(),
        Condition::VolumeCap(points) => fill("condition.volume_cap", &[("points", &number(points.to_f64(), 1))]),
        Condition::LowerTier(tier) => fill("condition.lower_tier", &[("tier", &tier.to_string())]),
        Condition::Phased(turns) => fill("condition.phased", &[("turns", &turns.to_string())]),
        Condition::Reform => text("condition.reform").to_owned(),
        Condition::OpenBidding => text("condition.open_bidding").to_owned(),
        Condition::RegionalCommitment => text("condition.regional_commitment").to_owned(),
        Condition::Coproduction(part) => fill("condition.coproduction", &[("share", &share(part.to_f64()))]),
    }
}

/// Clauses, one after the other.
#[must_use]
pub fn conditions_list(conditions: &[Condition]) -> String {
    let phrases: Vec<String> = conditions.iter().map(condition).collect();
    phrases.join("; ")
}

/// The conditions of a licence that was given, in the order of the clauses.
#[must_use]
pub fn conditions_of(licence: &Licence) -> Vec<Condition> {
    let clauses = &licence.clauses;
    let given = [
        (clauses.monitored, Condition::Monitoring(licence.monitoring)),
        (clauses.certificate, Condition::Certificate),
        (clauses.no_retransfer, Condition::NoRetransfer),
        (clauses.capped, Condition::VolumeCap(licence.points)),
        (clauses.lower_tier, Condition::LowerTier(licence.tier)),
        (clauses.phases > 1, Condition::Phased(clauses.phases)),
        (clauses.reform, Condition::Reform),
        (clauses.bidding, Condition::OpenBidding),
        (clauses.commitment, Condition::RegionalCommitment),
        (clauses.coproduction != Quantity::ZERO, Condition::Coproduction(clauses.coproduction)),
    ];
    given.into_iter().filter(|(there, _)| *there).map(|(_, condition)| condition).collect()
}
