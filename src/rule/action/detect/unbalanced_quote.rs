//! `unbalanced-quote`: a double quotation mark without its partner.
//!
//! It points at the most doubtful mark of a paragraph. It refuses the custom of novels, where each paragraph of a
//! long speech opens with a mark and only the last one closes; quotations that run over lines; inches.

use super::super::{Action, PageAction, Proposal};
use super::quote_marks::{Kind, Mark, Role, marks, turns};
use crate::document::script::{is_blank, latin_words};
use crate::document::{Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::{Lines, Span};

/// A speech may run over so many paragraphs before its mark counts as lost.
const FAR: usize = 8;
/// Fewer words than this are no sentence in which a mark could be missed.
const WORDS: usize = 4;

struct Unbalanced;

pub(super) fn make(_: &DetectSpec) -> (Action, Needs) {
    let signs = ["\"", "“", "”"].map(|sign| sign.as_bytes().to_vec());
    (Action::Page(Box::new(Unbalanced)), Needs::AnyOf(signs.to_vec()))
}

/// What a paragraph lacks.
#[derive(Clone, Copy)]
enum Lack {
    Nothing,
    /// A closing mark for the opening one, which is the last of the paragraph or not.
    Close(Mark, bool),
    /// An opening mark for the closing one.
    Open(Mark),
    /// A partner for a mark that tells no role.
    Either(Mark),
}

impl PageAction for Unbalanced {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let paragraphs = paragraphs(page);
        let mut lacks: Vec<Lack> = paragraphs.iter().map(|&span| lack(span.of(text), page)).collect();
        let opens = |number: usize| paragraphs[number].of(text).trim_start().starts_with(['“', '"']);
        for number in 0..lacks.len() {
            let (mark, open) = match lacks[number] {
                Lack::Nothing => continue,
                Lack::Close(mark, last) => (mark, last),
                Lack::Open(mark) => (mark, false),
                Lack::Either(mark) => (mark, mark.natural() == Some(Role::Open)),
            };
            if open {
                let next = number + 1;
                // The next paragraph of the same speech opens again.
                if next < lacks.len() && opens(next) {
                    continue;
                }
                let end = (next + FAR).min(lacks.len());
                let partner = (next..end).find(|&at| !matches!(lacks[at], Lack::Nothing));
                if let Some(partner) = partner
                    && match lacks[partner] {
                        Lack::Open(_) => true,
                        Lack::Either(other) => other.natural() == Some(Role::Close),
                        _ => false,
                    }
                {
                    lacks[partner] = Lack::Nothing;
                    continue;
                }
            }
            let start = paragraphs[number].start;
            let paragraph = paragraphs[number].of(text);
            let prose = mark.kind != Kind::Straight || Segment::new(paragraph, page).is_prose();
            if !prose || latin_words(paragraph).take(WORDS).count() < WORDS {
                continue;
            }
            found.push(Proposal::flag(Span::new(start + mark.span.start, start + mark.span.end)));
        }
    }
}

/// The paragraphs of a text: its lines, or where lines were broken to a width, the lines up to the next blank one.
fn paragraphs(page: &Page<'_>) -> Vec<Span> {
    let text = page.text();
    let mut found: Vec<Span> = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let mut end = |block: &mut Vec<Span>| {
        if let (Some(first), Some(last)) = (block.first(), block.last()) {
            let wrapped =
                block.len() >= 2 && block[..block.len() - 1].iter().all(|line| (40..=100).contains(&line.len()));
            match wrapped {
                true => found.push(Span::new(first.start, last.end)),
                false => found.extend(block.iter().copied()),
            }
        }
        block.clear();
    };
    for line in Lines::new(text) {
        if line.of(text).chars().all(is_blank) || page.in_block(line) {
            end(&mut block);
        } else {
            block.push(line);
        }
    }
    end(&mut block);
    found
}

