//! What commands are about: the sheet of keys is ordered by it.

use super::CommandId;

/// What a command is about; the sheet of keys is ordered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The turn and its orders.
    Turn,
    /// The board.
    Board,
    /// Finding, reading, going elsewhere on the screen.
    Screen,
    /// Files and the program.
    Program,
}

impl Group {
    /// All of them, in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Turn, Self::Board, Self::Screen, Self::Program];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Turn => "keys.turn",
            Self::Board => "keys.board",
            Self::Screen => "keys.screen",
            Self::Program => "keys.program",
        }
    }

    /// What a command is about.
    #[must_use]
    pub const fn of(id: CommandId) -> Self {
        use CommandId as C;
        match id {
            C::Save | C::SaveAs | C::HandIn | C::OpenFile | C::Home | C::Quit | C::Settings => Self::Program,
            C::PlayAgain | C::PlayAgainOtherLuck => Self::Program,
            C::Theme | C::TextLarger | C::TextSmaller | C::TextNormal => Self::Program,
            C::Fit | C::ZoomIn | C::ZoomOut | C::NextLink | C::PreviousLink | C::FollowLink => Self::Board,
            C::MoveLeft | C::MoveRight | C::MoveUp | C::MoveDown | C::LayOut | C::LayOutAsGiven => Self::Board,
            C::LensSupply | C::LensAlignment | C::LensThreat | C::LensCapability | C::LensBeliefs => Self::Board,
            C::ReplayRest | C::TurnBefore | C::TurnAfter | C::RunThrough | C::Branches => Self::Turn,
            C::CompareSets | C::Resolve | C::Undo | C::Redo | C::Decide | C::AddDraft | C::StartOrder | C::NewOrder => Self::Turn,
            _ => Self::Screen,
        }
    }
}
