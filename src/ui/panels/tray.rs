//! The left panel: who waits for an answer, and the orders that are not yet played.

mod drafts;
mod over;
mod played;

use egui::{Align, Frame, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use crate::report::words;
use crate::rules::order::{Decision, OrderKind};
use crate::rules::score;
use crate::rules::table::StateId;
use crate::rules::variable::CellVar;
use crate::rules::world::Request;
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::landmarks::{Landmark, landmark_ui};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::kit::widgets::labels;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::{Scene, Selection};

/// A panel lower than this is scrolled as one.
const ONE_AREA: f32 = 340.0;

/// Draws the panel. `refusals` say why the rules refused the drafts.
pub fn tray_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, refusals: &[String], intents: &mut Vec<Intent>) {
    if scene.world.over(scene.setting) {
        over::over_ui(ui, theme, scene, intents);
        return;
    }
    if ui.available_height() < ONE_AREA {
        one_area(ui, theme, scene, refusals, intents);
        return;
    }
    let most = (ui.available_height() * 0.55).max(120.0);
    let clear = Frame::new().fill(theme.colour(Token::SurfacePanel));
    Panel::bottom("drafts").max_size(most).resizable(false).frame(clear).show(ui, |ui| {
        landmark_ui(ui, theme, ui.max_rect(), Landmark::Drafts);
        drafts::drafts_ui(ui, theme, scene, refusals, Some(most), intents);
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    landmark_ui(ui, theme, ui.max_rect(), Landmark::Tray);
    spots::mark(ui.ctx(), Spot::Tray, ui.max_rect());
    heading(ui, theme, text("tray.title"), &count(scene), Token::TextMuted);
    parts::line(ui, theme);
    ScrollArea::vertical().id_salt("in-tray").auto_shrink(false).show(ui, |ui| {
        waiting(ui, theme, scene, intents);
    });
}

/// Who waits, one row each.
fn waiting(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if scene.in_tray().next().is_none() {
        nobody(ui, theme, scene, intents);
    }
    for request in scene.in_tray() {
        row(ui, theme, scene, request, intents);
    }
}

/// Nobody asks anything of the seat: what there is to do all the same.
fn nobody(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 18, bottom: 12 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.vertical_centered(|ui| {
            parts::icon(ui, theme, icons::REQUEST, 34.0, Token::TextMuted);
            let key = if scene.went_on().is_some() { "tray.empty_then" } else { "tray.empty" };
            parts::paragraph(ui, theme, &style::strong(), Token::TextPrimary, text(key));
        });
        if scene.went_on().is_some() {
            return;
        }
        parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("tray.empty_says"));
        ui.add_space(2.0);
        if let Some(id) = neediest(scene) {
            let title = fill("tray.neediest", &[("state", &scene.setting.states[id].name)]);
            if parts::way(ui, theme, icons::FOCUS, &title, text("tray.neediest_says")).clicked() {
                intents.push(Intent::Select(Selection::State(id)));
            }
        }
        let (command, icon, title, says) = if scene.before().is_some() {
            (CommandId::Headlines, icons::HEADLINES, "tray.read", "tray.read_says")
        } else {
            (CommandId::Briefing, icons::DOCUMENT, "tray.briefing", "tray.briefing_says")
        };
        if parts::way(ui, theme, icon, text(title), text(says)).clicked() {
            intents.push(Intent::Run(command));
        }
        if parts::way(ui, theme, icons::ORDER, text("tray.pass"), text("tray.pass_says")).clicked() {
            intents.push(Intent::Run(CommandId::Resolve));
        }
    });
}

/// The partner that lacks most of what it needs, as far as the seat knows.
fn neediest(scene: &Scene<'_>) -> Option<StateId> {
    let setting = scene.setting;
    let lacks = |id: StateId| -> f64 {
        let unmet = |domain| scene.world.cell(CellVar::Need, id, domain) - scene.world.cell(CellVar::Capability, id, domain);
        setting.domains.ids().map(|domain| unmet(domain).max(0.0)).sum()
    };
    let partner = |id: &StateId| setting.states[*id].roles.partner && scene.seat() != Some(*id);
    setting
        .states
        .ids()
        .filter(partner)
        .map(|id| (lacks(id), id))
        .filter(|(lack, _)| *lack > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id)
}

