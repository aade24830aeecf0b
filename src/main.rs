//! The program: parses the arguments, then runs the window or one headless command.

fn main() -> std::process::ExitCode {
    countersign::cli::run()
}
