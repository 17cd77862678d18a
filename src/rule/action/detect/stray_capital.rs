//! `stray-capital` and `lost-sentence-end`: capitals in the middle of a sentence, where the engine began anew.
//!
//! Names have capitals, too, so only words of the rule's list count: articles and their like, pronouns, and verbs
//! (marked `*`). A word that cannot end a sentence before them tells a stray capital, any other a lost full stop. It
//! refuses headlines, labels, and what a document writes so throughout.

use super::super::{Action, LineAction, Proposal};
use super::starts::{Starts, is_any, lower, places, speaks};
use super::tokens::{Token, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// Words that no sentence ends with before a noun phrase begins: what follows belongs to them.
const OPEN: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "although",
    "among",
    "and",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "but",
    "by",
    "concerning",
    "despite",
    "during",
    "for",
    "from",
    "if",
    "in",
    "including",
    "inside",
    "into",
    "near",
    "of",
    "on",
    "onto",
    "or",
    "regarding",
    "since",
    "than",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "under",
    "unless",
    "until",
    "upon",
    "via",
    "when",
    "whether",
    "while",
    "with",
    "within",
    "without",
];

/// Adjectives and nouns that go before another noun.
const BEFORE_NOUNS: &[&str] = &[
    "comprehensive",
    "digital",
    "internet",
    "key",
    "main",
    "national",
    "network",
    "new",
    "online",
    "overall",
    "own",
    "relevant",
    "various",
];

/// Verbs that want an object at once.
const WANT_OBJECT: &[&str] = &[
    "achieve",
    "begin",
    "bring",
    "build",
    "carry",
    "complete",
    "conduct",
    "consolidate",
    "create",
    "deepen",
    "develop",
    "enhance",
    "ensure",
    "establish",
    "expand",
    "explore",
    "follow",
    "form",
    "give",
    "grasp",
    "guide",
    "hold",
    "implement",
    "improve",
    "keep",
    "launch",
    "make",
    "optimize",
    "organize",
    "perform",
    "promote",
    "provide",
    "put",
    "realize",
    "strengthen",
    "support",
    "take",
    "uphold",
];

/// Words that a noun follows.
const DETERMINERS: &[&str] = &[
    "a", "all", "an", "any", "each", "every", "its", "many", "our", "some", "such", "the", "their", "these", "this",
    "those", "various",
];

struct Stray(Starts);

pub(super) fn make_stray(spec: &DetectSpec) -> (Action, Needs) {
    let starts = Starts::new(spec);
    let needs = needs_after_letter(starts.capitals());
    (Action::Line(Box::new(Stray(starts))), needs)
}

/// A small letter, a blank, the word and a blank: few lines of clean text have that.
fn needs_after_letter(words: impl Iterator<Item = String>) -> Needs {
    let words: Vec<String> = words.collect();
    let before =
        ('a'..='z').flat_map(|letter| words.iter().map(move |word| format!("{letter} {word} ").into_bytes()));
    Needs::AnyOf(before.collect())
}

impl LineAction for Stray {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let words = tokens(segment.text());
        if !speaks(segment, &words) {
            return;
        }
        for at in 1..words.len() {
            if words[at].is_capitalised() && words[at].joined && self.is_stray(segment, &words, at) {
                found.push(lower(&words[at]));
            }
        }
    }
}

impl Stray {
    fn is_stray(&self, segment: &Segment<'_>, words: &[Token<'_>], at: usize) -> bool {
        let (before, this) = (words[at - 1], words[at]);
        let word = this.text.to_ascii_lowercase();
        let Some(next) = words.get(at + 1).filter(|next| next.joined) else { return false };
        let label = is_any(next, &["and", "or"]);
        if label || self.0.kept(&before) || self.0.kept(next) || is_habit(segment, before, this) {
            return false;
        }
        if self.0.verbs.contains(&word) {
            // `6 units Exchange speeches`: a number, its noun, and then a verb.
            return next.is_lower() && is_counted_noun(segment.text(), words, at - 1);
        }
        if self.0.helpers.contains(&word) {
            return is_helper(&word, before, *next);
        }
        if !self.0.words.contains(&word) {
            return false;
        }
        // `the button with All on it`: behind an article or its like a noun is wanted, or it is a label.
        let bare = is_any(next, OPEN)
            || is_any(next, &["is", "are", "was", "were", "has", "have", "can", "will", "you", "not"]);
        if bare && is_any(&this, DETERMINERS) {
            return false;
        }
        let open = wants_more(words, at - 1);
        match word.as_str() {
            // `vitamin A`, `from A to B`: a letter.
            "a" => is_any(&before, WANT_OBJECT) && next.is_lower() && next.text.len() >= 4,
            _ => open && next.is_lower(),
        }
    }
}

