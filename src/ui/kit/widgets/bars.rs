//! Small pictures of numbers for rows: sparkline, bars of contributions and of shares.

use egui::{Mesh, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use egui::{pos2, vec2};

use super::link::{Cubic, LinkPainter};
use super::mesh::{self, Band, Path};
use crate::ui::kit::theme::{LinePattern, Theme, Token};

/// A line through a few values with a dot at the last; `label` is what a screen reader says. What moves by little of `least` is flat.
pub fn sparkline(ui: &mut Ui, theme: &Theme, values: &[f32], least: f32, size: Vec2, label: &str) -> Response {
    let (rect, response) = drawing(ui, size, label);
    if !ui.is_rect_visible(rect) || values.is_empty() {
        return response;
    }
    let low = values.iter().copied().fold(f32::INFINITY, f32::min);
    let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let range = (high - low).max(least).max(1e-9);
    let low = f32::midpoint(low, high) - range / 2.0;
    let last = values.len().saturating_sub(1).max(1) as f32;
    let points: Vec<Pos2> = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let x = rect.left() + 2.0 + index as f32 / last * (size.x - 6.0);
            pos2(x, rect.bottom() - 3.0 - (value - low) / range * (size.y - 6.0))
        })
        .collect();
    let end = points.last().copied();
    let painter = ui.painter();
    painter.line(points, Stroke::new(1.5, theme.colour(Token::TextSecondary)));
    if let Some(end) = end {
        painter.circle_filled(end, 2.5, theme.colour(Token::TextPrimary));
    }
    response
}

/// A level from 0 to 1 on a track; `need` above the level is outlined with dashes.
pub fn level_bar(ui: &mut Ui, theme: &Theme, level: f32, need: Option<f32>, size: Vec2, label: &str) -> Response {
    let (rect, response) = drawing(ui, size, label);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let x = |value: f32| rect.left() + rect.width() * value.clamp(0.0, 1.0);
    let painter = ui.painter();
    let edge = Stroke::new(1.0, theme.colour(Token::BorderSubtle));
    painter.rect_stroke(rect, 0.0, edge, StrokeKind::Inside);
    let body = Rect::from_x_y_ranges(rect.left()..=x(level), rect.y_range());
    painter.rect_filled(body, 0.0, theme.colour(Token::TextSecondary));
    if let Some(need) = need.filter(|need| *need > level) {
        let unmet = Rect::from_x_y_ranges(x(level)..=x(need), rect.y_range()).shrink(0.5);
        dashed_rect(painter, unmet, theme.colour(Token::TextMuted));
    }
    response
}

/// A bar of shares (each 0 to 1) by supplier, `None` for own industry; the gaps of a part follow the
/// rhythm of its supplier's line.
pub fn share_bar(ui: &mut Ui, theme: &Theme, shares: &[(f32, Option<usize>)], size: Vec2, label: &str) -> Response {
    let (rect, response) = drawing(ui, size, label);
    if ui.is_rect_visible(rect) {
        paint_share_bar(ui.painter(), theme, shares, rect);
    }
    response
}

/// Paints a bar of shares in a rectangle, as [`share_bar`] does.
pub fn paint_share_bar(painter: &egui::Painter, theme: &Theme, shares: &[(f32, Option<usize>)], rect: Rect) {
    let total: f32 = shares.iter().map(|(share, _)| share.max(0.0)).sum();
    let mut links = LinkPainter::new(painter.pixels_per_point(), theme.colour(Token::SurfacePanel));
    let mut left = rect.left();
    for &(share, supplier) in shares {
        let width = rect.width() * share.max(0.0) / total.max(1.0);
        let ends = (pos2(left, rect.center().y), pos2(left + (width - 2.0).max(0.0), rect.center().y));
        left += width;
        let mut style = theme.source(supplier).clone();
        style.line = compact(style.line, rect.height());
        links.line(&Cubic::straight(ends.0, ends.1), rect.height(), &style);
    }
    painter.add(links.finish());
}

/// The pattern of a line at about a width of five points, whatever the height of the bar.
fn compact(line: LinePattern, height: f32) -> LinePattern {
    let five = |(fixed, factor): (f32, f32)| (fixed + factor * (5.0 - height).min(0.0), factor);
    match line {
        LinePattern::Dash { on, off } => LinePattern::Dash { on: five(on), off: five(off) },
        LinePattern::DashDot { on, gap, dot } => LinePattern::DashDot { on: five(on), gap, dot },
        other => other,
    }
}

/// The key of a supplier: a short piece of its line with its head.
pub fn supplier_key(ui: &mut Ui, theme: &Theme, supplier: Option<usize>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(34.0, 12.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        let ground = theme.colour(Token::SurfacePanel);
        let mut links = LinkPainter::new(ui.painter().pixels_per_point(), ground);
        let ends = (rect.left_center() + vec2(1.0, 0.0), rect.right_center());
        let style = theme.source(supplier);
        if supplier.is_some() {
            links.key(&Cubic::straight(ends.0, ends.1), 5.0, style);
        } else {
            links.line(&Cubic::straight(ends.0, ends.1 - vec2(3.0, 0.0)), 7.0, style);
        }
        ui.painter().add(links.finish());
    }
    response
}

/// Paints the dashed outline of a box.
pub(super) fn dashed_rect(painter: &egui::Painter, rect: Rect, colour: egui::Color32) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let mut out = Mesh::default();
    let band = Band { offset: 0.0, width: 1.0 };
    let feather = 1.0 / painter.pixels_per_point();
    // Each side by itself: a strip would slant round a corner.
    for (&a, &b) in corners.iter().zip(corners.iter().skip(1)) {
        let side = Path::through(&[a, b]);
        let mut at = 0.0;
        while at < side.length() {
            mesh::strip(&mut out, &side, (at, (at + 3.0).min(side.length())), band, colour, feather);
            at += 5.0;
        }
    }
    painter.add(Shape::mesh(out));
}

fn drawing(ui: &mut Ui, size: Vec2, label: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), label));
    (rect, response)
}
