//! Work off the frame: writing and reading files, the desktop's file dialogs, playing futures.
//!
//! Each kind of work has its own thread with a queue, so that a save never waits for a forecast and two saves never overtake one
//! another. Every answer wakes the window once. The other modules of the window start no thread.

#![expect(clippy::disallowed_methods, reason = "the one place of the window where threads start")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::forecast::{self, Question};
use crate::hindcast::assess::{Assessment, assess};
use crate::hindcast::case::Record;
use crate::hindcast::replay::{FIRST_SEEDS, SEEDS};
use crate::rules::digest::Digest;
use crate::scenario::Scenario;
use crate::session::save::SAVE_EXTENSION;
use crate::session::seat_file::SEAT_EXTENSION;
use crate::session::storage::Storage;
use crate::text::{self, text};
use crate::ui::kit::ensemble::FIRST_FUTURES;
use crate::ui::mishap::guarded;
use crate::ui::outside::filing::{Crashed, Filing, Journal, Opened, Regained};
use crate::ui::outside::keeping;
use crate::ui::state::intents::Effect;
use crate::ui::state::workspace::PathPurpose;

/// Where files are, shared with the thread that writes them.
pub type Files = Arc<dyn Storage + Send + Sync>;

/// A forecast that is asked for.
#[derive(Debug)]
pub struct ForecastAsk {
    /// Which one: a later number makes earlier ones stale.
    pub number: u64,
    /// The position that it is asked for.
    pub digest: Digest,
    /// Whose setting is played.
    pub scenario: Arc<Scenario>,
    /// What is asked.
    pub question: Question,
}

/// Historical cases that are to be played.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// Which work it is: a later number makes earlier ones stale.
    pub number: u64,
    /// The cases.
    pub records: Arc<Vec<Record>>,
}

/// What came back.
#[derive(Debug)]
pub enum Answer {
    /// A game is on disk.
    Saved {
        /// The number of the game that was on the table.
        game: u64,
        /// Where.
        path: PathBuf,
        /// Which state of it.
        revision: u64,
    },
    /// What a crash left, told at the start, and where something of it could not be gone on with.
    Crashed(Vec<Crashed>),
    /// A game that a crash left is gone on with.
    Regained(Box<Regained>),
    /// The journal cannot be written.
    NoJournal {
        /// What can be done.
        why: String,
    },
    /// The journal is written again, with everything that it lacked.
    JournalAgain,
    /// Nothing keeps a second window off the game.
    Unguarded {
        /// Why not, and what can be done.
        why: String,
    },
    /// A game is not on disk.
    NotSaved {
        /// The number of the game that was on the table.
        game: u64,
        /// Why not.
        why: String,
    },
    /// A file was read, and what it held was played.
    Opened {
        /// Which.
        path: PathBuf,
        /// What it held.
        opened: Opened,
    },
    /// A name under which the game could be saved.
    Suggested(PathBuf),
    /// The file dialog was answered; none: cancelled, or the desktop has none.
    Picked(PathPurpose, Option<PathBuf>),
    /// So many futures are played.
    Played {
        /// Of which forecast.
        number: u64,
        /// How many.
        done: u32,
    },
    /// A forecast is there.
    Forecast {
        /// Which one.
        number: u64,
        /// For which position.
        digest: Digest,
        /// The spreads.
        answer: forecast::Answer,
        /// How many futures they rest on: fewer than asked for in a first answer.
        futures: u32,
    },
    /// So many historical cases are played.
    Assessing {
        /// Of which work.
        number: u64,
        /// How many.
        done: usize,
        /// Under how many futures each.
        seeds: u32,
    },
    /// How the rules did on the historical cases.
    Assessed {
        /// Which work.
        number: u64,
        /// Under how many futures a case.
        seeds: u32,
        /// The figures, or why there are none.
        answer: Result<Box<Assessment>, String>,
    },
    /// A picture or a table is on disk; or why not.
    Exported(Result<PathBuf, String>),
    /// A thread made a mistake: what it said.
    Mishap(String),
}

/// So long the window waits, when it closes, for what its drives still have to write.
const PATIENCE: Duration = Duration::from_secs(5);

/// The threads, and the way to them.
pub struct Worker {
    files: Option<Sender<Effect>>,
    journal: Option<Sender<Journal>>,
    /// The threads that write.
    writers: Vec<JoinHandle<()>>,
    futures: Sender<Box<ForecastAsk>>,
    answers: Receiver<Answer>,
    dialogs: Post,
    latest: Arc<AtomicU64>,
    cases: Sender<Inquiry>,
    newest_cases: Arc<AtomicU64>,
}

