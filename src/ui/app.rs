//! The window's loop: take keys and answers, carry intents out, hand effects to the worker, draw.
//!
//! [`Desk`] needs egui and nothing of the desktop, so that tests can drive it; [`Window`] puts it into a real window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Ui, ViewportCommand};

use crate::scenario;
use crate::session::storage::Storage;
use crate::text;
use crate::ui::Options;
use crate::ui::kit::landmarks;
use crate::ui::kit::theme::{Theme, ThemeName};
use crate::ui::mishap::{Kept, Mishap, guarded, mishap_ui};
use crate::ui::outside::worker::{Answer, Files, Worker};
use crate::ui::panels::audience;
use crate::ui::panels::dialogs;
use crate::ui::panels::hindcast;
use crate::ui::panels::home;
use crate::ui::panels::messages;
use crate::ui::panels::tour;
use crate::ui::state::commands;
use crate::ui::state::intents::{Effect, Intent};
use crate::ui::state::settings::{Settings, ThemeChoice};
use crate::ui::state::workspace::{Screen, Workspace};
use crate::ui::table;
use crate::ui::update;

/// The whole window, without a window.
pub struct Desk {
    workspace: Workspace,
    intents: Vec<Intent>,
    worker: Worker,
    /// The theme that is in force.
    theme: Option<ThemeName>,
}

impl Desk {
    /// A window as it opens.
    #[must_use]
    pub fn new(ctx: &Context, options: Options, storage: Files) -> Self {
        let (settings, lost) = Settings::read(storage.as_ref(), options.data_dir.as_deref());
        let problems = languages(storage.as_ref(), options.data_dir.as_deref());
        let load = |bundled: &scenario::library::Bundled| scenario::load(bundled.file, bundled.text).ok().map(Arc::new);
        let library = scenario::library::bundled().iter().filter_map(load).collect();
        let worker = Worker::new(ctx, storage, options.data_dir.clone(), settings.language.clone());
        let workspace = Workspace {
            screen: Screen::Home,
            play: None,
            library,
            settings,
            dialog: None,
            games: 0,
            messages: messages::Messages::default(),
            dock: None,
            audience: None,
            clock: None,
            arranging: false,
            data_dir: options.data_dir,
            leaving: false,
            crashed: Vec::new(),
            on_record: false,
            hindcast: hindcast::HindcastView::default(),
        };
        ctx.options_mut(|o| {
            // Both go through the registry of commands: text size is kept, and leaving asks about unsaved play.
            o.zoom_with_keyboard = false;
            o.quit_shortcuts.clear();
        });
        let intents = options.open.map(Intent::Open).into_iter().collect();
        let mut desk = Self { workspace, intents, worker, theme: None };
        for (file, why) in problems {
            let words = text::fill("message.language", &[("file", &file), ("why", &why)]);
            desk.workspace.messages.say(messages::Kind::Problem, words);
        }
        desk.restyle(ctx);
        if let Some(lost) = lost {
            desk.workspace.messages.say(messages::Kind::Problem, lost.words());
        }
        desk
    }

    /// What the window shows and keeps.
    #[must_use]
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// How much of the game on the table the disk has, as far as it has answered.
    fn kept(&self) -> Kept {
        match &self.workspace.play {
            None => Kept::NoGame,
            Some(play) if self.workspace.data_dir.is_none() || play.no_journal.is_some() => Kept::Behind,
            Some(_) => Kept::Whole,
        }
    }

    /// Asks for something as a click would.
    pub fn ask(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    /// Takes keys, dropped files and answers, and carries out what was asked.
    pub fn logic(&mut self, ctx: &Context) {
        if self.workspace.settings.theme == ThemeChoice::System && self.theme != Some(self.wanted_theme(ctx)) {
            self.restyle(ctx);
        }
        let answers: Vec<Answer> = self.worker.answers().collect();
        for answer in answers {
            let effects = self.answered(answer);
            self.carry_out(ctx, effects);
            self.keep_journal(ctx);
        }
        self.intents.extend(commands::pressed(ctx, &self.workspace).into_iter().map(Intent::Run));
        self.intents.extend(dropped(ctx).map(Intent::Open));
        if ctx.input(|input| input.viewport().close_requested()) && !update::leave_asked(&mut self.workspace) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        for intent in std::mem::take(&mut self.intents) {
            let effects = update::apply(&mut self.workspace, intent);
            self.carry_out(ctx, effects);
            self.keep_journal(ctx);
        }
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui) {
        let theme = crate::ui::kit::theme::of(ui.ctx());
        let now = ui.input(|input| input.time);
        if let Some(seconds) = self.workspace.clock.as_mut().and_then(|clock| clock.tick(now)) {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(seconds));
        }
        if self.workspace.dialog.is_some() && landmarks::dialog(ui.ctx()).is_none() {
            hush(ui);
        }
        match self.workspace.screen {
            _ if self.workspace.hindcast.is_open() => {
                hindcast::hindcast_ui(ui, &theme, &mut self.workspace.hindcast, &mut self.intents);
            }
            Screen::Home => home::home_ui(ui, &theme, &self.workspace, &mut self.intents),
            Screen::Table => table::table_ui(ui, &theme, &mut self.workspace, &mut self.intents),
        }
        tour::tour_ui(ui.ctx(), &theme, &mut self.workspace, &mut self.intents);
        dialogs::dialogs_ui(ui, &theme, &mut self.workspace, &mut self.intents);
        messages::messages_ui(ui, &theme, &mut self.workspace.messages, &mut self.intents);
        audience::audience_ui(ui.ctx(), &mut self.workspace, &mut self.intents);
        if !self.intents.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Hands what has just happened to the journal.
    fn keep_journal(&mut self, ctx: &Context) {
        let effects = update::journal(&mut self.workspace);
        self.carry_out(ctx, effects);
    }

    fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        let workspace = &mut self.workspace;
        match answer {
            Answer::Saved { game, path, revision } => return update::saved(workspace, game, &path, revision),
            Answer::Crashed(list) => update::crashed(workspace, list),
            Answer::Regained(regained) => update::regained(workspace, *regained),
            Answer::NoJournal { why } => update::no_journal(workspace, why),
            Answer::JournalAgain => update::journal_again(workspace),
            Answer::Unguarded { why } => workspace.messages.say(messages::Kind::Note, why),
            Answer::NotSaved { game, why } => update::save_failed(workspace, game, why),
            Answer::Opened { path, opened } => return update::opened(workspace, path, opened),
            Answer::Suggested(path) => return update::suggested(workspace, path),
            Answer::Picked(purpose, path) => self.intents.extend(path.map(|path| Intent::PathGiven(purpose, path))),
            Answer::Played { number, done } => update::played(workspace, number, done),
            Answer::Forecast { number, digest, answer, futures } => {
                return update::previewed(workspace, number, digest, &answer, futures);
            }
            Answer::Assessing { number, done, seeds } => workspace.hindcast.progress(number, done, seeds),
            Answer::Assessed { number, seeds, answer } => workspace.hindcast.arrived(number, seeds, answer.map(|found| *found)),
            Answer::Exported(done) => update::exported(workspace, done),
            // What went wrong on a thread goes wrong here, where the page about it is.
            Answer::Mishap(message) => std::panic::resume_unwind(Box::new(message)),
        }
        Vec::new()
    }