fn lack(paragraph: &str, page: &Page<'_>) -> Lack {
    if !paragraph.contains(['"', '“', '”']) || paragraph.contains('|') {
        return Lack::Nothing;
    }
    let segment = Segment::new(paragraph, page);
    let Some(marks) = marks(paragraph, segment.protected()) else { return Lack::Nothing };
    if marks.is_empty() || turns(&marks).is_some() {
        return Lack::Nothing;
    }
    // A mixture that does not come out even is judged as a whole; a row of one kind by its own order.
    let mixed =
        marks.iter().any(|mark| mark.kind == Kind::Straight) && marks.iter().any(|mark| mark.kind != Kind::Straight);
    if mixed && marks.len().is_multiple_of(2) {
        let straight = marks.iter().filter(|mark| mark.kind == Kind::Straight).count();
        if !straight.is_multiple_of(2) {
            return Lack::Nothing;
        }
    }
    let curly = marks.iter().filter(|mark| mark.kind != Kind::Straight).copied().collect::<Vec<_>>();
    match lack_of_curly(&curly) {
        Lack::Nothing => {}
        lack => return lack,
    }
    let straight: Vec<Mark> = marks.iter().filter(|mark| mark.kind == Kind::Straight).copied().collect();
    // With an inch sign among them nothing can be counted.
    if straight.len().is_multiple_of(2) || straight.iter().any(|mark| mark.measure) {
        return Lack::Nothing;
    }
    let doubtful = straight.iter().enumerate().find(|(number, mark)| {
        let role = if number.is_multiple_of(2) { Role::Open } else { Role::Close };
        mark.natural().is_some_and(|natural| natural != role)
    });
    match doubtful {
        // The mark before the first contradiction is the one whose partner is missing.
        Some((number, mark)) if mark.natural() == Some(Role::Open) && number > 0 => {
            either(paragraph, straight[number - 1])
        }
        Some((_, &mark)) => either(paragraph, mark),
        None => straight.last().map_or(Lack::Nothing, |&mark| either(paragraph, mark)),
    }
}

/// A straight mark is a quotation mark if a word stands at it; `"+` and `;"` are signs of some notation.
fn either(text: &str, mark: Mark) -> Lack {
    let ends = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '…');
    let before = text[..mark.span.start].ends_with(ends);
    let after = text[mark.span.end..].starts_with(char::is_alphanumeric);
    if before || after { Lack::Either(mark) } else { Lack::Nothing }
}

fn lack_of_curly(marks: &[Mark]) -> Lack {
    let mut open: Option<Mark> = None;
    let mut depth = 0usize;
    let last = marks.iter().rposition(|mark| mark.kind == Kind::Left).map(|at| marks[at].span);
    for &mark in marks {
        match mark.kind {
            Kind::Left => {
                // A quotation inside a quotation with the same marks is bad style and nothing more.
                open = open.or(Some(mark));
                depth += 1;
            }
            _ if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    open = None;
                }
            }
            _ if mark.measure => return Lack::Nothing,
            _ => return Lack::Open(mark),
        }
    }
    open.map_or(Lack::Nothing, |mark| Lack::Close(mark, Some(mark.span) == last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flagged(text: &str) -> Vec<usize> {
        let page = Page::new(text);
        let mut found = Vec::new();
        Unbalanced.propose(&page, &mut found);
        found.into_iter().map(|proposal| proposal.span.start).collect()
    }

    #[test]
    fn points_at_the_mark_without_a_partner() {
        let text = "They want common growth \"talk and exchange, and then they left.";
        assert_eq!(flagged(text), [text.find('"').unwrap()]);
        let text = "He asked that it be “done in deed. Three of them agreed.";
        assert_eq!(flagged(text), [text.find('“').unwrap()]);
        let text = "“So it is”, he said,”but I had the louder voice.";
        assert_eq!(flagged(text), [text.rfind('”').unwrap()]);
    }

    #[test]
    fn a_speech_of_many_paragraphs_is_no_fault() {
        assert!(flagged("“It was long ago in the town.\n\n“And then it ended there.”\n").is_empty());
        assert!(flagged("He said: “It was long ago in the town.\n\nAnd then it ended there.”\n").is_empty());
        assert!(
            flagged("She never once wore a watch in town. \"I\ndon't need it at all,\" she used to say there.\n")
                .is_empty()
        );
        assert!(flagged("The 5\" pipe is longer than the rest.").is_empty());
    }
}
