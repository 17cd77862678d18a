//! Faults of rule files as frames: the place, what was found, what was expected, the way out. All of a file at once.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level as Kind, Renderer, Snippet};

use super::{Look, shown};
use crate::rule::Faults;

/// Writes every fault of a file.
pub fn write(out: &mut dyn Write, faults: &Faults, look: Look) -> io::Result<()> {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width);
    let path = shown(&faults.path);
    for fault in &faults.list {
        let mark = AnnotationKind::Primary.span(fault.span.start..fault.span.end);
        let source = Snippet::source(faults.text.as_str()).path(path.as_str()).annotation(mark);
        let mut frame = Kind::ERROR.primary_title(fault.message.as_str()).element(source);
        if let Some(help) = &fault.help {
            frame = frame.element(Kind::HELP.message(help.as_str()));
        }
        writeln!(out, "{}\n", renderer.render(&[frame]))?;
    }
    Ok(())
}
