//! The row under the board that says what lines and rings mean.

use egui::{Align, Layout, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::Scene;
use crate::text::{fill, text};
use crate::ui::parts;
use crate::ui::portrait;
use crate::ui::theme::{Theme, Token, text as style};
use crate::ui::widgets::{controls, node};

/// Height of the row.
const HEIGHT: f32 = 24.0;

/// Draws the row at the foot of the board.
pub(super) fn legend_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, board: Rect) {
    let place = Rect::from_min_max(
        pos2(board.left() + 12.0, board.bottom() - HEIGHT - 4.0),
        pos2(board.right() - 12.0, board.bottom() - 4.0),
    );
    let ground = Rect::from_min_max(pos2(board.left(), place.top() - 2.0), board.max);
    ui.painter().rect_filled(ground, 0.0, theme.colour(Token::SurfaceBoard));
    let setting = scene.setting;
    ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (n, id) in portrait::order(setting).into_iter().enumerate() {
            controls::supplier_key(ui, theme, Some(n));
            parts::label(ui, theme, &style::small(), Token::TextSecondary, &setting.states[id].name);
            ui.add_space(6.0);
        }
        sample(ui, theme, 2.0);
        parts::label(ui, theme, &style::small(), Token::TextSecondary, text("legend.thin"));
        sample(ui, theme, 8.0);
        parts::label(ui, theme, &style::small(), Token::TextSecondary, text("legend.wide"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = match scene.eyes() {
                Some(id) if place.width() > 900.0 => fill("legend.alignment_long", &[("seat", &setting.states[id].name)]),
                Some(id) => fill("legend.alignment", &[("seat", &setting.states[id].name)]),
                None => return,
            };
            parts::label(ui, theme, &style::small(), Token::TextSecondary, &words);
            let (spot, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
            node::alignment_key(ui.painter(), theme, spot.center(), 6.0);
        });
    });
}

fn sample(ui: &mut Ui, theme: &Theme, width: f32) {
    let (spot, _) = ui.allocate_exact_size(vec2(28.0, 12.0), Sense::hover());
    let stroke = Stroke::new(width, theme.colour(Token::BorderControl));
    ui.painter().hline(spot.x_range(), spot.center().y, stroke);
}
