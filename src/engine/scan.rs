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
    pub(super) fn rules_for(&self, rules: &[Rule], text: &str, allowed: &Mask) -> Mask {
        let mut found = self.pages.and(&self.always).and(allowed);
        for hit in self.automaton.find_overlapping_iter(text) {
            found.add_common(&self.owners[hit.pattern().as_usize()], allowed);
        }
        self.glance(rules, text, allowed, &mut found);
        found
    }

    /// Where in `text` which rules of `allowed` can match.
    pub(super) fn scan(&self, rules: &[Rule], text: &str, allowed: &Mask) -> Scanned {
        let line_rules = allowed.without(&self.pages);
        let page_rules = allowed.and(&self.pages);
        let mut page = self.always.and(&page_rules);
        let mut lines: Vec<(Span, Mask)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(Input::new(text)) {
            let owners = &self.owners[hit.pattern().as_usize()];
            page.add_common(owners, &page_rules);
            if !owners.meets(&line_rules) {
                continue;
            }
            // Overlapping hits come in the order of their ends, and so do their lines.
            let holds = |line: Span| line.start <= hit.start() && hit.end() <= line.end;
            if !lines.last().is_some_and(|(line, _)| holds(*line)) {
                let line = Lines::around(text, hit.start());
                if !holds(line) {
                    // Line endings and the byte-order mark are part of no line: no line rule can want them.
                    continue;
                }
                lines.push((line, Mask::none(self.count)));
            }
            if let Some((_, woken)) = lines.last_mut() {
                woken.add_common(owners, &line_rules);
            }
        }
        if self.always.meets(&line_rules) {
            lines = self.with_glances(rules, text, &line_rules, lines);
        }
        Scanned { lines, page }
    }

    /// The lines with those added that rules without literals want to see.
    fn with_glances(
        &self,
        rules: &[Rule],
        text: &str,
        allowed: &Mask,
        woken: Vec<(Span, Mask)>,
    ) -> Vec<(Span, Mask)> {
        let mut woken = woken.into_iter().peekable();
        let mut lines = Vec::new();
        for line in Lines::new(text).filter(|line| !line.is_empty()) {
            let known = woken.next_if(|(known, _)| *known == line);
            let mut mask = known.map_or_else(|| Mask::none(self.count), |(_, mask)| mask);
            self.glance(rules, line.of(text), allowed, &mut mask);
            if !mask.is_empty() {
                lines.push((line, mask));
            }
        }
        lines
    }

    /// Adds to `found` the line rules without literals that want to see `line` after a first look.
    fn glance(&self, rules: &[Rule], line: &str, allowed: &Mask, found: &mut Mask) {
        for number in self.always.and(allowed).iter() {
            if let Action::Line(action) = &rules[number].action
                && action.may_find(line)
            {
                found.insert(Hand::try_from(number).expect("fewer than 65,536 rules"));
            }
        }
    }
}
