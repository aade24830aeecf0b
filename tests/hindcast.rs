//! The hindcast, from outside: what it must show, and what it must not depend on.

#![expect(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::collections::BTreeMap;
use std::sync::Arc;

use countersign::hindcast::assess::{Assessment, assess, scored};
use countersign::hindcast::calibration_cases;
use countersign::hindcast::case::{Case, Record};
use countersign::hindcast::mapping::POWERS;
use countersign::hindcast::replay::{RUN_IN, Replayed, Staged};
use countersign::players;
use countersign::rules::draws::Seed;
use countersign::rules::order::{Condition, Decision, Ground, Order, OrderKind};
use countersign::rules::quantity::Quantity;
use countersign::rules::validate::validate;
use countersign::rules::variable::LinkVar;
use countersign::rules::world::Request;
use countersign::session::{Game, save};

/// Fewer than a prediction has, so that the tests are quick; the targets leave room for it.
const SEEDS: u32 = 8;

fn standard() -> BTreeMap<String, f64> {
    BTreeMap::new()
}

fn replay(case: &Case, seeds: u32) -> Replayed {
    Staged::new(case, RUN_IN, &standard()).unwrap_or_else(|problems| panic!("{problems}")).replay(seeds)
}

fn case(id: &str) -> Case {
    calibration_cases().unwrap().into_iter().map(|r| r.case).find(|case| case.id == id).unwrap()
}

fn assessed(records: &[Record]) -> Assessment {
    assess(records, SEEDS, &standard(), |_| true).unwrap().unwrap()
}

#[test]
fn the_targets_are_met_with_churn_held() {
    let cases = scored(&calibration_cases().unwrap());
    let assessment = assessed(&cases);
    let score = assessment.score.unwrap();
    let shift = score.shift;
    assert_eq!(shift.n, 44);
    assert!(shift.error <= 0.18, "{shift:?}");
    assert!(shift.spearman.unwrap() >= 0.80, "{shift:?}");
    assert!(shift.sign >= 0.75, "{shift:?}");
    for bin in &assessment.churn {
        assert!(bin.holds(), "{bin:?}");
    }
    let alignment = score.alignment.unwrap();
    assert!(alignment.figures.error <= alignment.no_change.error, "{alignment:?}");
    let gainers = score.gainers;
    assert_eq!((gainers.of, gainers.in_inputs), (43, 18));
    assert!(Some(gainers.hits) > gainers.largest_other, "{gainers:?}");
    assert_eq!(gainers.largest_other, Some(14), "as the data were published");
}

#[test]
fn every_case_has_a_board_that_can_be_opened_as_a_game() {
    for record in calibration_cases().unwrap() {
        let staged =
            Staged::new(&record.case, 0, &standard()).unwrap_or_else(|problems| panic!("{}: {problems}", record.case.id));
        let sellers = staged.cast.others.len() + 1;
        assert!(record.case.alternatives < 3 || sellers >= 8, "{}: {sellers} sellers", record.case.id);
        assert_eq!(staged.scenario.setting.domains.len(), 1);
        let again = countersign::scenario::load("again.ron", &staged.scenario.text).unwrap();
        assert_eq!(again.world, staged.scenario.world, "{}", record.case.id);
    }
}

