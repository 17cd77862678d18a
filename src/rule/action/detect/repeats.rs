//! `repeated-word` and `phrase-loop`: a word or a phrase that stands twice in a row.
//!
//! Engines stutter where the source repeats or where two pieces were joined. English repeats on purpose, too: `had
//! had`, `very very`, names, songs. So it acts on words that no sentence has twice, and on others only where nothing
//! speaks for intention: both small, in running text, once in the document, not among the words to keep.

use std::collections::HashSet;

use super::super::{Action, LineAction, Proposal};
use super::starts::is_any;
use super::tokens::{Token, is_among_short_lines, is_common, looks_like_code, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// Words that are no phrase by themselves; a doubled pair of them is a stutter.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "of", "on", "our", "that", "the",
    "their", "this", "to", "with",
];

// ---------------------------------------------------------------------------------------------------------------

struct RepeatedWord {
    /// Words that never stand twice in a row.
    never: HashSet<String>,
    /// Words that do; with a capital, names that have a small word of the same letters.
    keep: HashSet<String>,
}

pub(super) fn make_word(spec: &DetectSpec) -> (Action, Needs) {
    let detector =
        RepeatedWord { never: spec.words.iter().cloned().collect(), keep: spec.keep.iter().cloned().collect() };
    (Action::Line(Box::new(detector)), Needs::Nothing)
}

impl LineAction for RepeatedWord {
    fn may_find(&self, line: &str) -> bool {
        has_repeat(line.as_bytes())
    }

    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if looks_like_code(text) || is_among_short_lines(segment) {
            return;
        }
        let words = tokens(text);
        let mut at = 0;
        while at + 1 < words.len() {
            let run = 1 + words[at + 1..].iter().take_while(|word| word.joined && word.is(words[at].text)).count();
            if run > 1 && self.is_stutter(segment, &words, at, run) {
                let last = words[at + run - 1];
                found.push(Proposal::edit(Span::new(words[at].end, last.end), ""));
            }
            at += run;
        }
    }
}

impl RepeatedWord {
    fn is_stutter(&self, segment: &Segment<'_>, words: &[Token<'_>], at: usize, run: usize) -> bool {
        let (first, last) = (words[at], words[at + run - 1]);
        let word = first.text.to_lowercase();
        let next = words.get(at + run).filter(|next| next.joined);
        let text = segment.text();
        // A hyphen, a dot or an apostrophe makes the last one a part of something else.
        let tail = &text[last.end..];
        if tail.starts_with(['-', '\'', '’', '_', '/', '@', '&', '+'])
            || text[..first.start].ends_with(['-', '_', '/', '.'])
        {
            return false;
        }
        // `“the the” is an error`: somebody speaks of it.
        let quotes = ['"', '“', '”', '‘', '’', '\'', '`'];
        if text[..first.start].ends_with(quotes) && tail.starts_with(quotes) {
            return false;
        }
        // Capitals on both: a name. On the first alone: the start of a sentence. On the last: the engine began anew.
        let restart = first.is_lower() && last.is_capitalised();
        let starts = first.is_capitalised() && words[at + 1..at + run].iter().all(Token::is_lower);
        let small = words[at..at + run].iter().all(Token::is_lower);
        if self.never.contains(&word) {
            let named = restart && next.is_some_and(|next| !next.is_lower());
            // `what the trouble is is money`: two clauses meet in their verbs.
            let reach = words[..=at].iter().rev().take(8).take_while(|word| word.joined).count();
            let before = &words[at - reach.min(at)..at];
            // `so low that it was was` is one clause.
            let result = before.windows(2).any(|pair| is_any(&pair[0], &["so", "such"]) && !pair[1].is("that"));
            let opens = |word: &Token<'_>| opens_clause(word.text) && !(result && word.is("that"));
            let clauses = is_verb(&word) && before.iter().any(opens)
                // `as long as as many as`: the first compares, the second is compared.
                || word == "as" && before.iter().any(|word| word.is("as"));
            return (small || starts || restart) && !named && next.is_some() && !clauses;
        }
        // Two blanks are those of a table.
        if run != 2 || last.start != first.end + 1 || word.len() < 3 || !segment.is_prose() {
            return false;
        }
        if restart {
            // `the work Work style`, not `the china China sends`.
            return next.is_some_and(Token::is_lower) && !self.keep.contains(last.text);
        }
        if self.keep.contains(&word) {
            return false;
        }
        // `log log plot`, `pooh pooh`, `casi casi`: only a word of which English is sure.
        if !is_word(segment, &word) {
            return false;
        }
        // A verb or a noun that is doubled twice in a document is its style or a name in it.
        small && segment.page().word_count(&word) < 12 && !stands_doubled_elsewhere(segment, text, first, last)
    }
}

