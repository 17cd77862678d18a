//! What cleaning a text came to: both layers and the flags, all told on the original.

use super::fingerprint::fingerprint;
use crate::rule::{Level, RuleSet};
use crate::text::{Edit, Hand, LineIndex, Patch, Span};

/// How much of what was found is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apply {
    /// The rules of level `auto`.
    Auto,
    /// Those of level `review` too.
    Review,
}

/// A text and everything that was found in it. Data: it prints nothing and writes nothing.
#[derive(Debug)]
pub struct Cleaned<'t> {
    original: &'t str,
    auto: Patch,
    auto_text: Option<String>,
    proposals: Patch,
    review_text: Option<String>,
    notes: Vec<Note>,
}

/// What the cleaner hands over.
pub(super) struct Parts {
    pub auto: Patch,
    pub auto_text: Option<String>,
    pub proposals: Patch,
    pub review_text: Option<String>,
    pub notes: Vec<Note>,
}

/// Something to read, without a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub hands: Vec<Hand>,
    /// Bytes of the original.
    pub span: Span,
    pub message: String,
}

/// One thing found, told on the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'r> {
    /// `auto` is applied, `review` is proposed, `flag` is to be read.
    pub level: Level,
    /// The ids of all rules that had a hand in it, first the one that changed most.
    pub rules: Vec<&'r str>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Bytes of the original.
    pub span: Span,
    /// The line that the span starts in, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
    /// The text under the span.
    pub before: String,
    /// What stands there once the finding is applied; none for a flag. Where a proposal covers applied changes, this
    /// is what stands there after both.
    pub after: Option<String>,
    /// What the finding is known by in other places and later versions of the text.
    pub fingerprint: String,
}

impl<'t> Cleaned<'t> {
    pub(super) fn new(original: &'t str, parts: Parts) -> Self {
        let Parts { auto, auto_text, proposals, review_text, mut notes } = parts;
        // What a proposal repairs needs no flag as well.
        notes.retain(|note| proposals.overlapping(note.span).is_empty());
        notes.sort_by(|a, b| (a.span, &a.message).cmp(&(b.span, &b.message)));
        notes.dedup();
        Self { original, auto, auto_text, proposals, review_text, notes }
    }

    /// The text as it was.
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// The text as it is with what `apply` says applied.
    pub fn text(&self, apply: Apply) -> &str {
        let auto = self.auto_text.as_deref().unwrap_or(self.original);
        match apply {
            Apply::Auto => auto,
            Apply::Review => self.review_text.as_deref().unwrap_or(auto),
        }
    }

    /// The edits that turn the original into [`Self::text`], sorted and disjoint.
    ///
    /// At [`Apply::Review`] these are the proposals, and the `auto` changes that lie in none of them.
    pub fn edits(&self, apply: Apply) -> Vec<&Edit> {
        if apply == Apply::Auto {
            return self.auto.edits().iter().collect();
        }
        // Proposals are disjoint, so the last one that starts no later is the only one that can cover the edit.
        let covered = |edit: &Edit| {
            let after = self.proposals.edits().partition_point(|proposal| proposal.span.start <= edit.span.start);
            after > 0 && self.proposals.edits()[after - 1].span.contains(edit.span)
        };
        let mut edits: Vec<&Edit> = self.auto.edits().iter().filter(|edit| !covered(edit)).collect();
        edits.extend(self.proposals.edits());
        edits.sort_by_key(|edit| edit.span);
        edits
    }

    /// Whether nothing was found at all.
    pub fn is_clean(&self) -> bool {
        self.auto.is_empty() && self.proposals.is_empty() && self.notes.is_empty()
    }

    /// Everything that was found, in the order of the text; `rules` are the rules of the cleaner.
    pub fn findings<'r>(&self, rules: &'r RuleSet) -> Vec<Finding<'r>> {
        let lines = LineIndex::new(self.original);
        let ids = |hands: &mut dyn Iterator<Item = Hand>| -> Vec<&'r str> {
            hands.map(|hand| rules.by_hand(hand).id.as_str()).collect()
        };
        let finding = |level, rule_ids: Vec<&'r str>, message: String, span: Span, after: Option<&str>| {
            let place = lines.place(span.start);
            Finding {
                level,
                message,
                span,
                line: place.line,
                column: place.column,
                before: span.of(self.original).to_string(),
                after: after.map(str::to_string),
                fingerprint: fingerprint(&rule_ids.join("+"), self.original, span, after),
                rules: rule_ids,
            }
        };
        let edited = |level, edit: &Edit| {
            let hands = edit.hands.by_weight();
            let messages: Vec<&str> = hands.iter().map(|&hand| rules.by_hand(hand).summary.as_str()).collect();
            finding(level, ids(&mut hands.into_iter()), messages.join("; "), edit.span, Some(&edit.with))
        };
        let mut found: Vec<Finding<'r>> = self.auto.edits().iter().map(|edit| edited(Level::Auto, edit)).collect();
        found.extend(self.proposals.edits().iter().map(|edit| edited(Level::Review, edit)));
        found.extend(self.notes.iter().map(|note| {
            finding(Level::Flag, ids(&mut note.hands.iter().copied()), note.message.clone(), note.span, None)
        }));
        found.sort_by_key(|finding| (finding.span, finding.level));
        found
    }
}
