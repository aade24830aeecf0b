//! The bar above the table: what is played, which turn, by whom, and the one button that goes on.

use egui::{Align, Layout, Rect, Ui};

use crate::report::history;
use crate::report::when::when;
use crate::report::words::capital;
use crate::rules::table::StateId;
use crate::scenario::Spot;
use crate::text::{fill, text};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::portrait;
use crate::ui::kit::spots;
use crate::ui::kit::theme::{Theme, Token, icons, text as style};
use crate::ui::kit::widgets::emblem::emblem_ui;
use crate::ui::kit::widgets::labels;
use crate::ui::state::clock::{Clock, ClockAsk, MINUTES};
use crate::ui::state::commands::{self, CommandId};
use crate::ui::state::intents::Intent;
use crate::ui::state::unanswered;
use crate::ui::state::workspace::{Play, Saved, Workspace};

/// From this width on, the way to everything is a field and not an icon.
const WIDE: f32 = 1600.0;

/// The title is cut off to this where there is no room.
const TITLE_MIN: f32 = 40.0;

/// Between two things in the bar.
const GAP: f32 = 8.0;

/// Which words there is room for; what has none is an icon, or is said under the pointer.
#[derive(Clone, Copy, Debug, Default)]
struct Fits {
    /// The steps back and forth.
    steps: bool,
    /// What the seat is called, rather than its emblem alone.
    name: bool,
    /// That it is played.
    seat: bool,
    /// Whether the game is saved.
    saved: bool,
    /// Which turn it is of which year, rather than its number alone.
    turn: bool,
    /// The phase, at least as an icon.
    chips: bool,
    /// What the phase is called.
    phase: bool,
    /// How many requests wait without an answer, rather than their number alone.
    unanswered: bool,
    /// What is left for the title.
    title: f32,
}

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
        let clock = workspace.clock.filter(|_| !play.game.over());
        let fits = fits(ui, theme, play, clock.is_some());
        place(ui, theme, play, fits);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            let left = ui.cursor().right();
            parts::command(ui, theme, workspace, CommandId::Resolve, Look::Primary, intents);
            let button = Rect::from_x_y_ranges(ui.cursor().right()..=left, ui.max_rect().shrink(7.0).y_range());
            spots::mark(ui.ctx(), Spot::Resolve, button);
            unanswered_ui(ui, theme, play, fits.unanswered);
            menu(ui, theme, workspace, intents);
            find(ui, theme, workspace, intents);
            if let Some(clock) = &clock {
                clock_ui(ui, theme, workspace, clock, intents);
            }
            saved(ui, theme, play, fits.saved);
            if !play.game.rest().is_empty() {
                parts::command(ui, theme, workspace, CommandId::ReplayRest, Look::IconOnly, intents);
            }
            if fits.steps {
                parts::command(ui, theme, workspace, CommandId::Redo, Look::IconOnly, intents);
                parts::command(ui, theme, workspace, CommandId::Undo, Look::IconOnly, intents);
            }
            seat(ui, theme, (workspace, play), fits, intents);
        });
    });
    let below = ui.max_rect();
    ui.painter().hline(below.x_range(), below.bottom() - 0.5, parts::edge(theme));
}

/// Measures what stands in the bar, and drops what has no room. Which turn it is and whose seat is played always stands there; after them
/// come names, then the phase, steps back and forth, which the menu has, too, whether the game is saved, and the longer words last.
fn fits(ui: &Ui, theme: &Theme, play: &Play, clock: bool) -> Fits {
    let measured = |style: egui::TextStyle, words: &str| labels::wide(ui, theme, &style, words);
    let icon = (theme.font(&style::body()).size * 1.3 + 13.0).max(ui.spacing().interact_size.y) + GAP;
    let padding = 2.0 * ui.spacing().button_padding.x;
    let ahead = !play.game.ahead().is_empty();
    let resolve = measured(style::strong(), text(if ahead { "command.resolve_branch" } else { "command.resolve" }));
    let find = if ui.ctx().content_rect().width() < WIDE { icon } else { measured(style::body(), text("topbar.find")) + 110.0 };
    let clock = if clock { measured(style::strong(), "00:00") + icon + GAP } else { 0.0 };
    // The seat's emblem and the arrow of its menu, and the chips as icons.
    let chips = if play.game.now().hindsight { 2.0 } else { 1.0 };
    let short = measured(style::body(), &turn_short(play)) + GAP;
    let (menu, rest) = (icon, if play.game.rest().is_empty() { 0.0 } else { icon });
    let emblem = beside(theme, 18.0) + GAP + icon;
    let least = resolve + icon + padding + find + menu + rest + clock + emblem + short + 12.0;
    let open = unanswered::count(&play.scene());
    let figure = measured(style::small(), &open.to_string());
    let least = least + if open > 0 { figure + beside(theme, 16.0) + 2.0 * GAP } else { 0.0 };
    let title = measured(style::subhead(), &play.game.setting().title);
    let mut room = ui.available_width() - least - TITLE_MIN.min(title) - GAP;
    let mut take = |width: f32| {
        let fits = width <= room;
        room -= if fits { width.max(0.0) } else { 0.0 };
        fits
    };
    let name = name(play, play.game.seat());
    // With words the arrow is part of their button.
    let worded = measured(style::body(), &format!("{name}  {}", icons::EXPAND)) + padding + GAP;
    let named = take(worded - icon);
    let whole = take(title - TITLE_MIN);
    let marked = take(chips * (beside(theme, 17.0) + GAP));
    let steps = take(2.0 * icon);
    let unanswered = take(measured(style::small(), &unanswered_words(open)) - figure);
    let saved = Said::of(play).iter().map(|said| measured(style::small(), said.short) + beside(theme, 15.0) + 2.0 * GAP).sum();
    let saved = take(saved);
    let seat = named && take(measured(style::body(), &seat_words(play)) - measured(style::body(), name));
    let long = parts::turn(play.game.setting(), play.game.world());
    let turn = take(measured(style::body(), &long) + GAP - short);
    let phase = marked && turn && take(chips * 150.0 * theme.larger());
    let title = if whole { title } else { (TITLE_MIN.min(title) + room).max(TITLE_MIN) };
    Fits { steps, name: named, seat, saved, turn, chips: marked, phase, unanswered, title }
}

