//! What must always hold, for texts that nobody wrote: generated from the stuff that raw pages are made of.
//!
//! `PROPTEST_CASES` sets the number of cases; CI runs 10,000.

use std::sync::LazyLock;

use mtclean::text::{Patch, Span};
use mtclean::{Apply, Cleaner, Level, RuleSet};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::CLEANER;

/// Pieces of raw pages: words, names, marks of all widths, blanks of all kinds, furniture, code.
const PIECES: &[&str] = &[
    "the",
    "The",
    "of",
    "and",
    "meeting",
    "meeting",
    "Lin Yuhan",
    "Committee",
    "healthy",
    "importance",
    "WeChat",
    "iPhone",
    "Node.js",
    "U.S.",
    "e.g.",
    "3.14",
    "1,000",
    "10:30",
    "2023-06-19",
    "No. 3",
    "Co., Ltd.",
    "LTDParty",
    "forSichuan",
    "participantsThe",
    "it",
    "It",
    "is",
    "had",
    "more",
    "very",
    "5\"",
    "don't",
    "’s",
    "(Editor: Wu)",
    "(Reporter",
    "Views: 12",
    "date",
    "Original title: ",
    "Share this: Twitter",
    "Facebook",
    "Source：",
    "同志",
    "的",
    "（李清）",
    "《红楼梦》",
    "绿水青山就是金山银山",
    "本站",
    "今天很好",
    "これは",
    "です",
    "안녕",
    "https://a.example/中?q=1,2",
    "`a，b`",
    "<b>",
    "</b>",
    "&nbsp;",
    "{name}",
    "%s",
    "@芳芳一人食",
    "main.rs",
    "C++",
    "m(_ _)m",
    "😀",
    "ｅ",
    "２０２３",
    "Ａ",
    "。",
    "，",
    "、",
    "：",
    "；",
    "！",
    "？",
    "（",
    "）",
    "【",
    "】",
    "「",
    "」",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "～",
    "…",
    "……",
    "——",
    "—",
    "・",
    "·",
    "％",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "(",
    ")",
    "-",
    "...",
    ",,",
    ".，",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\u{a0}",
    "\u{3000}",
    "\t",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\u{200b}",
    "\u{feff}",
    "```",
    "\n```\n",
    "---\n",
    "| ",
    "- ",
];

