//! Saves from before format 1: one block of RON. They are read and brought to format 1; none is written any more.

use serde::Deserialize;

use super::SaveError;
use super::read::{Pages, Placed};
use super::v1::{EntryFile, HeadFile, ScenarioHead};
use crate::scenario::ron_words;
use crate::session::orders::{OrderFile, options};
use crate::text::text;

/// Most positions.
const NODES_MAX: usize = 10_000;
/// Largest file, bytes. These saves held one game of a class, a tenth of this.
const BYTES_MAX: usize = 8 * 1024 * 1024;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    format: u32,
    program: String,
    rules: u32,
    seed: String,
    seat: Option<String>,
    cursor: usize,
    nodes: Vec<Node>,
    scenario: Scenario,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    id: String,
    blake3: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    #[serde(default)]
    parent: Option<usize>,
    digest: String,
    #[serde(default)]
    hindsight: bool,
    #[serde(default)]
    orders: Vec<OrderFile>,
}

/// Reads such a save.
pub(super) fn read(content: &str) -> Result<File, SaveError> {
    if content.len() > BYTES_MAX {
        return Err(SaveError::TooLarge { bytes: content.len() });
    }
    let file: File = options().from_str(content).map_err(|error| SaveError::Unreadable {
        line: error.span.start.line as u32,
        column: error.span.start.col as u32,
        message: ron_words(&error.code).0,
    })?;
    let senseless = |key: &str| Err(SaveError::Senseless { line: None, message: text(key).to_owned() });
    if file.format != 1 {
        return Err(SaveError::OtherFormat { found: file.format, program: file.program });
    }
    if blake3::hash(file.scenario.text.as_bytes()).to_string() != file.scenario.blake3 {
        return Err(SaveError::ScenarioChanged { line: None });
    }
    if file.nodes.is_empty() || file.nodes.len() > NODES_MAX {
        return senseless("save.too_many_nodes");
    }
    let follows = |(n, node): (usize, &Node)| if n == 0 { node.parent.is_none() } else { node.parent.is_some_and(|p| p < n) };
    if !file.nodes.iter().enumerate().all(follows) {
        return senseless("save.bad_parent");
    }
    Ok(file)
}

impl File {
    /// The same game in format 1. What had no branches gets them by the rule of play: a turn away from an end opens one.
    pub(super) fn into_v1(self) -> Pages {
        let place = |entry| Placed { line: 1, entry };
        let mut entries = Vec::new();
        // Of each branch its tip; of each node its branch and its turn.
        let (mut tips, mut nodes) = (vec![0_usize], vec![(0_usize, 0_u16)]);
        for (n, node) in self.nodes.into_iter().enumerate().skip(1) {
            let parent = node.parent.unwrap_or_default();
            let (mut branch, turn) = nodes.get(parent).copied().unwrap_or_default();
            if tips.get(branch) != Some(&parent) {
                branch = tips.len();
                tips.push(parent);
                entries.push(place(EntryFile::Branch { branch, from: parent, luck: self.seed.clone() }));
            }
            if let Some(tip) = tips.get_mut(branch) {
                *tip = n;
            }
            let turn = turn.saturating_add(1);
            nodes.push((branch, turn));
            let Node { digest, hindsight, orders, .. } = node;
            entries.push(place(EntryFile::Turn { node: n, parent, branch, turn, hindsight, orders, digest }));
        }
        let branch = nodes.get(self.cursor).map_or(0, |(branch, _)| *branch);
        entries.push(place(EntryFile::At { node: self.cursor, branch }));
        let scenario = ScenarioHead {
            title: String::new(),
            id: self.scenario.id,
            blake3: self.scenario.blake3,
            lines: self.scenario.text.split('\n').count(),
        };
        let head = HeadFile {
            program: self.program,
            rules: self.rules,
            scenario,
            seed: self.seed,
            seats: self.seat.into_iter().collect(),
            sealed: false,
            created: None,
        };
        Pages { head, scenario: self.scenario.text, entries, broken: None, cut: None, stopped: None, left_out: 0 }
    }
}
