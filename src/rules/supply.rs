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
    let params = &setting.params;
    let link = setting.links[id];
    let (buyer, seller) = (link.recipient, link.supplier);
    let own = buyer == seller;
    let foreign = |value: f64| if own { 0.0 } else { value };
    let pair = |kind| Variable::Pair(kind, buyer, seller);
    let of_pair = |kind| world.pair(kind, buyer, seller);
    let of_link = |kind| Variable::Link(kind, id);
    let mean = of_pair(PairVar::Reliability);
    let deviation = (mean * (1.0 - mean) / (of_pair(PairVar::Evidence) + 1.0)).max(0.0).sqrt();
    let installed = if held > 0.0 { world.link(LinkVar::Points, id) / held } else { 0.0 };
    let dependence = (of_pair(PairVar::Dependence) - 0.5).max(0.0);
    let industry = Variable::Cell(CellVar::Industry, buyer, link.domain);
    [
        (pair(PairVar::Reliability), foreign(params.utility_reliability * mean)),
        (pair(PairVar::Evidence), foreign(-params.utility_uncertainty * deviation)),
        (pair(PairVar::Alignment), foreign(params.utility_alignment * of_pair(PairVar::Alignment))),
        (pair(PairVar::Grievance), foreign(-params.utility_grievance * of_pair(PairVar::Grievance))),
        (pair(PairVar::Dependence), foreign(-params.utility_dependence * dependence)),
        (of_link(LinkVar::Points), params.utility_installed * installed),
        (of_link(LinkVar::Coproduction), foreign(params.utility_coproduction * world.link(LinkVar::Coproduction, id))),
        (of_link(LinkVar::Burden), foreign(-params.utility_burden * world.link(LinkVar::Burden, id))),
        (of_link(LinkVar::Discount), foreign(discount(params.utility_price, world.link(LinkVar::Discount, id)))),
        (of_link(LinkVar::Licensed), foreign(-params.utility_licence * (1.0 - world.link(LinkVar::Licensed, id)))),
        (of_link(LinkVar::Risk), foreign(-params.utility_sanction * world.link(LinkVar::Risk, id))),
        (
            Variable::State(StateVar::LeadDelay, seller),
            foreign(-params.utility_delay * world.state(StateVar::LeadDelay, seller) / 12.0),
        ),
        (Variable::Pair(PairVar::Ceiling, seller, buyer), foreign(lower_tier(setting, world, id))),
        (industry, if own { params.utility_own * world.get(industry) } else { setting.taste(id) }),
        (of_link(LinkVar::Habit), world.link(LinkVar::Habit, id)),
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
    terms(setting, world, id, held).iter().map(|(_, value)| value).sum()
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

/// Lead time of a tier from a supplier, in turns, at least one.
#[must_use]
pub fn lead_turns(setting: &Setting, world: &World, supplier: StateId, tier: u8) -> u16 {
    let months = setting.params.tier_lead(tier) + world.state(StateVar::LeadDelay, supplier);
    libm::ceil(months / f64::from(setting.months_per_turn) - 1e-9).max(1.0) as u16
}
