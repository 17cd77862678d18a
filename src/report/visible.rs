//! Text for people's eyes: what cannot be seen is spelled out, what is long is cut in the middle.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` with every character spelled out that could not be seen, or would steer a terminal.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    text.chars().for_each(|c| push(&mut out, c));
    Cow::Owned(out)
}

/// `text` as [`visible`], between quotation marks; of more than `most` characters the middle is left out.
pub fn quoted(text: &str, most: usize) -> String {
    let (head, tail) = cut(text, most);
    let mut out = String::from("\"");
    let mut put = |c| if matches!(c, '"' | '\\') { out.extend(['\\', c]) } else { push(&mut out, c) };
    head.chars().for_each(&mut put);
    if let Some(tail) = tail {
        put('…');
        tail.chars().for_each(&mut put);
    }
    out.push('"');
    out
}

/// The start and the end of `text` if it has more than `most` characters, else all of it.
pub(crate) fn cut(text: &str, most: usize) -> (&str, Option<&str>) {
    // Fewer bytes than that cannot be too many characters; more are counted only as far as needed.
    if text.len() <= most || text.char_indices().nth(most).is_none() {
        return (text, None);
    }
    let head = text.char_indices().nth(most * 2 / 3).map_or(text.len(), |(at, _)| at);
    let tail = text.char_indices().rev().nth(most / 3).map_or(0, |(at, _)| at);
    (&text[..head], Some(&text[tail.max(head)..]))
}

/// Whether `c` shows as nothing, as a blank that is not the blank, or steers what shows it.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn push(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if is_hidden(c) => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_hides() {
        assert_eq!(visible("a\u{a0}b\r\n\u{1b}[2J"), "a\\u{a0}b\\r\\n\\u{1b}[2J");
        assert_eq!(quoted("say \"党\"", 40), "\"say \\\"党\\\"\"");
    }

    #[test]
    fn the_middle_of_what_is_long_goes() {
        assert_eq!(quoted("abcdefghijkl", 12), "\"abcdefghijkl\"");
        assert_eq!(quoted("abcdefghijklm", 9), "\"abcdef…jklm\"");
    }
}
