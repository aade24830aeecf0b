//! A mistake of the program itself: its page, what it promises, and the way on.

use std::sync::Arc;

use countersign::session::storage::Storage;
use countersign::ui::Options;
use countersign::ui::app;
use countersign::ui::mishap::{Kept, Mishap, mishap_ui};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::slow::{Now, Slow};
use crate::wait_for;

/// The whole window, on a drive that makes the program stumble where it is told to: the page, with the game's journal kept, and on.
#[test]
fn a_window_that_stumbles_keeps_the_game_and_goes_on() {
    let drive = Arc::new(Slow::default());
    let options = Options { open: None, data_dir: Some("data".into()) };
    let storage = Arc::clone(&drive);
    let show = move |ui: &mut egui::Ui, window: &mut Option<app::Window>| {
        let Some(window) = window else {
            *window = Some(app::Window::new(ui.ctx(), options.clone(), storage.clone()));
            ui.ctx().request_repaint();
            return;
        };
        let ctx = ui.ctx().clone();
        window.advance(&ctx);
        window.show(ui);
    };
    let mut harness = Harness::builder().with_size([1280.0, 800.0]).build_ui_state(show, None::<app::Window>);
    let press = |harness: &mut Harness<'_, _>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run_ok();
    };
    let wait = |harness: &mut Harness<'_, _>, words: &str| {
        wait_for(words, || {
            harness.step();
            harness.query_all_by_label_contains(words).next().is_some()
        });
    };
    let click = |harness: &mut Harness<'_, _>, label: &str| {
        wait(harness, label);
        harness.query_all_by_label(label).next().unwrap_or_else(|| panic!("nothing is called {label}")).click();
        harness.run_ok();
    };
    click(&mut harness, "Start");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::R);
    wait(&mut harness, "Turn 2");

    drive.is(Now::Stumbles);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    wait(&mut harness, "No turn is lost");
    assert!(harness.query_by_label_contains("the drive makes the program stumble").is_some(), "the page says what was said");

    drive.is(Now::Works);
    click(&mut harness, "Go on");
    wait(&mut harness, "Meridian, turn 2 of 8");
    click(&mut harness, "Go on with it");
    wait(&mut harness, "Turn 2");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    wait_for("the file", || {
        harness.step();
        drive.disk.exists("data/games/meridian.countersign".as_ref())
    });
}

/// That nothing is lost is said only where the journal has all of it.
#[test]
fn the_page_about_a_mistake_promises_no_more_than_there_is() {
    for (kept, words) in [(Kept::NoGame, "No game was on the table."), (Kept::Behind, "the last turns may be lost")] {
        let mishap = Mishap { message: "index out of bounds".to_owned(), kept };
        let show = move |ui: &mut egui::Ui, styled: &mut bool| {
            if std::mem::replace(styled, true) {
                mishap_ui(ui, &mishap);
            } else {
                countersign::ui::kit::theme::Theme::default().install(ui.ctx());
                ui.ctx().request_repaint();
            }
        };
        let mut harness = Harness::builder().with_size([900.0, 600.0]).build_ui_state(show, false);
        harness.run_ok();
        assert!(harness.query_by_label_contains(words).is_some());
        assert!(harness.query_by_label_contains("No turn is lost").is_none());
    }
}

#[test]
fn a_mistake_of_the_program_has_a_page_and_a_way_on() {
    let mishap = Mishap { message: "index out of bounds".to_owned(), kept: Kept::Whole };
    let show = move |ui: &mut egui::Ui, (styled, gone_on): &mut (bool, bool)| {
        if std::mem::replace(styled, true) {
            *gone_on |= mishap_ui(ui, &mishap);
        } else {
            countersign::ui::kit::theme::Theme::default().install(ui.ctx());
            ui.ctx().request_repaint();
        }
    };
    let mut harness = Harness::builder().with_size([900.0, 600.0]).build_ui_state(show, (false, false));
    harness.run_ok();
    assert!(harness.query_by_label_contains("No turn is lost").is_some());
    assert!(harness.query_by_label_contains("index out of bounds").is_some());
    harness.get_by_label("Go on").click();
    harness.run_ok();
    assert!(harness.state().1);
}
