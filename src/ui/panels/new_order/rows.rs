//! The lines of the menu of orders: an act that opens, and an order with its price and with what speaks against it.

use egui::layers::ShapeIdx;
use egui::{Align, Align2, Frame, Layout, Margin, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{NewOrder, Offer, adjust};
use crate::report::actions;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::{controls, labels};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Height of an act's line.
const ACT: f32 = 28.0;
/// How far the orders of an act stand in.
const INDENT: i8 = 26;

/// Draws an act: `found` of its orders match, and `legal` of these can be given.
pub(super) fn act_ui(ui: &mut Ui, theme: &Theme, act: &str, (found, legal): (usize, usize), open: bool, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ACT * theme.larger()), Sense::click());
    let name = actions::act(act);
    let (all, can) = (found.to_string(), legal.to_string());
    let key = match legal {
        0 => "new_order.of_none",
        _ if legal == found => "new_order.of_all",
        _ => "new_order.of",
    };
    let count = fill(key, &[("legal", &can), ("found", &all)]);
    response.widget_info(|| {
        let mut info = WidgetInfo::selected(Role::Button, true, on, format!("{name}, {count}"));
        info.selected = Some(open);
        info
    });
    if response.hovered() && !on {
        ui.painter().rect_filled(rect, 4.0, theme.colour(Token::SurfaceOverlay).gamma_multiply(0.5));
    }
    if on {
        marked(ui, theme, ui.painter().add(egui::Shape::Noop), rect);
    }
    let icon = if open { icons::EXPAND } else { icons::CHEVRON_RIGHT };
    let token = if legal == 0 { Token::TextMuted } else { Token::TextPrimary };
    let at = pos2(rect.left() + 15.0, rect.center().y);
    controls::paint_icon(ui.painter(), at, icon, style::icon(17.0 * theme.larger().min(1.3)), theme.colour(token));
    let at = pos2(rect.left() + f32::from(INDENT) + 4.0, rect.center().y);
    let named = parts::paint_text(ui, theme, at, Align2::LEFT_CENTER, &name, &style::body(), token);
    // Where there is no room for the words, the number of those that can be given says it.
    let wide = labels::wide(ui, theme, &style::small(), &count);
    let shown = if named.right() + wide + 20.0 > rect.right() { &can } else { &count };
    let at = pos2(rect.right() - 12.0, rect.center().y);
    parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, shown, &style::small(), Token::TextMuted);
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The ground and the bar of the line that Enter takes, under what is drawn after the ground was kept free.
fn marked(ui: &Ui, theme: &Theme, ground: ShapeIdx, rect: Rect) {
    ui.painter().set(ground, egui::Shape::rect_filled(rect, 4.0, theme.colour(Token::SurfaceOverlay)));
    let bar = Stroke::new(3.0, theme.colour(Token::TextPrimary));
    ui.painter().vline(rect.left() + 1.5, rect.y_range().shrink(4.0), bar);
}

/// How an order stands in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Which.
    pub(super) place: usize,
    /// Below its act, which says what is done.
    pub(super) under: bool,
    /// It is marked.
    pub(super) on: bool,
    /// It is opened.
    pub(super) opened: bool,
    /// What is opened stands under its line.
    pub(super) inline: bool,
}

impl NewOrder {
    /// Draws an order. A click anywhere on it opens it.
    pub(super) fn order_ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        scene: &Scene<'_>,
        shown: Shown,
        intents: &mut Vec<Intent>,
    ) -> Response {
        let ground = ui.painter().add(egui::Shape::Noop);
        let left = if shown.under { INDENT + 4 } else { 10 };
        let builder = UiBuilder::new().id_salt(("order", shown.place)).sense(Sense::click());
        let drawn = ui.scope_builder(builder, |ui| {
            Frame::new().inner_margin(Margin { left, right: 8, top: 2, bottom: 2 }).show(ui, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    self.sign_ui(ui, theme, shown, intents);
                    ui.add_space(6.0);
                    ui.with_layout(Layout::top_down(Align::Min), |ui| self.told_ui(ui, theme, shown));
                });
                if shown.opened && shown.inline {
                    self.opened_ui(ui, theme, scene, intents);
                }
            });
        });
        let response = drawn.response;
        let said = |offer: &Offer| format!("{}. {}", offer.action.sentence, offer.cost);
        let said = self.offers.get(shown.place).map(said).unwrap_or_default();
        response.widget_info(|| {
            let mut info = WidgetInfo::selected(Role::Button, true, shown.on, &said);
            info.selected = Some(shown.opened);
            info
        });
        if shown.on {
            marked(ui, theme, ground, response.rect);
        } else if shown.opened || response.hovered() {
            let tint = theme.colour(Token::SurfaceOverlay).gamma_multiply(if shown.opened { 0.8 } else { 0.5 });
            ui.painter().set(ground, egui::Shape::rect_filled(response.rect, 4.0, tint));
        }
        if response.has_focus() {
            parts::focus_ring(ui, theme, response.rect.shrink(3.0));
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }

    /// The sign at the end of a line: drafts the order as it stands; opens it where there is something to choose.
    fn sign_ui(&mut self, ui: &mut Ui, theme: &Theme, shown: Shown, intents: &mut Vec<Intent>) {
        let Some(offer) = self.offers.get(shown.place) else { return };
        let order = [("order", offer.action.sentence.as_str())];
        if !offer.legal() {
            controls::disabled_icon(ui, theme, icons::ADD, &fill("new_order.add", &order), &offer.against);
        } else if adjust::has_choice(&offer.order.kind) {
            if parts::icon_button(ui, theme, icons::PARAMETER, &fill("new_order.choose", &order)).clicked() {
                self.opened = Some(shown.place);
            }
        } else if parts::icon_button(ui, theme, icons::ADD, &fill("new_order.add", &order)).clicked() {
            self.draft(shown.place, intents);
        }
    }

    /// The order in words, its price, and what speaks against it.
    fn told_ui(&self, ui: &mut Ui, theme: &Theme, shown: Shown) {
        let Some(offer) = self.offers.get(shown.place) else { return };
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        // The first line stands level with the sign beside it.
        ui.add_space(4.0);
        let ink = if offer.legal() { Token::TextPrimary } else { Token::TextMuted };
        let object = &offer.action.object;
        let words = if shown.under && !object.is_empty() { object } else { &offer.action.sentence };
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if let Some(price) = &offer.price {
                parts::label(ui, theme, &style::small(), Token::TextMuted, price);
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| parts::paragraph(ui, theme, &style::body(), ink, words));
        });
        let begun = (offer.begun() && !shown.opened).then(|| text("tray.begun"));
        for line in [offer.note.as_deref(), begun].into_iter().flatten() {
            parts::paragraph(ui, theme, &style::small(), Token::TextMuted, line);
        }
        if !offer.legal() {
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &offer.against);
        }
    }
}
