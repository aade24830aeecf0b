//! The window's loop: take keys and answers, carry intents out, hand effects to the worker, draw.
//!
//! [`Desk`] needs egui and nothing of the desktop, so that tests can drive it; [`Window`] puts it into a real window.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Ui, ViewportCommand};

use super::intents::{Effect, Intent};
use super::settings::Settings;
use super::theme::{Theme, ThemeName};
use super::worker::{Answer, Files, Worker};
use super::workspace::{Screen, Workspace};
use super::{Options, commands, dialogs, home, table, update};
use crate::scenario;

/// The whole window, without a window.
pub struct Desk {
    workspace: Workspace,
    intents: Vec<Intent>,
    worker: Worker,
}

impl Desk {
    /// A window as it opens.
    #[must_use]
    pub fn new(ctx: &Context, options: Options, storage: Files) -> Self {
        let settings = Settings::read(storage.as_ref(), options.data_dir.as_deref());
        let load = |bundled: &scenario::library::Bundled| scenario::load(bundled.file, bundled.text).ok().map(Arc::new);
        let library = scenario::library::bundled().iter().filter_map(load).collect();
        let worker = Worker::new(ctx, storage, options.data_dir.clone());
        let workspace = Workspace {
            screen: Screen::Home,
            play: None,
            library,
            settings,
            dialog: None,
            notice: None,
            data_dir: options.data_dir,
            leaving: false,
        };
        ctx.options_mut(|o| {
            // Both go through the registry of commands: text size is kept, and leaving asks about unsaved play.
            o.zoom_with_keyboard = false;
            o.quit_shortcuts.clear();
        });
        let desk = Self { workspace, intents: options.open.map(Intent::Open).into_iter().collect(), worker };
        desk.restyle(ctx);
        desk
    }

    /// What the window shows and keeps.
    #[must_use]
    pub const fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Asks for something as a click would.
    pub fn ask(&mut self, intent: Intent) {
        self.intents.push(intent);
    }

    /// Takes keys, dropped files and answers, and carries out what was asked.
    pub fn logic(&mut self, ctx: &Context) {
        let answers: Vec<Answer> = self.worker.answers().collect();
        for answer in answers {
            let effects = self.answered(answer);
            self.carry_out(ctx, effects);
        }
        self.intents.extend(commands::pressed(ctx, &self.workspace).into_iter().map(Intent::Run));
        self.intents.extend(dropped(ctx).map(Intent::Open));
        if ctx.input(|input| input.viewport().close_requested()) && !update::leave_asked(&mut self.workspace) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
        for intent in std::mem::take(&mut self.intents) {
            let effects = update::apply(&mut self.workspace, intent);
            self.carry_out(ctx, effects);
        }
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui) {
        let theme = super::theme::of(ui.ctx());
        match self.workspace.screen {
            Screen::Home => home::home_ui(ui, &theme, &self.workspace, &mut self.intents),
            Screen::Table => table::table_ui(ui, &theme, &mut self.workspace, &mut self.intents),
        }
        dialogs::dialogs_ui(ui, &theme, &mut self.workspace, &mut self.intents);
        if !self.intents.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        let workspace = &mut self.workspace;
        match answer {
            Answer::Saved { path, revision } => return update::saved(workspace, &path, revision),
            Answer::NotSaved { why } => update::save_failed(workspace, why),
            Answer::Read { path, text } => return update::opened(workspace, &path, text),
            Answer::Picked(purpose, path) => self.intents.extend(path.map(|path| Intent::PathGiven(purpose, path))),
            Answer::Played { number, done } => update::played(workspace, number, done),
            Answer::Forecast { number, digest, answer, futures } => {
                update::previewed(workspace, number, digest, answer, futures);
            }
            Answer::Exported(done) => update::exported(workspace, done),
        }
        Vec::new()
    }

    fn carry_out(&self, ctx: &Context, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                Effect::Restyle => self.restyle(ctx),
                other => self.worker.hand(other),
            }
        }
    }

    fn restyle(&self, ctx: &Context) {
        let name = if self.workspace.settings.dark { ThemeName::Dark } else { ThemeName::Light };
        Theme::load(name).unwrap_or_default().install(ctx);
        ctx.set_zoom_factor(self.workspace.settings.zoom());
    }
}

fn dropped(ctx: &Context) -> impl Iterator<Item = PathBuf> + use<> {
    let files = ctx.input(|input| input.raw.dropped_files.clone());
    files.into_iter().map(|file| file.path().to_path_buf())
}

/// A real window round a [`Desk`].
pub struct Window {
    desk: Desk,
}

impl Window {
    /// Puts a desk into a window.
    #[must_use]
    pub const fn new(desk: Desk) -> Self {
        Self { desk }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.desk.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.desk.show(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
