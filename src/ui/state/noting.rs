//! What people wrote at positions – notes, bookmarks, names of branches – and the way back.

use crate::rules::table::StateId;
use crate::session::{BranchId, Game, NodeId};
use crate::ui::panels::branches::Fields;

/// A position, and the branch in whose row it was written at.
type At = (NodeId, BranchId);

/// What was written at once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    at: At,
    /// Who wrote it.
    by: Option<StateId>,
    before: Fields,
    after: Fields,
}

/// What was written since anything else was done that can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noting {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Noting {
    /// Writes at a position. Whether that changed anything.
    pub fn write(&mut self, game: &mut Game, at: At, fields: &Fields) -> bool {
        let before = Fields::of(game, at);
        put(game, at, fields);
        // A game keeps names in one line: what it has is what was written.
        let after = Fields::of(game, at);
        let changed = before != after;
        if changed {
            self.done.push(Step { at, by: game.seat(), before, after });
            self.undone.clear();
        }
        changed
    }

    /// Something else was done that can be taken back: it comes before what was written so far.
    pub fn settle(&mut self) {
        *self = Self::default();
    }

    /// What would be taken back: the key of the words for it, and the position.
    #[must_use]
    pub fn undone_next(&self, game: &Game) -> Option<(&'static str, NodeId)> {
        let step = self.done.last().filter(|step| step.by == game.seat())?;
        Some((step.which(["history.undo_note", "history.undo_mark", "history.undo_name"]), step.at.0))
    }

    /// What would be brought back: the key of the words for it, and the position.
    #[must_use]
    pub fn redone_next(&self, game: &Game) -> Option<(&'static str, NodeId)> {
        let step = self.undone.last().filter(|step| step.by == game.seat())?;
        Some((step.which(["history.redo_note", "history.redo_mark", "history.redo_name"]), step.at.0))
    }

    /// Takes back what was written last. Whether there was something.
    pub fn undo(&mut self, game: &mut Game) -> bool {
        let Some(step) = self.undone_next(game).and_then(|_| self.done.pop()) else { return false };
        put(game, step.at, &step.before);
        self.undone.push(step);
        true
    }

    /// Writes again what was taken back last. Whether there was something.
    pub fn redo(&mut self, game: &mut Game) -> bool {
        let Some(step) = self.redone_next(game).and_then(|_| self.undone.pop()) else { return false };
        put(game, step.at, &step.after);
        self.done.push(step);
        true
    }
}

impl Step {
    /// The first of three for the note, the bookmark and the name that was changed.
    fn which<T: Copy>(&self, [note, mark, name]: [T; 3]) -> T {
        match () {
            () if self.before.note != self.after.note => note,
            () if self.before.mark != self.after.mark => mark,
            () => name,
        }
    }
}

/// Gives a game what stands in the fields, as far as it takes it.
fn put(game: &mut Game, (node, branch): At, fields: &Fields) {
    game.note(node, &fields.note);
    game.mark(node, &fields.mark);
    game.name_branch(branch, &fields.name);
}
