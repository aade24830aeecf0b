//! Who sits where: what the page tells whom, and how a state is handed over.

use countersign::rules::order::{FacilitatorOrder, OrderKind, Player, Policy};
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::Page;
use egui::{Key, Modifiers};

use super::Window;

/// Whoever leads the game hands a state over on the page: an order like any other, which the next turn carries out.
#[test]
fn a_state_is_handed_over_on_the_page_of_seats() {
    let mut window = Window::open(None);
    window.start();
    window.ask(Intent::Sit(None));
    window.press(Modifiers::SHIFT, Key::F2);
    assert!(matches!(window.play().page, Some(Page::Seats)));
    let setting = window.play().game.setting();
    let haldry = setting.state("Haldry").expect("Haldry is in Meridian");
    window.click("Haldry is played by: The computer (loyal)");
    window.click_containing("A standing policy (deny everything)");
    let seating = |window: &Window| {
        let drafts = window.play().drafts.iter();
        let found = drafts.filter_map(|order| match order.kind {
            OrderKind::Facilitate(FacilitatorOrder::Seat { state, player }) => Some((state, player)),
            _ => None,
        });
        found.collect::<Vec<_>>()
    };
    assert_eq!(seating(&window), [(haldry, Player::Policy(Policy::DenyAll))]);
    assert!(window.has("until now: the computer"));

    // Another choice takes the place of the first, and the one that is in force needs no order.
    window.click("Haldry is played by: A standing policy (deny everything)");
    window.click_containing("A computer player (hedging)");
    assert_eq!(seating(&window).len(), 1);
    window.click("Haldry is played by: A computer player (hedging)");
    window.click_containing("The computer (loyal). As the scenario");
    assert_eq!(seating(&window), []);

    window.click("Haldry is played by: The computer (loyal)");
    window.click_containing("People. Nothing happens by itself");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the turn", |w| w.turn() == 2);
    assert_eq!(window.play().game.world().players[haldry], Player::Person);
}

/// A seat is told who plays whom, and of the orders only its own.
#[test]
fn a_seat_is_told_nothing_of_the_orders_of_others() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::SHIFT, Key::F2);
    let setting = window.play().game.setting();
    let states = setting.states.len();
    assert!(window.has("your seat"));
    let count = |window: &Window, words: &str| {
        use egui_kittest::kittest::Queryable as _;
        window.harness.query_all_by_label(words).count()
    };
    // Of exporters how many requests wait and how many decisions are left, and of all what is drafted.
    let exporters = window.play().game.setting().exporters().count();
    assert_eq!(count(&window, "not yours to know"), (states - 1) + 2 * (exporters - 1), "what is drafted, waits and is left");
    assert_eq!(window.play().game.seat(), window.play().game.setting().first_seat());
    let other = window.play().game.setting().states.enumerate().filter(|(_, state)| state.playable).nth(1).map(|(id, _)| id);
    let name = window.play().game.setting().states[other.expect("more than one state is played")].name.clone();
    window.click(&format!("Play {name}"));
    assert_eq!(window.play().game.seat(), other);
    assert!(window.play().page.is_none());
}
