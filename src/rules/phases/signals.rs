//! Phase 4: partners learn from the answers.
//!
//! A partner's belief "will my legitimate request be met in time?" is a Beta distribution, kept as its mean (reliability) and the
//! sum of its counts (evidence). An answer of weight w and worth o moves the mean by w (o − mean) ÷ (evidence + Σ w).

use crate::rules::ledger::{News, Parent, Recorder, SeenBy};
use crate::rules::order::{Gesture, LicenceAction, OrderKind, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::rules::rule::Rule;
use crate::rules::score::{Terms, score};
use crate::rules::scratch::Signal;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{CriterionVar, LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Licence, Outcome, Request, World};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let mut signals = std::mem::take(&mut turn.scratch.signals);
    signals.clear();
    answers(turn, &mut signals);
    breaks(turn, &mut signals);
    policy(turn, &mut signals);
    signals.sort_by(|a, b| {
        let key = |s: &Signal| (s.partner, s.exporter, s.parent);
        key(a).cmp(&key(b)).then(a.weight.total_cmp(&b.weight))
    });
    let mut rest = signals.as_slice();
    while let Some(first) = rest.first() {
        let alike = |s: &Signal| (s.partner, s.exporter) == (first.partner, first.exporter);
        let count = rest.iter().take_while(|s| alike(s)).count();
        let (mine, others) = rest.split_at(count);
        learn(turn, first.partner, first.exporter, mine);
        rest = others;
    }
    resent(turn);
    super::favour::play(turn);
    hearsay(turn);
    turn.scratch.signals = signals;
}

/// The chance of a licence that a partner expects, 0–1: from the policy as it is known, as far as the exporter is transparent, and from
/// its own belief as far as it is not. In an emerging domain the rules lag: criteria lose half their weight with every
/// `criteria_half_life` months since they were last declared.
#[must_use]
pub(super) fn expected(setting: &Setting, world: &World, request: &Request) -> f64 {
    let belief = world.pair(PairVar::Reliability, request.from, request.to);
    if !world.licenses(request.to) {
        return belief;
    }
    let open = informed(setting, world, request);
    let criteria = world.criteria(CriterionVar::Expected, request.to);
    let margin = score(setting, world, &criteria, request, &Terms::asked(request)).margin();
    let policy = 1.0 / (1.0 + libm::exp(-margin / setting.params.expectation_spread));
    open * policy + (1.0 - open) * belief
}

/// How far the declared policy informs about a request, 0–1.
fn informed(setting: &Setting, world: &World, request: &Request) -> f64 {
    // What an exporter does must agree with what it declares, and so must what it says of its reasons.
    let weight = setting.params.credibility_informs;
    let of = |kind| world.state(kind, request.to);
    let believed = (1.0 - weight) * of(StateVar::Consistency).min(1.0) + weight * of(StateVar::Credibility);
    let open = of(StateVar::Transparency) * believed;
    if !setting.domains[request.domain].emerging {
        return open;
    }
    let age = world.state(StateVar::CriteriaAge, request.to);
    open * libm::pow(0.5, age / setting.params.criteria_half_life)
}

/// The decisions of this turn.
fn answers<R: Recorder>(turn: &Turn<'_, R>, signals: &mut Vec<Signal>) {
    let now = turn.world.turn;
    let recent = turn.world.record.iter().rev().take_while(|d| d.turn == now);
    signals.extend(recent.filter_map(|d| read(turn, d)));
}

fn read<R: Recorder>(turn: &Turn<'_, R>, decided: &Decided) -> Option<Signal> {
    let params = &turn.setting.params;
    let expected = decided.expected.to_f64();
    let open = turn.start.state(StateVar::Transparency, decided.exporter);
    let (weight, worth, informs) = match decided.outcome {
        // Where nobody knows why, even an approval says little.
        Outcome::Licensed => {
            let worth = (1.0 - params.burden_signal * decided.burden.to_f64()).max(0.0);
            (params.signal_approval, worth, f64::midpoint(1.0, open))
        }
        Outcome::Denied => (params.signal_denial, 0.0, 1.0),
        Outcome::Deferred => (params.signal_deferral * put_off(turn, decided)?, 0.0, 1.0),
        Outcome::Held => (params.signal_deferral * params.silence_weighs, 0.0, 1.0),
        Outcome::Refused => (params.signal_refused, params.refused_worth, 1.0),
        Outcome::Withdrawn => return None,
    };
    let surprise = if late(turn, decided) { 1.0 } else { (worth - expected).abs().min(1.0) };
    let heard = params.expected_weight + (1.0 - params.expected_weight) * surprise;
    let (partner, exporter) = (decided.partner, decided.exporter);
    let parent = Parent::Decision(decided.key);
    Some(Signal { partner, exporter, parent, rule: Rule::Answer, weight: weight * heard * informs, worth, surprise })
}

