//! Playing what was read: the rules work every turn out again, and each digest is compared.

use std::sync::Arc;

use super::read::{Pages, Placed};
use super::v1::{EntryFile, HeadFile, SetFile};
use super::{Check, SaveError, SavedMark, snapshot};
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::order::Order;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::scenario;
use crate::session::branch::BranchId;
use crate::session::desk::{Aside, WORDS_BYTES_MAX};
use crate::session::event::{Event, Place};
use crate::session::game::{Game, NodeId, TurnNode};
use crate::session::orders::OrderFile;
use crate::session::room::{BRANCHES_MAX, positions_max};
use crate::session::stamp::Stamp;
use crate::text::{fill, text};

/// A game that was played again.
pub(super) struct Played {
    pub(super) game: Game,
    pub(super) checks: Vec<Check>,
    /// The last mark of a journal that says where the game is saved, with whether turns or orders came after it.
    pub(super) saved: Option<(SavedMark, bool)>,
    /// Whether the journal says that the game was left on purpose.
    pub(super) closed: bool,
    /// Whether there has been a snapshot.
    snapshot: bool,
    /// The line of a snapshot that does not fit.
    pub(super) snapshot_wrong: Option<u32>,
    /// What the head says of the scenario and is not so.
    pub(super) lie: Option<SaveError>,
    /// Why the game could not be played on, from some line on.
    pub(super) stopped: Option<SaveError>,
}

impl Played {
    /// The game, if it could be played to the end and its head is true.
    pub(super) fn whole(mut self) -> Result<Self, SaveError> {
        match self.lie.take().or(self.stopped.take()) {
            Some(error) => Err(error),
            None => Ok(self),
        }
    }
}

/// Plays a file. `name` is what problems call it; `journal` says whether the lines of a journal may be in it.
pub(super) fn play(pages: Pages, name: &str, journal: bool) -> Result<Played, SaveError> {
    let head = pages.head;
    let broken = |key: &str| SaveError::Senseless { line: None, message: text(key).to_owned() };
    let name = fill("save.scenario_in", &[("name", name)]);
    let scenario = scenario::load(&name, &pages.scenario).map_err(SaveError::Scenario)?;
    let seed: u64 = head.seed.parse().map_err(|_not_a_number| broken("save.bad_seed"))?;
    let created = match &head.created {
        None => None,
        Some(written) => Some(Stamp::parse(written).ok_or_else(|| broken("save.bad_date"))?),
    };
    let lie = lie(&head, &scenario.setting).map(broken);
    let seats: Option<Vec<StateId>> = head.seats.iter().map(|name| scenario.setting.state(name)).collect();
    let seat = seats.ok_or_else(|| broken("save.bad_seat"))?.first().copied();
    let game = Game::new(Arc::new(scenario), Seed(seed), seat).begun(created).sealed_by_its_head(head.sealed);
    let opening = Check { node: 0, turn: 0, saved: game.now().digest, replayed: game.now().digest };
    let mut played = Played {
        game,
        checks: vec![opening],
        saved: None,
        closed: false,
        snapshot: false,
        snapshot_wrong: None,
        lie,
        stopped: None,
    };
    played.stopped = pages.entries.iter().find_map(|placed| played.entry(placed, journal).err());
    played.game.forget_steps();
    Ok(played)
}

/// What a head says of the scenario that is inside, and is not so: people read the head, and the game is played from the scenario.
fn lie(head: &HeadFile, setting: &Setting) -> Option<&'static str> {
    // Saves from before format 1 had no title.
    let title = head.scenario.title.is_empty() || head.scenario.title == setting.title;
    if head.scenario.id != setting.id || !title {
        Some("save.head_scenario")
    } else {
        (head.seats.len() > 1).then_some("save.head_seats")
    }
}

/// What is wrong with a line.
struct At(u32);

impl At {
    fn senseless(&self, key: &str) -> SaveError {
        SaveError::Senseless { line: Some(self.0), message: text(key).to_owned() }
    }

    /// The state of a name; none: the facilitator.
    fn seat(&self, game: &Game, name: Option<&str>) -> Result<Option<StateId>, SaveError> {
        name.map(|name| game.setting().state(name).ok_or_else(|| self.senseless("save.bad_seat"))).transpose()
    }

    fn words<'w>(&self, words: &'w str) -> Result<&'w str, SaveError> {
        if words.len() > WORDS_BYTES_MAX { Err(self.senseless("save.long_words")) } else { Ok(words) }
    }
}

