//! The bar above the table: what is played, which turn, by whom, and the one button that goes on.

use egui::{Align, Layout, Rect, ScrollArea, Ui};

use super::commands::{self, CommandId};
use super::intents::Intent;
use super::parts::{self, Look};
use super::portrait;
use super::spots;
use super::theme::{Theme, Token, icons, text as style};
use super::widgets::emblem::emblem_ui;
use super::workspace::{Play, Saved, Workspace};
use crate::report::history;
use crate::scenario::Spot;
use crate::text::{fill, text};

/// From this width on, the way to everything is a field and not an icon.
const WIDE: f32 = 1600.0;

/// What stands on the right takes so much, and a chip beside it.
const RIGHT_SIDE: f32 = 680.0;

/// Draws the bar.
pub fn topbar_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    let Some(play) = &workspace.play else { return };
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(12.0);
        let home = parts::logo(ui, theme, 22.0).on_hover_text(parts::tip(ui.ctx(), CommandId::Home));
        if home.clicked() {
            intents.push(Intent::Run(CommandId::Home));
        }
        place(ui, theme, play);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            let left = ui.cursor().right();
            parts::command(ui, theme, workspace, CommandId::Resolve, Look::Primary, intents);
            let button = Rect::from_x_y_ranges(ui.cursor().right()..=left, ui.max_rect().shrink(7.0).y_range());
            spots::mark(ui.ctx(), Spot::Resolve, button);
            menu(ui, theme, workspace, intents);
            find(ui, theme, workspace, intents);
            saved(ui, theme, play);
            if !play.game.ahead().is_empty() {
                parts::command(ui, theme, workspace, CommandId::ReplayRest, Look::IconOnly, intents);
            }
            parts::command(ui, theme, workspace, CommandId::Redo, Look::IconOnly, intents);
            parts::command(ui, theme, workspace, CommandId::Undo, Look::IconOnly, intents);
            seat(ui, theme, play, intents);
        });
    });
    let below = ui.max_rect();
    ui.painter().hline(below.x_range(), below.bottom() - 0.5, parts::edge(theme));
}

fn place(ui: &mut Ui, theme: &Theme, play: &Play) {
    let (setting, world) = (play.game.setting(), play.game.world());
    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &setting.title);
    let (year, _) = setting.calendar(world.turn.min(setting.turns));
    let turn = world.turn.min(setting.turns).to_string();
    let year = parts::year(year);
    let values = [("turn", turn.as_str()), ("turns", &setting.turns.to_string()), ("year", &year)];
    parts::label(ui, theme, &style::body(), Token::TextSecondary, &fill("topbar.turn", &values));
    let game = &play.game;
    let (icon, phase, tip) = if game.only_facilitator_plays_from(game.cursor()) {
        (icons::PRIVATE, "topbar.sealed", "history.sealed_branch")
    } else if !game.ahead().is_empty() {
        (icons::HISTORY, "topbar.past", "topbar.past_tip")
    } else if game.over() {
        (icons::FLAG, "topbar.over", "")
    } else if game.sealed() {
        (icons::PRIVATE, "topbar.orders_sealed", "topbar.orders_sealed_tip")
    } else {
        (icons::DRAFT, "topbar.orders_open", "")
    };
    let said = chip(ui, theme, icon, text(phase));
    if !tip.is_empty() {
        said.on_hover_text(text(tip));
    }
    if game.now().hindsight {
        let how = history::played_how(game, game.now()).trim();
        let short = chip(ui, theme, icons::BRANCH, text("topbar.hindsight"));
        short.on_hover_text(how.trim_start_matches('(').trim_end_matches(')'));
    }
}

/// A chip with its words, or its icon alone where what stands on the right needs the room.
fn chip(ui: &mut Ui, theme: &Theme, icon: &str, words: &str) -> egui::Response {
    if ui.available_width() > RIGHT_SIDE {
        return parts::chip(ui, theme, Some(icon), words);
    }
    let response = parts::icon(ui, theme, icon, 17.0, Token::TextSecondary);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    response.on_hover_text(words)
}

