//! Words that begin a clause, from a rule's list: what the capital detectors share.

use std::collections::HashSet;

use super::super::Proposal;
use super::tokens::{Token, is_title_case, looks_like_code};
use crate::document::Segment;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

/// The words of a rule's list.
pub(super) struct Starts {
    /// Function words.
    pub words: HashSet<String>,
    /// Verbs.
    pub verbs: HashSet<String>,
    /// Adverbs and auxiliaries.
    pub helpers: HashSet<String>,
    /// Words before which, or behind which, a capital is left alone.
    pub keep: HashSet<String>,
}

impl Starts {
    pub(super) fn new(spec: &DetectSpec) -> Self {
        let verbs = spec.words.iter().filter_map(|word| word.strip_prefix('*')).map(str::to_string);
        Self {
            verbs: verbs.collect(),
            helpers: spec.words.iter().filter_map(|word| word.strip_prefix('~')).map(str::to_string).collect(),
            words: spec.words.iter().filter(|word| !word.starts_with(['*', '~'])).cloned().collect(),
            keep: spec.keep.iter().cloned().collect(),
        }
    }

    /// The words as they look with their capital.
    pub(super) fn capitals(&self) -> impl Iterator<Item = String> {
        self.words.iter().chain(&self.verbs).chain(&self.helpers).map(|word| word[..1].to_uppercase() + &word[1..])
    }

    pub(super) fn kept(&self, token: &Token<'_>) -> bool {
        self.keep.contains(&token.text.to_ascii_lowercase())
    }
}

/// Puts the first letter of `token` into small.
pub(super) fn lower(token: &Token<'_>) -> Proposal {
    let first = &token.text[..1];
    Proposal::edit(Span::new(token.start, token.start + 1), first.to_lowercase())
}

/// Whether capitals tell anything in this line.
pub(super) fn speaks(segment: &Segment<'_>, words: &[Token<'_>]) -> bool {
    segment.is_prose() && !looks_like_code(segment.text()) && !is_title_case(words)
}

/// Where the part of the document that may be asked has `needle`.
pub(super) fn places<'n>(segment: &Segment<'n>, needle: &'n str) -> impl Iterator<Item = usize> + 'n {
    memchr::memmem::find_iter(segment.page().evidence().as_bytes(), needle)
}

pub(super) fn is_any(token: &Token<'_>, list: &[&str]) -> bool {
    list.iter().any(|word| token.is(word))
}

#[cfg(test)]
impl Starts {
    /// Lists for a test.
    pub(super) fn of(words: &[&str], keep: &[&str]) -> Self {
        let own = |list: &[&str]| list.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
        let name = toml::Spanned::new(0..0, String::new());
        Self::new(&DetectSpec { name, words: own(words), keep: own(keep) })
    }
}