/// Whether an answer was promised for this turn or an earlier one, and put off again.
pub(super) fn late<R: Recorder>(turn: &Turn<'_, R>, decided: &Decided) -> bool {
    let promised = turn.start.request(decided.key).and_then(|r| r.promised);
    decided.outcome == Outcome::Deferred && promised.is_some_and(|turn_of| turn_of <= decided.turn)
}

/// How often a deferral counts: a date that is given or put back counts once, silence and a date that has passed `silence_weighs` times;
/// none where a promise stands that has not come due yet, but for what has waited longer than anybody would.
fn put_off<R: Recorder>(turn: &Turn<'_, R>, decided: &Decided) -> Option<f64> {
    let params = &turn.setting.params;
    if !decided.dated || late(turn, decided) {
        return Some(params.silence_weighs);
    }
    let request = turn.start.request(decided.key);
    let patient = request.is_some_and(|r| super::licensing::waited(turn.setting, turn.world, r) <= params.answer_patience);
    let promised = |world: &World| world.request(decided.key).and_then(|r| r.promised);
    match (promised(turn.start), promised(turn.world)) {
        (Some(before), Some(now)) if now <= before && patient => None,
        _ => Some(1.0),
    }
}

/// Promises that were broken: licences stopped mid-delivery, spares withheld, embargoes. They were not to be expected, so they count in
/// full.
fn breaks<R: Recorder>(turn: &Turn<'_, R>, signals: &mut Vec<Signal>) {
    let params = &turn.setting.params;
    for (n, exporter, order) in turn.orders.of_states() {
        let broken = match &order.kind {
            OrderKind::Licence(key, action @ (LicenceAction::Suspend | LicenceAction::Revoke)) => {
                turn.start.licence(*key).map(|licence| {
                    let part = 1.0 - licence.delivered.to_f64() / licence.points.to_f64().max(1e-9);
                    let weight =
                        if *action == LicenceAction::Revoke { params.signal_revocation } else { params.signal_suspension };
                    // A breach that is known is a reason that everybody understands.
                    let deserved = if licence.breach.is_some() { params.expected_weight } else { 1.0 };
                    (licence.recipient, weight * (params.broken_least + (1.0 - params.broken_least) * part) * deserved)
                })
            }
            OrderKind::Sustain { to, on: false } => Some((*to, params.signal_suspension)),
            OrderKind::Toward(to, Gesture::Embargo(fraction)) => {
                let harder = fraction.to_f64() - turn.start.pair(PairVar::Embargo, exporter, *to);
                Some((*to, params.signal_revocation * harder.max(0.0)))
            }
            _ => None,
        };
        if let Some((partner, weight)) = broken.filter(|(_, weight)| *weight > 0.0) {
            let surprise = turn.start.pair(PairVar::Reliability, partner, exporter);
            let rule = Rule::Broken;
            signals.push(Signal { partner, exporter, parent: Parent::Order(n), rule, weight, worth: 0.0, surprise });
        }
    }
}

/// A change of declared criteria is itself news: a tightening counts as a small denial, and a loosening as a small approval, for everyone
/// whose standing requests it concerns.
fn policy<R: Recorder>(turn: &Turn<'_, R>, signals: &mut Vec<Signal>) {
    let params = &turn.setting.params;
    for (n, exporter, order) in turn.orders.of_states() {
        if !matches!(
            &order.kind,
            OrderKind::Regime(RegimeChange::Declare { .. } | RegimeChange::Ceiling { .. } | RegimeChange::Trust { .. })
        ) {
            continue;
        }
        for request in turn.start.requests.iter().filter(|r| r.to == exporter) {
            let passes = |world: &World| {
                let criteria = world.criteria(CriterionVar::Current, exporter);
                let within = request.tier <= world.ceiling(exporter, request.from);
                within && score(turn.setting, world, &criteria, request, &Terms::asked(request)).passes()
            };
            let (before, after) = (passes(turn.start), passes(turn.world));
            if before != after {
                let worth = f64::from(u8::from(after));
                let mean = turn.start.pair(PairVar::Reliability, request.from, exporter);
                signals.push(Signal {
                    partner: request.from,
                    exporter,
                    parent: Parent::Order(n),
                    rule: Rule::PolicyNews,
                    weight: params.signal_policy,
                    worth,
                    surprise: (worth - mean).abs(),
                });
            }
        }
    }
}

