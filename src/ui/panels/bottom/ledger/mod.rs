//! Every change that the seat may know, of one turn or of the whole game: filtered, sorted, searched, under its headlines or in
//! full. Only the lines in sight are laid out.

mod index;
mod query;
mod table;
#[cfg(test)]
mod tests;

use egui::{Align, Layout, TextEdit, Ui};

use super::Scene;
use crate::report::when;
use crate::report::{phases, words};
use crate::rules::phases::Phase;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::intents::Intent;
use index::{BOARD, Index, actor_name};
use query::{Query, Size, Which};

/// From this width on there is room for all of the filters and for the count.
const WIDE: f32 = 860.0;
/// Width of the search where filters stand over several rows.
const SEARCH_WIDTH: f32 = 120.0;

/// What the ledger keeps for itself.
#[derive(Default)]
pub struct LedgerView {
    /// Words that are looked for.
    pub filter: String,
    /// Entries of the last turn to which it is narrowed; none: all.
    pub entries: Vec<usize>,
    query: Query,
    index: Index,
    lines: table::Lines,
}

/// Draws the filters and the table.
pub(super) fn ledger_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut LedgerView, intents: &mut Vec<Intent>) {
    if scene.before().is_none() {
        parts::empty(ui, theme, text("ledger.empty"));
        return;
    }
    filters(ui, theme, scene, view);
    view.query.search.clone_from(&view.filter);
    view.query.entries.clone_from(&view.entries);
    view.index.refresh(scene, &view.query);
    if view.index.items.is_empty() {
        nothing(ui, theme, view);
        return;
    }
    let LedgerView { query, index, lines, .. } = view;
    table::table_ui(ui, theme, scene, (query, index, lines), intents);
}

fn nothing(ui: &mut Ui, theme: &Theme, view: &mut LedgerView) {
    let count = words::count(view.index.hidden as u64);
    let said = if view.filter.is_empty() {
        fill("ledger.no_entry", &[("count", &count)])
    } else {
        fill("ledger.no_match", &[("filter", &view.filter), ("count", &count)])
    };
    parts::empty(ui, theme, &said);
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        if parts::button(ui, theme, Look::Small, Some(icons::CLOSE), text("ledger.clear")).clicked() {
            clear(view);
        }
    });
}

fn clear(view: &mut LedgerView) {
    view.filter.clear();
    view.entries.clear();
    view.query.clear();
}

fn filters(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut LedgerView) {
    if ui.available_width() >= WIDE * theme.larger() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let modes = [(icons::HEADLINES, text("ledger.by_headline")), (icons::AS_TABLE, text("ledger.in_full"))];
            if let Some(mode) = controls::segmented(ui, theme, &modes, usize::from(!view.query.headlines)) {
                view.query.headlines = mode == 0;
            }
            parts::icon(ui, theme, icons::FILTER, 16.0, Token::TextMuted);
            let width = (ui.available_width() - 560.0 * theme.larger()).clamp(110.0, 260.0);
            search(ui, view, width);
            choices(ui, theme, scene, &mut view.query);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                buttons(ui, theme, scene, view);
                let shown = view.index.rows.len().saturating_sub(view.index.hidden);
                let values = [("shown", &*words::count(shown as u64)), ("all", &*words::count(view.index.rows.len() as u64))];
                parts::label(ui, theme, &style::small(), Token::TextMuted, &fill("ledger.count", &values));
            });
        });
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(10.0, 2.0);
        let modes = [(true, text("ledger.by_headline").to_owned()), (false, text("ledger.in_full").to_owned())];
        // The field is the highest, and the others stand at its middle.
        search(ui, view, SEARCH_WIDTH * theme.larger());
        parts::choice(ui, theme, "ledger mode", &mut view.query.headlines, &modes);
        choices(ui, theme, scene, &mut view.query);
        buttons(ui, theme, scene, view);
    });
}

fn search(ui: &mut Ui, view: &mut LedgerView, width: f32) {
    let hint = text("ledger.filter");
    let field = ui.add(TextEdit::singleline(&mut view.filter).hint_text(hint).desired_width(width));
    let content = view.filter.clone();
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint);
        info.current_text_value = Some(content.clone());
        info
    });
}

fn buttons(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut LedgerView) {
    if parts::icon_button(ui, theme, icons::COPY, text("ledger.copy")).clicked() {
        ui.ctx().copy_text(table::as_tsv(scene, &view.index));
    }
    let narrowed = !view.filter.is_empty() || !view.entries.is_empty() || view.query.narrows();
    if narrowed && parts::icon_button(ui, theme, icons::CLOSE, text("ledger.clear")).clicked() {
        clear(view);
    }
}

fn choices(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, query: &mut Query) {
    let mut turns = vec![(Which::Last, text("ledger.last_turn").to_owned()), (Which::All, text("ledger.all_turns").to_owned())];
    turns.extend((1..scene.line.len()).map(|at| (Which::At(at), when::turn(at as u16))));
    parts::choice(ui, theme, "ledger turn", &mut query.which, &turns);
    let mut actors = vec![(None, text("ledger.any_actor").to_owned())];
    actors.extend(scene.setting.states.ids().chain([BOARD]).map(|id| (Some(id), actor_name(scene.setting, id).to_owned())));
    parts::choice(ui, theme, "ledger actor", &mut query.actor, &actors);
    let mut phases = vec![(None, text("ledger.any_phase").to_owned())];
    phases.extend(Phase::ALL.iter().map(|phase| (Some(*phase), words::capital(phases::phase(*phase)))));
    parts::choice(ui, theme, "ledger phase", &mut query.phase, &phases);
    let sizes = Size::ALL.map(|size| (size, text(size.key()).to_owned()));
    parts::choice(ui, theme, "ledger size", &mut query.size_min, &sizes);
}
