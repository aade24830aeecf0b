//! Reading: from a text to the head, the scenario and the entries of format 1, whatever version wrote it.
//!
//! Each line is checked against the chain before it is read. Nothing is played here: that is `play`.

use serde::de::DeserializeOwned;

use super::chain::Chain;
use super::later::AnyHead;
use super::v1::{EntryFile, HeadFile};
use super::write::MARGIN;
use super::{FORMAT, MAGIC, SAVE_BYTES_MAX, SaveError, v0};
use crate::scenario::{self, ron_words};
use crate::session::orders::options;
use crate::text::text;

/// Longest line, bytes.
pub(super) const LINE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Most entries in a file.
pub(super) const ENTRIES_MAX: usize = 100_000;
/// Most lines of a scenario.
const SCENARIO_LINES_MAX: usize = 5_000_000;
/// Most orders in a file.
const ORDERS_MAX: usize = 200_000;
/// How deep brackets may be nested in a line.
pub(super) const DEPTH_MAX: usize = 24;

/// How much of a file must be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// All of it, to the last line.
    Whole,
    /// As far as it is right: a journal whose last line may be torn.
    AsFarAsRight,
    /// Whatever can be read, so that everything that is wrong can be told.
    Anyway,
}

/// A file of format 1, read and not yet played.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) head: HeadFile,
    pub(super) scenario: String,
    pub(super) entries: Vec<Placed>,
    /// The first line that does not fit the chain.
    pub(super) broken: Option<u32>,
    /// The last line, where the file ends before its end.
    pub(super) cut: Option<u32>,
    /// Why nothing was read from some line on, where everything that is wrong is to be told.
    pub(super) stopped: Option<SaveError>,
    /// Lines at the end that were not read.
    pub(super) left_out: usize,
}

/// An entry with its line.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) line: u32,
    pub(super) entry: EntryFile,
}

/// Reads a file of any version that is known, and brings it to the newest one.
pub(super) fn pages(content: &str, how: Reading) -> Result<Pages, SaveError> {
    if content.len() > SAVE_BYTES_MAX {
        return Err(SaveError::TooLarge { bytes: content.len() });
    }
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    // Before format 1 a save was one block of RON. From here on, each version turns into the next.
    if content.trim_start().starts_with('(') {
        return v0::read(content).map(v0::File::into_v1);
    }
    Lines::new(content).pages(how)
}

/// Reads the first two lines.
pub(super) fn head(content: &str) -> Result<HeadFile, SaveError> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    if content.trim_start().starts_with('(') {
        return v0::read(content).map(|file| file.into_v1().head);
    }
    Lines::new(content).head(Reading::Whole).map(|(head, _chain, _right)| head)
}

struct Lines<'a> {
    rest: std::str::Split<'a, char>,
    number: u32,
    /// Whether the last line has no end: it may be the first part of one.
    unended: bool,
}

impl<'a> Lines<'a> {
    fn new(content: &'a str) -> Self {
        let whole = content.strip_suffix('\n');
        Self { rest: whole.unwrap_or(content).split('\n'), number: 0, unended: whole.is_none() }
    }

    /// Whether the line that was read last may be the first part of one.
    fn torn(&self) -> bool {
        self.unended && self.rest.clone().next().is_none()
    }

