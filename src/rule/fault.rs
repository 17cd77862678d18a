//! What can be wrong with a rule file, with the place: all faults of a file at once.

use std::fmt;
use std::path::PathBuf;

use crate::text::{LineIndex, Span};

/// One fault: where, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the file.
    pub span: Span,
    /// What was found and what was expected.
    pub message: String,
    /// The nearest right word, or another way out.
    pub help: Option<String>,
}

/// A rule file and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Faults {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The faults, sorted by place; at least one.
    pub list: Vec<Fault>,
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = LineIndex::new(&self.text);
        for (number, fault) in self.list.iter().enumerate() {
            let place = lines.place(fault.span.start);
            let line = if number > 0 { "\n" } else { "" };
            write!(f, "{line}{}:{}:{}: {}", self.path.display(), place.line, place.column, fault.message)?;
            if let Some(help) = &fault.help {
                write!(f, " ({help})")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// "did you mean" for `word` among `known`, if one of them is near enough.
pub(super) fn nearest(word: &str, known: &[&str]) -> Option<String> {
    let near = known.iter().map(|candidate| {
        let ratio = similar::TextDiff::from_chars(word, *candidate).ratio();
        (ratio, *candidate)
    });
    let (ratio, candidate) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (ratio >= 0.6).then(|| format!("did you mean `{candidate}`?"))
}
