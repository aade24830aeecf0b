//! What commands read: scenarios by name or path, saved games, seats.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Ended;
use super::out::complain;
use crate::report::refusal;
use crate::rules::setting::Setting;
use crate::rules::validate::Refusal;
use crate::rules::world::World;
use crate::scenario::{self, Problems, Scenario};
use crate::session::Game;
use crate::session::save::{Replay, SAVE_EXTENSION, SaveError, load, replay};
use crate::session::storage::{Disk, Storage as _};
use crate::text::fill;

/// A text that was asked for, and what to call it.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: String,
}

/// A bundled scenario, or else a file.
pub(super) fn source(name: &str) -> anyhow::Result<Source> {
    let path = Path::new(name);
    if let Some(bundled) = scenario::find(name).filter(|_| !Disk.exists(path)) {
        return Ok(Source { name: bundled.file.to_owned(), text: bundled.text.to_owned() });
    }
    if !Disk.exists(path) && path.extension().is_none() {
        let known: Vec<&str> = scenario::bundled().iter().map(|b| b.id).collect();
        anyhow::bail!(fill("cli.unknown_scenario", &[("name", name), ("known", &known.join(", "))]));
    }
    Ok(Source { name: name.to_owned(), text: Disk.read_text(path)? })
}

/// Whether a file is a saved game, by its name.
pub(super) fn is_save(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|e| e == SAVE_EXTENSION)
}

/// A scenario, or its problems, which have been told.
pub(super) fn scenario_named(name: &str) -> anyhow::Result<Result<Arc<Scenario>, Ended>> {
    let source = source(name)?;
    Ok(match scenario::load(&source.name, &source.text) {
        Ok(scenario) => Ok(Arc::new(scenario)),
        Err(problems) => {
            tell_problems(&source.name, &problems);
            Err(Ended::Failed)
        }
    })
}

/// A saved game, or why it is not opened, which has been told.
pub(super) fn saved_game(path: &Path) -> anyhow::Result<Result<Game, Ended>> {
    let text = Disk.read_text(path)?;
    let name = path.display().to_string();
    Ok(load(&text, &name).map_err(|error| {
        complain(&fill("cli.error", &[("message", &format!("{error} ({name})"))]));
        ended_by(&error)
    }))
}

/// A saved game played again, turn by turn, or why that cannot be done, which has been told.
pub(super) fn replayed(path: &Path) -> anyhow::Result<Result<Replay, SaveError>> {
    let name = path.display().to_string();
    let replayed = replay(&Disk.read_text(path)?, &name);
    match &replayed {
        Err(SaveError::Scenario(problems)) => tell_problems(&name, problems),
        Err(error) => complain(&fill("cli.error", &[("message", &format!("{error} ({name})"))])),
        Ok(_) => {}
    }
    Ok(replayed)
}

/// What is no save cannot be read; one that can be read and is not right failed its check.
pub(super) const fn ended_by(error: &SaveError) -> Ended {
    match error {
        SaveError::TooLarge { .. } | SaveError::Unreadable { .. } | SaveError::OtherFormat { .. } => Ended::Unreadable,
        _ => Ended::Failed,
    }
}

/// Tells every problem of a file.
pub(super) fn tell_problems(name: &str, problems: &Problems) {
    complain(&problems.to_string());
    complain(&summary(name, problems.0.len()));
}

/// "3 problems in strait.ron. Nothing was loaded."
pub(super) fn summary(name: &str, count: usize) -> String {
    let key = if count == 1 { "cli.problem_in" } else { "cli.problems_in" };
    fill(key, &[("count", &count.to_string()), ("name", name)])
}

/// Problems for machines.
pub(super) fn problems_json(problems: &Problems) -> Value {
    let one = |p: &scenario::Problem| json!({ "file": p.file, "line": p.line, "column": p.column, "message": p.message, "hint": p.hint });
    problems.0.iter().map(one).collect()
}

/// Refusals, a sentence each.
pub(super) fn refusals(setting: &Setting, world: &World, refused: &[Refusal]) -> Vec<String> {
    refused.iter().map(|one| refusal(setting, world, one)).collect()
}

/// The position after a turn of the current line, with its place in the line.
pub(super) fn position(game: &Game, turn: u16) -> anyhow::Result<usize> {
    let last = game.world().turn.saturating_sub(1);
    if turn > last {
        anyhow::bail!(fill("cli.no_such_turn", &[("turn", &turn.to_string()), ("last", &last.to_string())]));
    }
    Ok(usize::from(turn))
}
