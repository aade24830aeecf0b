//! From a case to a small board: a scenario text like any other, so that it can be checked, played, saved and explained.
//!
//! On it are the coalition as one supplier, the recipient, a neighbour that it fears, and the others who sell: the powers that are
//! neither, and as many unnamed sellers as the case's alternatives call for. There is one domain, and money is the same on every
//! board, since only shares are compared. The recipient opens with the prior share, and is drawn to what such a market would give
//! the coalition if it had no past.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::case::Case;
use super::mapping::{
    ABSORPTION, BELIEF, COALITION_SIZE, PACT_ALIGNMENT, POWERS, REEXPORT_CONTROL, RIVALRIES_FULL, SCORES, UNKNOWN_ALIGNMENT,
    alignment, by_score,
};
use crate::text::{fill, text as words};

/// Procurement of the recipient, $bn a year.
const BUDGET: f64 = 10.0;
/// What the recipient holds, points, and what the neighbour does.
const HELD: f64 = 40.0;
/// Code of the one domain.
pub const DOMAIN: &str = "MW";
/// Turns of a year that are played from the decision on.
pub const YEARS: u16 = 6;
/// Divisions of the emblems, in the order of the states.
const EMBLEMS: [&str; 14] = [
    "roundel",
    "cross",
    "saltire",
    "pale",
    "fess",
    "bend",
    "chevron",
    "quarterly",
    "per_pale",
    "per_fess",
    "per_bend",
    "wave",
    "bordure",
    "chevron_reversed",
];

/// A seller on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct Seller {
    /// Its name on the board.
    pub name: String,
    /// Whether the data know its name.
    pub named: bool,
    /// The alignment of the recipient with it.
    pub alignment: f64,
    /// What the recipient's orders from abroad would be without any past, 0–1.
    pub drawn: f64,
}

/// Who is on a case's board.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// The recipient's name.
    pub recipient: String,
    /// The coalition, as one seller.
    pub coalition: Seller,
    /// The others who sell.
    pub others: Vec<Seller>,
    /// The neighbour's name.
    pub neighbour: String,
}

impl Cast {
    /// Who takes part in a case, where alignment attracts so much (the rules' `utility_alignment`).
    #[must_use]
    pub fn of(case: &Case, attraction: f64) -> Self {
        let mut taken = Vec::new();
        let recipient = name(&mut taken, &case.recipient);
        let coalition = name(&mut taken, &case.coalition);
        let mut others = Vec::new();
        for (power, distance) in POWERS.iter().zip(case.distances) {
            if case.members().chain([case.recipient.as_str()]).all(|member| member != power.name) {
                let alignment = distance.map_or(UNKNOWN_ALIGNMENT, alignment);
                let name = name(&mut taken, power.name);
                others.push(Seller { name, named: true, alignment, drawn: power.size });
            }
        }
        for n in 1..=by_score(&SCORES.sellers, case.alternatives) {
            let name = name(&mut taken, &fill("hindcast.seller", &[("n", &n.to_string())]));
            others.push(Seller { name, named: false, alignment: UNKNOWN_ALIGNMENT, drawn: 1.0 });
        }
        let neighbour = name(&mut taken, words("hindcast.neighbour"));
        let aptness = by_score(&SCORES.aptness, case.alternatives);
        let mut coalition = Seller { name: coalition, named: true, alignment: own_alignment(case), drawn: COALITION_SIZE };
        let weigh = |seller: &Seller, size: f64| size * libm::exp(attraction * seller.alignment);
        coalition.drawn = weigh(&coalition, COALITION_SIZE);
        for other in &mut others {
            other.drawn = weigh(other, other.drawn * aptness);
        }
        let all = coalition.drawn + others.iter().map(|other| other.drawn).sum::<f64>();
        coalition.drawn /= all;
        for other in &mut others {
            other.drawn /= all;
        }
        Self { recipient, coalition, others, neighbour }
    }

    /// Everybody who sells to the recipient, with the share of foreign orders that it opens with.
    pub fn opening_shares(&self, prior: f64) -> impl Iterator<Item = (&Seller, f64)> {
        let left = self.others.iter().map(|other| other.drawn).sum::<f64>();
        let others = self.others.iter().map(move |other| (other, (1.0 - prior) * other.drawn / left));
        [(&self.coalition, prior)].into_iter().chain(others)
    }
}

/// The recipient's alignment with the coalition: with its nearest member, where any distance is known.
fn own_alignment(case: &Case) -> f64 {
    let member = |name: &str| case.members().any(|member| member == name);
    let known = POWERS.iter().zip(case.distances).filter(|(power, _)| member(power.name)).filter_map(|(_, distance)| distance);
    match known.reduce(f64::min) {
        Some(distance) => alignment(distance),
        None if case.pact => PACT_ALIGNMENT,
        None => UNKNOWN_ALIGNMENT,
    }
}

