//! Batches compare like with like, and a policy that is best at everything is found out.

use super::*;
use crate::scenario::{self, Scenario};

fn meridian() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

fn row(policy: Policy, values: [f64; 8]) -> PolicyRow {
    let measures: Vec<Mean> = values.iter().map(|value| Mean { value: *value, error: 0.1 }).collect();
    PolicyRow { policy, own: measures.clone(), measures, revenue: Mean::default() }
}

#[test]
fn a_mean_has_the_error_of_its_games() {
    let mean = Mean::of(&[1.0, 2.0, 3.0, 4.0]);
    assert!((mean.value - 2.5).abs() < 1e-12);
    // Sample deviation 1.291 over the root of four.
    assert!((mean.error - 0.6455).abs() < 0.0001, "{}", mean.error);
    assert_eq!(Mean::of(&[]), Mean::default());
}

#[test]
fn a_free_lunch_is_near_the_best_on_every_measure() {
    let best = row(Policy::ApproveAll, [50.0; 8]);
    let near = row(Policy::Recommended, [49.2; 8]);
    let mut worse_at_one = [50.0; 8];
    worse_at_one[5] = 48.9;
    let fair = row(Policy::DenyAll, worse_at_one);
    assert_eq!(free_lunches(&[best, near, fair]), [Policy::ApproveAll, Policy::Recommended]);
    let trade = [[60.0, 40.0], [40.0, 60.0]].map(|[a, b]| [a, b, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0]);
    assert!(free_lunches(&[row(Policy::ApproveAll, trade[0]), row(Policy::DenyAll, trade[1])]).is_empty());
}

#[test]
fn over_time_a_free_lunch_is_judged_by_revenue_in_the_mean() {
    let paid = |policy, revenue: f64| PolicyRow { revenue: Mean { value: revenue, error: 0.1 }, ..row(policy, [50.0; 8]) };
    let rows = [paid(Policy::ApproveAll, 53.0), paid(Policy::DenyAll, 49.0)];
    assert_eq!(free_lunches(&rows), [Policy::ApproveAll, Policy::DenyAll]);
    assert_eq!(free_lunches_over_time(&rows), [Policy::ApproveAll]);
}

#[test]
fn a_fork_differs_in_one_decision_of_the_first_turn() {
    let game = meridian();
    let request = game.world.requests.first().unwrap();
    let (key, exporter) = (request.key, request.to);
    let [yes, no] = [Decision::Approve, Decision::Deny(Ground::Stability)]
        .map(|decision| first_turn(&game.setting, &game.world, (exporter, key), decision, Seed(1)));
    assert_eq!(yes[1..], no[1..], "all else equal");
    let answers = |orders: &[Order]| orders.iter().filter(|o| matches!(o.kind, OrderKind::Decide(k, _) if k == key)).count();
    assert_eq!((answers(&yes), answers(&no)), (1, 1));
    let [approved, denied] = [yes, no].map(|orders| {
        let kept = accepted(&game.setting, &game.world, &orders);
        assert_eq!(kept.as_slice().len(), orders.len(), "nothing of it is refused");
        crate::rules::turn::rollout_turn(&game.setting, &game.world, &kept, Seed(1))
    });
    let outcome = |world: &World| world.record.iter().find(|d| d.key == key).map(|d| d.outcome);
    assert_eq!(outcome(&denied), Some(Outcome::Denied));
    assert_ne!(outcome(&approved), outcome(&denied));
}

#[test]
fn a_game_that_is_played_out_is_over_and_the_same_again() {
    let game = meridian();
    let mut opening = game.world.clone();
    opening.last_turn = 2;
    let [once, again] = [(); 2].map(|()| play_out(&game.setting, &opening, Seed(5), None));
    assert!(once.end.over(&game.setting));
    assert_eq!(once, again);
}
