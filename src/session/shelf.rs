//! The files that games are saved in: read, written, kept in their earlier versions, and not shared unawares.
//!
//! A [`Shelf`] remembers what each file held when this window saw it last. It notices when somebody else has written it since, keeps
//! the versions before, and holds a lock on each game that is open, so that no second window of this user works on the same file.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::save::SavedMark;
use super::storage::{Lock, Storage, StorageError};
use crate::text::fill;

/// How many earlier versions of a file are kept.
const EARLIER: usize = 3;
/// The folder beside a file in which they are.
const EARLIER_FOLDER: &str = "earlier";
/// The folder of locks, in the data folder.
const LOCKS: &str = "locks";

/// Why a file was not read or written.
#[derive(Debug)]
pub enum ShelfError {
    /// The disk refused.
    Storage(StorageError),
    /// Somebody else has written the file since it was read or written here.
    ChangedOutside(PathBuf),
    /// Somebody has taken the file away since it was read or written here. Told once: whoever saves there again wants it back.
    TakenAway(PathBuf),
    /// Another window has the game open.
    OpenElsewhere(PathBuf),
}

impl From<StorageError> for ShelfError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(error) => write!(f, "{error}"),
            Self::ChangedOutside(path) => write!(f, "{}", fill("shelf.changed", &[("path", &path.display().to_string())])),
            Self::TakenAway(path) => write!(f, "{}", fill("shelf.taken_away", &[("path", &path.display().to_string())])),
            Self::OpenElsewhere(path) => write!(f, "{}", fill("shelf.elsewhere", &[("path", &path.display().to_string())])),
        }
    }
}

impl std::error::Error for ShelfError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Storage(error) => Some(error),
            _ => None,
        }
    }
}

/// The files of the games of a window.
#[derive(Debug, Default)]
pub struct Shelf {
    data_dir: Option<PathBuf>,
    seen: BTreeMap<PathBuf, blake3::Hash>,
    open: Option<(PathBuf, Option<Lock>)>,
    /// What was held open before.
    before: Option<PathBuf>,
    unguarded: Option<StorageError>,
}

impl Shelf {
    /// A shelf whose locks lie in a data folder; without one there are no locks.
    #[must_use]
    pub fn new(data_dir: Option<PathBuf>) -> Self {
        Self { data_dir, ..Self::default() }
    }

    /// Reads a file, and holds it open for this window.
    ///
    /// # Errors
    /// It cannot be read, or another window has it open.
    pub fn read(&mut self, storage: &dyn Storage, path: &Path) -> Result<String, ShelfError> {
        let content = storage.read_text(path)?;
        self.take_up(storage, path, &content)?;
        Ok(content)
    }

    /// Holds a file open for this window that has just been read: what stands in it told that it is a game.
    ///
    /// # Errors
    /// Another window has it open.
    pub fn take_up(&mut self, storage: &dyn Storage, path: &Path, content: &str) -> Result<(), ShelfError> {
        self.hold(storage, path)?;
        self.seen.insert(storage.resolved(path), blake3::hash(content.as_bytes()));
        Ok(())
    }

    /// Takes a file up that was last written here, before this window was opened: what it held then is known by its hash.
    ///
    /// # Errors
    /// Another window has it open.
    pub fn take_up_again(&mut self, storage: &dyn Storage, mark: &SavedMark) -> Result<(), ShelfError> {
        let path = Path::new(&mark.file);
        if let Ok(hash) = blake3::Hash::from_hex(&mark.hash) {
            self.seen.insert(storage.resolved(path), hash);
        }
        self.hold(storage, path)
    }

    /// The earlier versions of a file that are there, the last one first.
    #[must_use]
    pub fn kept(storage: &dyn Storage, path: &Path) -> Vec<PathBuf> {
        (1..=EARLIER).map(|n| earlier(path, n)).filter(|path| storage.exists(path)).collect()
    }

    /// Writes a game, and holds its file open for this window. What the file held before is kept among its earlier versions. Only
    /// in the data folder are folders made: elsewhere a missing one is more likely a stick that was pulled out than a wish.
    ///
    /// # Errors
    /// The disk refuses, somebody else has written the file since or taken it away, or another window has it open. It is as it was
    /// then.
    pub fn write(&mut self, storage: &dyn Storage, path: &Path, content: &str) -> Result<(), ShelfError> {
        self.put(storage, path, content, true)
    }

