//! Which entries the table shows, and in what order. Made anew when the game, the seat or the query changes, never in between, so
//! that a frame costs the same for a hundred entries and for a hundred thousand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Scene;
use super::query::{Column, Query, Which};
use super::table;
use crate::report::causes::cause_in;
use crate::report::{phases, words};
use crate::rules::digest::Digest;
use crate::rules::ledger::{Cause, Entry, Ledger};
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{Scope, Variable};
use crate::rules::view::Viewer;
use crate::text::text;

/// Whose the board's own numbers are.
pub(super) const BOARD: StateId = StateId(u16::MAX);

/// One entry that the seat may know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The position of the line that it led to.
    pub(super) at: usize,
    /// Its place in that position's ledger.
    pub(super) entry: usize,
    /// Whose number it is.
    pub(super) actor: StateId,
    /// The size of the change against what its kind usually spans, 0–1 and more.
    pub(super) size: f64,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The head of an actor's entries.
    Actor(StateId),
    /// The head of a headline's entries: the position and the headline.
    Headline(usize, usize),
    /// An entry: a place among the rows.
    Row(usize),
}

/// The position, the seat and the length of the line: rows hold while these do.
type MadeFor = (Digest, Viewer, usize, usize);

/// The rows and what is shown of them.
#[derive(Default)]
pub(super) struct Index {
    made_for: Option<MadeFor>,
    asked: Option<Query>,
    /// Every entry that the seat may know.
    pub(super) rows: Vec<Row>,
    /// The lines of the table.
    pub(super) items: Vec<Item>,
    /// How many entries the query leaves out.
    pub(super) hidden: usize,
    /// Raised whenever the items change; what is cached about them is then stale.
    pub(super) edition: u64,
}

impl Index {
    /// Brings rows and items up to date.
    pub(super) fn refresh(&mut self, scene: &Scene<'_>, query: &Query) {
        let length = scene.ledgers.iter().map(|ledger| ledger.entries.len()).sum();
        let key = (scene.origin.digest, scene.viewer, scene.line.len(), length);
        if self.made_for != Some(key) {
            self.rows = rows(scene);
            self.made_for = Some(key);
            self.asked = None;
        }
        if self.asked.as_ref() != Some(query) {
            self.items = items(scene, &self.rows, query);
            let shown = self.items.iter().filter(|item| matches!(item, Item::Row(_))).count();
            self.hidden = self.rows.len().saturating_sub(shown);
            self.asked = Some(query.clone());
            self.edition += 1;
        }
    }
}

fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, ledger) in scene.ledgers.iter().enumerate() {
        for (place, entry) in ledger.entries.iter().enumerate() {
            if scene.tells(entry.seen_by) {
                let actor = actor(scene.setting, entry.variable);
                rows.push(Row { at, entry: place, actor, size: size(entry) });
            }
        }
    }
    rows
}

/// The size of a change against what its kind usually spans.
fn size(entry: &Entry) -> f64 {
    let (low, high) = entry.variable.range();
    let span = if high - low > 100.0 || entry.variable.unit() == "points" { 40.0 } else { high - low };
    (entry.after - entry.before).to_f64().abs() / span.max(1e-9)
}

/// Whose number it is: the one that holds it. The board's own come last.
pub(super) fn actor(setting: &Setting, variable: Variable) -> StateId {
    match variable {
        Variable::State(_, id)
        | Variable::Cell(_, id, _)
        | Variable::Pair(_, id, _)
        | Variable::Member(_, _, id)
        | Variable::Criterion(_, id, _)
        | Variable::Support(id, _)
        | Variable::Measure(_, Scope::State(id)) => id,
        Variable::Link(_, link) => setting.links[link].recipient,
        Variable::Domain(..)
        | Variable::Actor(..)
        | Variable::Bloc(..)
        | Variable::Measure(_, Scope::Board | Scope::Region(_)) => BOARD,
    }
}

/// The name of an actor.
pub(super) fn actor_name(setting: &Setting, actor: StateId) -> &str {
    if actor == BOARD { text("ledger.board") } else { setting.states[actor].name.as_str() }
}

fn items(scene: &Scene<'_>, rows: &[Row], query: &Query) -> Vec<Item> {
    let mut search = Search::new(&query.search);
    let last = scene.ledgers.len().saturating_sub(1);
    let mut found: Vec<usize> = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let Some(entry) = entry(scene, row) else { continue };
        let turn = match query.which {
            Which::All => true,
            Which::Last => row.at == last,
            Which::At(at) => row.at == at,
        };
        let narrowed = query.entries.is_empty() || (row.at == last && query.entries.contains(&row.entry));
        let fits = turn
            && narrowed
            && query.actor.is_none_or(|actor| actor == row.actor)
            && query.phase.is_none_or(|phase| phase == entry.phase)
            && row.size >= query.size_min.least()
            && search.fits(scene, row, entry);
        if fits {
            found.push(n);
        }
    }
    if query.headlines { under_headlines(scene, rows, &found) } else { sorted(scene, rows, found, query) }
}

