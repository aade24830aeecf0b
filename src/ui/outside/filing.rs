//! The files of a window, off the frame: games read and saved, the journal of the game on the table, what a crash left.
//!
//! [`Filing`] lives on the thread that writes, so that nothing overtakes anything. What it is asked comes as [`Effect`]s.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::report::words::{capital, file_name};
use crate::report::{history, problem, reading, seat_page};
use crate::rules::RULES_VERSION;
use crate::scenario::{self, Scenario};
use crate::session::journal::{Found, find, saved_mark};
use crate::session::kind::Kind;
use crate::session::save::{SAVE_EXTENSION, SaveError, SavedMark, load, outline, replay};
use crate::session::seat_file::SeatFile;
use crate::session::shelf::Shelf;
use crate::session::storage::{Storage, StorageError};
use crate::session::{Game, Stamp};
use crate::text::{self, fill, text};
use crate::ui::kit::picture::raster;
use crate::ui::outside::worker::{Answer, Files};
use crate::ui::state::intents::{Content, Effect, SaveTo};
use crate::ui::state::settings;

/// How many names of games are tried in a folder.
const NAMES_MAX: usize = 10_000;

/// What is asked about the journal.
#[derive(Debug)]
pub enum Journal {
    /// A game is on the table: all that has happened to it.
    Begin {
        /// The id of its scenario.
        id: String,
        /// Its journal so far.
        text: String,
    },
    /// The journal of the game on the table is on the disk; or the game was left before it was.
    Begun(bool),
    /// More has happened.
    Add(String),
    /// The game was left on purpose.
    Leave,
    /// Goes on with a game that a crash left, by its journal.
    GoOn(PathBuf),
    /// Puts the journal of such a game aside.
    PutAside(PathBuf),
}

/// A game that a crash left, as the home screen tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crashed {
    /// Its journal.
    pub journal: PathBuf,
    /// Which game, which turn, when.
    pub words: String,
    /// Whether this program can go on with it.
    pub playable: bool,
}

/// A game that is gone on with after a crash.
#[derive(Debug)]
pub struct Regained {
    /// The game.
    pub game: Game,
    /// Where it was saved last; it has gone on since.
    pub saved: Option<SavedMark>,
}

/// What a file held.
#[derive(Debug)]
pub enum Opened {
    /// A game, and where it lies like this.
    Game(Box<Game>, SavedMark, Later),
    /// A game of other rules, as far as these rules play its orders: a game of its own, that no file has.
    Anew {
        /// The game.
        game: Box<Game>,
        /// Whether there are orders that these rules do not take.
        stopped: bool,
    },
    /// A scenario.
    Scenario(Box<Scenario>),
    /// Nothing that can be played: what is to be read about it.
    Page {
        /// In a line.
        title: String,
        /// In full.
        text: String,
        /// What can be done with it.
        use_of: UseOf,
    },
}

/// What can be done with a file that is not played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseOf {
    /// Nothing: the page says what is wrong with it.
    Nothing,
    /// It is read.
    Reading,
    /// It is read, and these rules play at least a turn of its orders.
    Orders,
}

/// The journal of the same game, where a crash left one that goes further than its file.
pub type Later = Option<PathBuf>;

/// The files of a window.
pub struct Filing {
    storage: Files,
    data_dir: Option<PathBuf>,
    shelf: Shelf,
    crashed: Vec<Found>,
    /// What is gone on with: put aside once the new journal is on the disk.
    regained: Option<Found>,
}

impl Filing {
    /// The files of a window, with what a crash left.
    #[must_use]
    pub fn new(storage: Files, data_dir: Option<PathBuf>) -> Self {
        let crashed = data_dir.as_deref().map_or_else(Vec::new, |dir| find(storage.as_ref(), dir));
        Self { shelf: Shelf::new(data_dir.clone()), storage, data_dir, crashed, regained: None }
    }

    /// What a crash left.
    #[must_use]
    pub fn crashed(&self) -> Vec<Crashed> {
        let tell = |found: &Found| {
            let words = history::found(found, Stamp::now());
            let words = if found.is_alone() { words } else { fill("crashed.unguarded", &[("game", &words)]) };
            let left_out = found.game.as_ref().map_or(0, |recovered| recovered.left_out);
            let (count, path) = (left_out.to_string(), found.path.display().to_string());
            let cut = || fill("crashed.cut", &[("game", &words), ("count", &count), ("path", &path)]);
            let words = if left_out == 0 { words.clone() } else { cut() };
            Crashed { journal: found.path.clone(), words, playable: found.game.is_ok() }
        };
        self.crashed.iter().map(tell).collect()
    }

