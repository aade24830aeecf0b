//! How large a game may grow: a save holds no more, so a game takes no more, and what is saved can be opened.

use super::game::Game;
use super::save::SAVE_BYTES_MAX;
use crate::rules::world::World;

/// Most branches.
pub(super) const BRANCHES_MAX: usize = 5_000;
/// Most positions, whatever the board.
const NODES_MAX: usize = 10_000;
/// Positions that a game of any board may have.
const NODES_LEAST: usize = 200;
/// Most numbers of all positions together: with their ledgers they take about 35 bytes a number, a quarter of a gigabyte in all.
const NUMBERS_MAX: usize = 6_500_000;

/// Most bytes of reasons, notes and names together, half of what a file may have.
const WORDS_MAX: usize = SAVE_BYTES_MAX / 2;

/// Most positions of a game on the board of a world.
pub(super) fn positions_max(world: &World) -> usize {
    (NUMBERS_MAX / world.values.layout().len().max(1)).clamp(NODES_LEAST, NODES_MAX)
}

impl Game {
    /// Whether a save has no room for more words of that length: they are counted as they are written.
    pub(super) const fn lacks_room_for(&self, bytes: usize) -> bool {
        self.words + bytes > WORDS_MAX
    }

    /// Whether the tree has as many positions or branches as a save holds, so that none is added.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.nodes().len() >= positions_max(self.world()) || self.branches().len() >= BRANCHES_MAX || self.lacks_room_for(1)
    }
}
