//! `han-echo`, `han-particle`, `han-ordinal`, `han-in-english` and `leaked-token`: single Chinese words, and pieces of
//! the engine's own notation, in an English sentence.
//!
//! What is deleted has to be explained: a word whose English stands beside it, a particle between two words. The rest
//! is pointed at. All refuse a text that talks about Chinese, and Chinese that is quoted, glossed or named.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::remove::is_mainly_latin;
use super::super::{Action, LineAction, PageAction, Proposal};
use crate::document::script::{is_cjk_letter, is_han, is_latin, latin_words};
use crate::document::{Language, Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// A longer run is a clause, which is another rule's.
const RUN: usize = 4;
/// So many bytes on each side tell what a run is.
const AROUND: usize = 64;

/// A text that talks about Chinese has a word of grammar in so many words.
const WORDS_A_TERM: usize = 150;

/// A run of Han in a line, in no bracket and no quotation, with the text close to it.
struct Run<'t> {
    span: Span,
    han: &'t str,
    before: &'t str,
    after: &'t str,
}

/// The runs of 1–4 Han in an English line of a page that does not talk about Chinese.
fn runs<'t>(segment: &Segment<'t>) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    let text = segment.text();
    if segment.language() != Language::En || text.contains('\t') {
        return runs;
    }
    // One pass, so that a long line is not read again for each of its runs.
    let (mut depth, mut quoted) = (0_usize, false);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if is_han(c) {
            if start.is_none() && depth == 0 && !quoted {
                start = Some(at);
            }
            continue;
        }
        if let Some(start) = start.take() {
            let han = &text[start..at];
            if han.chars().count() <= RUN {
                let (before, after) = (close_before(text, start), close_after(text, at));
                runs.push(Run { span: Span::new(start, at), han, before, after });
            }
        }
        match c {
            '(' | '（' | '[' | '【' | '《' | '〈' | '「' | '『' | '“' | '〔' => depth += 1,
            ')' | '）' | ']' | '】' | '》' | '〉' | '」' | '』' | '”' | '〕' => {
                depth = depth.saturating_sub(1)
            }
            '"' => quoted = !quoted,
            _ => {}
        }
    }
    if !runs.is_empty() && (!is_mainly_latin(segment.page().text()) || is_lesson(segment.page())) {
        runs.clear();
    }
    runs
}

