//! The board: lenses, places, the walk by keyboard, boards of any size.

use countersign::rules::table::StateId;
use countersign::ui::panels::board::Lens;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::workspace::Selection;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::Queryable as _;

use super::{Window, common};

impl Window {
    /// A board of so many states, on the table.
    fn board(states: usize, suppliers: usize, regions: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("board.ron");
        let text = common::scenario(states, suppliers, regions, 4, 2);
        // Kept, so that the board can be looked at in the window, too.
        std::fs::write(format!("{}/board-{states}.ron", env!("CARGO_TARGET_TMPDIR")), &text).expect("the folder can be written");
        if let Err(problems) = countersign::scenario::load("board.ron", &text) {
            panic!("{problems}");
        }
        std::fs::write(&path, text).expect("the folder can be written");
        let mut window = Self::open(Some(path));
        window.until("the board", |w| w.turn() == 1);
        window
    }

    pub(crate) fn state(&self, name: &str) -> StateId {
        self.play().game.setting().state(name).expect("a state of that name")
    }

    fn place(&self, name: &str) -> (u16, u16) {
        let play = self.play();
        let place = play.board.place(&play.scene(), self.state(name));
        (place.x, place.y)
    }

    /// Where the node that a label begins stands on the screen.
    fn centre(&self, label: &str) -> Pos2 {
        let found = self.harness.query_all_by_label_contains(label).next();
        found.unwrap_or_else(|| panic!("nothing is called {label}")).rect().center()
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.harness.drag_at(from);
        self.harness.step();
        for part in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from.lerp(to, part));
            self.harness.step();
        }
        self.harness.drop_at(to);
        self.settle();
    }
}

#[test]
fn every_lens_has_its_lines_and_its_legend() {
    let mut window = Window::open(None);
    window.start();
    let legends = [
        (Key::Num1, Lens::Supply, "width: share", "Orsany supplies Duvane"),
        (Key::Num2, Lens::Alignment, "with each other", "are against each other"),
        (Key::Num3, Lens::Threat, "large threat", "feels threatened by"),
        (Key::Num4, Lens::Capability, "needs more", "Haldry, partner"),
        (Key::Num5, Lens::Beliefs, "relied on", "finds Claverne reliable at"),
    ];
    let places: Vec<Pos2> = ["Haldry, ", "Duvane, ", "Yendra, "].iter().map(|name| window.centre(name)).collect();
    for (key, lens, legend, sentence) in legends {
        window.press(Modifiers::ALT, key);
        assert_eq!(window.play().board.lens(), lens);
        assert!(window.has(legend), "the legend of {lens:?}");
        assert!(window.has(sentence), "a line or a state of {lens:?} has its sentence");
        let now: Vec<Pos2> = ["Haldry, ", "Duvane, ", "Yendra, "].iter().map(|name| window.centre(name)).collect();
        assert_eq!(now, places, "{lens:?} keeps every state where it is");
    }
}

#[test]
fn a_seat_is_not_shown_what_another_believes() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::ALT, Key::Num5);
    assert!(window.has("finds Claverne reliable"));
    assert!(!window.has("finds Orsany reliable"));
}

#[test]
fn a_lens_is_chosen_by_a_click_and_narrowed_to_a_domain() {
    let mut window = Window::open(None);
    window.start();
    window.click("Capability");
    assert_eq!(window.play().board.lens(), Lens::Capability);
    window.click("Supply");
    assert!(window.has("Mercady supplies Haldry: 2"), "all domains together");
    window.click_containing("All domains");
    window.click("Maritime");
    assert!(window.has("Mercady supplies Haldry: 45"), "in one domain");
}

#[test]
fn keys_move_a_state_and_undo_brings_it_back() {
    let mut window = Window::open(None);
    window.start();
    let haldry = window.state("Haldry");
    window.click_containing("Haldry, partner");
    assert_eq!(window.play().selection, Selection::State(haldry));
    let before = window.place("Haldry");
    window.press(Modifiers::ALT, Key::ArrowRight);
    window.press(Modifiers::ALT, Key::ArrowDown);
    let after = window.place("Haldry");
    assert_eq!((after.0, after.1), (before.0 + 100, before.1 + 100));
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.place("Haldry"), before);
    window.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.place("Haldry"), (before.0 + 100, before.1));
    assert_eq!(window.turn(), 1, "no turn was taken back or played");
}

#[test]
fn a_drag_moves_a_state_and_is_one_step_of_undo() {
    let mut window = Window::open(None);
    window.start();
    let before = window.place("Haldry");
    let from = window.centre("Haldry, partner");
    window.drag(from, from + egui::vec2(60.0, 30.0));
    let after = window.place("Haldry");
    assert!(after.0 > before.0 && after.1 > before.1, "{before:?} to {after:?}");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.place("Haldry"), before);
}

