//! From a file to a setting and its opening world.
//!
//! `load` lays the file on a desk, lets each part be read by the module that knows it, and refuses the whole if anything was
//! noted on the way. Parts that could not be read are left out, so that the rest can still be checked.

use std::borrow::Cow;
use std::sync::Arc;

use super::decode::{Item, Sheet};
use super::desk::{Desk, filled, plain_name};
use super::history::{self, Recorded};
use super::place::Node;
use super::problem::{Problem, Problems, suggestion};
use super::schema::{Amounts, FIELDS};
use super::tour::Tour;
use super::{library, play, relations, states, supply, tour};
use crate::rules::capability;
use crate::rules::opening;
use crate::rules::order::Player;
use crate::rules::params::Params;
use crate::rules::setting::{CommitmentInfo, Index, Setting};
use crate::rules::table::{StateId, Table};
use crate::rules::variable::{CellVar, Counts, Layout, Values, Variable};
use crate::rules::world::{CardState, Commitment, Routine, Standing, World};
use crate::text::{fill, text as words};

/// How much more than they have named rivals think they need.
const RIVAL_NEED: f64 = 1.15;

/// A scenario, ready to be played.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What does not change.
    pub setting: Setting,
    /// The position at the start of turn 1.
    pub world: World,
    /// The text that it was read from, which a saved game carries along.
    pub text: String,
    /// The tour through it, if it has one.
    pub tour: Option<Tour>,
    /// What history recorded, where it is about something that happened.
    pub history: Vec<Recorded>,
}

/// A text with the line ends of this program, whatever editor or checkout it went through: what is hashed is the same everywhere.
#[must_use]
pub fn plain_ends(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    Cow::Owned(lines.join("\n"))
}

/// Reads a scenario file. The name is only said in problems.
///
/// # Errors
/// Everything that is wrong with the file, each with its place and a hint.
pub fn load(name: &str, text: &str) -> Result<Scenario, Problems> {
    let text = &*plain_ends(text);
    let (sheet, root) = Sheet::open(name, text)?;
    sheet.only(&root, FIELDS);
    let params = parameters(&sheet, &root, name)?;
    let setting = header(&sheet, &root, params);
    let mut desk = Desk::new(&sheet, &root, setting, Values::new(Layout::new(Counts::default())));
    states::regions_and_domains(&mut desk, &root);
    for (list, items) in [("regions", desk.setting.regions.len()), ("domains", desk.setting.domains.len())] {
        if items == 0 && root.get(sheet.text, list).items().is_empty() {
            sheet.say(
                root.get(sheet.text, list),
                fill("problem.scenario_has_no", &[("list", list)]),
                fill("problem.add_list", &[("list", list)]),
            );
        }
    }
    let state_rows = states::states(&mut desk, &root);
    if state_rows.is_empty() && root.get(sheet.text, "states").items().is_empty() {
        sheet.say(root.get(sheet.text, "states"), words("problem.scenario_has_no_states"), words("problem.add_list_states"));
    }
    let bloc_rows = relations::blocs(&mut desk, &root);
    let (regimes, regime_rows) = supply::regimes(&desk, &root);
    let holdings = supply::holdings(&desk, &root);
    supply::links(&mut desk, &root, &holdings, &regimes);
    relations::actors(&mut desk, &root);
    desk.values = Values::new(desk.setting.layout());
    states::opening(&mut desk, &state_rows);
    states::domain_openings(&mut desk, &root);
    supply::opening(&mut desk, &root, &holdings);
    relations::relations(&mut desk, &root);
    supply::openings(&mut desk, &regimes, &regime_rows);
    relations::rivals(&mut desk, &root);
    relations::bloc_openings(&mut desk, &bloc_rows);
    relations::actor_openings(&mut desk);
    play::titles(&mut desk, &root);
    let commitments = play::commitments(&mut desk, &root);
    play::deck(&mut desk, &root, &commitments);
    play::objectives(&mut desk, &state_rows);
    let tour = tour::tour(&desk, &root, &commitments);
    let history = history::history(&desk, &root);
    desk.setting.prepare();
    let mut world = position(&desk, &root);
    relations::threats(&mut desk, &world);
    play::hidden(&mut desk, &root);
    world.values = desk.values.clone();
    if !sheet.is_clean() {
        return Err(sheet.close());
    }
    needs(&mut desk, &world);
    let drawn_to = supply::drawn_to(&desk, &holdings);
    world.values = desk.values;
    let setting = desk.setting;
    opening::settle(&setting, &mut world, &drawn_to);
    Ok(Scenario { setting, world, text: text.to_owned(), tour, history })
}

