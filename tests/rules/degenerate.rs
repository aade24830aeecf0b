//! Degenerate lines of play, played: none of them pays.

use countersign::rules::order::{Decision, Gesture, Ground, Order, OrderKind, RegimeChange};
use countersign::rules::quantity::Quantity;
use countersign::rules::score::{Terms, recommend, score};
use countersign::rules::validate::{Why, accepted};
use countersign::rules::variable::CriterionVar;
use countersign::rules::world::Delivery;

use super::ground::{Board, board, domain, link, q, quiet, state};

/// Claverne plays eight turns by a rule, nobody else orders anything.
fn play(board: Board, rule: impl Fn(&Board) -> Vec<OrderKind>) -> Board {
    play_and_earn(board, rule).0
}

/// [`play`], with what was sold to Claverne's customers over the turns, as a mean yearly rate.
fn play_and_earn(mut board: Board, rule: impl Fn(&Board) -> Vec<OrderKind>) -> (Board, f64) {
    let mut revenue = 0.0;
    for _ in 0..8 {
        let orders: Vec<Order> = rule(&board).into_iter().map(|kind| Order::new(state("Claverne"), kind)).collect();
        let orders = accepted(&board.setting, &board.world, &orders);
        board.world =
            countersign::rules::turn::rollout_turn(&board.setting, &board.world, &orders, countersign::rules::draws::Seed(11));
        revenue += board.get("revenue(Claverne)") / 8.0;
    }
    (board, revenue)
}

fn answers(board: &Board, decide: impl Fn(&Board, &countersign::rules::world::Request) -> Decision) -> Vec<OrderKind> {
    let mine = board.world.requests.iter().filter(|r| r.to == state("Claverne"));
    mine.map(|r| OrderKind::Decide(r.key, decide(board, r))).collect()
}

fn as_recommended(board: &Board) -> Vec<OrderKind> {
    answers(board, |board, request| {
        let found = recommend(&board.setting, &board.world, request).expect("an exporter");
        match found.passes_with {
            _ if found.asked.passes() => Decision::Approve,
            Some((conditions, _)) => Decision::Condition(conditions),
            None => Decision::Deny(found.asked.weakest()),
        }
    })
}

/// "Declaring impossible criteria and denying everything is not free."
#[test]
fn impossible_criteria_do_not_pay() {
    let lively = || board().param(|p| p.request_gap = 0.06);
    let (honest, earned) = play_and_earn(lively(), as_recommended);
    let (wall, lost) = play_and_earn(lively(), |board| {
        let weights = [0.26, 0.24, 0.20, 0.20, 0.10].map(q);
        let declare = RegimeChange::Declare { weights, thresholds: [q(2.0); 4] };
        let mut orders = answers(board, |_, _| Decision::Deny(Ground::Rights));
        if board.world.turn == 1 {
            orders.push(OrderKind::Regime(declare));
        }
        orders
    });
    for name in ["reliability(Haldry, Claverne)", "alignment(Haldry, Claverne)", "mandate(Claverne)"] {
        assert!(wall.get(name) < honest.get(name), "{name}: {} against {}", wall.get(name), honest.get(name));
    }
    assert!(lost < earned, "sold for {lost} a year against {earned}");
}

/// "Tier 1 does not dominate (the same money at tier 1 covers less of a tier-3 need after five years)."
#[test]
fn tier_one_only_does_not_pay() {
    let bought = |tier: u8| {
        let board = quiet().arranged(|s| s.params.new_buy_fraction = 0.0);
        let price = board.setting.price(state("Claverne"), tier);
        board.with("need_tier(Jaspera, AD)", 3.0).changed(|world| {
            for due in 1..=10 {
                let (link, points) = (link("Claverne", "AD", "Jaspera"), q(1.5 / price));
                world.pipeline.push(Delivery { due, link, tier, points, licence: None, monitoring: Quantity::ZERO });
            }
        })
    };
    let cover = |tier: u8| bought(tier).after(8).get("cover(Jaspera, AD)");
    assert!(cover(1) < cover(3), "{} {}", cover(1), cover(3));
}

