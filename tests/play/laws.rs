//! The laws of the rulebook as properties of random games. Every complaint names the scenario, the luck and the turn that bring it back.
//!
//! `cargo test` plays a quick dose. The full figure, 10,000 games over all scenarios:
//! `LAWS_GAMES=10000 cargo test --release --no-default-features --test play random_games_stay_in_range`

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use countersign::rules::digest::Digest;
use countersign::rules::draws::{Seed, fold};
use countersign::rules::ledger::{About, Cause, Drawn, Ledger, Parent};
use countersign::rules::order::{
    Condition, Countermeasure, Decision, FacilitatorOrder, Order, OrderKind, PartnerAction, ValidOrders,
};
use countersign::rules::phases::Phase;
use countersign::rules::price::OrderName;
use countersign::rules::quantity::Quantity;
use countersign::rules::rule::Rule;
use countersign::rules::setting::Setting;
use countersign::rules::turn::{Rollout, explain_turn, resolve_turn, rollout_turn};
use countersign::rules::validate::validate;
use countersign::rules::variable::{LinkVar, Measure, Variable};
use countersign::rules::world::World;
use countersign::scenario::Scenario;
use countersign::session::{Game, save};

use super::board::{boards, meridian};
use super::orders::{Facilitator, Luck, opening, random_orders};

/// How many games of each board are played.
fn dose(quick: u64) -> u64 {
    let games = std::env::var("LAWS_GAMES").ok().and_then(|text| text.parse::<u64>().ok());
    games.map_or(quick, |games| games.div_ceil(boards().len() as u64))
}

pub(crate) fn valid(setting: &Setting, world: &World, orders: &[Order]) -> ValidOrders {
    validate(setting, world, orders).unwrap_or_else(|refused| panic!("the generator makes legal orders: {refused:?}"))
}

/// Plays random games of every board to the end, and asks after each turn.
pub(crate) fn in_random_games(
    games: u64,
    facilitator: Facilitator,
    ask: impl FnMut(&Scenario, &World, &[Order], Seed) -> Result<(), String>,
) {
    in_random_games_of(boards(), games, facilitator, |_| true, ask);
}

/// The same on some boards, with those of the orders that are kept.
fn in_random_games_of(
    boards: Vec<Scenario>,
    games: u64,
    facilitator: Facilitator,
    keeps: impl Fn(&Order) -> bool,
    mut ask: impl FnMut(&Scenario, &World, &[Order], Seed) -> Result<(), String>,
) {
    for board in boards {
        for luck in 0..games {
            let seed = Seed(fold(luck, &[0x5eed]));
            let mut world = opening(&board.world, luck);
            while !world.over(&board.setting) {
                let mut orders = random_orders(&board.setting, &world, fold(luck, &[u64::from(world.turn)]), facilitator);
                orders.retain(&keeps);
                if let Err(complaint) = ask(&board, &world, &orders, seed) {
                    panic!("{}, luck {luck}, turn {}: {complaint}", board.setting.title, world.turn);
                }
                world = rollout_turn(&board.setting, &world, &valid(&board.setting, &world, &orders), seed);
            }
        }
    }
}

fn in_range(setting: &Setting, world: &World) -> Result<(), String> {
    for variable in world.values.layout().variables() {
        let (low, high) = variable.range();
        let value = world.get(variable);
        // What a board has none of, such as the tier of a pair without a channel, is zero.
        if !(low..=high).contains(&value) && value != 0.0 {
            return Err(format!("{} is {value}, outside {low} to {high}", variable.name(setting)));
        }
    }
    Ok(())
}

/// "Every variable has a range, and stays in it for every order list that validation accepts." And no dead end: there is always a legal
/// list of orders, and every game ends.
#[test]
fn random_games_stay_in_range_and_end() {
    for board in boards() {
        let mut rollout = Rollout::new(&board.world);
        for luck in 0..dose(12) {
            let seed = Seed(fold(luck, &[0x5eed]));
            rollout.restart(&opening(&board.world, luck));
            let mut turns = 0;
            while !rollout.world().over(&board.setting) {
                let world = rollout.world();
                assert!(validate(&board.setting, world, &[]).is_ok(), "no orders are always legal");
                let orders = random_orders(&board.setting, world, fold(luck, &[u64::from(world.turn)]), Facilitator::Wild);
                let orders = valid(&board.setting, world, &orders);
                rollout.play(&board.setting, &orders, seed);
                if let Err(complaint) = in_range(&board.setting, rollout.world()) {
                    panic!("{}, luck {luck}, turn {}: {complaint}", board.setting.title, rollout.world().turn - 1);
                }
                turns += 1;
                assert!(turns < 60, "{}, luck {luck}: the game does not end", board.setting.title);
            }
        }
    }
}

