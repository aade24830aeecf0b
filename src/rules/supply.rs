//! What a supplier is worth to a partner: the utility behind the shares of new orders.

use super::setting::Setting;
use super::table::{DomainId, LinkId, StateId};
use super::variable::{CellVar, LinkVar, PairVar, StateVar, Variable};
use super::world::World;

/// How many terms a utility has.
pub const TERMS: usize = 15;

/// The terms of the utility of a channel, each with the number that it reads. `held`: points held in the domain from everybody.
#[must_use]
pub fn terms(setting: &Setting, world: &World, id: LinkId, held: f64) -> [(Variable, f64); TERMS] {
    let link = setting.links[id];
    let (buyer, seller) = (link.recipient, link.supplier);
    let pair = |kind| Variable::Pair(kind, buyer, seller);
    let of_link = |kind| Variable::Link(kind, id);
    let read = [
        pair(PairVar::Reliability),
        pair(PairVar::Evidence),
        pair(PairVar::Alignment),
        pair(PairVar::Grievance),
        pair(PairVar::Dependence),
        of_link(LinkVar::Points),
        of_link(LinkVar::Coproduction),
        of_link(LinkVar::Burden),
        of_link(LinkVar::Discount),
        of_link(LinkVar::Licensed),
        of_link(LinkVar::Risk),
        Variable::State(StateVar::LeadDelay, seller),
        Variable::Pair(PairVar::Ceiling, seller, buyer),
        Variable::Cell(CellVar::Industry, buyer, link.domain),
        of_link(LinkVar::Habit),
    ];
    let [a, b, c, d, e] = between(setting, world, buyer, seller);
    let [f, g, h, i, j, k, l, m, n, o] = of_channel(setting, world, id, held);
    let mut values = [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o].into_iter();
    read.map(|variable| (variable, values.next().unwrap_or_default()))
}

/// The parameter that weighs a number among the [`terms`]; a habit is weighed as it is.
#[must_use]
pub const fn weight(term: Variable) -> Option<&'static str> {
    Some(match term {
        Variable::Pair(PairVar::Reliability, ..) => "utility_reliability",
        Variable::Pair(PairVar::Evidence, ..) => "utility_uncertainty",
        Variable::Pair(PairVar::Alignment, ..) => "utility_alignment",
        Variable::Pair(PairVar::Grievance, ..) => "utility_grievance",
        Variable::Pair(PairVar::Dependence, ..) => "utility_dependence",
        Variable::Pair(PairVar::Ceiling, ..) => "utility_quality",
        Variable::Link(LinkVar::Points, _) => "utility_installed",
        Variable::Link(LinkVar::Coproduction, _) => "utility_coproduction",
        Variable::Link(LinkVar::Burden, _) => "utility_burden",
        Variable::Link(LinkVar::Discount, _) => "utility_price",
        Variable::Link(LinkVar::Licensed, _) => "utility_licence",
        Variable::Link(LinkVar::Risk, _) => "utility_sanction",
        Variable::State(StateVar::LeadDelay, _) => "utility_delay",
        Variable::Cell(CellVar::Industry, ..) => "utility_own",
        _ => return None,
    })
}

/// What lies between a buyer and a seller in every domain alike: reliability, uncertainty, alignment, grievance, dependence. Nothing
/// between a state and itself.
#[must_use]
pub fn between(setting: &Setting, world: &World, buyer: StateId, seller: StateId) -> [f64; 5] {
    if buyer == seller {
        return [0.0; 5];
    }
    let params = &setting.params;
    let of_pair = |kind| world.pair(kind, buyer, seller);
    let mean = of_pair(PairVar::Reliability);
    let deviation = (mean * (1.0 - mean) / (of_pair(PairVar::Evidence) + 1.0)).max(0.0).sqrt();
    let dependence = (of_pair(PairVar::Dependence) - 0.5).max(0.0);
    [
        params.utility_reliability * mean,
        -params.utility_uncertainty * deviation,
        params.utility_alignment * of_pair(PairVar::Alignment),
        -params.utility_grievance * of_pair(PairVar::Grievance),
        -params.utility_dependence * dependence,
    ]
}

