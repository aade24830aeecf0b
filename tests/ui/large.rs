//! What a seat is told of its aims, the end of a game, and a window with little room for its text.

use countersign::rules::variable::{Measure, Scope, Variable};
use countersign::ui::state::arrangement::Preset;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::pages::PageAsk;
use countersign::ui::state::workspace::{Dialog, Selection, Tab};
use egui::Rect;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::panels::{on_a_game, sized};
use super::*;

/// 1280 × 800 at 200 % text.
const SMALL: [f32; 2] = [640.0, 400.0];

impl Window {
    /// Everything of that name, where it is.
    pub(super) fn places(&self, label: &str) -> Vec<Rect> {
        self.harness.query_all_by_label_contains(label).map(|node| node.rect()).collect()
    }

    fn labels(&self) -> Vec<String> {
        let every = self.harness.query_all_by(|_| true);
        every.into_iter().filter_map(|node| node.accesskit_node().label()).collect()
    }
}

#[test]
fn a_new_game_opens_with_the_seats_own_briefing_and_a_saved_one_does_not() {
    let mut window = Window::open(None);
    window.click("Start");
    let play = window.play();
    let seat = play.game.seat().expect("the first seat");
    let state = &play.game.setting().states[seat];
    let Some(Dialog::Page { text, .. }) = &window.desk().workspace().dialog else { panic!("the briefing is open") };
    let first = &state.objectives.first().expect("Meridian's seats want something").text;
    let (own, common) = (text.find(first.as_str()), text.find(play.game.setting().briefing.as_str()));
    assert!(own.is_some() && own < common, "what concerns the seat comes first");
    let saved = on_a_game(0, Some("Claverne"));
    assert!(saved.desk().workspace().dialog.is_none());
}

#[test]
fn objectives_stand_in_the_inspector_until_something_is_lit() {
    let mut window = on_a_game(1, Some("Claverne"));
    assert!(window.has("Your objectives"));
    let seat = window.play().game.seat().expect("Claverne");
    let wanted = window.play().game.setting().states[seat].objectives.first().expect("Claverne wants something").text.clone();
    assert!(window.has(&wanted));
    window.ask(Intent::Select(Selection::State(seat)));
    assert!(!window.has("Your objectives"));
}

#[test]
fn the_end_of_a_game_says_what_was_met_and_offers_no_orders() {
    let mut window = on_a_game(8, Some("Claverne"));
    assert!(window.play().game.over());
    assert!(window.has("The game is over"));
    assert!(window.has("objectives met"));
    assert!(window.has("Turns and branches"));
    assert!(!window.has("Drafted orders") || window.places("New order").is_empty());
    assert!(window.places("New order").is_empty() && !window.has("resolve now"));
    window.press(Modifiers::NONE, Key::D);
    assert!(window.play().composer.is_none(), "nothing is decided any more");
}

#[test]
fn nobody_who_waits_for_nothing_is_said_to_wait() {
    let window = on_a_game(0, Some("Mercady"));
    let waits = window.play().scene().in_tray().count();
    assert_eq!(window.has("ages by a turn"), waits > 0);
    assert_eq!(window.places("New order").len(), 1, "one way to it is enough");
}

#[test]
fn at_twice_the_text_nothing_in_the_bars_lies_on_anything_else() {
    let window = sized(3, None, SMALL);
    let bar: Vec<Rect> = ["Resolve turn", "Playing the facilitator", "Meridian", "Saved"]
        .iter()
        .flat_map(|label| window.places(label))
        .filter(|rect| rect.top() < 44.0 && rect.width() > 2.0)
        .collect();
    for (n, one) in bar.iter().enumerate() {
        for other in bar.iter().skip(n + 1) {
            assert!(!one.shrink(1.0).intersects(*other), "{one:?} {other:?}");
        }
    }
    let tabs: Vec<Rect> = ["In-tray", "Headlines", "Ledger"].iter().flat_map(|label| window.places(label)).collect();
    assert!(tabs.iter().all(|rect| rect.right() <= SMALL[0]));
}

#[test]
fn at_twice_the_text_every_decision_is_on_the_screen() {
    let mut window = sized(0, Some("Claverne"), SMALL);
    window.press(Modifiers::NONE, Key::D);
    let screen = Rect::from_min_size(egui::Pos2::ZERO, SMALL.into());
    for label in ["Approve", "With conditions", "Defer", "Deny"] {
        let found = window.harness.query_all_by_label(label).next().unwrap_or_else(|| panic!("{label}"));
        assert!(screen.contains_rect(found.rect()), "{label} {:?}", found.rect());
    }
}

