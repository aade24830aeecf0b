//! The board by keyboard: arrows lead to the nearest state in their direction, and along the links of what is lit.

use egui::{Key, Pos2, Ui, vec2};

use super::lens::Strand;
use super::nodes::{Seen, id_of};
use super::{Intent, Selection};
use crate::rules::table::{StateId, Table};

/// Arrow keys lead from the focused state to the nearest one in that direction; from the board itself to the lit state or the first.
pub(super) fn walk(ui: &Ui, seen: &Seen<'_>, on_board: bool, intents: &mut Vec<Intent>) {
    let keys = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let plain = |input: &egui::InputState, key: Key| input.key_pressed(key) && input.modifiers.is_none();
    let pressed = keys.into_iter().find(|(key, _)| ui.input(|input| plain(input, *key)));
    let Some((_, direction)) = pressed else { return };
    let focus = ui.memory(egui::Memory::focused);
    let from = focus.and_then(|focus| seen.scene.setting.states.ids().find(|id| id_of(ui, *id) == focus));
    let next = match from {
        Some(from) => {
            nearest(&seen.ways.circles.ids().map(|id| (id, seen.ways.circles[id].centre)).collect::<Vec<_>>(), from, direction)
        }
        None if on_board => match seen.scene.selection {
            Selection::State(id) => Some(id),
            Selection::Link(_, id) => Some(id),
            Selection::Nothing => seen.scene.setting.states.ids().next(),
        },
        None => None,
    };
    if let Some(next) = next {
        ui.memory_mut(|memory| memory.request_focus(id_of(ui, next)));
        intents.push(Intent::Select(Selection::State(next)));
    }
}

/// The nearest place in a direction; what lies aside counts twice.
fn nearest(places: &[(StateId, Pos2)], from: StateId, direction: egui::Vec2) -> Option<StateId> {
    let here = places.iter().find(|(id, _)| *id == from)?.1;
    let cost = |at: Pos2| {
        let away = at - here;
        let along = away.dot(direction);
        (along > 1.0).then(|| along + 2.0 * (away - along * direction).length())
    };
    let others = places.iter().filter(|(id, _)| *id != from).filter_map(|(id, at)| cost(*at).map(|cost| (cost, *id)));
    others.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id)
}

/// The next line of a state, clockwise from 12 o'clock, or the one before; from none the first.
#[must_use]
pub(super) fn next_line(
    strands: &[Strand],
    places: &Table<StateId, Pos2>,
    of: StateId,
    now: Option<(StateId, StateId)>,
    step: isize,
) -> Option<(StateId, StateId)> {
    let other = |s: &Strand| if s.from == of { s.to } else { s.from };
    let angle = |s: &Strand| {
        let away = places[other(s)] - places[of];
        // Clockwise from straight up.
        away.x.atan2(-away.y).rem_euclid(std::f32::consts::TAU)
    };
    let mut own: Vec<&Strand> = strands.iter().filter(|s| s.from == of || s.to == of).collect();
    own.sort_by(|a, b| angle(a).total_cmp(&angle(b)).then((a.from, a.to).cmp(&(b.from, b.to))));
    let mut pairs: Vec<(StateId, StateId)> = own.into_iter().map(|s| (s.from, s.to)).collect();
    pairs.dedup();
    let count = pairs.len();
    if count == 0 {
        return None;
    }
    let here = now.and_then(|now| pairs.iter().position(|pair| *pair == now));
    let next = match here {
        Some(here) => (here as isize + step).rem_euclid(count as isize) as usize,
        None if step < 0 => count - 1,
        None => 0,
    };
    pairs.get(next).copied()
}

#[cfg(test)]
mod tests {
    use super::super::lens::Look;
    use super::*;
    use egui::pos2;

    #[test]
    fn an_arrow_leads_to_the_nearest_state_in_its_direction() {
        let at = |n, x, y| (StateId(n), pos2(x, y));
        let places = [at(0, 0.0, 0.0), at(1, 50.0, 5.0), at(2, 20.0, 60.0), at(3, -10.0, 0.0)];
        assert_eq!(nearest(&places, StateId(0), vec2(1.0, 0.0)), Some(StateId(1)));
        assert_eq!(nearest(&places, StateId(0), vec2(0.0, 1.0)), Some(StateId(2)));
        assert_eq!(nearest(&places, StateId(3), vec2(-1.0, 0.0)), None, "there is nothing on the left");
    }

    #[test]
    fn lines_are_walked_clockwise_and_round() {
        let line = |from, to| Strand {
            from: StateId(from),
            to: StateId(to),
            value: 0.5,
            before: None,
            width: 1.0,
            look: Look::Supply,
            domains: Vec::new(),
            promises: Vec::new(),
            always: true,
        };
        let places: Table<StateId, Pos2> =
            [pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(0.0, 10.0), pos2(-10.0, 0.0)].into_iter().collect();
        let strands = [line(3, 0), line(0, 2), line(1, 0)];
        let go = |now, step| next_line(&strands, &places, StateId(0), now, step);
        let (right, below, left) = ((StateId(1), StateId(0)), (StateId(0), StateId(2)), (StateId(3), StateId(0)));
        assert_eq!(go(None, 1), Some(right));
        assert_eq!(go(Some(right), 1), Some(below));
        assert_eq!(go(Some(below), 1), Some(left));
        assert_eq!(go(Some(left), 1), Some(right), "round to the first");
        assert_eq!(go(None, -1), Some(left));
        assert_eq!(next_line(&strands[1..2], &places, StateId(3), None, 1), None);
    }
}
