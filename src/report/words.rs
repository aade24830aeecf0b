//! Numbers and names, as people read them.
//!
//! Numbers are rounded half to even, once, when they are shown, from their exact millionths. The minus is U+2212, and what
//! belongs together is held together by U+00A0.

mod shape;

use std::path::Path;

pub use shape::{Shape, Sign};

use crate::rules::order::Ground;
use crate::rules::quantity::Quantity;
use crate::rules::setting::{CommitmentKind, Setting};
use crate::rules::table::{CommitmentId, DomainId, StateId};
use crate::rules::variable::{CellVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::World;
use crate::text::{fill, text};

/// The true minus.
pub const MINUS: char = '\u{2212}';
/// The space that does not break.
pub const HARD_SPACE: char = '\u{a0}';

/// A number with so many decimals.
#[must_use]
pub fn number(value: f64, decimals: u32) -> String {
    let shape = Shape { factor: 1, decimals: decimals.min(6), before: "", after: "" };
    shape.write(shape.units(Quantity::from_f64(value)), Sign::Level)
}

/// A change with so many decimals, always signed.
#[must_use]
pub fn signed(value: f64, decimals: u32) -> String {
    let shape = Shape { factor: 1, decimals: decimals.min(6), before: "", after: "" };
    shape.write(shape.units(Quantity::from_f64(value)), Sign::Always)
}

/// A share: `48 %`.
#[must_use]
pub fn share(value: f64) -> String {
    let shape = Shape { factor: 100, decimals: 0, before: "", after: text("unit.percent") };
    shape.write(shape.units(Quantity::from_f64(value)), Sign::Level)
}

/// A change of a share: `−7 points`.
#[must_use]
pub fn share_change(value: f64) -> String {
    let mut shape = Shape { factor: 100, decimals: 0, before: "", after: text("unit.points") };
    let units = shape.units(Quantity::from_f64(value));
    if units.abs() == 1 {
        shape.after = text("unit.point");
    }
    shape.write(units, Sign::Always)
}

/// A change between two levels as they are shown, so that the three agree; none where both show alike.
#[must_use]
pub fn change_between(variable: Variable, before: Quantity, after: Quantity) -> Option<String> {
    let shape = Shape::of(variable);
    let units = shape.units(after) - shape.units(before);
    (units != 0).then(|| shape.of_change(variable).write(units, Sign::Always))
}

/// Money, from billions: `$1.4 bn`, `$620 m`.
#[must_use]
pub fn money(billions: f64) -> String {
    let value = Quantity::from_f64(billions);
    let shape = if value != Quantity::ZERO && value.micros().abs() < 1_000_000 {
        Shape { factor: 1000, decimals: 0, before: "$", after: text("unit.m") }
    } else {
        Shape { factor: 1, decimals: 1, before: "$", after: text("unit.bn") }
    };
    shape.write(shape.units(value), Sign::Level)
}

/// A count: `12 400`.
#[must_use]
pub fn count(value: u64) -> String {
    shape::grouped(value)
}

/// A chance from 0 to 1, as people say it: `6 in 100`; small ones to one more place.
#[must_use]
pub fn chance(odds: f64) -> String {
    fill("unit.chance", &[("hundredths", &number(100.0 * odds, u32::from(odds < 0.0995)))])
}

/// A draw from 0 to 1 to be held against a chance, and that chance, with as many figures as tell which is the larger.
#[must_use]
pub fn chance_and_draw(odds: f64, drawn: f64) -> (String, String) {
    let least = u32::from(odds < 0.0995);
    let written = |places| [odds, drawn].map(|of| number(100.0 * of, places));
    let [odds, drawn] = (least..4).map(written).find(|[odds, drawn]| odds != drawn).unwrap_or_else(|| written(4));
    (fill("unit.chance", &[("hundredths", &odds)]), fill("unit.drawn", &[("hundredths", &drawn)]))
}

/// Whether written figures show nothing: no digit in them but zeros.
#[must_use]
pub fn shows_nothing(figures: &str) -> bool {
    figures.chars().all(|c| !c.is_ascii_digit() || c == '0')
}

/// Whether a variable is written in per cent, and its changes in points.
#[must_use]
pub fn in_percent(variable: Variable) -> bool {
    matches!(variable.unit(), "share" | "fraction")
        || matches!(variable, Variable::State(StateVar::Monitoring | StateVar::Transparency, _))
}

/// Tiers that are chosen, and not a mean.
const fn whole_tiers(variable: Variable) -> bool {
    matches!(
        variable,
        Variable::State(StateVar::Ceiling, _) | Variable::Pair(PairVar::Ceiling, ..) | Variable::Cell(CellVar::TierMax, ..)
    )
}

/// A value of a variable.
#[must_use]
pub fn level(variable: Variable, value: Quantity) -> String {
    if variable.unit() == "on or off" {
        return text(if value.to_f64() > 0.5 { "unit.on" } else { "unit.off" }).to_owned();
    }
    match variable {
        _ if variable.unit() == "yes or no" => {
            return text(if value.to_f64() > 0.5 { "unit.yes" } else { "unit.no" }).to_owned();
        }
        Variable::State(StateVar::Answer, _) if value < Quantity::ZERO => return text("unit.no_answer").to_owned(),
        Variable::Pair(PairVar::Ceiling, ..) if value.to_f64() > 4.5 => return text("unit.as_everyone").to_owned(),
        _ => {}
    }
    let sign =
        if matches!(variable, Variable::Pair(PairVar::Alignment | PairVar::Affinity, ..)) { Sign::Always } else { Sign::Level };
    Shape::of(variable).write(Shape::of(variable).units(value), sign)
}

/// A change of a variable, always signed; of a share in points.
#[must_use]
pub fn change(variable: Variable, value: Quantity) -> String {
    if in_percent(variable) {
        return share_change(value.to_f64());
    }
    let shape = Shape::of(variable);
    shape.write(shape.units(value), Sign::Always)
}

/// What the last decimal that is written of a variable is worth.
#[must_use]
pub fn shown_unit(variable: Variable) -> Quantity {
    let shape = Shape::of(variable);
    Quantity::from_micros(10_i64.pow(6 - shape.decimals) / shape.factor)
}

/// The change between two levels as they are written, so that 41 and then 42 is a change of 1.
#[must_use]
pub fn shown_change(variable: Variable, before: Quantity, after: Quantity) -> Quantity {
    let shape = Shape::of(variable);
    let units = shape.units(after).saturating_sub(shape.units(before));
    Quantity::from_micros(units.saturating_mul(shown_unit(variable).micros()))
}

/// The name of a state.
#[must_use]
pub fn state(setting: &Setting, id: StateId) -> &str {
    &setting.states[id].name
}

/// The name of a domain inside a sentence: `air defence`, `ISR and sensors`.
#[must_use]
pub fn domain(setting: &Setting, id: DomainId) -> String {
    let name = &setting.domains[id].name;
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(name.chars().skip(1)).collect(),
        _ => name.clone(),
    }
}

