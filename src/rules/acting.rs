//! Which of a rule's parameters acted in one cause.
//!
//! A rule names all the parameters that it reads. Some read others for each kind of order, measure or term: of those a reader wants the
//! ones of the cause at hand, such as the one price of the order that was paid for.

use super::covert;
use super::ledger::{About, Cause, Ledger, Parent};
use super::order::{Countermeasure, Gesture, Order, OrderKind, Seat};
use super::price::OrderName;
use super::rule::Rule;
use super::supply;
use super::variable::{Measure, PairVar, Variable};

/// The parameters by which a cause acted on a number, in the order in which its rule names them. `orders` and `ledger` are those of the turn.
#[must_use]
pub fn parameters(of: Variable, cause: Cause, orders: Option<&[Order]>, ledger: Option<&Ledger>) -> Vec<&'static str> {
    let all = cause.rule.parameters();
    let some = |mine: &[&str]| all.iter().copied().filter(|name| mine.contains(name)).collect();
    match (cause.rule, cause.parent) {
        (Rule::Price, parent) => some(&price(parent, orders, ledger)),
        (Rule::Counter, parent) => match countermeasure(parent, orders, ledger) {
            Some(how) => some(&[answering(parent), acts(how)].concat()),
            None => Vec::new(),
        },
        (Rule::ShareWorth, Parent::Number(term)) => some(&[&["share_rate"], supply::weight(term).as_slice()].concat()),
        (Rule::Measured, _) => match of {
            Variable::Measure(kind, _) => some(measures(kind)),
            _ => Vec::new(),
        },
        _ => all.to_vec(),
    }
}

/// What was paid for, where that is told.
fn price(parent: Parent, orders: Option<&[Order]>, ledger: Option<&Ledger>) -> Vec<&'static str> {
    let name = match parent {
        Parent::Order(n) => orders.and_then(|orders| orders.get(usize::from(n))).map(|order| ordered(order, ledger)),
        _ => countermeasure(parent, orders, ledger).map(OrderName::of_counter),
    };
    let Some(name) = name else { return Vec::new() };
    let beside: &[&str] = match name {
        OrderName::Approve | OrderName::Condition | OrderName::Deny => &["fast_track_capacity"],
        OrderName::CounterSupply | OrderName::Undercut | OrderName::Influence => &["price_capital_per_credit"],
        _ => &[],
    };
    [&[name.parameter()], beside].concat()
}

/// What kind of order it was as things stood: an embargo or a sanction that grew lighter in the turn was lifted, if only in part.
fn ordered(order: &Order, ledger: Option<&Ledger>) -> OrderName {
    let restricts = match (order.seat, &order.kind) {
        (Seat::State(by), OrderKind::Toward(to, Gesture::Embargo(_))) => Some(Variable::Pair(PairVar::Embargo, by, *to)),
        (Seat::State(by), OrderKind::Toward(to, Gesture::Sanction(_))) => Some(Variable::Pair(PairVar::Sanction, by, *to)),
        _ => None,
    };
    let eased = |variable| ledger.is_some_and(|ledger| ledger.about(variable).any(|(_, entry)| entry.after < entry.before));
    if restricts.is_some_and(eased) { OrderName::Lift } else { OrderName::of(&order.kind) }
}

/// Which countermeasure an order or a draw is.
fn countermeasure(parent: Parent, orders: Option<&[Order]>, ledger: Option<&Ledger>) -> Option<Countermeasure> {
    match parent {
        Parent::Order(n) => match orders?.get(usize::from(n))?.kind {
            OrderKind::Counter(how) => Some(how),
            _ => None,
        },
        Parent::Draw(key) => match covert::drawn(ledger?, key)?.about {
            About::Answer { how, .. } => how,
            _ => None,
        },
        _ => None,
    }
}

/// What makes a state that acts by itself answer at all; who orders decides alone.
const fn answering(parent: Parent) -> &'static [&'static str] {
    if matches!(parent, Parent::Draw(_)) {
        &[
            "harm_minimum",
            "harm_odds",
            "harm_odds_most",
            "harm_points",
            "harm_least",
            "harm_red_line",
            "harm_restriction",
            "harm_provoked",
            "harm_stopped",
            "eager_assertive",
            "eager_opportunist",
            "counter_worth",
            "counter_risk",
            "temper_more",
            "temper_less",
        ]
    } else {
        &[]
    }
}

/// What a countermeasure is worth in the menu, and what it does.
const fn acts(how: Countermeasure) -> &'static [&'static str] {
    match how {
        Countermeasure::CounterSupply { .. } => {
            &["counter_supply", "counter_friend", "counter_industry", "counter_points", "counter_lead", "counter_alignment"]
        }
        Countermeasure::CounterArm { .. } => &["counter_arm", "counter_industry", "counter_points", "counter_lead"],
        Countermeasure::Undercut { .. } => &["counter_openness", "counter_discount"],
        Countermeasure::RestrictInputs { .. } => {
            &["counter_inputs", "counter_delay", "counter_months", "grievance_indirect", "counter_grievance"]
        }
        Countermeasure::Sanction { .. } => &["counter_sanction", "counter_grievance", "grievance_restriction"],
        Countermeasure::Cyber { .. } => &[
            "counter_cyber",
            "cyber_office",
            "cyber_months",
            "attribution_odds",
            "attributed_hostility",
            "grievance_indirect",
            "counter_grievance",
        ],
        Countermeasure::Influence { .. } => &[
            "counter_openness",
            "counter_influence",
            "influence_reliability",
            "influence_alignment",
            "attribution_odds",
            "attributed_hostility",
            "grievance_indirect",
            "counter_grievance",
        ],
        Countermeasure::RivalRegime { .. } => &["counter_regime", "harmonise_step"],
    }
}

/// What a measure reads beside its inputs.
const fn measures(kind: Measure) -> &'static [&'static str] {
    match kind {
        Measure::Deterrence => &["measure_allies", "measure_threat", "defence_offence"],
        Measure::Stability => &["measure_threat_worst", "measure_threat_change"],
        Measure::Cohesion => &["measure_commitments", "measure_strained"],
        Measure::Modernisation => &["measure_modernisation"],
        Measure::Resilience => &["measure_concentration", "measure_inputs", "measure_inputs_factor"],
        Measure::Integrity => &["measure_leak"],
        Measure::Mandate | Measure::Industry => &[],
    }
}

#[cfg(test)]
mod tests;
