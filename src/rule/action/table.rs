//! `[action.table]`: literals for literals, the longest first. One automaton, however many entries.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Action, LineAction, Proposal};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::fault::Fault;
use crate::rule::spec::TableSpec;
use crate::text::Span;

struct Table {
    entries: Vec<(String, String)>,
    automaton: OnceLock<AhoCorasick>,
}

pub(super) fn compile(spec: &TableSpec, place: Span) -> Result<(Action, Needs), Vec<Fault>> {
    let fault = |message: String| Fault { span: place, message, help: None };
    let mut faults = Vec::new();
    if spec.entries.is_empty() {
        faults.push(fault("`entries` is empty; expected at least one pair".into()));
    }
    for (from, to) in &spec.entries {
        if from.is_empty() || from.contains('\n') {
            faults.push(fault(format!("the entry {from:?} can never match: it is empty or has a line ending")));
        }
        if from == to {
            faults.push(fault(format!("the entry {from:?} replaces a text by itself")));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let entries: Vec<_> = spec.entries.iter().map(|(from, to)| (from.clone(), to.clone())).collect();
    let needs = Needs::AnyOf(entries.iter().map(|(from, _)| from.clone().into_bytes()).collect());
    Ok((Action::Line(Box::new(Table { entries, automaton: OnceLock::new() })), needs))
}

impl LineAction for Table {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let automaton = self.automaton.get_or_init(|| leftmost_longest(self.entries.iter().map(|(from, _)| from)));
        found.extend(automaton.find_iter(segment.text()).map(|hit| {
            let (_, to) = &self.entries[hit.pattern().as_usize()];
            Proposal::edit(Span::new(hit.start(), hit.end()), to)
        }));
    }
}

/// An automaton that finds the longest of the literals at the leftmost place.
pub(super) fn leftmost_longest(literals: impl IntoIterator<Item = impl AsRef<[u8]>>) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(literals)
        .expect("a rule file has fewer literals than an automaton has states")
}
