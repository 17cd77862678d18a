//! What a change is known by when the text around it has moved: the key of every remembered decision.
//!
//! The fingerprint is the first 16 hexadecimal digits of BLAKE3 over, each ended by a zero byte: the ids of the rules
//! joined by `+`, the text before, the text after (or `\u{1}` for a flag), and the normalised context. The context
//! is up to 24 characters on either side in the same line, in NFKC, runs of blanks as one. No position and no file
//! name goes in, so that it survives moved text and holds in other files.

use unicode_normalization::UnicodeNormalization;

use crate::document::script::is_blank;
use crate::text::Span;

/// So many characters on either side are context.
const CONTEXT: usize = 24;

/// The fingerprint of a change of `span` in `text` by `rules`.
pub fn fingerprint(rules: &str, text: &str, span: Span, after: Option<&str>) -> String {
    // Looked for from the change outwards: the line may be the whole text.
    let in_line = |c: &char| !matches!(c, '\n' | '\r' | '\u{feff}');
    let left: String = text[..span.start].chars().rev().take_while(in_line).take(CONTEXT).collect();
    let left: String = left.chars().rev().collect();
    let right: String = text[span.end..].chars().take_while(in_line).take(CONTEXT).collect();
    let mut hasher = blake3::Hasher::new();
    for part in [rules, span.of(text), after.unwrap_or("\u{1}"), &normalised(&left), &normalised(&right)] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_string()
}

fn normalised(context: &str) -> String {
    let mut out = String::new();
    for c in context.nfkc() {
        match (is_blank(c), out.ends_with(' ')) {
            (true, true) => {}
            (true, false) => out.push(' '),
            (false, _) => out.push(c),
        }
    }
    out.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_where_the_text_moved() {
        let of = |text: &str| {
            let at = text.find('。').unwrap();
            fingerprint("full-stop", text, Span::new(at, at + 3), Some("."))
        };
        assert_eq!(of("in the hall。Then"), of("\n\nin the  hall。Then"));
        assert_ne!(of("in the hall。Then"), of("in the mall。Then"));
        assert_eq!(of("in the hall。Then"), "8a4e15565aefc9d8", "a remembered decision is lost when this changes");
    }
}
