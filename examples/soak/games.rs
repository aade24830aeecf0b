//! Random games: played, saved, opened, taken back and gone forward again at every turn, and compared.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use countersign::players;
use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::order::{Decision, Ground, Order, OrderKind};
use countersign::rules::quantity::Quantity;
use countersign::rules::table::{Id as _, StateId};
use countersign::rules::turn::rollout_turn;
use countersign::rules::validate::validate;
use countersign::rules::world::World;
use countersign::scenario::{self, Scenario};
use countersign::session::journal::Recorder;
use countersign::session::rerun::legal;
use countersign::session::save::{head_hash, load, recover, save};
use countersign::session::{Aside, BranchId, Game, NodeId, Place, Stamp};

/// Random numbers that follow from one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Luck {
    seed: u64,
    drawn: u64,
}

impl Luck {
    /// The numbers that follow from this one.
    #[must_use]
    pub(crate) const fn new(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.drawn += 1;
        fold(self.seed, &[self.drawn])
    }

    /// A number below another.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// The bundled scenarios, loaded, the shortest text first.
///
/// # Panics
/// A bundled scenario does not load.
#[must_use]
pub(crate) fn scenarios() -> Vec<Arc<Scenario>> {
    let load = |b: &scenario::Bundled| scenario::load(b.file, b.text).unwrap_or_else(|problems| panic!("{problems}"));
    let mut all: Vec<Arc<Scenario>> = scenario::bundled().iter().map(load).map(Arc::new).collect();
    all.sort_by_key(|scenario| scenario.text.len());
    all
}

/// Texts that a careless format would trip over.
const WORDS: &[&str] =
    &["", "a reason", "two\nlines", "\"quoted\" \\ and )", "| margin", "ü → \u{2028}\u{feff}", "\r\n", "end(entries: 1)"];

/// Legal orders of all seats: the computer's, some left out, some decided otherwise, and a few of no sense.
#[must_use]
pub(crate) fn random_orders(game: &Game, luck: &mut Luck) -> Vec<Order> {
    let mut orders = players::orders_of_others(game.setting(), game.world(), None, game.luck());
    orders.retain(|_| luck.below(4) > 0);
    for order in &mut orders {
        if let OrderKind::Decide(_, decision) = &mut order.kind {
            match luck.below(5) {
                0 => *decision = Decision::Deny(Ground::ALL[luck.below(5)]),
                1 => *decision = Decision::Defer(None),
                2 => *decision = Decision::Approve,
                _ => {}
            }
        }
        WORDS[luck.below(WORDS.len())].clone_into(&mut order.public_reason);
    }
    if luck.below(2) == 0 {
        orders.push(Order {
            seat: StateId::from_index(luck.below(game.setting().states.len())).into(),
            kind: OrderKind::StandingAnswer(Quantity::from_micros(luck.below(2_000_001) as i64)),
            public_reason: WORDS[luck.below(WORDS.len())].to_owned(),
            private_reason: WORDS[luck.below(WORDS.len())].to_owned(),
        });
    }
    legal(game.setting(), game.world(), &orders).0
}

/// Does something beside playing: notes, names, places, drafts, sets put aside, another seat.
pub(crate) fn fiddle(game: &mut Game, luck: &mut Luck) {
    let node = NodeId(luck.below(game.nodes().len()));
    let words = WORDS[luck.below(WORDS.len())];
    match luck.below(7) {
        0 => drop(game.note(node, words)),
        1 => drop(game.mark(node, words)),
        2 => drop(game.name_branch(BranchId(luck.below(game.branches().len())), words)),
        3 => {
            let part = |luck: &mut Luck| luck.below(10_001) as u16;
            let place = (luck.below(3) > 0).then(|| Place { x: part(luck), y: part(luck) });
            game.place(StateId::from_index(luck.below(game.setting().states.len())), place);
        }
        4 => put_aside(game, luck),
        5 => game.sit(Some(StateId::from_index(luck.below(game.setting().states.len()))).filter(|_| luck.below(3) > 0)),
        _ => {
            let drafts = random_orders(game, luck);
            game.set_drafts(&drafts);
        }
    }
}

/// Puts up to three sets of orders aside, in place of those before.
pub(crate) fn put_aside(game: &mut Game, luck: &mut Luck) {
    let set = |luck: &mut Luck| Aside {
        letter: char::from(b'A' + luck.below(26) as u8),
        node: NodeId(luck.below(game.nodes().len())),
        orders: random_orders(game, luck),
    };
    let sets: Vec<Aside> = (0..=luck.below(3)).map(|_| set(luck)).collect();
    game.set_aside(&sets);
}

/// What differs between two games that should be one.
///
/// # Errors
/// The first difference.
pub(crate) fn compare(what: &str, one: &Game, other: &Game) -> Result<(), String> {
    let differ = |part: &str| Err(format!("{what}: {part} differ"));
    if one.nodes().len() != other.nodes().len() {
        return differ("numbers of positions");
    }
    for (n, (a, b)) in one.nodes().iter().zip(other.nodes()).enumerate() {
        if (a.parent, a.branch, a.luck, a.hindsight, a.digest) != (b.parent, b.branch, b.luck, b.hindsight, b.digest) {
            return differ(&format!("positions {n}"));
        }
        if a.world != b.world || a.orders != b.orders || a.ledger != b.ledger {
            return differ(&format!("worlds, orders or ledgers of position {n}"));
        }
    }
    if one.branches() != other.branches() {
        return differ("branches");
    }
    if (one.notes(), one.marks(), one.places()) != (other.notes(), other.marks(), other.places()) {
        return differ("notes, bookmarks or places");
    }
    if one.kept() != other.kept() || !one.chair_taken().eq(other.chair_taken()) {
        return differ("drafts of other turns, or who took the chair");
    }
    if (one.drafts(), one.aside()) != (other.drafts(), other.aside()) {
        return differ("drafts or sets put aside");
    }
    if (one.cursor(), one.branch(), one.seat()) != (other.cursor(), other.branch(), other.seat()) {
        return differ("cursors or seats");
    }
    if head_hash(one) != head_hash(other) {
        return differ("eight words");
    }
    Ok(())
}

/// Plays one random game and compares at every turn: what the save opens as, what the journal opens as, and what undo and redo
/// come back to. Returns how many comparisons were made.
///
/// # Errors
/// The first difference.
pub(crate) fn play(scenario: &Arc<Scenario>, seed: u64) -> Result<usize, String> {
    let mut luck = Luck::new(seed);
    let seat = Some(StateId::from_index(luck.below(scenario.setting.states.len())));
    let mut game = Game::new(Arc::clone(scenario), Seed(luck.next()), seat).begun(Some(Stamp(luck.next() % 4_000_000_000)));
    let (mut recorder, mut journal) = Recorder::begin(&game, None);
    let (mut compared, turns) = (0, usize::from(scenario.setting.turns) + luck.below(4));
    for _ in 0..turns {
        wander(&mut game, &mut luck);
        if game.over() {
            game.go_to(NodeId(luck.below(game.nodes().len())));
        }
        if game.over() {
            continue;
        }
        let orders = random_orders(&game, &mut luck);
        game.resolve(&orders).map_err(|refused| format!("seed {seed}: legal orders are refused: {refused:?}"))?;
        if luck.below(3) == 0 {
            fiddle(&mut game, &mut luck);
        }
        journal += &recorder.more(&game).unwrap_or_default();
        let content = save(&game);
        let opened = load(&content, "soak").map_err(|error| format!("seed {seed}: {error}"))?;
        compare(&format!("seed {seed}, saved and opened"), &game, &opened)?;
        if save(&opened) != content {
            return Err(format!("seed {seed}: what was opened is saved otherwise"));
        }
        let replayed = from_the_middle(&opened, NodeId(luck.below(opened.nodes().len())), seed)?;
        let recovered = recover(&journal, "soak").map_err(|error| format!("seed {seed}, journal: {error}"))?;
        compare(&format!("seed {seed}, recovered"), &game, &recovered.game)?;
        compared += 2 + replayed + back_and_forth(&mut game, seed)?;
        journal += &recorder.more(&game).unwrap_or_default();
    }
    Ok(compared)
}

/// Plays every line on from a position in the middle, as the game keeps it, and not from the opening: nothing of what came before is needed
/// but the position itself. Returns how many turns were compared.
fn from_the_middle(game: &Game, start: NodeId, seed: u64) -> Result<usize, String> {
    let mut worlds: BTreeMap<NodeId, World> =
        game.node(start).map(|node| (start, World::clone(&node.world))).into_iter().collect();
    for (n, node) in game.nodes().iter().enumerate() {
        let Some(world) = node.parent.and_then(|parent| worlds.get(&parent)) else { continue };
        let orders =
            validate(game.setting(), world, &node.orders).map_err(|refused| format!("seed {seed}, position {n}: {refused:?}"))?;
        let next = rollout_turn(game.setting(), world, &orders, node.luck);
        if Digest::of(&next) != node.digest {
            return Err(format!("seed {seed}: position {n} comes out otherwise when it is played from position {}", start.0));
        }
        worlds.insert(NodeId(n), next);
    }
    Ok(worlds.len().saturating_sub(1))
}

/// Goes somewhere else now and then: back, or onto another branch or luck.
fn wander(game: &mut Game, luck: &mut Luck) {
    match luck.below(8) {
        0 => drop(game.undo()),
        1 => drop(game.go_to(NodeId(luck.below(game.nodes().len())))),
        2 => drop(game.go_to_branch(BranchId(luck.below(game.branches().len())))),
        3 => {
            let other = game.other_luck();
            game.open_branch(NodeId(luck.below(game.nodes().len())), other);
        }
        _ => {}
    }
}

/// Takes every turn back and goes forward again: the cursor comes back to where it was.
fn back_and_forth(game: &mut Game, seed: u64) -> Result<usize, String> {
    let (here, digest, drafts) = (game.cursor(), game.now().digest, game.drafts().to_vec());
    let mut steps = 0;
    while game.undo().is_some() {
        steps += 1;
    }
    if game.cursor() != NodeId::OPENING {
        return Err(format!("seed {seed}: undo ends before the opening"));
    }
    while game.redo() {}
    if (game.cursor(), game.now().digest) != (here, digest) {
        return Err(format!("seed {seed}: redo comes back to another position"));
    }
    game.set_drafts(&drafts);
    Ok(steps)
}

/// The folder in which journals of tests lie.
#[must_use]
pub(crate) fn data_dir() -> &'static Path {
    Path::new("data")
}
