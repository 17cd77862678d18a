//! Each finding as a frame: the place, the line around it, what goes and what comes, the level and the rules.
//!
//! Of a long line only a window around the finding is shown. The window is cut here and not by the crate that draws
//! the frames, which would read the whole line again for each finding.

use std::io::{self, Write};
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level as Kind, Renderer, Snippet, renderer};
use unicode_width::UnicodeWidthChar;

use super::visible::{is_hidden, visible};
use super::{Look, quoted, shown};
use crate::{Finding, Level};

/// The style of the arrow that points at a place, the same as in the frames of faults.
const ARROW: anstyle::Style = renderer::DEFAULT_LINE_NUM_STYLE;
/// Longer texts lose their middle in a label.
const MOST: usize = 40;

/// Writes the findings of one document.
pub fn write(
    out: &mut dyn Write,
    path: &Path,
    original: &str,
    findings: &[Finding<'_>],
    look: Look,
) -> io::Result<()> {
    let path = shown(path);
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    // Windows are cut to the width already; a second cut would only spoil them.
    let renderer = renderer.term_width(10_000);
    for finding in findings {
        let kind = match finding.level {
            Level::Auto => Kind::NOTE,
            Level::Review => Kind::WARNING,
            Level::Flag => Kind::ERROR,
        };
        let title =
            kind.with_name(finding.level.name()).primary_title(visible(&finding.message)).id(finding.rules.join("+"));
        let gutter = finding.line.to_string().len() + 5;
        let width = look.width.saturating_sub(gutter).max(40);
        let label = label(finding, columns(&finding.before) <= width / 3);
        let window = Window::around(original, finding, width, columns(&label) + 1);
        let mark = AnnotationKind::Primary.span(window.mark.clone()).label(label);
        let frame: Group<'_> = title.element(Snippet::source(window.text).line_start(finding.line).annotation(mark));
        let drawn = renderer.render(&[frame]);
        // The place is set below the title by hand: the crate would tell the column in the window.
        let (head, frame) = drawn.split_once('\n').unwrap_or((&drawn, ""));
        let arrow = format!("{}-->", " ".repeat(finding.line.to_string().len()));
        writeln!(out, "{head}\n{} {path}:{}:{}\n{frame}\n", look.paint(ARROW, &arrow), finding.line, finding.column)?;
    }
    Ok(())
}

/// What goes and what comes, in a few words; `fits` says whether all that goes can be read above the mark.
fn label(finding: &Finding<'_>, fits: bool) -> String {
    let before = &finding.before;
    let plain = fits && !before.contains(is_hidden) && !before.trim().is_empty();
    let old = if plain { String::new() } else { format!("{} ", quoted(before, MOST)) };
    match finding.after.as_deref() {
        None if plain => String::new(),
        None => old,
        Some(after) if before.is_empty() => format!("{} goes in here", quoted(after, MOST)),
        Some("") => format!("{old}goes"),
        Some(after) => format!("{old}becomes {}", quoted(after, MOST)),
    }
}

/// A stretch of a line that fits, and where in it the finding stands.
struct Window {
    text: String,
    mark: std::ops::Range<usize>,
}

impl Window {
    /// The window of `width` columns, `label` of which the label takes to the right of the mark.
    fn around(original: &str, finding: &Finding<'_>, width: usize, label: usize) -> Self {
        // Of a finding over several lines the first is shown; the label says the rest.
        let span = finding.span.of(original);
        let inside = span.split('\n').next().unwrap_or_default();
        let is_whole = inside.len() == span.len();
        let (left, right) =
            (&original[..finding.span.start], if is_whole { &original[finding.span.end..] } else { "" });
        let third = width / 3;
        let (inside, inside_cut) = take(inside.trim_end_matches('\r').chars(), third, false);
        // What one side does not need is the other's.
        let right_least = take(right.chars(), third, false).0.columns.max(label);
        let (left, left_cut) =
            take(left.chars().rev(), width.saturating_sub(inside.columns + right_least).max(third / 3), true);
        let (right, right_cut) = take(right.chars(), width.saturating_sub(inside.columns + left.columns), false);
        let mut text = String::from(if left_cut { "…" } else { "" });
        text.push_str(&left.text);
        let start = text.len();
        text.push_str(&inside.text);
        text.push_str(if inside_cut { "…" } else { "" });
        let end = text.len();
        if !inside_cut {
            text.push_str(&right.text);
            text.push_str(if right_cut { "…" } else { "" });
        }
        Self { text, mark: start..end }
    }
}

/// How many columns a text takes.
fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

/// Characters of one line, and the columns that they take.
struct Taken {
    text: String,
    columns: usize,
}

/// The characters of a line up to `columns`, and whether some are left out; `backward` puts them in order again.
fn take(chars: impl Iterator<Item = char>, columns: usize, backward: bool) -> (Taken, bool) {
    let (mut taken, mut used, mut cut) = (Vec::new(), 0, false);
    for c in chars.take_while(|&c| c != '\n').filter(|&c| c != '\r') {
        // What cannot be seen becomes a blank, so that the mark below stands where it should.
        let c = if is_hidden(c) { ' ' } else { c };
        used += c.width().unwrap_or(0);
        if used > columns {
            used -= c.width().unwrap_or(0);
            cut = true;
            break;
        }
        taken.push(c);
    }
    if backward {
        taken.reverse();
    }
    (Taken { text: taken.into_iter().collect(), columns: used }, cut)
}
