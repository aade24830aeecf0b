//! The window after a crash, on a disk that fails, and beside another window: nothing is lost, and nothing is offered falsely.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]
#![expect(clippy::disallowed_methods, reason = "a test waits for a disk by the clock, and never for ever")]

#[path = "recovery/kept.rs"]
mod kept;
#[path = "recovery/mishap.rs"]
mod mishap;
#[path = "recovery/secrets.rs"]
mod secrets;
#[path = "recovery/slow.rs"]
mod slow;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use countersign::session::storage::{Disk, Fault, Fragile};
use countersign::ui::Desk;
use countersign::ui::Options;
use countersign::ui::outside::worker::Files;
use countersign::ui::state::commands::CommandId;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::workspace::{Dialog, Play, Saved};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use slow::{Now, Slow};

struct Bench {
    desk: Option<Desk>,
    options: Options,
    storage: Files,
}

/// A window on a data folder. Dropped without leaving, it is a window that crashed.
struct Window(Harness<'static, Bench>);

impl Window {
    fn open(data_dir: &Path, open: Option<PathBuf>, storage: Files) -> Self {
        let options = Options { open, data_dir: Some(data_dir.to_path_buf()) };
        let show = |ui: &mut egui::Ui, bench: &mut Bench| {
            let Some(desk) = &mut bench.desk else {
                bench.desk = Some(Desk::new(ui.ctx(), bench.options.clone(), Arc::clone(&bench.storage)));
                ui.ctx().request_repaint();
                return;
            };
            desk.logic(ui.ctx());
            desk.show(ui);
        };
        let bench = Bench { desk: None, options, storage };
        let mut window = Self(Harness::builder().with_size([1280.0, 800.0]).build_ui_state(show, bench));
        window.0.run_ok();
        window
    }

    fn on_disk(data_dir: &Path) -> Self {
        Self::open(data_dir, None, Arc::new(Disk))
    }

    fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        wait_for(what, || {
            self.0.step();
            done(self)
        });
        self.0.run_ok();
    }

    fn has(&self, label: &str) -> bool {
        self.0.query_all_by_label_contains(label).next().is_some()
    }

    fn click(&mut self, label: &str) {
        let node = self.0.query_all_by_label(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        self.0.run_ok();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run_ok();
    }

    /// Presses a button that copies, and takes what it copied.
    fn copied(&mut self, label: &str) -> String {
        let node = self.0.query_all_by_label_contains(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        let mut found = String::new();
        for _ in 0..4 {
            self.0.step();
            for command in &self.0.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(words) = command {
                    found += words;
                }
            }
        }
        self.0.run_ok();
        found
    }

    fn desk(&self) -> &Desk {
        self.0.state().desk.as_ref().expect("the first frame made it")
    }

    fn play_state(&self) -> &Play {
        self.desk().workspace().play.as_ref().expect("a game is on the table")
    }

    fn ask(&mut self, intent: Intent) {
        self.0.state_mut().desk.as_mut().expect("the first frame made it").ask(intent);
        self.0.run_ok();
    }

    /// How often the window has said something with these words.
    fn said(&self, words: &str) -> usize {
        self.desk().workspace().messages.latest_first().filter(|message| message.words.contains(words)).count()
    }

    fn turn_and_drafts(&self) -> (u16, usize) {
        let play = self.0.state().desk.as_ref().and_then(|desk| desk.workspace().play.as_ref());
        play.map_or((0, 0), |play| (play.game.world().turn, play.drafts.len()))
    }

    /// Starts a game and plays its first turn.
    fn play(&mut self) {
        self.click("Start");
        // The briefing is read, or put away.
        self.press(Modifiers::NONE, Key::Escape);
        self.press(Modifiers::COMMAND, Key::R);
        self.until("the turn", |w| w.turn_and_drafts().0 == 2);
    }

    /// The same, and saves it.
    fn play_and_save(&mut self) {
        self.play();
        self.press(Modifiers::COMMAND, Key::S);
        self.until("the file", |w| w.play_state().saved == Saved::OnDisk);
    }

    /// Looks whether anything is offered, after the window had time to find it.
    fn offers(&mut self) -> bool {
        // The answer to this comes from the same thread, after what was found.
        self.ask(Intent::Open(PathBuf::from("no such file.ron")));
        self.until("the other answer", |w| w.said("no such file.ron cannot be opened") > 0);
        self.press(Modifiers::NONE, Key::Escape);
        assert_eq!(self.desk().workspace().dialog, None);
        self.has("The program stopped in the middle of this game")
    }
}

/// Tries again and again, at most two minutes.
fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + Duration::from_mins(2);
    while !done() {
        assert!(Instant::now() < until, "waited in vain for {what}");
        std::thread::yield_now();
    }
}

