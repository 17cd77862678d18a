//! From a pattern as its author wrote it to the one that is compiled.
//!
//! `(?&name)` stands for the part of that name, so that a long pattern can be read. The syntax is Perl's for calling a
//! named group. Parts are put in as text, in a group of their own; a part may use others but not itself.
//!
//! `\b` is the border of a word of ASCII letters. So a Chinese character beside a Latin letter is a border, which is
//! what a rule means that looks for an English word; and the fast engine can run on text that is not ASCII.
//!
//! This module uses nothing but the standard library: the build reads it too.

use std::collections::BTreeMap;

/// What is wrong with the parts of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartsError {
    /// A part of that name is called and not given.
    Unknown(String),
    /// The part of that name calls itself, directly or through others.
    Endless(String),
    /// The part of that name is never called.
    Unused(String),
}

/// The pattern with its parts put in and its word borders those of ASCII.
pub(crate) fn expand(pattern: &str, parts: &BTreeMap<String, String>) -> Result<String, PartsError> {
    let mut out = String::new();
    put(pattern, parts, &mut Vec::new(), &mut out)?;
    Ok(with_ascii_borders(&out))
}

fn with_ascii_borders(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, escaped)) = rest.split_once('\\') {
        out.push_str(before);
        let end = escaped.chars().next().map_or(0, char::len_utf8);
        let (c, after) = escaped.split_at(end);
        if c == "b" && !after.starts_with("{start") && !after.starts_with("{end") {
            out.push_str(r"(?-u:\b)");
        } else {
            out.push('\\');
            out.push_str(c);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first part that none of the patterns calls, not even through another part.
pub(crate) fn unused(patterns: &[&str], parts: &BTreeMap<String, String>) -> Result<(), PartsError> {
    let texts = || patterns.iter().copied().chain(parts.values().map(String::as_str));
    let called = |name: &str| texts().any(|text| text.contains(&format!("(?&{name})")));
    parts.keys().find(|name| !called(name)).map_or(Ok(()), |name| Err(PartsError::Unused(name.clone())))
}

fn put<'p>(
    text: &'p str,
    parts: &'p BTreeMap<String, String>,
    within: &mut Vec<&'p str>,
    out: &mut String,
) -> Result<(), PartsError> {
    let mut rest = text;
    while let Some((before, called)) = rest.split_once("(?&") {
        out.push_str(before);
        let Some((name, after)) = called.split_once(')') else { return Err(PartsError::Unknown(called.into())) };
        let Some(part) = parts.get(name) else { return Err(PartsError::Unknown(name.into())) };
        if within.contains(&name) {
            return Err(PartsError::Endless(name.into()));
        }
        within.push(name);
        out.push_str("(?:");
        put(part, parts, within, out)?;
        out.push(')');
        within.pop();
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter().map(|&(name, text)| (name.to_string(), text.to_string())).collect()
    }

    #[test]
    fn parts_are_put_in_with_the_parts_that_they_call() {
        let parts = parts(&[("name", "[A-Z]\\w+"), ("names", "(?&name)(?:, (?&name))*")]);
        assert_eq!(expand("by (?&names)$", &parts).unwrap(), "by (?:(?:[A-Z]\\w+)(?:, (?:[A-Z]\\w+))*)$");
        assert_eq!(expand("no parts", &parts).unwrap(), "no parts");
        assert_eq!(expand(r"\bthe\b\\b", &parts).unwrap(), r"(?-u:\b)the(?-u:\b)\\b");
    }

    #[test]
    fn what_cannot_be_put_in_is_said() {
        assert_eq!(expand("(?&nme)", &parts(&[("name", "x")])), Err(PartsError::Unknown("nme".into())));
        assert_eq!(expand("(?&a)", &parts(&[("a", "(?&b)"), ("b", "(?&a)")])), Err(PartsError::Endless("a".into())));
        assert_eq!(unused(&["x"], &parts(&[("a", "y")])), Err(PartsError::Unused("a".into())));
    }
}
