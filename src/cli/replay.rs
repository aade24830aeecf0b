//! `countersign replay SAVE`: plays a saved game again and compares every turn's digest.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::evidence;
use super::input::{ended_by, replayed};
use super::out::Out;
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
    for check in &replayed.checks {
        out.line(&line(check))?;
    }
    evidence::tell(&replayed);
    let same = replayed.sound();
    if same {
        let key = if replayed.checks.len() == 1 { "cli.replay_same_one" } else { "cli.replay_same" };
        out.line(&fill(key, &[("count", &replayed.checks.len().to_string())]))?;
    } else if !replayed.of_these_rules() && replayed.intact() {
        let differ = replayed.checks.iter().filter(|check| check.saved != check.replayed).count();
        let values = [("differ", differ.to_string()), ("count", replayed.checks.len().to_string())];
        out.line(&fill("cli.replay_other_differ", &values.each_ref().map(|(name, value)| (*name, value.as_str()))))?;
    }
    let turns: Vec<Value> = replayed.checks.iter().map(check_json).collect();
    let mut object = json!({ "same": same, "rules": replayed.head.rules, "program": replayed.head.program, "turns": turns });
    if let (Some(object), Value::Object(found)) = (object.as_object_mut(), evidence::json(&replayed)) {
        object.extend(found);
    }
    out.object(&object)?;
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
