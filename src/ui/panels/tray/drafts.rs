//! The orders that are not yet played: one card each, arranged for reading, and the sets that were put aside.

use egui::{Align, Frame, Layout, Margin, ScrollArea, Stroke, Ui};

use super::{heading, new_order};
use crate::report::titles::plain;
use crate::report::{orders, words};
use crate::rules::order::{Countermeasure, Decision, Gesture, LicenceAction, Order, OrderKind, Player};
use crate::rules::table::StateId;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::labels;
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::DraftAsk;
use crate::ui::state::intents::Intent;
use crate::ui::state::unanswered;
use crate::ui::state::workspace::Scene;

/// Draws the drafts of the seat, and the sets that were put aside: within so much height, or in all that they need.
pub(super) fn drafts_ui(
    ui: &mut Ui,
    theme: &Theme,
    scene: &Scene<'_>,
    refusals: &[String],
    most: Option<f32>,
    intents: &mut Vec<Intent>,
) {
    if scene.went_on().is_some() {
        super::played::played_ui(ui, theme, scene, most, intents);
        return;
    }
    parts::line(ui, theme);
    let left = scene.seat().filter(|seat| scene.world.licenses(*seat));
    let left = left.map(|seat| fill("drafts.left", &[("left", &plain(unanswered::decisions_left(scene, seat)))]));
    let side = match left {
        Some(left) => left,
        None if scene.drafts.is_empty() => String::new(),
        None => fill("drafts.count", &[("count", &scene.drafts.len().to_string())]),
    };
    heading(ui, theme, text("drafts.title"), &side, Token::DraftInk);
    Frame::new().inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 10 }).show(ui, |ui| {
        for refusal in refusals {
            ui.horizontal_top(|ui| {
                parts::icon(ui, theme, icons::BROKEN, 16.0, Token::StateCritical);
                parts::paragraph(ui, theme, &style::small(), Token::StateCritical, refusal);
            });
        }
        if scene.drafts.is_empty() {
            let open = scene.in_tray().next();
            let key = match open {
                None => "drafts.empty",
                // Whoever leads the game looks into every in-tray, and the computer answers where nobody plays.
                Some(_) if scene.seat().is_none() => "drafts.empty_led",
                Some(_) => "drafts.empty_waiting",
            };
            Frame::new().inner_margin(Margin { left: 4, right: 4, top: 4, bottom: 6 }).show(ui, |ui| {
                parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text(key));
            });
            if let Some(request) = open {
                let name = &scene.setting.states[request.from].name;
                let state = [("state", name.as_str())];
                let long = fill("drafts.decide", &state);
                let fits =
                    |words: &str| labels::wide(ui, theme, &style::body(), words) + 44.0 * theme.larger() <= ui.available_width();
                let words = if fits(&long) { long } else { fill("drafts.decide_short", &state) };
                let icon = Some(icons::REQUEST).filter(|_| fits(&words));
                ui.horizontal(|ui| {
                    ui.add_space(4.0);
                    if parts::button(ui, theme, Look::Small, icon, &words).clicked() {
                        intents.push(Intent::Decide(request.key));
                    }
                });
            }
        }
        let mut cards = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for (place, order) in scene.drafts.iter().enumerate() {
                draft(ui, theme, scene, place, order, intents);
            }
        };
        if let Some(most) = most {
            // The panel grows with the drafts, up to its share of the height.
            let reasons = scene.drafts.iter().filter(|order| !order.public_reason.is_empty()).count() as f32;
            let wanted = (scene.drafts.len() as f32 * 68.0 + reasons * 16.0) * theme.larger();
            let sets = scene.aside().count() as f32 * 28.0;
            let height = wanted.min((most - 120.0 - sets).max(60.0));
            ScrollArea::vertical().id_salt("drafts").min_scrolled_height(height).max_height(height).show(ui, cards);
        } else {
            ui.scope(&mut cards);
        }
        if !scene.drafts.is_empty() {
            ui.add_space(4.0);
        }
        silent_ui(ui, theme, scene);
        unanswered_ui(ui, theme, scene);
        aside(ui, theme, scene, intents);
        actions(ui, theme, scene, intents);
    });
}

