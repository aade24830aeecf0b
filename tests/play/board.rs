//! The boards that random games are played on: every bundled scenario, and Meridian with a rival regime that waits to be founded.

use countersign::scenario::{self, Scenario};

/// A regime that is only an idea at the start.
const OPEN_DOOR: &str = r#"blocs: [
        (name: "Open Door", regime: true, members: {}, dormant: true, terms: (founder: "Orsany", discount: 0.10, eager: "Duvane"),
            harmonisation: 0.1, cohesion: 0.5, sanction_threshold: 0.6),"#;

pub(crate) fn meridian() -> Scenario {
    let bundled = scenario::library::find("meridian").expect("Meridian is bundled");
    scenario::load(bundled.file, bundled.text).expect("Meridian has no problem")
}

/// Every board, by name.
pub(crate) fn boards() -> Vec<Scenario> {
    let load = |file: &str, text: &str| scenario::load(file, text).unwrap_or_else(|problems| panic!("{problems}"));
    let mut all: Vec<Scenario> = scenario::bundled().iter().map(|b| load(b.file, b.text)).collect();
    let meridian = scenario::library::find("meridian").expect("Meridian is bundled");
    if !meridian.text.contains("dormant: true") {
        all.push(load("open-door.ron", &meridian.text.replacen("blocs: [", OPEN_DOOR, 1)));
    }
    all
}

/// Meridian at another pace: the same text, so many months a turn.
pub(crate) fn meridian_at(months: u16) -> Scenario {
    let meridian = scenario::library::find("meridian").expect("Meridian is bundled");
    let text = meridian.text.replacen("months_per_turn: 6", &format!("months_per_turn: {months}"), 1);
    scenario::load("meridian.ron", &text).unwrap_or_else(|problems| panic!("{problems}"))
}
