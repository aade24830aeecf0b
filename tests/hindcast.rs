//! The hindcast, from outside: what it must show, and what it must not depend on.

#![expect(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::collections::BTreeMap;

use countersign::hindcast::assess::{Assessment, assess, scored};
use countersign::hindcast::calibration_cases;
use countersign::hindcast::case::{Case, Record};
use countersign::hindcast::replay::{RUN_IN, Replayed, Staged};

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
    assert!(score.gainers.0 > 14, "{:?}", score.gainers);
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

#[test]
fn history_orders_nothing_that_the_rules_refuse() {
    for record in calibration_cases().unwrap() {
        let staged = Staged::new(&record.case, RUN_IN, &standard()).unwrap();
        let refused = staged.refusals();
        assert!(refused.is_empty(), "{}: {refused:?}", record.case.id);
    }
}

#[test]
fn names_and_years_change_nothing() {
    for id in ["ISR1967", "GRC2021", "BRA2013"] {
        let known = case(id);
        let mut renamed = known.clone();
        renamed.id = "Z9".to_owned();
        renamed.coalition = "Somewhere".to_owned();
        renamed.recipient = "(Elsewhere, 2)".to_owned();
        renamed.year = 2031;
        let (a, b) = (replay(&known, 3), replay(&renamed, 3));
        assert_eq!((a.shift, a.align, &a.by_year, &a.gains), (b.shift, b.align, &b.by_year, &b.gains), "{id}");
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
