//! The page: three columns for three questions, between a head and a foot.

use egui::{Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, ScrollArea, Ui, vec2};

use super::{Choice, Composer, asked, cases, decision, preview, so_far, step_in};
use crate::report::titles::plain;
use crate::report::{refusals, words};
use crate::rules::order::{Ground, Order, OrderKind};
use crate::rules::price::{Currency, price};
use crate::rules::validate::{Refusal, decisions_left};
use crate::rules::world::Request;
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::kit::widgets::labels;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// From this width on, columns take their larger sizes.
const WIDE: f32 = 1600.0;
/// The widest column of the decision.
const MEASURE_MAX: f32 = 760.0;
/// Below this width the preview goes under the decision.
const THREE_COLUMNS_MIN: f32 = 1080.0;

/// Below this width everything stands in one column.
const TWO_COLUMNS_MIN: f32 = 760.0;

/// Draws the page.
pub fn composer_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &mut Composer, intents: &mut Vec<Intent>) {
    let Some(request) = scene.world.request(composer.key).cloned() else {
        parts::empty(ui, theme, text("composer.gone"));
        if parts::button(ui, theme, Look::Plain, Some(icons::CLOSE), text("composer.close")).clicked() {
            intents.push(Intent::Run(CommandId::Close));
        }
        return;
    };
    let fresh = std::mem::take(&mut composer.fresh);
    let width = ui.available_width();
    let base = Frame::new().fill(theme.colour(Token::SurfaceBase));
    Panel::top("composer head").exact_size(52.0).resizable(false).frame(base).show(ui, |ui| {
        head(ui, theme, scene, composer, &request, intents);
    });
    let foot = Panel::bottom("composer foot").exact_size(56.0).resizable(false).frame(base).show(ui, |ui| {
        foot(ui, theme, scene, composer, intents);
    });
    // Where the decision is drafted is spoken of with it, as are how it scores and what it would do.
    let mut told = vec![foot.response.rect];
    if width < TWO_COLUMNS_MIN * theme.larger() {
        one_column(ui, theme, scene, (composer, fresh), &request, told, intents);
        keys(ui, composer, intents);
        return;
    }
    let panel =
        Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin { left: 16, right: 4, top: 14, bottom: 14 });
    let (left, right) = if width >= WIDE { (420.0, 680.0) } else { (330.0, 468.0_f32.min(width * 0.37)) };
    let left = left * theme.larger().min(1.2);
    Panel::left("composer asked").exact_size(left).resizable(false).frame(panel).show(ui, |ui| {
        column("asked", fresh).show(ui, |ui| {
            beside_bar(ui);
            asked::asked_ui(ui, theme, scene, composer, &request);
            told.push(ui.min_rect());
            between(ui, theme);
            cases::cases_ui(ui, theme, scene, &request, intents);
        });
    });
    let three = width >= THREE_COLUMNS_MIN * theme.larger().min(1.3);
    if three {
        Panel::right("composer preview").exact_size(right).resizable(false).frame(panel).show(ui, |ui| {
            column("preview", fresh).show(ui, |ui| {
                beside_bar(ui);
                told.push(would_do(ui, theme, scene, composer, &request, intents));
            });
        });
    }
    let middle = base.inner_margin(Margin { left: 18, right: 6, top: 14, bottom: 14 });
    CentralPanel::no_frame().frame(middle).show(ui, |ui| {
        spots::mark_clear(ui.ctx(), Spot::Composer, ui.max_rect().expand2(vec2(14.0, 10.0)), || told);
        column("decision", fresh).show(ui, |ui| {
            // Sentences and reasons are read best in a column that the eye can follow.
            beside_bar(ui);
            ui.set_max_width(ui.available_width().min(MEASURE_MAX));
            decision::decision_ui(ui, theme, scene, composer, &request, intents);
            if scene.line.len() > 1 {
                between(ui, theme);
                so_far::so_far_ui(ui, theme, scene, composer, intents);
            }
            if !three {
                between(ui, theme);
                would_do(ui, theme, scene, composer, &request, intents);
            }
        });
    });
    keys(ui, composer, intents);
}

