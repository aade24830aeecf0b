//! The rooms of `ARCHITECTURE.md`, held against the code: who may import whom, how long a file may be, what is absent.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("rules", &[]),
    ("text", &[]),
    ("scenario", &["rules", "text"]),
    ("players", &["rules", "scenario", "text"]),
    ("session", &["rules", "scenario", "text"]),
    ("forecast", &["rules", "scenario", "session", "players", "text"]),
    ("hindcast", &["rules", "scenario", "session", "players", "forecast", "text"]),
    ("report", &["rules", "scenario", "session", "players", "forecast", "hindcast", "text"]),
    ("cli", &["rules", "scenario", "session", "players", "forecast", "hindcast", "report", "text", "ui"]),
    ("ui", &["rules", "scenario", "session", "players", "forecast", "hindcast", "report", "text"]),
];

/// Panels of the window. They meet in the workspace, the intents and the widgets, and don't know one another.
const PANELS: &[&str] = &[
    "board",
    "bottom",
    "branches",
    "composer",
    "hindcast",
    "home",
    "inspector",
    "plots",
    "rulebook",
    "sets",
    "story",
    "timeline",
    "topbar",
    "tour",
    "tray",
    "why",
];

#[expect(clippy::expect_used, reason = "a test without its sources must fail")]
fn sources(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn room_of(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap_or(path);
    let first = below.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// The words that follow `crate::` in a line of code.
fn imports(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or("");
    code.match_indices("crate::")
        .map(|(at, word)| code[at + word.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let room = room_of(&path);
        let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        if path.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        for (n, line) in fs::read_to_string(&path).expect("a source file").lines().enumerate() {
            for import in imports(line) {
                let known = ROOMS.iter().any(|(name, _)| *name == import);
                if known && import != room && !may.contains(&import.as_str()) {
                    wrong.push(format!("{}:{}: {room} imports {import}", path.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_window_libraries_stay_in_the_window() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")).into_iter().filter(|p| room_of(p) != "ui") {
        for (n, line) in fs::read_to_string(&path).expect("a source file").lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if ["egui::", "eframe::", "egui_extras::", "egui_plot::", "egui_tiles::", "rfd::"]
                .iter()
                .any(|library| code.contains(library))
            {
                wrong.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sibling_panels_stay_apart() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src/ui")) {
        let below = path.strip_prefix("src/ui").unwrap_or(&path);
        let panel = room_of(below);
        if !PANELS.contains(&panel.as_str()) {
            continue;
        }
        for (n, line) in fs::read_to_string(&path).expect("a source file").lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let other = PANELS.iter().find(|other| **other != panel && code.contains(&format!("ui::{other}")));
            if let Some(other) = other {
                wrong.push(format!("{}:{}: {panel} knows {other}", path.display(), n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_is_pure() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src/rules")) {
        let text = fs::read_to_string(&path).expect("a source file");
        for forbidden in ["std::fs", "std::time", "std::thread", "std::env", "HashMap", "HashSet", "static mut", "println!"] {
            if text.contains(forbidden) {
                wrong.push(format!("{} uses {forbidden}", path.display()));
            }
        }
        for method in [".sin()", ".cos()", ".exp()", ".ln()", ".powf(", ".log10()", ".tanh()"] {
            if text.contains(method) {
                wrong.push(format!("{} uses {method}, which differs between platforms; take it from libm", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources(Path::new("src"))
        .into_iter()
        .filter(|p| !fs::read_to_string(p).expect("a source file").starts_with("//!"))
        .map(|p| p.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no module docs: {}", silent.join(", "));
}

#[test]
fn files_stay_one_thing() {
    // The names of all variables are one table, and so are the parameters.
    let long_by_nature = ["src/rules/variable.rs", "src/rules/params.rs"];
    let long: Vec<String> = sources(Path::new("src"))
        .into_iter()
        .map(|p| (fs::read_to_string(&p).expect("a source file").lines().count(), p.display().to_string()))
        .filter(|(lines, path)| *lines > 450 && !long_by_nature.contains(&path.as_str()))
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
