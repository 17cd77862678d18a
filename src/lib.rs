//! mtclean (placeholder)
pub mod document;
pub mod engine;
pub mod rule;
pub mod text;
pub use engine::{Apply, Cleaned, Cleaner, Finding};
pub use rule::{Level, RuleSet};
