//! `countersign balance`: whether any standing policy is best at everything, whether the first decisions matter, and whether degenerate
//! lines of play pay. Prints `docs/balance.md`.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::input::scenario_named;
use super::numbers::whole;
use super::out::Out;
use crate::forecast::batch::{Fork, Mean, PolicyRow, forks, free_lunches, free_lunches_over_time, policies};
use crate::forecast::degenerate::{Line, Played, What, degenerate};
use crate::report::words::{capital, commitment_name, domain, number, signed};
use crate::rules::order::Policy;
use crate::rules::setting::Setting;
use crate::rules::table::StateId;
use crate::rules::variable::{Measure, Scope, Variable};
use crate::rules::world::World;
use crate::scenario::{self, Scenario};
use crate::text::{fill, text};

/// How many of a request's largest effects are shown.
const SHOWN: usize = 3;
/// From which change on a number of a degenerate line is shown.
const SHOWN_FROM: f64 = 0.1;
/// How many of the first decisions must matter.
const MUST_MATTER: usize = 2;

#[derive(Debug, Args)]
pub(super) struct Balance {
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = whole::<u64>(1, 10_000), help = text("cli.balance_seeds"))]
    seeds: u64,
    #[arg(long, value_name = "NAME", help = text("cli.balance_scenario"))]
    scenario: Option<PathBuf>,
}

pub(super) fn run(command: &Balance, out: &mut Out) -> anyhow::Result<Ended> {
    let names: Vec<&Path> = match &command.scenario {
        Some(path) => vec![path.as_path()],
        None => scenario::bundled().iter().map(|b| Path::new(b.id)).collect(),
    };
    out.line(&fill("balance.head", &[("seeds", &command.seeds.to_string())]))?;
    let mut ended = Ended::Fine;
    let mut all: Vec<Value> = Vec::new();
    for name in names {
        let game = match scenario_named(name)? {
            Ok(game) => game,
            Err(ended) => return Ok(ended),
        };
        let Some(exporter) = game.setting.exporters().next() else { continue };
        let (fine, object) = one(&game, exporter, command.seeds, out)?;
        if !fine {
            ended = Ended::Failed;
        }
        all.push(object);
    }
    out.object(&json!({ "seeds": command.seeds, "scenarios": all }))?;
    Ok(ended)
}

/// One scenario, written out. Whether what is asked of it holds: no policy is best at everything, at least two decisions of the opening
/// matter where it has as many, and no degenerate line pays.
fn one(game: &Scenario, exporter: StateId, seeds: u64, out: &mut Out) -> anyhow::Result<(bool, Value)> {
    let (setting, opening) = (&game.setting, &game.world);
    let exporter_name = setting.states[exporter].name.as_str();
    out.line(&fill("balance.scenario", &[("title", &setting.title)]))?;
    let rows = policies(setting, opening, exporter, seeds);
    write_policies(&rows, exporter_name, out)?;
    write_own(&rows, exporter_name, out)?;
    out.finish()?;
    let (lunches, over_time) = (free_lunches(&rows), free_lunches_over_time(&rows));
    let names = |policies: &[Policy]| {
        policies.iter().map(|p| text(&format!("policy.{}", p.name())).to_owned()).collect::<Vec<_>>().join(", ")
    };
    let verdict = |found: &[Policy], none: &str, some: &str| {
        if found.is_empty() { text(none).to_owned() } else { fill(some, &[("policies", &names(found))]) }
    };
    let at_end = verdict(&lunches, "balance.no_lunch", "balance.lunch");
    let in_mean = verdict(&over_time, "balance.no_lunch_over_time", "balance.lunch_over_time");
    out.line(&format!("\n{at_end} {in_mean}"))?;
    let decided = forks(setting, opening, exporter, seeds);
    write_forks(setting, opening, &decided, exporter_name, out)?;
    out.finish()?;
    let mattering = decided.iter().filter(|fork| fork.matters()).count();
    let asked = decided.len().min(MUST_MATTER);
    let beyond = decided.iter().filter(|fork| fork.matters_beyond_itself(setting)).count();
    let counts = [("count", mattering.to_string()), ("of", decided.len().to_string()), ("beyond", beyond.to_string())];
    let counts = counts.each_ref().map(|(key, value)| (*key, value.as_str()));
    out.line(&format!("\n{}", fill("balance.mattering", &counts)))?;
    let lines = degenerate(setting, opening, exporter, seeds);
    write_lines(setting, &lines, out)?;
    let fine = lunches.is_empty() && mattering >= asked && !lines.iter().any(Played::pays);
    let object = json!({
        "scenario": setting.id,
        "exporter": exporter_name,
        "policies": rows.iter().map(policy_json).collect::<Vec<_>>(),
        "free_lunches": lunches.iter().map(|p| p.name()).collect::<Vec<_>>(),
        "forks": decided.iter().map(|fork| fork_json(setting, opening, fork)).collect::<Vec<_>>(),
        "free_lunches_over_time": over_time.iter().map(|p| p.name()).collect::<Vec<_>>(),
        "mattering": mattering,
        "mattering_beyond_itself": beyond,
        "lines": lines.iter().map(|line| line_json(setting, line)).collect::<Vec<_>>(),
    });
    Ok((fine, object))
}

