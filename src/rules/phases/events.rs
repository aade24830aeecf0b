//! Phase 2: cards of the deck come and take effect.

use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{About, Cause, News, Recorder, SeenBy, part};
use crate::rules::setting::{CardEffect, OpeningRequest, Trigger};
use crate::rules::table::{CardId, Id};
use crate::rules::turn::Turn;
use crate::rules::variable::Variable;
use crate::rules::world::{Passing, Request};

/// How many cards of the condition pile may come in one turn.
const CONDITION_CARDS_MAX: usize = 2;

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    let mut coming = fixed(turn);
    coming.extend(conditional(turn));
    coming.extend(drawn(turn));
    coming.sort_unstable();
    for card in coming {
        come(turn, card);
    }
}

fn waits<R: Recorder>(turn: &Turn<'_, R>, card: CardId) -> bool {
    turn.world.cards[card].came.is_none()
}

fn fixed<R: Recorder>(turn: &Turn<'_, R>) -> Vec<CardId> {
    let now = turn.world.turn;
    let comes = |(id, card): (CardId, &crate::rules::setting::Card)| {
        (card.trigger == Trigger::Fixed(now) && waits(turn, id)).then_some(id)
    };
    turn.setting.deck.enumerate().filter_map(comes).collect()
}

fn conditional<R: Recorder>(turn: &mut Turn<'_, R>) -> Vec<CardId> {
    let mut coming = Vec::new();
    let setting = turn.setting;
    for (id, card) in setting.deck.enumerate() {
        let Trigger::Condition { tests, turns, odds, from_turn } = &card.trigger else { continue };
        if !waits(turn, id) {
            continue;
        }
        let last = turn.world.turn.saturating_sub(1);
        let holds = !tests.is_empty() && tests.iter().all(|test| turn.world.holds(test, last));
        let state = &mut turn.world.cards[id];
        state.held = if holds { state.held.saturating_add(1) } else { 0 };
        let ripe = state.held >= (*turns).max(1) && turn.world.turn >= (*from_turn).max(2);
        if ripe && coming.len() < CONDITION_CARDS_MAX {
            let key = turn.key(Purpose::CardOdds, 0, id.index() as u64);
            if *odds >= 1.0 || turn.chance(key, *odds, About::Card(id), SeenBy::Facilitator) {
                coming.push(id);
            }
        }
    }
    coming
}

fn drawn<R: Recorder>(turn: &Turn<'_, R>) -> Option<CardId> {
    let now = turn.world.turn;
    if !turn.setting.draw_turns.contains(&now) {
        return None;
    }
    let weight = |(id, card): (CardId, &crate::rules::setting::Card)| match card.trigger {
        Trigger::Drawn { weight, from_turn } if waits(turn, id) && now >= from_turn => weight,
        _ => 0.0,
    };
    let weights: Vec<f64> = turn.setting.deck.enumerate().map(weight).collect();
    choose(&weights, |n| turn.unit(Purpose::CardPile, 0, n as u64)).map(CardId::from_index)
}

fn come<R: Recorder>(turn: &mut Turn<'_, R>, id: CardId) {
    turn.world.cards[id].came = Some(turn.world.turn);
    let mut entries = Vec::new();
    for (nth, effect) in turn.setting.deck[id].effects.iter().enumerate() {
        match effect {
            CardEffect::Change(variable, by, months) => entries.push(change(turn, id, *variable, *by, *months)),
            CardEffect::Multiply(variable, by, months) => {
                let amount = turn.get(*variable) * (by - 1.0);
                entries.push(change(turn, id, *variable, amount, *months));
            }
            CardEffect::Request(opening) => raise(turn, opening, nth),
            CardEffect::TestCommitment(commitment) => super::alignment::test_now(turn, *commitment),
            CardEffect::Reveal => turn.world.leaks.iter_mut().for_each(|leak| leak.detected = true),
            CardEffect::Ruling(_) => {}
        }
    }
    turn.tell(News::Card(id), 90, entries, SeenBy::All);
}

fn change<R: Recorder>(turn: &mut Turn<'_, R>, card: CardId, variable: Variable, by: f64, months: Option<u16>) -> Option<usize> {
    let before = turn.world.values.get(variable);
    let entry = turn.change(variable, &[part(Cause::Card(card), by)]);
    if let Some(months) = months {
        let turns = months.div_ceil(turn.setting.months_per_turn.max(1)).max(1);
        let undo = before - turn.world.values.get(variable);
        turn.world.passing.push(Passing { until: turn.world.turn + turns, variable, undo, card: Some(card) });
        turn.world.passing.sort_unstable();
    }
    entry
}

fn raise<R: Recorder>(turn: &mut Turn<'_, R>, opening: &OpeningRequest, nth: usize) {
    // Numbers above those that a partner's own requests can have.
    let request = Request::opening(opening, turn.world.turn, 0x100 + nth as u16);
    turn.world.requests.push(request);
    turn.world.requests.sort_by_key(|r| r.key);
}
