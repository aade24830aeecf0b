//! `countersign verify SAVE`: whether a saved game is what the program wrote, line by line and turn by turn.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::input::{ended_by, replayed};
use super::out::{Out, complain};
use crate::report::history::played_how;
use crate::rules::RULES_VERSION;
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
    let hashes = head_hashes(&replayed.game);
    let turns: Vec<(&Check, &HeadHash)> = replayed.checks.iter().zip(&hashes).skip(1).collect();
    for (check, hash) in &turns {
        out.line(&turn_line(&replayed.game, check, hash))?;
    }
    let sound = replayed.sound() && replayed.head.rules == RULES_VERSION;
    verdict(&replayed, sound, out)?;
    let words = hashes.last().map(HeadHash::words).unwrap_or_default();
    if sound {
        out.line(&fill("cli.verify_words", &[("words", &words)]))?;
    }
    let list: Vec<Value> = turns.iter().map(|(check, hash)| turn_json(&replayed.game, check, hash)).collect();
    let hash = hashes.last().map(ToString::to_string);
    let (broken, cut, head) = (replayed.broken, replayed.cut, head_json(&replayed.head));
    out.object(&json!({
        "sound": sound, "head": head, "broken_line": broken, "cut_after_line": cut, "hash": hash, "words": words, "turns": list,
    }))?;
    Ok(if sound { Ended::Fine } else { Ended::Failed })
}

fn head_line(head: &Head) -> String {
    let created = head.created.map_or_else(|| text("cli.verify_unknown").to_owned(), |stamp| stamp.to_string());
    let rules = head.rules.to_string();
    let values = [("title", head.title.as_str()), ("scenario", &head.scenario), ("seed", &head.seed)];
    let more = [("rules", rules.as_str()), ("program", &head.program), ("created", &created)];
    fill("cli.verify_head", &[&values[..], &more].concat())
}

fn head_json(head: &Head) -> Value {
    json!({
        "program": head.program, "rules": head.rules, "scenario": head.scenario, "scenario_hash": head.scenario_hash,
        "seed": head.seed, "seats": head.seats, "created": head.created.map(|stamp| stamp.to_string()),
    })
}

fn branch_of(game: &Game, check: &Check) -> String {
    game.node(NodeId(check.node)).map_or_else(String::new, |node| game.branch_name(node.branch))
}

fn turn_line(game: &Game, check: &Check, hash: &HeadHash) -> String {
    let (turn, branch, words) = (check.turn.to_string(), branch_of(game, check), hash.words());
    let key = if check.saved == check.replayed { "cli.verify_turn" } else { "cli.verify_differs" };
    fill(key, &[("turn", &turn), ("branch", &branch), ("words", &words)])
        + game.node(NodeId(check.node)).map_or("", |node| played_how(game, node))
}

fn turn_json(game: &Game, check: &Check, hash: &HeadHash) -> Value {
    let node = game.node(NodeId(check.node));
    json!({
        "turn": check.turn,
        "node": check.node,
        "branch": branch_of(game, check),
        "same": check.saved == check.replayed,
        "hindsight": node.is_some_and(|node| node.hindsight),
        "other_luck": node.is_some_and(|node| node.luck != game.seed()),
        "words": hash.words(),
    })
}

/// Says what is wrong, the first thing of each kind; or that nothing is.
fn verdict(replayed: &Replay, sound: bool, out: &mut Out) -> anyhow::Result<()> {
    let head = &replayed.head;
    if head.rules != RULES_VERSION {
        let (found, ours) = (head.rules.to_string(), RULES_VERSION.to_string());
        complain(&fill("cli.replay_other", &[("found", &found), ("ours", &ours), ("program", &head.program)]));
    }
    if let Some(line) = replayed.broken {
        complain(&fill("cli.verify_broken", &[("line", &line.to_string())]));
    }
    if let Some(line) = replayed.cut {
        complain(&fill("cli.verify_cut", &[("line", &line.to_string())]));
    }
    // With other rules every number may differ; the turns say so.
    if let Some(line) = replayed.snapshot_wrong.filter(|_| head.rules == RULES_VERSION) {
        complain(&fill("cli.verify_snapshot", &[("line", &line.to_string())]));
    }
    if let Some(check) = replayed.divergence() {
        let (turn, node, branch) = (check.turn.to_string(), check.node.to_string(), branch_of(&replayed.game, check));
        let (saved, ours) = (check.saved.short(), check.replayed.short());
        let values = [("turn", turn.as_str()), ("node", &node), ("branch", &branch)];
        complain(&fill("cli.verify_diverged", &[&values[..], &[("saved", &saved), ("replayed", &ours)]].concat()));
    }
    if sound {
        out.line(&fill("cli.verify_sound", &[("count", &replayed.checks.len().to_string())]))
    } else {
        complain(text("cli.verify_unsound"));
        Ok(())
    }
}