fn learn<R: Recorder>(turn: &mut Turn<'_, R>, partner: StateId, exporter: StateId, signals: &[Signal]) {
    let (mean, evidence) = (turn.pair(PairVar::Reliability, partner, exporter), turn.pair(PairVar::Evidence, partner, exporter));
    let weight: f64 = signals.iter().map(|s| s.weight).sum();
    if weight <= 0.0 {
        return;
    }
    let floor = turn.setting.params.expected_weight;
    let belief = Variable::Pair(PairVar::Reliability, partner, exporter);
    let seen = Variable::Pair(PairVar::Evidence, partner, exporter);
    let mut change = 0.0;
    for signal in signals {
        let moved = signal.weight * (signal.worth - mean) / (evidence + weight);
        change += moved;
        turn.add(seen, signal.rule, signal.parent, signal.weight);
        if signal.rule == Rule::Answer {
            let heard = floor + (1.0 - floor) * signal.surprise;
            let plain = if heard > 0.0 { floor / heard } else { 1.0 };
            turn.add(belief, Rule::Answer, signal.parent, moved * plain);
            turn.add(belief, Rule::Surprise, signal.parent, moved * (1.0 - plain));
        } else {
            turn.add(belief, signal.rule, signal.parent, moved);
        }
    }
    if change.abs() >= 0.01 {
        let news = News::Reliability { partner, exporter, change: Quantity::from_f64(change) };
        let weight = (20.0 + change.abs() * 200.0).min(80.0) as u16;
        turn.tell(news, weight, &[belief], SeenBy::Seats(partner, exporter));
    }
}

/// Grievance: from surprising refusals and broken promises.
fn resent<R: Recorder>(turn: &mut Turn<'_, R>) {
    let params = &turn.setting.params;
    let now = turn.world.turn;
    for n in 0..turn.world.record.len() {
        let Some(mine) = turn.world.record.get(n).copied().filter(|d| d.turn == now) else { continue };
        let variable = Variable::Pair(PairVar::Grievance, mine.partner, mine.exporter);
        if mine.outcome == Outcome::Denied {
            let surprise = mine.expected.to_f64();
            turn.add(variable, Rule::Surprise, Parent::Decision(mine.key), params.grievance_denial * surprise);
        }
    }
    // A known breach is a reason that everybody understands.
    let known = |licence: &Licence| if licence.breach.is_some() { params.broken_known } else { 1.0 };
    for (n, exporter, order) in turn.orders.of_states() {
        let (to, weight) = match &order.kind {
            OrderKind::Licence(key, LicenceAction::Revoke) => {
                let Some(licence) = turn.start.licence(*key) else { continue };
                (licence.recipient, params.revocation_resented * known(licence))
            }
            OrderKind::Licence(key, LicenceAction::Suspend) => {
                let Some(licence) = turn.start.licence(*key) else { continue };
                (licence.recipient, known(licence))
            }
            OrderKind::Sustain { to, on: false } => (*to, 1.0),
            _ => continue,
        };
        let variable = Variable::Pair(PairVar::Grievance, to, exporter);
        turn.add(variable, Rule::Broken, Parent::Order(n), params.grievance_denial * weight);
    }
}

/// Transparency has a price: a published denial tells the rivals of its exporter what to offer, and to whom.
fn hearsay<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, now) = (turn.setting, turn.world.turn);
    for n in 0..turn.world.record.len() {
        let Some(denied) = turn.world.record.get(n).copied() else { continue };
        if denied.turn != now || denied.outcome != Outcome::Denied || !denied.public {
            continue;
        }
        let rival = |link: &crate::rules::table::LinkId| {
            let supplier = setting.links[*link].supplier;
            supplier != denied.partner && supplier != denied.exporter && setting.states[supplier].roles.rival
        };
        let share = |link: &crate::rules::table::LinkId| turn.world.values.link(LinkVar::Share, *link);
        let best =
            setting.links_of(denied.partner, denied.domain).filter(rival).max_by_key(|l| (share(l), std::cmp::Reverse(*l)));
        if let Some(link) = best {
            let discount = Variable::Link(LinkVar::Discount, link);
            turn.add(discount, Rule::Hearsay, Parent::Decision(denied.key), setting.params.hearsay_discount);
        }
    }
}
