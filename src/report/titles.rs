//! Orders as short titles, and what they cost.

use crate::rules::order::{
    BlocAction, Countermeasure, Decision, FacilitatorOrder, Gesture, LicenceAction, Order, OrderKind, PartnerAction,
    RegimeChange, SanctionLevel,
};
use crate::rules::price::{Currency, Price, price};
use crate::rules::quantity::Quantity;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::world::World;
use crate::text::{fill, text};

use super::causes::{licence, request_words};
use super::orders::{bloc_action, ground};
use super::words::{arms, commitment_kind, describe_variable, domain, money, number, share, state};

/// An order as a noun without its seat: "embargo on Duvane". `world` is the position in which it is given, or the one after it.
#[must_use]
pub fn title(setting: &Setting, world: Option<&World>, of: &Order) -> String {
    let named = |key: &str, to: StateId| fill(key, &[("to", state(setting, to))]);
    let area = |key: &str, to: StateId, of: DomainId| fill(key, &[("to", state(setting, to)), ("domain", &arms(setting, of))]);
    match &of.kind {
        OrderKind::Decide(key, decision) => {
            let form = match decision {
                Decision::Approve => "order.title.approve",
                Decision::Condition(_) => "order.title.condition",
                Decision::Defer(_) => "order.title.defer",
                Decision::Deny(_) => "order.title.deny",
            };
            fill(form, &[("request", &request_words(setting, world, *key))])
        }
        OrderKind::Licence(key, action) => {
            let form = match action {
                LicenceAction::Suspend => "order.title.suspend",
                LicenceAction::Resume => "order.title.resume",
                LicenceAction::Revoke => "order.title.revoke",
                LicenceAction::Inspect => "order.title.inspect",
            };
            fill(form, &[("licence", &licence_to(setting, world, *key))])
        }
        OrderKind::Sustain { to, on: false } => named("order.title.withhold", *to),
        OrderKind::Sustain { to, on: true } => named("order.title.restore", *to),
        OrderKind::Regime(change) => regime(setting, *change),
        OrderKind::Toward(to, how) => gesture(setting, *to, *how),
        OrderKind::Justify { decision, criterion } => {
            let request = request_words(setting, world, *decision);
            fill("order.title.justify", &[("request", &request), ("ground", ground(*criterion))])
        }
        OrderKind::Request { to, domain, .. } => area("order.title.request", *to, *domain),
        OrderKind::StandingAnswer(_) => text("order.title.standing_answer").to_owned(),
        OrderKind::Partner(action) => partner(setting, *action),
        OrderKind::Counter(how) => counter(setting, *how),
        OrderKind::Bloc(bloc, action) => {
            let bloc = ("bloc", setting.blocs[*bloc].name.as_str());
            match action {
                BlocAction::Join => fill("order.title.bloc_join", &[bloc]),
                BlocAction::Leave => fill("order.title.bloc_leave", &[bloc]),
                _ => fill("order.title.bloc", &[bloc, ("what", &bloc_action(setting, *action))]),
            }
        }
        OrderKind::Facilitate(what) => facilitator(setting, what),
    }
}

/// "the licence to Haldry for precision strike": its supplier is the seat that acts.
pub(super) fn licence_to(setting: &Setting, world: Option<&World>, key: crate::rules::world::RequestKey) -> String {
    world.and_then(|world| world.licence(key)).map_or_else(
        || licence(setting, world, key),
        |l| fill("cause.licence_to", &[("recipient", state(setting, l.recipient)), ("domain", &arms(setting, l.domain))]),
    )
}

/// A gesture as a noun: "joint exercise with Haldry".
pub(super) fn gesture(setting: &Setting, to: StateId, how: Gesture) -> String {
    let named = |key: &str| fill(key, &[("to", state(setting, to))]);
    let area = |key: &str, of: DomainId| fill(key, &[("to", state(setting, to)), ("domain", &arms(setting, of))]);
    match how {
        Gesture::Programme { domain, .. } => area("order.title.programme", domain),
        Gesture::Training { domain } => area("order.title.training", domain),
        Gesture::Finance { domain, .. } => area("order.title.finance", domain),
        Gesture::FastTrack => named("order.title.fast_track"),
        Gesture::Exercise => named("order.title.exercise"),
        Gesture::Assure => named("order.title.assure"),
        Gesture::Embargo(Quantity::ZERO) => named("order.title.embargo_lift"),
        Gesture::Embargo(_) => named("order.title.embargo"),
        Gesture::Sanction(SanctionLevel::Lifted) => named("order.title.sanction_lift"),
        Gesture::Sanction(SanctionLevel::Primary) => named("order.title.sanction"),
        Gesture::Sanction(SanctionLevel::Secondary) => named("order.title.sanction_secondary"),
        Gesture::Dialogue => named("order.title.dialogue"),
    }
}

fn regime(setting: &Setting, change: RegimeChange) -> String {
    match change {
        RegimeChange::Declare { .. } => text("order.title.declare").to_owned(),
        RegimeChange::Transparency(value) => fill("order.title.transparency", &[("value", &share(value.to_f64()))]),
        RegimeChange::Monitoring(value) => fill("order.title.monitoring", &[("value", &share(value.to_f64()))]),
        RegimeChange::Trust { partner, trusted } => {
            let key = if trusted { "order.title.trust" } else { "order.title.distrust" };
            fill(key, &[("to", state(setting, partner))])
        }
        RegimeChange::Ceiling { partner: Some(to), tier } => {
            fill("order.title.ceiling", &[("to", state(setting, to)), ("tier", &tier.to_string())])
        }
        RegimeChange::Ceiling { partner: None, tier } => fill("order.title.ceiling_general", &[("tier", &tier.to_string())]),
        RegimeChange::Office(_) => text("order.title.office").to_owned(),
    }
}

