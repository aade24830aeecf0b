//! Phase 12: blocs and regimes decide, hold together or fray.

use super::routes;
use crate::rules::draws::step;
use crate::rules::ledger::{News, Parent, Recorder, SeenBy, part};
use crate::rules::order::{BlocAction, Order, OrderKind, Player};
use crate::rules::rule::Rule;
use crate::rules::setting::Setting;
use crate::rules::table::{BlocId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{BlocVar, CriterionVar, DomainVar, LinkVar, MemberVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Motion, Outcome, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    motions(turn);
    turn.close();
    let setting = turn.setting;
    for id in setting.blocs.ids() {
        if turn.world.bloc(BlocVar::Founded, id) >= 0.5 {
            hold(turn, id);
            shorten_queues(turn, id);
            share_terms(turn, id);
            diverge(turn, id);
            routes::through_laxest(turn, id);
        }
    }
}

/// Cohesion recovers with harmonisation, and falls when a member supplies what another openly denied. Who denied resents that once, however
/// many blocs the two share.
fn hold<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId) {
    let (setting, params) = (turn.setting, &turn.setting.params);
    let variable = Variable::Bloc(BlocVar::Cohesion, id);
    let harmonisation = Variable::Bloc(BlocVar::Harmonisation, id);
    let gained = (1.0 - turn.get(variable)) * step(params.cohesion_recovery * turn.get(harmonisation), turn.dt());
    turn.add(variable, Rule::CohesionGrows, Parent::Number(harmonisation), gained);
    for n in (0..turn.world.record.len()).rev() {
        let Some(mine) = turn.world.record.get(n).copied().filter(|d| d.turn == turn.world.turn) else { break };
        let Some(denied_by) = undercut_by(setting, turn.world, id, &mine) else { continue };
        turn.add(variable, Rule::Undercut, Parent::Decision(mine.key), -params.undercut_cohesion);
        let mut before = setting.blocs.ids().take_while(|other| *other != id);
        if before.any(|other| undercut_by(setting, turn.world, other, &mine) == Some(denied_by)) {
            continue;
        }
        let grievance = Variable::Pair(PairVar::Grievance, denied_by, mine.exporter);
        turn.add(grievance, Rule::Undercut, Parent::Decision(mine.key), params.undercut_grievance);
        let news = News::Undercut { by: mine.exporter, denied_by, partner: mine.partner, domain: mine.domain };
        turn.tell(news, 70, &[variable, grievance], SeenBy::All);
    }
}

/// The member of a bloc that another member's licence undercuts: who openly denied, not long ago, what is now licensed.
fn undercut_by(setting: &Setting, world: &World, id: BlocId, mine: &Decided) -> Option<StateId> {
    let first = (f64::from(world.turn) - setting.params.undercut_months / f64::from(setting.months_per_turn)).max(0.0);
    let member = |state| world.belongs(id, state);
    if mine.outcome != Outcome::Licensed || !member(mine.exporter) {
        return None;
    }
    let denied = |d: &&Decided| {
        d.outcome == Outcome::Denied
            && d.exporter != mine.exporter
            && member(d.exporter)
            && d.public
            && f64::from(d.turn) >= first
            && (d.partner, d.domain) == (mine.partner, mine.domain)
            && mine.tier >= d.tier
    };
    world.record.iter().find(denied).map(|d| d.exporter)
}

/// Harmonised criteria save work among members that hold together, and mutual recognition saves more.
fn shorten_queues<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId) {
    let setting = turn.setting;
    let harmonisation = Variable::Bloc(BlocVar::Harmonisation, id);
    let shared = turn.get(harmonisation) + turn.world.bloc(BlocVar::Recognition, id);
    let relief = setting.params.queue_relief * shared * turn.world.bloc(BlocVar::Cohesion, id) * turn.dt();
    for member in setting.states.ids() {
        if turn.world.licenses(member) && turn.world.member(MemberVar::Membership, id, member) >= 1.0 {
            turn.add(Variable::State(StateVar::Capacity, member), Rule::QueueRelief, Parent::Number(harmonisation), relief);
        }
    }
}

/// Shared verification finds ways to verify what is new. What it adds to the monitoring of its members' licences lasts as long as it is
/// shared, and is counted in phase 7.
fn verify<R: Recorder>(turn: &mut Turn<'_, R>, parent: Parent) {
    let setting = turn.setting;
    for (domain, info) in setting.domains.enumerate() {
        if info.emerging {
            let verifiability = Variable::Domain(DomainVar::Verifiability, domain);
            turn.add(verifiability, Rule::Verified, parent, setting.params.verification_emerging);
        }
    }
}

