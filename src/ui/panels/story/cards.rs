//! The steps as cards: those told in full, the present one lit, those to come by their phase.

use egui::{Align, Frame, Layout, Margin, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::steps::{Chip, Step};
use super::tell::Story;
use crate::report::headlines::standing;
use crate::report::{phases, words};
use crate::rules::world::Standing;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::{self, ChipKind, Sign};
use crate::ui::state::intents::Intent;
use crate::ui::state::pages::PageAsk;

/// Draws the column; gives the step that was clicked.
pub(super) fn cards_ui(
    ui: &mut Ui,
    theme: &Theme,
    story: &Story,
    present: usize,
    at: usize,
    intents: &mut Vec<Intent>,
) -> Option<usize> {
    let mut asked = None;
    Frame::new().inner_margin(Margin { left: 18, right: 16, top: 14, bottom: 8 }).show(ui, |ui| {
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &story.title);
        if story.about != story.title {
            parts::label(ui, theme, &style::small(), Token::TextMuted, &story.about);
        }
    });
    ScrollArea::vertical().id_salt(("story", &story.about)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (n, step) in story.steps.iter().enumerate().take(present + 1) {
            // The card senses before what lies on it, so that its buttons and numbers keep their clicks.
            let sense = if n == present { Sense::hover() } else { Sense::click() };
            let whole = UiBuilder::new().id_salt(("story step", n)).sense(sense);
            let response = ui.scope_builder(whole, |ui| card(ui, theme, step, n, n == present, at, intents)).response;
            let values = [
                ("step", &*(n + 1).to_string()),
                ("steps", &*story.steps.len().to_string()),
                ("phase", phases::phase(step.phase)),
                ("sentence", &*step.sentence),
                ("detail", &*step.detail),
            ];
            let said = fill("story.sentence", &values);
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, n == present, &said));
            if n != present && response.clicked() {
                asked = Some(n);
            }
            if n == present {
                response.scroll_to_me(None);
            }
        }
        let rest: Vec<(usize, &Step)> = story.steps.iter().enumerate().skip(present + 1).collect();
        if rest.is_empty() {
            return;
        }
        Frame::new().inner_margin(Margin { left: 18, right: 16, top: 14, bottom: 12 }).show(ui, |ui| {
            parts::line(ui, theme);
            ui.add_space(10.0);
            parts::label(ui, theme, &style::small(), Token::TextMuted, text("story.to_come"));
            ui.add_space(4.0);
            for (n, step) in rest {
                if coming(ui, theme, n, step) {
                    asked = Some(n);
                }
            }
        });
    });
    asked
}

fn card(ui: &mut Ui, theme: &Theme, step: &Step, n: usize, present: bool, at: usize, intents: &mut Vec<Intent>) {
    let ground = if present { theme.colour(Token::SurfaceOverlay) } else { egui::Color32::TRANSPARENT };
    let frame = Frame::new().fill(ground).inner_margin(Margin { left: 18, right: 16, top: 11, bottom: 11 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            number(ui, theme, n + 1, present);
            ui.add_space(4.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.horizontal(|ui| {
                    parts::label(ui, theme, &style::small(), Token::TextMuted, &words::capital(phases::phase(step.phase)));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| chip(ui, theme, step, at, intents));
                });
                let style = if present { style::strong() } else { style::body() };
                parts::paragraph(ui, theme, &style, Token::TextPrimary, &step.sentence);
                if !step.detail.is_empty() {
                    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, &step.detail);
                }
                // What follows from the step before it needs no words.
                if let Some(after) = step.after.filter(|after| after + 1 != n) {
                    let said = fill("story.follows", &[("step", &(after + 1).to_string())]);
                    parts::label(ui, theme, &style::small(), Token::TextMuted, &said);
                }
                if present {
                    ui.add_space(4.0);
                    ways(ui, theme, step, at, intents);
                }
            });
        });
    });
    let rect = shown.response.rect;
    if present {
        let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, theme.colour(Token::TextPrimary));
    }
}