fn measure(kind: Measure) -> &'static str {
    match kind {
        Measure::Deterrence => text("measure.deterrence"),
        Measure::Stability => text("measure.stability"),
        Measure::Cohesion => text("measure.cohesion"),
        Measure::Modernisation => text("measure.modernisation"),
        Measure::Resilience => text("measure.resilience"),
        Measure::Integrity => text("measure.integrity"),
        Measure::Mandate => text("measure.mandate"),
        Measure::Industry => text("measure.industry"),
    }
}

/// A row of a table in Markdown.
fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

fn rule(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns))
}

/// One row a policy; the best of a measure is set in bold, and so is what is within a point of it.
fn write_policies(rows: &[PolicyRow], exporter: &str, out: &mut Out) -> anyhow::Result<()> {
    out.line(&fill("balance.policies", &[("exporter", exporter)]))?;
    let mut head = vec![text("balance.policy").to_owned()];
    head.extend(Measure::ALL.iter().map(|kind| measure(*kind).to_owned()));
    head.push(text("balance.revenue").to_owned());
    out.line(&row(&head))?;
    out.line(&rule(head.len()))?;
    let best = |nth: usize| rows.iter().filter_map(|r| r.measures.get(nth)).map(|m| m.value).fold(f64::NEG_INFINITY, f64::max);
    for of in rows {
        let mut cells = vec![capital(text(&format!("policy.{}", of.policy.name())))];
        cells.extend(of.measures.iter().enumerate().map(|(nth, mean)| {
            let words = format!("{} ± {}", number(mean.value, 1), number(mean.error, 1));
            if mean.value >= best(nth) - crate::forecast::batch::NEAR { format!("**{words}**") } else { words }
        }));
        cells.push(format!("{} ± {}", number(of.revenue.value, 1), number(of.revenue.error, 1)));
        out.line(&row(&cells))?;
    }
    Ok(())
}

/// The exporter's own measures, those that speak of it.
fn write_own(rows: &[PolicyRow], exporter: &str, out: &mut Out) -> anyhow::Result<()> {
    out.line(&fill("balance.own", &[("exporter", exporter)]))?;
    let shown = |kind: &Measure| *kind != Measure::Modernisation;
    let mut head = vec![text("balance.policy").to_owned()];
    head.extend(Measure::ALL.iter().filter(|kind| shown(kind)).map(|kind| measure(*kind).to_owned()));
    out.line(&row(&head))?;
    out.line(&rule(head.len()))?;
    for of in rows {
        let mut cells = vec![capital(text(&format!("policy.{}", of.policy.name())))];
        let mine = Measure::ALL.iter().zip(&of.own).filter(|(kind, _)| shown(kind));
        cells.extend(mine.map(|(_, mean)| format!("{} ± {}", number(mean.value, 1), number(mean.error, 1))));
        out.line(&row(&cells))?;
    }
    Ok(())
}

/// One row a degenerate line: what it gains and what it costs.
fn write_lines(setting: &Setting, lines: &[Played], out: &mut Out) -> anyhow::Result<()> {
    out.line(text("balance.lines"))?;
    let head = ["line", "seat", "gains", "costs", "pays"].map(|c| text(&format!("balance.{c}")).to_owned());
    out.line(&row(&head))?;
    out.line(&rule(head.len()))?;
    for played in lines {
        let mut moved: Vec<_> = played.rows.iter().collect();
        moved.sort_by(|a, b| b.change.value.total_cmp(&a.change.value));
        let words = |row: &crate::forecast::degenerate::Row| {
            format!("{} {} ± {}", what(row.what), signed(row.change.value, 1), number(row.change.error, 1))
        };
        let gains: Vec<String> = moved.iter().filter(|r| r.change.value >= SHOWN_FROM).take(SHOWN).map(|r| words(r)).collect();
        let costs: Vec<String> =
            moved.iter().rev().filter(|r| r.change.value <= -SHOWN_FROM).take(SHOWN).map(|r| words(r)).collect();
        let none = |list: Vec<String>| if list.is_empty() { text("balance.nothing").to_owned() } else { list.join("; ") };
        let pays = if played.pays() { text("balance.yes") } else { text("balance.no") };
        let name = text(line_key(played.line)).to_owned();
        out.line(&row(&[name, setting.states[played.seat].name.clone(), none(gains), none(costs), pays.to_owned()]))?;
    }
    Ok(())
}