/// Every kind of order, clause and facilitator's order comes up in the random games; otherwise they would prove little.
#[test]
fn every_kind_of_order_occurs_in_random_games() {
    let mut seen: BTreeSet<OrderName> = BTreeSet::new();
    let mut clauses: BTreeSet<u8> = BTreeSet::new();
    let mut rulings: BTreeSet<String> = BTreeSet::new();
    in_random_games(30, Facilitator::Wild, |_, _, orders, _| {
        for order in orders {
            seen.insert(OrderName::of(&order.kind));
            match &order.kind {
                OrderKind::Decide(_, Decision::Condition(conditions)) => clauses.extend(conditions.iter().map(Condition::slot)),
                OrderKind::Facilitate(FacilitatorOrder::Write { effects, .. } | FacilitatorOrder::Rule { effects, .. }) => {
                    rulings.extend(effects.iter().map(|e| first_word(&format!("{e:?}"))));
                }
                OrderKind::Facilitate(order) => drop(rulings.insert(first_word(&format!("{order:?}")))),
                _ => {}
            }
        }
        Ok(())
    });
    let missing: Vec<&str> = OrderName::ALL.iter().filter(|name| !seen.contains(name)).map(|name| name.name()).collect();
    assert!(missing.is_empty(), "never ordered: {missing:?}");
    assert_eq!(clauses.len(), 10, "clauses {clauses:?}");
    let wanted = [
        "Inject",
        "HoldCard",
        "Override",
        "Grant",
        "Seat",
        "Pause",
        "Extend",
        "Reveal",
        "Change",
        "Multiply",
        "Price",
        "Permission",
        "Request",
        "Urgent",
        "TestCommitment",
        "OpenRoute",
        "CloseRoute",
        "RevealValue",
        "Hold",
        "Lapse",
        "Vote",
        "Found",
        "Join",
        "If",
        "End",
        "Ruling",
    ];
    let missing: Vec<&&str> = wanted.iter().filter(|name| !rulings.contains(**name)).collect();
    assert!(missing.is_empty(), "never ruled: {missing:?}");
}

fn first_word(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphabetic).collect()
}

/// Entries follow on one another without a gap, and end where the next position stands; what no entry tells has not changed.
fn balanced(setting: &Setting, world: &World, next: &World, ledger: &Ledger) -> Result<(), String> {
    let mut at: BTreeMap<Variable, Quantity> = BTreeMap::new();
    for entry in &ledger.entries {
        let before = at.get(&entry.variable).copied().unwrap_or_else(|| world.values.get(entry.variable));
        if before != entry.before {
            return Err(format!("an entry about {} begins at {}, not {before}", entry.variable.name(setting), entry.before));
        }
        at.insert(entry.variable, entry.after);
    }
    for variable in world.values.layout().variables() {
        let told = at.get(&variable).copied().unwrap_or_else(|| world.values.get(variable));
        if told != next.values.get(variable) {
            return Err(format!("{} is told as {told}, and is {}", variable.name(setting), next.values.get(variable)));
        }
    }
    Ok(())
}

/// The parts of every entry add up; a limit is named only where the variable stands at its limit, and nothing is left over where no
/// facilitator put numbers that their inputs do not give.
fn explained(setting: &Setting, ledger: &Ledger, facilitator: Facilitator) -> Result<(), String> {
    for entry in &ledger.entries {
        let parts = ledger.parts(entry);
        let sum: Quantity = parts.iter().map(|(_, amount)| *amount).sum();
        let name = || format!("{} in {}", entry.variable.name(setting), entry.phase.name());
        if sum != entry.after - entry.before {
            return Err(format!("the parts of {} add up to {sum}, not {}: {parts:?}", name(), entry.after - entry.before));
        }
        let (low, high) = entry.variable.range();
        let at_limit =
            [low, high].iter().any(|limit| [entry.before, entry.after].iter().any(|q| (q.to_f64() - limit).abs() < 1e-6));
        if let Some((_, amount)) = parts.iter().find(|(cause, _)| cause.rule == Rule::Limit)
            && !at_limit
        {
            return Err(format!("{} lost {amount} to a limit at {}..{}: {parts:?}", name(), entry.before, entry.after));
        }
        let rest = Cause { rule: Rule::Carried, parent: Parent::Number(entry.variable) };
        // Who has no ally has no cohesion either, and reads 50: what comes with the first ally is left over.
        let first_ally = matches!(entry.variable, Variable::Measure(Measure::Cohesion, _));
        if facilitator == Facilitator::Absent
            && !first_ally
            && let Some((_, amount)) = parts.iter().find(|(cause, _)| *cause == rest)
        {
            return Err(format!("{amount} of {} is left over at {}..{}: {parts:?}", name(), entry.before, entry.after));
        }
    }
    Ok(())
}