/// Order spam is paid for: every order has a price, and a purse has an end.
#[test]
fn order_spam_does_not_pay() {
    let spam = |board: &Board| -> Vec<OrderKind> {
        let others = board.setting.states.ids().filter(|id| *id != state("Claverne"));
        others
            .flat_map(|id| [Gesture::Exercise, Gesture::Dialogue, Gesture::FastTrack].map(|g| OrderKind::Toward(id, g)))
            .collect()
    };
    let (calm, busy) = (play(quiet(), |_| Vec::new()), play(quiet(), spam));
    assert!(busy.get("mandate(Claverne)") < calm.get("mandate(Claverne)") - 5.0);
    let wanted = spam(&quiet());
    let asked: Vec<Order> = wanted.iter().cloned().map(|kind| Order::new(state("Claverne"), kind)).collect();
    let board = quiet();
    assert!(accepted(&board.setting, &board.world, &asked).as_slice().len() < wanted.len(), "the purse has an end");
}

fn asks(to: &str, code: &str, points: f64) -> OrderKind {
    let (to, domain) = (state(to), domain(code));
    OrderKind::Request { to, domain, tier: 2, points: q(points), monitoring: q(0.3), coproduction: q(0.0) }
}

/// A request that is split scores no better, takes the office's time twice, and makes nothing payable that was not.
#[test]
fn split_requests_do_not_pay() {
    let board = board();
    let whole = board.request("Tarvel", "Claverne");
    let criteria = board.world.criteria(CriterionVar::Current, whole.to);
    let half = {
        let mut half = whole.clone();
        (half.points, half.value) = (q(whole.points.to_f64() / 2.0), q(whole.value.to_f64() / 2.0));
        half
    };
    let of = |r| score(&board.setting, &board.world, &criteria, r, &Terms::asked(r)).total;
    assert!(of(&half) < of(whole));
    let payable = board.setting.new_buy(&board.world, state("Istmere")) * board.setting.params.borrow_years_max;
    let points = payable / board.setting.price(state("Mercady"), 2);
    let one = quiet().ordering("Istmere", asks("Mercady", "AD", 0.99 * points));
    assert!(one.check().is_ok());
    let two =
        quiet().ordering("Istmere", asks("Mercady", "AD", 0.6 * points)).ordering("Istmere", asks("Mercady", "MA", 0.6 * points));
    let refused = two.check().expect_err("together they cannot be paid");
    assert!(refused.iter().any(|r| matches!(r.why, Why::Unpayable { .. })));
    let elsewhere = quiet()
        .ordering("Istmere", asks("Mercady", "AD", 0.6 * points))
        .ordering("Istmere", asks("Claverne", "MA", 0.6 * points));
    assert!(elsewhere.check().is_err(), "nor when they go to two exporters");
    let either = quiet()
        .ordering("Istmere", asks("Mercady", "AD", 0.6 * points))
        .ordering("Istmere", asks("Claverne", "AD", 0.6 * points));
    assert!(either.check().is_ok(), "of alternatives only one is paid");
}

/// "At most two open ones per exporter": a flood of requests is refused, in one turn and over turns.
#[test]
fn request_flooding_does_not_pay() {
    let flood = ["AD", "MA", "IS"].iter().fold(quiet(), |board, code| board.ordering("Istmere", asks("Mercady", code, 0.2)));
    let refused = flood.check().expect_err("one too many");
    assert!(refused.iter().any(|r| matches!(r.why, Why::TooManyRequests { open: 3, most: 2 })));
    let open = quiet().ordering("Istmere", asks("Mercady", "AD", 0.2)).ordering("Istmere", asks("Mercady", "MA", 0.2)).played();
    let more = open.ordering("Istmere", asks("Mercady", "IS", 0.2));
    assert!(more.check().is_err());
}
