//! Decoding that goes on after a mistake: what cannot be read is told, put right for the moment, and the rest is read on.
//!
//! A decoder stops at the first thing that it does not understand, and everything after that would stay unsaid. Here it is given
//! something that it understands in that place, until the whole is read. What was put there stands for nothing: the spans of it are
//! [`Unread`], so that nobody complains of what the file does not say.

use ron::Options;
use ron::error::{Error as RonError, SpannedError};
use serde::de::DeserializeOwned;

use super::place::{Kind, Node, bare};
use super::problem::nearest;

/// Mistakes of one value that are told; after so many it is not read any further.
const FAULTS_MAX: usize = 64;
/// Longest value that is mended, bytes: each mistake is a few readings of it.
const MENDED_MAX: usize = 256 * 1024;
/// Stands where a text was expected and something else was found.
pub(crate) const NO_TEXT: &str = "\u{fffd}";

/// What was read of a value, and what is wrong with it.
pub(crate) struct Decoded<T> {
    /// The value; none, where it could not be put right.
    pub(crate) value: Option<T>,
    /// What is wrong, and where: bytes of the whole text.
    pub(crate) faults: Vec<(usize, RonError)>,
    /// What of the value does not come from the text.
    pub(crate) unread: Vec<Unread>,
}

/// A part of a text that was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    start: usize,
    end: usize,
    what: What,
}

/// What was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// A word: the rest of what it stands among means what it says.
    Word,
    /// A value: sums in which it counts cannot be told.
    Value,
    /// A value that is not there, of the block with exactly that place.
    Missing,
}

impl Unread {
    /// Whether what is said of a value would be said of what stands in for it.
    pub(super) const fn hides(&self, node: &Node) -> bool {
        match self.what {
            What::Missing => node.start == self.start && node.end == self.end,
            What::Word | What::Value => self.start <= node.start && node.end <= self.end,
        }
    }

    /// Whether a sum over a value would count what stands in for another.
    pub(super) const fn counts_in(&self, node: &Node) -> bool {
        !matches!(self.what, What::Word) && node.start <= self.start && self.end <= node.end
    }
}

/// Reads a value of a text as far as it goes.
pub(crate) fn decode<T: DeserializeOwned>(options: &Options, source: &str, node: &Node) -> Decoded<T> {
    let mut draft = Draft { source, root: node, patches: Vec::new() };
    let (mut faults, mut unread) = (Vec::new(), Vec::new());
    loop {
        let error = match draft.read::<T>(options) {
            Ok(value) => return Decoded { value: Some(value), faults, unread },
            Err(error) => error,
        };
        let at = draft.place(&error);
        let mended = (node.end - node.start <= MENDED_MAX && faults.len() < FAULTS_MAX)
            .then(|| draft.mended::<T>(options, &error.code, at))
            .flatten();
        let Some(Mended { place, patch, unread: lost }) = mended else {
            // A field that is not there is missed by the whole.
            let at = if matches!(error.code, RonError::MissingStructField { .. }) { node.start } else { at };
            faults.push((at, error.code));
            return Decoded { value: None, faults, unread };
        };
        draft.put(patch);
        unread.extend(lost);
        faults.push((place.unwrap_or(at), error.code));
    }
}

/// A text with something else in some places.
#[derive(Clone)]
struct Draft<'s> {
    source: &'s str,
    root: &'s Node,
    /// In the order of the text, none over another.
    patches: Vec<Patch>,
}

#[derive(Clone)]
struct Patch {
    start: usize,
    end: usize,
    with: String,
}

/// What puts a mistake right.
struct Mended {
    /// Where the mistake is, if that is known better than from the decoder.
    place: Option<usize>,
    patch: Patch,
    unread: Option<Unread>,
}