/// The entry of a row.
pub(super) fn entry<'a>(scene: &Scene<'a>, row: &Row) -> Option<&'a Entry> {
    scene.ledgers.get(row.at)?.entries.get(row.entry)
}

fn sorted(scene: &Scene<'_>, rows: &[Row], mut found: Vec<usize>, query: &Query) -> Vec<Item> {
    let row = |n: &usize| rows.get(*n);
    let change = |n: &usize| row(n).and_then(|r| entry(scene, r)).map_or(0, |e| (e.after - e.before).micros());
    match query.sort {
        Column::Actor => found.sort_by_key(|n| row(n).map_or(BOARD, |r| r.actor)),
        Column::Turn => found.sort_by_key(|n| row(n).map_or(0, |r| r.at)),
        Column::Phase => found.sort_by_key(|n| row(n).and_then(|r| entry(scene, r)).map(|e| e.phase)),
        Column::Number => {
            let mut names: BTreeMap<Variable, String> = BTreeMap::new();
            let name = |names: &mut BTreeMap<Variable, String>, n: &usize| {
                let variable = row(n).and_then(|r| entry(scene, r)).map(|e| e.variable);
                variable.map(|v| names.entry(v).or_insert_with(|| words::short_variable(scene.setting, v)).clone())
            };
            found.sort_by_cached_key(|n| name(&mut names, n));
        }
        Column::Change => found.sort_by_key(change),
        Column::Size => {
            let size = |n: &usize| row(n).map_or(0.0, |r| r.size);
            found.sort_by(|a, b| size(b).total_cmp(&size(a)));
        }
        Column::Cause => found.sort_by_cached_key(|n| row(n).map(|r| table::largest_cause(scene, r))),
    }
    if query.descending {
        found.reverse();
    }
    if query.sort != Column::Actor {
        return found.into_iter().map(Item::Row).collect();
    }
    let mut items = Vec::with_capacity(found.len() + 32);
    let mut last = None;
    for n in found {
        let actor = rows.get(n).map(|r| r.actor);
        if actor != last {
            items.extend(actor.map(Item::Actor));
            last = actor;
        }
        items.push(Item::Row(n));
    }
    items
}

/// Entries under the headlines that rest on them; what no headline rests on is left to the full view.
fn under_headlines(scene: &Scene<'_>, rows: &[Row], found: &[usize]) -> Vec<Item> {
    let place: BTreeMap<(usize, usize), usize> =
        found.iter().filter_map(|n| rows.get(*n).map(|r| ((r.at, r.entry), *n))).collect();
    let mut items = Vec::new();
    for (at, ledger) in scene.ledgers.iter().enumerate().rev() {
        for (n, headline) in ledger.headlines.iter().enumerate() {
            if !scene.tells(headline.seen_by) {
                continue;
            }
            let mut under = ledger.behind(headline).filter_map(|(e, _)| place.get(&(at, e))).peekable();
            if under.peek().is_some() {
                items.push(Item::Headline(at, n));
                items.extend(under.map(|n| Item::Row(*n)));
            }
        }
    }
    items
}

/// Words that are looked for; names are made once each, however many entries bear them.
struct Search {
    wanted: Vec<String>,
    names: BTreeMap<Variable, String>,
    causes: BTreeMap<(usize, Cause), String>,
    ledgers: BTreeMap<usize, Arc<Ledger>>,
}

impl Search {
    fn new(search: &str) -> Self {
        let wanted = search.split([',', ' ']).map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
        Self { wanted, names: BTreeMap::new(), causes: BTreeMap::new(), ledgers: BTreeMap::new() }
    }

    fn fits(&mut self, scene: &Scene<'_>, row: &Row, entry: &Entry) -> bool {
        if self.wanted.is_empty() {
            return true;
        }
        let setting = scene.setting;
        let name = self.names.entry(entry.variable).or_insert_with(|| {
            let name = words::short_variable(setting, entry.variable);
            format!("{name} {} {}", actor_name(setting, row.actor), entry.variable.kind_name()).to_lowercase()
        });
        let phase = phases::phase(entry.phase);
        let missing: Vec<&String> =
            self.wanted.iter().filter(|word| !name.contains(word.as_str()) && !phase.contains(word.as_str())).collect();
        if missing.is_empty() {
            return true;
        }
        // What formulas rest on is only in the ledger that splits them.
        if !self.ledgers.contains_key(&row.at) {
            self.ledgers.extend(scene.why(row.at).map(|ledger| (row.at, ledger)));
        }
        let Some(ledger) = self.ledgers.get(&row.at) else { return false };
        let causes = ledger.entries.get(row.entry).map(|entry| ledger.causes(entry)).unwrap_or_default();
        missing.into_iter().all(|word| {
            causes.iter().any(|part| {
                let said = self
                    .causes
                    .entry((row.at, part.cause))
                    .or_insert_with(|| cause_in(setting, scene.context(row.at), &part.cause).to_lowercase());
                said.contains(word.as_str())
            })
        })
    }
}