/// A rule acts in the phase in whose chapter it stands; a few are told where they are felt, and begin in another.
fn in_their_phases(setting: &Setting, ledger: &Ledger) -> Result<(), String> {
    let may = |rule: Rule, phase: Phase| match rule {
        // Cards, what the facilitator does, and prices are everywhere; so is a limit.
        Rule::Card | Rule::Facilitator | Rule::Price | Rule::Limit | Rule::Carried => true,
        // The office's hours come with the year, a licence is felt when it is signed, gifts and promises are made beside decisions.
        Rule::Office => matches!(phase, Phase::Upkeep | Phase::Licensing),
        Rule::Signature | Rule::Training => phase == Phase::Licensing,
        Rule::Commitment => matches!(phase, Phase::Licensing | Phase::Alignment),
        Rule::SecondarySanction => phase == Phase::Procurement,
        // A card lets conditions lapse, and what leaked come out.
        Rule::Conditions => matches!(phase, Phase::Events | Phase::Licensing),
        Rule::Breach | Rule::Retransfer => matches!(phase, Phase::Events | Phase::EndUse),
        _ => rule.phase() == phase,
    };
    for entry in &ledger.entries {
        for part in ledger.causes(entry) {
            if !may(part.cause.rule, entry.phase) {
                let (rule, phase) = (part.cause.rule.name(), entry.phase.name());
                return Err(format!("{rule} moves {} in {phase}", entry.variable.name(setting)));
            }
        }
    }
    Ok(())
}

/// "For every variable, the parts of a turn add up to its change": the entries of play, and the parts of the explanation.
#[test]
fn every_change_has_causes_that_add_up() {
    for facilitator in [Facilitator::Absent, Facilitator::Wild] {
        changes_add_up(facilitator);
    }
}

fn changes_add_up(facilitator: Facilitator) {
    in_random_games(3, facilitator, |board, world, orders, seed| {
        let orders = valid(&board.setting, world, orders);
        let outcome = resolve_turn(&board.setting, world, &orders, seed);
        balanced(&board.setting, world, &outcome.next, &outcome.ledger)?;
        let why = explain_turn(&board.setting, world, &orders, seed);
        balanced(&board.setting, world, &outcome.next, &why)?;
        in_their_phases(&board.setting, &why)?;
        // What changes after a formula was worked out (a leak, hostility from a traced operation) shows in it a turn later: that much is
        // still moving from earlier turns. In the first turn there is nothing of the kind.
        let told = if world.turn == 1 { facilitator } else { Facilitator::Wild };
        explained(&board.setting, &why, told)
    });
}

/// "Nothing is left over", in every turn: where nothing leaks, is passed on, is traced or is sent in answer, no number that a formula gives changes after it was
/// worked out, and all of each change is told by its inputs.
#[test]
fn nothing_is_left_over_in_any_turn() {
    let mut boards = boards();
    for board in &mut boards {
        let params = &mut board.setting.params;
        (params.leak_hazard, params.attribution_odds, params.counter_friend) = (0.0, 0.0, 2.0);
        board.setting.prepare();
    }
    let passes_on = |order: &Order| {
        let sends = matches!(order.kind, OrderKind::Counter(Countermeasure::CounterSupply { .. }));
        sends || matches!(order.kind, OrderKind::Partner(PartnerAction::Retransfer { .. }))
    };
    let mut turns = BTreeSet::new();
    in_random_games_of(
        boards,
        4,
        Facilitator::Absent,
        |order| !passes_on(order),
        |board, world, orders, seed| {
            let orders = valid(&board.setting, world, orders);
            turns.insert(world.turn);
            explained(&board.setting, &explain_turn(&board.setting, world, &orders, seed), Facilitator::Absent)
        },
    );
    assert!(turns.len() >= 8, "{turns:?}");
}

