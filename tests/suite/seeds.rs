//! The seeds: what is changed in each, as a diff and as findings, and the texts that must come out as they went in.
//!
//! The snapshots are named by the seed's path. Each is read before it is accepted.

use std::fmt::Write as _;
use std::fs;

use mtclean::{Apply, Finding};
use similar::TextDiff;

use super::{CLEANER, files_below, root};

#[test]
fn untouched_texts_come_out_byte_for_byte() {
    let mut failures = String::new();
    for path in files_below("seeds/untouched") {
        let text = fs::read_to_string(root(&path)).unwrap();
        let cleaned = CLEANER.clean(&text);
        for edit in cleaned.edits(Apply::Review) {
            let rules: Vec<&str> = edit.hands.iter().map(|hand| CLEANER.rules().by_hand(hand).id.as_str()).collect();
            writeln!(failures, "{path}: {rules:?}: {:?} became {:?}", edit.span.of(&text), edit.with).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_change_of_every_seed_is_as_accepted() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let raw = files_below("seeds").into_iter().filter(|path| !path.starts_with("seeds/untouched/"));
    let mut missed = Vec::new();
    for path in raw {
        let text = fs::read_to_string(root(&path)).unwrap();
        let cleaned = CLEANER.clean(&text);
        let findings = cleaned.findings(CLEANER.rules());
        let shown = format!(
            "{}\n{}",
            diffs(&path, &text, cleaned.text(Apply::Auto), cleaned.text(Apply::Review)),
            list(&findings)
        );
        let name = path.trim_start_matches("seeds/").replace('/', "__");
        let check = || settings.bind(|| insta::assert_snapshot!(name.as_str(), shown));
        // All seeds are shown, not only the first that differs.
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err() {
            missed.push(path.clone());
        }
    }
    assert!(missed.is_empty(), "changed: {missed:?}; read each with `cargo insta review`");
}

/// What is applied, then what is proposed over that.
fn diffs(path: &str, original: &str, auto: &str, review: &str) -> String {
    let diff = |old: &str, new: &str, from: &str, to: &str| {
        TextDiff::from_lines(old, new).unified_diff().context_radius(0).header(from, to).to_string()
    };
    let applied = diff(original, auto, path, &format!("{path} (auto)"));
    let proposed = diff(auto, review, &format!("{path} (auto)"), &format!("{path} (review)"));
    visible(&format!("{applied}{proposed}"))
}

/// A line for each finding.
fn list(findings: &[Finding<'_>]) -> String {
    let mut out = String::new();
    for finding in findings {
        let after = finding.after.as_ref().map_or("?".into(), |after| format!("{after:?}"));
        let (line, column, level) = (finding.line, finding.column, finding.level.name());
        writeln!(out, "{line}:{column} {level} {}: {:?} -> {after}", finding.rules.join("+"), finding.before)
            .unwrap();
    }
    visible(&out)
}

/// Blanks that cannot be told from others, made visible.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "⍽").replace('\u{3000}', "␣␣").replace('\r', "␍").replace('\u{feff}', "␂")
}