/// One column for a narrow window: the decision, what it would do, and how what is asked scores.
fn one_column(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    (composer, fresh): (&mut Composer, bool),
    request: &Request,
    told: Vec<egui::Rect>,
    intents: &mut Vec<Intent>,
) {
    let frame =
        Frame::new().fill(theme.colour(Token::SurfacePanel)).inner_margin(Margin { left: 16, right: 6, top: 12, bottom: 12 });
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        spots::mark_clear(ui.ctx(), Spot::Composer, ui.max_rect().expand2(vec2(12.0, 8.0)), || told);
        column("decision", fresh).show(ui, |ui| {
            beside_bar(ui);
            decision::decision_ui(ui, theme, scene, composer, request, intents);
            between(ui, theme);
            would_do(ui, theme, scene, composer, request, intents);
            between(ui, theme);
            asked::asked_ui(ui, theme, scene, composer, request);
            between(ui, theme);
            cases::cases_ui(ui, theme, scene, request, intents);
        });
    });
}

/// What each decision would do, and who would step in. Gives where the former stands.
fn would_do(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    composer: &Composer,
    request: &Request,
    intents: &mut Vec<Intent>,
) -> egui::Rect {
    preview::preview_ui(ui, theme, scene, composer, intents);
    let rect = ui.min_rect();
    between(ui, theme);
    step_in::step_in_ui(ui, theme, scene, composer, request);
    rect
}

/// What scrolls a column; a request that was just opened begins at its top.
fn column(id: &str, fresh: bool) -> ScrollArea {
    let area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
    if fresh { area.vertical_scroll_offset(0.0) } else { area }
}

/// Leaves room for the bar of a column that is longer than the window.
fn beside_bar(ui: &mut Ui) {
    ui.set_max_width(ui.available_width() - 12.0);
}

fn between(ui: &mut Ui, theme: &Theme) {
    ui.add_space(10.0);
    parts::line(ui, theme);
    ui.add_space(8.0);
}

/// 1 to 4 choose a decision, Page Up and Page Down the request before and after; letters typed into a reason are left alone.
fn keys(ui: &Ui, composer: &mut Composer, intents: &mut Vec<Intent>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, choice) in [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(Choice::ALL) {
        if pressed(key) && composer.choice != Some(choice) {
            composer.choice = Some(choice);
            ui.ctx().request_repaint();
        }
    }
    let grounds = [Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9].into_iter().zip(Ground::ALL);
    for (key, ground) in grounds.filter(|_| composer.choice == Some(Choice::Deny)) {
        if pressed(key) {
            composer.ground = Some(ground);
            ui.ctx().request_repaint();
        }
    }
    if pressed(Key::PageDown) {
        intents.push(Intent::Neighbour(1));
    }
    if pressed(Key::PageUp) {
        intents.push(Intent::Neighbour(-1));
    }
}

fn head(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, request: &Request, intents: &mut Vec<Intent>) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, parts::edge(theme));
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 12.0;
        if parts::icon_button(ui, theme, icons::CLOSE, &parts::tip(ui.ctx(), CommandId::Close)).clicked() {
            intents.push(Intent::Run(CommandId::Close));
        }
        let keys: Vec<_> = scene.in_tray().map(|r| r.key).collect();
        let at = keys.iter().position(|key| *key == composer.key).unwrap_or(0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            ui.spacing_mut().item_spacing.x = 8.0;
            if at + 1 < keys.len() && parts::button(ui, theme, Look::Quiet, Some(icons::EXPAND), text("composer.next")).clicked()
            {
                intents.push(Intent::Neighbour(1));
            }
            let place = [("place", &*(at + 1).to_string()), ("count", &*keys.len().to_string())];
            parts::label(ui, theme, &style::small(), Token::TextMuted, &fill("composer.place", &place));
            if at > 0 && parts::button(ui, theme, Look::Quiet, Some(icons::COLLAPSE), text("composer.previous")).clicked() {
                intents.push(Intent::Neighbour(-1));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| titled(ui, theme, scene, request));
        });
    });
}

