//! What a state can do to another in answer to a harm, and what each is worth to it: benefit, by its archetype's taste, less cost and risk.

use crate::rules::order::Countermeasure;
use crate::rules::price::{Currency, counter_price};
use crate::rules::setting::{Archetype, Setting};
use crate::rules::table::{BlocId, DomainId, LinkId, StateId};
use crate::rules::variable::{BlocVar, LinkVar, PairVar, StateVar};
use crate::rules::world::World;

/// A menu: each kind of answer at most once, always in the same place.
pub(super) type Menu = [Option<(Countermeasure, f64)>; 8];

/// What a state can do to another, each with benefit less cost and risk as a weight; what is not worth its cost, or cannot be paid, is
/// left out.
#[must_use]
pub fn menu(setting: &Setting, world: &World, state: StateId, target: StateId) -> Menu {
    let params = &setting.params;
    let supplies = world.licenses(state);
    let reach = (world.state(StateVar::Offence, state) / world.state(StateVar::Offence, target).max(1e-6)).min(1.0);
    let heaviest = heaviest(setting, world, state);
    let friend = supplies.then(|| friend(setting, world, state, target)).flatten();
    let customer = supplies.then(|| best_customer(setting, world, state, target)).flatten();
    let inputs = input_share(setting, target, state);
    let courted = courted(setting, world, state, target);
    let charter = charter(setting, world, state);
    let mut menu: Menu = [
        friend.map(|(to, worth)| (Countermeasure::CounterSupply { to, domain: heaviest }, params.counter_supply * worth)),
        Some((Countermeasure::CounterArm { domain: heaviest }, params.counter_arm * world.pair(PairVar::Threat, state, target))),
        customer.map(|(link, prize)| (Countermeasure::Undercut { link }, prize)),
        (inputs > params.counter_inputs).then_some((Countermeasure::RestrictInputs { from: target }, inputs)),
        (world.pair(PairVar::Sanction, state, target) == 0.0)
            .then_some((Countermeasure::Sanction { target }, params.counter_sanction * reach)),
        Some((Countermeasure::Cyber { target }, params.counter_cyber * setting_cyber(setting, world, state))),
        courted.map(|(among, worth)| (Countermeasure::Influence { target, among }, params.counter_influence * worth)),
        charter.map(|bloc| (Countermeasure::RivalRegime { bloc }, params.counter_regime)),
    ];
    let archetype = world.archetype(setting, state);
    // A dependence on the one who would be answered is a risk to everything but an offer.
    let risk = params.counter_risk * world.pair(PairVar::Dependence, state, target);
    for option in &mut menu {
        let fits = |(how, weight): &mut (Countermeasure, f64)| {
            *weight *= match taste(archetype, *how) {
                Taste::Favours => params.temper_more,
                Taste::Avoids => params.temper_less,
                Taste::Takes => 1.0,
            };
            if how.hostile() {
                *weight -= risk;
            }
            let price = counter_price(setting, world, state, *how);
            let purse = if price.currency == Currency::Credit { StateVar::Credit } else { StateVar::Capital };
            *weight >= params.counter_worth && price.amount <= world.state(purse, state)
        };
        if option.as_mut().is_some_and(|o| !fits(o)) {
            *option = None;
        }
    }
    menu
}

/// How an archetype likes an answer, beside what it brings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taste {
    Favours,
    Takes,
    Avoids,
}

/// What is like an archetype: the assertive answer in arms and make no offers; the opportunist take what the target loses, and leave alone
/// what costs them trade; the principled sanction in the open and do nothing in secret. Who sells would rather sell, who is strict withholds,
/// who hedges breaks with nobody, who is loyal helps its friends, and who builds its own arms itself.
const fn taste(archetype: Archetype, how: Countermeasure) -> Taste {
    use Countermeasure::{CounterArm, CounterSupply, Cyber, Influence, RestrictInputs, RivalRegime, Sanction, Undercut};
    match (archetype, how) {
        (Archetype::Assertive, CounterSupply { .. } | CounterArm { .. } | Cyber { .. })
        | (Archetype::Opportunist, Undercut { .. } | Influence { .. } | RivalRegime { .. })
        | (Archetype::Principled, Sanction { .. })
        | (Archetype::Transactional, Undercut { .. })
        | (Archetype::Restrictive, RestrictInputs { .. } | Sanction { .. })
        | (Archetype::Hedging | Archetype::Autonomous, CounterArm { .. })
        | (Archetype::Loyal, CounterSupply { .. }) => Taste::Favours,
        (Archetype::Assertive, Undercut { .. })
        | (Archetype::Opportunist, Sanction { .. } | RestrictInputs { .. } | CounterSupply { .. })
        | (Archetype::Principled, Cyber { .. } | Influence { .. } | Undercut { .. })
        | (Archetype::Transactional | Archetype::Autonomous, Sanction { .. } | RestrictInputs { .. })
        | (Archetype::Restrictive, CounterSupply { .. })
        | (Archetype::Hedging, Sanction { .. } | RestrictInputs { .. } | Cyber { .. } | Influence { .. })
        | (Archetype::Loyal, Undercut { .. } | RivalRegime { .. }) => Taste::Avoids,
        _ => Taste::Takes,
    }
}

