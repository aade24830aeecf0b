//! The bundled scenario against the figures of its design, and bad files against what is said of them.

use std::fs;
use std::path::Path;

use super::library::{find, standard_parameters};
use super::{Scenario, load, parse_parameters};
use crate::rules::variable::{CellVar, PairVar, StateVar, Variable};

/// State, domain, and absorption × Σ points × availability as the design publishes it, from public availability.
const USABLE: &[(&str, &str, f64)] = &[
    ("Haldry", "AD", 31.8),
    ("Haldry", "PS", 10.9),
    ("Haldry", "MA", 38.9),
    ("Haldry", "IS", 17.3),
    ("Haldry", "CY", 9.4),
    ("Haldry", "SA", 2.7),
    ("Pendara", "AD", 11.2),
    ("Pendara", "PS", 5.4),
    ("Pendara", "MA", 15.9),
    ("Pendara", "IS", 5.3),
    ("Pendara", "CY", 3.0),
    ("Pendara", "SA", 0.9),
    ("Tarvel", "AD", 8.4),
    ("Tarvel", "PS", 6.9),
    ("Tarvel", "MA", 0.5),
    ("Tarvel", "IS", 4.0),
    ("Tarvel", "CY", 1.5),
    ("Tarvel", "SA", 0.5),
    ("Duvane", "AD", 7.8),
    ("Duvane", "PS", 6.9),
    ("Duvane", "MA", 0.4),
    ("Duvane", "IS", 1.9),
    ("Duvane", "CY", 1.5),
    ("Duvane", "SA", 0.2),
    ("Wendamar", "AD", 0.4),
    ("Wendamar", "PS", 0.9),
    ("Wendamar", "MA", 0.0),
    ("Wendamar", "IS", 0.3),
    ("Wendamar", "CY", 0.1),
    ("Wendamar", "SA", 0.0),
    ("Jaspera", "AD", 21.9),
    ("Jaspera", "PS", 11.8),
    ("Jaspera", "MA", 7.0),
    ("Jaspera", "IS", 9.9),
    ("Jaspera", "CY", 3.3),
    ("Jaspera", "SA", 2.0),
    ("Ferrow", "AD", 23.8),
    ("Ferrow", "PS", 13.6),
    ("Ferrow", "MA", 21.9),
    ("Ferrow", "IS", 16.7),
    ("Ferrow", "CY", 8.6),
    ("Ferrow", "SA", 7.8),
    ("Istmere", "AD", 2.9),
    ("Istmere", "PS", 0.5),
    ("Istmere", "MA", 5.0),
    ("Istmere", "IS", 3.0),
    ("Istmere", "CY", 3.3),
    ("Istmere", "SA", 0.2),
    ("Yendra", "AD", 9.2),
    ("Yendra", "PS", 2.7),
    ("Yendra", "MA", 0.3),
    ("Yendra", "IS", 11.3),
    ("Yendra", "CY", 6.3),
    ("Yendra", "SA", 2.4),
];

/// Who perceives, whom, and the threat as the design publishes it.
const THREATS: &[(&str, &str, f64)] = &[
    ("Duvane", "Tarvel", 0.72),
    ("Tarvel", "Duvane", 0.66),
    ("Haldry", "Orsany", 0.77),
    ("Orsany", "Haldry", 0.25),
    ("Claverne", "Orsany", 0.36),
    ("Orsany", "Claverne", 0.60),
    ("Mercady", "Orsany", 0.32),
    ("Orsany", "Mercady", 0.21),
    ("Ferrow", "Orsany", 0.48),
    ("Orsany", "Ferrow", 0.07),
    ("Ferrow", "Pendara", 0.10),
    ("Pendara", "Ferrow", 0.25),
    ("Haldry", "Pendara", 0.06),
    ("Pendara", "Haldry", 0.17),
    ("Duvane", "Wendamar", 0.04),
    ("Wendamar", "Duvane", 0.54),
    ("Duvane", "Jaspera", 0.41),
    ("Jaspera", "Duvane", 0.19),
    ("Jaspera", "Orsany", 0.26),
    ("Orsany", "Jaspera", 0.02),
    ("Orsany", "Yendra", 0.01),
    ("Yendra", "Orsany", 0.28),
    ("Orsany", "Tarvel", 0.02),
    ("Tarvel", "Orsany", 0.41),
    ("Claverne", "Duvane", 0.01),
    ("Duvane", "Claverne", 0.48),
];

