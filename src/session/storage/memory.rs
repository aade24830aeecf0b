//! Files that are nowhere, for tests.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Lock, Storage, StorageError};
use crate::session::stamp::Stamp;

/// Files that are nowhere, for tests.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    locks: Locks,
}

impl Memory {
    /// A place with these files.
    #[must_use]
    pub fn with(files: BTreeMap<PathBuf, Vec<u8>>) -> Self {
        Self { files: Mutex::new(files), locks: Locks::default() }
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who holds what.
#[derive(Clone, Debug, Default)]
pub(super) struct Locks(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Locks {
    pub(super) fn take(&self, path: &Path) -> Option<Lock> {
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        fresh.then(|| Lock::new(Held { locks: self.clone(), path: path.to_owned() }))
    }
}

struct Held {
    locks: Locks,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.locks.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
    }
}

/// That there is no such file.
pub(super) fn missing(path: &Path, writing: bool) -> StorageError {
    StorageError::Io { source: io::ErrorKind::NotFound.into(), path: path.to_owned(), writing }
}

impl Storage for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        self.files().get(path).cloned().ok_or_else(|| missing(path, false))
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        self.files().insert(path.to_owned(), content.to_vec());
        Ok(())
    }

    fn append(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let mut files = self.files();
        let file = files.get_mut(path).ok_or_else(|| missing(path, true))?;
        file.extend_from_slice(content);
        Ok(())
    }

    fn sync(&self, path: &Path) -> Result<(), StorageError> {
        if self.exists(path) { Ok(()) } else { Err(missing(path, true)) }
    }

    fn sync_folder(&self, _folder: &Path) -> Result<(), StorageError> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StorageError> {
        let mut files = self.files();
        let content = files.remove(from).ok_or_else(|| missing(from, true))?;
        files.insert(to.to_owned(), content);
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), StorageError> {
        self.files().remove(path).map(|_content| ()).ok_or_else(|| missing(path, true))
    }

    fn exists(&self, path: &Path) -> bool {
        self.files().keys().any(|file| file.starts_with(path))
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
        Ok(self.files().keys().filter(|file| file.parent() == Some(folder)).cloned().collect())
    }

    fn create_dir_all(&self, _folder: &Path) -> Result<(), StorageError> {
        Ok(())
    }

    fn modified(&self, path: &Path) -> Result<Stamp, StorageError> {
        if self.exists(path) { Ok(Stamp::default()) } else { Err(missing(path, false)) }
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, StorageError> {
        Ok(self.locks.take(path))
    }
}
