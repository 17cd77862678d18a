//! What a rule is shown of a text: decoded, cut into segments, with its languages and its protected spans.
//!
//! A segment is a line, because a line is a paragraph in almost every scraped text. It refuses to guess an
//! encoding: what is not UTF-8 is an error that names the byte.

mod decode;
mod language;
mod page;
mod protect;
pub(crate) mod script;
mod segment;

pub use decode::{DecodeError, decode};
pub use language::{Language, UnknownLanguage};
pub use page::Page;
pub use segment::Segment;
