//! The changed lines, with what changed marked inside the line: in colour, or as `[-old-]{+new+}`.
//!
//! Where it shows a patch, the marks are the patch's own edits, character by character; nothing is compared again.

use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Effects, Style};
use similar::utils::diff_unicode_words;
use similar::{Algorithm, ChangeTag};

use super::look::{HEAD, Look, NEW, OLD, PLACE};
use super::shown;
use super::visible::{is_hidden, visible};
use crate::text::{Edit, LineIndex, Span};
use crate::{Apply, Cleaned};

/// So many unchanged characters are shown on either side of a change in a long line.
const CONTEXT: usize = 40;

/// A stretch of a marked line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Stands in both texts.
    Same(&'t str),
    /// Goes.
    Old(&'t str),
    /// Comes.
    New(&'t str),
    /// Context that is left out.
    Gap,
}

/// Writes the lines of the document that `apply` would change; nothing if there are none.
pub fn write(out: &mut dyn Write, path: &Path, cleaned: &Cleaned<'_>, apply: Apply, look: Look) -> io::Result<()> {
    let edits = cleaned.edits(apply);
    let Some(last) = edits.last() else { return Ok(()) };
    let text = cleaned.original();
    let lines = LineIndex::new(text);
    let digits = lines.place(last.span.start).line.to_string().len();
    writeln!(out, "{}", look.paint(HEAD, &shown(path)))?;
    let mut rest = &edits[..];
    while let Some(first) = rest.first() {
        let together = rest.windows(2).take_while(|pair| !text[pair[0].span.end..pair[1].span.start].contains('\n'));
        let (row, after) = rest.split_at(together.count() + 1);
        let number = format!("{:>digits$}: ", lines.place(first.span.start).line);
        write!(out, "  {}", look.paint(PLACE, &number))?;
        paint(out, &marked(text, row), look)?;
        writeln!(out)?;
        rest = after;
    }
    writeln!(out)
}

/// What differs between two texts, word by word.
pub fn between<'t>(old: &'t str, new: &'t str) -> Vec<Piece<'t>> {
    let pieces = diff_unicode_words(Algorithm::Patience, old, new).into_iter().map(|(tag, text)| match tag {
        ChangeTag::Equal => Piece::Same(text),
        ChangeTag::Delete => Piece::Old(text),
        ChangeTag::Insert => Piece::New(text),
    });
    pieces.collect()
}

/// Writes pieces, neighbours of one kind as one.
pub fn paint(out: &mut dyn Write, pieces: &[Piece<'_>], look: Look) -> io::Result<()> {
    let alike = |a: &Piece<'_>, b: &Piece<'_>| std::mem::discriminant(a) == std::mem::discriminant(b);
    for group in pieces.chunk_by(alike) {
        let text: String = group.iter().map(|piece| piece.text()).collect();
        match group[0] {
            Piece::Same(_) => write!(out, "{}", visible(&text))?,
            Piece::Gap => write!(out, "…")?,
            Piece::Old(_) if look.color => write!(out, "{}", look.paint(style(OLD, &text, true), &visible(&text)))?,
            Piece::New(_) if look.color => write!(out, "{}", look.paint(style(NEW, &text, false), &visible(&text)))?,
            Piece::Old(_) => write!(out, "[-{}-]", visible(&text))?,
            Piece::New(_) => write!(out, "{{+{}+}}", visible(&text))?,
        }
    }
    Ok(())
}

impl<'t> Piece<'t> {
    fn text(&self) -> &'t str {
        match self {
            Self::Same(text) | Self::Old(text) | Self::New(text) => text,
            Self::Gap => "",
        }
    }
}

/// Blanks have no colour of their own: they get a background.
fn style(base: Style, text: &str, old: bool) -> Style {
    match (text.chars().all(|c| c == ' ' || is_hidden(c)), old) {
        (true, true) => AnsiColor::Black.on(AnsiColor::Red),
        (true, false) => AnsiColor::Black.on(AnsiColor::Green),
        (false, true) => base.effects(Effects::STRIKETHROUGH),
        (false, false) => base.effects(Effects::BOLD),
    }
}

/// The line or lines of `row` with its edits marked; context far from any of them is left out.
fn marked<'t>(text: &'t str, row: &[&'t Edit]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    for (number, edit) in row.iter().enumerate() {
        match number.checked_sub(1).map(|before| row[before].span.end) {
            None => {
                let (cut, near) = near_end(&text[..edit.span.start]);
                pieces.extend(cut.then_some(Piece::Gap));
                pieces.push(Piece::Same(near));
            }
            Some(end) => {
                let gap = Span::new(end, edit.span.start).of(text);
                let ((cut, head), (_, tail)) = (near_start(gap), near_end(gap));
                match cut && head.len() + tail.len() < gap.len() {
                    true => pieces.extend([Piece::Same(head), Piece::Gap, Piece::Same(tail)]),
                    false => pieces.push(Piece::Same(gap)),
                }
            }
        }
        pieces.push(Piece::Old(edit.span.of(text)));
        pieces.push(Piece::New(&edit.with));
    }
    let end = row.last().map_or(0, |edit| edit.span.end);
    let at_line_start = text[..end].ends_with('\n') && row.last().is_some_and(|edit| !edit.span.is_empty());
    let (cut, near) = near_start(if at_line_start { "" } else { &text[end..] });
    pieces.push(Piece::Same(near));
    pieces.extend(cut.then_some(Piece::Gap));
    pieces.retain(|piece| *piece == Piece::Gap || !piece.text().is_empty());
    pieces
}

/// The context at the start of `text`, within its line, and whether some of the line is left out.
fn near_start(text: &str) -> (bool, &str) {
    let stop = text.char_indices().take(CONTEXT + 1).find(|&(_, c)| c == '\n').map(|(at, _)| at);
    match (stop, text.char_indices().nth(CONTEXT)) {
        (Some(at), _) => (false, text[..at].trim_end_matches('\r')),
        (None, Some((at, _))) => (true, &text[..at]),
        (None, None) => (false, text),
    }
}

/// The context at the end of `text`, within its line, and whether some of the line is left out.
fn near_end(text: &str) -> (bool, &str) {
    let stop = text.char_indices().rev().take(CONTEXT + 1).find(|&(_, c)| c == '\n').map(|(at, _)| at + 1);
    match (stop, text.char_indices().rev().nth(CONTEXT)) {
        (Some(at), _) => (false, &text[at..]),
        (None, Some((at, c))) => (true, &text[at + c.len_utf8()..]),
        (None, None) => (false, text),
    }
}
