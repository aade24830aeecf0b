//! Domains, regions and states of a scenario file.

use super::decode::{Item, Sheet};
use super::desk::Desk;
use super::place::Node;
use super::problem::suggestion;
use super::schema::{ArchetypeWord, ConcernWord, ConstituencyRow, DomainRow, Role, StateRow};
use crate::rules::setting::{Archetype, Concern, Constituency, Domain, Region, Roles, StateInfo};
use crate::rules::table::{DomainId, Id, StateId};
use crate::rules::variable::{CONSTITUENCIES_MAX, CellVar, DomainVar, StateVar, Variable};
use crate::text::{fill, text as words};

/// Divisions of emblems that can be drawn.
const EMBLEMS: &[&str] = &[
    "roundel",
    "pale",
    "fess",
    "bend",
    "per_pale",
    "per_fess",
    "per_bend",
    "quarterly",
    "chevron_reversed",
    "cross",
    "saltire",
    "wave",
    "chevron",
    "bordure",
];
/// Most states × states × domains: two hundred states with six domains.
const CELLS_MAX: usize = 200 * 200 * 6;
/// Political capital of a government whose file does not say.
const CAPITAL: f64 = 50.0;
/// Shares and indices.
const UNIT: (f64, f64) = (0.0, 1.0);

/// Reads regions and domains into the setting.
pub(super) fn regions_and_domains(desk: &mut Desk<'_, '_>, root: &Node) {
    for Item { value, node } in desk.sheet.list::<String>(root, "regions", 24) {
        desk.good_name(node, &value, desk.setting.regions.iter().any(|r| r.name == value));
        desk.setting.regions.push(Region { name: value });
    }
    for item in desk.sheet.list::<DomainRow>(root, "domains", 12) {
        let taken = desk.setting.domains.iter().any(|d| d.code == item.value.code || d.name == item.value.name);
        desk.good_name(desk.at(&item, "code"), &item.value.code, taken);
        desk.plain_name(desk.at(&item, "name"), &item.value.name);
        desk.sheet.within(desk.at(&item, "offence"), "`offence`", item.value.offence, UNIT);
        desk.sheet.within(desk.at(&item, "verifiability"), "`verifiability`", item.value.verifiability, UNIT);
        let life = item.value.service_life_years;
        desk.sheet.within(desk.at(&item, "service_life_years"), "`service_life_years`", life, (1.0, 100.0));
        desk.sheet.within(desk.at(&item, "obsolescence"), "`obsolescence`", item.value.obsolescence, UNIT);
        let DomainRow { code, name, offence, verifiability, service_life_years, emerging, .. } = item.value;
        desk.setting.domains.push(Domain { code, name, offence, verifiability, service_life_years, emerging });
    }
}