#[test]
fn after_a_crash_the_start_screen_offers_the_game_with_its_drafts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play();
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.turn_and_drafts(), (2, 1));
    drop(window);

    let mut window = Window::on_disk(folder.path());
    window.until("the game that was not left", |w| w.has("The program stopped in the middle of this game"));
    assert!(window.has("Meridian, turn 2 of 8, with one drafted order."), "it says which game and which turn");
    window.click("Go on with it");
    window.until("the game", |w| w.turn_and_drafts() == (2, 1));
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the next turn", |w| w.turn_and_drafts().0 == 3);
    drop(window);

    // Gone on with and crashed again: one game, not two.
    let mut window = Window::on_disk(folder.path());
    window.until("the game that was not left", |w| {
        w.has("Meridian, turn 3 of 8. Played by Claverne, never saved in a file. Last played just now")
    });
    assert_eq!(window.0.query_all_by_label_contains("The program stopped in the middle of this game").count(), 1);
    window.click("Put it aside");
    assert!(!window.has("The program stopped in the middle of this game"));
    drop(window);
    assert!(!Window::on_disk(folder.path()).offers());
}

/// Whoever opens the file of a game that a crash left is told that there is more of it.
#[test]
fn opening_the_file_of_a_game_that_went_further_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play_and_save();
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the next turn", |w| w.turn_and_drafts().0 == 3);
    drop(window);

    let file = folder.path().join("games/meridian.countersign");
    let mut window = Window::open(folder.path(), Some(file.clone()), Arc::new(Disk));
    window.until("the question", |w| w.has("This game goes further than its file"));
    assert_eq!(window.turn_and_drafts().0, 2);
    assert!(window.has("saved before as meridian.countersign"));
    window.click("Go on with it");
    window.until("the later turn", |w| w.turn_and_drafts().0 == 3);
    assert_eq!(window.play_state().path.as_deref(), Some(file.as_path()));
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.play_state().saved == Saved::OnDisk);
    drop(window);
    assert!(!Window::on_disk(folder.path()).offers(), "the file has it all now");
}

#[test]
fn a_game_that_was_saved_or_left_is_not_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play_and_save();
    drop(window);
    let mut window = Window::on_disk(folder.path());
    assert!(!window.offers(), "the file has it all");
    window.play();
    window.press(Modifiers::COMMAND, Key::Q);
    window.click("Leave");
    drop(window);
    assert!(!Window::on_disk(folder.path()).offers(), "it was left on purpose");
    let kept = std::fs::read_dir(folder.path().join("journal/left")).expect("journals put aside").count();
    assert!(kept >= 1, "and is still there for whoever needs it");
}

#[test]
fn a_full_disk_is_told_and_the_game_goes_on() {
    let disk = Arc::new(Fragile::default());
    disk.fail(Some(Fault { at: 0, lasting: true, kind: std::io::ErrorKind::StorageFull }));
    let mut window = Window::open(Path::new("data"), None, disk.clone());
    window.play();
    let journal = "The journal of the game cannot be written: ";
    window.until("the message", |w| w.said(journal) > 0);
    assert_eq!(window.play_state().saved, Saved::Never, "that the journal failed says nothing of a file");
    window.press(Modifiers::COMMAND, Key::R);
    window.press(Modifiers::COMMAND, Key::S);
    let file = "Not saved: data/games/meridian.countersign was not written: the disk is full. ";
    window.until("the message", |w| w.said(file) > 0);
    assert!(window.has(file), "the bar says all of it to who listens");
    assert_eq!(window.said(journal), 1, "once, and not with every click");
    assert_eq!(window.turn_and_drafts().0, 3, "the game is still there");
    disk.fail(None);
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the journal", |w| w.play_state().no_journal.is_none());
    assert!(matches!(window.play_state().saved, Saved::Failed(_)), "a journal is no file");
    assert_eq!(window.said("The journal of the game is written again."), 1);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.play_state().saved == Saved::OnDisk);
}

