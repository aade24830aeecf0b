//! The fingerprint of a position.

use std::fmt;
use std::fmt::Write as _;

use super::table::Table;
use super::world::World;

/// A BLAKE3 hash over everything in a [`World`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of a position.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&world.turn.to_le_bytes());
        hasher.update(&world.last_turn.to_le_bytes());
        for value in world.values.as_slice().iter().copied().chain(world.routine.numbers()) {
            hasher.update(&value.micros().to_le_bytes());
        }
        // The things made in play are hashed by their debug text: every field is in it, and it is the same on every platform.
        let mut text = Text(&mut hasher);
        let objects = (&world.requests, &world.licences, &world.pipeline, &world.record, &world.passing, &world.tariffs);
        let more = (&world.leaks, &world.grounds, &world.routes, &world.motions, &world.revealed);
        let tables = (
            Table::as_slice(&world.players),
            Table::as_slice(&world.commitments),
            Table::as_slice(&world.cards),
            Table::as_slice(&world.shares_before),
        );
        // Writing into a hasher cannot fail.
        let _infallible = write!(text, "{objects:?}{more:?}{tables:?}");
        Self(hasher.finalize().into())
    }

    /// Reads the 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        blake3::Hash::from_hex(text).ok().map(|hash| Self(hash.into()))
    }

    /// The first twelve digits, for people.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

struct Text<'a>(&'a mut blake3::Hasher);

impl fmt::Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