/// Where there is no height for two areas: who waits, and below them the drafts, scrolled as one.
fn one_area(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, refusals: &[String], intents: &mut Vec<Intent>) {
    landmark_ui(ui, theme, ui.max_rect(), Landmark::Tray);
    spots::mark(ui.ctx(), Spot::Tray, ui.max_rect());
    ScrollArea::vertical().id_salt("in-tray").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading(ui, theme, text("tray.title"), &count(scene), Token::TextMuted);
        parts::line(ui, theme);
        waiting(ui, theme, scene, intents);
        let head = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), 40.0));
        landmark_ui(ui, theme, head, Landmark::Drafts);
        drafts::drafts_ui(ui, theme, scene, refusals, None, intents);
    });
}

/// A heading with what is to say beside it, or under it where there is no room.
fn heading(ui: &mut Ui, theme: &Theme, title: &str, side: &str, token: Token) {
    Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 8 }).show(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let wide = |words: &str, style: &egui::TextStyle| labels::wide(ui, theme, style, words);
        let beside = wide(title, &style::subhead()) + 8.0 + wide(side, &style::small()) <= ui.available_width();
        ui.horizontal(|ui| {
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, title);
            if beside {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    parts::label(ui, theme, &style::small(), token, side);
                });
            }
        });
        if !beside {
            parts::paragraph(ui, theme, &style::small(), token, side);
        }
    });
}

fn count(scene: &Scene<'_>) -> String {
    let all = scene.in_tray().count();
    let drafted = scene.in_tray().filter(|r| scene.draft_for(r.key).is_some()).count();
    let values = [("open", &*(all - drafted).to_string()), ("drafted", &*drafted.to_string())];
    if all > 0 && scene.went_on().is_some() {
        return fill("played.waited", &[("count", &all.to_string())]);
    }
    match (all, drafted) {
        (0, _) => String::new(),
        (_, 0) => fill("tray.count_open", &values),
        _ => fill("tray.count", &values),
    }
}

