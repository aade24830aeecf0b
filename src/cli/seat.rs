//! `countersign seat SAVE --seat NAME --to FILE`: what one seat may know, to take home.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Ended;
use super::files::{may_write, written};
use super::input::saved_game;
use super::out::Out;
use crate::report::{Context, headline, seat_page};
use crate::rules::ledger::Headline;
use crate::rules::setting::Setting;
use crate::rules::view::Viewer;
use crate::session::TurnNode;
use crate::session::kind::SEAT_BEGINS;
use crate::session::seat_file::{SEAT_BYTES_MAX, SEAT_EXTENSION, SeatFile};
use crate::session::shelf::Shelf;
use crate::session::storage::{Disk, size};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Seat {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
    #[arg(long = "seat", value_name = "NAME", help = text("cli.seat_name"))]
    name: String,
    #[arg(long, value_name = "FILE", help = text("cli.seat_to"))]
    to: PathBuf,
}

pub(super) fn run(command: &Seat, out: &mut Out) -> anyhow::Result<Ended> {
    let mut path = command.to.clone();
    // What is there already is named as it is: a device or a folder is refused and not written beside.
    if path.extension().is_none() && !path.exists() {
        path.set_extension(SEAT_EXTENSION);
    }
    may_write(&path, &[&command.save], SEAT_BEGINS)?;
    let game = match saved_game(&command.save)? {
        Ok(game) => game,
        Err(ended) => return Ok(ended),
    };
    let Some(seat) = game.setting().state(&command.name) else {
        let known: Vec<&str> = game.setting().states.iter().map(|state| state.name.as_str()).collect();
        anyhow::bail!(fill("cli.seat_unknown", &[("name", &command.name), ("known", &known.join(", "))]));
    };
    let words = |setting: &Setting, node: &TurnNode, news: &Headline| {
        headline(setting, Context::of(node, Viewer::Seat(seat)), news, &node.ledger)
    };
    let file = SeatFile::of(&game, seat, words, seat_page::told);
    let content = file.write(&seat_page::page(&file));
    if content.len() > SEAT_BYTES_MAX {
        let (bytes, most) = (size(content.len() as u64), size(SEAT_BYTES_MAX as u64));
        anyhow::bail!(fill("cli.seat_too_large", &[("bytes", &bytes), ("most", &most)]));
    }
    written(Shelf::new(None).write(&Disk, &path, &content), &path)?;
    let (count, path) = (file.positions().to_string(), path.display().to_string());
    out.line(&fill("cli.seat_written", &[("seat", file.seat()), ("count", &count), ("path", &path)]))?;
    out.object(&json!({ "seat": file.seat(), "positions": file.positions(), "file": path }))?;
    Ok(Ended::Fine)
}
