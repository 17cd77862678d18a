//! `capital-after-comma`: a clause after a comma that begins with a capital.
//!
//! An engine that was fed a long sentence in pieces starts every piece with a capital. It refuses headlines, titles of
//! works, direct questions, greetings, and terms that a document writes with a capital wherever they stand.

use super::super::{Action, LineAction, Proposal};
use super::starts::{Starts, is_any, lower, speaks};
use super::tokens::{Token, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;

/// Whether the document has `the Party` as well as `The Party`, so that the article belongs to no name.
fn has_small_article(segment: &Segment<'_>, name: &Token<'_>) -> bool {
    let small = format!("the {}", name.text);
    let text = segment.page().evidence();
    let mut at = text.match_indices(&small);
    at.any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + small.len()..].starts_with(char::is_alphabetic)
    })
}

/// Whether the document has the capital article before `name` in the middle of a sentence, as titles have.
fn has_capital_article(segment: &Segment<'_>, name: &Token<'_>) -> bool {
    let capital = format!(" The {}", name.text);
    let text = segment.page().evidence();
    text.match_indices(&capital).any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_lowercase()))
}

/// Whether a document writes a pronoun with a capital wherever it stands, as licences and prayers do.
fn is_term(segment: &Segment<'_>, token: &Token<'_>) -> bool {
    if !is_any(token, &["you", "your", "we", "our", "he", "his", "it", "its", "they", "their"]) {
        return false;
    }
    let text = segment.page().evidence();
    let word = format!(" {} ", token.text);
    let inside = text.match_indices(&word).filter(|(at, _)| text[..*at].ends_with(|c: char| c.is_ascii_lowercase()));
    inside.take(3).count() > 2
}

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
            return !(stop_before || verb && name_before);
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
