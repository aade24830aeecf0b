//! Words and numbers with meaning: changes, doors to *Why?*, chips and headings.

use std::sync::Arc;

use egui::{Color32, CursorIcon, FontId, Galley, Mesh, Pos2, Rect, Response, Role, Sense, Shape, Stroke};
use egui::{TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::controls::{focus_ring, paint_icon};
use super::mesh;
use crate::text::text as say;
use crate::ui::kit::theme::{Theme, Token, text};

/// How wide words are in one line, points.
#[must_use]
pub fn wide(ui: &Ui, theme: &Theme, style: &TextStyle, words: &str) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), theme.font(style), Color32::PLACEHOLDER).size().x
}

/// The direction of a change. It says nothing about good or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A rise.
    Up,
    /// A fall.
    Down,
    /// Nothing changed.
    Zero,
}

impl Sign {
    /// The sign of a number; not-a-number counts as none.
    #[must_use]
    pub fn of(value: f64) -> Self {
        if value > 0.0 {
            Self::Up
        } else if value < 0.0 {
            Self::Down
        } else {
            Self::Zero
        }
    }

    /// The token of its colour.
    #[must_use]
    pub const fn token(self) -> Token {
        match self {
            Self::Up => Token::ChangeUp,
            Self::Down => Token::ChangeDown,
            Self::Zero => Token::TextMuted,
        }
    }
}

/// A signed change: triangle, text and colour. The text carries its own sign, as in `−0.12`; without
/// a change the words say so.
pub fn change_label(ui: &mut Ui, theme: &Theme, words: &str, sign: Sign) -> Response {
    change(ui, theme, words, sign, Sense::hover())
}

/// A signed change that opens *Why?* when it is clicked, or on Enter.
pub fn change_door(ui: &mut Ui, theme: &Theme, words: &str, sign: Sign) -> Response {
    change(ui, theme, words, sign, Sense::click())
}

/// How wide a signed change is, points.
#[must_use]
pub fn change_width(ui: &Ui, theme: &Theme, words: &str, sign: Sign) -> f32 {
    let (triangle, gap, galley) = change_parts(ui, theme, words, sign);
    triangle + gap + galley.size().x
}

/// The width of the triangle of a change, the gap behind it, and its words.
fn change_parts(ui: &Ui, theme: &Theme, words: &str, sign: Sign) -> (f32, f32, Arc<Galley>) {
    let font = theme.font(&text::body());
    let (triangle, gap, words) = match sign {
        Sign::Zero => (0.0, 0.0, say("preview.same")),
        Sign::Up | Sign::Down => (font.size * 0.62, 3.0, words),
    };
    (triangle, gap, ui.painter().layout_no_wrap(words.to_owned(), font, theme.colour(sign.token())))
}

fn change(ui: &mut Ui, theme: &Theme, words: &str, sign: Sign, sense: Sense) -> Response {
    let ink = theme.colour(sign.token());
    let (triangle, gap, galley) = change_parts(ui, theme, words, sign);
    let size = vec2(triangle + gap + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    describe(ui, &response, sense, galley.text());
    if ui.is_rect_visible(rect) {
        let middle = pos2(rect.left() + triangle / 2.0, rect.center().y + 0.5);
        paint_change(ui.painter(), middle, triangle, sign, ink);
        let start = pos2(rect.left() + triangle + gap, rect.top());
        ui.painter().galley(start, galley, ink);
        door_marks(ui, theme, &response, rect, start.x, ink);
    }
    door_cursor(response, sense)
}

/// Paints the triangle of a change, `size` points wide.
pub fn paint_change(painter: &egui::Painter, centre: Pos2, size: f32, sign: Sign, colour: Color32) {
    let turn = match sign {
        Sign::Up => 1.0,
        Sign::Down => -1.0,
        Sign::Zero => return,
    };
    let half = size / 2.0;
    let points = [
        centre + vec2(0.0, -half * turn),
        centre + vec2(half * turn, half * turn * 0.85),
        centre + vec2(-half * turn, half * turn * 0.85),
    ];
    let mut out = Mesh::default();
    mesh::convex(&mut out, &points, colour, 1.0 / painter.pixels_per_point());
    painter.add(Shape::mesh(out));
}

/// A number that opens *Why?* when it is clicked, or on Enter: hand cursor, underlined under the
/// pointer. `what` names the number for a screen reader, such as "Reliability".
pub fn number_door(ui: &mut Ui, theme: &Theme, number: &str, what: &str, style: &TextStyle) -> Response {
    let ink = theme.colour(Token::TextPrimary);
    let galley = ui.painter().layout_no_wrap(number.to_owned(), theme.font(style), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    describe(ui, &response, Sense::click(), &format!("{what}: {number}"));
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, galley, ink);
        door_marks(ui, theme, &response, rect, rect.left(), ink);
    }
    door_cursor(response, Sense::click())
}

fn describe(ui: &Ui, response: &Response, sense: Sense, words: &str) {
    let role = if sense.senses_click() { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), words));
}

fn door_marks(ui: &Ui, theme: &Theme, response: &Response, rect: Rect, left: f32, ink: Color32) {
    if response.sense.senses_click() && response.hovered() {
        ui.painter().hline(left..=rect.right(), rect.bottom() - 1.0, Stroke::new(1.0, ink));
    }
    focus_ring(ui, theme, response, rect);
}

fn door_cursor(response: Response, sense: Sense) -> Response {
    if sense.senses_click() { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

/// What a chip is about; it decides the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipKind {
    /// A plain remark.
    Plain,
    /// A fact with an edge, such as the time left.
    Outlined,
    /// Not yet played.
    Draft,
    /// Strained, or near a limit.
    Warning,
    /// Broken, failed, refused.
    Critical,
}

/// A chip: a few words on a small ground, with an optional icon (empty for none).
pub fn chip(ui: &mut Ui, theme: &Theme, kind: ChipKind, icon: &str, words: &str) -> Response {
    let (fill, edge, ink, filled) = match kind {
        ChipKind::Plain => (Some(Token::SurfaceOverlay), None, Token::TextPrimary, false),
        ChipKind::Outlined => (None, Some(Token::BorderControl), Token::TextPrimary, false),
        ChipKind::Draft => (Some(Token::DraftTint), Some(Token::DraftInk), Token::DraftInk, false),
        ChipKind::Warning => (Some(Token::StateWarningTint), None, Token::StateWarning, true),
        ChipKind::Critical => (None, Some(Token::StateCritical), Token::StateCritical, false),
    };
    let ink = theme.colour(ink);
    let font: FontId = theme.font(&text::small());
    let side = if icon.is_empty() { 0.0 } else { font.size + 2.0 };
    let lead = if icon.is_empty() { 0.0 } else { side + 4.0 };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, ink);
    let extent = vec2(lead + galley.size().x + 14.0, galley.size().y.max(side) + 5.0);
    let (rect, response) = ui.allocate_exact_size(extent, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), words));
    if ui.is_rect_visible(rect) {
        let fill = fill.map_or(Color32::TRANSPARENT, |token| theme.colour(token));
        let stroke = edge.map_or(Stroke::NONE, |token| Stroke::new(1.0, theme.colour(token)));
        let painter = ui.painter();
        painter.rect(rect, 4.0, fill, stroke, egui::StrokeKind::Inside);
        if !icon.is_empty() {
            let place = pos2(rect.left() + 7.0 + side / 2.0, rect.center().y);
            let font = if filled { text::icon_filled(side) } else { text::icon(side) };
            paint_icon(painter, place, icon, font, ink);
        }
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(rect.left() + 7.0 + lead, top), galley, ink);
    }
    response
}
