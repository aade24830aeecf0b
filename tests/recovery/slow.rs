//! A drive on which saved games take their time: as long as the test wants.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};

use countersign::session::Stamp;
use countersign::session::save::SAVE_EXTENSION;
use countersign::session::storage::{Lock, Memory, Storage, StorageError};

/// How the drive takes to saved games.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Now {
    #[default]
    Works,
    /// Nothing comes back until it is something else.
    Stuck,
    Fails,
    /// The program itself makes a mistake.
    Stumbles,
}

#[derive(Debug)]
pub(crate) struct Slow {
    pub(crate) disk: Memory,
    /// How the names of files end that take their time.
    ending: &'static str,
    now: Mutex<Now>,
    moved: Condvar,
}

impl Default for Slow {
    fn default() -> Self {
        Self::of(SAVE_EXTENSION)
    }
}

impl Slow {
    /// A drive on which files of one ending take their time.
    pub(crate) fn of(ending: &'static str) -> Self {
        Self { disk: Memory::default(), ending, now: Mutex::default(), moved: Condvar::default() }
    }

    pub(crate) fn is(&self, now: Now) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
        self.moved.notify_all();
    }

    fn wait(&self, path: &Path) -> Result<(), StorageError> {
        if path.extension().is_none_or(|ending| ending != self.ending) {
            return Ok(());
        }
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.moved.wait_while(now, |now| *now == Now::Stuck).unwrap_or_else(PoisonError::into_inner);
        match *now {
            Now::Works => return Ok(()),
            Now::Stumbles => stumble(),
            Now::Stuck | Now::Fails => {}
        }
        Err(StorageError::Io { source: std::io::ErrorKind::StorageFull.into(), path: path.to_owned(), writing: true })
    }
}

fn stumble() -> ! {
    panic!("the drive makes the program stumble")
}

impl Storage for Slow {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        self.wait(path)?;
        self.disk.read(path)
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        self.disk.write(path, content)
    }

    fn append(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        self.wait(path)?;
        self.disk.append(path, content)
    }

    fn sync(&self, path: &Path) -> Result<(), StorageError> {
        self.disk.sync(path)
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StorageError> {
        self.disk.sync_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StorageError> {
        self.wait(to)?;
        self.disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> Result<(), StorageError> {
        self.disk.remove(path)
    }

    fn exists(&self, path: &Path) -> bool {
        self.disk.exists(path)
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
        self.disk.list(folder)
    }

    fn create_dir_all(&self, folder: &Path) -> Result<(), StorageError> {
        self.disk.create_dir_all(folder)
    }

    fn modified(&self, path: &Path) -> Result<Stamp, StorageError> {
        self.disk.modified(path)
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, StorageError> {
        self.disk.lock(path)
    }
}
