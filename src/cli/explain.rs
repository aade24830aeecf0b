//! `countersign explain SAVE --turn T`: the ledger in words, what changed and why.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::input::{position, saved_game};
use super::out::Out;
use crate::report::{causes, explain, words};
use crate::rules::ledger::{Entry, Ledger};
use crate::rules::variable::Variable;
use crate::scenario::{name_error, variable_hint};
use crate::session::orders::decimal;
use crate::session::{Game, TurnNode};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..), help = text("cli.explain_turn"))]
    turn: u16,
    #[arg(long, value_name = "NAME", help = text("cli.explain_of"))]
    of: Option<String>,
}

pub(super) fn run(command: &Explain, out: &mut Out) -> anyhow::Result<Ended> {
    let game = match saved_game(&command.save)? {
        Ok(game) => game,
        Err(ended) => return Ok(ended),
    };
    let setting = game.setting();
    let place = position(&game, command.turn)?;
    let of = command
        .of
        .as_deref()
        .map(|name| {
            Variable::parse(name, setting).map_err(|why| {
                let hint = variable_hint(setting, name, &why);
                anyhow::Error::msg(fill("cli.with_hint", &[("message", &name_error(&why)), ("hint", &hint)]))
            })
        })
        .transpose()?;
    let line = game.line();
    let Some([before, node]) = line.get(place - 1..=place) else { return Ok(Ended::Unreadable) };
    let when = words::calendar(setting, command.turn);
    out.line(&fill("cli.explain_title", &[("title", &setting.title), ("turn", &command.turn.to_string()), ("when", &when)]))?;
    out.line("")?;
    let why = game.why(node);
    out.line(explain(setting, &why, &before.world, node, of, None).trim_end())?;
    out.object(&json!({ "turn": command.turn, "digest": node.digest.to_string(), "changes": changes(&game, node, &why, of) }))?;
    Ok(Ended::Fine)
}

/// Entries with their parts, exactly.
fn changes(game: &Game, node: &TurnNode, ledger: &Ledger, of: Option<Variable>) -> Vec<Value> {
    let setting = game.setting();
    let asked = |entry: &&Entry| of.is_none_or(|of| of == entry.variable);
    let parts = |entry: &Entry| -> Vec<Value> {
        let context = causes::Context::of(node, None);
        let part = |(cause, amount)| json!({ "cause": causes::cause_in(setting, context, &cause), "amount": decimal(amount) });
        ledger.parts(entry).into_iter().map(part).collect()
    };
    let one = |entry: &Entry| {
        json!({
            "phase": entry.phase.name(),
            "variable": entry.variable.name(setting),
            "before": decimal(entry.before),
            "after": decimal(entry.after),
            "parts": parts(entry),
        })
    };
    ledger.entries.iter().filter(asked).map(one).collect()
}
