//! Commands and things by name, the sheet of keys, the messages.

use countersign::ui::state::commands;
use countersign::ui::state::workspace::{Dialog, Selection};
use egui::{Key, Modifiers};

use super::Window;

impl Window {
    /// Types into what has the focus.
    pub(super) fn type_text(&mut self, words: &str) {
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.settle();
    }

    /// Finds a command by its name and gives it.
    pub(super) fn run_command(&mut self, name: &str) {
        self.press(Modifiers::COMMAND, Key::P);
        self.type_text(name);
        self.press(Modifiers::NONE, Key::Enter);
    }

    fn dialog(&self) -> Option<&Dialog> {
        self.desk().workspace().dialog.as_ref()
    }
}

#[test]
fn a_command_is_found_by_name_and_given() {
    let mut window = Window::open(None);
    window.start();
    window.run_command("read the bri");
    assert!(matches!(window.dialog(), Some(Dialog::Page { .. })), "the briefing is open");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.dialog().is_none());
}

#[test]
fn what_cannot_be_done_now_says_why() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("redo");
    assert!(window.has("No turn was taken back."), "the reason stands beside the command");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(window.dialog(), Some(Dialog::Find(_))), "and nothing happens");
}

#[test]
fn search_leads_to_states_links_numbers_and_requests() {
    let mut window = Window::open(None);
    window.start();
    let play = |w: &Window| w.desk().workspace().play.as_ref().map(|p| (p.selection, p.composer.is_some()));
    window.press(Modifiers::COMMAND, Key::F);
    window.type_text("yendra");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(play(&window), Some((Selection::State(_), false))));
    window.press(Modifiers::COMMAND, Key::F);
    window.type_text("orsany supplies duvane");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(play(&window), Some((Selection::Link(..), false))));
    window.press(Modifiers::COMMAND, Key::F);
    window.type_text("haldry’s request");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(play(&window), Some((_, true))), "the request is open");
}

#[test]
fn arrows_walk_the_matches() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::F);
    let at = |w: &Window| match w.dialog() {
        Some(Dialog::Find(find)) => find.at,
        _ => usize::MAX,
    };
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(at(&window), 2);
    window.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(at(&window), 1);
    window.type_text("no such thing at all");
    assert!(window.has("Nothing is called “no such thing at all”."));
}

#[test]
fn the_sheet_of_keys_names_every_command_with_keys() {
    let mut window = Window::open(None);
    window.press(Modifiers::COMMAND, Key::Slash);
    for command in commands::ALL.iter().filter(|command| command.keys.is_some()) {
        let words = countersign::text::text(command.label);
        assert!(window.has(words), "{words} is on the sheet");
    }
}

#[test]
fn no_two_commands_share_a_key() {
    let mut taken = Vec::new();
    for command in commands::ALL {
        let Some(keys) = command.keys else { continue };
        assert!(!taken.contains(&keys), "{:?} has the keys of another", command.id);
        taken.push(keys);
    }
}

#[test]
fn what_was_said_can_be_read_again() {
    let mut window = Window::open(None);
    window.press(Modifiers::COMMAND, Key::M);
    assert!(window.has("Nothing has been said yet."));
    window.press(Modifiers::NONE, Key::Escape);
    window.start();
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.has("Saved as meridian.countersign."));
    window.click("Close the message");
    assert!(!window.has("Saved as meridian.countersign."));
    window.press(Modifiers::COMMAND, Key::M);
    assert!(window.has("Saved as meridian.countersign."), "the list keeps it");
}
