//! Lines of a text: walking them, and telling a byte as line and column.

use std::cell::Cell;

use super::Span;

/// A place as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// Where the lines of a text start.
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The last byte asked for and its place: findings come in the order of the text, and a line may be the whole
    /// text.
    last: Cell<(usize, Place)>,
}

impl<'t> LineIndex<'t> {
    /// Reads the line starts of `text`.
    pub fn new(text: &'t str) -> Self {
        let starts =
            std::iter::once(behind_mark(text)).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let last = Cell::new((behind_mark(text), Place { line: 1, column: 1 }));
        Self { text, starts: starts.collect(), last }
    }

    /// The place of the character that starts at byte `at`.
    pub fn place(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        let (last_at, last) = self.last.get();
        let (from, column) = match last.line == line + 1 && last_at <= at {
            true => (last_at, last.column),
            false => (self.starts[line].min(at), 1),
        };
        let place = Place { line: line + 1, column: self.text[from..at].chars().count() + column };
        self.last.set((at, place));
        place
    }

    /// The bytes of line `line` (from 1) without its ending.
    pub fn line(&self, line: usize) -> Span {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next - 1);
        Span::new(start, if self.text[start..end].ends_with('\r') { end - 1 } else { end })
    }
}

/// The lines of a text as spans, without their endings (`\n` or `\r\n`) and without a byte-order mark.
pub struct Lines<'t> {
    text: &'t str,
    at: Option<usize>,
}

impl<'t> Lines<'t> {
    /// All lines of `text`; a text that ends in a line ending has no further, empty line.
    pub fn new(text: &'t str) -> Self {
        Self { text, at: Some(behind_mark(text)) }
    }

    /// The line that byte `at` lies in.
    pub fn around(text: &'t str, at: usize) -> Span {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(behind_mark(text), |found| found + 1);
        Self { text, at: Some(start) }.next().unwrap_or(Span::new(start, start))
    }
}

/// Where a text starts: behind its byte-order mark, if it has one.
fn behind_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = self.at.filter(|&at| at < self.text.len())?;
        let found = memchr::memchr(b'\n', &self.text.as_bytes()[start..]);
        let end = found.map_or(self.text.len(), |found| start + found);
        self.at = found.map(|_| end + 1);
        Some(Span::new(start, if self.text[start..end].ends_with('\r') { end - 1 } else { end }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let place = LineIndex::new("ab\n党的x").place("ab\n党的".len());
        assert_eq!(place, Place { line: 2, column: 3 });
        let lines = LineIndex::new("ab党x\ncd");
        let columns: Vec<_> = [0, 2, 5, 1, 8, 7].map(|at| (lines.place(at).line, lines.place(at).column)).into();
        assert_eq!(columns, [(1, 1), (1, 3), (1, 4), (1, 2), (2, 2), (2, 1)]);
    }

    #[test]
    fn line_endings_belong_to_no_line() {
        let text = "a\r\n\nb";
        let lines: Vec<_> = Lines::new(text).map(|span| span.of(text)).collect();
        assert_eq!(lines, ["a", "", "b"]);
        assert_eq!(Lines::around(text, 0).of(text), "a");
        let marked = "\u{feff}a\nb";
        assert_eq!(Lines::new(marked).map(|span| span.of(marked)).collect::<Vec<_>>(), ["a", "b"]);
    }
}