    /// Does what is asked, and says what came of it.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Answer> {
        match effect {
            Effect::Save { game, to, text, revision } => {
                let path = self.path(to);
                Some(match self.shelf.write(self.storage.as_ref(), &path, &text) {
                    Ok(()) => Answer::Saved { game, path, revision },
                    Err(why) => Answer::NotSaved { game, why: why.to_string() },
                })
            }
            Effect::Suggest(to) => Some(Answer::Suggested(self.path(to))),
            Effect::Settings(text) => {
                // Settings that cannot be kept are no reason to disturb a game.
                let _lost = self.data_dir.as_ref().map(|dir| {
                    self.storage.create_dir_all(dir)?;
                    self.storage.write_atomic(&dir.join(settings::FILE), text.as_bytes())
                });
                None
            }
            Effect::Read(path) => {
                let opened = self.open(&path);
                Some(Answer::Opened { path, opened })
            }
            Effect::Replay(path) => {
                let opened = self.anew(&path);
                Some(Answer::Opened { path, opened })
            }
            Effect::GiveBack(path) => {
                self.shelf.give_back(self.storage.as_ref(), &path);
                None
            }
            Effect::Export { path, content } => Some(Answer::Exported(self.export(&path, content))),
            Effect::Speak(language) => {
                text::speak(&language);
                None
            }
            Effect::Journal(asked) => self.journal(asked),
            _ => None,
        }
    }

    fn path(&self, to: SaveTo) -> PathBuf {
        match to {
            SaveTo::File(path) => path,
            SaveTo::Fresh { folder, id } => {
                let name = |n: usize| folder.join(if n == 1 { id.clone() } else { format!("{id}-{n}") });
                let path = |n| name(n).with_added_extension(SAVE_EXTENSION);
                // Beyond so many, the last is written over, and what it held is kept among its earlier versions.
                (1..NAMES_MAX).map(path).find(|path| !self.storage.exists(path)).unwrap_or_else(|| path(NAMES_MAX))
            }
        }
    }

    /// Reads a file and plays what it holds. What stands in it says what it is: its name proves nothing.
    fn open(&mut self, path: &Path) -> Opened {
        let name = file_name(path);
        let storage = Arc::clone(&self.storage);
        let unreadable = |why: String| unreadable(&name, why);
        if storage.is_endless(path) {
            // A pipe or a device may never say that it has said all.
            return unreadable(text("file.no_file").to_owned());
        }
        let content = match storage.read_text(path) {
            Ok(content) => content,
            Err(why) => return unreadable(why.to_string()),
        };
        let ending = path.extension().unwrap_or_default();
        let mut opened = match Kind::of(&content) {
            Kind::Empty => unreadable(text("file.empty").to_owned()),
            Kind::Orders => unreadable(text("file.orders").to_owned()),
            Kind::Cases => unreadable(text("file.cases").to_owned()),
            Kind::Parameters => unreadable(text("file.parameters").to_owned()),
            Kind::Seat => seat_in(&name, &content),
            // Whose first line is damaged is still told as the game that its name says it is.
            Kind::Scenario if ending != SAVE_EXTENSION => scenario_in(&name, &content),
            // A scenario may be open as often as one likes; a game is somebody's.
            Kind::Save | Kind::Scenario => match self.shelf.take_up(storage.as_ref(), path, &content) {
                Ok(()) => game_in(storage.as_ref(), path, &name, &content),
                Err(why) => unreadable(why.to_string()),
            },
        };
        if let Opened::Game(_, _, later) = &mut opened {
            let name = storage.resolved(path);
            let same = |found: &&Found| found.file().is_some_and(|file| storage.resolved(file) == name);
            *later = self.crashed.iter().find(same).map(|found| found.path.clone());
        }
        if matches!(opened, Opened::Page { .. }) {
            // The game on the table stays, and with it its file.
            self.shelf.give_back(storage.as_ref(), path);
        }
        opened
    }

    /// Plays the orders of a game of other rules. The file stays what it is and is nobody's.
    fn anew(&self, path: &Path) -> Opened {
        let name = file_name(path);
        match self.storage.read_text(path).map(|content| replay(&content, &name)) {
            Ok(Ok(replayed)) => Opened::Anew { game: Box::new(replayed.game), stopped: replayed.stopped.is_some() },
            Ok(Err(why)) => unreadable(&name, why.to_string()),
            Err(why) => unreadable(&name, why.to_string()),
        }
    }

    fn export(&self, path: &Path, content: Content) -> Result<PathBuf, String> {
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Png(shot) => {
                let png = raster::png(&shot.picture, &shot.theme, shot.ground);
                png.ok_or_else(|| text("export.too_large").to_owned())?
            }
        };
        let path = self.free(path, &bytes);
        let folder = path.parent().map_or(Ok(()), |folder| self.storage.create_dir_all(folder));
        let done = folder.and_then(|()| self.storage.write_atomic(&path, &bytes));
        done.map_err(|why| why.about(&path).to_string()).map(|()| path)
    }

    /// The path, or the first one after it that is free: what lies there is not written over, unless it is the same.
    fn free(&self, path: &Path, bytes: &[u8]) -> PathBuf {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
        let nth = |n: usize| if n == 1 { path.to_owned() } else { path.with_file_name(format!("{stem}-{n}{ending}")) };
        let free = |path: &PathBuf| !self.storage.exists(path) || self.storage.read(path).is_ok_and(|there| there == bytes);
        (1..NAMES_MAX).map(nth).find(free).unwrap_or_else(|| nth(NAMES_MAX))
    }

    /// That nothing keeps a second window off a game.
    pub fn unguarded(&mut self) -> Option<Answer> {
        let why = self.shelf.unguarded()?;
        Some(Answer::Unguarded { why: fill("shelf.unguarded", &[("why", &why.to_string())]) })
    }

    /// What concerns other files than the journal of the game on the table, which is kept elsewhere.
    fn journal(&mut self, asked: Journal) -> Option<Answer> {
        let storage = self.storage.clone();
        let done = match asked {
            // The old journal is let go only when the new one has all of it. One that cannot be put aside is offered again.
            Journal::Begun(true) => {
                let _offered_again = self.regained.take().map(|found| found.put_aside(storage.as_ref()));
                Ok(())
            }
            Journal::Begun(false) => {
                self.crashed.extend(self.regained.take());
                return Some(Answer::Crashed(self.crashed()));
            }
            Journal::Leave => {
                self.shelf.let_go();
                Ok(())
            }
            Journal::GoOn(path) => return self.go_on(&path),
            Journal::PutAside(path) => self.take(&path).map_or(Ok(()), |found| found.put_aside(storage.as_ref())),
            Journal::Begin { .. } | Journal::Add(_) => Ok(()),
        };
        let failed = |why: StorageError| fill("journal.failed", &[("why", &why.to_string())]);
        done.err().map(|why| Answer::NoJournal { why: failed(why) })
    }

    fn take(&mut self, journal: &Path) -> Option<Found> {
        let at = self.crashed.iter().position(|found| found.path == journal)?;
        Some(self.crashed.remove(at))
    }

    fn go_on(&mut self, journal: &Path) -> Option<Answer> {
        let found = self.take(journal)?;
        let recovered = found.game.as_ref().ok()?;
        let (game, saved) = (recovered.game.clone(), recovered.saved.clone().map(|(mark, _more)| mark));
        if let Some(mark) = &saved {
            // Where another window has it, the next save says so.
            let _theirs = self.shelf.take_up_again(self.storage.as_ref(), mark);
        }
        self.regained = Some(found);
        Some(Answer::Regained(Box::new(Regained { game, saved })))
    }
}

