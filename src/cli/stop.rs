//! How a command ends.

use std::io;

use crate::rule::LoadError;

/// What a command that ran to its end came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing to do, or all done.
    Done,
    /// Findings, or changes that were not made.
    Found,
    /// Something could not be done; it has been said.
    Failed,
}

impl Status {
    /// The status of a run over many inputs.
    pub(super) fn of(failed: usize, found: bool) -> Self {
        match (failed, found) {
            (1.., _) => Self::Failed,
            (0, true) => Self::Found,
            (0, false) => Self::Done,
        }
    }
}

/// Why a command could not run to its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stop {
    /// Nothing more can be printed.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
    /// The rules cannot be loaded.
    #[error("{0}")]
    Rules(#[from] LoadError),
    /// What was asked for cannot be done; what was found, what was expected, and the way out.
    #[error("{0}")]
    Refused(String),
}
