//! The window, by the labels that people and screen readers find: open, decide a request, resolve, read the headline, undo, save.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]

#[path = "ui/audience.rs"]
mod audience;
#[path = "ui/board.rs"]
mod board;
#[path = "ui/branches.rs"]
mod branches;
#[path = "common/mod.rs"]
mod common;
#[path = "ui/drafts.rs"]
mod drafts;
#[path = "ui/find.rs"]
mod find;
#[path = "ui/hand_in.rs"]
mod hand_in;
#[path = "ui/hindcast.rs"]
mod hindcast;
#[path = "ui/keyboard.rs"]
mod keyboard;
#[path = "ui/large.rs"]
mod large;
#[path = "ui/look.rs"]
mod look;
#[path = "ui/new_order.rs"]
mod new_order;
#[path = "ui/panels.rs"]
mod panels;
#[path = "ui/played.rs"]
mod played;
#[path = "ui/plots.rs"]
mod plots;
#[path = "ui/random.rs"]
mod random;
#[path = "ui/seats.rs"]
mod seats;
#[path = "ui/story.rs"]
mod story;
#[path = "ui/tour.rs"]
mod tour;
#[path = "ui/turn.rs"]
mod turn;
#[path = "ui/words.rs"]
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use countersign::report::{Context, headline};
use countersign::rules::ledger::Headline;
use countersign::session::save;
use countersign::session::storage::Disk;
use countersign::ui::Desk;
use countersign::ui::Options;
use countersign::ui::state::workspace::Dialog;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// A desk that is made with the first frame, in a folder of its own.
struct Bench {
    desk: Option<Desk>,
    data_dir: PathBuf,
    open: Option<PathBuf>,
}

struct Window {
    harness: Harness<'static, Bench>,
    folder: tempfile::TempDir,
}

impl Window {
    fn open(file: Option<PathBuf>) -> Self {
        Self::sized(file, [1280.0, 800.0])
    }

    fn sized(open: Option<PathBuf>, size: [f32; 2]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let bench = Bench { desk: None, data_dir: folder.path().to_path_buf(), open };
        let show = |ui: &mut egui::Ui, bench: &mut Bench| {
            let options = Options { open: bench.open.clone(), data_dir: Some(bench.data_dir.clone()) };
            let Some(desk) = &mut bench.desk else {
                // A frame has its style when it begins, so the desk is made in one and shown from the next.
                bench.desk = Some(Desk::new(ui.ctx(), options, Arc::new(Disk)));
                ui.ctx().request_repaint();
                return;
            };
            desk.logic(ui.ctx());
            desk.show(ui);
        };
        let harness = Harness::builder().with_size(size).build_ui_state(show, bench);
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    /// Frames until nothing asks for another.
    fn settle(&mut self) {
        self.harness.run_ok();
    }

    /// Frames until something off the frame has answered; a bounded number, so that a missing answer fails and does not hang.
    fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        for _ in 0..200_000 {
            self.harness.step();
            if done(self) {
                self.settle();
                return;
            }
            std::thread::yield_now();
        }
        panic!("waited in vain for {what}");
    }

    fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    fn click(&mut self, label: &str) {
        let node = self.harness.query_all_by_label(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        self.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn ask(&mut self, intent: countersign::ui::state::intents::Intent) {
        self.harness.state_mut().desk.as_mut().expect("the first frame made it").ask(intent);
        self.settle();
    }

    fn desk(&self) -> &Desk {
        self.harness.state().desk.as_ref().expect("the first frame made it")
    }

    fn turn(&self) -> u16 {
        self.desk().workspace().play.as_ref().map_or(0, |play| play.game.world().turn)
    }

    fn drafts(&self) -> usize {
        self.desk().workspace().play.as_ref().map_or(0, |play| play.drafts.len())
    }

    fn start(&mut self) {
        self.click("Start");
        assert_eq!(self.turn(), 1);
        self.read_briefing();
    }

    /// Closes the briefing with which a game opens.
    fn read_briefing(&mut self) {
        let open = |w: &Self| matches!(w.desk().workspace().dialog, Some(Dialog::Page { .. }));
        assert!(open(self), "a new game opens with its briefing");
        self.press(Modifiers::NONE, Key::Escape);
        assert!(!open(self), "and it is closed by a key");
    }

    fn draft_first_request(&mut self) {
        self.press(Modifiers::NONE, Key::D);
        assert!(self.has("Your decision"), "the composer is open");
        self.press(Modifiers::COMMAND, Key::Enter);
        assert!(self.drafts() == 0 && self.has("No decision is chosen yet"), "nobody decides by a slip");
        self.press(Modifiers::NONE, Key::Num4);
        self.press(Modifiers::COMMAND, Key::Enter);
        assert!(self.drafts() == 0 && self.has("A denial needs a ground"), "nor does anybody name a ground by a slip");
        self.press(Modifiers::NONE, Key::Num6);
        self.press(Modifiers::COMMAND, Key::Enter);
        assert_eq!(self.drafts(), 1);
    }

    fn resolve(&mut self) {
        let before = self.turn();
        self.press(Modifiers::COMMAND, Key::R);
        self.until("the turn", |w| w.turn() == before + 1);
    }
}

#[test]
fn home_offers_the_bundled_scenario() {
    let window = Window::open(None);
    assert!(window.has("Meridian"));
    assert!(window.has("Start"));
    assert!(window.has("Games that you save appear here."));
}

#[test]
fn the_main_path_of_a_seminar() {
    let mut window = Window::open(None);
    window.start();
    assert!(window.has("In-tray"));
    window.draft_first_request();
    window.resolve();
    let play = window.desk().workspace().play.as_ref().expect("a game is on the table");
    let (node, setting) = (play.game.now(), play.game.setting());
    let of_seat = |news: &Headline| headline(setting, Context::of(node, play.game.viewer()), news, &node.ledger);
    let told: Vec<String> = node.ledger.headlines.iter().map(of_seat).collect();
    assert!(told.iter().any(|words| window.has(words)), "the headlines of the turn are on the screen: {told:?}");

    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.turn(), 1, "undo returns to before");
    assert_eq!(window.drafts(), 1, "with the orders as drafts");

    window.resolve();
    window.press(Modifiers::COMMAND, Key::S);
    let file = window.folder.path().join("games/meridian.countersign");
    window.until("the file", |w| w.has("Saved"));
    let text = std::fs::read_to_string(&file).expect("it said that it is saved");
    let loaded = save::load(&text, "meridian.countersign").expect("what was saved opens");
    let play = window.desk().workspace().play.as_ref().expect("a game is on the table");
    assert_eq!(loaded.now().digest, play.game.now().digest);

    let mut again = Window::open(Some(file));
    again.until("the opened game", |w| w.turn() == 2);
}

/// A file as the desktop hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

#[test]
fn a_file_that_is_dropped_on_the_window_opens() {
    let bundled = countersign::scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = countersign::scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let game = countersign::session::Game::new(Arc::new(scenario), countersign::rules::draws::Seed(4), None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dropped.countersign");
    std::fs::write(&path, save::save(&game)).expect("the folder can be written");
    let mut window = Window::open(None);
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.until("the dropped game", |w| w.turn() == 1);
}

#[test]
fn save_as_takes_a_typed_path() {
    let mut window = Window::open(None);
    window.start();
    window.resolve();
    let ask = |window: &mut Window| {
        window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
        window.until("the question where to", |w| matches!(w.desk().workspace().dialog, Some(Dialog::Path(..))));
    };
    ask(&mut window);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.desk().workspace().dialog.is_none(), "Escape lets go");
    ask(&mut window);
    let file = window.folder.path().join("a folder/typed");
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text(&file.display().to_string());
    window.click("Save");
    window.until("the file", |w| w.has("Saved as typed.countersign."));
    let text = std::fs::read_to_string(file.with_extension("countersign")).expect("it said that it is saved");
    assert_eq!(save::load(&text, "typed").expect("what was saved opens").world().turn, 2);
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the same file again", |w| w.desk().workspace().messages.latest_first().count() > 1);
    assert_eq!(
        window.desk().workspace().play.as_ref().and_then(|play| play.path.clone()),
        Some(file.with_extension("countersign"))
    );
}

#[test]
fn a_seated_exporter_answers_harms_by_its_own_orders() {
    use countersign::rules::world::Posture;
    let mut window = Window::open(None);
    window.start();
    window.resolve();
    let play = window.desk().workspace().play.as_ref().expect("a game is on the table");
    let seat = play.game.seat().expect("Claverne is offered");
    assert_eq!(play.game.world().posture(seat), Posture::ByOrder);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.drafts(), 0, "that is no draft of theirs");
}

