//! Every parameter belongs to a rule, and every cause to its own parameters.

use std::collections::BTreeSet;

use super::*;
use crate::rules::draws::Seed;
use crate::rules::ledger::cause;
use crate::rules::params::Params;
use crate::rules::table::{BlocId, DomainId, LinkId, StateId};
use crate::rules::turn::explain_turn;
use crate::rules::validate::validate;
use crate::rules::variable::Scope;
use crate::scenario::{self, standard_parameters};

/// Parameters by which no number changes, each with its reason.
const BESIDE: [(&str, &str); 6] = [
    ("player_", "what computer players weigh: they order, and an order is a cause of its own"),
    ("supposed_", "what a seat supposes in place of what it may not know"),
    ("request_", "what partners ask for by themselves: a request is no number"),
    ("monitoring_offered", "the same"),
    ("coproduction_wanted", "the same"),
    ("shift_", "from when on a share that has moved is told as a shift"),
];

#[test]
fn every_parameter_is_reached_by_a_rule() {
    let read: BTreeSet<&str> = Rule::ALL.iter().flat_map(|rule| rule.parameters()).copied().collect();
    // At the opening alone, before there are causes.
    let opening = ["share_least"];
    let beside = |name: &str| BESIDE.iter().any(|(start, _)| name.starts_with(start)) || opening.contains(&name);
    for parameter in standard_parameters().unwrap() {
        let name = parameter.name.as_str();
        assert!(read.contains(name) != beside(name), "{name} belongs to a rule, or is told why it belongs to none");
    }
    let known: BTreeSet<&str> = Params::NAMES.iter().copied().collect();
    assert!(read.is_subset(&known), "{:?}", read.difference(&known));
}

fn all_countermeasures() -> Vec<Countermeasure> {
    let (to, domain) = (StateId(0), DomainId(0));
    vec![
        Countermeasure::CounterSupply { to, domain },
        Countermeasure::CounterArm { domain },
        Countermeasure::Undercut { link: LinkId(0) },
        Countermeasure::RestrictInputs { from: to },
        Countermeasure::Sanction { target: to },
        Countermeasure::Cyber { target: to },
        Countermeasure::Influence { target: to, among: to },
        Countermeasure::RivalRegime { bloc: BlocId(0) },
    ]
}

/// What the kinds of a rule's causes read is together what the rule names, and nothing else.
#[test]
fn what_each_cause_reads_is_together_what_its_rule_names() {
    let whole = |rule: Rule| rule.parameters().iter().copied().collect::<BTreeSet<_>>();
    let kinds: BTreeSet<&str> = Measure::ALL.iter().flat_map(|kind| measures(*kind)).copied().collect();
    assert_eq!(kinds, whole(Rule::Measured));
    let draw = Parent::Draw(crate::rules::draws::DrawKey {
        turn: 1,
        phase: crate::rules::phases::Phase::Countermeasures,
        purpose: crate::rules::draws::Purpose::Counter,
        who: 0,
        what: 0,
    });
    let hows = all_countermeasures();
    let kinds: BTreeSet<&str> = hows.iter().flat_map(|how| acts(*how)).chain(answering(draw)).copied().collect();
    assert_eq!(kinds, whole(Rule::Counter));
    let prices: BTreeSet<&str> = OrderName::ALL.iter().map(|name| name.parameter()).collect();
    let missing: Vec<&str> = whole(Rule::Price).difference(&prices).copied().collect();
    assert_eq!(missing, ["fast_track_capacity", "price_capital_per_credit"]);
    let game = scenario::find("meridian").map(|b| scenario::load(b.file, b.text).unwrap()).unwrap();
    let terms = supply::terms(&game.setting, &game.world, LinkId(0), 1.0);
    let weights: BTreeSet<&str> = terms.iter().filter_map(|(term, _)| supply::weight(*term)).chain(["share_rate"]).collect();
    assert_eq!(weights, whole(Rule::ShareWorth));
}

/// To ease an embargo is priced as lifting it, and a harder one as an embargo.
#[test]
fn an_eased_embargo_names_the_price_of_lifting() {
    let mut game = scenario::find("meridian").map(|b| scenario::load(b.file, b.text).unwrap()).unwrap();
    let embargo = Variable::Pair(PairVar::Embargo, StateId(0), StateId(4));
    game.world.values.put(embargo, crate::rules::quantity::Quantity::from_f64(0.5));
    let named = |part: f64| {
        let part = crate::rules::quantity::Quantity::from_f64(part);
        let order = Order::new(StateId(0), OrderKind::Toward(StateId(4), Gesture::Embargo(part)));
        let valid = validate(&game.setting, &game.world, &[order]).unwrap();
        let ledger = explain_turn(&game.setting, &game.world, &valid, Seed(1));
        let capital = Variable::State(crate::rules::variable::StateVar::Capital, StateId(0));
        parameters(capital, cause(Rule::Price, Parent::Order(0)), Some(valid.as_slice()), Some(&ledger))
    };
    assert_eq!((named(0.2), named(0.9)), (vec!["price_lift"], vec!["price_embargo"]));
}

/// A cause names its own price, weight or measure, and none of the others.
#[test]
fn a_cause_names_the_parameters_that_acted() {
    let game = scenario::find("meridian").map(|b| scenario::load(b.file, b.text).unwrap()).unwrap();
    let (setting, world) = (&game.setting, &game.world);
    let how = Countermeasure::CounterArm { domain: DomainId(0) };
    let order = Order::new(StateId(2), OrderKind::Counter(how));
    let valid = validate(setting, world, &[order]).unwrap();
    let orders = valid.as_slice();
    assert_eq!(orders[0].seat, Seat::State(StateId(2)));
    let ledger = explain_turn(setting, world, &valid, Seed(1));
    let of = |rule, parent, variable| parameters(variable, cause(rule, parent), Some(orders), Some(&ledger));
    let capital = Variable::State(crate::rules::variable::StateVar::Capital, StateId(2));
    assert_eq!(of(Rule::Price, Parent::Order(0), capital), ["price_counter_arm"]);
    let acted = ["counter_industry", "counter_points", "counter_lead", "counter_arm"];
    assert_eq!(of(Rule::Counter, Parent::Order(0), capital), acted);
    assert_eq!(of(Rule::Price, Parent::Time, capital), [""; 0], "what is not told has no price either");
    let trust = Variable::Pair(PairVar::Reliability, StateId(0), StateId(1));
    assert_eq!(of(Rule::ShareWorth, Parent::Number(trust), capital), ["share_rate", "utility_reliability"]);
    let integrity = Variable::Measure(Measure::Integrity, Scope::Board);
    assert_eq!(of(Rule::Measured, Parent::Time, integrity), ["measure_leak"]);
}
