//! What people put round the tree: who sits where, notes, bookmarks, names, drafts, and where states stand on the board.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::branch::BranchId;
use super::event::{Event, Place};
use super::game::{Game, NodeId};
use crate::rules::order::Order;
use crate::rules::table::StateId;
use crate::rules::view::Viewer;
use crate::text::steers;

/// A set of orders that was put aside as an alternative to what is drafted.
#[derive(Clone, Debug, PartialEq)]
pub struct Aside {
    /// Its letter, A–Z.
    pub letter: char,
    /// The position for which it was drafted.
    pub node: NodeId,
    /// Its orders.
    pub orders: Vec<Order>,
}

/// Most sets that are put aside: a save holds no more, so a game takes no more.
pub(super) const ASIDE_MAX: usize = 1_000;
/// Longest reason, note or name, bytes: a save holds none that is longer, so a game takes none.
pub(super) const WORDS_BYTES_MAX: usize = 16 * 1024;
/// Longest reason where those of one turn are very long together.
const WORDS_BYTES_FEW: usize = 512;
/// Most bytes of reasons in one turn, as they are written.
const REASONS_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most bytes of all sets that are put aside, as they are written: they stand in one line.
const ASIDE_BYTES_MAX: usize = 6 * 1024 * 1024;
/// So many bytes of a set's line are reckoned for an order without its reasons.
const ORDER_BYTES: usize = 1024;
/// Most notes, bookmarks, names and turns of a game together: a save has room for more lines, which are those of the desk.
const HISTORY_MAX: usize = 60_000;

/// How many bytes words take in a line of a save, where signs that no line may have are written out.
fn written_bytes(words: &str) -> usize {
    words.chars().map(written_sign).sum()
}

fn written_sign(sign: char) -> usize {
    sign.escape_debug().map(char::len_utf8).sum()
}

/// How many bytes the reasons of an order take in a line of a save.
pub(super) fn written_reasons(order: &Order) -> usize {
    written_bytes(&order.public_reason) + written_bytes(&order.private_reason)
}

/// The beginning of words that takes no more than so many bytes in a line of a save.
fn beginning(words: &str, most: usize) -> String {
    let mut bytes = 0;
    let fits = |sign: &char| {
        bytes += written_sign(*sign);
        bytes <= most
    };
    words.chars().take_while(fits).collect()
}

/// The orders with reasons that a save can hold. Where one is too long its end is left out: rather that than a game that cannot be
/// opened again.
pub(super) fn with_fitting_reasons(orders: &[Order]) -> Cow<'_, [Order]> {
    let length = |order: &Order| order.public_reason.len().max(order.private_reason.len());
    let total: usize = orders.iter().map(written_reasons).sum();
    if total <= REASONS_BYTES_MAX && orders.iter().all(|order| length(order) <= WORDS_BYTES_MAX) {
        return Cow::Borrowed(orders);
    }
    let cut = |words: &str| match total {
        ..=REASONS_BYTES_MAX => words.get(..words.floor_char_boundary(WORDS_BYTES_MAX)).unwrap_or_default().to_owned(),
        _ => beginning(words, WORDS_BYTES_FEW),
    };
    let fitting = |order: &Order| Order {
        public_reason: cut(&order.public_reason),
        private_reason: cut(&order.private_reason),
        ..order.clone()
    };
    Cow::Owned(orders.iter().map(fitting).collect())
}

/// Words at positions, each by who wrote them: the team of a seat, or (none) the facilitator.
pub type Words = BTreeMap<(NodeId, Option<StateId>), String>;

/// Orders that were drafted and are not at hand: for which position, by which seat.
pub type Kept = BTreeMap<(NodeId, Option<StateId>), Vec<Order>>;

impl Game {
    /// The state that people play.
    #[must_use]
    pub const fn seat(&self) -> Option<StateId> {
        self.seat
    }

    /// Who looks at the game: the team of the seat in play, or the facilitator.
    #[must_use]
    pub fn viewer(&self) -> Viewer {
        self.seat.into()
    }

