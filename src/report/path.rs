//! Paths as the different readers of a report want them written.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::{Component, Path};

use super::visible::visible;

/// A path for people: nothing in it steers a terminal.
pub fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// The path without root, drive and `.`, with slashes: what stands behind `a/` and `b/` in a diff.
pub(super) fn below_root(path: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    for component in path.components() {
        let name = match component {
            Component::Normal(name) => name.as_encoded_bytes(),
            Component::ParentDir => b"..",
            Component::Prefix(_) | Component::RootDir | Component::CurDir => continue,
        };
        if !out.is_empty() {
            out.push(b'/');
        }
        out.extend_from_slice(name);
    }
    out
}

/// A name as git writes it into a diff: in quotation marks, with octal escapes, where it is not plain ASCII.
pub(super) fn as_git(name: &[u8]) -> String {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    if name.iter().all(plain) {
        return String::from_utf8_lossy(name).into_owned();
    }
    let mut out = String::from("\"");
    for byte in name {
        match byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            _ if plain(byte) => out.push(char::from(*byte)),
            _ => drop(write!(out, "\\{byte:03o}")),
        }
    }
    out.push('"');
    out
}

/// A path as a URI: relative where it is relative, and percent-encoded.
pub(super) fn as_uri(path: &Path) -> String {
    let text: Cow<'_, str> = path.to_string_lossy();
    let mut out = String::from(if path.is_absolute() { "file://" } else { "" });
    for byte in text.replace('\\', "/").trim_start_matches("./").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_as_git_does() {
        assert_eq!(as_git(b"raw/my file.txt"), "raw/my file.txt");
        assert_eq!(as_git("raw/\u{4e2d}\t\"".as_bytes()), "\"raw/\\344\\270\\255\\t\\\"\"");
        assert_eq!(below_root(Path::new("/tmp/./x")), b"tmp/x");
        assert_eq!(as_uri(Path::new("./my file.txt")), "my%20file.txt");
    }
}
