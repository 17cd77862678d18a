//! `wide-letters` and `wide-signs`: full-width forms of ASCII characters in English.
//!
//! No pattern can map a class of characters to another, and a table cannot see what stands around its entry. Both
//! detectors refuse faces (`（＾ｏ＾）`, `Ｔ＿Ｔ`), laughter (`ｗｗｗ`), lines that speak about full-width forms, and lines
//! without any plain letter on pages that are not English: those say nothing about the language around.

use super::super::{Action, LineAction, Proposal};
use crate::document::Segment;
use crate::document::script::{is_blank, is_latin};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// The distance between a full-width form and its ASCII character.
const SHIFT: u32 = 0xFEE0;

/// Signs that stand between two words or numbers.
const JOINING: &str = "＋－／＆＝＿＠＜＞｜＊";
/// What faces are made of, and ordinary text is not.
const FACE: &str = "＾´｀∩￣▽∀Д≧≦ω";

struct WideLetters;

struct WideSigns;

pub(super) fn letters(_: &DetectSpec) -> (Action, Needs) {
    let all = ('０'..='９').chain('Ａ'..='Ｚ').chain('ａ'..='ｚ');
    (Action::Line(Box::new(WideLetters)), Needs::AnyOf(all.map(|c| c.to_string().into_bytes()).collect()))
}

pub(super) fn signs(_: &DetectSpec) -> (Action, Needs) {
    let all = JOINING.chars().chain("％＄＃＂＇".chars());
    (Action::Line(Box::new(WideSigns)), Needs::AnyOf(all.map(|c| c.to_string().into_bytes()).collect()))
}

impl LineAction for WideLetters {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if !is_english_enough(segment) {
            return;
        }
        let mut at = 0;
        while let Some(start) = text[at..].find(is_wide_letter).map(|offset| at + offset) {
            let rest = &text[start..];
            let run = &rest[..rest.find(|c| !is_wide_letter(c)).unwrap_or(rest.len())];
            at = start + run.len();
            let before = text[..start].chars().next_back();
            let after = text[at..].chars().next();
            if !in_face(run, before, after) && !is_laughter(run) {
                found.push(Proposal::edit(Span::new(start, at), run.chars().map(narrow).collect::<String>()));
            }
        }
    }
}

impl LineAction for WideSigns {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if !is_english_enough(segment) {
            return;
        }
        for (start, sign) in text.char_indices() {
            let end = start + sign.len_utf8();
            let (before, after) = (text[..start].chars().next_back(), text[end..].chars().next());
            let right = match sign {
                '％' => {
                    let number = text[..start].strip_suffix(' ').unwrap_or(&text[..start]);
                    number.chars().next_back().is_some_and(is_digit)
                }
                '＄' | '＃' => after.is_some_and(is_digit),
                // A quotation mark opens or closes a word.
                '＂' | '＇' => [before, after].iter().any(|c| c.is_some_and(|c| is_latin(c) || is_wide_letter(c))),
                // A sign before a number is its own.
                '－' | '＋' if after.is_some_and(is_digit) && before.is_none_or(|c| is_blank(c) || c == '(') => {
                    true
                }
                _ if JOINING.contains(sign) => joins(&text[..start], &text[end..]),
                _ => false,
            };
            if right {
                found.push(Proposal::edit(Span::new(start, end), narrow(sign)));
            }
        }
    }
}

/// Whether a word or a number ends before the sign and another begins behind it, with a blank on both sides or none.
fn joins(before: &str, after: &str) -> bool {
    let (before, after) = match (before.strip_suffix(' '), after.strip_prefix(' ')) {
        (Some(before), Some(after)) => (before, after),
        (None, None) => (before, after),
        _ => return false,
    };
    let (before, after) = (before.chars().next_back(), after.chars().next());
    let is_end = |c| is_word(c) || matches!(c, ')' | '）' | '”' | '"' | '%' | '％' | '℃' | '°');
    before.is_some_and(is_end) && after.is_some_and(|c| is_word(c) || matches!(c, '(' | '（' | '“' | '"'))
}

fn is_word(c: char) -> bool {
    is_latin(c) || is_wide_letter(c) || c.is_ascii_digit()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Letters and digits alike.
fn is_wide_letter(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - SHIFT).unwrap_or(c)
}

/// Whether the line tells that the text around is English, and does not speak about the forms themselves.
fn is_english_enough(segment: &Segment<'_>) -> bool {
    let text = segment.text();
    let plain = text.contains(is_latin) || segment.page().word_count("the") > 0;
    plain && {
        let small = text.to_ascii_lowercase();
        !["full-width", "fullwidth", "full width", "double-byte", "zenkaku"].iter().any(|word| small.contains(word))
    }
}

/// Whether a run is a part of a face: one letter between its marks.
fn in_face(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let marks = |c: Option<char>| c.is_some_and(|c| FACE.contains(c));
    let lines = |c: Option<char>| c.is_some_and(|c| matches!(c, '＿' | '_' | '；' | ';'));
    let single = run.chars().nth(1).is_none();
    marks(before) || marks(after) || (single && (lines(before) || lines(after)))
}

/// `ｗ` and `ｗｗｗ` laugh in Japanese.
fn is_laughter(run: &str) -> bool {
    run.chars().all(|c| c == 'ｗ')
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
            out.replace_range(proposal.span.start..proposal.span.end, &proposal.with.unwrap_or_default());
        }
        out
    }

    #[test]
    fn letters_become_narrow_and_faces_stay() {
        assert_eq!(run(&WideLetters, "Model：Ｔ７ since ２０２３"), "Model：T7 since 2023");
        for kept in
            ["good night （＾ｏ＾）", "sad Ｔ＿Ｔ today", "too funny ｗｗｗ", "the full-width letter Ａ", "１２３"]
        {
            assert_eq!(run(&WideLetters, kept), kept);
        }
    }

    #[test]
    fn signs_join_words_or_numbers() {
        assert_eq!(
            run(&WideSigns, "R＆D rose by 18.6％, nets ＋ sheets, V－２００"),
            "R&D rose by 18.6%, nets + sheets, V-２００"
        );
        for kept in ["the sign “＆” means and", "m(＿ ＿)m sorry", "＋＋", "100＋"] {
            assert_eq!(run(&WideSigns, kept), kept);
        }
    }
}
