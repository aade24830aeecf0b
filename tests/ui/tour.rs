//! The tour of *First licence*, bubble by bubble, as somebody takes it who never saw the window.

use countersign::scenario::Spot;
use countersign::ui::kit::spots;
use countersign::ui::panels::tour::TourView;
use countersign::ui::state::workspace::{Dialog, Selection, Tab};
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable;

use super::Window;

impl Window {
    fn bubble(&self) -> Option<usize> {
        self.desk().workspace().play.as_ref()?.tour.as_ref().map(|tour| tour.place() + 1)
    }

    fn pointed_at(&self, spot: Spot) -> bool {
        let tour = self.play().tour.as_ref();
        tour.and_then(|tour| tour.points_at(self.play())) == Some(spot)
    }

    fn hover_on(&mut self, label: &str) {
        self.harness.query_all_by_label_contains(label).next().expect("it is there").hover();
        self.settle();
    }

    fn box_of(&self, label: &str) -> Rect {
        self.harness.query_all_by_label_contains(label).next().unwrap_or_else(|| panic!("nothing says {label}")).rect()
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
    let bar = "Lussary, Air defence 1.6 = hardware 6.3 × crews 0.25; needs ";
    assert!(window.has(bar), "each bar says what it is made of");
    window.hover_on(bar);
    assert!(window.has("Rest the pointer on the first, air defence."));
    assert!(window.play().tour.as_ref().is_some_and(TourView::looked_at), "a bar is part of the state that is pointed at");
    assert_eq!(window.bubble(), Some(2), "what was looked at is read in peace");
    window.click("Next");
    window.click_containing("Lussary. Air defence");
    assert_eq!(window.bubble(), Some(4), "the open request leads on");
    assert!(window.has("Your published criteria say approve."));
    window.press(Modifiers::NONE, Key::Num1);
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
    window.press(Modifiers::NONE, Key::Num1);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.resolve();
    window.click("Why?");
    window.click("Go on");
    assert_eq!(window.bubble(), Some(8));
    assert!(window.play().page.is_none(), "back on the board");
    assert_eq!(window.play().selection, Selection::State(window.play().game.setting().state("Norrune").expect("Norrune")));
    window.until("the pale arrow", |w| w.has("Korvane would gain"));
    next(&mut window);
    assert_eq!(window.bubble(), Some(9));
    assert!(!window.has("What it would do"), "a guess is asked for before its answer is to be seen");
    window.click("Guess");
    assert_eq!(window.bubble(), Some(10), "the guess leads on");
    assert!(window.pointed_at(Spot::Request(window.state("Norrune"), window.state("Bravenne"))), "first the row in the in-tray");
    window.press(Modifiers::NONE, Key::D);
    assert!(window.pointed_at(Spot::Composer), "then what it opens");
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(10), "the turn is still to be resolved");
    window.resolve();
    assert_eq!(window.bubble(), Some(11));
    assert!(window.has("Denial"), "what is said is of the denial");
    assert!(window.has("You guessed −0.10. It was"), "the guess is compared with what came");
    window.click("Next");
    assert!(window.has("What Norrune believes of Bravenne"), "the curve is in the inspector");
    window.click("Next");
    window.press(Modifiers::NONE, Key::D);
    assert_eq!(window.bubble(), Some(14));
    window.press(Modifiers::NONE, Key::Num2);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.bubble(), Some(15));
    window.resolve();
    assert_eq!(window.bubble(), Some(16));
    assert_eq!(window.play().bottom.tab, Tab::Headlines);
    assert!(!window.has("You guessed"), "the guess was of the turn before");
    window.click("Next");
    assert_eq!(window.bubble(), Some(17));
    assert_eq!(window.play().bottom.tab, Tab::Plots);
    window.click("End the tour");
    assert_eq!(window.bubble(), None);
    assert!(window.play().game.over());
    again(&mut window);
}

/// What the last bubble names is there: the same game again, and the way to another.
fn again(window: &mut Window) {
    let luck = window.play().game.seed();
    for (button, same) in [("Play again", true), ("With other luck", false)] {
        while !window.play().game.over() {
            window.resolve();
        }
        window.click(button);
        window.click("Leave");
        assert_eq!((window.turn(), window.play().game.seed() == luck), (1, same), "{button}");
    }
    while !window.play().game.over() {
        window.resolve();
    }
    window.click("Choose a scenario");
    window.click("Leave");
    assert!(window.has("Start a seminar"));
}

