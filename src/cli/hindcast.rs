//! `countersign hindcast`: historical cases through the rules, and how far the rules agree with what happened.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::files::{PREDICTIONS_BEGIN, may_write, read_text, written};
use super::input::{not_that, tell_problems};
use super::numbers::whole;
use super::out::{Out, note};
use crate::hindcast::assess::{Assessment, assess, scored};
use crate::hindcast::case::{self, Record};
use crate::hindcast::predictions;
use crate::hindcast::replay::SEEDS;
use crate::hindcast::score::{Figures, Gainers};
use crate::hindcast::search::{GRID, Search, search};
use crate::report::hindcast as words;
use crate::session::kind::Kind;
use crate::session::shelf::Shelf;
use crate::session::storage::Disk;
use crate::text::{fill, text};

/// Seeds a case for the search, which plays every case many times.
const SEARCH_SEEDS: u32 = 20;

/// From so many cases on it is told how far it is.
const MANY: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Hindcast {
    #[arg(long, value_name = "FILE", help = text("cli.hindcast_cases"))]
    cases: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help = text("cli.hindcast_predictions"))]
    predictions: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = whole::<u32>(1, 10_000), help = text("cli.hindcast_seeds"))]
    seeds: Option<u32>,
    #[arg(long, help = text("cli.hindcast_search"), conflicts_with = "predictions")]
    search: bool,
}

pub(super) fn run(command: &Hindcast, out: &mut Out) -> anyhow::Result<Ended> {
    if let Some(path) = &command.predictions {
        let read: Vec<&Path> = command.cases.as_deref().into_iter().collect();
        may_write(path, &read, PREDICTIONS_BEGIN)?;
    }
    let records = match records(command.cases.as_deref())? {
        Ok(records) => records,
        Err(ended) => return Ok(ended),
    };
    if records.is_empty() {
        anyhow::bail!("{}", text("cli.hindcast_no_cases"));
    }
    if command.search && scored(&records).is_empty() {
        anyhow::bail!("{}", text("cli.hindcast_no_outcomes"));
    }
    if command.search {
        let found = search(&records, command.seeds.unwrap_or(SEARCH_SEEDS), progress)?;
        out.line(words::search(&found).trim_end())?;
        out.object(&search_json(&found))?;
        return Ok(Ended::Fine);
    }
    let seeds = command.seeds.unwrap_or(SEEDS);
    let go_on = |done| {
        if records.len() > MANY && done % (MANY / 2) == 0 {
            progress(done, records.len());
        }
        true
    };
    let Some(assessment) = assess(&records, seeds, &BTreeMap::new(), go_on)? else { return Ok(Ended::Failed) };
    if let Some(path) = &command.predictions {
        let content = predictions::write(&assessment.predictions)?;
        written(Shelf::new(None).write(&Disk, path, &content), path)?;
    }
    out.line(words::assessment(&records, &assessment).trim_end())?;
    if let Some(path) = &command.predictions {
        out.line(&fill("cli.hindcast_written", &[("path", &path.display().to_string())]))?;
    }
    out.object(&assessment_json(&records, &assessment, seeds))?;
    Ok(Ended::Fine)
}

/// Tells whoever waits how far it is.
fn progress(done: usize, of: usize) {
    note(&fill("cli.hindcast_progress", &[("done", &done.to_string()), ("of", &of.to_string())]));
}

/// The cases of a file, or those that come with the program.
fn records(path: Option<&Path>) -> anyhow::Result<Result<Vec<Record>, Ended>> {
    let Some(path) = path else { return Ok(Ok(crate::hindcast::calibration_cases()?)) };
    let name = path.display().to_string();
    let text = read_text(path)?;
    let kind = Kind::of(&text);
    // A table without the column of the cases is told what it lacks; what is in brackets is no table.
    let bracketed =
        matches!(kind, Kind::Scenario | Kind::Orders) && text.trim_start_matches('\u{feff}').trim_start().starts_with('(');
    if bracketed || matches!(kind, Kind::Empty | Kind::Save | Kind::Seat | Kind::Parameters) {
        return Err(not_that(path, kind));
    }
    Ok(case::read(&name, &text).map_err(|problems| {
        tell_problems(&name, &problems);
        Ended::Failed
    }))
}

fn assessment_json(records: &[Record], assessment: &Assessment, seeds: u32) -> Value {
    let cases = records.iter().zip(&assessment.predictions).zip(&assessment.replayed).map(|((record, p), replayed)| {
        let outcome = record.outcome.as_ref();
        json!({
            "case_id": p.case_id,
            "shift": p.shift,
            "shift_sd": p.shift_sd,
            "align": p.align,
            "lag_years": p.lag_years,
            "top_gainer": p.top_gainer,
            "share_by_year": replayed.by_year,
            "observed_shift": outcome.and_then(|o| o.shift).map(|s| s.size),
            "observed_align": outcome.and_then(|o| o.alignment).map(|a| a.size),
            "observed_top_gainer": outcome.and_then(|o| o.top_gainer.clone()),
        })
    });
    let score = assessment.score.as_ref().map(|score| {
        let guesses: Value = score
            .rivals
            .iter()
            .map(|rival| {
                json!({
                    "guess": rival.guess.name(),
                    "figures": figures(&rival.figures),
                    "difference": rival.difference,
                    "interval": [rival.interval.0, rival.interval.1],
                })
            })
            .collect();
        json!({
            "shift": figures(&score.shift),
            "guesses": guesses,
            "alignment": score.alignment.map(|a| json!({ "rules": figures(&a.figures), "no_change": figures(&a.no_change) })),
            "top_gainer": gainers(score.gainers),
            "missing": score.missing,
            "verdict": words::verdict(score),
        })
    });
    let churn: Value = assessment
        .churn
        .iter()
        .map(|bin| {
            json!({ "bin": bin.label, "before": bin.before, "recorded": bin.recorded, "played": bin.played, "holds": bin.holds() })
        })
        .collect();
    json!({ "seeds": seeds, "cases": cases.collect::<Value>(), "score": score, "churn": churn })
}

fn figures(figures: &Figures) -> Value {
    json!({ "n": figures.n, "sign": figures.sign, "mae": figures.error, "spearman": figures.spearman })
}

fn gainers(gainers: Gainers) -> Value {
    json!({
        "hits": gainers.hits, "of": gainers.of, "in_inputs": gainers.in_inputs, "largest_other_supplier": gainers.largest_other,
    })
}

fn search_json(search: &Search) -> Value {
    let candidates = search.candidates.iter().map(|candidate| {
        let values = GRID.iter().zip(&candidate.values).map(|((name, _), value)| ((*name).to_owned(), json!(value)));
        json!({
            "parameters": values.collect::<serde_json::Map<String, Value>>(),
            "figures": figures(&candidate.figures),
            "churn_holds": candidate.churn_holds(),
            "worst_bin": candidate.worst_bin(),
        })
    });
    json!({
        "candidates": candidates.collect::<Value>(),
        "best": search.best,
        "best_without_churn": search.best_without_churn,
        "cross_validated": search.cross_validated.as_ref().map(figures),
        "cross_validated_without_churn": search.cross_validated_without_churn.as_ref().map(figures),
        "top_gainer": search.gainers.map(gainers),
    })
}