#[test]
fn every_state_of_the_board_has_a_sentence() {
    let mut window = Window::open(None);
    window.start();
    for name in [
        "Claverne", "Mercady", "Orsany", "Haldry", "Pendara", "Tarvel", "Duvane", "Wendamar", "Jaspera", "Ferrow", "Istmere",
        "Yendra",
    ] {
        let sentence = format!("{name}, ");
        assert!(window.has(&sentence), "{name} is in the accessibility tree");
    }
    assert!(window.has("Orsany supplies Duvane"), "links are, too");
}

#[test]
fn the_way_back_to_another_branch_is_on_the_strip_of_turns() {
    let mut window = Window::open(None);
    window.start();
    window.resolve();
    window.resolve();
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(!window.has("other branch"), "what was taken back is ahead on the line");
    window.draft_first_request();
    window.resolve();
    assert!(window.has("1 other branch"));
    window.click("Branch A from turn 1, at turn 3");
    assert_eq!(window.turn(), 3, "back on the first way");
}

#[test]
fn leaving_with_unsaved_play_asks() {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    window.press(Modifiers::COMMAND, Key::Q);
    assert!(window.has("Stay"), "it asks before it leaves");
    window.click("Stay");
    assert_eq!(window.drafts(), 1);
}

#[test]
fn themes_and_text_sizes_change_by_key() {
    let mut window = Window::open(None);
    let theme = window.desk().workspace().settings.theme;
    window.press(Modifiers::COMMAND, Key::T);
    assert_ne!(window.desk().workspace().settings.theme, theme);
    let size = window.desk().workspace().settings.text_size;
    window.press(Modifiers::COMMAND, Key::Plus);
    assert!(window.desk().workspace().settings.text_size > size);
}

#[test]
fn a_small_window_still_works() {
    let mut window = Window::sized(None, [860.0, 600.0]);
    window.start();
    window.draft_first_request();
    window.resolve();
    assert_eq!(window.turn(), 2);
}

#[test]
fn a_scenario_with_errors_says_how_many_and_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("strait.ron");
    let text = common::scenario(5, 2, 1, 2, 2).replace("governance: 0.6", "governance: 6.0");
    let first = text.lines().position(|line| line.contains("governance: 6.0")).map_or(0, |place| place + 1);
    std::fs::write(&path, text).expect("the folder can be written");
    let mut window = Window::open(Some(path));
    window.until("the message", |w| w.has("5 problems in strait.ron. Nothing was loaded."));
    assert!(window.has(&format!("Line {first}, column ")), "with line and column");
    assert_eq!(window.turn(), 0);
}

#[test]
fn a_save_that_fails_says_so_and_offers_another_place() {
    let mut window = Window::open(None);
    window.start();
    std::fs::write(window.folder.path().join("games"), "a file where the folder of games should be").expect("it can be written");
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the message", |w| w.has("Your game is safe in memory."));
    assert!(window.has("Not saved: "), "with the reason");
    window.click("Save as…");
    window.until("the question where to", |w| w.desk().workspace().dialog.is_some());
}

#[test]
fn a_path_is_typed_on_behind_the_folder_and_can_be_cancelled() {
    let mut window = Window::open(None);
    for _ in 0..2 {
        window.press(Modifiers::COMMAND, Key::O);
        window.type_text("none.ron");
        let Some(Dialog::Path(_, typed)) = &window.desk().workspace().dialog else { panic!("a path is asked for") };
        assert!(typed.ends_with("games/none.ron"), "{typed}");
        window.press(Modifiers::NONE, Key::Home);
        window.click("Cancel");
        assert!(window.desk().workspace().dialog.is_none());
    }
    window.press(Modifiers::COMMAND, Key::O);
    window.type_text("none.ron");
    window.click("Open");
    window.until("the answer", |w| w.has("none.ron cannot be opened"));
    assert!(window.has("Look for it under another name or in another folder."), "and what to do");
}

#[test]
fn a_file_that_does_not_open_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.countersign");
    std::fs::write(&path, "(format: 1").expect("the folder can be written");
    let mut window = Window::open(Some(path));
    window.until("the message", |w| w.has("broken.countersign"));
    assert_eq!(window.turn(), 0);
}