#[test]
fn a_change_is_the_difference_of_the_levels_beside_it() {
    let window = on_a_game(3, None);
    let line = window.play().game.line();
    let [.., before, now] = line.as_slice() else { panic!("three turns were played") };
    let shown = window.labels();
    for measure in Measure::ALL {
        let variable = Variable::Measure(*measure, Scope::Board);
        let level = |world: &countersign::rules::world::World| world.get(variable).round_ties_even() as i64;
        let change = level(&now.world) - level(&before.world);
        let words = if change == 0 {
            "no change".to_owned()
        } else {
            format!("{}{}", if change > 0 { "+" } else { "−" }, change.abs())
        };
        assert!(shown.iter().any(|label| label.contains(&words)), "{measure:?}: {words}");
    }
}

#[test]
fn where_plots_have_no_height_their_page_is_one_click_away() {
    let mut window = sized(3, None, [960.0, 540.0]);
    window.press(Modifiers::COMMAND, Key::Num1);
    assert!(window.has("This panel is too low for them."));
    window.click("Plots as a page");
    assert!(matches!(window.play().page, Some(countersign::ui::state::pages::Page::Plots(_))));

    let mut window = sized(3, None, [1920.0, 1080.0]);
    window.press(Modifiers::COMMAND, Key::Num1);
    assert!(!window.has("Plots as a page"), "where there is room they are drawn");
}

#[test]
fn at_twice_the_text_every_state_of_the_board_has_its_name_or_its_short_form() {
    let window = sized(4, None, SMALL);
    let painted: Vec<String> = words::painted(&window).into_iter().map(|(words, _)| words).collect();
    let missing: Vec<&str> = window
        .play()
        .game
        .setting()
        .states
        .iter()
        .filter(|state| !painted.contains(&state.name) && !painted.contains(&state.code))
        .map(|state| state.name.as_str())
        .collect();
    assert!(missing.len() <= 1, "without a name: {missing:?}");
    let within = |state: &str, region: &str| {
        let (node, field) = (window.places(state)[0], window.places(region)[0]);
        assert!(
            field.expand(1.0).contains_rect(Rect::from_center_size(node.center(), egui::Vec2::splat(20.0))),
            "{state}: {node:?} {field:?}"
        );
    };
    within("Ferrow, ", "The Sound, ");
    within("Haldry, ", "The Sound, ");
    within("Tarvel, ", "The Uplands, ");
}

#[test]
fn the_menu_is_as_high_as_it_needs_where_that_fits() {
    let mut window = on_a_game(0, Some("Claverne"));
    window.click("Menu");
    let painted = words::painted(&window);
    for entry in ["Save as…", "Settings", "Leave Countersign"] {
        assert!(painted.iter().any(|(words, _)| words.contains(entry)), "{entry} is on the screen");
    }
}

#[test]
fn the_room_reads_the_measures_of_the_start_when_the_game_is_over() {
    let mut window = on_a_game(8, None);
    window.press(Modifiers::NONE, Key::F9);
    assert!(window.has("The game is over: Meridian"));
    assert!(window.has("From the start to the end"));
    assert!(window.has("Deterrence from "));
}

#[test]
fn at_twice_the_text_an_open_tab_has_the_table_and_the_board_is_one_click_away() {
    let mut window = sized(4, None, SMALL);
    assert!(window.has("Haldry, partner"), "the board comes first");
    window.ask(Intent::Show(Tab::Ledger));
    assert!(!window.has("Haldry, partner"), "the ledger has the table");
    let rows = window.harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with(['+', '−'])));
    let inside = |rect: &Rect| rect.top() > 80.0 && rect.bottom() < SMALL[1] - 40.0;
    let rows = rows.map(|node| node.rect()).filter(inside).count();
    assert!(rows >= 6, "{rows} rows");
    window.ask(Intent::Show(Tab::Tray));
    let (waiting, drafts) = (window.places("In-tray"), window.places("Drafted orders"));
    assert!(drafts.iter().all(|drafts| waiting.iter().all(|tray| !tray.intersects(*drafts))), "{waiting:?} {drafts:?}");
    window.click("Board");
    assert!(window.has("Haldry, partner"));
}

#[test]
fn the_turn_and_the_seat_stand_in_the_bar_at_every_size_of_text() {
    for size in [[1280.0, 800.0], [800.0, 500.0], SMALL, [512.0, 320.0]] {
        let window = sized(3, Some("Claverne"), size);
        let painted: Vec<String> = words::painted(&window).into_iter().map(|(words, _)| words).collect();
        let says = |long: &str, short: &str| painted.iter().any(|words| words.starts_with(long) || words == short);
        assert!(says("Turn 4 of 8", "4/8"), "{size:?}");
        assert!(window.has("Playing Claverne"), "{size:?}");
        let right = window.places("Resolve turn").iter().map(Rect::right).fold(0.0, f32::max);
        assert!(right > 0.0 && right <= size[0], "{size:?} {right}");
    }
}

