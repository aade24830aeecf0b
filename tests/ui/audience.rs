//! The window for the room: opened and closed by its key, it says what happened and holds nothing of a seat's own.

use egui::{Key, Modifiers};

use super::Window;

#[test]
fn the_room_reads_the_headline_the_turn_and_the_measures() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::NONE, Key::F9);
    assert!(window.has("for the room"), "the window has a title");
    assert!(window.has("Deterrence"), "the measures of the board");
    assert!(!window.has("What happened"), "nothing has happened yet");
    window.resolve();
    assert!(window.has("What happened"));
    window.press(Modifiers::NONE, Key::F4);
    assert!(window.has("How it came about"), "the story is told to the room, too");
    window.press(Modifiers::NONE, Key::F9);
    assert!(!window.has("for the room"), "the same key closes it");
}

#[test]
fn before_a_game_the_room_waits() {
    let mut window = Window::open(None);
    window.press(Modifiers::NONE, Key::F9);
    assert!(window.has("The game is about to begin."));
}
