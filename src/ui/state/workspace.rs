//! Everything that the window shows and keeps: the screen, the game on the table, drafts, the selection, each panel's view state.
//!
//! The workspace is changed by [`update`](crate::ui::update) alone; panels see the parts of it that they need.

use std::path::PathBuf;
use std::sync::Arc;

use crate::rules::order::{Order, OrderKind};
use crate::rules::table::StateId;
use crate::scenario::Scenario;
use crate::session::journal::Recorder;
use crate::session::save::SavedMark;
use crate::session::{Aside, Game, Kept};
use crate::ui::dock::Dock;
use crate::ui::panels::audience::Audience;
use crate::ui::panels::board::BoardView;
use crate::ui::panels::bottom::BottomView;
use crate::ui::panels::composer::Composer;
use crate::ui::panels::hindcast::HindcastView;
use crate::ui::panels::inspector::InspectorView;
use crate::ui::panels::messages::Messages;
use crate::ui::panels::timeline::TimelineView;
use crate::ui::panels::tour::TourView;
pub use crate::ui::state::asked::{Dialog, HandedIn, PathPurpose, Way};
use crate::ui::state::clock::Clock;
use crate::ui::state::drafting::Drafting;
use crate::ui::state::noting::Noting;
use crate::ui::state::pages::Page;
use crate::ui::state::positions::Positions;
pub use crate::ui::state::scene::{Origin, Scene};
use crate::ui::state::scene::{Seen, scene};
use crate::ui::state::settings::Settings;

/// The window's whole state.
pub struct Workspace {
    /// Which screen is shown.
    pub screen: Screen,
    /// The game on the table.
    pub play: Option<Play>,
    /// The bundled scenarios, loaded; none where a file does not load.
    pub library: Vec<Arc<Scenario>>,
    /// What is kept between runs.
    pub settings: Settings,
    /// What lies over the screen.
    pub dialog: Option<Dialog>,
    /// How many games have been on the table.
    pub games: u64,
    /// What the window said.
    pub messages: Messages,
    /// The panels of the table; none until it is drawn, and where it is to be drawn anew.
    pub dock: Option<Dock>,
    /// The window for the room, while it is open.
    pub audience: Option<Audience>,
    /// The clock of a turn, where whoever leads the game wants one.
    pub clock: Option<Clock>,
    /// Every panel shows a handle to drag it by.
    pub arranging: bool,
    /// Where games and settings are kept; none where the desktop has no such place.
    pub data_dir: Option<PathBuf>,
    /// The window is closing and asks no more.
    pub leaving: bool,
    /// Games that a crash left.
    pub crashed: Vec<crate::ui::outside::filing::Crashed>,
    /// Whether a journal is kept of the game on the table.
    pub on_record: bool,
    /// The rules against history.
    pub hindcast: HindcastView,
}

/// The two screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Scenarios and games.
    Home,
    /// The game.
    Table,
}

/// What is lit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// A state.
    State(StateId),
    /// A supplier's link to a recipient, all domains joined.
    Link(StateId, StateId),
}

/// The tabs of the bottom panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Series.
    #[default]
    Plots,
    /// What happened.
    Headlines,
    /// Every entry.
    Ledger,
    /// The in-tray, in a narrow window.
    Tray,
    /// The inspector, in a narrow window.
    Selection,
}

/// How far the disk knows the game.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// Never saved.
    #[default]
    Never,
    /// On its way.
    Writing,
    /// On disk.
    OnDisk,
    /// It failed, for this reason.
    Failed(String),
}

/// The game on the table, with what the user is doing in it.
pub struct Play {
    /// The game.
    pub game: Game,
    /// Orders that are not yet played.
    pub drafts: Vec<Order>,
    /// What was drafted before, and sets put aside.
    pub drafting: Drafting,
    /// What is lit.
    pub selection: Selection,
    /// The request that is being decided.
    pub composer: Option<Composer>,
    /// The page that lies over the table.
    pub page: Option<Page>,
    /// The tour that is being taken.
    pub tour: Option<TourView>,
    /// Why the last resolve was refused, in words.
    pub refusals: Vec<String>,
    /// The board's own state.
    pub board: BoardView,
    /// Where the user put states on the board.
    pub positions: Positions,
    /// What was written at positions, and the way back.
    pub noting: Noting,
    /// The inspector's own state.
    pub inspector: InspectorView,
    /// The bottom panel's own state.
    pub bottom: BottomView,
    /// The strip of turns' own state.
    pub timeline: TimelineView,
    /// Which game of this window it is, from 1; none of them before it is put on the table.
    pub number: u64,
    /// The file of the game.
    pub path: Option<PathBuf>,
    /// How far the disk knows the game.
    pub saved: Saved,
    /// Why the journal lacks what happened last, where it does.
    pub no_journal: Option<String>,
    /// Raised with every change worth saving.
    pub revision: u64,
    /// The revision on disk.
    pub revision_saved: u64,
    /// Where to go once the disk has it.
    pub then: Option<Way>,
    /// Makes the lines of the journal; none until it is begun.
    pub recorder: Option<Recorder>,
    /// Where the game was read from or saved last, and how much had happened by then; none: less than there is now, and nobody knows how
    /// much.
    pub mark: Option<(Option<usize>, SavedMark)>,
    /// What is on its way to a file, and how much had happened by then.
    pub being_saved: Option<(usize, SavedMark)>,
    /// What is drafted in the file of the game, at hand, elsewhere and put aside.
    pub filed: (Kept, Vec<Aside>),
    /// The same in what is on its way to a file.
    pub being_filed: (Kept, Vec<Aside>),
    seen: Seen,
}

