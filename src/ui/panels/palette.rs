//! The field over commands and things: type, walk with the arrows, go with Enter.

use egui::{Align, Key, Layout, Modifiers, Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use crate::text::{fill, text};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{Theme, Token, text as style};
use crate::ui::state::commands;
use crate::ui::state::find::{Find, Item, ItemKind};
use crate::ui::state::intents::Intent;

/// Rows that are drawn; what comes after is found by typing more.
const ROWS_MAX: usize = 60;
/// Height of a row.
const ROW: f32 = 32.0;

/// Draws the field and its matches.
pub fn palette_ui(ui: &mut Ui, theme: &Theme, find: &mut Find, height: f32, intents: &mut Vec<Intent>) {
    let count = find.matches().len().min(ROWS_MAX);
    let stepped = walk(ui, find, count);
    let go = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let hint = if find.commands_first { "find.hint_commands" } else { "find.hint_things" };
    let field = TextEdit::singleline(&mut find.query)
        .id(egui::Id::unique("find field"))
        .font(style::subhead())
        .hint_text(text(hint))
        .margin(vec2(10.0, 8.0))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, text(hint)));
    if !response.has_focus() {
        response.request_focus();
    }
    if response.changed() {
        find.at = 0;
    }
    ui.add_space(4.0);
    let matches = find.matches();
    let total = matches.len();
    if matches.is_empty() {
        parts::empty(ui, theme, &fill("find.none", &[("query", find.query.trim())]));
    }
    let mut picked = None;
    ScrollArea::vertical().max_height((height - 260.0).clamp(160.0, 480.0)).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, item) in matches.iter().take(ROWS_MAX).enumerate() {
            let marked = place == find.at;
            let response = row(ui, theme, item, marked);
            if marked && stepped {
                response.scroll_to_me(None);
            }
            if response.clicked() || (marked && go) {
                picked = Some(*item);
            }
        }
    });
    ui.add_space(6.0);
    let says = if total > ROWS_MAX {
        fill("find.more", &[("count", &(total - ROWS_MAX).to_string())])
    } else {
        text("find.keys").to_owned()
    };
    parts::label(ui, theme, &style::small(), Token::TextMuted, &says);
    if let Some(item) = picked.filter(|item| item.why_not.is_none()) {
        intents.push(Intent::Dismiss);
        intents.extend(item.leads.iter().cloned());
    }
}

/// Takes the arrow keys; whether one was pressed.
fn walk(ui: &Ui, find: &mut Find, count: usize) -> bool {
    let (up, down) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::NONE, Key::ArrowUp), input.consume_key(Modifiers::NONE, Key::ArrowDown))
    });
    let last = count.saturating_sub(1);
    find.at = match (up, down) {
        (true, _) => find.at.checked_sub(1).unwrap_or(last),
        (_, true) if find.at >= last => 0,
        (_, true) => find.at + 1,
        _ => find.at.min(last),
    };
    up || down
}

fn row(ui: &mut Ui, theme: &Theme, item: &Item, marked: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let spoken = if item.detail.is_empty() { item.title.clone() } else { format!("{}. {}", item.title, item.detail) };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, item.why_not.is_none(), marked, &spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if marked || response.hovered() {
        let ground = theme.colour(Token::SurfaceOverlay).gamma_multiply(if marked { 1.0 } else { 0.5 });
        ui.painter().rect_filled(rect, 5.0, ground);
    }
    if marked {
        let bar = egui::Stroke::new(3.0, theme.colour(Token::TextPrimary));
        ui.painter().vline(rect.left() + 1.5, rect.y_range().shrink(4.0), bar);
    }
    let ink = if item.why_not.is_some() { Token::TextMuted } else { Token::TextPrimary };
    let mut content =
        ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))).layout(Layout::left_to_right(Align::Center)));
    let ui = &mut content;
    parts::icon(ui, theme, item.icon, 17.0, Token::TextMuted);
    ui.add_space(4.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let keys = match item.leads.first() {
            Some(Intent::Run(id)) if item.kind == ItemKind::Command => commands::keys(ui.ctx(), *id),
            _ => None,
        };
        let side = keys.unwrap_or_else(|| text(item.kind.key()).to_owned());
        parts::label(ui, theme, &style::small(), Token::TextMuted, &side);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            parts::label(ui, theme, &style::body(), ink, &item.title);
            let detail = item.why_not.map_or(item.detail.as_str(), text);
            if !detail.is_empty() {
                parts::label(ui, theme, &style::small(), Token::TextMuted, detail);
            }
        });
    });
    response
}
