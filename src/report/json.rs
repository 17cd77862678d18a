//! One JSON object a line for each finding: the form that other programs rely on.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::text::Span;
use crate::{Finding, Level};

/// The keys, in this order. Keys are added, never renamed or taken away.
#[derive(Serialize)]
struct Line<'f> {
    path: &'f str,
    /// The first of `rules`.
    rule: &'f str,
    rules: &'f [&'f str],
    level: Level,
    message: &'f str,
    /// Bytes of the original.
    span: Span,
    line: usize,
    column: usize,
    before: &'f str,
    after: Option<&'f str>,
    fingerprint: &'f str,
}

/// Writes the findings of one document.
pub fn write(out: &mut dyn Write, path: &Path, findings: &[Finding<'_>]) -> io::Result<()> {
    let path = path.to_string_lossy();
    for finding in findings {
        let line = Line {
            path: &path,
            rule: finding.rules.first().copied().unwrap_or_default(),
            rules: &finding.rules,
            level: finding.level,
            message: &finding.message,
            span: finding.span,
            line: finding.line,
            column: finding.column,
            before: &finding.before,
            after: finding.after.as_deref(),
            fingerprint: &finding.fingerprint,
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
