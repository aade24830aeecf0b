//! A sheet of what was expected beside what was found.

use std::fmt;

use countersign::rules::variable::Variable;

use super::play::Played;

/// What was expected of a line, and what was found.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) entries: Vec<Entry>,
}

/// A part of a sheet.
pub(crate) enum Entry {
    /// A heading.
    Heading(String),
    /// A number.
    Row(Row),
}

/// What, the design's own words, a band from them if there is one, and what was found.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) expected: String,
    pub(crate) band: Option<(f64, f64)>,
    pub(crate) found: f64,
}

impl Row {
    /// Whether it came out as expected; yes, where nothing was expected.
    pub(crate) fn holds(&self) -> bool {
        self.band.is_none_or(|(low, high)| (low - 1e-9..=high + 1e-9).contains(&self.found))
    }
}

impl Sheet {
    pub(crate) fn heading(&mut self, line: &str) {
        self.entries.push(Entry::Heading(line.trim().to_owned()));
    }

    pub(crate) fn row(&mut self, what: &str, expected: &str, band: (f64, f64), found: f64) {
        let (what, expected) = (what.to_owned(), expected.to_owned());
        self.entries.push(Entry::Row(Row { what, expected, band: Some(band), found }));
    }

    /// A row that only tells.
    pub(crate) fn note(&mut self, what: &str, found: f64) {
        self.entries.push(Entry::Row(Row { what: what.to_owned(), expected: "–".to_owned(), band: None, found }));
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            match entry {
                Entry::Heading(line) => writeln!(f, "\n## {line}\n\n| what | expected | found | |\n|---|---|---|---|")?,
                Entry::Row(row) => {
                    let verdict = match row.band {
                        None => "",
                        Some(_) if row.holds() => "yes",
                        Some(_) => "**no**",
                    };
                    writeln!(f, "| {} | {} | {:.3} | {verdict} |", row.what, row.expected, row.found)?;
                }
            }
        }
        Ok(())
    }
}

/// The mean of something over games.
pub(crate) fn mean(games: &[Played], value: impl Fn(&Played) -> f64) -> f64 {
    games.iter().map(value).sum::<f64>() / games.len().max(1) as f64
}

/// The part of the games in which something holds.
pub(crate) fn part(games: &[Played], holds: impl Fn(&Played) -> bool) -> f64 {
    mean(games, |g| f64::from(u8::from(holds(g))))
}

/// The mean of a variable after so many turns.
pub(crate) fn at(games: &[Played], turns: usize, variable: Variable) -> f64 {
    mean(games, |g| g.after(turns).get(variable))
}

/// How much a variable moved in so many turns, on the mean.
pub(crate) fn moved(games: &[Played], turns: usize, variable: Variable) -> f64 {
    mean(games, |g| g.after(turns).get(variable) - g.after(0).get(variable))
}
