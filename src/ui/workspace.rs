//! Everything that the window shows and keeps: the screen, the game on the table, drafts, the selection, each panel's view state.
//!
//! The workspace is changed by [`update`](super::update) alone; panels see the parts of it that they need.

use std::path::PathBuf;
use std::sync::Arc;

use super::board::BoardView;
use super::bottom::BottomView;
use super::composer::Composer;
use super::dock::Dock;
use super::find::Find;
use super::highlight::Highlight;
use super::hindcast::HindcastView;
use super::inspector::InspectorView;
use super::messages::Messages;
use super::pages::Page;
use super::positions::Positions;
use super::settings::Settings;
use crate::report::causes::Context;
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::ledger::Ledger;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::SeatView;
use crate::rules::world::{Request, World};
use crate::scenario::Scenario;
use crate::session::journal::Recorder;
use crate::session::save::SavedMark;
use crate::session::{Game, NodeId, TurnNode};

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
    /// What the window said.
    pub messages: Messages,
    /// The panels of the table; none until it is drawn, and where it is to be drawn anew.
    pub dock: Option<Dock>,
    /// Every panel shows a handle to drag it by.
    pub arranging: bool,
    /// Where games and settings are kept; none where the desktop has no such place.
    pub data_dir: Option<PathBuf>,
    /// The window is closing and asks no more.
    pub leaving: bool,
    /// Games that a crash left.
    pub crashed: Vec<super::filing::Crashed>,
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

/// What lies over the screen until it is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// A page to read.
    Page {
        /// Its title.
        title: String,
        /// Its text, Markdown.
        text: String,
    },
    /// A field for a path.
    Path(PathPurpose, String),
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
    NewOrder(super::new_order::NewOrder),
    /// The rulebook.
    Rulebook(super::rulebook::RulebookView),
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
    /// To a historical case, by its short name.
    Case(String),
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
    /// What is lit.
    pub selection: Selection,
    /// The request that is being decided.
    pub composer: Option<Composer>,
    /// The page that lies over the table.
    pub page: Option<Page>,
    /// Why the last resolve was refused, in words.
    pub refusals: Vec<String>,
    /// The board's own state.
    pub board: BoardView,
    /// Where the user put states on the board.
    pub positions: Positions,
    /// The inspector's own state.
    pub inspector: InspectorView,
    /// The bottom panel's own state.
    pub bottom: BottomView,
    /// The file of the game.
    pub path: Option<PathBuf>,
    /// How far the disk knows the game.
    pub saved: Saved,
    /// Raised with every change worth saving.
    pub revision: u64,
    /// The revision on disk.
    pub revision_saved: u64,
    /// Where to go once the disk has it.
    pub then: Option<Way>,
    /// Makes the lines of the journal; none until it is begun.
    pub recorder: Option<Recorder>,
    /// Where the game was read from or saved last, and how much had happened by then.
    pub mark: Option<(usize, SavedMark)>,
    /// What is on its way to a file, and how much had happened by then.
    pub being_saved: Option<(usize, SavedMark)>,
    seen: Seen,
}

/// The positions of the line as the seat in play sees them, kept until the game or the seat changes.
#[derive(Default)]
struct Seen {
    key: Option<(NodeId, Option<StateId>)>,
    /// Raised whenever the position or the seat changes.
    count: u64,
    worlds: Vec<Arc<World>>,
    ledgers: Vec<Arc<Ledger>>,
    orders: Vec<Arc<Vec<Order>>>,
    nodes: Vec<NodeId>,
}

/// What panels look at: one position as the seat in play may see it.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What does not change.
    pub setting: &'a Setting,
    /// The position, as the seat believes it to be; the facilitator's is the true one.
    pub world: &'a World,
    /// The positions from the opening to now, seen likewise. Never empty.
    pub line: &'a [Arc<World>],
    /// The ledgers that led to each position of the line; the opening's is empty.
    pub ledgers: &'a [Arc<Ledger>],
    /// The orders of all seats that led to each position of the line; the opening has none.
    pub orders: &'a [Arc<Vec<Order>>],
    /// What a picture of this position says about where it is from.
    pub origin: Origin,
    /// What a story lights on the board.
    pub highlight: Option<&'a Highlight>,
    /// The seat in play; none: the facilitator.
    pub seat: Option<StateId>,
    /// Orders that are not yet played.
    pub drafts: &'a [Order],
    /// What is lit.
    pub selection: Selection,
    /// Where the user put states on the board.
    pub positions: &'a Positions,
    /// Raised whenever the position or the seat changes, so that what follows from them is worked out once.
    pub stamp: u64,
    pub(super) game: &'a Game,
    nodes: &'a [NodeId],
}

/// Where a position is from: enough to find it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The seed of the game.
    pub seed: Seed,
    /// The fingerprint of the position.
    pub digest: Digest,
}

