//! `mtclean completions`: a script that completes commands and options in a shell.

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs};
use super::screen::Screen;
use super::stop::{Status, Stop};

pub(super) fn run(args: &CompletionsArgs, screen: &mut Screen) -> Result<Status, Stop> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "mtclean", &mut script);
    screen.out().write_all(&script)?;
    Ok(Status::Done)
}
