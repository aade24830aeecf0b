//! Files, under everything that reads or writes one.
//!
//! [`Storage`] has the few calls that a disk has, so that tests can let each of them fail and can look at what a crash leaves
//! between them; what is safe is built from these here. [`Disk`] is this computer's, [`Memory`] nowhere, [`Fragile`] a disk that
//! fails and loses power as it is told. What is in a file is not this room's business.

mod disk;
mod fragile;
mod memory;

use std::any::Any;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use disk::Disk;
pub use fragile::{Fault, Fragile};
pub use memory::Memory;

use super::stamp::Stamp;
use crate::text::fill;

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
        /// Whether something should have been written.
        writing: bool,
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
        /// The first line that is not, from 1.
        line: usize,
        /// Which file.
        path: PathBuf,
    },
}

impl StorageError {
    /// What the system said when it should read.
    pub(super) fn reading(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self::Io { source, path: path.to_owned(), writing: false }
    }

    /// What the system said when it should write.
    pub(super) fn writing(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self::Io { source, path: path.to_owned(), writing: true }
    }

    /// Which file it is about.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::TooLarge { path, .. } | Self::NotText { path, .. } => path,
        }
    }

    /// The same about another file: the one that was asked for, where the call was about one that is made on the way.
    #[must_use]
    pub fn about(self, path: &Path) -> Self {
        match self {
            Self::Io { source, writing, .. } => Self::Io { source, path: path.to_owned(), writing },
            other => other,
        }
    }

    /// Whether there is no such file or folder.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display().to_string();
        let mut values = vec![("path", path.as_str())];
        let most = size(FILE_BYTES_MAX);
        let (key, value) = match self {
            Self::Io { source, writing, .. } => (io_key(source.kind(), *writing), Some(("why", source.to_string()))),
            Self::TooLarge { .. } => ("storage.too_large", Some(("most", most))),
            Self::NotText { line, .. } => ("storage.not_text", Some(("line", line.to_string()))),
        };
        values.extend(value.as_ref().map(|(name, value)| (*name, value.as_str())));
        f.write_str(&fill(key, &values))
    }
}

/// The sentence about a file that the system refused: what, where, and what can be done.
const fn io_key(kind: io::ErrorKind, writing: bool) -> &'static str {
    match (kind, writing) {
        (io::ErrorKind::NotFound, false) => "storage.not_found",
        (io::ErrorKind::NotFound, true) => "storage.gone",
        (io::ErrorKind::PermissionDenied, false) => "storage.denied_reading",
        (io::ErrorKind::PermissionDenied, true) => "storage.denied_writing",
        (io::ErrorKind::ReadOnlyFilesystem, _) => "storage.read_only",
        (io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, _) => "storage.full",
        (io::ErrorKind::IsADirectory, _) => "storage.is_folder",
        (io::ErrorKind::NotADirectory, _) => "storage.not_folder",
        (io::ErrorKind::InvalidFilename, _) => "storage.bad_name",
        (_, false) => "storage.unreadable",
        (_, true) => "storage.unwritable",
    }
}

/// So many bytes as people say them: 64 MiB.
#[must_use]
pub fn size(bytes: u64) -> String {
    let (kibi, mebi) = (bytes as f64 / 1024.0, bytes as f64 / (1024.0 * 1024.0));
    let (value, unit) = match bytes {
        0..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (kibi, "KiB"),
        _ => (mebi, "MiB"),
    };
    let value = format!("{value:.1}");
    format!("{} {unit}", value.strip_suffix(".0").unwrap_or(&value))
}

impl std::error::Error for StorageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Holds something for this process until it is dropped, or until the process is gone, however it went.
#[derive(Debug)]
pub struct Lock {
    _held: Box<dyn Any + Send + Sync>,
}

impl Lock {
    /// A lock that is given back when the thing is dropped.
    pub fn new(held: impl Any + Send + Sync) -> Self {
        Self { _held: Box::new(held) }
    }
}

/// Where files are.
pub trait Storage {
    /// Reads a whole file, up to [`FILE_BYTES_MAX`].
    ///
    /// # Errors
    /// There is no such file, it cannot be read, or it is too large.
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError>;

    /// Makes a file, or empties it, and writes into it. A crash may leave any part of it.
    ///
    /// # Errors
    /// The system refused; a part may have been written.
    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StorageError>;

    /// Writes at the end of a file that is there. A crash may leave any part of it.
    ///
    /// # Errors
    /// The system refused; a part may have been written.
    fn append(&self, path: &Path, content: &[u8]) -> Result<(), StorageError>;

    /// Waits until what was written into a file is on the disk.
    ///
    /// # Errors
    /// The system refused; nobody knows then what is on the disk.
    fn sync(&self, path: &Path) -> Result<(), StorageError>;

