//! Golden playthroughs, and the laws of the rulebook as properties of random games.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test whose ground gives way must fail")]

use std::path::PathBuf;
use std::sync::Arc;

use countersign::players;
use countersign::report::playthrough;
use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::order::{Condition, Decision, Ground, Order, OrderKind};
use countersign::rules::quantity::Quantity;
use countersign::rules::setting::Setting;
use countersign::rules::turn::{resolve_turn, rollout_turn};
use countersign::rules::validate::{problems, uses_capacity, validate};
use countersign::rules::variable::Variable;
use countersign::rules::view::SeatView;
use countersign::rules::world::{Request, World};
use countersign::scenario::{self, Scenario};
use countersign::session::{Game, save};
use proptest::prelude::*;

fn meridian() -> Scenario {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    scenario::load(bundled.file, bundled.text).expect("Meridian has no problem")
}

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
        "{name} is not as committed. If the rules were meant to change, raise RULES_VERSION, say so in CHANGELOG.md under Rules, \
         run UPDATE_GOLDEN=1 INSTA_UPDATE=always cargo test, and read the diff."
    );
}

#[test]
fn golden_playthroughs() {
    for seed in [1, 2] {
        let game = play_by_computer(seed);
        let mut readable = insta::Settings::clone_current();
        readable.set_snapshot_path("golden");
        readable.set_prepend_module_to_snapshot(false);
        readable.set_omit_expression(true);
        readable.bind(|| insta::assert_snapshot!(format!("meridian-seed{seed}"), playthrough(&game)));
        let digests: Vec<String> = game.line().iter().skip(1).map(|n| n.digest.to_string()).collect();
        compare_digests(&format!("meridian-seed{seed}.digests"), &(digests.join("\n") + "\n"));
    }
}

/// A legal list of orders that follows from a number: what a player without any sense might do.
fn random_orders(setting: &Setting, world: &World, luck: u64) -> Vec<Order> {
    let mut orders: Vec<Order> = Vec::new();
    for (n, request) in world.requests.iter().enumerate() {
        let roll = |k: u64| fold(luck, &[n as u64, k]);
        let kind = match roll(0) % 6 {
            0 => continue,
            1 => Decision::Approve,
            2 => Decision::Condition(random_conditions(request, roll(1))),
            3 => Decision::Defer(None),
            4 => Decision::Defer(Some(world.turn + 1 + (roll(2) % 3) as u16)),
            _ => Decision::Deny(Ground::ALL[(roll(3) % 5) as usize]),
        };
        let order = Order {
            seat: request.to,
            kind: OrderKind::Decide(request.key, kind.clone()),
            public_reason: String::new(),
            private_reason: String::new(),
        };
        let busy = |o: &&Order| o.seat == order.seat && matches!(&o.kind, OrderKind::Decide(_, d) if uses_capacity(d));
        let left = countersign::rules::validate::decisions_left(setting, world, order.seat);
        let full = uses_capacity(&kind) && orders.iter().filter(busy).count() >= left;
        if !full && problems(setting, world, &order, &orders).is_empty() {
            orders.push(order);
        }
    }
    orders
}

fn random_conditions(request: &Request, luck: u64) -> Vec<Condition> {
    let half = Quantity::from_f64(0.5);
    let menu = [
        Condition::Monitoring(half),
        Condition::Certificate,
        Condition::NoRetransfer,
        Condition::VolumeCap(Quantity::from_f64(request.points.to_f64() * 0.5)),
        Condition::LowerTier(request.tier.saturating_sub(1)),
        Condition::Phased(3),
        Condition::Reform,
        Condition::OpenBidding,
        Condition::RegionalCommitment,
        Condition::Coproduction(half),
    ];
    menu.into_iter().enumerate().filter(|(n, _)| luck >> n & 1 == 1).map(|(_, c)| c).collect()
}

