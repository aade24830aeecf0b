//! Effective capability and offensive weight: hardware is nothing without the organisation to run it.

use super::quantity::Quantity;
use super::setting::Setting;
use super::table::{DomainId, Id, StateId};
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
    let channels = setting.channels(state, domain);
    let of = |kind| world.values.some(kind, channels.clone()).iter().map(|number| number.to_f64());
    for (points, (tier, availability)) in of(LinkVar::Points).zip(of(LinkVar::Tier).zip(of(LinkVar::Availability))) {
        if points <= 0.0 {
            continue;
        }
        let usable = points * availability;
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
    let channels = setting.channels(state, domain);
    let of = |kind| world.values.some(kind, channels.clone()).iter().map(|number| number.to_f64());
    of(LinkVar::Points).zip(of(LinkVar::Availability)).map(|(points, availability)| points * availability).sum()
}

/// How well the fleets of several suppliers work together, 0–1: one less a penalty on every pair of suppliers whose gear does not
/// talk, by the product of their shares in the holding. Own industry fits everything.
#[must_use]
pub fn integration(setting: &Setting, world: &World, state: StateId, domain: DomainId) -> f64 {
    let channels = setting.channels(state, domain);
    let points = world.values.some(LinkVar::Points, channels.clone());
    let suppliers = setting.links.as_slice().get(channels).unwrap_or_default().iter().map(|link| link.supplier);
    let mut held = suppliers.zip(points).filter(|(_, points)| **points > Quantity::ZERO);
    let (mut total, mut clash) = (0.0, 0.0);
    while let Some((a, points)) = held.next() {
        let points_a = points.to_f64();
        total += points_a;
        if a == state {
            continue;
        }
        let fits = world.values.row(PairVar::Interoperability, a);
        for (b, points) in held.clone().filter(|(b, _)| *b != state) {
            let mine = fits.get(b.index()).copied().unwrap_or_default();
            let fit = mine.max(world.values.pair(PairVar::Interoperability, b, a)).to_f64();
            clash += 2.0 * points_a * points.to_f64() * (1.0 - fit);
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
