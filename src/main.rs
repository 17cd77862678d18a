//! The program: reads the command line, runs the command, and sets the exit status.

use std::process::ExitCode;

use clap::Parser;
use mtclean::cli::{Args, run, usage};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(args) => run(&args),
        Err(error) => usage(&error),
    }
}
