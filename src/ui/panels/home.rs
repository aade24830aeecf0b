//! The first screen: start a seminar, or go on with a game.

use egui::{Align, Button, Frame, Layout, Margin, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

use super::board::miniature::picture_ui;
use crate::scenario::Scenario;
use crate::text::{fill, text};
use crate::ui::kit::mark;
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::state::commands::naming;
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;
use crate::ui::state::workspace::Workspace;

/// Width of a card that is aimed at.
const CARD_WIDTH: f32 = 380.0;
/// Width of a card beside others at most.
const CARD_WIDTH_MAX: f32 = 460.0;
/// Lines that every card keeps for what its scenario is about, so that cards in a row are of one height.
const SYNOPSIS_LINES: f32 = 4.0;
/// Height of a card's picture.
const PICTURE_HEIGHT: f32 = 154.0;
/// How high it is at least against its width: in a flatter one, lines would leave it.
const PICTURE_SHAPE_MIN: f32 = 0.26;

/// A card of the tour wider than this is a row.
const WIDE_TOUR: f32 = 520.0;
/// What stands in a card under its picture, with the gap to the next row.
const UNDER_PICTURE: f32 = 190.0;
/// What stands below the cards.
const BELOW_CARDS: f32 = 216.0;
/// Part of a card that its picture takes where it stands beside the words.
const PICTURE_PART: f32 = 0.36;

/// A window narrower than this has one column.
const NARROW: f32 = 760.0;
/// A window lower than this has no room for pictures over the words of its cards.
const LOW: f32 = 620.0;

/// Draws the screen.
pub fn home_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    let width = ui.available_width();
    let narrow = width <= NARROW;
    let side = Frame::new().fill(theme.colour(Token::SurfacePanel));
    if !narrow {
        Panel::right("home side").exact_size((width * 0.34).min(520.0)).resizable(false).frame(side).show(ui, |ui| {
            // What stands at an edge has the ring of the focus outside it.
            ScrollArea::vertical().auto_shrink(false).content_margin(Margin::symmetric(24, 26)).show(ui, |ui| {
                tour(ui, theme, workspace, intents);
                side_ui(ui, theme, workspace, intents);
            });
        });
    }
    let margin = if narrow { Margin::symmetric(20, 12) } else { Margin::symmetric(32, 26) };
    let main = Frame::new().fill(theme.colour(Token::SurfaceBase));
    egui::CentralPanel::no_frame().frame(main).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).content_margin(margin).show(ui, |ui| {
            title(ui, theme);
            ui.add_space(if narrow { 8.0 } else { 20.0 });
            crashed(ui, theme, workspace, intents);
            // Who has never played reads first what to do first.
            if narrow && leads_tour(workspace) {
                tour(ui, theme, workspace, intents);
            }
            parts::label(ui, theme, &style::heading(), Token::TextPrimary, text("home.start"));
            ui.add_space(6.0);
            cards(ui, theme, workspace, intents);
            ui.add_space(24.0);
            behind(ui, theme, workspace, intents);
            if narrow {
                ui.add_space(20.0);
                if !leads_tour(workspace) {
                    tour(ui, theme, workspace, intents);
                }
                side_ui(ui, theme, workspace, intents);
            }
        });
    });
}

fn title(ui: &mut Ui, theme: &Theme) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(34.0, 34.0), Sense::hover());
        mark::paint(ui, theme, rect.center(), 34.0);
        ui.add_space(6.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            parts::label(ui, theme, &style::title(), Token::TextPrimary, text("app.name"));
            parts::label(ui, theme, &style::body(), Token::TextSecondary, text("app.motto"));
        });
    });
}

/// What a crash left: which game, which turn, when, and what to do about it.
fn crashed(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    for (n, game) in workspace.crashed.iter().enumerate() {
        let frame = parts::card(theme, Margin::symmetric(16, 12));
        frame.show(ui, |ui| {
            // As wide as the cards below it.
            ui.set_width((ui.available_width() - 16.0).min(900.0));
            parts::label(ui, theme, &style::subhead(), Token::TextPrimary, text("crashed.title"));
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &game.words);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let go_on = text("crashed.go_on");
                if game.playable && parts::button(ui, theme, Look::Primary, Some(icons::REPLAY), go_on).clicked() {
                    intents.push(Intent::GoOnWith(n));
                }
                if parts::button(ui, theme, Look::Plain, None, text("crashed.put_aside")).clicked() {
                    intents.push(Intent::PutAside(n));
                }
            });
        });
        ui.add_space(16.0);
    }
}

