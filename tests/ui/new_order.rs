//! The menu of orders, by label; and what of the desk is kept in the file.

use countersign::report::{Context, headline, headlines};
use countersign::rules::order::{OrderKind, Seat};
use countersign::rules::view::Viewer;
use countersign::session::Place;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::workspace::{Dialog, Play};

use super::*;

fn at_table(window: &Window) -> &Play {
    window.desk().workspace().play.as_ref().expect("a game is on the table")
}

fn is_open(window: &Window) -> bool {
    matches!(window.desk().workspace().dialog, Some(Dialog::NewOrder(_)))
}

#[test]
fn an_order_is_found_and_drafted_from_the_tray() {
    let mut window = Window::open(None);
    window.start();
    window.click("New order");
    assert!(is_open(&window));
    assert!(window.has("Licensing regime"));
    assert!(window.has("Toward a partner"));
    assert!(window.has("Put an embargo on a state, ") && !window.has("Put an embargo on Tarvel"), "acts stand for their orders");
    window.click_act("Put an embargo on a state");
    assert!(window.has("Put an embargo on Tarvel"), "and open to them");
    window.type_text("exercise haldry");
    assert!(!window.has("Put an embargo on Tarvel"), "what does not match is gone");
    assert!(window.has("Costs"), "the price stands in words");
    window.click("Draft as it stands: Hold a joint exercise with Haldry");
    assert!(!is_open(&window));
    let drafted = at_table(&window).drafts.first().map(|order| order.kind.clone());
    assert!(matches!(drafted, Some(OrderKind::Toward(..))));
    window.resolve();
    assert_eq!(window.drafts(), 0, "it was legal and was played");
}

#[test]
fn the_key_that_drafts_drafts_the_open_order_or_says_what_is_missing() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(is_open(&window) && window.drafts() == 0);
    assert!(window.has(countersign::text::text("new_order.none_open")));
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(!is_open(&window));
    let drafted = at_table(&window).drafts.first().map(|order| order.kind.clone());
    assert!(matches!(drafted, Some(OrderKind::Toward(..))));
}

impl Window {
    fn click_act(&mut self, name: &str) {
        let begin = format!("{name}, ");
        let node = self.harness.query_all_by_label_contains(&begin).next();
        node.unwrap_or_else(|| panic!("no act is called {name}")).click();
        self.settle();
    }
}

#[test]
fn an_order_is_found_and_drafted_with_the_keyboard_alone() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(is_open(&window), "Enter on an act opens it");
    let shown = window.harness.query_all_by_label_contains("Draft as it stands: ").count();
    window.press(Modifiers::NONE, Key::Enter);
    let shut = window.harness.query_all_by_label_contains("Draft as it stands: ").count();
    assert!(shut < shown, "and shuts it again: {shut} of {shown}");
    window.type_text("sustain haldry");
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::ArrowUp);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(is_open(&window) && window.has("Add to drafted orders"), "Enter opens what is marked");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(!is_open(&window), "what is marked is drafted");
    let drafted = at_table(&window).drafts.first().map(|order| order.kind.clone());
    assert!(matches!(drafted, Some(OrderKind::Toward(..))), "{drafted:?}");
}

#[test]
fn what_cannot_be_given_says_why_and_is_not_drafted() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    window.click("Draft as it stands: Hold a joint exercise with Haldry");
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    assert!(window.has("Not available"), "the same order cannot be given twice");
    let twice = window.harness.query_all_by_label("Draft as it stands: Hold a joint exercise with Haldry").next().is_none();
    assert!(twice, "and no button offers it");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window), "Escape closes the menu");
    assert_eq!(window.drafts(), 1);
}

#[test]
fn the_facilitator_has_orders_of_its_own() {
    let mut window = Window::open(None);
    window.start();
    window.ask(Intent::Sit(None));
    window.press(Modifiers::COMMAND, Key::N);
    assert!(window.has("Leading the game"));
    window.type_text("pause");
    let node = window.harness.query_all_by_label_contains("Draft as it stands: ").next().expect("a pause is offered");
    node.click();
    window.settle();
    assert_eq!(at_table(&window).drafts.first().map(|order| order.seat), Some(Seat::Facilitator));
}

#[test]
fn places_and_drafts_are_kept_in_the_file() {
    let mut window = Window::open(None);
    window.start();
    let haldry = at_table(&window).game.setting().state("Haldry").expect("Meridian has Haldry");
    let (first, second) = (Place { x: 1_200, y: 3_400 }, Place { x: 9_000, y: 100 });
    window.ask(Intent::Place(vec![(haldry, Some(first))]));
    window.ask(Intent::Place(vec![(haldry, Some(second))]));
    window.press(Modifiers::COMMAND, Key::Z);
    window.draft_first_request();
    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.has("Saved"));
    let drafts = at_table(&window).drafts.clone();
    let file = window.folder.path().join("games/meridian.countersign");
    let mut again = Window::open(Some(file));
    again.until("the opened game", |w| w.turn() == 1);
    assert_eq!(at_table(&again).positions.of(haldry), Some(first), "the move that was taken back is not kept");
    assert_eq!(at_table(&again).drafts, drafts);
}

#[test]
fn a_row_opens_to_its_reasons_and_a_draft_opens_again() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    window.click_containing("Hold a joint exercise with Haldry. ");
    assert!(window.drafts() == 0 && window.has("Everybody reads this"), "a click opens, and drafts nothing");
    window.click("Everybody reads this");
    window.type_text("We train together.");
    window.click("Add to drafted orders");
    assert!(!is_open(&window));
    let reason = |w: &Window| at_table(w).drafts.first().map(|order| order.public_reason.clone());
    assert_eq!(reason(&window).as_deref(), Some("We train together."));
    window.ask(Intent::Reopen(0));
    assert!(is_open(&window) && window.has("Change the drafted order"));
    window.click("Everybody reads this");
    window.press(Modifiers::COMMAND, Key::A);
    window.type_text("As every year.");
    window.click("Change the drafted order");
    assert_eq!((window.drafts(), reason(&window).as_deref()), (1, Some("As every year.")));
}

