//! Effective capability and offensive weight: hardware is nothing without the organisation to run it.

use super::setting::Setting;
use super::table::{DomainId, StateId};
use super::variable::{CellVar, LinkVar, PairVar};
use super::world::World;

/// What a state can use of what it holds in a domain.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Holding {
    /// Σ points.
    pub points: f64,
    /// Σ points × availability.
    pub usable: f64,
    /// Σ points × availability, less for every step below the tier that is wanted.
    pub covering: f64,
    /// Crews that the points need: Σ points ÷ quality per crew.
    pub crews: f64,
}

/// Adds up what is held in a domain.
#[must_use]
pub fn holding(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> Holding {
    let wanted = world.cell(CellVar::NeedTier, state, domain);
    let mut sum = Holding::default();
    for link in setting.links_of(state, domain) {
        let points = world.link(LinkVar::Points, link);
        if points <= 0.0 {
            continue;
        }
        let tier = world.link(LinkVar::Tier, link);
        let usable = points * world.link(LinkVar::Availability, link);
        let below = wanted - tier;
        let counts = if below > 1e-9 { libm::pow(setting.params.need_tier_step, below) } else { 1.0 };
        sum.points += points;
        sum.usable += usable;
        sum.covering += usable * counts;
        sum.crews += points / setting.params.quality_at(tier);
    }
    sum
}

/// Usable points of a state in a domain: Σ points × availability.
#[must_use]
pub fn usable(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    setting.links_of(state, domain).map(|l| world.link(LinkVar::Points, l) * world.link(LinkVar::Availability, l)).sum()
}

/// How well the fleets of several suppliers work together, 0–1: one less a penalty on every pair of suppliers whose gear does not
/// talk, by the product of their shares in the holding. Own industry fits everything.
#[must_use]
pub fn integration(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    let points = |link| world.link(LinkVar::Points, link);
    let links = setting.links_of(state, domain);
    let (mut total, mut clash) = (0.0, 0.0);
    for (n, one) in links.clone().enumerate() {
        let (a, points_a) = (setting.links[one].supplier, points(one));
        if points_a <= 0.0 {
            continue;
        }
        total += points_a;
        if a == state {
            continue;
        }
        for other in links.clone().skip(n + 1) {
            let (b, points_b) = (setting.links[other].supplier, points(other));
            if points_b > 0.0 && b != state {
                let fit = world.pair(PairVar::Interoperability, a, b).max(world.pair(PairVar::Interoperability, b, a));
                clash += 2.0 * points_a * points_b * (1.0 - fit);
            }
        }
    }
    if total <= 0.0 {
        return 1.0;
    }
    (1.0 - setting.params.integration_penalty * clash / (total * total)).clamp(0.0, 1.0)
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
#[inline]
pub fn threat(hostility: f64, trend: f64, own: f64, other: f64) -> f64 {
    let both = own + other;
    if both <= 0.0 { 0.0 } else { (hostility * trend * 2.0 * other / both).min(1.0) }
}