    /// Waits until the names in a folder are on the disk.
    ///
    /// # Errors
    /// The system refused.
    fn sync_folder(&self, folder: &Path) -> Result<(), StorageError>;

    /// Gives a file another name, in place of whatever had it.
    ///
    /// # Errors
    /// The system refused; nothing has changed.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), StorageError>;

    /// Takes a file away.
    ///
    /// # Errors
    /// The system refused, or there is no such file.
    fn remove(&self, path: &Path) -> Result<(), StorageError>;

    /// Whether there is such a file or folder.
    fn exists(&self, path: &Path) -> bool;

    /// Whether reading it may last for ever: it is there and is neither a file nor a folder.
    fn is_endless(&self, _path: &Path) -> bool {
        false
    }

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

    /// When a file was written last.
    ///
    /// # Errors
    /// There is no such file.
    fn modified(&self, path: &Path) -> Result<Stamp, StorageError>;

    /// Takes a lock, if nobody has it. The file of the lock is made where it is missing, and stays.
    ///
    /// # Errors
    /// The system refused.
    fn lock(&self, path: &Path) -> Result<Option<Lock>, StorageError>;

    /// The file that a name stands for, where names can stand for others. It is the same before the file is made and after.
    fn resolved(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    /// Lets whoever may read and write one file also read and write another.
    fn permit_alike(&self, _one: &Path, _other: &Path) {}

    /// Puts a file in place, whole or not at all: after a crash it is the old one or the new one.
    ///
    /// # Errors
    /// The system refused; what was there before is still there.
    fn write_atomic(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let path = &self.resolved(path);
        let fresh = beside(path);
        let written = self.write(&fresh, content).and_then(|()| {
            self.permit_alike(path, &fresh);
            self.sync(&fresh)?;
            self.rename(&fresh, path)
        });
        if let Err(error) = written {
            // What cannot be taken away is written over the next time.
            let _left_there = self.remove(&fresh);
            return Err(error);
        }
        path.parent().map_or(Ok(()), |folder| self.sync_folder(folder))
    }

    /// Writes at the end of a file that is there, and waits until it is on the disk.
    ///
    /// # Errors
    /// The system refused; a part may have been written.
    fn append_synced(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        self.append(path, content)?;
        self.sync(path)
    }

    /// Reads a file as text.
    ///
    /// # Errors
    /// As [`Storage::read`]; or it is not UTF-8.
    fn read_text(&self, path: &Path) -> Result<String, StorageError> {
        let bytes = self.read(path)?;
        String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            StorageError::NotText { line, path: path.to_owned() }
        })
    }
}

/// The hidden name beside a file under which its new content is written first.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps_what_it_is_given(storage: &impl Storage, folder: &Path) {
        let path = folder.join("a.txt");
        assert!(!storage.exists(&path));
        assert!(storage.read(&path).unwrap_err().is_missing());
        assert!(storage.append(&path, b"none").is_err() && storage.remove(&path).is_err());
        storage.create_dir_all(folder).unwrap();
        storage.write_atomic(&path, "one".as_bytes()).unwrap();
        storage.write_atomic(&path, "two".as_bytes()).unwrap();
        assert_eq!(storage.read_text(&path).unwrap(), "two");
        storage.append_synced(&path, b" and three").unwrap();
        assert_eq!(storage.read_text(&path).unwrap(), "two and three");
        assert_eq!(storage.list(folder).unwrap(), std::slice::from_ref(&path));
        assert!(storage.modified(&path).is_ok());
        let other = folder.join("b.txt");
        storage.rename(&path, &other).unwrap();
        assert!(!storage.exists(&path) && storage.exists(&other));
        storage.remove(&other).unwrap();
        assert!(storage.list(folder).unwrap().is_empty());
        let lock = storage.lock(&folder.join("a.lock")).unwrap();
        assert!(lock.is_some());
        assert!(storage.lock(&folder.join("a.lock")).unwrap().is_none(), "it is held");
        drop(lock);
        assert!(storage.lock(&folder.join("a.lock")).unwrap().is_some(), "it was given back");
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
    fn a_disk_that_never_fails_keeps_what_it_is_given() {
        keeps_what_it_is_given(&Fragile::default(), Path::new("somewhere"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.txt"), folder.path().join("link.txt"));
        std::fs::write(&real, "old").unwrap();
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        Disk.write_atomic(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn what_is_not_text_says_where() {
        let memory = Memory::default();
        memory.write_atomic(Path::new("x"), b"fine\nnot \xff").unwrap();
        let error = memory.read_text(Path::new("x")).unwrap_err();
        assert!(matches!(error, StorageError::NotText { line: 2, .. }), "{error}");
    }
}
