//! Themes, text sizes, languages and the arrangement of panels.

use countersign::ui::state::arrangement::{Pane, Preset};
use countersign::ui::state::settings::ThemeChoice;
use egui::{Key, Modifiers};

use super::Window;

impl Window {
    /// What has the focus, by name.
    pub(super) fn focused(&self) -> Option<String> {
        use egui_kittest::kittest::{NodeT as _, Queryable as _};
        let every = self.harness.query_all_by(|_| true);
        let found = every.into_iter().find(|node| node.accesskit_node().is_focused());
        found.and_then(|node| node.accesskit_node().label())
    }

    /// Clicks the first thing whose name holds these words.
    pub(super) fn click_containing(&mut self, words: &str) {
        use egui_kittest::kittest::Queryable as _;
        let found = self.harness.query_all_by_label_contains(words).next();
        found.unwrap_or_else(|| panic!("nothing is called {words}")).click();
        self.settle();
    }

    /// Begins the first scenario in its first seat, wherever on the screen the button is.
    pub(super) fn begin(&mut self) {
        let library = &self.desk().workspace().library;
        let seat = library.first().and_then(|scenario| scenario.setting.first_seat());
        self.ask(countersign::ui::state::intents::Intent::Start(0, seat));
        self.read_briefing();
    }

    /// Where a state stands when a game begins.
    pub(super) fn start_place(&self, name: &str) -> (u16, u16) {
        let play = self.desk().workspace().play.as_ref().expect("a game is on the table");
        let setting = play.game.setting();
        let fresh = countersign::ui::panels::board::BoardView::new(setting, play.game.world());
        let id = setting.state(name).expect("a state of that name");
        let none = countersign::ui::state::positions::Positions::default();
        let mut scene = play.scene();
        scene.positions = &none;
        let place = fresh.place(&scene, id);
        (place.x, place.y)
    }
}

#[test]
fn f6_leads_round_the_parts_of_the_screen_in_order() {
    let mut window = Window::open(None);
    window.start();
    let parts = [
        "Game and commands",
        "In-tray",
        "Drafted orders",
        "Board",
        "Inspector",
        "Plots, headlines, ledger",
        "Turns",
        "Game and commands",
    ];
    for part in parts {
        window.press(Modifiers::NONE, Key::F6);
        assert_eq!(window.focused().as_deref(), Some(part));
    }
    window.press(Modifiers::SHIFT, Key::F6);
    assert_eq!(window.focused().as_deref(), Some("Turns"), "and back");
}

#[test]
fn an_arrangement_is_chosen_kept_and_put_back() {
    let mut window = Window::open(None);
    window.start();
    assert!(window.has("In-tray") && window.has("Inspector"));
    window.run_command("projector");
    assert_eq!(window.desk().workspace().settings.layout, Preset::Projector);
    assert!(!window.has("4 to decide"), "nothing private is on the projector");
    window.run_command("student");
    assert!(window.has("4 to decide"));
    let file = window.folder.path().join("settings.ron");
    window.until("the settings", |_| std::fs::read_to_string(&file).is_ok_and(|text| text.contains("layout: Student")));
}

#[test]
fn dragging_the_border_of_a_panel_makes_the_arrangement_ones_own() {
    let mut window = Window::open(None);
    window.start();
    let border = egui::pos2(268.5, 450.0);
    window.harness.drag_at(border);
    window.harness.step();
    for x in [280.0, 300.0, 330.0] {
        window.harness.hover_at(egui::pos2(x, 450.0));
        window.harness.step();
    }
    window.harness.drop_at(egui::pos2(330.0, 450.0));
    window.settle();
    let own = window.desk().workspace().settings.layouts.get(&Preset::Student).cloned().expect("the sizes are kept");
    assert!(own.sound());
    let countersign::ui::state::arrangement::Arrangement::Row(parts) = own else { panic!("a row: {own:?}") };
    assert_eq!(parts[0].1.panes(), [Pane::Tray]);
    assert!((320.0..=340.0).contains(&parts[0].0), "the in-tray is {} wide", parts[0].0);
    window.run_command("panels as designed");
    assert!(window.desk().workspace().settings.layouts.is_empty());
}

#[test]
fn every_preset_at_every_size_shows_the_board() {
    for size in [[640.0, 480.0], [1000.0, 700.0], [1280.0, 800.0], [1920.0, 1080.0]] {
        let mut window = Window::sized(None, size);
        window.start();
        for preset in ["student", "facilitator", "analyst", "projector"] {
            window.run_command(preset);
            assert!(window.has("Haldry, partner"), "{preset} at {size:?}");
        }
    }
}

#[test]
fn panels_show_handles_while_they_are_arranged() {
    let mut window = Window::open(None);
    window.start();
    window.run_command("arrange panels");
    assert!(window.desk().workspace().arranging);
    assert!(window.has("Drag a panel by its name."));
    assert!(window.has("Plots, headlines, ledger"));
    window.run_command("arrange panels");
    assert!(!window.desk().workspace().arranging);
}

#[test]
fn the_settings_page_changes_the_look_at_once() {
    let mut window = Window::open(None);
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Light");
    assert_eq!(window.desk().workspace().settings.theme, ThemeChoice::Light);
    window.click("High contrast");
    assert_eq!(window.desk().workspace().settings.theme, ThemeChoice::Contrast);
    window.click("150 %");
    assert_eq!(window.desk().workspace().settings.text_size, 150);
    window.click("None");
    assert!(window.desk().workspace().settings.still);
    let file = window.folder.path().join("settings.ron");
    window.until("the settings", |_| std::fs::read_to_string(&file).is_ok_and(|text| text.contains("text_size: 150")));
}

#[test]
fn every_theme_and_text_size_draws_every_screen() {
    for theme in ThemeChoice::ALL {
        for size in [80, 250] {
            let mut window = Window::open(None);
            window.ask(countersign::ui::state::intents::Intent::Theme(theme));
            window.ask(countersign::ui::state::intents::Intent::TextSize(size));
            window.begin();
            assert!(window.has("Haldry, partner"), "{theme:?} at {size} %");
            window.press(Modifiers::NONE, Key::D);
            assert!(window.has("Your decision"), "the composer of {theme:?} at {size} %");
        }
    }
}
