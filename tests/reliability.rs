//! A quick dose of `examples/soak`: random games, a disk that fails and loses power, a process that is killed, bits that flip.
//!
//! The full figures are in `docs/reliability.md`. Every failure names the seed that brings it back.

#![expect(clippy::indexing_slicing, reason = "a test whose ground gives way must fail")]

#[path = "../examples/soak/faults.rs"]
mod faults;
#[path = "../examples/soak/flips.rs"]
mod flips;
#[path = "../examples/soak/games.rs"]
mod games;
#[path = "../examples/soak/kills.rs"]
mod kills;

use countersign::rules::draws::Seed;
use countersign::session::Game;
use countersign::session::save::save;
use games::Luck;

/// Asserts that there is no complaint.
fn fine<T>(result: Result<T, String>) -> T {
    result.unwrap_or_else(|complaint| panic!("{complaint}"))
}

#[test]
fn random_games_come_back_at_every_turn() {
    let scenarios = games::scenarios();
    let compared: usize = (0..2).map(|seed| fine(games::play(&scenarios[seed % scenarios.len()], seed as u64))).sum();
    assert!(compared > 20, "{compared}");
}

#[test]
fn whatever_the_disk_says_nothing_that_was_promised_is_lost() {
    let mut opened = faults::Opened::default();
    let game = faults::played(&games::scenarios()[0], 1, 2);
    let runs = fine(faults::failures(&game, &mut opened, 5));
    assert!(runs > 20, "{runs}");
}

#[test]
fn wherever_power_goes_the_old_or_the_new_turn_is_there() {
    let mut opened = faults::Opened::default();
    let mut cut = |seed| fine(faults::power_cuts(&faults::played(&games::scenarios()[0], seed, 2), seed, &mut opened));
    let disks: usize = (0..6).map(&mut cut).sum();
    assert!(disks > 300, "{disks}");
}

#[test]
fn a_killed_process_loses_no_turn_that_it_told() {
    let program = assert_cmd::cargo::cargo_bin("countersign");
    let told = |seed| {
        let folder = tempfile::tempdir().expect("a folder for a game");
        fine(kills::kill(&program, folder.path(), seed))
    };
    let turns: Vec<usize> = (0..8).map(told).collect();
    assert!(turns.iter().any(|turns| *turns > 0) && turns.iter().any(|turns| *turns < 8), "{turns:?}");
}

#[test]
fn a_flipped_bit_is_refused_or_changes_nothing() {
    let scenario = &games::scenarios()[0];
    let (mut luck, mut game) = (Luck::new(8), Game::new(std::sync::Arc::clone(scenario), Seed(8), None));
    for _ in 0..2 {
        let orders = games::random_orders(&game, &mut luck);
        game.resolve(&orders).expect("legal orders");
    }
    let content = save(&game).into_bytes();
    // Every bit of the lines beside the scenario, and some of the scenario's.
    let text = String::from_utf8_lossy(&content).into_owned();
    let mut at = 0;
    let mut refused = 0;
    for line in text.split_inclusive('\n') {
        let step = if line.starts_with("| ") { 1_009 } else { 13 };
        for bit in (at * 8..(at + line.len()) * 8).step_by(step) {
            refused += usize::from(fine(flips::flip(&game, &content, bit)));
        }
        at += line.len();
    }
    assert!(refused > 1_000, "{refused}");
}
