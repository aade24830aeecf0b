//! Branches: the named lines of the tree of turns.
//!
//! A branch knows where it left another one and which luck it is played on. Which turns are on it is the tree's knowledge.

use super::game::NodeId;
use crate::rules::draws::Seed;

/// A branch. 0 is the one that the game began with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BranchId(pub usize);

impl BranchId {
    /// The branch that every game begins with.
    pub const FIRST: Self = Self(0);

    /// Its letter: A to Z, then AA, AB, …
    #[must_use]
    pub fn letter(self) -> String {
        let mut letters = Vec::new();
        let mut rest = self.0 + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters.iter().rev().collect()
    }
}

/// One line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The name that somebody gave it; none: its letter serves.
    pub name: Option<String>,
    /// The position at which it left another branch; the opening for the first.
    pub from: NodeId,
    /// Its last position; the same as `from` while nothing has been played on it.
    pub tip: NodeId,
    /// Where its luck comes from.
    pub luck: Seed,
}

impl Branch {
    /// Whether nothing has been played on it yet.
    #[must_use]
    pub fn unplayed(&self) -> bool {
        self.tip == self.from
    }
}

#[cfg(test)]
mod tests {
    use super::BranchId;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(|n| BranchId(n).letter()).into();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
