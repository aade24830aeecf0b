//! Replays the corpus of the fuzzer (`tests/fuzz/corpus`): what was found worth keeping, and known bombs. Nothing may panic, nothing
//! may take long.

#![expect(clippy::disallowed_methods, reason = "it measures how long a file takes")]

#[path = "fuzz/targets.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

/// Longest that one input may take here: the promise is one second in a release build, and this is a debug one.
const LONGEST: Duration = Duration::from_secs(10);

/// The head of a table of cases.
const CASES: &str =
    "case_id,year,exporter_coalition,recipient,decision,restrictiveness,ctx_alternatives_0_3,ctx_threat_0_3,ctx_indigenous_0_3";

fn in_time(name: &str, target: fn(&[u8]), bytes: &[u8]) {
    let start = Instant::now();
    target(bytes);
    assert!(start.elapsed() < LONGEST, "{name} took {:?}", start.elapsed());
}

#[test]
fn the_corpus_does_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, target) in targets::ALL {
        let mut files: Vec<_> = std::fs::read_dir(folder.join(name)).expect("each target has a corpus").flatten().collect();
        files.sort_by_key(std::fs::DirEntry::path);
        assert!(!files.is_empty(), "{name} has no corpus");
        for file in files {
            let bytes = std::fs::read(file.path()).expect("a file of the corpus");
            in_time(&file.path().display().to_string(), *target, &bytes);
        }
    }
}

/// Every target against shapes that are known to use up stack or memory, and against plain rubbish.
#[test]
fn bombs_do_no_harm() {
    let many = |piece: &str, count: usize| piece.repeat(count).into_bytes();
    let bombs = [
        many("(", 200_000),
        many("[", 200_000),
        many("[],", 300_000),
        many("(seat:\"\"),", 100_000),
        many("{", 200_000),
        many("\"", 200_000),
        many("r#", 200_000),
        many("/*", 200_000),
        many("\n", 300_000),
        many("| \n", 200_000),
        many("0 ", 200_000),
        many("9", 200_000),
        many("Some(", 100_000),
        format!("(version: 1, states: [{}", "(),".repeat(200_000)).into_bytes(),
        format!("drafts(orders: [{}", "[],".repeat(200_000)).into_bytes(),
        format!("0 drafts(orders: [{}])\n", "(seat: \"\"),".repeat(50_000)).into_bytes(),
        format!("(format: 1, nodes: [{}", "(digest: \"\"),".repeat(100_000)).into_bytes(),
        many("a,", 500_000),
        many("\"\",", 200_000),
        format!("{CASES}\n{}", "X,1,A,B,deny,1,1,1,1\n".repeat(200_000)).into_bytes(),
        format!("{CASES}\n{}", ",".repeat(2_000_000)).into_bytes(),
        format!("{CASES}{}\n{}", ",c".repeat(180), "x,".repeat(400_000)).into_bytes(),
        format!("{CASES}\nX,2000,{0},{0},deny,1,1,1,1\n", "A+".repeat(100_000)).into_bytes(),
        vec![0xff; 100_000],
    ];
    for (name, target) in targets::ALL {
        for bomb in &bombs {
            in_time(name, *target, bomb);
        }
    }
}