/// Who asks whom for what, and since when, in the room that is left.
fn titled(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, request: &Request) {
    let setting = scene.setting;
    let name = setting.states[request.from].name.as_str();
    emblem_ui(ui, theme, portrait::emblem(setting, request.from), portrait::supplier(setting, request.from), 26.0, name);
    let domain = words::arms(setting, request.domain);
    let values = [("state", name), ("exporter", setting.states[request.to].name.as_str()), ("domain", domain.as_str())];
    let title = fill("composer.title", &values);
    // Where it has no room it is set smaller before it is cut off.
    let style = if labels::wide(ui, theme, &style::heading(), &title) <= ui.available_width() {
        style::heading()
    } else {
        style::subhead()
    };
    parts::label(ui, theme, &style, Token::TextPrimary, &title).on_hover_text(title);
    let waits = match scene.world.turn.saturating_sub(request.raised) {
        0 => return,
        1 => text("composer.waits_one").to_owned(),
        turns => fill("composer.waits", &[("turns", &turns.to_string())]),
    };
    if labels::wide(ui, theme, &style::small(), &waits) + 40.0 <= ui.available_width() {
        controls::chip(ui, theme, ChipKind::Outlined, icons::WAITING, &waits);
    }
}

fn foot(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, intents: &mut Vec<Intent>) {
    let setting = scene.setting;
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, parts::edge(theme));
    let order = composer.order(scene.world);
    let problems = order.as_ref().map(|order| composer.problems(setting, scene.world, order)).unwrap_or_default();
    let costs = |order: &Order| Some(price(setting, scene.world, order)).filter(|p| p.currency == Currency::Capacity);
    let other = |draft: &&Order| {
        draft.seat.state() == Some(composer.seat) && !matches!(&draft.kind, OrderKind::Decide(key, _) if *key == composer.key)
    };
    let taken: f64 = scene.drafts.iter().filter(other).filter_map(costs).map(|price| price.amount).sum();
    let left = decisions_left(setting, scene.world, composer.seat) as f64;
    let needs = order.as_ref().and_then(costs).map_or(0.0, |price| price.amount);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        let why = problems.first().map(|why| {
            let refusal = Refusal { order: 0, seat: composer.seat.into(), why: *why };
            refusals::refusal(setting, scene.world, &refusal)
        });
        let unchosen = composer.lacks().map(|lacks| text(lacks).to_owned());
        if let Some(why) = why.as_ref().or(unchosen.as_ref()) {
            controls::disabled_with_reason(ui, theme, icons::DRAFT, text("command.add_draft"), why);
        } else {
            let keys =
                crate::ui::state::commands::keys(ui.ctx(), CommandId::AddDraft).filter(|_| rect.width() >= TWO_COLUMNS_MIN);
            let words = keys
                .map_or_else(|| text("command.add_draft").to_owned(), |keys| format!("{}   {keys}", text("command.add_draft")));
            let button = parts::button(ui, theme, Look::Primary, Some(icons::DRAFT), &words);
            if button.on_hover_text(parts::tip(ui.ctx(), CommandId::AddDraft)).clicked() {
                intents.push(Intent::Run(CommandId::AddDraft));
            }
        }
        if parts::button(ui, theme, Look::Plain, None, text("composer.discard")).clicked() {
            intents.push(Intent::Discard);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            let name = setting.states[composer.seat].name.as_str();
            let (token, said) = match why {
                Some(why) => (Token::StateCritical, why),
                None if unchosen.is_some() => (Token::TextSecondary, unchosen.unwrap_or_default()),
                None if needs > 0.0 && taken + needs > left + 1e-9 => {
                    (Token::StateWarning, fill("composer.capacity_over", &[("seat", name), ("left", &plain(left))]))
                }
                None if needs <= 0.0 && composer.choice == Some(Choice::Defer) => {
                    (Token::TextSecondary, text("composer.capacity_defer").to_owned())
                }
                None if needs <= 0.0 => {
                    let partner = scene.world.request(composer.key).map_or("", |r| setting.states[r.from].name.as_str());
                    (Token::TextSecondary, fill("composer.capacity_fast", &[("partner", partner)]))
                }
                None => {
                    let rest = (left - taken - needs).max(0.0);
                    let values = [("needs", &*plain(needs)), ("all", &*plain(left)), ("left", &*plain(rest))];
                    (Token::TextSecondary, fill("composer.capacity", &values))
                }
            };
            // What may take two lines is not cut after one.
            if labels::wide(ui, theme, &style::body(), &said) <= ui.available_width() {
                parts::label(ui, theme, &style::body(), token, &said);
            } else {
                parts::paragraph(ui, theme, &style::small(), token, &said);
            }
        });
    });
}