/// Members of a rival regime get what its founder makes cheaper, as far as they hold together.
fn share_terms<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId) {
    let setting = turn.setting;
    let Some(terms) = setting.blocs[id].terms else { return };
    for state in setting.states.ids().filter(|s| *s != terms.founder) {
        if !turn.world.belongs(id, state) {
            wants_in(turn, id, state, terms.founder);
            continue;
        }
        for link in setting.links_to(state).filter(|l| setting.links[*l].supplier == terms.founder) {
            let discount = Variable::Link(LinkVar::Discount, link);
            let missing = (terms.discount * turn.world.bloc(BlocVar::Cohesion, id) - turn.get(discount)).max(0.0);
            turn.add(discount, Rule::RegimeTerms, Parent::Bloc(id), missing);
        }
    }
}

/// A state that the computer plays joins a rival regime when it leans to its founder more than to anybody who asks for more.
fn wants_in<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId, state: StateId, founder: StateId) {
    let setting = turn.setting;
    if turn.world.players[state] == Player::Person || !setting.states[state].roles.partner {
        return;
    }
    let leans = turn.pair(PairVar::Alignment, state, founder) + turn.pair(PairVar::Reliability, state, founder);
    let others = setting.suppliers().iter().copied().filter(|s| *s != founder && *s != state);
    let best = others
        .map(|s| {
            turn.pair(PairVar::Alignment, state, s) + turn.pair(PairVar::Reliability, state, s)
                - turn.pair(PairVar::Grievance, state, s)
        })
        .fold(f64::NEG_INFINITY, f64::max);
    if leans + setting.params.join_ease > best {
        join(turn, id, state, (Rule::RegimeDraws, Parent::Bloc(id)));
    }
}

/// Where members enforce very differently while something is denied, cohesion suffers.
fn diverge<R: Recorder>(turn: &mut Turn<'_, R>, id: BlocId) {
    let setting = turn.setting;
    let params = &setting.params;
    let denied = routes::open_denials(turn).any(|d| turn.world.belongs(id, d.exporter));
    let restricted = setting.states.ids().any(|s| {
        turn.world.belongs(id, s)
            && [PairVar::Embargo, PairVar::Sanction].iter().any(|k| turn.world.values.row(*k, s).iter().any(|q| q.micros() > 0))
    });
    if !denied && !restricted {
        return;
    }
    let rigours =
        setting.states.ids().filter(|s| turn.world.belongs(id, *s)).map(|s| turn.world.member(MemberVar::Rigour, id, s));
    let (low, high) = rigours.fold((f64::INFINITY, 0.0_f64), |(low, high), r| (low.min(r), high.max(r)));
    let gap = high - low - params.divergence_rigour;
    if gap > 0.0 && gap.is_finite() {
        let cohesion = Variable::Bloc(BlocVar::Cohesion, id);
        turn.add(cohesion, Rule::Divergence, Parent::Bloc(id), -params.divergence_cohesion * gap * turn.dt());
    }
}

/// Motions of members: everybody's are heard first; then each is voted on once, whoever else moves the same, and carried when enough of
/// the membership has moved or joined it, or votes for it by the computer.
fn motions<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    for (n, by, order) in turn.orders.of_states() {
        let OrderKind::Bloc(bloc, action) = order.kind else { continue };
        // Others, or a card, may have let it in a moment ago.
        let came = |state| turn.world.member(MemberVar::Joined, bloc, state) >= f64::from(now);
        match action {
            BlocAction::Join if came(by) => {}
            BlocAction::Admit(state) if came(state) => {}
            // A rival regime takes in whoever comes: that is what its founder made it for.
            BlocAction::Join if turn.setting.blocs[bloc].terms.is_some() => {
                join(turn, bloc, by, (Rule::Membership, Parent::Order(n)));
            }
            BlocAction::Leave => leave(turn, bloc, by, Parent::Order(n)),
            _ => {
                let motion = Motion { bloc, action, by, until: now + 1 };
                if !turn.world.motions.contains(&motion) {
                    turn.world.motions.push(motion);
                }
            }
        }
    }
    turn.world.motions.sort_unstable();
    turn.close();
    let orders = turn.orders;
    for (n, by, order) in orders.of_states() {
        let OrderKind::Bloc(bloc, action) = order.kind else { continue };
        let moved = turn.world.motions.iter().any(|m| (m.bloc, m.action, m.by) == (bloc, action, by));
        let same = |(_, other, order): (u16, StateId, &Order)| match order.kind {
            OrderKind::Bloc(b, a) => b == bloc && subject(a, other) == subject(action, by),
            _ => false,
        };
        if !moved || orders.of_states().take_while(|(earlier, ..)| *earlier < n).any(same) {
            continue;
        }
        // Who speaks for a state that asked speaks for that state's own motion.
        let (asked, mover) = subject(action, by);
        let mover = mover.unwrap_or(by);
        let carried = carried(turn, bloc, asked, mover);
        if carried {
            turn.world.motions.retain(|m| m.bloc != bloc || !alike(m, asked, mover));
            carry(turn, bloc, (asked, mover), Parent::Order(n));
            turn.close();
        }
        let about = [Variable::Bloc(BlocVar::Harmonisation, bloc), Variable::Bloc(BlocVar::Cohesion, bloc)];
        turn.tell(News::BlocVote { bloc, action, by, carried }, 66, &about, SeenBy::All);
    }
}

