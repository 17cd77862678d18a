//! Double quotation marks of a line, with their neighbours, and how they pair: what the quotation detectors share.
//!
//! It refuses lines in which the marks may be no quotation at all: code, CSV and JSON, German and French marks.

use super::tokens::contains;
use crate::document::script::{is_blank, is_latin};
use crate::text::Span;

/// The glyph of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Straight,
    Left,
    Right,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The line begins or ends.
    Edge,
    Blank,
    /// A letter or a digit.
    Word,
    /// A mark that closes something: a comma, a full stop, a closing bracket.
    Stop,
    /// A dash, an opening bracket, emphasis: it goes with either role.
    Other,
}

/// A double quotation mark with its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    pub span: Span,
    pub kind: Kind,
    pub before: Side,
    pub after: Side,
    /// Whether a short number stands right before it, as before the sign for inches or seconds.
    pub measure: bool,
}

impl Mark {
    /// The role that the neighbours alone give it, if they leave no doubt.
    pub(super) fn natural(&self) -> Option<Role> {
        use Side::{Blank, Edge, Other, Stop, Word};
        match (self.before, self.after) {
            (Edge, Edge) => None,
            (Edge, _) => Some(Role::Open),
            (_, Edge) => Some(Role::Close),
            (Blank | Other, Word) | (Blank, Other) => Some(Role::Open),
            (Word | Stop, Blank | Stop | Other) | (Other, Blank | Stop) => Some(Role::Close),
            (Blank, Blank | Stop) | (Word | Stop, Word) | (Other, Other) => None,
        }
    }
}

/// The marks of `text` outside `protected`; `None` where quotation marks may mean something else than quotations.
pub(super) fn marks(text: &str, protected: &[Span]) -> Option<Vec<Mark>> {
    let strange = ["„", "«", "»", "\\", "=\"", "```", "();", "{", "}", "“”", "\t", "\":", "\",\""];
    if strange.iter().any(|sign| contains(text, sign)) {
        return None;
    }
    if has_empty_pair(text)
        || is_separated(text)
        || protected.iter().any(|kept| kept.of(text).matches('"').count() % 2 == 1)
    {
        return None;
    }
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let kind = match c {
            '"' => Kind::Straight,
            '“' => Kind::Left,
            '”' => Kind::Right,
            _ => continue,
        };
        let span = Span::new(at, at + c.len_utf8());
        let (head, tail) = (&text[..at], &text[span.end..]);
        // `'"'` and `(")` speak of the mark.
        let named = head.ends_with('\'') && tail.starts_with('\'') || head.ends_with('(') && tail.starts_with(')');
        if named || protected.iter().any(|kept| kept.overlaps(span)) {
            continue;
        }
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let measure = (1..=3).contains(&digits) || head.ends_with(['½', '¼', '¾', '′', '°']);
        found.push(Mark { span, kind, before: side(head.chars().next_back()), after: side_after(tail), measure });
    }
    Some(found)
}

/// Whether two straight marks stand together and are not the end of one speech and the start of the next.
fn has_empty_pair(text: &str) -> bool {
    text.match_indices("\"\"").any(|(at, pair)| {
        let speech = text[..at].ends_with(['.', '!', '?', '…', ',']);
        !speech || !text[at + pair.len()..].starts_with(is_latin)
    })
}

/// Whether the line is a row of comma-separated values.
fn is_separated(text: &str) -> bool {
    let tight =
        |sign: &str| text.match_indices(sign).any(|(at, _)| !text[at + sign.len()..].starts_with([' ', '\r']));
    let commas = text.as_bytes().windows(2).filter(|pair| pair[0] == b',' && !pair[1].is_ascii_whitespace()).count();
    text.contains('"') && (commas >= 4 || (text.contains(",\"") && tight("\",")))
}

fn side(c: Option<char>) -> Side {
    match c {
        None | Some('\r' | '\u{feff}') => Side::Edge,
        Some(c) if is_blank(c) || c == '\n' => Side::Blank,
        Some(c) if c.is_alphanumeric() => Side::Word,
        Some(
            ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '%' | '…' | '。' | '，' | '！' | '？' | '；' | '：'
            | '、' | '’' | '\'',
        ) => Side::Stop,
        Some(_) => Side::Other,
    }
}

/// Leading dots, currency and an apostrophe begin a quotation as well as a word does.
fn side_after(tail: &str) -> Side {
    let sign = tail.trim_start_matches(['.', '…', '\'', '’', '‘', '$', '¥', '€', '£', '#', '@']);
    let dots = tail.starts_with("..") || !tail.starts_with('.');
    if sign.len() < tail.len() && dots && sign.starts_with(char::is_alphanumeric) {
        return Side::Word;
    }
    side(tail.chars().next())
}

/// An opening mark and its closing one, as places in the list of marks.
pub(super) type Pair = (usize, usize);

/// Pairs the marks by nesting: curly ones by their glyph, straight ones by turns. The second part holds an opening
/// curly mark that is still open at the end; `None` where the marks contradict each other.
pub(super) fn nest(marks: &[Mark]) -> Option<(Vec<Pair>, Option<usize>)> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        let top = open.last().map(|&top| marks[top].kind);
        match (mark.kind, top) {
            (Kind::Straight, Some(Kind::Straight)) | (Kind::Right, Some(Kind::Left)) => {
                pairs.push((open.pop().expect("there is a top"), number));
            }
            // A straight pair may hold a curly one and the other way round, but none holds its own kind.
            (Kind::Straight | Kind::Left, _) if open.len() < 2 && top != Some(mark.kind) => open.push(number),
            _ => return None,
        }
    }
    match open[..] {
        [] => Some((pairs, None)),
        [last] if marks[last].kind == Kind::Left && last + 1 == marks.len() => Some((pairs, Some(last))),
        _ => None,
    }
}

/// Pairs the marks by their neighbours alone: every one of them tells its role, and the roles take turns.
pub(super) fn turns(marks: &[Mark]) -> Option<Vec<Pair>> {
    let expected = |number: usize| if number.is_multiple_of(2) { Role::Open } else { Role::Close };
    let clear = marks.len().is_multiple_of(2)
        && marks.iter().enumerate().all(|(number, mark)| mark.natural() == Some(expected(number)));
    clear.then(|| (0..marks.len()).step_by(2).map(|first| (first, first + 1)).collect())
}
