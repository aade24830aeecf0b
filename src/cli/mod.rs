//! The command line: one file a command. The only room that prints.
//!
//! Exit codes: 0 all is well; 1 a check failed, or problems were found; 2 wrong use, or an input that cannot be read.

mod balance;
mod check;
mod evidence;
mod explain;
mod files;
mod hindcast;
mod input;
mod numbers;
mod out;
mod play;
mod replay;
mod scenarios;
mod seat;
mod state;
mod verify;
mod window;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde_json::json;

use self::out::Out;
use crate::text::{fill, text};

/// The arguments of the program.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, about = text("cli.about"), long_about = None)]
struct Arguments {
    #[arg(long, global = true, value_name = "DIR", help = text("cli.data_dir"))]
    data_dir: Option<PathBuf>,
    #[arg(long, global = true, help = text("cli.json"))]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = text("cli.open"))]
    Open(window::Open),
    #[command(about = text("cli.scenarios"))]
    Scenarios,
    #[command(about = text("cli.check"))]
    Check(check::Check),
    #[command(about = text("cli.play"))]
    Play(play::Play),
    #[command(about = text("cli.replay"))]
    Replay(replay::Replay),
    #[command(about = text("cli.seat"))]
    Seat(seat::Seat),
    #[command(about = text("cli.verify"))]
    Verify(verify::Verify),
    #[command(about = text("cli.explain"))]
    Explain(explain::Explain),
    #[command(about = text("cli.state"))]
    State(state::State),
    #[command(about = text("cli.balance"))]
    Balance(balance::Balance),
    #[command(about = text("cli.hindcast"))]
    Hindcast(hindcast::Hindcast),
}

/// How a command ended, where it could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// All is well.
    Fine,
    /// A check failed, or problems were found.
    Failed,
    /// An input could not be read, and it has been said.
    Unreadable,
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(wrong) => {
            // Help and version come here too. Where even this cannot be written, the exit code says it.
            let _unwritten = wrong.print();
            if wrong.use_stderr() && env::args_os().any(|argument| argument == "--json") {
                let mut out = Out::new(true);
                let said = wrong.render().to_string();
                let _unwritten = out.object(&json!({ "error": said.trim_start_matches("error: ").trim_end() }));
            }
            return ExitCode::from(u8::try_from(wrong.exit_code()).unwrap_or(2));
        }
    };
    let mut out = Out::new(arguments.json);
    let ended = perform(arguments, &mut out).unwrap_or_else(|error| {
        // A chain of causes says the same thing twice, where the last one is in the words of the first.
        out::complain(&fill("cli.error", &[("message", &error.to_string())]));
        Ended::Unreadable
    });
    if let Err(error) = out.close() {
        out::complain(&fill("cli.error", &[("message", &error.to_string())]));
        return ExitCode::from(2);
    }
    match ended {
        Ended::Fine => ExitCode::SUCCESS,
        Ended::Failed => ExitCode::from(1),
        Ended::Unreadable => ExitCode::from(2),
    }
}

fn perform(arguments: Arguments, out: &mut Out) -> anyhow::Result<Ended> {
    let data_dir = arguments.data_dir;
    match arguments.command {
        None => window::open(None, data_dir),
        Some(Command::Open(open)) => window::open(Some(open.file), data_dir),
        Some(Command::Scenarios) => scenarios::run(out),
        Some(Command::Check(command)) => check::run(&command, out),
        Some(Command::Play(command)) => play::run(&command, data_dir.as_deref(), out),
        Some(Command::Replay(command)) => replay::run(&command, out),
        Some(Command::Seat(command)) => seat::run(&command, out),
        Some(Command::Verify(command)) => verify::run(&command, out),
        Some(Command::Explain(command)) => explain::run(&command, out),
        Some(Command::State(command)) => state::run(&command, out),
        Some(Command::Balance(command)) => balance::run(&command, out),
        Some(Command::Hindcast(command)) => hindcast::run(&command, out),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
