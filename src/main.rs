//! The program: reads the command line, runs the command, and sets the exit status.

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

use clap::Parser;
use mtclean::cli::{Args, run, usage};

fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(args) => run(&args),
        Err(error) => usage(&error),
    }
}