/// What a motion is about: everybody asks to join for itself alone, and members speak for one of those who ask.
const fn subject(action: BlocAction, by: StateId) -> (BlocAction, Option<StateId>) {
    match action {
        BlocAction::Admit(state) => (BlocAction::Join, Some(state)),
        BlocAction::Join => (action, Some(by)),
        _ => (action, None),
    }
}

/// Whether somebody moved or joined a motion.
fn alike(motion: &Motion, action: BlocAction, mover: StateId) -> bool {
    subject(motion.action, motion.by) == subject(action, mover)
}

/// Whether enough of the membership has moved or joined a motion, or would vote for it by the computer.
fn carried<R: Recorder>(turn: &Turn<'_, R>, bloc: BlocId, action: BlocAction, by: StateId) -> bool {
    let setting = turn.setting;
    let needs = if matches!(action, BlocAction::JoinSanction(_)) { setting.blocs[bloc].sanction_threshold } else { 0.5 };
    let (mut all, mut yes) = (0.0, 0.0);
    for member in setting.states.ids() {
        let weight = turn.world.member(MemberVar::Membership, bloc, member);
        if weight <= 0.0 {
            continue;
        }
        all += weight;
        let moved = turn.world.motions.iter().any(|m| m.bloc == bloc && alike(m, action, by) && m.by == member);
        if moved || (turn.world.players[member] != Player::Person && agrees(turn, bloc, action, member, by)) {
            yes += weight;
        }
    }
    // A majority is more than half; a sanction needs its threshold.
    all > 0.0 && if needs > 0.5 { yes / all >= needs - 1e-9 } else { yes / all > 0.5 }
}

/// How the computer votes: against a state that it has reason to dislike; for common rules where it trusts the one who moves them.
fn agrees<R: Recorder>(turn: &Turn<'_, R>, bloc: BlocId, action: BlocAction, member: StateId, by: StateId) -> bool {
    if let BlocAction::JoinSanction(target) = action {
        let cold = -turn.pair(PairVar::Alignment, member, target) + turn.pair(PairVar::Grievance, member, target);
        let costs = turn.pair(PairVar::Dependence, target, member) + turn.pair(PairVar::Dependence, member, target);
        return cold > costs;
    }
    // For common rules counts how strict the voter is; for a new member, how strict that one would be.
    let rigour = if action == BlocAction::Join { brings(turn, by) } else { turn.world.member(MemberVar::Rigour, bloc, member) };
    let trust = turn.pair(PairVar::Alignment, member, by);
    trust + rigour - turn.setting.params.vote_rigour >= turn.setting.params.vote_trust
}

fn carry<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, (action, by): (BlocAction, StateId), parent: Parent) {
    let params = &turn.setting.params;
    match action {
        BlocAction::Harmonise => {
            let variable = Variable::Bloc(BlocVar::Harmonisation, bloc);
            let gained = (1.0 - turn.get(variable)) * params.harmonise_step;
            turn.add(variable, Rule::Harmonised, parent, gained);
            draw_together(turn, bloc, parent);
        }
        BlocAction::ShareVerification => {
            let variable = Variable::Bloc(BlocVar::Verification, bloc);
            if turn.get(variable) < 0.5 {
                turn.set(variable, 1.0, Rule::BlocVote, parent);
                verify(turn, parent);
            }
        }
        BlocAction::Recognise => turn.set(Variable::Bloc(BlocVar::Recognition, bloc), 1.0, Rule::BlocVote, parent),
        BlocAction::JoinSanction(target) => {
            for member in turn.setting.states.ids().filter(|s| *s != target) {
                if turn.world.belongs(bloc, member) && turn.pair(PairVar::Sanction, member, target) < 0.5 {
                    super::conduct::sanction(turn, member, target, 0.5, Rule::JointSanction, parent);
                }
            }
        }
        BlocAction::Join => join(turn, bloc, by, (Rule::Membership, parent)),
        BlocAction::Admit(_) | BlocAction::Leave => {}
    }
}

