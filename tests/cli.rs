//! The command line, from outside: what it prints, what it writes, and its exit codes.

#![expect(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = Command::cargo_bin("countersign").unwrap().current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder with a saved game of two turns.
fn saved() -> TempDir {
    let folder = folder();
    let ran = run(folder.path(), &["play", "meridian", "--turns", "2", "--seed", "7", "--save", "a.countersign"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    folder
}

#[test]
fn what_a_command_writes_over_is_kept() {
    let folder = saved();
    let file = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let first = file("a.countersign");
    for seed in ["8", "9"] {
        let before = file("a.countersign");
        let ran = run(folder.path(), &["play", "meridian", "--turns", "2", "--seed", seed, "--save", "a.countersign"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_ne!(file("a.countersign"), before);
        assert_eq!(file("earlier/a.1.countersign"), before, "whole, and not a turn of the run that wrote it over");
    }
    assert_eq!(file("earlier/a.2.countersign"), first);
    for seat in ["Haldry", "Claverne"] {
        let ran = run(folder.path(), &["seat", "a.countersign", "--seat", seat, "--to", "home"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(file("earlier/home.1.countersign-seat").contains("Haldry"));
    assert!(file("home.countersign-seat").contains("Claverne"));
}

/// Each message says what, and what to do; none is in the words of a library.
#[test]
fn messages_are_in_the_words_of_the_program() {
    let folder = saved();
    std::fs::write(folder.path().join("empty.ron"), "").unwrap();
    let long = "x".repeat(300);
    for (arguments, says) in [
        (&["explain", "a.countersign", "--turn", "1", "--of", "Wendamar"][..], "(hint: names are written as in `share("),
        (&["explain", "a.countersign", "--turn", "two"], "a whole number from 1 to 65535 is needed"),
        (&["play", "meridian", "--seed", "99999999999999999999999"], "a whole number from 0 to 18446744073709551615 is needed"),
        (&["play", "meridian", "--orders", "a.countersign"], "a.countersign cannot be used here: it is a saved game"),
        (&["play", "meridian", "--orders", "empty.ron"], "empty.ron cannot be used here: it is empty"),
        (&["hindcast", "--cases", "a.countersign"], "a.countersign cannot be used here: it is a saved game"),
        (&["check", "empty.ron"], "countersign: empty.ron: it is empty"),
        (&["check", "a.countersign/b.ron"], "a.countersign/b.ron leads through a file as if it were a folder."),
        (&["verify", &long], "it is too long"),
    ] {
        let ran = run(folder.path(), arguments);
        assert!(ran.code != 0 && ran.err.contains(says), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("(os error") && !ran.err.contains("(hint: )"), "{}", ran.err);
        let ran = run(folder.path(), &[arguments, &["--json"]].concat());
        let error = ran.json()["error"].as_str().or(ran.json()["files"][0]["error"].as_str()).unwrap().to_owned();
        assert!(!error.starts_with("error: ") && !error.starts_with("countersign: "), "{error}");
    }
    let ran = run(folder.path(), &["play", "first-licence", "--turns", "99"]);
    assert!(ran.out.contains("The game is over: ") && ran.out.contains(" of 99 turns were played."), "{}", ran.out);
    let told = run(folder.path(), &["explain", "a.countersign", "--turn", "2"]).out;
    let json = run(folder.path(), &["explain", "a.countersign", "--turn", "2", "--json"]).json();
    for list in ["headlines", "draws"] {
        let list = json[list].as_array().unwrap();
        assert!(!list.is_empty() && list.iter().all(|line| told.contains(&format!("\n  {}\n", line.as_str().unwrap()))));
    }
    let table = run(folder.path(), &["state", "a.countersign"]).out;
    let row = table.lines().find(|line| line.trim_start().starts_with("Wendamar")).unwrap();
    assert!(row.ends_with("none  none") || row.contains("none"), "{row}");
}

/// Of a table of another kind one thing is said, and not one of every column.
#[test]
fn a_table_of_another_kind_is_one_problem() {
    let folder = folder();
    for (content, says) in
        [("case_id;year;decision\na;1990;embargo\n", "separated by semicolons"), ("name,size\na,1\n", "no table of cases")]
    {
        std::fs::write(folder.path().join("t.csv"), content).unwrap();
        let ran = run(folder.path(), &["hindcast", "--cases", "t.csv"]);
        assert!(ran.code == 1 && ran.err.contains(says) && ran.err.contains("1 problem in t.csv"), "{}", ran.err);
        assert_eq!(ran.err.matches("t.csv:1:1: ").count(), 1, "{}", ran.err);
    }
}

/// What the rules refuse is told beside what waits for nobody.
#[test]
fn every_order_that_is_refused_is_told_at_once() {
    let folder = folder();
    let orders = "(version: 1, turns: [(turn: 1, orders: [
 (seat: \"Claverne\", decide: (from: \"Haldry\", domain: \"PS\", answer: Approve)),
 (seat: \"Claverne\", decide: (from: \"Haldry\", domain: \"PS\", answer: Deny(Rights))),
 (seat: \"Claverne\", decide: (from: \"Yendra\", domain: \"AD\", answer: Deny(Rights))),
 (seat: \"Haldry\", regime: Transparency(0.8)),
])])";
    std::fs::write(folder.path().join("o.ron"), orders).unwrap();
    let ran = run(folder.path(), &["play", "meridian", "--orders", "o.ron"]);
    assert_eq!(ran.code, 1);
    for line in [
        "o.ron:3:2: Claverne gives 2 answers",
        "o.ron:4:2: no request of Yendra for AD waits",
        "o.ron:5:2: Haldry does not license",
    ] {
        assert!(ran.err.contains(line), "{line}: {}", ran.err);
    }
    assert!(ran.err.contains("`countersign state SAVE --turn 0`"), "{}", ran.err);
}

#[test]
fn scenarios_lists_what_is_bundled() {
    let folder = folder();
    let ran = run(folder.path(), &["scenarios"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("meridian"), "{}", ran.out);
    let list = run(folder.path(), &["scenarios", "--json"]).json();
    assert_eq!(list["scenarios"][0]["id"], "meridian");
}

#[test]
fn check_finds_nothing_in_what_is_bundled_and_something_in_a_wrong_file() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["check", "meridian"]).code, 0);
    std::fs::write(folder.path().join("bad.ron"), "(version: 1,\n  id: \"x\",\n  wrong: 3,\n)").unwrap();
    let ran = run(folder.path(), &["check", "bad.ron"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("bad.ron:3:"), "{}", ran.out);
    let found = run(folder.path(), &["check", "meridian", "bad.ron", "--json"]);
    assert_eq!(found.code, 1);
    let found = found.json();
    assert_eq!(found["fine"], false);
    assert!(found["files"][1]["problems"][0]["line"].is_u64(), "{found}");
    let ran = run(folder.path(), &["check", "nowhere.ron", "meridian"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere.ron"), "{}", ran.err);
}

#[test]
fn play_is_the_same_twice_and_another_with_another_seed() {
    let folder = folder();
    let play = |seed: &str| run(folder.path(), &["play", "meridian", "--turns", "2", "--seed", seed, "--json"]);
    let (one, two, other) = (play("3"), play("3"), play("4"));
    assert_eq!((one.code, two.code, other.code), (0, 0, 0), "{}", one.err);
    assert_eq!(one.out, two.out);
    assert_ne!(one.json()["turns"][1]["digest"], other.json()["turns"][1]["digest"]);
    let turns = one.json()["turns"].as_array().unwrap().clone();
    assert_eq!(turns.len(), 2);
    assert!(turns[0]["series"]["deterrence(board)"].is_number());
    assert!(turns[0]["headlines"].is_array());
}

#[test]
fn play_goes_to_the_end_by_itself() {
    let folder = folder();
    let ran = run(folder.path(), &["play", "meridian"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.matches("digest ").count(), 8, "{}", ran.out);
}

#[test]
fn a_saved_game_replays_the_same() {
    let folder = saved();
    let ran = run(folder.path(), &["replay", "a.countersign"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("3 positions, all the same"), "{}", ran.out);
    let found = run(folder.path(), &["replay", "a.countersign", "--json"]).json();
    assert_eq!((&found["same"], found["turns"].as_array().unwrap().len()), (&Value::Bool(true), 3));
    assert_eq!(run(folder.path(), &["check", "a.countersign"]).code, 0);
}

#[test]
fn a_changed_save_fails_its_check() {
    let folder = saved();
    let path = folder.path().join("a.countersign");
    let content = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, content.replace("seed: \"7\"", "seed: \"8\"")).unwrap();
    let ran = run(folder.path(), &["replay", "a.countersign"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("differs"), "{}", ran.out);
    assert_eq!(run(folder.path(), &["state", "a.countersign"]).code, 1);
    std::fs::write(&path, "not a save").unwrap();
    assert_eq!(run(folder.path(), &["replay", "a.countersign"]).code, 2);
}

#[test]
fn explain_tells_what_changed_and_why() {
    let folder = saved();
    let ran = run(folder.path(), &["explain", "a.countersign", "--turn", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Claverne") && ran.out.contains('→'), "{}", ran.out);
    let of = "share(Claverne, AD, Haldry)";
    let ran = run(folder.path(), &["explain", "a.countersign", "--turn", "2", "--of", of]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let all = run(folder.path(), &["explain", "a.countersign", "--turn", "1", "--json"]).json();
    let all = all["changes"].as_array().unwrap();
    let of = all[0]["variable"].as_str().unwrap();
    assert!(all.iter().any(|change| change["variable"] != of), "more than one number changed");
    let found = run(folder.path(), &["explain", "a.countersign", "--turn", "1", "--of", of, "--json"]).json();
    let found = found["changes"].as_array().unwrap();
    assert!(!found.is_empty(), "{of} changed");
    for change in found {
        assert_eq!(change["variable"], of);
    }
    for wrong in [["--turn", "9"], ["--turn", "0"]] {
        assert_eq!(run(folder.path(), &["explain", "a.countersign", wrong[0], wrong[1]]).code, 2);
    }
    assert_eq!(run(folder.path(), &["explain", "a.countersign", "--turn", "1", "--of", "nonsense(Haldry)"]).code, 2);
}

#[test]
fn state_shows_tables_and_every_number() {
    let folder = saved();
    let ran = run(folder.path(), &["state", "a.countersign", "--turn", "0"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for table in ["States", "Reliability", "Mean share", "Effective capability", "Threat", "Measures", "Commitments"] {
        assert!(ran.out.contains(table), "{table} is missing in {}", ran.out);
    }
    let found = run(folder.path(), &["state", "a.countersign", "--json"]).json();
    assert_eq!(found["turn"], 2);
    assert!(found["series"]["reliability(Haldry, Claverne)"].is_number(), "{found}");
    assert_eq!(run(folder.path(), &["state", "a.countersign", "--turn", "3"]).code, 2);
}

#[test]
fn orders_of_a_seat_are_taken_from_the_file() {
    let folder = folder();
    let orders = |text: &str| std::fs::write(folder.path().join("o.ron"), text).unwrap();
    let play = || run(folder.path(), &["play", "meridian", "--turns", "1", "--orders", "o.ron", "--json"]);
    orders("(version: 1, turns: [(turn: 1, orders: [(seat: \"Haldry\", standing_answer: 0.5)])])");
    let ran = play();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json()["turns"][0]["series"]["standing_answer(Haldry)"], 0.5);
    // Out of range: read, and refused by the rules.
    orders("(version: 1, turns: [(turn: 1, orders: [(seat: \"Haldry\", standing_answer: 5)])])");
    let ran = play();
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("Haldry"), "{}", ran.err);
    assert_eq!(ran.json()["refused"].as_array().unwrap().len(), 1);
    orders("(version: 1, turns: [(turn: 1, orders: [(seat: \"Nobody\", standing_answer: 1)])])");
    let ran = play();
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("o.ron:1:41"), "{}", ran.err);
}

#[test]
fn wrong_use_is_told() {
    let folder = folder();
    for wrong in [
        &["no-such-command"][..],
        &["play"],
        &["play", "nowhere"],
        &["play", "meridian", "--turns", "x"],
        &["state", "no.countersign"],
        &["check"],
    ] {
        let ran = run(folder.path(), wrong);
        assert_eq!(ran.code, 2, "{wrong:?}");
        assert!(!ran.err.is_empty() && !ran.err.contains("panicked"), "{}", ran.err);
    }
    assert_eq!(run(folder.path(), &["--help"]).code, 0);
    assert_eq!(run(folder.path(), &["--version"]).code, 0);
}

/// Without a screen, or built without a window: what is missing, and what can be done all the same.
#[cfg(any(not(feature = "gui"), target_os = "linux"))]
#[test]
fn without_a_window_the_program_says_what_can_be_done() {
    let folder = saved();
    for arguments in [&[][..], &["open", "a.countersign"]] {
        let mut command = Command::cargo_bin("countersign").unwrap();
        let command = command.current_dir(folder.path()).args(["--data-dir", "data"]).args(arguments);
        for screen in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(screen);
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.starts_with("The window cannot be opened: ") && said.contains("countersign play"), "{said}");
        assert_eq!(said.contains("cargo build"), cfg!(not(feature = "gui")), "{said}");
        assert!(!said.contains(".cargo") && !said.contains("os error") && !said.contains("winit"), "{said}");
    }
    let ran = run(folder.path(), &["open", "nothing.ron"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (2, "countersign: There is no file nothing.ron. Look for it under another name or in another folder.\n")
    );
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_does_no_harm() {
    use std::process::{Command, Stdio};
    let folder = folder();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("countersign"))
        .current_dir(folder.path())
        .args(["play", "meridian", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn verify_reads_as_eight_words_and_names_the_first_difference() {
    let folder = saved();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let words = ran.out.lines().last().unwrap().trim().to_owned();
    assert_eq!(words.split(' ').count(), 8, "{}", ran.out);
    let found = run(folder.path(), &["verify", "a.countersign", "--json"]).json();
    assert_eq!((&found["sound"], &found["words"]), (&Value::Bool(true), &Value::String(words)));
    assert_eq!((found["head"]["seed"].as_str(), found["turns"].as_array().unwrap().len()), (Some("7"), 2));
    assert!(found["head"]["created"].is_string(), "{found}");
    // One digest changed: the line, and the turn.
    let path = folder.path().join("a.countersign");
    let content = std::fs::read_to_string(&path).unwrap();
    let digest =
        run(folder.path(), &["replay", "a.countersign", "--json"]).json()["turns"][2]["saved"].as_str().unwrap().to_owned();
    std::fs::write(&path, content.replace(&digest, &"0".repeat(64))).unwrap();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("not as it was written") && ran.err.contains("first difference is in turn 2"), "{}", ran.err);
    assert!(!ran.out.contains("eight words"), "{}", ran.out);
    // A part is missing; and what is no save.
    let part: String = content.split_inclusive('\n').take(content.lines().count() - 1).collect();
    std::fs::write(&path, part).unwrap();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("before its end"), "{}", ran.err);
    std::fs::write(&path, "not a save").unwrap();
    assert_eq!(run(folder.path(), &["verify", "a.countersign"]).code, 2);
}

#[test]
fn a_seat_takes_its_own_file_home() {
    let folder = saved();
    let ran = run(folder.path(), &["seat", "a.countersign", "--seat", "Haldry", "--to", "haldry"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let file = std::fs::read_to_string(folder.path().join("haldry.countersign-seat")).unwrap();
    assert!(file.starts_with("countersign seat 1\n") && file.contains("Haldry"), "{file}");
    assert_eq!(file.lines().filter(|line| !line.starts_with('|')).count(), 5, "a line a turn for programs");
    assert!(file.contains("\n| ## Turn 2\n"), "and a page for people");
    let ran = run(folder.path(), &["explain", "haldry.countersign-seat", "--turn", "2"]);
    assert!(ran.code == 0 && ran.out.contains("## Turn 2") && !ran.out.contains("## Turn 1"), "{}{}", ran.out, ran.err);
    assert_eq!(run(folder.path(), &["state", "haldry.countersign-seat", "--turn", "3"]).code, 2);
    let ran = run(folder.path(), &["seat", "a.countersign", "--seat", "Nowhere", "--to", "x"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Haldry"), "{}", ran.err);
}

#[test]
fn a_journal_is_kept_where_a_data_folder_is_named() {
    let folder = folder();
    let ran = run(folder.path(), &["--data-dir", "data", "play", "meridian", "--turns", "2"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let left = std::fs::read_dir(folder.path().join("data/journal/left")).unwrap().count();
    assert_eq!(left, 1, "the game was played to where it should, and its journal put aside");
}

#[test]
fn hindcast_predicts_cases_of_ones_own() {
    let folder = folder();
    let inputs = "case_id,year,exporter_coalition,recipient,decision,restrictiveness,ctx_alternatives_0_3,ctx_threat_0_3,\
                  ctx_indigenous_0_3,ctx_prior_dependence_orders\nX1,1999,\"A+B\",C,embargo,1,3,1,0,0.5\nX2,1999,A,C,approve,-0.5,3,1,0,0\n";
    std::fs::write(folder.path().join("mine.csv"), inputs).unwrap();
    let ran = run(folder.path(), &["hindcast", "--cases", "mine.csv", "--predictions", "out.csv", "--seeds", "2", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = ran.json();
    assert_eq!(found["cases"][0]["shift"], -0.5);
    assert!(found["cases"][1]["shift"].as_f64().unwrap() > 0.05, "{found}");
    assert!(found["score"].is_null());
    let written = std::fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "case_id,shift,align,shift_sd,lag_years,top_gainer");
    assert!(lines[1].starts_with("X1,-0.500000,") && lines[2].starts_with("X2,0."), "{written}");
    let told = run(folder.path(), &["hindcast", "--cases", "mine.csv", "--seeds", "1"]);
    assert!(told.out.contains("X1") && told.out.contains("SIPRI"), "{}", told.out);
}

#[test]
fn hindcast_tells_what_is_wrong_with_a_table() {
    let folder = folder();
    std::fs::write(folder.path().join("bad.csv"), "case_id,year\nX1,soon\n").unwrap();
    let ran = run(folder.path(), &["hindcast", "--cases", "bad.csv"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("bad.csv:1:1: the column restrictiveness is missing"), "{}", ran.err);
    assert_eq!(run(folder.path(), &["hindcast", "--cases", "none.csv"]).code, 2);
}

/// A file of rule parameters is checked as one: its ranges, and every problem with line and column.
#[test]
fn check_reads_a_file_of_rule_parameters() {
    let folder = folder();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/rules/standard.ron");
    let ran = run(folder.path(), &["check", &rules.display().to_string()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let text = std::fs::read_to_string(&rules).unwrap();
    let line = |name: &str| 1 + text.lines().position(|l| l.contains(name)).unwrap();
    let bad = text
        .replace("\"tier_quality_1\": (value: 1.0", "\"tier_quality_1\": (value: 9.0")
        .replace(
            "\"share_rate\": (value: 0.18, unit: \"a year\", range: (0.0, 1.0)",
            "\"share_rate\": (value: 0.18, unit: \"a year\", range: (1.0, 0.0)",
        )
        .replace("\"leak_hazard\":", "\"leak_hazzard\":")
        .replace("\"price_deny\":", "\"price_approve\":");
    std::fs::write(folder.path().join("rules.ron"), bad).unwrap();
    let ran = run(folder.path(), &["check", "rules.ron"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for (name, what) in [
        ("\"tier_quality_1\"", "is 9"),
        ("\"share_rate\"", "range"),
        ("\"leak_hazard\"", "leak_hazzard"),
        ("\"price_deny\"", "price_approve"),
    ] {
        let place = format!("rules.ron:{}:", line(name));
        assert!(ran.out.lines().any(|l| l.starts_with(&place) && l.contains(what)), "{place} {what}\n{}", ran.out);
    }
    assert!(ran.out.contains("leak_hazard") && ran.out.contains("price_deny"), "what is missing is named: {}", ran.out);
}

/// A reader who has seen enough (`| head -1`) ends nothing: the game is played on, saved whole, and its journal closed.
#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_cuts_no_game() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};
    for json in [&[][..], &["--json"]] {
        let folder = folder();
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("countersign"))
            .current_dir(folder.path())
            .args(["--data-dir", "data", "play", "first-licence", "--save", "a.countersign"])
            .args(json)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0));
        let whole = run(folder.path(), &["verify", "a.countersign", "--json"]).json();
        let turns = run(folder.path(), &["play", "first-licence", "--json"]).json()["turns"].as_array().unwrap().len();
        assert_eq!((&whole["sound"], whole["turns"].as_array().unwrap().len()), (&Value::Bool(true), turns));
        assert_eq!(std::fs::read_dir(folder.path().join("data/journal/left")).unwrap().count(), 1);
    }
}

/// No command writes over what it reads, over a file of another kind, or over what is no file.
#[test]
fn what_is_read_is_never_written_over() {
    let folder = saved();
    let path = |name: &str| folder.path().join(name);
    let meridian = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/meridian.ron");
    std::fs::copy(meridian, path("my.ron")).unwrap();
    std::fs::write(path("o.ron"), "(version: 1, turns: [])").unwrap();
    let cases = "case_id,year,exporter_coalition,recipient,decision,restrictiveness,ctx_alternatives_0_3,ctx_threat_0_3,\
                 ctx_indigenous_0_3,ctx_prior_dependence_orders\nX1,1999,\"A+B\",C,embargo,1,3,1,0,0.5\n";
    std::fs::write(path("c.csv"), cases).unwrap();
    for (arguments, kept) in [
        (&["seat", "a.countersign", "--seat", "Haldry", "--to", "a.countersign"][..], "a.countersign"),
        (&["seat", "a.countersign", "--seat", "Haldry", "--to", "./my.ron"], "my.ron"),
        (&["play", "my.ron", "--turns", "1", "--save", "./my.ron"], "my.ron"),
        (&["play", "meridian", "--turns", "1", "--orders", "o.ron", "--save", "o.ron"], "o.ron"),
        (&["play", "meridian", "--turns", "1", "--save", "o.ron"], "o.ron"),
        (&["hindcast", "--seeds", "1", "--cases", "c.csv", "--predictions", "c.csv"], "c.csv"),
        (&["hindcast", "--seeds", "1", "--cases", "c.csv", "--predictions", "a.countersign"], "a.countersign"),
    ] {
        let before = std::fs::read(path(kept)).unwrap();
        let ran = run(folder.path(), arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("written over") && ran.err.contains(kept), "{}", ran.err);
        assert_eq!(std::fs::read(path(kept)).unwrap(), before, "{arguments:?}");
    }
    let ran = run(folder.path(), &["play", "meridian", "--turns", "1", "--save", "."]);
    assert!(ran.code == 2 && ran.err.contains("folder"), "{}", ran.err);
    let ran = run(folder.path(), &["play", "meridian", "--turns", "1", "--save", "none/x.countersign"]);
    assert!(ran.code == 2 && ran.err.contains("there is no folder none") && !ran.err.contains("stick"), "{}", ran.err);
    // Its own file of before is written over.
    assert_eq!(run(folder.path(), &["play", "meridian", "--turns", "1", "--save", "a.countersign"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_device_is_no_file_to_save_in() {
    let folder = folder();
    let ran = run(folder.path(), &["play", "meridian", "--turns", "1", "--save", "/dev/null"]);
    assert!(ran.code == 2 && ran.err.contains("not an ordinary file"), "{}{}", ran.out, ran.err);
}

/// Whatever happens, a machine reads an object.
#[test]
fn json_is_an_object_on_every_error() {
    let folder = folder();
    std::fs::write(folder.path().join("bad.ron"), "(version: 1, wrong: 3)").unwrap();
    std::fs::write(folder.path().join("bad.csv"), "case_id,year\nX1,soon\n").unwrap();
    for wrong in [
        &["play", "--json", "meridian", "--save", "none/x.countersign"][..],
        &["play", "--json", "nowhere"],
        &["play", "--json", "bad.ron"],
        &["play", "--json", "meridian", "--turns", "x"],
        &["play", "--json", "meridian", "--orders", "none.ron"],
        &["state", "--json", "none.countersign"],
        &["verify", "--json", "none.countersign"],
        &["seat", "--json", "bad.ron", "--seat", "X", "--to", "y"],
        &["hindcast", "--json", "--cases", "bad.csv"],
    ] {
        let ran = run(folder.path(), wrong);
        assert_ne!(ran.code, 0, "{wrong:?}");
        let error = ran.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(!error.is_empty() && !ran.err.is_empty(), "{wrong:?}: {}", ran.out);
    }
}

/// What a file is stands in it; its name says nothing, and what it is not is said.
#[test]
fn files_are_known_by_what_is_in_them() {
    let folder = saved();
    let path = |name: &str| folder.path().join(name);
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/rules/standard.ron");
    std::fs::copy(rules, path("standard.ron")).unwrap();
    std::fs::copy(path("a.countersign"), path("game.txt")).unwrap();
    std::fs::write(path("empty.ron"), "").unwrap();
    std::fs::write(path("o.ron"), "(version: 1, turns: [(turn: 1, orders: [])])").unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/hindcast/cases.csv");
    std::fs::copy(cases, path("table.ron")).unwrap();
    assert_eq!(run(folder.path(), &["check", "table.ron"]).code, 0, "a table of cases is checked as one");
    let ran = run(folder.path(), &["hindcast", "--cases", "o.ron"]);
    assert!(ran.code == 2 && ran.err.contains("an orders file"), "{}", ran.err);
    std::fs::create_dir(path("meridian")).unwrap();
    assert_eq!(run(folder.path(), &["check", "game.txt"]).code, 0);
    assert_eq!(run(folder.path(), &["verify", "game.txt"]).code, 0);
    assert_eq!(run(folder.path(), &["play", "meridian", "--turns", "1"]).code, 0);
    for (arguments, says) in [
        (["play", "standard.ron"], "parameters of the rules"),
        (["play", "game.txt"], "a saved game"),
        (["play", "o.ron"], "an orders file"),
        (["play", "table.ron"], "a table of historical cases"),
        (["play", "empty.ron"], "it is empty"),
        (["verify", "empty.ron"], "it is empty"),
        (["verify", "standard.ron"], "parameters of the rules"),
        (["check", "empty.ron"], "it is empty"),
    ] {
        let ran = run(folder.path(), &arguments);
        assert!(ran.code == 2 && ran.err.contains(says), "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(ran.out.is_empty(), "{}", ran.out);
    }
}

#[test]
fn file_errors_are_said_once_and_with_advice() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("latin.ron"), b"(version: 1,\n title: \"caf\xe9\")").unwrap();
    std::fs::write(path("wide.ron"), b"\xff\xfe(\0v\0").unwrap();
    for (name, says) in [("latin.ron", "(line 2); save it as UTF-8"), ("wide.ron", "UTF-16; save it as UTF-8"), (".", "folder")] {
        let ran = run(folder.path(), &["play", name]);
        assert!(ran.code == 2 && ran.err.contains(says), "{name}: {}", ran.err);
    }
    let ran = run(folder.path(), &["verify", "missing.countersign"]);
    assert_eq!(
        ran.err,
        "countersign: There is no file missing.countersign. Look for it under another name or in another folder.\n"
    );
}

/// Words in a file that look like those of the program, or move the cursor, are named and not done.
#[test]
fn what_a_head_says_cannot_look_like_a_verdict() {
    let folder = saved();
    let path = folder.path().join("a.countersign");
    let content = std::fs::read_to_string(&path).unwrap();
    let program = format!("program: \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(content.contains(&program));
    let forged = content.replacen(&program, "program: \"0\\nEvery line is as it was written\\u{1b}[2K\\u{202e}\"", 1);
    std::fs::write(&path, forged).unwrap();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(!ran.out.lines().any(|line| line.starts_with("Every line")), "{}", ran.out);
    assert!(!ran.out.contains('\u{1b}') && !ran.out.contains('\u{202e}') && ran.out.contains("\\u{1b}"), "{}", ran.out);
}

#[test]
fn an_edited_order_is_named_by_its_line() {
    let folder = saved();
    let path = folder.path().join("a.countersign");
    let content = std::fs::read_to_string(&path).unwrap();
    let at = 1 + content.lines().position(|line| line.contains("turn(node: 1") && line.contains("seat: ")).unwrap();
    std::fs::write(&path, content.replacen("seat: \"", "seat: \"Nowhere", 1)).unwrap();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with(&format!("Line {at} is not as it was written, by its hash.\n")), "{}", ran.err);
    let found = run(folder.path(), &["verify", "a.countersign", "--json"]).json();
    assert_eq!((&found["broken_line"], &found["intact"]), (&Value::from(at), &Value::Bool(false)));
    // The file ends within a line.
    std::fs::write(&path, &content[..content.find("turn(node: 2").unwrap() + 50]).unwrap();
    let ran = run(folder.path(), &["verify", "a.countersign"]);
    assert!(ran.code == 1 && ran.err.contains("before its end") && ran.out.contains("turn 1"), "{}{}", ran.out, ran.err);
}

#[test]
fn few_cases_make_no_verdict() {
    let folder = folder();
    let cases = "case_id,year,exporter_coalition,recipient,decision,restrictiveness,ctx_alternatives_0_3,ctx_threat_0_3,\
                 ctx_indigenous_0_3,ctx_prior_dependence_orders\nX1,1999,\"A+B\",C,embargo,1,3.0,1.0,0,0.5\n";
    let write = |text: &str| std::fs::write(folder.path().join("c.csv"), text).unwrap();
    write(cases);
    let ran = run(folder.path(), &["hindcast", "--cases", "c.csv", "--seeds", "1"]);
    assert_eq!(ran.code, 0, "whole numbers may have a point: {}", ran.err);
    let ran = run(folder.path(), &["hindcast", "--cases", "c.csv", "--search"]);
    assert!(ran.code == 2 && ran.err.contains("outcome"), "{}", ran.err);
    write(&cases.replace("3.0", "2.5"));
    let ran = run(folder.path(), &["hindcast", "--cases", "c.csv"]);
    assert!(ran.code == 1 && ran.err.contains("a whole number"), "{}", ran.err);
    write(cases.lines().next().unwrap());
    assert_eq!(run(folder.path(), &["hindcast", "--cases", "c.csv"]).code, 2);
}

/// Orders files are answered in the words of the format, with the place, and with what could have been meant.
#[test]
fn orders_are_refused_with_their_place_and_in_plain_words() {
    let folder = folder();
    let orders = |text: &str| std::fs::write(folder.path().join("o.ron"), text).unwrap();
    let play = |turns: &str| run(folder.path(), &["play", "meridian", "--turns", turns, "--orders", "o.ron"]);
    orders("(version: 1, turns: [(turn: 1, orders: [\n  (seat: \"Haldry\", regim: 1),\n])])");
    let ran = play("1");
    assert!(
        ran.code == 1 && ran.err.contains("`regim` is not a field of this order (hint: did you mean `regime`?)"),
        "{}",
        ran.err
    );
    orders(&format!("(version: 1, turns: {}", "[".repeat(5_000)));
    let ran = play("1");
    assert!(ran.code == 1 && !ran.err.contains("ron::") && !ran.err.contains("limit"), "{}", ran.err);
    // In the second turn the first stands; the place of each refused order is told, and few of many.
    let lines = "    (seat: \"Haldry\", standing_answer: 5),\n".repeat(30);
    orders(&format!("(version: 1, turns: [(turn: 2, orders: [\n{lines}])])"));
    let ran = play("3");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("o.ron:2:5: "), "{}", ran.err);
    assert!(ran.err.contains("the game stands after turn 1") && ran.err.lines().count() <= 23, "{}", ran.err);
    // A reason that is too long is cut, and told.
    let long = "x".repeat(20_000);
    orders(&format!("(version: 1, turns: [(turn: 1, orders: [(seat: \"Haldry\", standing_answer: 0.5, public: \"{long}\")])])"));
    let ran = play("1");
    assert!(ran.code == 0 && ran.err.starts_with("o.ron:1:41: a reason is longer"), "{}", ran.err);
    let saved = saved();
    let ran = run(saved.path(), &["explain", "a.countersign", "--turn", "1", "--of", "reliability(Haldri, Claverne)"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean `Haldry`?"), "{}", ran.err);
}

/// A full disk behind the output is told once, with what can be done; a device is not written beside.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_told_once() {
    let folder = saved();
    for arguments in [&["state", "a.countersign"][..], &["--json", "state", "a.countersign"]] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("countersign"));
        let output = command.current_dir(folder.path()).args(arguments).stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said.matches("the disk is full").count(), 1, "{said}");
        assert!(said.contains("send the output elsewhere") && !said.contains("os error"), "{said}");
    }
    let ran = run(folder.path(), &["seat", "a.countersign", "--seat", "Haldry", "--to", "/dev/full"]);
    assert!(ran.code == 2 && ran.err.contains("/dev/full is not an ordinary file"), "{}", ran.err);
}

/// A turn that was replayed with hindsight says so wherever it is told; how a game was sealed is told by `verify`.
#[test]
fn hindsight_and_seals_are_told() {
    use countersign::rules::draws::Seed;
    use countersign::session::{Game, NodeId, save};
    let bundled = countersign::scenario::find("first-licence").unwrap();
    let scenario = countersign::scenario::load(bundled.file, bundled.text).unwrap();
    let seat = scenario.setting.exporters().next();
    let mut game = Game::new(std::sync::Arc::new(scenario), Seed(3), seat).with_sealed_orders(true);
    game.resolve(&[]).unwrap();
    game.sit(None);
    game.go_to(NodeId(0));
    game.resolve(&[]).unwrap();
    let folder = folder();
    std::fs::write(folder.path().join("b.countersign"), save::save(&game)).unwrap();
    for arguments in [&["explain", "b.countersign", "--turn", "1"][..], &["state", "b.countersign"]] {
        let ran = run(folder.path(), arguments);
        assert!(ran.out.lines().next().unwrap().ends_with("(replayed with hindsight)"), "{}", ran.out);
        let ran = run(folder.path(), &[&["--json"], arguments].concat());
        assert_eq!(ran.json()["hindsight"], true);
    }
    let ran = run(folder.path(), &["verify", "b.countersign"]);
    assert!(ran.out.contains("orders were sealed until they were revealed together"), "{}", ran.out);
    assert!(ran.out.contains("in turn 2, branch A, somebody who sat at a state took the facilitator’s chair"), "{}", ran.out);
    let json = run(folder.path(), &["--json", "verify", "b.countersign"]).json();
    assert_eq!((&json["head"]["sealed"], &json["chair_taken"][0]["turn"]), (&Value::from(true), &Value::from(2)));
}
