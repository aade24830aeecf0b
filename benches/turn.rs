//! How long a turn of Meridian takes, with and without the record of causes.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]

use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::turn::{resolve_turn, rollout_turn};
use countersign::rules::validate::validate;
use countersign::scenario;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn meridian() -> scenario::Scenario {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    scenario::load(bundled.file, bundled.text).expect("Meridian has no problem")
}

/// A turn in the middle of the game, computer players in every seat.
#[divan::bench]
fn recorded(bencher: Bencher<'_, '_>) {
    let game = meridian();
    let orders = players::orders_of_others(&game.setting, &game.world, None, Seed(1));
    let valid = validate(&game.setting, &game.world, &orders).expect("computer players give legal orders");
    bencher.bench(|| resolve_turn(black_box(&game.setting), black_box(&game.world), &valid, Seed(1)));
}

/// The same turn with the recording left out.
#[divan::bench]
fn silent(bencher: Bencher<'_, '_>) {
    let game = meridian();
    let orders = players::orders_of_others(&game.setting, &game.world, None, Seed(1));
    let valid = validate(&game.setting, &game.world, &orders).expect("computer players give legal orders");
    bencher.bench(|| rollout_turn(black_box(&game.setting), black_box(&game.world), &valid, Seed(1)));
}
