//! A real process that plays, killed at a random moment: what it told is on the disk.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use countersign::session::journal::find;
use countersign::session::save::load;
use countersign::session::storage::{Disk, Storage as _};

use super::games::Luck;

/// Starts `program` on a game, kills it after a random time, and looks at what is left in `folder`, which is empty before.
/// Returns how many turns it had told.
///
/// # Errors
/// A turn that was told is lost, or a file cannot be read.
pub(crate) fn kill(program: &Path, folder: &Path, seed: u64) -> Result<usize, String> {
    let mut luck = Luck::new(seed);
    let file = folder.join("a.countersign");
    let mut child = Command::new(program)
        .arg("--data-dir")
        .arg(folder)
        .args(["play", "meridian", "--seed", &seed.to_string(), "--save"])
        .arg(&file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let mut out = child.stdout.take().ok_or("no output")?;
    // It is let run until it has told so much, and a little longer.
    let (wanted, mut told) = (luck.below(9), String::new());
    let mut buffer = [0_u8; 512];
    while turns(&told) < wanted {
        match out.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(count) => told += &String::from_utf8_lossy(&buffer[..count]),
        }
    }
    for _ in 0..luck.below(6_000) {
        if child.try_wait().map_err(|error| error.to_string())?.is_some() {
            break;
        }
    }
    // SIGKILL on Unix: it can do nothing about it. One that had ended already has done its work.
    let _ended_before = child.kill();
    child.wait().map_err(|error| error.to_string())?;
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).map_err(|error| error.to_string())?;
    told += &String::from_utf8_lossy(&rest);
    look(folder, &file, &told, seed).map(|()| turns(&told))
}

fn turns(told: &str) -> usize {
    digests(told).len()
}

/// The digests of turns that were told whole.
fn digests(told: &str) -> Vec<&str> {
    let whole = |line: &&str| line.len() == 64;
    told.lines().filter_map(|line| line.trim().strip_prefix("digest ")).filter(whole).collect()
}

fn look(folder: &Path, file: &Path, told: &str, seed: u64) -> Result<(), String> {
    let say = |what: String| Err(format!("seed {seed}, after {} turns: {what}", turns(told)));
    let finished = told.contains("Saved to ");
    let list = find(&Disk, folder);
    let journal = match list.first().map(|found| &found.game) {
        Some(Ok(recovered)) => Some(recovered.game.clone()),
        Some(Err(error)) => return say(format!("the journal: {error}")),
        None => None,
    };
    let saved = match Disk.read_text(file) {
        Ok(content) => Some(load(&content, "file").map_err(|error| format!("seed {seed}: the file: {error}"))?),
        Err(error) if error.is_missing() => None,
        Err(error) => return say(error.to_string()),
    };
    for (n, digest) in digests(told).iter().enumerate() {
        for (name, game) in [("journal", &journal), ("file", &saved)] {
            let here = game.as_ref().and_then(|game| game.nodes().get(n + 1)).map(|node| node.digest.to_string());
            // A game that was played to its end has left its journal.
            let may_be_gone = name == "journal" && game.is_none() && (finished || saved.as_ref().is_some_and(Game::over));
            if here.as_deref() != Some(*digest) && !may_be_gone {
                return say(format!("turn {} is not in the {name}", n + 1));
            }
        }
    }
    Ok(())
}

use countersign::session::Game;
