//! A whole game without a mouse: every step is a key, from the first screen to the saved file.

use countersign::rules::world::Outcome;
use countersign::ui::state::pages::Page;
use countersign::ui::state::workspace::{Selection, Tab};
use egui::{Key, Modifiers};

use super::Window;

impl Window {
    /// Tab until something of this name has the focus, for the n-th time.
    fn tab_to(&mut self, name: &str, nth: usize) {
        let mut met = 0;
        for _ in 0..300 {
            self.press(Modifiers::NONE, Key::Tab);
            let here = self.focused().is_some_and(|focused| focused.contains(name));
            met += usize::from(here);
            if met == nth {
                return;
            }
        }
        panic!("Tab never comes to {name}");
    }

    /// F6 until a part of the screen has the focus.
    fn part(&mut self, name: &str) {
        for _ in 0..10 {
            self.press(Modifiers::NONE, Key::F6);
            if self.focused().as_deref() == Some(name) {
                return;
            }
        }
        panic!("F6 never comes to {name}");
    }

    /// Opens the next request, chooses a decision, drafts it.
    fn decide(&mut self, choice: Key) {
        let before = self.drafts();
        self.press(Modifiers::NONE, Key::D);
        self.press(Modifiers::NONE, choice);
        if choice == Key::Num4 {
            self.press(Modifiers::NONE, Key::Num6);
        }
        self.press(Modifiers::COMMAND, Key::Enter);
        assert_eq!(self.drafts(), before + 1);
    }
}

#[test]
fn first_licence_is_played_with_the_keyboard_alone() {
    let mut window = Window::open(None);
    let place = window.desk().workspace().library.iter().position(|s| s.setting.id == "first-licence").expect("it is bundled");
    window.tab_to("Start", place + 1);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.turn(), 1);
    assert_eq!(window.play().game.setting().id, "first-licence");
    window.read_briefing();

    // Turn 1: the board is walked to who asks, and Enter opens the request.
    window.part("Board");
    window.press(Modifiers::NONE, Key::ArrowRight);
    let Selection::State(_) = window.play().selection else { panic!("an arrow lights a state") };
    window.tab_to("Lussary, partner", 1);
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.has("Your decision"), "Enter opens what waits");
    window.press(Modifiers::NONE, Key::Num1);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.drafts(), 1);
    window.resolve();

    // Turn 2: what happened is read, asked about, told; then a refusal, taken back, and put in another way.
    assert_eq!(window.play().bottom.tab, Tab::Headlines);
    window.tab_to("Why?", 1);
    window.press(Modifiers::NONE, Key::Enter);
    assert!(matches!(window.play().page, Some(Page::Why(_))));
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::F4);
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert!(window.has("Step 2 of"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.play().page.is_none());
    window.decide(Key::Num4);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.drafts(), 0);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.drafts(), 1, "a draft that was taken back comes again");
    window.resolve();

    // Turn 3: a licence with conditions, and another order by name.
    window.decide(Key::Num2);
    window.press(Modifiers::COMMAND, Key::N);
    window.type_text("exercise norrune");
    window.tab_to("Draft as it stands: Hold a joint exercise with Norrune", 1);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.drafts(), 2);
    window.resolve();
    assert!(window.play().game.over(), "three turns are the whole game");
    let decided = |name: &str| {
        let partner = window.state(name);
        window.play().game.world().record.iter().find(|d| d.partner == partner).map(|d| d.outcome)
    };
    assert_eq!(decided("Lussary"), Some(Outcome::Licensed));
    assert_eq!(decided("Norrune"), Some(Outcome::Denied));
    assert!(decided("Zarrel").is_some());

    window.press(Modifiers::COMMAND, Key::S);
    window.until("the file", |w| w.has("Saved as first-licence.countersign."));
    window.press(Modifiers::COMMAND, Key::H);
    assert!(window.has("Start a seminar"), "and back to the first screen");
}

#[test]
fn escape_closes_an_open_menu_and_nothing_else() {
    let mut window = Window::open(None);
    window.start();
    window.click("Menu");
    assert!(window.has("Panels and board"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Panels and board"));
    window.click("Menu");
    window.press(Modifiers::COMMAND, Key::P);
    assert!(!window.has("Panels and board"), "what is opened by key closes the menu");
}
