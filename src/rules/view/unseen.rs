//! Numbers that an unseen leak has moved by way of the holdings, put back where they would stand without it.
//!
//! Crews and absorption follow what is held a turn after it has gone; needs follow the threat that its arms were, at once. Put back by the
//! same formulas, the numbers of a view agree with one another, and none tells of what leaked.

use crate::rules::capability::{self, holding};
use crate::rules::draws::step;
use crate::rules::phases::absorption_ceiling;
use crate::rules::quantity::Quantity;
use crate::rules::setting::{Hidden, Setting};
use crate::rules::table::{DomainId, LinkId, StateId};
use crate::rules::variable::{CellVar, DomainVar, LinkVar, PairVar, Variable};
use crate::rules::world::{Leak, World};

/// Puts back what the leaks did that `world` has and the belief has not. Both sides are worked out from what is believed, so that nothing
/// hidden enters; the points themselves are back in their places already.
pub(super) fn put_back(setting: &Setting, world: &World, believed: &mut World) {
    let unseen = |leak: &&Leak| leak.turn < world.turn && !believed.leaks.contains(leak);
    let leaks: Vec<Leak> = world.leaks.iter().filter(unseen).copied().collect();
    if leaks.is_empty() {
        return;
    }
    let mut with = believed.clone();
    for leak in &leaks {
        let left = left(setting, world, leak);
        for (link, points) in [(Some(leak.link), left), (leak.into, -left)] {
            let Some(variable) = link.map(|link| Variable::Link(LinkVar::Points, link)) else { continue };
            let supposed = |h: &Hidden| h.variable == variable && h.public == believed.values.get(variable);
            if !setting.hidden.iter().any(supposed) {
                with.values.put(variable, with.values.get(variable) - points);
            }
        }
    }
    let manned = |leak: &&Leak| leak.turn + 1 < world.turn;
    let mut done: Vec<(StateId, DomainId)> = Vec::new();
    for leak in leaks.iter().filter(manned) {
        for link in [Some(leak.link), leak.into].into_iter().flatten() {
            let cell = cell_of(setting, link);
            if !done.contains(&cell) {
                let since = leaks.iter().filter(manned).filter(|l| touches(setting, l, cell)).map(|l| l.turn).max();
                man(setting, &with, believed, cell, world.turn - 1 - since.unwrap_or(leak.turn));
                done.push(cell);
            }
        }
    }
    for state in setting.states.ids() {
        let factor = need_without(setting, &with, believed, state, &leaks);
        for domain in setting.domains.ids().filter(|_| (factor - 1.0).abs() > 0.0) {
            let need = Variable::Cell(CellVar::Need, state, domain);
            believed.values.put(need, Quantity::from_f64(with.get(need) * factor));
        }
    }
}

/// What would be left by now of the points that leaked, if they had worn where they were: they wear alike where they are.
pub(super) fn left(setting: &Setting, world: &World, leak: &Leak) -> Quantity {
    let turns = world.turn.saturating_sub(leak.turn + 1);
    let domain = &setting.domains[leak.domain];
    let worn = step(1.0 / domain.service_life_years.max(1.0), setting.dt());
    let overtaken = step(world.domain(DomainVar::Obsolescence, leak.domain), setting.dt());
    Quantity::from_f64(leak.points.to_f64() * libm::pow(1.0 - worn - overtaken, f64::from(turns)))
}

/// What of the points that leaked to an actor counts by now for its strength, since what it gained wears out.
pub(super) fn worn_strength(setting: &Setting, world: &World, leak: &Leak) -> f64 {
    let turns = world.turn.saturating_sub(leak.turn + 1);
    leak.points.to_f64() * libm::pow(1.0 - step(setting.params.actor_fading, setting.dt()), f64::from(turns))
}

/// Crews follow what is held: where points are hidden from who looks, they are those of what it supposes. `unknown`: what it does not know.
pub(super) fn man_unknown<'h>(setting: &Setting, believed: &mut World, unknown: impl Iterator<Item = &'h Hidden>) {
    for hidden in unknown {
        if let Variable::Link(LinkVar::Points, link) = hidden.variable {
            let (state, domain) = cell_of(setting, link);
            let supposed = holding(setting, believed, state, domain).crews;
            believed.values.put(Variable::Cell(CellVar::Crews, state, domain), Quantity::from_f64(supposed));
        }
    }
}

fn cell_of(setting: &Setting, link: LinkId) -> (StateId, DomainId) {
    let info = &setting.links[link];
    (info.recipient, info.domain)
}

fn touches(setting: &Setting, leak: &Leak, cell: (StateId, DomainId)) -> bool {
    [Some(leak.link), leak.into].into_iter().flatten().any(|link| cell_of(setting, link) == cell)
}

/// Crews as the holding without the leak needs them, and absorption before they were spread anew, after some turns of learning since.
fn man(setting: &Setting, with: &World, believed: &mut World, (state, domain): (StateId, DomainId), turns: u16) {
    let (left, kept) = (holding(setting, with, state, domain), holding(setting, believed, state, domain));
    let crews = Variable::Cell(CellVar::Crews, state, domain);
    // Where the number is not that of the holding, by a leak of the last turn or by what is supposed, the difference is put back.
    let of_holding = with.values.get(crews) == Quantity::from_f64(left.crews);
    let found = if of_holding { kept.crews } else { with.get(crews) + kept.crews - left.crews };
    believed.values.put(crews, Quantity::from_f64(found));
    let seats = kept.crews + setting.params.crews_delivered * (left.crews - kept.crews).max(0.0);
    if left.crews <= 0.0 || seats <= 0.0 {
        return;
    }
    let level = (left.points / left.crews).max(1.0);
    let rate = step((setting.params.absorption_rate / level).min(1.0), setting.dt());
    // The turn in which they were spread had half of its learning after that.
    let learned = absorption_ceiling(setting, with, state, domain) * (1.0 - libm::pow(1.0 - rate, f64::from(turns) + 0.5));
    let absorption = Variable::Cell(CellVar::Absorption, state, domain);
    let (low, high) = absorption.range();
    let spread = (with.get(absorption) - learned) * left.crews / seats;
    believed.values.put(absorption, Quantity::from_f64((spread + learned).clamp(low, high)));
}

/// The factor on the needs of a state that the threats would have left without the leaks.
fn need_without(setting: &Setting, with: &World, believed: &World, state: StateId, leaks: &[Leak]) -> f64 {
    let armed = |id: StateId| leaks.iter().any(|l| setting.domains.ids().any(|domain| touches(setting, l, (id, domain))));
    let lower = |other: StateId| {
        if !armed(state) && !armed(other) {
            return 0.0;
        }
        let threat = |world: &World| {
            let (hostility, trend) = (world.pair(PairVar::Hostility, state, other), world.pair(PairVar::Trend, state, other));
            let (own, theirs) = (capability::offence(setting, world, state), capability::offence(setting, world, other));
            capability::threat(hostility, trend, own, theirs)
        };
        threat(believed) - threat(with)
    };
    let all: f64 = setting.states.ids().filter(|other| *other != state).map(lower).sum();
    let rivals = setting.rivals.iter().filter_map(|(a, b, strength)| {
        let other = if *a == state { *b } else { *a };
        (*a == state || *b == state).then(|| strength * lower(other))
    });
    1.0 + setting.params.need_reaction * all + setting.params.need_reaction_rival * rivals.sum::<f64>()
}
