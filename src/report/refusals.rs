//! Why an order is refused, in words and numbers.

use crate::rules::order::Seat;
use crate::rules::price::{Currency, OrderName};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::validate::{Figure, Refusal, Why};
use crate::rules::world::{LicenceState, RequestKey, World};
use crate::text::{fill, text};

use super::orders::{licence_named, request_named};
use super::titles::plain;
use super::words::{capital, commitment_kind, describe_variable, money, number, state};

/// A refusal as a sentence. `world` is the position in which the order was given.
#[must_use]
pub fn refusal(setting: &Setting, world: &World, of: &Refusal) -> String {
    let seat = match of.seat {
        Seat::State(id) => state(setting, id),
        Seat::Facilitator => text("order.the_facilitator"),
    };
    capital(&why(setting, world, seat, of.why))
}

fn why(setting: &Setting, world: &World, seat: &str, of: Why) -> String {
    let say = |key: &str, values: &[(&str, &str)]| fill(key, &[&[("seat", seat)], values].concat());
    let of_request = |wanted: RequestKey| request_named(setting, world, wanted);
    let of_licence = |wanted: RequestKey| licence_named(setting, world, wanted);
    let given = |wanted: RequestKey| world.request(wanted).is_none() && world.licence(wanted).is_some();
    match of {
        Why::Over => text("refusal.over").to_owned(),
        Why::WrongSeat => say("refusal.wrong_seat", &[]),
        Why::Forbidden(name) => say("refusal.forbidden", &[("what", &kind_of_order(name))]),
        Why::NoRequest(_) => say("refusal.no_request", &[]),
        Why::NotYours(key) if given(key) => say("refusal.not_your_licence", &[("licence", &of_licence(key))]),
        Why::NotYours(key) => say("refusal.not_yours", &[("request", &of_request(key))]),
        Why::Twice(key) if given(key) => say("refusal.twice_licence", &[("licence", &of_licence(key))]),
        Why::Twice(key) => say("refusal.twice", &[("request", &of_request(key))]),
        Why::Capacity { ordered, left } => {
            // A part of a decision is carried over; nothing can be decided with it.
            let (ordered, left) = (plain(ordered), plain(libm::floor(left + 1e-9).max(0.0)));
            let key = if left == "1" { "refusal.capacity_one" } else { "refusal.capacity" };
            say(key, &[("ordered", &ordered), ("left", &left)])
        }
        Why::Unaffordable { currency, needs, has } => unaffordable(setting, seat, currency, needs, has),
        Why::Ceiling { tier, ceiling: 0 } => say("refusal.ceiling_none", &[("tier", &tier.to_string())]),
        Why::Ceiling { tier, ceiling } => {
            say("refusal.ceiling", &[("tier", &tier.to_string()), ("ceiling", &ceiling.to_string())])
        }
        Why::Unverified { tier, bloc } => {
            say("refusal.unverified", &[("tier", &tier.to_string()), ("bloc", &setting.blocs[bloc].name)])
        }
        Why::NotMade { tier, made: 0 } => say("refusal.not_made_none", &[("tier", &tier.to_string())]),
        Why::NotMade { tier, made } => say("refusal.not_made", &[("tier", &tier.to_string()), ("made", &made.to_string())]),
        Why::NoCondition => say("refusal.no_condition", &[]),
        Why::SameClause => say("refusal.same_clause", &[]),
        Why::Range { of, given, range: (low, high), above } => {
            let values =
                [("what", &*figure(setting, of)), ("given", &*exact(given)), ("low", &*exact(low)), ("high", &*exact(high))];
            say(if above { "refusal.range_above" } else { "refusal.range" }, &values)
        }
        Why::Effects => say("refusal.effects", &[]),
        Why::NotHidden(variable) => say("refusal.not_hidden", &[("what", &describe_variable(setting, variable))]),
        Why::NotLower { tier, asked } => say("refusal.not_lower", &[("tier", &tier.to_string()), ("asked", &asked.to_string())]),
        Why::Bidders { bidders: 1 } => say("refusal.bidders_one", &[]),
        Why::Bidders { bidders } => say("refusal.bidders", &[("bidders", &bidders.to_string())]),
        Why::BadDate(turn) => {
            let (now, last) = (world.turn.to_string(), world.last_turn.to_string());
            say("refusal.bad_date", &[("turn", &turn.to_string()), ("now", &now), ("last", &last)])
        }
        Why::NotAnExporter(to) if state(setting, to) == seat => say("refusal.not_an_exporter_itself", &[]),
        Why::NotAnExporter(to) => say("refusal.not_an_exporter", &[("state", state(setting, to))]),
        Why::NotAPartner(_) => say("refusal.not_a_partner", &[]),
        Why::NoChannel => say("refusal.no_channel", &[]),
        Why::TooManyRequests { open, most } => {
            say("refusal.too_many_requests", &[("open", &open.to_string()), ("most", &most.to_string())])
        }
        Why::Unpayable { value, payable } => say("refusal.unpayable", &[("value", &money(value)), ("payable", &money(payable))]),
        Why::NoLicence(_) => say("refusal.no_licence", &[]),
        Why::LicenceStands(how) => say(stands_key(how), &[("licence", text("refusal.the_licence"))]),
        Why::NoChange => say("refusal.no_change", &[]),
        Why::Weights { sum } => say("refusal.weights", &[("sum", &number(sum, 3))]),
        Why::Justified => say("refusal.justified", &[]),
        Why::NoDecision => say("refusal.no_decision", &[]),
        Why::Commitment(kind) => say("refusal.commitment", &[("kind", commitment_kind(kind, false))]),
        Why::NotHeld { ordered, held } => say("refusal.not_held", &[("ordered", &plain(ordered)), ("held", &plain(held))]),
        Why::Automatic => say("refusal.automatic", &[]),
        Why::NoGrounds(target) => no_grounds(setting, world, seat, target),
        Why::Embargoed { embargo, limit } => {
            say("refusal.embargoed", &[("embargo", &number(embargo, 1)), ("limit", &number(limit, 1))])
        }
        Why::NoReaction { has, needs } => say("refusal.no_reaction", &[("has", &exact(has)), ("needs", &exact(needs))]),
        Why::NoInputs => say("refusal.no_inputs", &[]),
        Why::NotAMember(bloc) => say("refusal.not_a_member", &[("bloc", &setting.blocs[bloc].name)]),
        Why::Senseless => say("refusal.senseless", &[]),
    }
}