#[derive(Clone)]
struct Post {
    answers: Sender<Answer>,
    ctx: egui::Context,
    /// Whether it was said that nothing can be locked.
    said: Arc<AtomicBool>,
}

impl Post {
    fn send(&self, answer: Answer) {
        // Once a window.
        if matches!(answer, Answer::Unguarded { .. }) && self.said.swap(true, Ordering::Relaxed) {
            return;
        }
        // The window may be gone; then nobody waits for the answer.
        if self.answers.send(answer).is_ok() {
            self.ctx.request_repaint();
        }
    }

    /// Does some work. What goes wrong with it is told to the window, whose page says so.
    fn guard(&self, work: impl FnOnce()) {
        if let Err(mishap) = guarded(work) {
            self.send(Answer::Mishap(mishap.message));
        }
    }
}

impl Worker {
    /// Starts the threads.
    #[must_use]
    pub fn new(ctx: &egui::Context, storage: Files, data_dir: Option<PathBuf>, language: String) -> Self {
        let (answers_in, answers) = channel();
        let post = Post { answers: answers_in, ctx: ctx.clone(), said: Arc::default() };
        let (files, files_out) = channel::<Effect>();
        let (futures, futures_out) = channel::<Box<ForecastAsk>>();
        let latest = Arc::new(AtomicU64::new(0));
        let (to, on_disk) = (post.clone(), files.clone());
        // The files may be let go of already; then nobody waits for it.
        let begun = move |whole| drop(on_disk.send(Effect::Journal(Journal::Begun(whole))));
        let (journal, keeping) =
            keeping::start(Arc::clone(&storage), data_dir.clone(), language.clone(), move |answer| to.send(answer), begun);
        let to = post.clone();
        let filing = thread::spawn(move || {
            text::speak(&language);
            let mut filing = Filing::new(storage, data_dir);
            to.send(Answer::Crashed(filing.crashed()));
            for effect in files_out {
                to.guard(|| {
                    let done = filing.carry_out(effect);
                    done.into_iter().chain(filing.unguarded()).for_each(|answer| to.send(answer));
                });
            }
        });
        let (to, newest) = (post.clone(), Arc::clone(&latest));
        thread::spawn(move || {
            for ask in futures_out {
                to.guard(|| futures_of(&to, &newest, &ask));
            }
        });
        let (cases, cases_out) = channel::<Inquiry>();
        let newest_cases = Arc::new(AtomicU64::new(0));
        let (to, newest) = (post.clone(), Arc::clone(&newest_cases));
        thread::spawn(move || {
            for inquiry in cases_out {
                to.guard(|| play_cases(&to, &newest, &inquiry));
            }
        });
        let writers = vec![keeping, filing];
        Self { files: Some(files), journal: Some(journal), writers, futures, answers, dialogs: post, latest, cases, newest_cases }
    }

    /// Hands work over. [`Effect::Close`] and [`Effect::Restyle`] are the window's own and do nothing here.
    pub fn hand(&self, effect: Effect) {
        match effect {
            Effect::Forecast(ask) => {
                self.latest.store(ask.number, Ordering::Relaxed);
                // The thread is there as long as the window.
                let _gone = self.futures.send(ask);
            }
            Effect::StopForecast => self.latest.store(u64::MAX, Ordering::Relaxed),
            Effect::Assess(inquiry) => {
                self.newest_cases.store(inquiry.number, Ordering::Relaxed);
                // The thread is there as long as the window.
                let _gone = self.cases.send(inquiry);
            }
            Effect::StopAssessing => self.newest_cases.store(u64::MAX, Ordering::Relaxed),
            Effect::Pick(purpose, beside) => self.pick(purpose, beside.as_deref()),
            Effect::Close | Effect::Restyle => {}
            Effect::Journal(asked @ (Journal::Begin { .. } | Journal::Add(_))) => self.hand_to_journal(asked),
            Effect::Journal(Journal::Leave) => {
                self.hand_to_journal(Journal::Leave);
                self.hand_to_files(Effect::Journal(Journal::Leave));
            }
            file => self.hand_to_files(file),
        }
    }

    fn hand_to_journal(&self, asked: Journal) {
        if self.journal.as_ref().is_none_or(|journal| journal.send(asked).is_err()) {
            self.dialogs.send(Answer::NoJournal { why: text("journal.no_thread").to_owned() });
        }
    }

