//! A save of a newer format, as far as it can be read.
//!
//! What every format keeps (`docs/save-format.md`, *What every format keeps*): the first line, the margin of the scenario, a head in the
//! second line, and a hash before each entry. What this program knows of the head and of the entries is told, the rest as it is written.
//! Nothing of it is played, and no hash is checked: only the program that wrote it can say what they must be.

use serde::Deserialize;

use super::Head;
use super::outline::{Outline, OutlineLine};
use super::read::{DEPTH_MAX, ENTRIES_MAX, LINE_BYTES_MAX};
use super::v1::EntryFile;
use super::write::MARGIN;
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

/// What can be read of a save of format `found`; none: not even its head, or it says that this very program wrote it, which writes no such
/// format.
pub(super) fn outline(content: &str, found: u32) -> Option<Outline> {
    let mut lines = content.trim_start_matches('\u{feff}').lines().skip(1);
    let (_hash, head) = lines.next()?.split_once(' ')?;
    let head = AnyHead::read(head)?.head();
    if head.title.is_empty() || head.program == env!("CARGO_PKG_VERSION") {
        return None;
    }
    let lines: Vec<&str> = lines.filter(|line| line.len() <= LINE_BYTES_MAX).collect();
    let scenario: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix(MARGIN)).collect();
    let entries = lines.iter().filter(|line| !line.starts_with(MARGIN)).filter_map(|line| line.split_once(' '));
    let scenario = scenario.join("\n");
    let board = scenario::load(&head.scenario, &scenario).ok();
    let line = |(_hash, content): (&str, &str)| match options().with_recursion_limit(DEPTH_MAX).from_str::<EntryFile>(content) {
        Ok(entry) => OutlineLine::of(entry, board.as_ref()),
        Err(_unknown) => Some(OutlineLine::Unknown(content.to_owned())),
    };
    let lines = entries.take(ENTRIES_MAX).filter_map(line).collect();
    Some(Outline { format: found, head, scenario, board, lines })
}
