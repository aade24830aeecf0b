//! Why a save is not opened, in words that say what can be done.

use std::fmt;

use super::{FORMAT, SAVE_BYTES_MAX};
use crate::rules::digest::Digest;
use crate::rules::validate::Refusal;
use crate::scenario::Problems;
use crate::session::storage::size;
use crate::text::{fill, text};

/// The first rules whose number is in that of the program.
const NUMBERED_FROM: u32 = 5;

/// Why a save is not opened.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveError {
    /// It is larger than what is read.
    TooLarge {
        /// How large, bytes.
        bytes: usize,
    },
    /// It is no save, or one that cannot be read there.
    Unreadable {
        /// Line, from 1.
        line: u32,
        /// Column, from 1.
        column: u32,
        /// What is wrong there.
        message: String,
    },
    /// A line is not what was written: its hash does not fit.
    Damaged {
        /// The first such line, from 1.
        line: u32,
    },
    /// The file ends before its end.
    Cut {
        /// The last line that is there, from 1.
        line: u32,
    },
    /// It was written by a newer program.
    OtherFormat {
        /// Version of its format.
        found: u32,
        /// Program that wrote it; empty where that is not known.
        program: String,
    },
    /// It was played with other rules; [`super::replay`] plays its orders with these.
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
        /// In which line, or none for the head.
        line: Option<u32>,
        /// What is wrong with it.
        message: String,
    },
    /// The scenario inside is not the one that was saved.
    ScenarioChanged {
        /// The first line that differs, where the scenario is one that comes with the program.
        line: Option<u32>,
    },
    /// The scenario inside is not accepted.
    Scenario(Problems),
    /// The rules refuse orders in it.
    Refused {
        /// In which line.
        line: u32,
        /// In which turn.
        turn: u16,
        /// The refusals.
        refusals: Vec<Refusal>,
    },
    /// Its snapshot says other numbers than the rules give.
    Snapshot {
        /// In which line.
        line: u32,
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

impl SaveError {
    /// Whether the file is not what a program wrote, so that an older copy of it may help.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        !matches!(self, Self::OtherFormat { program, .. } if !program.is_empty()) && !matches!(self, Self::OtherRules { .. })
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let older = ("older", text("save.older"));
        let say = match self {
            Self::TooLarge { .. } => fill("save.too_large", &[("most", &size(SAVE_BYTES_MAX as u64))]),
            Self::Unreadable { line, column, message } => fill(
                "save.unreadable",
                &[("line", &line.to_string()), ("column", &column.to_string()), ("message", message), older],
            ),
            Self::Damaged { line } => fill("save.damaged", &[("line", &line.to_string()), older]),
            Self::Cut { line } => fill("save.cut", &[("line", &line.to_string()), older]),
            Self::OtherFormat { found, program } => {
                // A number below the first is of no program, newer or older.
                let key = match (found, program.is_empty()) {
                    (0, _) => "save.other_format_none",
                    (_, true) => "save.other_format_unknown",
                    (_, false) if program == env!("CARGO_PKG_VERSION") => "save.other_format_ours",
                    (_, false) => "save.other_format",
                };
                let (found, known) = (found.to_string(), FORMAT.to_string());
                fill(
                    key,
                    &[("found", &found), ("known", &known), ("program", program), ("ours", env!("CARGO_PKG_VERSION")), older],
                )
            }
            Self::OtherRules { found, ours, program } => {
                // From rules 5 on the second number of a program is that of its rules.
                let key = if *found < NUMBERED_FROM { "save.other_rules" } else { "save.other_rules_numbered" };
                fill(key, &[("found", &found.to_string()), ("ours", &ours.to_string()), ("program", program)])
            }
            Self::Senseless { line: None, message } => fill("save.senseless_head", &[("message", message), older]),
            Self::Senseless { line: Some(line), message } => {
                fill("save.senseless", &[("line", &line.to_string()), ("message", message), older])
            }
            Self::Snapshot { line } => fill("save.wrong_snapshot", &[("line", &line.to_string()), older]),
            Self::ScenarioChanged { line: None } => fill("save.scenario_changed", &[older]),
            Self::ScenarioChanged { line: Some(line) } => fill("save.scenario_changed_at", &[("line", &line.to_string()), older]),
            Self::Scenario(problems) => fill("save.scenario", &[("problems", &problems.to_string()), older]),
            Self::Refused { line, turn, refusals } => {
                let key = if refusals.len() == 1 { "save.refused_one" } else { "save.refused" };
                let (line, turn, count) = (line.to_string(), turn.to_string(), refusals.len().to_string());
                fill(key, &[("line", &line), ("turn", &turn), ("count", &count), older])
            }
            Self::Diverged { node, turn, saved, replayed } => fill(
                "save.diverged",
                &[
                    ("node", &node.to_string()),
                    ("turn", &turn.to_string()),
                    ("saved", &saved.short()),
                    ("replayed", &replayed.short()),
                    older,
                ],
            ),
        };
        f.write_str(&say)
    }
}

impl std::error::Error for SaveError {}