/// Reads the rows of states and puts them into the setting, without inputs and objectives, which need the other states.
pub(super) fn states<'n>(desk: &mut Desk<'_, '_>, root: &'n Node) -> Vec<(StateId, Item<'n, StateRow>)> {
    let mut rows = Vec::new();
    let items = desk.sheet.list::<StateRow>(root, "states", 200);
    // Every state may deal with every other in every domain: memory and time go with that.
    let (count, domains) = (items.len(), desk.setting.domains.len());
    if count * count * domains > CELLS_MAX {
        let values = [("states", count.to_string()), ("domains", domains.to_string())];
        let message = fill("problem.too_large_board", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        desk.sheet.say(root.get(desk.sheet.text, "states"), message, words("problem.fewer_states_or_domains"));
    }
    for item in items {
        check(desk, &item);
        let region = desk.region(desk.at(&item, "region"), &item.value.region);
        let row = &item.value;
        let info = StateInfo {
            name: row.name.clone(),
            code: row.code.clone(),
            region: region.unwrap_or(Id::from_index(0)),
            roles: roles(&row.roles),
            archetype: archetype(row.archetype),
            growth: row.growth,
            price_index: row.price_index.unwrap_or(if row.roles.contains(&Role::Exporter) { 1.0 } else { 0.95 }),
            playable: row.playable.unwrap_or(true),
            emblem: row.emblem.clone(),
            position: row.position,
            constituencies: row.constituencies.iter().map(constituency).collect(),
            inputs: Vec::new(),
            description: row.description.clone(),
            briefing: row.briefing.clone(),
            secret: row.secret.clone(),
            objectives: Vec::new(),
        };
        rows.push((desk.setting.states.push(info), item));
    }
    rows
}

/// Puts what the domains open with.
pub(super) fn domain_openings(desk: &mut Desk<'_, '_>, root: &Node) {
    let rows = desk.sheet.list::<DomainRow>(root, "domains", 12);
    for (id, row) in desk.setting.domains.ids().zip(rows) {
        desk.put(Variable::Domain(DomainVar::Verifiability, id), row.value.verifiability);
        desk.put(Variable::Domain(DomainVar::Obsolescence, id), row.value.obsolescence);
    }
}

/// Puts what a state opens with, and where its inputs come from.
pub(super) fn opening(desk: &mut Desk<'_, '_>, rows: &[(StateId, Item<'_, StateRow>)]) {
    for (id, item) in rows {
        let row = &item.value;
        let numbers = [
            (StateVar::Budget, "budget", row.budget),
            (StateVar::Governance, "governance", row.governance),
            (StateVar::Rights, "rights", row.rights),
            (StateVar::Capital, "capital", row.capital.unwrap_or(CAPITAL)),
            (StateVar::Credit, "credit", row.credit),
        ];
        for (kind, field, value) in numbers {
            desk.put_checked(desk.at(item, field), Variable::State(kind, *id), value);
        }
        desk.put(Variable::State(StateVar::Answer, *id), -1.0);
        desk.put_checked(desk.at(item, "compliance"), Variable::State(StateVar::Compliance, *id), row.compliance);
        let made = desk.at(item, "tier_made");
        for domain in desk.setting.domains.ids() {
            desk.put(Variable::Cell(CellVar::TierMax, *id, domain), 4.0);
        }
        for (name, tier) in &row.tier_made {
            put_in_domain(desk, (made, name), *id, CellVar::TierMax, f64::from(*tier));
        }
        let industry = desk.at(item, "industry");
        for (name, value) in &row.industry {
            put_in_domain(desk, (industry, name), *id, CellVar::Industry, *value);
        }
        for (n, group) in (0_u8..).zip(&row.constituencies).take(CONSTITUENCIES_MAX) {
            let at = desk.at(item, "constituencies").nth(usize::from(n)).get(desk.sheet.text, "support");
            desk.put_checked(at, Variable::Support(*id, n), group.support);
        }
        let inputs = desk.at(item, "inputs");
        if !row.inputs.is_empty() {
            desk.sheet.sums_to_one(inputs, &fill("problem.inputs", &[("name", &row.name)]), row.inputs.values());
        }
        let found = desk.amounts(inputs, words("problem.input_share"), &row.inputs, UNIT);
        desk.setting.states[*id].inputs = found;
    }
}

/// Puts a number that a state has in a domain, from a list by domains; where there is no such domain, the number is checked alone.
fn put_in_domain(desk: &mut Desk<'_, '_>, (list, name): (&Node, &str), id: StateId, kind: CellVar, value: f64) {
    let at = list.get(desk.sheet.text, name);
    match desk.domain(list.key(desk.sheet.text, name), name) {
        Some(domain) => desk.put_checked(at, Variable::Cell(kind, id, domain), value),
        None => {
            desk.sheet.within(at, &format!("`{}`", kind.name()), value, kind.range());
        }
    }
}

fn check(desk: &Desk<'_, '_>, item: &Item<'_, StateRow>) {
    let (sheet, row) = (desk.sheet, &item.value);
    // States are called by name or code, and a number of a region by its name alone: none may be two of these.
    let states = || desk.setting.states.iter();
    let taken = states().any(|s| s.name == row.name || s.code == row.name);
    desk.good_name(desk.at(item, "name"), &row.name, taken);
    desk.good_name(desk.at(item, "code"), &row.code, states().any(|s| s.code == row.code || s.name == row.code));
    if desk.setting.regions.iter().any(|region| region.name == row.name) {
        let message = fill("problem.name_of_region", &[("name", &row.name)]);
        sheet.say(desk.at(item, "name"), message, words("problem.choose_another_name"));
    }
    if row.code.len() != 3 || !row.code.bytes().all(|b| b.is_ascii_uppercase()) {
        sheet.say(
            desk.at(item, "code"),
            fill("problem.code_not_three_capitals", &[("code", &row.code)]),
            words("problem.write_for_example_hal"),
        );
    }
    if row.roles.is_empty() {
        sheet.say(
            desk.at(item, "roles"),
            fill("problem.has_no_role", &[("name", &row.name)]),
            words("problem.exporter_partner_or_rival_neutral"),
        );
    }
    if !EMBLEMS.contains(&row.emblem.as_str()) {
        let message = fill("problem.no_division_emblem", &[("emblem", &row.emblem)]);
        sheet.say(desk.at(item, "emblem"), message, suggestion(&row.emblem, EMBLEMS.iter().copied()));
    }
    sheet.within(desk.at(item, "growth"), "`growth`", row.growth, (-0.5, 0.5));
    sheet.within(desk.at(item, "price_index"), "`price_index`", row.price_index.unwrap_or(1.0), (0.1, 10.0));
    sheet.within(desk.at(item, "position").nth(0), words("problem.first_part_position"), row.position.0, UNIT);
    sheet.within(desk.at(item, "position").nth(1), words("problem.second_part_position"), row.position.1, UNIT);
    check_constituencies(desk.sheet, desk.at(item, "constituencies"), row);
}

fn check_constituencies(sheet: &Sheet<'_>, list: &Node, row: &StateRow) {
    if row.constituencies.is_empty() {
        return;
    }
    if row.constituencies.len() > CONSTITUENCIES_MAX {
        let message =
            fill("problem.has_constituencies", &[("name", &row.name), ("constituencies", &row.constituencies.len().to_string())]);
        sheet.say(list, message, fill("problem.at_most_are_read", &[("constituencies_max", &CONSTITUENCIES_MAX.to_string())]));
    }
    sheet.sums_to_one(list, &fill("problem.influences", &[("name", &row.name)]), row.constituencies.iter().map(|c| &c.influence));
    for (n, group) in row.constituencies.iter().enumerate() {
        let at = list.nth(n);
        sheet.within(at.get(sheet.text, "influence"), "`influence`", group.influence, UNIT);
        let concerns = at.get(sheet.text, "concerns");
        sheet.sums_to_one(concerns, &fill("problem.concerns", &[("name", &group.name)]), group.concerns.values());
        for weight in group.concerns.values() {
            sheet.within(concerns, "a concern", *weight, UNIT);
        }
        if group.name.contains(['(', ')', ',']) || group.name.trim().is_empty() {
            sheet.say(
                at.get(sheet.text, "name"),
                fill("problem.cannot_be_name", &[("name", &group.name)]),
                words("problem.use_words_without_brackets_or"),
            );
        }
        if row.constituencies.iter().take(n).any(|other| other.name == group.name) {
            sheet.say(
                at.get(sheet.text, "name"),
                fill("problem.name_given_twice", &[("name", &group.name)]),
                words("problem.give_each_name_its_own"),
            );
        }
    }
}

fn constituency(row: &ConstituencyRow) -> Constituency {
    let mut concerns = [0.0; Concern::COUNT];
    for (word, weight) in &row.concerns {
        if let Some(place) = concerns.get_mut(concern(*word) as usize) {
            *place = *weight;
        }
    }
    Constituency { name: row.name.clone(), influence: row.influence, concerns }
}

fn roles(words: &[Role]) -> Roles {
    let has = |role| words.contains(&role);
    Roles { exporter: has(Role::Exporter), partner: has(Role::Partner), rival: has(Role::Rival), neutral: has(Role::Neutral) }
}

const fn archetype(word: ArchetypeWord) -> Archetype {
    match word {
        ArchetypeWord::Principled => Archetype::Principled,
        ArchetypeWord::Transactional => Archetype::Transactional,
        ArchetypeWord::Restrictive => Archetype::Restrictive,
        ArchetypeWord::Hedging => Archetype::Hedging,
        ArchetypeWord::Loyal => Archetype::Loyal,
        ArchetypeWord::Autonomous => Archetype::Autonomous,
        ArchetypeWord::Assertive => Archetype::Assertive,
        ArchetypeWord::Opportunist => Archetype::Opportunist,
    }
}

const fn concern(word: ConcernWord) -> Concern {
    match word {
        ConcernWord::Alliance => Concern::Alliance,
        ConcernWord::Rights => Concern::Rights,
        ConcernWord::Diversion => Concern::Diversion,
        ConcernWord::Stability => Concern::Stability,
        ConcernWord::Commerce => Concern::Commerce,
        ConcernWord::Consistency => Concern::Consistency,
        ConcernWord::Capability => Concern::Capability,
        ConcernWord::Dependence => Concern::Dependence,
        ConcernWord::Conditions => Concern::Conditions,
        ConcernWord::Price => Concern::Price,
        ConcernWord::Jobs => Concern::Jobs,
    }
}

/// The domains and states that a file has, for loops that change the desk.
pub(super) fn cells(desk: &Desk<'_, '_>) -> Vec<(StateId, DomainId)> {
    let (states, domains) = (&desk.setting.states, &desk.setting.domains);
    states.ids().flat_map(|s| domains.ids().map(move |d| (s, d))).collect()
}
