//! What to show: which number, of whom.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::kinds;
use super::{Choice, Mode};
use crate::report::words;
use crate::rules::table::StateId;
use crate::rules::variable::{Measure, PairVar};
use crate::text::text;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::emblem;
use crate::ui::state::workspace::Scene;

/// Draws the choices.
pub(super) fn side_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, choice: &mut Choice) {
    ui.spacing_mut().item_spacing.y = 2.0;
    match choice.mode {
        Mode::Series => {
            states(ui, theme, scene, choice);
            ui.add_space(10.0);
            if choice.kind.is_supply() {
                domain(ui, theme, scene, choice);
                ui.add_space(8.0);
            }
            for (name, group) in kinds::groups() {
                title(ui, theme, name);
                for kind in group {
                    if pick(ui, theme, &kind.name(), choice.kind == kind) {
                        choice.kind = kind;
                    }
                }
                ui.add_space(8.0);
            }
        }
        Mode::Relations => {
            title(ui, theme, text("plots.relation"));
            for kind in PairVar::ALL {
                if pick(ui, theme, &kinds::relation_name(*kind), choice.relation == *kind) {
                    choice.relation = *kind;
                }
            }
        }
        Mode::TradeOff => {
            let options = || Measure::ALL.iter().map(|m| (*m, kinds::measure_name(*m))).collect::<Vec<_>>();
            title(ui, theme, text("plots.across"));
            for (measure, name) in options() {
                if pick(ui, theme, &name, choice.axes.0 == measure) {
                    choice.axes.0 = measure;
                }
            }
            ui.add_space(8.0);
            title(ui, theme, text("plots.up"));
            for (measure, name) in options() {
                // The same words stand in the list above: the two lists are told apart for readers and tests.
                let picked = ui.push_id("up", |ui| pick(ui, theme, &name, choice.axes.1 == measure)).inner;
                if picked {
                    choice.axes.1 = measure;
                }
            }
            ui.add_space(8.0);
            states(ui, theme, scene, choice);
        }
        Mode::Capability => states(ui, theme, scene, choice),
    }
}

fn title(ui: &mut Ui, theme: &Theme, words: &str) {
    parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, words);
    ui.add_space(2.0);
}

/// How high a row of the lists is.
fn row_height(theme: &Theme) -> f32 {
    (theme.text_spec(&style::body()).line + 2.0).max(24.0)
}

/// A row that can be picked.
fn pick(ui: &mut Ui, theme: &Theme, words: &str, on: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row_height(theme)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, words));
    ground(ui, theme, &response, on);
    let (style, token) = if on { (style::strong(), Token::TextPrimary) } else { (style::body(), Token::TextSecondary) };
    let at = rect.left_center() + vec2(8.0, 0.0);
    parts::paint_text(ui, theme, at, egui::Align2::LEFT_CENTER, words, &style, token);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn ground(ui: &Ui, theme: &Theme, response: &egui::Response, on: bool) {
    if on || response.hovered() {
        let fill = theme.colour(Token::SurfaceOverlay).gamma_multiply(if on { 1.0 } else { 0.5 });
        ui.painter().rect_filled(response.rect, 4.0, fill);
    }
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect.shrink(2.0));
    }
}

/// The states, each to be taken in or left out.
fn states(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, choice: &mut Choice) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("plots.states"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if parts::button(ui, theme, Look::Small, None, text("plots.none")).clicked() {
                choice.states.clear();
            }
            if parts::button(ui, theme, Look::Small, None, text("plots.all")).clicked() {
                choice.states.extend(scene.setting.states.ids());
            }
        });
    });
    for id in scene.setting.states.ids() {
        state(ui, theme, scene, choice, id);
    }
}

fn state(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, choice: &mut Choice, id: StateId) {
    let setting = scene.setting;
    let (name, on) = (setting.states[id].name.as_str(), choice.states.contains(&id));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), row_height(theme)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    ground(ui, theme, &response, false);
    let emblem_at = rect.left_center() + vec2(16.0, 0.0);
    let opacity = if on { 1.0 } else { 0.45 };
    emblem::paint(ui.painter(), theme, portrait::emblem(setting, id), portrait::supplier(setting, id), emblem_at, 7.5, opacity);
    let token = if on { Token::TextPrimary } else { Token::TextMuted };
    let at = rect.left_center() + vec2(32.0, 0.0);
    parts::paint_text(ui, theme, at, egui::Align2::LEFT_CENTER, name, &style::body(), token);
    if on {
        let check = rect.right_center() - vec2(12.0, 0.0);
        let ink = theme.colour(Token::TextPrimary);
        crate::ui::kit::widgets::controls::paint_icon(ui.painter(), check, icons::CHECK, style::icon(15.0), ink);
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        if on {
            choice.states.remove(&id);
        } else {
            choice.states.insert(id);
        }
    }
}

fn domain(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, choice: &mut Choice) {
    let mut options = vec![(None, text("plots.all_domains").to_owned())];
    options.extend(scene.setting.domains.enumerate().map(|(id, d)| (Some(id), words::capital(&d.name))));
    ui.horizontal_wrapped(|ui| {
        parts::label(ui, theme, &style::body(), Token::TextSecondary, text("plots.domain"));
        parts::choice(ui, theme, "plots domain", &mut choice.domain, &options);
    });
}
