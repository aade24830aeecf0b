//! The lines of the menu of orders: an act that opens, and an order with its price, its sizes and what speaks against it.

use egui::layers::ShapeIdx;
use egui::{
    Align, Align2, Frame, Layout, Margin, Rect, Response, Role, Sense, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{Offer, adjust};
use crate::report::{refusals, words};
use crate::rules::order::Order;
use crate::rules::price::OrderName;
use crate::rules::validate::problems;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Characters that a reason may have.
const REASON_MAX: usize = 400;
/// Height of an act's line.
const ACT: f32 = 28.0;
/// How far the orders of an act stand in.
const INDENT: i8 = 26;

/// Draws an act: `found` of its orders match, and `legal` of these can be given.
pub(super) fn act_ui(
    ui: &mut Ui,
    theme: &Theme,
    act: OrderName,
    (found, legal): (usize, usize),
    open: bool,
    on: bool,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ACT), Sense::click());
    let name = words::capital(&refusals::kind_of_order(act));
    let (all, can) = (found.to_string(), legal.to_string());
    let key = if legal == found { "new_order.of_all" } else { "new_order.of" };
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
    let ink = theme.colour(if legal == 0 { Token::TextMuted } else { Token::TextPrimary });
    controls::paint_icon(ui.painter(), pos2(rect.left() + 15.0, rect.center().y), icon, style::icon(17.0), ink);
    let token = if legal == 0 { Token::TextMuted } else { Token::TextPrimary };
    let at = pos2(rect.left() + f32::from(INDENT) + 4.0, rect.center().y);
    parts::paint_text(ui, theme, at, Align2::LEFT_CENTER, &name, &style::body(), token);
    let at = pos2(rect.right() - 12.0, rect.center().y);
    parts::paint_text(ui, theme, at, Align2::RIGHT_CENTER, &count, &style::small(), Token::TextMuted);
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

/// Drafts an order, in the place of another where it replaces one, and closes the menu.
pub(super) fn draft(offer: &Offer, replaces: Option<usize>, intents: &mut Vec<Intent>) {
    let order = offer.order.clone();
    intents.push(replaces.map_or_else(|| Intent::Draft(order.clone()), |place| Intent::Redraft(place, order.clone())));
    intents.push(Intent::Dismiss);
}

/// How an order stands in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Below its act.
    pub(super) under: bool,
    /// It is marked.
    pub(super) on: bool,
    /// It is opened: with its reasons and the way to draft it.
    pub(super) opened: bool,
    /// The draft in whose place it is put.
    pub(super) replaces: Option<usize>,
}

/// Draws an order. A click anywhere on it opens it.
pub(super) fn order_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    offer: &mut Offer,
    shown: Shown,
    intents: &mut Vec<Intent>,
) -> Response {
    let ground = ui.painter().add(egui::Shape::Noop);
    let left = if shown.under { INDENT + 4 } else { 10 };
    let (title, cost) = (offer.title.clone(), offer.cost.clone());
    let builder = UiBuilder::new().id_salt("order").sense(Sense::click());
    let drawn = ui.scope_builder(builder, |ui| {
        Frame::new().inner_margin(Margin { left, right: 10, top: 3, bottom: 3 }).show(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                let words = fill("new_order.add", &[("order", &offer.title)]);
                if offer.against.is_empty() {
                    if parts::icon_button(ui, theme, icons::ADD, &words).clicked() {
                        draft(offer, shown.replaces, intents);
                    }
                } else {
                    controls::disabled_icon(ui, theme, icons::ADD, &words, &offer.against);
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    told_ui(ui, theme, scene, offer, shown.replaces);
                    if shown.opened {
                        opened_ui(ui, theme, offer, shown.replaces, intents);
                    }
                });
            });
        });
    });
    let response = drawn.response;
    let (on, opened) = (shown.on, shown.opened);
    response.widget_info(|| {
        let mut info = WidgetInfo::selected(Role::Button, true, on, format!("{title}. {cost}"));
        info.selected = Some(opened);
        info
    });
    if on {
        marked(ui, theme, ground, response.rect);
    } else if response.hovered() {
        let tint = theme.colour(Token::SurfaceOverlay).gamma_multiply(0.5);
        ui.painter().set(ground, egui::Shape::rect_filled(response.rect, 4.0, tint));
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect.shrink(3.0));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// What an opened order has besides: the reasons for the record, and the way to draft it.
fn opened_ui(ui: &mut Ui, theme: &Theme, offer: &mut Offer, replaces: Option<usize>, intents: &mut Vec<Intent>) {
    ui.add_space(4.0);
    let Order { public_reason, private_reason, .. } = &mut offer.order;
    for (key, value) in [("reason.public", public_reason), ("reason.private", private_reason)] {
        let words = text(key);
        let field = TextEdit::singleline(value).char_limit(REASON_MAX).hint_text(words).desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, words));
    }
    ui.add_space(4.0);
    let key = if replaces.is_some() { "new_order.change" } else { "command.add_draft" };
    if offer.against.is_empty() {
        if parts::button(ui, theme, parts::Look::Primary, Some(icons::DRAFT), text(key)).clicked() {
            draft(offer, replaces, intents);
        }
    } else {
        controls::disabled_with_reason(ui, theme, icons::DRAFT, text(key), &offer.against);
    }
    ui.add_space(4.0);
}

/// The order in words, its price, what speaks against it, and its sizes.
fn told_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, offer: &mut Offer, replaces: Option<usize>) {
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 18.0;
    // The first line stands level with the sign beside it.
    ui.add_space(4.0);
    let ink = if offer.against.is_empty() { Token::TextPrimary } else { Token::TextMuted };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        parts::label(ui, theme, &style::small(), Token::TextMuted, &offer.cost);
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            parts::paragraph(ui, theme, &style::body(), ink, &offer.title);
        });
    });
    if !offer.against.is_empty() {
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &offer.against);
    }
    let mut kind = offer.order.kind.clone();
    if adjust::has_sizes(&kind) && adjust::adjust_ui(ui, &mut kind) {
        let order = Order { kind, ..offer.order.clone() };
        let others = scene.drafts.iter().enumerate().filter(|(n, _)| replaces != Some(*n)).map(|(_, order)| order.clone());
        let against = problems(scene.setting, scene.world, &order, &others.collect::<Vec<_>>());
        *offer = Offer::told(scene, offer.act, order, &against);
    }
}
