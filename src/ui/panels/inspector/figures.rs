//! Rows of numbers: name, line over the turns, value, change since the last turn.

use egui::{Align, Layout, Ui, vec2};

use super::{Intent, Scene};
use crate::report::words;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::{CellVar, LinkVar, Measure, PairVar, Scope, StateVar, Variable};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::{controls, labels};

/// A small line spans at least so many units of the last decimal, so that what is "no change" is flat.
const LEAST_UNITS: f32 = 8.0;

/// Between a level and the change beside it, points at least.
const CHANGE_GAP: f32 = 8.0;

/// One row.
pub(super) struct Figure {
    label: String,
    /// What stands in a narrow row.
    short: Option<&'static str>,
    /// The number.
    pub(super) variable: Variable,
    /// A second number behind a stroke: what is needed.
    against: Option<Variable>,
}

fn figure(label: impl Into<String>, variable: Variable) -> Figure {
    Figure { label: label.into(), short: None, variable, against: None }
}

fn shortened(label: String, short: &'static str, variable: Variable) -> Figure {
    Figure { label, short: Some(short), variable, against: None }
}

/// The numbers of a state, six at most.
pub(super) fn of_state(scene: &Scene<'_>, id: StateId) -> Vec<Figure> {
    let setting = scene.setting;
    let roles = setting.states[id].roles;
    let mut rows = Vec::new();
    let eyes = scene.eyes().filter(|seat| *seat != id);
    if let Some(seat) = eyes {
        let name = [("state", setting.states[seat].name.as_str())];
        rows.push(shortened(
            fill("figure.alignment", &name),
            text("figure.alignment_short"),
            Variable::Pair(PairVar::Alignment, id, seat),
        ));
        if !roles.rival {
            rows.push(shortened(
                fill("figure.reliability", &name),
                text("figure.reliability_short"),
                Variable::Pair(PairVar::Reliability, id, seat),
            ));
        }
    }
    if roles.exporter || roles.rival {
        rows.push(figure(text("figure.capital"), Variable::State(StateVar::Capital, id)));
        if roles.exporter {
            rows.push(figure(text("figure.consistency"), Variable::State(StateVar::Consistency, id)));
            rows.push(figure(text("figure.transparency"), Variable::State(StateVar::Transparency, id)));
        }
        rows.push(figure(text("figure.revenue"), Variable::State(StateVar::Revenue, id)));
    } else {
        if let Some(rival) = feared(scene, id) {
            let name = [("state", setting.states[rival].name.as_str())];
            rows.push(figure(fill("figure.threat", &name), Variable::Pair(PairVar::Threat, id, rival)));
        }
        if let Some(domain) = shortest(scene, id) {
            let label = words::capital(&setting.domains[domain].name);
            let against = Some(Variable::Cell(CellVar::Need, id, domain));
            rows.push(Figure { label, short: None, variable: Variable::Cell(CellVar::Capability, id, domain), against });
        }
        if let Some(seat) = eyes {
            let name = [("state", setting.states[seat].name.as_str())];
            rows.push(shortened(
                fill("figure.grievance", &name),
                text("figure.grievance_short"),
                Variable::Pair(PairVar::Grievance, id, seat),
            ));
        }
        rows.push(shortened(
            text("figure.budget").to_owned(),
            text("figure.budget_short"),
            Variable::State(StateVar::Budget, id),
        ));
    }
    rows.truncate(6);
    rows
}

/// The numbers of a link: its share in each domain.
pub(super) fn of_link(scene: &Scene<'_>, from: StateId, to: StateId) -> Vec<Figure> {
    let setting = scene.setting;
    let links = setting.domains.ids().filter_map(|domain| setting.link(from, to, domain));
    let mut rows: Vec<Figure> = links
        .map(|link| {
            figure(words::capital(&setting.domains[setting.links[link].domain].name), Variable::Link(LinkVar::Share, link))
        })
        .collect();
    let share = |row: &Figure| scene.world.get(row.variable);
    rows.sort_by(|a, b| share(b).total_cmp(&share(a)));
    rows.truncate(5);
    rows.push(figure(
        fill("figure.reliability", &[("state", &setting.states[from].name)]),
        Variable::Pair(PairVar::Reliability, to, from),
    ));
    rows
}

