//! *How good are these rules?*: the page is opened, played, read, sorted, stopped, and left for one of its cases.

use countersign::hindcast::calibration_cases;
use countersign::hindcast::replay::{FIRST_SEEDS, SEEDS};
use countersign::rules::order::{OrderKind, Seat};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::Window;

impl Window {
    fn place_of(&self, label: &str) -> f32 {
        let node = self.harness.query_all_by_label(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).rect().top()
    }
}

#[test]
fn the_rules_are_held_against_history_and_a_case_is_played() {
    let mut window = Window::open(None);
    window.press(Modifiers::SHIFT, Key::F1);
    assert!(window.has("What this cannot tell") && window.has("SIPRI"), "limits and credits are there from the start");
    window.until("the first figures", |w| w.desk().workspace().hindcast.seeds().is_some());
    let seeds = window.desk().workspace().hindcast.seeds();
    assert!(seeds == Some(FIRST_SEEDS) || seeds == Some(SEEDS));
    if window.desk().workspace().hindcast.is_playing() {
        assert!(window.has("of 57 cases done."));
        window.click("Stop");
        assert!(window.has("Play 200 futures a case"), "one can go on");
    }
    for words in ["These rules", "No change", "Churn alone", "Largest misses", "When nothing is decided", "for 44 cases"] {
        assert!(window.has(words), "{words}");
    }
    assert!(window.has("over 44 cases"), "the verdict is worked out");

    // Every measured case stands in the plot under its name.
    let measured = calibration_cases().expect("the table is readable").into_iter();
    for record in measured.filter(|r| r.outcome.as_ref().is_some_and(|o| o.shift.is_some())) {
        let label = format!("{} {}, ", record.case.recipient, record.case.year);
        assert!(window.has(&label), "{label}");
    }

    window.click("As a table");
    let (egypt, pakistan) = ("Egypt 1955: open as a game", "Pakistan 1965: open as a game");
    window.click("Sort by Case");
    assert!(window.place_of(egypt) < window.place_of(pakistan));
    window.click("Sort by Case");
    assert!(window.place_of(egypt) > window.place_of(pakistan), "a second click turns the order");

    window.click(pakistan);
    assert_eq!(window.turn(), 1, "the case is a game");
    assert!(window.has("How to try it"), "and it is said how another decision is tried");
    window.press(Modifiers::NONE, Key::Escape);
    let play = window.desk().workspace().play.as_ref().expect("a game is on the table");
    let seat = play.game.seat().expect("one sits where it was decided");
    assert!(play.drafts.iter().all(|order| order.seat == Seat::State(seat)));
    assert!(play.drafts.iter().any(|order| matches!(order.kind, OrderKind::Toward(..))), "with what history ordered");
    assert_eq!(play.game.scenario().history.len(), 2, "what was recorded is on the table with it");
    let history = "History: United States from 84 to 1.";
    assert!(window.has(history), "the plot below the board says what was recorded before anything is played");
    window.resolve();
    assert_eq!(window.turn(), 2, "and it can be played");
    window.ask(countersign::ui::state::intents::Intent::Run(countersign::ui::state::commands::CommandId::AllPlots));
    assert!(window.has("Orders of Pakistan from abroad, %") && window.has(history), "the page of plots begins with it");
    window.click("As a table");
    assert!(window.has("not recorded"), "the year of the decision has no record");
}

#[test]
fn the_page_lies_over_the_table_and_lets_go() {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    window.press(Modifiers::SHIFT, Key::F1);
    window.press(Modifiers::COMMAND, Key::R);
    assert_eq!(window.turn(), 1, "nothing is resolved behind it");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.desk().workspace().hindcast.is_open() && !window.desk().workspace().hindcast.is_playing());
    assert_eq!(window.drafts(), 1);
}

#[test]
fn drafts_are_asked_about_before_a_case_takes_their_place() {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    window.ask(countersign::ui::state::intents::Intent::Replay("PAK1965".to_owned()));
    assert!(window.has("Stay"), "it asks before it leaves");
    window.click("Stay");
    assert_eq!(window.drafts(), 1);
}
