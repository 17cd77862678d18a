//! `leaked-token`: pieces of the engine's own notation, and entities of a page that was never unpacked.
//!
//! It refuses pages with tags, Markdown or code, which may mean their entities.

use std::sync::LazyLock;

use regex::Regex;

use super::super::{Action, PageAction, Proposal};
use crate::document::Page;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

struct Leaked;

/// What engines write for what they do not know, and entities of a page that was not unpacked.
static LEAKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<unk>|&(?:amp;)+(?:nbsp|quot|lt|gt|amp|ldquo|rdquo|#[0-9]+);|&(?:quot|nbsp|ldquo|rdquo|hellip|mdash|middot|#[0-9]{2,5});|__[A-Z]{2,12}(?:_[A-Z0-9]{1,6})?__")
        .expect("the pattern of leaked tokens is part of the program")
});

/// A page with tags or Markdown may mean its entities.
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)</[A-Za-z]|<(?:br|img|p|div|hr)\b|```|`[^`\n]+`|^#{1,6} |\]\(|^def |^import |;\s*$")
        .expect("the pattern of markup is part of the program")
});

pub(super) fn make(_: &DetectSpec) -> (Action, Needs) {
    (Action::Page(Box::new(Leaked)), Needs::AnyOf([&b"<unk>"[..], b"&", b"__"].map(<[u8]>::to_vec).into()))
}

impl PageAction for Leaked {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let mut hits = LEAKED.find_iter(page.text()).peekable();
        if hits.peek().is_none() || MARKUP.is_match(page.evidence()) {
            return;
        }
        found.extend(hits.map(|hit| Proposal::flag(Span::new(hit.start(), hit.end()))));
    }
}