/// What belongs to the channel itself: what is held, co-production, burden, price, licence, risk, delay, tier, industry or taste, habit.
fn of_channel(setting: &Setting, world: &World, id: LinkId, held: f64) -> [f64; 10] {
    let params = &setting.params;
    let link = setting.links[id];
    let of_link = |kind| world.link(kind, id);
    let installed = if held > 0.0 { of_link(LinkVar::Points) / held } else { 0.0 };
    let (installed, habit) = (params.utility_installed * installed, of_link(LinkVar::Habit));
    if link.recipient == link.supplier {
        let industry = params.utility_own * world.cell(CellVar::Industry, link.recipient, link.domain);
        return [installed, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, industry, habit];
    }
    [
        installed,
        params.utility_coproduction * of_link(LinkVar::Coproduction),
        -params.utility_burden * of_link(LinkVar::Burden),
        discount(params.utility_price, of_link(LinkVar::Discount)),
        -params.utility_licence * (1.0 - of_link(LinkVar::Licensed)),
        -params.utility_sanction * of_link(LinkVar::Risk),
        -params.utility_delay * world.state(StateVar::LeadDelay, link.supplier) / 12.0,
        lower_tier(setting, world, id),
        setting.taste(id),
        habit,
    ]
}

/// What a price below the usual one is worth.
fn discount(weight: f64, part: f64) -> f64 {
    if part == 0.0 { 0.0 } else { -weight * libm::log(1.0 - part) }
}

/// What a ceiling below the usual tier of a channel takes from its quality.
fn lower_tier(setting: &Setting, world: &World, id: LinkId) -> f64 {
    let link = setting.links[id];
    let ceiling = world.ceiling(link.supplier, link.recipient);
    if ceiling >= link.tier || !world.licenses(link.supplier) {
        return 0.0;
    }
    let params = &setting.params;
    params.utility_quality * libm::log(params.tier_quality(ceiling.max(1)) / params.tier_quality(link.tier))
}

/// The utility of a channel.
#[must_use]
pub fn worth(setting: &Setting, world: &World, id: LinkId, held: f64) -> f64 {
    let link = setting.links[id];
    worth_with(setting, world, id, held, between(setting, world, link.recipient, link.supplier).iter().sum())
}

/// The utility of a channel, where the sum of what lies [`between`] its buyer and its seller is known.
#[must_use]
pub fn worth_with(setting: &Setting, world: &World, id: LinkId, held: f64, between: f64) -> f64 {
    of_channel(setting, world, id, held).iter().fold(between, |sum, value| sum + value)
}

/// Points held in a domain from everybody.
#[must_use]
pub fn held(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    setting.links_of(state, domain).map(|l| world.link(LinkVar::Points, l)).sum()
}

/// The shares that a partner wants in a domain: a logit over its channels, in the order of the channels.
#[must_use]
pub fn wanted(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> Vec<(LinkId, f64)> {
    let links = setting.links_of(state, domain);
    let held = held(setting, world, state, domain);
    let mut worths: Vec<f64> = links.clone().map(|l| worth(setting, world, l, held)).collect();
    logit(&mut worths);
    links.zip(worths).collect()
}

/// Turns utilities into shares, in place.
pub fn logit(worths: &mut [f64]) {
    let top = worths.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for worth in worths.iter_mut() {
        *worth = libm::exp(*worth - top);
        sum += *worth;
    }
    if sum > 0.0 {
        for share in worths.iter_mut() {
            *share /= sum;
        }
    }
}

/// When routine orders of a tier arrive, which are placed all year: after so many turns, at least one, and a part of them a turn later, so that the
/// mean is the lead time at any pace.
#[must_use]
pub fn routine_lead(setting: &Setting, world: &World, supplier: StateId, tier: u8) -> (u16, f64) {
    let months = setting.params.tier_lead(tier) + world.state(StateVar::LeadDelay, supplier);
    let turns = (months / f64::from(setting.months_per_turn)).max(1.0);
    let whole = libm::floor(turns + 1e-9);
    (whole as u16, (turns - whole).max(0.0))
}

/// Lead time of a tier from a supplier, in turns, at least one.
#[must_use]
pub fn lead_turns(setting: &Setting, world: &World, supplier: StateId, tier: u8) -> u16 {
    let months = setting.params.tier_lead(tier) + world.state(StateVar::LeadDelay, supplier);
    libm::ceil(months / f64::from(setting.months_per_turn) - 1e-9).max(1.0) as u16
}