/// A page about a file that is of no use.
const fn useless(title: String, text: String) -> Opened {
    Opened::Page { title, text, use_of: UseOf::Nothing }
}

fn unreadable(name: &str, why: String) -> Opened {
    useless(fill("file.unreadable", &[("file", name)]), why)
}

/// A seat's file, to read.
fn seat_in(name: &str, content: &str) -> Opened {
    match SeatFile::read(content) {
        Ok(file) => Opened::Page { title: seat_page::title(&file), text: seat_page::page(&file), use_of: UseOf::Reading },
        Err(why) => {
            let said = fill("seat.damaged", &[("path", name), ("why", &why.to_string())]);
            useless(fill("file.bad_game", &[("file", name)]), said)
        }
    }
}

/// A scenario as it opens, or everything that is wrong with it.
fn scenario_in(name: &str, content: &str) -> Opened {
    match scenario::load(name, content) {
        Ok(scenario) => Opened::Scenario(Box::new(scenario)),
        Err(problems) => {
            let count = problems.0.len();
            let key = if count == 1 { "file.one_problem" } else { "file.problems" };
            let title = fill(key, &[("count", &count.to_string()), ("file", name)]);
            // One problem a paragraph, each with its place.
            useless(title, problems.0.iter().map(problem).collect::<Vec<_>>().join("\n\n"))
        }
    }
}

/// A saved game, or why it cannot be played. One of other rules or of a newer format can still be read.
fn game_in(storage: &dyn Storage, path: &Path, name: &str, content: &str) -> Opened {
    let why = match load(content, name) {
        Ok(game) => return Opened::Game(Box::new(game), saved_mark(path, content), None),
        Err(why) => why,
    };
    if let SaveError::OtherRules { .. } | SaveError::OtherFormat { .. } = why
        && let Ok(outline) = outline(content)
    {
        // What an order is about is known where these rules bring the same request.
        let again = replay(content, name).ok().map(|replayed| replayed.game);
        let text = reading::page(name, &outline, RULES_VERSION, again.as_ref());
        let use_of = if again.is_some_and(|game| reading::plays(&game)) { UseOf::Orders } else { UseOf::Reading };
        return Opened::Page { title: reading::title(name, &outline), text, use_of };
    }
    let mut said = capital(&why.to_string());
    let kept = Shelf::kept(storage, path);
    if why.is_damage() && !kept.is_empty() {
        said.extend(["\n\n", text("file.kept"), "\n"]);
        said.extend(kept.iter().map(|copy| {
            let when = storage.modified(copy).map(history::moment).unwrap_or_default();
            format!("- {}\n", fill("file.kept_one", &[("path", &copy.display().to_string()), ("when", &when)]))
        }));
    }
    useless(fill("file.bad_game", &[("file", name)]), said)
}

#[cfg(test)]
mod tests;
