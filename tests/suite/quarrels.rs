//! Rules that nobody has seen yet: those that chase each other, feed on themselves, or break a contract.

use std::fs;

use mtclean::{Apply, Cleaner, Level, RuleSet};

/// A cleaner with the built-in rules and these own ones, given as id, level and action.
fn with_rules(rules: &[(&str, &str, &str)]) -> Cleaner {
    let folder = tempfile::tempdir().unwrap();
    for (id, level, action) in rules {
        let text = format!(
            "summary = \"s\"\nwhy = \"w\"\nlevel = \"{level}\"\nmay-change = []\n[action.replace]\n{action}\n\
             [[example]]\nname = \"n\"\nbefore = \"a\"\nafter = \"b\"\n[[example]]\nname = \"k\"\nkeep = \"c\"\n"
        );
        fs::write(folder.path().join(format!("{id}.toml")), text).unwrap();
    }
    Cleaner::new(RuleSet::with_files(&[folder.path().to_path_buf()]).unwrap())
}

#[test]
fn rules_that_chase_each_other_are_named_and_others_still_work() {
    let cleaner = with_rules(&[
        ("ping", "auto", "pattern = '#(?<fix>-)#'\nwith = \"+\""),
        ("pong", "auto", "pattern = '#(?<fix>\\+)#'\nwith = \"-\""),
    ]);
    let text = "They waited in the hall。Then #-# they left.\nAnd in the other hall。";
    let cleaned = cleaner.clean(text);
    let once = cleaned.text(Apply::Auto).to_string();
    assert!(once.contains("#-#") && once.ends_with("other hall."), "{once}");
    assert!(once.starts_with("They waited in the hall. Then"), "the other rules still work there: {once}");
    assert_eq!(cleaner.clean(&once).text(Apply::Auto), once);
    let flags: Vec<_> = cleaned.findings(cleaner.rules()).into_iter().filter(|f| f.level == Level::Flag).collect();
    assert!(flags.iter().any(|flag| flag.message.contains("ping") && flag.message.contains("pong")), "{flags:?}");
}

#[test]
fn a_rule_that_feeds_on_itself_ends() {
    let cleaner = with_rules(&[("grow", "auto", "pattern = '(?<fix>#)'\nwith = \"##\"")]);
    let cleaned = cleaner.clean("a # b");
    assert_eq!(cleaned.text(Apply::Auto), "a # b");
    assert!(cleaned.findings(cleaner.rules()).iter().any(|f| f.level == Level::Flag && f.rules.contains(&"grow")));
}

#[test]
fn a_breach_is_reported_and_never_applied() {
    let cleaner = with_rules(&[("lossy", "auto", "pattern = '(?<fix>7)'\nwith = \"\"")]);
    let cleaned = cleaner.clean("Room 7 is free.");
    assert_eq!(cleaned.text(Apply::Review), "Room 7 is free.");
    let findings = cleaned.findings(cleaner.rules());
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].level, findings[0].rules[0]), (Level::Flag, "lossy"));
    assert!(findings[0].message.contains("digits survive"), "{}", findings[0].message);
}

#[test]
fn matching_resumes_right_after_the_fix() {
    let cleaner = with_rules(&[("gap", "auto", "pattern = '\\p{Han}(?<fix> )\\p{Han}'\nwith = \"\"")]);
    assert_eq!(cleaner.clean("中 文 字 符").text(Apply::Auto), "中文字符");
}

#[test]
fn protected_text_is_never_touched() {
    let cleaner = with_rules(&[("marks", "auto", "pattern = '(?<fix>，)'\nwith = \",\"")]);
    let text = "see https://a.example/中文/x,y?q=a，then `a，b` and <b title=\"x，y\">\n```\ncode，here\n```\n";
    assert_eq!(cleaner.clean(text).text(Apply::Review), text.replace("a，then", "a, then"));
}
