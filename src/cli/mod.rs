//! The command line: one file a command. Nothing else in the project prints or sets an exit status.
//!
//! Exit status: 0 nothing to do or all done; 1 changes or findings (`check`, `diff`, a failing `rules test`); 2 an
//! error, even if it was only one of many files. A reader that goes away (`mtclean … | head`) ends the run quietly.

mod args;
mod check;
mod clean;
mod completions;
mod diff;
mod each;
mod load;
mod man;
mod rules;
mod screen;
mod stop;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

pub use args::Args;
use args::{Command, RulesCommand};
use screen::Screen;
use stop::{Status, Stop};

/// Runs a command to its end and tells the exit status.
pub fn run(args: &Args) -> ExitCode {
    let mut screen = Screen::new(args.options.color, args.options.quiet);
    let done = catch_unwind(AssertUnwindSafe(|| {
        let status = dispatch(args, &mut screen)?;
        screen.out().flush()?;
        Ok(status)
    }));
    // A fault of the program is an error like others to those who read the exit status; the panic has been printed.
    let Ok(done) = done else { return ExitCode::from(2) };
    match done {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(1),
        Ok(Status::Failed) => ExitCode::from(2),
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(stop) => {
            screen.stop(&stop);
            ExitCode::from(2)
        }
    }
}

/// Answers a command line that cannot be run, and `--help` and `--version`.
pub fn usage(error: &clap::Error) -> ExitCode {
    // Nobody is left to tell if this cannot be printed.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn dispatch(args: &Args, screen: &mut Screen) -> Result<Status, Stop> {
    let options = &args.options;
    match &args.command {
        Command::Check(args) => check::run(args, options, screen),
        Command::Diff(args) => diff::run(args, options, screen),
        Command::Clean(args) => clean::run(args, options, screen),
        Command::Rules(RulesCommand::List(args)) => rules::list::run(args, options, screen),
        Command::Rules(RulesCommand::Show(args)) => rules::show::run(args, options, screen),
        Command::Rules(RulesCommand::Test(args)) => rules::test::run(args, options, screen),
        Command::Completions(args) => completions::run(args, screen),
        Command::Man(args) => man::run(args, screen),
    }
}
