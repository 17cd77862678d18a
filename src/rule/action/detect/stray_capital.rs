//! `capital-after-comma`, `stray-capital` and `lost-sentence-end`: capitals where the engine began anew.
//!
//! An engine that was fed a long sentence in pieces starts every piece with a capital. Names have capitals, too, so
//! only words of the rule's list count: articles, conjunctions, pronouns, and verbs (marked `*`) that start a clause.
//! It refuses headlines, titles of works, direct questions and greetings.

use std::collections::HashSet;

use super::super::{Action, LineAction, Proposal};
use super::tokens::{Token, is_title_case, looks_like_code, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// The words of a rule's list.
struct Starts {
    /// Function words.
    words: HashSet<String>,
    /// Verbs.
    verbs: HashSet<String>,
    /// Words before which, or behind which, a capital is left alone.
    keep: HashSet<String>,
}

impl Starts {
    fn new(spec: &DetectSpec) -> Self {
        let verbs = spec.words.iter().filter_map(|word| word.strip_prefix('*')).map(str::to_string);
        Self {
            verbs: verbs.collect(),
            words: spec.words.iter().filter(|word| !word.starts_with('*')).cloned().collect(),
            keep: spec.keep.iter().cloned().collect(),
        }
    }

    /// The words as they look with their capital.
    fn capitals(&self) -> impl Iterator<Item = String> {
        self.words.iter().chain(&self.verbs).map(|word| word[..1].to_uppercase() + &word[1..])
    }

    fn kept(&self, token: &Token<'_>) -> bool {
        self.keep.contains(&token.text.to_ascii_lowercase())
    }
}

/// Puts the first letter of `token` into small.
fn lower(token: &Token<'_>) -> Proposal {
    let first = &token.text[..1];
    Proposal::edit(Span::new(token.start, token.start + 1), first.to_lowercase())
}

/// Whether capitals tell anything in this line.
fn speaks(segment: &Segment<'_>, words: &[Token<'_>]) -> bool {
    segment.is_prose() && !looks_like_code(segment.text()) && !is_title_case(words)
}

/// Whether the document has `the Party` as well as `The Party`, so that the article belongs to no name.
fn has_small_article(segment: &Segment<'_>, name: &Token<'_>) -> bool {
    let small = format!("the {}", name.text);
    let text = segment.page().text();
    let mut at = text.match_indices(&small);
    at.any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + small.len()..].starts_with(char::is_alphabetic)
    })
}

/// Whether the document has the capital article before `name` in the middle of a sentence, as titles have.
fn has_capital_article(segment: &Segment<'_>, name: &Token<'_>) -> bool {
    let capital = format!(" The {}", name.text);
    let text = segment.page().text();
    text.match_indices(&capital).any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether a document writes a pronoun with a capital wherever it stands, as licences and prayers do.
fn is_term(segment: &Segment<'_>, token: &Token<'_>) -> bool {
    if !is_any(token, &["you", "your", "we", "our", "he", "his", "it", "its", "they", "their"]) {
        return false;
    }
    let text = segment.page().text();
    let word = format!(" {} ", token.text);
    let inside = text.match_indices(&word).filter(|(at, _)| text[..*at].ends_with(|c: char| c.is_ascii_lowercase()));
    inside.take(3).count() > 2
}

// ---------------------------------------------------------------------------------------------------------------

struct AfterComma(Starts);

pub(super) fn make_after_comma(spec: &DetectSpec) -> (Action, Needs) {
    let starts = Starts::new(spec);
    let needs = starts.capitals().map(|word| format!(", {word} ").into_bytes()).collect();
    (Action::Line(Box::new(AfterComma(starts))), Needs::AnyOf(needs))
}

impl LineAction for AfterComma {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        let words = tokens(text);
        if !speaks(segment, &words) {
            return;
        }
        for at in 0..words.len() {
            let head = text[..words[at].start].trim_end_matches(' ');
            let Some(clause) = head.strip_suffix(',').filter(|_| head.len() < words[at].start) else { continue };
            if words[at].is_capitalised() && self.is_stray(segment, &words, at, clause) {
                found.push(lower(&words[at]));
            }
        }
    }
}

