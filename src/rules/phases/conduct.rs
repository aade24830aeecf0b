//! How exporters conduct themselves beside deciding requests: their licensing regime, licences in force, sustainment, and what they do
//! toward a partner. Part of phase 3.

use crate::rules::draws::{Purpose, step};
use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::order::{Gesture, LicenceAction, OrderKind, RegimeChange, SanctionLevel};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::setting::CommitmentKind;
use crate::rules::table::{DomainId, Id, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{CRITERIA, CellVar, CriterionVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::LicenceState;

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let orders = turn.orders;
    for (n, seat, order) in orders.of_states() {
        match &order.kind {
            OrderKind::Regime(change) => regime(turn, n, seat, *change),
            OrderKind::Licence(key, action) => act(turn, n, seat, *key, *action),
            OrderKind::Sustain { to, on } => sustain(turn, n, seat, *to, *on),
            OrderKind::Toward(partner, gesture) => toward(turn, n, seat, *partner, *gesture),
            _ => {}
        }
    }
    // What is declared this turn is in force before anybody comes to expect it.
    turn.close();
    expect(turn);
    wait_for_suspended(turn);
}

/// Partners come to expect the criteria that are declared, with a half-life of a year; what is not declared, they do not learn of.
fn expect<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let rate = step(1.0 - libm::pow(0.5, 1.0 / setting.params.expectation_half_life.max(1e-6)), turn.dt());
    for id in setting.states.ids().filter(|id| turn.start.licenses(*id)) {
        let declared = turn.state(StateVar::Declared, id);
        for nth in 0..CRITERIA.len() as u8 {
            let known = if nth < 5 { declared >= 0.5 } else { declared >= 1.0 };
            let current = Variable::Criterion(CriterionVar::Current, id, nth);
            let expected = Variable::Criterion(CriterionVar::Expected, id, nth);
            let gap = turn.get(current) - turn.get(expected);
            if known && gap != 0.0 {
                turn.add(expected, Rule::Expectation, Parent::Number(current), gap * rate);
            }
        }
    }
}

fn regime<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, change: RegimeChange) {
    let (rule, parent) = (Rule::Regime, Parent::Order(n));
    let of = |kind| Variable::State(kind, seat);
    match change {
        RegimeChange::Declare { weights, thresholds } => {
            for (nth, value) in (0_u8..).zip(weights.iter().chain(&thresholds)) {
                turn.set(Variable::Criterion(CriterionVar::Current, seat, nth), value.to_f64(), rule, parent);
            }
            turn.set(of(StateVar::Declared), 1.0, rule, parent);
            let age = turn.state(StateVar::CriteriaAge, seat);
            turn.add(of(StateVar::CriteriaAge), rule, parent, -age);
        }
        RegimeChange::Transparency(value) => turn.set(of(StateVar::Transparency), value.to_f64(), rule, parent),
        RegimeChange::Monitoring(value) => turn.set(of(StateVar::Monitoring), value.to_f64(), rule, parent),
        RegimeChange::Trust { partner, trusted } => {
            turn.set(Variable::Pair(PairVar::Trusted, seat, partner), f64::from(u8::from(trusted)), rule, parent);
            turn.set(Variable::Pair(PairVar::Ceiling, seat, partner), class_ceiling(turn, seat, partner, trusted), rule, parent);
        }
        RegimeChange::Ceiling { partner: Some(partner), tier } => {
            turn.set(Variable::Pair(PairVar::Ceiling, seat, partner), f64::from(tier), rule, parent);
        }
        RegimeChange::Ceiling { partner: None, tier } => turn.set(of(StateVar::Ceiling), f64::from(tier), rule, parent),
        RegimeChange::Office(decisions) => turn.add(of(StateVar::Office), rule, parent, f64::from(decisions)),
    }
    turn.tell(News::Regime { exporter: seat, change }, 52, &[of(StateVar::Transparency)], SeenBy::All);
}

/// The ceiling that comes with a place on the list of trusted partners: so many tiers above everybody else's, unless the partner's own is
/// higher. Off the list, what it had above everybody else's ends.
fn class_ceiling<R: Recorder>(turn: &Turn<'_, R>, seat: StateId, partner: StateId, trusted: bool) -> f64 {
    let own = Variable::Pair(PairVar::Ceiling, seat, partner);
    let everybody = turn.state(StateVar::Ceiling, seat);
    let (_, none) = own.range();
    if trusted {
        let (_, highest) = Variable::State(StateVar::Ceiling, seat).range();
        let class = (everybody + turn.setting.params.trust_tiers).min(highest);
        f64::from(turn.world.ceiling(seat, partner)).max(class)
    } else if f64::from(turn.world.ceiling(seat, partner)) > everybody {
        none
    } else {
        turn.get(own)
    }
}

