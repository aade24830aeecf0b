//! What can happen to a game. A save is the list of it.

use super::branch::BranchId;
use super::desk::Aside;
use super::game::NodeId;
use crate::rules::order::Order;
use crate::rules::table::StateId;

/// Where a state stands on the board, in ten-thousandths of its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From the left, 0–10 000.
    pub x: u16,
    /// From the top, 0–10 000.
    pub y: u16,
}

impl Place {
    /// The largest coordinate.
    pub const MOST: u16 = 10_000;

    /// The place at these parts of the board, 0–1; what lies outside is brought to its edge.
    #[must_use]
    pub fn at(x: f32, y: f32) -> Self {
        let whole = |part: f32| (part.clamp(0.0, 1.0) * f32::from(Self::MOST)).round() as u16;
        Self { x: whole(x), y: whole(y) }
    }

    /// The place as parts of the board, 0–1.
    #[must_use]
    pub fn parts(self) -> (f32, f32) {
        let part = |whole: u16| f32::from(whole.min(Self::MOST)) / f32::from(Self::MOST);
        (part(self.x), part(self.y))
    }
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A turn was played and led to this position.
    Turn(NodeId),
    /// A branch was opened.
    Branch(BranchId),
    /// A branch was named; an empty name is none.
    Name(BranchId, String),
    /// Something was noted at a position, by the team of a seat or by the facilitator; an empty text is none.
    Note(NodeId, Option<StateId>, String),
    /// A bookmark was put at a position, by one of them; an empty name is none.
    Mark(NodeId, Option<StateId>, String),
    /// Orders are sealed until they are revealed together.
    Sealed,
    /// Somebody who sat at a state took the facilitator's chair at this position, while orders were sealed.
    Chair(NodeId),
    /// People sat down at a state; none: the facilitator's chair.
    Seat(Option<StateId>),
    /// The cursor was put on a position, as seen from a branch.
    At(NodeId, BranchId),
    /// Orders were given and not yet played.
    Drafts(Vec<Order>),
    /// Orders were drafted for another position or by another seat, and are kept for when somebody comes back; none: they are not any more.
    Kept(NodeId, Option<StateId>, Vec<Order>),
    /// Sets of orders were put aside, taken up or forgotten: all that there are now.
    Aside(Vec<Aside>),
    /// A state was moved on the board; none: back to where the scenario has it.
    Place(StateId, Option<Place>),
}

impl Event {
    /// Whether somebody only looked, so that nothing is lost where it is not in a file.
    #[must_use]
    pub const fn is_a_look(&self) -> bool {
        matches!(self, Self::Seat(_) | Self::At(..))
    }

    /// Whether it belongs to the tree. The others are how the desk was left, of which only the last of a kind counts.
    #[must_use]
    pub const fn is_history(&self) -> bool {
        matches!(
            self,
            Self::Turn(_) | Self::Branch(_) | Self::Name(..) | Self::Note(..) | Self::Mark(..) | Self::Sealed | Self::Chair(_)
        )
    }
}
