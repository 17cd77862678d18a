//! `glued-small-word`: a small word that lost the blank to its neighbour, all in small letters (`foryou`, `sideof`).
//!
//! Many English words end or begin like that (`therefore`, `forget`, `hereto`): so only the small words of the rule's
//! list count, the other half must be a common word, and the whole none that is known, listed, or used twice.

use std::collections::HashSet;

use super::super::{Action, LineAction, Proposal};
use super::tokens::{is_common, looks_like_code, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

struct GluedSmall {
    /// Small words that stick to the word before them.
    tails: Vec<String>,
    /// Small words that stick to the word behind them.
    heads: Vec<String>,
    keep: HashSet<String>,
}

pub(super) fn make(spec: &DetectSpec) -> (Action, Needs) {
    let tails = spec.words.iter().filter_map(|word| word.strip_prefix('-')).map(str::to_string);
    let heads = spec.words.iter().filter_map(|word| word.strip_suffix('-')).map(str::to_string);
    let rule =
        GluedSmall { tails: tails.collect(), heads: heads.collect(), keep: spec.keep.iter().cloned().collect() };
    // A letter at the inner side of the small word, a blank at the outer.
    let letters = || (b'a'..=b'z').map(char::from);
    let behind = rule.tails.iter().flat_map(|tail| letters().map(move |letter| format!("{letter}{tail} ")));
    let before = rule.heads.iter().flat_map(|head| letters().map(move |letter| format!(" {head}{letter}")));
    let needs = behind.chain(before).map(String::into_bytes).collect();
    (Action::Line(Box::new(rule)), Needs::AnyOf(needs))
}

impl LineAction for GluedSmall {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        if !segment.is_prose() || looks_like_code(text) || text.contains('`') {
            return;
        }
        for token in tokens(text) {
            let word = token.text;
            // A word of a name or of a program is no slip.
            let plain = word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            let stands_alone = !text[..token.start]
                .ends_with(['.', '/', '_', '@', '#', '$', '<', '"', '“', '‘', '*', '-'])
                && !text[token.end..].starts_with(['(', '/', '_', '@', '=', '-']);
            if !plain || !stands_alone {
                continue;
            }
            if let Some((head, tail)) = self.halves(word)
                && !self.keep.contains(word)
                && !is_common(word)
                && segment.page().word_count(word) < 2
            {
                let note = format!("“{head}” and “{tail}”");
                found.push(Proposal::flag(Span::new(token.start, token.end)).noting(note));
            }
        }
    }
}

impl GluedSmall {
    fn halves<'w>(&self, word: &'w str) -> Option<(&'w str, &'w str)> {
        let small = |list: &[String], half: &str| list.iter().any(|word| word == half);
        let tail = self.tails.iter().find_map(|tail| {
            let head = word.strip_suffix(tail.as_str())?;
            let known = head.len() > 3 && is_common(head) || small(&self.heads, head);
            known.then_some((head, &word[head.len()..]))
        });
        tail.or_else(|| {
            self.heads.iter().find_map(|head| {
                let tail = word.strip_prefix(head.as_str())?;
                let known = tail.len() > 3 && is_common(tail) || small(&self.tails, tail);
                known.then_some((&word[..head.len()], tail))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;

    fn found(text: &str) -> Vec<String> {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
        let rule = GluedSmall {
            tails: list(&["of", "you", "with"]),
            heads: list(&["for", "the"]),
            keep: list(&["forgive"]).into_iter().collect(),
        };
        let page = Page::new(text);
        let mut found = Vec::new();
        rule.propose(&Segment::new(text, &page), &mut found);
        found.into_iter().map(|proposal| text[proposal.span.start..proposal.span.end].to_string()).collect()
    }

    #[test]
    fn only_where_the_other_half_is_a_word() {
        assert_eq!(
            found("We have a map foryou at the sideof the road, and it is in thecountry."),
            ["foryou", "sideof", "thecountry"]
        );
        assert!(found("It is the proof of a theory that they forgive and form in the therapy.").is_empty());
    }
}
