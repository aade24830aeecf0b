//! What commands read: scenarios by name or path, saved games, seats.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::Ended;
use super::files::{read_text, says};
use super::out::complain;
use crate::report::refusal;
use crate::rules::setting::Setting;
use crate::rules::validate::Refusal;
use crate::rules::world::World;
use crate::scenario::{self, Problems, Scenario};
use crate::session::Game;
use crate::session::kind::Kind;
use crate::session::save::{Replay, SAVE_EXTENSION, SaveError, load, replay};
use crate::session::seat_file::SeatFile;
use crate::text::fill;

/// A text that was asked for, and what to call it.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: String,
}

/// A bundled scenario, or else a file. A folder of that name hides nothing.
pub(super) fn source(path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    if let Some(bundled) = path.to_str().and_then(scenario::find).filter(|_| !path.is_file()) {
        return Ok(Source { name: bundled.file.to_owned(), text: bundled.text.to_owned() });
    }
    if !path.exists() && path.extension().is_none() {
        let known: Vec<&str> = scenario::bundled().iter().map(|b| b.id).collect();
        anyhow::bail!(fill("cli.unknown_scenario", &[("name", &name), ("known", &known.join(", "))]));
    }
    let text = read_text(path)?;
    Ok(Source { name, text })
}

/// Whether a file is a saved game: by its first line, or, where that is damaged, by its name.
pub(super) fn is_save(path: &Path, text: &str) -> bool {
    match Kind::of(text) {
        Kind::Save => true,
        Kind::Empty | Kind::Seat | Kind::Parameters | Kind::Orders | Kind::Cases => false,
        Kind::Scenario => path.extension().is_some_and(|e| e == SAVE_EXTENSION),
    }
}

/// That a file is of another kind than what was asked for.
pub(super) fn not_that(path: &Path, kind: Kind) -> anyhow::Error {
    anyhow::Error::msg(fill("cli.not_that", &[("path", &path.display().to_string()), ("says", says(kind))]))
}

/// A scenario, or its problems, which have been told.
pub(super) fn scenario_named(path: &Path) -> anyhow::Result<Result<Arc<Scenario>, Ended>> {
    let source = source(path)?;
    let kind = Kind::of(&source.text);
    if kind != Kind::Scenario {
        return Err(not_that(path, kind));
    }
    Ok(match scenario::load(&source.name, &source.text) {
        Ok(scenario) => Ok(Arc::new(scenario)),
        Err(problems) => {
            tell_problems(&source.name, &problems);
            Err(Ended::Failed)
        }
    })
}

/// The text of a saved game, or of what has the name of one.
fn save_text(path: &Path) -> anyhow::Result<String> {
    let text = read_text(path)?;
    let kind = Kind::of(&text);
    if is_save(path, &text) { Ok(text) } else { Err(not_that(path, kind)) }
}

/// A seat's file, where the file is one.
pub(super) fn seat_file(path: &Path) -> anyhow::Result<Option<SeatFile>> {
    let text = read_text(path)?;
    if Kind::of(&text) != Kind::Seat {
        return Ok(None);
    }
    let found = SeatFile::read(&text).map_err(|error| {
        let name = path.display().to_string();
        anyhow::Error::msg(fill("seat.damaged", &[("path", &name), ("why", &error.to_string())]))
    });
    found.map(Some)
}

/// A saved game, or why it is not opened, which has been told.
pub(super) fn saved_game(path: &Path) -> anyhow::Result<Result<Game, Ended>> {
    let text = save_text(path)?;
    let name = path.display().to_string();
    Ok(load(&text, &name).map_err(|error| {
        complain(&fill("cli.error", &[("message", &fill("cli.in_file", &[("path", &name), ("message", &error.to_string())]))]));
        // Which orders the rules refuse, and why, can be said by the game that was played up to there.
        if let (SaveError::Refused { refusals: list, .. }, Ok(replayed)) = (&error, replay(&text, &name)) {
            for why in refusals(replayed.game.setting(), replayed.game.world(), list) {
                complain(&format!("  {why}"));
            }
        }
        ended_by(&error)
    }))
}

/// A saved game played again, turn by turn, or why that cannot be done, which has been told.
pub(super) fn replayed(path: &Path) -> anyhow::Result<Result<Replay, SaveError>> {
    let name = path.display().to_string();
    let replayed = replay(&save_text(path)?, &name);
    match &replayed {
        Err(SaveError::Scenario(problems)) => tell_problems(&name, problems),
        Err(error) => {
            complain(&fill(
                "cli.error",
                &[("message", &fill("cli.in_file", &[("path", &name), ("message", &error.to_string())]))],
            ));
        }
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
