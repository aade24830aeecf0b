//! What each decision would do: the column of futures.

use egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Choice, Composer};
use crate::report::words;
use crate::rules::phases;
use crate::text::text;
use crate::ui::kit::ensemble::state_ui;
use crate::ui::kit::options;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Scene;

/// Draws the column of futures: one row a number, one column a decision, one scale a row.
pub(super) fn preview_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, intents: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("preview.title"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            controls::chip(ui, theme, ChipKind::Draft, icons::PENDING, text("preview.not_played"));
        });
    });
    state_ui(ui, theme, &composer.preview, &Intent::Forecast, intents);
    let Some(answer) = composer.preview.answer() else { return };
    ui.add_space(6.0);
    let chosen = composer.chosen();
    let names = ["decision.approve", "preview.conditions", "decision.defer", "decision.deny"].map(text);
    let head = options::heads_ui(ui, theme, &names, chosen);
    ui.spacing_mut().item_spacing.y = 2.0;
    leak_ui(ui, theme, scene, composer, chosen);
    let (apart, alike) = options::ranked(&composer.watch, answer);
    ui.scope(|ui| {
        composer.preview.weigh(ui);
        options::numbers_ui(ui, theme, scene, &apart, chosen, intents);
        options::folded_ui(ui, theme, scene, (&alike, chosen), ("preview.alike_one", "preview.alike"), intents);
    });
    options::keep_heads(ui, theme, head, &names, chosen);
}

/// The odds of a leak under each decision: no future, but what the rules say of the terms today.
fn leak_ui(ui: &mut Ui, theme: &Theme, scene: &Scene<'_>, composer: &Composer, chosen: Option<usize>) {
    let Some(request) = scene.world.request(composer.key) else { return };
    let odds = |choice: &Choice| match choice {
        Choice::Approve => Some(phases::odds_of(scene.setting, scene.world, request, &[])),
        Choice::Conditions => Some(phases::odds_of(scene.setting, scene.world, request, &composer.conditions)),
        Choice::Defer | Choice::Deny => None,
    };
    let shown = |choice: &Choice| match odds(choice) {
        Some(odds) => (words::chance(odds), Token::TextPrimary),
        None => (text("preview.leak_none").to_owned(), Token::TextMuted),
    };
    let shown: Vec<(String, Token)> = Choice::ALL.iter().map(shown).collect();
    ui.add_space(5.0);
    parts::label(ui, theme, &style::small(), Token::TextPrimary, text("preview.leak")).on_hover_text(text("preview.leak_says"));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let column = rect.width() / shown.len() as f32;
    for (n, (words, token)) in shown.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(rect.left() + column * n as f32, rect.top()), vec2(column, rect.height()));
        if chosen == Some(n) {
            ui.painter().rect_filled(cell, 0.0, theme.colour(Token::DraftTint));
        }
        parts::paint_text(ui, theme, cell.center(), Align2::CENTER_CENTER, words, &style::small(), *token);
    }
    let said =
        format!("{}, {}", text("preview.leak"), shown.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(", "));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
}
