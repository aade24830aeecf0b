//! Routine orders on their way.

use crate::rules::quantity::Quantity;
use crate::rules::table::{Id, LinkId};

/// Routine orders on their way: points by channel and turn of arrival, in a ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routine {
    slots: u16,
    points: Vec<Quantity>,
}

impl Routine {
    /// Nothing on its way, on so many channels, at most so many turns ahead.
    #[must_use]
    pub fn new(links: usize, slots: u16) -> Self {
        Self { slots: slots.max(1), points: vec![Quantity::ZERO; links * usize::from(slots.max(1))] }
    }

    fn place(&self, link: LinkId, turn: u16) -> usize {
        link.index() * usize::from(self.slots) + usize::from(turn % self.slots)
    }

    /// What arrives on a channel in a turn.
    #[must_use]
    pub fn due(&self, link: LinkId, turn: u16) -> Quantity {
        self.points.get(self.place(link, turn)).copied().unwrap_or_default()
    }

    /// Adds an order that arrives in a turn.
    #[inline]
    pub fn add(&mut self, link: LinkId, turn: u16, points: Quantity) {
        let place = self.place(link, turn);
        if let Some(sum) = self.points.get_mut(place) {
            *sum += points;
        }
    }

    /// Takes out what arrives on a channel in a turn.
    #[inline]
    pub fn take(&mut self, link: LinkId, turn: u16) -> Quantity {
        let place = self.place(link, turn);
        self.points.get_mut(place).map(std::mem::take).unwrap_or_default()
    }

    /// Everything that is on its way on a channel.
    #[must_use]
    pub fn all(&self, link: LinkId) -> Quantity {
        let first = link.index() * usize::from(self.slots);
        self.points.get(first..first + usize::from(self.slots)).unwrap_or_default().iter().copied().sum()
    }

    /// Takes out everything that is on its way on a channel.
    pub fn clear(&mut self, link: LinkId) -> Quantity {
        let first = link.index() * usize::from(self.slots);
        let mine = self.points.get_mut(first..first + usize::from(self.slots)).unwrap_or_default();
        mine.iter_mut().map(std::mem::take).sum()
    }

    /// Takes over another one, without allocating.
    pub fn copy_from(&mut self, other: &Self) {
        self.slots = other.slots;
        self.points.clone_from(&other.points);
    }

    /// Every number, in the order of storage.
    #[must_use]
    pub fn as_slice(&self) -> &[Quantity] {
        &self.points
    }
}
