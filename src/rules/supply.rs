//! What a supplier is worth to a partner: the utility behind the shares of new orders.

use super::params::Params;
use super::setting::Setting;
use super::table::{DomainId, LinkId, StateId, Table};
use super::variable::{CellVar, LinkVar, PairVar, Variable};
use super::world::World;

/// The terms of a utility, each with the variable that it reads. `shares` are the buyer's mean shares.
#[must_use]
pub fn terms(setting: &Setting, world: &World, id: LinkId, shares: &Table<StateId, f64>) -> [(Variable, f64); 10] {
    let params = &setting.params;
    let link = setting.links[id];
    let (buyer, seller) = (link.recipient, link.supplier);
    let own = buyer == seller;
    let foreign = |value: f64| if own { 0.0 } else { value };
    let pair = |kind| Variable::Pair(kind, buyer, seller);
    let of_link = |kind| Variable::Link(kind, id);
    let evidence = world.pair(PairVar::Evidence, buyer, seller);
    let mean = world.pair(PairVar::Reliability, buyer, seller);
    let deviation = (mean * (1.0 - mean) / (evidence + 1.0)).max(0.0).sqrt();
    let held: f64 = setting.links_of(buyer, link.domain).map(|l| world.link(LinkVar::Points, l)).sum();
    let installed = if held > 0.0 { world.link(LinkVar::Points, id) / held } else { 0.0 };
    let dependence = (shares[seller] - 0.5).max(0.0);
    [
        (pair(PairVar::Reliability), foreign(params.utility_reliability * mean)),
        (pair(PairVar::Evidence), foreign(-params.utility_uncertainty * deviation)),
        (pair(PairVar::Alignment), foreign(params.utility_alignment * world.pair(PairVar::Alignment, buyer, seller))),
        (pair(PairVar::Grievance), foreign(-params.utility_grievance * world.pair(PairVar::Grievance, buyer, seller))),
        (of_link(LinkVar::Points), params.utility_installed * installed),
        (of_link(LinkVar::Coproduction), foreign(params.utility_coproduction * world.link(LinkVar::Coproduction, id))),
        (of_link(LinkVar::Burden), foreign(-params.utility_burden * world.link(LinkVar::Burden, id))),
        (of_link(LinkVar::Offer), world.link(LinkVar::Offer, id) - foreign(params.utility_dependence * dependence)),
        (of_link(LinkVar::Licensed), foreign(-params.utility_licence * (1.0 - world.link(LinkVar::Licensed, id)))),
        (
            Variable::Cell(CellVar::Industry, buyer, link.domain),
            if own {
                params.utility_own * world.cell(CellVar::Industry, buyer, link.domain)
            } else {
                constant(setting, params, id)
            },
        ),
    ]
}

/// What does not change in play: quality and price.
fn constant(setting: &Setting, params: &Params, id: LinkId) -> f64 {
    let link = setting.links[id];
    let price = setting.price(link.supplier, link.tier).max(1e-6);
    params.utility_quality * libm::log(params.tier_quality(link.tier)) - params.utility_price * libm::log(price)
}

/// The utility without habit.
#[must_use]
pub fn utility(setting: &Setting, world: &World, id: LinkId) -> f64 {
    let shares = world.mean_shares(setting, setting.links[id].recipient);
    sum(&terms(setting, world, id, &shares))
}

fn sum(terms: &[(Variable, f64)]) -> f64 {
    terms.iter().map(|(_, value)| value).sum()
}

/// The shares that a partner wants in a domain: a logit over its channels.
#[must_use]
pub fn wanted(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> Vec<(LinkId, f64)> {
    let links: Vec<LinkId> = setting.links_of(state, domain).collect();
    let shares = world.mean_shares(setting, state);
    let worth = |l: &LinkId| sum(&terms(setting, world, *l, &shares)) + world.link(LinkVar::Habit, *l);
    let worth: Vec<f64> = links.iter().map(worth).collect();
    let top = worth.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised: Vec<f64> = worth.iter().map(|u| libm::exp(u - top)).collect();
    let sum: f64 = raised.iter().sum();
    links.into_iter().zip(raised.into_iter().map(|e| e / sum)).collect()
}

/// Lead time of a tier from a supplier, in turns, at least one.
#[must_use]
pub fn lead_turns(setting: &Setting, world: &World, supplier: StateId, tier: u8) -> u16 {
    let months = setting.params.tier_lead(tier) + world.state(super::variable::StateVar::LeadDelay, supplier);
    libm::ceil(months / f64::from(setting.months_per_turn) - 1e-9).max(1.0) as u16
}
