//! Words of a line with their places: what the word detectors share.

use crate::document::Segment;
use crate::document::script::latin_words;

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub text: &'t str,
    pub start: usize,
    pub end: usize,
    /// Whether nothing but blanks stands between this word and the one before.
    pub joined: bool,
}

impl Token<'_> {
    pub(super) fn is_lower(&self) -> bool {
        self.text.chars().all(|c| !c.is_uppercase())
    }

    /// A capital first and small letters behind it: `The`, also `A`.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.all(|c| !c.is_uppercase())
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

/// The Latin words of `text`.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut end = usize::MAX;
    let words = latin_words(text).map(|(start, word)| {
        let gap = text.get(end..start).unwrap_or("-");
        let joined = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        end = start + word.len();
        Token { text: word, start, end, joined }
    });
    words.collect()
}

/// Whether the line is a headline in capitals, in which a capital tells nothing: most of its longer words have one.
pub(super) fn is_title_case(words: &[Token<'_>]) -> bool {
    let long = || words.iter().filter(|word| word.text.len() >= 4);
    let capital = long().filter(|word| word.text.starts_with(char::is_uppercase)).count();
    // A long line may be a list of names with a sentence round it; a headline is short.
    let most = if words.len() < 25 { 65 } else { 90 };
    capital * 100 > most * long().count()
}

/// Lines of verse, of a table, of a list are shorter than this, and so are their neighbours.
const SHORT: usize = 64;

/// Whether the line stands among short lines: verse, where words come back on purpose, or a list.
pub(super) fn is_among_short_lines(segment: &Segment<'_>) -> bool {
    let line = segment.text();
    let Some((above, below)) = segment.around().filter(|_| line.len() <= SHORT) else { return false };
    let short = |line: &&str| !line.trim().is_empty() && line.len() <= SHORT;
    let above: Vec<&str> = above.lines().rev().take(2).take_while(short).collect();
    let below: Vec<&str> = below.lines().take(2).take_while(short).collect();
    if above.len() + below.len() < 2 {
        return false;
    }
    // Lines of speech end their sentences; half of the lines of verse and nearly all of a list do not.
    let near = above.into_iter().chain([line]).chain(below);
    let (ended, open): (Vec<&str>, Vec<&str>) =
        near.partition(|line| line.trim_end().ends_with(['.', '!', '?', '”', '"', '…', '’']));
    open.len() >= ended.len()
}

/// Whether a line holds signs of code, where words, capitals and joints follow other laws.
pub(super) fn looks_like_code(text: &str) -> bool {
    let signs = ["()", "=>", "->", "==", "{", "}", "</", "/>", "::", "\\", "#include"];
    signs.iter().any(|sign| text.contains(sign))
}