fn in_range(world: &World) -> Result<(), String> {
    for variable in world.values.layout().variables() {
        let (low, high) = variable.range();
        let value = world.get(variable);
        if !(low..=high).contains(&value) && value != 0.0 {
            return Err(format!("{variable:?} is {value}, outside {low}..{high}"));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    /// Entries add up to the change of each variable, parts to their entry; what no entry explains has not changed; numbers stay
    /// in range; recording changes no bit; the order of typing changes no bit.
    #[test]
    fn laws_hold_in_random_games(luck in any::<u64>(), seed in any::<u64>()) {
        let game = meridian();
        let mut world = game.world.clone();
        while !world.over(&game.setting) {
            let orders = random_orders(&game.setting, &world, fold(luck, &[u64::from(world.turn)]));
            let valid = validate(&game.setting, &world, &orders).expect("the generator makes legal orders");
            let outcome = resolve_turn(&game.setting, &world, &valid, Seed(seed));
            for variable in world.values.layout().variables() {
                let change = outcome.next.values.get(variable) - world.values.get(variable);
                prop_assert_eq!(change, outcome.ledger.change_of(variable), "{}", variable.name(&game.setting));
            }
            for entry in &outcome.ledger.entries {
                let parts: Quantity = entry.parts().iter().map(|(_, amount)| *amount).sum();
                prop_assert_eq!(parts, entry.after - entry.before);
            }
            if let Err(problem) = in_range(&outcome.next) {
                prop_assert!(false, "{}", problem);
            }
            let silent = rollout_turn(&game.setting, &world, &valid, Seed(seed));
            prop_assert_eq!(Digest::of(&silent), Digest::of(&outcome.next));
            let mut shuffled = orders.clone();
            shuffled.reverse();
            let middle = shuffled.len() / 2;
            shuffled.rotate_left(middle);
            let again = validate(&game.setting, &world, &shuffled).expect("the same orders");
            let permuted = resolve_turn(&game.setting, &world, &again, Seed(seed));
            prop_assert_eq!(&permuted.ledger, &outcome.ledger);
            prop_assert_eq!(Digest::of(&permuted.next), Digest::of(&outcome.next));
            world = outcome.next;
        }
    }

    /// Saving and loading at every turn gives the same game, digest by digest.
    #[test]
    fn a_save_is_the_game(luck in any::<u64>(), seed in any::<u64>()) {
        let mut game = Game::new(Arc::new(meridian()), Seed(seed), None);
        while !game.over() {
            let orders = random_orders(game.setting(), game.world(), fold(luck, &[u64::from(game.world().turn)]));
            game.resolve(&orders).expect("legal orders");
            let loaded = save::load(&save::save(&game), "game.countersign").expect("a save opens");
            let digests = |g: &Game| g.nodes().iter().map(|n| n.digest).collect::<Vec<_>>();
            prop_assert_eq!(digests(&loaded), digests(&game));
            prop_assert_eq!(loaded.world(), game.world());
            prop_assert_eq!(loaded.cursor(), game.cursor());
        }
    }
}

/// Shares of new orders stay shares: each recipient's sum to one in every domain, whatever is decided.
#[test]
fn shares_sum_to_one() {
    use countersign::rules::variable::LinkVar;
    for luck in 0..6 {
        let game = meridian();
        let mut world = game.world.clone();
        while !world.over(&game.setting) {
            let orders = random_orders(&game.setting, &world, fold(luck, &[u64::from(world.turn)]));
            let valid = validate(&game.setting, &world, &orders).expect("legal orders");
            world = rollout_turn(&game.setting, &world, &valid, Seed(luck));
            for state in game.setting.states.ids() {
                for domain in game.setting.domains.ids() {
                    let links = game.setting.links_of(state, domain);
                    let sum: Quantity = links.map(|l| world.values.get(Variable::Link(LinkVar::Share, l))).sum();
                    assert_eq!(
                        sum,
                        Quantity::ONE,
                        "{} in {}",
                        game.setting.states[state].name,
                        game.setting.domains[domain].code
                    );
                }
            }
        }
    }
}

/// One order changed leaves every draw that has nothing to do with it as it was.
#[test]
fn unrelated_draws_stay() {
    let game = meridian();
    let orders = players::orders_of_others(&game.setting, &game.world, None, Seed(5));
    let all = validate(&game.setting, &game.world, &orders).expect("legal orders");
    let fewer = validate(&game.setting, &game.world, &orders[1..]).expect("legal orders");
    let a = resolve_turn(&game.setting, &game.world, &all, Seed(5)).ledger.draws;
    let b = resolve_turn(&game.setting, &game.world, &fewer, Seed(5)).ledger.draws;
    let mut shared = 0;
    for draw in &a {
        if let Some(other) = b.iter().find(|d| d.key == draw.key) {
            assert_eq!(draw.unit, other.unit);
            shared += 1;
        }
    }
    assert!(shared > 0 || a.is_empty());
}

/// Played without any decision, no mean share moves by more than 8 points, as the rulebook promises of bundled scenarios.
#[test]
fn an_untouched_board_rests() {
    let game = meridian();
    let mut world = game.world.clone();
    world.requests.clear();
    let none = validate(&game.setting, &world, &[]).expect("no orders are legal");
    let seeds = 20_u16;
    let mut sums = vec![0.0; game.setting.states.len() * game.setting.states.len()];
    for seed in 0..u64::from(seeds) {
        let mut end = world.clone();
        while !end.over(&game.setting) {
            end = rollout_turn(&game.setting, &end, &none, Seed(seed));
            end.requests.clear();
        }
        let pairs = game.setting.states.ids().flat_map(|a| game.setting.states.ids().map(move |b| (a, b)));
        for (sum, (supplier, state)) in sums.iter_mut().zip(pairs) {
            *sum += end.mean_share(&game.setting, supplier, state) / f64::from(seeds);
        }
    }
    let pairs = game.setting.states.ids().flat_map(|a| game.setting.states.ids().map(move |b| (a, b)));
    for (after, (supplier, state)) in sums.iter().zip(pairs) {
        let before = world.mean_share(&game.setting, supplier, state);
        let (one, other) = (&game.setting.states[supplier].name, &game.setting.states[state].name);
        assert!((after - before).abs() <= 0.08, "{one} at {other}: {before:.3} to {after:.3}");
    }
}

/// What a seat may not know changes nothing in its view, nor in what its computer player orders.
#[test]
fn secrets_do_not_show_in_views() {
    let game = meridian();
    for hidden in &game.setting.hidden {
        let mut other = game.world.clone();
        other.values.put(hidden.variable, hidden.public);
        for seat in game.setting.states.ids().filter(|s| !hidden.known_to.contains(s)) {
            let (a, b) = (SeatView::new(&game.setting, &game.world, seat), SeatView::new(&game.setting, &other, seat));
            assert_eq!(a, b);
            assert_eq!(players::orders_of(&game.setting, &a, Seed(1)), players::orders_of(&game.setting, &b, Seed(1)));
        }
    }
}
