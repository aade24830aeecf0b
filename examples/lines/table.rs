//! Rows of expected against found.

use countersign::rules::variable::Variable;

use super::Played;

/// The heading of a table.
pub(crate) fn heading(line: &str) {
    println!("## {line}\n\n| what | expected | found | |\n|---|---|---|---|");
}

/// A row: what, the design's own words, a band from them, and what was found.
pub(crate) fn row(what: &str, expected: &str, (low, high): (f64, f64), found: f64) {
    let verdict = if found >= low - 1e-9 && found <= high + 1e-9 { "yes" } else { "**no**" };
    println!("| {what} | {expected} | {found:.3} | {verdict} |");
}

/// A row that only tells.
pub(crate) fn note(what: &str, found: f64) {
    println!("| {what} | – | {found:.3} | |");
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
