//! One pass over a text that says which rules can match at all, and where.
//!
//! Every rule's [`Needs`] go into one automaton. A line in which nothing of them stands is never looked at again.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::mask::Mask;
use crate::rule::{Action, Needs, Rule};
use crate::text::{Hand, Lines, Span};

/// The automaton over what all rules need.
pub(super) struct Scan {
    automaton: AhoCorasick,
    /// The rules that a literal of the automaton may wake.
    owners: Vec<Mask>,
    /// Line rules that look at every line.
    always: Mask,
    /// Page rules.
    pages: Mask,
    count: usize,
}

/// What a scan found.
pub(super) struct Scanned {
    /// The lines in which some line rule may match, in order, with those rules.
    pub lines: Vec<(Span, Mask)>,
    /// The page rules that may match.
    pub page: Mask,
}

impl Scan {
    /// The scan for `rules`.
    pub(super) fn new(rules: &[Rule]) -> Self {
        let count = rules.len();
        let (mut always, mut pages) = (Mask::none(count), Mask::none(count));
        let mut wants: Vec<(&[u8], Hand)> = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            let hand = Hand::try_from(number).expect("fewer than 65,536 rules");
            if matches!(rule.action, Action::Page(_)) {
                pages.insert(hand);
            }
            match &rule.needs {
                Needs::AnyOf(literals) => wants.extend(literals.iter().map(|literal| (&literal[..], hand))),
                Needs::Nothing => always.insert(hand),
            }
        }
        // Many rules want the same sign: the automaton holds each literal once.
        let mut known: HashMap<&[u8], usize> = HashMap::with_capacity(wants.len());
        let (mut literals, mut owners): (Vec<&[u8]>, Vec<Mask>) = (Vec::new(), Vec::new());
        for (literal, hand) in wants {
            let at = *known.entry(literal).or_insert_with(|| {
                literals.push(literal);
                owners.push(Mask::none(count));
                literals.len() - 1
            });
            owners[at].insert(hand);
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&literals);
        let automaton = automaton.expect("rule files hold fewer literals than an automaton has states");
        Self { automaton, owners, always, pages, count }
    }

    /// The rules of `allowed` that can match somewhere in `text`.
    pub(super) fn rules_for(&self, text: &str, allowed: &Mask) -> Mask {
        let mut found = self.always.clone();
        for hit in self.automaton.find_overlapping_iter(text) {
            found.add(&self.owners[hit.pattern().as_usize()]);
        }
        found.and(allowed)
    }

    /// Where in `text` which rules of `allowed` can match.
    pub(super) fn scan(&self, text: &str, allowed: &Mask) -> Scanned {
        let line_rules = allowed.without(&self.pages);
        let always = self.always.and(&line_rules);
        let mut page = self.always.and(&self.pages).and(allowed);
        let mut lines: Vec<(Span, Mask)> = Vec::new();
        if !always.is_empty() {
            lines.extend(Lines::new(text).filter(|line| !line.is_empty()).map(|line| (line, always.clone())));
        }
        // With lines from `always` all lines are there already and the walk keeps step with them.
        let mut at = 0;
        for hit in self.automaton.find_overlapping_iter(Input::new(text)) {
            let owners = &self.owners[hit.pattern().as_usize()];
            page.add(&owners.and(&self.pages).and(allowed));
            let woken = owners.and(&line_rules);
            if woken.is_empty() {
                continue;
            }
            // Overlapping hits come in the order of their ends.
            while at < lines.len() && lines[at].0.end < hit.end() {
                at += 1;
            }
            if lines.get(at).is_none_or(|(line, _)| hit.start() < line.start) {
                let line = Lines::around(text, hit.start());
                if hit.start() < line.start || hit.end() > line.end {
                    // Line endings and the byte-order mark are part of no line: no line rule can want them.
                    continue;
                }
                lines.insert(at, (line, Mask::none(self.count)));
            }
            lines[at].1.add(&woken);
        }
        Scanned { lines, page }
    }
}
