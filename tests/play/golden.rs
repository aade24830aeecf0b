//! Golden playthroughs: the computer plays Meridian against itself, and every digest and every headline is as committed.
//!
//! To make them anew, when the rules were meant to change: raise `RULES_VERSION`, say so in `CHANGELOG.md` under Rules, run
//! `UPDATE_GOLDEN=1 INSTA_UPDATE=always cargo test --no-default-features --test play golden`, and read the diff before committing it.

use std::path::PathBuf;
use std::sync::Arc;

use countersign::players;
use countersign::report::playthrough;
use countersign::rules::draws::Seed;
use countersign::session::Game;

use super::board::meridian;

fn play_by_computer(seed: u64) -> Game {
    let mut game = Game::new(Arc::new(meridian()), Seed(seed), None);
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
        "{name} is not as committed. How to make it anew, if that was meant, stands on top of tests/play/golden.rs."
    );
}

#[test]
fn golden_playthroughs() {
    for seed in [1, 2] {
        let game = play_by_computer(seed);
        let mut readable = insta::Settings::clone_current();
        readable.set_snapshot_path("../golden");
        readable.set_prepend_module_to_snapshot(false);
        readable.set_omit_expression(true);
        readable.bind(|| insta::assert_snapshot!(format!("meridian-seed{seed}"), playthrough(&game)));
        let digests: Vec<String> = game.line().iter().skip(1).map(|n| n.digest.to_string()).collect();
        compare_digests(&format!("meridian-seed{seed}.digests"), &(digests.join("\n") + "\n"));
    }
}