/// Domains that are called by an adjective.
const ADJECTIVES: [&str; 1] = ["maritime"];

/// What is bought and licensed in a domain, inside a sentence: `air defence`, `maritime arms`.
#[must_use]
pub fn arms(setting: &Setting, id: DomainId) -> String {
    let name = domain(setting, id);
    if ADJECTIVES.contains(&name.as_str()) { fill("domain.arms", &[("domain", &name)]) } else { name }
}

/// A text with a capital at the start.
#[must_use]
pub fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// When a turn begins: "first half of 2031".
#[must_use]
pub fn calendar(setting: &Setting, turn: u16) -> String {
    let (year, part) = setting.calendar(turn);
    let key = match (setting.months_per_turn, part) {
        (6, 0) => "calendar.first_half",
        (6, _) => "calendar.second_half",
        (12 | 24, _) => "calendar.year",
        (3, _) => "calendar.quarter",
        _ => "calendar.part",
    };
    // Invented calendars count from 1, and "first half of 1" is no date.
    let year = if year < 1000 { fill("calendar.counted_year", &[("year", &year.to_string())]) } else { year.to_string() };
    fill(key, &[("year", &year), ("part", &(part + 1).to_string())])
}

/// What a variable is, inside a sentence: "Haldry's belief that Claverne is reliable".
#[must_use]
pub fn describe_variable(setting: &Setting, variable: Variable) -> String {
    named(setting, variable, "long")
}

