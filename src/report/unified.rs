//! A unified diff that `git apply` and `patch -p1` take.
//!
//! The hunks come from the edits, which say what changed; nothing is guessed from the two texts, so the cost grows
//! with the text and not with the number of changes. A line ends at `\n` and nowhere else, as it does for those who
//! apply the diff; a carriage return is part of its line.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::look::{HEAD, Look, NEW, OLD, PLACE};
use super::path::{as_git, below_root};
use crate::text::Edit;
use crate::{Apply, Cleaned};

/// Unchanged lines around a change.
const CONTEXT: usize = 3;
/// Above this many pairs of lines a block is shown as replaced, without looking for lines that stayed.
const PAIRS: usize = 1 << 22;

/// Lines of the original that give way to others.
struct Change {
    old: Range<usize>,
    /// The number of its first line in the new text, from 0.
    new_start: usize,
    new: Vec<String>,
}

/// Writes what `apply` would change in the document; nothing if that is nothing.
pub fn write(out: &mut dyn Write, path: &Path, cleaned: &Cleaned<'_>, apply: Apply, look: Look) -> io::Result<()> {
    let lines: Vec<&str> = cleaned.original().split_inclusive('\n').collect();
    let changes = changes(cleaned.original(), &lines, &cleaned.edits(apply));
    if changes.is_empty() {
        return Ok(());
    }
    let name = below_root(path);
    for (mark, side) in [("---", "a/"), ("+++", "b/")] {
        let name = as_git(&[side.as_bytes(), &name].concat());
        // The tab tells where a name with blanks ends.
        let tab = if name.contains(' ') { "\t" } else { "" };
        writeln!(out, "{}{tab}", look.paint(HEAD, &format!("{mark} {name}")))?;
    }
    let mut rest = &changes[..];
    while let Some(first) = rest.first() {
        let together = rest.windows(2).take_while(|pair| pair[1].old.start <= pair[0].old.end + 2 * CONTEXT).count();
        let (hunk, after) = rest.split_at(together + 1);
        let before = CONTEXT.min(first.old.start);
        write_hunk(out, &lines, hunk, before, look)?;
        rest = after;
    }
    Ok(())
}

/// Writes changes that share their context; `before` lines of it stand in front of the first.
fn write_hunk(out: &mut dyn Write, lines: &[&str], hunk: &[Change], before: usize, look: Look) -> io::Result<()> {
    let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { return Ok(()) };
    let old = first.old.start - before..(last.old.end + CONTEXT).min(lines.len());
    let new = first.new_start - before..last.new_start + last.new.len() + (old.end - last.old.end);
    let head = format!("@@ -{} +{} @@", range(&old), range(&new));
    writeln!(out, "{}", look.paint(PLACE, &head))?;
    let mut at = old.start;
    for change in hunk {
        write_lines(out, " ", &lines[at..change.old.start], None, look)?;
        write_lines(out, "-", &lines[change.old.clone()], Some(OLD), look)?;
        write_lines(out, "+", &change.new, Some(NEW), look)?;
        at = change.old.end;
    }
    write_lines(out, " ", &lines[at..old.end], None, look)
}

fn write_lines(
    out: &mut dyn Write,
    sign: &str,
    lines: &[impl AsRef<str>],
    style: Option<anstyle::Style>,
    look: Look,
) -> io::Result<()> {
    for line in lines.iter().map(AsRef::as_ref) {
        let body = line.strip_suffix('\n').unwrap_or(line);
        match style.filter(|_| look.color) {
            Some(style) => writeln!(out, "{style}{sign}{body}{style:#}")?,
            None => writeln!(out, "{sign}{body}")?,
        }
        if !line.ends_with('\n') {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

/// Lines as a hunk's head counts them: from 1, the number left out where it is one; an empty range is named by the
/// line before it.
fn range(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => (lines.start + 1).to_string(),
        length => format!("{},{length}", lines.start + 1),
    }
}

/// The edits as changed lines, sorted.
fn changes(original: &str, lines: &[&str], edits: &[&Edit]) -> Vec<Change> {
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        })
        .collect();
    let start_of = |line: usize| starts.get(line).copied().unwrap_or(original.len());
    // The line of a byte; behind a last line ending begins a line that is not there yet.
    let line_of = |at: usize| match at == original.len() && (original.is_empty() || original.ends_with('\n')) {
        true => lines.len(),
        false => starts.partition_point(|&start| start <= at) - 1,
    };
    let mut changes = Vec::new();
    let (mut grown, mut next) = (0isize, 0);
    while next < edits.len() {
        let first = line_of(edits[next].span.start);
        let (mut end, mut at, mut new) = (first, start_of(first), String::new());
        let mut taken = false;
        // Whole lines, until both texts are at the start of a line again.
        loop {
            let belongs = |edit: &&&Edit| !taken || end == lines.len() || edit.span.start < start_of(end);
            if let Some(edit) = edits.get(next).filter(belongs) {
                new.push_str(&original[at..edit.span.start]);
                new.push_str(&edit.with);
                at = edit.span.end;
                let last = if edit.span.is_empty() { at } else { at - 1 };
                end = end.max((line_of(last) + 1).min(lines.len()));
                (taken, next) = (true, next + 1);
                continue;
            }
            new.push_str(&original[at..start_of(end)]);
            at = start_of(end);
            if end == lines.len() || new.is_empty() || new.ends_with('\n') {
                break;
            }
            end += 1;
        }
        let fresh: Vec<&str> = new.split_inclusive('\n').collect();
        let new_first = first.saturating_add_signed(grown);
        refine(&lines[first..end], &fresh, first, new_first, &mut changes);
        grown += fresh.len() as isize - (end - first) as isize;
    }
    changes
}

/// Adds what differs between two blocks of lines; lines inside that stayed are context.
fn refine(old: &[&str], new: &[&str], old_first: usize, new_first: usize, changes: &mut Vec<Change>) {
    let mut add = |o: Range<usize>, n: Range<usize>| {
        let new = new[n.clone()].iter().map(|line| (*line).to_string()).collect();
        changes.push(Change { old: o.start + old_first..o.end + old_first, new_start: n.start + new_first, new });
    };
    if old.len() * new.len() > PAIRS {
        return add(0..old.len(), 0..new.len());
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if op.tag() != DiffTag::Equal {
            add(op.old_range(), op.new_range());
        }
    }
}
