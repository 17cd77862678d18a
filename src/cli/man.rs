//! `mtclean man`: the manual page, or one page a command in a folder.

use std::fs;

use clap::CommandFactory;
use clap_mangen::{Man, generate_to};

use super::args::{Args, ManArgs};
use super::screen::Screen;
use super::stop::{Status, Stop};
use crate::report::shown;

pub(super) fn run(args: &ManArgs, screen: &mut Screen) -> Result<Status, Stop> {
    match &args.output {
        None => {
            let mut page = Vec::new();
            Man::new(Args::command()).render(&mut page)?;
            screen.out().write_all(&page)?;
        }
        Some(folder) => {
            let made = fs::create_dir_all(folder).and_then(|()| generate_to(Args::command(), folder));
            made.map_err(|error| Stop::Refused(format!("{}: cannot be written: {error}", shown(folder))))?;
        }
    }
    Ok(Status::Done)
}
