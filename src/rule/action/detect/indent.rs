//! `indent`: blanks before a paragraph that were an indent on the page and are noise in the text.
//!
//! With an NBSP or an ideographic space among them they come from the page. ASCII blanks mean something in Markdown,
//! code, verse and tables: up to three of them go only before a paragraph that stands alone and is long.

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
        // The last line with text before the one in hand.
        let mut above: Option<usize> = None;
        for (number, &line) in lines.iter().enumerate() {
            let body = line.of(text);
            if is_empty(number) {
                continue;
            }
            let words = body.trim_start_matches(is_blank);
            let blanks = &body[..body.len() - words.len()];
            let stands_alone = is_empty(number.wrapping_sub(1)) && is_empty(number + 1);
            let in_list = above.is_some_and(|above| is_item(lines[above].of(text)));
            let from_page = blanks.contains(['\u{a0}', '\u{2002}', '\u{2003}', '\u{3000}']);
            let lone = blanks.len() <= 3 && !blanks.contains('\t') && stands_alone && !in_list && is_paragraph(words, page);
            if !blanks.is_empty() && (from_page || lone) && !page.in_block(line) && is_english(words, page) {
                found.push(Proposal::edit(Span::new(line.start, line.start + blanks.len()), ""));
            }
            above = Some(number);
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

/// Chinese and Japanese print paragraphs with an indent; that is theirs.
fn is_english(words: &str, page: &Page<'_>) -> bool {
    Segment::new(words, page).language() == Language::En
}
