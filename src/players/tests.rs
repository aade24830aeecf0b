//! Computer players tell why they order what they order, leave alone what the rules do by themselves, and differ.

use super::*;
use crate::rules::order::{Decision, PartnerAction, Policy};
use crate::rules::turn::rollout_turn;
use crate::rules::validate::validate;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::scenario::{self, Scenario};

const SEEDS: [u64; 3] = [1, 2, 3];

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
    let players = Archetype::ALL.into_iter().map(Player::Archetype).chain(Policy::ALL.into_iter().map(Player::Policy));
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

/// What the partners of a game ask for, all of one archetype: tiers and work, on average, requests that are alternatives, and requests to
/// the main supplier, each as a part of all.
fn requests(scenario: &Scenario, archetype: Archetype) -> [f64; 4] {
    let setting = &scenario.setting;
    let (mut all, mut sums) = (0.0, [0.0; 4]);
    for seed in SEEDS {
        let mut world = scenario.world.clone();
        for (id, info) in setting.states.enumerate().filter(|(_, info)| info.roles.partner) {
            world.players[id] = Player::Archetype(archetype);
            assert_eq!(world.archetype(setting, id), archetype, "{}", info.name);
        }
        for _ in 0..setting.turns {
            let orders = validate(setting, &world, &orders_of_others(setting, &world, None, Seed(seed))).unwrap();
            world = rollout_turn(setting, &world, &orders, Seed(seed));
            for asked in world.requests.iter().filter(|r| r.raised == world.turn) {
                all += 1.0;
                let main = world.main_supplier(setting, asked.from).0;
                let told = [f64::from(asked.tier), asked.coproduction.to_f64(), f64::from(u8::from(asked.group.is_some()))];
                sums.iter_mut().zip(told).for_each(|(sum, value)| *sum += value);
                sums[3] += f64::from(u8::from(main == asked.to));
            }
        }
    }
    sums.map(|sum| sum / all)
}

#[test]
fn partners_differ_in_what_they_ask_for_and_of_whom() {
    let scenario = meridian();
    let of = |archetype| requests(&scenario, archetype);
    let (loyal, hedging, autonomous) = (of(Archetype::Loyal), of(Archetype::Hedging), of(Archetype::Autonomous));
    let told =
        format!("tier, work, alternatives, main supplier: loyal {loyal:?}, hedging {hedging:?}, autonomous {autonomous:?}");
    assert!(autonomous[0] + 0.25 < loyal[0].min(hedging[0]), "{told}");
    assert!(autonomous[1] > loyal[1].max(hedging[1]) + 0.2, "{told}");
    assert!(hedging[2] > 0.5 && loyal[2] < 0.1, "{told}");
    assert!(loyal[3] > hedging[3] + 0.2, "{told}");
}

/// An answer to harm comes more readily from an assertive state than from an opportunist, also where a seat was handed over as one.
#[test]
fn who_is_handed_over_as_assertive_answers_more_readily() {
    use crate::rules::ledger::About;
    use crate::rules::turn::explain_turn;
    let scenario = meridian();
    let (setting, orsany) = (&scenario.setting, scenario.setting.state("Orsany").unwrap());
    let odds = |world: &World, archetype, seed| {
        let mut world = world.clone();
        world.players[orsany] = Player::Archetype(archetype);
        let orders = validate(setting, &world, &[]).unwrap();
        let ledger = explain_turn(setting, &world, &orders, seed);
        ledger.draws.iter().find(|d| matches!(d.about, About::Counter { state, .. } if state == orsany)).map(|d| d.odds.to_f64())
    };
    let mut compared = 0;
    let claverne = setting.state("Claverne").unwrap();
    for seed in SEEDS.map(Seed) {
        let mut world = scenario.world.clone();
        world.grounds.push(crate::rules::world::Grounds {
            state: orsany,
            by: claverne,
            harm: crate::rules::quantity::Quantity::from_f64(0.5),
            until: 2,
        });
        world
            .values
            .put(Variable::State(crate::rules::variable::StateVar::Reaction, orsany), crate::rules::quantity::Quantity::ONE);
        if let (Some(more), Some(less)) = (odds(&world, Archetype::Assertive, seed), odds(&world, Archetype::Opportunist, seed)) {
            compared += 1;
            assert!(more > less + 0.05, "{more} {less}");
        }
    }
    assert!(compared > 0);
}
