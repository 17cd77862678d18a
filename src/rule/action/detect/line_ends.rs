//! `line-ends`: blanks behind the last word of a line.
//!
//! Two ASCII blanks and more before a line with text are a line break in Markdown, one may be a soft break in mail, tabs
//! are the empty columns of a table: those stay. What goes is a blank behind a finished sentence, and NBSP or
//! ideographic spaces, which only a page's layout puts there.

use super::super::{Action, PageAction, Proposal};
use crate::document::script::is_blank;
use crate::document::{Language, Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::{Lines, Span};

struct LineEnds;

pub(super) fn make(_: &DetectSpec) -> (Action, Needs) {
    let blanks = [" ", "\u{a0}", "\u{2003}", "\u{3000}"];
    let ends = blanks.iter().flat_map(|blank| ["\n", "\r\n"].map(|ending| format!("{blank}{ending}").into_bytes()));
    (Action::Page(Box::new(LineEnds)), Needs::AnyOf(ends.collect()))
}

impl PageAction for LineEnds {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let lines: Vec<Span> = Lines::new(text).collect();
        for (number, &line) in lines.iter().enumerate() {
            let body = line.of(text);
            let words = body.trim_end_matches(is_blank);
            let blanks = &body[words.len()..];
            // Lines of blanks alone are the gaps between paragraphs, and another rule's.
            if blanks.is_empty() || words.is_empty() || blanks.contains('\t') || page.in_block(line) {
                continue;
            }
            let ascii = blanks.bytes().all(|byte| byte == b' ');
            let goes_on = lines.get(number + 1).is_some_and(|next| !next.of(text).chars().all(is_blank));
            let is_break = ascii && blanks.len() >= 2 && goes_on;
            let finished = words.ends_with(['.', '!', '?', '…', '”', '"', '。', '！', '？']);
            if is_break || (ascii && !(finished && Segment::new(words, page).is_prose())) {
                continue;
            }
            if Segment::new(words, page).language() == Language::En {
                found.push(Proposal::edit(Span::new(line.start + words.len(), line.end), ""));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> String {
        let mut found = Vec::new();
        LineEnds.propose(&Page::new(text), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, "");
        }
        out
    }

    #[test]
    fn blanks_behind_a_finished_sentence_go() {
        let before = "The lists of the drill will be corrected this week. \n\nAnd so on for all of us.\u{3000}\n";
        assert_eq!(run(before), "The lists of the drill will be corrected this week.\n\nAnd so on for all of us.\n");
    }

    #[test]
    fn breaks_columns_and_soft_breaks_stay() {
        for kept in [
            "Roses are what the man has brought to us.  \nViolets too.\n",
            "7\t\t\t\n",
            "this is a line of the mail that flows on \ninto the next line of it.\n",
            "-- \nThe man at the desk\n",
        ] {
            assert_eq!(run(kept), kept);
        }
    }
}
