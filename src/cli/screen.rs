//! Standard output and standard error: one locked, buffered writer for results, and plain words for people.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::args::Color;
use super::stop::Stop;
use crate::report::{self, Look, Tally};
use crate::rule::LoadError;

const ERROR: Style = AnsiColor::Red.on_default().bold();
/// Frames wider than this are hard to read on any screen.
const WIDEST: usize = 140;

/// Where a command writes.
pub(super) struct Screen {
    out: BufWriter<StdoutLock<'static>>,
    look: Look,
    aside: Look,
    quiet: bool,
}

impl Screen {
    /// The process's own streams.
    ///
    /// Documents go out byte for byte, so nothing strips escapes afterwards: whether there is colour is asked once,
    /// and renderers are told.
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        let colors = |auto: anstream::ColorChoice| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => auto != anstream::ColorChoice::Never,
        };
        let (out, err) = (io::stdout(), io::stderr());
        let width = terminal_size::terminal_size().map_or(Look::PLAIN.width, |(width, _)| usize::from(width.0));
        let width = width.min(WIDEST);
        let look = Look { color: colors(AutoStream::choice(&out)), width };
        let aside = Look { color: colors(AutoStream::choice(&err)), width };
        Self { out: BufWriter::with_capacity(1 << 16, out.lock()), look, aside, quiet }
    }

    /// Standard output.
    pub(super) fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// How standard output looks.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Whether a bar on standard error would be seen and would not run into results on the same screen.
    pub(super) fn shows_progress(&self, prints: bool) -> bool {
        !self.quiet && io::stderr().is_terminal() && !(prints && io::stdout().is_terminal())
    }

    /// Says on standard error what could not be done; results so far come first.
    pub(super) fn error(&mut self, error: &dyn Display) {
        let _ = self.out.flush();
        let head = if self.aside.color { format!("{ERROR}error:{ERROR:#}") } else { "error:".into() };
        // Without standard error there is nobody to tell; the exit status still does.
        let _ = writeln!(io::stderr(), "{head} {error}");
    }

    /// Says why the command ends here; faults of rule files are drawn as frames.
    pub(super) fn stop(&mut self, stop: &Stop) {
        let Stop::Rules(LoadError::Faults(files)) = stop else { return self.error(stop) };
        let _ = self.out.flush();
        let mut err = io::stderr().lock();
        for faults in files {
            let _ = report::fault::write(&mut err, faults, self.aside);
        }
        drop(err);
        let count: usize = files.iter().map(|faults| faults.list.len()).sum();
        let (s, files) = (if count == 1 { "" } else { "s" }, files.len());
        let in_files = if files == 1 { "a rule file".into() } else { format!("{files} rule files") };
        self.error(&format!("{count} fault{s} in {in_files}; no text was read"));
    }

    /// The closing summary, on standard error.
    pub(super) fn summary(&mut self, tally: &Tally, what: &str) {
        if self.quiet {
            return;
        }
        let _ = self.out.flush();
        let _ = report::summary::write(&mut io::stderr().lock(), tally, what, self.aside);
    }

    /// Whether summaries are shown.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }
}
