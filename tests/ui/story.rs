//! What tells and what remains: the story on the board, the room, the end of a game, a turn that has been played, an empty in-tray.

use countersign::report::headlines::first_sentence;
use countersign::rules::ledger::News;
use countersign::ui::state::highlight::Highlight;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::Page;
use countersign::ui::state::workspace::{Dialog, Selection};
use egui::{Key, Modifiers, Rect};

use super::Window;
use super::panels::{on_a_game, sized};

/// Every text on the screen with its place.
fn written(window: &Window) -> Vec<(String, Rect)> {
    fn gather(shape: &egui::Shape, into: &mut Vec<(String, Rect)>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, into)),
            egui::Shape::Text(text) => into.push((text.galley.text().to_owned(), text.visual_bounding_rect())),
            _ => {}
        }
    }
    let mut all = Vec::new();
    window.harness.output().shapes.iter().for_each(|clipped| gather(&clipped.shape, &mut all));
    all
}

impl Window {
    fn lit(&self) -> Highlight {
        match &self.play().page {
            Some(Page::Story(story)) => story.highlight().clone(),
            _ => panic!("the story is open"),
        }
    }

    fn story(turns: u16) -> Self {
        let mut window = on_a_game(turns, None);
        window.harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
        window.press(Modifiers::NONE, Key::F4);
        window
    }

    fn names(&self) -> Vec<String> {
        self.play().game.setting().states.iter().map(|state| state.name.clone()).collect()
    }
}

#[test]
fn a_story_begins_with_an_order_and_goes_on_step_by_step() {
    let mut window = Window::story(1);
    assert!(window.has("order"), "an order is told before an event");
    let mut told = 1;
    loop {
        let notes = window.lit().notes;
        assert!(notes.iter().all(|note| note.number <= told), "nothing that is still to come is on the board");
        assert_eq!(notes.last().is_some_and(|note| note.present), notes.last().is_some_and(|note| note.number == told));
        if !window.has("Next step") {
            break;
        }
        window.click("Next step");
        told += 1;
    }
    assert!(told >= 3, "it led to something");
    window.click("From the start");
    assert!(window.has("Step 1 of"));
}

#[test]
fn the_words_of_a_story_cover_no_name_and_not_one_another() {
    for size in [[1280.0, 800.0], [1920.0, 1080.0]] {
        let mut window = sized(1, None, size);
        window.harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
        window.press(Modifiers::NONE, Key::F4);
        while window.has("Next step") {
            window.click("Next step");
        }
        let notes = window.lit().notes;
        let texts = written(&window);
        let names = window.names();
        let of = |wanted: &dyn Fn(&str) -> bool| texts.iter().filter(|(words, _)| wanted(words)).collect::<Vec<_>>();
        let names = of(&|words| names.iter().any(|name| name == words));
        let titles = of(&|words| notes.iter().any(|note| note.title == words && note.words != words));
        assert!(titles.len() >= 3, "words stand beside the numbers");
        for (n, (title, place)) in titles.iter().enumerate() {
            let met = names.iter().find(|(_, name)| name.shrink(1.0).intersects(*place));
            assert!(met.is_none(), "“{title}” covers {met:?} at {size:?}");
            let met = titles.iter().skip(n + 1).find(|(_, other)| other.intersects(*place));
            assert!(met.is_none(), "“{title}” covers {met:?} at {size:?}");
        }
    }
}

#[test]
fn phases_have_the_names_of_the_rulebook() {
    let window = Window::story(1);
    let texts: Vec<String> = written(&window).into_iter().map(|(words, _)| words).collect();
    for name in ["Countermeasures", "Domestic politics", "Blocs and regimes", "New requests", "End use"] {
        assert!(texts.iter().any(|words| words == name), "{name}");
    }
}

#[test]
fn other_stories_say_what_they_lead_to() {
    let mut window = Window::story(1);
    window.click_containing("Other stories this turn");
    assert!(window.has("The whole turn"));
    assert!(window.has(" steps"), "each has a word on it");
}

