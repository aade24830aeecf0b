//! `countersign scenarios`: what is bundled.

use serde_json::{Value, json};

use super::Ended;
use super::out::{Out, complain};
use crate::scenario;
use crate::text::fill;

pub(super) fn run(out: &mut Out) -> anyhow::Result<Ended> {
    let mut list: Vec<Value> = Vec::new();
    let mut ended = Ended::Fine;
    for bundled in scenario::bundled() {
        let setting = match scenario::load(bundled.file, bundled.text) {
            Ok(scenario) => scenario.setting,
            Err(problems) => {
                complain(&problems.to_string());
                ended = Ended::Failed;
                continue;
            }
        };
        let (states, turns, months) =
            (setting.states.len().to_string(), setting.turns.to_string(), setting.months_per_turn.to_string());
        let values = [("id", bundled.id), ("title", setting.title.as_str()), ("states", states.as_str())];
        let more = [("turns", turns.as_str()), ("months", months.as_str()), ("synopsis", setting.synopsis.trim())];
        out.line(&fill("cli.scenario_line", &[values, more].concat()))?;
        list.push(json!({
            "id": bundled.id,
            "title": setting.title,
            "synopsis": setting.synopsis,
            "states": setting.states.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
            "turns": setting.turns,
            "months_per_turn": setting.months_per_turn,
        }));
    }
    out.object(&json!({ "scenarios": list }))?;
    Ok(ended)
}
