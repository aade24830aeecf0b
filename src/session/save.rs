//! Saved games: the scenario, the seed and everything that happened, a line each; opening replays it and compares every digest.
//!
//! What was played is worked out again by the same rules, so a save cannot lie about a number, and a save of other rules is not
//! opened as if nothing had happened. The one position that it holds is a cache for those who cannot play it (`snapshot`). The format is described in `docs/save-format.md`: `v1` has its
//! words, `v0` what came before, `chain` the hashes, `read` and `write` the lines, `play` the way back to a game. Reading and
//! writing the file itself is `storage`'s work; the journal in the data folder has the same lines and is `journal`'s.

mod chain;
mod error;
mod later;
mod outline;
mod play;
mod read;
mod snapshot;
mod v0;
mod v1;
mod write;

pub use chain::HeadHash;
pub use error::SaveError;
pub use outline::{Outline, OutlineLine, OutlineOrder, outline};
pub(in crate::session) use write::desk;
pub use write::{Scribe, head_hash, head_hashes, save};

use self::read::Reading;
use super::game::Game;
use super::stamp::Stamp;
use crate::rules::RULES_VERSION;
use crate::rules::digest::Digest;

/// The line of the head.
const HEAD_LINE: u32 = 2;
/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;
/// How the first line begins; the version of the format follows.
const MAGIC: &str = super::kind::SAVE_BEGINS;
/// How the name of a saved game ends.
pub const SAVE_EXTENSION: &str = "countersign";
/// Largest save that is read, bytes.
pub const SAVE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What the second line of a save tells, without reading on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The program that wrote it.
    pub program: String,
    /// The rules that it was played with.
    pub rules: u32,
    /// The id of its scenario.
    pub scenario: String,
    /// The title of its scenario.
    pub title: String,
    /// The BLAKE3 hash of its scenario's text.
    pub scenario_hash: String,
    /// The seed of its luck.
    pub seed: String,
    /// The states that people played when it began.
    pub seats: Vec<String>,
    /// Whether orders were sealed until they were revealed together.
    pub sealed: bool,
    /// When it was begun.
    pub created: Option<Stamp>,
}

impl Head {
    fn of(file: &v1::HeadFile) -> Self {
        Self {
            program: file.program.clone(),
            rules: file.rules,
            scenario: file.scenario.id.clone(),
            title: file.scenario.title.clone(),
            scenario_hash: file.scenario.blake3.clone(),
            seed: file.seed.clone(),
            seats: file.seats.clone(),
            sealed: file.sealed,
            created: file.created.as_deref().and_then(Stamp::parse),
        }
    }
}

/// Reads the head of a save alone; the rest of the file need not be there.
///
/// # Errors
/// The first two lines are not those of a save of this format.
pub fn head(content: &str) -> Result<Head, SaveError> {
    read::head(content).map(|file| Head::of(&file))
}

/// A game that was played again from a save, and how it compares.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The game as these rules play it.
    pub game: Game,
    /// What the head of the save says.
    pub head: Head,
    /// Every position, in the order of the save.
    pub checks: Vec<Check>,
    /// The first line that is not as it was written, by the chain of hashes.
    pub broken: Option<u32>,
    /// The last line, where the file ends before its end.
    pub cut: Option<u32>,
    /// The line of a snapshot that says other numbers than the rules give.
    pub snapshot_wrong: Option<u32>,
    /// What is wrong whatever the rules are: a head that says what is not so, or a line that cannot be read.
    pub unsound: Option<SaveError>,
    /// Why these rules could not play on. The game stands before the turn that they do not play.
    pub stopped: Option<SaveError>,
}

