//! A regular expression of a rule: checked when the rule is loaded, compiled when first used.
//!
//! Most rules never match in a run, so their patterns are never compiled. Those of the built-in rules are not even
//! parsed: the build has checked them and written down what they need.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};
use toml::Spanned;

use super::fault::{Fault, nearest};
use super::needs::{self, Needs};
use super::parts::{self, PartsError};
use crate::text::Span;

/// The patterns that the build has checked, sorted, each with the literals of which every match contains one (none:
/// nothing can be told).
const KNOWN: &[(&str, &[&[u8]])] = include!(concat!(env!("OUT_DIR"), "/patterns.rs"));

/// A pattern that is known to be sound.
pub(super) struct Pattern {
    source: String,
    compiled: OnceLock<(Regex, usize)>,
}

/// A pattern with what loading a rule wants to know of it.
pub(super) struct Checked {
    pub pattern: Pattern,
    pub needs: Needs,
    /// The names of its groups and how many groups there are; none for a pattern that the build has checked.
    pub groups: Option<(Vec<String>, usize)>,
}

impl Pattern {
    /// The compiled pattern.
    pub(super) fn regex(&self) -> &Regex {
        &self.compiled().0
    }

    /// The number of the group that is replaced: that of `fix`, or 0 for the whole match.
    pub(super) fn fix(&self) -> usize {
        self.compiled().1
    }

    fn compiled(&self) -> &(Regex, usize) {
        self.compiled.get_or_init(|| {
            let regex = Regex::new(&self.source).expect("the pattern was checked when the rule was loaded");
            let fix = regex.capture_names().position(|name| name == Some("fix")).unwrap_or(0);
            (regex, fix)
        })
    }
}

/// Checks a pattern: parts, syntax, size, whether it can match at all in a line.
pub(super) fn check(source: &Spanned<String>, parts: &BTreeMap<String, String>) -> Result<Checked, Fault> {
    let text = &parts::expand(source.get_ref(), parts).map_err(|error| parts_fault(&error, source, parts))?;
    let pattern = Pattern { source: text.clone(), compiled: OnceLock::new() };
    if let Ok(at) = KNOWN.binary_search_by_key(&text.as_str(), |(known, _)| known) {
        let literals = KNOWN[at].1;
        let needs = match literals {
            [] => Needs::Nothing,
            _ => Needs::AnyOf(literals.iter().map(|literal| literal.to_vec()).collect()),
        };
        return Ok(Checked { pattern, needs, groups: None });
    }
    let hir = regex_syntax::parse(text).map_err(|error| {
        // The place is told in what the author wrote, if that is faulty by itself.
        let written = regex_syntax::parse(source.get_ref()).err().filter(|_| parts.is_empty());
        let verbatim = written.is_some();
        syntax_fault(&written.unwrap_or(error), source, verbatim)
    })?;
    let whole = Span::from(source.span());
    let needs = needs::of_pattern(&hir);
    let needs_break = matches!(&needs, Needs::AnyOf(set) if set.iter().all(|literal| literal.contains(&b'\n')));
    if hir.properties().minimum_len().is_none() || needs_break {
        let message = if needs_break {
            "the pattern can never match: it wants a line ending, and a rule is shown one line without it"
        } else {
            "the pattern can never match"
        };
        return Err(Fault { span: whole, message: message.into(), help: None });
    }
    // Counted repetitions can grow a sound pattern beyond what is compiled; only compiling tells.
    Regex::new(text).map_err(|error| Fault { span: whole, message: error.to_string(), help: None })?;
    let mut names = Vec::new();
    group_names(&hir, &mut names);
    Ok(Checked { pattern, needs, groups: Some((names, hir.properties().explicit_captures_len())) })
}

/// A fault in the parts of a pattern.
pub(super) fn parts_fault(error: &PartsError, source: &Spanned<String>, parts: &BTreeMap<String, String>) -> Fault {
    let (message, help) = match error {
        PartsError::Unknown(name) => {
            let known: Vec<&str> = parts.keys().map(String::as_str).collect();
            (format!("the pattern calls the part `{name}`, and `parts` has none of that name"), nearest(name, &known))
        }
        PartsError::Endless(name) => (format!("the part `{name}` calls itself"), None),
        PartsError::Unused(name) => (format!("no pattern calls the part `{name}`"), None),
    };
    Fault { span: source.span().into(), message, help }
}

/// A fault at the very character of a pattern where it can be told: in a string without escapes.
fn syntax_fault(error: &regex_syntax::Error, source: &Spanned<String>, as_written: bool) -> Fault {
    let whole = Span::from(source.span());
    let (kind, at) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span()),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span()),
        _ => return Fault { span: whole, message: error.to_string(), help: None },
    };
    let quotes = whole.len().saturating_sub(source.get_ref().len());
    let start = whole.start + quotes / 2 + at.start.offset;
    let inside = Span::new(start, start + (at.end.offset.saturating_sub(at.start.offset)));
    let verbatim = as_written && quotes % 2 == 0 && quotes >= 2 && whole.contains(inside);
    Fault {
        span: if verbatim { inside } else { whole },
        message: format!("the pattern is no regular expression: {kind}"),
        help: kind
            .contains("look-around")
            .then(|| "put what is to be replaced into a group `(?<fix>…)` and the context around it".into()),
    }
}

/// The names of a pattern's groups.
fn group_names(hir: &Hir, names: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            names.extend(capture.name.as_ref().map(ToString::to_string));
            group_names(&capture.sub, names);
        }
        HirKind::Repetition(repeat) => group_names(&repeat.sub, names),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| group_names(part, names))
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of a compiled built-in pattern.
    const LIMIT: usize = 1024 * 1024;

    #[test]
    fn what_the_build_wrote_down_is_what_the_pattern_needs() {
        for (pattern, literals) in KNOWN {
            let hir = regex_syntax::parse(pattern).unwrap();
            let needs = match literals {
                [] => Needs::Nothing,
                _ => Needs::AnyOf(literals.iter().map(|literal| literal.to_vec()).collect()),
            };
            assert_eq!(needs::of_pattern(&hir), needs, "{pattern}");
            // A large pattern costs every run that wakes it: counted repetitions of large classes are to be written
            // in another way.
            let small = regex::RegexBuilder::new(pattern).size_limit(LIMIT).build();
            small.unwrap_or_else(|error| panic!("{pattern}: {error}"));
        }
    }
}
