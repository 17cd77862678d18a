//! A line as a rule sees it: its text, the languages of its stretches, what is protected in it.

use std::cell::OnceCell;

use super::Page;
use super::language::{self, Language};
use super::protect;
use super::script::{is_cjk_letter, latin_words};
use crate::text::Span;

/// So many CJK letters in a row are a passage of their own; fewer are a residue, a name or a gloss in the text around.
const PASSAGE: usize = 4;
/// So many Latin words between CJK letters still belong to the CJK passage (`使用 iPhone 手机`).
const WORDS_INSIDE: usize = 3;
/// Fewer words than this tell nothing about running text.
const PROSE_WORDS: usize = 6;

/// A line of a page. All spans are bytes of the line.
pub struct Segment<'s> {
    text: &'s str,
    page: &'s Page<'s>,
    line: Option<Span>,
    languages: OnceCell<Languages>,
    protected: OnceCell<Vec<Span>>,
    prose: OnceCell<bool>,
}

/// The language of a line, and the passages in it that are in another.
struct Languages {
    base: Language,
    passages: Vec<(Span, Language)>,
}

impl<'s> Segment<'s> {
    /// The line `text` of `page`. The text may differ from the page's by edits that are still being settled.
    pub fn new(text: &'s str, page: &'s Page<'s>) -> Self {
        Self {
            text,
            page,
            line: None,
            languages: OnceCell::new(),
            protected: OnceCell::new(),
            prose: OnceCell::new(),
        }
    }

    /// The same, as the line `line` of the page: so its neighbours are known.
    pub fn at(self, line: Span) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The page above the line and the page below it; none where the segment is no line of the page.
    pub fn around(&self) -> Option<(&'s str, &'s str)> {
        let (line, text) = (self.line?, self.page.text());
        let above = text[..line.start].strip_suffix('\n').unwrap_or(&text[..line.start]);
        let below = &text[line.end..];
        let below = below.strip_prefix("\r\n").or(below.strip_prefix('\n')).unwrap_or(below);
        Some((above, below))
    }

    /// The text of the line, without its ending.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The page that the line stands in.
    pub fn page(&self) -> &'s Page<'s> {
        self.page
    }

    /// The language of the line as a whole.
    pub fn language(&self) -> Language {
        self.languages().base
    }

    /// The language at `span`: that of the passage it lies in or borders on inside, else that of the line.
    pub fn language_at(&self, span: Span) -> Language {
        let inside = |passage: &Span| passage.overlaps(span) || (span.is_empty() && passage.contains(span));
        let languages = self.languages();
        languages
            .passages
            .iter()
            .find(|(passage, _)| inside(passage))
            .map_or(languages.base, |&(_, language)| language)
    }

    /// Whether an edit of `span` would touch text that no rule may change.
    pub fn is_protected(&self, span: Span) -> bool {
        let kept = self.protected();
        let next = kept.partition_point(|kept| kept.end <= span.start);
        kept.get(next).is_some_and(|kept| kept.overlaps(span))
    }

    /// Addresses, code, tags, placeholders and the like, sorted.
    pub fn protected(&self) -> &[Span] {
        self.protected.get_or_init(|| protect::inline(self.text))
    }

    /// Whether the line reads as running text: enough words, function words among them, no columns.
    pub fn is_prose(&self) -> bool {
        *self.prose.get_or_init(|| {
            if self.text.contains('\t') || self.text.trim_start().starts_with('|') {
                return false;
            }
            let (mut words, mut markers) = (0usize, 0usize);
            for (_, word) in latin_words(self.text) {
                words += 1;
                markers +=
                    usize::from(language::is_english_marker(word) || matches!(word, "a" | "an" | "in" | "on" | "at"));
            }
            words >= PROSE_WORDS && markers * 14 >= words
        })
    }

    fn languages(&self) -> &Languages {
        self.languages.get_or_init(|| languages(self.text, self.page))
    }
}

