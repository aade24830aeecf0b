//! What is read at a case wherever it stands, and its name as a way into it.

use egui::{Align, Layout, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::rows::{self, Row};
use super::scale;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::picture::chart;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::intents::Intent;

/// Room for the name of a case in a table.
const NAME_WIDTH: f32 = 150.0;

/// A case in a sentence.
pub(super) fn spoken(row: &Row) -> String {
    let values = [
        ("name", row.name.as_str()),
        ("kind", &row.kind),
        ("by", &row.coalition),
        ("predicted", &rows::change(row.predicted)),
        ("observed", &row.observed_words()),
    ];
    fill("hindcast.page.spoken", &values)
}

/// What is read at a case.
pub(super) fn card(ui: &mut Ui, theme: &Theme, row: &Row) {
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing = vec2(14.0, 3.0);
    ui.spacing_mut().interact_size.y = 17.0;
    let words = |ui: &mut Ui, style: egui::TextStyle, token, words: &str| {
        ui.label(egui::RichText::new(words).text_style(style).color(theme.colour(token)));
    };
    words(ui, style::strong(), Token::TextPrimary, &row.name);
    let by = fill("hindcast.page.kind_by", &[("kind", &row.kind), ("by", &row.coalition)]);
    words(ui, style::small(), Token::TextSecondary, &by);
    let spread = format!("{:.0}", row.spread * 100.0);
    let predicted = fill("hindcast.page.with_spread", &[("value", &rows::change(row.predicted)), ("spread", &spread)]);
    let lines = [
        ("hindcast.page.predicted", predicted),
        ("hindcast.page.observed", row.observed_words()),
        ("hindcast.page.miss", row.miss().map(rows::change).unwrap_or_default()),
    ];
    egui::Grid::new(("case card", &row.id)).num_columns(2).show(ui, |ui| {
        for (key, value) in lines {
            words(ui, style::small(), Token::TextSecondary, text(key));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                words(ui, style::strong(), Token::TextPrimary, &value);
            });
            ui.end_row();
        }
    });
    words(ui, style::small(), Token::TextMuted, text("hindcast.page.click"));
}

/// A case's name, which opens it; a long one is cut off, and whole in the card.
pub(super) fn case_link(ui: &mut Ui, theme: &Theme, row: &Row, intents: &mut Vec<Intent>) {
    let shown = chart::shortened(ui.ctx(), &row.name, &theme.font(&style::strong()), NAME_WIDTH * scale(theme));
    let words = egui::RichText::new(shown).text_style(style::strong()).color(theme.colour(Token::TextPrimary));
    let response = ui.add(egui::Label::new(words).extend().sense(Sense::click()));
    let name = fill("hindcast.page.open", &[("name", &row.name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    if response.hovered() {
        let line = Stroke::new(1.0, theme.colour(Token::TextPrimary));
        ui.painter().hline(response.rect.x_range(), response.rect.bottom() - 1.0, line);
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.on_hover_ui(|ui| card(ui, theme, row)).clicked() {
        intents.push(Intent::Replay(row.id.clone()));
    }
}
