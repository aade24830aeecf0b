//! Phase 8: alignment moves slowly; commitments, which rest on it, are kept, strained and broken.

use crate::rules::draws::step;
use crate::rules::ledger::{Cause, News, Recorder, SeenBy, part};
use crate::rules::setting::{CommitmentInfo, Test};
use crate::rules::table::{CommitmentId, StateId};
use crate::rules::turn::Turn;
use crate::rules::variable::{LinkVar, PairVar, StateVar, Variable};
use crate::rules::world::{Outcome, Standing};

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let states: Vec<StateId> = turn.setting.states.ids().collect();
    for from in &states {
        let (now, before) = (turn.world.mean_shares(turn.setting, *from), turn.start.mean_shares(turn.setting, *from));
        for to in states.iter().filter(|to| *to != from) {
            drift(turn, *from, *to, now[*to], before[*to]);
        }
    }
    for id in turn.setting.commitments.ids() {
        test_now(turn, id);
    }
    renewals(turn);
}

fn drift<R: Recorder>(turn: &mut Turn<'_, R>, from: StateId, to: StateId, share: f64, opening: f64) {
    let (setting, params, dt) = (turn.setting, &turn.setting.params, turn.dt());
    let alignment = turn.pair(PairVar::Alignment, from, to);
    let affinity = turn.pair(PairVar::Affinity, from, to);
    let room = 1.0 - alignment * alignment;
    let mut parts = vec![part(Cause::Drift, (affinity - alignment) * step(params.alignment_drift, dt))];
    let mut push = |cause, amount: f64| parts.push(part(cause, amount * room));
    if share > 0.0 {
        let supplier = Variable::Pair(PairVar::Interoperability, from, to);
        push(Cause::Because(supplier), params.alignment_interoperability * dt * (turn.get(supplier) - turn.start.get(supplier)));
        push(Cause::Rivals(from), params.alignment_supplier * (share - opening));
        let money = turn.state(StateVar::Budget, from) * params.new_buy_fraction;
        let now = turn.world.turn;
        for licence in turn.world.licences.iter().filter(|l| l.supplier == to && l.recipient == from && l.granted == now) {
            let worth = licence.points.to_f64() * setting.price(to, licence.tier) / money.max(1e-9);
            let cause = Cause::Decision(licence.key, from, Outcome::Licensed);
            push(cause, params.alignment_delivery * worth.min(2.0) * params.tier_quality(licence.tier));
        }
        let burden: f64 = setting
            .links
            .enumerate()
            .filter(|(_, l)| l.supplier == to && l.recipient == from)
            .map(|(id, _)| turn.world.link(LinkVar::Burden, id))
            .fold(0.0, f64::max);
        push(Cause::Order(to), -params.alignment_coercion * dt * burden * share);
    }
    let refused = |d: &&crate::rules::world::Decided| {
        d.turn == turn.world.turn && d.partner == from && d.exporter == to && d.outcome == Outcome::Denied
    };
    for decided in turn.world.record.iter().filter(refused) {
        let expected = turn.start.request(decided.key).map_or(0.5, |r| super::signals::expected(setting, turn.start, r));
        push(Cause::Surprise(decided.key, from), -params.alignment_denial * expected);
    }
    let grievance = Variable::Pair(PairVar::Grievance, from, to);
    push(
        Cause::Because(grievance),
        -params.alignment_grievance * dt * (turn.get(grievance) - turn.start.get(grievance)).max(0.0),
    );
    turn.change(Variable::Pair(PairVar::Alignment, from, to), &parts);
}

/// Tests one commitment and moves it to kept, strained or broken. What is strained is whole again only well past its limit.
pub(super) fn test_now<R: Recorder>(turn: &mut Turn<'_, R>, id: CommitmentId) {
    let info = &turn.setting.commitments[id];
    let last = turn.world.turn;
    let old = turn.world.commitments[id].status;
    if matches!(old, Standing::Broken | Standing::Lapsed) {
        return;
    }
    let dated = info.until_turn.is_some();
    let broken = !info.broken_when.is_empty() && info.broken_when.iter().all(|test| turn.world.holds(test, last));
    let slack = turn.setting.params.commitment_hysteresis;
    let strained = info.strained_when.iter().any(|test| {
        turn.world.holds(test, last) || (old == Standing::Strained && turn.world.holds(&loosened(test, slack), last))
    });
    let new = match (broken, strained) {
        (true, _) if !dated || old == Standing::Strained => Standing::Broken,
        (true, _) | (_, true) => Standing::Strained,
        _ => Standing::Kept,
    };
    if new != old {
        become_(turn, id, new);
    }
}

/// The same test with its limit moved to the safe side.
fn loosened(test: &Test, slack: f64) -> Test {
    match test {
        Test::Above(variable, value) => Test::Above(*variable, value - slack),
        Test::Below(variable, value) => Test::Below(*variable, value + slack),
        other => other.clone(),
    }
}

/// What ends on a date is renewed unless it is strained.
fn renewals<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let due = |(_, info): &(CommitmentId, &CommitmentInfo)| info.until_turn == Some(now);
    let due: Vec<CommitmentId> = turn.setting.commitments.enumerate().filter(due).map(|(id, _)| id).collect();
    for id in due {
        if turn.world.commitments[id].status == Standing::Strained {
            become_(turn, id, Standing::Lapsed);
        }
    }
}

fn become_<R: Recorder>(turn: &mut Turn<'_, R>, id: CommitmentId, status: Standing) {
    turn.world.commitments[id].status = status;
    turn.world.commitments[id].since = turn.world.turn;
    let info = &turn.setting.commitments[id];
    let mut entries = Vec::new();
    if matches!(status, Standing::Broken | Standing::Lapsed) && info.from != info.to {
        let lost = -turn.setting.params.alignment_commitment;
        for (a, b) in [(info.from, info.to), (info.to, info.from)] {
            entries.push(turn.change(Variable::Pair(PairVar::Alignment, a, b), &[part(Cause::Commitment(id), lost)]));
        }
    }
    for test in info.strained_when.iter().chain(&info.broken_when) {
        if let Test::Above(variable, _) | Test::Below(variable, _) = test {
            entries.push(turn.entry_about(*variable));
        }
    }
    turn.tell(News::Commitment { id, status }, if status == Standing::Kept { 55 } else { 88 }, entries, SeenBy::All);
}