/// The criteria of the members that license move towards their mean.
fn draw_together<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, parent: Parent) {
    let setting = turn.setting;
    for nth in 0..9_u8 {
        let of = |state| Variable::Criterion(CriterionVar::Current, state, nth);
        let members = || setting.states.ids().filter(|s| turn.world.belongs(bloc, *s) && turn.world.licenses(*s));
        let count = members().count() as f64;
        if count < 2.0 {
            return;
        }
        let mean = members().map(|s| turn.world.get(of(s))).sum::<f64>() / count;
        for state in setting.states.ids() {
            if turn.world.belongs(bloc, state) && turn.world.licenses(state) {
                let gap = mean - turn.get(of(state));
                turn.add(of(state), Rule::Harmonised, parent, gap * setting.params.harmonise_pull);
            }
        }
    }
}

/// A regime that was only an idea comes into being; its founder belongs to it, and whoever is eager joins at once.
pub(super) fn found<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, (rule, parent): (Rule, Parent)) {
    let founded = Variable::Bloc(BlocVar::Founded, bloc);
    if turn.get(founded) >= 0.5 {
        return;
    }
    turn.set(founded, 1.0, rule, parent);
    if let Some(terms) = turn.setting.blocs[bloc].terms {
        enrol(turn, bloc, terms.founder, rule, parent);
        if let Some(eager) = terms.eager {
            enrol(turn, bloc, eager, rule, parent);
        }
    }
}

/// A state joins.
pub(super) fn join<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, state: StateId, (rule, parent): (Rule, Parent)) {
    if turn.world.bloc(BlocVar::Founded, bloc) >= 0.5 {
        enrol(turn, bloc, state, rule, parent);
    }
}

fn enrol<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, state: StateId, rule: Rule, parent: Parent) {
    let membership = Variable::Member(MemberVar::Membership, bloc, state);
    if turn.get(membership) < 1.0 {
        turn.set(membership, 1.0, rule, parent);
        if turn.get(membership) <= 0.0 {
            let (joined, now) = (Variable::Member(MemberVar::Joined, bloc, state), f64::from(turn.world.turn));
            turn.settle(joined, now, |turn, parts| parts.push(part(rule, parent, now - turn.get(joined))));
        }
        let rigour = Variable::Member(MemberVar::Rigour, bloc, state);
        if turn.get(rigour) == 0.0 {
            turn.set(rigour, brings(turn, state), rule, parent);
        }
        turn.tell(News::Membership { bloc, state, joined: true }, 64, &[membership], SeenBy::All);
    }
}

/// How strictly a new member would enforce what the others agreed, 0–1.
fn brings<R: Recorder>(turn: &Turn<'_, R>, state: StateId) -> f64 {
    turn.state(StateVar::Governance, state) * turn.setting.params.accession_rigour
}

/// What holds the others together suffers from a member that leaves by how long it belonged.
fn leave<R: Recorder>(turn: &mut Turn<'_, R>, bloc: BlocId, state: StateId, parent: Parent) {
    let membership = Variable::Member(MemberVar::Membership, bloc, state);
    turn.set(membership, 0.0, Rule::Membership, parent);
    let params = &turn.setting.params;
    let cohesion = Variable::Bloc(BlocVar::Cohesion, bloc);
    let joined = turn.world.member(MemberVar::Joined, bloc, state);
    let months = (f64::from(turn.world.turn) - joined) * f64::from(turn.setting.months_per_turn);
    // Nothing says since when those who belonged from the beginning do: long enough.
    let rooted = if joined > 0.0 { (months / params.leave_whole).clamp(0.0, 1.0) } else { 1.0 };
    turn.add(cohesion, Rule::Membership, parent, -params.leave_cohesion * rooted);
    turn.tell(News::Membership { bloc, state, joined: false }, 64, &[membership, cohesion], SeenBy::All);
}