    fn carry_out(&mut self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                Effect::Restyle => self.restyle(ctx),
                Effect::Step(by) => landmarks::step(ctx, by),
                other => self.worker.hand(other),
            }
        }
    }

    fn wanted_theme(&self, ctx: &Context) -> ThemeName {
        let desktop = ctx.system_theme().map(|theme| theme == egui::Theme::Dark);
        self.workspace.settings.theme.theme(desktop)
    }

    fn restyle(&mut self, ctx: &Context) {
        let name = self.wanted_theme(ctx);
        self.theme = Some(name);
        Theme::load(name).unwrap_or_default().install(ctx);
        let seconds = if self.workspace.settings.still { 0.0 } else { 0.12 };
        ctx.all_styles_mut(|style| style.animation_time = seconds);
        ctx.set_zoom_factor(self.workspace.settings.zoom());
        text::speak(&self.workspace.settings.language);
        self.worker.hand(Effect::Speak(self.workspace.settings.language.clone()));
    }
}

/// What is said under the pointer is no longer said once something lies over it: for one frame, nothing there answers.
fn hush(ui: &mut Ui) {
    ui.visuals_mut().disabled_alpha = 1.0;
    ui.disable();
}

/// Takes in the languages that lie in the folder of settings, one file each, named as the language. Gives what could not be read.
fn languages(storage: &dyn Storage, data_dir: Option<&Path>) -> Vec<(String, String)> {
    let files = data_dir.and_then(|dir| storage.list(&dir.join("languages")).ok()).unwrap_or_default();
    let mut problems = Vec::new();
    for path in files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "ron")) {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let read = storage.read_text(&path).map_err(|why| why.to_string());
        if let Err(why) = read.and_then(|file| text::add_language(&name, &file)) {
            problems.push((path.display().to_string(), why));
        }
    }
    problems
}

fn dropped(ctx: &Context) -> impl Iterator<Item = PathBuf> + use<> {
    let files = ctx.input(|input| input.raw.dropped_files.clone());
    files.into_iter().map(|file| file.path().to_path_buf())
}

/// A real window round a [`Desk`].
pub struct Window {
    desk: Option<Desk>,
    mishap: Option<Mishap>,
    options: Options,
    storage: Files,
}

impl Window {
    /// A window as it opens.
    #[must_use]
    pub fn new(ctx: &Context, options: Options, storage: Files) -> Self {
        let desk = Desk::new(ctx, options.clone(), Arc::clone(&storage));
        Self { desk: Some(desk), mishap: None, options, storage }
    }

    /// Does something with the desk. What panics takes the desk down, and not the window.
    fn with(&mut self, ctx: &Context, work: impl FnOnce(&mut Desk)) {
        let Some(desk) = &mut self.desk else { return };
        let kept = desk.kept();
        if let Err(mishap) = guarded(|| work(desk)) {
            let mishap = Mishap { kept, ..mishap };
            // Its threads end, and with them the lock on the journal.
            let _ended = guarded(|| self.desk.take().map(drop));
            self.mishap = Some(mishap);
            ctx.request_repaint();
        }
    }

    /// Takes keys, dropped files and answers, and carries out what was asked.
    pub fn advance(&mut self, ctx: &Context) {
        self.with(ctx, |desk| desk.logic(ctx));
    }

    /// Draws the desk, or the page about what went wrong with it.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let Some(mishap) = &self.mishap else {
            self.with(&ctx, |desk| desk.show(ui));
            return;
        };
        if mishap_ui(ui, mishap) {
            self.go_on(&ctx);
            ctx.request_repaint();
        }
    }

    /// Sets a new desk up, which finds what the other one left.
    fn go_on(&mut self, ctx: &Context) {
        let options = Options { open: None, ..self.options.clone() };
        self.desk = Some(Desk::new(ctx, options, Arc::clone(&self.storage)));
        self.mishap = None;
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.advance(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.show(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
