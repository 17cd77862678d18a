//! `mtclean clean`: the cleaned text, to standard output, to a folder, or in place.

use super::args::{CleanArgs, Options};
use super::each::each;
use super::load;
use super::screen::Screen;
use super::stop::{Status, Stop};
use crate::corpus::{Input, Source, Targets, Trouble, Walked, replace, walk};
use crate::report::{Tally, shown};
use crate::{Apply, Cleaner};

pub(super) fn run(args: &CleanArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    let walked = walk(&args.paths, args.output.as_deref());
    let apply = args.apply.into();
    if args.output.is_none() && !args.in_place {
        let reason = match &args.paths[..] {
            [path] if walked.has_folder => Some(format!("{} is a folder", shown(path))),
            [_] => None,
            paths => Some(format!("{} paths were given", paths.len())),
        };
        if let Some(reason) = reason {
            return Err(Stop::Refused(format!(
                "{reason}, and only one file or `-` goes to standard output; `--output DIR` writes the results there, \
                 `--in-place` writes them over the originals"
            )));
        }
        let cleaner = load::cleaner(&options.rules)?;
        return to_stdout(cleaner, &walked, apply, options, screen);
    }
    let cleaner = load::cleaner(&options.rules)?;
    let targets = match &args.output {
        Some(folder) => {
            Some(Targets::plan(folder, &walked.inputs).map_err(|trouble| Stop::Refused(trouble.to_string()))?)
        }
        None if walked.inputs.iter().any(|input| input.source == Source::Stdin) => {
            return Err(Stop::Refused(Trouble::StdinHasNoPlace.to_string()));
        }
        None => None,
    };
    let counts = !screen.is_quiet();
    let work = |input: &Input| -> Result<Tally, Trouble> {
        let text = input.read()?;
        let cleaned = cleaner.clean(&text);
        let new = cleaned.text(apply);
        match &targets {
            Some(targets) => targets.write(input, new)?,
            // A clean file keeps its date.
            None if new == text => {}
            None => replace(&input.path, &text, new)?,
        }
        Ok(if counts { Tally::of_changes(&cleaned, cleaner.rules(), apply) } else { Tally::default() })
    };
    let mut tally = Tally::default();
    tally.failed = each(&walked, options, screen, false, work, |_, done| {
        tally.add(done);
        Ok(())
    })?;
    screen.summary(&tally, "changes");
    Ok(Status::of(tally.failed, false))
}

fn to_stdout(
    cleaner: &Cleaner,
    walked: &Walked,
    apply: Apply,
    options: &Options,
    screen: &mut Screen,
) -> Result<Status, Stop> {
    let work = |input: &Input| -> Result<String, Trouble> {
        let text = input.read()?;
        let cleaned = cleaner.clean(&text);
        if cleaned.edits(apply).is_empty() {
            drop(cleaned);
            return Ok(text);
        }
        Ok(cleaned.text(apply).to_string())
    };
    let failed = each(walked, options, screen, true, work, |screen, text| screen.out().write_all(text.as_bytes()))?;
    Ok(Status::of(failed, false))
}
