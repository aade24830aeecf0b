//! The full figures of `docs/reliability.md`. Every complaint names the seed that brings it back.
//!
//! ```text
//! cargo run --release --example soak -- games 100000 --threads 2
//! cargo run --release --example soak -- faults 20
//! cargo run --release --example soak -- power 200
//! cargo run --release --example soak -- kills 5000 --program target/release/countersign
//! cargo run --release --example soak -- flips 100000        every bit of the short saves, so many of the others
//! cargo run --release --example soak -- digests 1000        one line, to be compared between builds
//! cargo run --release --example soak -- golden tests/golden/v1
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a check whose ground gives way must fail")]

mod faults;
mod flips;
mod games;
mod golden;
mod kills;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{Parser, ValueEnum};
use countersign::rules::draws::Seed;
use countersign::session::Game;
use countersign::session::save::save;
use games::Luck;

#[derive(Debug, Parser)]
struct Arguments {
    /// What is done.
    what: What,
    /// How often, or the folder of golden saves.
    count: String,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// On so many threads.
    #[arg(long, default_value_t = 1)]
    threads: usize,
    /// The program that is killed.
    #[arg(long, default_value = "target/release/countersign")]
    program: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Random games, saved and opened at every turn.
    Games,
    /// A disk whose every call fails.
    Faults,
    /// A disk that loses power at every step.
    Power,
    /// A process that is killed.
    Kills,
    /// Saves whose bits flip.
    Flips,
    /// Games of the computer, as one hash.
    Digests,
    /// Writes the golden saves of a version; those that are there stay.
    Golden,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match arguments.what {
        What::Golden => golden::write(&PathBuf::from(&arguments.count)),
        _ => match arguments.count.parse::<u64>() {
            Ok(count) => run(&arguments, count),
            Err(_no_number) => Err(format!("{} is no number", arguments.count)),
        },
    };
    match ended {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(complaint) => {
            eprintln!("{complaint}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments, count: u64) -> Result<String, String> {
    let scenarios = games::scenarios();
    let from = arguments.seed;
    let seeds = format!("seeds {from} to {}", from + count.saturating_sub(1));
    match arguments.what {
        What::Games => {
            // Short games are cheap and long ones tell more: of ten, nine are short.
            let pick = |seed: u64| &scenarios[if seed.is_multiple_of(10) { seed as usize / 10 % scenarios.len() } else { 0 }];
            let compared = each(arguments, count, |seed| games::play(pick(seed), seed))?;
            Ok(format!("{count} games, {compared} comparisons, 0 differences ({seeds})"))
        }
        What::Faults => {
            let runs = each(arguments, count, |seed| {
                let game = faults::played(&scenarios[seed as usize % scenarios.len()], seed, 3);
                faults::failures(&game, &mut faults::Opened::default(), 1).map_err(|error| format!("seed {seed}: {error}"))
            })?;
            Ok(format!("{count} games, {runs} runs with a failing call, nothing lost ({seeds})"))
        }
        What::Power => {
            let disks = each(arguments, count, |seed| {
                let game = faults::played(&scenarios[seed as usize % scenarios.len()], seed, 4);
                faults::power_cuts(&game, seed, &mut faults::Opened::default()).map_err(|error| format!("seed {seed}: {error}"))
            })?;
            Ok(format!("{count} traces, {disks} disks after a power cut, nothing lost ({seeds})"))
        }
        What::Kills => {
            let folder = std::env::temp_dir().join(format!("countersign-soak-{}", std::process::id()));
            let told = each(arguments, count, |seed| {
                let own = folder.join(seed.to_string());
                std::fs::create_dir_all(&own).map_err(|error| error.to_string())?;
                let told = kills::kill(&arguments.program, &own, seed)?;
                std::fs::remove_dir_all(&own).map_err(|error| error.to_string())?;
                Ok(told)
            })?;
            std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
            Ok(format!("{count} kills, {told} turns told, 0 lost, 0 unreadable files ({seeds})"))
        }
        What::Flips => flips_of(arguments, count),
        What::Digests => digests(arguments, count),
        What::Golden => Ok(String::new()),
    }
}

/// Does something for each seed, on the wanted number of threads, until one complains. Returns the sum of what came of it.
fn each(arguments: &Arguments, count: u64, work: impl Fn(u64) -> Result<usize, String> + Sync) -> Result<usize, String> {
    let (next, sum) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let turn = || -> Result<(), String> {
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed) as u64;
            if n >= count {
                return Ok(());
            }
            let done = work(arguments.seed + n).inspect_err(|_complaint| next.store(usize::MAX / 2, Ordering::Relaxed))?;
            sum.fetch_add(done, Ordering::Relaxed);
            if n > 0 && n.is_multiple_of(1_000) {
                eprintln!("{n} of {count}");
            }
        }
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..arguments.threads.max(1)).map(|_| scope.spawn(turn)).collect();
        let mine = turn();
        others.into_iter().map(|other| other.join().expect("a thread ends")).fold(mine, Result::and)
    })?;
    Ok(sum.into_inner())
}

/// Every bit of three saves of the shortest scenario, and so many random bits of others.
fn flips_of(arguments: &Arguments, count: u64) -> Result<String, String> {
    let scenarios = games::scenarios();
    let game_of = |which: usize, seed: u64| {
        let mut game = Game::new(Arc::clone(&scenarios[which % scenarios.len()]), Seed(seed), None);
        let mut luck = Luck::new(seed);
        for _ in 0..3 {
            let orders = games::random_orders(&game, &mut luck);
            game.resolve(&orders).expect("legal orders");
            games::fiddle(&mut game, &mut luck);
        }
        let content = save(&game).into_bytes();
        (game, content)
    };
    let mut bits = 0;
    for seed in 0..3 {
        let (game, content) = game_of(0, arguments.seed + seed);
        each(arguments, content.len() as u64 * 8, |bit| {
            flips::flip(&game, &content, (bit - arguments.seed) as usize).map(|_| 0)
        })?;
        bits += content.len() * 8;
    }
    let others: Vec<_> = (0..scenarios.len() as u64).map(|n| game_of(n as usize, n + 10)).collect();
    each(arguments, count, |n| {
        let (game, content) = &others[n as usize % others.len()];
        flips::flip(game, content, Luck::new(n).below(content.len() * 8)).map(|_| 0)
    })?;
    Ok(format!("{bits} bits of three saves, all of them, and {count} of {} others: refused, or the same game", others.len()))
}

/// One hash over games of the computer: every build must print the same.
fn digests(arguments: &Arguments, count: u64) -> Result<String, String> {
    let scenarios = games::scenarios();
    let played = std::sync::Mutex::new(std::collections::BTreeMap::new());
    each(arguments, count, |seed| {
        let mut luck = Luck::new(seed);
        let mut game = Game::new(Arc::clone(&scenarios[seed as usize % scenarios.len()]), Seed(seed), None);
        while !game.over() {
            let orders = games::random_orders(&game, &mut luck);
            game.resolve(&orders).map_err(|refused| format!("seed {seed}: {refused:?}"))?;
        }
        let digests: Vec<String> = game.nodes().iter().map(|node| node.digest.to_string()).collect();
        played.lock().map_err(|error| error.to_string())?.insert(seed, digests.concat());
        Ok(0)
    })?;
    let all: String = played.into_inner().map_err(|error| error.to_string())?.into_values().collect();
    Ok(format!("{} over {count} seeds", blake3::hash(all.as_bytes())))
}
