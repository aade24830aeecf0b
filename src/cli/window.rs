//! `countersign` and `countersign open FILE`: the window, or what can be done without it.

use std::path::PathBuf;

use clap::Args;

use super::Ended;
use super::files::read_text;
use super::out::complain;
use crate::session::storage::{Disk, Storage as _};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Open {
    #[arg(value_name = "FILE", help = text("cli.open_file"))]
    pub(super) file: PathBuf,
}

/// Opens the window; where there is none, says what is missing and what can be done.
pub(super) fn open(file: Option<PathBuf>, data_dir: Option<PathBuf>) -> anyhow::Result<Ended> {
    // A path that leads nowhere is said where it was typed.
    if let Some(file) = &file {
        anyhow::ensure!(!Disk.is_endless(file), fill("cli.file_endless", &[("path", &file.display().to_string())]));
        read_text(file)?;
    }
    if let Err(reason) = start(file, data_dir) {
        complain(&fill("cli.no_window", &[("reason", &reason)]));
        complain(text("cli.no_window_hint"));
        return Ok(Ended::Unreadable);
    }
    Ok(Ended::Fine)
}

#[cfg(feature = "gui")]
fn start(open: Option<PathBuf>, data_dir: Option<PathBuf>) -> Result<(), String> {
    crate::ui::run(crate::ui::Options { open, data_dir }).map_err(|error| error.to_string())
}

#[cfg(not(feature = "gui"))]
fn start(_file: Option<PathBuf>, _data_dir: Option<PathBuf>) -> Result<(), String> {
    Err(text("cli.no_window_build").to_owned())
}
