//! `blank-lines`: runs of blank lines become one.
//!
//! Three and more are always furniture. Exactly two are left alone where one is the custom of the text (a scene
//! break, a new section), and become one where most gaps are that wide, as in pages whose paragraphs were tags.

use super::super::{Action, PageAction, Proposal};
use crate::document::Page;
use crate::document::script::is_blank;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::{Lines, Span};

struct BlankLines;

pub(super) fn make(_: &DetectSpec) -> (Action, Needs) {
    let ends: [&[u8]; 6] =
        [b"\n\n\n", b"\n\r\n\r\n", b"\n ", b"\n\t", "\n\u{a0}".as_bytes(), "\n\u{3000}".as_bytes()];
    (Action::Page(Box::new(BlankLines)), Needs::AnyOf(ends.map(<[u8]>::to_vec).to_vec()))
}

impl PageAction for BlankLines {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let (mut runs, mut open, mut seen_text) = (Vec::new(), None::<(usize, Span)>, false);
        for line in Lines::new(text) {
            let blank = line.of(text).chars().all(is_blank) && !page.in_block(line);
            match (&mut open, blank) {
                (Some((count, run)), true) => {
                    *count += 1;
                    run.end = line.end;
                }
                (None, true) if seen_text => open = Some((1, line)),
                (Some((count, run)), false) => {
                    runs.push((*count, Span::new(run.start, line.start)));
                    open = None;
                }
                _ => {}
            }
            seen_text |= !blank;
        }
        let wide = runs.iter().filter(|(count, _)| *count >= 2).count();
        let least = if wide * 2 > runs.len() { 2 } else { 3 };
        for (count, run) in runs {
            if count >= least {
                // The first blank line stays, with the line ending that it has.
                let first = run.of(text).find('\n').map_or(run.end, |at| run.start + at + 1);
                found.push(Proposal::edit(Span::new(first, run.end), ""));
            }
        }
    }
}
