//! A whole text with what is known about it as a whole, found out only when a rule asks.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::language::{self, Language};
use super::protect;
use super::script::{is_cjk_letter, is_latin, latin_words};
use crate::text::{Lines, Span};

/// How many bytes are read to tell the main language; later text hardly ever changes the answer.
const SAMPLE: usize = 16 * 1024;

/// How many bytes of a text are asked for how it writes something else. More would change few answers, and asking the
/// whole text at every hit would make long texts slow.
const EVIDENCE: usize = 64 * 1024;

/// A text, its main language, its own words, and the blocks in it that no rule may touch.
pub struct Page<'t> {
    text: &'t str,
    language: OnceCell<Language>,
    main: OnceCell<Language>,
    words: OnceCell<HashMap<String, u32>>,
    blocks: OnceCell<Vec<Span>>,
}

impl<'t> Page<'t> {
    /// Takes a text; nothing is read yet.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            language: OnceCell::new(),
            main: OnceCell::new(),
            words: OnceCell::new(),
            blocks: OnceCell::new(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The main language of what is written in Latin letters; English where there is nothing to tell.
    pub fn latin_language(&self) -> Language {
        *self.language.get_or_init(|| {
            let mut sample = String::new();
            for line in Lines::new(self.sample()).map(|line| line.of(self.text)) {
                let latin = line.chars().filter(|&c| is_latin(c)).count();
                if latin * 2 > line.chars().count() {
                    sample.push_str(line);
                    sample.push('\n');
                }
            }
            language::of_latin(&sample, Language::En)
        })
    }

    /// The language of the text as a whole: Chinese, Japanese or Korean where their letters outnumber its Latin words,
    /// else that of its Latin part.
    pub fn main_language(&self) -> Language {
        *self.main.get_or_init(|| {
            let sample = self.sample();
            let letters = sample.chars().filter(|&c| is_cjk_letter(c)).count();
            let cjk = letters > 0 && letters >= latin_words(sample).count();
            if cjk { language::of_cjk(sample) } else { self.latin_language() }
        })
    }

    /// The start of the text, as far as a rule may search it for how the document writes something.
    pub fn evidence(&self) -> &'t str {
        &self.text[..self.text.floor_char_boundary(EVIDENCE)]
    }

    /// The start of the text, as far as languages are told by it.
    fn sample(&self) -> &'t str {
        &self.text[..self.text.floor_char_boundary(SAMPLE)]
    }

    /// How often the Latin word `word`, exactly as written, stands in the text.
    pub fn word_count(&self, word: &str) -> u32 {
        let words = self.words.get_or_init(|| {
            let mut counts = HashMap::new();
            for (_, word) in latin_words(self.text) {
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_string(), 1)),
                }
            }
            counts
        });
        words.get(word).copied().unwrap_or(0)
    }

    /// Fenced code, front matter, scripts and the like, sorted.
    pub fn blocks(&self) -> &[Span] {
        self.blocks.get_or_init(|| protect::blocks(self.text))
    }

    /// Whether `span` shares text with a protected block.
    pub fn in_block(&self, span: Span) -> bool {
        let blocks = self.blocks();
        let next = blocks.partition_point(|block| block.end <= span.start);
        blocks.get(next).is_some_and(|block| block.start <= span.start || block.overlaps(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_told_by_any_byte_in_them() {
        let text = "a\n```\ncode，here\n```\nb\n";
        let page = Page::new(text);
        let code = text.find("code").unwrap();
        assert!(page.in_block(Span::new(code, code)));
        assert!(!page.in_block(Span::new(0, 1)));
        assert!(!page.in_block(Span::new(text.len() - 2, text.len())));
    }
}