impl Play {
    /// What panels look at, the page over the table, and the board's own state: a story is told on the board.
    pub fn page_parts(&mut self) -> (Scene<'_>, Option<&mut Page>, &mut BoardView) {
        let Self { game, drafts, drafting, selection, positions, board, seen, page, .. } = self;
        (scene(game, (drafts, drafting), *selection, positions, seen, None), page.as_mut(), board)
    }

    /// Closes the composer. What was changed in it and neither drafted nor discarded is kept for when the request is opened again.
    pub fn close_composer(&mut self) -> bool {
        let Some(composer) = self.composer.take() else { return false };
        if let Some(begun) = composer.begun() {
            self.drafting.keep_begun(begun);
        }
        true
    }

    /// How many orders somebody began and has neither drafted nor discarded: no file has them.
    #[must_use]
    pub fn begun(&self) -> usize {
        let waits = |order: &&Order| match order.kind {
            OrderKind::Decide(key, _) => self.game.world().request(key).is_some(),
            _ => true,
        };
        let open = self.composer.as_ref().and_then(Composer::begun);
        let apart = |order: &&Order| open.as_ref().is_none_or(|open| !open.order.answers_with(order));
        self.drafting.all_begun().filter(waits).filter(apart).count() + usize::from(open.is_some())
    }

    /// Gives the game what lies on the desk, so that the journal and the file have it.
    pub fn keep_desk(&mut self) {
        self.game.set_drafts(&self.drafts);
        self.game.set_aside(self.drafting.sets());
    }

    /// A game put on the table.
    #[must_use]
    pub fn new(game: Game) -> Self {
        let board = BoardView::new(game.setting(), game.world());
        let positions = Positions::kept(game.places().iter().map(|(state, place)| (*state, *place)));
        let mut play = Self {
            drafts: game.drafts().to_vec(),
            drafting: Drafting::with(game.aside()),
            game,
            selection: Selection::Nothing,
            composer: None,
            page: None,
            tour: None,
            refusals: Vec::new(),
            board,
            positions,
            noting: Noting::default(),
            inspector: InspectorView::default(),
            bottom: BottomView::default(),
            timeline: TimelineView::default(),
            filed: Default::default(),
            being_filed: Default::default(),
            number: 0,
            path: None,
            saved: Saved::Never,
            no_journal: None,
            revision: 0,
            revision_saved: 0,
            then: None,
            recorder: None,
            mark: None,
            being_saved: None,
            seen: Seen::default(),
        };
        play.look();
        play
    }

    /// Works out again what the seat sees, if the position or the seat changed.
    pub fn look(&mut self) {
        let key = (self.game.cursor(), self.game.seat());
        if self.seen.key == Some(key) {
            return;
        }
        self.seen = Seen::of(&self.game, self.game.viewer(), self.seen.count + 1);
    }

    /// Everything that is drafted and not yet played: for each position and seat, and in sets that are put aside.
    #[must_use]
    pub fn drafted(&self) -> (Kept, Vec<Aside>) {
        let mut drafted = self.game.kept().clone();
        if !self.drafts.is_empty() {
            drafted.insert((self.game.cursor(), self.game.seat()), self.drafts.clone());
        }
        (drafted, self.drafting.sets().to_vec())
    }

    /// How many drafted orders are not in the file of the game.
    #[must_use]
    pub fn drafts_unsaved(&self) -> usize {
        let ((drafted, sets), (filed, filed_sets)) = (self.drafted(), &self.filed);
        let drafts = drafted.iter().filter(|(place, drafts)| filed.get(place) != Some(drafts)).map(|(_, drafts)| drafts.len());
        let aside = sets.iter().filter(|set| !filed_sets.contains(set)).map(|set| set.orders.len());
        drafts.chain(aside).sum()
    }

    /// Whether the game holds what the disk does not.
    #[must_use]
    pub const fn unsaved(&self) -> bool {
        self.revision != self.revision_saved
    }

    /// What panels look at.
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        let highlight = self.page.as_ref().and_then(Page::highlight);
        scene(&self.game, (&self.drafts, &self.drafting), self.selection, &self.positions, &self.seen, highlight)
    }

    /// What panels look at, and the view states that they may change.
    pub fn parts(&mut self) -> (Scene<'_>, Views<'_>) {
        let Self { game, drafts, drafting, selection, positions, board, inspector, bottom, composer, seen, .. } = self;
        let scene = scene(game, (drafts, drafting), *selection, positions, seen, None);
        (scene, Views { board, inspector, bottom, composer: composer.as_mut() })
    }
}

/// The view states of the panels.
pub struct Views<'a> {
    /// The board's.
    pub board: &'a mut BoardView,
    /// The inspector's.
    pub inspector: &'a mut InspectorView,
    /// The bottom panel's.
    pub bottom: &'a mut BottomView,
    /// The composer's.
    pub composer: Option<&'a mut Composer>,
}
