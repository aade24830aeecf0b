//! From places to values: decodes each part of a file by itself and collects what is wrong.
//!
//! It knows nothing of scenarios; `build` and `parameters` ask it for typed parts and tell it what else they find wrong.

use std::cell::RefCell;
use std::collections::BTreeSet;

use ron::Options;
use ron::error::Error as RonError;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::mend::{self, Decoded, Unread};
use super::place::{self, Kind, Node, bare};
use super::problem::{Problem, Problems, suggestion};
use super::ron_words::ron_words;
use crate::text::{fill, text as words};

/// Largest file that is read, bytes.
pub(super) const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Longest single text, characters.
pub(super) const TEXT_CHARS_MAX: usize = 20_000;
/// The one version of the formats that this program reads.
pub(super) const VERSION: &str = "1";

/// A file on the desk: its text, and what is wrong with it so far.
pub(super) struct Sheet<'a> {
    file: &'a str,
    /// The text, without a byte order mark.
    pub(super) text: &'a str,
    line_starts: Vec<usize>,
    problems: RefCell<Vec<Problem>>,
    /// What could not be read, and stands for nothing.
    unread: RefCell<Vec<Unread>>,
}

/// A decoded item, with its place.
pub(super) struct Item<'n, T> {
    /// The value.
    pub(super) value: T,
    /// Where it stands.
    pub(super) node: &'n Node,
}

