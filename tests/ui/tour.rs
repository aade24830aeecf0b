//! The tour of *First licence*, bubble by bubble, as somebody takes it who never saw the window.

use countersign::ui::state::workspace::{Dialog, Selection, Tab};
use egui::{Key, Modifiers};

use super::Window;

impl Window {
    fn bubble(&self) -> Option<usize> {
        self.desk().workspace().play.as_ref()?.tour.as_ref().map(|tour| tour.place() + 1)
    }

    fn tour(&mut self) {
        self.click("Take the tour");
        self.settle();
        assert_eq!(self.bubble(), Some(1));
    }
}

#[test]
fn the_first_seven_bubbles_are_one_decision() {
    let mut window = Window::open(None);
    window.tour();
    assert!(window.has("Tour, 1 of 7"));
    assert!(window.has("Five states."));
    window.click("Next");
    window.click_containing("Lussary, partner");
    assert_eq!(window.bubble(), Some(2), "what was looked at is read in peace");
    window.click("Next");
    window.click_containing("Lussary. Air defence");
    assert_eq!(window.bubble(), Some(4), "the open request leads on");
    assert!(window.has("Your published criteria say approve."));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(5), "so does the draft");
    window.resolve();
    assert_eq!(window.bubble(), Some(6), "so does the turn");
    window.click_containing("air defence: 2.5");
    assert_eq!(window.bubble(), Some(7), "so does the question");
    assert!(window.has("Adds up:"), "and its causes are there");
    assert!(window.has("Go on"), "the rest is offered");
    window.click("End the tour");
    assert_eq!(window.bubble(), None);
    assert!(window.has("the game is yours"));
    assert_eq!(window.turn(), 2, "the game goes on without it");
}

#[test]
fn the_whole_tour_is_taken_to_its_end() {
    let mut window = Window::open(None);
    window.tour();
    let next = |window: &mut Window| window.press(Modifiers::NONE, Key::F8);
    for _ in 0..2 {
        next(&mut window);
    }
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.resolve();
    window.click("Why?");
    window.click("Go on");
    assert_eq!(window.bubble(), Some(8));
    assert!(window.play().page.is_none(), "back on the board");
    assert_eq!(window.play().selection, Selection::State(window.play().game.setting().state("Norrune").expect("Norrune")));
    assert!(window.has("If denied, Korvane could take over orders of Norrune."), "the pale arrow is there");
    next(&mut window);
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(9), "the guess is still to be made");
    window.click("Guess");
    assert!(window.has("Your guess: −0.10."));
    window.resolve();
    assert_eq!(window.bubble(), Some(10));
    assert!(window.has("Denial"), "what is said is of the denial");
    assert!(window.has("You guessed −0.10. It was"), "the guess is compared with what came");
    window.click("Next");
    assert!(window.has("What Norrune believes of Bravenne"), "the curve is in the inspector");
    window.click("Next");
    window.press(Modifiers::NONE, Key::D);
    assert_eq!(window.bubble(), Some(13));
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(14));
    window.resolve();
    assert_eq!(window.bubble(), Some(15));
    assert_eq!(window.play().bottom.tab, Tab::Plots);
    window.click("End the tour");
    assert_eq!(window.bubble(), None);
    assert!(window.play().game.over());
}

#[test]
fn a_turn_that_is_taken_back_leads_the_tour_back() {
    let mut window = Window::open(None);
    window.tour();
    window.resolve();
    assert_eq!(window.bubble(), Some(6), "a turn without an answer leads on, too");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.turn(), 1);
    assert_eq!(window.bubble(), Some(5));
    window.click("Back");
    assert_eq!(window.bubble(), Some(4));
}

#[test]
fn a_step_is_skipped_and_gone_back_to() {
    let mut window = Window::open(None);
    window.tour();
    window.click("Next");
    window.click("Skip this step");
    window.click("Skip this step");
    assert_eq!(window.bubble(), Some(4), "what it waited for has not happened");
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(5));
    window.click("Back");
    assert_eq!(window.bubble(), Some(4), "what was done long ago does not lead on by itself");
    window.press(Modifiers::NONE, Key::Z);
    assert_eq!(window.bubble(), Some(4), "whatever else one does");
    window.press(Modifiers::SHIFT, Key::F8);
    assert_eq!(window.bubble(), Some(3), "and further back by key");
    window.press(Modifiers::NONE, Key::F8);
    assert_eq!(window.bubble(), Some(5), "and on again, past what has been done");
    window.resolve();
    assert_eq!(window.bubble(), Some(6), "the game leads on from there as ever");
}

#[test]
fn the_tour_is_left_and_taken_again() {
    let mut window = Window::open(None);
    window.tour();
    window.click("Leave the tour");
    assert_eq!(window.bubble(), None);
    window.draft_first_request();
    window.run_command("take the tour");
    assert!(matches!(window.desk().workspace().dialog, Some(Dialog::Leave(_))), "unsaved play is asked about");
    window.click("Leave");
    window.settle();
    assert_eq!(window.bubble(), Some(1));
    let file = window.folder.path().join("settings.ron");
    window.until("the settings", |_| std::fs::read_to_string(&file).is_ok_and(|text| text.contains("toured: true")));
}
