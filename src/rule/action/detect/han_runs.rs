//! Single Chinese words in an English line, with what stands around them: the common ground of the detectors that
//! sort them.
//!
//! It passes over Chinese that is quoted, bracketed or named, and texts that talk about Chinese.

use super::super::Proposal;
use super::super::remove::is_mainly_latin;
use crate::document::script::{is_cjk_letter, is_han, is_latin, latin_words};
use crate::document::{Language, Page, Segment};
use crate::text::Span;

/// A longer run is a clause, which is another rule's.
const RUN: usize = 4;
/// So many bytes on each side tell what a run is.
const AROUND: usize = 64;

/// A text that talks about Chinese has a word of grammar in so many words.
const WORDS_A_TERM: usize = 150;

/// A run of Han in a line, in no bracket and no quotation, with the text close to it.
pub(super) struct Run<'t> {
    pub span: Span,
    pub han: &'t str,
    pub before: &'t str,
    pub after: &'t str,
}

/// The runs of 1–4 Han in an English line of a page that does not talk about Chinese.
pub(super) fn runs<'t>(segment: &Segment<'t>) -> Vec<Run<'t>> {
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
pub(super) fn is_lesson(page: &Page<'_>) -> bool {
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
pub(super) fn announces(word: &str) -> bool {
    ANNOUNCE.contains(&word.to_ascii_lowercase().as_str()) || !word.is_ascii()
}

/// The last word of `text`, where only blanks follow it.
pub(super) fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    let start = text
        .rfind(|c: char| !is_latin(c) && c != '\'' && c != '’')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    Some(&text[start..]).filter(|word| !word.is_empty())
}

/// The first words of `text`, where only blanks stand before and between them.
pub(super) fn next_words(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find(|c: char| !is_latin(c) && !" '’".contains(c)).unwrap_or(text.len());
    text[..end].split(' ').filter(|word| !word.is_empty())
}

impl Run<'_> {
    /// Whether it is glued to a sign, glossed behind, announced, or in a list of such words.
    pub(super) fn is_listed(&self) -> bool {
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
    pub(super) fn is_meant(&self) -> bool {
        self.is_listed()
            || self.after.trim_start().starts_with([':', '：'])
            || next_words(self.after).next().is_some_and(|word| SPEAK.contains(&word))
    }

    /// Whether it stands behind a name that it may be the writing of.
    pub(super) fn is_behind_name(&self) -> bool {
        self.before.ends_with(' ')
            && last_word(self.before).is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1)
    }

    /// The edit that takes it out and leaves one gap.
    pub(super) fn taken_out(&self) -> Proposal {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_beside_a_run() {
        assert_eq!(last_word("This is "), Some("is"));
        assert_eq!(last_word("the 王"), None);
        assert_eq!(next_words(" the sugar, and").collect::<Vec<_>>(), ["the", "sugar"]);
    }
}
