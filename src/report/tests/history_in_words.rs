//! Branches, undo and other rules in words.

use std::sync::Arc;

use crate::players::orders_of_others;
use crate::report::{history, orders, reading, words};
use crate::rules::RULES_VERSION;
use crate::rules::draws::Seed;
use crate::rules::order::{Decision, Ground, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::variable::Variable;
use crate::rules::view::Viewer;
use crate::rules::world::RequestKey;
use crate::scenario;
use crate::session::compare::compare;
use crate::session::save::{OutlineLine, outline, replay, save};
use crate::session::{BranchId, Game, NodeId};
use crate::text::text;

fn played(turns: usize) -> Game {
    let bundled = scenario::find("meridian").unwrap();
    let mut game = Game::new(Arc::new(scenario::load(bundled.file, bundled.text).unwrap()), Seed(3), None);
    for _ in 0..turns {
        let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
        game.resolve(&orders).unwrap();
    }
    game
}

#[test]
fn branches_say_where_they_come_from_and_on_which_luck() {
    let mut game = played(2);
    game.undo();
    let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.resolve(&orders).unwrap();
    let luck = game.other_luck();
    game.open_branch(NodeId(0), luck);
    assert_eq!(history::branch(&game, BranchId(0)), "A, from the opening");
    assert_eq!(history::branch(&game, BranchId(1)), "B, from turn 2, replayed with hindsight");
    assert_eq!(history::branch(&game, BranchId(2)), "C, from turn 1, on other luck");
}

#[test]
fn the_report_says_what_was_played_with_hindsight() {
    let mut game = played(2);
    assert!(!crate::report::playthrough(&game).contains("hindsight"));
    game.undo();
    let luck = game.other_luck();
    game.open_branch(NodeId(1), luck);
    let orders = orders_of_others(game.setting(), game.world(), None, game.luck());
    game.resolve(&orders).unwrap();
    assert_eq!(crate::report::playthrough(&game).matches("(replayed with hindsight, on other luck)").count(), 1);
}

#[test]
fn undo_and_redo_name_what_they_do() {
    let mut game = played(2);
    assert_eq!(history::undo_name(&game, &[]).as_deref(), Some("Take turn 2 back"));
    assert_eq!(history::redo_name(&game), None);
    let draft = game.now().orders.first().cloned().into_iter().collect::<Vec<_>>();
    game.undo();
    assert_eq!(history::redo_name(&game).as_deref(), Some("Go forward to turn 2 again"));
    assert!(history::undo_name(&game, &draft).unwrap().starts_with("Take back the draft: "));
    game.undo();
    assert_eq!(history::undo_name(&game, &[]), None);
}

#[test]
fn two_lines_are_compared_in_words_whose_causes_name_the_decision() {
    let mut game = played(3);
    let decided = |order: &&Order| matches!(&order.kind, OrderKind::Decide(_, Decision::Approve));
    let given = game.nodes()[1].orders.iter().find(decided).cloned().unwrap();
    let OrderKind::Decide(key, _) = given.kind else { panic!("it decides") };
    let other = Order { kind: OrderKind::Decide(key, Decision::Deny(Ground::Rights)), ..given };
    let rerun = game.replay_under(NodeId(1), NodeId(3), None, &[other], game.seed()).unwrap().unwrap();
    let compared = compare(&game, NodeId(3), rerun.end, Viewer::Facilitator).unwrap();
    let first = &compared.differences[0];
    assert!(history::difference(&game, first).contains(" and "), "{}", history::difference(&game, first));
    let told = |d| history::difference_causes(&game, &compared, d).iter().any(|(_, cause)| cause.contains("request"));
    assert!(compared.differences.iter().any(told));
    for left in &rerun.left_out {
        let line = history::left_out(&game, left);
        assert!(line.starts_with("Turn ") && line.contains(" – left out: "), "{line}");
    }
}

/// An order has its place among those of its turn, and two lines have other orders in the same place.
#[test]
fn an_order_that_one_line_alone_gave_is_named() {
    let mut game = played(2);
    let toward = |order: &&Order| matches!(order.kind, OrderKind::Toward(..));
    let left = game.nodes()[1].orders.iter().find(toward).cloned().expect("somebody acts on their own");
    let own: Vec<Order> =
        game.nodes()[1].orders.iter().filter(|order| order.seat == left.seat && **order != left).cloned().collect();
    let rerun = game.replay_under(NodeId(1), NodeId(2), left.seat.state(), &own, game.seed()).unwrap().unwrap();
    let compared = compare(&game, NodeId(2), rerun.end, Viewer::Facilitator).unwrap();
    let told = compared
        .differences
        .iter()
        .flat_map(|d| history::difference_causes(&game, &compared, d).into_iter().map(move |told| (d, told)));
    for d in &compared.differences {
        let told: Quantity = history::difference_causes(&game, &compared, d).iter().map(|(amount, _)| *amount).sum();
        let whole: Quantity = d.causes.iter().map(|(_, amount)| *amount).sum();
        assert_eq!(words::change(d.variable, told), words::change(d.variable, whole), "{}", history::difference(&game, d));
    }
    let (of, lines): (Vec<_>, Vec<String>) = told.map(|(d, (amount, cause))| ((d.variable, amount), cause)).unzip();
    let seen = |(variable, amount): &(Variable, Quantity)| !words::shows_nothing(&words::change(*variable, *amount));
    assert!(of.iter().all(seen), "no cause is told that rounds to nothing");
    let title = crate::report::titles::title(game.setting(), Some(&game.nodes()[1].world), &left);
    assert!(lines.iter().any(|line| line.contains(&title)), "{title}: {lines:?}");
    assert!(!lines.iter().any(|line| line.contains(text("cause.order_unknown"))), "{lines:?}");
}

#[test]
fn a_game_of_other_rules_is_read_in_the_words_of_its_orders() {
    let mut game = played(2);
    game.note(NodeId(1), "remember this");
    let file = save(&game);
    let of = outline(&file).unwrap();
    let again = replay(&file, "old").unwrap().game;
    assert_eq!(reading::title("old.countersign", &of), "Meridian, saved as old.countersign: to read");
    let page = reading::page("old.countersign", &of, 999, Some(&again));
    let versions = format!("rules {RULES_VERSION}, by program {}", env!("CARGO_PKG_VERSION"));
    for part in [&*versions, "rules 999", "countersign replay old.countersign", "## Turn 1\n", "## Turn 2\n", "remember this"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for (before, node) in game.nodes().iter().zip(game.nodes().iter().skip(1)) {
        for given in node.orders.iter() {
            let said = words::capital(&orders::order(game.setting(), &before.world, given));
            assert!(page.contains(&said), "{said}: {page}");
        }
    }
    assert!(!page.contains("seat:") && !page.contains("decide:"), "nothing of how it is written: {page}");

    // Of what these rules do not bring, it is said so, and nothing is made up.
    let mut strange = of.clone();
    let first = strange.lines.iter_mut().find_map(|line| match line {
        OutlineLine::Turn { orders, .. } => orders.first_mut(),
        _ => None,
    });
    first.unwrap().order.as_mut().unwrap().kind = OrderKind::Decide(RequestKey(7), Decision::Approve);
    let page = reading::page("old.countersign", &strange, 999, None);
    assert!(page.contains("approves a request that these rules do not bring"), "{page}");
}