fn meridian() -> Scenario {
    let bundled = find("meridian").unwrap();
    load(bundled.file, bundled.text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The scenario's number, or the public one where the true one is hidden.
fn public(scenario: &Scenario, name: &str) -> f64 {
    let variable = Variable::parse(name, &scenario.setting).unwrap();
    let hidden = scenario.setting.hidden.iter().find(|h| h.variable == variable);
    hidden.map_or_else(|| scenario.world.get(variable), |h| h.public.to_f64())
}

/// Every name of `schema.rs` that a file may hold: fields, and words in small letters.
fn names_of_the_format() -> Vec<String> {
    let source = include_str!("schema.rs");
    let code: Vec<&str> = source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let after = |start: &str| code.split_once(start).unwrap().1;
    let (rows, words) = (after("\nrows! {").split_once("\n}\n").unwrap().0, after("\nwords! {").split_once("\n}\n").unwrap().0);
    let enums = code.split_once("\nwords! {").unwrap().1.split_once("\n}\n").unwrap().1;
    let mut names: Vec<String> = super::schema::FIELDS.iter().map(|&name| name.into()).collect();
    // Fields stand before a single colon.
    for part in [rows, enums] {
        for (at, _) in part.match_indices(": ") {
            let name = part[..at].rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap();
            names.push(name.to_owned());
        }
    }
    // Words of the format: after the name of their type in a line of its own, or each in a line.
    let in_lines = words.lines().filter_map(|line| line.split_once('{')).flat_map(|(_, words)| words.split(','));
    let each = enums.lines().filter(|line| !line.starts_with("     ")).filter_map(|line| line.strip_prefix("    "));
    for word in in_lines.chain(each) {
        let word: String = word.trim().chars().take_while(|c| c.is_alphanumeric()).collect();
        if !word.is_empty() {
            names.push(snake(&word));
        }
    }
    names.sort();
    names.dedup();
    names
}

/// `OpenRoute` as files write it: `open_route`.
fn snake(word: &str) -> String {
    let parts = word.char_indices().map(|(at, c)| if at > 0 && c.is_uppercase() { format!("_{c}") } else { c.to_string() });
    parts.collect::<String>().to_lowercase()
}

#[test]
fn the_page_of_the_format_has_every_name() {
    let page = include_str!("../../docs/scenario-format.md");
    // What stands between backticks, in a line or as a block, is code.
    let code: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let code = code.join(" ") + &page.split("```").skip(1).step_by(2).collect::<String>();
    let written: std::collections::BTreeSet<&str> = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let names = names_of_the_format();
    for known in
        ["open_route", "mutual_recognition", "any", "shared_verification", "end", "thresholds", "ruling", "jobs", "plots"]
    {
        assert!(names.iter().any(|name| name == known), "{known} is a name: {names:?}");
    }
    let missing: Vec<&String> = names.iter().filter(|name| !written.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "docs/scenario-format.md says nothing of {missing:?}");
}

#[test]
fn meridian_is_whole() {
    let scenario = meridian();
    let setting = &scenario.setting;
    let sizes = (
        setting.states.len(),
        setting.domains.len(),
        setting.deck.len(),
        setting.commitments.len(),
        scenario.world.requests.len(),
    );
    assert_eq!(sizes, (12, 6, 19, 16, 9));
    assert_eq!(setting.actors.len(), 3);
    assert!(setting.states.iter().all(|s| !s.objectives.is_empty() && !s.secret.is_empty() && !s.briefing.is_empty()));
}

#[test]
fn every_bundled_scenario_has_no_problem() {
    for bundled in super::bundled() {
        let scenario = load(bundled.file, bundled.text).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(scenario.setting.id, bundled.id);
    }
}

#[test]
fn the_small_scenarios_are_as_designed() {
    let of = |id: &str| find(id).map(|b| load(b.file, b.text).unwrap_or_else(|problems| panic!("{problems}"))).unwrap();
    let (first, two) = (of("first-licence"), of("two-suppliers"));
    let sizes = |s: &Scenario| (s.setting.states.len(), s.setting.domains.len(), s.setting.turns, s.world.requests.len());
    assert_eq!(sizes(&first), (5, 3, 3, 1));
    assert_eq!(sizes(&two), (7, 4, 7, 12));
    assert_eq!(first.tour.map(|tour| tour.steps.len()), Some(17));
    assert!(two.tour.is_none());
}

/// Q1 to Q6 by the criteria of Almoray and of Galdane.
#[test]
fn both_suppliers_score_the_in_tray_as_published() {
    let bundled = find("two-suppliers").unwrap();
    let two = load(bundled.file, bundled.text).unwrap();
    let published = [
        ("Kelloran", "PS", 0.686, 0.758),
        ("Rasmere", "AD", 0.742, 0.754),
        ("Sorvane", "PS", 0.628, 0.649),
        ("Tolwen", "PS", 0.543, 0.544),
        ("Sorvane", "MA", 0.669, 0.680),
        ("Kelloran", "IS", 0.660, 0.695),
    ];
    for (from, domain, almoray, galdane) in published {
        for (to, wanted) in [("Almoray", almoray), ("Galdane", galdane)] {
            let (from, to) = (two.setting.state(from).unwrap(), two.setting.state(to).unwrap());
            let domain = two.setting.domain(domain).unwrap();
            let asked = two.world.requests.iter().find(|r| (r.from, r.to, r.domain) == (from, to, domain)).unwrap();
            let found = crate::rules::score::recommend(&two.setting, &two.world, asked).unwrap().asked.total;
            assert!((found - wanted).abs() <= 0.002, "{found:.4}, published {wanted}");
        }
    }
}

#[test]
fn usable_capability_is_as_published() {
    let scenario = meridian();
    for (state, domain, published) in USABLE {
        let setting = &scenario.setting;
        let (id, d) = (setting.state(state).unwrap(), setting.domain(domain).unwrap());
        let held: f64 = setting
            .links_of(id, d)
            .map(|l| {
                let supplier = &setting.states[setting.links[l].supplier].name;
                let of = |kind| public(&scenario, &format!("{kind}({supplier}, {domain}, {state})"));
                of("points") * of("availability")
            })
            .sum();
        let usable = held * scenario.world.cell(CellVar::Absorption, id, d);
        assert!((usable - published).abs() <= 0.06, "{state} {domain}: {usable:.3}, published {published}");
    }
}

#[test]
fn opening_threats_are_as_published() {
    let scenario = meridian();
    for (from, to, published) in THREATS {
        let threat = public(&scenario, &format!("threat({from}, {to})"));
        assert!((threat - published).abs() <= 0.011, "{from} of {to}: {threat:.3}, published {published}");
    }
}

#[test]
fn defaults_and_hidden_values_hold() {
    let scenario = meridian();
    let state = |name| scenario.setting.state(name).unwrap();
    let pair = |kind, a, b| scenario.world.pair(kind, state(a), state(b));
    let near = |value: f64, wanted: f64| assert!((value - wanted).abs() < 1e-6, "{value} is not {wanted}");
    near(pair(PairVar::Alignment, "Haldry", "Istmere"), 0.05);
    near(pair(PairVar::Affinity, "Haldry", "Yendra"), 0.0);
    near(pair(PairVar::Reliability, "Haldry", "Claverne"), 0.75);
    near(pair(PairVar::Evidence, "Haldry", "Claverne"), 12.0);
    near(pair(PairVar::Interoperability, "Claverne", "Haldry"), 0.70);
    near(pair(PairVar::Hostility, "Yendra", "Ferrow"), 0.03);
    near(scenario.world.state(StateVar::Exposure, state("Jaspera")), 0.35);
    assert_eq!(crate::rules::validate::decisions_left(&scenario.setting, &scenario.world, state("Claverne")), 3);
    near(public(&scenario, "availability(Orsany, AD, Duvane)"), 0.80);
    near(scenario.world.get(Variable::parse("availability(Orsany, AD, Duvane)", &scenario.setting).unwrap()), 0.65);
    let tier = |from, to, domain| {
        let link = scenario.setting.link(state(from), state(to), scenario.setting.domain(domain).unwrap()).unwrap();
        scenario.setting.links[link].tier
    };
    assert_eq!(tier("Claverne", "Haldry", "AD"), 3);
    assert_eq!(tier("Claverne", "Duvane", "AD"), 1);
    assert_eq!(tier("Claverne", "Pendara", "AD"), 2);
    assert_eq!(tier("Orsany", "Orsany", "AD"), 3);
}

#[test]
fn a_byte_order_mark_is_tolerated() {
    let bundled = find("meridian").unwrap();
    assert!(load(bundled.file, &format!("\u{feff}{}", bundled.text)).is_ok());
}

#[test]
fn the_standard_parameters_are_whole() {
    assert!(standard_parameters().is_ok_and(|all| all.len() == crate::rules::params::Params::NAMES.len()));
}

#[test]
fn a_parameter_file_says_all_that_is_wrong() {
    let text = "(version: 1, parameters: {\n    \"integration_penaltie\": (value: 2.0, unit: \"u\", range: (0.0, 1.0), meaning: \"m\", source: \"s\"),\n})";
    let problems = parse_parameters("p.ron", text).unwrap_err();
    let said = problems.to_string();
    assert!(said.contains(
        "p.ron:2:5: `integration_penaltie` is not a parameter of the rules (hint: did you mean `integration_penalty`?)"
    ));
    assert!(said.contains("p.ron:2:37: the parameter `integration_penaltie` is 2 (hint: it should be from 0 to 1)"));
    assert!(said.contains("p.ron:1:26: the parameter `integration_penalty` is missing"));
}

/// Every file in `tests/bad-scenarios` is refused in the words of the `.expected` file beside it.
#[test]
fn bad_scenarios_say_all_that_is_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-scenarios");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "ron"));
    files.sort();
    assert!(files.len() >= 6);
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let problems = load(name, &fs::read_to_string(&path).unwrap()).expect_err(name);
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        assert_eq!(problems.to_string().trim(), expected.trim(), "{name}");
    }
}

