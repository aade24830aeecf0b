//! What is wrong with a file, and where.

use crate::rules::variable::NameError;
use crate::text::fill;
use std::fmt;

/// One thing wrong in a file that people write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Name of the file, as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it; empty where the message says it all.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if self.hint.is_empty() { Ok(()) } else { write!(f, " (hint: {})", self.hint) }
    }
}

/// Everything wrong in a file, from top to bottom. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Sorts by place and drops what was said twice.
    #[must_use]
    pub(super) fn sorted(mut problems: Vec<Problem>) -> Self {
        problems.sort();
        problems.dedup();
        Self(problems)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The known word that is nearest to a misspelt one, if one is near enough to be meant.
#[must_use]
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.chars().count().div_ceil(3).max(1);
    let rated = known.into_iter().map(|k| (distance(&word.to_lowercase(), &k.to_lowercase()), k));
    rated.filter(|(d, _)| *d <= limit).min().map(|(_, k)| k)
}

/// A hint that proposes the nearest known word, or else lists them all.
#[must_use]
pub(crate) fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => fill("problem.did_you_mean", &[("near", near)]),
        None if known.is_empty() => String::new(),
        None => fill("problem.known", &[("join", &known.join(", "))]),
    }
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (y, pair) in b.iter().zip(row.windows(2)) {
            if let (&[diagonal, above], Some(&left)) = (pair, next.last()) {
                next.push((diagonal + usize::from(x != *y)).min(above + 1).min(left + 1));
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// What is wrong with the name of a variable, in words.
#[must_use]
pub fn name_error(error: &NameError) -> String {
    match error {
        NameError::NoBracket(text) => fill("problem.name_no_bracket", &[("text", text)]),
        NameError::NotClosed(text) => fill("problem.name_not_closed", &[("text", text)]),
        NameError::State(name) => fill("problem.name_state", &[("name", name)]),
        NameError::Domain(name) => fill("problem.name_domain", &[("name", name)]),
        NameError::Bloc(name) => fill("problem.name_bloc", &[("name", name)]),
        NameError::Actor(name) => fill("problem.name_actor", &[("name", name)]),
        NameError::Criterion(name) => fill("problem.name_criterion", &[("name", name)]),
        NameError::Kind(kind, 1) => fill("problem.name_of_one", &[("kind", kind)]),
        NameError::Kind(kind, 2) => fill("problem.name_of_two", &[("kind", kind)]),
        NameError::Kind(kind, _) => fill("problem.name_of_link", &[("kind", kind)]),
        NameError::Constituency(state, name) => fill("problem.name_constituency", &[("state", state), ("name", name)]),
        NameError::Channel([supplier, domain, recipient]) => {
            fill("problem.name_channel", &[("supplier", supplier), ("domain", domain), ("recipient", recipient)])
        }
        NameError::Arguments(text, count) => fill("problem.name_arguments", &[("text", text), ("count", &count.to_string())]),
    }
}