fn cards(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    let available = ui.available_width();
    // Cards grow with the text of the theme.
    let larger = theme.larger();
    let columns = (available / (CARD_WIDTH * 0.8 * larger)).floor().clamp(1.0, 3.0);
    // A card's edge lies outside its width. One alone in its row takes all of it.
    let most = if columns > 1.0 { CARD_WIDTH_MAX * larger } else { available };
    let width = ((available - 20.0 * (columns - 1.0)) / columns - 2.0).floor().min(most);
    // In a large window the pictures take what the rows of cards leave of its height.
    let rows = (workspace.library.len() as f32 / columns).ceil().max(1.0);
    let spare = (ui.clip_rect().bottom() - ui.cursor().top() - BELOW_CARDS * larger) / rows - UNDER_PICTURE * larger;
    let least = PICTURE_HEIGHT.max(width * PICTURE_SHAPE_MIN);
    let height = spare.clamp(least, (width * 0.75).max(least));
    let beside = columns <= 1.0 && ui.ctx().content_rect().height() < LOW * larger;
    ui.with_layout(Layout::left_to_right(Align::TOP).with_main_wrap(true), |ui| {
        ui.spacing_mut().item_spacing = vec2(20.0, 20.0);
        for (n, scenario) in workspace.library.iter().enumerate() {
            ui.allocate_ui_with_layout(vec2(width, 300.0), Layout::top_down(Align::LEFT), |ui| {
                // One button leads: where a crash left a game, that is to go on with it.
                let leads = n == 0 && workspace.crashed.is_empty() && !leads_tour(workspace);
                let size = if beside { vec2(width, 0.0) } else { vec2(width, height) };
                card(ui, theme, n, scenario, size, leads, intents);
            });
        }
    });
}

/// A scenario with its picture of this size over the words; where it has no height, beside them.
fn card(ui: &mut Ui, theme: &Theme, n: usize, scenario: &Scenario, picture: Vec2, leads: bool, intents: &mut Vec<Intent>) {
    let frame = parts::card(theme, Margin::ZERO);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.set_width(picture.x);
        if picture.y > 0.0 {
            picture_ui(ui, theme, &scenario.setting, &scenario.world, picture);
            parts::line(ui, theme);
            card_words(ui, theme, n, scenario, leads, SYNOPSIS_LINES, intents);
            return;
        }
        let across = (picture.x * PICTURE_PART).floor();
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let words = ui.available_width() - across;
            let place = ui.allocate_exact_size(vec2(across, 0.0), Sense::hover()).0;
            let drawn = ui.allocate_ui_with_layout(vec2(words, 0.0), Layout::top_down(Align::LEFT), |ui| {
                card_words(ui, theme, n, scenario, leads, 0.0, intents);
            });
            let rect = Rect::from_min_size(place.min, vec2(across, drawn.response.rect.height()));
            let mut beside = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::LEFT)));
            picture_ui(&mut beside, theme, &scenario.setting, &scenario.world, rect.size());
        });
    });
}

/// What a scenario is about, and what one can do with it. Its synopsis has room for at least as many lines.
fn card_words(ui: &mut Ui, theme: &Theme, n: usize, scenario: &Scenario, leads: bool, lines: f32, intents: &mut Vec<Intent>) {
    let setting = &scenario.setting;
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 14 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let values = [("states", &*setting.states.len().to_string()), ("turns", &*setting.turns.to_string())];
                parts::label(ui, theme, &style::small(), Token::TextMuted, &fill("home.size", &values));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &setting.title);
                });
            });
        });
        let lines = lines * ui.text_style_height(&style::body());
        ui.allocate_ui(vec2(ui.available_width(), lines), |ui| {
            ui.set_min_height(lines);
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, &setting.synopsis);
        });
        actions(ui, theme, n, scenario, leads, intents);
    });
}

fn actions(ui: &mut Ui, theme: &Theme, n: usize, scenario: &Scenario, leads: bool, intents: &mut Vec<Intent>) {
    let setting = &scenario.setting;
    let chosen = ui.scope_id().with(("seat of scenario", n));
    let first = setting.first_seat();
    let mut seat = ui.data(|data| data.get_temp(chosen)).unwrap_or(first);
    ui.horizontal_wrapped(|ui| {
        let look = if leads { Look::Primary } else { Look::Plain };
        if parts::button(ui, theme, look, Some(icons::REPLAY), text("home.play")).clicked() {
            intents.push(Intent::Start(n, seat));
        }
        let playable = setting.states.enumerate().filter(|(_, s)| s.playable);
        let mut options: Vec<_> = playable.map(|(id, s)| (Some(id), fill("home.as", &[("seat", &s.name)]))).collect();
        options.push((None, fill("home.as", &[("seat", text("topbar.facilitator"))])));
        let told = |ui: &mut Ui, on: bool, n: usize| {
            let id = options.get(n).and_then(|(id, _)| *id);
            let name = id.map_or(text("topbar.facilitator"), |id| setting.states[id].name.as_str());
            parts::told_choice(ui, theme, on, name, &portrait::seat(setting, id, None))
        };
        if parts::choice_of(ui, theme, "seat", &mut seat, &options, told) {
            ui.data_mut(|data| data.insert_temp(chosen, seat));
        }
        if parts::button(ui, theme, Look::Quiet, None, text("home.briefing")).clicked() {
            intents.push(Intent::Briefing(n));
        }
    });
}