impl Replay {
    /// The first position that came out differently.
    #[must_use]
    pub fn divergence(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.saved != check.replayed)
    }

    /// Whether everything is as it was written, and comes out as it was written.
    #[must_use]
    pub fn sound(&self) -> bool {
        self.intact() && self.snapshot_wrong.is_none() && self.stopped.is_none() && self.divergence().is_none()
    }

    /// Whether every line is as it was written, by the hashes: all that can be told of a game of other rules.
    #[must_use]
    pub const fn intact(&self) -> bool {
        self.broken.is_none() && self.cut.is_none() && self.unsound.is_none()
    }

    /// Whether it was played with the rules of this program.
    #[must_use]
    pub const fn of_these_rules(&self) -> bool {
        self.head.rules == RULES_VERSION
    }
}

/// One position of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub node: usize,
    /// The turn that leads to it; 0 for the opening.
    pub turn: u16,
    /// The digest in the save.
    pub saved: Digest,
    /// The digest of the replay.
    pub replayed: Digest,
}

/// Where a journal says that its game is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedMark {
    /// The file.
    pub file: String,
    /// The BLAKE3 hash of what was written.
    pub hash: String,
}

/// A game that was read back from a journal.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The game, as far as the journal is right.
    pub game: Game,
    /// Where it was saved last, and whether anything was played, ordered or noted after that.
    pub saved: Option<(SavedMark, bool)>,
    /// Whether it was left on purpose.
    pub closed: bool,
    /// Lines at the end that could not be read: what was being written when it stopped.
    pub left_out: usize,
}

/// Opens a save: replays it and compares every digest. `name` is what problems call the file.
///
/// # Errors
/// What is wrong with the save, where, and what can be done.
pub fn load(content: &str, name: &str) -> Result<Game, SaveError> {
    let pages = read::pages(content, Reading::Whole)?;
    same_rules(&pages.head)?;
    let played = play::play(pages, name, false)?;
    // A turn that came out differently comes before one whose orders are refused for it.
    undiverged(&played.checks)?;
    let played = played.whole()?;
    match played.snapshot_wrong {
        Some(line) => Err(SaveError::Snapshot { line }),
        None => Ok(played.game),
    }
}

/// Plays the orders of a save with the rules of this program, whatever it was saved with, and tells how each turn compares.
///
/// # Errors
/// What cannot be read or played. A line or a turn that is not as it was written is no error here.
pub fn replay(content: &str, name: &str) -> Result<Replay, SaveError> {
    let mut pages = read::pages(content, Reading::Anyway)?;
    let (head, broken, cut, unread) = (Head::of(&pages.head), pages.broken, pages.cut, pages.stopped.take());
    let played = play::play(pages, name, false).map_err(|error| match (broken, error) {
        // What a changed head leads to says less than that it was changed.
        (Some(line @ ..=HEAD_LINE), _) => SaveError::Damaged { line },
        (_, error) => error,
    })?;
    let play::Played { game, checks, snapshot_wrong, lie, stopped, .. } = played;
    Ok(Replay { game, head, checks, broken, cut, snapshot_wrong, unsound: lie.or(unread), stopped })
}

/// Reads a journal as far as it is right: its last line may be torn.
///
/// # Errors
/// Its head or scenario cannot be read, it was played with other rules, or it comes out differently.
pub fn recover(content: &str, name: &str) -> Result<Recovered, SaveError> {
    let pages = read::pages(content, Reading::AsFarAsRight)?;
    same_rules(&pages.head)?;
    let left_out = pages.left_out;
    let played = play::play(pages, name, true)?;
    undiverged(&played.checks)?;
    let played = played.whole()?;
    Ok(Recovered { game: played.game, saved: played.saved, closed: played.closed, left_out })
}

fn same_rules(head: &v1::HeadFile) -> Result<(), SaveError> {
    if head.rules == RULES_VERSION {
        Ok(())
    } else {
        Err(SaveError::OtherRules { found: head.rules, ours: RULES_VERSION, program: head.program.clone() })
    }
}

fn undiverged(checks: &[Check]) -> Result<(), SaveError> {
    let found = checks.iter().find(|check| check.saved != check.replayed);
    found.map_or(Ok(()), |&Check { node, turn, saved, replayed }| Err(SaveError::Diverged { node, turn, saved, replayed }))
}

#[cfg(test)]
mod tests;
