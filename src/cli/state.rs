//! `countersign state SAVE`: the world as a table.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use super::Ended;
use super::input::{position, saved_game, seat_file};
use super::numbers::whole;
use super::out::Out;
use super::play::series;
use crate::report::history::played_how;
use crate::report::{seat_page, tables};
use crate::session::seat_file::{SeatFile, Turn};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct State {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
    #[arg(long, value_name = "T", value_parser = whole::<u16>(0, u64::from(u16::MAX)), help = text("cli.state_turn"))]
    turn: Option<u16>,
}

pub(super) fn run(command: &State, out: &mut Out) -> anyhow::Result<Ended> {
    if let Some(file) = seat_file(&command.save)? {
        return read_seat(&file, command.turn, out);
    }
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
    let title = fill("cli.state_title", &[("title", &setting.title), ("turn", &turn.to_string()), ("digest", &digest)]);
    out.line(&(title + played_how(&game, node)))?;
    out.line("")?;
    out.line(tables::position(setting, &node.world).trim_end())?;
    out.object(&json!({
        "scenario": setting.id, "turn": turn, "digest": digest, "hindsight": node.hindsight, "other_luck": node.luck != game.seed(),
        "series": series(setting, &node.world),
    }))?;
    Ok(Ended::Fine)
}

/// A seat's file, or one turn of it, as a page; for machines with all its numbers.
pub(super) fn read_seat(file: &SeatFile, turn: Option<u16>, out: &mut Out) -> anyhow::Result<Ended> {
    let chosen: Vec<&Turn> = file.turns().iter().filter(|of| turn.is_none_or(|turn| of.number() == turn)).collect();
    if let (Some(turn), []) = (turn, chosen.as_slice()) {
        let last = file.turns().iter().map(Turn::number).max().unwrap_or_default();
        anyhow::bail!(fill("cli.no_such_turn", &[("turn", &turn.to_string()), ("last", &last.to_string())]));
    }
    out.line(&seat_page::title(file))?;
    out.line("")?;
    let page = match chosen.as_slice() {
        [only] if turn.is_some() => seat_page::turn_page(file, only),
        _ => seat_page::page(file),
    };
    out.line(page.trim_end())?;
    let one = |of: &&Turn| {
        let numbers: Map<String, Value> = of.numbers().map(|(name, value)| (name.to_owned(), json!(value.to_f64()))).collect();
        json!({
            "turn": of.number(), "hindsight": of.hindsight(), "headlines": of.headlines(), "orders": of.orders(), "numbers": numbers,
        })
    };
    let turns: Vec<Value> = chosen.iter().map(one).collect();
    out.object(&json!({ "title": file.title(), "seat": file.seat(), "objectives": file.objectives(), "turns": turns }))?;
    Ok(Ended::Fine)
}