#[test]
fn a_draft_after_a_move_is_taken_back_first() {
    let mut window = Window::open(None);
    window.start();
    window.click_containing("Haldry, partner");
    let before = window.place("Haldry");
    window.press(Modifiers::ALT, Key::ArrowRight);
    window.draft_first_request();
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.drafts(), 0, "the draft came last");
    assert_ne!(window.place("Haldry"), before, "and the place stays");
}

#[test]
fn a_pull_from_the_rim_opens_the_request_of_the_pair() {
    let mut window = Window::open(None);
    window.start();
    let exporter = window.centre("Claverne, exporter");
    let partner = window.centre("Tarvel, partner");
    let rim = exporter + (partner - exporter).normalized() * 20.0;
    window.drag(rim, partner);
    let composer = window.play().composer.as_ref().expect("the composer is open");
    let request = window.play().game.world().request(composer.key).expect("the request waits");
    assert_eq!((request.from, request.to), (window.state("Tarvel"), window.state("Claverne")));
}

#[test]
fn a_pull_to_a_partner_that_asks_nothing_says_so() {
    let mut window = Window::open(None);
    window.start();
    let exporter = window.centre("Claverne, exporter");
    let partner = window.centre("Pendara, partner");
    window.drag(exporter + (partner - exporter).normalized() * 20.0, partner);
    assert!(window.play().composer.is_none());
    assert!(window.has("Pendara asks nothing of Claverne now."));
    assert!(
        window.has("Hold a joint exercise with Pendara") && !window.has("Hold a joint exercise with Haldry"),
        "what can be done instead"
    );
    assert_eq!(window.place("Claverne"), { window.start_place("Claverne") }, "the supplier stays where it was");
}

#[test]
fn brackets_walk_the_links_of_a_state_and_the_other_end_follows() {
    let mut window = Window::open(None);
    window.start();
    window.click_containing("Haldry, partner");
    let haldry = window.state("Haldry");
    let mut seen = Vec::new();
    for _ in 0..2 {
        window.press(Modifiers::NONE, Key::CloseBracket);
        let Selection::Link(from, to) = window.play().selection else { panic!("a link is lit") };
        assert!(from == haldry || to == haldry, "a link of Haldry");
        assert!(!seen.contains(&(from, to)), "each once");
        seen.push((from, to));
    }
    window.press(Modifiers::NONE, Key::OpenBracket);
    assert_eq!(window.play().selection, Selection::Link(seen[0].0, seen[0].1), "and back");
    window.press(Modifiers::NONE, Key::Backslash);
    let Selection::State(other) = window.play().selection else { panic!("a state is lit") };
    assert_ne!(other, haldry);
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(window.play().selection, Selection::Nothing, "Escape lights everything again");
}

#[test]
fn arrows_lead_into_the_board_and_across_it() {
    let mut window = Window::open(None);
    window.start();
    while window.focused() != Some("Board".to_owned()) {
        window.press(Modifiers::NONE, Key::F6);
    }
    window.press(Modifiers::NONE, Key::ArrowRight);
    let first = window.play().selection;
    assert!(matches!(first, Selection::State(_)));
    window.press(Modifiers::NONE, Key::ArrowRight);
    window.press(Modifiers::NONE, Key::ArrowRight);
    assert_ne!(window.play().selection, first, "the nearest state on the right");
    assert!(matches!(window.play().selection, Selection::State(_)));
}

#[test]
fn boards_of_every_size_lay_themselves_out() {
    for (states, suppliers, regions) in [(5, 2, 1), (12, 3, 2), (30, 4, 6), (80, 8, 9)] {
        let window = Window::board(states, suppliers, regions);
        let play = window.play();
        let scene = play.scene();
        let places: Vec<(u16, u16)> = play
            .game
            .setting()
            .states
            .ids()
            .map(|id| {
                let place = play.board.place(&scene, id);
                (place.x, place.y)
            })
            .collect();
        for (n, one) in places.iter().enumerate() {
            for other in &places[n + 1..] {
                let (dx, dy) = (one.0.abs_diff(other.0), one.1.abs_diff(other.1));
                assert!(dx > 250 || dy > 250, "{states} states: {one:?} and {other:?} stand on one another");
            }
        }
        for (id, state) in play.game.setting().states.enumerate() {
            let x = places[usize::from(id.0)].0;
            let outside = state.roles.exporter;
            assert_eq!(outside, x == 0 || x == 10_000, "{states} states: suppliers stand outside, {} at {x}", state.name);
            assert!(window.has(&format!("{}, ", state.name)), "{} has its sentence", state.name);
        }
        assert!(window.has(" supplies "), "{states} states: links have sentences, drawn or not");
    }
}

