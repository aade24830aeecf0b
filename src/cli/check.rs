//! `countersign check FILE…`: every problem of scenarios, saves and files of rule parameters, with line and column.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::Ended;
use super::files::says;
use super::input::{ended_by, is_save, problems_json, source, summary};
use super::out::{Out, complain};
use crate::hindcast::case;
use crate::scenario;
use crate::session::kind::Kind;
use crate::session::save::{SaveError, load};
use crate::text::{fill, text};

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(required = true, value_name = "FILE", help = text("cli.check_files"))]
    files: Vec<PathBuf>,
}

pub(super) fn run(command: &Check, out: &mut Out) -> anyhow::Result<Ended> {
    let mut list: Vec<Value> = Vec::new();
    let mut ended = Vec::new();
    for path in &command.files {
        let (end, found) = one(path, out)?;
        ended.push(end);
        list.push(found);
    }
    let fine = ended.iter().all(|end| *end == Ended::Fine);
    out.object(&json!({ "fine": fine, "files": list }))?;
    let worst = if ended.contains(&Ended::Unreadable) { Ended::Unreadable } else { Ended::Failed };
    Ok(if fine { Ended::Fine } else { worst })
}

fn one(path: &Path, out: &mut Out) -> anyhow::Result<(Ended, Value)> {
    let name = &path.display().to_string();
    let source = match source(path) {
        Ok(source) => source,
        Err(error) => {
            complain(&fill("cli.error", &[("message", &format!("{error:#}"))]));
            return Ok((Ended::Unreadable, json!({ "file": name, "error": error.to_string(), "problems": [] })));
        }
    };
    let kind = Kind::of(&source.text);
    let (end, error, problems) = if matches!(kind, Kind::Empty | Kind::Seat | Kind::Orders) {
        (Ended::Unreadable, Some(says(kind).to_owned()), None)
    } else if is_save(path, &source.text) {
        match load(&source.text, name) {
            Ok(_game) => (Ended::Fine, None, None),
            Err(SaveError::Scenario(problems)) => (Ended::Failed, None, Some(problems)),
            Err(error) => (ended_by(&error), Some(error.to_string()), None),
        }
    } else if kind == Kind::Parameters {
        match scenario::parse_parameters(&source.name, &source.text) {
            Ok(_parameters) => (Ended::Fine, None, None),
            Err(problems) => (Ended::Failed, None, Some(problems)),
        }
    } else if kind == Kind::Cases {
        match case::read(&source.name, &source.text) {
            Ok(_cases) => (Ended::Fine, None, None),
            Err(problems) => (Ended::Failed, None, Some(problems)),
        }
    } else {
        match scenario::load(&source.name, &source.text) {
            Ok(_scenario) => (Ended::Fine, None, None),
            Err(problems) => (Ended::Failed, None, Some(problems)),
        }
    };
    if let Some(error) = &error {
        complain(&fill("cli.error", &[("message", &fill("cli.in_file", &[("path", name), ("message", error)]))]));
    }
    if let Some(problems) = &problems {
        out.line(&problems.to_string())?;
        out.line(&summary(name, problems.0.len()))?;
    }
    if end == Ended::Fine {
        out.line(&fill("cli.fine", &[("name", name)]))?;
    }
    let problems = problems.as_ref().map_or_else(|| json!([]), problems_json);
    Ok((end, json!({ "file": name, "error": error, "problems": problems })))
}
