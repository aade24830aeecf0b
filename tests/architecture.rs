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

/// Panels that hold others, and which: the view for the room, what lies over the screen until it is answered, and the first
/// screen, whose cards have a small board each.
const HOLDERS: &[(&str, &[&str])] = &[
    ("audience", &["board"]),
    ("home", &["board"]),
    ("dialogs", &["hand_in", "keys_page", "messages", "new_order", "palette", "rulebook", "settings_page"]),
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

/// The first part of a path below a folder.
fn room_of(path: &Path, folder: &str) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
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
        let room = room_of(&path, "src");
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
    for path in sources(Path::new("src")).into_iter().filter(|p| room_of(p, "src") != "ui") {
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

/// The panels of the window, by the files and folders of `src/ui/panels`.
fn panels() -> Vec<String> {
    let under = Path::new("src/ui/panels");
    let mut found: Vec<String> = sources(under)
        .iter()
        .map(|path| room_of(path.strip_prefix(under).unwrap_or(path), ""))
        .filter(|name| name != "mod")
        .collect();
    found.dedup();
    found
}

/// The module that a file is, as the path from `ui`: `board/mod.rs` is `[board]`, `board/paint.rs` is `[board, paint]`.
fn module_of(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src/ui").unwrap_or(path).with_extension("");
    let mut parts: Vec<String> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    parts.pop_if(|last| last == "mod");
    parts
}

/// The first names of a path or of a group of paths: `a::b` has `a`, `{a, b::{c, d}}` has `a` and `b`.
fn first_names(text: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = text.strip_prefix('{') else { return vec![name(text)] };
    let (mut depth, mut names) = (0, vec![name(group)]);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

/// Which panels a file of the window reaches, by `crate::ui::panels::` or by `super::`, with the lines. Its tests may reach what they like.
fn reached(path: &Path, source: &str) -> Vec<(usize, String)> {
    let module = module_of(path);
    let code: Vec<&str> = source
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    let mut note = |at: usize, rest: &str| {
        let line = code[..at].matches('\n').count() + 1;
        found.extend(first_names(rest).into_iter().filter(|name| !name.is_empty()).map(|name| (line, name)));
    };
    for (at, way) in code.match_indices("crate::ui::panels::") {
        note(at, &code[at + way.len()..]);
    }
    for (at, _) in code.match_indices("super::").filter(|(at, _)| !code[..*at].ends_with("super::")) {
        let mut rest = &code[at..];
        let mut up = 0;
        while let Some(further) = rest.strip_prefix("super::") {
            (rest, up) = (further, up + 1);
        }
        if module.first().is_some_and(|group| group == "panels") && up + 1 == module.len() {
            note(at, rest);
        } else if up == module.len()
            && let Some(rest) = rest.strip_prefix("panels::")
        {
            note(at, rest);
        }
    }
    found
}

#[test]
fn ways_between_panels_are_seen() {
    let names = |path: &str, source: &str| -> Vec<String> {
        reached(Path::new(path), source).into_iter().map(|(_, name)| name).collect()
    };
    assert_eq!(names("src/ui/panels/home.rs", "use super::board::picture_ui;"), ["board"]);
    assert_eq!(names("src/ui/panels/home.rs", "use super::{\n    board::{a, b},\n    why,\n};"), ["board", "why"]);
    assert_eq!(names("src/ui/panels/home.rs", "use super::super::panels::board;"), ["board"]);
    assert_eq!(names("src/ui/panels/board/mod.rs", "let x = super::why::WhyView::new();"), ["why"]);
    assert_eq!(names("src/ui/panels/board/paint.rs", "use super::layout::Frame;"), [""; 0]);
    assert_eq!(names("src/ui/panels/board/paint.rs", "use super::super::story::Told;"), ["story"]);
    assert_eq!(names("src/ui/panels/board/paint.rs", "use crate::ui::panels::{story, why};"), ["story", "why"]);
    assert_eq!(names("src/ui/kit/parts.rs", "use super::super::panels::story;"), ["story"]);
    assert_eq!(names("src/ui/kit/parts.rs", "use super::widgets; use crate::ui::kit::theme;"), [""; 0]);
    assert_eq!(names("src/ui/panels/home.rs", "// super::board\n#[cfg(test)]\nmod tests { use super::board; }"), [""; 0]);
}

#[test]
fn sibling_panels_stay_apart() {
    let panels = panels();
    assert!(panels.len() > 15 && panels.iter().any(|name| name == "board"), "the search finds what it looks for");
    let mut wrong = Vec::new();
    let mut unused: Vec<(&str, &str)> =
        HOLDERS.iter().flat_map(|(holder, held)| held.iter().map(|other| (*holder, *other))).collect();
    for path in sources(Path::new("src/ui/panels")).into_iter().filter(|path| !path.ends_with("tests.rs")) {
        let module = module_of(&path);
        let Some(panel) = module.get(1) else { continue };
        let held = HOLDERS.iter().find(|(holder, _)| holder == panel).map_or(&[][..], |(_, held)| held);
        for (line, other) in reached(&path, &fs::read_to_string(&path).expect("a source file")) {
            unused.retain(|(holder, held)| holder != panel || *held != other);
            if other != *panel && panels.contains(&other) && !held.contains(&other.as_str()) {
                wrong.push(format!("{}:{line}: {panel} knows {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unused.is_empty(), "these hold nothing any more: {unused:?}");
}

/// What panels are drawn with, and what works off the frame, take nothing from panels: they are given what they need.
#[test]
fn panels_are_known_to_what_holds_them_alone() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src/ui/kit")).into_iter().chain(sources(Path::new("src/ui/outside"))) {
        for (line, other) in reached(&path, &fs::read_to_string(&path).expect("a source file")) {
            wrong.push(format!("{}:{line} knows {other}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One way data flows: whoever shows or keeps something asks by intents, and never carries them out.
#[test]
fn only_the_loop_carries_intents_out() {
    let mut wrong = Vec::new();
    for group in ["panels", "kit", "state", "outside"] {
        for path in sources(&Path::new("src/ui").join(group)) {
            for (n, line) in fs::read_to_string(&path).expect("a source file").lines().enumerate() {
                if line.split("//").next().unwrap_or("").contains("ui::update") {
                    wrong.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn plots_are_drawn_in_one_place() {
    let knows = |path: &PathBuf| {
        let source = fs::read_to_string(path).expect("a source file");
        source.lines().any(|line| line.split("//").next().unwrap_or("").contains("egui_plot"))
    };
    let knowing: Vec<PathBuf> = sources(Path::new("src")).into_iter().filter(knows).collect();
    assert!(knowing.iter().any(|path| path.starts_with("src/ui/kit/picture")), "the search finds what it looks for");
    let elsewhere: Vec<&PathBuf> = knowing.iter().filter(|path| !path.starts_with("src/ui/kit/picture")).collect();
    assert_eq!(elsewhere, [Path::new("src/ui/panels/hindcast/plot.rs")]);
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