/// "Permuting the orders in a turn gives a bit-identical outcome", ledger and all; recording changes no bit, and neither does the arena
/// that rollouts are played in.
#[test]
fn nothing_depends_on_who_typed_first_nor_on_who_looks() {
    let mut arenas: BTreeMap<String, Rollout> = BTreeMap::new();
    in_random_games(4, Facilitator::Wild, |board, world, orders, seed| {
        let setting = &board.setting;
        let checked = valid(setting, world, orders);
        let outcome = resolve_turn(setting, world, &checked, seed);
        let digest = Digest::of(&outcome.next);
        if rollout_turn(setting, world, &checked, seed) != outcome.next {
            return Err("a rollout is not the game".to_owned());
        }
        let arena = arenas.entry(setting.id.clone()).or_insert_with(|| Rollout::new(&board.world));
        arena.restart(world);
        arena.play(setting, &checked, seed);
        if arena.world() != &outcome.next || Digest::of(arena.world()) != digest {
            return Err("the arena is not the game".to_owned());
        }
        let mut luck = Luck::new(fold(seed.0, &[u64::from(world.turn)]));
        let mut shuffled = orders.to_vec();
        for n in (1..shuffled.len()).rev() {
            shuffled.swap(n, luck.below(n + 1));
        }
        let again =
            validate(setting, world, &shuffled).map_err(|refused| format!("another order of typing is refused: {refused:?}"))?;
        let permuted = resolve_turn(setting, world, &again, seed);
        if Digest::of(&permuted.next) != digest || permuted.ledger != outcome.ledger {
            return Err("another order of typing has another outcome".to_owned());
        }
        Ok(())
    });
}

/// Saving and loading at every turn gives the same game, digest by digest.
#[test]
fn a_save_is_the_game() {
    for (n, board) in boards().into_iter().enumerate() {
        let luck = 77 + n as u64;
        let mut game = Game::new(Arc::new(board), Seed(luck), None);
        // A board that no file holds cannot be found again by a save.
        if game.setting().blocs.iter().any(|b| b.dormant) && !game.scenario().text.contains("id: \"meridian\"") {
            continue;
        }
        while !game.over() {
            let orders =
                random_orders(game.setting(), game.world(), fold(luck, &[u64::from(game.world().turn)]), Facilitator::Wild);
            game.resolve(&orders).expect("legal orders");
            let loaded = save::load(&save::save(&game), "game.countersign").expect("a save opens");
            let digests = |g: &Game| g.nodes().iter().map(|n| n.digest).collect::<Vec<_>>();
            assert_eq!(digests(&loaded), digests(&game), "luck {luck}");
            assert_eq!(loaded.world(), game.world(), "luck {luck}");
            assert_eq!(loaded.cursor(), game.cursor(), "luck {luck}");
        }
    }
}

/// Shares of new orders stay shares: each recipient's sum to one in every domain, whatever is decided.
#[test]
fn shares_sum_to_one() {
    in_random_games(6, Facilitator::Absent, |board, world, _, _| {
        let setting = &board.setting;
        for state in setting.states.ids() {
            for domain in setting.domains.ids() {
                let links = setting.links_of(state, domain);
                let sum: Quantity = links.map(|l| world.values.get(Variable::Link(LinkVar::Share, l))).sum();
                if sum != Quantity::ONE {
                    return Err(format!("{} in {}: {sum}", setting.states[state].name, setting.domains[domain].code));
                }
            }
        }
        Ok(())
    });
}

/// What a draw is about, where that is a request of its own.
fn request_of(draw: &Drawn) -> Option<u64> {
    match draw.about {
        About::Conditions(key, ..) | About::Leak(key, _) | About::Detection(key, _) | About::Inspection(key, _) => Some(key.0),
        About::Through { licence, .. } | About::Onward { licence, .. } => Some(licence.0),
        _ => None,
    }
}

