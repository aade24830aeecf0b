//! What whoever leads the game writes by hand: an event of their own, a ruling on a move, and a number that is set.

use egui::{ComboBox, DragValue, Id, Role, TextEdit, Ui, WidgetInfo};

use super::adjust::named;
use crate::report::words;
use crate::rules::order::{FacilitatorOrder, Order, OrderKind};
use crate::rules::quantity::Quantity;
use crate::rules::setting::CardEffect;
use crate::rules::variable::{Measure, Scope, StateVar, Variable};
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::find;
use crate::ui::state::workspace::Scene;

/// Most numbers that are offered for what was typed.
const OFFERED: usize = 6;
/// Characters that the title of an event may have.
const TITLE_MAX: usize = 120;
/// Most effects of one event.
const EFFECTS_MAX: usize = 12;
/// Most months that a change lasts, but for good.
const MONTHS_MAX: u16 = 240;

/// The orders that are written by hand, as they stand before anything is: an event without effects, a ruling without effects, a number
/// that stays as it is.
#[must_use]
pub fn by_hand(scene: &Scene<'_>) -> Vec<Order> {
    let first = scene.setting.exporters().next();
    let variable = first.map_or(Variable::Measure(Measure::Integrity, Scope::Board), |id| Variable::State(StateVar::Capital, id));
    let value = scene.world.values.get(variable);
    let write = FacilitatorOrder::Write { title: text("new_order.own_event").to_owned(), effects: Vec::new() };
    let ruling = first.map(|state| FacilitatorOrder::Rule { state, effects: Vec::new() });
    let set = FacilitatorOrder::Override { variable, value };
    [Some(write), ruling, Some(set)].into_iter().flatten().map(Order::of_facilitator).collect()
}

/// Whether an order is written by hand.
pub(super) const fn is_by_hand(kind: &OrderKind) -> bool {
    use FacilitatorOrder::{Override, Rule, Write};
    matches!(kind, OrderKind::Facilitate(Write { .. } | Rule { .. } | Override { .. }))
}

/// Draws what can be written. Whether something was.
pub(super) fn write_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, kind: &mut OrderKind) -> bool {
    match kind {
        OrderKind::Facilitate(FacilitatorOrder::Write { title, effects }) => {
            let name = text("new_order.event_title");
            let field = TextEdit::singleline(title).char_limit(TITLE_MAX).hint_text(name).desired_width(f32::INFINITY);
            let response = ui.add(field);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
            effects_ui(ui, theme, scene, effects) | response.changed()
        }
        OrderKind::Facilitate(FacilitatorOrder::Rule { state, effects }) => {
            let before = *state;
            let shown = scene.setting.states[*state].name.as_str();
            ComboBox::new("ruling of", text("new_order.move_of")).selected_text(shown).show_ui(ui, |ui| {
                for (id, info) in scene.setting.states.enumerate() {
                    ui.selectable_value(state, id, &info.name);
                }
            });
            effects_ui(ui, theme, scene, effects) || *state != before
        }
        OrderKind::Facilitate(FacilitatorOrder::Override { variable, value }) => {
            let picked = pick_ui(ui, theme, scene, "new_order.set_which");
            if let Some(other) = picked {
                (*variable, *value) = (other, scene.world.values.get(other));
            }
            let name = words::capital(&words::describe_variable(scene.setting, *variable));
            parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &name);
            let changed = level_ui(ui, *variable, value);
            picked.is_some() || changed
        }
        _ => false,
    }
}

/// The level that a number is set to, within its range.
fn level_ui(ui: &mut Ui, variable: Variable, value: &mut Quantity) -> bool {
    let (range, mut shown) = (variable.range(), value.to_f64());
    let name = text("new_order.set_to");
    let drag = amount(&mut shown, range).prefix(format!("{name}: ")).suffix(format!(" {}", variable.unit()));
    let response = ui.add(drag);
    response.widget_info(|| named(name, shown));
    if response.changed() {
        *value = Quantity::from_f64(shown);
    }
    response.changed()
}

/// A field for an amount, which moves by steps that fit its range.
fn amount(value: &mut f64, (low, high): (f64, f64)) -> DragValue<'_> {
    DragValue::new(value).range(low..=high).speed(if high - low > 20.0 { 0.5 } else { 0.005 }).max_decimals(3)
}

/// Changes of numbers, each with how much and for how long.
fn effects_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, effects: &mut Vec<CardEffect>) -> bool {
    let (mut changed, mut gone) = (false, None);
    for (n, effect) in effects.iter_mut().enumerate() {
        let CardEffect::Change(variable, by, months) = effect else { continue };
        let name = words::capital(&words::short_variable(scene.setting, *variable));
        ui.horizontal_wrapped(|ui| {
            if parts::icon_button(ui, theme, icons::REMOVE, text("new_order.no_effect")).clicked() {
                gone = Some(n);
            }
            parts::label(ui, theme, &style::body(), Token::TextPrimary, &name);
            let (low, high) = variable.range();
            let by_how = ui.add(amount(by, (low - high, high - low)).prefix(text("new_order.by")));
            by_how.widget_info(|| named(&name, *by));
            changed |= by_how.changed() | months_ui(ui, months);
        });
    }
    if let Some(n) = gone {
        effects.remove(n);
    }
    let picked = (effects.len() < EFFECTS_MAX).then(|| pick_ui(ui, theme, scene, "new_order.changes_which")).flatten();
    effects.extend(picked.map(|variable| CardEffect::Change(variable, 0.0, None)));
    changed || gone.is_some() || picked.is_some()
}

/// For how many months a change lasts; none: for good.
fn months_ui(ui: &mut Ui, months: &mut Option<u16>) -> bool {
    let mut lasts = months.unwrap_or_default();
    let said = |months: f64, _| match months {
        0.0 => text("new_order.for_good").to_owned(),
        months => fill("new_order.for_months", &[("months", &months.to_string())]),
    };
    let response = ui.add(DragValue::new(&mut lasts).range(0..=MONTHS_MAX).custom_formatter(said));
    response.widget_info(|| named(text("new_order.how_long"), f64::from(lasts)));
    if response.changed() {
        *months = (lasts > 0).then_some(lasts);
    }
    response.changed()
}

/// A field for the name of a number, and the numbers that it finds. Which was taken.
fn pick_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, key: &'static str) -> Option<Variable> {
    let id = Id::unique(("number by name", key));
    let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let field = ui.add(TextEdit::singleline(&mut typed).hint_text(text(key)).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, text(key)));
    let wanted = typed.trim().to_lowercase();
    let mut taken = None;
    if wanted.chars().count() > 1 {
        let name = |variable: Variable| words::capital(&words::short_variable(scene.setting, variable));
        let finds = |variable: Variable, name: &str| {
            let whole = format!("{name} {}", words::describe_variable(scene.setting, variable)).to_lowercase();
            wanted.split_whitespace().all(|word| whole.contains(word))
        };
        let named = find::numbers(scene).into_iter().map(|(_, variable)| (variable, name(variable)));
        let found = named.filter(|(variable, name)| finds(*variable, name));
        for (variable, name) in found.take(OFFERED) {
            if parts::button(ui, theme, Look::Quiet, Some(icons::ADD), &name).clicked() {
                taken = Some(variable);
                typed.clear();
            }
        }
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
    taken
}
