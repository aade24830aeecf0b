//! Phase 10: those who were harmed answer, by themselves or on grounds that their seat is given; rivals make their offers.

use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::order::{Countermeasure, OrderKind};
use crate::rules::price::{Currency, counter_price};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::{Archetype, CommitmentInfo, CommitmentKind, Setting, Test};
use crate::rules::supply::lead_turns;
use crate::rules::table::{BlocId, DomainId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{BlocVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Delivery, Grounds, Licence, Posture, World};

/// What harmed a state.
#[derive(Clone, Copy, Debug)]
struct Harm {
    /// Who did it.
    by: StateId,
    /// How much, 0–1.
    size: f64,
    /// What it was: a licence, a restriction, or another's countermeasure of the last turn.
    source: Parent,
}

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    recover(turn);
    turn.close();
    for (n, by, order) in turn.orders.of_states() {
        if let OrderKind::Counter(how) = order.kind {
            let against = answered(turn.world, by, how).map_or(by, |grounds| grounds.by);
            take(turn, by, against, how, Parent::Order(n));
        }
    }
    let setting = turn.setting;
    let mut restricted = std::mem::take(&mut turn.scratch.pairs);
    newly_restricted(turn, &mut restricted);
    for state in setting.states.ids() {
        if turn.world.posture(state) == Posture::ByOrder {
            for by in setting.states.ids() {
                let worst = worst(harms(turn, state, &restricted).filter(|harm| harm.by == by));
                if let Some(harm) = worst.filter(|harm| harm.size >= setting.params.harm_minimum) {
                    provoke(turn, state, by, harm.size);
                }
            }
            continue;
        }
        let worst = worst(harms(turn, state, &restricted).chain(provoked(turn, state)));
        if let Some(harm) = worst
            && answer(turn, state, harm)
        {
            newly_restricted(turn, &mut restricted);
        }
    }
    turn.scratch.pairs = restricted;
}

/// The grounds that a state answers by: the heaviest against whom it turns.
fn answered(world: &World, state: StateId, how: Countermeasure) -> Option<Grounds> {
    let fits = |g: &&Grounds| g.state == state && how.target().is_none_or(|target| g.by == target);
    let mine = world.grounds.iter().filter(fits).copied();
    mine.fold(None, |best: Option<Grounds>, next| if best.is_none_or(|b| next.harm > b.harm) { Some(next) } else { best })
}

/// Who has embargoed or sanctioned whom otherwise than at the start of the turn, in order.
fn newly_restricted<R: Recorder>(turn: &Turn<'_, R>, found: &mut Vec<(StateId, StateId)>) {
    found.clear();
    for kind in [PairVar::Embargo, PairVar::Sanction] {
        turn.world.values.unlike(kind, (&turn.start.values, kind), found);
    }
    found.sort_unstable();
    found.dedup();
}

/// The right to answer comes back at a rate; at most one year's worth is kept.
fn recover<R: Recorder>(turn: &mut Turn<'_, R>) {
    let per_year = turn.setting.params.countermeasures_per_year;
    for state in turn.setting.states.ids() {
        let variable = Variable::State(StateVar::Reaction, state);
        let gained = (per_year * turn.dt()).min((per_year.max(1.0) - turn.get(variable)).max(0.0));
        turn.add(variable, Rule::ReactionRecovers, Parent::Time, gained);
    }
}

/// What harmed a state this turn: licences to somebody whom it fears, embargoes and sanctions against it. `restricted`: by whom and whom,
/// in order.
fn harms<R: Recorder>(turn: &Turn<'_, R>, state: StateId, restricted: &[(StateId, StateId)]) -> impl Iterator<Item = Harm> {
    let (setting, world) = (turn.setting, &*turn.world);
    let granted = world.licences.iter().filter(move |l| l.granted == world.turn && l.supplier != state && l.recipient != state);
    let licensed =
        granted.map(move |l| Harm { by: l.supplier, size: harm(setting, world, state, l), source: Parent::Licence(l.key) });
    let start = turn.start;
    let restricted = restricted.iter().filter(move |(by, whom)| *whom == state && *by != state).map(move |(by, _)| {
        let by = *by;
        let rise = |kind| (world.pair(kind, by, state) - start.pair(kind, by, state)).max(0.0);
        let (embargo, sanction) = (rise(PairVar::Embargo), rise(PairVar::Sanction));
        let heavier = if sanction > embargo { PairVar::Sanction } else { PairVar::Embargo };
        let source = Parent::Number(Variable::Pair(heavier, by, state));
        Harm { by, size: setting.params.harm_restriction * (embargo + sanction), source }
    });
    licensed.chain(restricted)
}

/// What the countermeasures of the last turn did to a state.
fn provoked<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> impl Iterator<Item = Harm> {
    let start = turn.start;
    let old = turn.world.grounds.iter().filter(move |g| g.state == state && start.grounds.iter().any(|old| old == *g));
    old.map(|g| Harm { by: g.by, size: g.harm.to_f64(), source: Parent::State(g.by) })
}

