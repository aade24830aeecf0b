//! Every series over the turns for any choice of states, relations as matrices, trade-offs between measures, capability by supplier:
//! as plots, as a table, and as files.

mod kinds;
mod model;
mod save;
mod side;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui, vec2};

use crate::report::when;
use crate::rules::digest::Digest;
use crate::rules::table::{DomainId, StateId};
use crate::rules::variable::Measure;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::picture::sheet::{Asked, Plot, Sheet};
use crate::ui::kit::picture::{grid, heat};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls;
use crate::ui::state::abroad;
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;
use crate::ui::state::workspace::{Scene, Selection};
use kinds::Kind;

/// From this width on there is room for every button of the head.
const WIDE: f32 = 1020.0;
/// The narrowest that a plot among others becomes at 100 % of text, points.
const NARROWEST: f32 = 340.0;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// A series over the turns.
    #[default]
    Series,
    /// A relation as a matrix.
    Relations,
    /// Two measures against each other.
    TradeOff,
    /// Capability by supplier.
    Capability,
}

impl Mode {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Series, icons::PLOTS, "plots.series"),
        (Self::Relations, icons::BOARD, "plots.relations"),
        (Self::TradeOff, icons::BALANCE, "plots.trade_off"),
        (Self::Capability, icons::CO_PRODUCTION, "plots.capability"),
    ];
}

/// What is chosen. Plots are made again when it changes.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    mode: Mode,
    kind: Kind,
    relation: crate::rules::variable::PairVar,
    states: BTreeSet<StateId>,
    domain: Option<DomainId>,
    axes: (Measure, Measure),
    /// Names whose lines are left out.
    hidden: BTreeSet<String>,
}

/// What plots are made for.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    choice: Choice,
    digest: Digest,
    theme: String,
    size: [i32; 2],
    pixels_per_point: f32,
}

/// What the page keeps for itself.
pub struct PlotsView {
    choice: Choice,
    as_table: bool,
    said: String,
    key: Option<Key>,
    plots: Vec<Plot>,
    sheet: Sheet,
}

impl PlotsView {
    /// Opens on what is lit, or on the partners that wait.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Self {
        let setting = scene.setting;
        let lit = match scene.selection {
            Selection::State(id) | Selection::Link(_, id) => Some(id),
            Selection::Nothing => None,
        };
        let mut states: BTreeSet<StateId> = lit.into_iter().chain(scene.in_tray().map(|r| r.from)).collect();
        if states.is_empty() {
            states.extend(setting.states.ids().filter(|id| setting.states[*id].roles.partner).take(4));
        }
        // A historical case is held against what was recorded.
        let recorded = abroad::recorded_of(scene);
        if let Some(recipient) = recorded {
            states = BTreeSet::from([recipient]);
        }
        let choice = Choice {
            mode: Mode::Series,
            kind: if recorded.is_some() { Kind::Abroad } else { Kind::first() },
            relation: crate::rules::variable::PairVar::Alignment,
            states,
            domain: None,
            axes: (Measure::Modernisation, Measure::Stability),
            hidden: BTreeSet::new(),
        };
        Self { choice, as_table: false, said: String::new(), key: None, plots: Vec::new(), sheet: Sheet::default() }
    }

    /// Shows something else. A trade-off is between many: with few chosen it takes all.
    fn turn_to(&mut self, scene: &Scene<'_>, mode: Mode) {
        let turned = self.choice.mode != mode;
        self.choice.mode = mode;
        if turned {
            self.said.clear();
        }
        if turned && mode == Mode::TradeOff && self.choice.states.len() < 3 {
            self.choice.states.extend(scene.setting.states.ids());
        }
    }

    /// What came of saving, in words.
    pub fn said(&mut self, words: String) {
        self.said = words;
    }
}

/// Where the plots are from: scenario, turn, seed and digest.
fn caption(scene: &Scene<'_>, choice: &Choice) -> String {
    let moment = when::moment(scene.setting, scene.world);
    let seed = scene.origin.seed.0.to_string();
    let digest: String = scene.origin.digest.to_string().chars().take(12).collect();
    let values = [("title", scene.setting.title.as_str()), ("when", &*moment), ("seed", &*seed), ("digest", &*digest)];
    let words = fill("plots.caption", &values);
    let recorded = choice.mode == Mode::Series && choice.kind == Kind::Abroad;
    match abroad::note(scene) {
        note if recorded && !note.is_empty() => format!("{words} · {note}"),
        _ => words,
    }
}

