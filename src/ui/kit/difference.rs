//! A number that differs between two positions, as a row of a ranked list: its name, both levels, a bar, the change.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::text::fill;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::Sign;
use crate::ui::kit::widgets::labels::paint_change;

/// Height of a row.
pub const ROW: f32 = 32.0;

/// Where both levels end, as parts of the width.
pub const LEVELS: (f32, f32) = (0.57, 0.68);

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What differs.
    pub name: String,
    /// Its level here.
    pub before: String,
    /// Its level there.
    pub after: String,
    /// There less here.
    pub change: String,
    /// Which way.
    pub sign: Sign,
    /// Length of its bar; 1 and more fill it.
    pub size: f64,
}

/// Draws the names over both levels and over the change.
pub fn heads_ui(ui: &mut Ui, theme: &Theme, (one, other, change): (&str, &str, &str)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0 * theme.larger().min(1.4)), Sense::hover());
    for (right, words) in [(LEVELS.0, one), (LEVELS.1, other), (1.0, change)] {
        // A long name is told in full elsewhere.
        let short: String = words.chars().take(14).collect();
        let at = pos2(rect.left() + rect.width() * right - if right < 1.0 { 0.0 } else { 6.0 }, rect.center().y);
        parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, &short, &style::small(), Token::TextSecondary);
    }
}

/// Draws a row, with its rank where the list has ranks; whether it was clicked.
pub fn difference_ui(ui: &mut Ui, theme: &Theme, rank: Option<usize>, row: &Row, on: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y), Sense::click());
    let values = [("name", &*row.name), ("before", &*row.before), ("after", &*row.after), ("change", &*row.change)];
    let said = fill("compare.row", &values);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, on, &said));
    if on || response.hovered() {
        let fill = theme.colour(Token::SurfaceOverlay).gamma_multiply(if on { 1.0 } else { 0.5 });
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let (y, width) = (rect.center().y, rect.width());
    let at = |part: f32| rect.left() + width * part;
    let write = |ui: &Ui, x: f32, words: &str, text: &egui::TextStyle, token: Token| {
        parts::paint_text(ui, theme, pos2(x, y), Align2::RIGHT_CENTER, words, text, token)
    };
    if let Some(rank) = rank {
        write(ui, rect.left() + 22.0, &(rank + 1).to_string(), &style::small(), Token::TextMuted);
    }
    let start = if rank.is_some() { 34.0 } else { 6.0 };
    let ink = theme.colour(Token::TextPrimary);
    let mut job = LayoutJob::simple_singleline(row.name.clone(), theme.font(&style::body()), ink);
    job.wrap = TextWrapping::truncate_at_width(width * 0.46 - 6.0 - start);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left() + start, y - galley.size().y / 2.0), galley, ink);
    write(ui, at(LEVELS.0), &row.before, &style::body(), Token::TextSecondary);
    write(ui, at(LEVELS.1), &row.after, &style::body(), Token::TextPrimary);
    let zero = at(0.79);
    let reach = width * 0.09 * (row.size as f32).min(1.0);
    let (left, right) = if row.sign == Sign::Down { (zero - reach, zero) } else { (zero, zero + reach) };
    let bar = Rect::from_x_y_ranges(left..=right.max(left + 1.5), y - 5.0..=y + 5.0);
    ui.painter().vline(zero, y - 8.0..=y + 8.0, Stroke::new(1.0, theme.colour(Token::BorderControl)));
    ui.painter().rect_filled(bar, 1.0, theme.colour(row.sign.token()));
    let place = write(ui, rect.right() - 6.0, &row.change, &style::body(), row.sign.token());
    paint_change(ui.painter(), pos2(place.left() - 7.0, y + 0.5), 8.0, row.sign, theme.colour(row.sign.token()));
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    response.on_hover_text(said).clicked()
}
