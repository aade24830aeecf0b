//! Phase 7: goods go where they should not, and sometimes somebody notices.

use crate::rules::draws::{DrawKey, Purpose, choose, over};
use crate::rules::ledger::{About, News, Parent, Recorder, SeenBy};
use crate::rules::order::{BlocAction, Clauses, Condition, Gesture, LicenceAction, OrderKind, PartnerAction, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::score::{Terms, presence};
use crate::rules::setting::{Concern, NonState, Setting};
use crate::rules::table::{ActorId, BlocId, Id, LinkId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{ActorVar, BlocVar, DomainVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Leak, Licence, LicenceState, Request, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    for n in 0..turn.world.licences.len() {
        let Some(licence) = turn.world.licences.get(n).copied() else { continue };
        let running = matches!(licence.state, LicenceState::InForce | LicenceState::Suspended);
        if !running || licence.delivered == Quantity::ZERO {
            continue;
        }
        let odds = over(hazard(turn.setting, turn.world, &licence), turn.dt());
        let key = turn.key(Purpose::Leak, licence.recipient.index() as u64, licence.key.0);
        if turn.chance(key, odds, About::Leak(licence.key, licence.recipient), SeenBy::Facilitator) {
            leak(turn, &licence, Parent::Draw(key));
        }
    }
    passed_on(turn);
    inspections(turn);
    unanswered(turn);
}

/// Hazard of a licence, a year: linear in the diversion risk and in volume; lower with the monitoring that the partner lets in, its own
/// controls, and the clauses on paper.
#[must_use]
pub fn hazard(setting: &Setting, world: &World, licence: &Licence) -> f64 {
    let params = &setting.params;
    let governance = world.state(StateVar::Governance, licence.recipient);
    let strength = |actor| world.get(Variable::Actor(ActorVar::Strength, actor));
    let exposure = presence(setting, world, licence.recipient, strength);
    let verifiability = world.domain(DomainVar::Verifiability, licence.domain);
    let monitoring = watched(setting, world, licence);
    let unseen = (1.0 - verifiability) * (1.0 - monitoring);
    let risk = params.diversion_governance * (1.0 - governance)
        + params.diversion_exposure * exposure
        + params.diversion_verifiability * unseen;
    let mut left = 1.0 - params.monitoring_deters * monitoring * verifiability.max(params.monitoring_floor);
    left *= 1.0 - params.compliance_deters * world.state(StateVar::Compliance, licence.recipient);
    if licence.clauses.certificate {
        left *= 1.0 - params.certificate_deters;
    }
    if licence.clauses.no_retransfer {
        left *= 1.0 - params.retransfer_deters * world.state(StateVar::Reexport, licence.supplier);
    }
    let volume = 1.0 + params.leak_volume * licence.points.to_f64();
    (params.leak_hazard * risk * volume * left.max(0.0)).clamp(0.0, 1.0)
}

/// The odds that what a decision would license leaks within a turn, as things stand and once it is delivered: what a decision can be
/// weighed by before it is made.
#[must_use]
pub fn odds_of(setting: &Setting, world: &World, request: &Request, conditions: &[Condition]) -> f64 {
    let terms = Terms::with(request, conditions, &setting.params);
    let clauses = Clauses::of(conditions, request.coproduction);
    over(hazard(setting, world, &Licence::of(request, clauses, &terms, world.turn)), setting.dt())
}

fn leak<R: Recorder>(turn: &mut Turn<'_, R>, licence: &Licence, drawn: Parent) {
    let (supplier, holder, domain) = (licence.supplier, licence.recipient, licence.domain);
    let Some(link) = turn.setting.link(supplier, holder, domain) else { return };
    let held = turn.link(LinkVar::Points, link);
    let gone = (licence.delivered.to_f64() * turn.setting.params.leak_fraction).min(held);
    let route = route(turn, licence);
    let through = route.map(|(actor, _)| actor);
    let onward = through.and_then(|actor| receiver(turn, licence, actor));
    let into = onward.and_then(|(state, by)| Some((turn.setting.link(supplier, state, domain)?, by)));
    turn.add(Variable::State(StateVar::Leaked, supplier), Rule::Leak, drawn, gone);
    // That it went is one draw's doing, and where it is now another's.
    let arrived = into.map(|(_, by)| by).or(route.map(|(_, by)| by)).map_or(drawn, Parent::Draw);
    let into = into.map(|(link, _)| link);
    move_points(turn, (link, into), through, gone, Rule::Leak, (drawn, arrived));
    let params = &turn.setting.params;
    let seen = params.detection_base
        + params.detection_monitoring
            * watched(turn.setting, turn.world, licence)
            * turn.world.domain(DomainVar::Verifiability, domain)
        + params.verification_detects * shares(turn.setting, turn.world, supplier);
    let key = turn.key(Purpose::Detection, holder.index() as u64, licence.key.0);
    let noticed = turn.chance(key, seen.min(1.0), About::Detection(licence.key, holder), SeenBy::Facilitator);
    let now = turn.world.turn;
    let leak = Leak {
        turn: now,
        licence: Some(licence.key),
        supplier,
        holder,
        domain,
        points: Quantity::from_f64(gone),
        link,
        into,
        through,
        wilful: false,
        detected: noticed.then_some(now),
        answered: false,
    };
    turn.world.leaks.push(leak);
    if noticed {
        scandal(turn, &leak);
    }
}

/// How far a supplier's partners verify end use together with it, 0–1: the cohesion of a bloc that does, since every benefit of a bloc falls
/// with it.
fn shares(setting: &Setting, world: &World, supplier: StateId) -> f64 {
    let verifies = |b: &BlocId| world.belongs(*b, supplier) && world.bloc(BlocVar::Verification, *b) >= 0.5;
    setting.blocs.ids().filter(verifies).map(|b| world.bloc(BlocVar::Cohesion, b)).fold(0.0, f64::max)
}

/// The monitoring of a licence, 0–1: what the partner lets in, as far as the intensity that the exporter keeps goes; a part of what it keeps
/// beyond that; and what the supplier's partners in verification add.
fn watched(setting: &Setting, world: &World, licence: &Licence) -> f64 {
    let (let_in, kept) = (licence.monitoring.to_f64(), world.state(StateVar::Monitoring, licence.supplier));
    let own = let_in.min(kept) + setting.params.monitoring_remote * (kept - let_in).max(0.0);
    own + (1.0 - own) * setting.params.verification_gain * shares(setting, world, licence.supplier)
}

/// Points leave one holding and arrive in another, or with an actor. Nobody but the facilitator sees it.
fn move_points<R: Recorder>(
    turn: &mut Turn<'_, R>,
    (from, into): (LinkId, Option<LinkId>),
    through: Option<ActorId>,
    points: f64,
    rule: Rule,
    (went, arrived): (Parent, Parent),
) {
    let secret = Some(SeenBy::Facilitator);
    turn.add_seen(Variable::Link(LinkVar::Points, from), rule, went, -points, secret);
    match (into, through) {
        (Some(into), _) => turn.add_seen(Variable::Link(LinkVar::Points, into), rule, arrived, points, secret),
        (None, Some(actor)) => {
            turn.add(Variable::Actor(ActorVar::Armed, actor), rule, arrived, points);
            let strength = turn.setting.params.actor_strength * points;
            turn.add_seen(Variable::Actor(ActorVar::Strength, actor), rule, arrived, strength, secret);
        }
        (None, None) => {}
    }
}

/// The actor that it goes through, by strength and by how exposed the holder is to it, and the draw that said so.
fn route<R: Recorder>(turn: &mut Turn<'_, R>, licence: &Licence) -> Option<(ActorId, DrawKey)> {
    let setting = turn.setting;
    let mut weights = std::mem::take(&mut turn.scratch.options);
    let reach = |(id, actor): (ActorId, &NonState)| {
        let exposed = actor.exposure.iter().find(|(state, _)| *state == licence.recipient).map_or(0.0, |(_, e)| *e);
        turn.get(Variable::Actor(ActorVar::Strength, id)) * exposed
    };
    weights.clear();
    weights.extend(setting.actors.enumerate().map(reach));
    let chosen = choose(&weights, |n| turn.unit(Purpose::Route, licence.key.0, n as u64));
    let odds = chosen.and_then(|n| weights.get(n)).map_or(0.0, |weight| weight / weights.iter().sum::<f64>());
    turn.scratch.options = weights;
    let (actor, key) = chosen.map(|n| (ActorId::from_index(n), turn.key(Purpose::Route, licence.key.0, n as u64)))?;
    turn.drew(key, odds, true, About::Through { licence: licence.key, actor }, SeenBy::Facilitator);
    Some((actor, key))
}

/// The number of the n-th receiver in the keys of draws: beside those of the actors.
const fn onward_key(n: usize) -> u64 {
    0x1_0000 + n as u64
}

/// Who on the board gets it in the end, and the draw that said so; armed groups keep some for themselves.
fn receiver<R: Recorder>(turn: &mut Turn<'_, R>, licence: &Licence, actor: ActorId) -> Option<(StateId, DrawKey)> {
    let onward = &turn.setting.actors[actor].passes_to;
    let kept = (1.0 - onward.iter().map(|(_, weight)| weight).sum::<f64>()).max(0.0);
    let mut weights = std::mem::take(&mut turn.scratch.options);
    weights.clear();
    weights.extend(onward.iter().map(|(_, weight)| *weight).chain([kept]));
    let chosen = choose(&weights, |n| turn.unit(Purpose::Route, licence.key.0, onward_key(n)));
    let odds = chosen.and_then(|n| weights.get(n)).map_or(0.0, |weight| weight / weights.iter().sum::<f64>());
    turn.scratch.options = weights;
    let chosen = chosen?;
    let to = onward.get(chosen).map(|(state, _)| *state).filter(|state| *state != licence.recipient);
    let key = turn.key(Purpose::Route, licence.key.0, onward_key(chosen));
    turn.drew(key, odds, true, About::Onward { licence: licence.key, actor, to }, SeenBy::Facilitator);
    to.map(|state| (state, key))
}

/// What partners pass on themselves. The supplier notices by its re-export control.
fn passed_on<R: Recorder>(turn: &mut Turn<'_, R>) {
    let orders = turn.orders;
    for (n, holder, order) in orders.of_states() {
        let OrderKind::Partner(PartnerAction::Retransfer { from, to, points }) = order.kind else { continue };
        let info = turn.setting.links[from];
        let gone = points.to_f64().min(turn.link(LinkVar::Points, from));
        let into = turn.setting.link(info.supplier, to, info.domain);
        move_points(turn, (from, into), None, gone, Rule::Retransfer, (Parent::Order(n), Parent::Order(n)));
        turn.add(Variable::State(StateVar::Leaked, info.supplier), Rule::Retransfer, Parent::Order(n), gone);
        let control = turn.state(StateVar::Reexport, info.supplier);
        let odds = turn.setting.params.detection_base
            + turn.setting.params.retransfer_detection * control
            + turn.setting.params.verification_detects * shares(turn.setting, turn.world, info.supplier);
        let key = turn.key(Purpose::Detection, holder.index() as u64, (from.index() as u64) << 16 | to.index() as u64);
        let about = About::Retransfer(info.supplier, holder);
        let noticed = turn.chance(key, odds.min(1.0), about, SeenBy::Facilitator);
        let now = turn.world.turn;
        let licence = turn.world.licences.iter().rev().find(|l| {
            l.supplier == info.supplier && l.recipient == holder && l.domain == info.domain && l.delivered > Quantity::ZERO
        });
        let leak = Leak {
            turn: now,
            licence: licence.map(|l| l.key),
            supplier: info.supplier,
            holder,
            domain: info.domain,
            points: Quantity::from_f64(gone),
            link: from,
            into,
            through: None,
            wilful: true,
            detected: noticed.then_some(now),
            answered: false,
        };
        turn.world.leaks.push(leak);
        if noticed {
            scandal(turn, &leak);
        }
    }
}

/// Inspections on the spot: they find what leaked, with odds, and what they find comes out. A clean one is a reason to trust.
fn inspections<R: Recorder>(turn: &mut Turn<'_, R>) {
    let orders = turn.orders;
    for (n, exporter, order) in orders.of_states() {
        let OrderKind::Licence(key, LicenceAction::Inspect) = order.kind else { continue };
        let now = turn.world.turn;
        let Some(licence) = turn.world.licence(key).copied() else { continue };
        if let Some(mine) = turn.world.licences.iter_mut().find(|l| l.key == key) {
            mine.inspected = Some(now);
            mine.monitoring = mine.monitoring.max(Quantity::from_f64(turn.start.state(StateVar::Monitoring, exporter)));
        }
        let params = &turn.setting.params;
        let odds = params.inspection_odds
            * (params.inspection_blind
                + (1.0 - params.inspection_blind) * turn.world.domain(DomainVar::Verifiability, licence.domain));
        let draw = turn.key(Purpose::Detection, exporter.index() as u64, key.0 ^ 0x1257);
        let about = About::Inspection(key, licence.recipient);
        let works = turn.chance(draw, odds, about, SeenBy::Seats(exporter, licence.recipient));
        let hidden = turn.world.leaks.iter().position(|l| l.licence == Some(key) && l.detected.is_none());
        let found = works.then_some(hidden).flatten();
        if let Some(leak) = found.and_then(|place| turn.world.leaks.get_mut(place)) {
            leak.detected = Some(now);
            let leak = *leak;
            scandal(turn, &leak);
        }
        let (partner, domain) = (licence.recipient, licence.domain);
        let grievance = Variable::Pair(PairVar::Grievance, partner, exporter);
        turn.add(grievance, Rule::Inspection, Parent::Order(n), params.inspection_grievance);
        let consistency = Variable::State(StateVar::Consistency, exporter);
        let kept = params.inspection_consistency * (1.0 - turn.get(consistency));
        turn.add(consistency, Rule::Inspection, Parent::Order(n), kept);
        let news = News::Inspected { exporter, partner, domain, found: found.is_some() };
        turn.tell(news, 56, &[grievance], SeenBy::Seats(exporter, partner));
    }
}

/// Who does not act on a breach within a turn is not consistent.
fn unanswered<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for n in 0..turn.world.leaks.len() {
        let Some(leak) = turn.world.leaks.get(n).copied() else { continue };
        if leak.detected.is_some_and(|turn_of| turn_of + 1 == now) && !leak.answered {
            let acted = turn.orders.of_states().any(|(_, seat, order)| seat == leak.supplier && acts(turn, &leak, &order.kind));
            if let Some(leak) = turn.world.leaks.get_mut(n) {
                leak.answered = true;
            }
            if !acted {
                let parent = leak.licence.map_or(Parent::State(leak.holder), Parent::Licence);
                let lost = -turn.setting.params.breach_consistency;
                turn.add(Variable::State(StateVar::Consistency, leak.supplier), Rule::Breach, parent, lost);
            }
        }
    }
}

/// Whether an order of its supplier acts on a breach: it stops or inspects the licence, or withholds something from the holder.
fn acts<R: Recorder>(turn: &Turn<'_, R>, leak: &Leak, order: &OrderKind) -> bool {
    let (from, to) = (leak.supplier, leak.holder);
    match order {
        OrderKind::Licence(key, LicenceAction::Suspend | LicenceAction::Revoke | LicenceAction::Inspect) => {
            Some(*key) == leak.licence
        }
        OrderKind::Sustain { to: whom, on } => *whom == to && !on,
        OrderKind::Toward(whom, Gesture::Embargo(fraction)) => {
            *whom == to && fraction.to_f64() > turn.start.pair(PairVar::Embargo, from, to)
        }
        OrderKind::Toward(whom, Gesture::Sanction(level)) => {
            *whom == to && level.strength() > turn.start.pair(PairVar::Sanction, from, to)
        }
        OrderKind::Regime(RegimeChange::Ceiling { .. }) => turn.world.ceiling(from, to) < turn.start.ceiling(from, to),
        OrderKind::Counter(how) => how.hostile() && how.target() == Some(to),
        OrderKind::Bloc(_, BlocAction::JoinSanction(target)) => *target == to,
        _ => false,
    }
}

/// What leaked unseen comes out.
pub(super) fn reveal<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for n in 0..turn.world.leaks.len() {
        if let Some(leak) = turn.world.leaks.get_mut(n).filter(|l| l.detected.is_none()) {
            leak.detected = Some(now);
            let leak = *leak;
            scandal(turn, &leak);
        }
    }
}

