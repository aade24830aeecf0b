//! The journal of the game on the table, on threads of its own: what another file does to its drive does not hold it up.
//!
//! One thread puts lines on the disk. The other hands them to it, tells when the disk takes too long, and tries again while something is
//! lacking.

#![expect(clippy::disallowed_methods, reason = "the journal waits for the disk on a thread of its own")]

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::session::journal::Keeper;
use crate::session::storage::StorageError;
use crate::text::{self, fill, text};
use crate::ui::outside::filing::Journal;
use crate::ui::outside::worker::{Answer, Files};

/// So long the disk may take before it is told that the journal lacks something.
const SLOW: Duration = Duration::from_secs(2);
/// So long after a failure the disk is asked again.
const AGAIN: Duration = Duration::from_secs(5);

/// What the disk said.
struct Written {
    done: Result<(), StorageError>,
    unguarded: Option<StorageError>,
}

/// The journal on the disk.
struct Keeping {
    storage: Files,
    data_dir: PathBuf,
    keeper: Option<Keeper>,
}

impl Keeping {
    /// Does what is asked of the journal; where nothing is, puts down what it lacks.
    fn carry_out(&mut self, asked: Option<Journal>) -> Result<(), StorageError> {
        let storage = self.storage.as_ref();
        let lines = match asked {
            Some(Journal::Begin { id, text }) => {
                let (keeper, begun) = Keeper::begin(storage, &self.data_dir, &id, text);
                // Only now: it may be the same game, whose journal has grown long.
                self.leave();
                self.keeper = Some(keeper);
                return begun;
            }
            Some(Journal::Leave) => {
                self.leave();
                return Ok(());
            }
            Some(Journal::Add(lines)) => lines,
            _ => String::new(),
        };
        self.keeper.as_mut().map_or(Ok(()), |keeper| keeper.record(self.storage.as_ref(), &lines))
    }

    /// Puts the journal of the game that is left aside. One that cannot be is offered at the next start: too much rather than too
    /// little.
    fn leave(&mut self) {
        if let Some(keeper) = self.keeper.take() {
            let _offered_again = keeper.put_aside(self.storage.as_ref(), "");
        }
    }
}

/// Starts the threads, which end when nothing more can be asked. `tell` brings answers to the window; `begun` says that a journal is on the
/// disk, or that its game was left before it was.
pub(super) fn start(
    storage: Files,
    data_dir: Option<PathBuf>,
    language: String,
    tell: impl Fn(Answer) + Send + 'static,
    begun: impl Fn(bool) + Send + 'static,
) -> (Sender<Journal>, JoinHandle<()>) {
    let (asked_in, asked) = channel();
    let thread = thread::spawn(move || {
        text::speak(&language);
        let Some(data_dir) = data_dir else {
            asked.into_iter().for_each(drop);
            return;
        };
        let mut keeping = Keeping { storage, data_dir, keeper: None };
        let (lines, lines_out) = channel();
        let (written_in, written) = channel();
        let disk = thread::spawn(move || {
            for asked in lines_out {
                let done = keeping.carry_out(asked);
                let unguarded = keeping.keeper.as_mut().and_then(Keeper::unguarded);
                if written_in.send(Written { done, unguarded }).is_err() {
                    return;
                }
            }
        });
        wait(&asked, &lines, &written, &tell, &begun);
        drop(lines);
        // One that panicked has nothing left to do.
        let _ended = disk.join();
    });
    (asked_in, thread)
}

fn wait(
    asked: &Receiver<Journal>,
    lines: &Sender<Option<Journal>>,
    written: &Receiver<Written>,
    tell: &impl Fn(Answer),
    begun: &impl Fn(bool),
) {
    // Why the journal lacks what happened last, as it was told.
    let mut behind: Option<String> = None;
    // Whether the journal has been begun and is not on the disk yet.
    let mut fresh = false;
    loop {
        let next = match &behind {
            None => asked.recv().map(Some).map_err(|_nobody_asks| RecvTimeoutError::Disconnected),
            Some(_) => asked.recv_timeout(AGAIN).map(Some),
        };
        let next = match next {
            Ok(next) => next,
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let leaves = matches!(next, Some(Journal::Leave));
        fresh |= matches!(next, Some(Journal::Begin { .. }));
        let found = lines.send(next).ok().and_then(|()| match written.recv_timeout(SLOW) {
            Err(RecvTimeoutError::Timeout) => {
                let why = text("journal.slow").to_owned();
                if behind.is_none() {
                    tell(Answer::NoJournal { why: why.clone() });
                }
                behind = Some(why);
                written.recv().ok()
            }
            found => found.ok(),
        });
        let Some(Written { done, unguarded }) = found else {
            tell(Answer::NoJournal { why: text("journal.no_thread").to_owned() });
            return;
        };
        let failed = done.err().map(|why| fill("journal.failed", &[("why", &why.to_string())]));
        match &failed {
            Some(why) if behind.as_ref() != Some(why) => tell(Answer::NoJournal { why: why.clone() }),
            None if behind.is_some() => tell(Answer::JournalAgain),
            _ => {}
        }
        if fresh && (leaves || failed.is_none()) {
            begun(!leaves);
            fresh = false;
        }
        behind = failed;
        if let Some(why) = unguarded {
            tell(Answer::Unguarded { why: fill("shelf.unguarded", &[("why", &why.to_string())]) });
        }
    }
}