/// The standard parameters with the file's own ones.
fn parameters(sheet: &Sheet<'_>, root: &Node, name: &str) -> Result<Params, Problems> {
    let standard = library::standard_parameters().map_err(Clone::clone)?;
    let mut own = Amounts::new();
    if let Some(node) = root.find(sheet.text, "parameters") {
        for (key, value) in sheet.decode::<Amounts>(node).unwrap_or_default() {
            let at = node.get(sheet.text, &key);
            if let Some(parameter) = standard.iter().find(|p| p.name == key) {
                if sheet.within(at, &fill("problem.parameter", &[("key", &key)]), value, parameter.range) {
                    own.insert(key, value);
                }
            } else {
                let hint = suggestion(&key, standard.iter().map(|p| p.name.as_str()));
                let hint =
                    if hint.starts_with("known") { words("problem.their_names_are_scenarios_rules").to_owned() } else { hint };
                sheet.say(node.key(sheet.text, &key), fill("problem.no_parameter_rules", &[("key", &key)]), hint);
            }
        }
    }
    let value = |key: &str| own.get(key).copied().or_else(|| standard.iter().find(|p| p.name == key).map(|p| p.value));
    Params::from_values(value).map_err(|missing| {
        let message = fill("problem.standard_parameters_lack", &[("join", &missing.join(", "))]);
        Problems(vec![Problem { file: name.to_owned(), line: 1, column: 1, message, hint: String::new() }])
    })
}

/// The fields that stand by themselves.
fn header(sheet: &Sheet<'_>, root: &Node, params: Params) -> Setting {
    let optional = |name: &str| root.find(sheet.text, name).and_then(|node| sheet.decode::<String>(node)).unwrap_or_default();
    let number = |name: &str, default: Option<u16>, range: (f64, f64)| {
        if default.is_some() && root.find(sheet.text, name).is_none() {
            return default.unwrap_or_default();
        }
        let value = sheet.field::<u16>(root, name);
        let inside = |value: &u16| sheet.within(root.get(sheet.text, name), &format!("`{name}`"), f64::from(*value), range);
        // Where it is wrong, the most that can be: what is measured by it is not wrong too.
        value.filter(inside).unwrap_or(range.1 as u16)
    };
    let id = sheet.field::<String>(root, "id").unwrap_or_default();
    plain_name(sheet, root.get(sheet.text, "id"), &id);
    let title = sheet.field::<String>(root, "title").unwrap_or_default();
    plain_name(sheet, root.get(sheet.text, "title"), &title);
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        sheet.say(
            root.get(sheet.text, "id"),
            fill("problem.cannot_be_id", &[("id", &id)]),
            words("problem.use_small_letters_digits_and"),
        );
    }
    let turns = number("turns", None, (1.0, 200.0));
    let draw_turns: Vec<Item<'_, u16>> = sheet.list(root, "draw_turns", 200);
    for item in &draw_turns {
        sheet.within(item.node, words("problem.turn_drawing"), f64::from(item.value), (1.0, f64::from(turns)));
    }
    Setting {
        id,
        title,
        synopsis: optional("synopsis"),
        briefing: optional("briefing"),
        turns,
        months_per_turn: number("months_per_turn", None, (1.0, 24.0)),
        start_year: number("start_year", Some(1), (0.0, 9999.0)),
        draw_turns: draw_turns.into_iter().map(|item| item.value).collect(),
        params,
        regions: Table::default(),
        states: Table::default(),
        domains: Table::default(),
        links: Table::default(),
        blocs: Table::default(),
        commitments: Table::default(),
        deck: Table::default(),
        actors: Table::default(),
        hidden: Vec::new(),
        rivals: Vec::new(),
        index: Index::default(),
    }
}

/// The opening position but for what follows from its numbers.
fn position(desk: &Desk<'_, '_>, root: &Node) -> World {
    let setting = &desk.setting;
    let made = |c: &CommitmentInfo| Commitment {
        kind: c.kind,
        from: c.from,
        to: c.to,
        until: c.until_turn,
        status: Standing::Kept,
        since: 1,
        made: None,
    };
    World {
        turn: 1,
        last_turn: setting.turns,
        values: desk.values.clone(),
        players: filled(setting.states.len(), &Player::Scenario),
        requests: play::requests(desk, root),
        licences: Vec::new(),
        pipeline: supply::pipeline(desk, root),
        routine: Routine::new(setting.links.len(), setting.index.slots),
        commitments: setting.commitments.iter().map(made).collect(),
        record: Vec::new(),
        cards: filled(setting.deck.len(), &CardState::default()),
        passing: Vec::new(),
        tariffs: Vec::new(),
        leaks: Vec::new(),
        grounds: Vec::new(),
        routes: Vec::new(),
        motions: Vec::new(),
        revealed: Vec::new(),
        shares_before: Table::default(),
        opening: Arc::new(desk.values.clone()),
    }
}

/// Puts the needs: what is there, as everybody believes, and more than that for named rivals. A need that rested on a hidden truth would give it away.
fn needs(desk: &mut Desk<'_, '_>, world: &World) {
    let mut world = world.clone();
    for hidden in &desk.setting.hidden {
        world.values.put(hidden.variable, hidden.public);
    }
    let world = &world;
    let rivals: Vec<StateId> = desk.setting.rivals.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
    for (state, domain) in states::cells(desk) {
        let variable = Variable::Cell(CellVar::Need, state, domain);
        if desk.values.get(variable).micros() >= 0 {
            continue;
        }
        let holding = capability::holding(&desk.setting, world, state, domain);
        let works = world.cell(CellVar::Absorption, state, domain) * capability::integration(&desk.setting, world, state, domain);
        let capability = works * holding.covering;
        let need = if rivals.contains(&state) { capability * RIVAL_NEED } else { capability };
        desk.put(variable, need);
    }
}
