//! Handing in: the copy, its words, and what they promise.

use countersign::session::save;
use countersign::ui::state::workspace::Dialog;
use egui::{Key, Modifiers};

use super::*;

#[test]
fn a_game_is_handed_in_with_the_words_that_verify_tells() {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    window.resolve();
    window.press(Modifiers::COMMAND, Key::E);
    let words = save::head_hash(&window.desk().workspace().play.as_ref().expect("a game").game).words();
    assert_eq!(words.split(' ').count(), 8);
    assert!(window.has(&words), "they are on the screen, in one piece for who listens");
    assert!(window.has("up to the start of turn 2"), "and say what they stand for");
    assert!(window.has("write them on the whiteboard"));
    window.until("the copy", |w| w.has("Saved: "));

    let folder = window.folder.path().join("handed-in");
    let files: Vec<_> = std::fs::read_dir(&folder).expect("there is a folder").flatten().collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(files[0].path()).expect("it can be read");
    let loaded = save::load(&text, "handed in").expect("it opens");
    assert_eq!(save::head_hash(&loaded).words(), words, "whoever opens it finds the same words");

    window.click("Copy the words");
    window.click("What the words can promise, and what they cannot");
    assert!(matches!(window.desk().workspace().dialog, Some(Dialog::Rulebook(_))));
    assert!(window.has("A saved game is evidence of what was played."), "the page on handing in is open");
}

#[test]
fn handing_in_is_in_the_menu_the_palette_and_the_sheet_of_keys() {
    let mut window = Window::open(None);
    window.start();
    window.click("Menu");
    assert!(window.has("Hand in…"));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Slash);
    assert!(window.has("Hand in…"), "the sheet of keys has it");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::P);
    window.type_text("hand in");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("The eight words of this game"));
}
