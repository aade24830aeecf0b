//! The order that is opened: what it is, its sizes, the reasons for the record, the way to draft it, and what it would do.

use egui::{ScrollArea, TextEdit, Ui, WidgetInfo};

use super::{NewOrder, adjust, preview};
use crate::report::words;
use crate::rules::order::{FacilitatorOrder, Order, OrderKind};
use crate::rules::table::CardId;
use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Characters that a reason may have.
const REASON_MAX: usize = 400;

/// Draws what stands beside the list.
pub(super) fn beside_ui(ui: &mut Ui, theme: &Theme, menu: &mut NewOrder, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    let Some(offer) = menu.opened.and_then(|place| menu.offers.get(place)) else {
        parts::empty(ui, theme, text("new_order.nothing_open"));
        return;
    };
    let sentence = offer.action.sentence.clone();
    let note = offer.note.clone().filter(|_| event(&offer.order.kind).is_some());
    ScrollArea::vertical().id_salt("opened order").auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        parts::paragraph(ui, theme, &style::heading(), Token::TextPrimary, &sentence);
        if let Some(note) = note {
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &words::capital(&note));
        }
        menu.opened_ui(ui, theme, scene, intents);
    });
}

/// The event that an order brings or holds back.
const fn event(kind: &OrderKind) -> Option<CardId> {
    match kind {
        OrderKind::Facilitate(FacilitatorOrder::Inject(card) | FacilitatorOrder::HoldCard(card)) => Some(*card),
        _ => None,
    }
}

impl NewOrder {
    /// Draws what it costs, what happens in an event, the sizes, the reasons, the way to draft the order, and what it would do.
    pub(super) fn opened_ui(&mut self, ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
        let Some(place) = self.opened else { return };
        let others = self.others(scene);
        let Some(offer) = self.offers.get_mut(place) else { return };
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &offer.cost);
        if let Some(card) = event(&offer.order.kind) {
            parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &scene.setting.deck[card].text);
        }
        ui.add_space(6.0);
        let mut kind = offer.order.kind.clone();
        if adjust::has_choice(&kind) {
            if adjust::adjust_ui(ui, theme, scene, &mut kind) {
                offer.change(scene, Order { kind, ..offer.order.clone() }, &others);
                intents.push(Intent::Forecast);
            }
            ui.add_space(6.0);
        }
        let Order { public_reason, private_reason, .. } = &mut offer.order;
        let private = if scene.seat().is_some() { "reason.private" } else { "reason.private_led" };
        for (key, icon, value) in [("reason.public", icons::PUBLIC, public_reason), (private, icons::PRIVATE, private_reason)] {
            let words = text(key);
            ui.horizontal(|ui| {
                parts::icon(ui, theme, icon, 15.0, Token::TextMuted);
                let field = TextEdit::singleline(value).char_limit(REASON_MAX).hint_text(words).desired_width(f32::INFINITY);
                let response = ui.add(field);
                response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, words));
            });
        }
        ui.add_space(6.0);
        let key = if self.replaces.is_some() { "new_order.change" } else { "command.add_draft" };
        let against = offer.against.clone();
        if against.is_empty() {
            if parts::button(ui, theme, Look::Primary, Some(icons::DRAFT), text(key)).clicked() {
                self.draft(place, intents);
            }
            ui.add_space(10.0);
            parts::line(ui, theme);
            ui.add_space(6.0);
            preview::preview_ui(ui, theme, scene, self, intents);
        } else {
            ui.horizontal_top(|ui| {
                parts::icon(ui, theme, icons::BROKEN, 16.0, Token::StateCritical);
                parts::paragraph(ui, theme, &style::small(), Token::StateCritical, &against);
            });
            controls::disabled_with_reason(ui, theme, icons::DRAFT, text(key), &against);
        }
        ui.add_space(4.0);
    }
}
