//! mtclean cleans machine-translated text from rules that anybody can read. No model, no network: every change can be
//! seen, traced to its rule, reviewed and taken back.
//!
//! # The flow
//! ```text
//! bytes -> text -> lines and pages -> stage by stage: rules propose edits -> Patch -> Cleaned -> report | store
//! ```
//! The modules stand in that order, and each uses only what stands before it:
//!
//! - [`text`]: spans, edits, patches (sorted and disjoint by construction), lines;
//! - [`document`]: bytes to text, the language of each stretch, what no rule may touch;
//! - [`rule`]: the form of a rule on disk, its faults, its compiled form;
//! - [`engine`]: the scan that says which rules can match at all, stages, contracts, settling, [`Cleaned`];
//! - [`report`]: a [`Cleaned`] as diff, frames, JSON, SARIF;
//! - [`corpus`]: folders of files in, whole files out;
//! - `cli`: the command line, which alone prints.
//!
//! # The words
//! A **rule** is a TOML file with its own examples. It **proposes** edits on a **segment** (a line) or on a **page** (a
//! whole text). An edit is held to **contracts** (letters and digits survive) before it is applied. Rules of level
//! `auto` are applied, those of level `review` are a second layer over the result, those of level `flag` only report.
//! A **finding** is one change or flag, told on the original text.
//!
//! # A whole example
//! ```
//! use mtclean::{Apply, Cleaner, Level, RuleSet};
//!
//! let cleaner = Cleaner::new(RuleSet::builtin());
//! let raw = "They waited in the the hall。Then they left.";
//! let cleaned = cleaner.clean(raw);
//!
//! // What is applied, and what is only proposed.
//! assert_eq!(cleaned.text(Apply::Auto), "They waited in the the hall. Then they left.");
//! assert_eq!(cleaned.text(Apply::Review), "They waited in the hall. Then they left.");
//!
//! // Every change is told on the original, with its rules.
//! let findings = cleaned.findings(cleaner.rules());
//! let mark = findings.iter().find(|finding| finding.level == Level::Auto).unwrap();
//! assert_eq!(&raw[mark.span.start..mark.span.end], "。");
//! assert_eq!(mark.after.as_deref(), Some(". "));
//! ```

pub mod cli;
pub mod corpus;
pub mod document;
pub mod engine;
pub mod report;
pub mod rule;
pub mod text;

pub use engine::{Apply, Cleaned, Cleaner, Finding};
pub use rule::{Level, RuleSet};