/// As the window opens it: what history ordered is legal, so are other answers to the request, the computer plays the others to the
/// end, and a saved game keeps what was recorded.
#[test]
fn every_case_is_a_game_in_which_other_decisions_can_be_tried() {
    for record in calibration_cases().unwrap() {
        let id = record.case.id.clone();
        let staged = Staged::game(&record).unwrap_or_else(|problems| panic!("{id}: {problems}"));
        let (setting, world) = (&staged.scenario.setting, &staged.scenario.world);
        let drafts = staged.history();
        assert!(drafts.is_empty() == (record.case.restrictiveness == 0.0), "{id}: {drafts:?}");
        assert!(validate(setting, world, &drafts).is_ok(), "{id}: {:?}", validate(setting, world, &drafts));
        for request in &world.requests {
            let asked = record.case.restrictiveness.abs() * 10.0 * setting.params.new_buy_fraction;
            assert!((request.value.to_f64() - asked).abs() < 1e-3, "{id}: {request:?}");
            let conditions = vec![Condition::Certificate, Condition::Monitoring(Quantity::from_f64(0.6))];
            for decision in
                [Decision::Approve, Decision::Condition(conditions), Decision::Defer(None), Decision::Deny(Ground::Rights)]
            {
                let order = Order::new(request.to, OrderKind::Decide(request.key, decision));
                assert!(validate(setting, world, &[order]).is_ok(), "{id}");
            }
        }
        let observed = record.outcome.as_ref().and_then(|outcome| outcome.shift);
        let history = &staged.scenario.history;
        let levels: Vec<f64> = history.iter().map(|recorded| recorded.share).collect();
        match (observed, levels.as_slice()) {
            (Some(shift), [before, after]) => {
                assert!((after - before - shift.size).abs() < 2e-3, "{id}: {levels:?}, observed {}", shift.size);
                assert!(history[1].turns == (2, 1 + u16::from(shift.years)), "{id}");
            }
            (None, [] | [_]) => {}
            _ => panic!("{id}: {levels:?}"),
        }
    }
}

#[test]
fn a_case_is_played_to_its_end_and_saved() {
    for id in ["EGY1974", "KOR2015", "BRA2013"] {
        let record = calibration_cases().unwrap().into_iter().find(|record| record.case.id == id).unwrap();
        let staged = Staged::game(&record).unwrap();
        let seat = staged.scenario.setting.state(&staged.cast.coalition.name);
        let mut drafts = staged.history();
        let mut game = Game::new(Arc::new(staged.scenario), Seed(0x6869_7374), seat);
        while !game.over() {
            let mut orders = players::orders_of_others(game.setting(), game.world(), seat, game.seed());
            orders.append(&mut drafts);
            game.resolve(&orders).unwrap_or_else(|refusals| panic!("{id}: {refusals:?}"));
        }
        assert_eq!(game.world().turn, 7, "{id}");
        let again = save::load(&save::save(&game), "case").unwrap();
        assert_eq!(again.world(), game.world(), "{id}");
        assert_eq!(again.scenario().history, game.scenario().history, "{id}");
        assert_eq!(again.scenario().history.len(), 2, "{id}");
    }
}

/// Who plays a case as history did comes to what is predicted, as far as the luck of a few games goes: an embargo stands by itself, and what
/// the recipient asks for again each year is licensed again.
#[test]
fn a_case_that_is_played_as_history_did_ends_where_the_prediction_does() {
    for id in ["BRA2013", "POL2003", "SAU2021", "EGY1974"] {
        let record = calibration_cases().unwrap().into_iter().find(|record| record.case.id == id).unwrap();
        let predicted = replay(&record.case, SEEDS).shift.0;
        let games = 12;
        let shift: f64 = (0..games).map(|seed| shift_as_history_did(&record, seed)).sum::<f64>() / games as f64;
        assert!(
            (shift - predicted).abs() < 0.12,
            "{id}: {shift:+.2} in the mean of {games} games, and {predicted:+.2} is predicted"
        );
    }
}

/// The mean share of orders from abroad in years 1 to 5, less the share before, in one game.
fn shift_as_history_did(record: &Record, seed: u64) -> f64 {
    let staged = Staged::game(record).unwrap();
    let named = |name: &str| staged.scenario.setting.state(name).unwrap();
    let (recipient, coalition) = (named(&staged.cast.recipient), named(&staged.cast.coalition.name));
    let mut orders = staged.history();
    let mut game = Game::new(Arc::new(staged.scenario), Seed(seed), Some(coalition));
    let (mut placed, mut abroad) = (0.0, 0.0);
    while !game.over() {
        orders.extend(players::orders_of_others(game.setting(), game.world(), Some(coalition), game.seed()));
        game.resolve(&orders).unwrap_or_else(|refusals| panic!("{refusals:?}"));
        let (setting, world) = (game.setting(), game.world());
        if world.turn > 2 {
            for link in setting.links_to(recipient).filter(|link| setting.links[*link].supplier != recipient) {
                let money = world.link(LinkVar::Orders, link);
                abroad += money;
                placed += if setting.links[link].supplier == coalition { money } else { 0.0 };
            }
        }
        let approve = |request: &Request| Order::new(coalition, OrderKind::Decide(request.key, Decision::Approve));
        orders = world.requests.iter().filter(|request| request.to == coalition).map(approve).collect();
    }
    placed / abroad - record.case.prior()
}

