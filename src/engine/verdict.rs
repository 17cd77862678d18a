//! Running a rule's own examples, with outcomes that have names.

use super::{Apply, Cleaner};
use crate::rule::{Expectation, Level, Rule};

/// What became of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// `before` became `after`, by this rule's hand, or the rule pointed at `flagged`.
    Fixed,
    /// `keep` came out as it was.
    Kept,
    /// The rule had no hand in it.
    Missing,
    /// `keep` was changed or flagged.
    Noisy,
    /// The rule acted, and the result is another than `after`.
    Wrong,
    /// The example does not hold, as its `known-failure` says.
    KnownFailure,
    /// The example holds although its `known-failure` says that it does not: take that line out.
    FixedAtLast,
}

impl Verdict {
    /// Whether the suite passes with it.
    pub fn holds(self) -> bool {
        matches!(self, Self::Fixed | Self::Kept | Self::KnownFailure)
    }

    /// The outcome in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Kept => "kept",
            Self::Missing => "missing",
            Self::Noisy => "noisy",
            Self::Wrong => "wrong",
            Self::KnownFailure => "known failure",
            Self::FixedAtLast => "fixed at last",
        }
    }
}

/// An example, run.
#[derive(Debug, Clone)]
pub struct Outcome<'r> {
    /// The example's name.
    pub name: &'r str,
    /// What became of it.
    pub verdict: Verdict,
    /// The text that was expected.
    pub expected: &'r str,
    /// The text that came out, or for a flag what was pointed at.
    pub found: String,
    /// The rules that had a hand in it.
    pub hands: Vec<String>,
}

/// Runs the examples of `rule` with the whole set of `cleaner`, at the rule's own level; traps are held against every
/// rule of levels `auto` and `review`, and against this rule if it flags.
pub fn prove<'r>(cleaner: &Cleaner, rule: &'r Rule) -> Vec<Outcome<'r>> {
    let run = |example: &'r crate::rule::Example| {
        let expectation = example.expectation().expect("checked when the rule was loaded");
        let outcome = one(cleaner, rule, &example.name, expectation);
        let verdict = match (&example.known_failure, outcome.verdict.holds()) {
            (None, _) => outcome.verdict,
            (Some(_), true) => Verdict::FixedAtLast,
            (Some(_), false) => Verdict::KnownFailure,
        };
        Outcome { verdict, ..outcome }
    };
    rule.examples.iter().map(run).collect()
}

fn one<'r>(cleaner: &Cleaner, rule: &Rule, name: &'r str, expectation: Expectation<'r>) -> Outcome<'r> {
    let (text, expected) = match expectation {
        Expectation::Fixed { before, after } => (before, after),
        Expectation::Flagged { before, part } => (before, part),
        Expectation::Kept(text) => (text, text),
    };
    let cleaned = cleaner.clean(text);
    let findings = cleaned.findings(cleaner.rules());
    let by_rule = |level: &dyn Fn(Level) -> bool| {
        findings.iter().filter(|finding| level(finding.level) && finding.rules.contains(&rule.id.as_str())).collect::<Vec<_>>()
    };
    let apply = if rule.level == Level::Auto { Apply::Auto } else { Apply::Review };
    let mut hands: Vec<String> = Vec::new();
    let mut add = |ids: &[&str]| ids.iter().for_each(|id| if !hands.iter().any(|known| known == id) { hands.push((*id).into()) });
    let (verdict, found) = match expectation {
        Expectation::Fixed { after, .. } => {
            let result = cleaned.text(apply);
            let had_a_hand = !by_rule(&|level| level != Level::Flag).is_empty();
            findings.iter().filter(|finding| finding.level != Level::Flag).for_each(|finding| add(&finding.rules));
            let verdict = match (had_a_hand, result == after) {
                (false, _) => Verdict::Missing,
                (true, true) => Verdict::Fixed,
                (true, false) => Verdict::Wrong,
            };
            (verdict, result.to_string())
        }
        Expectation::Flagged { before, part } => {
            let start = before.find(part).expect("checked when the rule was loaded");
            let pointed = by_rule(&|level| level == Level::Flag);
            let right = pointed.iter().any(|finding| finding.span.start < start + part.len() && finding.span.end > start);
            let verdict = match (pointed.is_empty(), right) {
                (true, _) => Verdict::Missing,
                (false, true) => Verdict::Fixed,
                (false, false) => Verdict::Wrong,
            };
            (verdict, pointed.iter().map(|finding| finding.before.as_str()).collect::<Vec<_>>().join(" | "))
        }
        Expectation::Kept(text) => {
            let result = cleaned.text(Apply::Review);
            findings.iter().filter(|finding| finding.level != Level::Flag).for_each(|finding| add(&finding.rules));
            let flagged = by_rule(&|level| level == Level::Flag);
            flagged.iter().for_each(|finding| add(&finding.rules));
            let verdict = if result == text && flagged.is_empty() { Verdict::Kept } else { Verdict::Noisy };
            (verdict, result.to_string())
        }
    };
    Outcome { name, verdict, expected, found, hands }
}
