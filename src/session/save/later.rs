//! A save of a newer format, as far as it can be read.
//!
//! What every format keeps (`docs/save-format.md`, *What every format keeps*): the first line, the margin of the scenario, a head in the
//! second line, and a hash before each entry. What this program knows of the head and of the entries is told, the rest as it is written.
//! Nothing of it is played, and no hash is checked: only the program that wrote it can say what they must be.

use serde::Deserialize;

use super::outline::{Outline, OutlineLine};
use super::read::{DEPTH_MAX, ENTRIES_MAX, LINE_BYTES_MAX};
use super::v1::EntryFile;
use super::write::MARGIN;
use super::{Head, SaveError};
use crate::scenario;
use crate::session::orders::options;
use crate::session::stamp::Stamp;

/// The head of any format: what is known of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AnyHead {
    pub(super) program: String,
    rules: u32,
    scenario: AnyScenario,
    seed: String,
    seats: Vec<String>,
    sealed: bool,
    created: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AnyScenario {
    id: String,
    title: String,
    blake3: String,
}

impl AnyHead {
    /// The head in a line without its hash; the program alone, where the rest of it is built in another way.
    pub(super) fn read(content: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Program {
            program: String,
        }
        let options = options().with_recursion_limit(DEPTH_MAX);
        options.from_str(content).ok().or_else(|| {
            let Program { program } = options.from_str(content).ok()?;
            Some(Self { program, ..Self::default() })
        })
    }

    fn head(self) -> Head {
        Head {
            program: self.program,
            rules: self.rules,
            scenario: self.scenario.id,
            title: self.scenario.title,
            scenario_hash: self.scenario.blake3,
            seed: self.seed,
            seats: self.seats,
            sealed: self.sealed,
            created: self.created.as_deref().and_then(Stamp::parse),
        }
    }
}

/// What can be read of a save of format `found`. `why` is what is said where its head is not known at all.
pub(super) fn outline(content: &str, found: u32, why: SaveError) -> Result<Outline, SaveError> {
    let mut lines = content.trim_start_matches('\u{feff}').lines().skip(1);
    let head = lines.next().and_then(|line| line.split_once(' ')).and_then(|(_hash, head)| AnyHead::read(head));
    let Some(head) = head.map(AnyHead::head).filter(|head| !head.title.is_empty()) else { return Err(why) };
    let (mut scenario, mut entries) = (Vec::new(), Vec::new());
    for line in lines.take(ENTRIES_MAX).filter(|line| line.len() <= LINE_BYTES_MAX) {
        if let Some(inside) = line.strip_prefix(MARGIN) {
            scenario.push(inside);
        } else if let Some((_hash, content)) = line.split_once(' ') {
            entries.push(content);
        }
    }
    let scenario = scenario.join("\n");
    let board = scenario::load(&head.scenario, &scenario).ok();
    let line = |content: &&str| match options().with_recursion_limit(DEPTH_MAX).from_str::<EntryFile>(content) {
        Ok(entry) => OutlineLine::of(entry, board.as_ref()),
        Err(_unknown) => Some(OutlineLine::Unknown((*content).to_owned())),
    };
    let lines = entries.iter().filter_map(line).collect();
    Ok(Outline { format: found, head, scenario, board, lines })
}
