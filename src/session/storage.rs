//! Files, under everything that reads or writes one.
//!
//! [`Disk`] writes so that a crash leaves either the old file or the new one, never half of it. [`Memory`] is for tests. What is
//! in a file is not this module's business.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use atomic_write_file::AtomicWriteFile;

use crate::text::{fill, text};

/// Largest file that is read, bytes.
pub const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What went wrong with a file.
#[derive(Debug)]
pub enum StorageError {
    /// The system refused.
    Io {
        /// What it said.
        source: io::Error,
        /// About which file.
        path: PathBuf,
    },
    /// The file is larger than what is read.
    TooLarge {
        /// How large it is, bytes.
        bytes: u64,
        /// Which file.
        path: PathBuf,
    },
    /// The file is not UTF-8 text.
    NotText {
        /// Which file.
        path: PathBuf,
    },
}

impl StorageError {
    /// Which file it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::TooLarge { path, .. } | Self::NotText { path } => path,
        }
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display().to_string();
        let message = match self {
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::NotFound => text("storage.not_found").to_owned(),
                io::ErrorKind::PermissionDenied => text("storage.denied").to_owned(),
                io::ErrorKind::StorageFull => text("storage.full").to_owned(),
                _ => source.to_string(),
            },
            Self::TooLarge { bytes, .. } => {
                fill("storage.too_large", &[("bytes", &bytes.to_string()), ("most", &FILE_BYTES_MAX.to_string())])
            }
            Self::NotText { .. } => text("storage.not_text").to_owned(),
        };
        write!(f, "{}", fill("storage.error", &[("message", &message), ("path", &path)]))
    }
}

impl std::error::Error for StorageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Where files are.
pub trait Storage {
    /// Reads a whole file, up to [`FILE_BYTES_MAX`].
    ///
    /// # Errors
    /// There is no such file, it cannot be read, or it is too large.
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError>;

    /// Puts a file in place, whole or not at all.
    ///
    /// # Errors
    /// The system refused; what was there before is still there.
    fn write_atomic(&self, path: &Path, content: &[u8]) -> Result<(), StorageError>;

    /// Whether there is such a file or folder.
    fn exists(&self, path: &Path) -> bool;

    /// The files of a folder, sorted by name.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError>;

    /// Makes a folder and those above it.
    ///
    /// # Errors
    /// The system refused.
    fn create_dir_all(&self, folder: &Path) -> Result<(), StorageError>;

    /// Reads a file as text.
    ///
    /// # Errors
    /// As [`Storage::read`]; or it is not UTF-8.
    fn read_text(&self, path: &Path) -> Result<String, StorageError> {
        let bytes = self.read(path)?;
        String::from_utf8(bytes).map_err(|_not_utf8| StorageError::NotText { path: path.to_owned() })
    }
}

/// The files of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

/// How often a file is put in place before giving up. On Windows a scanner or a viewer may hold it for a moment.
const ATTEMPTS: u32 = if cfg!(windows) { 6 } else { 1 };

impl Disk {
    fn write_once(path: &Path, content: &[u8]) -> io::Result<()> {
        let mut file = AtomicWriteFile::open(path)?;
        file.write_all(content)?;
        file.commit()
    }
}

impl Storage for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        let failed = |source| StorageError::Io { source, path: path.to_owned() };
        let file = fs::File::open(path).map_err(failed)?;
        let mut content = Vec::new();
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut content).map_err(failed)?;
        let bytes = content.len() as u64;
        if bytes > FILE_BYTES_MAX { Err(StorageError::TooLarge { bytes, path: path.to_owned() }) } else { Ok(content) }
    }

    fn write_atomic(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let mut attempt = 1;
        loop {
            match Self::write_once(path, content) {
                Ok(()) => return Ok(()),
                Err(source) if attempt >= ATTEMPTS => return Err(StorageError::Io { source, path: path.to_owned() }),
                Err(_held_by_another) => std::thread::sleep(Duration::from_millis(20 << attempt)),
            }
            attempt += 1;
        }
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
        let failed = |source| StorageError::Io { source, path: folder.to_owned() };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn create_dir_all(&self, folder: &Path) -> Result<(), StorageError> {
        fs::create_dir_all(folder).map_err(|source| StorageError::Io { source, path: folder.to_owned() })
    }
}

/// Files that are nowhere, for tests.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
}

impl Memory {
    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Storage for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        let missing = || StorageError::Io { source: io::ErrorKind::NotFound.into(), path: path.to_owned() };
        self.files().get(path).cloned().ok_or_else(missing)
    }

    fn write_atomic(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        self.files().insert(path.to_owned(), content.to_vec());
        Ok(())
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
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps_what_it_is_given(storage: &impl Storage, folder: &Path) {
        let path = folder.join("a.txt");
        assert!(!storage.exists(&path));
        assert!(storage.read(&path).is_err());
        storage.create_dir_all(folder).unwrap();
        storage.write_atomic(&path, "one".as_bytes()).unwrap();
        storage.write_atomic(&path, "two".as_bytes()).unwrap();
        assert_eq!(storage.read_text(&path).unwrap(), "two");
        assert_eq!(storage.list(folder).unwrap(), [path]);
    }

    #[test]
    fn disk_keeps_what_it_is_given() {
        let folder = tempfile::tempdir().unwrap();
        keeps_what_it_is_given(&Disk, &folder.path().join("made/here"));
    }

    #[test]
    fn memory_keeps_what_it_is_given() {
        keeps_what_it_is_given(&Memory::default(), Path::new("somewhere"));
    }

    #[test]
    fn what_is_not_text_says_so() {
        let memory = Memory::default();
        memory.write_atomic(Path::new("x"), &[0xff, 0xfe]).unwrap();
        let error = memory.read_text(Path::new("x")).unwrap_err();
        assert!(matches!(error, StorageError::NotText { .. }), "{error}");
    }
}
