//! Games that were played to their end, with commitments made on the way: every turn of them, through every lens.

use std::path::Path;

use countersign::rules::RULES_VERSION;
use countersign::session::NodeId;
use countersign::ui::state::intents::Intent;
use countersign::ui::state::workspace::{Selection, Tab};
use egui::{Key, Modifiers};

use super::*;

const LENSES: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];

impl Window {
    /// Looks at the turn on the table from everywhere.
    fn look_around(&mut self) {
        for tab in [Tab::Headlines, Tab::Plots] {
            self.ask(Intent::Show(tab));
        }
        for lens in LENSES {
            self.press(Modifiers::ALT, lens);
        }
        let states: Vec<_> = self.desk().workspace().play.as_ref().expect("a game").game.setting().states.ids().collect();
        for state in states {
            self.ask(Intent::Select(Selection::State(state)));
        }
    }
}

#[test]
fn every_turn_of_a_played_game_can_be_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let mut made = 0;
    for number in [9, 21] {
        let mut window = Window::open(Some(folder.join(format!("rules{RULES_VERSION}-{number:02}-meridian.countersign"))));
        window.until("the game", |w| w.turn() > 0);
        let game = &window.desk().workspace().play.as_ref().expect("a game").game;
        made = made.max(game.world().commitments.len() - game.setting().commitments.len());
        let nodes = (0..game.nodes().len()).map(NodeId);
        for node in nodes {
            window.ask(Intent::GoTo(node));
            window.look_around();
        }
    }
    assert!(made > 0, "in one of them at least a commitment was made");
}

#[test]
fn a_game_is_played_to_its_end_without_an_order() {
    let mut window = Window::open(None);
    window.start();
    for _ in 0..8 {
        window.resolve();
        window.look_around();
    }
}
