//! `indent`: blanks before a paragraph that were an indent on the page and are noise in the text.
//!
//! With an NBSP or an ideographic space among them they come from the page; only NBSP of different depths before short
//! lines are a verse or a column that was set with them. ASCII blanks mean something in Markdown, code, verse and
//! tables: up to three of them go only before a paragraph that stands alone and is long.

use super::super::{Action, PageAction, Proposal};
use crate::document::script::{is_blank, latin_words};
use crate::document::{Language, Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::{Lines, Span};

/// Fewer words than this are no paragraph: a verse, a heading, an item.
const PARAGRAPH_WORDS: usize = 20;

struct Indent;

pub(super) fn make(_: &DetectSpec) -> (Action, Needs) {
    let blanks = [" ", "\t", "\u{a0}", "\u{2002}", "\u{2003}", "\u{3000}"];
    let starts = blanks.iter().map(|blank| format!("\n{blank}").into_bytes());
    // The first line has no line ending before it.
    let wide = ["\u{a0}", "\u{2003}", "\u{3000}"].map(|blank| blank.as_bytes().to_vec());
    (Action::Page(Box::new(Indent)), Needs::AnyOf(starts.chain(wide).collect()))
}

impl PageAction for Indent {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let lines: Vec<Span> = Lines::new(text).collect();
        let is_empty = |number: usize| lines.get(number).is_none_or(|line| line.of(text).chars().all(is_blank));
        // Whether the lines above are a list that has not ended: all that is indented below an item belongs to it.
        let mut in_list = false;
        for (number, &line) in lines.iter().enumerate() {
            let body = line.of(text);
            if is_empty(number) {
                continue;
            }
            let words = body.trim_start_matches(is_blank);
            let blanks = &body[..body.len() - words.len()];
            let stands_alone = is_empty(number.wrapping_sub(1)) && is_empty(number + 1);
            let wide = blanks.contains(['\u{2002}', '\u{2003}', '\u{3000}']);
            let set = || {
                is_short(words)
                    && [number.wrapping_sub(1), number + 1].iter().any(|&near| {
                        lines
                            .get(near)
                            .is_some_and(|near| is_short(near.of(text)) && is_set_apart(near.of(text), blanks))
                    })
            };
            let from_page = wide || (blanks.contains('\u{a0}') && !is_columns(words) && !set());
            let lone =
                blanks.len() <= 3 && !blanks.contains('\t') && stands_alone && !in_list && is_paragraph(words, page);
            if !blanks.is_empty() && (from_page || lone) && !page.in_block(line) && is_english(words, page) {
                found.push(Proposal::edit(Span::new(line.start, line.start + blanks.len()), ""));
            }
            in_list = is_item(body) || (in_list && !blanks.is_empty());
        }
    }
}

/// Whether a line is an item of a list, under which paragraphs are indented.
fn is_item(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    let bullet = line.starts_with(['-', '*', '+', '•', '·', '>', '|', '#']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')', '、']);
    bullet || numbered || line.starts_with("[^")
}

fn is_paragraph(words: &str, page: &Page<'_>) -> bool {
    latin_words(words).take(PARAGRAPH_WORDS).count() == PARAGRAPH_WORDS && Segment::new(words, page).is_prose()
}

fn is_short(line: &str) -> bool {
    latin_words(line).take(PARAGRAPH_WORDS).count() < PARAGRAPH_WORDS
}

/// Whether `line` has text that begins at another depth than behind `blanks`.
fn is_set_apart(line: &str, blanks: &str) -> bool {
    let words = line.trim_start_matches(is_blank);
    !words.is_empty() && line[..line.len() - words.len()].chars().count() != blanks.chars().count()
}

/// Whether three blanks and more stand between words: columns, which an indent is a part of.
fn is_columns(words: &str) -> bool {
    let mut run = 0;
    words.trim_end_matches(is_blank).chars().any(|c| {
        run = if is_blank(c) { run + 1 } else { 0 };
        run == 3
    })
}

/// Chinese and Japanese print paragraphs with an indent; that is theirs.
fn is_english(words: &str, page: &Page<'_>) -> bool {
    Segment::new(words, page).language() == Language::En
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> String {
        let mut found = Vec::new();
        Indent.propose(&Page::new(text), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, "");
        }
        out
    }

    #[test]
    fn indents_of_the_page_go() {
        assert_eq!(
            run("\u{3000}\u{3000}“Who is it?”\n\u{3000}\u{3000}It was the wind.\n"),
            "“Who is it?”\nIt was the wind.\n"
        );
        assert_eq!(
            run("Sizes:\n\n\u{a0} Height: 4 cm\n\u{a0} Width: 3 cm\n"),
            "Sizes:\n\nHeight: 4 cm\nWidth: 3 cm\n"
        );
    }

    #[test]
    fn verse_columns_and_other_languages_stay() {
        for kept in [
            "The sea comes in,\n\u{a0}\u{a0}And in, and in,\n\u{a0}\u{a0}\u{a0}\u{a0}And in.\n",
            "\u{a0}Item\u{a0}\u{a0}\u{a0}\u{a0}Price\n\n",
            "\u{3000}\u{3000}今天很好，我们明天再来。\n",
        ] {
            assert_eq!(run(kept), kept);
        }
    }
}
