//! Orders files: what is read, what is refused and where, and that writing and reading agree.

use super::*;
use crate::rules::order::{Clauses, Decision, Ground, LicenceAction, OrderKind};
use crate::rules::table::StateId;
use crate::rules::world::{Decided, Licence, LicenceState, Outcome, Request};
use crate::scenario::{self, Scenario};
use kinds::{DOMAIN, OTHER, SEAT, every_kind, key, q};

mod kinds;

fn board() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

fn order(seat: impl Into<Seat>, kind: OrderKind) -> Order {
    let (public, private) = ("For all \"to\" read".to_owned(), "c:\\note\nsecond line".to_owned());
    Order { seat: seat.into(), kind, public_reason: public, private_reason: private }
}

#[test]
fn every_kind_of_order_comes_back_as_it_went() {
    let board = board();
    let orders = every_kind(&board);
    for order in &orders {
        let file = OrderFile::of(&board.setting, order);
        assert_eq!(file.read(&board.setting, None).as_ref(), Ok(order));
        let written = one_line(&file);
        assert_eq!(options().from_str::<OrderFile>(&written).unwrap(), file, "{written}");
    }
    let rows: Vec<String> = orders.iter().map(|order| one_line(&OrderFile::of(&board.setting, order))).collect();
    let written = format!("(version: 1, turns: [(turn: {}, orders: [{}])])", board.world.turn, rows.join(", "));
    let file = OrdersFile::read("o.ron", &written, &board.setting).unwrap();
    assert_eq!(file.orders(&board.setting, &board.world).unwrap(), orders);
    assert_eq!(file.seats(), [Seat::Facilitator, Seat::State(SEAT)]);
}

