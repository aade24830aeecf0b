//! Effective capability and offensive weight: hardware is nothing without the organisation to run it.

use super::setting::Setting;
use super::table::{DomainId, StateId};
use super::variable::{CellVar, LinkVar, PairVar};
use super::world::World;

/// Usable points of a state in a domain: Σ points × availability.
#[must_use]
pub fn usable(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    setting.links_of(state, domain).map(|l| world.link(LinkVar::Points, l) * world.link(LinkVar::Availability, l)).sum()
}

/// How well the fleets of several suppliers work together, 0–1: one less a penalty on every pair of suppliers whose gear does not
/// talk, by the product of their shares in the holding. Own industry fits everything.
#[must_use]
pub fn integration(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    let links = setting.links_of(state, domain);
    let total: f64 = links.clone().map(|l| world.link(LinkVar::Points, l)).sum();
    if total <= 0.0 {
        return 1.0;
    }
    let mut clash = 0.0;
    for one in links.clone() {
        for other in links.clone().filter(|other| *other > one) {
            let (a, b) = (setting.links[one].supplier, setting.links[other].supplier);
            if a != state && b != state {
                let (held_a, held_b) = (world.link(LinkVar::Points, one), world.link(LinkVar::Points, other));
                let fit = world.pair(PairVar::Interoperability, a, b).max(world.pair(PairVar::Interoperability, b, a));
                clash += 2.0 * held_a * held_b / (total * total) * (1.0 - fit);
            }
        }
    }
    (1.0 - setting.params.integration_penalty * clash).clamp(0.0, 1.0)
}

/// Effective capability: absorption × integration × usable points.
#[must_use]
pub fn effective(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    world.cell(CellVar::Absorption, state, domain)
        * integration(setting, world, state, domain)
        * usable(setting, world, state, domain)
}

/// Offensive weight of a state: Σ over domains of offence weight × absorption × usable points.
#[must_use]
pub fn offence(setting: &Setting, world: &World, state: StateId) -> f64 {
    let of = |(id, domain): (DomainId, &super::setting::Domain)| {
        domain.offence * world.cell(CellVar::Absorption, state, id) * usable(setting, world, state, id)
    };
    setting.domains.enumerate().map(of).sum()
}

/// Threat that one state perceives from another before allies are counted, 0–1.
#[must_use]
pub fn threat(hostility: f64, trend: f64, own: f64, other: f64) -> f64 {
    if own + other <= 0.0 {
        return 0.0;
    }
    (hostility * trend * 2.0 * other / (own + other)).clamp(0.0, 1.0)
}
