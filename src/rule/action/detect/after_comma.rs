//! `capital-after-comma`: a clause after a comma that begins with a capital.
//!
//! An engine that was fed a long sentence in pieces starts every piece with a capital. It refuses headlines, titles of
//! works, direct questions, greetings, and terms that a document writes with a capital wherever they stand.

use super::super::{Action, LineAction, Proposal};
use super::starts::{Starts, is_any, lower, places, speaks};
use super::tokens::{Token, is_common, is_inflected_common, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;

/// Whether the document has `the Party` as well as `The Party`, so that the article belongs to no name.
fn has_small_article(segment: &Segment<'_>, name: &Token<'_>) -> bool {
    let small = format!("the {}", name.text);
    let text = segment.page().evidence();
    let is_word = |at: usize| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + small.len()..].starts_with(char::is_alphabetic)
    };
    places(segment, &small).any(is_word)
}

/// How often, up to `most`, the document has ` word` (with its blank) after a small letter: in the middle of a sentence.
fn inside_sentences(segment: &Segment<'_>, word: &str, most: usize) -> usize {
    let text = segment.page().evidence();
    let inside = |at: &usize| text[..*at].ends_with(|c: char| c.is_ascii_lowercase());
    places(segment, word).filter(inside).take(most).count()
}

/// Whether a document writes a pronoun with a capital wherever it stands, as licences and prayers do.
fn is_term(segment: &Segment<'_>, token: &Token<'_>) -> bool {
    is_any(token, &["you", "your", "we", "our", "he", "his", "it", "its", "they", "their"])
        && inside_sentences(segment, &format!(" {} ", token.text), 3) > 2
}

struct AfterComma(Starts);

pub(super) fn make_after_comma(spec: &DetectSpec) -> (Action, Needs) {
    let needs = (b'A'..=b'Z').map(|letter| vec![b',', b' ', letter]).collect();
    (Action::Line(Box::new(AfterComma(Starts::new(spec)))), Needs::AnyOf(needs))
}

/// So many clauses of a document that begin with a capital make a habit of the engine; a line needs fewer.
const HABIT: usize = 2;

impl LineAction for AfterComma {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if stitches(text.as_bytes()).next().is_none() {
            return;
        }
        let words = tokens(text);
        if !speaks(segment, &words) {
            return;
        }
        // A word that the rule lists, and any other common word.
        let (mut sure, mut likely) = (Vec::new(), Vec::new());
        for at in 0..words.len() {
            if !words[at].is_capitalised() {
                continue;
            }
            let head = text[..words[at].start].trim_end_matches(' ');
            let Some(clause) = head.strip_suffix(',').filter(|_| head.len() < words[at].start) else { continue };
            if self.is_stray(segment, &words, at, clause) {
                sure.push(at);
            } else if self.is_likely(segment, &words, at, clause) {
                likely.push(at);
            }
        }
        let many = sure.len() + likely.len() > 1
            || sure.len() + likely.len() == 1 && self.is_habit(segment.page().evidence());
        if !many {
            // One alone is weak evidence, but for a participle or a negated verb in a clause without names.
            likely.retain(|&at| is_clause(&words, at));
        }
        sure.append(&mut likely);
        sure.retain(|&at| !is_wanted(&words, at));
        found.extend(sure.into_iter().map(|at| lower(&words[at])));
    }
}

/// Where a small letter, a comma, a capital word and a small word follow each other: the places of the capitals.
fn stitches(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b',', bytes).filter_map(|comma| {
        let word = comma + 1 + bytes[comma + 1..].iter().take(2).take_while(|&&byte| byte == b' ').count();
        bytes.get(word).filter(|byte| byte.is_ascii_uppercase())?;
        // `And Lin Mei remembered` has its small word later: only what has two capital letters in a row is refused.
        let small = bytes[word + 1..].first().is_some_and(|&byte| byte.is_ascii_lowercase() || byte == b' ');
        small.then_some(word)
    })
}

