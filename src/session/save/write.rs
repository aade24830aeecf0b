//! Writing: a game's log, line by line.

use super::chain::{Chain, HeadHash};
use super::v1::{EntryFile, HeadFile, ScenarioHead, SetFile};
use super::{FORMAT, MAGIC, snapshot};
use crate::rules::RULES_VERSION;
use crate::rules::order::Order;
use crate::rules::table::StateId;
use crate::session::branch::BranchId;
use crate::session::desk::Aside;
use crate::session::event::Event;
use crate::session::game::{Game, NodeId};
use crate::session::orders::{OrderFile, one_line};

/// What comes before each line of the scenario.
pub(super) const MARGIN: &str = "| ";

/// Writes lines, one after the other, and keeps the chain.
#[derive(Clone, Debug)]
pub struct Scribe {
    chain: Chain,
    entries: usize,
}

impl Scribe {
    /// Begins a file: the first line, the head and the scenario.
    #[must_use]
    pub fn begin(game: &Game) -> (Self, String) {
        let magic = format!("{MAGIC}{FORMAT}");
        let scenario = &game.scenario().text;
        let head = one_line(&head(game));
        let chain = Chain::begin(&magic).and(&head);
        let mut written = format!("{magic}\n{}", chain.line(&head));
        for line in scenario.split('\n') {
            written.extend([MARGIN, line, "\n"]);
        }
        (Self { chain, entries: 0 }, written)
    }

    /// How many entries have been written.
    #[must_use]
    pub const fn entries(&self) -> usize {
        self.entries
    }

    /// The line of something that happened.
    pub fn event(&mut self, game: &Game, event: &Event) -> String {
        let setting = game.setting();
        let state = |id: StateId| setting.states[id].name.clone();
        let entry = match event {
            Event::Turn(node) => turn(game, *node),
            Event::Branch(id) => branch(game, *id),
            Event::Name(id, name) => EntryFile::Name { branch: id.0, name: name.clone() },
            Event::Note(node, by, words) => EntryFile::Note { node: node.0, by: by.map(state), text: words.clone() },
            Event::Mark(node, by, name) => EntryFile::Mark { node: node.0, by: by.map(state), name: name.clone() },
            Event::Sealed => EntryFile::Sealed,
            Event::Chair(node) => EntryFile::Chair { node: node.0 },
            Event::Seat(seat) => EntryFile::Seat { seat: seat.map(state) },
            Event::At(node, branch) => EntryFile::At { node: node.0, branch: branch.0 },
            Event::Drafts(orders) => EntryFile::Drafts { orders: orders_of(game, orders) },
            Event::Kept(node, seat, orders) => {
                EntryFile::Kept { node: node.0, seat: seat.map(state), orders: orders_of(game, orders) }
            }
            Event::Aside(sets) => {
                let set = |set: &Aside| SetFile { node: set.node.0, letter: set.letter, orders: orders_of(game, &set.orders) };
                EntryFile::Aside { sets: sets.iter().map(set).collect() }
            }
            Event::Place(id, place) => EntryFile::Place { state: state(*id), at: place.map(|place| (place.x, place.y)) },
        };
        self.entry(&entry)
    }

    /// The line of a journal that says: everything before is in a file.
    pub fn saved(&mut self, file: &str, hash: &str) -> String {
        self.entry(&EntryFile::Saved { file: file.to_owned(), hash: hash.to_owned() })
    }

    /// The line of a journal that says: the game was left on purpose.
    pub fn closed(&mut self) -> String {
        self.entry(&EntryFile::Closed)
    }

    fn entry(&mut self, entry: &EntryFile) -> String {
        let content = one_line(entry);
        self.chain = self.chain.and(&content);
        self.entries += 1;
        self.chain.line(&content)
    }

    fn end(mut self) -> String {
        self.entry(&EntryFile::End { entries: self.entries })
    }
}