    fn hand_to_files(&self, file: Effect) {
        let game = if let Effect::Save { game, .. } = &file { Some(*game) } else { None };
        if self.files.as_ref().is_none_or(|files| files.send(file).is_err()) {
            let why = text("journal.no_thread").to_owned();
            self.dialogs.send(match game {
                Some(game) => Answer::NotSaved { game, why },
                None => Answer::NoJournal { why },
            });
        }
    }

    /// What has come back since the last call.
    pub fn answers(&self) -> impl Iterator<Item = Answer> + '_ {
        self.answers.try_iter()
    }

    fn pick(&self, purpose: PathPurpose, beside: Option<&Path>) {
        let mut dialog = rfd::AsyncFileDialog::new();
        dialog = match purpose {
            PathPurpose::Open => dialog
                .add_filter(text("path.games_and_scenarios"), &[SAVE_EXTENSION, "ron", SEAT_EXTENSION])
                .add_filter(text("path.games"), &[SAVE_EXTENSION])
                .add_filter(text("path.scenarios"), &["ron"])
                .add_filter(text("path.any"), &["*"]),
            PathPurpose::Save => dialog.add_filter(text("path.games"), &[SAVE_EXTENSION]),
        };
        let (folder, name) = match beside {
            Some(path) => (path.parent(), path.file_name()),
            None => (None, None),
        };
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        let post = self.dialogs.clone();
        match purpose {
            PathPurpose::Open => {
                let asked = dialog.pick_file();
                thread::spawn(move || {
                    post.send(Answer::Picked(purpose, pollster::block_on(asked).map(|file| file.path().to_path_buf())));
                });
            }
            PathPurpose::Save => {
                if let Some(name) = name {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                let asked = dialog.save_file();
                thread::spawn(move || {
                    post.send(Answer::Picked(purpose, pollster::block_on(asked).map(|file| file.path().to_path_buf())));
                });
            }
        }
    }
}

impl Drop for Worker {
    /// What was handed over is carried out before the window is gone, as far as the drives answer in time.
    fn drop(&mut self) {
        (self.files, self.journal) = (None, None);
        // Nobody waits for what is being played.
        self.latest.store(u64::MAX, Ordering::Relaxed);
        self.newest_cases.store(u64::MAX, Ordering::Relaxed);
        let until = Instant::now() + PATIENCE;
        for writer in self.writers.drain(..) {
            while !writer.is_finished() && Instant::now() < until {
                thread::sleep(Duration::from_millis(1));
            }
            if writer.is_finished() {
                // One that panicked has nothing left to do.
                let _ended = writer.join();
            }
        }
    }
}

fn futures_of(post: &Post, latest: &AtomicU64, ask: &ForecastAsk) {
    let fresh = || latest.load(Ordering::Relaxed) == ask.number;
    let go_on = |done: u32| {
        if done > 0 && done.is_multiple_of(16) {
            post.send(Answer::Played { number: ask.number, done });
        }
        fresh()
    };
    let setting = &ask.scenario.setting;
    // A few futures answer at once; they are the first of the many, so that the answer only becomes surer.
    let all = ask.question.futures;
    if all > FIRST_FUTURES {
        let first = Question { futures: FIRST_FUTURES, ..ask.question.clone() };
        let answer = forecast::forecast(setting, &first, |_| fresh());
        if fresh() {
            post.send(Answer::Forecast { number: ask.number, digest: ask.digest, answer, futures: FIRST_FUTURES });
        }
    }
    let answer = forecast::forecast(setting, &ask.question, go_on);
    if fresh() {
        post.send(Answer::Forecast { number: ask.number, digest: ask.digest, answer, futures: all });
    }
}

/// Plays the cases under a few futures each, which answers soon, and then under as many as the score rests on.
fn play_cases(post: &Post, newest: &AtomicU64, inquiry: &Inquiry) {
    let number = inquiry.number;
    for seeds in [FIRST_SEEDS, SEEDS] {
        let go_on = |done: usize| {
            post.send(Answer::Assessing { number, done, seeds });
            newest.load(Ordering::Relaxed) == number
        };
        let answer = match assess(&inquiry.records, seeds, &BTreeMap::new(), go_on) {
            Ok(None) => return,
            Ok(Some(found)) => Ok(Box::new(found)),
            Err(problems) => Err(problems.to_string()),
        };
        let failed = answer.is_err();
        post.send(Answer::Assessed { number, seeds, answer });
        if failed {
            return;
        }
    }
}