/// The sets that were put aside for this turn.
fn aside(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    for (place, set) in scene.aside().enumerate() {
        let letter = set.letter.to_string();
        let title = fill("sets.aside", &[("letter", &letter)]);
        let held: Vec<String> = set.orders.iter().map(|order| orders::order(scene.setting, scene.world, order)).collect();
        ui.horizontal(|ui| {
            ui.add_space(4.0);
            parts::icon(ui, theme, icons::PENDING, 15.0, Token::DraftInk);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let forget = fill("drafts.forget", &[("set", &title)]);
                if parts::icon_button(ui, theme, icons::CLOSE, &forget).clicked() {
                    intents.push(Intent::Drafts(DraftAsk::Forget(place)));
                }
                let take_up = fill("drafts.take_up", &[("set", &title)]);
                if parts::icon_button(ui, theme, icons::REPLAY, &take_up).clicked() {
                    intents.push(Intent::Drafts(DraftAsk::TakeUp(place)));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let key = if set.orders.len() == 1 { "sets.one" } else { "sets.many" };
                    let words = fill(key, &[("set", &title), ("count", &set.orders.len().to_string())]);
                    parts::label(ui, theme, &style::body(), Token::TextSecondary, &words).on_hover_text(held.join("\n"));
                });
            });
        });
    }
}

/// What can be done with all of them.
fn actions(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, intents: &mut Vec<Intent>) {
    let drafted = !scene.drafts.is_empty();
    Frame::new().inner_margin(Margin { left: 4, right: 0, top: 4, bottom: 0 }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            new_order(ui, theme, intents);
            if drafted {
                let button = parts::button(ui, theme, Look::Small, None, text("drafts.set_aside"));
                if button.on_hover_text(text("drafts.set_aside_says")).clicked() {
                    intents.push(Intent::Drafts(DraftAsk::SetAside));
                }
            }
            if drafted || scene.aside().next().is_some() {
                let button = parts::button(ui, theme, Look::Small, None, text("drafts.compare"));
                if button.on_hover_text(text("command.compare_sets")).clicked() {
                    intents.push(Intent::Run(CommandId::CompareSets));
                }
            }
        });
    });
}

fn draft(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, place: usize, order: &Order, intents: &mut Vec<Intent>) {
    let words = orders::order(scene.setting, scene.world, order);
    let edge = Stroke::new(1.0, theme.colour(Token::DraftBorder));
    let frame =
        Frame::new().fill(theme.colour(Token::DraftTint)).stroke(edge).corner_radius(5).inner_margin(Margin::symmetric(8, 6));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            parts::icon(ui, theme, icon(order), 17.0, Token::DraftInk);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let spoken = fill("drafts.remove", &[("order", &words)]);
                if parts::icon_button(ui, theme, icons::CLOSE, &spoken).clicked() {
                    intents.push(Intent::RemoveDraft(place));
                }
                let up = fill("drafts.up", &[("order", &words)]);
                if place > 0 && parts::icon_button_told(ui, theme, icons::COLLAPSE, &up, text("drafts.up_says")).clicked() {
                    intents.push(Intent::Drafts(DraftAsk::Up(place)));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let response = ui
                        .vertical(|ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            let (title, rest) = lines(scene, order, &words);
                            let response = parts::link_wrapped(ui, theme, &style::body(), &title).on_hover_text(&words);
                            if !rest.is_empty() {
                                parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &rest);
                            }
                            if !order.public_reason.is_empty() {
                                let said = fill("asked.plea", &[("plea", &order.public_reason)]);
                                let line = said.replace('\n', " ");
                                let reason = parts::label(ui, theme, &style::small(), Token::TextSecondary, &line);
                                reason.on_hover_text(format!("{}\n{said}", text("drafts.reason")));
                            }
                            response
                        })
                        .inner;
                    if response.clicked() {
                        intents.push(Intent::Reopen(place));
                    }
                });
            });
        });
    });
}

/// The two lines of an order's card, of which the second may be empty. Who leads the game reads whose decision it is.
pub(super) fn lines(scene: &Scene<'_>, order: &Order, words: &str) -> (String, String) {
    let Some((title, how)) = summary(scene, order) else { return (words.to_owned(), String::new()) };
    let whose = order.seat.state().filter(|_| scene.seat().is_none()).map(|id| scene.setting.states[id].name.as_str());
    let rest: Vec<&str> = whose.into_iter().chain((!how.is_empty()).then_some(&*how)).collect();
    (title, rest.join(", "))
}

