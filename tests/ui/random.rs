//! Random keys, clicks and drags on the whole window: nothing panics, and no two things on the screen share an id.

use std::collections::BTreeSet;

use countersign::report::actions;
use countersign::rules::legal;
use countersign::rules::order::OrderKind;
use countersign::rules::view::SeatView;
use countersign::text;
use countersign::ui::panels::new_order;
use countersign::ui::state::commands::{self, CommandId};
use countersign::ui::state::intents::Intent;
use countersign::ui::state::workspace::{Dialog, Play, Screen};
use egui::{Event, Key, Modifiers, PointerButton, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::Window;

/// A small generator, so that a run that fails can be repeated by its seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count.max(1)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from.get(self.below(from.len() as u64) as usize).copied().expect("something to pick from")
    }
}

const KEYS: [Key; 26] = [
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Escape,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::F6,
    Key::F2,
    Key::D,
    Key::N,
    Key::Z,
    Key::R,
    Key::P,
    Key::F,
    Key::M,
    Key::T,
    Key::H,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::OpenBracket,
    Key::CloseBracket,
    Key::Backslash,
    Key::Comma,
];

fn one(window: &mut Window, draw: &mut Draw, size: egui::Vec2) {
    let at = pos2(draw.below(size.x as u64) as f32, draw.below(size.y as u64) as f32);
    match draw.below(10) {
        0..=3 => {
            // Half of them are the keys of a command, the others are typed by whoever knows none.
            let command = commands::ALL.get(draw.below(2 * commands::ALL.len() as u64) as usize).and_then(|command| command.keys);
            let (modifiers, key) = command.map_or_else(
                || {
                    let held = [
                        Modifiers::NONE,
                        Modifiers::NONE,
                        Modifiers::COMMAND,
                        Modifiers::ALT,
                        Modifiers::SHIFT,
                        Modifiers::COMMAND.plus(Modifiers::SHIFT),
                    ];
                    (draw.pick(&held), draw.pick(&KEYS))
                },
                |keys| (keys.modifiers, keys.logical_key),
            );
            // Files and leaving belong to the outside.
            let outside = modifiers.command && matches!(key, Key::O | Key::Q | Key::S);
            if !outside {
                window.harness.key_press_modifiers(modifiers, key);
            }
        }
        4 => window.harness.event(Event::Text(draw.pick(&["a", "hal", "sup", " ", "0"]).to_owned())),
        5 => {
            let delta = vec2(0.0, draw.pick(&[-90.0, 90.0]));
            let modifiers = draw.pick(&[Modifiers::NONE, Modifiers::COMMAND]);
            window.harness.hover_at(at);
            let (unit, phase, source) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move, egui::MouseWheelSource::Wheel);
            window.harness.event(Event::MouseWheel { unit, delta, phase, source, modifiers });
        }
        6 => {
            let to = pos2(draw.below(size.x as u64) as f32, draw.below(size.y as u64) as f32);
            window.harness.drag_at(at);
            window.harness.step();
            window.harness.hover_at(at.lerp(to, 0.5));
            window.harness.step();
            window.harness.drop_at(to);
        }
        _ => {
            window.harness.hover_at(at);
            for pressed in [true, false] {
                let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
                window.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
            }
        }
    }
    window.harness.step();
}

/// What egui paints over two things that share an id.
fn clash(window: &Window) -> Option<String> {
    fn find(shape: &egui::Shape) -> Option<String> {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().find_map(find),
            egui::Shape::Text(text) => {
                let words = text.galley.text();
                (words.contains("use of") && words.contains("ID")).then(|| words.to_owned())
            }
            _ => None,
        }
    }
    window.harness.output().shapes.iter().find_map(|clipped| find(&clipped.shape))
}

fn run(seed: u64, events: u32, size: [f32; 2]) {
    let mut window = Window::sized(None, size);
    let mut draw = Draw(seed);
    for n in 0..events {
        if window.turn() == 0 && draw.below(4) == 0 && window.has("Start") && window.desk().workspace().dialog.is_none() {
            let which = usize::from(draw.below(2) == 0);
            let seat = window.desk().workspace().library.get(which).and_then(|s| s.setting.first_seat());
            window.ask(Intent::Start(which, seat.filter(|_| draw.below(2) == 0)));
        }
        one(&mut window, &mut draw, egui::Vec2::from(size));
        if n % 200 == 0 {
            legal_is_enabled(&mut window, &format!("seed {seed}, event {n}"));
        }
        if let Some(words) = clash(&window) {
            panic!("seed {seed}, event {n}: {words}");
        }
    }
}

