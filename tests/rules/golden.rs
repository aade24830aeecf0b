//! Golden playthroughs: the computer plays the bundled scenarios against itself, and every digest and every headline is as committed.
//!
//! To make them anew, when the rules were meant to change: raise `RULES_VERSION`, say so in `CHANGELOG.md` under Rules, run
//! `UPDATE_GOLDEN=1 INSTA_UPDATE=always cargo test --no-default-features --test rules golden`, and read the diff before committing it.

use std::path::PathBuf;
use std::sync::Arc;

use countersign::players;
use countersign::report::playthrough;
use countersign::rules::draws::Seed;
use countersign::scenario::{self, library};
use countersign::session::Game;

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