const fn line_key(line: Line) -> &'static str {
    match line {
        Line::Impossible => "balance.line_impossible",
        Line::TierOne => "balance.line_tier_one",
        Line::Promise => "balance.line_promise",
        Line::Spam => "balance.line_spam",
        Line::Split => "balance.line_split",
        Line::Flood => "balance.line_flood",
    }
}

fn what(what: What) -> &'static str {
    match what {
        What::Measure(kind) => measure(kind),
        What::Reliability => text("balance.reliability"),
        What::Purse => text("balance.purse"),
    }
}

fn write_forks(setting: &Setting, opening: &World, forks: &[Fork], exporter: &str, out: &mut Out) -> anyhow::Result<()> {
    out.line(&fill("balance.forks", &[("exporter", exporter)]))?;
    let head = ["request", "licensed", "measures", "commitments", "matters"].map(|c| text(&format!("balance.{c}")).to_owned());
    out.line(&row(&head))?;
    out.line(&rule(head.len()))?;
    for fork in forks {
        let Some(request) = opening.request(fork.request) else { continue };
        let tier = request.tier.to_string();
        let names = [
            ("partner", setting.states[fork.partner].name.as_str()),
            ("domain", &domain(setting, request.domain)),
            ("tier", tier.as_str()),
        ];
        let largest: Vec<String> = fork.effects.iter().take(SHOWN).map(|e| effect_words(setting, e.variable, e.change)).collect();
        let fate = fork.fates.first().map_or_else(String::new, |f| {
            let (approved, denied) = (number(f.approved, 0), number(f.denied, 0));
            let name = commitment_name(setting, Some(opening), f.commitment);
            fill("balance.fate", &[("name", &name), ("approved", &approved), ("denied", &denied)])
        });
        let matters = if fork.matters() { text("balance.yes") } else { text("balance.no") };
        let licensed = number(fork.licensed, 0);
        out.line(&row(&[fill("balance.asks", &names), licensed, largest.join("; "), fate, matters.to_owned()]))?;
    }
    Ok(())
}

/// "Stability of Haldry −2.4 ± 0.1".
fn effect_words(setting: &Setting, variable: Variable, change: Mean) -> String {
    let name = match variable {
        Variable::Measure(kind, scope) => {
            let of = match scope {
                Scope::Board => text("balance.board").to_owned(),
                Scope::Region(id) => setting.regions[id].name.clone(),
                Scope::State(id) => setting.states[id].name.clone(),
            };
            fill("balance.measure_of", &[("measure", measure(kind)), ("of", &of)])
        }
        other => other.name(setting),
    };
    format!("{name} {} ± {}", signed(change.value, 1), number(change.error, 1))
}

fn mean_json(mean: Mean) -> Value {
    json!({ "mean": mean.value, "error": mean.error })
}

fn policy_json(row: &PolicyRow) -> Value {
    let measures: serde_json::Map<String, Value> =
        Measure::ALL.iter().zip(&row.measures).map(|(kind, mean)| (kind.name().to_owned(), mean_json(*mean))).collect();
    json!({ "policy": row.policy.name(), "measures": measures })
}

fn fork_json(setting: &Setting, opening: &World, fork: &Fork) -> Value {
    let effect =
        |e: &crate::forecast::batch::Effect| json!({ "variable": e.variable.name(setting), "change": mean_json(e.change) });
    let fate = |f: &crate::forecast::batch::Fate| json!({ "commitment": commitment_name(setting, Some(opening), f.commitment), "approved": f.approved, "denied": f.denied });
    json!({
        "partner": setting.states[fork.partner].name,
        "licensed": fork.licensed,
        "effects": fork.effects.iter().take(24).map(effect).collect::<Vec<_>>(),
        "commitments": fork.fates.iter().map(fate).collect::<Vec<_>>(),
        "matters": fork.matters(),
    })
}

fn line_json(setting: &Setting, played: &Played) -> Value {
    let rows = played.rows.iter().map(|row| {
        let name = match row.what {
            What::Measure(kind) => kind.name(),
            What::Reliability => "reliability",
            What::Purse => "purse",
        };
        json!({ "what": name, "usual": row.usual, "change": mean_json(row.change) })
    });
    json!({
        "line": played.line.name(),
        "seat": setting.states[played.seat].name,
        "rows": rows.collect::<Vec<_>>(),
        "pays": played.pays(),
    })
}
