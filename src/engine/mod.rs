//! From a text and a set of rules to a [`Cleaned`]: scan, stages, contracts, settling.
//!
//! The engine decides what of all that rules propose is applied. It neither reads nor writes files and prints
//! nothing.

mod cleaned;
mod cleaner;
mod contract;
mod fingerprint;
mod mask;
mod scan;
mod settle;
mod stage;
mod verdict;

pub use cleaned::{Apply, Cleaned, Finding};
pub use cleaner::Cleaner;
pub use fingerprint::fingerprint;
pub use verdict::{Outcome, Verdict, prove};
