//! From a choice to plots: which lines, which cells, which bars.

use super::kinds::{self, Kind};
use super::{Choice, Mode};
use crate::report::words::{self, exists};
use crate::rules::table::{DomainId, Id as _, StateId};
use crate::rules::variable::{CellVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::rules::world::World;
use crate::text::{fill, text};
use crate::ui::kit::picture::chart::{Chart, Ink, Series};
use crate::ui::kit::picture::heat::{Cell, Heat};
use crate::ui::kit::picture::scatter::{Dot, Scatter};
use crate::ui::kit::picture::sheet::Plot;
use crate::ui::kit::picture::stack::{Bar, Stack};
use crate::ui::kit::portrait;
use crate::ui::state::abroad;
use crate::ui::state::workspace::Scene;

/// Lines in one plot; more cannot be told apart.
const LINES_MAX: usize = 8;

/// The plots of a choice.
pub(super) fn plots(scene: &Scene<'_>, choice: &Choice) -> Vec<Plot> {
    match choice.mode {
        Mode::Series => series(scene, choice),
        Mode::Relations => vec![Plot::Heat(relations(scene, choice.relation))],
        Mode::TradeOff => vec![Plot::Scatter(trade_off(scene, choice))],
        Mode::Capability => choice.states.iter().map(|id| Plot::Stack(capability(scene, *id))).collect(),
    }
}

fn series(scene: &Scene<'_>, choice: &Choice) -> Vec<Plot> {
    let setting = scene.setting;
    let of_states = |make: &dyn Fn(StateId) -> Option<Chart>| choice.states.iter().filter_map(|id| make(*id)).collect();
    let charts: Vec<Chart> = match choice.kind {
        Kind::Measure(kind) => {
            let scopes = std::iter::once(Scope::Board).chain(choice.states.iter().map(|id| Scope::State(*id)));
            let name = |scope| match scope {
                Scope::Board => text("ledger.board").to_owned(),
                Scope::Region(id) => words::capital(&setting.regions[id].name),
                Scope::State(id) => setting.states[id].name.clone(),
            };
            together(scene, &choice.kind.name(), scopes.map(|s| (name(s), Variable::Measure(kind, s))).collect())
        }
        Kind::State(kind) => {
            let lines = choice.states.iter().map(|id| (setting.states[*id].name.clone(), Variable::State(kind, *id)));
            together(scene, &choice.kind.name(), lines.collect())
        }
        Kind::Bloc(kind) => {
            let lines = setting.blocs.enumerate().map(|(id, bloc)| (bloc.name.clone(), Variable::Bloc(kind, id)));
            together(scene, &choice.kind.name(), lines.collect())
        }
        Kind::Cell(kind) => of_states(&|id| {
            let lines =
                setting.domains.enumerate().map(|(d, domain)| (words::capital(&domain.name), Variable::Cell(kind, id, d)));
            multiple(scene, choice.kind, id, lines.collect())
        }),
        Kind::Pair(kind) => of_states(&|id| {
            let others = setting.states.enumerate().filter(|(other, _)| *other != id);
            multiple(scene, choice.kind, id, others.map(|(other, s)| (s.name.clone(), Variable::Pair(kind, id, other))).collect())
        }),
        Kind::Support => of_states(&|id| {
            let groups = setting.states[id].constituencies.iter().enumerate();
            multiple(scene, choice.kind, id, groups.map(|(n, g)| (g.name.clone(), Variable::Support(id, n as u8))).collect())
        }),
        Kind::Link(kind) => of_states(&|id| supply(scene, kind, id, choice.domain)),
        Kind::Abroad => of_states(&|id| abroad::chart(scene, id, choice.domain, LINES_MAX)),
    };
    // Plots of one kind share one axis, so that they can be compared at a glance.
    let known = charts.into_iter().filter(|chart| !chart.series.is_empty()).collect();
    let mut charts = one_axis(known);
    for series in charts.iter_mut().flat_map(|chart| &mut chart.series) {
        series.hidden = choice.hidden.contains(&series.name);
    }
    charts.into_iter().map(Plot::Chart).collect()
}

/// Small multiples on one axis.
fn one_axis(mut charts: Vec<Chart>) -> Vec<Chart> {
    if charts.len() > 1 {
        let bounds: Vec<(f64, f64)> = charts.iter().map(Chart::bounds).collect();
        let low = bounds.iter().map(|b| b.0).fold(f64::INFINITY, f64::min);
        let high = bounds.iter().map(|b| b.1).fold(f64::NEG_INFINITY, f64::max);
        let pad = ((high - low) * 0.06).max(1e-3);
        let low = if low >= 0.0 { (low - pad).max(0.0) + pad } else { low };
        for chart in &mut charts {
            chart.span = Some((low - pad, high + pad));
        }
    }
    charts
}

/// One plot with a line a name. Numbers that the seat does not know are left out.
fn together(scene: &Scene<'_>, title: &str, lines: Vec<(String, Variable)>) -> Vec<Chart> {
    let decimals = lines.first().map_or(2, |(_, v)| decimals(*v));
    let series: Vec<Series> = lines_of(scene, lines);
    vec![Chart { title: title.to_owned(), series, decimals, span: None, moments: scene.moments() }]
}

fn multiple(scene: &Scene<'_>, kind: Kind, id: StateId, lines: Vec<(String, Variable)>) -> Option<Chart> {
    let decimals = decimals(lines.first()?.1);
    let title = fill("plots.title_of", &[("kind", &kind.name()), ("state", &scene.setting.states[id].name)]);
    Some(Chart { title, series: lines_of(scene, lines), decimals, span: None, moments: scene.moments() })
}

fn decimals(variable: Variable) -> u32 {
    match variable.unit() {
        "of 100" | "months" | "on or off" => 0,
        "points" => u32::from(!matches!(variable, Variable::State(StateVar::Capital, _))),
        "$bn" | "$bn a year" | "decisions" | "countermeasures" => 1,
        _ => 2,
    }
}

/// The lines that moved most or are largest, as many as can be told apart; suppliers keep their colours.
fn lines_of(scene: &Scene<'_>, lines: Vec<(String, Variable)>) -> Vec<Series> {
    let mut known: Vec<(String, Variable, f64)> = lines
        .into_iter()
        .filter(|(_, v)| scene.knows(*v) && exists(scene.setting, *v))
        .map(|(name, v)| {
            let values = scene.series(v);
            let moved = values.first().zip(values.last()).map_or(0.0, |(a, b)| (a - b).abs());
            (name, v, moved)
        })
        .collect();
    if known.len() > LINES_MAX {
        known.sort_by(|a, b| b.2.total_cmp(&a.2).then(scene.world.get(b.1).total_cmp(&scene.world.get(a.1))));
        known.truncate(LINES_MAX);
    }
    let each = known.into_iter().enumerate().map(|(n, (name, variable, _))| Series {
        name,
        values: scene.series(variable),
        ink: if n == 0 { Ink::Lit } else { Ink::Plain(n) },
        last: words::level(variable, scene.world.values.get(variable)),
        variable: Some(variable),
        hidden: false,
    });
    each.collect()
}

/// Supply of one recipient, a line a supplier, in one domain or in all.
fn supply(scene: &Scene<'_>, kind: LinkVar, id: StateId, domain: Option<DomainId>) -> Option<Chart> {
    let setting = scene.setting;
    let share = kind == LinkVar::Share;
    let factor = if share { 100.0 } else { 1.0 };
    let decimals = if share { 0 } else { decimals(Variable::Link(kind, crate::rules::table::LinkId::from_index(0))) };
    let suppliers = setting.states.ids().filter(|s| setting.domains.ids().any(|d| setting.link(*s, id, d).is_some()));
    let mut series: Vec<Series> = suppliers
        .filter_map(|supplier| {
            let values: Vec<f64> =
                scene.line.iter().map(|world| factor * supplied(scene, world, kind, (supplier, id), domain)).collect();
            let last = *values.last()?;
            let own = supplier == id;
            let name = if own { text("supplier.own_capital") } else { setting.states[supplier].name.as_str() };
            let links = setting.domains.ids().filter(|d| domain.is_none_or(|only| only == *d));
            let link = links
                .filter_map(|d| setting.link(supplier, id, d))
                .max_by(|a, b| scene.world.link(kind, *a).total_cmp(&scene.world.link(kind, *b)))?;
            Some(Series {
                name: name.to_owned(),
                values,
                ink: Ink::Supplier(portrait::source(setting, supplier, id)),
                last: words::number(last, decimals),
                variable: Some(Variable::Link(kind, link)).filter(|v| scene.knows(*v)),
                hidden: false,
            })
        })
        .filter(|series| series.variable.is_some())
        .collect();
    // Who never gave anything to speak of is left out, unless nobody did.
    let seen = |s: &Series| s.values.iter().any(|v| *v >= 0.5 * 0.1_f64.powi(decimals as i32));
    if series.iter().any(seen) {
        series.retain(seen);
    }
    series.sort_by(|a, b| b.values.last().unwrap_or(&0.0).total_cmp(a.values.last().unwrap_or(&0.0)));
    series.truncate(LINES_MAX);
    let state = setting.states[id].name.as_str();
    let title = if share {
        fill("plots.title_share", &[("state", state)])
    } else {
        fill("plots.title_of", &[("kind", &Kind::Link(kind).name()), ("state", state)])
    };
    Some(Chart { title, series, decimals, span: None, moments: scene.moments() })
}

/// What one supplier gives one recipient: shares and levels as a mean weighted by what domains hold, amounts as a sum.
fn supplied(
    scene: &Scene<'_>,
    world: &World,
    kind: LinkVar,
    (supplier, recipient): (StateId, StateId),
    domain: Option<DomainId>,
) -> f64 {
    let setting = scene.setting;
    let amount = matches!(kind, LinkVar::Points | LinkVar::Orders | LinkVar::Unmet);
    let (mut sum, mut weights) = (0.0, 0.0);
    for d in setting.domains.ids().filter(|d| domain.is_none_or(|only| only == *d)) {
        let weight = if amount { 1.0 } else { setting.domain_weight(world, recipient, d) };
        let value = setting.link(supplier, recipient, d).map(|link| world.link(kind, link));
        if kind == LinkVar::Share || value.is_some() {
            weights += weight;
        }
        sum += weight * value.unwrap_or(0.0);
    }
    if amount || weights <= 0.0 { sum } else { sum / weights }
}

fn relations(scene: &Scene<'_>, kind: PairVar) -> Heat {
    let setting = scene.setting;
    let ids: Vec<StateId> = setting.states.ids().collect();
    let cell = |from: StateId, to: StateId| {
        let variable = Variable::Pair(kind, from, to);
        let known = from != to && scene.knows(variable);
        Cell { value: known.then(|| scene.world.get(variable)), variable }
    };
    let cells: Vec<Cell> = ids.iter().flat_map(|from| ids.iter().map(move |to| (*from, *to))).map(|(a, b)| cell(a, b)).collect();
    let (low, high) = kind.range();
    let most = cells.iter().filter_map(|c| c.value).fold(0.0, f64::max);
    let span = if high > 1.5 { (low.max(0.0), most.max(0.1)) } else { (low, high) };
    let name = kinds::relation_name(kind);
    Heat {
        title: fill("plots.title_heat", &[("kind", &name)]),
        names: ids.iter().map(|id| (setting.states[*id].name.clone(), setting.states[*id].code.clone())).collect(),
        cells,
        span,
        decimals: if high > 10.0 { 0 } else { 2 },
        ends: (text("plots.low").to_owned(), text("plots.high").to_owned()),
        place: scene.line.len().saturating_sub(1),
    }
}

fn trade_off(scene: &Scene<'_>, choice: &Choice) -> Scatter {
    let setting = scene.setting;
    let (across, up) = choice.axes;
    let at = |world: &World, scope| (world.get(Variable::Measure(across, scope)), world.get(Variable::Measure(up, scope)));
    let dots = choice.states.iter().map(|id| {
        let scope = Scope::State(*id);
        let variables = (Variable::Measure(across, scope), Variable::Measure(up, scope));
        Dot { name: setting.states[*id].name.clone(), at: at(scene.world, scope), variables }
    });
    let name = |measure: Measure| kinds::measure_name(measure);
    Scatter {
        title: fill("plots.trade_title", &[("up", &name(up)), ("across", &name(across).to_lowercase())]),
        axes: (name(across), name(up)),
        path: scene.line.iter().map(|world| at(world, Scope::Board)).collect(),
        dots: dots.collect(),
        decimals: 0,
        moments: scene.moments(),
    }
}

fn capability(scene: &Scene<'_>, id: StateId) -> Stack {
    let setting = scene.setting;
    let world = scene.world;
    let bars = setting.domains.enumerate().map(|(domain, info)| {
        // What each supplier's points are worth in use: their part of the effective capability.
        let usable = |link| world.link(LinkVar::Points, link) * world.link(LinkVar::Availability, link);
        let all: f64 = setting.links_of(id, domain).map(usable).sum();
        let effective = world.cell(CellVar::Capability, id, domain);
        let mut pieces: Vec<(String, f64, Ink, Variable)> = setting
            .links_of(id, domain)
            .filter(|link| usable(*link) > 0.0)
            .map(|link| {
                let supplier = setting.links[link].supplier;
                let own = supplier == id;
                let name = if own { text("supplier.own_capital") } else { setting.states[supplier].name.as_str() };
                let part = if all > 0.0 { effective * usable(link) / all } else { 0.0 };
                let ink = Ink::Supplier(portrait::source(setting, supplier, id));
                (name.to_owned(), part, ink, Variable::Link(LinkVar::Points, link))
            })
            .collect();
        pieces.sort_by(|a, b| b.1.total_cmp(&a.1));
        Bar { name: words::capital(&info.name), pieces, need: Some(world.cell(CellVar::Need, id, domain)) }
    });
    Stack {
        title: fill("plots.stack_title", &[("state", &setting.states[id].name)]),
        bars: bars.collect(),
        place: scene.line.len().saturating_sub(1),
    }
}
