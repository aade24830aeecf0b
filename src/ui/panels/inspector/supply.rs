//! New orders by supplier, capability against need, licences, and an exporter's criteria.

use egui::{Align, Layout, Rect, Ui, vec2};

use super::{Intent, Scene};
use crate::report::{orders, words};
use crate::rules::order::Ground;
use crate::rules::table::StateId;
use crate::rules::variable::{CellVar, CriterionVar, LinkVar, StateVar, Variable};
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::portrait;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::kit::widgets::controls::{self, Sign};
use crate::ui::kit::widgets::labels;
use crate::ui::state::joined::{Joined, joined_of};

/// Suppliers that are listed.
const SUPPLIERS_MAX: usize = 6;
/// What the key of a supplier takes of its row.
const KEY_WIDTH: f32 = 42.0;
/// What a share and its change take of a row at the designed size of text.
const NUMBERS_WIDTH: f32 = 116.0;

/// The stacked bar and its rows.
pub(super) fn orders_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let title = parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("inspector.orders"));
    parts::term(title, theme, LinkVar::Share.name());
    ui.add_space(2.0);
    let parts_of = joined_of(setting, scene.world, id);
    let shares: Vec<(f32, Option<usize>)> =
        parts_of.iter().map(|j| (j.share as f32, portrait::source(setting, j.supplier, id))).collect();
    let spoken: Vec<String> = parts_of.iter().map(|j| format!("{} {}", name(scene, j), words::share(j.share))).collect();
    controls::share_bar(ui, theme, &shares, vec2(ui.available_width(), 10.0), &spoken.join(", "));
    ui.add_space(2.0);
    for joined in parts_of.iter().filter(|j| j.share >= 0.005).take(SUPPLIERS_MAX) {
        supplier(ui, theme, scene, joined, intents);
    }
}

fn name<'a>(scene: &Scene<'a>, joined: &Joined) -> &'a str {
    if joined.supplier == joined.recipient {
        text("supplier.own_capital")
    } else {
        scene.setting.states[joined.supplier].name.as_str()
    }
}

/// A supplier with its share; where its name has no room beside the numbers, they stand under it.
fn supplier(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, joined: &Joined, intents: &mut Vec<Intent>) {
    let name = name(scene, joined);
    let named = |ui: &mut Ui| parts::label(ui, theme, &style::body(), Token::TextPrimary, name).on_hover_text(name);
    let wide = labels::wide(ui, theme, &style::body(), name);
    let narrow = KEY_WIDTH + wide + NUMBERS_WIDTH * theme.larger() > ui.available_width();
    let size = vec2(ui.available_width(), 21.0 * theme.larger());
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        controls::supplier_key(ui, theme, portrait::source(scene.setting, joined.supplier, joined.recipient));
        if narrow {
            named(ui);
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            numbers(ui, theme, scene, joined, intents);
            ui.with_layout(Layout::left_to_right(Align::Center), named);
        });
    });
    if narrow {
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| numbers(ui, theme, scene, joined, intents));
    }
}

/// The share and how far it moved, from the right.
fn numbers(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, joined: &Joined, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let main = joined.domains.first().and_then(|d| setting.link(joined.supplier, joined.recipient, *d));
    let why = main.map(|link| Variable::Link(LinkVar::Share, link));
    let larger = theme.larger();
    ui.allocate_ui_with_layout(vec2(62.0 * larger, 20.0 * larger), Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_width(62.0 * larger);
        if let Some(change) = moved(scene, joined) {
            let shown = words::share_change(change);
            let moved = parts::short_change(&shown);
            let sign = if moved == "0" { Sign::Zero } else { Sign::of(change) };
            if controls::change_door(ui, theme, &moved, sign).clicked() {
                intents.extend(why.map(Intent::Why));
            }
        }
    });
    let door = controls::number_door(ui, theme, &words::share(joined.share), name(scene, joined), &style::body());
    if door.clicked() {
        intents.extend(why.map(Intent::Why));
    }
}

/// How far a share moved last turn, between the shares as they are written.
fn moved(scene: &Scene<'_>, joined: &Joined) -> Option<f64> {
    let before = joined_of(scene.setting, scene.before()?, joined.recipient);
    let before = before.iter().find(|other| other.supplier == joined.supplier).map_or(0.0, |other| other.share);
    let written = |share: f64| (100.0 * share).round_ties_even();
    Some((written(joined.share) - written(before)) / 100.0)
}