/// What a variable is, as a label: "Reliability of Claverne for Haldry".
#[must_use]
pub fn short_variable(setting: &Setting, variable: Variable) -> String {
    named(setting, variable, "short")
}

fn named(setting: &Setting, variable: Variable, length: &str) -> String {
    let scope = if matches!(variable, Variable::Measure(_, Scope::Board)) { "_board" } else { "" };
    name_in(setting, variable, &format!("variable.{}.{length}{scope}", variable.kind_name()))
}

/// A text of the catalogue with the names of a variable's holders in it, as the texts of `variable.…` have them.
#[must_use]
pub fn name_in(setting: &Setting, variable: Variable, key: &str) -> String {
    match variable {
        Variable::State(_, id) | Variable::Measure(_, Scope::State(id)) => fill(key, &[("state", state(setting, id))]),
        Variable::Measure(_, Scope::Region(id)) => fill(key, &[("state", &setting.regions[id].name)]),
        Variable::Measure(_, Scope::Board) => text(key).to_owned(),
        Variable::Cell(_, id, of) => fill(key, &[("state", state(setting, id)), ("domain", &domain(setting, of))]),
        Variable::Link(_, link) => {
            let link = &setting.links[link];
            let (supplier, recipient) = (state(setting, link.supplier), state(setting, link.recipient));
            let of = domain(setting, link.domain);
            // A state is a supplier to itself too; that is its own industry.
            let supplier = if supplier == recipient { text("variable.own_industry") } else { supplier };
            fill(key, &[("supplier", supplier), ("recipient", recipient), ("domain", &of)])
        }
        Variable::Pair(_, from, to) => fill(key, &[("from", state(setting, from)), ("to", state(setting, to))]),
        Variable::Domain(_, of) => fill(key, &[("domain", &domain(setting, of))]),
        Variable::Actor(_, actor) => fill(key, &[("actor", &setting.actors[actor].name)]),
        Variable::Bloc(_, bloc) => fill(key, &[("bloc", &setting.blocs[bloc].name)]),
        Variable::Member(_, bloc, id) => fill(key, &[("bloc", &setting.blocs[bloc].name), ("state", state(setting, id))]),
        Variable::Criterion(_, id, nth) => fill(key, &[("state", state(setting, id)), ("criterion", &criterion(nth))]),
        Variable::Support(id, which) => {
            let group = setting.states[id].constituencies.get(usize::from(which));
            let group = group.map_or("", |group| group.name.as_str());
            fill(key, &[("state", state(setting, id)), ("group", group)])
        }
    }
}

/// The n-th number of an exporter's criteria: a weight, or the threshold of a tier.
#[must_use]
pub fn criterion(nth: u8) -> String {
    Ground::ALL.get(usize::from(nth)).map_or_else(
        || fill("criterion.threshold", &[("tier", &nth.saturating_sub(4).to_string())]),
        |on| fill("criterion.weight", &[("criterion", super::orders::criterion(*on))]),
    )
}

/// A kind of commitment: "a security assurance", or bare: "assurance".
#[must_use]
pub fn commitment_kind(kind: CommitmentKind, bare: bool) -> &'static str {
    text(match (kind, bare) {
        (CommitmentKind::Pact, false) => "kind.pact",
        (CommitmentKind::Basing, false) => "kind.basing",
        (CommitmentKind::ExclusiveSupply, false) => "kind.exclusive_supply",
        (CommitmentKind::Intelligence, false) => "kind.intelligence",
        (CommitmentKind::JointProgramme, false) => "kind.joint_programme",
        (CommitmentKind::Membership, false) => "kind.membership",
        (CommitmentKind::Assurance, false) => "kind.assurance",
        (CommitmentKind::RedLine, false) => "kind.red_line",
        (CommitmentKind::Neutrality, false) => "kind.neutrality",
        (CommitmentKind::Pact, true) => "kind.pact.bare",
        (CommitmentKind::Basing, true) => "kind.basing.bare",
        (CommitmentKind::ExclusiveSupply, true) => "kind.exclusive_supply.bare",
        (CommitmentKind::Intelligence, true) => "kind.intelligence.bare",
        (CommitmentKind::JointProgramme, true) => "kind.joint_programme.bare",
        (CommitmentKind::Membership, true) => "kind.membership.bare",
        (CommitmentKind::Assurance, true) => "kind.assurance.bare",
        (CommitmentKind::RedLine, true) => "kind.red_line.bare",
        (CommitmentKind::Neutrality, true) => "kind.neutrality.bare",
    })
}

