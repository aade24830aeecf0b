//! What was decided in a turn that has been played: it stands where the drafts of a turn stand that has not.

use egui::{Frame, Margin, ScrollArea, Stroke, Ui, vec2};

use super::drafts::{icon, lines};
use super::{heading, new_order};
use crate::report::orders;
use crate::rules::order::{Decision, OrderKind};
use crate::rules::world::RequestKey;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::commands::CommandId;
use crate::ui::state::drafting::DraftAsk;
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Draws the orders of the turn: within so much height, or in all that they need.
pub(super) fn played_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, most: Option<f32>, intents: &mut Vec<Intent>) {
    let Some(given) = scene.went_on() else { return };
    parts::line(ui, theme);
    let turn = scene.world.turn.to_string();
    let count = fill("played.count", &[("count", &given.len().to_string())]);
    heading(ui, theme, &fill("played.title", &[("turn", &turn)]), &count, Token::TextMuted);
    Frame::new().inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 10 }).show(ui, |ui| {
        if given.is_empty() {
            parts::empty(ui, theme, text("played.none"));
        }
        let cards = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for order in &given {
                let words = orders::order(scene.setting, scene.world, order);
                let (title, rest) = lines(scene, order, &words);
                let edge = Stroke::new(1.0, theme.colour(Token::BorderSubtle));
                let frame = Frame::new().fill(theme.colour(Token::SurfaceRaised)).stroke(edge).corner_radius(5);
                frame.inner_margin(Margin::symmetric(8, 6)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.horizontal(|ui| {
                        parts::icon(ui, theme, icon(order), 17.0, Token::TextSecondary);
                        ui.vertical(|ui| {
                            ui.spacing_mut().item_spacing.y = 0.0;
                            parts::paragraph(ui, theme, &style::body(), Token::TextPrimary, &title);
                            if !rest.is_empty() {
                                parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &rest);
                            }
                        });
                    });
                });
            }
        };
        if let Some(most) = most {
            let height = (given.len() as f32 * 46.0 * theme.larger()).min((most - 140.0 * theme.larger()).max(60.0));
            ScrollArea::vertical().id_salt("played").min_scrolled_height(height).max_height(height).show(ui, cards);
        } else {
            ui.scope(cards);
        }
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            new_order(ui, theme, intents);
            let next = parts::button(ui, theme, Look::Small, Some(icons::STEP_NEXT), text("played.on"));
            if next.on_hover_text(parts::tip(ui.ctx(), CommandId::TurnAfter)).clicked() {
                intents.push(Intent::Run(CommandId::TurnAfter));
            }
            if given.is_empty() {
                return;
            }
            let again = parts::button(ui, theme, Look::Small, Some(icons::BRANCH), text("played.otherwise"));
            if again.on_hover_text(text("played.otherwise_says")).clicked() {
                intents.push(Intent::Drafts(DraftAsk::Again));
            }
        });
    });
}

/// What was decided about a request in a turn that has been played, as the in-tray shows it; none: the turn has not been played, or
/// the request was left open.
pub(super) fn decided(scene: &Scene<'_>, key: RequestKey) -> Option<(&'static str, String, Token)> {
    let given = scene.went_on()?;
    let decision = given.iter().find_map(|order| match &order.kind {
        OrderKind::Decide(of, decision) if *of == key => Some(decision),
        _ => None,
    });
    let (icon, words) = match decision {
        Some(Decision::Approve) => (icons::APPROVE, "played.approved"),
        Some(Decision::Condition(_)) => (icons::CONDITIONS, "played.conditions"),
        Some(Decision::Defer(_)) => (icons::DEFER, "played.deferred"),
        Some(Decision::Deny(_)) => (icons::DENY, "played.denied"),
        None => (icons::WAITING, "played.open"),
    };
    Some((icon, text(words).to_owned(), Token::TextPrimary))
}
