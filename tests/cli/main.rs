//! The command line as other programs and people meet it: exit statuses, streams, files.
//!
//! The tests bring their own three rules, one a level, on words that no built-in rule knows: `zqx` becomes `fine`
//! (auto), `vqv` becomes `well` (review), `jqj` is flagged.

// Permissions, links and devices are those of Unix.
#![cfg(unix)]

mod check;
mod clean;
mod diff;
mod readme;
mod rubbish;
mod rules;
mod support;
