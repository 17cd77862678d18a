//! `mtclean check`: what is wrong, without touching anything.

use super::args::{CheckArgs, Format, Options};
use super::each::each;
use super::load;
use super::screen::Screen;
use super::stop::{Status, Stop};
use crate::corpus::{Input, Trouble, walk};
use crate::report::{Tally, concise, full, github, json, sarif::Sarif};

/// What one document gives: text to print, or SARIF results that are joined to those before.
struct Done {
    text: Vec<u8>,
    results: Vec<serde_json::Value>,
    tally: Tally,
}

pub(super) fn run(args: &CheckArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    let cleaner = load::cleaner(&options.rules)?;
    let walked = walk(&args.paths, None);
    let look = screen.look();
    let mut sarif = match args.format {
        Format::Sarif => Some(Sarif::begin(screen.out(), cleaner.rules())?),
        _ => None,
    };
    let lines = sarif.clone();
    let work = |input: &Input| -> Result<Done, Trouble> {
        let text = input.read()?;
        let cleaned = cleaner.clean(&text);
        let findings = cleaned.findings(cleaner.rules());
        let mut done = Done { text: Vec::new(), results: Vec::new(), tally: Tally::of_findings(&findings) };
        let (out, path) = (&mut done.text, &input.path);
        let written = match args.format {
            Format::Full => full::write(out, path, &text, &findings, look),
            Format::Concise => concise::write(out, path, &findings),
            Format::Json => json::write(out, path, &findings),
            Format::Github => github::write(out, path, &findings),
            Format::Sarif => {
                done.results = lines.as_ref().map(|lines| lines.results(path, &text, &findings)).unwrap_or_default();
                Ok(())
            }
        };
        written.map_err(|error| Trouble::Unwritable { path: path.clone(), error })?;
        Ok(done)
    };
    let mut tally = Tally::default();
    let failed = each(&walked, options, screen, true, work, |screen, done| {
        tally.add(done.tally);
        match &mut sarif {
            Some(sarif) => sarif.append(screen.out(), &done.results),
            None => screen.out().write_all(&done.text),
        }
    })?;
    if let Some(sarif) = sarif {
        sarif.end(screen.out())?;
    }
    tally.failed = failed;
    if matches!(args.format, Format::Full | Format::Concise) {
        screen.summary(&tally, "findings");
    }
    Ok(Status::of(failed, tally.total() > 0))
}