#[test]
fn caps_are_kept() {
    let long = format!("(version: 1, title: \"{}\")", "x".repeat(20_001));
    assert!(
        load("long.ron", &long)
            .unwrap_err()
            .to_string()
            .contains("long.ron:1:21: this text has 20003 characters; at most 20000 are read")
    );
    let deep = format!("(version: 1, title: {}", "[".repeat(40));
    assert!(load("deep.ron", &deep).unwrap_err().to_string().contains("deep.ron:1:52: brackets are nested more than 32 deep"));
    let big = " ".repeat(4 * 1024 * 1024 + 1);
    assert!(load("big.ron", &big).unwrap_err().to_string().starts_with("big.ron:1:1: the file has 4194305 bytes"));
}

/// States deal with each other in every domain: what costs more than a seminar's computer has is refused with words.
#[test]
fn a_board_of_too_many_states_and_domains_is_refused() {
    let board = |states: usize, domains: usize| {
        let code = |n: usize| [n / 26 / 26, n / 26 % 26, n % 26].map(|n| char::from(b'A' + n as u8)).iter().collect::<String>();
        let domain =
            |n: usize| format!("(code: \"D{n}\", name: \"d{n}\", offence: 0.3, verifiability: 0.5, service_life_years: 20)");
        let state = |n: usize| {
            format!(
                "(name: \"S{n}\", code: \"{}\", region: \"R\", roles: [partner], archetype: hedging, emblem: \"pale\", \
                 position: (0.5, 0.5), budget: 5, governance: 0.5, rights: 0.5)",
                code(n)
            )
        };
        format!(
            "(version: 1, id: \"big\", title: \"Big\", turns: 4, months_per_turn: 12, regions: [\"R\"], domains: [{}], states: [{}])",
            (0..domains).map(domain).collect::<Vec<_>>().join(", "),
            (0..states).map(state).collect::<Vec<_>>().join(", ")
        )
    };
    let too_many =
        |states, domains| load("big.ron", &board(states, domains)).is_err_and(|p| p.to_string().contains("too many together"));
    assert!(too_many(200, 12) && too_many(200, 7));
    assert!(!too_many(200, 6) && !too_many(140, 12));
}