    /// Writes a game on whose last version was written here a moment ago, and is not kept: the one from before the run is worth more.
    ///
    /// # Errors
    /// As [`Shelf::write`].
    pub fn write_on(&mut self, storage: &dyn Storage, path: &Path, content: &str) -> Result<(), ShelfError> {
        self.put(storage, path, content, false)
    }

    fn put(&mut self, storage: &dyn Storage, path: &Path, content: &str, keep: bool) -> Result<(), ShelfError> {
        let name = storage.resolved(path);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let own = |folder: &&Path| self.data_dir.as_ref().is_some_and(|data_dir| folder.starts_with(data_dir));
        if let Some(folder) = folder.filter(own).filter(|_| !self.seen.contains_key(&name)) {
            storage.create_dir_all(folder).map_err(|error| error.about(path))?;
        }
        self.hold(storage, path)?;
        let before = match storage.read(path) {
            Ok(before) => Some(before),
            Err(error) if error.is_missing() && self.seen.contains_key(&name) => {
                if folder.is_some_and(|folder| !storage.exists(folder)) {
                    return Err(StorageError::writing(path)(io::ErrorKind::NotFound.into()).into());
                }
                self.seen.remove(&name);
                return Err(ShelfError::TakenAway(path.to_owned()));
            }
            Err(error) if error.is_missing() => None,
            Err(error) => return Err(error.into()),
        };
        if let Some(before) = before.filter(|before| before != content.as_bytes()) {
            if self.seen.get(&name).is_some_and(|seen| *seen != blake3::hash(&before)) {
                return Err(ShelfError::ChangedOutside(path.to_owned()));
            }
            if keep {
                keep_earlier(storage, path, &before).map_err(|error| error.about(&earlier(path, 1)))?;
            }
        }
        storage.write_atomic(path, content.as_bytes()).map_err(|error| error.about(path))?;
        self.seen.insert(name, blake3::hash(content.as_bytes()));
        Ok(())
    }

    /// Why the file that was taken up last could not be locked, told once. It can be read and saved all the same, but nothing
    /// keeps another window off it.
    pub const fn unguarded(&mut self) -> Option<StorageError> {
        self.unguarded.take()
    }

    /// Lets go of the file that is held open.
    pub fn let_go(&mut self) {
        self.open = None;
        self.before = None;
    }

    /// Lets go of a file that was read and is not wanted, and holds the one before it again.
    pub fn give_back(&mut self, storage: &dyn Storage, path: &Path) {
        let name = storage.resolved(path);
        if self.open.as_ref().is_some_and(|(open, _)| *open == name) {
            self.open = None;
            if let Some(before) = self.before.take() {
                // Another window may have it by now: then the next write says so.
                let _theirs = self.hold(storage, &before);
            }
        }
    }

    /// Holds a file open in place of the one before.
    fn hold(&mut self, storage: &dyn Storage, path: &Path) -> Result<(), ShelfError> {
        let name = storage.resolved(path);
        if self.open.as_ref().is_some_and(|(open, _)| *open == name) {
            return Ok(());
        }
        let lock = match &self.data_dir {
            None => None,
            Some(data_dir) => {
                let locks = data_dir.join(LOCKS);
                let key: String = blake3::hash(name.as_os_str().as_encoded_bytes()).to_string().chars().take(24).collect();
                match storage.create_dir_all(&locks).and_then(|()| storage.lock(&locks.join(format!("{key}.lock")))) {
                    Ok(Some(lock)) => Some(lock),
                    Ok(None) => return Err(ShelfError::OpenElsewhere(path.to_owned())),
                    // Where nothing can be locked, a game can still be read and saved; whoever plays it is told.
                    Err(why) => {
                        self.unguarded = Some(why);
                        None
                    }
                }
            }
        };
        self.before = self.open.replace((name, lock)).map(|(before, _let_go)| before);
        Ok(())
    }
}

/// Where the n-th version before is kept, from 1.
#[must_use]
pub fn earlier(path: &Path, n: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |e| format!(".{}", e.to_string_lossy()));
    path.with_file_name(EARLIER_FOLDER).join(format!("{stem}.{n}{ending}"))
}