/// The name of a commitment; of one that was made in play what it is: "assurance of Claverne to Tarvel".
#[must_use]
pub fn commitment_name(setting: &Setting, world: Option<&World>, id: CommitmentId) -> String {
    if let Some(info) = setting.commitments.item(id) {
        return info.name.clone();
    }
    world.and_then(|world| world.commitments.item(id)).map_or_else(
        || text("cause.commitment_unknown").to_owned(),
        |made| {
            let (from, to) = (state(setting, made.from), state(setting, made.to));
            fill("commitment.made", &[("kind", commitment_kind(made.kind, true)), ("from", from), ("to", to)])
        },
    )
}

/// The measures that a picture of the whole board shows, in this order; the other two are the exporters' own.
pub const BOARD_MEASURES: [Measure; 6] =
    [Measure::Deterrence, Measure::Stability, Measure::Cohesion, Measure::Modernisation, Measure::Resilience, Measure::Integrity];

/// What a file is called, without its folder.
#[must_use]
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What a measure is called.
#[must_use]
pub fn measure(of: Measure) -> &'static str {
    text(match of {
        Measure::Deterrence => "measure.deterrence",
        Measure::Stability => "measure.stability",
        Measure::Cohesion => "measure.cohesion",
        Measure::Modernisation => "measure.modernisation",
        Measure::Resilience => "measure.resilience",
        Measure::Integrity => "measure.integrity",
        Measure::Mandate => "measure.mandate",
        Measure::Industry => "measure.industry",
    })
}

/// Whether a variable stands for anything on this board: each state has room for more constituencies than it may have.
#[must_use]
pub fn exists(setting: &Setting, variable: Variable) -> bool {
    match variable {
        Variable::Support(id, which) => usize::from(which) < setting.states[id].constituencies.len(),
        Variable::Pair(_, from, to) => from != to,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::variable::{ActorVar, BlocVar, CriterionVar, DomainVar, LinkVar, Measure, MemberVar};
    use crate::text::has;

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!(signed(-0.06, 2), "\u{2212}0.06");
        assert_eq!(signed(0.34, 2), "+0.34");
        assert_eq!(number(12_400.0, 0), "12\u{a0}400");
        assert_eq!(share(0.48), "48\u{a0}%");
        assert_eq!(share_change(-0.07), "\u{2212}7\u{a0}points");
        assert_eq!(money(1.4), "$1.4\u{a0}bn");
        assert_eq!(money(0.62), "$620\u{a0}m");
        assert_eq!(number(2036.0, 0), "2036");
    }

    #[test]
    fn halves_go_to_even_and_zero_has_no_sign() {
        let halves = [0.125, 0.135, 0.345, 0.355, -0.125].map(|v| number(v, 2));
        assert_eq!(halves, ["0.12", "0.14", "0.34", "0.36", "\u{2212}0.12"]);
        assert_eq!(signed(-0.001, 2), "0.00");
    }

    #[test]
    fn shown_parts_add_up() {
        let shape = Shape { factor: 1, decimals: 2, before: "", after: "" };
        let parts = [0.005, 0.005, -0.002, 0.0049].map(Quantity::from_f64);
        for total in -2..4 {
            assert_eq!(shape.parts(&parts, total).iter().sum::<i64>(), total);
        }
    }

    #[test]
    fn every_variable_has_a_name() {
        let one = |name: &str| [format!("variable.{name}.long"), format!("variable.{name}.short")];
        let mut keys: Vec<String> = StateVar::ALL.iter().flat_map(|k| one(k.name())).collect();
        keys.extend(CellVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(LinkVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(PairVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(BlocVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(DomainVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(ActorVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(MemberVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(CriterionVar::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(Measure::ALL.iter().flat_map(|k| one(k.name())));
        keys.extend(Measure::ALL.iter().flat_map(|k| one(k.name())).map(|key| format!("{key}_board")));
        keys.extend(one("support"));
        let missing: Vec<&String> = keys.iter().filter(|key| !has(key)).collect();
        assert!(missing.is_empty(), "no words for {missing:?}");
    }
}