/// Whether a participle or a negated verb begins a clause of small words behind a small word.
fn is_clause(words: &[Token<'_>], at: usize) -> bool {
    let word = words[at].text.to_ascii_lowercase();
    let negated = word.ends_with("n't") || word.ends_with("n’t");
    let participle = is_inflected_common(&word) && (word.ends_with("ing") || word.ends_with("ed"));
    let rest = words[at + 1..].iter().take(5).take_while(|word| word.joined);
    (negated || participle)
        && at > 2
        && words[at - 1].is_lower()
        && rest.clone().count() > 1
        && rest.clone().all(Token::is_lower)
}

/// Whether the capital at `at` may be that of a title, a letter's first sentence, or of respect.
fn is_wanted(words: &[Token<'_>], at: usize) -> bool {
    // `How to Train Your Dragon`: common words with a capital behind a small one; names tell nothing.
    let rest = words[at + 1..].iter().take(6).take_while(|word| word.joined);
    let capitals = rest.filter(|word| word.is_capitalised() && is_common(&word.text.to_ascii_lowercase())).count();
    let next = words.get(at + 1);
    let title = capitals > 1 && next.is_some_and(Token::is_lower);
    // `in that order, His three great loves`, `and, He being God`.
    let respected = ["that", "god", "lord", "king", "queen"];
    let respect = is_any(&words[at], &["his", "him"]) && words[..at].iter().any(|word| is_any(word, &respected))
        || next.is_some_and(|next| next.text == "being");
    title || respect || words[0].is("dear")
}

/// Common words that are names, or that stand before one.
const NAMES: &[&str] = &[
    "art",
    "bill",
    "chief",
    "china",
    "deputy",
    "director",
    "faith",
    "general",
    "grace",
    "head",
    "heaven",
    "hope",
    "internet",
    "king",
    "lake",
    "lady",
    "long",
    "lord",
    "major",
    "march",
    "mark",
    "may",
    "member",
    "miss",
    "mother",
    "father",
    "mount",
    "park",
    "page",
    "polish",
    "power",
    "president",
    "professor",
    "queen",
    "reading",
    "rich",
    "river",
    "sunny",
    "state",
    "summer",
    "turkey",
    "white",
    "black",
    "will",
    "young",
];

impl AfterComma {
    /// Whether the document has several clauses that begin with a capital common word.
    fn is_habit(&self, text: &str) -> bool {
        let is_place = |&at: &usize| {
            let mut words = text[at..].splitn(3, ' ');
            let (Some(word), Some(next)) = (words.next(), words.next()) else { return false };
            let word = word.to_ascii_lowercase();
            let before = text[..at].trim_end_matches(' ').strip_suffix(',').unwrap_or_default();
            let last = &before[before.rfind(' ').map_or(0, |blank| blank + 1)..];
            before.ends_with(|c: char| c.is_ascii_lowercase())
                && last.starts_with(|c: char| c.is_ascii_lowercase())
                && !self.0.keep.contains(last)
                && !NAMES.contains(&word.as_str())
                && (self.0.words.contains(&word)
                    || self.0.verbs.contains(&word)
                    || is_common(&word)
                    || word.ends_with("n't"))
                && next.len() > 1
                && next.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b',' | b'.' | b'\n'))
                && !matches!(next, "of" | "and" | "or")
        };
        stitches(text.as_bytes()).filter(is_place).take(HABIT).count() == HABIT
    }

    /// Whether a common word that the rule does not list begins the clause, and is no name or title.
    fn is_likely(&self, segment: &Segment<'_>, words: &[Token<'_>], at: usize, clause: &str) -> bool {
        let token = &words[at];
        let word = token.text.to_ascii_lowercase();
        let Some(next) = words.get(at + 1).filter(|next| next.joined && next.is_lower()) else { return false };
        let negated = word.ends_with("n't") || word.ends_with("n’t");
        let inflected = is_inflected_common(&word);
        // `Will be`, `Will also`: the verb; elsewhere `Will` is a man.
        let verb = word == "will" && is_any(next, &["not", "be", "also", "never", "still", "have", "only", "soon"]);
        let known = negated || inflected || verb || word.len() > 2 && is_common(&word);
        // `Director of the mill`, `Clerk at the school`; `Looking at` is no office.
        let office = is_any(next, &["of", "and", "or"]) || !inflected && is_any(next, &["at", "for"]);
        if !known || NAMES.contains(&word.as_str()) && !verb || office {
            return false;
        }
        let before = at.checked_sub(1).map(|at| words[at]).filter(|before| before.end == clause.len());
        let name_before = before.is_some_and(|before| !before.is_lower());
        if !clause.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '”' | '’' | ')' | '%'))
            || before.is_some_and(|before| self.0.kept(&before))
            || name_before && !inflected && !negated
            || is_question(&word, &segment.text()[token.start..])
            || is_heading(words, at, clause)
            || is_greeting(words[0].text) && !clause.contains([',', '.', '!', '?'])
        {
            return false;
        }
        let title = words[at + 1..].iter().take(5).take_while(|word| word.joined);
        if title.filter(|word| word.is_capitalised()).count() > 1 {
            return false;
        }
        segment.page().word_count(&word) > 0 || inside_sentences(segment, &format!(" {}", token.text), 1) == 0
    }

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
            return !(stop_before || verb && name_before);
        }
        // A capital follows: `The Times` is a name, `the Party` is none where the document has it with a small article.
        match word.as_str() {
            "the" => {
                let capital = inside_sentences(segment, &format!(" The {}", next.text), 1) > 0;
                has_small_article(segment, next) && !capital && !stop_before
            }
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
    // No question is longer, and a line may be the whole text.
    let mut near = rest.chars().take(400);
    asks.contains(&word)
        && near
            .find(|c| matches!(c, '.' | '!' | '?' | '？' | '。' | ';'))
            .is_some_and(|end| matches!(end, '?' | '？'))
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
    fn after_a_comma() {
        let rule = AfterComma(Starts::of(&["the", "they", "who", "and", "*make"], &["thought"]));
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
}
