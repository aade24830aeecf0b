//! The panels that explain: composer, ledger, plots, why, story, rulebook; by label.

use std::path::PathBuf;

use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::ledger::Parent;
use countersign::session::{Game, save};
use countersign::ui::panels::composer::Choice;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::Page;
use countersign::ui::state::workspace::{Dialog, Play, Selection};

use super::*;

/// A window on a game of which some turns have been played, in Claverne's seat or in the facilitator's.
pub(crate) fn on_a_game(turns: u16, seat: Option<&str>) -> Window {
    sized(turns, seat, [1280.0, 800.0])
}

pub(crate) fn sized(turns: u16, seat: Option<&str>, size: [f32; 2]) -> Window {
    seeded(21, turns, seat, size)
}

pub(crate) fn seeded(seed: u64, turns: u16, seat: Option<&str>, size: [f32; 2]) -> Window {
    of("meridian", seed, turns, seat, size)
}

/// A window on a game of a bundled scenario of which some turns have been played.
pub(crate) fn of(scenario: &str, seed: u64, turns: u16, seat: Option<&str>, size: [f32; 2]) -> Window {
    let bundled = countersign::scenario::library::find(scenario).expect("it is bundled");
    let scenario = countersign::scenario::load(bundled.file, bundled.text).expect("it has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(seed), None);
    for _ in 0..turns {
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("computer players give legal orders");
    }
    let seat = seat.and_then(|name| game.setting().state(name));
    game.sit(seat);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("game.countersign");
    std::fs::write(&path, save::save(&game)).expect("the folder can be written");
    let mut window = Window::sized(Some(path), size);
    window.until("the game", |w| w.turn() == turns + 1);
    window
}

impl Window {
    pub(crate) fn play(&self) -> &Play {
        self.desk().workspace().play.as_ref().expect("a game is on the table")
    }

    fn page(&self) -> Option<&Page> {
        self.play().page.as_ref()
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    fn click_part(&mut self, label: &str) {
        let node = self.harness.query_all_by_label_contains(label).next();
        node.unwrap_or_else(|| panic!("nothing contains {label}")).click();
        self.settle();
    }

    fn count(&self, label: &str) -> usize {
        self.harness.query_all_by_label_contains(label).count()
    }

    fn exports(&self) -> Vec<PathBuf> {
        let listed = std::fs::read_dir(self.folder.path().join("exports"));
        let mut found: Vec<PathBuf> = listed.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        found.sort();
        found
    }
}

#[test]
fn a_decision_is_taken_with_the_keyboard_alone() {
    let mut window = on_a_game(0, Some("Claverne"));
    window.key(Key::D);
    let choice = |w: &Window| w.play().composer.as_ref().and_then(|composer| composer.choice);
    assert_eq!(choice(&window), None, "whoever decides chooses");
    window.key(Key::Num4);
    window.key(Key::Num6);
    assert_eq!(choice(&window), Some(Choice::Deny));
    window.key(Key::Num2);
    assert_eq!(choice(&window), Some(Choice::Conditions));
    let first = window.play().composer.as_ref().map(|composer| composer.key);
    window.key(Key::PageDown);
    assert_ne!(window.play().composer.as_ref().map(|composer| composer.key), first, "Page Down goes to the next request");
    window.key(Key::PageUp);
    assert_eq!(window.play().composer.as_ref().map(|composer| composer.key), first);
    window.key(Key::Num1);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.drafts(), 1);
    assert!(window.play().composer.is_none());
}

#[test]
fn the_composer_says_who_would_step_in_and_refines_its_answer() {
    let mut window = on_a_game(0, Some("Claverne"));
    window.key(Key::D);
    assert!(window.has("Who would step in"));
    assert!(window.has("Like cases before"));
    window.until("a first answer", |w| w.play().composer.as_ref().is_some_and(|composer| composer.preview.answer().is_some()));
    assert!(window.has("these gain ") || window.has("Nobody would gain"), "somebody gains, or nobody does");
    window.until("the whole answer", |w| w.play().composer.as_ref().is_some_and(|composer| composer.preview.running().is_none()));
    let futures = window.play().composer.as_ref().map(|composer| composer.preview.futures());
    assert_eq!(futures, Some(countersign::ui::kit::ensemble::FUTURES));
}

#[test]
fn like_cases_are_those_on_record() {
    let mut window = (1..7)
        .map(|turns| on_a_game(turns, None))
        .find(|window| window.play().scene().in_tray().next().is_some())
        .expect("somebody waits in some turn");
    window.key(Key::D);
    let play = window.play();
    let key = play.composer.as_ref().expect("somebody waits").key;
    let request = play.game.world().request(key).expect("it waits").clone();
    let alike = play
        .game
        .world()
        .record
        .iter()
        .filter(|d| d.exporter == request.to && (d.partner == request.from || d.domain == request.domain));
    assert_eq!(alike.count() == 0, window.has("None yet"), "cases are listed if and only if there are any");
}

#[test]
fn the_ledger_filters_sorts_and_leads_to_causes() {
    let mut window = sized(2, None, [1920.0, 1080.0]);
    window.press(Modifiers::COMMAND, Key::Num3);
    let shown = |w: &Window| w.count("Upkeep");
    assert!(shown(&window) > 0);
    window.click("By headline");
    assert!(window.has("Largest cause"), "entries stand under the headlines that rest on them");
    window.click("In full");
    window.click_part("Sort by: Change");
    window.click_part("Sort by: Change");
    let field = window.harness.query_all_by_label("Find words").next().expect("a field to search");
    field.focus();
    window.settle();
    let field = window.harness.query_all_by_label("Find words").next().expect("a field to search");
    field.type_text("no such thing anywhere");
    window.settle();
    assert!(window.has("No entry matches"), "what is missing is said");
    window.click("Clear the filters");
    assert!(!window.has("No entry matches"));
}

#[test]
fn every_number_leads_to_a_page_of_causes_and_back() {
    let mut window = on_a_game(2, None);
    window.press(Modifiers::COMMAND, Key::Num2);
    let headline = window.harness.query_all_by_label("Why?").next().expect("a headline says why");
    headline.click();
    window.settle();
    assert!(matches!(window.page(), Some(Page::Why(_))));
    window.key(Key::Escape);
    assert!(window.page().is_none(), "Escape goes back to the table");
}

#[test]
fn a_page_of_causes_adds_up_compares_and_descends() {
    let mut window = on_a_game(2, None);
    let alignment = {
        let play = window.play();
        let ledger = play.game.why(play.game.now());
        let moved = ledger.entries.iter().find(|entry| {
            let causes = ledger.causes(entry);
            causes.len() > 1 && causes.iter().any(|part| matches!(part.cause.parent, Parent::Number(_)))
        });
        moved.expect("something moved for several reasons").variable
    };
    let desk = window.harness.state_mut().desk.as_mut().expect("the first frame made it");
    desk.ask(Intent::Page(countersign::ui::state::pages::PageAsk::Why(alignment, None)));
    window.settle();
    assert!(window.has("Adds up:"));
    assert!(window.has("The number over its causes"));
    window.click("Compare turns");
    assert!(window.has("What differs"));
    window.click("Causes");
    window.key(Key::F1);
    assert!(matches!(window.desk().workspace().dialog, Some(Dialog::Rulebook(_))), "F1 opens the rule");
}

#[test]
fn a_decision_has_its_card() {
    let mut window = on_a_game(3, None);
    let key = window.play().game.world().record.last().expect("something was decided").key;
    let desk = window.harness.state_mut().desk.as_mut().expect("the first frame made it");
    let ask = countersign::ui::state::pages::PageAsk::Card(key, 3);
    desk.ask(Intent::Page(ask));
    window.settle();
    for part in ["What is asked", "How it scored", "What was decided", "What the decision itself changed"] {
        assert!(window.has(part), "the card has no “{part}”");
    }
}

#[test]
fn the_turn_is_told_in_steps() {
    let mut window = on_a_game(1, None);
    window.press(Modifiers::COMMAND, Key::Num2);
    window.click("Tell the turn as a story");
    assert!(window.has("What happened in turn 1"));
    assert!(window.has("Step 1 of"));
    window.key(Key::ArrowRight);
    assert!(window.has("Step 2 of"));
    window.key(Key::ArrowLeft);
    assert!(window.has("Step 1 of"));
    let lit = match window.page() {
        Some(Page::Story(story)) => story.highlight().clone(),
        _ => panic!("the story is open"),
    };
    assert!(!lit.notes.is_empty(), "the first step is on the board");
    window.click("Skip to the result");
    assert!(window.page().is_none());
    assert_eq!(window.turn(), 2, "the result had been there all along");
}

#[test]
fn a_story_can_be_told_without_motion() {
    let mut window = on_a_game(1, None);
    window.harness.ctx.all_styles_mut(|style| style.animation_time = 0.0);
    window.key(Key::F4);
    match window.page() {
        Some(Page::Story(story)) => assert!((story.highlight().progress - 1.0).abs() < f32::EPSILON, "all is there at once"),
        _ => panic!("the story is open"),
    }
}

#[test]
fn series_are_plotted_tabled_copied_and_saved() {
    let mut window = on_a_game(3, None);
    window.key(Key::F3);
    assert!(window.has("Share of new orders of"));
    window.click("As a table");
    assert!(window.has("Turn 4"));
    let door = window.harness.query_all_by_label_contains("Own industry: ").last().expect("numbers in the table are doors");
    door.click();
    window.settle();
    assert!(matches!(window.page(), Some(Page::Why(_))), "a number in the table leads to its causes");
    window.key(Key::Escape);
    window.key(Key::F3);
    window.click("As a table");
    window.click("Copy as TSV");
    window.click("As plots");
    window.click("SVG");
    window.until("the SVG", |w| w.exports().iter().any(|path| path.extension().is_some_and(|e| e == "svg")));
    window.click("PNG");
    window.until("the PNG", |w| w.exports().iter().any(|path| path.extension().is_some_and(|e| e == "png")));
    let files = window.exports();
    let svg = files.iter().find(|path| path.extension().is_some_and(|e| e == "svg")).expect("it was saved");
    let svg = std::fs::read_to_string(svg).expect("it can be read");
    let play = window.play();
    let digest: String = play.game.now().digest.to_string().chars().take(12).collect();
    for part in ["Meridian", "start of turn 4", &format!("seed {}", play.game.seed().0), &digest] {
        assert!(svg.contains(part), "the caption does not say {part}");
    }
    for (mode, says) in [
        ("Relations", "of the row with the column"),
        ("Trade-offs", "the path of the board"),
        ("Capability by supplier", "against need"),
    ] {
        window.click(mode);
        assert!(window.has(says), "{mode} is not plotted");
    }
    window.click("None");
    assert!(window.has("No state is chosen"), "an empty choice is explained");
}

#[test]
fn the_rulebook_opens_where_one_is() {
    let mut window = on_a_game(0, Some("Claverne"));
    window.key(Key::D);
    window.key(Key::F1);
    assert!(window.has("Each request is scored"), "in the composer it opens at licensing");
    window.key(Key::Escape);
    assert!(window.desk().workspace().dialog.is_none());
    assert!(window.play().composer.is_some(), "the composer is still there");
    let mut home = Window::open(None);
    home.key(Key::F1);
    assert!(home.has("Upkeep"), "the contents are listed");
}

#[test]
fn a_term_says_what_it_means_under_the_pointer_and_in_the_rulebook() {
    let mut window = on_a_game(0, Some("Claverne"));
    let seat = window.play().game.seat().expect("Claverne");
    window.ask(Intent::Select(Selection::State(seat)));
    let says = |window: &mut Window, label: &str, meaning: &str| {
        let place = window.harness.query_all_by_label(label).next().unwrap_or_else(|| panic!("{label}")).rect().center();
        window.harness.hover_at(place);
        (0..60).for_each(|_| window.harness.step());
        assert!(words::painted(window).iter().any(|(words, _)| words.starts_with(meaning)), "{label}");
    };
    says(&mut window, "Political capital", "Political capital: what a government can spend");
    window.key(Key::D);
    says(&mut window, "Capability", "Tier: how advanced equipment is");
    window.key(Key::Escape);
    window.key(Key::F1);
    window.click("Terms");
    assert!(window.has("Grievance"), "and every term stands in the rulebook");
}