/// Suspends, resumes or revokes a licence; an inspection is made in phase 7.
fn act<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, key: crate::rules::world::RequestKey, action: LicenceAction) {
    let now = turn.world.turn;
    let Some(licence) = turn.world.licences.iter_mut().find(|l| l.key == key) else { return };
    let state = match action {
        LicenceAction::Suspend => LicenceState::Suspended,
        LicenceAction::Resume => LicenceState::InForce,
        LicenceAction::Revoke => LicenceState::Revoked,
        LicenceAction::Inspect => return,
    };
    licence.state = state;
    licence.since = now;
    let licence = *licence;
    let stops = matches!(action, LicenceAction::Suspend | LicenceAction::Revoke);
    for leak in turn.world.leaks.iter_mut().filter(|leak| stops && leak.licence == Some(key)) {
        leak.answered = true;
    }
    if action == LicenceAction::Revoke {
        let missing: Quantity = turn.world.pipeline.iter().filter(|d| d.licence == Some(key)).map(|d| d.points).sum();
        turn.world.pipeline.retain(|d| d.licence != Some(key));
        let part = if licence.points.micros() > 0 { missing.to_f64() / licence.points.to_f64() } else { 0.0 };
        // What was paid for and will not come waits as an order that is not met: others get it as it is contracted.
        let back = match turn.setting.link(seat, licence.recipient, licence.domain) {
            Some(link) => Variable::Link(LinkVar::Unmet, link),
            None => Variable::Cell(CellVar::Unspent, licence.recipient, licence.domain),
        };
        turn.add(back, Rule::LicenceAction, Parent::Order(n), licence.value.to_f64() * part);
    }
    let (partner, domain) = (licence.recipient, licence.domain);
    let about = [Variable::Pair(PairVar::Reliability, partner, seat), Variable::Pair(PairVar::Grievance, partner, seat)];
    turn.tell(News::LicenceAction { exporter: seat, partner, domain, action }, 62, &about, SeenBy::All);
}

/// What a suspended licence still owes waits: a turn for each turn.
fn wait_for_suspended<R: Recorder>(turn: &mut Turn<'_, R>) {
    let world = &mut *turn.world;
    for licence in world.licences.iter().filter(|l| l.state == LicenceState::Suspended) {
        for delivery in world.pipeline.iter_mut().filter(|d| d.licence == Some(licence.key)) {
            delivery.due += 1;
        }
    }
}

fn sustain<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, to: StateId, on: bool) {
    let setting = turn.setting;
    for link in setting.links_to(to).filter(|l| setting.links[*l].supplier == seat) {
        turn.set(Variable::Link(LinkVar::Sustainment, link), f64::from(u8::from(on)), Rule::Sustainment, Parent::Order(n));
    }
    let about = [Variable::Pair(PairVar::Reliability, to, seat), Variable::Pair(PairVar::Grievance, to, seat)];
    turn.tell(News::Sustainment { by: seat, to, on }, 58, &about, SeenBy::All);
}

fn toward<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, to: StateId, gesture: Gesture) {
    let params = &turn.setting.params;
    let (rule, parent) = (Rule::Gesture, Parent::Order(n));
    let pair = |kind| Variable::Pair(kind, to, seat);
    let mut taken = true;
    match gesture {
        Gesture::FastTrack => {
            let variable = Variable::Pair(PairVar::FastTrack, seat, to);
            super::effects::change_for(turn, variable, 1.0, Some(12), rule, parent, None);
        }
        Gesture::Exercise => {
            let gap = 1.0 - turn.get(pair(PairVar::Interoperability));
            turn.add(pair(PairVar::Interoperability), rule, parent, gap * params.exercise_interoperability);
            turn.add(pair(PairVar::Alignment), rule, parent, params.exercise_alignment);
        }
        Gesture::Programme { domain, share } => taken = programme(turn, n, seat, to, domain, share),
        Gesture::Training { domain } => {
            let cell = Variable::Cell(CellVar::Training, to, domain);
            turn.add(cell, Rule::Training, parent, params.training_gain);
            if let Some(link) = turn.setting.link(seat, to, domain) {
                turn.set(Variable::Link(LinkVar::Sustainment, link), 1.0, Rule::Sustainment, parent);
            }
        }
        Gesture::Finance { domain, discount } => {
            if let Some(link) = turn.setting.link(seat, to, domain) {
                turn.add(Variable::Link(LinkVar::Discount, link), rule, parent, discount.to_f64());
            }
        }
        Gesture::Assure => {
            taken = super::alignment::make(turn, CommitmentKind::Assurance, seat, to, parent);
        }
        Gesture::Embargo(fraction) => embargo(turn, n, seat, to, fraction.to_f64()),
        Gesture::Sanction(level) => sanction(turn, seat, to, level.strength(), Rule::Restriction, parent),
        Gesture::Dialogue => {
            let grievance = turn.get(pair(PairVar::Grievance));
            turn.add(pair(PairVar::Grievance), rule, parent, -grievance * params.dialogue_grievance);
            let hostility = Variable::Pair(PairVar::Hostility, to, seat);
            turn.add(hostility, rule, parent, -turn.get(hostility) * params.dialogue_hostility);
        }
    }
    let about = [pair(PairVar::Alignment), pair(PairVar::Interoperability), pair(PairVar::Grievance)];
    turn.tell(News::Gesture { by: seat, to, how: gesture, taken }, 48, &about, SeenBy::All);
}