impl Draft<'_> {
    fn text(&self) -> String {
        let mut text = String::with_capacity(self.root.end - self.root.start);
        let mut from = self.root.start;
        for patch in &self.patches {
            text.extend([self.source.get(from..patch.start).unwrap_or_default(), &patch.with]);
            from = patch.end;
        }
        text + self.source.get(from..self.root.end).unwrap_or_default()
    }

    fn read<T: DeserializeOwned>(&self, options: &Options) -> Result<T, SpannedError> {
        options.from_str(&self.text())
    }

    fn put(&mut self, patch: Patch) {
        self.patches.retain(|other| other.end <= patch.start && other.start < patch.start || other.start >= patch.end);
        let at = self.patches.partition_point(|other| other.start < patch.start);
        self.patches.insert(at, patch);
    }

    fn with(&self, patch: Patch) -> Self {
        let mut other = self.clone();
        other.put(patch);
        other
    }

    /// Where in the whole text an error is.
    fn place(&self, error: &SpannedError) -> usize {
        let (text, start) = (self.text(), error.span.start);
        let before: usize = text.split_inclusive('\n').take(start.line.saturating_sub(1)).map(str::len).sum();
        let line = text.get(before..).unwrap_or_default();
        let within = line.char_indices().nth(start.col.saturating_sub(1)).map_or(line.len(), |(n, _)| n);
        let blanks = line.get(within..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        self.original(before + within + blanks)
    }

    /// The place in the whole text of a place in the mended one.
    fn original(&self, at: usize) -> usize {
        let (mut mended, mut from) = (0, self.root.start);
        for patch in &self.patches {
            if at < mended + (patch.start - from) {
                break;
            }
            mended += patch.start - from;
            if at < mended + patch.with.len() {
                return patch.start;
            }
            mended += patch.with.len();
            from = patch.end;
        }
        (from + at.saturating_sub(mended)).min(self.root.end)
    }

    fn mended<T: DeserializeOwned>(&self, options: &Options, error: &RonError, at: usize) -> Option<Mended> {
        match error {
            RonError::NoSuchStructField { found, expected, .. } => self.without(found, expected, at),
            RonError::DuplicateStructField { field, .. } => self.without(field, &[], at),
            RonError::NoSuchEnumVariant { expected, found, .. } => self.word::<T>(options, found, expected, at),
            RonError::MissingStructField { field, .. } => self.added::<T>(options, field, at),
            _ => self.other_value::<T>(options, at),
        }
    }

    /// Leaves a field out, or gives it the name that was meant. Where no other is expected, it is there twice, and the second goes.
    fn without(&self, name: &str, expected: &[&str], at: usize) -> Option<Mended> {
        let first = !expected.is_empty();
        let mut found: Option<(usize, Patch)> = None;
        self.root.walk(&mut |node| {
            let (Kind::Struct(fields) | Kind::Map(fields)) = &node.kind else { return };
            let named = fields.iter().filter(|(key, _)| bare(key.text(self.source)) == name);
            let given = |field: &str| fields.iter().any(|(key, _)| key.text(self.source) == field);
            let meant = nearest(name, expected.iter().copied().filter(|field| !given(field)));
            for (key, value) in named.skip(usize::from(!first)) {
                let far = key.start.abs_diff(at);
                if self.is_untouched(key) && found.as_ref().is_none_or(|(other, _)| far < *other) {
                    let rest = self.source.get(value.end..node.end).unwrap_or_default();
                    let comma = rest.trim_start().starts_with(',').then(|| rest.len() - rest.trim_start().len() + 1);
                    let end = if meant.is_some() { key.end } else { value.end + comma.unwrap_or(0) };
                    found = Some((far, Patch { start: key.start, end, with: meant.unwrap_or_default().to_owned() }));
                }
            }
        });
        let (_, patch) = found?;
        Some(Mended { place: first.then_some(patch.start), patch, unread: None })
    }

    /// Puts a word that is known in the place of one that is not.
    fn word<T: DeserializeOwned>(&self, options: &Options, found: &str, expected: &[&str], at: usize) -> Option<Mended> {
        let mut closest: Option<(usize, &Node)> = None;
        let mut taken: Vec<&str> = Vec::new();
        self.root.walk(&mut |node| {
            let far = node.start.abs_diff(at);
            if word_of(node, self.source) == found && self.is_untouched(node) && closest.is_none_or(|(other, _)| far < other) {
                closest = Some((far, node));
                taken.clear();
            }
            if let Kind::Map(entries) = &node.kind
                && entries.iter().any(|(key, _)| key.start <= at && at <= key.end)
            {
                taken.extend(entries.iter().map(|(key, _)| bare(key.text(self.source))));
            }
        });
        let (_, node) = closest?;
        let free = || expected.iter().copied().filter(|word| !taken.contains(word));
        let swap = |word: &str| Patch { start: node.start, end: node.start + found.len(), with: word.to_owned() };
        let place = Some(node.start);
        if let Some(near) = nearest(found, free()) {
            return Some(Mended { place, patch: swap(near), unread: None });
        }
        let unread = Some(Unread { start: node.start, end: node.end, what: What::Word });
        // The last of the words is the one that asks least: neutral, or nothing.
        let kept = free().map(swap).collect::<Vec<_>>().into_iter().rev();
        let whole = payloads(free()).map(|with| Patch { start: node.start, end: node.end, with });
        let patch = kept.chain(whole).find(|patch| self.goes_on::<T>(options, patch, node).is_ok())?;
        Some(Mended { place, patch, unread })
    }

    /// Adds a field that is missing.
    fn added<T: DeserializeOwned>(&self, options: &Options, name: &str, at: usize) -> Option<Mended> {
        let lacks = |node: &&&Node| {
            matches!(node.kind, Kind::Struct(_) | Kind::List(_))
                && node.find(self.source, name).is_none()
                && node.end > node.start
        };
        let path = path_to(self.root, at);
        path.iter().rev().filter(lacks).find_map(|node| {
            let open = node.start + node.text(self.source).find('(')? + 1;
            let patch = |value: &str| Patch { start: open, end: open, with: format!("{name}: {value}, ") };
            let whole = |value: &str| {
                // Another field may have been added in the same place.
                let before: String =
                    self.patches.iter().filter(|p| p.start == open && p.end == open).map(|p| p.with.as_str()).collect();
                let with = patch(value).with + &before;
                Patch { start: open, end: open, with }
            };
            let fits = |patch: &Patch| match self.with(patch.clone()).read::<T>(options) {
                Ok(_) => true,
                Err(error) => {
                    let same = matches!(&error.code, RonError::MissingStructField { field, .. } if *field == name);
                    let unknown = matches!(&error.code, RonError::NoSuchStructField { found, .. } if found == name);
                    !same && !unknown && self.with(patch.clone()).place(&error) != open
                }
            };
            let patch = self.values::<T>(options, &whole).into_iter().find(fits)?;
            let unread = Some(Unread { start: node.start, end: node.end, what: What::Missing });
            Some(Mended { place: Some(node.start), patch, unread })
        })
    }

    /// Puts a value of the kind that is expected in the place of one of another kind.
    fn other_value<T: DeserializeOwned>(&self, options: &Options, at: usize) -> Option<Mended> {
        let path = path_to(self.root, at);
        path.iter().skip(1).rev().find_map(|node| {
            let patch = |value: &str| Patch { start: node.start, end: node.end, with: value.to_owned() };
            let fits = |patch: &Patch| self.goes_on::<T>(options, patch, node).is_ok();
            let patch = self.values::<T>(options, &patch).into_iter().find(fits)?;
            let unread = Some(Unread { start: node.start, end: node.end, what: What::Value });
            Some(Mended { place: None, patch, unread })
        })
    }

    /// Values of all kinds; of words, those that the decoder knows there.
    fn values<T: DeserializeOwned>(&self, options: &Options, patch: &impl Fn(&str) -> Patch) -> Vec<Patch> {
        let text = format!("\"{NO_TEXT}\"");
        let plain = ["0", &text, "false", "[]", "{}", "(0, 0)", "(0, 0, 0, 0)"].map(&patch);
        let more = [format!("({text}, {text})"), format!("({text}, 0)"), "()".to_owned()].map(|value| patch(&value));
        let mut values: Vec<Patch> = plain.into_iter().chain(more).collect();
        if let Err(error) = self.with(patch("none_such")).read::<T>(options)
            && let RonError::NoSuchEnumVariant { expected, found, .. } = error.code
            && found == "none_such"
        {
            values.extend(payloads(expected.iter().copied()).map(|value| patch(&value)));
        }
        values
    }

    /// Whether the decoder comes past a value with something else in its place.
    fn goes_on<T: DeserializeOwned>(&self, options: &Options, patch: &Patch, node: &Node) -> Result<(), ()> {
        let other = self.with(patch.clone());
        match other.read::<T>(options) {
            Ok(_) => Ok(()),
            Err(error) => {
                let at = other.place(&error);
                if node.start <= at && at < node.end { Err(()) } else { Ok(()) }
            }
        }
    }

    /// Whether nothing stands in for a value already.
    fn is_untouched(&self, node: &Node) -> bool {
        !self.patches.iter().any(|patch| patch.start <= node.start && node.start < patch.end)
    }
}

/// Words with whatever may have to stand behind them, the last word first.
fn payloads<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = String> {
    let words: Vec<&str> = words.collect();
    let text = format!("\"{NO_TEXT}\"");
    let behind = [String::new(), format!("({text})"), "(0)".to_owned(), format!("({text}, 0)"), format!("({text}, {text})")];
    let all: Vec<String> = behind.iter().flat_map(|b| words.iter().rev().map(move |word| format!("{word}{b}"))).collect();
    all.into_iter()
}

/// The word with which a value begins.
fn word_of<'s>(node: &Node, source: &'s str) -> &'s str {
    let text = node.text(source);
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The values in which a place is, the outermost first.
fn path_to(root: &Node, at: usize) -> Vec<&Node> {
    let mut path = vec![root];
    let mut here = root;
    loop {
        let within = |node: &&Node| node.start <= at && at < node.end;
        let next = match &here.kind {
            Kind::Leaf => None,
            Kind::List(items) => items.iter().find(within),
            Kind::Struct(fields) | Kind::Map(fields) => fields.iter().flat_map(|(key, value)| [key, value]).find(within),
        };
        let Some(next) = next else { return path };
        path.push(next);
        here = next;
    }
}

#[cfg(test)]
mod tests;