impl<'a> Scene<'a> {
    /// The position before, if a turn has been played.
    #[must_use]
    pub fn before(&self) -> Option<&'a World> {
        let at = self.line.len().checked_sub(2)?;
        self.line.get(at).map(AsRef::as_ref)
    }

    /// The ledger of the last turn.
    #[must_use]
    pub fn ledger(&self) -> Option<&'a Ledger> {
        self.ledgers.last().map(AsRef::as_ref)
    }

    /// The turn that led to a position of the line, as it was played.
    #[must_use]
    pub fn node(&self, at: usize) -> Option<&'a TurnNode> {
        self.nodes.get(at).and_then(|id| self.game.node(*id))
    }

    /// The ledger that led to a position of the line, with the parts of every formula. Entries lie where [`Scene::ledgers`] has them.
    #[must_use]
    pub fn why(&self, at: usize) -> Option<Arc<Ledger>> {
        self.node(at).map(|node| self.game.why(node))
    }

    /// The last position of the line.
    #[must_use]
    pub const fn last(&self) -> usize {
        self.line.len().saturating_sub(1)
    }

    /// What puts the causes and headlines of a turn of the line into words, for the seat in play.
    #[must_use]
    pub fn context(&self, at: usize) -> Context<'a> {
        let orders = self.orders.get(at).map(|orders| orders.as_slice());
        Context { world: self.line.get(at).map(AsRef::as_ref), orders, seat: self.seat }
    }

    /// A number over the turns of the line.
    #[must_use]
    pub fn series(&self, variable: Variable) -> Vec<f64> {
        self.line.iter().map(|world| world.get(variable)).collect()
    }

    /// Whether the seat may know a number.
    #[must_use]
    pub fn knows(&self, variable: Variable) -> bool {
        self.seat.is_none_or(|seat| crate::rules::turn::default_audience(variable).allows(seat))
    }

    /// A number since the last turn; none before the second.
    #[must_use]
    pub fn change(&self, variable: Variable) -> Option<f64> {
        self.before().map(|before| self.world.get(variable) - before.get(variable))
    }

    /// Whose eyes judge alignment: the seat, or the facilitator's first exporter.
    #[must_use]
    pub fn eyes(&self) -> Option<StateId> {
        self.seat.or_else(|| self.setting.exporters().next())
    }

    /// The requests that wait for the seat; for the facilitator all.
    pub fn in_tray(&self) -> impl Iterator<Item = &'a Request> + use<'a> {
        let seat = self.seat;
        self.world.requests.iter().filter(move |r| seat.is_none_or(|seat| r.to == seat))
    }

    /// The draft that answers a request, with its place.
    #[must_use]
    pub fn draft_for(&self, key: crate::rules::world::RequestKey) -> Option<(usize, &'a Order)> {
        use crate::rules::order::OrderKind;
        self.drafts.iter().enumerate().find(|(_, order)| matches!(&order.kind, OrderKind::Decide(k, _) if *k == key))
    }
}

impl Play {
    /// What panels look at, the page over the table, and the board's own state: a story is told on the board.
    pub fn page_parts(&mut self) -> (Scene<'_>, Option<&mut Page>, &mut BoardView) {
        let Self { game, drafts, selection, positions, board, seen, page, .. } = self;
        (scene(game, drafts, *selection, positions, seen, None), page.as_mut(), board)
    }

    /// A game put on the table.
    #[must_use]
    pub fn new(game: Game) -> Self {
        let board = BoardView::new(game.setting(), game.world());
        let positions = Positions::kept(game.places().iter().map(|(state, place)| (*state, *place)));
        let mut play = Self {
            drafts: game.drafts().to_vec(),
            game,
            selection: Selection::Nothing,
            composer: None,
            page: None,
            refusals: Vec::new(),
            board,
            positions,
            inspector: InspectorView::default(),
            bottom: BottomView::default(),
            path: None,
            saved: Saved::Never,
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
        let setting = self.game.setting();
        let see = |world: &Arc<World>| match key.1 {
            Some(seat) => Arc::new(SeatView::new(setting, world, seat).believed().clone()),
            None => Arc::clone(world),
        };
        let line = self.game.line();
        let worlds = line.iter().map(|node| see(&node.world)).collect();
        let ledgers = line.iter().map(|node| Arc::clone(&node.ledger)).collect();
        let orders = line.iter().map(|node| Arc::clone(&node.orders)).collect();
        self.seen = Seen { key: Some(key), count: self.seen.count + 1, worlds, ledgers, orders, nodes: self.game.path_to(key.0) };
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
        scene(&self.game, &self.drafts, self.selection, &self.positions, &self.seen, highlight)
    }

    /// What panels look at, and the view states that they may change.
    pub fn parts(&mut self) -> (Scene<'_>, Views<'_>) {
        let Self { game, drafts, selection, positions, board, inspector, bottom, composer, seen, .. } = self;
        let scene = scene(game, drafts, *selection, positions, seen, None);
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

fn scene<'a>(
    game: &'a Game,
    drafts: &'a [Order],
    selection: Selection,
    positions: &'a Positions,
    seen: &'a Seen,
    highlight: Option<&'a Highlight>,
) -> Scene<'a> {
    let world = seen.worlds.last().map_or_else(|| game.world(), AsRef::as_ref);
    Scene {
        setting: game.setting(),
        world,
        line: &seen.worlds,
        ledgers: &seen.ledgers,
        orders: &seen.orders,
        origin: Origin { seed: game.seed(), digest: game.now().digest },
        highlight,
        seat: game.seat(),
        drafts,
        selection,
        positions,
        stamp: seen.count,
        game,
        nodes: &seen.nodes,
    }
}