#[test]
fn what_the_tour_names_is_called_so_on_the_screen() {
    let mut window = Window::open(None);
    window.tour();
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::F8);
    }
    window.press(Modifiers::NONE, Key::D);
    for control in ["Approve", "With conditions", "Deny", "What it would do"] {
        assert!(window.has(control), "{control}");
    }
    window.press(Modifiers::NONE, Key::Num2);
    for control in ["No re-transfer", "Total burden", "monitors end use"] {
        assert!(window.has(control), "{control}");
    }
}

#[test]
fn a_bubble_covers_neither_end_of_the_line_that_it_speaks_of() {
    let mut window = Window::open(None);
    window.tour();
    window.resolve();
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::F8);
    }
    assert_eq!(window.bubble(), Some(8));
    window.until("the pale arrow", |w| w.has("Korvane would gain"));
    let bubble = window.box_of("Tour, second part, 1 of");
    for thing in ["Korvane, rival", "Norrune, partner", "Korvane would gain"] {
        assert!(!bubble.intersects(window.box_of(thing)), "{thing} is under the bubble");
    }
}

#[test]
fn a_bubble_about_a_decision_stands_beside_it() {
    let mut window = Window::open(None);
    window.tour();
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::F8);
    }
    window.press(Modifiers::NONE, Key::D);
    assert_eq!(window.bubble(), Some(4));
    let bubble = window.box_of("Tour, 4 of");
    for thing in ["Your decision", "Reason for the record", "What it would do", "Recommended: approve"] {
        assert!(!bubble.intersects(window.box_of(thing)), "{thing} is under the bubble");
    }
    let decision = spots::found(&window.harness.ctx).expect("the decision is pointed at");
    assert!(!bubble.intersects(decision), "the bubble at {bubble} covers a part of {decision}");
}

#[test]
fn what_the_tour_costs_is_said_before_it_is_paid() {
    let mut window = Window::open(None);
    window.tour();
    window.resolve();
    window.click("Skip this step");
    assert!(window.has("Adds up:"), "who skips the question is shown the answer");
    assert!(window.has("unless you train her crews every year"));
    window.click("Go on");
    window.click("Next");
    window.click("Skip this step");
    assert!(window.has("It costs you the third objective"));
    window.press(Modifiers::NONE, Key::F8);
    assert_eq!((window.bubble(), window.turn()), (Some(11), 2));
    assert!(window.has("Resolve it first."), "a bubble does not tell what has not happened");
}

#[test]
fn a_bubble_about_a_request_leaves_its_state_in_sight() {
    let mut window = Window::open(None);
    window.tour();
    window.press(Modifiers::NONE, Key::F8);
    window.press(Modifiers::NONE, Key::F8);
    let bubble = window.box_of("Tour, 3 of");
    assert!(!bubble.intersects(window.box_of("Lussary, partner")), "the state that asks is under the bubble");
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
    window.press(Modifiers::NONE, Key::Num1);
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

#[test]
fn each_part_of_the_tour_counts_its_own_bubbles() {
    let mut window = Window::open(None);
    window.tour();
    window.resolve();
    window.press(Modifiers::NONE, Key::F8);
    let all = window.play().tour.as_ref().expect("the tour").steps().len();
    assert!(window.has("Tour, 7 of 7"));
    window.click("Go on");
    assert!(window.has(&format!("Tour, second part, 1 of {}", all - 7)), "no count grows while one goes on");
}

#[test]
fn the_tour_goes_on_by_return_and_says_its_key() {
    let mut window = Window::open(None);
    window.tour();
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.bubble(), Some(2), "the button that goes on has the focus");
    window.press(Modifiers::NONE, Key::Tab);
    let mut names = vec![window.focused()];
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::Tab);
        names.push(window.focused());
    }
    assert!(names.contains(&Some("Skip this step".to_owned())), "Tab leads through the bubble: {names:?}");
}

#[test]
fn at_twice_the_text_a_bubble_leaves_the_four_decisions_and_the_foot_in_sight() {
    let mut window = Window::sized(None, [640.0, 400.0]);
    window.tour();
    window.press(Modifiers::NONE, Key::F8);
    window.press(Modifiers::NONE, Key::F8);
    window.press(Modifiers::NONE, Key::D);
    let bubble = window.box_of("Tour, 4 of");
    for thing in ["Approve", "With conditions", "Defer", "Deny", "Discard", "Add to drafted orders"] {
        assert!(!bubble.intersects(window.box_of(thing)), "{thing} is under the bubble");
    }
}
