//! What lies over the screen until it is answered, and what the answers are for.

use std::path::PathBuf;

use crate::ui::state::find::Find;

/// What lies over the screen until it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// A page to read.
    Page {
        /// Its title.
        title: String,
        /// Its text, Markdown.
        text: String,
        /// The game of other rules that it is about, where these rules can play its orders.
        anew: Option<PathBuf>,
    },
    /// A field for a path.
    Path(PathPurpose, String),
    /// A file is being opened.
    Opening {
        /// Which.
        path: PathBuf,
        /// The number and the revision of the game that it takes the place of.
        over: Option<(u64, u64)>,
    },
    /// A copy was made to be handed in.
    HandIn(HandedIn),
    /// The game that was opened goes further in a journal that a crash left: the n-th of those.
    Later(usize),
    /// Whether somebody who sits at a state takes the facilitator's chair while orders are sealed.
    Chair,
    /// Unsaved play.
    Leave(Way),
    /// The keys.
    Keyboard,
    /// The settings.
    Settings,
    /// What the window said.
    Messages,
    /// Commands and things by name.
    Find(Find),
    /// Every order that the seat could give.
    NewOrder(crate::ui::panels::new_order::NewOrder),
    /// The rulebook.
    Rulebook(crate::ui::panels::rulebook::RulebookView),
}

/// A copy of a game to be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The eight words of everything that was played.
    pub words: String,
    /// How far it was played: the turn that comes next, or none at its end.
    pub turn: Option<u16>,
    /// Where the copy lies, or why it does not; none while it is written.
    pub said: Option<String>,
}

/// What a path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPurpose {
    /// To open.
    Open,
    /// To save as.
    Save,
}

/// Where one leaves to.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// Out of the program.
    Out,
    /// To the home screen.
    Home,
    /// To another file.
    File(PathBuf),
    /// To a game of other rules, played anew by these.
    Anew(PathBuf),
    /// To the start of the same game.
    Again {
        /// With the luck that it had.
        same_luck: bool,
    },
    /// To the tour.
    Tour,
    /// To a historical case, by its short name.
    Case(String),
}
