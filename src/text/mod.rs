//! Places in a text and what is done to them: spans, edits, patches, lines.
//!
//! Everything here counts in bytes of UTF-8 and knows nothing of rules or languages. A [`Patch`] is sorted and
//! disjoint by construction, so applying one cannot fail and composing two is exact.

mod edit;
mod lines;
mod patch;
mod span;

pub use edit::{Edit, Hand, Hands};
pub use lines::{LineIndex, Lines, Place};
pub use patch::{Overlap, Patch, Sources};
pub use span::Span;