/// The data folder on a stick that is pulled out and comes back.
#[test]
fn a_stick_that_is_pulled_out_is_told_and_the_game_goes_on() {
    let disk = Arc::new(Fragile::default());
    let mut window = Window::open(Path::new("data"), None, disk.clone());
    window.play_and_save();
    disk.fail(Some(Fault { at: 0, lasting: true, kind: std::io::ErrorKind::NotFound }));
    window.press(Modifiers::COMMAND, Key::R);
    for times in 1..=2 {
        window.press(Modifiers::COMMAND, Key::S);
        let file = "Not saved: data/games/meridian.countersign was not written: its folder is not there. ";
        window.until("the message", |w| w.said(file) == times);
        assert!(matches!(window.play_state().saved, Saved::Failed(_)));
    }
    assert_eq!(window.turn_and_drafts().0, 3, "the game is still there");
    disk.fail(None);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.play_state().saved == Saved::OnDisk);
}

/// A game that is saved to a slow drive and left, and another one that is on the table when the drive answers.
#[test]
fn a_late_answer_about_a_game_is_not_about_the_next_one() {
    for (then, words) in [(Now::Works, "Saved as meridian.countersign."), (Now::Fails, "The game that you left is not saved: ")] {
        let drive = Arc::new(Slow::default());
        let mut window = Window::open(Path::new("data"), None, drive.clone());
        window.play();
        drive.is(Now::Stuck);
        window.press(Modifiers::COMMAND, Key::S);
        window.ask(Intent::Run(CommandId::Home));
        window.click("Leave");
        window.click("Start");
        drive.is(then);
        window.until("the answer", |w| w.said(words) > 0);
        assert_eq!(window.play_state().path, None, "the game on the table has no file");
        assert_eq!(window.play_state().saved, Saved::Never);
    }
}

#[test]
fn a_file_that_takes_its_time_can_be_let_go() {
    let drive = Arc::new(Slow::default());
    let mut window = Window::open(Path::new("data"), None, drive.clone());
    window.play_and_save();
    let file = Path::new("data/games/meridian.countersign");
    window.ask(Intent::Run(CommandId::Home));
    drive.is(Now::Stuck);
    window.ask(Intent::Open(file.to_owned()));
    window.until("the question", |w| w.has("Opening meridian.countersign…"));
    window.click("Stop");
    assert_eq!(window.desk().workspace().dialog, None);
    drive.is(Now::Works);
    // The answer comes before that of what is asked next.
    window.click("Start");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::R);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the other file", |w| w.said("Saved as meridian-2.countersign.") > 0);
    assert_eq!(window.turn_and_drafts().0, 2, "what was started is on the table");
    let mut other = Window::open(Path::new("data"), Some(file.to_owned()), drive);
    other.until("the game", |w| w.turn_and_drafts().0 == 2);
}

/// While a file is read somebody plays on: that is not lost unasked.
#[test]
fn what_is_played_while_a_file_opens_is_asked_about() {
    let drive = Arc::new(Slow::default());
    let mut window = Window::open(Path::new("data"), None, drive.clone());
    window.play_and_save();
    drive.is(Now::Stuck);
    window.ask(Intent::Open(PathBuf::from("data/games/meridian.countersign")));
    assert!(matches!(window.desk().workspace().dialog, Some(Dialog::Opening { .. })));
    window.ask(Intent::Run(CommandId::Resolve));
    assert_eq!(window.turn_and_drafts().0, 3);
    drive.is(Now::Works);
    window.until("the question", |w| matches!(w.desk().workspace().dialog, Some(Dialog::Leave(_))));
    assert_eq!(window.turn_and_drafts().0, 3, "the turn is still there");
}

#[test]
fn a_game_is_open_in_one_window_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = Window::on_disk(folder.path());
    one.play();
    one.press(Modifiers::COMMAND, Key::S);
    one.until("the file", |w| w.has("Saved"));
    let file = folder.path().join("games/meridian.countersign");
    let mut other = Window::open(folder.path(), Some(file.clone()), Arc::new(Disk));
    other.until("the refusal", |w| w.has("is open in another window"));
    drop(one);
    let mut other = Window::open(folder.path(), Some(file), Arc::new(Disk));
    other.until("the game", |w| w.turn_and_drafts().0 == 2);
}

#[test]
fn a_file_that_was_changed_outside_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Window::on_disk(folder.path());
    window.play_and_save();
    let file = folder.path().join("games/meridian.countersign");
    std::fs::write(&file, "somebody else's").expect("the folder can be written");
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the turn", |w| w.turn_and_drafts().0 == 3);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the message", |w| w.has("Another program has changed"));
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "somebody else's");
}
