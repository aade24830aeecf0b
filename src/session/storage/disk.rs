//! The files of this computer.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{FILE_BYTES_MAX, Lock, Storage, StorageError};
use crate::session::stamp::Stamp;

/// The files of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

/// How often a file is put in place before giving up. On Windows a scanner or a viewer may hold it for a moment.
const ATTEMPTS: u32 = if cfg!(windows) { 6 } else { 1 };

fn patiently(work: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut attempt = 1;
    loop {
        match work() {
            Err(_held_by_another) if attempt < ATTEMPTS => std::thread::sleep(Duration::from_millis(20 << attempt)),
            ended => return ended,
        }
        attempt += 1;
    }
}

impl Storage for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        let failed = StorageError::reading(path);
        let file = File::open(path).map_err(&failed)?;
        let mut content = Vec::new();
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut content).map_err(&failed)?;
        let bytes = content.len() as u64;
        if bytes > FILE_BYTES_MAX { Err(StorageError::TooLarge { bytes, path: path.to_owned() }) } else { Ok(content) }
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        fs::write(path, content).map_err(StorageError::writing(path))
    }

    fn append(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let append = || OpenOptions::new().append(true).open(path)?.write_all(content);
        append().map_err(StorageError::writing(path))
    }

    fn sync(&self, path: &Path) -> Result<(), StorageError> {
        let sync = || OpenOptions::new().write(true).open(path)?.sync_all();
        sync().map_err(StorageError::writing(path))
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StorageError> {
        if cfg!(windows) {
            // There a folder cannot be opened as a file; names are in the journal of its file system.
            return Ok(());
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let sync = || File::open(folder)?.sync_all();
        match sync() {
            // Some network folders know no such thing.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            ended => ended.map_err(StorageError::writing(folder)),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StorageError> {
        patiently(|| fs::rename(from, to)).map_err(StorageError::writing(to))
    }

    fn remove(&self, path: &Path) -> Result<(), StorageError> {
        fs::remove_file(path).map_err(StorageError::writing(path))
    }

    fn exists(&self, path: &Path) -> bool {
        path.exists()
    }

    fn is_endless(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir())
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
        let failed = StorageError::reading(folder);
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(&failed)? {
            let path = entry.map_err(&failed)?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn create_dir_all(&self, folder: &Path) -> Result<(), StorageError> {
        fs::create_dir_all(folder).map_err(StorageError::writing(folder))
    }

    fn modified(&self, path: &Path) -> Result<Stamp, StorageError> {
        let modified = || fs::metadata(path)?.modified();
        modified().map(Stamp::of).map_err(StorageError::reading(path))
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, StorageError> {
        // Windows locks no file that is open for appending alone.
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = open.map_err(StorageError::writing(path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(StorageError::writing(path)(source)),
        }
    }

    fn resolved(&self, path: &Path) -> PathBuf {
        let whole = || {
            // What is not there yet will have the name that its folder gives it.
            let folder = path.parent()?;
            let folder = fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }).ok()?;
            Some(folder.join(path.file_name()?))
        };
        fs::canonicalize(path).ok().or_else(whole).unwrap_or_else(|| path.to_owned())
    }

    fn permit_alike(&self, one: &Path, other: &Path) {
        if let Ok(known) = fs::metadata(one) {
            // Where this is not allowed, the file is still the user's own.
            let _as_it_was_made = fs::set_permissions(other, known.permissions());
        }
    }
}
