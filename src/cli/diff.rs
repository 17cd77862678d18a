//! `mtclean diff`: what `clean` would change, as a diff, without touching anything.

use std::path::Path;

use super::args::{DiffArgs, Options};
use super::each::each;
use super::load;
use super::screen::Screen;
use super::stop::{Status, Stop};
use crate::corpus::{Input, Trouble, walk};
use crate::report::{unified, words};

pub(super) fn run(args: &DiffArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    let cleaner = load::cleaner(&options.rules)?;
    let walked = walk(&args.paths, None);
    let (look, apply) = (screen.look(), args.apply.into());
    // A diff is applied from here: paths below this folder are told from it.
    let here = std::env::current_dir().unwrap_or_default();
    let work = |input: &Input| -> Result<Vec<u8>, Trouble> {
        let text = input.read()?;
        let cleaned = cleaner.clean(&text);
        let mut out = Vec::new();
        let path: &Path = input.path.strip_prefix(&here).unwrap_or(&input.path);
        let written = match args.words {
            true => words::write(&mut out, path, &cleaned, apply, look),
            false => unified::write(&mut out, path, &cleaned, apply, look),
        };
        written.map_err(|error| Trouble::Unwritable { path: input.path.clone(), error })?;
        Ok(out)
    };
    let mut found = false;
    let failed = each(&walked, options, screen, true, work, |screen, out| {
        found |= !out.is_empty();
        screen.out().write_all(&out)
    })?;
    Ok(Status::of(failed, found))
}