impl<'a> Sheet<'a> {
    /// Lays a text on the desk and finds its parts. Checks the caps, duplicate names, and the version.
    pub(super) fn open(file: &'a str, text: &'a str) -> Result<(Self, Node), Problems> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(n, _)| n + 1)).collect();
        let sheet = Self { file, text, line_starts, problems: RefCell::default(), unread: RefCell::default() };
        if text.len() > FILE_BYTES_MAX {
            sheet.say_at(
                0,
                fill(
                    "problem.file_has_bytes_at_most",
                    &[("text", &text.len().to_string()), ("file_bytes_max", &FILE_BYTES_MAX.to_string())],
                ),
                words("problem.shorten_its_texts"),
            );
            return Err(sheet.close());
        }
        let root = match place::read(text) {
            Ok(root) => root,
            Err(fault) => {
                sheet.say_at(fault.at, fault.message, words("problem.look_for_missing_comma_quotation"));
                return Err(sheet.close());
            }
        };
        if !matches!(root.kind, Kind::Struct(_)) {
            sheet.say(&root, words("problem.file_should_be_one_block"), words("problem.begin_with_version"));
            return Err(sheet.close());
        }
        match root.find(text, "version").map(|node| (node, node.text(text))) {
            Some((_, VERSION)) => {}
            Some((node, other)) => {
                let hint = words("problem.program_reads_version_newer_file");
                sheet.say(node, fill("problem.version_format_not_known", &[("other", other)]), hint);
                return Err(sheet.close());
            }
            None => {
                sheet.say(&root, words("problem.field_version_missing"), words("problem.begin_file_with_version"));
                return Err(sheet.close());
            }
        }
        sheet.look_over(&root);
        Ok((sheet, root))
    }

    /// Long texts and names that are given twice, anywhere.
    fn look_over(&self, root: &Node) {
        root.walk(&mut |node| match &node.kind {
            Kind::Leaf => {
                let chars = node.text(self.text).chars().count();
                if chars > TEXT_CHARS_MAX {
                    self.say(
                        node,
                        fill(
                            "problem.text_has_characters_at_most",
                            &[("chars", &chars.to_string()), ("text_chars_max", &TEXT_CHARS_MAX.to_string())],
                        ),
                        words("problem.shorten"),
                    );
                }
            }
            Kind::List(_) => {}
            Kind::Struct(fields) | Kind::Map(fields) => {
                let mut seen = BTreeSet::new();
                for (key, _) in fields {
                    let name = bare(key.text(self.text));
                    if !seen.insert(name) {
                        self.say(key, fill("problem.given_twice", &[("name", name)]), words("problem.keep_one_two"));
                    }
                }
            }
        });
    }

    /// Notes a problem at a value.
    pub(super) fn say(&self, node: &Node, message: impl Into<String>, hint: impl Into<String>) {
        // Of what could not be read it has been said.
        if self.is_unread(node) {
            return;
        }
        self.say_at(node.start, message, hint);
    }

    fn say_at(&self, at: usize, message: impl Into<String>, hint: impl Into<String>) {
        let (line, column) = self.line_column(at);
        self.push(line, column, message.into(), hint.into());
    }

    fn push(&self, line: usize, column: usize, message: String, hint: String) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.problems.borrow_mut().push(Problem {
            file: self.file.to_owned(),
            line: number(line),
            column: number(column),
            message,
            hint,
        });
    }

    fn line_column(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|n| self.line_starts.get(n)).copied().unwrap_or_default();
        (line, self.text.get(start..at).map_or(0, |t| t.chars().count()) + 1)
    }

    /// The first column from there on that is not blank.
    fn past_blanks(&self, line: usize, column: usize) -> usize {
        let row = self.text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let blanks = row.chars().skip(column.saturating_sub(1)).take_while(|c| c.is_whitespace()).count();
        column + blanks
    }

    /// Everything that is wrong.
    pub(super) fn close(self) -> Problems {
        Problems::sorted(self.problems.into_inner())
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// Decodes one value; everything that is wrong with it is noted, and what cannot be read stands for nothing.
    pub(super) fn decode<T: DeserializeOwned>(&self, node: &Node) -> Option<T> {
        let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES);
        let Decoded { value, faults, unread } = mend::decode(&options, self.text, node);
        self.unread.borrow_mut().extend(unread);
        // What is given twice has been noted already.
        for (at, code) in faults.iter().filter(|(_, code)| !matches!(code, RonError::DuplicateStructField { .. })) {
            let (message, hint) = ron_words(code);
            let (line, column) = self.line_column(*at);
            self.push(line, self.past_blanks(line, column), message, hint);
        }
        value
    }

    /// Whether a value is not what stands in the file, because that could not be read.
    pub(super) fn is_unread(&self, node: &Node) -> bool {
        self.unread.borrow().iter().any(|unread| unread.hides(node))
    }

    /// Decodes the field of that name, which must be there.
    pub(super) fn field<T: DeserializeOwned>(&self, root: &Node, name: &str) -> Option<T> {
        let node = root.find(self.text, name);
        if node.is_none() {
            self.say(root, fill("problem.field_missing", &[("name", name)]), words("problem.every_scenario_needs"));
        }
        self.decode(node?)
    }

    /// Decodes the items of a list one by one, so that each can be wrong by itself. A list that is not there is empty.
    pub(super) fn list<'n, T: DeserializeOwned>(&self, root: &'n Node, name: &str, count_max: usize) -> Vec<Item<'n, T>> {
        let Some(list) = root.find(self.text, name) else { return Vec::new() };
        if !matches!(list.kind, Kind::List(_)) {
            self.say(list, fill("problem.should_be_list", &[("name", name)]), words("problem.write_square_brackets"));
            return Vec::new();
        }
        if list.items().len() > count_max {
            self.say(
                list,
                fill(
                    "problem.has_items_at_most_are",
                    &[("name", name), ("items", &list.items().len().to_string()), ("count_max", &count_max.to_string())],
                ),
                words("problem.leave_some_out"),
            );
            return Vec::new();
        }
        list.items().iter().filter_map(|node| Some(Item { value: self.decode(node)?, node })).collect()
    }

    /// Notes fields that the format does not know.
    pub(super) fn only(&self, root: &Node, known: &[&str]) {
        let Kind::Struct(fields) = &root.kind else { return };
        for (key, _) in fields {
            let name = key.text(self.text);
            if !known.contains(&name) {
                self.say(key, fill("problem.no_field_file", &[("name", name)]), suggestion(name, known.iter().copied()));
            }
        }
    }

    /// Notes a number outside its range, or one that is no number. Says whether it is inside.
    pub(super) fn within(&self, node: &Node, what: &str, value: f64, (low, high): (f64, f64)) -> bool {
        let inside = (low..=high).contains(&value);
        if !inside {
            self.say(
                node,
                fill("problem.out_of_range", &[("what", what), ("value", &value.to_string())]),
                fill("problem.should_be_from", &[("low", &low.to_string()), ("high", &high.to_string())]),
            );
        }
        inside
    }

    /// Notes shares or weights that do not sum to 1.
    pub(super) fn sums_to_one<'v>(&self, node: &Node, what: &str, values: impl IntoIterator<Item = &'v f64>) {
        let sum: f64 = values.into_iter().sum();
        if self.unread.borrow().iter().any(|unread| unread.counts_in(node)) {
            return;
        }
        if (sum - 1.0).abs() > 0.005 {
            self.say(
                node,
                fill("problem.sum_is_not_one", &[("what", what), ("sum", &format!("{sum:.3}"))]),
                words("problem.they_should_sum"),
            );
        }
    }
}
