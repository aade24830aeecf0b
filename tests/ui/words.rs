//! The pseudo-language: everything that the window says is in the catalogue, and nothing is cut off where words are longer.

use std::collections::BTreeSet;

use countersign::rules::variable::{StateVar, Variable};
use countersign::text;
use countersign::ui::state::commands::CommandId;
use countersign::ui::state::drafting::DraftAsk;
use countersign::ui::state::intents::Intent;
use egui::{Key, Modifiers};

use super::Window;

/// Everything that is painted, with whether it was cut off.
pub(crate) fn painted(window: &Window) -> Vec<(String, bool)> {
    fn gather(shape: &egui::Shape, clip: egui::Rect, into: &mut Vec<(String, bool)>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, into)),
            egui::Shape::Text(text) => {
                let place = text.visual_bounding_rect();
                // What is scrolled out of sight upwards or downwards can be scrolled back; what sticks out sideways cannot.
                let sticks_out = place.is_positive()
                    && place.intersects(clip)
                    && (place.right() > clip.right() + 1.0 || place.left() < clip.left() - 1.0);
                into.push((text.galley.text().to_owned(), text.galley.elided || sticks_out));
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    for clipped in &window.harness.output().shapes {
        gather(&clipped.shape, clipped.clip_rect, &mut all);
    }
    all
}

/// What is left of a text without what is in the catalogue: the parts between guillemets, which may lie within one another.
fn outside(words: &str) -> String {
    let (mut depth, mut rest) = (0_usize, String::new());
    for c in words.chars() {
        match c {
            '«' => depth += 1,
            '»' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest
}

/// Words that are not the program's: the scenario's, keys', languages'.
fn known() -> BTreeSet<String> {
    let keys = "Ctrl Shift Alt Esc Escape Plus Minus Slash Comma Enter Up Down Left Right OpenBracket CloseBracket Backslash Tab Space \
                English Pseudo meridian countersign Why";
    let split = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let bundled = countersign::scenario::library::bundled().iter().flat_map(|scenario| split(scenario.text));
    bundled.chain(split(keys)).collect()
}

fn check(window: &Window, screen: &str, known: &BTreeSet<String>, strays: &mut BTreeSet<String>) {
    for (words, _) in painted(window) {
        let rest = outside(&words);
        for word in rest.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1) {
            if !known.contains(&word.to_lowercase()) {
                strays.insert(format!("{screen}: {word} in {words:?}"));
            }
        }
    }
}

/// Visits the screens of the window, and hands each to `see`.
fn walk(window: &mut Window, mut see: impl FnMut(&Window, &str)) {
    see(window, "home");
    for (key, screen) in [(Key::Slash, "keys"), (Key::Comma, "settings"), (Key::P, "commands"), (Key::M, "messages")] {
        window.press(Modifiers::COMMAND, key);
        see(window, screen);
        window.press(Modifiers::NONE, Key::Escape);
    }
    window.begin();
    see(window, "table");
    for (key, lens) in [(Key::Num2, "alignment"), (Key::Num3, "threat"), (Key::Num4, "capability"), (Key::Num5, "beliefs")] {
        window.press(Modifiers::ALT, key);
        see(window, lens);
    }
    window.press(Modifiers::ALT, Key::Num1);
    window.press(Modifiers::COMMAND, Key::F);
    see(window, "search");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Q);
    see(window, "table after leaving was asked");
    window.press(Modifiers::NONE, Key::Escape);
    explained(window, see);
}

/// The pages that explain, on a turn that has been played.
fn explained(window: &mut Window, mut see: impl FnMut(&Window, &str)) {
    window.press(Modifiers::COMMAND, Key::N);
    see(window, "new order");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::D);
    for (key, screen) in [(Key::Num1, "approve"), (Key::Num2, "conditions"), (Key::Num3, "defer"), (Key::Num4, "deny")] {
        window.press(Modifiers::NONE, key);
        see(window, screen);
    }
    window.press(Modifiers::COMMAND, Key::Enter);
    see(window, "drafted");
    window.ask(Intent::Run(CommandId::CompareSets));
    see(window, "sets");
    window.press(Modifiers::NONE, Key::Escape);
    window.ask(Intent::Drafts(DraftAsk::SetAside));
    see(window, "set aside");
    window.resolve();
    see(window, "headlines");
    window.press(Modifiers::COMMAND, Key::Num3);
    see(window, "ledger");
    window.press(Modifiers::COMMAND, Key::Num2);
    window.press(Modifiers::NONE, Key::F4);
    see(window, "story");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::NONE, Key::F3);
    see(window, "plots");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::SHIFT, Key::F2);
    see(window, "seats");
    window.press(Modifiers::NONE, Key::Escape);
    let seat = window.play().game.seat().expect("somebody is seated");
    window.ask(Intent::Page(countersign::ui::state::pages::PageAsk::Why(Variable::State(StateVar::Capital, seat), None)));
    see(window, "why");
    window.press(Modifiers::NONE, Key::Escape);
    window.ask(Intent::Run(CommandId::Tour));
    see(window, "leaving for the tour");
    window.ask(Intent::Leave { save: false });
    for bubble in 1..=4 {
        see(window, &format!("bubble {bubble}"));
        window.press(Modifiers::NONE, Key::F8);
    }
}

#[test]
fn every_word_of_the_window_is_in_the_catalogue() {
    let mut window = Window::open(None);
    window.ask(Intent::Speak(text::PSEUDO.to_owned()));
    let (known, mut strays) = (known(), BTreeSet::new());
    walk(&mut window, |window, screen| check(window, screen, &known, &mut strays));
    text::speak(text::ENGLISH);
    assert!(strays.is_empty(), "not in the catalogue:\n{}", strays.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn nothing_is_cut_off_where_words_are_four_tenths_longer() {
    let mut window = Window::sized(None, [1920.0, 1080.0]);
    window.ask(Intent::Speak(text::PSEUDO.to_owned()));
    let mut cut = BTreeSet::new();
    walk(&mut window, |window, screen| {
        // The cells of the ledger are cut to their columns, and are read whole under the pointer.
        let cells = screen == "ledger";
        let off = painted(window).into_iter().filter(|(_, elided)| *elided && !cells);
        cut.extend(off.map(|(words, _)| format!("{screen}: {words}")));
    });
    text::speak(text::ENGLISH);
    assert!(cut.is_empty(), "cut off:\n{}", cut.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_window_speaks_another_language_at_once() {
    let mut window = Window::open(None);
    assert!(window.has("Start a seminar"));
    window.ask(Intent::Speak(text::PSEUDO.to_owned()));
    assert!(!window.has("Start a seminar") && window.has("«"));
    window.ask(Intent::Speak(text::ENGLISH.to_owned()));
    assert!(window.has("Start a seminar"));
}
