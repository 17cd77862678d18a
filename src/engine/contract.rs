//! What an edit must leave as it was. A breach is never applied; it is reported by the contract's name.
//!
//! Texts are compared in compatibility form (NFKC), so that a full-width digit may become a digit but never a
//! quotation mark.

use unicode_normalization::UnicodeNormalization;

use crate::document::script::{is_cjk_letter, is_latin};
use crate::rule::MayChange;

/// The contract that putting `after` in the place of `before` breaks, if the rule may not change what it changes.
pub(super) fn breach(before: &str, after: &str, may: &[MayChange]) -> Option<&'static str> {
    let may = |what| may.contains(&what);
    let lines = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
    if !may(MayChange::Digits) && !before.nfkc().filter_map(digit).eq(after.nfkc().filter_map(digit)) {
        return Some("digits survive");
    }
    if !may(MayChange::Letters) {
        let letters = |text: &str| text.nfkc().filter(|&c| is_latin(c)).collect::<String>();
        let (before, after) = (letters(before), letters(after));
        let same = if may(MayChange::Case) { before.to_lowercase() == after.to_lowercase() } else { before == after };
        if !same {
            return Some("Latin letters survive");
        }
    }
    if !may(MayChange::Cjk) {
        let letters = |text: &str| text.nfkc().filter(|&c| is_cjk_letter(c)).collect::<String>();
        if letters(before) != letters(after) {
            return Some("Chinese, Japanese and Korean letters survive");
        }
    }
    (!may(MayChange::Lines) && lines(before) != lines(after)).then_some("line endings survive")
}

/// The value of a decimal digit of any script that NFKC does not already bring to ASCII.
fn digit(c: char) -> Option<u32> {
    // Superscripts and circled digits come to ASCII as well: they too survive.
    c.to_digit(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_is_no_mark() {
        assert_eq!(breach("１", "\"", &[]), Some("digits survive"));
        assert_eq!(breach("１", "1", &[]), None);
        assert_eq!(breach("Ａ。", "A.", &[]), None);
    }

    #[test]
    fn what_is_declared_is_free() {
        assert_eq!(breach("The", "the", &[]), Some("Latin letters survive"));
        assert_eq!(breach("The", "the", &[MayChange::Case]), None);
        assert_eq!(breach("The", "a", &[MayChange::Case]), Some("Latin letters survive"));
        assert_eq!(breach("同志", "", &[]), Some("Chinese, Japanese and Korean letters survive"));
        assert_eq!(breach("\n\n", "\n", &[]), Some("line endings survive"));
    }
}
