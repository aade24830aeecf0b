//! Orders from abroad by supplier, in parts of the whole, and what history recorded of them: what plots of a historical case show.

use crate::report::words;
use crate::rules::setting::Setting;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{LinkVar, Variable};
use crate::rules::world::World;
use crate::scenario::Recorded;
use crate::text::{fill, text};
use crate::ui::kit::picture::chart::{Chart, Ink, Series};
use crate::ui::kit::portrait;
use crate::ui::state::workspace::Scene;

impl<'a> Scene<'a> {
    /// What history recorded, where the scenario is about something that happened.
    #[must_use]
    pub fn history(&self) -> &'a [Recorded] {
        self.game().map_or(&[], |game| &game.scenario().history)
    }
}

/// The state of whose supply something is recorded, where the scenario is about something that happened.
#[must_use]
pub fn recorded_of(scene: &Scene<'_>) -> Option<StateId> {
    scene.history().first().map(|recorded| recorded.recipient)
}

/// The plot of one recipient, a line a supplier and one for each supplier of whom something is recorded, in one domain or in all. None,
/// where it orders nothing from abroad. The seat sees what it knows.
#[must_use]
pub fn chart(scene: &Scene<'_>, id: StateId, domain: Option<DomainId>, lines_max: usize) -> Option<Chart> {
    let setting = scene.setting;
    let suppliers = setting.states.ids().filter(|supplier| *supplier != id);
    let mut series: Vec<Series> = suppliers
        .filter_map(|supplier| {
            let links = || links(setting, supplier, id, domain);
            let orders = |link: &Variable| scene.world.get(*link);
            let variable = links().filter(|v| scene.knows(*v)).max_by(|a, b| orders(a).total_cmp(&orders(b)))?;
            let values: Vec<f64> = scene.line.iter().map(|world| part(setting, world, supplier, id, domain)).collect();
            let last = *values.last()?;
            Some(Series {
                name: setting.states[supplier].name.clone(),
                values,
                ink: Ink::Supplier(portrait::source(setting, supplier, id)),
                last: words::number(last, 0),
                variable: Some(variable),
                hidden: false,
            })
        })
        .collect();
    let told = |supplier: StateId| scene.history().iter().any(|r| (r.supplier, r.recipient) == (supplier, id));
    let names: Vec<&str> = setting.states.enumerate().filter(|(id, _)| told(*id)).map(|(_, s)| s.name.as_str()).collect();
    let seen = |s: &Series| names.contains(&s.name.as_str()) || s.values.iter().any(|value| *value >= 0.5);
    series.retain(seen);
    let weight = |s: &Series| (names.contains(&s.name.as_str()), s.values.last().copied().unwrap_or(0.0));
    series.sort_by(|a, b| weight(b).0.cmp(&weight(a).0).then(weight(b).1.total_cmp(&weight(a).1)));
    series.truncate(lines_max);
    if series.is_empty() {
        return None;
    }
    let histories = setting.states.ids().filter(|supplier| told(*supplier));
    series.extend(histories.map(|supplier| history(scene, supplier, id)));
    let title = fill("plots.title_abroad", &[("state", &setting.states[id].name)]);
    Some(Chart { title, series, decimals: 0, span: None, moments: scene.moments() })
}

/// The line of history: a level where one is recorded, nothing elsewhere.
fn history(scene: &Scene<'_>, supplier: StateId, recipient: StateId) -> Series {
    let records: Vec<&Recorded> = scene.history().iter().filter(|r| (r.supplier, r.recipient) == (supplier, recipient)).collect();
    let last = records.iter().map(|r| usize::from(r.turns.1)).max().unwrap_or(0);
    let at = |place: usize| {
        let holds = |r: &&&Recorded| (usize::from(r.turns.0)..=usize::from(r.turns.1)).contains(&place);
        records.iter().find(holds).map_or(f64::NAN, |r| 100.0 * r.share)
    };
    let values: Vec<f64> = (0..=last).map(at).collect();
    let deliveries = records.iter().any(|r| r.deliveries);
    let key = if deliveries { "plots.history_deliveries" } else { "plots.history" };
    Series {
        name: fill(key, &[("supplier", &scene.setting.states[supplier].name)]),
        last: values.last().map(|value| words::number(*value, 0)).unwrap_or_default(),
        values,
        ink: Ink::Recorded,
        variable: None,
        hidden: false,
    }
}

/// What a picture says about the line of history; nothing, where there is none.
#[must_use]
pub fn note(scene: &Scene<'_>) -> &'static str {
    if scene.history().is_empty() { "" } else { text("plots.history_note") }
}

/// Orders through each channel from one supplier.
fn links(
    setting: &Setting,
    supplier: StateId,
    recipient: StateId,
    domain: Option<DomainId>,
) -> impl Iterator<Item = Variable> + use<'_> {
    let domains = setting.domains.ids().filter(move |d| domain.is_none_or(|only| only == *d));
    domains.filter_map(move |d| setting.link(supplier, recipient, d)).map(|link| Variable::Link(LinkVar::Orders, link))
}

/// A supplier's part of what a state orders from abroad in a turn, percent; none where nothing is ordered.
fn part(setting: &Setting, world: &World, supplier: StateId, recipient: StateId, domain: Option<DomainId>) -> f64 {
    let of = |supplier: StateId| links(setting, supplier, recipient, domain).map(|link| world.get(link)).sum::<f64>();
    let all: f64 = setting.states.ids().filter(|other| *other != recipient).map(of).sum();
    if all > 0.0 { 100.0 * of(supplier) / all } else { 0.0 }
}