/// Whether an adverb or an auxiliary goes on with the sentence: `the firm Warmly welcomes`, `the time Is short`.
fn is_helper(word: &str, before: Token<'_>, next: Token<'_>) -> bool {
    if !before.is_lower() || !next.is_lower() || before.text.len() < 2 {
        return false;
    }
    let linking = ["is", "are", "was", "were", "be"];
    let subject = [
        "a", "an", "he", "it", "she", "that", "the", "there", "these", "they", "this", "we", "you", "your",
        "anybody", "anyone",
    ];
    match word {
        "most" | "more" | "very" | "also" | "not" => is_any(&before, &linking) && next.text.len() > 3,
        // `Will` is a man, too.
        "will" => is_any(&next, &["be", "not", "also", "have", "never", "still"]) && before.text.len() > 3,
        "is" | "are" | "was" | "were" | "has" | "can" => {
            // `Is it far?` begins a question; behind a preposition nothing is certain.
            !is_any(&next, &subject) && !is_any(&before, OPEN) && !is_any(&before, &linking) && before.text.len() > 3
        }
        _ => !is_any(&next, &subject) && !is_any(&next, &["speaking", "yours"]),
    }
}

/// Whether the word at `at` cannot be the last of a sentence.
fn wants_more(words: &[Token<'_>], at: usize) -> bool {
    let word = &words[at];
    if is_any(word, BEFORE_NOUNS) {
        // `the internet. The`: a noun at the end of a sentence has its article before it.
        return at > 0
            && word.joined
            && !is_any(&words[at - 1], &["the", "a", "an", "this", "that", "its", "is", "are", "was"]);
    }
    let particle = at > 0 && word.joined && is_any(word, &["out", "up", "off", "forward"]);
    let phrasal =
        particle && is_any(&words[at - 1], &["carry", "carrying", "set", "put", "give", "make", "point", "take"]);
    word.is_lower() && (is_any(word, OPEN) || is_any(word, WANT_OBJECT) || phrasal)
}

/// A pair that a document writes so three times is its way of writing.
fn is_habit(segment: &Segment<'_>, before: Token<'_>, this: Token<'_>) -> bool {
    let pair = format!(" {} {} ", before.text, this.text);
    places(segment, &pair).take(3).count() > 2
}

/// Whether the word at `at` is a plural with a number before it.
fn is_counted_noun(text: &str, words: &[Token<'_>], at: usize) -> bool {
    let noun = words[at];
    if !noun.is_lower() || noun.text.len() < 4 || !noun.text.ends_with('s') {
        return false;
    }
    let digit = text[..noun.start].strip_suffix(' ').is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
    let numbers = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "several",
        "many", "some",
    ];
    digit || at > 0 && noun.joined && is_any(&words[at - 1], &numbers)
}

// ---------------------------------------------------------------------------------------------------------------

struct LostEnd(Starts);

pub(super) fn make_lost_end(spec: &DetectSpec) -> (Action, Needs) {
    let starts = Starts::new(spec);
    let needs = needs_after_letter(starts.capitals());
    (Action::Line(Box::new(LostEnd(starts))), needs)
}

impl LineAction for LostEnd {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let words = tokens(segment.text());
        if !speaks(segment, &words) {
            return;
        }
        for at in 1..words.len() {
            let (before, this) = (words[at - 1], words[at]);
            let Some(next) = words.get(at + 1).filter(|next| next.joined && next.is_lower()) else { continue };
            let listed =
                this.is_capitalised() && this.joined && self.0.words.contains(&this.text.to_ascii_lowercase());
            if !listed || self.0.kept(&before) || wants_more(&words, at - 1) || is_habit(segment, before, this) {
                continue;
            }
            // A pronoun is told by its verb; an article needs no more than a noun.
            let article = this.is("the");
            if (article && before.is_lower() && !self.0.kept(next)) || (!article && is_verb(next.text)) {
                found.push(Proposal::flag(Span::new(before.start, next.end)));
            }
        }
    }
}

/// A word that can follow a pronoun as its verb.
fn is_verb(word: &str) -> bool {
    let common = [
        "is", "are", "was", "were", "will", "would", "can", "could", "has", "have", "had", "do", "does", "did",
        "may", "might", "must", "should", "shall", "do", "went", "came", "took", "made", "got", "saw", "said",
        "knew", "felt", "stood", "sat", "ran", "held", "kept", "left", "lay", "fell", "rose", "began", "turn",
        "take", "come", "go", "need", "want", "work", "lecture", "know", "think", "also", "only", "never", "always",
        "often", "then",
    ];
    common.contains(&word) || word.len() > 4 && (word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ed"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;

    fn found(action: &dyn LineAction, text: &str) -> Vec<String> {
        let page = Page::new(text);
        let mut found = Vec::new();
        action.propose(&Segment::new(text, &page), &mut found);
        found.into_iter().map(|proposal| text[proposal.span.start..].chars().take(8).collect()).collect()
    }

    #[test]
    fn in_mid_sentence() {
        let rule = Stray(Starts::of(&["the", "all", "a", "*exchange"], &[]));
        assert_eq!(found(&rule, "They give full play to The party and to the town."), ["The part"]);
        assert_eq!(found(&rule, "After the meeting 6 units Exchange speeches in the hall."), ["Exchange"]);
        for text in [
            "The judge went from The Hague to the town of Leiden.",
            "The shares are listed on the Exchange since the spring.",
            "You can go from A to B with the bus or with the train.",
        ] {
            assert!(found(&rule, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_lost_end() {
        let rule = LostEnd(Starts::of(&["it", "the", "she"], &["called"]));
        assert_eq!(found(&rule, "The class is free and it is always full She likes it that way."), ["full She"]);
        assert!(found(&rule, "The film is called It is not over and it was made in the town.").is_empty());
    }
}
