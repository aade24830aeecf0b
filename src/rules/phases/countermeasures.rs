//! Phase 10: those who were harmed answer, by themselves or on grounds that their seat is given; rivals make their offers.

use super::options::{input_share, menu};
use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::order::{Countermeasure, LicenceAction, OrderKind};
use crate::rules::price::{Currency, counter_price};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;

use crate::rules::setting::{Archetype, CommitmentInfo, CommitmentKind, Setting, Test};
use crate::rules::supply::lead_turns;
use crate::rules::table::{DomainId, Id, StateId};
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

/// What harmed a state this turn: licences to somebody whom it fears, embargoes and sanctions against it, and what was stopped on its
/// way to it. `restricted`: by whom and whom,
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
    licensed.chain(restricted).chain(stopped(turn, state))
}

/// What stopped on its way to a state this turn: its licences, as far as they were not delivered, and its spares. A breach that is known is
/// a reason that everybody understands.
fn stopped<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> impl Iterator<Item = Harm> {
    let (params, start) = (&turn.setting.params, turn.start);
    turn.orders.of_states().filter_map(move |(n, by, order)| {
        let part = match &order.kind {
            OrderKind::Licence(key, action @ (LicenceAction::Suspend | LicenceAction::Revoke)) => {
                let licence = start.licence(*key).filter(|licence| licence.recipient == state)?;
                let missing = 1.0 - licence.delivered.to_f64() / licence.points.to_f64().max(1e-9);
                let known = if licence.breach.is_some() { params.broken_known } else { 1.0 };
                missing * known * if *action == LicenceAction::Suspend { params.suspended_part } else { 1.0 }
            }
            OrderKind::Sustain { to, on: false } if *to == state => 1.0,
            _ => return None,
        };
        Some(Harm { by, size: params.harm_stopped * part, source: Parent::Order(n) })
    })
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
            if let Some(tier) = send(turn, by, to, domain) {
                super::security::feared(turn, (to, domain), (tier, params.counter_points), (rule, parent));
            }
            about = Variable::Pair(PairVar::Alignment, to, by);
            turn.add(about, rule, parent, params.counter_alignment);
            // Without a harm that it answers, it is one to whoever is most hostile to the armed state.
            let harmed = if against == by { most_hostile(turn, to, by).unwrap_or(by) } else { against };
            provoke(turn, harmed, by, params.harm_provoked);
        }
        Countermeasure::CounterArm { domain } => {
            send(turn, by, by, domain);
            // It answers a fear; by itself, on no grounds, it only costs.
            about =
                if against == by { Variable::State(StateVar::Capital, by) } else { Variable::Pair(PairVar::Threat, by, against) };
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
            super::conduct::sanction_for(turn, by, target, months, (rule, parent));
            provoke(turn, target, by, params.harm_provoked);
        }
        Countermeasure::Cyber { target } => {
            about = Variable::State(StateVar::Office, target);
            let lost = -turn.get(about) * params.cyber_office;
            super::effects::change_for(turn, about, lost, Some(params.cyber_months as u16), rule, parent, None);
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

/// Who is most hostile to a state among those who have reason to fear it, but for the one who arms it.
fn most_hostile<R: Recorder>(turn: &Turn<'_, R>, armed: StateId, by: StateId) -> Option<StateId> {
    let hostility = |id| turn.pair(PairVar::Hostility, id, armed);
    let others = turn.setting.states.ids().filter(|id| *id != armed && *id != by);
    let fear = others.filter(|id| hostility(*id) >= turn.setting.params.favouritism_hostility);
    fear.fold(None, |most: Option<StateId>, id| if most.is_none_or(|m| hostility(id) > hostility(m)) { Some(id) } else { most })
}

/// Arms on their way, in a part of the usual time. Of which tier, if there is a channel.
fn send<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, to: StateId, domain: DomainId) -> Option<u8> {
    let setting = turn.setting;
    setting.link(by, to, domain).map(|link| {
        let tier = setting.links[link].tier;
        let lead = f64::from(lead_turns(setting, turn.world, by, tier)) * setting.params.counter_lead;
        let due = turn.world.turn + libm::ceil(lead) as u16;
        let points = Quantity::from_f64(setting.params.counter_points);
        turn.world.pipeline.push(Delivery { due, link, tier, points, licence: None, monitoring: Quantity::ZERO });
        tier
    })
}

/// A harm gives grounds: for a year to a state that answers by order, and until the next turn to one that answers by itself. Of several harms
/// by one state within the year the largest is kept.
fn provoke<R: Recorder>(turn: &mut Turn<'_, R>, state: StateId, by: StateId, harm: f64) {
    if state == by {
        return;
    }
    let now = turn.world.turn;
    let by_order = turn.world.posture(state) == Posture::ByOrder;
    let lasts = if by_order { turn.setting.turns_a_year() } else { 1 };
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
