//! The journal: what happens to the game on the table, on the disk at once, whether anybody saves or not.
//!
//! It lies in the data folder and has the lines of a save. [`Recorder`] makes the lines, where the game is; [`Keeper`] puts them on
//! the disk, where files are written, and says so only after the disk has them. After a crash [`find`] tells what can be gone on
//! with. A journal whose game is left is put aside; the last few are kept.

use std::path::{Path, PathBuf};

use super::event::Event;
use super::game::Game;
use super::save::{Head, Recovered, SaveError, SavedMark, Scribe, desk, head, recover};
use super::stamp::Stamp;
use super::storage::{Lock, Storage, StorageError};

/// The folder of journals, in the data folder.
const FOLDER: &str = "journal";
/// The folder of journals that were put aside, in that one.
const ASIDE: &str = "left";
/// How the name of a journal ends.
const EXTENSION: &str = "journal";
/// How many of those put aside are kept.
const ASIDE_MAX: usize = 10;
/// How many games may be on tables at once.
const TABLES_MAX: usize = 1_000;

/// So many lines after which a journal is begun anew: most of them say where somebody looked.
const LINES_MAX: usize = 20_000;

/// Makes the lines of a journal, as a game goes on.
#[derive(Clone, Debug)]
pub struct Recorder {
    scribe: Scribe,
    seen: usize,
}

impl Recorder {
    /// The beginning of a journal: all that has happened so far. `saved` is where the game lies on the disk, and whether more has happened
    /// since it was written there.
    #[must_use]
    pub fn begin(game: &Game, saved: Option<(&SavedMark, bool)>) -> (Self, String) {
        let (mut scribe, mut text) = Scribe::begin(game);
        for event in game.log().iter().filter(|event| event.is_history()).chain(&desk(game)) {
            text += &scribe.event(game, event);
        }
        if let Some((mark, more)) = saved {
            text += &scribe.saved(&mark.file, &mark.hash);
            if more {
                // What comes after the mark is what the file lacks: that there is something is said by any line.
                text += &scribe.event(game, &Event::Drafts(game.drafts().to_vec()));
            }
        }
        (Self { scribe, seen: game.log().len() }, text)
    }

    /// Whether the journal has grown so long that it should be begun anew.
    #[must_use]
    pub const fn long(&self) -> bool {
        self.scribe.entries() > LINES_MAX
    }

    /// What has happened since the last call, in lines; none where that is nothing.
    pub fn more(&mut self, game: &Game) -> Option<String> {
        let fresh = game.log().get(self.seen..).unwrap_or_default();
        self.seen = game.log().len();
        let lines: String = fresh.iter().map(|event| self.scribe.event(game, event)).collect();
        (!lines.is_empty()).then_some(lines)
    }

    /// The line that says: the game as it was at that point is in a file.
    pub fn saved(&mut self, mark: &SavedMark) -> String {
        self.scribe.saved(&mark.file, &mark.hash)
    }

    /// The line that says: the game was left on purpose.
    pub fn closed(&mut self) -> String {
        self.scribe.closed()
    }
}

/// Puts the lines of one game's journal on the disk.
#[derive(Debug)]
pub struct Keeper {
    path: PathBuf,
    folder: PathBuf,
    /// Everything that belongs in the journal, on the disk or not.
    text: String,
    /// Whether the journal on the disk is what it should be, but for lines still to come.
    whole: bool,
    /// Held while the game is on the table, so that no other window takes its journal for that of a crash.
    _lock: Option<Lock>,
    unguarded: Option<StorageError>,
}

impl Keeper {
    /// Begins the journal of a game. `id` is that of its scenario. Where the disk refuses, the next line tries again.
    pub fn begin(storage: &dyn Storage, data_dir: &Path, id: &str, text: String) -> (Self, Result<(), StorageError>) {
        let folder = data_dir.join(FOLDER);
        let made = storage.create_dir_all(&folder);
        let (path, lock) = free_name(storage, &folder, id);
        let (lock, unguarded) = lock.map_or_else(|why| (None, Some(why)), |lock| (lock, None));
        let mut keeper = Self { path, folder, text, whole: false, _lock: lock, unguarded };
        let written = made.and_then(|()| keeper.record(storage, ""));
        (keeper, written)
    }

    /// Adds lines. When this returns without an error they are on the disk.
    ///
    /// # Errors
    /// The disk refused. The lines are not lost: the next call puts them down too.
    pub fn record(&mut self, storage: &dyn Storage, lines: &str) -> Result<(), StorageError> {
        self.text += lines;
        let written = if self.whole {
            storage.append_synced(&self.path, lines.as_bytes())
        } else {
            // A write that failed may have left anything: the journal is put in place again as a whole.
            storage.create_dir_all(&self.folder).and_then(|()| storage.write_atomic(&self.path, self.text.as_bytes()))
        };
        self.whole = written.is_ok();
        written.map_err(|why| why.about(&self.path))
    }

    /// Puts the journal aside: its game is left.
    ///
    /// # Errors
    /// The disk refused.
    pub fn put_aside(mut self, storage: &dyn Storage, closed: &str) -> Result<(), StorageError> {
        self.record(storage, closed)?;
        put_aside(storage, &self.folder, &self.path)
    }

    /// Why the journal could not be locked, told once: another window may take it for that of a crash.
    pub const fn unguarded(&mut self) -> Option<StorageError> {
        self.unguarded.take()
    }

