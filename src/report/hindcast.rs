//! The hindcast in words: predictions beside what was observed, the score beside the guesses, churn, and the verdict.

use crate::hindcast::assess::Assessment;
use crate::hindcast::case::Record;
use crate::hindcast::churn::Bin;
use crate::hindcast::score::{Figures, Gainers, Guess, Rival, Score, VERDICT_CASES};
use crate::hindcast::search::{GRID, Search};
use crate::text::{fill, text};

use super::tables::grid;
use super::words::MINUS;

/// Everything that the command tells.
#[must_use]
pub fn assessment(records: &[Record], assessment: &Assessment) -> String {
    let mut parts = vec![cases(records, assessment)];
    if let Some(score) = &assessment.score {
        parts.push(scores(score));
        parts.push(verdict(score) + "\n");
        parts.push(churn(&assessment.churn));
    }
    parts.push(format!("{}: {}\n\n{}", text("hindcast.limits_title"), text("hindcast.limits"), text("hindcast.credits")));
    parts.join("\n")
}

/// A row a case, the largest errors last.
#[must_use]
pub fn cases(records: &[Record], assessment: &Assessment) -> String {
    let head = ["case", "decision", "restrictiveness", "prior", "shift", "observed", "align", "observed", "gainer", "observed"];
    let head: Vec<String> = head.iter().map(|name| text(&format!("hindcast.column.{name}")).to_owned()).collect();
    let mut rows: Vec<(f64, Vec<String>)> = Vec::new();
    for (record, prediction) in records.iter().zip(&assessment.predictions) {
        let case = &record.case;
        let outcome = record.outcome.as_ref();
        let seen = outcome.and_then(|o| o.shift).map(|s| s.size);
        let turned = outcome.and_then(|o| o.alignment).map(|a| a.size);
        let gainer = |name: Option<&String>| name.cloned().unwrap_or_default();
        let row = vec![
            case.id.clone(),
            case.decision.clone(),
            signed(case.restrictiveness, 1),
            points(case.prior()),
            signed_points(prediction.shift),
            seen.map(signed_points).unwrap_or_default(),
            prediction.align.map(|a| signed(a, 2)).unwrap_or_default(),
            turned.map(|a| signed(a, 2)).unwrap_or_default(),
            gainer(prediction.top_gainer.as_ref()),
            gainer(outcome.and_then(|o| o.top_gainer.as_ref())),
        ];
        rows.push((seen.map_or(-1.0, |seen| (prediction.shift - seen).abs()), row));
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    grid(text("hindcast.cases_title"), &head, &rows)
}

/// The score, beside the guesses on the same cases.
#[must_use]
pub fn scores(score: &Score) -> String {
    let head = ["predictor", "n", "sign", "error", "spearman", "difference", "interval"];
    let head: Vec<String> = head.iter().map(|name| text(&format!("hindcast.column.{name}")).to_owned()).collect();
    let mut rows = Vec::new();
    if score.shift.n > 0 {
        rows.push(line(text("hindcast.rules"), &score.shift, None));
    }
    rows.extend(score.rivals.iter().map(|rival| line(guess(rival.guess), &rival.figures, Some(rival))));
    if let Some(alignment) = &score.alignment {
        rows.push(line(text("hindcast.alignment_rules"), &alignment.figures, None));
        rows.push(line(text("hindcast.alignment_no_change"), &alignment.no_change, None));
    }
    let mut table = grid(text("hindcast.score_title"), &head, &rows);
    table.push_str(text("hindcast.fitted"));
    table.push('\n');
    if score.gainers.of > 0 {
        table.push_str(&gainers(&score.gainers));
        table.push('\n');
    }
    if !score.missing.is_empty() {
        table.push_str(&fill("hindcast.missing", &[("cases", &score.missing.join(", "))]));
        table.push('\n');
    }
    table
}

/// How often whoever gained most was named, and how often that could be.
#[must_use]
pub fn gainers(gainers: &Gainers) -> String {
    let (hits, of, named) = (gainers.hits.to_string(), gainers.of.to_string(), gainers.in_inputs.to_string());
    let told = fill("hindcast.gainers", &[("hits", &hits), ("of", &of), ("named", &named)]);
    match gainers.largest_other {
        Some(right) => told + " " + &fill("hindcast.largest_other", &[("right", &right.to_string())]),
        None => told,
    }
}

fn line(name: &str, figures: &Figures, rival: Option<&Rival>) -> Vec<String> {
    vec![
        name.to_owned(),
        figures.n.to_string(),
        format!("{:.2}", figures.sign),
        format!("{:.3}", figures.error),
        figures.spearman.map_or_else(String::new, |rho| signed(rho, 2)),
        rival.map_or_else(String::new, |r| signed(r.difference, 3)),
        rival.map_or_else(String::new, |r| format!("{} … {}", signed(r.interval.0, 3), signed(r.interval.1, 3))),
    ]
}

/// What a guess is called.
#[must_use]
pub fn guess(guess: Guess) -> &'static str {
    match guess {
        Guess::NoChange => text("hindcast.guess.no_change"),
        Guess::Always => text("hindcast.guess.always"),
        Guess::Churn => text("hindcast.guess.churn"),
        Guess::Regression => text("hindcast.guess.regression"),
        Guess::RegressionAndChurn => text("hindcast.guess.regression_and_churn"),
    }
}