/// Whether a word is English: a common one, one with an ending of English, or one that the document uses elsewhere.
fn is_word(segment: &Segment<'_>, word: &str) -> bool {
    // Longer ones are, but for those of other languages, which like to end with a vowel.
    let long = word.len() > 5 && !word.ends_with(['a', 'i', 'o', 'u']);
    is_common(word) || long || word.len() > 4 && segment.page().word_count(word) > 2
}

/// Whether the document has the doubled word once more.
fn stands_doubled_elsewhere(segment: &Segment<'_>, text: &str, first: Token<'_>, last: Token<'_>) -> bool {
    let doubled = text[first.start..last.end].to_ascii_lowercase();
    let page = segment.page().evidence();
    let is_there = |window: &str| window.eq_ignore_ascii_case(&doubled);
    let capital = first.text[..1].to_uppercase() + &first.text[1..];
    let hits = |word: &str| {
        let at = memchr::memmem::find_iter(page.as_bytes(), word);
        at.filter(|&at| page.get(at..at + doubled.len()).is_some_and(is_there)).take(2).count()
    };
    hits(first.text) + hits(&capital) > 1
}

/// Whether somewhere a word equals the one before it, ASCII case aside. A byte loop, because every line runs it: nearly
/// always the first letters of two neighbours already differ.
fn has_repeat(bytes: &[u8]) -> bool {
    let (mut start, mut from) = (0, 0);
    while let Some(blank) = memchr::memchr(b' ', &bytes[from..]).map(|at| at + from) {
        let mut next = blank + 1;
        while bytes.get(next) == Some(&b' ') {
            next += 1;
        }
        from = next;
        while start < blank && !bytes[start].is_ascii_alphabetic() {
            start += 1;
        }
        let (word, rest) = (&bytes[start..blank], &bytes[next..]);
        start = next;
        let (Some(first), Some(second)) = (word.first(), rest.first()) else { continue };
        if first.eq_ignore_ascii_case(second)
            && rest.get(..word.len()).is_some_and(|same| same.eq_ignore_ascii_case(word))
            && !rest.get(word.len()).is_some_and(u8::is_ascii_alphabetic)
        {
            return true;
        }
    }
    false
}

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "can"
            | "will"
            | "may"
    )
}

/// A word that opens a clause which may be the subject of another.
fn opens_clause(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let opening = ["all", "as", "how", "than", "that", "what", "whatever", "where", "which", "who", "whoever", "why"];
    opening.contains(&word.as_str())
}

// ---------------------------------------------------------------------------------------------------------------

/// The longest phrase that is looked for twice.
const LONGEST: usize = 10;

struct PhraseLoop {
    /// Words after which a phrase repeats on purpose: `the son of the son of`.
    keep: HashSet<String>,
}

pub(super) fn make_loop(spec: &DetectSpec) -> (Action, Needs) {
    (Action::Line(Box::new(PhraseLoop { keep: spec.keep.iter().cloned().collect() })), Needs::Nothing)
}

impl LineAction for PhraseLoop {
    fn may_find(&self, line: &str) -> bool {
        line.len() >= 16 && may_loop(line.as_bytes())
    }

    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if looks_like_code(text) || !segment.is_prose() || is_among_short_lines(segment) {
            return;
        }
        let words = tokens(text);
        // For each length, how many words in a row equal the one so many places before.
        let mut runs = [0usize; LONGEST + 1];
        let mut free = 0;
        for at in 0..words.len() {
            for length in 2..=LONGEST.min(at) {
                let same = words[at].is(words[at - length].text) && words[at].joined && at - length >= free;
                runs[length] = if same { runs[length] + 1 } else { 0 };
                if runs[length] == length {
                    let first = at + 1 - 2 * length;
                    if words[first + 1..=at].iter().all(|word| word.joined) && {
                        let after = words.get(at + 1).is_some_and(|word| word.joined && word.is_lower());
                        self.is_loop(&words[first..first + length], words[first].joined || after)
                    } {
                        found.push(Proposal::edit(Span::new(words[at - length].end, words[at].end), ""));
                        free = at + 1;
                    }
                    runs = [0; LONGEST + 1];
                    break;
                }
            }
        }
    }
}

