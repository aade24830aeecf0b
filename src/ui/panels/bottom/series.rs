//! What the plots show: numbers over the turns, with the style that says whose they are.

use super::Scene;
use crate::report::words;
use crate::rules::quantity::Quantity;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, LinkVar, PairVar, Scope, Variable};
use crate::text::{fill, text};
use crate::ui::kit::picture::chart::{Chart, Ink, Series};
use crate::ui::kit::portrait;
use crate::ui::state::abroad;
use crate::ui::state::joined::{Joined, joined_of};
use crate::ui::state::workspace::Selection;

/// Lines in a plot.
const LINES_MAX: usize = 6;

/// What the second plot can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// How reliable partners find the seat.
    #[default]
    Reliability,
    /// How far partners are aligned with the seat.
    Alignment,
    /// Threats that the lit state sees.
    Threat,
    /// Capability of the lit state.
    Capability,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Reliability, Self::Alignment, Self::Threat, Self::Capability];

    /// The key of its name.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Reliability => "plot.reliability",
            Self::Alignment => "plot.alignment",
            Self::Threat => "plot.threat",
            Self::Capability => "plot.capability",
        }
    }
}

/// The state whose orders are shown: the lit one, else the first that waits, else the first partner.
fn subject(scene: &Scene<'_>) -> Option<StateId> {
    let setting = scene.setting;
    let partner = |id: &StateId| !(setting.states[*id].roles.exporter || setting.states[*id].roles.rival);
    let lit = match scene.selection {
        Selection::State(id) | Selection::Link(_, id) => Some(id),
        Selection::Nothing => None,
    };
    let waits = scene.in_tray().next().map(|r| r.from);
    lit.filter(partner).or(waits.filter(partner)).or_else(|| setting.states.ids().find(partner))
}

/// The plots, as many as there is room for.
pub(super) fn charts(scene: &Scene<'_>, kind: Kind, room: usize) -> Vec<Chart> {
    let recorded = abroad::recorded_of(scene).and_then(|id| abroad::chart(scene, id, None, LINES_MAX));
    let mut charts: Vec<Chart> = recorded.or_else(|| shares(scene)).into_iter().collect();
    charts.extend(second(scene, kind));
    charts.push(measures(scene));
    charts.truncate(room);
    charts
}

fn shares(scene: &Scene<'_>) -> Option<Chart> {
    let id = subject(scene)?;
    let setting = scene.setting;
    let parts: Vec<_> = scene.line.iter().map(|world| joined_of(setting, world, id)).collect();
    let now = parts.last()?;
    let shown = now.iter().filter(|j| j.share >= 0.03).take(LINES_MAX);
    let series = shown.map(|joined| {
        let value = |parts: &Vec<Joined>| {
            parts.iter().find(|other| other.supplier == joined.supplier).map_or(0.0, |other| 100.0 * other.share)
        };
        let own = joined.supplier == id;
        let name = if own { text("supplier.own_capital") } else { setting.states[joined.supplier].name.as_str() };
        let ink = Ink::Supplier(portrait::source(setting, joined.supplier, id));
        Series {
            name: name.to_owned(),
            values: parts.iter().map(value).collect(),
            ink,
            last: words::number(100.0 * joined.share, 0),
            variable: setting
                .domains
                .ids()
                .filter(|domain| joined.domains.first() == Some(domain))
                .find_map(|domain| setting.link(joined.supplier, id, domain))
                .map(|link| Variable::Link(LinkVar::Share, link)),
            hidden: false,
        }
    });
    let title = fill("plot.shares", &[("state", &setting.states[id].name)]);
    Some(Chart { title, series: series.collect(), decimals: 0, span: None, moments: scene.moments() })
}

fn second(scene: &Scene<'_>, kind: Kind) -> Option<Chart> {
    let setting = scene.setting;
    let lit = subject(scene)?;
    let seat = scene.eyes()?;
    let partners =
        setting.states.enumerate().filter(|(id, s)| *id != seat && !s.roles.rival && !s.roles.exporter).map(|(id, _)| id);
    let named = |id: StateId| setting.states[id].name.clone();
    let (title, lines): (String, Vec<(String, Variable, bool)>) = match kind {
        Kind::Reliability | Kind::Alignment => {
            let pair = if kind == Kind::Reliability { PairVar::Reliability } else { PairVar::Alignment };
            let key = if kind == Kind::Reliability { "plot.reliability_title" } else { "plot.alignment_title" };
            let lines = partners.map(|id| (named(id), Variable::Pair(pair, id, seat), id == lit));
            (fill(key, &[("seat", &setting.states[seat].name)]), lines.collect())
        }
        Kind::Threat => {
            let others = setting.states.ids().filter(|id| *id != lit);
            let lines = others.map(|id| (named(id), Variable::Pair(PairVar::Threat, lit, id), false));
            (fill("plot.threat_title", &[("state", &setting.states[lit].name)]), lines.collect())
        }
        Kind::Capability => {
            let lines = setting
                .domains
                .enumerate()
                .map(|(id, d)| (words::capital(&d.name), Variable::Cell(CellVar::Capability, lit, id), false));
            (fill("plot.capability_title", &[("state", &setting.states[lit].name)]), lines.collect())
        }
    };
    let mut lines: Vec<_> = lines.into_iter().filter(|(_, v, _)| scene.knows(*v)).collect();
    // What is lit, then what moved most, then what is largest.
    let moved = |v: Variable| scene.series(v).first().map_or(0.0, |first| (scene.world.get(v) - first).abs());
    lines.sort_by(|a, b| {
        b.2.cmp(&a.2).then(moved(b.1).total_cmp(&moved(a.1))).then(scene.world.get(b.1).total_cmp(&scene.world.get(a.1)))
    });
    lines.truncate(LINES_MAX);
    let decimals = if kind == Kind::Capability { 0 } else { 2 };
    let series = lines.into_iter().enumerate().map(|(n, (name, variable, lit))| {
        let last = words::level(variable, Quantity::from_f64(scene.world.get(variable)));
        Series {
            name,
            values: scene.series(variable),
            ink: if lit { Ink::Lit } else { Ink::Plain(n) },
            last,
            variable: Some(variable),
            hidden: false,
        }
    });
    Some(Chart { title, series: series.collect(), decimals, span: None, moments: scene.moments() })
}

fn measures(scene: &Scene<'_>) -> Chart {
    let series = words::BOARD_MEASURES.into_iter().enumerate().map(|(n, measure)| {
        let variable = Variable::Measure(measure, Scope::Board);
        let ink = if n == 0 { Ink::Lit } else { Ink::Plain(n) };
        Series {
            name: words::measure(measure).to_owned(),
            values: scene.series(variable),
            ink,
            last: words::number(scene.world.get(variable), 0),
            variable: Some(variable),
            hidden: false,
        }
    });
    Chart { title: text("plot.measures").to_owned(), series: series.collect(), decimals: 0, span: None, moments: scene.moments() }
}