/// What the figures say, in a sentence that is worked out from them.
#[must_use]
pub fn verdict(score: &Score) -> String {
    if score.shift.n == 0 {
        return text("hindcast.verdict_none").to_owned();
    }
    let named = |wanted: fn(&Rival) -> bool| -> Vec<&str> {
        score.rivals.iter().filter(|rival| wanted(rival)).map(|rival| guess(rival.guess)).collect()
    };
    let better = named(|rival| rival.interval.1 < 0.0);
    let worse = named(|rival| rival.interval.0 > 0.0);
    let open = named(|rival| rival.interval.0 <= 0.0 && rival.interval.1 >= 0.0);
    let (error, n, sign) = (format!("{:.1}", score.shift.error * 100.0), score.shift.n.to_string(), points(score.shift.sign));
    let key = if score.shift.n == 1 { "hindcast.verdict_one" } else { "hindcast.verdict" };
    let mut sentence = fill(key, &[("error", &error), ("n", &n), ("sign", &sign)]);
    if !score.can_judge() {
        return sentence + " " + &fill("hindcast.verdict_few", &[("least", &VERDICT_CASES.to_string())]);
    }
    for (key, names) in [("hindcast.verdict_better", better), ("hindcast.verdict_open", open), ("hindcast.verdict_worse", worse)]
    {
        if !names.is_empty() {
            sentence.push(' ');
            sentence.push_str(&fill(key, &[("names", &together(&names))]));
        }
    }
    sentence
}

/// Names in a row: "a, b and c".
fn together(names: &[&str]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => fill("hindcast.verdict_and", &[("names", &others.join(", ")), ("last", last)]),
    }
}

/// The verdict in a few words: whether any guess is as good.
#[must_use]
pub fn headline(score: &Score) -> &'static str {
    if !score.can_judge() {
        return text("hindcast.headline_few");
    }
    let better = score.rivals.iter().filter(|rival| rival.interval.1 < 0.0).count();
    let worse = score.rivals.iter().filter(|rival| rival.interval.0 > 0.0).count();
    text(match (better, worse) {
        (_, 1..) => "hindcast.headline_worse",
        (0, 0) => "hindcast.headline_open",
        (better, 0) if better == score.rivals.len() => "hindcast.headline_better",
        _ => "hindcast.headline_mixed",
    })
}

/// Churn on the boards beside the record.
#[must_use]
pub fn churn(bins: &[Bin]) -> String {
    let head = ["bin", "before", "recorded", "played", "holds"];
    let head: Vec<String> = head.iter().map(|name| text(&format!("hindcast.column.{name}")).to_owned()).collect();
    let rows: Vec<Vec<String>> = bins
        .iter()
        .map(|bin| {
            let holds = text(if bin.holds() { "hindcast.holds" } else { "hindcast.holds_not" });
            vec![limits(&bin.label), points(bin.before), signed_points(bin.recorded), signed_points(bin.played), holds.to_owned()]
        })
        .collect();
    grid(text("hindcast.churn_title"), &head, &rows)
}

/// The limits of a bin, as the table writes them (`.05-.1`), for people: 0.05–0.10.
#[must_use]
pub fn limits(label: &str) -> String {
    let part = |part: &str| part.parse::<f64>().map_or_else(|_| part.to_owned(), |limit| format!("{limit:.2}"));
    label.split('-').map(part).collect::<Vec<_>>().join("–")
}

/// What a search for parameters found.
#[must_use]
pub fn search(search: &Search) -> String {
    let mut head: Vec<String> = GRID.iter().map(|(name, _)| (*name).to_owned()).collect();
    head.extend(["error", "spearman", "sign", "worst", "churn"].map(|name| text(&format!("hindcast.column.{name}")).to_owned()));
    let row = |place: usize| {
        let candidate = search.candidates.get(place)?;
        let mut row: Vec<String> = candidate.values.iter().map(|value| format!("{value:.2}")).collect();
        row.push(format!("{:.3}", candidate.figures.error));
        row.push(candidate.figures.spearman.map_or_else(String::new, |rho| signed(rho, 2)));
        row.push(format!("{:.2}", candidate.figures.sign));
        row.push(format!("{:.1}", candidate.worst_bin() * 100.0));
        row.push(text(if candidate.churn_holds() { "hindcast.holds" } else { "hindcast.holds_not" }).to_owned());
        Some(row)
    };
    let rows: Vec<Vec<String>> = (0..search.candidates.len()).filter_map(row).collect();
    let mut told = grid(text("hindcast.search_title"), &head, &rows);
    let mut say = |key: &str, place: Option<usize>| {
        let found = place.and_then(row).map_or_else(|| text("hindcast.search_none").to_owned(), |row| row.join("  "));
        told.push_str(&fill(key, &[("row", &found)]));
        told.push('\n');
    };
    say("hindcast.search_best", search.best);
    say("hindcast.search_free", Some(search.best_without_churn));
    let crossed = [
        ("hindcast.search_crossed", search.cross_validated.as_ref()),
        ("hindcast.search_crossed_free", search.cross_validated_without_churn.as_ref()),
    ];
    for (key, figures) in crossed.into_iter().filter_map(|(key, figures)| Some((key, figures?))) {
        let values = [
            ("error", format!("{:.3}", figures.error)),
            ("spearman", figures.spearman.map_or_else(String::new, |rho| signed(rho, 2))),
            ("sign", format!("{:.2}", figures.sign)),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        told.push_str(&fill(key, &values));
        told.push('\n');
    }
    if let Some(found) = &search.gainers {
        told.push_str(&gainers(found));
        told.push('\n');
    }
    told
}

/// A part as whole percent.
fn points(part: f64) -> String {
    format!("{:.0}{}", part * 100.0, text("unit.percent"))
}

fn signed_points(part: f64) -> String {
    signed(part * 100.0, 0)
}

/// A number with its sign, the true minus, and no sign before what rounds to nothing.
fn signed(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let nothing = plain.chars().all(|c| c == '0' || c == '.');
    match (nothing, value < 0.0) {
        (true, _) => plain,
        (false, true) => format!("{MINUS}{plain}"),
        (false, false) => format!("+{plain}"),
    }
}
