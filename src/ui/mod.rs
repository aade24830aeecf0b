//! The window: what people see and press.
//!
//! Panels look at the [`Workspace`](state::workspace::Workspace) and push intents; [`update`] carries them out in the logic step; long work
//! goes to [`outside`]. Panels do not know one another. Nothing here decides what a turn means: that is `rules`.

pub mod app;
pub mod dock;
pub mod kit;
pub mod mishap;
pub mod outside;
pub mod panels;
pub mod state;
pub mod table;
#[cfg(test)]
mod trial;
pub mod update;

use std::path::PathBuf;
use std::sync::Arc;

pub use app::Desk;

use crate::session::storage::Disk;
use crate::text::{fill, text};

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
        .with_icon(kit::mark::icon(&kit::theme::Theme::default()))
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 480.0]);
    let native = eframe::NativeOptions { viewport, ..Default::default() };
    let make: eframe::AppCreator<'_> = Box::new(move |cc| Ok(Box::new(app::Window::new(&cc.egui_ctx, options, Arc::new(Disk)))));
    // What the libraries say names places in their sources; what can be done about it is said here.
    let why = |error: eframe::Error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => anyhow::Error::msg(no_display()),
        eframe::Error::AppCreation(why) => anyhow::anyhow!("{why}"),
        _ => anyhow::Error::msg(text("app.no_drawing")),
    };
    eframe::run_native(text("app.name"), native, make).map_err(why)
}

/// Why there is no screen: none is named, or the one that is does not answer.
fn no_display() -> String {
    let named = ["WAYLAND_DISPLAY", "DISPLAY"].into_iter().find_map(|name| std::env::var(name).ok().filter(|at| !at.is_empty()));
    named.map_or_else(|| text("app.no_display").to_owned(), |at| fill("app.dead_display", &[("display", &at)]))
}
