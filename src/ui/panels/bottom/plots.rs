//! The overview of the bottom panel: a few plots side by side, drawn once a turn, and the same numbers as a table.

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui, vec2};

use super::Scene;
use super::series::{self, Kind};
use crate::report::words;
use crate::rules::digest::Digest;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::picture::chart::Chart;
use crate::ui::kit::picture::sheet::{Asked, Plot, Sheet};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::abroad;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::Selection;

/// Least width of a plot, points.
const WIDTH_MIN: f32 = 300.0;

/// In less height than this there is nothing but the plots.
const HEIGHT_LOW: f32 = 150.0;

/// In less height than this a plot says nothing: the page of all plots is offered in its place.
const HEIGHT_LEAST: f32 = 112.0;

/// What plots are drawn for: they are drawn again when one of these changes.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    digest: Digest,
    viewer: crate::rules::view::Viewer,
    selection: Selection,
    kind: Kind,
    theme: String,
    size: [i32; 2],
    pixels_per_point: f32,
}

/// The plots as they were drawn last.
#[derive(Default)]
pub(super) struct Overview {
    key: Option<Key>,
    charts: Vec<Chart>,
    /// Names whose lines are left out.
    hidden: BTreeSet<String>,
    sheet: Sheet,
}

/// Draws the plots side by side, or their table.
pub(super) fn plots_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    kind: Kind,
    as_table: bool,
    kept: &mut Overview,
    intents: &mut Vec<Intent>,
) {
    let size = ui.available_size();
    let key = Key {
        digest: scene.origin.digest,
        viewer: scene.viewer,
        selection: scene.selection,
        kind,
        theme: theme.name().to_owned(),
        size: [size.x as i32, size.y as i32],
        pixels_per_point: ui.ctx().pixels_per_point(),
    };
    if kept.key.as_ref() != Some(&key) {
        // In a panel that is low, plots are as high as there is room for, and say elsewhere where they are from.
        let low = size.y < HEIGHT_LOW;
        let caption = if low { "" } else { abroad::note(scene) };
        let room = ((size.x / WIDTH_MIN).floor() as usize).clamp(1, 3);
        kept.charts = series::charts(scene, kind, 3);
        for series in kept.charts.iter_mut().flat_map(|chart| &mut chart.series) {
            series.hidden = kept.hidden.contains(&series.name);
        }
        let shown: Vec<Plot> = kept.charts.iter().take(room).cloned().map(Plot::Chart).collect();
        kept.sheet = Sheet::new(ui.ctx(), theme, &shown, size - vec2(0.0, 2.0), room, caption);
        kept.key = Some(key);
    }
    if as_table {
        table(ui, theme, &kept.charts);
        return;
    }
    if scene.line.len() < 2 && scene.history().is_empty() {
        parts::empty(ui, theme, text("plot.empty"));
        return;
    }
    if size.y < HEIGHT_LEAST {
        ui.horizontal_wrapped(|ui| {
            let open = parts::button(ui, theme, parts::Look::Plain, Some(icons::FULLSCREEN), text("plots.as_page"));
            if open.on_hover_text(parts::tip(ui.ctx(), CommandId::AllPlots)).clicked() {
                intents.push(Intent::Run(CommandId::AllPlots));
            }
            parts::label(ui, theme, &style::small(), Token::TextMuted, text("plots.too_low"));
        });
        return;
    }
    // Plots are as high as the panel; one of hardly any height is scrolled.
    let area = ScrollArea::vertical().id_salt("overview").auto_shrink(false);
    let asked = area.show(ui, |ui| kept.sheet.show(ui, theme, "overview")).inner;
    match asked {
        Some(Asked::Why(variable, at)) => intents.push(Intent::Page(PageAsk::Why(variable, Some(at)))),
        Some(Asked::Toggle(name)) => {
            if !kept.hidden.remove(&name) {
                kept.hidden.insert(name);
            }
            kept.key = None;
            ui.ctx().request_repaint();
        }
        Some(Asked::Whole) | None => {}
    }
}

fn table(ui: &mut Ui, theme: &Theme, charts: &[Chart]) {
    ScrollArea::both().id_salt("plot table").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        for (n, chart) in charts.iter().enumerate() {
            parts::label(ui, theme, &style::strong(), Token::TextPrimary, &chart.title);
            egui::Grid::new(("plot table", n)).striped(false).spacing(vec2(18.0, 2.0)).show(ui, |ui| {
                ui.label("");
                for place in 0..chart.turns() {
                    parts::label(ui, theme, &style::caption(), Token::TextMuted, &chart.moments.name(place));
                }
                ui.end_row();
                for series in &chart.series {
                    parts::label(ui, theme, &style::body(), Token::TextSecondary, &series.name);
                    for value in &series.values {
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            let known = || words::number(*value, chart.decimals);
                            let cell = if value.is_nan() { text("plots.no_record").to_owned() } else { known() };
                            parts::label(ui, theme, &style::body(), Token::TextPrimary, &cell);
                        });
                    }
                    ui.end_row();
                }
            });
            ui.add_space(8.0);
        }
    });
}
