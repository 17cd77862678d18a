//! Named parts of a pattern: `(?&name)` stands for the part of that name, so that a long pattern can be read.
//!
//! The syntax is Perl's for calling a named group. Parts are put in as text, in a group of their own; a part may use
//! others but not itself. This module uses nothing but the standard library: the build reads it too.

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

/// The pattern with its parts put in.
pub(crate) fn expand(pattern: &str, parts: &BTreeMap<String, String>) -> Result<String, PartsError> {
    let mut out = String::new();
    put(pattern, parts, &mut Vec::new(), &mut out)?;
    Ok(out)
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
    }

    #[test]
    fn what_cannot_be_put_in_is_said() {
        assert_eq!(expand("(?&nme)", &parts(&[("name", "x")])), Err(PartsError::Unknown("nme".into())));
        assert_eq!(expand("(?&a)", &parts(&[("a", "(?&b)"), ("b", "(?&a)")])), Err(PartsError::Endless("a".into())));
        assert_eq!(unused(&["x"], &parts(&[("a", "y")])), Err(PartsError::Unused("a".into())));
    }
}
