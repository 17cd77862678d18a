//! `glued-name` and `glued-words`: two words that lost the blank between them, told by the capital in the middle.
//!
//! Most words with a capital inside are brands and identifiers (WeChat, AirDots, forEach). So a joint counts only in
//! running text, in a word that stands once in the document, and where the document itself or the list of common
//! words knows both halves.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::super::{Action, LineAction, Proposal};
use super::tokens::{Token, is_common, is_common_base, looks_like_code, tokens};
use crate::document::{Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// A small letter before a capital.
fn joints() -> Needs {
    let pairs = (b'a'..=b'z').flat_map(|small| (b'A'..=b'Z').map(move |capital| vec![small, capital]));
    Needs::AnyOf(pairs.collect())
}

/// The halves of a word with one joint.
fn halves<'t>(token: &Token<'t>) -> Option<(&'t str, &'t str)> {
    let bytes = token.text.as_bytes();
    if !bytes.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let joint = bytes.windows(2).position(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())? + 1;
    let (head, tail) = token.text.split_at(joint);
    let small = |text: &str| text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    (small(head) && small(tail) && tail.len() >= 2).then_some((head, tail))
}

/// Whether the word stands where identifiers stand.
fn is_identifier(text: &str, token: &Token<'_>) -> bool {
    let (head, tail) = (&text[..token.start], &text[token.end..]);
    let member = tail.starts_with('.') && tail[1..].starts_with(char::is_alphanumeric);
    member
        || tail.starts_with(['(', '_', '=', '[', '<', ':', '/'].as_slice()) && !tail.starts_with(": ")
        || tail.starts_with(|c: char| c.is_ascii_digit())
        || head.ends_with(['_', '.', '/', '\\', '@', '#', '$', '<', '"', '\'', '‘', '“', '*', '-', '='])
        || head.ends_with(|c: char| c.is_ascii_digit())
}

/// The words of a line that may be two.
fn candidates<'t>(segment: &Segment<'t>) -> Vec<(Token<'t>, &'t str, &'t str)> {
    let text = segment.text();
    if !segment.is_prose() || looks_like_code(text) || text.contains('`') {
        return Vec::new();
    }
    let once = |token: &Token<'_>| segment.page().word_count(token.text) <= 1;
    let words = tokens(text).into_iter().filter(|token| !is_identifier(text, token) && once(token));
    let found: Vec<_> = words.filter_map(|token| halves(&token).map(|(head, tail)| (token, head, tail))).collect();
    // Three small words with a capital inside are the names of a program.
    let small = found.iter().filter(|(_, head, _)| head.starts_with(|c: char| c.is_ascii_lowercase())).count();
    if small >= 3 { Vec::new() } else { found }
}

// ---------------------------------------------------------------------------------------------------------------

struct GluedName {
    words: HashSet<String>,
    keep: HashSet<String>,
}

pub(super) fn make_name(spec: &DetectSpec) -> (Action, Needs) {
    let detector =
        GluedName { words: spec.words.iter().cloned().collect(), keep: spec.keep.iter().cloned().collect() };
    (Action::Line(Box::new(detector)), joints())
}

impl LineAction for GluedName {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        for (token, head, tail) in candidates(segment) {
            let joint = token.start + head.len();
            if self.words.contains(head) && !self.keep.contains(token.text) && is_name(segment.page(), tail) {
                found.push(Proposal::edit(Span::new(joint, joint), " "));
            }
        }
    }
}

/// Whether the document has `tail` as a name of its own: with a capital, and hardly ever without.
fn is_name(page: &Page<'_>, tail: &str) -> bool {
    let small = tail.to_ascii_lowercase();
    tail.len() >= 3 && page.word_count(tail) >= 1 && page.word_count(&small) == 0 && !is_common_base(&small)
}

// ---------------------------------------------------------------------------------------------------------------

struct GluedWords {
    /// Words that begin a sentence or a phrase, and no brand's second half.
    starts: HashSet<String>,
    keep: HashSet<String>,
    /// What another rule splits.
    before_names: HashSet<String>,
}

pub(super) fn make_words(spec: &DetectSpec) -> (Action, Needs) {
    let before_names = spec.words.iter().filter_map(|word| word.strip_suffix('-')).map(str::to_string);
    let detector = GluedWords {
        before_names: before_names.collect(),
        starts: spec.words.iter().filter(|word| !word.ends_with('-')).cloned().collect(),
        keep: spec.keep.iter().cloned().collect(),
    };
    (Action::Line(Box::new(detector)), joints())
}