fn saved(ui: &mut Ui, theme: &Theme, play: &Play) {
    if let Some(why) = &play.no_journal {
        failed(ui, theme, text("topbar.no_journal"), why);
    }
    let (icon, words, token) = match &play.saved {
        Saved::Failed(why) => {
            failed(ui, theme, text("topbar.failed"), &fill("topbar.not_saved", &[("why", why)]));
            return;
        }
        Saved::Writing => (Some(icons::WAITING), "topbar.saving", Token::TextMuted),
        _ if play.unsaved() => (None, "topbar.unsaved", Token::TextMuted),
        Saved::OnDisk => (Some(icons::CHECK), "topbar.saved", Token::TextMuted),
        Saved::Never => return,
    };
    let response = parts::label(ui, theme, &style::small(), token, text(words));
    if let Some(icon) = icon {
        parts::icon(ui, theme, icon, 15.0, token);
    }
    if let Some(path) = &play.path {
        response.on_hover_text(path.display().to_string());
    }
}

/// What the disk refused, in two words; why, for the pointer and for who listens.
fn failed(ui: &mut Ui, theme: &Theme, short: &str, words: &str) {
    let response = parts::label(ui, theme, &style::small(), Token::StateCritical, short);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    response.on_hover_text(words);
    parts::icon(ui, theme, icons::BROKEN, 15.0, Token::StateCritical);
}

fn seat(ui: &mut Ui, theme: &Theme, play: &Play, intents: &mut Vec<Intent>) {
    let setting = play.game.setting();
    let name = |seat: Option<crate::rules::table::StateId>| {
        seat.map_or(text("topbar.facilitator"), |id| setting.states[id].name.as_str())
    };
    let words = fill("topbar.playing", &[("seat", name(play.game.seat()))]);
    let pressed = parts::menu_button(ui, theme, &words, |ui| {
        let seats = setting.states.enumerate().filter(|(_, s)| s.playable).map(|(id, _)| Some(id));
        for choice in seats.chain([None]) {
            let response = ui.selectable_label(play.game.seat() == choice, name(choice));
            if response.clicked() {
                intents.push(Intent::Sit(choice));
                ui.close();
            }
        }
    });
    pressed.on_hover_text(text("topbar.seat_tip"));
    if let Some(id) = play.game.seat() {
        emblem_ui(ui, theme, portrait::emblem(setting, id), portrait::supplier(setting, id), 18.0, name(Some(id)));
    } else {
        parts::icon(ui, theme, icons::FACILITATOR, 18.0, Token::TextSecondary);
    }
}

/// The way to everything by name: a field where there is room for one, else an icon.
fn find(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    if ui.ctx().content_rect().width() < WIDE {
        parts::command(ui, theme, workspace, CommandId::Search, Look::IconOnly, intents);
        return;
    }
    let words = format!("{}    {}", text("topbar.find"), commands::keys(ui.ctx(), CommandId::Palette).unwrap_or_default());
    let response = parts::button(ui, theme, Look::Plain, Some(icons::SEARCH), &words);
    if response.on_hover_text(parts::tip(ui.ctx(), CommandId::Palette)).clicked() {
        intents.push(Intent::Run(CommandId::Palette));
    }
}

fn menu(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    const GROUPS: [&[CommandId]; 4] = [
        &[CommandId::Save, CommandId::SaveAs, CommandId::OpenFile, CommandId::Home],
        &[CommandId::Undo, CommandId::Redo, CommandId::Branches, CommandId::ReplayRest],
        &[
            CommandId::Palette,
            CommandId::Search,
            CommandId::Messages,
            CommandId::Briefing,
            CommandId::Tour,
            CommandId::Keyboard,
            CommandId::Help,
            CommandId::Hindcast,
        ],
        &[CommandId::Audience, CommandId::Settings, CommandId::Quit],
    ];
    const PANELS: [CommandId; 7] = [
        CommandId::LayoutStudent,
        CommandId::LayoutFacilitator,
        CommandId::LayoutAnalyst,
        CommandId::LayoutProjector,
        CommandId::LayoutReset,
        CommandId::ArrangePanels,
        CommandId::LayOut,
    ];
    let height = ui.ctx().content_rect().height() - 80.0;
    let pressed = parts::icon_menu(ui, theme, icons::MORE, text("topbar.menu"), |ui| {
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (n, group) in GROUPS.into_iter().enumerate() {
                if n > 0 {
                    ui.separator();
                }
                if group.contains(&CommandId::Audience) {
                    ui.menu_button(text("topbar.panels"), |ui| {
                        for id in PANELS {
                            parts::menu_command(ui, workspace, id, intents);
                        }
                    });
                }
                for id in group {
                    parts::menu_command(ui, workspace, *id, intents);
                }
            }
        });
    });
    pressed.on_hover_text(text("topbar.menu"));
}