/// A name that a scenario can hold, unlike all before.
fn name(taken: &mut Vec<String>, wanted: &str) -> String {
    let plain: String = wanted.chars().map(|c| if "(),".contains(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = if plain.is_empty() { "?".to_owned() } else { plain };
    let mut name = plain.clone();
    for n in 2.. {
        if !taken.contains(&name) {
            break;
        }
        name = format!("{plain} {n}");
    }
    taken.push(name.clone());
    name
}

/// A code of three capitals, unlike all before: the first letters of one word, or of the first and the last of several, and where that is
/// taken, the last letter goes through the alphabet.
fn code(taken: &mut Vec<String>, name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_alphabetic()));
    let (first, last) = (words.next().unwrap_or(name), words.next_back());
    let letters = |word: &str, n: usize| word.chars().filter(char::is_ascii_alphabetic).take(n).collect::<String>();
    let wanted = last.map_or_else(|| letters(first, 3), |last| letters(first, 1) + &letters(last, 2)).to_ascii_uppercase();
    let spare = |start: &str| ('A'..='Z').map(|c| format!("{start}{c}")).collect::<Vec<String>>();
    let own = spare(wanted.get(..2).unwrap_or("XX"));
    let further = ["X", "Y", "Z"].into_iter().flat_map(spare).flat_map(|two| spare(&two));
    let each = [wanted.clone()].into_iter().chain(own).chain(further);
    let code = each.into_iter().find(|code| code.len() == 3 && !taken.contains(code)).unwrap_or(wanted);
    taken.push(code.clone());
    code
}

/// The scenario of a case: `years_before` turns before the decision, and six from its year on. `more` is a part that is for people: further
/// blocks of the file.
#[must_use]
pub fn text(case: &Case, cast: &Cast, years_before: u16, parameters: &BTreeMap<String, f64>, more: &str) -> String {
    let mut out = String::with_capacity(16_000);
    let id: String = case.id.to_ascii_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let year = case.year.to_string();
    let decision = format!("hindcast.decision.{}", case.decision);
    let values = [
        ("coalition", cast.coalition.name.as_str()),
        ("recipient", cast.recipient.as_str()),
        ("year", year.as_str()),
        ("decision", words(&decision)),
    ];
    let line = |out: &mut String, text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(&mut out, "(".to_owned());
    line(&mut out, format!("version: 1, id: {:?}, title: {:?},", format!("case-{id}"), fill("hindcast.title", &values)));
    line(&mut out, format!("synopsis: {:?},", fill("hindcast.synopsis", &values)));
    line(&mut out, format!("briefing: {:?},", fill("hindcast.briefing", &values)));
    let (turns, start) = (years_before + YEARS, case.year.saturating_sub(years_before));
    line(&mut out, format!("turns: {turns}, months_per_turn: 12, start_year: {start},"));
    if !parameters.is_empty() {
        let own: Vec<String> = parameters.iter().map(|(name, value)| format!("{name:?}: {value:.6}")).collect();
        line(&mut out, format!("parameters: {{{}}},", own.join(", ")));
    }
    let (region, domain) = (words("hindcast.region"), words("hindcast.domain"));
    line(&mut out, format!("regions: [{region:?}],"));
    line(
        &mut out,
        format!("domains: [(code: {DOMAIN:?}, name: {domain:?}, offence: 0.6, verifiability: 0.6, service_life_years: 25)],"),
    );
    states(&mut out, case, cast, region);
    holdings(&mut out, case, cast);
    relations(&mut out, case, cast);
    regimes(&mut out, case, cast);
    out.push_str(more);
    line(&mut out, ")".to_owned());
    out
}

/// A row of states. Writing into a text cannot fail.
fn states(out: &mut String, case: &Case, cast: &Cast, region: &str) {
    let mut codes = Vec::new();
    let industry = by_score(&SCORES.industry, case.indigenous);
    let count = cast.others.len();
    let around = |n: usize| {
        // The others stand in two columns to the right, the parties to the left.
        let (column, row) = (n % 2, n / 2);
        (0.72 + 0.20 * column as f64, 0.10 + 0.80 * row as f64 / (count.div_ceil(2)).max(2).saturating_sub(1) as f64)
    };
    let parties = [
        (&cast.recipient, "partner", "hedging", (0.40, 0.50), BUDGET, industry),
        (&cast.coalition.name, "exporter", "transactional", (0.12, 0.30), 0.0, 0.9),
        (&cast.neighbour, "partner", "hedging", (0.40, 0.88), BUDGET, 0.2),
    ];
    let others = cast.others.iter().enumerate().map(|(n, other)| {
        let role = if other.named { "exporter" } else { "neutral" };
        (&other.name, role, "opportunist", around(n), 0.0, 0.7)
    });
    out.push_str("states: [\n");
    for (n, (name, role, archetype, (x, y), budget, industry)) in parties.into_iter().chain(others).enumerate() {
        let code = code(&mut codes, name);
        let emblem = EMBLEMS.get(n % EMBLEMS.len()).copied().unwrap_or("roundel");
        let playable = n < 2;
        let _written = writeln!(
            out,
            "(name: {name:?}, code: {code:?}, region: {region:?}, roles: [{role}], archetype: {archetype}, emblem: {emblem:?}, \
             position: ({x:.3}, {y:.3}), budget: {budget:.1}, governance: 0.5, rights: 0.5, capital: 100, price_index: 1, \
             playable: {playable}, industry: {{{DOMAIN:?}: {industry:.2}}}),",
        );
    }
    out.push_str("],\n");
}

