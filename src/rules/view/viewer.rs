//! Who looks, and what they may see.

use std::borrow::Cow;

use super::{PublicView, SeatView};
use crate::rules::ledger::SeenBy;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::turn::default_audience;
use crate::rules::variable::Variable;
use crate::rules::world::World;

/// Who looks at a game, and so is told of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Viewer {
    /// The facilitator, who may see everything as it truly is.
    #[default]
    Facilitator,
    /// The team of a state.
    Seat(StateId),
    /// Everybody in the room together: what is private to any seat is not told.
    Room,
}

impl Viewer {
    /// The seat that looks, if it is one.
    #[must_use]
    pub const fn seat(self) -> Option<StateId> {
        match self {
            Self::Seat(seat) => Some(seat),
            Self::Facilitator | Self::Room => None,
        }
    }

    /// Whether it is the facilitator, or the very state that a thing belongs to.
    #[must_use]
    pub fn is_or_facilitates(self, state: StateId) -> bool {
        match self {
            Self::Facilitator => true,
            Self::Seat(seat) => seat == state,
            Self::Room => false,
        }
    }

    /// Whether it is the facilitator, or the seat that gives an order.
    #[must_use]
    pub fn gives(self, order: &Order) -> bool {
        order.seat.state().map_or(self == Self::Facilitator, |state| self.is_or_facilitates(state))
    }

    /// Whether something with that audience is told to who looks.
    #[must_use]
    pub fn may_know(self, audience: SeenBy) -> bool {
        match self {
            Self::Facilitator => true,
            Self::Seat(seat) => audience.allows(seat),
            Self::Room => audience == SeenBy::All,
        }
    }

    /// Whether a number of a position is what who looks believes it to be: it is in their audience, and not hidden from them.
    #[must_use]
    pub fn knows(self, setting: &Setting, world: &World, variable: Variable) -> bool {
        let told = |known_to: &[StateId]| match self {
            Self::Facilitator => true,
            Self::Seat(seat) => known_to.contains(&seat),
            Self::Room => false,
        };
        let secret = || setting.hidden.iter().any(|h| h.variable == variable && !told(&h.known_to));
        self.may_know(default_audience(variable)) && (world.revealed.contains(&variable) || !secret())
    }

    /// A position as who looks believes it to be; the facilitator's is the true one.
    #[must_use]
    pub fn believed<'w>(self, setting: &Setting, world: &'w World) -> Cow<'w, World> {
        match self {
            Self::Facilitator => Cow::Borrowed(world),
            Self::Seat(seat) => Cow::Owned(SeatView::new(setting, world, seat).into_believed()),
            Self::Room => Cow::Owned(PublicView::new(setting, world).into_known()),
        }
    }
}

/// Who plays a seat looks with its eyes; who plays none is the facilitator.
impl From<Option<StateId>> for Viewer {
    fn from(seat: Option<StateId>) -> Self {
        seat.map_or(Self::Facilitator, Self::Seat)
    }
}