    /// The state that people played when the game began.
    #[must_use]
    pub const fn first_seat(&self) -> Option<StateId> {
        self.first_seat
    }

    /// Seats people at another state; none: in the facilitator's chair. Where orders are sealed, that the chair was taken is history.
    pub fn sit(&mut self, seat: Option<StateId>) {
        if self.sealed() && seat.is_none() && self.seat.is_some() {
            self.chair(self.cursor());
        }
        self.seated(seat);
    }

    /// Remembers that the facilitator's chair was taken at a position, once. Whether there is such a position, and orders are sealed.
    pub(super) fn chair(&mut self, node: NodeId) -> bool {
        let exists = self.sealed() && self.node(node).is_some();
        if exists && !self.chair_taken().any(|taken| taken == node) {
            self.log.push(Event::Chair(node));
        }
        exists
    }

    /// Seats people at another state, as a file says that they sat.
    pub(super) fn seated(&mut self, seat: Option<StateId>) {
        if self.seat != seat {
            self.seat = seat;
            self.log.push(Event::Seat(seat));
        }
    }

    /// What was noted at positions, by everybody.
    #[must_use]
    pub const fn notes(&self) -> &Words {
        &self.notes
    }

    /// Bookmarks at positions, everybody's.
    #[must_use]
    pub const fn marks(&self) -> &Words {
        &self.marks
    }

    /// What whoever sits here may read of the notes at a position: the team of a seat its own, the facilitator all, each with who wrote it.
    pub fn notes_at(&self, node: NodeId) -> impl Iterator<Item = (Option<StateId>, &str)> {
        at(&self.notes, node, self.seat)
    }

    /// What whoever sits here may read of the bookmarks at a position.
    pub fn marks_at(&self, node: NodeId) -> impl Iterator<Item = (Option<StateId>, &str)> {
        at(&self.marks, node, self.seat)
    }

    /// Where the user put states on the board.
    #[must_use]
    pub const fn places(&self) -> &BTreeMap<StateId, Place> {
        &self.places
    }

    /// Orders that are given at the position where the game stands, and not yet played.
    #[must_use]
    pub fn drafts(&self) -> &[Order] {
        &self.drafts
    }

    /// Whether a save would take another note, bookmark or name.
    fn takes_words(&self, words: &str) -> bool {
        !self.lacks_room_for(written_bytes(words)) && self.has_room_for_a_line()
    }

    fn has_room_for_a_line(&self) -> bool {
        self.log.len() < HISTORY_MAX || self.log.iter().filter(|event| event.is_history()).count() < HISTORY_MAX
    }

    /// Names a branch; an empty name gives it its letter back. Whether there is such a branch, and the name is
    /// short enough.
    pub fn name_branch(&mut self, id: BranchId, name: &str) -> bool {
        let takes = name.len() <= WORDS_BYTES_MAX && self.takes_words(name);
        let Some(branch) = self.branches.get_mut(id.0).filter(|_| takes) else { return false };
        let name = in_one_line(name);
        let name = (!name.is_empty()).then_some(name);
        if branch.name != name {
            branch.name.clone_from(&name);
            self.words += written_bytes(name.as_deref().unwrap_or_default());
            self.log.push(Event::Name(id, name.unwrap_or_default()));
        }
        true
    }

    /// Notes something at a position, as whoever sits here; an empty text takes their note away. Whether there is such a position, and
    /// the text is short enough.
    pub fn note(&mut self, node: NodeId, words: &str) -> bool {
        self.note_by(self.seat, node, words)
    }

    /// The same, as the team of a seat or as the facilitator.
    pub(super) fn note_by(&mut self, by: Option<StateId>, node: NodeId, words: &str) -> bool {
        let exists = self.node(node).is_some() && words.len() <= WORDS_BYTES_MAX && self.takes_words(words);
        if exists && put(&mut self.notes, (node, by), words) {
            self.words += written_bytes(words);
            self.log.push(Event::Note(node, by, words.to_owned()));
        }
        exists
    }

