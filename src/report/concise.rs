//! `path:line:column: level[rule] message: "before" -> "after"`: one finding a line, for editors and for `grep`.

use std::io::{self, Write};
use std::path::Path;

use super::{quoted, shown, visible};
use crate::Finding;

/// Longer texts lose their middle; JSON has all of it.
const MOST: usize = 120;

/// Writes the findings of one document.
pub fn write(out: &mut dyn Write, path: &Path, findings: &[Finding<'_>]) -> io::Result<()> {
    let path = shown(path);
    for finding in findings {
        let (level, rules) = (finding.level.name(), finding.rules.join("+"));
        let (line, column, message) = (finding.line, finding.column, visible(&finding.message));
        write!(out, "{path}:{line}:{column}: {level}[{rules}] {message}: {}", quoted(&finding.before, MOST))?;
        match &finding.after {
            Some(after) => writeln!(out, " -> {}", quoted(after, MOST))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}
