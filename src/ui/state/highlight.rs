//! What a story lights on the board: who, which links, and what is said beside them.
//!
//! The story's panel makes it, the board paints it, and neither knows the other.

use crate::rules::table::{RegionId, StateId};
use crate::rules::world::Standing;

/// What is lit. The rest goes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlight {
    /// The states that take part.
    pub states: Vec<StateId>,
    /// The links that take part: supplier and recipient.
    pub links: Vec<(StateId, StateId)>,
    /// What is said, in the order of the steps.
    pub notes: Vec<Note>,
    /// How far the present step has travelled, 0–1; 1 where nothing moves.
    pub progress: f32,
}

/// A few words beside a state or a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The number of the step, from 1.
    pub number: usize,
    /// The number of the step that it follows from, among those that stand here; none: it begins the story.
    pub after: Option<usize>,
    /// Where it stands.
    pub place: Place,
    /// What it is about.
    pub title: String,
    /// What happened.
    pub words: String,
    /// The direction of the change: 1, −1, or 0 where there is none.
    pub sign: i8,
    /// How a commitment stands now, where the step is about one.
    pub standing: Option<Standing>,
    /// Whether this is the present step.
    pub present: bool,
}

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At a state.
    State(StateId),
    /// At the middle of a link, supplier and recipient; at the pair, where no link is drawn.
    Link(StateId, StateId),
    /// In a region as a whole.
    Region(RegionId),
    /// Nowhere between states: at the foot of the board.
    Board,
}