/// What one can read about the game before one plays it: its rules, and how they fare against history.
fn behind(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    parts::label(ui, theme, &style::heading(), Token::TextPrimary, text("home.behind"));
    ui.add_space(4.0);
    for (id, says) in [(CommandId::Help, "home.rulebook_says"), (CommandId::Hindcast, "home.hindcast_says")] {
        ui.horizontal(|ui| {
            parts::command(ui, theme, workspace, id, Look::Plain, intents);
            ui.add_space(4.0);
            parts::paragraph(ui, theme, &style::body(), Token::TextSecondary, text(says));
        });
        ui.add_space(4.0);
    }
}

/// A command over the whole width, with its keys at the right edge.
fn command(ui: &mut Ui, theme: &Theme, workspace: &Workspace, id: CommandId, intents: &mut Vec<Intent>) {
    let Some(known) = commands::find(id) else { return };
    let words = format!("{}  {}", known.icon, naming::name(workspace, known));
    let keys = commands::keys(ui.ctx(), id).unwrap_or_default();
    let button = Button::new(words).shortcut_text(keys).frame(false).min_size(vec2(ui.available_width(), 28.0));
    let response = ui.add(button);
    if response.has_focus() {
        parts::focus_ring(ui, theme, response.rect);
    }
    if response.clicked() {
        intents.push(Intent::Run(id));
    }
}

/// The tour, offered before everything else until it was begun once. A wide card has its button beside the words.
fn tour(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    let frame = parts::card(theme, Margin::symmetric(16, 12));
    let row = ui.available_width() > WIDE_TOUR * theme.larger();
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            parts::icon(ui, theme, icons::TRAINING, 24.0, Token::TextSecondary);
            ui.add_space(4.0);
            let rest = if row { Layout::right_to_left(Align::Center) } else { Layout::top_down(Align::LEFT) };
            ui.with_layout(rest, |ui| {
                if row {
                    take_tour(ui, theme, workspace, intents);
                    ui.with_layout(Layout::top_down(Align::LEFT), |ui| tour_words(ui, theme));
                } else {
                    tour_words(ui, theme);
                    ui.add_space(6.0);
                    take_tour(ui, theme, workspace, intents);
                }
            });
        });
    });
    ui.add_space(if row { 12.0 } else { 20.0 });
}

fn tour_words(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing.y = 2.0;
    parts::label(ui, theme, &style::strong(), Token::TextPrimary, text("home.new_here"));
    parts::paragraph(ui, theme, &style::small(), Token::TextSecondary, text("home.tour_says"));
}

fn take_tour(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    let look = if leads_tour(workspace) { Look::Primary } else { Look::Plain };
    if parts::button(ui, theme, look, None, text("command.tour")).clicked() {
        intents.push(Intent::Run(CommandId::Tour));
    }
}

/// Whether the tour is the first thing to do: nobody has begun it, and no game waits.
fn leads_tour(workspace: &Workspace) -> bool {
    !workspace.settings.toured && workspace.settings.recent.is_empty() && workspace.crashed.is_empty()
}

fn side_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, intents: &mut Vec<Intent>) {
    parts::label(ui, theme, &style::heading(), Token::TextPrimary, text("home.continue"));
    ui.add_space(4.0);
    if workspace.settings.recent.is_empty() {
        parts::paragraph(ui, theme, &style::body(), Token::TextMuted, text("home.no_games"));
    }
    for game in &workspace.settings.recent {
        let name = game.path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        ui.horizontal(|ui| {
            if parts::link(ui, theme, &style::strong(), &name).on_hover_text(game.path.display().to_string()).clicked() {
                intents.push(Intent::Open(game.path.clone()));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let key = if game.turn > game.turns { "home.finished" } else { "home.turn" };
                let values =
                    [("title", game.title.as_str()), ("turn", &game.turn.to_string()), ("turns", &game.turns.to_string())];
                parts::label(ui, theme, &style::small(), Token::TextMuted, &fill(key, &values));
            });
        });
    }
    ui.add_space(12.0);
    parts::line(ui, theme);
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        parts::command(ui, theme, workspace, CommandId::OpenFile, Look::Plain, intents);
        parts::label(ui, theme, &style::small(), Token::TextMuted, text("home.drop"));
    });
    ui.add_space(12.0);
    parts::line(ui, theme);
    ui.add_space(6.0);
    for id in [CommandId::Palette, CommandId::Settings, CommandId::Theme, CommandId::Keyboard, CommandId::Quit] {
        command(ui, theme, workspace, id, intents);
    }
}
