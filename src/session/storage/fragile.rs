//! A disk that fails and loses power as it is told.
//!
//! It writes down every call. [`Fragile::fail`] lets a call fail once or from then on, with whatever part of a write had been done.
//! [`Fragile::after_crash`] gives disks as a crash may leave them after any call: of what was not synced, each file has nothing,
//! all, a torn part or zeros, and names have changed or not, whatever their order.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::memory::{Locks, missing};
use super::{Lock, Memory, Storage, StorageError};
use crate::session::stamp::Stamp;

/// Most images that are made of one crash.
const IMAGES_MAX: usize = 96;

/// Which call fails, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the call, from 0.
    pub at: usize,
    /// Whether every later call fails too.
    pub lasting: bool,
    /// What the system says.
    pub kind: io::ErrorKind,
}

/// A disk that fails and loses power as it is told.
#[derive(Debug, Default)]
pub struct Fragile {
    state: Mutex<State>,
    locks: Locks,
}

#[derive(Debug, Default)]
struct State {
    /// Which file a name stands for.
    names: BTreeMap<PathBuf, usize>,
    files: Vec<Vec<u8>>,
    trace: Vec<Call>,
    calls: usize,
    fault: Option<Fault>,
}

/// What was done to the disk.
#[derive(Clone, Debug)]
enum Call {
    Made(PathBuf, usize),
    Emptied(usize),
    Wrote(usize, Vec<u8>),
    Renamed(PathBuf, PathBuf, usize),
    Removed(PathBuf),
    Synced(usize),
    SyncedFolder(PathBuf),
}

impl Fragile {
    /// Lets a call fail, or (none) no more.
    pub fn fail(&self, fault: Option<Fault>) {
        self.state().fault = fault;
    }

    /// How many calls there have been, those that read among them.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// How many steps the disk has taken, at each of which it may lose power.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.state().trace.len()
    }

    /// Disks as a crash after so many steps may leave them. `luck` picks among them where there are too many.
    #[must_use]
    pub fn after_crash(&self, steps: usize, luck: u64) -> Vec<Memory> {
        let state = self.state();
        let mut crash = Crash::default();
        for call in state.trace.iter().take(steps) {
            crash.saw(call);
        }
        crash.images(luck)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, for a call that may fail.
    fn call(&self, path: &Path, writing: bool) -> Result<MutexGuard<'_, State>, (MutexGuard<'_, State>, StorageError)> {
        let mut state = self.state();
        let number = state.calls;
        state.calls += 1;
        let fails = |fault: &Fault| number == fault.at || (fault.lasting && number > fault.at);
        match state.fault.filter(fails) {
            None => Ok(state),
            Some(fault) => Err((state, StorageError::Io { source: fault.kind.into(), path: path.to_owned(), writing })),
        }
    }

    fn plain(&self, path: &Path, writing: bool) -> Result<MutexGuard<'_, State>, StorageError> {
        self.call(path, writing).map_err(|(_state, error)| error)
    }
}

impl State {
    fn make(&mut self, path: &Path) -> usize {
        if let Some(file) = self.names.get(path) {
            let file = *file;
            if let Some(content) = self.files.get_mut(file) {
                content.clear();
            }
            self.trace.push(Call::Emptied(file));
            return file;
        }
        let file = self.files.len();
        self.files.push(Vec::new());
        self.names.insert(path.to_owned(), file);
        self.trace.push(Call::Made(path.to_owned(), file));
        file
    }

    fn put(&mut self, file: usize, content: &[u8]) {
        if let Some(kept) = self.files.get_mut(file) {
            kept.extend_from_slice(content);
        }
        self.trace.push(Call::Wrote(file, content.to_vec()));
    }
}

/// What had been done of a write when it failed.
fn half(content: &[u8]) -> &[u8] {
    content.get(..content.len() / 2).unwrap_or_default()
}

impl Storage for Fragile {
    fn read(&self, path: &Path) -> Result<Vec<u8>, StorageError> {
        let state = self.plain(path, false)?;
        let file = state.names.get(path).ok_or_else(|| missing(path, false))?;
        Ok(state.files.get(*file).cloned().unwrap_or_default())
    }

    fn write(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let (mut state, ended) = match self.call(path, true) {
            Ok(state) => (state, Ok(())),
            Err((state, error)) => (state, Err(error)),
        };
        let file = state.make(path);
        state.put(file, if ended.is_ok() { content } else { half(content) });
        ended
    }

    fn append(&self, path: &Path, content: &[u8]) -> Result<(), StorageError> {
        let (mut state, ended) = match self.call(path, true) {
            Ok(state) => (state, Ok(())),
            Err((state, error)) => (state, Err(error)),
        };
        let file = *state.names.get(path).ok_or_else(|| missing(path, true))?;
        state.put(file, if ended.is_ok() { content } else { half(content) });
        ended
    }

