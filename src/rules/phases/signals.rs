//! Phase 4: partners learn from the answers.
//!
//! A partner's belief "will my legitimate request be met in time?" is a Beta distribution, kept as its mean (reliability) and the
//! sum of its counts (evidence). An answer of weight w and worth o moves the mean by w (o − mean) ÷ (evidence + Σ w).

use crate::rules::ledger::{Cause, Contribution, News, Recorder, SeenBy, part};
use crate::rules::quantity::Quantity;
use crate::rules::score::{Terms, score};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::Turn;
use crate::rules::variable::{PairVar, StateVar, Variable};
use crate::rules::world::{Decided, Outcome, Request, World};

/// One answer as its partner reads it.
struct Signal {
    weight: f64,
    worth: f64,
    surprise: f64,
    decided: Decided,
}

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let answers: Vec<Decided> = turn.world.record.iter().copied().filter(|d| d.turn == now).collect();
    let mut pairs: Vec<(StateId, StateId)> = answers.iter().map(|d| (d.partner, d.exporter)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    for (partner, exporter) in pairs {
        let mine = answers.iter().filter(|d| d.partner == partner && d.exporter == exporter);
        let signals: Vec<Signal> = mine.filter_map(|d| read(turn, *d)).collect();
        learn(turn, partner, exporter, &signals);
        resent(turn, partner, exporter, &signals, &answers);
    }
}

/// The chance of approval that a partner expects from what is declared, 0–1: the declared policy as far as the exporter is
/// transparent, and its own belief as far as it is not.
#[must_use]
pub(super) fn expected(setting: &Setting, world: &World, request: &Request) -> f64 {
    let belief = world.pair(PairVar::Reliability, request.from, request.to);
    let Some(regime) = world.regimes[request.to].as_ref() else { return belief };
    let open = world.state(StateVar::Transparency, request.to);
    let margin = score(setting, world, regime, request, &Terms::asked(request)).margin();
    let policy = 1.0 / (1.0 + libm::exp(-margin / setting.params.expectation_spread));
    open * policy + (1.0 - open) * belief
}

/// How a decision is read, from the position at the start of the turn in which the request was still open.
fn read<R: Recorder>(turn: &Turn<'_, R>, decided: Decided) -> Option<Signal> {
    let params = &turn.setting.params;
    let request = turn.start.request(decided.key);
    let expected = request.map_or(0.5, |r| expected(turn.setting, turn.start, r));
    let open = turn.start.state(StateVar::Transparency, decided.exporter);
    let promised = request.and_then(|r| r.promised);
    let burden = turn.world.licences.iter().find(|l| l.key == decided.key).map_or(0.0, |l| l.burden.to_f64());
    let now = turn.world.turn;
    let dated = turn.world.request(decided.key).is_some_and(|r| r.promised.is_some());
    let (weight, worth, informs) = match decided.outcome {
        Outcome::Licensed => (params.signal_approval, (1.0 - params.burden_signal * burden).max(0.0), f64::midpoint(1.0, open)),
        Outcome::Denied => (params.signal_denial, 0.0, 1.0),
        // A promise that has not come due yet is no news.
        Outcome::Deferred if promised.is_some_and(|turn| turn > now) && dated => return None,
        Outcome::Deferred => (params.signal_deferral * if dated { 1.0 } else { 2.0 }, 0.0, 1.0),
        Outcome::Held => (params.signal_deferral * 2.0, 0.0, 1.0),
        Outcome::Refused => (params.signal_refused, 0.5, 1.0),
        Outcome::Withdrawn => return None,
    };
    let surprise = (worth - expected).abs().min(1.0);
    let heard = params.expected_weight + (1.0 - params.expected_weight) * surprise;
    Some(Signal { weight: weight * heard * informs, worth, surprise, decided })
}

fn learn<R: Recorder>(turn: &mut Turn<'_, R>, partner: StateId, exporter: StateId, signals: &[Signal]) {
    let (mean, evidence) = (turn.pair(PairVar::Reliability, partner, exporter), turn.pair(PairVar::Evidence, partner, exporter));
    let weight: f64 = signals.iter().map(|s| s.weight).sum();
    if weight <= 0.0 {
        return;
    }
    let floor = turn.setting.params.expected_weight;
    let mut parts: Vec<Contribution> = Vec::new();
    for signal in signals {
        let moved = signal.weight * (signal.worth - mean) / (evidence + weight);
        let heard = floor + (1.0 - floor) * signal.surprise;
        let plain = if heard > 0.0 { floor / heard } else { 1.0 };
        let decided = &signal.decided;
        parts.push(part(Cause::Decision(decided.key, partner, decided.outcome), moved * plain));
        parts.push(part(Cause::Surprise(decided.key, partner), moved * (1.0 - plain)));
    }
    let entry = turn.change(Variable::Pair(PairVar::Reliability, partner, exporter), &parts);
    let seen: Vec<Contribution> =
        signals.iter().map(|s| part(Cause::Decision(s.decided.key, partner, s.decided.outcome), s.weight)).collect();
    turn.change(Variable::Pair(PairVar::Evidence, partner, exporter), &seen);
    let change = turn.pair(PairVar::Reliability, partner, exporter) - mean;
    if change.abs() >= 0.01 {
        let news = News::Reliability { partner, exporter, change: Quantity::from_f64(change) };
        let weight = (20.0 + change.abs() * 200.0).min(80.0) as u16;
        turn.tell(news, weight, [entry], SeenBy::Seats(partner, exporter));
    }
}

/// Grievance: from surprising refusals, and where a comparable rival got more with no better score.
fn resent<R: Recorder>(turn: &mut Turn<'_, R>, partner: StateId, exporter: StateId, signals: &[Signal], answers: &[Decided]) {
    let params = &turn.setting.params;
    let mut parts = Vec::new();
    for signal in signals.iter().filter(|s| s.decided.outcome == Outcome::Denied) {
        let cause = Cause::Surprise(signal.decided.key, partner);
        parts.push(part(cause, params.grievance_denial * signal.surprise));
    }
    let unmet = signals.iter().filter(|s| matches!(s.decided.outcome, Outcome::Denied | Outcome::Deferred | Outcome::Held));
    for mine in unmet.map(|s| &s.decided) {
        let favoured = |d: &&Decided| {
            d.exporter == exporter
                && d.outcome == Outcome::Licensed
                && turn.pair(PairVar::Hostility, partner, d.partner) >= params.favouritism_hostility
                && d.score <= mine.score
        };
        if let Some(other) = answers.iter().find(favoured) {
            parts.push(part(Cause::Favouritism(exporter, other.partner), params.grievance_favouritism));
        }
    }
    turn.change(Variable::Pair(PairVar::Grievance, partner, exporter), &parts);
}
