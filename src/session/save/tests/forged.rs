//! Saves that somebody changed and gave a chain that fits: the digests tell where.

use super::*;
use crate::rules::order::Decision;

/// What somebody changed in turn 1 may make an order of a later turn impossible: it is turn 1 that is told.
#[test]
fn the_first_turn_that_differs_comes_before_a_refusal() {
    let bundled = scenario::find("meridian").unwrap();
    let scenario = scenario::load(bundled.file, bundled.text).unwrap();
    let mut game = Game::new(Arc::new(scenario), Seed(7), None);
    let exporter = game.setting().exporters().next().unwrap();
    let request = game.world().requests.iter().find(|request| request.to == exporter).unwrap().key;
    let decide = |decision| Order::new(exporter, OrderKind::Decide(request, decision));
    game.resolve(&[decide(Decision::Defer(None))]).unwrap();
    game.resolve(&[decide(Decision::Approve)]).unwrap();
    let written = save(&game);
    assert!(written.contains("answer: Defer(None)"), "{written}");
    // Denied at once, it does not wait in turn 2.
    let forged = rechained(&written.replace("answer: Defer(None)", "answer: Deny(Rights)"));
    let error = refused(&forged, "a.countersign");
    assert!(matches!(error, SaveError::Diverged { turn: 1, .. }), "{error}");
    assert!(matches!(replay(&forged, "a.countersign").unwrap().stopped, Some(SaveError::Refused { turn: 2, .. })));
}
