//! Golden saves open for ever: of these rules as games, of other rules to be read. They are never edited; `cargo run --release
//! --example soak -- golden tests/golden/v1` adds those that are not there yet.

#![expect(clippy::expect_used, reason = "a test whose ground gives way must fail")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use countersign::rules::RULES_VERSION;
use countersign::session::save::{SaveError, head, load, outline, replay, save};

fn golden() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let entries = std::fs::read_dir(folder).expect("the golden saves");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[test]
fn golden_saves_open_for_ever() {
    let files = golden();
    assert!(files.len() >= 20, "{} golden saves", files.len());
    // Once there are some of these rules there are enough, with every scenario among them.
    let own = format!("rules{RULES_VERSION}-");
    let is_own = |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&own));
    let ours: Vec<String> = files.iter().filter(is_own).map(|path| path.display().to_string()).collect();
    assert!(ours.is_empty() || ours.len() >= 20, "{} golden saves of rules {RULES_VERSION}", ours.len());
    for bundled in countersign::scenario::bundled().iter().filter(|_| !ours.is_empty()) {
        let name = bundled.file.trim_start_matches("scenarios/").trim_end_matches(".ron");
        assert!(ours.iter().any(|file| file.contains(name)), "no golden save of {name}");
    }
    for path in files {
        let name = path.display().to_string();
        let content = std::fs::read_to_string(&path).expect("a golden save is text");
        let head = head(&content).unwrap_or_else(|error| panic!("{name}: {error}"));
        let outline = outline(&content).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(outline.head, head, "{name}");
        match load(&content, &name) {
            Ok(game) => {
                assert_eq!(head.rules, RULES_VERSION, "{name}");
                // What this program writes of it opens too, as the same.
                let again = load(&save(&game), &name).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(save(&again), save(&game), "{name}");
            }
            Err(error) => {
                let says_so = matches!(&error, SaveError::OtherRules { found, .. } if *found == head.rules);
                assert!(says_so && head.rules != RULES_VERSION, "{name}: {error}");
            }
        }
    }
}

/// A save of other rules is read, compared as far as these rules go, and never called edited.
#[test]
fn golden_saves_are_evidence_for_ever() {
    for path in golden() {
        let name = path.display().to_string();
        let content = std::fs::read_to_string(&path).expect("a golden save is text");
        let replay = replay(&content, &name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(replay.intact(), "{name}: {:?} {:?} {:?}", replay.broken, replay.cut, replay.unsound);
        assert_eq!(replay.of_these_rules(), replay.head.rules == RULES_VERSION, "{name}");
        if replay.of_these_rules() {
            assert!(replay.sound(), "{name}");
        }
    }
}

#[test]
fn verify_and_replay_say_of_golden_saves_what_is_so() {
    for path in golden().iter().step_by(3) {
        let content = std::fs::read_to_string(path).expect("a golden save is text");
        let ours = head(&content).is_ok_and(|head| head.rules == RULES_VERSION);
        for command in ["verify", "replay"] {
            let program = Command::cargo_bin("countersign").expect("the program");
            let output = { program }.arg(command).arg(path).output().expect("it runs");
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let said = format!("{command} {}: {out}{err}", path.display());
            assert!(!said.contains("edited") && !said.contains("not what the program wrote"), "{said}");
            assert_eq!(err.contains("The game was saved with rules"), !ours, "{said}");
            match (ours, command) {
                (true, _) => assert_eq!(output.status.code(), Some(0), "{said}"),
                (false, "verify") => {
                    assert_eq!(output.status.code(), Some(1), "{said}");
                    assert!(err.contains("Every line is as it was written") && !out.contains("eight words"), "{said}");
                }
                (false, _) => assert_ne!(output.status.code(), Some(2), "{said}"),
            }
        }
    }
}
