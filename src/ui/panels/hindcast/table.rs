//! The cases as a table: a click on a column sorts by it, a click on a case opens it as a game.

use egui::{Align, Label, Layout, Response, RichText, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, vec2};

use super::rows::{Column, Row};
use super::{HindcastView, scale};
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::picture::chart;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::intents::Intent;

/// Width of the columns before the last.
const OTHERS_WIDTH: f32 = 638.0;

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, theme: &Theme, view: &mut HindcastView, intents: &mut Vec<Intent>) {
    let mut clicked = None;
    let by_width = (ui.available_width() - OTHERS_WIDTH * scale(theme)).clamp(72.0, 280.0);
    ScrollArea::both().id_salt("hindcast table").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        egui::Grid::new("hindcast table").spacing(vec2(16.0, 2.0)).show(ui, |ui| {
            for (column, key) in Column::ALL {
                side(ui, column, |ui| {
                    if head(ui, theme, view, column, text(key)) {
                        clicked = Some(column);
                    }
                });
            }
            ui.end_row();
            for row in view.order.of(&view.rows) {
                for (column, _) in Column::ALL {
                    side(ui, column, |ui| cell(ui, theme, column, row, by_width, intents));
                }
                ui.end_row();
            }
        });
    });
    if let Some(column) = clicked {
        view.order = view.order.clicked(column);
        ui.ctx().request_repaint();
    }
}

fn side(ui: &mut Ui, column: Column, add: impl FnOnce(&mut Ui)) {
    let layout = if column.is_number() { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.with_layout(layout, add);
}

/// The head of a column; whether it was pressed.
fn head(ui: &mut Ui, theme: &Theme, view: &HindcastView, column: Column, name: &str) -> bool {
    let chosen = view.order.by == column;
    let arrow = match (chosen, view.order.down) {
        (false, _) => String::new(),
        (true, true) => format!(" {}", icons::EXPAND),
        (true, false) => format!(" {}", icons::COLLAPSE),
    };
    let token = if chosen { Token::TextPrimary } else { Token::TextMuted };
    let words = RichText::new(format!("{name}{arrow}")).text_style(style::small()).color(theme.colour(token));
    let response = ui.add(Label::new(words).extend().sense(Sense::click()));
    let spoken = fill("hindcast.page.sort", &[("column", name)]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn cell(ui: &mut Ui, theme: &Theme, column: Column, row: &Row, by_width: f32, intents: &mut Vec<Intent>) {
    let words = column.cell(row);
    match column {
        Column::Case => super::card::case_link(ui, theme, row, intents),
        Column::Observed | Column::Miss if row.observed.is_none() => {
            whole(ui, theme, &style::small(), Token::TextMuted, &words);
        }
        Column::By => {
            let shown = chart::shortened(ui.ctx(), &words, &theme.font(&style::body()), by_width);
            whole(ui, theme, &style::body(), Token::TextSecondary, &shown).on_hover_text(&words);
        }
        Column::Decision => {
            whole(ui, theme, &style::body(), Token::TextSecondary, &words);
        }
        _ => {
            whole(ui, theme, &style::body(), Token::TextPrimary, &words);
        }
    }
}

fn whole(ui: &mut Ui, theme: &Theme, style: &TextStyle, token: Token, words: &str) -> Response {
    let words = RichText::new(words).text_style(style.clone()).color(theme.colour(token));
    ui.add(Label::new(words).extend())
}