impl PhraseLoop {
    /// `phrase` is the first of the two; `open` tells whether the sentence goes on before or behind them.
    fn is_loop(&self, phrase: &[Token<'_>], open: bool) -> bool {
        let is = |token: &Token<'_>, list: &[&str]| list.iter().any(|word| token.is(word));
        let all_same = phrase.iter().all(|word| word.is(phrase[0].text));
        // `day after day after day`, `more and more and more`, `step by step by step`; speech and song have a person.
        let echo = phrase
            .iter()
            .any(|word| is(word, &["and", "or", "by", "after", "upon", "over", "no", "not", "very", "so"]));
        let person =
            phrase.iter().any(|word| is(word, &["i", "you", "we", "me", "my", "your", "he", "she", "let", "oh"]));
        let kept = phrase.iter().any(|word| self.keep.contains(&word.text.to_ascii_lowercase()));
        // `a friend of a friend of mine` counts generations, and so does `the end of the end of`.
        let counts = phrase.len() == 3 && is(&phrase[0], &["a", "an"]);
        let name = phrase.iter().all(|word| !word.is_lower());
        let negated = phrase.len() == 2 && is(&phrase[0], &["do", "does", "did"]) && phrase[1].text == "not";
        if negated {
            return open;
        }
        if all_same || echo && phrase.len() < 4 || person || kept || counts || name {
            return false;
        }
        let (first, last) = (&phrase[0], &phrase[phrase.len() - 1]);
        // `the son of the son of` may be said; `the importance of the importance of` may not.
        if phrase.len() == 3 && is(last, &["of"]) {
            let endings = ["age", "ance", "ence", "ing", "ion", "ism", "ity", "ment", "ness", "ship"];
            let noun = phrase[1].text;
            let abstract_ = endings.iter().any(|ending| noun.ends_with(ending));
            return is(first, SMALL) && (abstract_ || noun.len() > 5 && is_common(noun) && !noun.ends_with('s'));
        }
        if is(first, SMALL) && (phrase.len() > 2 || is(last, SMALL)) {
            return true;
        }
        // `put forward put forward`: a whole phrase in the middle of a sentence. What begins with a capital or stands
        // between marks is called out; `map tags with branches and tags with branches and` ends with a small word.
        let word = |word: &Token<'_>| is_common(&word.text.to_ascii_lowercase());
        let whole = !is(last, SMALL) && !is(last, &["or", "than", "is", "are", "was", "were", "not"]);
        let long = phrase.iter().map(|word| word.text.len()).sum::<usize>() >= 10;
        let plain = phrase.iter().all(|word| word.is_lower() && !word.text.contains(['\'', '’']));
        open && whole && long && plain && phrase.iter().all(|it| is(it, SMALL) || word(it) || it.text.len() > 5)
    }
}

/// Whether the line has two equal words within reach of each other and after them two equal ones again. Words are
/// told by a small hash, so that the loop touches each byte once.
fn may_loop(bytes: &[u8]) -> bool {
    // The words before, the nearest first, and how many in a row equalled the one so many places before.
    let mut past = [0u32; LONGEST];
    let mut runs = [0u32; LONGEST];
    let mut hash = 0u32;
    for &byte in bytes.iter().chain(b" ") {
        if byte.is_ascii_alphabetic() || byte >= 0x80 {
            hash = hash.wrapping_mul(31).wrapping_add(u32::from(byte | 0x20));
            continue;
        }
        if hash == 0 {
            continue;
        }
        let mut hit = false;
        for back in 1..LONGEST {
            runs[back] = if past[back] == hash { runs[back] + 1 } else { 0 };
            hit |= runs[back] > back as u32;
        }
        if hit {
            return true;
        }
        past.copy_within(..LONGEST - 1, 1);
        past[0] = hash;
        hash = 0;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;

    fn run(action: &dyn LineAction, text: &str) -> String {
        let page = Page::new(text);
        let mut found = Vec::new();
        action.propose(&Segment::new(text, &page), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, &proposal.with.unwrap());
        }
        out
    }

    fn words() -> RepeatedWord {
        let set = |list: &[&str]| list.iter().map(|word| (*word).to_string()).collect();
        RepeatedWord {
            never: set(&["the", "a", "to", "are", "it"]),
            keep: set(&["that", "had", "very", "is", "long"]),
        }
    }

    #[test]
    fn a_word_twice() {
        let cases = [
            ("They pretended to to read the book.", "They pretended to read the book."),
            ("The the setting is confirmed.", "The setting is confirmed."),
            ("We will improve work Work style in the town.", "We will improve work style in the town."),
            ("After that the leakage leakage test is carried out.", "After that the leakage test is carried out."),
        ];
        for (before, after) in cases {
            assert_eq!(run(&words(), before), after);
        }
        for text in [
            "The people that that man had had in mind were very very old.",
            "In the town Fang Fang and The The played for the children.",
            "What they are are books for the children of the town.",
            "Is it it? the child asked, and it was.",
            "The power power cable of the lamp is the power power cable of the stove.",
            "deal deal deal said the man in the shop and the woman.",
        ] {
            assert_eq!(run(&words(), text), text);
        }
    }

    #[test]
    fn a_phrase_twice() {
        let phrase = PhraseLoop { keep: ["son".to_string()].into() };
        assert_eq!(
            run(&phrase, "They know the importance of the importance of the words."),
            "They know the importance of the words."
        );
        assert_eq!(run(&phrase, "It stands in the in the hall of the town."), "It stands in the hall of the town.");
        for text in [
            "She was a friend of a friend of the family in the town.",
            "It went on day after day after day in the town.",
            "He was the son of the son of the king and the queen.",
            "We will we will rock you said the man in the hall.",
            "It grew more and more and more in the garden.",
        ] {
            assert_eq!(run(&phrase, text), text);
        }
    }
}
