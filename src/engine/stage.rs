//! One stage on one text: its rules propose, what they may not do is sifted out, and what overlaps is settled.

use std::cmp::Reverse;

use super::contract;
use crate::document::{Page, Segment};
use crate::rule::{Action, Level, Proposal, Rule, Within};
use crate::text::{Edit, Hand, Lines, Patch, Span};

/// A proposal that would have broken a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Breach {
    pub hand: Hand,
    /// Bytes of the text that the stage saw.
    pub span: Span,
    pub contract: &'static str,
}

/// What a stage would do to the text it saw.
#[derive(Default)]
pub(super) struct Staged {
    pub patch: Patch,
    pub breaches: Vec<Breach>,
}

/// What a rule finds in a line, less what its languages, its kind of line and protected text forbid.
pub(super) fn in_line(rule: &Rule, segment: &Segment<'_>) -> Vec<Proposal> {
    let Action::Line(action) = &rule.action else { return Vec::new() };
    if rule.within == Within::Prose && !segment.is_prose() {
        return Vec::new();
    }
    let mut found = Vec::new();
    action.propose(segment, &mut found);
    let speaks = |span| rule.languages.is_empty() || rule.languages.contains(&segment.language_at(span));
    found.retain(|proposal| speaks(proposal.span) && !segment.is_protected(proposal.span));
    found
}

/// What a rule finds in a whole text, less what its languages and protected blocks forbid.
pub(super) fn in_page(rule: &Rule, page: &Page<'_>) -> Vec<Proposal> {
    let Action::Page(action) = &rule.action else { return Vec::new() };
    let mut found = Vec::new();
    action.propose(page, &mut found);
    let speaks = |span: Span| {
        let line = Lines::around(page.text(), span.start).of(page.text());
        rule.languages.is_empty() || rule.languages.contains(&Segment::new(line, page).language())
    };
    found.retain(|proposal| !page.in_block(proposal.span) && speaks(proposal.span));
    found
}

/// Chooses among the proposals of a stage. `all` holds each rule with what it found in `text`.
///
/// Where two claim the same text, the one that starts first wins, then the longer, then the surer, then the one whose
/// rule runs first. An insertion also clashes with what it touches, since the order of the two would be a guess; what
/// loses is found again in the next pass, if it is still wrong.
pub(super) fn choose(text: &str, all: Vec<(Hand, &Rule, Vec<Proposal>)>) -> Staged {
    let mut staged = Staged::default();
    let mut edits: Vec<(Level, Edit)> = Vec::new();
    for (hand, rule, found) in all {
        for proposal in found {
            let Some(with) = proposal.with else { continue };
            match contract::breach(proposal.span.of(text), &with, &rule.may_change) {
                Some(contract) => staged.breaches.push(Breach { hand, span: proposal.span, contract }),
                None => edits.push((rule.level, Edit::new(text, proposal.span, with, hand))),
            }
        }
    }
    edits.sort_by_key(|(level, edit)| (edit.span.start, Reverse(edit.span.end), *level));
    let mut chosen: Vec<Edit> = Vec::new();
    for (_, edit) in edits {
        let clashes = chosen.last().is_some_and(|last| {
            let empty = last.span.is_empty() || edit.span.is_empty();
            last.span.overlaps(edit.span) || last.span == edit.span || (empty && last.span.touches(edit.span))
        });
        if !clashes {
            chosen.push(edit);
        }
    }
    staged.patch = Patch::new(chosen).expect("what clashes was left out");
    staged
}
