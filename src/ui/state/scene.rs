//! What panels look at: one position as the seat in play may see it, with what is drafted and lit.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::report::causes::Context;
use crate::report::when::Moments;
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::ledger::{Ledger, SeenBy};
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::view::{Viewer, told};
use crate::rules::world::{Request, World};
use crate::session::{Aside, Game, NodeId, TurnNode};
use crate::ui::state::drafting::{Begun, Drafting, StepIn};
use crate::ui::state::highlight::Highlight;
use crate::ui::state::positions::Positions;
use crate::ui::state::workspace::Selection;

/// The positions of the line as the seat in play sees them, kept until the game or the seat changes.
#[derive(Default)]
pub(in crate::ui) struct Seen {
    pub(in crate::ui) key: Option<(NodeId, Option<StateId>)>,
    /// Raised whenever the position or the seat changes.
    pub(in crate::ui) count: u64,
    worlds: Vec<Arc<World>>,
    ledgers: Vec<Arc<Ledger>>,
    /// The ledgers with the parts of every formula, as they are told to the seat; worked out when somebody asks.
    whys: Vec<OnceLock<Arc<Ledger>>>,
    orders: Vec<Arc<Vec<Order>>>,
    nodes: Vec<NodeId>,
}

impl Seen {
    /// The positions up to the one that the game stands at, as somebody may see them; `count` numbers the looks.
    pub(in crate::ui) fn of(game: &Game, viewer: Viewer, count: u64) -> Self {
        let line = game.line();
        let see = |world: &Arc<World>| shared(world, viewer.believed(game.setting(), world));
        let worlds: Vec<Arc<World>> = line.iter().map(|node| see(&node.world)).collect();
        let opening = line.first().map(|node| Arc::clone(&node.ledger));
        let turns = line.windows(2).zip(worlds.windows(2)).filter_map(|(nodes, seen)| match (nodes, seen) {
            ([from, to], [before, after]) => {
                Some(shared(&to.ledger, told(&to.ledger, (&from.world, &to.world), (before, after), viewer)))
            }
            _ => None,
        });
        let ledgers: Vec<Arc<Ledger>> = opening.into_iter().chain(turns).collect();
        let whys = ledgers.iter().map(|_| OnceLock::new()).collect();
        let orders = line.iter().map(|node| Arc::clone(&node.orders)).collect();
        let nodes = game.path_to(game.cursor());
        Self { key: Some((game.cursor(), game.seat())), count, worlds, ledgers, whys, orders, nodes }
    }

    /// The positions alone, without orders and ledgers, and without what waits for an answer.
    pub(in crate::ui) fn positions_only(&self) -> Self {
        let bare = |world: &Arc<World>| Arc::new(World { requests: Vec::new(), ..World::clone(world) });
        // What changed since the turn before is shown, and nothing older.
        let worlds = self.worlds.iter().skip(self.worlds.len().saturating_sub(2)).map(bare).collect();
        Self { worlds, count: self.count, ..Self::default() }
    }
}

