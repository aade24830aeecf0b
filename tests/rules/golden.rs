//! Golden playthroughs: the computer plays the bundled scenarios against itself, and every digest and every headline is as committed.
//!
//! To make them anew, when the rules were meant to change: raise `RULES_VERSION`, say so in `CHANGELOG.md` under Rules, run
//! `UPDATE_GOLDEN=1 INSTA_UPDATE=always cargo test --no-default-features --test rules golden`, and read the diff before committing it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use countersign::players;
use countersign::report::playthrough;
use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::turn::rollout_turn;
use countersign::rules::validate::validate;
use countersign::scenario::{self, library};
use countersign::session::Game;

use super::orders::{Facilitator, opening, random_orders};

/// Random games of each scenario.
const GAMES: u64 = 8;

fn play_by_computer(scenario: &str, seed: u64) -> Game {
    let bundled = library::find(scenario).expect("a bundled scenario");
    let scenario = scenario::load(bundled.file, bundled.text).expect("a bundled scenario has no problem");
    let mut game = Game::new(Arc::new(scenario), Seed(seed), None);
    while !game.over() {
        let orders = players::orders_of_others(game.setting(), game.world(), None, game.seed());
        game.resolve(&orders).expect("computer players give legal orders");
    }
    game
}

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// Digests, one a line, as `tests/digests.sh` compares them for other builds; `UPDATE_GOLDEN=1` writes them.
fn compare_digests(name: &str, text: &str) {
    let path = golden(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).expect("the golden folder can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == text,
        "{name} is not as committed. How to make it anew, if that was meant, stands on top of tests/rules/golden.rs."
    );
}

#[test]
fn golden_playthroughs() {
    for (scenario, seed) in [("meridian", 1), ("meridian", 2), ("first-licence", 1), ("two-suppliers", 1)] {
        let game = play_by_computer(scenario, seed);
        let name = format!("{scenario}-seed{seed}");
        let mut readable = insta::Settings::clone_current();
        readable.set_snapshot_path("../golden");
        readable.set_prepend_module_to_snapshot(false);
        readable.set_omit_expression(true);
        readable.bind(|| insta::assert_snapshot!(name.as_str(), playthrough(&game)));
        let digests: Vec<String> = game.line().iter().skip(1).map(|n| n.digest.to_string()).collect();
        compare_digests(&format!("{name}.digests"), &(digests.join("\n") + "\n"));
    }
}

/// What players without any sense make of the bundled scenarios: every kind of order occurs, in every other game those of a
/// facilitator without sense, too. One line a game.
#[test]
fn golden_random_games() {
    let mut lines = String::new();
    for bundled in scenario::bundled() {
        let scenario = scenario::load(bundled.file, bundled.text).expect("a bundled scenario has no problem");
        let setting = &scenario.setting;
        for luck in 0..GAMES {
            let facilitator = if luck % 2 == 0 { Facilitator::Absent } else { Facilitator::Wild };
            let mut world = opening(&scenario.world, luck);
            while !world.over(setting) {
                let orders = random_orders(setting, &world, fold(luck, &[u64::from(world.turn)]), facilitator);
                let orders = validate(setting, &world, &orders).expect("the generator makes legal orders");
                world = rollout_turn(setting, &world, &orders, Seed(luck));
            }
            writeln!(lines, "{} {luck} {}", setting.id, Digest::of(&world)).expect("a string takes every line");
        }
    }
    compare_digests("random-games.txt", &lines);
}
