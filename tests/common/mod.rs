//! Scenarios of any size, written by rule: for tests and measurements of boards larger than the bundled ones.

#![expect(clippy::indexing_slicing, reason = "the places are taken modulo the length")]
#![expect(clippy::expect_used, reason = "a scenario that cannot be written is no scenario")]

use std::fmt::Write as _;

/// A scenario as text: so many states, of which so many supply, in so many regions; each recipient has so many suppliers in each of one to
/// six domains.
///
/// Suppliers beyond the second half are rivals. No state has a place of its own, so that the board lays itself out.
#[must_use]
pub(crate) fn scenario(states: usize, suppliers: usize, regions: usize, links: usize, domains: usize) -> String {
    const DOMAINS: [&str; 6] = ["AD", "MA", "LA", "RO", "IS", "CY"];
    const SYLLABLES: [&str; 12] = ["al", "bor", "cas", "dun", "el", "far", "gren", "hal", "is", "jor", "kal", "lum"];
    const ENDINGS: [&str; 8] = ["dis", "vik", "sa", "ra", "ve", "ro", "da", "net"];
    const DIVISIONS: [&str; 8] = ["cross", "wave", "chevron", "roundel", "bend", "fess", "pale", "saltire"];
    let domains = DOMAINS.get(..domains).expect("at most six domains");
    let name = |n: usize| {
        let word = format!("{}{}{}", SYLLABLES[n % 12], ENDINGS[(n / 12 + n) % 8], ["", "ia", "or"][n / 96 % 3]);
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        format!("{first}{}", letters.as_str())
    };
    let region = |n: usize| format!("region {}", n % regions + 1);
    let mut text = String::new();
    let mut line = |words: String| writeln!(text, "{words}").expect("a string takes all");
    line(format!("(version: 1, id: \"board-{states}\", title: \"{states} states\", synopsis: \"A board of {states} states.\","));
    line("briefing: \"Nothing but a board.\", turns: 6, months_per_turn: 12, start_year: 2030, draw_turns: [],".to_owned());
    line(format!("regions: [{}],", (0..regions).map(|n| format!("\"region {}\"", n + 1)).collect::<Vec<_>>().join(", ")));
    line("domains: [".to_owned());
    for (n, code) in domains.iter().enumerate() {
        let (offence, verifiability) = ([0.25, 0.55][n % 2], [0.75, 0.8][n % 2]);
        let life = [25, 30][n % 2];
        line(format!(
            "(code: \"{code}\", name: \"domain {code}\", offence: {offence}, verifiability: {verifiability}, service_life_years: {life}),"
        ));
    }
    line("],".to_owned());
    line("states: [".to_owned());
    for n in 0..states {
        let rival = n < suppliers && n >= suppliers.div_ceil(2);
        let (roles, archetype) = match (n < suppliers, rival) {
            (true, true) => ("[exporter, rival]", "assertive"),
            (true, false) => ("[exporter]", "principled"),
            _ => ("[partner]", "hedging"),
        };
        let division = DIVISIONS[n % 8];
        line(format!(
            "(name: \"{}\", code: \"{}{}{}\", region: \"{}\", roles: {roles}, archetype: {archetype}, emblem: \"{division}\",",
            name(n),
            char::from(b'A' + (n % 26) as u8),
            char::from(b'A' + (n / 26 % 26) as u8),
            "Q",
            region(n),
        ));
        let capital = if n < suppliers { "capital: 50, " } else { "" };
        let industry: Vec<String> = domains.iter().map(|code| format!("\"{code}\": 0.4")).collect();
        let industry = industry.join(", ");
        line(format!("position: (0, 0), budget: 10.0, governance: 0.6, rights: 0.6, {capital}industry: {{{industry}}}),"));
    }
    line("], holdings: [".to_owned());
    for n in 0..states {
        for (d, domain) in domains.iter().enumerate() {
            let mut shares = vec![(name(n), 0.1)];
            let count = if n < suppliers { 0 } else { links.min(suppliers).max(1) };
            let weights: Vec<f64> = (0..count).map(|k| 1.0 / (k as f64 + 1.0)).collect();
            let sum: f64 = weights.iter().sum();
            for (k, weight) in weights.iter().enumerate() {
                let supplier = (n % regions + n * 3 + k * (2 * d + 1)) % suppliers;
                let known = shares.iter().position(|(other, _)| *other == name(supplier));
                let part = 0.9 * weight / sum;
                match known {
                    Some(known) => shares[known].1 += part,
                    None => shares.push((name(supplier), part)),
                }
            }
            let rounded: Vec<(String, i64)> =
                shares.iter().map(|(s, part)| (s.clone(), (part * 1000.0).round() as i64)).collect();
            let rest = 1000 - rounded.iter().skip(1).map(|(_, part)| part).sum::<i64>();
            let written: Vec<String> = rounded
                .iter()
                .enumerate()
                .map(|(k, (s, part))| format!("\"{s}\": {:.3}", if k == 0 { rest } else { *part } as f64 / 1000.0))
                .collect();
            let points: Vec<String> = rounded.iter().map(|(s, _)| format!("\"{s}\": 5")).collect();
            line(format!(
                "(state: \"{}\", domain: \"{domain}\", absorption: 0.6, points: {{{}}}, shares: {{{}}}),",
                name(n),
                points.join(", "),
                written.join(", ")
            ));
        }
    }
    line("], alignment: (inside: 0.1, across: 0.0), relations: [".to_owned());
    for n in suppliers..states {
        let supplier = n % suppliers;
        let alignment = f64::from((n * 37 % 19) as u32) / 10.0 - 0.9;
        line(format!("(from: \"{}\", to: \"{}\", alignment: {alignment:.1}, reliability: (5, 3)),", name(n), name(supplier)));
    }
    line("], regimes: [".to_owned());
    for n in 0..suppliers {
        line(format!(
            "(exporter: \"{}\", weights: (rights: 0.2, diversion: 0.2, stability: 0.2, alliance: 0.2, commerce: 0.2),",
            name(n)
        ));
        line("thresholds: (0.4, 0.5, 0.6, 0.7), transparency: 0.8, capacity_per_year: 6, monitoring: 0.6,".to_owned());
        line("reexport_control: 0.8, consistency: 0.8, ceiling: 3),".to_owned());
    }
    line("], requests: [".to_owned());
    for n in (suppliers..states).step_by(7) {
        let (from, to) = (name(n), name(n % suppliers));
        line(format!("(from: \"{from}\", to: \"{to}\", domain: \"AD\", tier: 2, points: 4, value: 1.0, plea: \"We ask.\"),"));
    }
    line("])".to_owned());
    text
}