/// What is shared as it is, or for keeps what was made of it.
fn shared<T: Clone>(whole: &Arc<T>, seen: Cow<'_, T>) -> Arc<T> {
    match seen {
        Cow::Borrowed(_) => Arc::clone(whole),
        Cow::Owned(seen) => Arc::new(seen),
    }
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
    whys: &'a [OnceLock<Arc<Ledger>>],
    /// The orders of all seats that led to each position of the line; the opening has none.
    pub orders: &'a [Arc<Vec<Order>>],
    /// What a picture of this position says about where it is from.
    pub origin: Origin,
    /// What a story lights on the board.
    pub highlight: Option<&'a Highlight>,
    /// Who looks.
    pub viewer: Viewer,
    /// Orders that are not yet played.
    pub drafts: &'a [Order],
    drafting: &'a Drafting,
    /// What is lit.
    pub selection: Selection,
    /// Where the user put states on the board.
    pub positions: &'a Positions,
    /// Raised whenever the position or the seat changes, so that what follows from them is worked out once.
    pub stamp: u64,
    /// The whole game; the room's own window has none.
    game: Option<&'a Game>,
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
    /// The whole game, for what shows more than one position of it; the room's own window has none.
    #[must_use]
    pub const fn game(&self) -> Option<&'a Game> {
        self.game
    }

    /// The seat in play; none: the facilitator, or the room.
    #[must_use]
    pub const fn seat(&self) -> Option<StateId> {
        self.viewer.seat()
    }

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
        self.nodes.get(at).zip(self.game).and_then(|(id, game)| game.node(*id))
    }

    /// The ledger that led to a position of the line, with the parts of every formula. Entries lie where [`Scene::ledgers`] has them.
    #[must_use]
    pub fn why(&self, at: usize) -> Option<Arc<Ledger>> {
        let whole = || self.node(at).zip(self.game).map(|(node, game)| game.why(node));
        if self.viewer == Viewer::Facilitator {
            return whole();
        }
        let (from, kept) = (at.checked_sub(1)?, self.whys.get(at)?);
        if let Some(known) = kept.get() {
            return Some(Arc::clone(known));
        }
        let truth = (self.node(from)?.world.as_ref(), self.node(at)?.world.as_ref());
        let seen = (self.line.get(from)?.as_ref(), self.line.get(at)?.as_ref());
        let whole = whole()?;
        let ledger = shared(&whole, told(&whole, truth, seen, self.viewer));
        Some(Arc::clone(kept.get_or_init(|| ledger)))
    }

    /// What the positions of the line are called.
    #[must_use]
    pub fn moments(&self) -> Moments {
        Moments { end: self.world.over(self.setting).then(|| self.last()) }
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
        let ledger = self.ledgers.get(at).filter(|_| self.viewer != Viewer::Room).map(AsRef::as_ref);
        Context { world: self.line.get(at).map(AsRef::as_ref), orders, ledger, viewer: self.viewer }
    }

    /// The sets of orders that were put aside for this turn.
    pub fn aside(&self) -> impl Iterator<Item = &'a Aside> + use<'a> {
        let (drafting, seat) = (self.drafting, self.seat());
        self.game.into_iter().flat_map(move |game| drafting.aside(game.cursor(), seat))
    }

    /// A number over the turns of the line.
    #[must_use]
    pub fn series(&self, variable: Variable) -> Vec<f64> {
        self.line.iter().map(|world| world.get(variable)).collect()
    }

    /// Whether the seat may know a number.
    #[must_use]
    pub fn knows(&self, variable: Variable) -> bool {
        self.tells(crate::rules::turn::default_audience(variable))
    }

    /// Whether what so many may know is told to who looks.
    #[must_use]
    pub fn tells(&self, seen_by: SeenBy) -> bool {
        self.viewer.may_know(seen_by)
    }

    /// A number since the last turn; none before the second.
    #[must_use]
    pub fn change(&self, variable: Variable) -> Option<f64> {
        self.before().map(|before| self.world.get(variable) - before.get(variable))
    }

    /// Whose eyes judge alignment: the seat, or the facilitator's first exporter.
    #[must_use]
    pub fn eyes(&self) -> Option<StateId> {
        self.seat().or_else(|| self.setting.exporters().next())
    }

    /// The requests that wait for anybody; none when the game is over.
    pub fn waiting(&self) -> impl Iterator<Item = &'a Request> + use<'a> {
        let open = if self.world.over(self.setting) { &[] } else { self.world.requests.as_slice() };
        open.iter()
    }

    /// The requests that wait for the seat; for the facilitator all.
    pub fn in_tray(&self) -> impl Iterator<Item = &'a Request> + use<'a> {
        let viewer = self.viewer;
        self.waiting().filter(move |r| viewer.is_or_facilitates(r.to))
    }

    /// The orders with which the game went on from here, as far as whoever looks gave them; none: nothing was played from here, or other
    /// orders are being drafted in their place.
    #[must_use]
    pub fn went_on(&self) -> Option<Vec<&'a Order>> {
        let game = self.game.filter(|_| self.drafts.is_empty())?;
        let orders = &game.ahead().first().and_then(|id| game.node(*id))?.orders;
        Some(orders.iter().filter(|order| self.viewer.gives(order)).collect())
    }

    /// What was begun about a request and neither drafted nor discarded.
    #[must_use]
    pub fn begun(&self, key: crate::rules::world::RequestKey) -> Option<&'a Begun> {
        self.drafting.begun(key)
    }

    /// Orders that were begun in the menu and neither drafted nor taken back.
    pub fn begun_orders(&self) -> impl Iterator<Item = &'a Order> + use<'a> {
        self.drafting.begun_in_menu()
    }

    /// Who would step in if a request were denied; none before its preview is there.
    #[must_use]
    pub fn step_in(&self, key: crate::rules::world::RequestKey) -> Option<&'a StepIn> {
        self.drafting.step_in(key, self.origin.digest)
    }

    /// The draft about a request, and its place among the drafts.
    #[must_use]
    pub fn draft_for(&self, key: crate::rules::world::RequestKey) -> Option<(usize, &'a Order)> {
        use crate::rules::order::OrderKind;
        self.drafts.iter().enumerate().find(|(_, order)| matches!(&order.kind, OrderKind::Decide(k, _) if *k == key))
    }
}

/// What lies on the desk of a room: nothing.
static NOTHING: Drafting = Drafting::none();

/// A game as everybody in the room may know it.
pub(in crate::ui) fn public_scene<'a>(game: &'a Game, seen: &'a Seen, positions: &'a Positions) -> Scene<'a> {
    let scene = scene(game, (&[], &NOTHING), Selection::Nothing, positions, seen, None);
    Scene { viewer: Viewer::Room, ..scene }
}

/// The same without the game, from what was handed over (`digest`: of its last position); none: nothing was.
pub(in crate::ui) fn room_scene<'a>(
    setting: &'a Setting,
    seen: &'a Seen,
    positions: &'a Positions,
    digest: Digest,
) -> Option<Scene<'a>> {
    Some(Scene {
        setting,
        world: seen.worlds.last()?,
        line: &seen.worlds,
        ledgers: &[],
        whys: &[],
        orders: &[],
        origin: Origin { seed: Seed(0), digest },
        highlight: None,
        viewer: Viewer::Room,
        drafts: &[],
        drafting: &NOTHING,
        selection: Selection::Nothing,
        positions,
        stamp: seen.count,
        game: None,
        nodes: &[],
    })
}

/// Puts a scene together.
pub(in crate::ui) fn scene<'a>(
    game: &'a Game,
    (drafts, drafting): (&'a [Order], &'a Drafting),
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
        whys: &seen.whys,
        orders: &seen.orders,
        origin: Origin { seed: game.seed(), digest: game.now().digest },
        highlight,
        viewer: game.viewer(),
        drafts,
        drafting,
        selection,
        positions,
        stamp: seen.count,
        game: Some(game),
        nodes: &seen.nodes,
    }
}
