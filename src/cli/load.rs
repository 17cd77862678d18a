//! The rules of a run.

use std::path::PathBuf;

use super::stop::Stop;
use crate::{Cleaner, RuleSet};

/// The built-in rules, with those of the user's files and folders on top.
pub(super) fn rules(paths: &[PathBuf]) -> Result<RuleSet, Stop> {
    if paths.is_empty() { Ok(RuleSet::builtin()) } else { Ok(RuleSet::with_files(paths)?) }
}

/// A cleaner with these rules. It is never taken down: the process ends with it, and taking down some hundred compiled
/// patterns one by one costs a short run more than reading the rules.
pub(super) fn cleaner(paths: &[PathBuf]) -> Result<&'static Cleaner, Stop> {
    Ok(Box::leak(Box::new(Cleaner::new(rules(paths)?))))
}

/// The ids in `rules` nearest to a wrong one, as a way out.
pub(super) fn nearest(id: &str, rules: &RuleSet) -> String {
    let ids: Vec<&str> = rules.rules().iter().map(|rule| rule.id.as_str()).collect();
    match similar::get_close_matches(id, &ids, 3, 0.6).as_slice() {
        [] => "`mtclean rules list` shows all of them".into(),
        near => format!("did you mean {}?", near.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ")),
    }
}