fn holdings(out: &mut String, case: &Case, cast: &Cast) {
    let own = by_score(&SCORES.own_share, case.indigenous);
    let rows = |scale: f64, of: &mut dyn FnMut(&Seller, f64) -> f64| {
        let mut text = format!("{:?}: {:.6}", cast.recipient, own * scale);
        for (seller, opening) in cast.opening_shares(case.prior()) {
            let _written = write!(text, ", {:?}: {:.6}", seller.name, (1.0 - own) * scale * of(seller, opening));
        }
        text
    };
    let points = rows(HELD, &mut |_, opening| opening);
    let shares = rows(1.0, &mut |_, opening| opening);
    let drawn = rows(1.0, &mut |seller, _| seller.drawn);
    let _written = writeln!(
        out,
        "holdings: [\n(state: {:?}, domain: {DOMAIN:?}, absorption: {ABSORPTION}, points: {{{points}}}, shares: {{{shares}}}, \
         drawn_to: {{{drawn}}}),",
        cast.recipient
    );
    let held = [(&cast.neighbour, HELD), (&cast.coalition.name, 2.0 * HELD)];
    for (name, points) in held.into_iter().chain(cast.others.iter().map(|other| (&other.name, HELD))) {
        let _written = writeln!(
            out,
            "(state: {name:?}, domain: {DOMAIN:?}, absorption: {ABSORPTION}, points: {{{name:?}: {points:.1}}}, shares: {{{name:?}: 1}}),"
        );
    }
    out.push_str("],\n");
    let suppliers: Vec<&Seller> = [&cast.coalition].into_iter().chain(&cast.others).collect();
    out.push_str("usual_tiers: [\n");
    for seller in suppliers {
        let _written = writeln!(
            out,
            "(supplier: {:?}, recipient: {:?}, domains: [{DOMAIN:?}], tier: {}),",
            seller.name, cast.recipient, case.tier
        );
    }
    out.push_str("],\n");
}

fn relations(out: &mut String, case: &Case, cast: &Cast) {
    out.push_str("relations: [\n");
    for seller in [&cast.coalition].into_iter().chain(&cast.others) {
        let _written = writeln!(
            out,
            "(from: {:?}, to: {:?}, both_ways: true, alignment: {:.4}, reliability: {BELIEF:?}, interoperability: 0.3),",
            cast.recipient, seller.name, seller.alignment
        );
    }
    let hostility = by_score(&SCORES.hostility, case.threat);
    let _written = writeln!(
        out,
        "(from: {:?}, to: {:?}, both_ways: true, alignment: {:.2}, hostility: {hostility:.2}),\n],",
        cast.recipient, cast.neighbour, -hostility
    );
    if case.rivalries > 0 {
        let strength = f64::from(case.rivalries.min(RIVALRIES_FULL)) / f64::from(RIVALRIES_FULL);
        let _written = writeln!(out, "rivals: [(pair: ({:?}, {:?}), strength: {strength:.2})],", cast.recipient, cast.neighbour);
    }
}

fn regimes(out: &mut String, case: &Case, cast: &Cast) {
    let (strict, usual) = REEXPORT_CONTROL;
    let control = if case.third_party_control { strict } else { usual };
    out.push_str("regimes: [\n");
    let named = cast.others.iter().filter(|other| other.named);
    for (name, control) in [(&cast.coalition.name, control)].into_iter().chain(named.map(|other| (&other.name, usual))) {
        let _written = writeln!(
            out,
            "(exporter: {name:?}, weights: (rights: 0.2, diversion: 0.2, stability: 0.2, alliance: 0.2, commerce: 0.2), \
             thresholds: (0.2, 0.25, 0.3, 0.35), weights_declared: true, thresholds_declared: true, transparency: 0.5, \
             capacity_per_year: 10, monitoring: 0.4, reexport_control: {control:.1}, consistency: 0.7, ceiling: 4),"
        );
    }
    out.push_str("],\n");
}
