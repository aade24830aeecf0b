//! Buttons, and what all controls share: icons and the focus ring.
//!
//! One button of a screen is primary: the one that takes the next step.

use egui::{Align2, Color32, CursorIcon, FontId, Id, Painter, Pos2, Rect, Response, Role, Sense, Stroke};
use egui::{StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::bars::dashed_rect;
use crate::ui::kit::theme::{Theme, Token, text};

pub use super::bars::{level_bar, paint_share_bar, share_bar, sparkline, supplier_key};
pub use super::labels::{ChipKind, Sign, change_door, change_label, change_width, chip, number_door};
pub use super::segmented::{segmented, segmented_draft};

/// The button that takes the next step; at most one on a screen. `icon` may be empty.
pub fn primary_button(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> Response {
    button_of(ui, theme, Kind::Primary, icon, words, words)
}

/// An ordinary button with an edge. `icon` may be empty.
pub fn button(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> Response {
    button_of(ui, theme, Kind::Edged, icon, words, words)
}

/// A button that shows the keys that do the same: the one that takes the next step, or one without an edge.
pub fn keyed_button(ui: &mut Ui, theme: &Theme, leads: bool, words: &str, keys: &str) -> Response {
    let kind = if leads { Kind::Primary } else { Kind::Quiet };
    button_of(ui, theme, kind, "", &format!("{words}   {keys}"), words)
}

/// A button without an edge, for what is done seldom. `icon` may be empty.
pub fn quiet_button(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> Response {
    button_of(ui, theme, Kind::Quiet, icon, words, words)
}

/// A button that is an icon alone; `words` is its tooltip and accessible name.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, edged: bool) -> Response {
    let kind = if edged { Kind::Edged } else { Kind::Quiet };
    button_of(ui, theme, kind, icon, "", words).on_hover_text(words)
}

/// An icon that says more under the pointer than what it is called.
pub fn icon_button_told(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, tip: &str) -> Response {
    button_of(ui, theme, Kind::Quiet, icon, "", words).on_hover_text(tip)
}

/// An icon that can't be used now; its name says why.
pub fn disabled_icon(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, reason: &str) -> Response {
    button_of(ui, theme, Kind::Disabled, icon, "", &not_available(words, reason)).on_hover_text(reason)
}

/// A control that can't be used now: dashed, and it says why under the pointer and on focus.
pub fn disabled_with_reason(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, reason: &str) -> Response {
    let response = button_of(ui, theme, Kind::Disabled, icon, words, &not_available(words, reason));
    if response.has_focus() {
        response.show_tooltip_text(reason);
    }
    response.on_hover_text(reason)
}

/// What a screen reader says of a control that can't be used now.
fn not_available(words: &str, reason: &str) -> String {
    crate::text::fill("control.not_available", &[("control", words), ("reason", reason)])
}

/// Paints an icon so that its drawing is centred here.
pub fn paint_icon(painter: &Painter, centre: Pos2, icon: &str, font: FontId, colour: Color32) {
    let galley = painter.layout_no_wrap(icon.to_owned(), font, colour);
    let place = if galley.mesh_bounds.is_positive() {
        centre - galley.mesh_bounds.center().to_vec2()
    } else {
        Align2::CENTER_CENTER.anchor_size(centre, galley.size()).min
    };
    painter.galley(place, galley, colour);
}

/// What is kept in sight round a control that the focus comes to.
const RING_ROOM: f32 = 12.0;

/// Paints the ring of keyboard focus round a control that has it.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    if response.has_focus() {
        ring(ui, theme, rect);
    }
}

/// Paints the ring of keyboard focus. What the focus has just come to is brought into sight.
pub fn ring(ui: &Ui, theme: &Theme, rect: Rect) {
    let focused = ui.memory(egui::Memory::focused);
    let followed = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(Id::unique("focus followed")), focused));
    if focused != followed {
        ui.scroll_to_rect(rect.expand(RING_ROOM), None);
    }
    let stroke = Stroke::new(2.0, theme.colour(Token::DraftInk));
    ui.painter().rect_stroke(rect.expand(2.0), 7.0, stroke, StrokeKind::Outside);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Edged,
    Quiet,
    Disabled,
}

fn button_of(ui: &mut Ui, theme: &Theme, kind: Kind, icon: &str, words: &str, spoken: &str) -> Response {
    let style = if kind == Kind::Primary { text::strong() } else { text::body() };
    let font = theme.font(&style);
    let ink = theme.colour(match kind {
        Kind::Primary => Token::DraftOnFill,
        Kind::Edged => Token::TextPrimary,
        Kind::Quiet => Token::TextSecondary,
        Kind::Disabled => Token::TextMuted,
    });
    let side = if icon.is_empty() { 0.0 } else { font.size * 1.3 };
    let gap = if icon.is_empty() || words.is_empty() { 0.0 } else { 7.0 };
    let pad = if words.is_empty() { 6.5 } else { ui.spacing().button_padding.x };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font.clone(), ink);
    let width = side + gap + galley.size().x + 2.0 * pad;
    let height = ui.spacing().interact_size.y.max(galley.size().y + 10.0);
    // A disabled control keeps its place in the focus order, so that its reason can be read.
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(height), height), Sense::click());
    let enabled = ui.is_enabled() && kind != Kind::Disabled;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, spoken));
    if ui.is_rect_visible(rect) {
        ground(ui, theme, kind, &response, rect);
        let content = side + gap + galley.size().x;
        let left = rect.center().x - content / 2.0;
        if !icon.is_empty() {
            let place = pos2(left + side / 2.0, rect.center().y);
            paint_icon(ui.painter(), place, icon, text::icon(side), ink);
        }
        let start = pos2(left + side + gap, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(start, galley, ink);
    }
    focus_ring(ui, theme, &response, rect);
    let cursor = if enabled { CursorIcon::PointingHand } else { CursorIcon::NotAllowed };
    response.on_hover_cursor(cursor)
}

fn ground(ui: &Ui, theme: &Theme, kind: Kind, response: &Response, rect: Rect) {
    let seconds = if ui.style().animation_time > 0.0 { 0.08 } else { 0.0 };
    let hover = ui.ctx().animate_bool_with_time(response.id.with("hover"), response.hovered(), seconds);
    let pressed = response.is_pointer_button_down_on();
    let lit = |from: Token, to: Token| {
        let amount = if pressed { 1.0 } else { hover * 0.7 };
        theme.colour(from).lerp_to_gamma(theme.colour(to), amount)
    };
    let painter = ui.painter();
    match kind {
        Kind::Primary => {
            let amount = if pressed { 0.25 } else { hover * 0.12 };
            let fill = theme.colour(Token::DraftFill).lerp_to_gamma(theme.colour(Token::DraftOnFill), amount);
            painter.rect_filled(rect, 5.0, fill);
        }
        Kind::Edged => {
            let stroke = Stroke::new(1.0, theme.colour(Token::BorderControl));
            let fill = lit(Token::SurfaceRaised, Token::SurfaceOverlay);
            painter.rect(rect, 5.0, fill, stroke, StrokeKind::Inside);
        }
        Kind::Quiet => {
            let fill = theme.colour(Token::SurfaceOverlay);
            let amount = if pressed { 1.0 } else { hover };
            painter.rect_filled(rect, 5.0, fill.gamma_multiply(amount));
        }
        Kind::Disabled => dashed_rect(painter, rect.shrink(0.5), theme.colour(Token::BorderControl)),
    }
}