fn number(ui: &mut Ui, theme: &Theme, number: usize, present: bool) {
    let larger = theme.larger();
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(26.0 * larger), Sense::hover());
    let centre = rect.center();
    let token = if present {
        ui.painter().circle_filled(centre, 12.0 * larger, theme.colour(Token::TextPrimary));
        Token::TextInverse
    } else {
        ui.painter().circle_stroke(centre, 11.5 * larger, egui::Stroke::new(1.5, theme.colour(Token::TextPrimary)));
        Token::TextPrimary
    };
    parts::paint_text(ui, theme, centre, egui::Align2::CENTER_CENTER, &number.to_string(), &style::strong(), token);
}

fn chip(ui: &mut Ui, theme: &Theme, step: &Step, at: usize, intents: &mut Vec<Intent>) {
    match &step.chip {
        Chip::Order => {
            controls::chip(ui, theme, ChipKind::Plain, icons::ORDER, text("story.order"));
        }
        Chip::Card => {
            controls::chip(ui, theme, ChipKind::Plain, icons::HEADLINES, text("story.event"));
        }
        Chip::Amount(words, amount) => {
            let none = words::shows_nothing(words);
            let sign = if none { Sign::Zero } else { Sign::of(*amount) };
            let door = controls::change_door(ui, theme, words, sign);
            if door.clicked() {
                intents.extend(step.variable.map(|v| Intent::Page(PageAsk::Why(v, Some(at)))));
            }
        }
        Chip::Standing(status) => {
            let (kind, icon) = match status {
                Standing::Strained => (ChipKind::Warning, icons::WARNING),
                Standing::Broken => (ChipKind::Critical, icons::BROKEN),
                Standing::Kept | Standing::Lapsed => (ChipKind::Plain, icons::ASSURANCE),
            };
            controls::chip(ui, theme, kind, icon, standing(*status));
        }
        Chip::None => {}
    }
}

fn ways(ui: &mut Ui, theme: &Theme, step: &Step, at: usize, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        if let Some(key) = step.decision
            && parts::button(ui, theme, Look::Small, Some(icons::ORDER), text("cases.open")).clicked()
        {
            intents.push(Intent::Page(PageAsk::Card(key, at)));
        }
        if let Some(variable) = step.variable
            && parts::button(ui, theme, Look::Small, Some(icons::CAUSES), text("story.causes")).clicked()
        {
            intents.push(Intent::Page(PageAsk::Why(variable, Some(at))));
        }
        if parts::button(ui, theme, Look::Small, Some(icons::RULE), text("story.rule")).clicked() {
            intents.push(Intent::Page(PageAsk::Rule(Some(step.phase))));
        }
    });
}

/// A step that is still to come: its number and its phase, no more.
fn coming(ui: &mut Ui, theme: &Theme, n: usize, step: &Step) -> bool {
    let larger = theme.larger();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0 * larger), Sense::click());
    let name = words::capital(phases::phase(step.phase));
    let said = fill("story.coming", &[("step", &(n + 1).to_string()), ("phase", &name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &said));
    let centre = pos2(rect.left() + 13.0 * larger, rect.center().y);
    let stroke = egui::Stroke::new(1.0, theme.colour(Token::BorderControl));
    let ring: Vec<egui::Pos2> =
        (0..=32_u8).map(|n| centre + 9.0 * larger * egui::Vec2::angled(f32::from(n) / 32.0 * std::f32::consts::TAU)).collect();
    ui.painter().extend(egui::Shape::dashed_line(&ring, stroke, 2.0, 2.5));
    let number = (n + 1).to_string();
    parts::paint_text(ui, theme, centre, egui::Align2::CENTER_CENTER, &number, &style::caption(), Token::TextMuted);
    let at = pos2(rect.left() + 34.0 * larger, rect.center().y);
    parts::paint_text(ui, theme, at, egui::Align2::LEFT_CENTER, &name, &style::body(), Token::TextSecondary);
    if response.has_focus() {
        parts::focus_ring(ui, theme, rect.shrink(2.0));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
