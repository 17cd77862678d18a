//! Text that no rule may touch: addresses, code, tags, placeholders, handles, file names.
//!
//! A rule still sees protected text as context; an edit that would change a byte of it is never proposed.

use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use crate::text::{Lines, Span};

/// One alternative a line; word borders are those of ASCII, which is what lets the fast engine run on other text too; what is protected is the whole match, less the marks that close a sentence behind it.
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = [
        // Addresses: schemes, bare hosts, mail. Han may stand in them, CJK marks end them.
        r#"(?:https?|ftp|file|magnet)://?[^\s<>"“”‘’，。；：！？、（）【】《》「」]+"#,
        r"(?-u:\b)www\.[A-Za-z0-9][^\s<>“”，。；：！？、（）【】《》「」]*",
        r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+",
        r"(?-u:\b)(?:[A-Za-z0-9\-]+\.)+(?:com|org|net|edu|gov|cn|io|info|biz|top|xyz|jp|kr|uk|de|fr|ru|tw|hk|me|tv|cc)(?-u:\b)(?:/[A-Za-z0-9._~/?#&=%\-]*)?",
        // Code, tags, entities.
        r"``.+?``|`[^`]+`",
        r"<!--.*?-->|</?[A-Za-z][^<>]*>|<!\[?[A-Za-z][^<>]*>",
        r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});",
        // The target of a Markdown link.
        r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)",
        // Placeholders.
        r"\$?\{\{?[A-Za-z0-9_.:\-]*\}?\}|%(?:[0-9]+\$)?[sdif@](?-u:\b)|%\([A-Za-z_]+\)[sd]|\$[A-Z_][A-Z0-9_]+(?-u:\b)|\[\[[^\[\]]*\]\]",
        // Handles and hash tags; Han may stand in them.
        r"(?:^|[^\p{L}\p{N}_])[@#][\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}A-Za-z0-9_]+",
        // Paths and file names.
        r"(?-u:\b)[A-Za-z]:\\[^\s，。；：！？、）】》」]*",
        r"(?:~|\.{1,2})?(?:/[A-Za-z0-9_.\-\p{Han}]+){2,}/?",
        r"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+)*\.(?:txt|md|rs|py|js|ts|jsx|tsx|json|ya?ml|toml|html?|css|pdf|docx?|xlsx?|pptx?|zip|rar|7z|tar|gz|png|jpe?g|gif|svg|webp|mp3|mp4|avi|mkv|wav|exe|dll|msi|apk|csv|tsv|xml|ini|cfg|conf|log|sh|bat|ps1|java|cpp|hpp|go|rb|php|sql|db|lock|iso|bin|dmg|deb|rpm|epub|mobi|srt|ass)(?-u:\b)",
        // Faces.
        r"[A-Za-z]?\([\^;*°>´｀_\-T][ _.ωoO\-▽∀Д]*[\^;*°<｀´_\-T]\)[A-Za-zノ]?",
    ]
    .join("|");
    Regex::new(&pattern).expect("the pattern of protected spans is part of the program")
});

/// Whether two neighbouring bytes can be part of something protected; most lines have no such pair, and for them the
/// pattern above never runs.
fn is_sign(byte: u8, next: u8) -> bool {
    let word = next.is_ascii_alphanumeric();
    match byte {
        b'`' | b'\\' => true,
        b'.' | b'/' => word || next == b'_',
        b'@' | b'#' => word || next == b'_' || next >= 0x80,
        b'<' => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        b'&' => word || next == b'#',
        b'%' => word || matches!(next, b'(' | b'@'),
        b'{' | b'$' => true,
        b'[' => next == b'[',
        b']' => next == b'(',
        b'(' => matches!(next, b'^' | b';' | b'*' | b'>' | b'_' | b'-' | b'T') || next >= 0x80,
        _ => false,
    }
}

/// The protected spans of a line, sorted.
pub(super) fn inline(line: &str) -> Vec<Span> {
    let bytes = line.as_bytes();
    if !bytes.iter().zip(bytes.iter().skip(1)).any(|(&byte, &next)| is_sign(byte, next)) {
        return Vec::new();
    }
    let spans = INLINE.find_iter(line).map(|found| {
        let kept = found.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        let kept = if kept.is_empty() || found.as_str().ends_with([';', ')']) { found.as_str() } else { kept };
        Span::new(found.start(), found.start() + kept.len())
    });
    spans.collect()
}