/// The state that one fears most.
fn feared(scene: &Scene<'_>, id: StateId) -> Option<StateId> {
    let threat = |other: StateId| scene.world.pair(PairVar::Threat, id, other);
    let others = scene.setting.states.ids().filter(|other| *other != id);
    others.max_by(|a, b| threat(*a).total_cmp(&threat(*b)).then(b.cmp(a)))
}

/// The domain in which most is missing; else the one where most is needed.
fn shortest(scene: &Scene<'_>, id: StateId) -> Option<DomainId> {
    let missing = |d: DomainId| scene.world.cell(CellVar::Need, id, d) - scene.world.cell(CellVar::Capability, id, d);
    scene.setting.domains.ids().max_by(|a, b| missing(*a).total_cmp(&missing(*b)).then(b.cmp(a)))
}

/// The number that moved most against its range, if any moved to speak of.
pub(super) fn moved_most(scene: &Scene<'_>, rows: &[Figure]) -> Option<Variable> {
    let span = |v: Variable| match v.unit() {
        "$bn a year" | "points" => 40.0,
        _ => v.range().1 - v.range().0,
    };
    let moved = |v: Variable| scene.change(v).unwrap_or(0.0).abs() / span(v);
    let known = rows.iter().map(|row| row.variable).filter(|v| scene.knows(*v) && moved(*v) > 0.002);
    known.max_by(|a, b| moved(*a).total_cmp(&moved(*b)))
}

/// Draws rows. Where text is larger and one of them has no room for its name beside its numbers, all have their names over them.
pub(super) fn rows(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, figures: &[Figure], intents: &mut Vec<Intent>) {
    let larger = theme.larger();
    let large = larger > 1.2;
    let wide = ui.available_width() > 310.0 * larger;
    let widest = figures.iter().filter(|figure| scene.knows(figure.variable)).filter_map(|figure| changed(scene, figure));
    let widest = widest.map(|(words, sign)| controls::change_width(ui, theme, &words, sign)).fold(0.0, f32::max);
    let designed = larger * if wide { 72.0 } else { 60.0 };
    let change = if large && scene.before().is_none() { 0.0 } else { designed.max(widest + CHANGE_GAP) };
    let slots = (change, larger * if wide { 66.0 } else { 48.0 });
    let room = ui.available_width() - slots.0 - slots.1 - 12.0;
    let over = large && figures.iter().any(|figure| width(ui, theme, figure.words(ui, theme, room)) > room);
    for figure in figures {
        if over {
            let words = figure.words(ui, theme, ui.available_width());
            parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, words);
        }
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 26.0 * larger), Layout::right_to_left(Align::Center), |ui| {
            numbers(ui, theme, scene, figure, (slots, over), intents);
        });
    }
}