#[test]
fn numbers_on_the_lines_of_a_state_cover_no_name() {
    let mut window = on_a_game(3, None);
    for (lens, key) in [("supply", Key::Num1), ("alignment", Key::Num2), ("threat", Key::Num3)] {
        window.press(Modifiers::ALT, key);
        for id in window.play().game.setting().states.ids().collect::<Vec<_>>() {
            window.ask(Intent::Select(Selection::State(id)));
            let (names, texts) = (window.names(), written(&window));
            let pill = |words: &str| words.ends_with('%') && words.len() < 6 || words.starts_with(['+', '−']) && words.len() < 9;
            for (number, place) in texts.iter().filter(|(words, _)| pill(words) && !words.contains("100")) {
                let met = texts.iter().find(|(words, name)| names.contains(words) && name.shrink(1.0).intersects(*place));
                assert!(met.is_none(), "{lens}: {number} covers {met:?}");
            }
        }
    }
}

#[test]
fn the_room_is_told_what_happened_and_not_a_title_alone() {
    let mut window = on_a_game(3, None);
    let card = window.play().scene().ledger().and_then(|ledger| {
        ledger.headlines.iter().find_map(|h| match h.news {
            News::Card(id) => Some(id),
            _ => None,
        })
    });
    let card = card.expect("something happened in the third turn");
    let card = &window.play().game.setting().deck[card];
    let told = format!("{}: {}", card.title, first_sentence(&card.text).trim_end_matches('.'));
    window.press(Modifiers::NONE, Key::F9);
    assert!(window.has(&told), "the room reads “{told}”");
}

#[test]
fn the_end_of_a_game_says_what_to_do_next() {
    let mut window = on_a_game(8, None);
    assert!(window.has("What now?"));
    for way in ["Run through the turns", "Turns and branches", "Play again", "With other luck"] {
        assert!(window.has(way), "{way}");
    }
    assert!(window.has("since the start"), "measures are held against the beginning");
    window.click("Hand the game in");
    assert!(matches!(window.desk().workspace().dialog, Some(Dialog::HandIn(_))));
}

#[test]
fn a_turn_that_has_been_played_shows_what_was_decided_then() {
    let mut window = on_a_game(2, None);
    window.run_command("turn before");
    assert_eq!(window.turn(), 2);
    let says = |window: &Window, words: &str| written(window).iter().any(|(said, _)| said == words);
    assert!(says(&window, "Decided in turn 2") && !says(&window, "Drafted orders"));
    window.click("Decide otherwise");
    assert!(window.drafts() > 0, "the orders of then are drafted once more");
    assert!(says(&window, "Drafted orders") && !says(&window, "Decided in turn 2"));
}

#[test]
fn a_seat_is_shown_its_own_orders_of_a_turn_alone() {
    let mut window = on_a_game(1, Some("Claverne"));
    window.run_command("turn before");
    assert!(window.has("Decided in turn 1"));
    let seat = window.play().game.seat();
    let given = window.play().scene().went_on().expect("the turn was played");
    assert!(given.iter().all(|order| order.seat.state() == seat));
}

#[test]
fn an_empty_in_tray_says_what_can_be_done_instead() {
    let mut window = on_a_game(0, None);
    let asked: Vec<_> = window.play().game.world().requests.iter().map(|request| request.to).collect();
    let idle = window.play().game.setting().exporters().find(|id| !asked.contains(id));
    let Some(idle) = idle else { return };
    window.ask(Intent::Sit(Some(idle)));
    assert!(window.has("Nobody is waiting for you."));
    window.click("Read the briefing");
    window.press(Modifiers::NONE, Key::Escape);
    window.click("Let the turn pass");
    assert_eq!(window.turn(), 2);
}

#[test]
fn a_large_window_has_large_panels_and_a_small_one_small() {
    for (size, least, most) in [([1280.0, 800.0], 0.0, 310.0), ([1920.0, 1080.0], 390.0, 420.0)] {
        let window = sized(1, None, size);
        let wide = size[0] - window.places("Inspector").first().expect("the inspector is there").left();
        assert!((least..=most).contains(&wide), "{wide} at {size:?}");
    }
}