    /// The next line as it stands.
    fn raw(&mut self) -> Option<&'a str> {
        self.number += 1;
        self.rest.next()
    }

    /// The next line, without what a foreign line end leaves behind.
    fn next(&mut self) -> Option<&'a str> {
        self.raw().map(|line| line.strip_suffix('\r').unwrap_or(line))
    }

    fn cut(&self) -> SaveError {
        SaveError::Cut { line: self.number.saturating_sub(1).max(1) }
    }

    /// What is said of a line that does not fit: it is not what was written, or only the first part of it.
    fn damaged(&self) -> SaveError {
        if self.torn() { self.cut() } else { SaveError::Damaged { line: self.number } }
    }

    fn senseless(&self, key: &str) -> SaveError {
        SaveError::Senseless { line: Some(self.number), message: text(key).to_owned() }
    }

    /// The first two lines: the format, and the head with its chain.
    fn head(&mut self, how: Reading) -> Result<(HeadFile, Chain, bool), SaveError> {
        let magic = self.next().unwrap_or_default();
        let format: Option<u32> = magic.strip_prefix(MAGIC).and_then(|number| number.parse().ok());
        let Some(format) = format else {
            return Err(SaveError::Unreadable { line: 1, column: 1, message: text("save.no_save").to_owned() });
        };
        let line = self.next().ok_or_else(|| self.cut())?;
        let Some((hash, content)) = line.split_once(' ') else { return Err(self.damaged()) };
        let chain = Chain::begin(magic).and(content);
        if format != FORMAT {
            // Another version may be built in another way: only its program is asked for.
            let known = AnyHead::read(content);
            return Err(SaveError::OtherFormat { found: format, program: known.map(|head| head.program).unwrap_or_default() });
        }
        let right = chain.is(hash);
        if how != Reading::Anyway && !right {
            return Err(self.damaged());
        }
        let head = self.ron(content, hash.len() + 1);
        Ok((if right { head? } else { head.map_err(|_unreadable| self.damaged())? }, chain, right))
    }

    fn pages(mut self, how: Reading) -> Result<Pages, SaveError> {
        let (head, mut chain, right) = self.head(how)?;
        let broken = (!right).then_some(self.number);
        let scenario = self.scenario(&head).map_err(|error| match (broken, error) {
            // The head comes first.
            (Some(line), SaveError::ScenarioChanged { .. } | SaveError::Damaged { .. }) => SaveError::Damaged { line },
            (_, error) => error,
        })?;
        let mut pages = Pages { head, scenario, entries: Vec::new(), broken, cut: None, stopped: None, left_out: 0 };
        let mut orders = 0;
        loop {
            let Some(line) = self.next() else {
                pages.cut = Some(self.number.saturating_sub(1));
                break;
            };
            let read = self.entry(line, &mut chain, how, &mut pages.broken, &mut orders);
            let entry = match read {
                Ok(entry) => entry,
                Err(_torn) if how == Reading::AsFarAsRight => {
                    pages.left_out = 1 + self.rest.count();
                    break;
                }
                Err(SaveError::Cut { line }) => {
                    pages.cut = Some(line);
                    break;
                }
                Err(error) if how == Reading::Anyway => {
                    pages.stopped = Some(error);
                    break;
                }
                Err(error) => return Err(error),
            };
            let wrong = if let EntryFile::End { entries } = entry {
                let bad = self.senseless("save.bad_end");
                if entries == pages.entries.len() && self.next().is_none() {
                    break;
                }
                bad
            } else if pages.entries.len() == ENTRIES_MAX {
                self.senseless("save.too_many_entries")
            } else {
                pages.entries.push(Placed { line: self.number, entry });
                continue;
            };
            match how {
                Reading::Whole => return Err(wrong),
                Reading::Anyway => pages.stopped = Some(wrong),
                Reading::AsFarAsRight => pages.left_out = 1 + self.rest.count(),
            }
            break;
        }
        match pages.cut {
            Some(line) if how == Reading::Whole => Err(SaveError::Cut { line }),
            _ => Ok(pages),
        }
    }

    /// Reads a line of an entry, if it fits the chain.
    fn entry(
        &self,
        line: &str,
        chain: &mut Chain,
        how: Reading,
        broken: &mut Option<u32>,
        orders: &mut usize,
    ) -> Result<EntryFile, SaveError> {
        if line.len() > LINE_BYTES_MAX {
            return Err(self.senseless("save.long_line"));
        }
        let (hash, content) = line.split_once(' ').ok_or_else(|| self.damaged())?;
        *chain = chain.and(content);
        let right = chain.is(hash);
        if !right {
            if how != Reading::Anyway || self.torn() {
                return Err(self.damaged());
            }
            broken.get_or_insert(self.number);
        }
        let entry = self.ron(content, hash.len() + 1);
        // That a changed line cannot be read says no more than that it was changed.
        let entry = if right { entry? } else { entry.map_err(|_unreadable| self.damaged())? };
        *orders += match &entry {
            EntryFile::Turn { orders: given, .. }
            | EntryFile::Drafts { orders: given }
            | EntryFile::Kept { orders: given, .. } => given.len(),
            EntryFile::Aside { sets } => sets.iter().map(|set| set.orders.len()).sum(),
            _ => 0,
        };
        if *orders > ORDERS_MAX {
            return Err(self.senseless("save.too_many_orders"));
        }
        Ok(entry)
    }

    /// The scenario between its margins, checked against the head. Line ends that were changed on the way are put right.
    fn scenario(&mut self, head: &HeadFile) -> Result<String, SaveError> {
        if head.scenario.lines > SCENARIO_LINES_MAX {
            return Err(self.senseless("save.too_many_lines"));
        }
        let first = self.number + 1;
        let mut lines: Vec<&str> = Vec::new();
        for _ in 0..head.scenario.lines {
            let line = self.raw().ok_or_else(|| self.cut())?;
            // An editor may have taken the blank at the end of an empty line away.
            let inside = line.strip_prefix(MARGIN).or_else(|| (line.trim_end() == MARGIN.trim_end()).then_some(""));
            match inside {
                Some(inside) => lines.push(inside),
                None if self.torn() => return Err(self.cut()),
                // Where the next entry stands already, lines before it are missing; else this one is wrong.
                None => {
                    let place = differs(head, &lines, first);
                    let entry = line.split_once(' ').is_some_and(|(hash, _)| blake3::Hash::from_hex(hash).is_ok());
                    let error = if entry { SaveError::ScenarioChanged { line: None } } else { self.damaged() };
                    return Err(place.map_or(error, |line| SaveError::ScenarioChanged { line: Some(line) }));
                }
            }
        }
        let right = |scenario: &String| blake3::hash(scenario.as_bytes()).to_string() == head.scenario.blake3;
        let as_it_stands = || lines.join("\n");
        let with_plain_ends = || lines.iter().map(|line| line.strip_suffix('\r').unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let found = Some(as_it_stands()).filter(right).or_else(|| Some(with_plain_ends()).filter(right));
        match found {
            Some(found) => Ok(found),
            None if self.torn() => Err(self.cut()),
            None => Err(SaveError::ScenarioChanged { line: differs(head, &lines, first) }),
        }
    }

    fn ron<T: DeserializeOwned>(&self, content: &str, before: usize) -> Result<T, SaveError> {
        options().with_recursion_limit(DEPTH_MAX).from_str(content).map_err(|error| SaveError::Unreadable {
            line: self.number + (error.span.start.line as u32).saturating_sub(1),
            column: (before + error.span.start.col) as u32,
            message: ron_words(&error.code).0,
        })
    }
}

/// The first line of a scenario that is not as it was saved. Its lines have no hashes of their own: it can be told only where the
/// program has the scenario, which the head names by its hash.
fn differs(head: &HeadFile, lines: &[&str], first: u32) -> Option<u32> {
    let saved = |bundled: &&scenario::Bundled| blake3::hash(bundled.text.as_bytes()).to_string() == head.scenario.blake3;
    let known = scenario::bundled().iter().find(saved)?;
    let plain = |line: &&str| line.strip_suffix('\r').unwrap_or(line).to_owned();
    let same = lines.iter().map(plain).zip(known.text.split('\n')).take_while(|(line, known)| line == known).count();
    (same < lines.len()).then(|| first + same as u32)
}
