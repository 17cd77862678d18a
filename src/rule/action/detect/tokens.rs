//! Words of a line with their places: what the word detectors share.

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
    capital * 100 > 65 * long().count()
}

/// Whether a line holds signs of code, where words, capitals and joints follow other laws.
pub(super) fn looks_like_code(text: &str) -> bool {
    let signs = [
        "()", "();", "=>", "->", "==", "{", "}", "</", "/>", "::", "`", "://", "\\", "import ", "const ", "#include",
    ];
    signs.iter().any(|sign| text.contains(sign))
}
