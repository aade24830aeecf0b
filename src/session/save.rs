//! Saved games: the scenario, the seed and the orders of all seats; loading replays them and compares every digest.
//!
//! A save holds no positions. What was played is worked out again by the same rules, so a save cannot lie about a number, and a
//! save of other rules is not opened as if nothing had happened. Reading and writing the file itself is `storage`'s work.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::game::{Game, NodeId};
use super::orders::{OrderFile, layout, options};
use crate::rules::RULES_VERSION;
use crate::rules::digest::Digest;
use crate::rules::draws::Seed;
use crate::rules::validate::Refusal;
use crate::scenario::{self, Problems};
use crate::text::{fill, text};

/// The version of the format that this program reads and writes.
pub const SAVE_VERSION: u32 = 1;
/// How the name of a saved game ends.
pub const SAVE_EXTENSION: &str = "countersign";
/// Largest save that is read, bytes.
pub const SAVE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most positions in a save.
const NODES_MAX: usize = 10_000;
/// Most orders in one turn.
const ORDERS_MAX: usize = 2_000;
/// Longest reason, bytes.
const REASON_BYTES_MAX: usize = 64 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaveFile {
    format: u32,
    program: String,
    rules: u32,
    seed: String,
    seat: Option<String>,
    cursor: usize,
    nodes: Vec<NodeFile>,
    scenario: ScenarioFile,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioFile {
    id: String,
    blake3: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    digest: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    hindsight: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    orders: Vec<OrderFile>,
}

/// What every version of the format has, read before anything else is judged.
#[derive(Deserialize)]
struct Head {
    format: u32,
    #[serde(default)]
    program: String,
    #[serde(default)]
    rules: u32,
}

/// Why a save is not opened.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveError {
    /// It is larger than what is read.
    TooLarge {
        /// How large, bytes.
        bytes: usize,
    },
    /// It is no save, or a damaged one.
    Unreadable {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
        /// What is wrong there.
        message: String,
    },
    /// It was written by a newer program.
    OtherFormat {
        /// Version of its format.
        found: u32,
        /// Program that wrote it.
        program: String,
    },
    /// It was played with other rules; [`replay`] plays its orders with these.
    OtherRules {
        /// The rules that it was played with.
        found: u32,
        /// The rules of this program.
        ours: u32,
        /// Program that wrote it.
        program: String,
    },
    /// A part of it makes no sense.
    Senseless {
        /// Which position, or none for the head.
        node: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
    /// The scenario inside is not the one that was saved.
    ScenarioChanged,
    /// The scenario inside is not accepted.
    Scenario(Problems),
    /// The rules refuse orders in it.
    Refused {
        /// Which position they should lead to.
        node: usize,
        /// In which turn.
        turn: u16,
        /// The refusals.
        refusals: Vec<Refusal>,
    },
    /// A turn came out differently from what was saved.
    Diverged {
        /// Which position: the first that differs.
        node: usize,
        /// The turn that leads to it.
        turn: u16,
        /// The digest in the save.
        saved: Digest,
        /// The digest of the replay.
        replayed: Digest,
    },
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = match self {
            Self::TooLarge { bytes } => {
                fill("save.too_large", &[("bytes", &bytes.to_string()), ("most", &SAVE_BYTES_MAX.to_string())])
            }
            Self::Unreadable { line, column, message } => {
                fill("save.unreadable", &[("line", &line.to_string()), ("column", &column.to_string()), ("message", message)])
            }
            Self::OtherFormat { found, program } => fill(
                "save.other_format",
                &[("found", &found.to_string()), ("known", &SAVE_VERSION.to_string()), ("program", program)],
            ),
            Self::OtherRules { found, ours, program } => {
                fill("save.other_rules", &[("found", &found.to_string()), ("ours", &ours.to_string()), ("program", program)])
            }
            Self::Senseless { node: None, message } => fill("save.senseless_head", &[("message", message)]),
            Self::Senseless { node: Some(node), message } => {
                fill("save.senseless", &[("node", &node.to_string()), ("message", message)])
            }
            Self::ScenarioChanged => text("save.scenario_changed").to_owned(),
            Self::Scenario(problems) => fill("save.scenario", &[("problems", &problems.to_string())]),
            Self::Refused { node, turn, refusals } => fill(
                "save.refused",
                &[("node", &node.to_string()), ("turn", &turn.to_string()), ("count", &refusals.len().to_string())],
            ),
            Self::Diverged { node, turn, saved, replayed } => fill(
                "save.diverged",
                &[
                    ("node", &node.to_string()),
                    ("turn", &turn.to_string()),
                    ("saved", &saved.short()),
                    ("replayed", &replayed.short()),
                ],
            ),
        };
        f.write_str(&say)
    }
}

impl std::error::Error for SaveError {}

/// A game that was played again from a save, and how it compares.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The game as these rules play it.
    pub game: Game,
    /// The rules that it was saved with.
    pub rules: u32,
    /// The program that saved it.
    pub program: String,
    /// Every position, in the order of the save.
    pub checks: Vec<Check>,
}

impl Replay {
    /// The first position that came out differently.
    #[must_use]
    pub fn divergence(&self) -> Option<&Check> {
        self.checks.iter().find(|check| check.saved != check.replayed)
    }
}

/// One position of a replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub node: usize,
    /// The turn that leads to it; 0 for the opening.
    pub turn: u16,
    /// The digest in the save.
    pub saved: Digest,
    /// The digest of the replay.
    pub replayed: Digest,
}

