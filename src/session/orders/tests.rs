//! Orders files: what is read, what is refused and where, and that writing and reading agree.

use super::*;
use crate::rules::order::{Condition, Countermeasure, Decision, Ground, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::table::Id;
use crate::rules::world::{Posture, RequestKey};
use crate::scenario::{self, Scenario};

fn board() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

fn order(seat: StateId, kind: OrderKind) -> Order {
    Order { seat, kind, public_reason: "For all \"to\" read".to_owned(), private_reason: "c:\\note\nsecond line".to_owned() }
}

/// One order of every kind, with every condition and ground.
fn every_kind(board: &Scenario) -> Vec<Order> {
    let q = Quantity::from_micros;
    let seat = StateId::from_index(0);
    let (other, domain) = (StateId::from_index(1), board.setting.domains.ids().next().unwrap());
    let key = |n: u64| RequestKey(0xf000_0000_0000_0000 | n);
    let conditions = vec![
        Condition::Monitoring(q(700_000)),
        Condition::Certificate,
        Condition::NoRetransfer,
        Condition::VolumeCap(q(3_333_333)),
        Condition::LowerTier(2),
        Condition::Phased(3),
        Condition::Reform,
        Condition::OpenBidding,
        Condition::RegionalCommitment,
        Condition::Coproduction(q(1)),
    ];
    let mut kinds = vec![
        OrderKind::Decide(key(1), Decision::Approve),
        OrderKind::Decide(key(2), Decision::Condition(conditions)),
        OrderKind::Decide(key(3), Decision::Defer(Some(3))),
        OrderKind::Decide(key(4), Decision::Defer(None)),
        OrderKind::Request { to: other, domain, tier: 2, points: q(4_000_000), monitoring: q(500_000), coproduction: q(0) },
        OrderKind::StandingAnswer(q(123_456)),
        OrderKind::Counter(Countermeasure::CounterSupply { to: other, domain }),
        OrderKind::Counter(Countermeasure::Undercut { link: board.setting.links.ids().last().unwrap() }),
        OrderKind::Counter(Countermeasure::RestrictInputs { from: other }),
        OrderKind::Counter(Countermeasure::Sanction { target: other }),
        OrderKind::SetPosture(Posture::Automatic),
        OrderKind::SetPosture(Posture::ByOrder),
    ];
    kinds.extend(Ground::ALL.map(|ground| OrderKind::Decide(key(5), Decision::Deny(ground))));
    kinds.into_iter().map(|kind| order(seat, kind)).collect()
}

#[test]
fn every_kind_of_order_comes_back_as_it_went() {
    let board = board();
    let orders = every_kind(&board);
    let written = write_orders(&board.setting, &[(&board.world, &orders)]);
    let file = OrdersFile::read("o.ron", &written, &board.setting).unwrap();
    assert_eq!(file.orders(&board.setting, &board.world).unwrap(), orders);
    assert_eq!(file.seats(), [StateId::from_index(0)]);
}

#[test]
fn waiting_requests_are_written_by_name() {
    let board = board();
    let orders: Vec<Order> =
        board.world.requests.iter().map(|r| order(r.to, OrderKind::Decide(r.key, Decision::Approve))).collect();
    assert!(!orders.is_empty());
    let written = write_orders(&board.setting, &[(&board.world, &orders)]);
    assert!(!written.contains("key:"), "{written}");
    let file = OrdersFile::read("o.ron", &written, &board.setting).unwrap();
    assert_eq!(file.orders(&board.setting, &board.world).unwrap(), orders);
}

#[test]
fn every_problem_is_told_with_its_place() {
    let board = board();
    let content = "\u{feff}(version: 1, turns: [\n  (turn: 1, orders: [\n    (seat: \"Nowhere\", decide: (from: \"Haldry\", domain: \"XX\", answer: Approve)),\n    (seat: \"Claverne\", colour: 3),\n    (seat: \"Claverne\"),\n  ]),\n  (turn: 99, orders: [(seat: \"Claverne\", standing_answer: 0.5)]),\n])\n";
    let problems = OrdersFile::read("o.ron", content, &board.setting).unwrap_err().0;
    let places: Vec<(u32, u32)> = problems.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places.len(), 5, "{problems:#?}");
    assert_eq!(places[0], (3, 5));
    assert_eq!(places[1], (3, 5));
    assert_eq!(places[2].0, 4);
    assert_eq!(places[3], (5, 5));
    assert_eq!(places[4], (7, 23));
}

#[test]
fn a_request_that_does_not_wait_is_told_in_its_turn() {
    let board = board();
    let content = "(version: 1, turns: [(turn: 1, orders: [(seat: \"Haldry\", decide: (from: \"Claverne\", domain: \"AD\", answer: Deny(Rights)))])])";
    let file = OrdersFile::read("o.ron", content, &board.setting).unwrap();
    let problems = file.orders(&board.setting, &board.world).unwrap_err().0;
    assert_eq!((problems.len(), problems[0].line, problems[0].column), (1, 1, 41));
}

#[test]
fn other_versions_and_broken_files_are_refused() {
    let board = board();
    for wrong in [
        "",
        "(version: 2, turns: [])",
        "(version: 1, turns: [], more: 1)",
        "(version: 1, turns: [(turn: 1, orders: [(])])",
        "\u{0}",
    ] {
        assert!(OrdersFile::read("o.ron", wrong, &board.setting).is_err(), "{wrong}");
    }
}
