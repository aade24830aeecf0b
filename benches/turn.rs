//! How long a turn takes, with and without the record of causes: turn 1 of Meridian, and of boards of 12, 50 and 200 states with six
//! domains and six suppliers in each, written by rule.
//!
//! `silent` is what a preview plays by the hundred, in a place that is used again; `recorded` is a turn of the game with its causes, the parts
//! of formulas left for when somebody asks.

#![expect(clippy::expect_used, reason = "a measurement whose ground gives way must fail")]

#[path = "../tests/common/mod.rs"]
mod common;

use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::ledger::Ledger;
use countersign::rules::order::ValidOrders;
use countersign::rules::turn::Rollout;
use countersign::rules::validate::validate;
use countersign::scenario::{self, Scenario};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const BOARDS: [&str; 4] = ["meridian", "12", "50", "200"];

fn opening(board: &str) -> Scenario {
    if let Some(bundled) = scenario::library::find(board) {
        return scenario::load(bundled.file, bundled.text).expect("a bundled scenario has no problem");
    }
    let states: usize = board.parse().expect("a number of states");
    let text = common::scenario(states, 6, 4, 6, 6);
    scenario::load("board.ron", &text).map_err(|problems| problems.to_string()).expect("a written board has no problem")
}

/// A board, and the orders of computer players in every seat.
fn ready(board: &str) -> (Scenario, ValidOrders) {
    let game = opening(board);
    let orders = players::orders_of_others(&game.setting, &game.world, None, Seed(1));
    let valid = validate(&game.setting, &game.world, &orders).expect("computer players give legal orders");
    (game, valid)
}

#[divan::bench(args = BOARDS)]
fn silent(bencher: Bencher<'_, '_>, board: &str) {
    let (game, orders) = ready(board);
    let mut rollout = Rollout::new(&game.world);
    bencher.bench_local(|| rollout.play_from(black_box(&game.world), black_box(&game.setting), &orders, Seed(1)));
}

#[divan::bench(args = BOARDS)]
fn recorded(bencher: Bencher<'_, '_>, board: &str) {
    let (game, orders) = ready(board);
    let mut rollout = Rollout::new(&game.world);
    let mut ledger = Ledger::new(false);
    bencher.bench_local(|| {
        ledger.clear();
        rollout.record_from(black_box(&game.world), black_box(&game.setting), &orders, Seed(1), &mut ledger);
    });
}