#[test]
fn the_same_board_is_always_laid_out_alike_and_anew_by_command() {
    let places = |window: &Window| -> Vec<(u16, u16)> {
        let names: Vec<String> = window.play().game.setting().states.iter().map(|s| s.name.clone()).collect();
        names.iter().map(|name| window.place(name)).collect()
    };
    assert_eq!(places(&Window::board(30, 4, 6)), places(&Window::board(30, 4, 6)));
    let mut window = Window::open(None);
    window.start();
    let given = places(&window);
    window.run_command("Lay the board out anew");
    assert_ne!(places(&window), given);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(places(&window), given, "one step of undo brings all of them back");
}

#[test]
fn the_legend_names_the_bars_in_their_order() {
    let mut window = Window::open(None);
    window.start();
    window.press(Modifiers::ALT, Key::Num4);
    assert!(window.has("Bars, left to right:"));
    let row = window.centre("Bars, left to right:").y;
    let mut before = 0.0;
    for domain in
        ["Air defence", "Precision strike", "Maritime", "ISR and sensors", "Cyber and electronic warfare", "Space and autonomy"]
    {
        let named = window.harness.query_all_by_label(domain).map(|node| node.rect().center());
        let here = named.filter(|at| (at.y - row).abs() < 12.0).map(|at| at.x).fold(f32::INFINITY, f32::min);
        assert!(here.is_finite() && here > before, "{domain} {here}");
        before = here;
    }
    assert!(!window.has("root scale"));
}

#[test]
fn the_board_names_who_would_step_in_as_the_composer_does() {
    let mut window = super::panels::on_a_game(3, None);
    let scene = window.play().scene();
    let request = scene.in_tray().next().map(|r| (r.key, r.from)).expect("a request waits");
    assert!(scene.step_in(request.0).is_none());
    let says = |w: &Window| super::words::painted(w).into_iter().any(|(words, _)| words.contains(" denies"));
    window.ask(Intent::Select(Selection::State(request.1)));
    window.until("the answer", |w| w.play().scene().step_in(request.0).is_some());
    let shown = window.play().scene().step_in(request.0).cloned();
    window.ask(Intent::Decide(request.0));
    let done = |w: &Window| w.play().composer.as_ref().is_some_and(|c| c.preview.fresh() && c.preview.running().is_none());
    window.until("the preview", done);
    let play = window.play();
    let composed = play.composer.as_ref().and_then(|composer| composer.step_in(&play.scene()));
    assert_eq!(composed, shown, "the board and the composer say the same");
    let (supplier, _) = composed.and_then(|step| step.found).expect("somebody would step in");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.play().composer.is_none());
    let name = window.play().game.setting().states[supplier].name.clone();
    let painted = super::words::painted(&window);
    let pill = painted.iter().find(|(words, _)| words.contains(" denies")).map(|(words, _)| words.clone());
    assert!(pill.is_some_and(|words| words.starts_with(&format!("{name} +"))), "{name} {painted:?}");
    assert!(window.has("Not yet played."), "and it is said");
    window.press(Modifiers::ALT, Key::Num3);
    assert!(!says(&window), "the other lenses are not about supply");
}

#[test]
fn from_further_away_each_lens_keeps_its_own_ring_and_the_legend_its_own_words() {
    let mut window = Window::board(30, 4, 6);
    let says = |w: &Window, part: &str| super::words::painted(w).into_iter().any(|(words, _)| words.contains(part));
    assert!(says(&window, "ring, bar: orders by supplier"));
    for (key, ring) in [(Key::Num2, "alignment with"), (Key::Num3, "largest threat"), (Key::Num4, "needs that are met")] {
        window.press(Modifiers::ALT, key);
        assert!(!says(&window, "orders by supplier"), "{key:?}");
        assert!(says(&window, ring), "{key:?}");
    }
    window.press(Modifiers::ALT, Key::Num4);
    assert!(says(&window, "Zoom in for bars by domain"), "where there are no bars it is said how to see them");
}

#[test]
fn a_state_let_go_on_another_starts_an_order_and_never_covers_it() {
    let mut window = Window::open(None);
    window.start();
    let (claverne, haldry) = (window.centre("Claverne, "), window.centre("Haldry, "));
    window.drag(claverne, haldry);
    let play = window.play();
    assert!(play.composer.is_some() || window.desk().workspace().dialog.is_some(), "an order toward Haldry");
    assert_eq!(play.positions.of(window.state("Claverne")), None, "it stays where it was");
    window.press(Modifiers::NONE, Key::Escape);
    let beside = haldry + egui::vec2(26.0, 0.0);
    let duvane = window.centre("Duvane, ");
    window.drag(duvane, beside);
    let apart = window.centre("Duvane, ").distance(window.centre("Haldry, "));
    assert!(apart > 40.0, "{apart}");
}
