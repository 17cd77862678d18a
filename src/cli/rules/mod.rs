//! `mtclean rules`: which rules there are, what one says, and whether they keep their own examples.

pub(super) mod list;
pub(super) mod show;
pub(super) mod test;

use anstyle::{AnsiColor, Style};

use crate::Level;
use crate::report::shown;
use crate::rule::{Origin, Rule};

/// The colour of a level, the same as in the frames of `check`.
fn level_style(level: Level) -> Style {
    match level {
        Level::Auto => AnsiColor::Green.on_default(),
        Level::Review => AnsiColor::Yellow.on_default(),
        Level::Flag => AnsiColor::Red.on_default(),
    }
}

/// Where a rule comes from, in words.
fn origin(rule: &Rule) -> String {
    match &rule.origin {
        Origin::Builtin(place) => format!("built in ({place})"),
        Origin::File(path) => shown(path),
    }
}
