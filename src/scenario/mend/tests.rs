//! Mistakes in pairs: neither hides the other.

use std::collections::BTreeSet;

use crate::scenario::{find, load};

/// Mistakes that somebody may make in Meridian, each by itself: what is written, and what stands there instead.
const MISTAKES: [(&str, &str); 33] = [
    ("archetype: principled", "archetype: xx"),
    ("roles: [exporter]", "roles: [exportr]"),
    ("emblem: \"roundel\"", "emblem: \"zz\""),
    ("budget: ", "budget: 9999"),
    ("governance: 0", "governance: 7"),
    ("capital: ", "capital: 999"),
    ("region: \"the Sound\"", "region: \"the Bound\""),
    ("industry: {\"AD\": 0", "industry: {\"AX\": 9"),
    ("concerns: {alliance:", "concerns: {allianc:"),
    ("influence: 0.", "influence: 3."),
    ("at_least(\"", "at_least(\"q"),
    ("kind: pact", "kind: pakt"),
    ("from: \"Claverne\", to: \"Haldry\"", "from: \"Clavrne\", to: \"Halry\""),
    ("strained_when: [below(\"reli", "strained_when: [belw(\"reli"),
    ("broken_when: [below(\"reliability(Haldry", "broken_when: [below(\"reliability(Haldy"),
    ("tier: 3, points: 10", "tier: 9, points: 10"),
    ("value: 5.0", "value: -5.0"),
    ("domain: \"PS\", tier", "domain: \"PX\", tier"),
    ("trigger: fixed(2)", "trigger: fixd(2)"),
    ("effects: [change(", "effects: [chang("),
    ("trigger: fixed(2)", "trigger: fixed(99)"),
    ("absorption: 0.", "absorption: 3."),
    ("shares: {\"", "shares: {\"Q"),
    ("position: (0.", "position: (7."),
    ("offence: 0.", "offence: 7."),
    ("service_life_years: ", "service_life_years: 999"),
    ("thresholds: (0.", "thresholds: (7."),
    ("exporter: \"Claverne\"", "exporter: \"Klaverne\""),
    ("rights: 0.9", "rights: \"good\""),
    ("title: \"Meridian\"", "title: 5"),
    ("code: \"AD\", name: ", "code: \"AD\", nam: \"x\", name: "),
    ("transparency: ", "transparency: 7"),
    ("until_turn: 6", "until_turn: soon"),
];

/// What is told of a text, without the places: a mistake before another on its line moves it.
fn told(text: &str) -> BTreeSet<String> {
    let problems = load("m.ron", text).map_or_else(|problems| problems.0, |_| Vec::new());
    problems.into_iter().map(|p| format!("{} ({})", p.message, p.hint)).collect()
}

/// Every problem of a file is told at once: what is told of two mistakes is what is told of each.
#[test]
fn no_mistake_hides_another() {
    let text = find("meridian").unwrap().text;
    let there: Vec<_> = MISTAKES.iter().filter(|(old, _)| text.contains(old)).collect();
    assert!(there.len() > 28, "{}", there.len());
    let alone: Vec<BTreeSet<String>> = there.iter().map(|(old, new)| told(&text.replacen(old, new, 1))).collect();
    for (told, (_, new)) in alone.iter().zip(&there) {
        assert!((1..=2).contains(&told.len()), "{new}: {told:?}");
    }
    let mut wrong = Vec::new();
    for (n, (old, new)) in there.iter().enumerate() {
        let first = text.replacen(old, new, 1);
        for (m, (old, new)) in there.iter().enumerate().skip(n + 1).filter(|(_, (old, _))| first.contains(old)) {
            let both = told(&first.replacen(old, new, 1));
            let each = &alone[n] | &alone[m];
            if both != each {
                let (lost, more) = (&each - &both, &both - &each);
                wrong.push(format!("{} and {new}: lost {lost:?}, more {more:?}", there[n].1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