impl Played {
    fn entry(&mut self, placed: &Placed, journal: bool) -> Result<(), SaveError> {
        let at = At(placed.line);
        let game = &mut self.game;
        let exists = |there: bool, key: &str| if there { Ok(()) } else { Err(at.senseless(key)) };
        let looks_only =
            matches!(placed.entry, EntryFile::At { .. } | EntryFile::Seat { .. } | EntryFile::Saved { .. } | EntryFile::Closed);
        if let (false, Some((_, more))) = (looks_only, &mut self.saved) {
            *more = true;
        }
        match &placed.entry {
            EntryFile::Turn { .. } => self.turn(&at, &placed.entry),
            EntryFile::Branch { branch, from, luck } => {
                let luck: u64 = luck.parse().map_err(|_not_a_number| at.senseless("save.bad_seed"))?;
                let opened = if *branch < BRANCHES_MAX { game.open_branch(NodeId(*from), Seed(luck)) } else { None };
                exists(opened == Some(BranchId(*branch)), "save.bad_branch")
            }
            EntryFile::Name { branch, name } => exists(game.name_branch(BranchId(*branch), at.words(name)?), "save.bad_branch"),
            EntryFile::Note { node, by, text } => {
                let by = at.seat(game, by.as_deref())?;
                exists(game.note_by(by, NodeId(*node), at.words(text)?), "save.bad_position")
            }
            EntryFile::Mark { node, by, name } => {
                let by = at.seat(game, by.as_deref())?;
                exists(game.mark_by(by, NodeId(*node), at.words(name)?), "save.bad_position")
            }
            EntryFile::Sealed => {
                exists(game.sealed() && game.log().is_empty(), "save.bad_seal")?;
                game.log.push(Event::Sealed);
                Ok(())
            }
            EntryFile::Chair { node } => exists(game.chair(NodeId(*node)), "save.bad_chair"),
            EntryFile::Seat { seat } => {
                let seat = at.seat(game, seat.as_deref())?;
                game.seated(seat);
                Ok(())
            }
            EntryFile::At { node, branch } => exists(game.stand_at(NodeId(*node), BranchId(*branch)), "save.bad_cursor"),
            EntryFile::Drafts { orders } => {
                let drafts = orders_of(game, game.now(), &at, orders)?;
                game.set_drafts(&drafts);
                Ok(())
            }
            EntryFile::Kept { node, seat, orders } => {
                let seat = at.seat(game, seat.as_deref())?;
                let position = game.node(NodeId(*node)).ok_or_else(|| at.senseless("save.bad_position"))?;
                let drafts = orders_of(game, position, &at, orders)?;
                exists(game.keep(NodeId(*node), seat, &drafts), "save.bad_position")
            }
            EntryFile::Aside { sets } => {
                let set = |set: &SetFile| {
                    let position = game.node(NodeId(set.node)).ok_or_else(|| at.senseless("save.bad_position"))?;
                    exists(set.letter.is_ascii_uppercase(), "save.bad_letter")?;
                    let orders = orders_of(game, position, &at, &set.orders)?;
                    Ok(Aside { letter: set.letter, node: NodeId(set.node), orders })
                };
                let sets: Vec<Aside> = sets.iter().map(set).collect::<Result<_, SaveError>>()?;
                game.set_aside(&sets);
                Ok(())
            }
            EntryFile::Place { state, at: place } => {
                let id = game.setting().state(state).ok_or_else(|| at.senseless("save.bad_state"))?;
                let place = place.map(|(x, y)| Place { x, y });
                exists(place.is_none_or(|place| place.x.max(place.y) <= Place::MOST), "save.bad_place")?;
                game.place(id, place);
                Ok(())
            }
            EntryFile::Snapshot { node, digest, numbers } => {
                // One is enough; many would only take time to be compared.
                exists(!std::mem::replace(&mut self.snapshot, true), "save.second_snapshot")?;
                let node = game.node(NodeId(*node)).ok_or_else(|| at.senseless("save.bad_position"))?;
                if !snapshot::fits(game.setting(), node, digest, numbers) {
                    self.snapshot_wrong = Some(placed.line);
                }
                Ok(())
            }
            EntryFile::Saved { file, hash } if journal => {
                self.saved = Some((SavedMark { file: file.clone(), hash: hash.clone() }, false));
                Ok(())
            }
            EntryFile::Closed if journal => {
                self.closed = true;
                Ok(())
            }
            EntryFile::Saved { .. } | EntryFile::Closed => Err(at.senseless("save.of_a_journal")),
            EntryFile::End { .. } => Ok(()),
        }
    }

    /// Plays one turn and compares it.
    fn turn(&mut self, at: &At, entry: &EntryFile) -> Result<(), SaveError> {
        let EntryFile::Turn { node, parent, branch, turn, hindsight, orders, digest } = entry else { return Ok(()) };
        let game = &mut self.game;
        let saved = Digest::parse(digest).ok_or_else(|| at.senseless("save.bad_digest"))?;
        if *node != game.nodes().len() {
            return Err(at.senseless("save.bad_position"));
        }
        if *node >= positions_max(game.world()) {
            return Err(at.senseless("save.too_many_nodes"));
        }
        let tip = game.branches().get(*branch).map(|branch| branch.tip);
        if tip != Some(NodeId(*parent)) || !game.stand_at(NodeId(*parent), BranchId(*branch)) {
            return Err(at.senseless("save.bad_parent"));
        }
        if game.world().turn != *turn {
            return Err(at.senseless("save.bad_turn"));
        }
        let orders = orders_of(game, game.now(), at, orders)?;
        if let Err(refusals) = game.resolve(&orders) {
            return Err(SaveError::Refused { line: at.0, turn: *turn, refusals });
        }
        let now = game.now();
        if now.hindsight != *hindsight {
            return Err(at.senseless("save.bad_hindsight"));
        }
        self.checks.push(Check { node: *node, turn: *turn, saved, replayed: now.digest });
        Ok(())
    }
}

fn orders_of(game: &Game, node: &TurnNode, at: &At, files: &[OrderFile]) -> Result<Vec<Order>, SaveError> {
    let (mut orders, mut wrong) = (Vec::with_capacity(files.len()), Vec::new());
    for order in files {
        match order.read(game.setting(), Some(&node.world)) {
            Ok(order) if order.public_reason.len().max(order.private_reason.len()) > WORDS_BYTES_MAX => {
                wrong.push(text("save.long_words").to_owned());
            }
            Ok(order) => orders.push(order),
            Err(found) => wrong.extend(found),
        }
    }
    if wrong.is_empty() { Ok(orders) } else { Err(SaveError::Senseless { line: Some(at.0), message: wrong.join(" ") }) }
}
