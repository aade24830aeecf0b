//! Where the user put states on the board, and the way back.
//!
//! Only what was moved is kept here; where nothing was, the scenario's own layout holds. Places are whole ten-thousandths of the
//! board, so that they read well in a file and are equal when they are the same.

use std::collections::BTreeMap;

use crate::rules::table::StateId;
use crate::session::Place;

/// States that were moved together, each with where it was and where it is; none: where the scenario has it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Move(Vec<(StateId, Option<Place>, Option<Place>)>);

/// The user's own places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    at: BTreeMap<StateId, Place>,
    done: Vec<Move>,
    undone: Vec<Move>,
    /// How many of the last moves came after everything else that can be taken back.
    fresh: usize,
    /// Raised with every change.
    version: u64,
}

impl Positions {
    /// Places as a saved game has them; there is nothing to take back.
    #[must_use]
    pub fn kept(places: impl IntoIterator<Item = (StateId, Place)>) -> Self {
        Self { at: places.into_iter().collect(), ..Self::default() }
    }

    /// What a saved game keeps: the places of all that were moved.
    pub fn places(&self) -> impl Iterator<Item = (StateId, Place)> + '_ {
        self.at.iter().map(|(id, place)| (*id, *place))
    }

    /// Raised with every change.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Where a state was put; none: where the scenario has it.
    #[must_use]
    pub fn of(&self, id: StateId) -> Option<Place> {
        self.at.get(&id).copied()
    }

    /// Puts states somewhere; none: back to where the scenario has them. One move, however many they are.
    pub fn put(&mut self, places: impl IntoIterator<Item = (StateId, Option<Place>)>) {
        let changed = places.into_iter().filter(|(id, to)| self.of(*id) != *to);
        let step = Move(changed.map(|(id, to)| (id, self.of(id), to)).collect());
        if step.0.is_empty() {
            return;
        }
        self.carry(&step, false);
        self.done.push(step);
        self.undone.clear();
        self.fresh += 1;
    }

    /// Something else was done that can be taken back: it comes before the moves so far.
    pub fn settle(&mut self) {
        self.fresh = 0;
        self.undone.clear();
    }

    /// Whether the last thing that can be taken back is a move.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        self.fresh > 0
    }

    /// Whether a move was taken back last.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Takes the last move back.
    pub fn undo(&mut self) -> bool {
        if self.fresh == 0 {
            return false;
        }
        let Some(step) = self.done.pop() else { return false };
        self.carry(&step, true);
        self.fresh -= 1;
        self.undone.push(step);
        true
    }

    /// Makes the move again that was taken back last.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.undone.pop() else { return false };
        self.carry(&step, false);
        self.done.push(step);
        self.fresh += 1;
        true
    }

    fn carry(&mut self, step: &Move, back: bool) {
        self.version += 1;
        for (id, from, to) in &step.0 {
            match if back { from } else { to } {
                Some(place) => self.at.insert(*id, *place),
                None => self.at.remove(id),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: StateId = StateId(3);

    #[test]
    fn a_move_goes_back_and_forth() {
        let mut positions = Positions::default();
        positions.put([(A, Some(Place::at(0.5, 0.25)))]);
        positions.put([(A, Some(Place::at(0.75, 0.25)))]);
        assert!(positions.undo());
        assert_eq!(positions.of(A), Some(Place { x: 5_000, y: 2_500 }));
        assert!(positions.undo());
        assert_eq!(positions.of(A), None, "where the scenario has it");
        assert!(!positions.undo());
        assert!(positions.redo() && positions.redo() && !positions.redo());
        assert_eq!(positions.of(A), Some(Place { x: 7_500, y: 2_500 }));
    }

    #[test]
    fn moves_from_before_something_else_stay() {
        let mut positions = Positions::default();
        positions.put([(A, Some(Place::at(0.5, 0.5)))]);
        positions.settle();
        assert!(!positions.can_undo() && !positions.undo());
        assert_eq!(positions.of(A), Some(Place::at(0.5, 0.5)));
    }

    #[test]
    fn many_states_are_one_move_and_no_change_is_none() {
        let mut positions = Positions::default();
        let all = [(A, Some(Place::at(0.1, 0.1))), (StateId(1), Some(Place::at(0.2, 0.2)))];
        positions.put(all);
        positions.put(all);
        assert!(positions.undo() && !positions.can_undo());
        assert_eq!(positions.places().count(), 0);
    }

    #[test]
    fn places_off_the_board_are_brought_to_its_edge() {
        assert_eq!(Place::at(-3.0, 7.0), Place { x: 0, y: Place::MOST });
    }
}