/// A breach that is known: trouble at home, and in the blocs, and a case for the exporter to act on.
fn scandal<R: Recorder>(turn: &mut Turn<'_, R>, leak: &Leak) {
    let setting = turn.setting;
    let params = &setting.params;
    let parent = leak.licence.map_or(Parent::State(leak.holder), Parent::Licence);
    let now = turn.world.turn;
    if let Some(licence) = turn.world.licences.iter_mut().find(|l| Some(l.key) == leak.licence) {
        licence.breach = Some(now);
    }
    for (n, constituency) in setting.states[leak.supplier].constituencies.iter().enumerate() {
        let cares = constituency.cares(Concern::Diversion);
        turn.add(Variable::Support(leak.supplier, n as u8), Rule::Breach, parent, -cares * params.scandal_support);
    }
    let capital = Variable::State(StateVar::Capital, leak.supplier);
    turn.add(capital, Rule::Breach, parent, -params.scandal_capital);
    let mut about = vec_of(capital);
    for id in setting.blocs.ids() {
        if !turn.world.belongs(id, leak.supplier) {
            continue;
        }
        let cohesion = Variable::Bloc(BlocVar::Cohesion, id);
        turn.add(cohesion, Rule::Breach, parent, -params.scandal_cohesion);
        if let Some(place) = about.get_mut(1) {
            *place = cohesion;
        }
    }
    let trust = Variable::Pair(PairVar::Alignment, leak.supplier, leak.holder);
    // To pass on is worse than to lose, and worst where one signed not to.
    let signed = |l: &Licence| l.clauses.no_retransfer || l.clauses.certificate;
    let promised = leak.licence.and_then(|key| turn.world.licence(key)).is_some_and(signed);
    let wilful = if leak.wilful { params.breach_wilful * if promised { params.breach_clause } else { 1.0 } } else { 1.0 };
    turn.add(trust, Rule::Breach, parent, -params.breach_alignment * wilful);
    if let Some(place) = about.get_mut(2) {
        *place = trust;
    }
    // Who was given something says so once there is nothing left to hide.
    if let Some(into) = leak.into.filter(|_| leak.wilful) {
        let grateful = Variable::Pair(PairVar::Alignment, setting.links[into].recipient, leak.holder);
        turn.add(grateful, Rule::Retransfer, parent, params.retransfer_alignment);
    }
    let news = News::LeakDetected { supplier: leak.supplier, holder: leak.holder, domain: leak.domain };
    turn.tell(news, 85, &about, SeenBy::All);
}

const fn vec_of(first: Variable) -> [Variable; 3] {
    [first, first, first]
}
