//! `countersign replay SAVE`: plays a saved game again and compares every turn's digest.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::input::{ended_by, replayed};
use super::out::{Out, complain};
use crate::rules::RULES_VERSION;
use crate::session::save::Check;
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Replay {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
}

pub(super) fn run(command: &Replay, out: &mut Out) -> anyhow::Result<Ended> {
    let replayed = match replayed(&command.save)? {
        Ok(replayed) => replayed,
        Err(error) => {
            out.object(&json!({ "same": false, "error": error.to_string(), "turns": [] }))?;
            return Ok(ended_by(&error));
        }
    };
    if replayed.head.rules != RULES_VERSION {
        let (found, ours) = (replayed.head.rules.to_string(), RULES_VERSION.to_string());
        complain(&fill("cli.replay_other", &[("found", &found), ("ours", &ours), ("program", &replayed.head.program)]));
    }
    for check in &replayed.checks {
        out.line(&line(check))?;
    }
    let same = replayed.sound();
    if let Some(line) = replayed.broken {
        complain(&fill("cli.verify_broken", &[("line", &line.to_string())]));
    }
    if let Some(line) = replayed.cut {
        complain(&fill("cli.verify_cut", &[("line", &line.to_string())]));
    }
    if same {
        out.line(&fill("cli.replay_same", &[("count", &replayed.checks.len().to_string())]))?;
    }
    let turns: Vec<Value> = replayed.checks.iter().map(check_json).collect();
    out.object(&json!({ "same": same, "rules": replayed.head.rules, "program": replayed.head.program, "turns": turns }))?;
    Ok(if same { Ended::Fine } else { Ended::Failed })
}

fn line(check: &Check) -> String {
    let (turn, node) = (check.turn.to_string(), check.node.to_string());
    let values = [("turn", turn.as_str()), ("node", node.as_str())];
    let (saved, replayed) = (check.saved.to_string(), check.replayed.to_string());
    if check.saved == check.replayed {
        fill("cli.replay_line", &[&values[..], &[("digest", &saved)]].concat())
    } else {
        fill("cli.replay_differs", &[&values[..], &[("saved", &saved), ("replayed", &replayed)]].concat())
    }
}

fn check_json(check: &Check) -> Value {
    json!({
        "turn": check.turn,
        "node": check.node,
        "saved": check.saved.to_string(),
        "replayed": check.replayed.to_string(),
        "same": check.saved == check.replayed,
    })
}
