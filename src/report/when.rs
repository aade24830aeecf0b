//! When a position is, in words: each is the start of a turn, and the last of a game that is over its end.

use crate::rules::ledger::{Ledger, News};
use crate::rules::setting::{CardEffect, Setting};
use crate::rules::world::World;
use crate::text::fill;

/// The text of the first key for the start of a turn, of the second for the end of a game, filled with these values and with `turn`: the
/// turn that begins, or the last that was played.
#[must_use]
pub fn when(setting: &Setting, world: &World, [turn, end]: [&str; 2], values: &[(&str, &str)]) -> String {
    let (key, number) = if world.over(setting) { (end, world.turn.saturating_sub(1)) } else { (turn, world.turn) };
    fill(key, &[values, &[("turn", &number.to_string())]].concat())
}

/// The name of a turn by its number: "Turn 4".
#[must_use]
pub fn turn(number: u16) -> String {
    fill("when.turn", &[("turn", &number.to_string())])
}

/// The name of a position: "Turn 4", "End".
#[must_use]
pub fn name(setting: &Setting, world: &World) -> String {
    when(setting, world, ["when.turn", "when.end"], &[])
}

/// The moment of a position, as it stands in a sentence: "start of turn 4", "end, after turn 8".
#[must_use]
pub fn moment(setting: &Setting, world: &World) -> String {
    when(setting, world, ["when.start", "when.after"], &[])
}

/// Why a game is over, in a sentence; `ledger`: that of its last turn. "All 8 turns were played.", or what ended it before.
#[must_use]
pub fn ending(setting: &Setting, world: &World, ledger: Option<&Ledger>) -> String {
    let last = world.turn.saturating_sub(1);
    let (turn, turns) = (last.to_string(), setting.turns.to_string());
    let values = [("turn", turn.as_str()), ("turns", &turns)];
    if !ledger.is_some_and(|ledger| ledger.headlines.iter().any(|headline| matches!(headline.news, News::Ends))) {
        return fill("ending.played", &values);
    }
    let came = world.cards.enumerate().filter(|(_, card)| card.came == Some(last)).map(|(id, _)| &setting.deck[id]);
    match came.into_iter().find(|card| ends(&card.effects)) {
        Some(card) => fill("ending.card", &[&values[..], &[("card", &card.title)]].concat()),
        None => fill("ending.facilitator", &values),
    }
}

/// Whether these effects can end a game.
fn ends(effects: &[CardEffect]) -> bool {
    effects.iter().any(|effect| match effect {
        CardEffect::End(_) => true,
        CardEffect::Vote { then, otherwise, .. } | CardEffect::If { then, otherwise, .. } => ends(then) || ends(otherwise),
        _ => false,
    })
}

/// What the positions of a line are called, by their place on it: the opening's is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// The place of the end of the game; none: each is the start of a turn.
    pub end: Option<usize>,
}

impl Moments {
    /// The name of a position: "Turn 4", "End".
    #[must_use]
    pub fn name(self, place: usize) -> String {
        self.said(place, ["when.turn", "when.end"])
    }

    /// Its moment: "start of turn 4", "end, after turn 8".
    #[must_use]
    pub fn moment(self, place: usize) -> String {
        self.said(place, ["when.start", "when.after"])
    }

    /// Its name where there is little room: "4", "end".
    #[must_use]
    pub fn short(self, place: usize) -> String {
        self.said(place, ["when.turn_short", "when.end_short"])
    }

    fn said(self, place: usize, [turn, end]: [&str; 2]) -> String {
        let (key, number) = if self.end == Some(place) { (end, place) } else { (turn, place + 1) };
        fill(key, &[("turn", &number.to_string())])
    }
}

#[cfg(test)]
mod tests {
    use super::Moments;

    #[test]
    fn the_last_position_of_a_game_that_is_over_is_its_end_and_no_turn() {
        let moments = Moments { end: Some(8) };
        assert_eq!([7, 8].map(|place| moments.name(place)), ["Turn 8", "End"]);
        assert_eq!([7, 8].map(|place| moments.moment(place)), ["start of turn 8", "end, after turn 8"]);
        assert_eq!([7, 8].map(|place| moments.short(place)), ["8", "end"]);
        assert_eq!(Moments::default().name(8), "Turn 9");
    }
}