#[test]
fn an_icon_of_the_bar_says_one_thing_under_the_pointer() {
    let mut window = on_a_game(3, None);
    let undo = window.places("Take turn 3 back").first().map(Rect::center).expect("turn 3 can be taken back");
    window.harness.hover_at(undo);
    for _ in 0..60 {
        window.harness.step();
    }
    let said = words::painted(&window).into_iter().filter(|(words, _)| words.starts_with("Take turn 3 back")).count();
    assert_eq!(said, 1);
}

#[test]
fn at_twice_the_text_the_first_screen_shows_what_to_do_first_and_where_the_focus_is() {
    let mut window = Window::sized(None, SMALL);
    let screen = Rect::from_min_size(egui::Pos2::ZERO, SMALL.into());
    for first in ["Take the tour", "Start"] {
        assert!(window.places(first).iter().any(|place| screen.contains_rect(*place)), "{first} is below the edge");
    }
    for _ in 0..16 {
        window.press(Modifiers::NONE, Key::Tab);
        let every = window.harness.query_all_by(|_| true);
        let here = every.into_iter().find(|node| node.accesskit_node().is_focused()).expect("something has the focus");
        assert!(screen.contains_rect(here.rect()), "{:?} has the focus out of sight", here.accesskit_node().label());
    }
}

#[test]
fn at_twice_the_text_every_choice_of_a_menu_is_within_the_window() {
    let mut window = sized(3, None, SMALL);
    window.click("Playing the facilitator");
    let names: Vec<String> = window.play().game.setting().states.iter().map(|state| format!("{}. ", state.name)).collect();
    let offered: Vec<Rect> = names.iter().flat_map(|name| window.places(name)).collect();
    assert!(offered.len() >= names.len(), "{} choices", offered.len());
    assert!(offered.iter().all(|choice| choice.left() >= 0.0 && choice.right() <= SMALL[0]), "{offered:?}");
    window.harness.query_all_by_label_contains("Yendra. ").next().expect("Yendra is in Meridian").scroll_to_me();
    window.settle();
    let shown = window.places("Yendra. ").first().copied().expect("Yendra is in Meridian");
    assert!(Rect::from_min_size(egui::Pos2::ZERO, SMALL.into()).contains_rect(shown), "{shown:?}");
    window.click_containing("Yendra. ");
    let yendra = window.play().game.setting().state("Yendra");
    assert_eq!(window.play().game.seat(), yendra, "the last seat can be taken, too");
}

#[test]
fn at_twice_the_text_every_panel_of_every_arrangement_has_a_tab() {
    let mut window = sized(3, None, SMALL);
    for preset in [Preset::Student, Preset::Facilitator, Preset::Analyst] {
        window.ask(Intent::Layout(preset));
        for tab in ["In-tray", "Selection", "Plots", "Headlines", "Ledger"] {
            assert!(!window.places(tab).is_empty(), "{preset:?} has no {tab}");
        }
    }
}

#[test]
fn at_twice_the_text_what_a_command_leads_to_comes_into_sight() {
    let mut window = sized(6, None, SMALL);
    window.ask(Intent::Show(Tab::Ledger));
    let haldry = window.play().game.setting().state("Haldry").expect("Haldry is in Meridian");
    window.ask(Intent::Select(Selection::State(haldry)));
    assert_eq!(window.play().bottom.tab, Tab::Selection);
    window.click("Board");
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the turn", |w| w.turn() == 8);
    assert!(!window.play().bottom.collapsed && window.play().bottom.tab == Tab::Headlines, "what happened is told");
    window.press(Modifiers::COMMAND, Key::R);
    window.until("the end", |w| w.play().game.over());
    assert!(window.has("The game is over"));
}

#[test]
fn at_twice_the_text_why_shows_the_number_over_its_causes_below_the_tree() {
    let mut window = sized(3, None, SMALL);
    let stability = Variable::Measure(Measure::Stability, Scope::Board);
    window.ask(Intent::Page(PageAsk::Why(stability, None)));
    let (tree, strip) = (window.places("Adds up"), window.places("The number over its causes"));
    assert!(strip.iter().all(|strip| tree.iter().all(|tree| tree.bottom() < strip.top())), "{tree:?} {strip:?}");
    assert!(!strip.is_empty());
}