/// The blocks of a text that are no prose: fenced code, front matter, and the insides of `script`, `style`, `pre`
/// and comments, sorted and disjoint. A fence that is never closed runs to the end, as Markdown has it.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let mut found = fences(text);
    for (open, close) in [
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<pre", "</pre>"),
        ("<textarea", "</textarea>"),
        ("<!--", "-->"),
    ] {
        let mut at = 0;
        while let Some(start) = memmem::find(&text.as_bytes()[at..], open.as_bytes()).map(|start| at + start) {
            let Some(end) = memmem::find(&text.as_bytes()[start..], close.as_bytes()) else { break };
            at = start + end + close.len();
            found.push(Span::new(start, at));
        }
    }
    found.sort();
    found.dedup_by(|later, earlier| {
        let inside = later.start < earlier.end;
        if inside {
            earlier.end = earlier.end.max(later.end);
        }
        inside
    });
    found
}

/// Fenced code and front matter.
fn fences(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let front = text.trim_start_matches('\u{feff}').starts_with("---");
    if !front && memmem::find(bytes, b"```").is_none() && memmem::find(bytes, b"~~~").is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (number, span) in Lines::new(text).enumerate() {
        let line = span.of(text);
        let trimmed = line.trim_start();
        match open {
            Some((start, mark)) => {
                let closes = trimmed.starts_with(mark) && trimmed.trim_end().chars().all(|c| mark.starts_with(c));
                // Front matter that is not closed soon was a rule across the page.
                if closes || (mark == "---" && number > 60) {
                    if closes {
                        found.push(Span::new(start, span.end));
                    }
                    open = None;
                }
            }
            None if number == 0 && line.trim_end() == "---" => open = Some((span.start, "---")),
            None => {
                open = ["```", "~~~"].iter().find(|&&mark| trimmed.starts_with(mark)).map(|&mark| (span.start, mark));
            }
        }
    }
    if let Some((start, mark)) = open
        && mark != "---"
    {
        found.push(Span::new(start, text.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protected(line: &str) -> Vec<&str> {
        inline(line).into_iter().map(|span| span.of(line)).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(protected("See https://a.example/中文?q=1,2. Then go"), ["https://a.example/中文?q=1,2"]);
        assert_eq!(protected("at shop.example.com，now"), ["shop.example.com"]);
        assert_eq!(protected("mail li@mail.example.org。"), ["li@mail.example.org"]);
    }

    #[test]
    fn code_tags_placeholders_and_names_of_files() {
        assert_eq!(
            protected("run `a，b` on <b class=\"x，y\">{name}</b> &nbsp;"),
            ["`a，b`", "<b class=\"x，y\">", "{name}", "</b>", "&nbsp;"]
        );
        assert_eq!(protected("the mark `` `，` `` here"), ["`` `，` ``"]);
        assert_eq!(protected("open main.rs, C:\\数据\\a.txt"), ["main.rs", "C:\\数据\\a.txt"]);
        assert_eq!(protected("thanks @芳芳一人食！"), [" @芳芳一人食"]);
        assert_eq!(protected("sorry m(_ _)m and (^o^)ノ"), ["m(_ _)m", "(^o^)ノ"]);
        assert!(protected("Plain text, with marks; and (brackets).").is_empty());
    }

    #[test]
    fn the_quick_look_never_misses_what_the_pattern_finds() {
        for line in [
            "x@y.zz",
            "a.b.com",
            "~/a/b",
            "${X}",
            "{}",
            "%1$s",
            "[[x]]",
            "](u)",
            "(｀´)",
            "T_T (T_T)",
            "&#12;",
            "#标签",
            "D:\\x",
            "<!-- -->",
        ] {
            let found = INLINE.find_iter(line).count() > 0;
            assert_eq!(found, !inline(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn an_open_fence_runs_to_the_end() {
        let text = "a\n```\nb\n";
        assert_eq!(blocks(text), [Span::new(2, text.len())]);
        let text = "---\ntitle: x，y\n---\nb\n";
        assert_eq!(blocks(text), [Span::new(0, 20)]);
    }
}