fn worst(harms: impl Iterator<Item = Harm>) -> Option<Harm> {
    let worse = |worst: Option<Harm>, next: Harm| if worst.is_none_or(|w| next.size > w.size) { Some(next) } else { worst };
    harms.filter(|harm| harm.size > 0.0).fold(None, worse)
}

fn harm(setting: &Setting, world: &World, state: StateId, licence: &Licence) -> f64 {
    let hostility = world.pair(PairVar::Hostility, state, licence.recipient);
    let domain = &setting.domains[licence.domain];
    let look = domain.offence * setting.params.tier_threat(licence.tier);
    let params = &setting.params;
    let size = (licence.points.to_f64() / params.harm_points).min(1.0);
    let crossed = setting.commitments.iter().any(|c| c.kind == CommitmentKind::RedLine && c.from == state && crosses(c, licence));
    let weight = if crossed { setting.params.harm_red_line } else { 1.0 };
    (hostility * look * (params.harm_least + (1.0 - params.harm_least) * size) * weight).min(1.0)
}

/// Whether a licence is what a red line speaks of.
fn crosses(line: &CommitmentInfo, licence: &Licence) -> bool {
    line.strained_when.iter().chain(&line.broken_when).any(|test| match test {
        Test::Licensed { by, to, domains, tier } => {
            (by.is_empty() || by.contains(&licence.supplier))
                && *to == licence.recipient
                && (domains.is_empty() || domains.contains(&licence.domain))
                && licence.tier >= *tier
        }
        _ => false,
    })
}

/// A state answers a harm by itself, with odds. Whether it did.
fn answer<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, harm: Harm) -> bool {
    let params = &turn.setting.params;
    let Harm { by, size, source } = harm;
    if size < params.harm_minimum || turn.state(StateVar::Reaction, state) < 1.0 {
        return false;
    }
    let eager = match turn.world.archetype(turn.setting, state) {
        Archetype::Assertive => params.eager_assertive,
        Archetype::Opportunist | Archetype::Transactional => params.eager_opportunist,
        _ => 1.0,
    };
    let key = turn.key(Purpose::Counter, state.index() as u64, by.index() as u64);
    let odds = (size * params.harm_odds * eager).min(params.harm_odds_most);
    if !turn.chance(key, odds, About::Counter { state, harm: source }, SeenBy::Facilitator) {
        return false;
    }
    let menu = menu(turn.setting, turn.world, state, by);
    let mut weights = std::mem::take(&mut turn.scratch.options);
    weights.clear();
    weights.extend(menu.iter().map(|option| option.map_or(0.0, |(_, weight)| weight)));
    let chosen = choose(&weights, |n| turn.unit(Purpose::Counter, state.index() as u64, option_key(n)));
    let all: f64 = weights.iter().sum();
    turn.scratch.options = weights;
    let how = chosen.and_then(|n| menu.get(n).copied()).flatten();
    let draw = turn.key(Purpose::Counter, state.index() as u64, option_key(chosen.unwrap_or_default()));
    let about = About::Answer { state, harm: source, against: by, how: how.map(|(how, _)| how) };
    let odds = how.map_or(0.0, |(_, weight)| weight / all);
    turn.drew(draw, odds, how.is_some(), about, SeenBy::Facilitator);
    let Some((how, _)) = how else { return false };
    let price = counter_price(turn.setting, turn.world, state, how);
    let purse = if price.currency == Currency::Credit { StateVar::Credit } else { StateVar::Capital };
    turn.add(Variable::State(purse, state), Rule::Price, Parent::Draw(draw), -price.amount);
    take(turn, state, by, how, Parent::Draw(draw));
    turn.close();
    true
}

