//! Words of a line with their places: what the word detectors share.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::document::Segment;
use crate::document::script::latin_words;

/// Common English words, one a line, sorted: evidence that something is a word.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("common_words.txt").lines().collect());

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
    signs.iter().any(|sign| contains(text, sign))
}

/// Whether `text` has `sign`: many signs are asked of every line, so this is the quick search.
pub(super) fn contains(text: &str, sign: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some()
}

/// Whether `word`, in small letters, is one of the common words as it stands in dictionaries.
pub(super) fn is_common_base(word: &str) -> bool {
    COMMON.contains(word)
}

/// Whether `word`, in small letters, is one of the common words or a regular form of one.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word) || word.len() > 3 && ENDINGS.iter().any(|&(ending, put)| is_form(word, ending, put))
}

/// Whether `word` is a participle or an adverb of a common word, which no name is.
pub(super) fn is_inflected_common(word: &str) -> bool {
    let forms = ENDINGS.iter().filter(|(ending, _)| !ending.ends_with('s'));
    word.len() > 4 && forms.clone().any(|&(ending, put)| is_form(word, ending, put))
}

/// Endings of grammar, and what stood in their place.
const ENDINGS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("ies", "y"),
    ("ied", "y"),
];

fn is_form(word: &str, ending: &str, put: &str) -> bool {
    let Some(stem) = word.strip_suffix(ending) else { return false };
    let bytes = stem.as_bytes();
    let doubled = stem.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    match put {
        "" => COMMON.contains(stem) || doubled && stem.is_ascii() && COMMON.contains(&stem[..stem.len() - 1]),
        _ => COMMON.contains(format!("{stem}{put}").as_str()),
    }
}