/// Writes a game, with all its branches.
#[must_use]
pub fn save(game: &Game) -> String {
    let scenario = game.scenario();
    let setting = game.setting();
    let nodes = game.nodes().iter().map(|node| NodeFile {
        parent: node.parent.map(|parent| parent.0),
        digest: node.digest.to_string(),
        hindsight: node.hindsight,
        orders: node.orders.iter().map(|order| OrderFile::of(setting, order)).collect(),
    });
    let file = SaveFile {
        format: SAVE_VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        rules: RULES_VERSION,
        seed: game.seed().0.to_string(),
        seat: game.seat().map(|seat| setting.states[seat].name.clone()),
        cursor: game.cursor().0,
        nodes: nodes.collect(),
        scenario: ScenarioFile {
            id: setting.id.clone(),
            blake3: blake3::hash(scenario.text.as_bytes()).to_string(),
            text: scenario.text.clone(),
        },
    };
    // Names, numbers and texts: there is nothing in a save that RON cannot write.
    options().to_string_pretty(&file, layout()).unwrap_or_default() + "\n"
}

/// Opens a save: replays it and compares every digest. `name` is what problems call the file.
///
/// # Errors
/// What is wrong with the save, where, and what can be done.
pub fn load(content: &str, name: &str) -> Result<Game, SaveError> {
    let (file, head) = parse(content)?;
    if head.rules != RULES_VERSION {
        return Err(SaveError::OtherRules { found: head.rules, ours: RULES_VERSION, program: head.program });
    }
    let replay = play(file, name)?;
    if let Some(&Check { node, turn, saved, replayed }) = replay.divergence() {
        return Err(SaveError::Diverged { node, turn, saved, replayed });
    }
    Ok(replay.game)
}

/// Plays the orders of a save with the rules of this program, whatever it was saved with, and tells how each turn compares.
///
/// # Errors
/// What is wrong with the save; a turn that comes out differently is no error here.
pub fn replay(content: &str, name: &str) -> Result<Replay, SaveError> {
    let (file, _head) = parse(content)?;
    play(file, name)
}

fn parse(content: &str) -> Result<(SaveFile, Head), SaveError> {
    if content.len() > SAVE_BYTES_MAX {
        return Err(SaveError::TooLarge { bytes: content.len() });
    }
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let unreadable = |error: ron::error::SpannedError| SaveError::Unreadable {
        line: error.span.start.line as u32,
        column: error.span.start.col as u32,
        message: error.code.to_string(),
    };
    let head: Head = options().from_str(content).map_err(unreadable)?;
    if head.format != SAVE_VERSION {
        return Err(SaveError::OtherFormat { found: head.format, program: head.program });
    }
    Ok((options().from_str(content).map_err(unreadable)?, head))
}

fn senseless(node: Option<usize>, key: &str) -> SaveError {
    SaveError::Senseless { node, message: text(key).to_owned() }
}

fn play(file: SaveFile, name: &str) -> Result<Replay, SaveError> {
    if blake3::hash(file.scenario.text.as_bytes()).to_string() != file.scenario.blake3 {
        return Err(SaveError::ScenarioChanged);
    }
    if file.nodes.len() > NODES_MAX {
        return Err(senseless(None, "save.too_many_nodes"));
    }
    let name = fill("save.scenario_in", &[("name", name)]);
    let scenario = scenario::load(&name, &file.scenario.text).map_err(SaveError::Scenario)?;
    let seed: u64 = file.seed.parse().map_err(|_not_a_number| senseless(None, "save.bad_seed"))?;
    let seat = match &file.seat {
        None => None,
        Some(name) => Some(scenario.setting.state(name).ok_or_else(|| senseless(None, "save.bad_seat"))?),
    };
    let mut game = Game::new(Arc::new(scenario), Seed(seed), seat);
    let mut checks = Vec::with_capacity(file.nodes.len());
    for (n, node) in file.nodes.iter().enumerate() {
        let saved = Digest::parse(&node.digest).ok_or_else(|| senseless(Some(n), "save.bad_digest"))?;
        match (n, node.parent) {
            (0, None) if node.orders.is_empty() => {}
            (0, _) => return Err(senseless(Some(0), "save.bad_opening")),
            (_, Some(parent)) if parent < n => step(&mut game, n, parent, node)?,
            _ => return Err(senseless(Some(n), "save.bad_parent")),
        }
        let now = game.now();
        if now.hindsight != node.hindsight {
            return Err(senseless(Some(n), "save.bad_hindsight"));
        }
        checks.push(Check { node: n, turn: now.world.turn.saturating_sub(1), saved, replayed: now.digest });
    }
    if file.nodes.is_empty() || !game.go_to(NodeId(file.cursor)) {
        return Err(senseless(None, "save.bad_cursor"));
    }
    Ok(Replay { game, rules: file.rules, program: file.program, checks })
}

/// Plays the turn that leads to a position.
fn step(game: &mut Game, n: usize, parent: usize, node: &NodeFile) -> Result<(), SaveError> {
    if node.orders.len() > ORDERS_MAX {
        return Err(senseless(Some(n), "save.too_many_orders"));
    }
    game.go_to(NodeId(parent));
    let (mut orders, mut wrong) = (Vec::with_capacity(node.orders.len()), Vec::new());
    for order in &node.orders {
        match order.read(game.setting(), Some(game.world())) {
            Ok(order) if order.public_reason.len().max(order.private_reason.len()) > REASON_BYTES_MAX => {
                wrong.push(text("save.long_reason").to_owned());
            }
            Ok(order) => orders.push(order),
            Err(found) => wrong.extend(found),
        }
    }
    if !wrong.is_empty() {
        return Err(SaveError::Senseless { node: Some(n), message: wrong.join(" ") });
    }
    let turn = game.world().turn;
    let played = game.resolve(&orders).map(|_played| ());
    played.map_err(|refusals| SaveError::Refused { node: n, turn, refusals })
}

#[cfg(test)]
mod tests;