#[test]
fn too_many_regions_are_one_problem() {
    let text = find("meridian").unwrap().text;
    let (before, after) = text.split_once("regions: [").unwrap();
    let many = (0..32).map(|n| format!("\"more {n}\", ")).collect::<Vec<_>>().concat();
    let problems = load("r.ron", &format!("{before}regions: [{many}{after}")).unwrap_err();
    assert_eq!(problems.0.len(), 1, "{problems}");
}

#[test]
fn a_file_cut_short_is_refused_with_a_place() {
    let text = find("meridian").unwrap().text;
    for at in (0..text.len() - 2).step_by(1009).filter(|at| text.is_char_boundary(*at)) {
        let problems = load("cut.ron", &text[..at]).unwrap_err();
        assert!(problems.0.iter().all(|p| p.line >= 1 && p.column >= 1), "cut at {at}");
    }
}

#[test]
fn nobody_reads_the_numbers_of_the_design_in_a_bundled_scenario() {
    let coded = |words: &str| {
        let numbered = |word: &str| word.len() > 1 && word.get(1..).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
        words.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(['K', 'R', 'T']) && numbered(word))
    };
    for bundled in super::library::bundled() {
        let scenario = load(bundled.file, bundled.text).expect("a bundled scenario has no problem");
        let setting = &scenario.setting;
        let states = setting.states.iter().flat_map(|state| {
            let objectives = state.objectives.iter().map(|objective| objective.text.as_str());
            objectives.chain([state.briefing.as_str(), state.secret.as_str()])
        });
        let names = setting.commitments.iter().map(|commitment| commitment.name.as_str());
        let cards = setting.deck.iter().flat_map(|card| [card.title.as_str(), card.text.as_str(), card.question.as_str()]);
        for words in states.chain(names).chain(cards) {
            assert!(!coded(words), "{}: {words}", bundled.file);
        }
        let mut unique: Vec<&str> = setting.commitments.iter().map(|commitment| commitment.name.as_str()).collect();
        unique.sort_unstable();
        assert!(unique.windows(2).all(|pair| pair[0] != pair[1]), "orders name a commitment, so no two share a name");
    }
}
