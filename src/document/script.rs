//! Which script a character belongs to, as far as cleaning cares.
//!
//! Ranges are those of Unicode 16.0's `Scripts.txt`, joined where nothing else lies between them.

/// Han, kana or hangul letters; marks and full-width forms are not letters.
pub(crate) fn is_cjk_letter(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// A Han character, `々` and `〇` included.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Hiragana or katakana, half-width ones included; the prolonged sound mark counts.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}')
}

/// A hangul syllable or letter.
pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}')
}

/// A letter of the Latin alphabet, accented ones included, full-width ones not.
pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}'
            | '\u{1E00}'..='\u{1EFF}')
}

/// Blanks that take room on a line: the ASCII ones, NBSP and the ideographic space, and Unicode's other space
/// separators.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// The Latin words of `text` with the bytes at which they start: letters, with apostrophes and hyphens inside.
pub(crate) fn latin_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_latin)?;
        let mut end = start;
        let mut rest = text[start..].char_indices().peekable();
        while let Some((offset, c)) = rest.next() {
            let joins = matches!(c, '\'' | '’' | '-') && rest.peek().is_some_and(|&(_, next)| is_latin(next));
            if !is_latin(c) && !joins {
                break;
            }
            end = start + offset + c.len_utf8();
        }
        at = end;
        Some((start, &text[start..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophes() {
        let words: Vec<_> = latin_words("Don’t 党 stop-gap, 'tis O'Neill-").map(|(_, word)| word).collect();
        assert_eq!(words, ["Don’t", "stop-gap", "tis", "O'Neill"]);
    }
}
