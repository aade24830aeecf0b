//! Phase 2: cards of the deck come, the facilitator acts, and effects are worked out.

use crate::rules::draws::{Purpose, choose};
use crate::rules::ledger::{About, News, Recorder, SeenBy};
use crate::rules::order::FacilitatorOrder;
use crate::rules::setting::{Card, Trigger};
use crate::rules::table::{CardId, Id};
use crate::rules::turn::Turn;

pub(super) fn play<R: Recorder>(turn: &mut Turn<'_, R>) {
    super::facilitator::grants(turn);
    fixed(turn);
    conditional(turn);
    drawn(turn);
    for (_, order) in turn.orders.of_facilitator() {
        if let FacilitatorOrder::Inject(card) = order {
            come(turn, *card);
        }
    }
}

fn waits<R: Recorder>(turn: &Turn<'_, R>, card: CardId) -> bool {
    let held =
        |order: &FacilitatorOrder| matches!(order, FacilitatorOrder::HoldCard(c) | FacilitatorOrder::Inject(c) if *c == card);
    turn.world.cards[card].came.is_none() && !turn.orders.of_facilitator().any(|(_, order)| held(order))
}

fn fixed<R: Recorder>(turn: &mut Turn<'_, R>) {
    let (setting, now) = (turn.setting, turn.world.turn);
    for (id, card) in setting.deck.enumerate() {
        if card.trigger == Trigger::Fixed(now) && waits(turn, id) {
            come(turn, id);
        }
    }
}

fn conditional<R: Recorder>(turn: &mut Turn<'_, R>) {
    let setting = turn.setting;
    let (mut coming, most) = (0.0, setting.params.event_cards);
    for (id, card) in setting.deck.enumerate() {
        let Trigger::Condition { tests, turns, odds, from_turn } = &card.trigger else { continue };
        if !waits(turn, id) {
            continue;
        }
        let last = turn.world.turn.saturating_sub(1);
        let holds = !tests.is_empty() && tests.iter().all(|test| turn.start.holds(test, last));
        let state = &mut turn.world.cards[id];
        state.held = if holds { state.held.saturating_add(1) } else { 0 };
        let ripe = state.held >= (*turns).max(1) && turn.world.turn >= (*from_turn).max(2);
        if ripe && coming < most {
            let key = turn.key(Purpose::CardOdds, 0, id.index() as u64);
            if *odds >= 1.0 || turn.chance(key, *odds, About::Card(id), SeenBy::Facilitator) {
                coming += 1.0;
                come(turn, id);
            }
        }
    }
}

fn drawn<R: Recorder>(turn: &mut Turn<'_, R>) {
    let now = turn.world.turn;
    if !turn.setting.draw_turns.contains(&now) {
        return;
    }
    let mut weights = std::mem::take(&mut turn.scratch.options);
    let weight = |(id, card): (CardId, &Card)| match card.trigger {
        Trigger::Drawn { weight, from_turn } if waits(turn, id) && now >= from_turn => weight,
        _ => 0.0,
    };
    weights.clear();
    weights.extend(turn.setting.deck.enumerate().map(weight));
    let chosen = choose(&weights, |n| turn.unit(Purpose::CardPile, 0, n as u64));
    let odds = chosen.and_then(|n| weights.get(n)).map_or(0.0, |weight| weight / weights.iter().sum::<f64>());
    turn.scratch.options = weights;
    if let Some(n) = chosen {
        let card = CardId::from_index(n);
        turn.drew(turn.key(Purpose::CardPile, 0, n as u64), odds, true, About::Card(card), SeenBy::Facilitator);
        come(turn, card);
    }
}

fn come<R: Recorder>(turn: &mut Turn<'_, R>, id: CardId) {
    turn.world.cards[id].came = Some(turn.world.turn);
    let setting = turn.setting;
    super::effects::apply(turn, &setting.deck[id].effects, super::effects::Source::Card(id));
    let mut about = [crate::rules::variable::Variable::Measure(
        crate::rules::variable::Measure::Stability,
        crate::rules::variable::Scope::Board,
    ); 6];
    let touched = super::effects::touched(&setting.deck[id].effects, &mut about);
    turn.tell(News::Card(id), 90, about.get(..touched).unwrap_or_default(), SeenBy::All);
}