    /// Puts a bookmark at a position, as whoever sits here; an empty name takes theirs away. Whether there is such a position, and the
    /// name is short enough.
    pub fn mark(&mut self, node: NodeId, name: &str) -> bool {
        self.mark_by(self.seat, node, name)
    }

    /// The same, as the team of a seat or as the facilitator.
    pub(super) fn mark_by(&mut self, by: Option<StateId>, node: NodeId, name: &str) -> bool {
        let exists = self.node(node).is_some() && name.len() <= WORDS_BYTES_MAX && self.takes_words(name);
        let name = &in_one_line(name);
        if exists && put(&mut self.marks, (node, by), name) {
            self.words += written_bytes(name);
            self.log.push(Event::Mark(node, by, name.clone()));
        }
        exists
    }

    /// Keeps the orders that are given and not yet played, in place of those before.
    pub fn set_drafts(&mut self, drafts: &[Order]) {
        if self.drafts != drafts {
            self.drafts = with_fitting_reasons(drafts).into_owned();
            self.log.push(Event::Drafts(self.drafts.clone()));
        }
    }

    /// Orders that were drafted for other positions or by other seats, each for when somebody comes back there.
    #[must_use]
    pub const fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Keeps what a seat drafted at a position, in place of what was kept before; none: nothing is kept any more. Whether there is such a
    /// position.
    pub fn keep(&mut self, node: NodeId, seat: Option<StateId>, drafts: &[Order]) -> bool {
        if self.node(node).is_none() {
            return false;
        }
        let drafts = with_fitting_reasons(drafts).into_owned();
        let changed = if drafts.is_empty() {
            self.kept.remove(&(node, seat)).is_some()
        } else {
            self.kept.insert((node, seat), drafts.clone()).as_ref() != Some(&drafts)
        };
        if changed {
            self.log.push(Event::Kept(node, seat, drafts));
        }
        true
    }

    /// Sets of orders that were put aside, each for its position.
    #[must_use]
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Keeps the sets that are put aside, in place of those before; the oldest go where there are too many.
    pub fn set_aside(&mut self, sets: &[Aside]) {
        let sets = sets.get(sets.len().saturating_sub(ASIDE_MAX)..).unwrap_or_default();
        if self.aside != sets {
            let fitting = |set: &Aside| Aside { orders: with_fitting_reasons(&set.orders).into_owned(), ..*set };
            let mut bytes = 0;
            let fits = |set: &Aside| {
                bytes += set.orders.iter().map(|order| ORDER_BYTES + written_reasons(order)).sum::<usize>();
                bytes <= ASIDE_BYTES_MAX
            };
            self.aside = sets.iter().rev().map(fitting).take_while(fits).collect();
            self.aside.reverse();
            self.log.push(Event::Aside(self.aside.clone()));
        }
    }

    /// Puts a state somewhere on the board; none: where the scenario has it.
    pub fn place(&mut self, state: StateId, place: Option<Place>) {
        let before = self.places.get(&state).copied();
        if before != place {
            match place {
                Some(place) => self.places.insert(state, place),
                None => self.places.remove(&state),
            };
            self.log.push(Event::Place(state, place));
        }
    }
}

/// A name as it stands in a line among others: what would end or turn the line is a blank.
fn in_one_line(name: &str) -> String {
    name.replace(steers, " ")
}

/// Puts words where they belong, or takes them away where they are empty. Whether that changed anything.
fn put(words_at: &mut Words, place: (NodeId, Option<StateId>), words: &str) -> bool {
    if words.is_empty() {
        words_at.remove(&place).is_some()
    } else {
        words_at.insert(place, words.to_owned()).as_deref() != Some(words)
    }
}

/// The words at a position that a reader may see: the team of a seat its own, the facilitator all.
fn at(words_at: &Words, node: NodeId, reader: Option<StateId>) -> impl Iterator<Item = (Option<StateId>, &str)> {
    let here = words_at.range((node, None)..).take_while(move |((at, _), _)| *at == node);
    let told = here.map(|((_, by), words)| (*by, words.as_str()));
    told.filter(move |(by, _)| reader.is_none() || *by == reader)
}
