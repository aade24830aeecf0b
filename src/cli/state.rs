//! `countersign state SAVE`: the world as a table.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Ended;
use super::input::{position, saved_game};
use super::out::Out;
use super::play::series;
use crate::report::tables;
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct State {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
    #[arg(long, value_name = "T", help = text("cli.state_turn"))]
    turn: Option<u16>,
}

pub(super) fn run(command: &State, out: &mut Out) -> anyhow::Result<Ended> {
    let game = match saved_game(&command.save)? {
        Ok(game) => game,
        Err(ended) => return Ok(ended),
    };
    let setting = game.setting();
    let turn = command.turn.unwrap_or_else(|| game.world().turn.saturating_sub(1));
    let place = position(&game, turn)?;
    let line = game.line();
    let Some(node) = line.get(place) else { return Ok(Ended::Unreadable) };
    let digest = node.digest.to_string();
    out.line(&fill("cli.state_title", &[("title", &setting.title), ("turn", &turn.to_string()), ("digest", &digest)]))?;
    out.line("")?;
    out.line(tables::position(setting, &node.world).trim_end())?;
    out.object(&json!({ "scenario": setting.id, "turn": turn, "digest": digest, "series": series(setting, &node.world) }))?;
    Ok(Ended::Fine)
}
