//! The inspector: the numbers of what is lit, and why they moved.

mod belief;
mod figures;
mod supply;
mod why;

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::report::facilitator::archetype;
use crate::report::headlines::standing;
use crate::report::words;
use crate::rules::table::StateId;
use crate::rules::variable::Variable;
use crate::rules::world::Standing;
use crate::text::{fill, text};
use crate::ui::kit::objectives;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::kit::widgets::labels;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Scene, Selection};

/// What the inspector keeps for itself.
#[derive(Clone, Debug, Default)]
pub struct InspectorView {
    /// The number that is explained; none: the one that moved most.
    pub why: Option<Variable>,
}

/// Draws the panel.
pub fn inspector_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &mut InspectorView, intents: &mut Vec<Intent>) {
    ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| match scene.selection {
        Selection::Nothing => nothing(ui, theme, scene, view, intents),
        Selection::State(id) => state(ui, theme, scene, view, id, intents),
        Selection::Link(from, to) => link(ui, theme, scene, view, (from, to), intents),
    });
}

/// One group of the panel, with its padding.
fn group(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui)) {
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 9, bottom: 9 }).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        add(ui);
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    parts::line(ui, theme);
}

fn nothing(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &InspectorView, intents: &mut Vec<Intent>) {
    // At the end of the game they stand in the in-tray's place.
    let over = scene.world.over(scene.setting);
    if let Some(seat) = scene.seat().filter(|seat| !over && !scene.setting.states[*seat].objectives.is_empty()) {
        group(ui, theme, |ui| {
            parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("objectives.title"));
            ui.add_space(2.0);
            objectives::objectives_ui(ui, theme, scene, seat, intents);
        });
    }
    group(ui, theme, |ui| {
        parts::label(
            ui,
            theme,
            &style::strong(),
            Token::TextPrimary,
            text(if over { "inspector.measures_over" } else { "inspector.measures" }),
        );
        // What a seat does not know is in no number of its own board.
        if let Some(seat) = scene.seat() {
            let known = fill("inspector.measures_known", &[("state", &scene.setting.states[seat].name)]);
            parts::paragraph(ui, theme, &style::small(), Token::TextMuted, &known);
        }
        figures::measures(ui, theme, scene, intents);
    });
    if let Some(variable) = view.why {
        group(ui, theme, |ui| why::why_ui(ui, theme, scene, variable, intents));
        return;
    }
    group(ui, theme, |ui| {
        parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text("inspector.empty"));
        let first = scene.in_tray().next().map(|r| r.from).or_else(|| scene.setting.states.ids().next());
        if let Some(id) = first {
            ui.add_space(6.0);
            let words = fill("inspector.select", &[("state", &scene.setting.states[id].name)]);
            if parts::button(ui, theme, Look::Small, Some(icons::FOCUS), &words).clicked() {
                intents.push(Intent::Select(Selection::State(id)));
            }
        }
    });
}

fn state(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, view: &InspectorView, id: StateId, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let state = &setting.states[id];
    group(ui, theme, |ui| {
        let region = &setting.regions[state.region].name;
        let archetype = archetype(state.archetype);
        let about = fill(
            "inspector.about",
            &[("role", &words::capital(text(portrait::role_key(setting, id)))), ("archetype", archetype), ("region", region)],
        );
        header(ui, theme, scene, id, &state.name, &about, &state.description);
    });
    let numbers = figures::of_state(scene, id);
    group(ui, theme, |ui| figures::rows(ui, theme, scene, &numbers, intents));
    if !(state.roles.exporter || state.roles.rival) {
        group(ui, theme, |ui| supply::orders_ui(ui, theme, scene, id, intents));
    }
    commitments(ui, theme, scene, id);
    let variable = view.why.or_else(|| figures::moved_most(scene, &numbers));
    if let Some(variable) = variable {
        group(ui, theme, |ui| why::why_ui(ui, theme, scene, variable, intents));
    }
    if !(state.roles.exporter || state.roles.rival) {
        if let Some(exporter) = scene.eyes().filter(|exporter| *exporter != id && belief::told(scene, id, *exporter)) {
            group(ui, theme, |ui| belief::belief_ui(ui, theme, scene, id, exporter));
        }
        group(ui, theme, |ui| supply::capability_ui(ui, theme, scene, id, intents));
    } else if scene.world.licenses(id) {
        group(ui, theme, |ui| supply::criteria_ui(ui, theme, scene, id));
    }
}

fn link(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    view: &InspectorView,
    (from, to): (StateId, StateId),
    intents: &mut Vec<Intent>,
) {
    let setting = scene.setting;
    let values = [("supplier", setting.states[from].name.as_str()), ("recipient", setting.states[to].name.as_str())];
    group(ui, theme, |ui| header(ui, theme, scene, from, &fill("inspector.link", &values), text("inspector.link_about"), ""));
    let numbers = figures::of_link(scene, from, to);
    group(ui, theme, |ui| figures::rows(ui, theme, scene, &numbers, intents));
    if let Some(variable) = view.why.or_else(|| figures::moved_most(scene, &numbers)) {
        group(ui, theme, |ui| why::why_ui(ui, theme, scene, variable, intents));
    }
    group(ui, theme, |ui| supply::licences_ui(ui, theme, scene, from, to));
}

fn header(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, title: &str, about: &str, tip: &str) {
    ui.horizontal(|ui| {
        let (emblem, supplier) = (portrait::emblem(scene.setting, id), portrait::supplier(scene.setting, id));
        emblem_ui(ui, theme, emblem, supplier, 34.0, &scene.setting.states[id].name);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let wide = labels::wide(ui, theme, &style::heading(), title);
            let draw = if wide <= ui.available_width() { parts::label } else { parts::paragraph };
            let response = draw(ui, theme, &style::heading(), Token::TextPrimary, title);
            if !tip.is_empty() {
                response.on_hover_text(tip);
            }
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, about);
        });
    });
}

/// What there is against what is needed: small numbers with one decimal.
fn against(have: f64, need: f64) -> String {
    let decimals = u32::from(have.max(need) < 9.95);
    format!("{} / {}", words::number(have, decimals), words::number(need, decimals))
}

/// The commitments of a state that are not kept.
fn commitments(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId) {
    for (commitment, info) in scene.world.commitments.enumerate() {
        let status = info.status;
        if (info.from != id && info.to != id) || status == Standing::Kept {
            continue;
        }
        group(ui, theme, |ui| {
            let token = if status == Standing::Broken { Token::StateCritical } else { Token::StateWarning };
            let icon = if status == Standing::Broken { icons::BROKEN } else { icons::WARNING };
            ui.horizontal(|ui| {
                parts::status_icon(ui, theme, icon, 17.0, token);
                let name = words::capital(&words::commitment_name(scene.setting, Some(scene.world), commitment));
                let words = fill("inspector.commitment", &[("name", &name), ("standing", standing(status))]);
                parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, &words);
            });
            let between = [
                ("from", scene.setting.states[info.from].name.as_str()),
                ("to", scene.setting.states[info.to].name.as_str()),
                ("turn", &info.since.to_string()),
            ];
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &fill("inspector.commitment_since", &between));
        });
    }
}