/// Which turn it is, in figures alone.
fn turn_short(play: &Play) -> String {
    let world = play.game.world();
    when(play.game.setting(), world, ["topbar.turn_short", "when.end"], &[("turns", &world.last_turn.to_string())])
}

fn unanswered_words(count: usize) -> String {
    fill("topbar.unanswered", &[("count", &count.to_string())])
}

/// Beside the button that goes on: how many requests it would leave without an answer.
fn unanswered_ui(ui: &mut Ui, theme: &Theme, play: &Play, written: bool) {
    let scene = play.scene();
    let count = unanswered::count(&scene);
    if count == 0 {
        return;
    }
    let words = if written { unanswered_words(count) } else { count.to_string() };
    let said = unanswered::lines(&scene).join("\n");
    let response = parts::label(ui, theme, &style::small(), Token::TextSecondary, &words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    let icon = parts::icon(ui, theme, icons::REQUEST, 16.0, Token::TextSecondary);
    response.union(icon).on_hover_text(said);
}

/// A picture beside words is as much larger as they are, as far as the bar has room.
fn beside(theme: &Theme, size: f32) -> f32 {
    size * theme.larger()
}

fn place(ui: &mut Ui, theme: &Theme, play: &Play, fits: Fits) {
    let turn = parts::turn(play.game.setting(), play.game.world());
    ui.scope(|ui| {
        ui.set_max_width(fits.title + 1.0);
        parts::label(ui, theme, &style::subhead(), Token::TextPrimary, &play.game.setting().title);
    });
    if fits.turn {
        parts::label(ui, theme, &style::body(), Token::TextSecondary, &turn);
    } else {
        let short = parts::label(ui, theme, &style::body(), Token::TextSecondary, &turn_short(play));
        short.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &turn));
        short.on_hover_text(turn);
    }
    if !fits.chips {
        return;
    }
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
    let said = chip(ui, theme, icon, text(phase), fits.phase);
    if !tip.is_empty() {
        said.on_hover_text(text(tip));
    }
    if game.now().hindsight {
        let how = history::played_how(game, game.now()).trim();
        let short = chip(ui, theme, icons::BRANCH, text("topbar.hindsight"), fits.phase);
        short.on_hover_text(how.trim_start_matches('(').trim_end_matches(')'));
    }
}

/// A chip with its words, or its icon alone where what stands on the right needs the room.
fn chip(ui: &mut Ui, theme: &Theme, icon: &str, words: &str, written: bool) -> egui::Response {
    if written {
        return parts::chip(ui, theme, Some(icon), words);
    }
    let response = parts::icon(ui, theme, icon, 17.0, Token::TextSecondary);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    response.on_hover_text(words)
}

/// How far the disk knows the game.
struct Said {
    icon: Option<&'static str>,
    /// What stands in the bar.
    short: &'static str,
    /// All of it, for the pointer and for who listens.
    whole: String,
    token: Token,
}

impl Said {
    /// What the disk refused, in two words, and why.
    const fn failed(short: &'static str, whole: String) -> Self {
        Self { icon: Some(icons::BROKEN), short, whole, token: Token::StateCritical }
    }