impl AfterComma {
    /// `clause` is the text before the comma.
    fn is_stray(&self, segment: &Segment<'_>, words: &[Token<'_>], at: usize, clause: &str) -> bool {
        let word = words[at].text.to_ascii_lowercase();
        let verb = self.0.verbs.contains(&word);
        let listed = verb || self.0.words.contains(&word);
        let Some(next) = words.get(at + 1).filter(|next| next.joined) else { return false };
        if !listed
            || !clause.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '’' | ')' | '%' | '.'))
        {
            return false;
        }
        let before = at.checked_sub(1).map(|at| words[at]).filter(|before| before.end == clause.len());
        // `She thought, Who knows?`: a thought without quotation marks.
        if before.is_some_and(|before| self.0.kept(&before)) || is_question(&word, &segment.text()[words[at].start..])
        {
            return false;
        }
        if is_heading(words, at, clause) {
            return false;
        }
        // `Dear Sir, We thank you`: the comma of a greeting ends a line of its own.
        if is_greeting(words[0].text) && !clause.contains([',', '.', '!', '?']) {
            return false;
        }
        // `Open, When and Where`: a list of labels. `You` may be a term that a contract defines.
        if matches!(next.text, "and" | "or") || is_term(segment, &words[at]) {
            return false;
        }
        let name_before = before.is_some_and(|before| !before.is_lower());
        let stop_before = clause.ends_with('.') && !is_suffix(clause);
        if next.is_lower() {
            return !(verb && name_before) && !stop_before;
        }
        // A capital follows: `The Times` is a name, `the Party` is none where the document has it with a small article.
        match word.as_str() {
            "the" => has_small_article(segment, next) && !has_capital_article(segment, next) && !stop_before,
            _ => {
                // `And Mei Sheng remembered`, but `When Harry Met Sally` and `And Then There Were None`.
                let rest = words[at + 1..].iter().take(3);
                let sentence = rest.clone().any(Token::is_lower) && rest.clone().all(|word| word.joined);
                let joins = is_any(&words[at], CONJUNCTIONS) && sentence;
                joins && !name_before && !stop_before && clause.ends_with(|c: char| c.is_lowercase())
            }
        }
    }
}

/// Words that join a clause, which may begin with a name.
const CONJUNCTIONS: &[&str] = &[
    "although", "and", "because", "but", "if", "or", "since", "so", "that", "where", "whether", "which", "while",
    "who",
];

/// `Chapter 3, In which the hero`: the heading of an old novel.
fn is_heading(words: &[Token<'_>], at: usize, clause: &str) -> bool {
    let number = clause.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    let parts = ["chapter", "part", "book", "volume", "act", "scene", "section"];
    number && words[at.saturating_sub(2)..at].iter().any(|word| is_any(word, &parts))
}

/// A direct question: `The point is, How do we pay?`
fn is_question(word: &str, rest: &str) -> bool {
    let asks = [
        "how", "what", "why", "where", "who", "whose", "which", "when", "is", "are", "do", "does", "did", "can",
        "could", "will", "would", "should",
    ];
    let end = rest.find(['.', '!', '?', '？', '。', ';']);
    asks.contains(&word) && end.is_some_and(|end| rest[end..].starts_with(['?', '？']))
}

fn is_greeting(word: &str) -> bool {
    ["dear", "hi", "hello", "hey", "greetings", "good", "thanks", "thank", "yes", "no", "well", "ok", "okay"]
        .iter()
        .any(|greeting| word.eq_ignore_ascii_case(greeting))
}

/// `Co.` and its like end no sentence.
fn is_suffix(clause: &str) -> bool {
    ["Co.", "Ltd.", "LTD.", "Inc.", "Corp.", "etc."].iter().any(|suffix| clause.ends_with(suffix))
}

// ---------------------------------------------------------------------------------------------------------------

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

fn is_any(token: &Token<'_>, list: &[&str]) -> bool {
    list.iter().any(|word| token.is(word))
}

/// A pair that a document writes so three times is its way of writing.
fn is_habit(segment: &Segment<'_>, before: Token<'_>, this: Token<'_>) -> bool {
    let pair = format!(" {} {} ", before.text, this.text);
    segment.page().text().matches(&pair).count() > 2
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

    fn starts(words: &[&str], keep: &[&str]) -> Starts {
        let own = |list: &[&str]| list.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
        let name = toml::Spanned::new(0..0, String::new());
        Starts::new(&DetectSpec { name, words: own(words), keep: own(keep) })
    }

    #[test]
    fn after_a_comma() {
        let rule = AfterComma(starts(&["the", "they", "who", "and", "*make"], &["thought"]));
        assert_eq!(found(&rule, "In the effect of the chain, Make the chain stronger."), ["Make the"]);
        assert_eq!(
            found(&rule, "They said after the meeting in the Committee, The Party agreed and the Party left again."),
            ["The Part"]
        );
        for text in [
            "He read of it in the Herald, The Times and the others.",
            "She thought, Who knows that I am in the house?",
            "Dear all, They have sent you the book that you asked for.",
        ] {
            assert!(found(&rule, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn in_mid_sentence() {
        let rule = Stray(starts(&["the", "all", "a", "*exchange"], &[]));
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
        let rule = LostEnd(starts(&["it", "the", "she"], &["called"]));
        assert_eq!(found(&rule, "The class is free and it is always full She likes it that way."), ["full She"]);
        assert!(found(&rule, "The film is called It is not over and it was made in the town.").is_empty());
    }
}
