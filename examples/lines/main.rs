//! Plays the example lines of the scenarios over many seeds, and prints what was expected beside what was found.
//!
//! ```text
//! cargo run --release --no-default-features --example lines              all three scenarios, 200 seeds
//! cargo run --release --no-default-features --example lines -- two-suppliers --seeds 50
//! ```
//!
//! Scenarios are read from `scenarios/` where that folder is there, so that numbers can be tried without building; otherwise the
//! ones inside the program are played. `tests/lines.rs` plays the same lines and holds what was found against what is expected.

#![expect(clippy::print_stdout, reason = "a tool for the terminal")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a check whose ground gives way must fail")]

mod first;
mod meridian;
mod play;
mod table;
mod two;

use clap::Parser;
use table::Sheet;

#[derive(Debug, Parser)]
struct Arguments {
    /// Which scenario; all three, where none is named.
    scenario: Option<String>,
    /// How many games a line is played.
    #[arg(long, default_value_t = 200)]
    seeds: u64,
}

/// A scenario's id, and what plays its lines over so many seeds.
type Line = (&'static str, fn(&mut Sheet, u64));

fn main() {
    let arguments = Arguments::parse();
    let wanted = |id: &str| arguments.scenario.as_ref().is_none_or(|name| name == id);
    let known: [Line; 3] = [("first-licence", first::play), ("two-suppliers", two::play), ("meridian", meridian::play)];
    for (id, play) in known.into_iter().filter(|(id, _)| wanted(id)) {
        let mut sheet = Sheet::default();
        play(&mut sheet, arguments.seeds);
        println!("# {id}, {} seeds\n\n{sheet}", arguments.seeds);
    }
}
