//! The file of rule parameters: a value, a unit, a range, a meaning and a source for each.

use super::decode::Sheet;
use super::place::Kind;
use super::problem::{Problems, suggestion};
use super::schema::ParameterRow;
use crate::rules::params::Params;
use crate::text::{fill, text as words};

/// A parameter of the rules as the file gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in files and commands.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// What one whole of it is.
    pub unit: String,
    /// Least and greatest value that a scenario may give it.
    pub range: (f64, f64),
    /// What it does.
    pub meaning: String,
    /// Where the value comes from; `judgement` where from nowhere else.
    pub source: String,
}

/// Whether a text is a file of parameters of the rules, and not a scenario: it has parameters and none of what makes a board.
#[must_use]
pub fn is_parameters(file: &str, text: &str) -> bool {
    let Ok((sheet, root)) = Sheet::open(file, text) else { return false };
    let has = |block: &str| root.find(sheet.text, block).is_some();
    has("parameters") && !["id", "title", "states", "domains"].into_iter().any(has)
}

/// Reads a file of parameters, in the order of the file. The file's name is only said in problems.
///
/// # Errors
/// Everything that is wrong with the file, parameters that are not known or not there included.
pub fn parse_parameters(file: &str, text: &str) -> Result<Vec<Parameter>, Problems> {
    let (sheet, root) = Sheet::open(file, text)?;
    sheet.only(&root, &["version", "parameters"]);
    let mut found: Vec<Parameter> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let block = root.get(sheet.text, "parameters");
    let Kind::Map(entries) = &block.kind else {
        sheet.say(block, words("problem.block_parameters_missing"), "write `parameters: { \"name\": (value: 0.35, …), … }`");
        return Err(sheet.close());
    };
    for (key, node) in entries {
        let Some(name) = sheet.decode::<String>(key) else { continue };
        if !Params::NAMES.contains(&name.as_str()) {
            sheet.say(key, fill("problem.no_parameter_rules_2", &[("name", &name)]), near(&name));
        }
        if seen.contains(&name) {
            sheet.say(key, fill("problem.name_given_twice", &[("name", &name)]), words("problem.keep_one_two"));
        }
        seen.push(name.clone());
        let Some(ParameterRow { value, unit, range, meaning, source }) = sheet.decode(node) else { continue };
        if range.0.is_finite() && range.1.is_finite() && range.0 <= range.1 {
            sheet.within(node.get(sheet.text, "value"), &fill("problem.parameter_2", &[("name", &name)]), value, range);
        } else {
            sheet.say(
                node.get(sheet.text, "range"),
                fill("problem.range_not_one", &[("name", &name)]),
                words("problem.write_least_value_first"),
            );
        }
        found.push(Parameter { name, value, unit, range, meaning, source });
    }
    for name in Params::NAMES {
        if !entries.iter().any(|(key, _)| super::place::bare(key.text(sheet.text)) == *name) {
            sheet.say(
                block,
                fill("problem.parameter_missing", &[("name", name)]),
                format!("add \"{name}\": (value: …, unit: …, range: …, …)"),
            );
        }
    }
    if sheet.is_clean() { Ok(found) } else { Err(sheet.close()) }
}

/// A hint for a name that no parameter has.
fn near(name: &str) -> String {
    let hint = suggestion(name, Params::NAMES.iter().copied());
    if hint.starts_with("did") { hint } else { words("problem.take_out_or_see_list").to_owned() }
}