    /// What there is to say, the journal first.
    fn of(play: &Play) -> Vec<Self> {
        let said = |icon, key| Self { icon, short: text(key), whole: text(key).to_owned(), token: Token::TextMuted };
        let journal = play.no_journal.as_ref().map(|why| Self::failed(text("topbar.no_journal"), why.clone()));
        let saved = match &play.saved {
            Saved::Failed(why) => Some(Self::failed(text("topbar.failed"), fill("topbar.not_saved", &[("why", why)]))),
            Saved::Writing => Some(said(Some(icons::WAITING), "topbar.saving")),
            _ if play.unsaved() => Some(said(None, "topbar.unsaved")),
            Saved::OnDisk => Some(said(Some(icons::CHECK), "topbar.saved")),
            Saved::Never => None,
        };
        journal.into_iter().chain(saved).collect()
    }
}

fn saved(ui: &mut Ui, theme: &Theme, play: &Play, written: bool) {
    for said in Said::of(play) {
        let response = if written {
            let response = parts::label(ui, theme, &style::small(), said.token, said.short);
            if let Some(icon) = said.icon {
                parts::icon(ui, theme, icon, 15.0, said.token);
            }
            response
        } else if said.token == Token::StateCritical {
            parts::icon(ui, theme, said.icon.unwrap_or(icons::DRAFT), 15.0, said.token)
        } else {
            continue;
        };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said.whole));
        let path = play.path.as_ref().filter(|_| said.token == Token::TextMuted);
        response.on_hover_text(path.map_or(said.whole, |path| path.display().to_string()));
    }
}

fn name(play: &Play, seat: Option<StateId>) -> &str {
    seat.map_or(text("topbar.facilitator"), |id| play.game.setting().states[id].name.as_str())
}

fn seat_words(play: &Play) -> String {
    fill("topbar.playing", &[("seat", name(play, play.game.seat()))])
}

fn seat(ui: &mut Ui, theme: &Theme, (workspace, play): (&Workspace, &Play), fits: Fits, intents: &mut Vec<Intent>) {
    let setting = play.game.setting();
    let name = |seat| name(play, seat);
    let words = seat_words(play);
    let menu = |ui: &mut Ui| {
        let seats = setting.states.enumerate().filter(|(_, s)| s.playable).map(|(id, _)| Some(id));
        for choice in seats.chain([None]) {
            let (on, told) = (play.game.seat() == choice, portrait::seat(setting, choice, play.game.seat()));
            if parts::told_choice(ui, theme, on, name(choice), &told).clicked() {
                intents.push(Intent::Sit(choice));
                ui.close();
            }
        }
        ui.separator();
        parts::menu_command(ui, workspace, CommandId::Seats, intents);
    };
    let tip = text("topbar.seat_tip");
    if fits.name {
        let short = capital(name(play.game.seat()));
        let pressed = parts::menu_button(ui, theme, if fits.seat { &words } else { &short }, menu);
        pressed.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        pressed.on_hover_text(tip);
    } else {
        parts::told_menu(ui, theme, icons::EXPAND, (&words, tip), menu);
    }
    if let Some(id) = play.game.seat() {
        emblem_ui(ui, theme, portrait::emblem(setting, id), portrait::supplier(setting, id), beside(theme, 18.0), name(Some(id)));
    } else {
        parts::icon(ui, theme, icons::FACILITATOR, 18.0, Token::TextSecondary);
    }
}

/// The time that is left; it opens to what can be done with the clock.
fn clock_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, clock: &Clock, intents: &mut Vec<Intent>) {
    let words = Clock::shown(clock.seconds());
    let icon = if clock.running() { icons::WAITING } else { icons::SUSPEND };
    let response = parts::button(ui, theme, Look::Plain, Some(icon), &words);
    let said = match (clock.over(), clock.running()) {
        (true, _) => text("clock.over").to_owned(),
        (false, true) => fill("clock.runs", &[("left", &words)]),
        (false, false) => fill("clock.stands", &[("left", &words)]),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &said));
    parts::menu(&response, |ui| {
        parts::menu_command(ui, workspace, CommandId::Clock, intents);
        for minutes in MINUTES {
            if ui.button(fill("clock.minutes", &[("minutes", &minutes.to_string())])).clicked() {
                intents.push(Intent::Clock(ClockAsk::Set(minutes)));
                ui.close();
            }
        }
        ui.separator();
        if ui.button(text("clock.away")).clicked() {
            intents.push(Intent::Clock(ClockAsk::Away));
            ui.close();
        }
    });
    response.on_hover_text(said);
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
        &[CommandId::Save, CommandId::SaveAs, CommandId::HandIn, CommandId::OpenFile, CommandId::Home],
        &[CommandId::Undo, CommandId::Redo, CommandId::Branches],
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
        &[CommandId::Audience, CommandId::Clock, CommandId::Settings, CommandId::Quit],
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
    parts::icon_menu(ui, theme, icons::MORE, text("topbar.menu"), |ui| {
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
}
