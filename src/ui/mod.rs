//! The window: what people see and press.
//!
//! Panels look at the [`Workspace`](workspace::Workspace) and push intents; [`update`] carries them out in the logic step; long work
//! goes to [`worker`]. Panels do not know one another. Nothing here decides what a turn means: that is `rules`.

pub mod abroad;
pub mod app;
pub mod arrangement;
pub mod asked;
pub mod audience;
pub mod board;
pub mod bottom;
pub mod branches;
pub mod command_groups;
pub mod commands;
pub mod composer;
pub mod dialogs;
pub mod difference;
pub mod dock;
pub mod drafting;
pub mod ensemble;
pub mod filing;
pub mod find;
pub mod highlight;
pub mod hindcast;
pub mod home;
pub mod inspector;
pub mod intents;
pub mod joined;
pub mod keys_page;
pub mod landmarks;
pub mod mark;
pub mod messages;
pub mod miniature;
pub mod mishap;
pub mod naming;
pub mod new_order;
mod objectives;
pub mod pages;
pub mod palette;
pub mod parts;
pub mod picture;
pub mod plots;
pub mod portrait;
pub mod positions;
pub mod rulebook;
pub mod scene;
pub mod sets;
pub mod settings;
pub mod settings_page;
pub mod sources;
pub mod spots;
pub mod story;
pub mod table;
pub mod theme;
pub mod timeline;
pub mod topbar;
pub mod tour;
pub mod tray;
pub mod update;
pub mod why;
pub mod widgets;
pub mod worker;
pub mod workspace;

use std::path::PathBuf;
use std::sync::Arc;

pub use app::Desk;

use crate::session::storage::Disk;
use crate::text::text;

/// How the window opens.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A saved game or a scenario to open at once.
    pub open: Option<PathBuf>,
    /// Where games and settings are kept, in place of the desktop's usual folder.
    pub data_dir: Option<PathBuf>,
}

/// Opens the window and returns when it is closed.
///
/// # Errors
/// The window cannot be opened: there is no display, or it cannot draw.
pub fn run(mut options: Options) -> anyhow::Result<()> {
    if options.data_dir.is_none() {
        let dirs = directories::ProjectDirs::from("", "", "countersign");
        options.data_dir = dirs.map(|dirs| dirs.data_dir().to_path_buf());
    }
    let viewport = egui::ViewportBuilder::default()
        .with_title(text("app.name"))
        .with_app_id("countersign")
        .with_icon(mark::icon(&theme::Theme::default()))
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 480.0]);
    let native = eframe::NativeOptions { viewport, ..Default::default() };
    let make: eframe::AppCreator<'_> = Box::new(move |cc| Ok(Box::new(app::Window::new(&cc.egui_ctx, options, Arc::new(Disk)))));
    eframe::run_native(text("app.name"), native, make).map_err(|why| anyhow::anyhow!("{} {why}", text("app.no_window")))
}
