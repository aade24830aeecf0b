//! What changes the turn: what holds it back, and what it says of itself.

use countersign::ui::state::workspace::Dialog;
use egui::{Key, Modifiers};

use super::*;

#[test]
fn nothing_that_lies_over_the_board_lets_the_turn_be_changed() {
    let mut window = Window::open(None);
    window.click("Start");
    assert!(window.has_briefing(), "a new game opens with its briefing");
    let held = [(Modifiers::COMMAND, Key::R), (Modifiers::COMMAND, Key::Z), (Modifiers::COMMAND, Key::Enter)];
    for (modifiers, key) in held {
        window.press(modifiers, key);
        assert!(window.has_briefing(), "{key:?} leaves the page where it is");
        assert_eq!((window.turn(), window.drafts()), (1, 0), "{key:?} changes nothing");
    }
    assert!(window.has("Resolve turn: Close what lies over the board first (Esc)."), "and it says why");
    window.read_briefing();
    window.resolve();
    assert_eq!(window.turn(), 2, "the board is free");

    window.press(Modifiers::COMMAND, Key::Comma);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.turn(), 2, "no turn is taken back behind the settings");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::D);
    assert!(window.has("Your decision"));
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!(window.turn(), 2, "nor is one played over a decision that is half made");
    assert!(window.has("Resolve turn: A decision is being made"));
}

#[test]
fn resolving_an_earlier_turn_says_that_it_begins_a_branch() {
    let mut window = Window::open(None);
    window.start();
    assert!(!window.has("Resolve as a new branch"));
    window.resolve();
    window.resolve();
    window.press(Modifiers::NONE, Key::Comma);
    assert_eq!(window.turn(), 2);
    window.hover("Resolve as a new branch");
    assert!(window.has("Resolving from here opens a branch that is marked"), "and the tip says what that means");
    window.click("Resolve as a new branch");
    window.until("the turn", |w| w.turn() == 3);
    assert!(window.has("1 other branch"));
    assert!(!window.has("Resolve as a new branch"), "at the end of the branch one goes on as ever");
}

impl Window {
    fn has_briefing(&self) -> bool {
        matches!(self.desk().workspace().dialog, Some(Dialog::Page { .. }))
    }

    /// Rests the pointer on what is called so.
    fn hover(&mut self, label: &str) {
        let node = self.harness.query_all_by_label(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).hover();
        self.settle();
    }
}

#[test]
fn a_game_of_older_rules_is_read_in_words() {
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/rules1-14-meridian.countersign");
    let mut window = Window::open(Some(old));
    window.until("the page", Window::has_briefing);
    let Some(Dialog::Page { title, text, .. }) = &window.desk().workspace().dialog else { panic!("it is a page") };
    assert_eq!(title, "Meridian, saved as rules1-14-meridian.countersign: to read");
    assert!(window.has("This game was played with rules 1"), "it says which versions");
    assert!(window.has("What you can do with it"));
    assert!(text.contains("Claverne approves") && !text.contains("seat:"), "orders are told in words: {text}");
}

/// What an older program played can be gone on with: its orders are played by today's rules, as a game that no file has yet.
#[test]
fn a_game_of_older_rules_is_played_on_as_a_new_one() {
    use countersign::ui::state::workspace::Saved;
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old.countersign");
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1/rules1-14-meridian.countersign");
    std::fs::copy(golden, &old).expect("it can be copied");
    let before = std::fs::read(&old).expect("it is there");
    let mut window = Window::open(Some(old.clone()));
    window.until("the page", Window::has_briefing);
    window.click(&format!("Play its orders by rules {}", countersign::rules::RULES_VERSION));
    window.until("the game", |w| w.desk().workspace().play.is_some());
    let play = window.desk().workspace().play.as_ref().expect("a game");
    assert!(play.game.nodes().len() > 2, "its turns are there");
    assert!(play.path.is_none() && play.saved == Saved::Never, "it is no file's");
    assert_eq!(std::fs::read(&old).expect("it is there"), before, "the file stays as it is");
}

#[test]
fn a_seat_is_picked_knowing_what_it_is_and_wants() {
    let mut window = Window::open(None);
    window.click_containing("as Claverne");
    assert!(window.has("Claverne. Exporter. Integrity of at least 70 at the end."), "on the first screen");
    assert!(window.has("the facilitator. Leads the game"));
    window.press(Modifiers::NONE, Key::Escape);
    window.start();
    window.click_containing("Playing Claverne");
    assert!(window.has("Claverne. Exporter. Integrity of at least 70 at the end."), "and at the table");
    assert!(window.has("Orsany. Rival"), "of the others, what they are");
}

#[test]
fn the_clock_of_a_turn_is_started_stopped_and_put_away() {
    use countersign::ui::state::clock::{Clock, ClockAsk};
    use countersign::ui::state::intents::Intent;
    let clock = |w: &Window| w.desk().workspace().clock;
    let mut window = Window::open(None);
    window.start();
    assert!(clock(&window).is_none(), "nobody is timed who does not want to be");
    window.press(Modifiers::NONE, Key::F7);
    assert!(clock(&window).is_some_and(|clock| clock.running()));
    assert!(window.has("left in this turn"), "the time stands in the bar");
    window.press(Modifiers::NONE, Key::F7);
    assert!(clock(&window).is_some_and(|clock| !clock.running()));
    assert!(window.has("the clock stands"));
    window.ask(Intent::Clock(ClockAsk::Set(2)));
    window.resolve();
    let now = clock(&window).expect("it is still there");
    assert!(!now.running() && Clock::shown(now.seconds()) == "2:00", "the next turn has its whole time");
    window.ask(Intent::Clock(ClockAsk::Away));
    assert!(!window.has("left in this turn"));
}