/// Against whom there are no grounds, and against whom there are.
fn no_grounds(setting: &Setting, world: &World, seat: &str, target: Option<StateId>) -> String {
    let open = world.grounds.iter().filter(|g| g.until >= world.turn && state(setting, g.state) == seat);
    let mut against: Vec<&str> = open.map(|g| state(setting, g.by)).collect();
    against.dedup();
    let names = [("seat", seat), ("target", target.map_or("", |id| state(setting, id)))];
    match (target, against.is_empty()) {
        (Some(_), false) => fill("refusal.no_grounds_against", &[&names[..], &[("against", &against.join(", "))]].concat()),
        _ => fill("refusal.no_grounds", &names),
    }
}

/// A number as it was given, with as many decimals as it needs, at most four.
fn exact(value: f64) -> String {
    let said = number(value, 4);
    if said.contains('.') { said.trim_end_matches('0').trim_end_matches('.').to_owned() } else { said }
}

fn figure(setting: &Setting, of: Figure) -> String {
    let key = match of {
        Figure::Value(variable) => return describe_variable(setting, variable),
        Figure::Monitoring => "refused.monitoring",
        Figure::Coproduction => "refused.coproduction",
        Figure::VolumeCap => "refused.volume_cap",
        Figure::Phases => "refused.phases",
        Figure::Burden => "refused.burden",
        Figure::Transparency => "refused.transparency",
        Figure::Weight => "refused.weight",
        Figure::Threshold => "refused.threshold",
        Figure::Ceiling => "refused.ceiling",
        Figure::Office => "refused.office",
        Figure::Programme => "refused.programme",
        Figure::Discount => "refused.discount",
        Figure::Embargo => "refused.embargo",
        Figure::Tier => "refused.tier",
        Figure::Points => "refused.points",
        Figure::Grant => "refused.grant",
        Figure::Extension => "refused.extension",
        Figure::LastTurn => "refused.last_turn",
    };
    text(key).to_owned()
}

fn unaffordable(setting: &Setting, seat: &str, currency: Currency, needs: f64, has: f64) -> String {
    let say = |key: &str, needs: &str, has: &str, bloc: &str| {
        fill(key, &[("seat", seat), ("needs", needs), ("has", has), ("bloc", bloc)])
    };
    match currency {
        Currency::Capital => say("refusal.unaffordable.capital", &plain(needs), &plain(has), ""),
        Currency::Money => say("refusal.unaffordable.money", &money(needs), &money(has), ""),
        Currency::Credit => say("refusal.unaffordable.credit", &money(needs), &money(has), ""),
        Currency::Support => say("refusal.unaffordable.support", &number(needs, 2), &number(has, 2), ""),
        Currency::Cohesion(bloc) => {
            say("refusal.unaffordable.cohesion", &number(needs, 2), &number(has, 2), &setting.blocs[bloc].name)
        }
        Currency::Capacity | Currency::Free => say("refusal.capacity", &plain(needs), &plain(has), ""),
    }
}

const fn stands_key(how: LicenceState) -> &'static str {
    match how {
        LicenceState::InForce => "refusal.licence_in_force",
        LicenceState::Suspended => "refusal.licence_suspended",
        LicenceState::Revoked => "refusal.licence_revoked",
        LicenceState::Expired => "refusal.licence_expired",
    }
}

/// A kind of order in the plural: "requests".
#[must_use]
pub fn kind_of_order(name: OrderName) -> String {
    fill(&format!("order.name.{}", name.name()), &[])
}