impl Window {
    /// How the window stands, for whoever looks for what went wrong.
    fn stands(&self) -> String {
        let workspace = self.desk().workspace();
        let menu = matches!(workspace.dialog, Some(Dialog::NewOrder(_)));
        let every = self.harness.query_all_by(|node| node.label().is_some());
        let words: Vec<String> = every.filter_map(|node| node.accesskit_node().label()).take(80).collect();
        format!("the menu is {}open, text {} %: {words:?}", if menu { "" } else { "not " }, workspace.settings.text_size)
    }
}

/// What the menu of orders lets one draft is what the rules allow, no more and no less.
fn legal_is_enabled(window: &mut Window, at: &str) {
    // What was clicked last is carried out first.
    window.settle();
    let intent = || Intent::Run(CommandId::NewOrder);
    let workspace = window.desk().workspace();
    // A line of turns that runs by itself goes on while one looks, and the words of the menu are asked for in English.
    let still = workspace.play.as_ref().is_some_and(|play| !play.timeline.runs()) && workspace.settings.language == text::ENGLISH;
    let held_back = commands::held_back(workspace, CommandId::NewOrder).is_err();
    let ready = still && !held_back && workspace.dialog.is_none() && !workspace.hindcast.is_open();
    // Where orders are sealed and were revealed, nobody but the facilitator plays from an earlier turn, and on the first screen nobody does.
    let at_table = workspace.screen == Screen::Table;
    let open = |play: &&Play| !play.game.over() && !play.game.only_facilitator_plays_from(play.game.cursor());
    let Some(play) = window.desk().workspace().play.as_ref().filter(|_| ready && at_table).filter(open) else { return };
    let scene = play.scene();
    let choices = match scene.seat() {
        Some(seat) => {
            let view = SeatView::new(scene.setting, play.game.world(), seat);
            legal::legal_orders(scene.setting, &view, scene.drafts)
        }
        None => legal::facilitator_orders(scene.setting, scene.world),
    };
    let given = choices.iter().filter(|choice| choice.against.is_empty() && !matches!(choice.order.kind, OrderKind::Decide(..)));
    let action = |order| actions::action(scene.setting, scene.world, order);
    let mut legal: BTreeSet<String> = given.map(|choice| action(&choice.order).sentence).collect();
    if scene.seat().is_none() {
        legal.extend(new_order::by_hand(&scene).iter().map(|order| action(order).sentence));
    }
    let drafts = play.drafts.clone();
    window.ask(intent());
    // What has nothing to choose is drafted as it stands, the rest is opened.
    let begin = ["new_order.add", "new_order.choose"].map(|key| text::fill(key, &[("order", "")]));
    let order = |label: &str| begin.iter().find_map(|begin| label.strip_prefix(begin.as_str())).map(str::to_owned);
    let mut enabled = BTreeSet::new();
    // What is typed opens whatever it finds, and what one wants to do finds all that serves it.
    for aim in ["toward", "partner", "licences", "counter", "regime", "blocs", "lead"] {
        window.press(Modifiers::COMMAND, Key::A);
        window.type_text(text::text(&format!("new_order.{aim}")));
        let every = window.harness.query_all_by(|node| node.label().is_some_and(|label| order(&label).is_some()));
        let every = every.filter(|node| !node.accesskit_node().is_disabled());
        enabled.extend(every.filter_map(|node| node.accesskit_node().label().and_then(|label| order(&label))));
    }
    assert_eq!(enabled, legal, "{at}, {}", window.stands());
    window.ask(Intent::Dismiss);
    assert_eq!(window.play().drafts, drafts, "looking drafts nothing, {at}");
}

/// How many events; more by setting `COUNTERSIGN_EVENTS`.
fn events() -> u32 {
    std::env::var("COUNTERSIGN_EVENTS").ok().and_then(|text| text.parse().ok()).unwrap_or(5_000)
}

// Four tests, so that they run side by side.

#[test]
fn random_events_break_nothing_on_a_laptop() {
    run(1, events() / 4, [1280.0, 800.0]);
}

#[test]
fn random_events_break_nothing_in_a_small_window() {
    run(2, events() / 4, [860.0, 600.0]);
}

#[test]
fn random_events_break_nothing_on_a_large_screen() {
    run(3, events() / 4, [1920.0, 1080.0]);
}

#[test]
fn random_events_break_nothing_on_a_laptop_again() {
    run(4, events() / 4, [1280.0, 800.0]);
}

/// Large letters in a small window leave the menu of orders whole, for a seat and for whoever leads the game.
#[test]
fn the_menu_of_orders_is_whole_at_every_size_of_text() {
    for size in [80, 250] {
        let mut window = Window::sized(None, [860.0, 600.0]);
        window.ask(Intent::TextSize(size));
        window.begin();
        legal_is_enabled(&mut window, &format!("{size} %"));
        window.ask(Intent::Sit(None));
        legal_is_enabled(&mut window, &format!("{size} %, led"));
    }
}
