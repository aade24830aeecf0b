//! What each decision would do: the column of futures.

use egui::{Align, Align2, CornerRadius, Layout, Rect, Sense, Ui, pos2, vec2};

use super::{Choice, Composer};
use crate::forecast::Spread;
use crate::text::text;
use crate::ui::kit::ensemble::{number_ui, state_ui};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Draws the column of futures: one row a number, one column a decision, one scale a row.
pub(super) fn preview_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("preview.title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
        });
    });
    state_ui(ui, theme, &composer.preview, &Intent::Forecast, intents);
    let Some(answer) = composer.preview.answer() else { return };
    ui.add_space(6.0);
    let width = ui.available_width();
    let column = width / Choice::ALL.len() as f32;
    let chosen = Choice::ALL.iter().position(|choice| *choice == composer.choice).unwrap_or(0);
    let (head, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
    let at = |rect: Rect, n: usize| {
        Rect::from_min_size(pos2(rect.left() + column * n as f32, rect.top()), vec2(column, rect.height()))
    };
    for (n, key) in ["decision.approve", "preview.conditions", "decision.defer", "decision.deny"].into_iter().enumerate() {
        let cell = at(head, n);
        if n == chosen {
            ui.painter().rect_filled(cell, CornerRadius { nw: 5, ne: 5, sw: 0, se: 0 }, theme.colour(Token::DraftTint));
        }
        let (style, token) =
            if n == chosen { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
        parts::paint_text(ui, theme, cell.center(), Align2::CENTER_CENTER, text(key), &style, token);
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    for (row, variable) in composer.watch.iter().enumerate() {
        let spreads: Vec<Spread> = answer.iter().filter_map(|option| option.get(row).copied()).collect();
        number_ui(ui, theme, scene, *variable, &spreads, (chosen, 0.0), intents);
    }
}