#[test]
fn what_is_added_for_people_changes_no_prediction() {
    for id in ["EGY1974", "BRA2013"] {
        let record = calibration_cases().unwrap().into_iter().find(|record| record.case.id == id).unwrap();
        let (plain, game) = (Staged::new(&record.case, 0, &standard()).unwrap(), Staged::game(&record).unwrap());
        assert!(plain.scenario.world.requests.is_empty() && game.scenario.world.requests.len() == 1);
        assert_eq!(plain.scenario.world.values, game.scenario.world.values, "{id}: a record never reaches the rules");
    }
}

#[test]
fn history_orders_nothing_that_the_rules_refuse() {
    for record in calibration_cases().unwrap() {
        let staged = Staged::new(&record.case, RUN_IN, &standard()).unwrap();
        let refused = staged.refusals();
        assert!(refused.is_empty(), "{}: {refused:?}", record.case.id);
    }
}

/// Of names only those of the powers matter, and those for whose distances there are columns.
#[test]
fn names_and_years_change_nothing() {
    let power = |name: &str| POWERS.iter().any(|power| power.name == name);
    for record in calibration_cases().unwrap() {
        let known = record.case;
        let mut renamed = known.clone();
        renamed.id = "Z9".to_owned();
        let members = known.members().enumerate().map(|(n, m)| if power(m) { m.to_owned() } else { format!("Somewhere {n}") });
        renamed.coalition = members.collect::<Vec<_>>().join("+");
        if !power(&known.recipient) {
            renamed.recipient = "(Elsewhere, 2)".to_owned();
        }
        renamed.year = 2031;
        let (a, b) = (replay(&known, 1), replay(&renamed, 1));
        assert_eq!((a.shift, a.align, &a.by_year, &a.gains), (b.shift, b.align, &b.by_year, &b.gains), "{}", known.id);
    }
}

#[test]
fn a_harder_decision_costs_more() {
    let mut known = case("CHL1976");
    let mut last = f64::INFINITY;
    for restrictiveness in [-0.8, -0.4, 0.0, 0.4, 0.7, 1.0] {
        known.restrictiveness = restrictiveness;
        let shift = replay(&known, 4).shift.0;
        assert!(shift < last - 0.01, "{restrictiveness}: {shift} after {last}");
        last = shift;
    }
    assert!((last + known.prior()).abs() < 1e-6, "a total embargo leaves no orders: {last}");
}

#[test]
fn where_others_abound_a_supplier_loses_more() {
    let mut known = case("TUR1975");
    known.restrictiveness = 0.4;
    known.alternatives = 0;
    let few = replay(&known, 6).shift.0;
    known.alternatives = 3;
    let many = replay(&known, 6).shift.0;
    assert!(many < few - 0.02, "{many} against {few}");
}

#[test]
fn the_same_seeds_give_the_same_numbers() {
    let known = case("EGY2013");
    assert_eq!(replay(&known, 3), replay(&known, 3));
}

#[test]
fn boards_follow_the_scores() {
    let mut known = case("PHL2016");
    let mut sizes = Vec::new();
    for alternatives in 0..=3 {
        known.alternatives = alternatives;
        let staged = Staged::new(&known, 0, &standard()).unwrap();
        sizes.push((staged.cast.others.len(), staged.cast.coalition.drawn));
    }
    assert!(sizes.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 > two[1].1), "{sizes:?}");
    let shares: f64 = Staged::new(&known, 0, &standard()).unwrap().cast.opening_shares(0.3).map(|(_, share)| share).sum();
    assert!((shares - 1.0).abs() < 1e-9);
}
