//! `countersign verify SAVE`: whether a saved game is what the program wrote, line by line and turn by turn.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::evidence::{self, branch_of};
use super::input::{ended_by, replayed};
use super::out::{Out, complain, in_line};
use crate::report::history::played_how;
use crate::session::save::{Check, Head, HeadHash, Replay, head_hashes};
use crate::session::{Game, NodeId};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Verify {
    #[arg(value_name = "SAVE", help = text("cli.save_file"))]
    save: PathBuf,
}

pub(super) fn run(command: &Verify, out: &mut Out) -> anyhow::Result<Ended> {
    let replayed = match replayed(&command.save)? {
        Ok(replayed) => replayed,
        Err(error) => {
            out.object(&json!({ "sound": false, "error": error.to_string(), "turns": [] }))?;
            return Ok(ended_by(&error));
        }
    };
    out.line(&head_line(&replayed.head))?;
    if replayed.head.sealed {
        out.line(text("cli.verify_sealed"))?;
    }
    for node in replayed.game.chair_taken() {
        let (turn, branch) = (turn_at(&replayed.game, node).to_string(), branch_of(&replayed.game, node.0));
        out.line(&in_line(&fill("cli.verify_chair", &[("turn", &turn), ("branch", &branch)])))?;
    }
    // Its words are those of its own rules: these would be others.
    let hashes = if replayed.of_these_rules() { head_hashes(&replayed.game) } else { Vec::new() };
    let turns: Vec<(&Check, Option<&HeadHash>)> =
        replayed.checks.iter().enumerate().skip(1).map(|(n, check)| (check, hashes.get(n))).collect();
    for (check, hash) in &turns {
        out.line(&turn_line(&replayed.game, check, *hash))?;
    }
    let sound = replayed.sound() && replayed.of_these_rules();
    verdict(&replayed, sound, out)?;
    let words = hashes.last().map(HeadHash::words);
    if let Some(words) = words.as_deref().filter(|_| sound) {
        out.line(&fill("cli.verify_words", &[("words", words)]))?;
    }
    let list: Vec<Value> = turns.iter().map(|(check, hash)| turn_json(&replayed.game, check, *hash)).collect();
    let mut object = json!({
        "sound": sound,
        "head": head_json(&replayed.head),
        "hash": hashes.last().map(ToString::to_string),
        "words": words,
        "turns": list,
        "chair_taken": replayed.game.chair_taken().map(|node| chair_json(&replayed.game, node)).collect::<Vec<_>>(),
    });
    if let (Some(object), Value::Object(found)) = (object.as_object_mut(), evidence::json(&replayed)) {
        object.extend(found);
    }
    out.object(&object)?;
    Ok(if sound { Ended::Fine } else { Ended::Failed })
}

/// The turn that is played next at a position.
fn turn_at(game: &Game, node: NodeId) -> u16 {
    game.node(node).map_or(0, |node| node.world.turn)
}

fn chair_json(game: &Game, node: NodeId) -> Value {
    json!({ "turn": turn_at(game, node), "node": node.0, "branch": branch_of(game, node.0) })
}

fn head_line(head: &Head) -> String {
    let created = head.created.map_or_else(|| text("cli.verify_unknown").to_owned(), |stamp| stamp.to_string());
    let rules = head.rules.to_string();
    let values = [("title", head.title.as_str()), ("scenario", &head.scenario), ("seed", &head.seed)];
    let more = [("rules", rules.as_str()), ("program", &head.program), ("created", &created)];
    // Whoever wrote the file wrote these words: they may not look like those of this program.
    in_line(&fill("cli.verify_head", &[&values[..], &more].concat()))
}

fn head_json(head: &Head) -> Value {
    json!({
        "program": head.program, "rules": head.rules, "scenario": head.scenario, "scenario_hash": head.scenario_hash,
        "seed": head.seed, "seats": head.seats, "sealed": head.sealed, "created": head.created.map(|stamp| stamp.to_string()),
    })
}

fn turn_line(game: &Game, check: &Check, hash: Option<&HeadHash>) -> String {
    let (turn, branch) = (check.turn.to_string(), branch_of(game, check.node));
    let words = hash.filter(|_| check.saved == check.replayed).map(HeadHash::words);
    let key = match (check.saved == check.replayed, &words) {
        (true, Some(_)) => "cli.verify_turn",
        (true, None) => "cli.verify_turn_other",
        (false, _) => "cli.verify_differs",
    };
    let values = [("turn", turn.as_str()), ("branch", &branch), ("words", words.as_deref().unwrap_or_default())];
    in_line(&fill(key, &values)) + game.node(NodeId(check.node)).map_or("", |node| played_how(game, node))
}

fn turn_json(game: &Game, check: &Check, hash: Option<&HeadHash>) -> Value {
    let node = game.node(NodeId(check.node));
    json!({
        "turn": check.turn,
        "node": check.node,
        "branch": branch_of(game, check.node),
        "same": check.saved == check.replayed,
        "hindsight": node.is_some_and(|node| node.hindsight),
        "other_luck": node.is_some_and(|node| node.luck != game.seed()),
        "words": hash.map(HeadHash::words),
    })
}

/// Says what is wrong, and what can be said of the whole.
fn verdict(replayed: &Replay, sound: bool, out: &mut Out) -> anyhow::Result<()> {
    evidence::tell(replayed);
    if sound {
        let key = if replayed.checks.len() == 1 { "cli.verify_sound_one" } else { "cli.verify_sound" };
        return out.line(&fill(key, &[("count", &replayed.checks.len().to_string())]));
    }
    if replayed.intact() && !replayed.of_these_rules() {
        // The hashes can be checked by any program; what the rules gave only by one that has them.
        let values = [("found", replayed.head.rules.to_string()), ("program", replayed.head.program.clone())];
        complain(&fill("cli.verify_other", &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    } else {
        complain(text("cli.verify_unsound"));
    }
    Ok(())
}
