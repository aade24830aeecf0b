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
    let [f, g, h, i, j, k, l, m, n, o] = of_channel(setting, world, id, held, &Tie::of(setting, world, buyer, seller));
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

/// What a buyer and a seller have in common in every domain.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tie {
    /// The sum of what lies [`between`] them.
    between: f64,
    /// What the seller's disturbed inputs are worth.
    delay: f64,
    /// The highest tier that the seller licenses to the buyer; none where it licenses nobody.
    ceiling: Option<u8>,
}

impl Tie {
    /// That of a buyer and a seller.
    #[must_use]
    pub fn of(setting: &Setting, world: &World, buyer: StateId, seller: StateId) -> Self {
        Self {
            between: between(setting, world, buyer, seller).iter().sum(),
            delay: -setting.params.utility_delay * world.state(StateVar::LeadDelay, seller) / 12.0,
            ceiling: world.licenses(seller).then(|| world.ceiling(seller, buyer)),
        }
    }
}

/// What belongs to the channel itself: what is held, co-production, burden, price, licence, risk, delay, tier, industry or taste, habit.
#[inline]
fn of_channel(setting: &Setting, world: &World, id: LinkId, held: f64, tie: &Tie) -> [f64; 10] {
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
        tie.delay,
        tie.ceiling.map_or(0.0, |ceiling| lower_tier(setting, link.tier, ceiling)),
        setting.taste(id),
        habit,
    ]
}

/// What a price below the usual one is worth.
fn discount(weight: f64, part: f64) -> f64 {
    if part == 0.0 { 0.0 } else { -weight * libm::log(1.0 - part) }
}

/// What a ceiling below the usual tier of a channel takes from its quality.
#[inline]
fn lower_tier(setting: &Setting, tier: u8, ceiling: u8) -> f64 {
    if ceiling >= tier {
        return 0.0;
    }
    let params = &setting.params;
    params.utility_quality * libm::log(params.tier_quality(ceiling.max(1)) / params.tier_quality(tier))
}

/// The utility of a channel.
#[must_use]
pub fn worth(setting: &Setting, world: &World, id: LinkId, held: f64) -> f64 {
    let link = setting.links[id];
    worth_with(setting, world, id, held, &Tie::of(setting, world, link.recipient, link.supplier))
}

/// The utility of a channel, where what its buyer and its seller have in common is known.
#[must_use]
#[inline]
pub fn worth_with(setting: &Setting, world: &World, id: LinkId, held: f64, tie: &Tie) -> f64 {
    of_channel(setting, world, id, held, tie).iter().fold(tie.between, |sum, value| sum + value)
}

/// Points held in a domain from everybody.
#[must_use]
pub fn held(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    world.values.some(LinkVar::Points, setting.channels(state, domain)).iter().map(|points| points.to_f64()).sum()
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

/// When routine orders of each tier arrive from a supplier, which are placed all year: after so many turns, at least one, and a part of them
/// a turn later, so that the mean is the lead time at any pace.
#[must_use]
pub fn routine_leads(setting: &Setting, world: &World, supplier: StateId) -> [(u16, f64); 4] {
    [1, 2, 3, 4].map(|tier| routine_lead(setting, world, supplier, tier))
}

/// The same of one tier.
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
