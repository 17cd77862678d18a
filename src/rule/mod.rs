//! Rules: their form on disk, the faults that a file can have, and what they compile to.
//!
//! The form on disk ([`spec`]) and the compiled form ([`Rule`]) are two types, and only the step between them can
//! fail. A rule proposes; whether a proposal is applied is not decided here.

mod action;
mod fault;
mod needs;
mod parts;
mod pattern;
mod read;
mod set;
pub mod spec;

pub(crate) use action::Action;
pub use action::Proposal;
pub use fault::{Fault, Faults};
pub use needs::Needs;
pub use set::{LoadError, Origin, Rule, RuleSet};
pub use spec::{Example, Expectation, Level, MayChange, Within};