/// Splits a line into its base language and the CJK passages in it.
fn languages(text: &str, page: &Page<'_>) -> Languages {
    let letters: Vec<Span> = text
        .char_indices()
        .filter(|&(_, c)| is_cjk_letter(c))
        .map(|(at, c)| Span::new(at, at + c.len_utf8()))
        .collect();
    if letters.is_empty() {
        // A line that tells nothing by itself (`OK。`, `12：00`) is in the language of the page.
        return Languages { base: language::of_latin(text, page.main_language()), passages: Vec::new() };
    }
    let words = latin_words(text).count();
    // A line that starts in Chinese and has no word that only English has names something by its Latin words
    // (`我们推荐使用 Visual Studio Code。`).
    let starts_cjk = text.find(char::is_alphanumeric) == Some(letters[0].start);
    let english = || latin_words(text).any(|(_, word)| language::is_english_marker(word));
    let leads = starts_cjk && letters.len() >= words.max(PASSAGE) && !english();
    if letters.len() >= 3 * words || leads {
        return Languages { base: language::of_cjk(text), passages: Vec::new() };
    }
    let mut passages = Vec::new();
    let mut first = 0;
    for next in 1..=letters.len() {
        let joined = next < letters.len() && {
            let gap = &text[letters[next - 1].end..letters[next].start];
            latin_words(gap).take(WORDS_INSIDE + 1).count() <= WORDS_INSIDE
        };
        if joined {
            continue;
        }
        if next - first >= PASSAGE {
            let span = Span::new(letters[first].start, passage_end(text, letters[next - 1].end));
            passages.push((span, language::of_cjk(span.of(text))));
        }
        first = next;
    }
    // A short line of a Chinese page (`下载 Chrome。`) is Chinese, however few of its letters are.
    Languages { base: language::of_latin(text, page.main_language()), passages }
}

/// A passage takes the marks behind it along where the line, a quotation or a bracket ends with them.
fn passage_end(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let after = rest.trim_start_matches(['。', '！', '？', '，', '；', '：', '、', '…', '—']);
    let closed = after.is_empty() || after.starts_with(['”', '’', '」', '』', '》', '）', ')', '"']);
    if closed { text.len() - after.len() } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(line: &str, part: &str) -> Language {
        let page = Page::new(line);
        let line = line.lines().last().unwrap();
        let at = line.find(part).unwrap();
        Segment::new(line, &page).language_at(Span::new(at, at + part.len()))
    }

    #[test]
    fn a_passage_keeps_its_language_inside_another() {
        let line = "He raised the banner “绿水青山就是金山银山。” and then they all went home。";
        assert_eq!(language_of(line, "。”"), Language::Zh);
        assert_eq!(language_of(line, "went"), Language::En);
        let last = line.rfind('。').unwrap();
        let page = Page::new(line);
        assert_eq!(Segment::new(line, &page).language_at(Span::new(last, last + 3)), Language::En);
    }

    #[test]
    fn a_residue_belongs_to_the_text_around_it() {
        assert_eq!(language_of("the national spirit。同志They were deeply moved by it", "同志"), Language::En);
        assert_eq!(language_of("使用 iPhone 15 手机打开应用。", "iPhone"), Language::Zh);
        assert_eq!(language_of("これは iPhone です。", "。"), Language::Ja);
        assert_eq!(
            language_of("The first line of the page is in English.\n我们推荐使用Visual Studio Code。", "。"),
            Language::Zh
        );
        assert_eq!(
            language_of("The first line of the page is in English.\n同志They were moved。", "。"),
            Language::En
        );
        assert_eq!(language_of("第一步：下载安装包并且打开它。\n下载 Chrome。", "Chrome"), Language::Zh);
    }

    #[test]
    fn prose_has_function_words() {
        let prose = |line: &str| Segment::new(line, &Page::new(line)).is_prose();
        assert!(prose("At the meeting,the committee heard a report from the mayor"));
        assert!(!prose("name,city,country,Berlin,Paris,Rome,Oslo"));
        assert!(!prose("id\tthe name\tof the city\tand the country"));
    }
}
