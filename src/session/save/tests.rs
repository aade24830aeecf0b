//! Saves: the round trip, and every way in which a file can be wrong.

use super::*;
use crate::players::orders_of_others;
use crate::rules::order::{Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::table::Id as _;

fn turn(game: &mut Game) {
    let orders = orders_of_others(game.setting(), game.world(), None, game.seed());
    game.resolve(&orders).unwrap();
}

/// Three turns, and a branch from the first.
fn played() -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let scenario = scenario::load(bundled.file, bundled.text).unwrap();
    let seat = scenario.setting.exporters().next();
    let mut game = Game::new(Arc::new(scenario), Seed(u64::MAX), seat);
    for _ in 0..3 {
        turn(&mut game);
    }
    game.go_to(NodeId(1));
    let mut orders = orders_of_others(game.setting(), game.world(), None, game.seed());
    orders.push(Order {
        seat: crate::rules::table::StateId::from_index(3),
        kind: OrderKind::StandingAnswer(Quantity::from_micros(123_457)),
        public_reason: "A \"quoted\" reason, with \\ and ü".to_owned(),
        private_reason: "two\nlines".to_owned(),
    });
    game.resolve(&orders).unwrap();
    game
}

#[test]
fn a_game_comes_back_as_it_was_saved() {
    let game = played();
    let content = save(&game);
    let opened = load(&content, "a.countersign").unwrap();
    assert_eq!(opened.nodes().len(), 5);
    for (one, other) in game.nodes().iter().zip(opened.nodes()) {
        assert_eq!((one.parent, one.digest, one.hindsight), (other.parent, other.digest, other.hindsight));
        assert_eq!(one.orders, other.orders);
        assert_eq!(one.ledger, other.ledger);
    }
    assert_eq!((game.cursor(), game.seed(), game.seat()), (opened.cursor(), opened.seed(), opened.seat()));
    assert_eq!(save(&opened), content);
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let content = format!("\u{feff}{}", save(&played()));
    assert!(load(&content, "a.countersign").is_ok());
}

fn error_of(change: impl Fn(String) -> String) -> SaveError {
    load(&change(save(&played())), "a.countersign").unwrap_err()
}

#[test]
fn a_changed_digest_is_named() {
    let digest = played().nodes()[2].digest.to_string();
    let error = error_of(|s| s.replace(&digest, &"0".repeat(64)));
    assert!(matches!(error, SaveError::Diverged { node: 2, turn: 2, .. }), "{error}");
}

#[test]
fn a_changed_seed_diverges_and_a_changed_scenario_is_noticed() {
    let error = error_of(|s| s.replace(&u64::MAX.to_string(), "5"));
    assert!(matches!(error, SaveError::Diverged { .. }), "{error}");
    let error = error_of(|s| s.replacen("months_per_turn", "months_per_turm", 1));
    assert_eq!(error, SaveError::ScenarioChanged);
}

#[test]
fn other_rules_and_formats_say_so_and_can_be_replayed() {
    let rules = format!("rules: {RULES_VERSION},");
    let error = error_of(|s| s.replacen(&rules, "rules: 999,", 1));
    assert!(matches!(error, SaveError::OtherRules { found: 999, .. }), "{error}");
    let other = save(&played()).replacen(&rules, "rules: 999,", 1);
    let replayed = replay(&other, "a.countersign").unwrap();
    assert_eq!((replayed.rules, replayed.divergence()), (999, None));
    let error = error_of(|s| s.replacen("format: 1,", "format: 2,", 1));
    assert!(matches!(error, SaveError::OtherFormat { found: 2, .. }), "{error}");
}

#[test]
fn damage_is_told_with_its_place() {
    let error = error_of(|s| s.replacen("seed:", "sead:", 1));
    assert!(matches!(error, SaveError::Unreadable { line: 5, .. }), "{error}");
    let error = error_of(|s| s.chars().take(500).collect());
    assert!(matches!(error, SaveError::Unreadable { .. }), "{error}");
    let error = error_of(|s| s.replacen("cursor: 4", "cursor: 40", 1));
    assert!(matches!(error, SaveError::Senseless { node: None, .. }), "{error}");
    let error = error_of(|s| s.replacen("parent: 0", "parent: 7", 1));
    assert!(matches!(error, SaveError::Senseless { node: Some(1), .. }), "{error}");
    let error = error_of(|s| s.replacen("hindsight: true,", "", 1));
    assert!(matches!(error, SaveError::Senseless { node: Some(4), .. }), "{error}");
}