impl LineAction for GluedWords {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let page = segment.page();
        let names = OnceCell::new();
        for (token, head, tail) in candidates(segment) {
            if self.keep.contains(token.text) || (self.before_names.contains(head) && is_name(page, tail)) {
                continue;
            }
            let small = tail.to_ascii_lowercase();
            let start = self.starts.contains(&small);
            let glued = if head.starts_with(|c: char| c.is_ascii_uppercase()) {
                // `PlanThe`: brands look like this, so the first half must be the document's own.
                start && head.len() >= 4 && page.word_count(head) >= 1
            } else {
                let function = self.before_names.contains(head);
                // `findAll`, `createdBy`, `plugIn`: programs end their names so.
                let member = IDENTIFIER_ENDS.contains(&small.as_str())
                    && !function
                    && (head.ends_with("ed") || !is_inflected(head));
                let program = !member && !function && !start && {
                    let names = names.get_or_init(|| self.program_names(page));
                    names.iter().filter(|&&name| name != token.text).count() >= PROGRAM
                };
                !member && !program && (start || function || is_inflected(head)) && is_known(page, head) && is_known(page, tail)
                    // `forEach`, `onClick`: a small word and a verb are an identifier more often than a slip.
                    && (start || !function || head.len() > 3)
            };
            if glued {
                let note = format!("“{head}” and “{tail}”");
                found.push(Proposal::flag(Span::new(token.start, token.end)).noting(note));
            }
        }
    }
}

/// Words that end the names of functions and fields.
const IDENTIFIER_ENDS: &[&str] = &[
    "after", "all", "and", "at", "before", "by", "each", "every", "for", "from", "if", "in", "it", "many", "not",
    "of", "on", "one", "or", "since", "some", "then", "through", "to", "two", "under", "when", "where", "while",
    "with", "without",
];

/// So many names like those of a program make the text one about a program.
const PROGRAM: usize = 5;

impl GluedWords {
    /// Names of the text that have a capital inside and are no slips, as many as are needed to tell.
    fn program_names<'t>(&self, page: &Page<'t>) -> Vec<&'t str> {
        let names = tokens(page.evidence()).into_iter().filter_map(|token| {
            let (head, tail) = halves(&token)?;
            let small = head.len() > 1 && head.starts_with(|c: char| c.is_ascii_lowercase());
            let slip = self.before_names.contains(head) || self.starts.contains(&tail.to_ascii_lowercase());
            (small && !slip).then_some(token.text)
        });
        // A candidate stands once in the document, so one more is enough.
        names.take(PROGRAM + 1).collect()
    }
}

/// Whether a half is a word: one of the common ones in some form, or one of the document's own.
fn is_known(page: &Page<'_>, half: &str) -> bool {
    let small = half.to_ascii_lowercase();
    let noun = ["tion", "ment", "ness", "ance", "ence", "ity"].iter().any(|ending| small.ends_with(ending));
    is_common(&small) || page.word_count(&small) > 0 || page.word_count(half) > 0 || small.len() > 6 && noun
}

/// Whether a word has an ending of grammar, which identifiers and brands begin with far less often.
fn is_inflected(head: &str) -> bool {
    let adverb =
        matches!(head, "well" | "here" | "there" | "then" | "now" | "again" | "away" | "back" | "today" | "once");
    adverb
        || head.len() > 4
            && ["ed", "ing", "ly", "ts", "ns", "rs", "es", "ds", "ls", "tion", "ment"]
                .iter()
                .any(|ending| head.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(action: &dyn LineAction, text: &str) -> Vec<(usize, usize)> {
        let page = Page::new(text);
        let mut found = Vec::new();
        action.propose(&Segment::new(text, &page), &mut found);
        found.into_iter().map(|proposal| (proposal.span.start, proposal.span.end)).collect()
    }

    fn set(words: &[&str]) -> HashSet<String> {
        words.iter().map(|word| (*word).to_string()).collect()
    }

    #[test]
    fn a_name_that_the_document_knows() {
        let rule = GluedName { words: set(&["for", "in"]), keep: set(&[]) };
        let text = "Buses were sent to Linxi and forLinxi a doctor was found in the town.";
        let at = text.find("forLinxi").unwrap() + 3;
        assert_eq!(found(&rule, text), [(at, at)]);
        for text in [
            "The loop forEach is used by Each of the men in the town.",
            "He took a car of inDrive to the town and to the sea.",
        ] {
            assert!(found(&rule, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn two_words_that_are_known() {
        let rule =
            GluedWords { starts: set(&["the", "on", "ten"]), keep: set(&[]), before_names: set(&["in", "without"]) };
        for (text, word) in [
            ("In the session the participantsThe leader of the group spoke.", "participantsThe"),
            ("They met inOn June 16 in the hall of the town.", "inOn"),
            ("The Plan was read and the Hill PlanTen steps were in it.", "PlanTen"),
            ("It is worked withoutPaint and it is made of the wood.", "withoutPaint"),
        ] {
            let at = text.find(word).unwrap();
            assert_eq!(found(&rule, text), [(at, at + word.len())], "{text}");
        }
        for text in [
            "The men of WeChat and AirDots met the men of DeepMind and LinkedIn in the town.",
            "He took a car of inDrive and a flight of easyJet to the town.",
            "The participantsThe of the one and the participantsThe of the other.",
        ] {
            assert!(found(&rule, text).is_empty(), "{text}");
        }
    }
}
