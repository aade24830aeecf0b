//! The settings: theme, text size, motion, language, arrangement of panels. What is chosen holds at once; nothing has to be confirmed.

use egui::{Ui, vec2};

use crate::text::{fill, languages, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::controls::segmented;
use crate::ui::state::arrangement::Preset;
use crate::ui::state::commands::CommandId;
use crate::ui::state::intents::Intent;
use crate::ui::state::settings::{Settings, TEXT_SIZE_MAX, TEXT_SIZE_MIN, ThemeChoice};

/// Text sizes that are one click away, per cent.
const SIZES: [u16; 6] = [80, 100, 125, 150, 200, 250];

/// Draws the settings.
pub fn settings_ui(ui: &mut Ui, theme: &Theme, settings: &Settings, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    row(ui, theme, "settings.theme", "settings.theme_says", |ui| {
        let items: Vec<(&str, &str)> = ThemeChoice::ALL.iter().map(|choice| (icon(*choice), text(choice.key()))).collect();
        let at = ThemeChoice::ALL.iter().position(|choice| *choice == settings.theme).unwrap_or(0);
        let chosen = segmented(ui, theme, &items, at).and_then(|n| ThemeChoice::ALL.get(n));
        intents.extend(chosen.map(|choice| Intent::Theme(*choice)));
    });
    row(ui, theme, "settings.text_size", "settings.text_size_says", |ui| {
        let words: Vec<String> = SIZES.iter().map(|size| fill("board.zoom", &[("percent", &size.to_string())])).collect();
        let items: Vec<(&str, &str)> = words.iter().map(|word| ("", word.as_str())).collect();
        let at = SIZES.iter().position(|size| *size == settings.text_size).unwrap_or(usize::MAX);
        ui.horizontal(|ui| {
            if parts::icon_button(ui, theme, icons::REMOVE, text("command.text_smaller")).clicked() {
                intents.push(Intent::Run(CommandId::TextSmaller));
            }
            let chosen = segmented(ui, theme, &items, at).and_then(|n| SIZES.get(n));
            intents.extend(chosen.map(|size| Intent::TextSize((*size).clamp(TEXT_SIZE_MIN, TEXT_SIZE_MAX))));
            if parts::icon_button(ui, theme, icons::ADD, text("command.text_larger")).clicked() {
                intents.push(Intent::Run(CommandId::TextLarger));
            }
        });
    });
    row(ui, theme, "settings.motion", "settings.motion_says", |ui| {
        let items = [("", text("settings.motion_on")), ("", text("settings.motion_off"))];
        let chosen = segmented(ui, theme, &items, usize::from(settings.still));
        intents.extend(chosen.map(|n| Intent::Still(n == 1)));
    });
    row(ui, theme, "settings.orders", "settings.orders_says", |ui| {
        let items = [("", text("settings.orders_open")), ("", text("settings.orders_sealed"))];
        let chosen = segmented(ui, theme, &items, usize::from(settings.sealed));
        intents.extend(chosen.map(|n| Intent::Sealed(n == 1)));
    });
    row(ui, theme, "settings.language", "settings.language_says", |ui| {
        let all = languages();
        let items: Vec<(&str, &str)> = all.iter().map(|name| ("", name.as_str())).collect();
        let at = all.iter().position(|name| *name == settings.language).unwrap_or(0);
        let chosen = segmented(ui, theme, &items, at).and_then(|n| all.get(n));
        intents.extend(chosen.map(|name| Intent::Speak(name.clone())));
    });
    row(ui, theme, "settings.panels", "settings.panels_says", |ui| {
        let items: Vec<(&str, &str)> = Preset::ALL.iter().map(|preset| ("", text(preset.key()))).collect();
        let at = Preset::ALL.iter().position(|preset| *preset == settings.layout).unwrap_or(0);
        let chosen = segmented(ui, theme, &items, at).and_then(|n| Preset::ALL.get(n));
        intents.extend(chosen.map(|preset| Intent::Layout(*preset)));
        ui.add_space(2.0);
        if settings.layouts.contains_key(&settings.layout) {
            let words = text("command.layout_reset");
            if parts::button(ui, theme, Look::Small, Some(icons::RESTART), words).clicked() {
                intents.push(Intent::Run(CommandId::LayoutReset));
            }
        }
    });
}

const fn icon(choice: ThemeChoice) -> &'static str {
    match choice {
        ThemeChoice::System => icons::SETTINGS,
        ThemeChoice::Dark => icons::DARK_MODE,
        ThemeChoice::Light => icons::LIGHT_MODE,
        ThemeChoice::Contrast => icons::CONTRAST,
        ThemeChoice::Projector => icons::AUDIENCE,
    }
}

fn row(ui: &mut Ui, theme: &Theme, title: &'static str, says: &'static str, add: impl FnOnce(&mut Ui)) {
    parts::label(ui, theme, &style::strong(), Token::TextPrimary, text(title));
    // More choices than fit in one line are reached by scrolling sideways, never cut off.
    egui::ScrollArea::horizontal().id_salt(title).auto_shrink([false, true]).show(ui, add);
    parts::paragraph(ui, theme, &style::small(), Token::TextMuted, text(says));
    ui.allocate_space(vec2(0.0, 4.0));
    parts::line(ui, theme);
    ui.allocate_space(vec2(0.0, 2.0));
}
