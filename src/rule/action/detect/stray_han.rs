//! `han-echo`, `han-particle`, `han-ordinal` and `han-in-english`: single Chinese words in an English sentence.
//!
//! What is deleted has to be explained: a word whose English stands beside it, a particle between two words. The rest
//! is pointed at. All refuse a text that talks about Chinese, and Chinese that is quoted, glossed or named.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::remove::is_mainly_latin;
use super::super::{Action, LineAction, Proposal};
use super::han_runs::{is_lesson, last_word, next_words, runs};
use crate::document::script::{is_latin, latin_words};
use crate::document::{Language, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// What a word says in English.
struct Meaning {
    english: Vec<String>,
    /// A noun may be a gloss on purpose; so it has to be glued to a word.
    noun: bool,
}

struct Echo(HashMap<String, Meaning>);

/// Each word is `han = english/english`, or `han : english` for a noun.
pub(super) fn make_echo(spec: &DetectSpec) -> (Action, Needs) {
    let meanings = spec.words.iter().filter_map(|word| {
        let at = word.find(['=', ':'])?;
        let english = word[at + 1..].split('/').map(|said| said.trim().to_string()).collect();
        Some((word[..at].trim().to_string(), Meaning { english, noun: word[at..].starts_with(':') }))
    });
    let meanings: HashMap<String, Meaning> = meanings.collect();
    let needs = Needs::AnyOf(meanings.keys().map(|han| han.clone().into_bytes()).collect());
    (Action::Line(Box::new(Echo(meanings))), needs)
}

impl LineAction for Echo {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let runs = runs(segment);
        if runs.is_empty() || latin_words(segment.text()).take(3).count() < 3 {
            return;
        }
        for run in runs {
            let Some(meaning) = self.0.get(run.han) else { continue };
            let bare = |word: &str| word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word).len();
            let says = |word: &str| meaning.english.iter().any(|said| said.eq_ignore_ascii_case(&word[..bare(word)]));
            if run.is_listed() {
                continue;
            }
            let mut next = next_words(run.after);
            let first = next.next();
            let article = |word: &str| ["the", "a", "an"].contains(&word.to_ascii_lowercase().as_str());
            let behind = first.is_some_and(|word| says(word) || (article(word) && next.next().is_some_and(says)));
            let glued = run.before.ends_with(is_latin) || run.after.starts_with(is_latin);
            if (behind || last_word(run.before).is_some_and(says)) && (glued || !meaning.noun) {
                found.push(run.taken_out());
            }
        }
    }
}

struct Particle(Vec<String>);

/// The words are the particles.
pub(super) fn make_particle(spec: &DetectSpec) -> (Action, Needs) {
    let needs = Needs::AnyOf(spec.words.iter().map(|han| format!(" {han} ").into_bytes()).collect());
    (Action::Line(Box::new(Particle(spec.words.clone()))), needs)
}

/// Words that speak of a particle's place.
const PLACES: [&str; 14] =
    ["after", "and", "before", "between", "by", "from", "is", "of", "or", "the", "use", "uses", "without", "writes"];

impl LineAction for Particle {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        for run in runs(segment) {
            if !self.0.iter().any(|han| han == run.han) || !run.before.ends_with(' ') || !run.after.starts_with(' ') {
                continue;
            }
            let small = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
            let before = last_word(run.before).is_some_and(|word| small(word) && !PLACES.contains(&word));
            // A verb would make the particle a subject.
            let verb = |word: &str| {
                word.ends_with('s') || ["when", "if", "or", "to", "may", "must", "should"].contains(&word)
            };
            let after = next_words(run.after).next().is_some_and(|word| small(word) && !verb(word));
            if before && after && !run.is_meant() {
                found.push(run.taken_out());
            }
        }
    }
}

struct Ordinal;

/// The head of a list's point, in Chinese, before English.
static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    let number = "[一二三四五六七八九十]{1,3}";
    Regex::new(&format!(
        r"^[\s*#]*(?<fix>(?<point>{number})(?:、|, ?|，)\s?|第(?<nth>{number})(?:、|, ?|，)\s?|[（(](?<bracket>{number})[)）]\s?)(?<next>[A-Za-z])"
    ))
    .expect("the pattern of list heads is part of the program")
});

pub(super) fn make_ordinal(_: &DetectSpec) -> (Action, Needs) {
    let needs = Needs::AnyOf("一二三四五六七八九十".chars().map(|c| c.to_string().into_bytes()).collect());
    (Action::Line(Box::new(Ordinal)), needs)
}

impl LineAction for Ordinal {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        if segment.language() != Language::En {
            return;
        }
        let Some(captures) = ORDINAL.captures(segment.text()) else { return };
        let (Some(fix), Some(next)) = (captures.name("fix"), captures.name("next")) else { return };
        let number = |name: &str| captures.name(name).and_then(|group| han_number(group.as_str()));
        let capital = next.as_str().starts_with(char::is_uppercase);
        let said = match (number("point"), number("nth"), number("bracket")) {
            (Some(number), _, _) if capital => format!("{number}. "),
            (_, Some(number), _) => match NTH.get(number - 1) {
                Some(nth) => format!("{nth}, "),
                None => return,
            },
            (_, _, Some(number)) if capital => format!("({number}) "),
            _ => return,
        };
        if is_mainly_latin(segment.page().text()) && !is_lesson(segment.page()) {
            found.push(Proposal::edit(Span::new(fix.start(), fix.end()), said));
        }
    }
}

const NTH: [&str; 10] =
    ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];

/// A number from 1 to 99 in Han.
fn han_number(han: &str) -> Option<usize> {
    let digit = |han: &str| "一二三四五六七八九".chars().position(|c| han.chars().eq([c])).map(|at| at + 1);
    match han.split_once('十') {
        None => digit(han),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

struct InEnglish;

pub(super) fn make_in_english(_: &DetectSpec) -> (Action, Needs) {
    // The first bytes of the common Han.
    (Action::Line(Box::new(InEnglish)), Needs::AnyOf((0xe4..=0xe9_u8).map(|byte| vec![byte]).collect()))
}

impl LineAction for InEnglish {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let runs = runs(segment);
        if runs.is_empty() || !segment.is_prose() {
            return;
        }
        found.extend(
            runs.iter().filter(|run| !run.is_meant() && !run.is_behind_name()).map(|run| Proposal::flag(run.span)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let read = |han| han_number(han);
        assert_eq!(
            (read("三"), read("十"), read("十二"), read("二十"), read("三十五")),
            (Some(3), Some(10), Some(12), Some(20), Some(35))
        );
        assert_eq!(read("一二"), None);
    }
}
