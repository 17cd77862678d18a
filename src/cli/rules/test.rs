//! `mtclean rules test`: runs the rules' own examples.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};

use crate::Cleaner;
use crate::cli::args::{Options, TestArgs};
use crate::cli::load;
use crate::cli::screen::Screen;
use crate::cli::stop::{Status, Stop};
use crate::engine::{Outcome, Verdict, prove};
use crate::report::words::{between, paint};
use crate::report::{Look, quoted};
use crate::rule::{Origin, Rule};

pub(in crate::cli) fn run(args: &TestArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    // What is a path is loaded; what is none is the id of a rule.
    let (paths, ids): (Vec<&String>, Vec<&String>) = args.names.iter().partition(|name| Path::new(name).exists());
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    // No file comes twice, even if a folder and a file in it are named.
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths.iter().chain(&options.rules) {
        if !files.iter().any(|known| is_below(path, known)) {
            files.retain(|known| !is_below(known, path));
            files.push(path.clone());
        }
    }
    let cleaner = Cleaner::new(load::rules(&files)?);
    if let Some(unknown) = ids.iter().find(|id| cleaner.rules().get(id).is_none()) {
        let way_out = load::nearest(unknown, cleaner.rules());
        return Err(Stop::Refused(format!("`{unknown}` is neither a rule nor a file; {way_out}")));
    }
    let is_meant = |rule: &Rule| {
        let named = ids.iter().any(|id| **id == rule.id);
        let below = matches!(&rule.origin, Origin::File(file) if paths.iter().any(|path| is_below(file, path)));
        args.names.is_empty() || named || below
    };
    let look = screen.look();
    let (mut passed, mut failed, mut known) = (0, 0, 0);
    for rule in cleaner.rules().rules().iter().filter(|rule| is_meant(rule)) {
        for outcome in prove(&cleaner, rule) {
            known += usize::from(outcome.verdict == Verdict::KnownFailure);
            if outcome.verdict.holds() {
                passed += 1;
                continue;
            }
            failed += 1;
            explain(screen.out(), rule, &outcome, look)?;
        }
    }
    let known = if known > 0 { format!(" ({known} known to fail)") } else { String::new() };
    writeln!(screen.out(), "{passed} passed{known}, {failed} failed")?;
    Ok(Status::of(0, failed > 0))
}

/// Whether `path` is `folder` or lies in it, however the two are written.
fn is_below(path: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    real(path).starts_with(real(folder))
}

/// One example that does not hold: its verdict, where what came out differs, and who did it.
fn explain(out: &mut dyn Write, rule: &Rule, outcome: &Outcome<'_>, look: Look) -> io::Result<()> {
    let verdict = look.paint(AnsiColor::Red.on_default().bold(), outcome.verdict.name());
    let rule_id = look.paint(Style::new().bold(), &rule.id);
    writeln!(out, "{verdict}  {rule_id}: {}", outcome.name)?;
    let flags = rule.level == crate::Level::Flag;
    if flags && outcome.verdict != Verdict::Noisy {
        writeln!(out, "    expected {}", quoted(outcome.expected, 400))?;
        writeln!(out, "    found    {}", quoted(&outcome.found, 400))?;
    } else if outcome.expected == outcome.found {
        let said = match outcome.verdict {
            Verdict::Missing => "the text came out as expected, but this rule had no hand in it",
            Verdict::FixedAtLast => "the example holds now: take its `known-failure` out",
            _ => "the text stays, and yet the rule points at something in it",
        };
        writeln!(out, "    {said}")?;
    } else {
        let legend = format!(
            "{}{}",
            look.paint(AnsiColor::Red.on_default(), "[-expected-]"),
            look.paint(AnsiColor::Green.on_default(), "{+found+}")
        );
        write!(out, "    {legend}  ")?;
        paint(out, &between(outcome.expected, &outcome.found), look)?;
        writeln!(out)?;
    }
    if !outcome.hands.is_empty() {
        writeln!(out, "    by {}", outcome.hands.join(", "))?;
    }
    writeln!(out)
}