fn close_before(text: &str, end: usize) -> &str {
    let start = (end.saturating_sub(AROUND)..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    &text[start..end]
}

fn close_after(text: &str, start: usize) -> &str {
    let end = (start..=(start + AROUND).min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[start..end.unwrap_or(start)]
}

/// Whether a text talks about Chinese: romanised with tones, or with the words of a grammar beside its Han.
fn is_lesson(page: &Page<'_>) -> bool {
    let evidence = page.evidence();
    let tones = evidence.chars().filter(|&c| "āēīōūǎěǐǒǔǖǘǚǜĀǍĒ".contains(c)).count();
    let grammar = [
        "character",
        "characters",
        "pinyin",
        "radical",
        "radicals",
        "hanzi",
        "kanji",
        "kana",
        "Mandarin",
        "Cantonese",
        "dialect",
        "particle",
        "particles",
        "tone",
        "tones",
        "stroke",
        "strokes",
        "syllable",
        "syllables",
        "etymology",
        "surname",
        "idiom",
        "idioms",
    ];
    let said: u32 = grammar.iter().map(|word| page.word_count(word)).sum();
    tones >= 3 || said as usize * WORDS_A_TERM > latin_words(evidence).count()
}

/// Words before a run that announce it.
const ANNOUNCE: [&str; 61] = [
    "account",
    "as",
    "branded",
    "button",
    "called",
    "calls",
    "channel",
    "character",
    "characters",
    "chinese",
    "click",
    "for",
    "handle",
    "hanzi",
    "hashtag",
    "idiom",
    "inscribed",
    "its",
    "japanese",
    "kanji",
    "key",
    "korean",
    "labelled",
    "labeled",
    "letter",
    "letters",
    "like",
    "marked",
    "meaning",
    "means",
    "name",
    "named",
    "names",
    "namely",
    "novel",
    "option",
    "particle",
    "phrase",
    "press",
    "read",
    "reading",
    "reads",
    "said",
    "saying",
    "says",
    "search",
    "sign",
    "signs",
    "slogan",
    "stamped",
    "surname",
    "tap",
    "term",
    "terms",
    "titled",
    "topic",
    "translate",
    "word",
    "words",
    "written",
    "wrote",
];

/// Words behind a run that speak about it.
const SPEAK: [&str; 26] = [
    "are",
    "button",
    "can",
    "character",
    "characters",
    "denotes",
    "has",
    "idiom",
    "in",
    "is",
    "joins",
    "key",
    "means",
    "meaning",
    "mean",
    "particle",
    "phrase",
    "radical",
    "refers",
    "sign",
    "stands",
    "surname",
    "symbol",
    "was",
    "were",
    "word",
];

/// Whether `word` announces a word of Chinese; a romanised one does.
fn announces(word: &str) -> bool {
    ANNOUNCE.contains(&word.to_ascii_lowercase().as_str()) || !word.is_ascii()
}

/// The last word of `text`, where only blanks follow it.
fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    let start = text
        .rfind(|c: char| !is_latin(c) && c != '\'' && c != '’')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(&text[start..]).filter(|word| !word.is_empty())
}

/// The first words of `text`, where only blanks stand before and between them.
fn next_words(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find(|c: char| !is_latin(c) && !" '’".contains(c)).unwrap_or(text.len());
    text[..end].split(' ').filter(|word| !word.is_empty())
}

impl Run<'_> {
    /// Whether it is glued to a sign, glossed behind, announced, or in a list of such words.
    fn is_listed(&self) -> bool {
        let sign = |c: char| is_cjk_letter(c) || "、·・#＃@~_/\\‘'’—=-<>".contains(c);
        let gloss = ['(', '（', '=', '—', '–', '-', '[', '/', '“', '"', '‘'];
        let next = next_words(self.after).next().unwrap_or_default();
        let behind = self.after.find(next).map_or("", |at| self.after[at + next.len()..].trim_start());
        let ahead = last_word(self.before)
            .map_or("", |word| self.before.trim_end().strip_suffix(word).unwrap_or_default().trim_end());
        let in_commas = self.before.trim_end().ends_with(',') && self.after.starts_with(',');
        in_commas
            || self.before.ends_with(sign)
            || self.after.starts_with(sign)
            || self.after.trim_start().starts_with(gloss)
            || behind.starts_with(is_cjk_letter)
            || ahead.ends_with(is_cjk_letter)
            || last_word(self.before).is_some_and(announces)
    }

    /// Whether it looks as if it were meant: named, glossed, listed, spoken about.
    fn is_meant(&self) -> bool {
        self.is_listed()
            || self.after.trim_start().starts_with([':', '：'])
            || next_words(self.after).next().is_some_and(|word| SPEAK.contains(&word))
    }

    /// Whether it stands behind a name that it may be the writing of.
    fn is_behind_name(&self) -> bool {
        self.before.ends_with(' ')
            && last_word(self.before).is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
    }

    /// The edit that takes it out and leaves one gap.
    fn taken_out(&self) -> Proposal {
        let Span { start, end } = self.span;
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (left, right) = (self.before.chars().next_back(), self.after.chars().next());
        match (left, right) {
            (None | Some(' '), Some(' ')) => Proposal::edit(Span::new(start, end + 1), ""),
            (Some(' '), right) if !letter(right) => Proposal::edit(Span::new(start - 1, end), ""),
            (left, right) if letter(right) && (letter(left) || left.is_some_and(|c| ",.;:!?)”".contains(c))) => {
                Proposal::edit(self.span, " ")
            }
            _ => Proposal::edit(self.span, ""),
        }
    }
}

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

struct Leaked;

/// What engines write for what they do not know, and entities of a page that was not unpacked.
static LEAKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<unk>|&(?:amp;)+(?:nbsp|quot|lt|gt|amp|ldquo|rdquo|#[0-9]+);|&(?:quot|nbsp|ldquo|rdquo|hellip|mdash|middot|#[0-9]{2,5});|__[A-Z]{2,12}(?:_[A-Z0-9]{1,6})?__")
        .expect("the pattern of leaked tokens is part of the program")
});

/// A page with tags or Markdown may mean its entities.
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)</[A-Za-z]|<(?:br|img|p|div|hr)\b|```|`[^`\n]+`|^#{1,6} |\]\(|^def |^import |;\s*$")
        .expect("the pattern of markup is part of the program")
});

pub(super) fn make_leaked(_: &DetectSpec) -> (Action, Needs) {
    (Action::Page(Box::new(Leaked)), Needs::AnyOf([&b"<unk>"[..], b"&", b"__"].map(<[u8]>::to_vec).into()))
}

impl PageAction for Leaked {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let mut hits = LEAKED.find_iter(page.text()).peekable();
        if hits.peek().is_none() || MARKUP.is_match(page.evidence()) {
            return;
        }
        found.extend(hits.map(|hit| Proposal::flag(Span::new(hit.start(), hit.end()))));
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

    #[test]
    fn words_are_found_beside_a_run() {
        assert_eq!(last_word("This is "), Some("is"));
        assert_eq!(last_word("the 王"), None);
        assert_eq!(next_words(" the sugar, and").collect::<Vec<_>>(), ["the", "sugar"]);
    }
}
