//! Computer players tell why they order what they order, leave alone what the rules do by themselves, and differ.

use super::*;
use crate::rules::order::{Decision, PartnerAction, Policy};
use crate::rules::turn::rollout_turn;
use crate::rules::validate::validate;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::scenario::{self, Scenario};

const SEEDS: [u64; 3] = [1, 2, 3];
const ARCHETYPES: [Archetype; 8] = [
    Archetype::Principled,
    Archetype::Transactional,
    Archetype::Restrictive,
    Archetype::Hedging,
    Archetype::Loyal,
    Archetype::Autonomous,
    Archetype::Assertive,
    Archetype::Opportunist,
];

fn meridian() -> Scenario {
    let bundled = scenario::find("meridian").unwrap();
    scenario::load(bundled.file, bundled.text).unwrap()
}

/// A game of so many turns with every seat in the hands of the same player; its orders, and how it ends.
fn game(of: &Scenario, player: Player, turns: u16, seed: Seed) -> (Vec<Order>, World) {
    let mut world = of.world.clone();
    world.players.iter_mut().for_each(|mine| *mine = player);
    let mut given = Vec::new();
    for _ in 0..turns {
        let orders = orders_of_others(&of.setting, &world, None, seed);
        let valid = validate(&of.setting, &world, &orders).expect("players give legal orders");
        world = rollout_turn(&of.setting, &world, &valid, seed);
        given.extend(orders);
    }
    (given, world)
}

#[test]
fn every_order_has_a_sentence_of_reason_and_none_is_the_rules_own() {
    let scenario = meridian();
    let players = ARCHETYPES.into_iter().map(Player::Archetype).chain(Policy::ALL.into_iter().map(Player::Policy));
    for player in players {
        let (orders, _) = game(&scenario, player, 3, Seed(1));
        for order in &orders {
            let reason = &order.private_reason;
            assert!(
                reason.ends_with('.') && !reason.contains('{') && reason.contains(' '),
                "{player:?}: {:?}: {reason}",
                order.kind
            );
            let own = matches!(order.kind, OrderKind::Counter(_) | OrderKind::Request { .. });
            assert!(!own, "{player:?} orders what phases 10 and 13 do: {:?}", order.kind);
        }
    }
}

/// How many of a player's answers are approvals as asked, approvals with conditions, and refusals, over the seeds.
fn answers(scenario: &Scenario, player: Player) -> [usize; 3] {
    let mut counts = [0; 3];
    for seed in SEEDS {
        for order in game(scenario, player, 3, Seed(seed)).0 {
            match order.kind {
                OrderKind::Decide(_, Decision::Approve) => counts[0] += 1,
                OrderKind::Decide(_, Decision::Condition(_)) => counts[1] += 1,
                OrderKind::Decide(_, Decision::Deny(_)) => counts[2] += 1,
                _ => {}
            }
        }
    }
    counts
}

#[test]
fn exporters_differ_in_what_they_license() {
    let scenario = meridian();
    let of = |archetype| answers(&scenario, Player::Archetype(archetype));
    let (principled, transactional, restrictive) =
        (of(Archetype::Principled), of(Archetype::Transactional), of(Archetype::Restrictive));
    assert!(transactional[0] > principled[0], "{transactional:?} {principled:?}: who sells approves more as asked");
    assert!(principled[0] > restrictive[0], "{principled:?} {restrictive:?}: who doubts approves nothing as asked");
    assert!(restrictive[2] > principled[2], "{restrictive:?} {principled:?}: who doubts refuses more");
    assert!(restrictive[1] > 0, "{restrictive:?}: and what it licenses, it watches");
}

#[test]
fn partners_differ_in_what_they_do_at_home() {
    let scenario = meridian();
    let count = |archetype, fits: fn(&OrderKind) -> bool| -> usize {
        SEEDS
            .iter()
            .flat_map(|seed| game(&scenario, Player::Archetype(archetype), 4, Seed(*seed)).0)
            .filter(|o| fits(&o.kind))
            .count()
    };
    let solicits = |kind: &OrderKind| matches!(kind, OrderKind::Partner(PartnerAction::Solicit { .. }));
    let invests = |kind: &OrderKind| matches!(kind, OrderKind::Partner(PartnerAction::InvestIndustry(_)));
    let answers = |kind: &OrderKind| matches!(kind, OrderKind::StandingAnswer(_));
    assert!(count(Archetype::Hedging, solicits) > 0);
    assert_eq!(count(Archetype::Loyal, solicits), 0);
    assert!(count(Archetype::Autonomous, invests) > 0);
    assert_eq!(count(Archetype::Hedging, invests), 0);
    assert!(count(Archetype::Loyal, answers) > 0);
    assert_eq!(count(Archetype::Hedging, answers), 0);
}

/// Games of each archetype against itself end apart from every other archetype's: by most of a point in at least one measure of the board.
#[test]
fn games_of_the_archetypes_end_apart() {
    let scenario = meridian();
    let measures = |archetype| -> Vec<f64> {
        let ends = SEEDS.map(|seed| game(&scenario, Player::Archetype(archetype), scenario.setting.turns, Seed(seed)).1);
        let mean = |kind: &Measure| {
            ends.iter().map(|end| end.get(Variable::Measure(*kind, Scope::Board))).sum::<f64>() / SEEDS.len() as f64
        };
        Measure::ALL.iter().map(mean).collect()
    };
    let exporters = [Archetype::Principled, Archetype::Transactional, Archetype::Restrictive];
    let ends = exporters.map(measures);
    for (n, one) in ends.iter().enumerate() {
        for other in ends.iter().skip(n + 1) {
            let gap = one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(gap >= 0.75, "{:?}: largest difference {gap:.2}", exporters[n]);
        }
    }
}
