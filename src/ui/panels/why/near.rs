//! The nearest other way on an adjudication card: as it was and the other way, two bars on one scale, against the number that was drawn or
//! what had to be reached.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::report::card::{Nearest, Scale};
use crate::report::words::capital;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};

/// Height of a bar with the words over it.
const ROW: f32 = 38.0;
/// Height of a bar.
const BAR: f32 = 8.0;
/// Room for what the mark is, under the bars.
const FOOT: f32 = 20.0;
/// Room for a number, right of its bar.
const NUMBER: f32 = 56.0;

/// Draws one.
pub(super) fn near_ui(ui: &mut Ui, theme: &Theme, near: &Nearest) {
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("near.title"));
    if let Some(other) = near.other() {
        ui.add_space(2.0);
        bars(ui, theme, near, &capital(&other));
    }
    parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &near.line());
}

/// The largest value that the bars have room for.
fn most(near: &Nearest) -> f64 {
    let shown = near.now.max(near.then).max(near.mark.unwrap_or_default());
    match near.scale {
        Scale::Score | Scale::Acceptance => shown.max(1.0),
        Scale::Leak | Scale::Burden | Scale::Capital => (1.15 * shown).max(1e-3),
    }
}

fn bars(ui: &mut Ui, theme: &Theme, near: &Nearest, other: &str) {
    let rows = [(text("near.as_it_was").to_owned(), near.now), (other.to_owned(), near.then)];
    let foot = if near.mark.is_some() { FOOT } else { 6.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), 20.0 + ROW * rows.len() as f32 + foot), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), near.line()));
    let painter = ui.painter();
    let small = theme.text_spec(&style::small()).font();
    let ink = |token: Token| theme.colour(token);
    let write = |at: Pos2, anchor: Align2, words: &str, font: &FontId, token: Token| {
        painter.text(at, anchor, words, font.clone(), ink(token))
    };
    write(rect.left_top(), Align2::LEFT_TOP, near.compared(), &small, Token::TextSecondary);
    let (left, right) = (rect.left(), rect.right() - NUMBER);
    let (zero, top) = (f64::from(left), rect.top() + 20.0);
    let scale = f64::from(right - left) / most(near);
    let place = |value: f64| (zero + scale * value) as f32;
    for (n, (words, value)) in rows.iter().enumerate() {
        let y = top + ROW * n as f32;
        let mut room = LayoutJob::simple_singleline(words.clone(), small.clone(), ink(Token::TextPrimary));
        room.wrap = TextWrapping::truncate_at_width(right - left);
        let galley = painter.layout_job(room);
        painter.galley(pos2(left, y), galley, ink(Token::TextPrimary));
        let bar = Rect::from_min_max(pos2(left, y + 20.0), pos2(right, y + 20.0 + BAR));
        painter.rect_filled(bar, 1.0, ink(Token::BorderSubtle));
        let part = bar.with_max_x(place(*value).clamp(left + 1.0, right));
        // What was is full, what would have been is an outline.
        if n == 0 {
            painter.rect_filled(part, 1.0, ink(Token::TextSecondary));
        } else {
            painter.rect_filled(part, 1.0, ink(Token::SurfaceBase));
            painter.rect_stroke(part, 1.0, Stroke::new(1.5, ink(Token::TextPrimary)), StrokeKind::Inside);
        }
        let at = pos2(rect.right(), bar.center().y);
        write(at, Align2::RIGHT_CENTER, &near.written(*value), &small, Token::TextPrimary);
    }
    let Some(mark) = near.mark else { return };
    // The mark is a line over both bars with its name at its foot: which side a bar ends on is seen without any colour.
    let (x, foot) = (place(mark).clamp(left, right), top + ROW * rows.len() as f32);
    painter.vline(x, (top + 15.0)..=(foot - 4.0), Stroke::new(1.5, ink(Token::TextPrimary)));
    let tip = vec![pos2(x - 4.0, foot), pos2(x + 4.0, foot), pos2(x, foot - 5.0)];
    painter.add(Shape::convex_polygon(tip, ink(Token::TextPrimary), Stroke::NONE));
    let said = fill("near.mark", &[("what", near.marked()), ("value", &near.written(mark))]);
    let (anchor, x) = if x > f32::midpoint(left, right) { (Align2::RIGHT_TOP, x + 4.0) } else { (Align2::LEFT_TOP, x - 4.0) };
    write(pos2(x, foot + 2.0), anchor, &said, &small, Token::TextSecondary);
}