fn partner(setting: &Setting, action: PartnerAction) -> String {
    match action {
        PartnerAction::Solicit { supplier, domain: of } => {
            fill("order.title.solicit", &[("to", state(setting, supplier)), ("domain", &arms(setting, of))])
        }
        PartnerAction::InvestIndustry(of) => fill("order.title.invest_industry", &[("domain", &domain(setting, of))]),
        PartnerAction::InvestCompliance => text("order.title.invest_compliance").to_owned(),
        PartnerAction::Reform => text("order.title.reform").to_owned(),
        PartnerAction::Offer { to, kind } => {
            fill("order.title.offer", &[("to", state(setting, to)), ("kind", commitment_kind(kind, false))])
        }
        PartnerAction::Retransfer { from, to, .. } => {
            let area = arms(setting, setting.links[from].domain);
            fill("order.title.retransfer", &[("to", state(setting, to)), ("domain", &area)])
        }
        PartnerAction::Protest(against) => fill("order.title.protest", &[("to", state(setting, against))]),
    }
}

fn counter(setting: &Setting, how: Countermeasure) -> String {
    let named = |key: &str, to: StateId| fill(key, &[("to", state(setting, to))]);
    match how {
        Countermeasure::CounterSupply { to, domain: of } => {
            fill("order.title.counter_supply", &[("to", state(setting, to)), ("domain", &arms(setting, of))])
        }
        Countermeasure::CounterArm { domain: of } => fill("order.title.counter_arm", &[("domain", &arms(setting, of))]),
        Countermeasure::Undercut { link } => {
            let link = &setting.links[link];
            fill("order.title.undercut", &[("to", state(setting, link.recipient)), ("domain", &arms(setting, link.domain))])
        }
        Countermeasure::RestrictInputs { from } => named("order.title.restrict_inputs", from),
        Countermeasure::Sanction { target } => named("order.title.counter_sanction", target),
        Countermeasure::Cyber { target } => named("order.title.cyber", target),
        Countermeasure::Influence { target, among } => {
            fill("order.title.influence", &[("to", state(setting, target)), ("among", state(setting, among))])
        }
        Countermeasure::RivalRegime { bloc } => fill("order.title.rival_regime", &[("bloc", &setting.blocs[bloc].name)]),
    }
}

fn facilitator(setting: &Setting, what: &FacilitatorOrder) -> String {
    let named = |key: &str, to: StateId| fill(key, &[("to", state(setting, to))]);
    match what {
        FacilitatorOrder::Inject(card) => fill("order.title.inject", &[("card", &setting.deck[*card].title)]),
        FacilitatorOrder::HoldCard(card) => fill("order.title.hold_card", &[("card", &setting.deck[*card].title)]),
        FacilitatorOrder::Write { title, .. } => fill("order.title.write", &[("title", title)]),
        FacilitatorOrder::Override { variable, .. } => {
            fill("order.title.override", &[("variable", &describe_variable(setting, *variable))])
        }
        FacilitatorOrder::Grant { state: to, .. } => named("order.title.grant", *to),
        FacilitatorOrder::Rule { state: to, .. } => named("order.title.rule", *to),
        FacilitatorOrder::Seat { state: to, .. } => named("order.title.seat", *to),
        FacilitatorOrder::Pause => text("order.title.pause").to_owned(),
        FacilitatorOrder::Extend(_) => text("order.title.extend").to_owned(),
        FacilitatorOrder::Reveal(_) => text("order.title.reveal").to_owned(),
    }
}

/// What an order costs, as a phrase: "costs 3 points of political capital".
#[must_use]
pub fn cost(setting: &Setting, world: &World, of: &Order) -> String {
    let price = price(setting, world, of);
    match amount(setting, price) {
        Some(amount) => fill("currency.costs", &[("price", &amount)]),
        None => text("currency.free").to_owned(),
    }
}

/// A price as a noun: "3 points of political capital"; none where it is nothing.
#[must_use]
pub fn amount(setting: &Setting, price: Price) -> Option<String> {
    let Price { currency, amount } = price;
    if amount == 0.0 {
        return None;
    }
    let plain = plain(amount);
    let shown = [("amount", plain.as_str())];
    let one = plain == "1";
    Some(match currency {
        Currency::Free => return None,
        Currency::Capital => fill(if one { "currency.capital_one" } else { "currency.capital" }, &shown),
        Currency::Capacity => fill(if one { "currency.capacity_one" } else { "currency.capacity" }, &shown),
        Currency::Money => fill("currency.money", &[("amount", &money(amount))]),
        Currency::Support => fill("currency.support", &[("amount", &number(amount, 2))]),
        Currency::Credit => fill("currency.credit", &[("amount", &money(amount))]),
        Currency::Cohesion(bloc) => {
            fill("currency.cohesion", &[("amount", &number(amount, 2)), ("bloc", &setting.blocs[bloc].name)])
        }
    })
}

/// A number without decimals that it does not need.
#[must_use]
pub fn plain(amount: f64) -> String {
    let one = number(amount, 1);
    one.strip_suffix(".0").map_or_else(|| one.clone(), str::to_owned)
}
