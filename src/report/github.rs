//! Workflow commands: GitHub shows each finding at its place in a pull request.

use std::io::{self, Write};
use std::path::Path;

use super::{quoted, visible};
use crate::{Finding, Level};

/// Longer texts lose their middle: an annotation is a note in the margin.
const MOST: usize = 80;

/// Writes the findings of one document. Proposals are notices, everything else is a warning.
pub fn write(out: &mut dyn Write, path: &Path, findings: &[Finding<'_>]) -> io::Result<()> {
    let file = property(&path.to_string_lossy());
    for finding in findings {
        let command = if finding.level == Level::Review { "notice" } else { "warning" };
        let title = property(&format!("{}[{}]", finding.level.name(), finding.rules.join("+")));
        let mut message = format!("{}: {}", visible(&finding.message), quoted(&finding.before, MOST));
        if let Some(after) = &finding.after {
            message = format!("{message} -> {}", quoted(after, MOST));
        }
        let (line, column) = (finding.line, finding.column);
        writeln!(out, "::{command} file={file},line={line},col={column},title={title}::{}", data(&message))?;
    }
    Ok(())
}

/// A message: three characters are escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what separates properties is escaped as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_is_escaped() {
        assert_eq!(property("100%, a:b\n"), "100%25%2C a%3Ab%0A");
        assert_eq!(data("100%, a:b\n"), "100%25, a:b%0A");
    }
}
