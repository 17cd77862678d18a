//! What rules do: one file for each kind of action. An action proposes; it never edits.

pub(crate) mod detect;
mod remove;
mod replace;
mod table;
mod terms;

use crate::document::{Page, Segment};
use crate::rule::Needs;
use crate::rule::fault::Fault;
use crate::rule::spec::{ActionSpec, Level};
use crate::text::Span;

/// What a rule would do, or points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Bytes of the text that the action was shown.
    pub span: Span,
    /// What should stand there; `None` points at it and nothing more.
    pub with: Option<String>,
    /// What the rule's summary does not say of a thing pointed at: the word, the count.
    pub note: Option<String>,
}

impl Proposal {
    /// Puts `with` in the place of `span`.
    pub(crate) fn edit(span: Span, with: impl Into<String>) -> Self {
        Self { span, with: Some(with.into()), note: None }
    }

    /// Points at `span`.
    pub(crate) fn flag(span: Span) -> Self {
        Self { span, with: None, note: None }
    }

    /// The same with a note.
    pub(crate) fn noting(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// A compiled action, by what it has to see.
pub(crate) enum Action {
    /// Sees one line at a time.
    Line(Box<dyn LineAction>),
    /// Sees the whole text, because it removes or compares lines.
    Page(Box<dyn PageAction>),
}

/// An action on one line.
pub(crate) trait LineAction: Send + Sync {
    /// A first, fast look at a line: false if nothing can be found in it. It is asked where a rule needs no literals
    /// that the scan could look for, and so decides whether clean text stays cheap.
    fn may_find(&self, _line: &str) -> bool {
        true
    }

    /// Adds what it would do to `segment`, in any order.
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>);
}

/// An action on a whole text.
pub(crate) trait PageAction: Send + Sync {
    /// Adds what it would do to `page`, in any order.
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>);
}

/// Compiles what a rule file says, with what a text needs before the action can find anything. `place` is the
/// whole action in the file, for faults that have no closer place.
pub(super) fn compile(spec: &ActionSpec, level: Level, place: Span) -> Result<(Action, Needs), Vec<Fault>> {
    match spec {
        ActionSpec::Replace(spec) => replace::compile(spec, level, place),
        ActionSpec::Table(spec) => table::compile(spec, place),
        ActionSpec::Terms(spec) => terms::compile(spec, place),
        ActionSpec::Remove(spec) => remove::compile(spec, level),
        ActionSpec::Detect(spec) => detect::compile(spec),
    }
}
