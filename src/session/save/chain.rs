//! The chain: each line of a save begins with a hash of itself and of every line before it.
//!
//! A line is checked before anything in it is read. The chain shows damage and careless edits. It cannot show an edit by somebody
//! who works the hashes out again: for that, [`HeadHash`] is written down elsewhere, as eight words.

use std::fmt;
use std::sync::OnceLock;

/// The words that a byte reads as.
const WORDS: &str = include_str!("../../../assets/words/plain.txt");

/// How many words a hash reads as.
const WORDS_OF_A_HASH: usize = 8;

/// A chain up to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain(blake3::Hash);

impl Chain {
    /// A chain that begins with the first line of the file.
    pub(super) fn begin(first_line: &str) -> Self {
        Self(blake3::hash(first_line.as_bytes()))
    }

    /// The chain with one line more.
    #[must_use]
    pub(super) fn and(self, content: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.0.as_bytes()).update(content.as_bytes());
        Self(hasher.finalize())
    }

    /// A line as it is written.
    pub(super) fn line(self, content: &str) -> String {
        format!("{} {content}\n", self.0)
    }

    /// Whether this is the hash that a line begins with.
    pub(super) fn is(self, written: &str) -> bool {
        blake3::Hash::from_hex(written).is_ok_and(|hash| hash == self.0)
    }
}

/// The hash of what was played: scenario, seed, rules, and every turn and branch with its orders, in order.
///
/// Notes, names, the seat, the cursor and where states stand are not in it, so that looking at a game does not change it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HeadHash(blake3::Hash);

impl HeadHash {
    pub(super) fn begin(parts: &[&str]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        Self(hasher.finalize())
    }

    /// The hash with one thing more.
    #[must_use]
    pub(super) fn and(self, content: &str) -> Self {
        Self(Chain(self.0).and(content).0)
    }

    /// The hash in eight plain words, to be read aloud and written on a whiteboard.
    #[must_use]
    pub fn words(&self) -> String {
        let list = words();
        let word = |byte: &u8| list.get(usize::from(*byte)).copied().unwrap_or_default();
        self.0.as_bytes().iter().take(WORDS_OF_A_HASH).map(word).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for HeadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for HeadHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

fn words() -> &'static [&'static str] {
    static LIST: OnceLock<Vec<&str>> = OnceLock::new();
    LIST.get_or_init(|| WORDS.lines().collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Whether one edit (a letter changed, added or left out) makes one word of the other.
    fn near(one: &str, other: &str) -> bool {
        let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        match a.len().abs_diff(b.len()) {
            0 => a.iter().zip(&b).filter(|(x, y)| x != y).count() <= 1,
            1 => {
                let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
                (0..long.len()).any(|n| long.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, c)| c).eq(short.iter()))
            }
            _ => false,
        }
    }

    #[test]
    fn there_is_a_plain_word_for_every_byte() {
        let list = words();
        assert_eq!(list.len(), 256);
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), 256, "a word is there twice");
        for word in list {
            assert!((3..=7).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()), "{word}");
        }
        assert!(list.is_sorted());
    }

    #[test]
    fn no_word_is_a_slip_of_the_pen_from_another() {
        let list = words();
        let close: Vec<(&str, &str)> = list
            .iter()
            .enumerate()
            .flat_map(|(n, one)| list.iter().skip(n + 1).filter(|other| near(one, other)).map(|other| (*one, *other)))
            .collect();
        assert!(close.is_empty(), "{close:?}");
        let starts: BTreeSet<&str> = list.iter().map(|word| word.get(..4).unwrap_or(word)).collect();
        assert_eq!(starts.len(), 256, "four letters tell them apart");
    }

    #[test]
    fn a_hash_reads_as_eight_words() {
        let words = HeadHash::begin(&["a", "b"]).words();
        assert_eq!(words.split(' ').count(), 8);
        assert_ne!(words, HeadHash::begin(&["ab", ""]).words());
        assert_ne!(words, HeadHash::begin(&["a", "b"]).and("").words());
    }
}