/// "Changing one order leaves every unrelated draw as it was": in the turn, and in the next.
#[test]
fn unrelated_draws_stay() {
    let mut compared = 0;
    in_random_games(3, Facilitator::Absent, |board, world, orders, seed| {
        let setting = &board.setting;
        let play = |orders: &[Order]| resolve_turn(setting, world, &valid(setting, world, orders), seed);
        let whole = play(orders);
        let mut luck = Luck::new(fold(seed.0, &[u64::from(world.turn), 3]));
        for _ in 0..3.min(orders.len()) {
            let left_out = luck.below(orders.len());
            let mut fewer = orders.to_vec();
            let gone = fewer.remove(left_out);
            let Ok(checked) = validate(setting, world, &fewer) else { continue };
            let other = resolve_turn(setting, world, &checked, seed);
            let mine = match &gone.kind {
                OrderKind::Decide(key, _) | OrderKind::Licence(key, _) => Some(key.0),
                _ => None,
            };
            // A partner takes one licence of a group, so what concerns the group is not unrelated.
            let group = mine.and_then(|key| world.requests.iter().find(|r| r.key.0 == key)).and_then(|r| r.group);
            for draw in &whole.ledger.draws {
                let same = other.ledger.draws.iter().find(|d| d.key == draw.key);
                if let Some(same) = same {
                    compared += 1;
                    if same.unit != draw.unit {
                        return Err(format!("without {gone:?} another number was drawn for {:?}", draw.about));
                    }
                } else if let Some(request) = request_of(draw)
                    && Some(request) != mine
                    && group.is_none()
                    && mine.is_some()
                {
                    return Err(format!("without {gone:?} nothing was drawn for {:?}", draw.about));
                }
            }
        }
        Ok(())
    });
    assert!(compared > 500, "{compared} draws compared");
}

/// Played without any decision, no mean share moves by more than 8 points, as the rulebook promises of bundled scenarios.
#[test]
fn an_untouched_board_rests() {
    let game = meridian();
    let mut world = game.world.clone();
    world.requests.clear();
    let none = valid(&game.setting, &world, &[]);
    let seeds = 20_u16;
    let pairs = || game.setting.states.ids().flat_map(|a| game.setting.states.ids().map(move |b| (a, b)));
    let mut sums = vec![0.0; game.setting.states.len() * game.setting.states.len()];
    for seed in 0..u64::from(seeds) {
        let mut end = world.clone();
        while !end.over(&game.setting) {
            end = rollout_turn(&game.setting, &end, &none, Seed(seed));
            end.requests.clear();
        }
        for (sum, (supplier, state)) in sums.iter_mut().zip(pairs()) {
            *sum += end.mean_share(&game.setting, supplier, state) / f64::from(seeds);
        }
    }
    for (after, (supplier, state)) in sums.iter().zip(pairs()) {
        let before = world.mean_share(&game.setting, supplier, state);
        let (one, other) = (&game.setting.states[supplier].name, &game.setting.states[state].name);
        assert!((after - before).abs() <= 0.08, "{one} at {other}: {before:.3} to {after:.3}");
    }
}

/// "`resolve_turn` allocates nothing after warm-up when nobody records": a game played again in the same place, with the same orders, finds
/// all the room that it needs.
#[test]
fn a_turn_that_nobody_records_allocates_nothing() {
    let counts = allocation_counter::measure(|| drop(std::hint::black_box(vec![1_u8])));
    assert_eq!(counts.count_total, 1, "the counter counts");
    for board in boards() {
        let mut rollout = Rollout::new(&board.world);
        let mut games: Vec<Vec<ValidOrders>> = Vec::new();
        for luck in 0..3 {
            rollout.restart(&board.world);
            let mut lists = Vec::new();
            while !rollout.world().over(&board.setting) {
                let world = rollout.world();
                let orders = random_orders(&board.setting, world, fold(luck, &[u64::from(world.turn)]), Facilitator::Absent);
                lists.push(valid(&board.setting, world, &orders));
                if let Some(orders) = lists.last() {
                    rollout.play(&board.setting, orders, Seed(luck));
                }
            }
            games.push(lists);
        }
        let mut replay = || {
            for (luck, lists) in games.iter().enumerate() {
                rollout.restart(&board.world);
                for orders in lists {
                    rollout.play(&board.setting, orders, Seed(luck as u64));
                }
            }
        };
        replay();
        let counted = allocation_counter::measure(replay);
        assert_eq!(counted.count_total, 0, "{}", board.setting.title);
    }
}