fn menu(window: &Window) -> &countersign::ui::panels::new_order::NewOrder {
    match &window.desk().workspace().dialog {
        Some(Dialog::NewOrder(menu)) => menu,
        _ => panic!("the menu is open"),
    }
}

impl Window {
    fn until_previewed(&mut self) {
        self.until("the futures of the order", |w| menu(w).preview.fresh() && menu(w).preview.running().is_none());
    }
}

#[test]
fn an_opened_order_shows_what_it_would_do() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    assert!(window.has("Choose an order."));
    window.type_text("embargo tarvel");
    window.click_containing("Put an embargo on Tarvel. ");
    window.until_previewed();
    assert!(window.has("What it would do") && window.has("Without it") && window.has("64 futures"));
    let answer = menu(&window).preview.answer().expect("an answer").clone();
    assert_eq!(answer.len(), 2, "without it and with it");
    assert!(answer[0] != answer[1], "an embargo matters");
    assert!(window.has("Reliability of Claverne for Tarvel, now "), "for whom it matters");
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.drafts(), 0);
}

#[test]
fn what_has_a_choice_is_opened_and_what_has_none_is_drafted_by_its_sign() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("embargo tarvel");
    window.click("Choose and draft: Put an embargo on Tarvel");
    assert!(is_open(&window) && window.drafts() == 0 && window.has("Part withheld"));
    window.click("Add to drafted orders");
    assert!(!is_open(&window) && window.drafts() == 1);
}

/// Who leads the game tells what is in no deck, rules on moves, and sets numbers: by hand, with the numbers found by their names.
#[test]
fn the_facilitator_writes_events_and_sets_numbers() {
    use countersign::rules::order::FacilitatorOrder;
    use countersign::rules::setting::CardEffect;
    let mut window = Window::open(None);
    window.start();
    window.ask(Intent::Sit(None));
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("own event");
    window.click("Choose and draft: Tell the event “News”");
    window.click("It changes a number: by its name");
    window.type_text("alignment haldry claverne");
    window.click_containing("Alignment of ");
    window.click("Add to drafted orders");
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("set a number");
    window.click_containing("Choose and draft: Set ");
    window.click("Another number, by its name");
    window.type_text("budget tarvel");
    window.click_containing("udget of Tarvel");
    window.click("Add to drafted orders");
    let drafts = at_table(&window).drafts.clone();
    let written = drafts.iter().any(|order| match &order.kind {
        OrderKind::Facilitate(FacilitatorOrder::Write { title, effects }) => {
            title == "News" && matches!(effects[..], [CardEffect::Change(..)])
        }
        _ => false,
    });
    let set = drafts.iter().any(|order| matches!(order.kind, OrderKind::Facilitate(FacilitatorOrder::Override { .. })));
    assert!(written && set, "{drafts:?}");
    window.resolve();
    // What is told is news to every seat and to the room; what is set stands in the ledger alone.
    let game = &at_table(&window).game;
    for viewer in [Viewer::Facilitator, Viewer::Seat(game.setting().states.ids().next().expect("a state")), Viewer::Room] {
        let context = Context::of(game.now(), viewer);
        let told = headlines::told(&game.now().ledger, context);
        let words: Vec<String> = told.map(|news| headline(game.setting(), context, news, &game.now().ledger)).collect();
        assert!(words.iter().any(|line| line.contains("“News”")), "{viewer:?}: {words:?}");
        assert!(!words.iter().any(|line| line.contains("The facilitator sets")), "{viewer:?}: {words:?}");
    }
}

#[test]
fn what_was_written_into_an_order_is_there_again_until_it_is_drafted() {
    let mut window = Window::open(None);
    window.start();
    let open = |window: &mut Window| {
        window.press(Modifiers::COMMAND, Key::N);
        window.type_text("exercise haldry");
        window.click_containing("Hold a joint exercise with Haldry. ");
    };
    open(&mut window);
    window.click("Everybody reads this");
    window.type_text("We train together.");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window) && window.drafts() == 0);
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    assert!(window.has("Begun, not drafted yet"));
    window.press(Modifiers::NONE, Key::Escape);
    open(&mut window);
    window.click("Add to drafted orders");
    let reason = at_table(&window).drafts.first().map(|order| order.public_reason.clone());
    assert_eq!(reason.as_deref(), Some("We train together."));
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise haldry");
    assert!(!window.has("Begun, not drafted yet"));
}

#[test]
fn an_event_is_chosen_and_says_when_it_would_come_by_itself() {
    let mut window = Window::open(None);
    window.start();
    window.ask(Intent::Sit(None));
    window.press(Modifiers::COMMAND, Key::N);
    for act in ["Fire an event, ", "Hold an event back, ", "Hand a state over, ", "Give political capital, "] {
        assert_eq!(window.harness.query_all_by_label_contains(act).count(), 1, "{act} is one line");
    }
    assert!(!window.has("Fire the event"), "until it is opened");
    window.click_act("Fire an event");
    assert!(window.has("Fire the event “The plenary”") && window.has("Comes by itself in turn "));
    window.click_containing("Fire the event “Shots on the Lakeline”. ");
    window.until_previewed();
    let answer = menu(&window).preview.answer().expect("whoever leads the game has previews, too");
    assert!(answer[0] != answer[1]);
}