/// The domain in which a state can strike hardest: offence weight × industry.
fn heaviest(setting: &Setting, world: &World, state: StateId) -> DomainId {
    let weigh = |(id, d): (DomainId, &crate::rules::setting::Domain)| {
        (id, d.offence * (setting.params.counter_industry + world.cell(crate::rules::variable::CellVar::Industry, state, id)))
    };
    setting.domains.enumerate().map(weigh).fold((DomainId(0), -1.0), |best, next| if next.1 > best.1 { next } else { best }).0
}

/// How well a state could act through networks: its industry in the domains that are hardest to verify.
fn setting_cyber(setting: &Setting, world: &World, state: StateId) -> f64 {
    let least = setting.domains.enumerate().fold(None, |least: Option<(DomainId, f64)>, (id, d)| {
        if least.is_none_or(|(_, v)| d.verifiability < v) { Some((id, d.verifiability)) } else { least }
    });
    least.map_or(0.0, |(id, _)| world.cell(crate::rules::variable::CellVar::Industry, state, id))
}

/// Whom a state would arm against another: aligned with it, and threatened by the other.
fn friend(setting: &Setting, world: &World, state: StateId, target: StateId) -> Option<(StateId, f64)> {
    let domain = heaviest(setting, world, state);
    let friends = setting.states.ids().filter(|f| *f != state && *f != target && setting.link(state, *f, domain).is_some());
    let useful = friends.map(|f| (f, world.pair(PairVar::Alignment, f, state), world.pair(PairVar::Threat, f, target)));
    useful.filter(|(_, a, _)| *a > setting.params.counter_friend).fold(None, |best: Option<(StateId, f64)>, (f, a, t)| {
        if best.is_none_or(|(_, score)| a + t > score) { Some((f, a + t)) } else { best }
    })
}

/// The channel on which an offer would take most from a supplier.
fn best_customer(setting: &Setting, world: &World, state: StateId, target: StateId) -> Option<(LinkId, f64)> {
    let mine = setting.links.enumerate().filter(|(_, l)| l.supplier == state && l.recipient != state && l.recipient != target);
    let prize = |(id, l): (LinkId, &crate::rules::setting::LinkInfo)| {
        let theirs = setting.link(target, l.recipient, l.domain).map_or(0.0, |other| world.link(LinkVar::Share, other));
        let open = world.pair(PairVar::Alignment, l.recipient, state) + setting.params.counter_openness;
        (id, theirs * open.max(0.0))
    };
    mine.map(prize).filter(|(_, p)| *p > 0.0).fold(
        None,
        |best: Option<(LinkId, f64)>, next| {
            if best.is_none_or(|(_, p)| next.1 > p) { Some(next) } else { best }
        },
    )
}

/// A partner of the target that listens to a state.
fn courted(setting: &Setting, world: &World, state: StateId, target: StateId) -> Option<(StateId, f64)> {
    let partners = setting.states.ids().filter(|p| *p != state && *p != target);
    let worth = partners.map(|p| {
        let depends = world.pair(PairVar::Dependence, p, target);
        (p, depends * (setting.params.counter_openness + world.pair(PairVar::Alignment, p, state)).max(0.0))
    });
    worth.filter(|(_, w)| *w > 0.0).fold(
        None,
        |best: Option<(StateId, f64)>, next| {
            if best.is_none_or(|(_, w)| next.1 > w) { Some(next) } else { best }
        },
    )
}

/// The regime that a state could found.
fn charter(setting: &Setting, world: &World, state: StateId) -> Option<BlocId> {
    setting.blocs.enumerate().find_map(|(id, bloc)| {
        let mine = bloc.terms.is_some_and(|terms| terms.founder == state);
        (mine && world.bloc(BlocVar::Founded, id) < 0.5).then_some(id)
    })
}

/// Share of a state's critical inputs that come from another.
pub(super) fn input_share(setting: &Setting, of: StateId, from: StateId) -> f64 {
    setting.states[of].inputs.iter().find(|(state, _)| *state == from).map_or(0.0, |(_, share)| *share)
}
