//! What can be chosen in an order: amounts, fractions, tiers, changed in place.

use egui::{DragValue, Ui, WidgetInfo};

use super::by_hand;
use crate::rules::order::{Gesture, OrderKind, PartnerAction, RegimeChange};
use crate::rules::quantity::Quantity;
use crate::text::text;
use crate::ui::kit::theme::Theme;
use crate::ui::state::workspace::Scene;

/// Whether there is something to choose in an order: sizes, or what is written by hand.
pub(super) const fn has_choice(kind: &OrderKind) -> bool {
    match kind {
        OrderKind::Facilitate(_) => by_hand::is_by_hand(kind),
        OrderKind::Regime(change) => !matches!(change, RegimeChange::Declare { .. } | RegimeChange::Trust { .. }),
        OrderKind::Toward(_, Gesture::Programme { .. } | Gesture::Finance { .. }) => true,
        // An embargo of nothing is another order: it lifts one.
        OrderKind::Toward(_, Gesture::Embargo(level)) => level.micros() > 0,
        OrderKind::Request { .. } | OrderKind::StandingAnswer(_) | OrderKind::Partner(PartnerAction::Retransfer { .. }) => true,
        _ => false,
    }
}

/// Draws the controls of what can be chosen in an order. Whether something was changed.
pub(super) fn adjust_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, kind: &mut OrderKind) -> bool {
    if by_hand::is_by_hand(kind) {
        return by_hand::write_ui(ui, theme, scene, kind);
    }
    let mut changed = false;
    ui.horizontal_wrapped(|ui| {
        changed = match kind {
            OrderKind::Regime(change) => regime(ui, change),
            OrderKind::Toward(_, gesture) => toward(ui, gesture),
            OrderKind::Request { tier, points, monitoring, coproduction, .. } => {
                let all = [
                    whole(ui, "new_order.tier", tier, 1, 4),
                    amount(ui, "new_order.points", points, 10_000.0),
                    part(ui, "new_order.monitoring", monitoring, 1.0),
                    part(ui, "new_order.coproduction", coproduction, 1.0),
                ];
                all.contains(&true)
            }
            OrderKind::StandingAnswer(burden) => real(ui, "new_order.burden", burden, 2.0, 0.05),
            OrderKind::Partner(PartnerAction::Retransfer { points, .. }) => amount(ui, "new_order.points", points, 10_000.0),
            _ => false,
        };
    });
    changed
}

fn regime(ui: &mut Ui, change: &mut RegimeChange) -> bool {
    match change {
        RegimeChange::Transparency(level) | RegimeChange::Monitoring(level) => part(ui, "new_order.level", level, 1.0),
        RegimeChange::Ceiling { tier, .. } => whole(ui, "new_order.tier", tier, 0, 4),
        RegimeChange::Office(more) => whole(ui, "new_order.decisions", more, 1, 20),
        RegimeChange::Declare { .. } | RegimeChange::Trust { .. } => false,
    }
}

fn toward(ui: &mut Ui, gesture: &mut Gesture) -> bool {
    match gesture {
        Gesture::Programme { share, .. } => part(ui, "new_order.share", share, 1.0),
        Gesture::Finance { discount, .. } => part(ui, "new_order.discount", discount, 0.5),
        Gesture::Embargo(level) => part(ui, "new_order.embargoed", level, 1.0),
        _ => false,
    }
}

fn whole(ui: &mut Ui, key: &str, value: &mut u8, least: u8, most: u8) -> bool {
    let name = text(key);
    let response = ui.add(DragValue::new(value).range(least..=most).prefix(format!("{name}: ")));
    response.widget_info(|| named(name, f64::from(*value)));
    response.changed()
}

pub(super) fn named(name: &str, value: f64) -> WidgetInfo {
    WidgetInfo { label: Some(name.to_owned()), ..WidgetInfo::drag_value(true, value) }
}

/// A part of a whole, in per cent.
fn part(ui: &mut Ui, key: &str, value: &mut Quantity, most: f64) -> bool {
    let name = text(key);
    let mut shown = 100.0 * value.to_f64();
    let drag = DragValue::new(&mut shown).range(0.0..=100.0 * most).speed(1.25).fixed_decimals(0);
    let response = ui.add(drag.prefix(format!("{name}: ")).suffix(text("unit.percent")));
    response.widget_info(|| named(name, shown));
    if response.changed() {
        *value = Quantity::from_f64(shown / 100.0);
    }
    response.changed()
}

fn amount(ui: &mut Ui, key: &str, value: &mut Quantity, most: f64) -> bool {
    real(ui, key, value, most, 1.0)
}

fn real(ui: &mut Ui, key: &str, value: &mut Quantity, most: f64, step: f64) -> bool {
    let name = text(key);
    let mut shown = value.to_f64();
    let drag = DragValue::new(&mut shown).range(0.0..=most).speed(step / 4.0).fixed_decimals(2).prefix(format!("{name}: "));
    let response = ui.add(drag);
    response.widget_info(|| named(name, shown));
    if response.changed() {
        *value = Quantity::from_f64(shown);
    }
    response.changed()
}
