//! Plots under the pointer, by keyboard, and by the names at the ends of their lines.

use countersign::ui::state::pages::Page;
use egui::accesskit::Toggled;
use egui::{Event, MouseWheelSource, MouseWheelUnit, PointerButton, Rect, TouchPhase, pos2, vec2};
use egui_kittest::kittest::NodeT as _;

use super::panels::on_a_game;
use super::*;

#[test]
fn a_line_is_taken_away_by_its_name_and_a_plot_is_enlarged_and_whole_again() {
    let mut window = on_a_game(3, None);
    window.press(Modifiers::NONE, Key::F3);
    let shown = |window: &Window| {
        let name = window.harness.query_all_by_label("Line of Own industry").next().expect("each name is a control");
        name.accesskit_node().toggled()
    };
    assert_eq!(shown(&window), Some(Toggled::True));
    window.click("Line of Own industry");
    assert_eq!(shown(&window), Some(Toggled::False), "its line is left out, its name stays");
    window.click("Line of Own industry");
    assert_eq!(shown(&window), Some(Toggled::True));

    let plot = window.harness.query_all_by_label_contains("Share of new orders of").next().expect("a plot").rect().center();
    let turn = |window: &mut Window, event: Event| {
        window.harness.event(Event::PointerMoved(plot));
        window.harness.event(event);
        window.settle();
    };
    let wheel = |delta: f32, modifiers: Modifiers| Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, delta),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers,
    };
    turn(&mut window, wheel(3.0, Modifiers::NONE));
    assert!(!window.has("The whole plot again"), "the wheel alone belongs to the panel");
    turn(&mut window, Event::Zoom(3.0));
    assert!(window.has("The whole plot again"), "a part is seen");
    turn(&mut window, Event::Zoom(0.1));
    assert!(!window.has("The whole plot again"), "nothing is seen beyond the whole");
    turn(&mut window, Event::Zoom(3.0));
    window.click("The whole plot again");
    assert!(!window.has("The whole plot again"), "and there is a way back");
}

#[test]
fn the_turn_that_a_click_in_a_plot_is_nearest_to_opens_its_causes() {
    let mut window = on_a_game(3, None);
    window.press(Modifiers::NONE, Key::F3);
    let field = window.harness.query_all_by_label_contains("Share of new orders of").next().expect("a plot").rect();
    // Three turns were played: four places, the third at two thirds of the width.
    let at = pos2(field.left() + field.width() * 0.63, field.center().y);
    window.harness.event(Event::PointerMoved(at));
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        window.harness.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
    }
    window.settle();
    assert!(matches!(window.play().page.as_ref(), Some(Page::Why(_))), "a number leads to its causes");
    assert!(window.has("Turn 2"), "at the turn that made it what it is at the start of turn 3");
}

#[test]
fn the_overview_as_a_table_is_in_full_and_its_numbers_lead_to_their_causes() {
    let mut window = on_a_game(3, None);
    window.click("As a table");
    // The strip of turns at the foot of the window has the same words.
    let above = |rect: &Rect| rect.bottom() < 750.0;
    let boxes = |label: &str| window.harness.query_all_by_label(label).map(|node| node.rect()).filter(above).collect::<Vec<_>>();
    let (turn, name) = (boxes("Turn 4"), boxes("Own industry"));
    assert_eq!(turn.len(), 3, "each of the three tables has its columns");
    assert!(turn[0].right() < turn[1].left(), "they stand beside one another");
    assert!(name[0].width() > 70.0, "the name is not cut off: {}", name[0]);
    window.click_containing("Own industry: ");
    assert!(matches!(window.play().page.as_ref(), Some(Page::Why(_))), "a number leads to its causes");
}