fn numbers(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    figure: &Figure,
    ((change_width, level_width), over): ((f32, f32), bool),
    intents: &mut Vec<Intent>,
) {
    let variable = figure.variable;
    let larger = theme.larger();
    {
        ui.spacing_mut().item_spacing.x = 4.0;
        if !scene.knows(variable) {
            parts::label(ui, theme, &style::small(), Token::TextMuted, text("figure.unknown"));
            if !over {
                name(ui, theme, figure);
            }
            return;
        }
        // Before the second turn nothing has changed: the place of the change stays empty.
        slot(ui, (change_width, 24.0 * larger), |ui| {
            let Some(change) = shown_change(scene, figure) else { return };
            if whole_game(scene, variable) {
                // What moved it in the last turn is not what moved it in the game: here it leads nowhere.
                let (words, sign) = parts::changed(variable, change);
                controls::change_label(ui, theme, &words, sign);
            } else {
                parts::change(ui, theme, scene, variable, change, intents);
            }
        });
        slot(ui, (level_width, 24.0 * larger), |ui| {
            let shown = shown(scene, figure);
            let full = words::short_variable(scene.setting, variable);
            let door = controls::number_door(ui, theme, &shown, &full, &style::strong());
            if parts::defined(door, theme, &words::capital(&full), variable).clicked() {
                intents.push(Intent::Why(variable));
            }
        });
        let series: Vec<f32> = scene.series(variable).into_iter().map(|v| v as f32).collect();
        let line = if change_width > 70.0 * larger { 44.0 } else { 32.0 } * larger;
        // A name is worth more than a line: where there is no room for both, the line goes.
        let length = if over { 0.0 } else { width(ui, theme, figure.words(ui, theme, ui.available_width() - line - 6.0)) };
        if series.len() > 1 && length + line + 6.0 <= ui.available_width() {
            let said = fill("figure.series", &[("what", &figure.label), ("turns", &series.len().to_string())]);
            let least = LEAST_UNITS * words::shown_unit(variable).to_f64() as f32;
            controls::sparkline(ui, theme, &series, least, vec2(line, 20.0 * larger), &said);
        }
        if !over {
            name(ui, theme, figure);
        }
    }
}

/// Whether a change is told since the game began: that of the board's measures, once the game is over.
fn whole_game(scene: &Scene<'_>, variable: Variable) -> bool {
    scene.world.over(scene.setting) && matches!(variable, Variable::Measure(_, Scope::Board))
}

/// The change between the levels as they are shown; none before the second turn.
fn shown_change(scene: &Scene<'_>, figure: &Figure) -> Option<f64> {
    let variable = figure.variable;
    let before = if whole_game(scene, variable) { scene.line.first()? } else { scene.before()? };
    Some(match figure.against {
        // Beside what is needed, small levels have one decimal, and so has the change.
        Some(_) => tenths(scene.world.get(variable)) - tenths(before.get(variable)),
        None => words::shown_change(variable, before.values.get(variable), scene.world.values.get(variable)).to_f64(),
    })
}

/// The change as it is written, and its sign.
fn changed(scene: &Scene<'_>, figure: &Figure) -> Option<(String, controls::Sign)> {
    shown_change(scene, figure).map(|change| parts::changed(figure.variable, change))
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round_ties_even() / 10.0
}

fn slot(ui: &mut Ui, (width, height): (f32, f32), add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, height), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(width);
        add(ui);
    });
}

fn width(ui: &Ui, theme: &Theme, words: &str) -> f32 {
    labels::wide(ui, theme, &style::body(), words)
}

impl Figure {
    /// The whole name where there is room for it, else the short one.
    fn words(&self, ui: &Ui, theme: &Theme, room: f32) -> &str {
        self.short.filter(|_| width(ui, theme, &self.label) > room).unwrap_or(&self.label)
    }
}

fn name(ui: &mut Ui, theme: &Theme, figure: &Figure) {
    let words = figure.words(ui, theme, ui.available_width());
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        // A name without a short form takes a second line before it is cut.
        let fits = width(ui, theme, words) <= ui.available_width();
        let draw = if fits { parts::label } else { parts::paragraph };
        let label = draw(ui, theme, &style::body(), Token::TextPrimary, words);
        parts::defined(label, theme, &figure.label, figure.variable);
    });
}

fn shown(scene: &Scene<'_>, figure: &Figure) -> String {
    let value = scene.world.values.get(figure.variable);
    match figure.against {
        Some(need) => super::against(value.to_f64(), scene.world.get(need)),
        None => words::level(figure.variable, value).replace(text("unit.bn_a_year"), text("unit.bn")),
    }
}

/// The eight measures of the board.
pub(super) fn measures(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    let of = |measure: &Measure| figure(words::measure(*measure), Variable::Measure(*measure, Scope::Board));
    let figures: Vec<Figure> = Measure::ALL.iter().map(of).collect();
    rows(ui, theme, scene, &figures, intents);
}
