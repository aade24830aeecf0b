//! The overview of the bottom panel: a few plots side by side, drawn once a turn, and the same numbers as a table.

use std::collections::BTreeSet;

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::Scene;
use super::series::{self, Kind};
use crate::rules::digest::Digest;
use crate::text::text;
use crate::ui::kit::parts;
use crate::ui::kit::picture::grid;
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
    plots: Vec<Plot>,
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
        let mut charts = series::charts(scene, kind, 3);
        for series in charts.iter_mut().flat_map(|chart| &mut chart.series) {
            series.hidden = kept.hidden.contains(&series.name);
        }
        kept.plots = charts.into_iter().map(Plot::Chart).collect();
        let shown: Vec<Plot> = kept.plots.iter().take(room).cloned().collect();
        kept.sheet = Sheet::new(ui.ctx(), theme, &shown, size - vec2(0.0, 2.0), room, caption);
        kept.key = Some(key);
    }
    if !as_table && scene.line.len() < 2 && scene.history().is_empty() {
        parts::empty(ui, theme, text("plot.empty"));
        return;
    }
    if !as_table && size.y < HEIGHT_LEAST {
        ui.horizontal_wrapped(|ui| {
            let open = parts::button(ui, theme, parts::Look::Plain, Some(icons::FULLSCREEN), text("plots.as_page"));
            if open.on_hover_text(parts::tip(ui.ctx(), CommandId::AllPlots)).clicked() {
                intents.push(Intent::Run(CommandId::AllPlots));
            }
            parts::label(ui, theme, &style::small(), Token::TextMuted, text("plots.too_low"));
        });
        return;
    }
    let asked = if as_table {
        grid::show(ui, theme, &kept.plots, Layout::left_to_right(Align::Min))
    } else {
        // Plots are as high as the panel; one of hardly any height is scrolled.
        let area = ScrollArea::vertical().id_salt("overview").auto_shrink(false);
        area.show(ui, |ui| kept.sheet.show(ui, theme, "overview")).inner
    };
    let last = scene.line.len().saturating_sub(1);
    match asked {
        Some(Asked::Why(variable, at)) => intents.push(Intent::Page(PageAsk::Why(variable, Some(at.min(last))))),
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