/// A joint programme: the partner takes it where it believes in the supplier and wants industry; what it wants is a draw.
fn programme<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, to: StateId, domain: DomainId, share: Quantity) -> bool {
    let setting = turn.setting;
    let Some(link) = setting.link(seat, to, domain) else { return false };
    let believes = turn.pair(PairVar::Reliability, to, seat);
    let aligned = turn.pair(PairVar::Alignment, to, seat);
    let params = &setting.params;
    let odds = params.programme_base
        + params.programme_reliability * believes
        + params.programme_alignment * aligned
        + params.programme_share * share.to_f64();
    let key = turn.key(Purpose::Choice, to.index() as u64, (seat.index() as u64) << 16 | domain.index() as u64);
    let about = crate::rules::ledger::About::Programme(to, seat);
    if !turn.chance(key, odds.clamp(0.0, 1.0), about, SeenBy::Seats(seat, to)) {
        return false;
    }
    let level = Variable::Link(LinkVar::Coproduction, link);
    let gap = (share.to_f64() - turn.get(level)).max(0.0);
    turn.add(level, Rule::Gesture, Parent::Order(n), gap * setting.params.coproduction_gain);
    super::alignment::make(turn, CommitmentKind::JointProgramme, seat, to, Parent::Order(n));
    true
}

/// An embargo withholds a part of all arms trade, and with it spares; grievance follows at once.
fn embargo<R: Recorder>(turn: &mut Turn<'_, R>, n: u16, seat: StateId, to: StateId, fraction: f64) {
    let parent = Parent::Order(n);
    let setting = turn.setting;
    let variable = Variable::Pair(PairVar::Embargo, seat, to);
    let harder = fraction - turn.get(variable);
    turn.set(variable, fraction, Rule::Restriction, parent);
    for link in setting.links_to(to).filter(|l| setting.links[*l].supplier == seat) {
        turn.set(Variable::Link(LinkVar::Sustainment, link), 1.0 - fraction, Rule::Sustainment, parent);
    }
    if harder > 0.0 {
        let grievance = setting.params.embargo_grievance * harder;
        turn.add(Variable::Pair(PairVar::Grievance, to, seat), Rule::Restriction, parent, grievance);
        restrict_licences(turn, seat, to, fraction);
    }
}

/// A whole embargo suspends what is left of the licences to its target.
fn restrict_licences<R: Recorder>(turn: &mut Turn<'_, R>, seat: StateId, to: StateId, fraction: f64) {
    let now = turn.world.turn;
    let open = |l: &&mut crate::rules::world::Licence| {
        l.supplier == seat && l.recipient == to && l.state == LicenceState::InForce && l.delivered < l.points
    };
    if fraction >= turn.setting.params.embargo_suspends {
        for licence in turn.world.licences.iter_mut().filter(open) {
            licence.state = LicenceState::Suspended;
            licence.since = now;
        }
    }
}

/// A sanction: grievance at its sender, trade with the target is riskier for others where it reaches them.
pub(super) fn sanction<R: Recorder>(
    turn: &mut Turn<'_, R>,
    seat: StateId,
    to: StateId,
    strength: f64,
    rule: Rule,
    parent: Parent,
) {
    let variable = Variable::Pair(PairVar::Sanction, seat, to);
    let harder = strength - turn.get(variable);
    turn.set(variable, strength, rule, parent);
    // It stands until it is lifted, also where a shorter one would have ended.
    turn.world.passing.retain(|passing| passing.variable != variable);
    resent(turn, seat, to, harder, (rule, parent));
}

/// A primary sanction for some months, in answer to a harm; a heavier or an equal one that stands is left as it is.
pub(super) fn sanction_for<R: Recorder>(
    turn: &mut Turn<'_, R>,
    seat: StateId,
    to: StateId,
    months: Option<u16>,
    (rule, parent): (Rule, Parent),
) {
    let variable = Variable::Pair(PairVar::Sanction, seat, to);
    let harder = SanctionLevel::Primary.strength() - turn.get(variable);
    if harder > 0.0 {
        super::effects::change_for(turn, variable, harder, months, rule, parent, None);
        resent(turn, seat, to, harder, (rule, parent));
    }
}

fn resent<R: Recorder>(turn: &mut Turn<'_, R>, by: StateId, whom: StateId, harder: f64, (rule, parent): (Rule, Parent)) {
    let params = &turn.setting.params;
    let grievance = params.counter_grievance * params.grievance_restriction * harder.max(0.0);
    turn.add(Variable::Pair(PairVar::Grievance, whom, by), rule, parent, grievance);
}