/// Keeps what a file holds, and moves what was kept before one further.
fn keep_earlier(storage: &dyn Storage, path: &Path, content: &[u8]) -> Result<(), StorageError> {
    let first = earlier(path, 1);
    if let Some(folder) = first.parent() {
        storage.create_dir_all(folder)?;
    }
    for n in (1..EARLIER).rev() {
        let from = earlier(path, n);
        if storage.exists(&from) {
            storage.rename(&from, &earlier(path, n + 1))?;
        }
    }
    storage.write_atomic(&first, content)
}

#[cfg(test)]
mod tests {
    use super::super::storage::{Disk, Fault, Fragile, Memory};
    use super::*;

    fn kept(storage: &Memory, path: &Path) -> Vec<Option<String>> {
        (1..=EARLIER + 1).map(|n| storage.read_text(&earlier(path, n)).ok()).collect()
    }

    #[test]
    fn the_last_three_versions_are_kept() {
        let (disk, path) = (Memory::default(), Path::new("games/a.countersign"));
        let mut shelf = Shelf::new(None);
        for content in ["one", "two", "three", "three", "four", "five"] {
            shelf.write(&disk, path, content).unwrap();
        }
        assert_eq!(disk.read_text(path).unwrap(), "five");
        assert_eq!(kept(&disk, path), [Some("four".to_owned()), Some("three".to_owned()), Some("two".to_owned()), None]);
        assert_eq!(earlier(path, 2), Path::new("games/earlier/a.2.countersign"));
    }

    #[test]
    fn a_file_that_was_changed_outside_is_not_written_over() {
        let (disk, path) = (Memory::default(), Path::new("a.countersign"));
        disk.write_atomic(path, b"one").unwrap();
        let mut shelf = Shelf::new(None);
        shelf.read(&disk, path).unwrap();
        disk.write_atomic(path, b"somebody else's").unwrap();
        let error = shelf.write(&disk, path, "two").unwrap_err();
        assert!(matches!(error, ShelfError::ChangedOutside(_)), "{error}");
        assert_eq!(disk.read_text(path).unwrap(), "somebody else's");
        // Under another name it is saved.
        shelf.write(&disk, Path::new("b.countersign"), "two").unwrap();
    }

    #[test]
    fn a_file_that_was_taken_away_is_made_again_by_who_asks_twice() {
        let (disk, path) = (Memory::default(), Path::new("games/a.countersign"));
        disk.write_atomic(Path::new("games/other"), b"here").unwrap();
        let mut shelf = Shelf::new(None);
        shelf.write(&disk, path, "one").unwrap();
        disk.remove(path).unwrap();
        let error = shelf.write(&disk, path, "two").unwrap_err();
        assert!(matches!(error, ShelfError::TakenAway(_)), "{error}");
        assert!(!disk.exists(path));
        shelf.write(&disk, path, "two").unwrap();
        assert_eq!(disk.read_text(path).unwrap(), "two");
    }

    /// A game that a crash left lies in a file that somebody may have changed since.
    #[test]
    fn a_file_that_was_written_before_the_crash_is_known_again() {
        let (disk, path) = (Memory::default(), Path::new("a.countersign"));
        disk.write_atomic(path, b"one").unwrap();
        let mark = crate::session::journal::saved_mark(path, "one");
        let mut shelf = Shelf::new(None);
        shelf.take_up_again(&disk, &mark).unwrap();
        shelf.write(&disk, path, "two").unwrap();
        let mut shelf = Shelf::new(None);
        shelf.take_up_again(&disk, &mark).unwrap();
        assert!(matches!(shelf.write(&disk, path, "three"), Err(ShelfError::ChangedOutside(_))));
    }