/// Seven mistakes in four orders, each told with its place and none for another.
#[test]
fn every_mistake_of_a_file_is_told_at_once() {
    let board = board();
    let content = "(version: 1, turns: [(turn: 1, orders: [
 (seat: \"Clavern\", decide: (from: \"Haldry\", domain: \"XX\", answer: Aprove)),
 (seat: \"Claverne\", decide: (from: \"Yendra\", domain: \"AD\", answer: Deny(Foo))),
 (seat: 7, regime: Transparency(\"much\")),
 (seat: \"Claverne\", bogus: 3),
]), (turn: 20, orders: []), (turn: \"two\", orders: 5, note: 1)])";
    let problems = OrdersFile::read("o.ron", content, &board.setting).unwrap_err();
    let told: Vec<String> = problems.0.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.message)).collect();
    let wanted = [
        "2:2 `Clavern` is not a state",
        "2:2 `XX` is not a domain",
        "2:67 `Aprove` is no answer",
        "3:73 `Foo` is no ground",
        "4:9 a text was expected",
        "4:34 `much` is not a decimal number",
        "5:21 `bogus` is not a field",
        "6:12 turn 20 is not played",
        "6:36 a number was expected",
        "6:51 a list `[ … ]` was expected",
        "6:54 `note` is not a field",
    ];
    let right = told.len() == wanted.len() && told.iter().zip(wanted).all(|(told, wanted)| told.starts_with(wanted));
    assert!(right, "{told:#?}");
}

#[test]
fn waiting_requests_are_read_by_whose_they_are() {
    let board = board();
    let bare = |r: &Request| Order {
        seat: r.to.into(),
        kind: OrderKind::Decide(r.key, Decision::Approve),
        public_reason: String::new(),
        private_reason: String::new(),
    };
    let orders: Vec<Order> = board.world.requests.iter().map(bare).collect();
    assert!(!orders.is_empty());
    let name = |id: StateId| board.setting.states[id].name.as_str();
    let row = |r: &Request| {
        let (seat, from, domain) = (name(r.to), name(r.from), &board.setting.domains[r.domain].code);
        let which = format!("from: \"{from}\", domain: \"{domain}\", tier: {}", r.tier);
        format!("(seat: \"{seat}\", decide: ({which}, answer: Approve))")
    };
    let rows: Vec<String> = board.world.requests.iter().map(row).collect();
    let content = format!("(version: 1, turns: [(turn: {}, orders: [{}])])", board.world.turn, rows.join(",\n"));
    let file = OrdersFile::read("o.ron", &content, &board.setting).unwrap();
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
    assert_eq!(places[4], (7, 10));
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

fn licence(n: u64, tier: u8, granted: u16, state: LicenceState) -> Licence {
    Licence {
        key: key(n),
        supplier: SEAT,
        recipient: OTHER,
        domain: DOMAIN,
        tier,
        points: q(1_000_000),
        value: q(1_000_000),
        delivered: q(500_000),
        monitoring: q(0),
        burden: q(0),
        clauses: Clauses::default(),
        score: q(0),
        state,
        since: granted,
        granted,
        inspected: None,
        breach: None,
    }
}

fn decided(n: u64, tier: u8, turn: u16) -> Decided {
    Decided {
        turn,
        key: key(n),
        exporter: SEAT,
        partner: OTHER,
        domain: DOMAIN,
        tier,
        outcome: Outcome::Licensed,
        score: q(0),
        threshold: q(0),
        parts: [q(0); 5],
        expected: q(0),
        burden: q(0),
        value: q(0),
        ground: None,
        dated: false,
        public: true,
        justified: None,
    }
}

#[test]
fn licences_and_decisions_are_read_by_whose_they_are_where_that_is_clear() {
    let mut board = board();
    board.world.requests.clear();
    let (force, suspended) = (LicenceState::InForce, LicenceState::Suspended);
    board.world.licences =
        vec![licence(1, 2, 1, force), licence(2, 3, 1, force), licence(3, 3, 2, force), licence(4, 1, 1, suspended)];
    board.world.record = vec![decided(1, 2, 1), decided(2, 3, 1), decided(3, 3, 2), decided(1, 2, 3)];
    let read = |board: &Scenario, row: &str| {
        let content = format!("(version: 1, turns: [(turn: {}, orders: [(seat: \"Claverne\", {row})])])", board.world.turn);
        let file = OrdersFile::read("o.ron", &content, &board.setting).unwrap();
        file.orders(&board.setting, &board.world).map(|orders| orders[0].kind.clone()).map_err(|problems| problems.0)
    };
    let licence_of = |which: &str| format!("licence: (partner: \"Mercady\", domain: \"AD\", {which})");
    let justify = |which: &str| format!("justify: (partner: \"Mercady\", domain: \"AD\", {which}, criterion: Rights)");
    let rights = |n| OrderKind::Justify { decision: key(n), criterion: Ground::Rights };
    for (row, kind) in [
        (licence_of("tier: 2, action: Inspect"), OrderKind::Licence(key(1), LicenceAction::Inspect)),
        (licence_of("tier: 3, granted: 1, action: Suspend"), OrderKind::Licence(key(2), LicenceAction::Suspend)),
        (licence_of("tier: 3, granted: 2, action: Revoke"), OrderKind::Licence(key(3), LicenceAction::Revoke)),
        // One alone is suspended: nothing else needs to be said.
        (licence_of("action: Resume"), OrderKind::Licence(key(4), LicenceAction::Resume)),
        (justify("tier: 2"), rights(1)),
        (justify("tier: 3, turn: 1"), rights(2)),
        (justify("tier: 3, turn: 2"), rights(3)),
    ] {
        assert_eq!(read(&board, &row), Ok(kind), "{row}");
    }

    board.world.licences.push(licence(5, 3, 2, force));
    let problems = read(&board, &licence_of("tier: 3, granted: 2, action: Inspect")).unwrap_err();
    assert!(problems[0].message.contains("several licences"), "{problems:#?}");
}

#[test]
fn everything_unknown_in_one_order_is_told_at_once() {
    let board = board();
    let content = r#"(version: 1, turns: [(turn: 1, orders: [
        (seat: "facilitator", facilitate: Write(title: "x", effects: [
            change(variable: "mood(Nowhere)", by: 1e300),
            price(order: "smile", factor: -1, months: 6),
            found("No such bloc"),
            test_commitment("No such commitment"),
            if(tests: [came("No such card", 1)], then: [end(2)]),
        ])),
        (seat: "facilitator", standing_answer: 0.5),
        (seat: "Claverne", facilitate: Pause),
    ])])"#;
    let problems = OrdersFile::read("o.ron", content, &board.setting).unwrap_err().0;
    let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 2, 2, 2, 2, 2, 2, 2, 9, 10], "{problems:#?}");
}

#[test]
fn an_extended_game_has_orders_for_its_added_turns() {
    let board = board();
    let turn = board.setting.turns + 2;
    let with = |extend: &str| {
        format!(
            "(version: 1, turns: [(turn: 1, orders: [{extend}]), (turn: {turn}, orders: [(seat: \"Haldry\", standing_answer: 1)])])"
        )
    };
    assert!(OrdersFile::read("o.ron", &with("(seat: \"facilitator\", facilitate: Extend(2))"), &board.setting).is_ok());
    assert!(OrdersFile::read("o.ron", &with("(seat: \"facilitator\", facilitate: Extend(1))"), &board.setting).is_err());
}
