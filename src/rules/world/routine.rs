//! Routine orders on their way.

use crate::rules::quantity::Quantity;
use crate::rules::table::{Id, LinkId};

/// Routine orders on their way: points by turn of arrival and channel, in a ring. A turn in which nothing arrives has no list, so that little
/// is copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routine {
    links: usize,
    turns: Vec<Vec<Quantity>>,
}

impl Routine {
    /// Nothing on its way, on so many channels, at most so many turns ahead.
    #[must_use]
    pub fn new(links: usize, slots: u16) -> Self {
        Self { links, turns: vec![Vec::new(); usize::from(slots.max(1))] }
    }

    fn list(&mut self, turn: u16) -> Option<&mut Vec<Quantity>> {
        let place = usize::from(turn).checked_rem(self.turns.len())?;
        self.turns.get_mut(place)
    }

    /// What arrives in a turn on a channel.
    #[must_use]
    pub fn due(&self, link: LinkId, turn: u16) -> Quantity {
        let place = usize::from(turn).checked_rem(self.turns.len());
        let list = place.and_then(|place| self.turns.get(place));
        list.and_then(|due| due.get(link.index())).copied().unwrap_or_default()
    }

    /// Adds an order that arrives in a turn.
    #[inline]
    pub fn add(&mut self, link: LinkId, turn: u16, points: Quantity) {
        let links = self.links;
        let Some(due) = self.list(turn) else { return };
        if due.is_empty() {
            due.resize(links, Quantity::ZERO);
        }
        if let Some(sum) = due.get_mut(link.index()) {
            *sum += points;
        }
    }

    /// Takes out what arrives in a turn, by channel: it is handed over in a list, and that list is used again.
    pub fn take(&mut self, turn: u16, arrives: &mut Vec<Quantity>) {
        arrives.clear();
        if let Some(due) = self.list(turn) {
            std::mem::swap(due, arrives);
        }
    }

    /// Everything that is on its way on a channel.
    #[must_use]
    pub fn all(&self, link: LinkId) -> Quantity {
        self.turns.iter().filter_map(|due| due.get(link.index())).copied().sum()
    }

    /// Takes out everything that is on its way on a channel.
    pub fn clear(&mut self, link: LinkId) -> Quantity {
        self.turns.iter_mut().filter_map(|due| due.get_mut(link.index())).map(std::mem::take).sum()
    }

    /// Takes over another one, without allocating once the lists have found their size.
    pub fn copy_from(&mut self, other: &Self) {
        self.links = other.links;
        self.turns.clone_from(&other.turns);
    }

    /// Every number, channel by channel.
    pub fn numbers(&self) -> impl Iterator<Item = Quantity> {
        (0..self.links).flat_map(|link| self.turns.iter().map(move |due| due.get(link).copied().unwrap_or_default()))
    }
}
