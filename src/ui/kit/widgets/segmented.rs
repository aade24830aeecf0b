//! A row of choices of which exactly one holds, for lenses, tabs and decisions.
//!
//! The left and right arrow keys choose the neighbour of the segment that has focus.

use egui::{CornerRadius, CursorIcon, EventFilter, Galley, Id, Key, Rect, Response, Role, Sense};
use egui::{Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

use super::controls::{focus_ring, paint_icon};
use crate::ui::kit::theme::{Theme, Token, text};

/// A segmented control; each item is an icon (empty for none) and a word. Gives the item that was
/// chosen in this frame.
pub fn segmented(ui: &mut Ui, theme: &Theme, items: &[(&str, &str)], selected: usize) -> Option<usize> {
    Control { theme, items, selected, draft: false }.show(ui)
}

/// A segmented control for a decision that isn't yet played, as wide as there is room.
pub fn segmented_draft(ui: &mut Ui, theme: &Theme, items: &[(&str, &str)], selected: Option<usize>) -> Option<usize> {
    let selected = selected.unwrap_or(usize::MAX);
    Control { theme, items, selected, draft: true }.show(ui)
}

struct Control<'a> {
    theme: &'a Theme,
    items: &'a [(&'a str, &'a str)],
    selected: usize,
    draft: bool,
}

impl Control<'_> {
    fn show(&self, ui: &mut Ui) -> Option<usize> {
        let line = self.theme.text_spec(&text::body()).line;
        let height = ui.spacing().interact_size.y.max(line + 10.0) + if self.draft { 8.0 } else { 2.0 };
        let galleys: Vec<Arc<Galley>> = self
            .items
            .iter()
            .enumerate()
            .map(|(index, (_, word))| {
                let strong = index == self.selected;
                let font = self.theme.font(&if strong { text::strong() } else { text::body() });
                ui.painter().layout_no_wrap((*word).to_owned(), font, self.ink(index))
            })
            .collect();
        let mut widths: Vec<f32> = galleys
            .iter()
            .zip(self.items)
            .map(|(galley, (icon, _))| galley.size().x + 24.0 + if icon.is_empty() { 0.0 } else { self.icon_size() + 8.0 })
            .collect();
        if self.draft {
            let spare = (ui.available_width() - widths.iter().sum::<f32>()).max(0.0);
            let count = widths.len().max(1) as f32;
            for width in &mut widths {
                *width += spare / count;
            }
        }
        let (rect, whole) = ui.allocate_exact_size(vec2(widths.iter().sum(), height), Sense::hover());
        let painter = ui.painter().clone();
        let edge = Stroke::new(1.0, self.colour(if self.draft { Token::BorderControl } else { Token::BorderSubtle }));
        painter.rect(rect, 6.0, self.colour(Token::SurfaceRaised), edge, StrokeKind::Inside);
        let mut chosen = None;
        let mut left = rect.left();
        for (index, (galley, width)) in galleys.into_iter().zip(&widths).enumerate() {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, height));
            left += width;
            let id = whole.id.with(index);
            let response = ui.interact(place, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
            let word = self.items.get(index).map_or("", |(_, word)| word);
            let is_chosen = index == self.selected;
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, word));
            self.paint(ui, index, place, galley, &response);
            if response.clicked() {
                chosen = Some(index);
            }
            if let Some(next) = self.arrow(ui, index, id) {
                ui.memory_mut(|memory| memory.request_focus(whole.id.with(next)));
                chosen = Some(next);
            }
        }
        chosen.filter(|index| *index != self.selected)
    }

    fn icon_size(&self) -> f32 {
        self.theme.font(&text::body()).size * 1.3
    }

    fn colour(&self, token: Token) -> egui::Color32 {
        self.theme.colour(token)
    }

    fn ink(&self, index: usize) -> egui::Color32 {
        let chosen = index == self.selected;
        self.colour(if chosen { Token::TextPrimary } else { Token::TextSecondary })
    }

    fn paint(&self, ui: &Ui, index: usize, place: Rect, galley: Arc<Galley>, response: &Response) {
        let painter = ui.painter();
        let chosen = index == self.selected;
        if chosen && self.draft {
            let stroke = Stroke::new(2.0, self.colour(Token::DraftInk));
            painter.rect(place, CornerRadius::same(3), self.colour(Token::DraftTint), stroke, StrokeKind::Inside);
        } else if chosen {
            // Not by its ground alone, which hardly differs where contrast is high.
            let edge = Stroke::new(1.0, self.colour(Token::BorderControl));
            painter.rect(place.shrink(3.0), 4.0, self.colour(Token::SurfaceOverlay), edge, StrokeKind::Inside);
        } else if response.hovered() {
            let fill = self.colour(Token::SurfaceOverlay).gamma_multiply(0.5);
            painter.rect_filled(place.shrink(3.0), 4.0, fill);
        }
        if self.draft && index > 0 && !chosen && index != self.selected.wrapping_add(1) {
            let stroke = Stroke::new(1.0, self.colour(Token::BorderControl));
            painter.vline(place.left(), place.y_range(), stroke);
        }
        let icon = self.items.get(index).map_or("", |(icon, _)| icon);
        let lead = if icon.is_empty() { 0.0 } else { self.icon_size() + 8.0 };
        let start = place.center().x - f32::midpoint(galley.size().x, lead);
        let ink = if chosen && self.draft { self.colour(Token::DraftInk) } else { self.ink(index) };
        if !icon.is_empty() {
            let middle = pos2(start + self.icon_size() / 2.0, place.center().y);
            paint_icon(painter, middle, icon, text::icon(self.icon_size()), ink);
        }
        let top = place.center().y - galley.size().y / 2.0;
        painter.galley(pos2(start + lead, top), galley, self.ink(index));
        focus_ring(ui, self.theme, response, place.shrink(3.0));
    }

    /// The neighbour that an arrow key asks for while this segment has focus.
    fn arrow(&self, ui: &Ui, index: usize, id: Id) -> Option<usize> {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (left, right) = ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
        let next = if left {
            index.checked_sub(1)
        } else if right {
            index.checked_add(1)
        } else {
            None
        };
        next.filter(|next| *next < self.items.len())
    }
}