    fn sync(&self, path: &Path) -> Result<(), StorageError> {
        let mut state = self.plain(path, true)?;
        let file = *state.names.get(path).ok_or_else(|| missing(path, true))?;
        state.trace.push(Call::Synced(file));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StorageError> {
        self.plain(folder, true)?.trace.push(Call::SyncedFolder(folder.to_owned()));
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StorageError> {
        let mut state = self.plain(to, true)?;
        let file = state.names.remove(from).ok_or_else(|| missing(from, true))?;
        state.names.insert(to.to_owned(), file);
        state.trace.push(Call::Renamed(from.to_owned(), to.to_owned(), file));
        Ok(())
    }

    fn remove(&self, path: &Path) -> Result<(), StorageError> {
        let mut state = self.plain(path, true)?;
        state.names.remove(path).ok_or_else(|| missing(path, true))?;
        state.trace.push(Call::Removed(path.to_owned()));
        Ok(())
    }

    fn exists(&self, path: &Path) -> bool {
        let state = self.state();
        // What nobody finds any more is not there: a stick that was pulled out.
        let gone =
            state.fault.is_some_and(|fault| fault.lasting && state.calls > fault.at && fault.kind == io::ErrorKind::NotFound);
        !gone && state.names.keys().any(|file| file.starts_with(path))
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
        let state = self.plain(folder, false)?;
        Ok(state.names.keys().filter(|file| file.parent() == Some(folder)).cloned().collect())
    }

    fn create_dir_all(&self, folder: &Path) -> Result<(), StorageError> {
        self.plain(folder, true).map(|_state| ())
    }

    fn modified(&self, path: &Path) -> Result<Stamp, StorageError> {
        let state = self.plain(path, false)?;
        state.names.get(path).map(|_file| Stamp::default()).ok_or_else(|| missing(path, false))
    }

    fn lock(&self, path: &Path) -> Result<Option<Lock>, StorageError> {
        self.plain(path, true).map(|_state| self.locks.take(path))
    }
}

/// What is on the disk for certain, and what may be.
#[derive(Default)]
struct Crash {
    names: BTreeMap<PathBuf, usize>,
    files: BTreeMap<usize, Vec<u8>>,
    /// Changes of names that no sync has put down.
    names_under_way: Vec<Call>,
    /// Of each file, what it may hold instead.
    under_way: BTreeMap<usize, Vec<u8>>,
}

impl Crash {
    fn saw(&mut self, call: &Call) {
        match call {
            Call::Made(..) | Call::Renamed(..) | Call::Removed(_) => self.names_under_way.push(call.clone()),
            Call::Emptied(file) => {
                self.under_way.insert(*file, Vec::new());
            }
            Call::Wrote(file, content) => {
                let certain = self.files.get(file).cloned().unwrap_or_default();
                self.under_way.entry(*file).or_insert(certain).extend_from_slice(content);
            }
            Call::Synced(file) => {
                if let Some(content) = self.under_way.remove(file) {
                    self.files.insert(*file, content);
                }
            }
            Call::SyncedFolder(folder) => {
                for call in std::mem::take(&mut self.names_under_way) {
                    if concerns(&call, folder) { apply(&mut self.names, &call) } else { self.names_under_way.push(call) }
                }
            }
        }
    }

    /// The contents that a file may have.
    fn contents(&self, file: usize) -> Vec<Vec<u8>> {
        let certain = self.files.get(&file).cloned().unwrap_or_default();
        let Some(wanted) = self.under_way.get(&file) else { return vec![certain] };
        let shared = certain.iter().zip(wanted).take_while(|(a, b)| a == b).count();
        let torn = |length: usize| wanted.get(..length).unwrap_or_default().to_vec();
        let mut zeros = torn(shared);
        zeros.resize(wanted.len(), 0);
        let middle = usize::midpoint(shared, wanted.len());
        vec![certain, wanted.clone(), torn(middle), torn(wanted.len().saturating_sub(1)), zeros]
    }

    fn images(&self, luck: u64) -> Vec<Memory> {
        let files: BTreeSet<usize> = self.files.keys().chain(self.under_way.keys()).copied().collect();
        let choices: Vec<(usize, Vec<Vec<u8>>)> = files.iter().map(|file| (*file, self.contents(*file))).collect();
        let of_names = 1_usize << self.names_under_way.len().min(10);
        let all = choices.iter().fold(of_names, |count, (_, contents)| count.saturating_mul(contents.len()));
        let step = all.div_ceil(IMAGES_MAX).max(1);
        let start = luck as usize % step;
        (start..all).step_by(step).map(|which| self.image(which, of_names, &choices)).collect()
    }

    /// One of all the ways in which it may have come out.
    fn image(&self, which: usize, of_names: usize, choices: &[(usize, Vec<Vec<u8>>)]) -> Memory {
        let (mut rest, picked) = (which / of_names, which % of_names);
        let mut names = self.names.clone();
        for (n, call) in self.names_under_way.iter().enumerate() {
            if picked >> n & 1 == 1 {
                apply(&mut names, call);
            }
        }
        let mut contents: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for (file, of_it) in choices {
            contents.insert(*file, of_it.get(rest % of_it.len()).cloned().unwrap_or_default());
            rest /= of_it.len();
        }
        Memory::with(names.into_iter().map(|(name, file)| (name, contents.get(&file).cloned().unwrap_or_default())).collect())
    }
}

fn concerns(call: &Call, folder: &Path) -> bool {
    match call {
        Call::Made(path, _) | Call::Renamed(_, path, _) | Call::Removed(path) => path.parent() == Some(folder),
        _ => false,
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, call: &Call) {
    match call {
        Call::Made(path, file) => {
            names.insert(path.clone(), *file);
        }
        Call::Renamed(from, to, file) => {
            names.remove(from);
            names.insert(to.clone(), *file);
        }
        Call::Removed(path) => {
            names.remove(path);
        }
        Call::Emptied(_) | Call::Wrote(..) | Call::Synced(_) | Call::SyncedFolder(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(images: &[Memory], path: &Path) -> BTreeSet<Option<String>> {
        images.iter().map(|image| image.read_text(path).ok()).collect()
    }

    fn some(texts: &[&str]) -> BTreeSet<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned())).collect()
    }

    #[test]
    fn what_is_not_synced_may_be_lost_torn_or_zeros() {
        let (disk, path) = (Fragile::default(), Path::new("d/a"));
        disk.write(path, b"abcd").unwrap();
        let found = contents(&disk.after_crash(disk.steps(), 0), path);
        let wanted = [Some(""), Some("ab"), Some("abc"), Some("abcd"), Some("\0\0\0\0"), None];
        assert_eq!(found, wanted.map(|text| text.map(str::to_owned)).into());
        disk.sync(path).unwrap();
        assert_eq!(contents(&disk.after_crash(disk.steps(), 0), path), [None, Some("abcd".to_owned())].into());
        disk.sync_folder(Path::new("d")).unwrap();
        assert_eq!(contents(&disk.after_crash(disk.steps(), 0), path), some(&["abcd"]));
        disk.append(path, b"ef").unwrap();
        let found = contents(&disk.after_crash(disk.steps(), 0), path);
        assert_eq!(found, some(&["abcd", "abcde", "abcdef", "abcd\0\0"]));
    }

    /// That the images are worth something: a file written in place is not safe, one put in place is.
    #[test]
    fn only_what_is_put_in_place_is_whole_after_every_crash() {
        let path = Path::new("d/a");
        let torn = |write: &dyn Fn(&Fragile)| {
            let disk = Fragile::default();
            disk.write_atomic(path, b"old").unwrap();
            let before = disk.steps();
            write(&disk);
            let images = (before..=disk.steps()).flat_map(|step| disk.after_crash(step, 0));
            images.filter(|image| !matches!(image.read(path).as_deref(), Ok(b"old" | b"fresh"))).count()
        };
        assert_eq!(torn(&|disk| disk.write_atomic(path, b"fresh").unwrap()), 0);
        assert!(torn(&|disk| disk.write(path, b"fresh").unwrap()) > 0);
        let renamed_too_soon = |disk: &Fragile| {
            disk.write(Path::new("d/.a.new"), b"fresh").unwrap();
            disk.rename(Path::new("d/.a.new"), path).unwrap();
        };
        assert!(torn(&renamed_too_soon) > 0);
    }

    #[test]
    fn a_fault_comes_once_or_lasts() {
        let (disk, path) = (Fragile::default(), Path::new("a"));
        disk.fail(Some(Fault { at: 1, lasting: false, kind: io::ErrorKind::StorageFull }));
        assert!(disk.write(path, b"abcd").is_ok());
        assert!(disk.append(path, b"efgh").is_err());
        assert_eq!(disk.read(path).unwrap(), b"abcdef", "a part of it had been written");
        disk.fail(Some(Fault { at: 0, lasting: true, kind: io::ErrorKind::StorageFull }));
        assert!(disk.read(path).is_err() && disk.sync(path).is_err());
    }
}
