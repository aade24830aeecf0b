//! Drafts: many steps back and forth, arranged, put aside, compared.

use countersign::rules::order::{Order, OrderKind};
use countersign::session::save;
use countersign::ui::state::commands::CommandId;
use countersign::ui::state::drafting::DraftAsk;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::Page;
use countersign::ui::state::workspace::Play;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::{Window, panels};

fn two_drafts() -> Window {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.drafts(), 2);
    window
}

#[test]
fn every_change_of_the_drafts_is_taken_back_and_made_again() {
    let mut window = two_drafts();
    let both = window.play().drafts.clone();
    window.click_containing("Move up: ");
    assert_eq!(window.play().drafts, [both[1].clone(), both[0].clone()]);
    window.click_containing("Take away: ");
    assert_eq!(window.play().drafts, [both[0].clone()]);
    let undo = |window: &mut Window| window.press(Modifiers::COMMAND, Key::Z);
    let redo = |window: &mut Window| window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(window.play().drafts, both, "back to before they were arranged");
    undo(&mut window);
    undo(&mut window);
    assert!(window.play().drafts.is_empty());
    for _ in 0..4 {
        redo(&mut window);
    }
    assert_eq!(window.play().drafts, [both[0].clone()], "and forth again");
    assert_eq!(window.turn(), 1);
}

#[test]
fn the_order_of_drafts_has_no_effect() {
    let digest = |arranged: bool| {
        let mut window = two_drafts();
        let seed = window.play().game.seed();
        let mut orders = window.play().drafts.clone();
        if arranged {
            window.click_containing("Move up: ");
            orders = window.play().drafts.clone();
        }
        let scenario = std::sync::Arc::clone(window.play().game.scenario());
        let mut game = countersign::session::Game::new(scenario, countersign::rules::draws::Seed(9), window.play().game.seat());
        assert_ne!(seed.0, 9, "two windows draw their own luck, so the game is played under one of ours");
        game.resolve(&orders).expect("drafts are legal");
        game.now().digest
    };
    assert_eq!(digest(false), digest(true));
}

#[test]
fn sets_are_put_aside_taken_up_and_compared() {
    let mut window = two_drafts();
    let first = window.play().drafts.clone();
    window.click("Set aside");
    assert!(window.drafts() == 0 && window.has("Set A, 2 orders"));
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num3);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.click("Compare");
    let answered = |w: &Window| match &w.play().page {
        Some(Page::Sets(view)) => view.preview.running().is_none() && view.preview.fresh(),
        _ => false,
    };
    window.until("the futures of the sets", answered);
    let Some(Page::Sets(view)) = &window.play().page else { panic!("the page is open") };
    assert_eq!(view.sets().map(<[_]>::len).collect::<Vec<_>>(), [0, 1, 2], "nothing, what is drafted, set A");
    let answer = view.preview.answer().expect("an answer");
    assert!(answer.iter().all(|option| option.len() == view.watch().len()));
    assert!(answer[0] != answer[2], "what is ordered matters");
    assert!(window.has("No orders: ") && window.has("Set A against no orders: "), "a row for each number, a column for each set");
    window.click("Use Set A");
    assert_eq!(window.play().drafts, first);
    assert!(window.has("Set A, 1 order"), "what was drafted is kept for it");
    let kept = save::load(&save::save(&window.play().game), "kept").expect("a save opens");
    assert_eq!(Play::new(kept).drafting.sets(), window.play().drafting.sets(), "sets are in the file");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.drafts(), 1, "taking up is one step, too");
}

#[test]
fn each_seat_finds_its_own_drafts_again_and_no_step_back_leads_to_anothers() {
    let mut window = two_drafts();
    let both = window.play().drafts.clone();
    let first = window.play().game.seat();
    let other = window.play().game.setting().state("Mercady");
    window.click_containing("Set aside");
    assert_eq!((window.drafts(), window.play().scene().aside().count()), (0, 1));
    window.press(Modifiers::COMMAND, Key::Z);
    window.ask(Intent::Sit(other));
    assert_eq!(window.drafts(), 0, "Mercady has drafted nothing");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.drafts(), 0, "no step back leads to what Claverne drafted");
    assert_eq!(window.play().scene().aside().count(), 0);
    window.ask(Intent::Sit(first));
    assert_eq!(window.play().drafts, both, "Claverne's are there again");
}