fn row(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, request: &Request, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let name = setting.states[request.from].name.as_str();
    let lit = scene.selection == Selection::State(request.from);
    let what = fill(
        "tray.what",
        &[
            ("domain", &words::capital(&words::domain(setting, request.domain))),
            ("tier", &request.tier.to_string()),
            ("points", &words::number(request.points.to_f64(), 0)),
        ],
    );
    let verdict = verdict(scene, request);
    let spoken = format!("{name}. {what}. {}", verdict.1);
    let builder = UiBuilder::new().id_salt(("request", request.key)).sense(Sense::click());
    let ground = if lit { theme.colour(Token::SurfaceOverlay) } else { theme.colour(Token::SurfacePanel) };
    let response = ui
        .scope_builder(builder, |ui| {
            let hovered = ui.response().hovered() && !lit;
            let ground = if hovered { theme.colour(Token::SurfaceRaised) } else { ground };
            Frame::new().fill(ground).inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 9 }).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.spacing_mut().interact_size.y = 16.0;
                content(ui, theme, scene, request, &what, &verdict);
            });
        })
        .response;
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, &spoken));
    let rect = response.rect;
    spots::mark(ui.ctx(), Spot::Request(request.from, request.to), rect);
    if lit {
        ui.painter().vline(rect.left() + 1.5, rect.y_range(), Stroke::new(3.0, theme.colour(Token::TextPrimary)));
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(3.0));
    }
    if response.clicked() {
        intents.push(Intent::Decide(request.key));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

fn content(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    request: &Request,
    what: &str,
    verdict: &(&'static str, String, Token),
) {
    let setting = scene.setting;
    let name = setting.states[request.from].name.as_str();
    let large = theme.larger() > 1.2;
    ui.horizontal(|ui| {
        emblem_ui(
            ui,
            theme,
            portrait::emblem(setting, request.from),
            portrait::supplier(setting, request.from),
            22.0 * theme.larger(),
            name,
        );
        parts::label(ui, theme, &style::strong(), Token::TextPrimary, name);
        if scene.seat().is_none() && !large {
            let to = fill("tray.asks", &[("exporter", &setting.states[request.to].name)]);
            parts::label(ui, theme, &style::small(), Token::TextMuted, &to);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            parts::label(ui, theme, &style::small(), Token::TextMuted, &age(scene, request));
        });
    });
    ui.horizontal(|ui| {
        ui.add_space(22.0 * theme.larger() + 8.0);
        if large {
            // Where text is large, lines are short: what is asked takes as many as it needs.
            let mut said = what.to_owned();
            if scene.seat().is_none() {
                said = format!("{}: {said}", fill("tray.asks", &[("exporter", &setting.states[request.to].name)]));
            }
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &said);
        } else {
            parts::label(ui, theme, &style::small(), Token::TextSecondary, what);
        }
    });
    ui.add_space(3.0);
    ui.horizontal(|ui| {
        ui.add_space(22.0 * theme.larger() + 8.0);
        ui.spacing_mut().item_spacing.x = 5.0;
        let (icon, said, token) = verdict;
        let dim = if *token == Token::DraftInk { *token } else { Token::TextMuted };
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if !large {
                parts::label(ui, theme, &style::small(), Token::TextMuted, &words::money(request.value.to_f64()));
            }
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                parts::icon(ui, theme, icon, 15.0, dim);
                parts::paragraph(ui, theme, &style::small(), *token, said);
            });
        });
    });
}

fn age(scene: &Scene<'_>, request: &Request) -> String {
    match scene.world.turn.saturating_sub(request.raised) {
        0 => text("tray.new").to_owned(),
        1 => text("tray.one_turn").to_owned(),
        turns => fill("tray.turns", &[("turns", &turns.to_string())]),
    }
}

/// The draft about a request, or else what its criteria recommend.
fn verdict(scene: &Scene<'_>, request: &Request) -> (&'static str, String, Token) {
    if scene.begun(request.key).is_some() {
        return (icons::PENDING, text("tray.begun").to_owned(), Token::DraftInk);
    }
    if let Some(decided) = played::decided(scene, request.key) {
        return decided;
    }
    if let Some((_, order)) = scene.draft_for(request.key) {
        let decision = match &order.kind {
            OrderKind::Decide(_, Decision::Condition(_)) => "tray.drafted_conditions",
            OrderKind::Decide(_, Decision::Defer(_)) => "tray.drafted_defer",
            OrderKind::Decide(_, Decision::Deny(_)) => "tray.drafted_deny",
            _ => "tray.drafted_approve",
        };
        return (icons::PENDING, text(decision).to_owned(), Token::DraftInk);
    }
    let found = score::recommend(scene.setting, scene.world, request);
    let ceiling = scene.world.most(scene.setting, request.to, request.from, request.domain);
    let key = match found {
        Some(found) if found.asked.passes() && request.tier <= ceiling => "tray.approve_recommended",
        Some(found) if found.passes_with.is_some() => "tray.conditions_recommended",
        _ => "tray.deny_recommended",
    };
    (icons::VERIFIED, text(key).to_owned(), Token::TextPrimary)
}

/// The way to every other order.
fn new_order(ui: &mut Ui, theme: &Theme, intents: &mut Vec<Intent>) {
    let button = parts::button(ui, theme, Look::Small, Some(icons::ADD), text("tray.new_order"));
    if button.on_hover_text(parts::tip(ui.ctx(), CommandId::NewOrder)).clicked() {
        intents.push(Intent::Run(CommandId::NewOrder));
    }
}
