//! `mtclean rules show`: one rule, with its reason and its examples.

use std::io::Write;

use anstyle::Style;

use super::{level_style, origin};
use crate::cli::args::{Options, ShowArgs};
use crate::cli::load;
use crate::cli::screen::Screen;
use crate::cli::stop::{Status, Stop};
use crate::report::words::{Piece, between, paint};
use crate::report::{Look, quoted};
use crate::rule::{Expectation, Rule};

pub(in crate::cli) fn run(args: &ShowArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    let rules = load::rules(&options.rules)?;
    let Some(rule) = rules.get(&args.id) else {
        return Err(Stop::Refused(format!("no rule `{}`; {}", args.id, load::nearest(&args.id, &rules))));
    };
    if args.source {
        screen.out().write_all(rule.source.as_bytes())?;
        return Ok(Status::Done);
    }
    let look = screen.look();
    describe(rule, look, screen.out())?;
    Ok(Status::Done)
}

fn describe(rule: &Rule, look: Look, out: &mut dyn Write) -> std::io::Result<()> {
    let bold = |text: &str| look.paint(Style::new().bold(), text);
    writeln!(out, "{}  {}", bold(&rule.id), look.paint(level_style(rule.level), rule.level.name()))?;
    writeln!(out, "{}\n\n{}\n", wrapped(&rule.summary, look.width), wrapped(&rule.why, look.width))?;
    writeln!(out, "stage  {}\nfrom   {}\n", rule.stage, origin(rule))?;
    for example in rule.examples() {
        let known = if example.known_failure.is_some() { "  (known failure)" } else { "" };
        writeln!(out, "{}{known}", bold(&example.name))?;
        match example.expectation() {
            Ok(Expectation::Fixed { before, after }) => lines(out, &between(before, after), look)?,
            Ok(Expectation::Flagged { before, part }) => {
                lines(out, &[Piece::Same(before)], look)?;
                writeln!(out, "    to read: {}", quoted(part, 200))?;
            }
            Ok(Expectation::Kept(text)) => {
                lines(out, &[Piece::Same(text)], look)?;
                writeln!(out, "    stays as it is")?;
            }
            // Checked when the rule was loaded.
            Err(_) => {}
        }
    }
    Ok(())
}

/// Words in lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        match column {
            0 => {}
            _ if column + 1 + length > width => {
                out.push('\n');
                column = 0;
            }
            _ => {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn lines(out: &mut dyn Write, pieces: &[Piece<'_>], look: Look) -> std::io::Result<()> {
    write!(out, "    ")?;
    paint(out, pieces, look)?;
    writeln!(out)
}