/// One bar a domain: what is there, and what is missing.
pub(super) fn capability_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId, intents: &mut Vec<Intent>) {
    let top = ui.cursor().top();
    let title = parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("inspector.capability"));
    parts::term(title, theme, CellVar::Capability.name());
    ui.add_space(2.0);
    let of = |kind, domain| scene.world.cell(kind, id, domain);
    let shown = |domain| super::against(of(CellVar::Capability, domain), of(CellVar::Need, domain));
    // The longest name leaves the bars what room it can.
    let width_of = |name: &str| labels::wide(ui, theme, &style::small(), &words::capital(name));
    let names = scene.setting.domains.iter().map(|info| width_of(&info.name)).fold(0.0, f32::max);
    let figures = scene.setting.domains.ids().map(|domain| width_of(&shown(domain))).fold(0.0, f32::max) * 1.1 + 4.0;
    for (domain, info) in scene.setting.domains.enumerate() {
        let (have, need) = (of(CellVar::Capability, domain), of(CellVar::Need, domain));
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 21.0), Layout::right_to_left(Align::Center), |ui| {
            let variable = Variable::Cell(CellVar::Capability, id, domain);
            ui.allocate_ui_with_layout(vec2(figures, 20.0), Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_width(figures);
                let door = controls::number_door(ui, theme, &shown(domain), &info.name, &style::body());
                if door.clicked() {
                    intents.push(Intent::Why(variable));
                }
            });
            let spoken = fill(
                "inspector.capability_bar",
                &[("domain", &words::capital(&info.name)), ("have", &words::number(have, 1)), ("need", &words::number(need, 1))],
            );
            let width = (ui.available_width() - names - 10.0).clamp(60.0, 160.0);
            // Each against its own need: a full bar is as much as is needed, and more shows where the need ends.
            let most = have.max(need).max(1e-6);
            let bar = controls::level_bar(ui, theme, (have / most) as f32, (need / most) as f32, vec2(width, 10.0), &spoken);
            bar.on_hover_text(spoken);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                parts::label(ui, theme, &style::small(), Token::TextSecondary, &words::capital(&info.name));
            });
        });
    }
    let rows = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
    spots::mark_in_view(ui, Spot::Capability(id), rows);
}

/// The criteria by which an exporter licenses.
pub(super) fn criteria_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, id: StateId) {
    // What an exporter does not declare, others only suppose.
    let told = scene.seat().is_none_or(|seat| seat == id) || scene.world.state(StateVar::Declared, id) >= 0.5;
    let criteria = scene.world.criteria(CriterionVar::Current, id);
    let title = if told { "inspector.criteria" } else { "inspector.criteria_supposed" };
    parts::label(ui, theme, &style::strong(), Token::TextPrimary, text(title));
    for (ground, weight) in Ground::ALL.iter().zip(criteria.weights) {
        ui.horizontal(|ui| {
            parts::label(ui, theme, &style::body(), Token::TextSecondary, &words::capital(orders::ground(*ground)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                parts::label(ui, theme, &style::body(), Token::TextPrimary, &words::number(weight, 2));
            });
        });
    }
    let thresholds: Vec<String> = criteria.thresholds.iter().map(|t| words::number(*t, 2)).collect();
    let said = fill("inspector.thresholds", &[("list", &thresholds.join(", "))]);
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, &said);
}

/// The licences in force on a link.
pub(super) fn licences_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, from: StateId, to: StateId) {
    parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("inspector.licences"));
    let mut any = false;
    for licence in scene.world.licences.iter().filter(|l| l.supplier == from && l.recipient == to) {
        any = true;
        let said = fill(
            "inspector.licence",
            &[
                ("domain", &words::capital(&words::domain(scene.setting, licence.domain))),
                ("tier", &licence.tier.to_string()),
                ("points", &words::number(licence.points.to_f64(), 0)),
                ("turn", &licence.granted.to_string()),
            ],
        );
        parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &said);
        let conditions = orders::conditions_of(licence);
        if !conditions.is_empty() {
            let conditions = orders::conditions_list(&conditions);
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &conditions);
        }
    }
    if !any {
        parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text("inspector.no_licences"));
    }
}