/// Writes a game, with all its branches, notes and drafts.
#[must_use]
pub fn save(game: &Game) -> String {
    let (mut scribe, mut written) = Scribe::begin(game);
    for event in game.log().iter().filter(|event| event.is_history()) {
        written += &scribe.event(game, event);
    }
    for event in desk(game) {
        written += &scribe.event(game, &event);
    }
    written += &scribe.entry(&snapshot::of(game));
    written + &scribe.end()
}

/// How the desk was left, beside the tree.
pub(in crate::session) fn desk(game: &Game) -> Vec<Event> {
    let mut events = Vec::new();
    if game.seat() != game.first_seat() {
        events.push(Event::Seat(game.seat()));
    }
    events.extend(game.places().iter().map(|(state, place)| Event::Place(*state, Some(*place))));
    events.push(Event::At(game.cursor(), game.branch()));
    if !game.drafts().is_empty() {
        events.push(Event::Drafts(game.drafts().to_vec()));
    }
    events.extend(game.kept().iter().map(|((node, seat), drafts)| Event::Kept(*node, *seat, drafts.clone())));
    if !game.aside().is_empty() {
        events.push(Event::Aside(game.aside().to_vec()));
    }
    events
}

/// The hash of what was played after each position of a game, in the order in which they were reached.
#[must_use]
pub fn head_hashes(game: &Game) -> Vec<HeadHash> {
    let scenario = blake3::hash(game.scenario().text.as_bytes()).to_string();
    let (rules, seed) = (RULES_VERSION.to_string(), game.seed().0.to_string());
    let mut hash = HeadHash::begin(&[&scenario, &rules, &seed]);
    let mut hashes = vec![hash];
    for event in game.log() {
        match event {
            Event::Turn(node) => {
                hash = hash.and(&one_line(&turn(game, *node)));
                hashes.push(hash);
            }
            Event::Branch(id) => hash = hash.and(&one_line(&branch(game, *id))),
            Event::Sealed => hash = hash.and(&one_line(&EntryFile::Sealed)),
            Event::Chair(node) => hash = hash.and(&one_line(&EntryFile::Chair { node: node.0 })),
            _ => {}
        }
    }
    hashes
}

/// The hash of everything that was played in a game.
#[must_use]
pub fn head_hash(game: &Game) -> HeadHash {
    head_hashes(game).pop().unwrap_or_else(|| HeadHash::begin(&[]))
}

fn head(game: &Game) -> HeadFile {
    let setting = game.setting();
    let scenario = &game.scenario().text;
    HeadFile {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rules: RULES_VERSION,
        scenario: ScenarioHead {
            id: setting.id.clone(),
            title: setting.title.clone(),
            blake3: blake3::hash(scenario.as_bytes()).to_string(),
            lines: scenario.split('\n').count(),
        },
        seed: game.seed().0.to_string(),
        seats: game.first_seat().map(|seat| setting.states[seat].name.clone()).into_iter().collect(),
        sealed: game.sealed(),
        created: game.created().map(|stamp| stamp.to_string()),
    }
}

fn orders_of(game: &Game, orders: &[Order]) -> Vec<OrderFile> {
    orders.iter().map(|order| OrderFile::of(game.setting(), order)).collect()
}

fn turn(game: &Game, id: NodeId) -> EntryFile {
    let node = game.node(id).unwrap_or_else(|| game.now());
    EntryFile::Turn {
        node: id.0,
        parent: node.parent.unwrap_or(NodeId::OPENING).0,
        branch: node.branch.0,
        turn: node.world.turn.saturating_sub(1),
        hindsight: node.hindsight,
        orders: orders_of(game, &node.orders),
        digest: node.digest.to_string(),
    }
}

fn branch(game: &Game, id: BranchId) -> EntryFile {
    let opened = game.branches().get(id.0);
    EntryFile::Branch {
        branch: id.0,
        from: opened.map_or(0, |branch| branch.from.0),
        luck: opened.map_or(game.seed(), |branch| branch.luck).0.to_string(),
    }
}