/// The number of the n-th option of a menu in the keys of draws: beside those of the states that harm.
const fn option_key(n: usize) -> u64 {
    0x100 + n as u64
}

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
        Some((Countermeasure::Sanction { target }, params.counter_sanction * reach)),
        Some((Countermeasure::Cyber { target }, params.counter_cyber * setting_cyber(setting, world, state))),
        courted.map(|(among, worth)| (Countermeasure::Influence { target, among }, params.counter_influence * worth)),
        charter.map(|bloc| (Countermeasure::RivalRegime { bloc }, params.counter_regime)),
    ];
    // A dependence on the one who would be answered is a risk to everything but an offer.
    let risk = params.counter_risk * world.pair(PairVar::Dependence, state, target);
    for option in &mut menu {
        let fits = |(how, weight): &mut (Countermeasure, f64)| {
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

fn take<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, against: StateId, how: Countermeasure, parent: Parent) {
    let setting = turn.setting;
    let params = &setting.params;
    let months = Some(params.counter_months as u16);
    let rule = Rule::Counter;
    if how.hostile() || matches!(how, Countermeasure::CounterArm { .. }) {
        turn.add(Variable::State(StateVar::Reaction, by), rule, parent, -1.0);
    }
    let about;
    match how {
        Countermeasure::CounterSupply { to, domain } => {
            send(turn, by, to, domain);
            about = Variable::Pair(PairVar::Alignment, to, by);
            turn.add(about, rule, parent, params.counter_alignment);
            provoke(turn, against, by, params.harm_provoked);
        }
        Countermeasure::CounterArm { domain } => {
            send(turn, by, by, domain);
            about = Variable::Cell(crate::rules::variable::CellVar::Need, by, domain);
        }
        Countermeasure::Undercut { link } => {
            about = Variable::Link(LinkVar::Discount, link);
            turn.add(about, rule, parent, params.counter_discount);
        }
        Countermeasure::RestrictInputs { from } => {
            about = Variable::State(StateVar::LeadDelay, from);
            let delay = params.counter_delay * input_share(setting, from, by);
            super::effects::change_for(turn, about, delay, months, rule, parent, None);
            turn.add(
                Variable::Pair(PairVar::Grievance, from, by),
                rule,
                parent,
                params.grievance_indirect * params.counter_grievance,
            );
            provoke(turn, from, by, params.harm_provoked);
        }
        Countermeasure::Sanction { target } => {
            about = Variable::Pair(PairVar::Grievance, target, by);
            super::conduct::sanction(turn, by, target, 0.5, rule, parent);
            provoke(turn, target, by, params.harm_provoked);
        }
        Countermeasure::Cyber { target } => {
            about = Variable::State(StateVar::Office, target);
            let lost = -turn.get(about) * params.cyber_office;
            super::effects::change_for(turn, about, lost, Some(12), rule, parent, None);
            attribute(turn, by, target, parent);
        }
        Countermeasure::Influence { target, among } => {
            about = Variable::Pair(PairVar::Reliability, among, target);
            turn.add(about, rule, parent, -params.influence_reliability);
            turn.add(Variable::Pair(PairVar::Alignment, among, target), rule, parent, -params.influence_alignment);
            attribute(turn, by, target, parent);
        }
        Countermeasure::RivalRegime { bloc } => {
            about = Variable::Bloc(BlocVar::Cohesion, bloc);
            if turn.world.bloc(BlocVar::Founded, bloc) < 0.5 {
                super::blocs::found(turn, bloc, (rule, parent));
            } else {
                let gap = 1.0 - turn.get(about);
                turn.add(about, rule, parent, gap * params.harmonise_step);
            }
        }
    }
    let seen_by = if how.covert() { SeenBy::Seat(by) } else { SeenBy::All };
    turn.tell(News::Countermeasure { by, against, how }, 80, &[about], seen_by);
}

/// Arms on their way, half the usual time.
fn send<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, to: StateId, domain: DomainId) {
    let setting = turn.setting;
    if let Some(link) = setting.link(by, to, domain) {
        let tier = setting.links[link].tier;
        let due = turn.world.turn + lead_turns(setting, turn.world, by, tier).div_ceil(2);
        let points = Quantity::from_f64(setting.params.counter_points);
        turn.world.pipeline.push(Delivery { due, link, tier, points, licence: None, monitoring: Quantity::ZERO });
    }
}

/// A harm gives grounds: for a year to a state that answers by order, and until the next turn to one that answers by itself. Of several harms
/// by one state within the year the largest is kept.
fn provoke<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, by: StateId, harm: f64) {
    if state == by {
        return;
    }
    let now = turn.world.turn;
    let by_order = turn.world.posture(state) == Posture::ByOrder;
    let lasts = if by_order { (12 / turn.setting.months_per_turn.max(1)).max(1) } else { 1 };
    let grounds = Grounds { state, by, harm: Quantity::from_f64(harm), until: now + lasts };
    if by_order {
        let same = |g: &Grounds| g.state == state && g.by == by;
        if turn.world.grounds.iter().any(|g| same(g) && g.harm >= grounds.harm) {
            return;
        }
        turn.world.grounds.retain(|g| !same(g));
        let news = News::Grounds { state, by, harm: grounds.harm, until: grounds.until };
        turn.tell(news, 66, &[], SeenBy::Seat(state));
    }
    turn.world.grounds.push(grounds);
}

/// Whether a covert operation is traced to its author.
fn attribute<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, against: StateId, parent: Parent) {
    let params = &turn.setting.params;
    let key = turn.key(Purpose::Detection, by.index() as u64, against.index() as u64);
    let about = About::Attribution(by, against);
    if turn.chance(key, params.attribution_odds, about, SeenBy::Facilitator) {
        turn.add(Variable::Pair(PairVar::Hostility, against, by), Rule::Counter, parent, params.attributed_hostility);
        turn.add(
            Variable::Pair(PairVar::Grievance, against, by),
            Rule::Counter,
            parent,
            params.grievance_indirect * params.counter_grievance,
        );
        let hostility = Variable::Pair(PairVar::Hostility, against, by);
        turn.tell(News::Attributed { by, against }, 72, &[hostility], SeenBy::All);
        provoke(turn, against, by, params.harm_provoked);
    }
}
