//! mtclean (placeholder)
pub mod cli;
pub mod corpus;
pub mod document;
pub mod engine;
pub mod report;
pub mod rule;
pub mod text;
pub use engine::{Apply, Cleaned, Cleaner, Finding};
pub use rule::{Level, RuleSet};