#[test]
fn who_leads_the_game_goes_on_with_what_a_seat_drafted() {
    let mut window = two_drafts();
    let both = window.play().drafts.clone();
    window.ask(Intent::Sit(None));
    assert_eq!(window.play().drafts, both);
}

#[test]
fn sets_are_set_aside_and_removed_where_they_are_compared() {
    let mut window = two_drafts();
    window.click("Compare");
    let columns = |w: &Window| match &w.play().page {
        Some(Page::Sets(view)) => view.sets().map(<[_]>::len).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(columns(&window), [0, 2]);
    window.click("Set aside");
    assert_eq!(columns(&window), [0, 0, 2], "the page shows what there is now");
    window.click("Remove Set A");
    assert!(columns(&window).is_empty(), "where nothing is left to compare it is closed");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.play().scene().aside().count(), 1, "and that is one step back");
}

#[test]
fn whoever_leads_the_game_compares_sets_too() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::NONE, Key::D);
    window.press(Modifiers::NONE, Key::Num4);
    window.press(Modifiers::NONE, Key::Num6);
    window.press(Modifiers::COMMAND, Key::Enter);
    window.ask(Intent::Sit(None));
    window.click("Compare");
    window.until("the futures of the sets", |w| matches!(&w.play().page, Some(Page::Sets(view)) if view.preview.fresh()));
    let Some(Page::Sets(view)) = &window.play().page else { panic!("the page is open") };
    let answer = view.preview.answer().expect("an answer");
    assert!(answer[0] != answer[1], "what it drafts for a state stands in for what the computer would answer");
}

/// What the computer would order anyway changes nothing, and the page says why.
#[test]
fn a_set_that_the_computer_would_give_by_itself_says_so() {
    let mut window = panels::on_a_game(0, None);
    let game = &window.play().game;
    let given = countersign::players::orders_of_others(game.setting(), game.world(), None, game.luck());
    let answers = |order: &&Order| matches!(order.kind, OrderKind::Decide(..));
    let own = given.iter().find(answers).expect("a computer player answers a request").clone();
    window.ask(Intent::Draft(own.clone()));
    window.ask(Intent::Drafts(DraftAsk::Compare));
    assert!(window.has("The computer would give the same order by itself"));
    let seat = own.seat.state();
    window.ask(Intent::Sit(seat));
    window.ask(Intent::Drafts(DraftAsk::Compare));
    assert!(!window.has("by itself"), "a seat that is played has no computer player");
}

#[test]
fn what_was_begun_is_there_again_and_one_is_asked_before_it_is_lost() {
    let mut window = panels::on_a_game(0, Some("Claverne"));
    window.press(Modifiers::NONE, Key::D);
    // The caption above has the same name.
    window.harness.query_all_by_label("Everybody reads this").last().expect("the field is there").click();
    window.settle();
    window.type_text("They asked twice.");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.play().composer.is_none() && window.has("Begun, not drafted yet"));
    window.ask(Intent::Run(CommandId::Quit));
    assert!(window.has("1 order that you began is not drafted, and in no file."));
    window.click("Stay");
    window.press(Modifiers::NONE, Key::D);
    let kept = window.play().composer.as_ref().map(|composer| composer.public.clone());
    assert_eq!(kept.as_deref(), Some("They asked twice."));
    assert!(window.play().composer.as_ref().is_some_and(|composer| composer.choice.is_none()), "words choose no decision");
}

#[test]
fn what_would_stay_unanswered_is_told_after_something_is_drafted() {
    let mut window = Window::open(None);
    window.start();
    window.draft_first_request();
    let (waiting, left) = (window.play().scene().in_tray().count() - 1, 2);
    assert!(waiting > 0, "others wait, too");
    let said = format!(
        "{waiting} {} for an answer, {left} decisions are left.",
        if waiting == 1 { "request waits" } else { "requests wait" }
    );
    assert!(window.has(&said), "beside the button and under the drafts");
    let told = |window: &Window| window.harness.query_all_by_label_contains(&said).count();
    let before = told(&window);
    window.harness.get_by_label("Resolve turn").hover();
    window.until("the tip of the button", |w| told(w) > before);
    window.ask(Intent::Sit(None));
    assert!(window.has("for seats that nobody plays: the computer answers"), "who leads the game reads who would answer");
}