/// Draws the page.
pub fn plots_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut PlotsView, intents: &mut Vec<Intent>) {
    parts::page_head(ui, theme, "plots head", |ui| head(ui, theme, scene, view, intents));
    let side =
        Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin { left: 12, right: 4, top: 10, bottom: 8 });
    let width = if ui.available_width() > 1500.0 { 300.0 } else { 248.0 } * theme.larger().min(1.25);
    Panel::left("plots side").exact_size(width).resizable(false).frame(side).show(ui, |ui| {
        ScrollArea::vertical().id_salt("plots side").auto_shrink(false).show(ui, |ui| {
            // Room for the bar of a list that is longer than the window.
            ui.set_max_width(ui.available_width() - 10.0);
            side::side_ui(ui, theme, scene, &mut view.choice);
        });
    });
    let ground =
        Frame::new().fill(theme.colour(Token::SurfaceBoard)).inner_margin(Margin { left: 24, right: 20, top: 16, bottom: 8 });
    CentralPanel::no_frame().frame(ground).show(ui, |ui| {
        refresh(ui, theme, scene, view);
        if view.plots.is_empty() {
            parts::empty(ui, theme, text("plots.nothing"));
            return;
        }
        let asked = if view.as_table {
            grid::show(ui, theme, &view.plots, Layout::top_down(Align::LEFT))
        } else {
            let area = ScrollArea::both().id_salt("plots").auto_shrink(false);
            area.show(ui, |ui| view.sheet.show(ui, theme, "plots")).inner
        };
        let last = scene.line.len().saturating_sub(1);
        match asked {
            Some(Asked::Why(variable, at)) => intents.push(Intent::Page(PageAsk::Why(variable, Some(at.min(last))))),
            Some(Asked::Toggle(name)) => {
                if !view.choice.hidden.remove(&name) {
                    view.choice.hidden.insert(name);
                }
                ui.ctx().request_repaint();
            }
            Some(Asked::Whole) | None => {}
        }
    });
}

fn refresh(ui: &Ui, theme: &Theme, scene: &Scene<'_>, view: &mut PlotsView) {
    let size = ui.available_size() - vec2(8.0, 4.0);
    let key = Key {
        choice: view.choice.clone(),
        digest: scene.origin.digest,
        theme: theme.name().to_owned(),
        size: [size.x as i32, size.y as i32],
        pixels_per_point: ui.ctx().pixels_per_point(),
    };
    if view.key.as_ref() == Some(&key) {
        return;
    }
    view.plots = model::plots(scene, &view.choice);
    let most = match view.plots.len() {
        0 | 1 => 1,
        2..=4 => 2,
        _ => 3,
    };
    // A plot keeps room for the names at the ends of its lines.
    let columns = ((size.x / (NARROWEST * theme.larger())) as usize).clamp(1, most);
    // Small multiples stay large enough to be read; a sheet may be longer than the window.
    let rows = view.plots.len().div_ceil(columns).max(1) as f32;
    let wide = match view.plots.as_slice() {
        [Plot::Heat(heat)] => heat::readable_width(ui.ctx(), theme, heat).unwrap_or(0.0),
        _ => 0.0,
    };
    let tall = vec2(size.x.max(wide), size.y.max(rows * 190.0 * theme.larger().min(1.6)));
    view.sheet = Sheet::new(ui.ctx(), theme, &view.plots, tall, columns, &caption(scene, &view.choice));
    view.key = Some(key);
}

fn head(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut PlotsView, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 12.0;
        if parts::icon_button(ui, theme, icons::CLOSE, text("page.close")).clicked() {
            intents.push(Intent::Page(PageAsk::Close));
        }
        let title =
            egui::RichText::new(text("command.plots")).text_style(style::heading()).color(theme.colour(Token::TextPrimary));
        ui.label(title);
        if ui.available_width() < WIDE * theme.larger() {
            let modes = Mode::ALL.map(|(mode, _, key)| (mode, text(key).to_owned()));
            let before = view.choice.mode;
            parts::choice(ui, theme, "plots mode", &mut view.choice.mode, &modes);
            let mode = view.choice.mode;
            view.choice.mode = before;
            view.turn_to(scene, mode);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(16.0);
                save::menu(ui, theme, scene, view, intents);
                parts::label(ui, theme, &style::small(), Token::TextMuted, &view.said).on_hover_text(&view.said);
            });
            return;
        }
        let items: Vec<(&str, &str)> = Mode::ALL.iter().map(|(_, icon, key)| (*icon, text(key))).collect();
        let chosen = Mode::ALL.iter().position(|(mode, ..)| *mode == view.choice.mode).unwrap_or(0);
        if let Some((mode, ..)) = controls::segmented(ui, theme, &items, chosen).and_then(|n| Mode::ALL.get(n)) {
            view.turn_to(scene, *mode);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(16.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            save::buttons(ui, theme, scene, view, intents);
            let (icon, key) = if view.as_table { (icons::PLOTS, "tab.as_plots") } else { (icons::AS_TABLE, "tab.as_table") };
            if parts::button(ui, theme, Look::Quiet, Some(icon), text(key)).clicked() {
                view.as_table = !view.as_table;
            }
            parts::label(ui, theme, &style::small(), Token::TextMuted, &view.said).on_hover_text(&view.said);
        });
    });
}