/// Texts of pieces, sometimes with a blank between, sometimes with a rule's own example in the middle.
fn raw_text() -> impl Strategy<Value = String> {
    static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let examples = CLEANER.rules().rules().iter().flat_map(|rule| rule.examples());
        examples.filter_map(|example| example.before.clone().or(example.keep.clone())).collect()
    });
    let piece = prop_oneof![
        12 => (0..PIECES.len(), any::<bool>())
            .prop_map(|(at, blank)| format!("{}{}", PIECES[at], if blank { " " } else { "" })),
        1 => (0..EXAMPLES.len()).prop_map(|at| EXAMPLES[at].clone()),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The text after edits, by the plainest of means.
fn replayed(text: &str, edits: &[(Span, &str)]) -> String {
    let mut out = text.to_string();
    for (span, with) in edits.iter().rev() {
        out.replace_range(span.start..span.end, with);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// 1. Cleaning what is clean changes nothing.
    #[test]
    fn cleaning_is_idempotent(text in raw_text()) {
        for apply in [Apply::Auto, Apply::Review] {
            let once = CLEANER.clean(&text).text(apply).to_string();
            let twice = CLEANER.clean(&once);
            prop_assert_eq!(twice.text(apply), once.as_str(), "at {:?}", apply);
        }
    }

    /// 2. The listed edits, applied to the original, give the cleaned text.
    #[test]
    fn edits_replay(text in raw_text()) {
        let cleaned = CLEANER.clean(&text);
        for apply in [Apply::Auto, Apply::Review] {
            let edits: Vec<_> = cleaned.edits(apply).into_iter().map(|edit| (edit.span, edit.with.as_str())).collect();
            prop_assert_eq!(replayed(&text, &edits), cleaned.text(apply));
        }
    }

    /// The findings tell the same story: what is under the span, and what stands there afterwards.
    #[test]
    fn findings_replay(text in raw_text()) {
        let cleaned = CLEANER.clean(&text);
        let findings = cleaned.findings(CLEANER.rules());
        for finding in &findings {
            prop_assert_eq!(finding.span.of(&text), finding.before.as_str());
            prop_assert_eq!(finding.after.is_none(), finding.level == Level::Flag);
            prop_assert!(!finding.rules.is_empty());
        }
        let applied: Vec<_> = findings.iter().filter(|finding| finding.level == Level::Auto)
            .map(|finding| (finding.span, finding.after.as_deref().unwrap())).collect();
        prop_assert_eq!(replayed(&text, &applied), cleaned.text(Apply::Auto));
        // With the proposals: those, and what is applied outside them.
        let proposals: Vec<_> = findings.iter().filter(|finding| finding.level == Level::Review).collect();
        let mut all: Vec<_> = proposals.iter().map(|finding| (finding.span, finding.after.as_deref().unwrap())).collect();
        all.extend(applied.into_iter().filter(|(span, _)| !proposals.iter().any(|proposal| proposal.span.contains(*span))));
        all.sort_by_key(|(span, _)| *span);
        prop_assert_eq!(replayed(&text, &all), cleaned.text(Apply::Review));
    }

    /// Layers never mix: what is applied does not depend on what is proposed.
    #[test]
    fn proposals_do_not_reach_what_is_applied(text in raw_text()) {
        static AUTO: LazyLock<Cleaner> =
            LazyLock::new(|| Cleaner::new(RuleSet::builtin().filter(|rule| rule.level == Level::Auto)));
        let both = CLEANER.clean(&text);
        let alone = AUTO.clean(&text);
        prop_assert_eq!(both.text(Apply::Auto), alone.text(Apply::Review));
    }

    /// Contracts: what is applied keeps every letter and every digit, in order.
    #[test]
    fn letters_and_digits_survive(text in raw_text()) {
        let kept = |text: &str| text.nfkc().filter(|c| c.is_alphanumeric()).collect::<String>();
        let cleaned = CLEANER.clean(&text);
        prop_assert_eq!(kept(cleaned.text(Apply::Auto)), kept(&text));
    }

    /// Composing patches is applying one after the other; lifting tells the second on the first's original.
    #[test]
    fn patches_compose(text in "[a-z。 ]{0,30}", first in cuts(), second in cuts()) {
        let first = patch_of(&text, &first);
        let between = first.apply(&text);
        let second = patch_of(&between, &second);
        let after = second.apply(&between);
        let both = first.then(&text, &between, &second);
        prop_assert_eq!(both.apply(&text), after.clone());
        let lifted = first.lift(&between, &second);
        let covered = |span: Span| lifted.edits().iter().any(|edit| edit.span.contains(span));
        let mut edits: Vec<_> = first.edits().iter().filter(|edit| !covered(edit.span)).collect();
        edits.extend(lifted.edits());
        edits.sort_by_key(|edit| edit.span);
        let edits: Vec<_> = edits.into_iter().map(|edit| (edit.span, edit.with.as_str())).collect();
        prop_assert_eq!(replayed(&text, &edits), after);
    }
}

/// Where to cut (in per mille of the text) and what to put there.
fn cuts() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    prop::collection::vec((0..1000usize, 0..4usize, "[A-C。]{0,2}"), 0..6)
}

/// A patch of those cuts that do not clash.
fn patch_of(text: &str, cuts: &[(usize, usize, String)]) -> Patch {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut edits = Vec::new();
    for (number, (at, length, with)) in cuts.iter().enumerate() {
        let first = at * (places.len() - 1) / 1000;
        let last = (first + length).min(places.len() - 1);
        let edit =
            mtclean::text::Edit::new(text, Span::new(places[first], places[last]), with.clone(), number as u16);
        let mut tried = edits.clone();
        tried.push(edit);
        if Patch::new(tried.clone()).is_ok() {
            edits = tried;
        }
    }
    Patch::new(edits).unwrap()
}