    /// Where the journal is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The first name that no journal has, with its lock, or why it has none.
fn free_name(storage: &dyn Storage, folder: &Path, id: &str) -> (PathBuf, Result<Option<Lock>, StorageError>) {
    for n in 1..TABLES_MAX {
        let path = folder.join(format!("{id}-{n}.{EXTENSION}"));
        if storage.exists(&path) {
            continue;
        }
        match storage.lock(&lock_of(&path)) {
            // Another window may have made it in between.
            Ok(Some(lock)) if !storage.exists(&path) => return (path, Ok(Some(lock))),
            Ok(_taken) => {}
            Err(why) => return (path, Err(why)),
        }
    }
    (folder.join(format!("{id}-{TABLES_MAX}.{EXTENSION}")), Ok(None))
}

fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}

fn put_aside(storage: &dyn Storage, folder: &Path, path: &Path) -> Result<(), StorageError> {
    let aside = folder.join(ASIDE);
    storage.create_dir_all(&aside)?;
    let kept = storage.list(&aside)?;
    let number = |path: &PathBuf| path.file_stem().and_then(|name| name.to_str()?.split('-').next()?.parse::<u64>().ok());
    let next = kept.iter().filter_map(number).max().unwrap_or_default() + 1;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    storage.rename(path, &aside.join(format!("{next:06}-{name}")))?;
    let many = kept.len().saturating_sub(ASIDE_MAX - 1);
    kept.iter().take(many).try_for_each(|old| storage.remove(old))?;
    storage.sync_folder(&aside)?;
    storage.sync_folder(folder)
}

/// A game that was on the table when the program ended without leaving it.
#[derive(Debug)]
pub struct Found {
    /// Its journal.
    pub path: PathBuf,
    /// What its head says, where that can be read.
    pub head: Option<Head>,
    /// When the last line was written.
    pub when: Stamp,
    /// The game, or why this program cannot go on with it.
    pub game: Result<Recovered, SaveError>,
    folder: PathBuf,
    lock: Option<Lock>,
}

impl Found {
    /// The turn that is played next.
    #[must_use]
    pub fn turn(&self) -> Option<u16> {
        self.game.as_ref().ok().map(|recovered| recovered.game.world().turn)
    }

    /// The file that the game was saved in last, if it was.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        let (mark, _more) = self.game.as_ref().ok()?.saved.as_ref()?;
        Some(Path::new(&mark.file))
    }

    /// Whether no other window can have this game on its table. Where journals cannot be locked, nobody knows.
    #[must_use]
    pub const fn is_alone(&self) -> bool {
        self.lock.is_some()
    }

    /// Puts the journal aside: somebody goes on with it (after the new journal is on the disk), or does not want it.
    ///
    /// # Errors
    /// The disk refused; it will be found again.
    pub fn put_aside(self, storage: &dyn Storage) -> Result<(), StorageError> {
        let done = put_aside(storage, &self.folder, &self.path);
        drop(self.lock);
        done
    }
}

/// The games that were on tables when the program ended without leaving them, and that hold what no file has. The last one first.
#[must_use]
pub fn find(storage: &dyn Storage, data_dir: &Path) -> Vec<Found> {
    let folder = data_dir.join(FOLDER);
    let journals = storage.list(&folder).unwrap_or_default();
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|extension| extension == EXTENSION);
    let mut found: Vec<Found> = journals.into_iter().filter(is_journal).filter_map(|path| look(storage, &folder, path)).collect();
    found.sort_by(|a, b| b.when.cmp(&a.when).then_with(|| b.path.cmp(&a.path)));
    found
}

fn look(storage: &dyn Storage, folder: &Path, path: PathBuf) -> Option<Found> {
    let lock = match storage.lock(&lock_of(&path)) {
        // A window has this game on its table.
        Ok(None) => return None,
        Ok(lock) => lock,
        // It is offered, and whoever is asked hears that another window may have it.
        Err(_nobody_knows) => None,
    };
    let when = storage.modified(&path).unwrap_or_default();
    // What cannot be read now may be readable the next time: it is neither offered nor touched.
    let content = readable(storage.read(&path).ok()?);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let game = recover(&content, &name);
    if game.as_ref().is_ok_and(|recovered| nothing_to_lose(storage, recovered)) {
        // Where it cannot be put aside it is looked at again the next time; what may be another window's is not touched.
        let _still_there = lock.is_some().then(|| put_aside(storage, folder, &path));
        return None;
    }
    Some(Found { head: head(&content).ok(), path, when, game, folder: folder.to_owned(), lock })
}

/// A journal as far as it is text: what was being written when power went may end within a letter.
#[must_use]
pub fn readable(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let upto = error.utf8_error().valid_up_to();
        String::from_utf8_lossy(error.as_bytes().get(..upto).unwrap_or_default()).into_owned()
    })
}

/// Whether a journal holds nothing that is not in a file, or nothing at all.
fn nothing_to_lose(storage: &dyn Storage, recovered: &Recovered) -> bool {
    if recovered.closed {
        return true;
    }
    match &recovered.saved {
        Some((mark, false)) => {
            let hash = |content: Vec<u8>| blake3::hash(&content).to_string() == mark.hash;
            storage.read(Path::new(&mark.file)).is_ok_and(hash)
        }
        Some((_mark, true)) => false,
        None => {
            let game = &recovered.game;
            let begun = |event: &Event| *event != Event::Sealed;
            game.nodes().len() == 1 && !game.log().iter().any(begun) && game.drafts().is_empty() && game.kept().is_empty()
        }
    }
}

/// The mark of a game that has just been written to a file, or was read from it.
#[must_use]
pub fn saved_mark(file: &Path, content: &str) -> SavedMark {
    SavedMark { file: file.display().to_string(), hash: blake3::hash(content.as_bytes()).to_string() }
}

#[cfg(test)]
mod tests;