/// States that people play and for which nothing is drafted, as who leads the game is told before the turn is resolved.
fn silent_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>) {
    let ordered = |id| scene.drafts.iter().any(|order| order.seat.state() == Some(id));
    let silent = |id: &StateId| scene.world.players[*id] == Player::Person && !ordered(*id);
    let names: Vec<&str> = scene.setting.states.ids().filter(silent).map(|id| scene.setting.states[id].name.as_str()).collect();
    if scene.seat().is_some() || names.is_empty() {
        return;
    }
    let said = fill("drafts.silent", &[("states", &*names.join(", ")), ("count", &names.len().to_string())]);
    ui.horizontal_top(|ui| {
        ui.add_space(4.0);
        parts::icon(ui, theme, icons::PERSON, 16.0, Token::StateWarning);
        parts::paragraph(ui, theme, &style::small(), Token::TextPrimary, &said);
    });
}

/// What resolving would leave without an answer, once something is drafted; before, the empty list says so.
fn unanswered_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>) {
    if scene.drafts.is_empty() || scene.in_tray().all(|request| scene.draft_for(request.key).is_some()) {
        return;
    }
    for line in unanswered::lines(scene) {
        ui.horizontal_top(|ui| {
            ui.add_space(4.0);
            parts::icon(ui, theme, icons::REQUEST, 16.0, Token::TextMuted);
            parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &line);
        });
    }
}

/// A decision in two short lines: what, and how; none for other orders.
fn summary(scene: &Scene<'_>, order: &Order) -> Option<(String, String)> {
    let OrderKind::Decide(key, decision) = &order.kind else { return None };
    let request = scene.world.request(*key)?;
    let domain = words::arms(scene.setting, request.domain);
    let values = [("domain", domain.as_str()), ("state", scene.setting.states[request.from].name.as_str())];
    Some(match decision {
        Decision::Approve => (fill("draft.approve", &values), text("draft.no_conditions").to_owned()),
        Decision::Condition(conditions) => (fill("draft.conditions", &values), orders::conditions_list(conditions)),
        Decision::Defer(Some(turn)) => (fill("draft.defer", &values), fill("draft.to_turn", &[("turn", &turn.to_string())])),
        Decision::Defer(None) => (fill("draft.defer", &values), text("decision.no_date").to_owned()),
        Decision::Deny(ground) => (fill("draft.deny", &values), fill("draft.ground", &[("ground", orders::ground(*ground))])),
    })
}

/// The picture of an order.
pub(super) fn icon(order: &Order) -> &'static str {
    match &order.kind {
        OrderKind::Decide(_, Decision::Approve) => icons::APPROVE,
        OrderKind::Decide(_, Decision::Condition(_)) => icons::CONDITIONS,
        OrderKind::Decide(_, Decision::Defer(_)) => icons::DEFER,
        OrderKind::Decide(_, Decision::Deny(_)) => icons::DENY,
        OrderKind::Licence(_, LicenceAction::Inspect) => icons::INSPECT,
        OrderKind::Licence(_, LicenceAction::Revoke) => icons::REVOKE,
        OrderKind::Licence(_, LicenceAction::Resume) | OrderKind::Sustain { on: true, .. } => icons::REPLAY,
        OrderKind::Licence(_, LicenceAction::Suspend) | OrderKind::Sustain { .. } => icons::SUSPEND,
        OrderKind::Regime(_) => icons::RULE,
        OrderKind::Toward(_, Gesture::Embargo(_)) => icons::EMBARGO,
        OrderKind::Toward(_, Gesture::Sanction(_)) | OrderKind::Counter(Countermeasure::Sanction { .. }) => icons::SANCTION,
        OrderKind::Toward(_, Gesture::Training { .. }) => icons::TRAINING,
        OrderKind::Toward(_, Gesture::Programme { .. }) => icons::CO_PRODUCTION,
        OrderKind::Toward(..) | OrderKind::StandingAnswer(_) => icons::ASSURANCE,
        OrderKind::Justify { .. } => icons::PUBLIC,
        OrderKind::Request { .. } => icons::REQUEST,
        OrderKind::Partner(_) => icons::FLAG,
        OrderKind::Counter(Countermeasure::Cyber { .. }) => icons::CYBER,
        OrderKind::Counter(Countermeasure::Influence { .. }) => icons::INFLUENCE,
        OrderKind::Counter(Countermeasure::Undercut { .. }) => icons::UNDERCUT,
        OrderKind::Counter(_) => icons::COUNTER_SUPPLY,
        OrderKind::Bloc(..) => icons::AUDIENCE,
        OrderKind::Facilitate(_) => icons::FACILITATOR,
    }
}
