//! Games for the tests of panels.

use std::sync::Arc;

use crate::players;
use crate::rules::draws::Seed;
use crate::scenario;
use crate::session::Game;
use crate::ui::state::workspace::Play;

/// Meridian after some turns of computer players in every seat, looked at from a seat by name, or by whoever leads the game.
pub(in crate::ui) fn meridian(seed: u64, turns: u16, seat: Option<&str>) -> Play {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    let scenario = scenario::load(bundled.file, bundled.text).expect("Meridian has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(seed), None);
    for _ in 0..turns {
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("computer players give legal orders");
    }
    let seat = seat.map(|name| game.setting().state(name).expect("the seat is on the board"));
    game.sit(seat);
    Play::new(game)
}
