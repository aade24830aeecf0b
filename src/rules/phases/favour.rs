//! Favouritism, a part of phase 4: a partner that sees a comparable rival get more from the same exporter with no better score resents it.

use crate::rules::ledger::{Parent, Recorder};
use crate::rules::rule::Rule;
use crate::rules::turn::Turn;
use crate::rules::variable::{PairVar, Variable};
use crate::rules::world::{Decided, Outcome};

/// Every answer of the last year is held against every licence of the last year, once: in the turn in which the later of the two came. A
/// partner resents an exporter so once a turn.
pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    let year = turn.setting.turns_a_year();
    // The record is in the order of turns.
    let lately = turn.world.record.iter().rev().take_while(|d| d.turn + year > now).count();
    let first = turn.world.record.len() - lately;
    if turn.world.record.last().is_none_or(|d| d.turn < now) {
        return;
    }
    let mut resented = std::mem::take(&mut turn.scratch.pairs);
    resented.clear();
    for n in first..turn.world.record.len() {
        let Some(mine) = turn.world.record.get(n).copied() else { continue };
        let pair = (mine.partner, mine.exporter);
        if resented.contains(&pair) || !settled(turn, &mine) {
            continue;
        }
        let lately = turn.world.record.get(first..).unwrap_or_default();
        let news = |other: &&Decided| mine.turn.max(other.turn) == now;
        let favoured = |other: &&Decided| news(other) && got_more(turn, &mine, other) && comparable(turn, &mine, other);
        if let Some(other) = lately.iter().find(favoured).copied() {
            let variable = Variable::Pair(PairVar::Grievance, mine.partner, mine.exporter);
            turn.add(variable, Rule::Favouritism, Parent::Decision(other.key), turn.setting.params.grievance_favouritism);
            resented.push(pair);
        }
    }
    turn.scratch.pairs = resented;
}

/// Whether an answer is one to be held against others': the last word so far on its request. A date that is not over is none.
fn settled<R: Recorder>(turn: &Turn<'_, R>, mine: &Decided) -> bool {
    let last = turn.world.record.iter().rev().find(|d| d.key == mine.key).is_some_and(|d| d.turn == mine.turn);
    let promised = mine.outcome == Outcome::Deferred && mine.dated && !super::signals::late(turn, mine);
    last && mine.outcome != Outcome::Withdrawn && !promised
}

/// Whether another got more than a partner did: a licence of at least the tier for which that one got none, or of at least the tier that it
/// got, at a lighter burden; a tier below the one asked for is a burden, too.
fn got_more<R: Recorder>(turn: &Turn<'_, R>, mine: &Decided, other: &Decided) -> bool {
    let lighter = || mine.burden.to_f64() - other.burden.to_f64() > turn.setting.params.favouritism_burden;
    other.outcome == Outcome::Licensed
        && match mine.outcome {
            Outcome::Denied | Outcome::Deferred | Outcome::Held => other.tier >= mine.tier,
            Outcome::Licensed | Outcome::Refused => other.tier >= mine.tier && lighter(),
            Outcome::Withdrawn => false,
        }
}

/// Whether another is a rival to be compared with: the same exporter's partner, feared or hated, and with no better score.
fn comparable<R: Recorder>(turn: &Turn<'_, R>, mine: &Decided, other: &Decided) -> bool {
    other.exporter == mine.exporter
        && other.partner != mine.partner
        && other.score <= mine.score
        && turn.pair(PairVar::Hostility, mine.partner, other.partner) >= turn.setting.params.favouritism_hostility
}