    /// A stick that is pulled out takes its folder along: nothing is made in its place, and the file is there when it comes back.
    #[test]
    fn a_folder_that_is_gone_is_not_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let (stick, pocket) = (folder.path().join("stick"), folder.path().join("pocket"));
        let path = stick.join("a.countersign");
        std::fs::create_dir(&stick).unwrap();
        std::fs::write(&path, "one").unwrap();
        let mut shelf = Shelf::new(Some(folder.path().join("data")));
        shelf.read(&Disk, &path).unwrap();
        std::fs::rename(&stick, &pocket).unwrap();
        for _ in 0..2 {
            let error = shelf.write(&Disk, &path, "two").unwrap_err();
            assert!(matches!(&error, ShelfError::Storage(why) if why.is_missing() && why.path() == path), "{error}");
            assert!(!stick.exists());
        }
        // Nor for a file that this window never saw: a game that a crash left lies where it was saved.
        let error = Shelf::new(None).write(&Disk, &path, "two").unwrap_err();
        assert!(matches!(&error, ShelfError::Storage(why) if why.is_missing() && why.path() == path), "{error}");
        assert!(!stick.exists());
        std::fs::rename(&pocket, &stick).unwrap();
        shelf.write(&Disk, &path, "two").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
        // What is the program's own it makes.
        shelf.write(&Disk, &folder.path().join("data/games/b.countersign"), "one").unwrap();
    }

    #[test]
    fn a_game_is_open_in_one_window() {
        let (disk, path) = (Memory::default(), Path::new("a.countersign"));
        disk.write_atomic(path, b"one").unwrap();
        let data = Some(PathBuf::from("data"));
        let (mut one, mut other) = (Shelf::new(data.clone()), Shelf::new(data));
        one.read(&disk, path).unwrap();
        one.read(&disk, path).unwrap();
        assert!(matches!(other.read(&disk, path), Err(ShelfError::OpenElsewhere(_))));
        assert!(matches!(other.write(&disk, path, "two"), Err(ShelfError::OpenElsewhere(_))));
        one.write(&disk, Path::new("b.countersign"), "two").unwrap();
        other.read(&disk, path).unwrap();
        one.let_go();
        assert!(matches!(one.read(&disk, path), Err(ShelfError::OpenElsewhere(_))));
        assert!(one.unguarded().is_none() && other.unguarded().is_none());
    }

    #[test]
    fn a_file_that_cannot_be_locked_is_read_and_that_is_told_once() {
        let (disk, path) = (Fragile::default(), Path::new("a.countersign"));
        disk.write_atomic(path, b"one").unwrap();
        let told = (0..4).filter(|at| {
            disk.fail(Some(Fault { at: disk.calls() + at, lasting: false, kind: io::ErrorKind::Unsupported }));
            let mut shelf = Shelf::new(Some(PathBuf::from("data")));
            let read = shelf.read(&disk, path);
            disk.fail(None);
            let told = shelf.unguarded().is_some();
            assert!(!told || read.is_ok());
            assert!(shelf.unguarded().is_none());
            told
        });
        assert_eq!(told.count(), 2, "the folder of locks, and the lock");
    }

    /// What fails on the way to a file is told by the name of the file or of its copy, never by one that only the program knows.
    #[test]
    fn a_failure_names_no_file_that_nobody_knows() {
        let path = Path::new("games/a.countersign");
        for at in 0..24 {
            let disk = Fragile::default();
            let mut shelf = Shelf::new(None);
            disk.create_dir_all(Path::new("games")).unwrap();
            shelf.write(&disk, path, "one").unwrap();
            disk.fail(Some(Fault { at: disk.calls() + at, lasting: true, kind: io::ErrorKind::StorageFull }));
            if let Err(why) = shelf.write(&disk, path, "two") {
                assert!(why.to_string().contains("a.") && !why.to_string().contains(".new"), "{why}");
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_open_in_one_window_under_each_of_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let (games, linked) = (folder.path().join("games"), folder.path().join("linked"));
        std::fs::create_dir(&games).unwrap();
        std::os::unix::fs::symlink(&games, &linked).unwrap();
        let data = Some(folder.path().join("data"));
        let (mut one, mut other) = (Shelf::new(data.clone()), Shelf::new(data));
        let (before, named) = (Disk.resolved(&linked.join("a.countersign")), linked.join("a.countersign"));
        one.write(&Disk, &named, "one").unwrap();
        assert_eq!(before, Disk.resolved(&named), "it has the name that it had before");
        assert!(matches!(other.read(&Disk, &games.join("a.countersign")), Err(ShelfError::OpenElsewhere(_))));
        assert!(matches!(other.read(&Disk, &named), Err(ShelfError::OpenElsewhere(_))));
        one.write(&Disk, &games.join("a.countersign"), "two").unwrap();
        one.let_go();
        other.read(&Disk, &named).unwrap();
    }
}
