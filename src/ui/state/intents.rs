//! What a click or a key asks for, and what the outside world is asked to do about it.
//!
//! Views push [`Intent`]s and change nothing but their own view state; [`update`](crate::ui::update) turns intents into changes of the
//! workspace and into [`Effect`]s, which [`worker`](crate::ui::outside::worker) carries out off the frame.

use std::path::PathBuf;

use crate::rules::order::Order;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::world::RequestKey;
use crate::session::NodeId;
use crate::session::Place;
use crate::ui::kit::picture::Picture;
use crate::ui::kit::theme::Theme;
use crate::ui::state::arrangement::{Arrangement, Preset};
use crate::ui::state::commands::CommandId;
use crate::ui::state::settings::ThemeChoice;
use crate::ui::state::workspace::{PathPurpose, Selection, Tab};

/// One wish of the user.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// A command of the registry.
    Run(CommandId),
    /// Starts the n-th bundled scenario in a seat (none: the facilitator's).
    Start(usize, Option<StateId>),
    /// Shows the briefing of the n-th bundled scenario.
    Briefing(usize),
    /// Opens a file by its path.
    Open(PathBuf),
    /// Plays the orders of a game of other rules by these.
    PlayAnew(PathBuf),
    /// A path was typed or picked.
    PathGiven(PathPurpose, PathBuf),
    /// Lights one thing.
    Select(Selection),
    /// Puts states of the board somewhere; none: back to where the scenario has them.
    Place(Vec<(StateId, Option<Place>)>),
    /// Starts an order of an exporter about a partner.
    StartOrder {
        /// Who would license.
        exporter: StateId,
        /// Whom.
        partner: StateId,
    },
    /// Panels were dragged or resized.
    Arranged(Arrangement),
    /// Shows an arrangement of panels.
    Layout(Preset),
    /// Shows a theme.
    Theme(ThemeChoice),
    /// Sets the text size, per cent.
    TextSize(u16),
    /// Whether nothing moves by itself.
    Still(bool),
    /// Speaks a language.
    Speak(String),
    /// Plays another seat.
    Sit(Option<StateId>),
    /// Opens the composer on a request.
    Decide(RequestKey),
    /// Opens the composer on the request before or after in the in-tray.
    Neighbour(i32),
    /// Puts an order among the drafts, in place of one about the same thing.
    Draft(Order),
    /// Opens a draft again that no request is about.
    Reopen(usize),
    /// Puts an order in a draft's place.
    Redraft(usize, Order),
    /// Something of the drafts as a set.
    Drafts(crate::ui::state::drafting::DraftAsk),
    /// Takes a draft away.
    RemoveDraft(usize),
    /// Closes the composer and forgets what was decided about its request, begun or drafted.
    Discard,
    /// Opens a tab of the bottom panel.
    Show(Tab),
    /// Explains a number in the inspector.
    Why(Variable),
    /// Lists the ledger entries that something rests on.
    Entries(Vec<usize>),
    /// Looks at another position of the tree.
    GoTo(NodeId),
    /// Plays the futures of the composer's four decisions.
    Forecast,
    /// Stops playing futures.
    StopForecast,
    /// Stops playing historical cases.
    StopAssessing,
    /// Puts a historical case on the table as a game.
    Replay(String),
    /// Something of the tree of turns.
    Branches(crate::ui::state::pages::BranchAsk),
    /// Takes the facilitator's chair, after the question.
    TakeChair,
    /// Whether orders of new games are sealed until they are revealed together.
    Sealed(bool),
    /// Something of the pages that lie over the table.
    Page(crate::ui::state::pages::PageAsk),
    /// Something of the tour's bubble.
    Tour(crate::ui::panels::tour::TourAsk),
    /// Something of the clock of a turn.
    Clock(crate::ui::state::clock::ClockAsk),
    /// Opens what the words of a handed-in game can promise.
    AboutHandingIn,
    /// Closes the dialog.
    Dismiss,
    /// Goes on with the n-th game that a crash left.
    GoOnWith(usize),
    /// Puts the n-th game that a crash left aside.
    PutAside(usize),
    /// Leaves: without saving, or after it.
    Leave {
        /// Whether to save first.
        save: bool,
    },
}

/// Where a game is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveTo {
    /// In that file.
    File(PathBuf),
    /// In a folder, under the first name of the scenario that no file has.
    Fresh {
        /// The folder.
        folder: PathBuf,
        /// The id of the scenario.
        id: String,
    },
}

/// What is in a file that is taken along.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A picture that is still to be made into pixels, which takes longer than a frame.
    Png(Box<Exposure>),
}

/// A picture with all that its pixels depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposure {
    /// The picture.
    pub picture: Picture,
    /// The theme of its letters.
    pub theme: Theme,
    /// What lies under it.
    pub ground: egui::Color32,
}

/// What the outside world is asked to do.
#[derive(Debug)]
pub enum Effect {
    /// Writes a game.
    Save {
        /// The number of the game on the table.
        game: u64,
        /// Where.
        to: SaveTo,
        /// What.
        text: String,
        /// Which state of the game it holds.
        revision: u64,
    },
    /// Keeps the journal of the game on the table.
    Journal(crate::ui::outside::filing::Journal),
    /// Writes the settings.
    Settings(String),
    /// Looks for a name under which a game could be saved.
    Suggest(SaveTo),
    /// Reads a file to open it.
    Read(PathBuf),
    /// Reads a game of other rules and plays its orders by these.
    Replay(PathBuf),
    /// What was read is not wanted any more.
    GiveBack(PathBuf),
    /// Shows the desktop's file dialog.
    Pick(PathPurpose, Option<PathBuf>),
    /// Plays futures.
    Forecast(Box<crate::ui::outside::worker::ForecastAsk>),
    /// Stops playing futures.
    StopForecast,
    /// Plays historical cases.
    Assess(crate::ui::outside::worker::Inquiry),
    /// Stops playing historical cases.
    StopAssessing,
    /// Writes a picture or a table.
    Export {
        /// Where.
        path: PathBuf,
        /// What.
        content: Content,
    },
    /// Closes the window.
    Close,
    /// Puts the text size, the theme and the language into force.
    Restyle,
    /// The language of what is said off the frame.
    Speak(String),
    /// Leads the focus to the next part of the screen (1) or the one before (−1).
    Step(isize),
}
