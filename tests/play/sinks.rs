//! "Nothing has a source without a sink": what the rules raise in play, the rules lower in play, too.

use std::collections::{BTreeMap, BTreeSet};

use countersign::rules::rule::Rule;
use countersign::rules::turn::resolve_turn;

use super::laws::{in_random_games, valid};
use super::orders::Facilitator;

/// Numbers that only rise, and why that is right.
const ONLY_RISE: &[(&str, &str)] = &[
    ("budget", "its growth is the scenario's, and may be negative"),
    ("leaked", "a tally: measures set it against the tally of what was supplied"),
    ("supplied", "the other tally"),
    ("criteria_declared", "a switch: what was declared is declared"),
    ("founded", "a switch: a regime that was founded exists, and falls apart by its cohesion"),
    ("mutual_recognition", "a switch: what it is worth falls with cohesion"),
    ("shared_verification", "a switch"),
    ("verifiability", "comes with that switch, once"),
    ("rigour", "what a member brings; it counts while it belongs"),
];

#[test]
fn what_the_rules_raise_they_lower_too() {
    let mut rules: BTreeMap<String, [BTreeSet<&str>; 2]> = BTreeMap::new();
    in_random_games(40, Facilitator::Absent, |board, world, orders, seed| {
        let outcome = resolve_turn(&board.setting, world, &valid(&board.setting, world, orders), seed);
        for entry in &outcome.ledger.entries {
            let name = entry.variable.name(&board.setting);
            let kind = name.split('(').next().unwrap_or_default();
            // What a card does is its author's.
            let of_the_rules = |rule: Rule| !matches!(rule, Rule::Card | Rule::Facilitator | Rule::Limit);
            for (cause, amount) in outcome.ledger.parts(entry).into_iter().filter(|(cause, _)| of_the_rules(cause.rule)) {
                let [up, down] = rules.entry(kind.to_owned()).or_default();
                match amount.micros() {
                    0 => continue,
                    1.. => up.insert(cause.rule.name()),
                    _ => down.insert(cause.rule.name()),
                };
            }
        }
        Ok(())
    });
    assert!(rules.len() > 60, "{} kinds of numbers move", rules.len());
    let only_rise: Vec<&str> =
        rules.iter().filter(|(_, [up, down])| !up.is_empty() && down.is_empty()).map(|(kind, _)| &**kind).collect();
    let may: BTreeSet<&str> = ONLY_RISE.iter().map(|(kind, _why)| *kind).collect();
    let strange = only_rise.iter().filter(|kind| !may.contains(*kind));
    let strange: Vec<String> = strange.map(|kind| format!("{kind} is raised by {:?}", rules[*kind][0])).collect();
    assert!(strange.is_empty(), "nothing lowers these: {strange:?}");
    let gone: Vec<&&str> = may.iter().filter(|kind| !only_rise.contains(kind)).collect();
    assert!(gone.is_empty(), "these fall, too: {gone:?}");
}
