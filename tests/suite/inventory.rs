//! The project held to its own design: the arrows between modules, the schema, the size of files.

use std::fs;

use mtclean::rule::MayChange;
use mtclean::{Level, rule};

use super::{CLEANER, files_below, root};

/// The modules from left to right; those in one group do not know each other.
const ORDER: [&[&str]; 7] =
    [&["text"], &["document"], &["rule"], &["engine"], &["report", "review"], &["corpus"], &["cli"]];

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&module))
}

#[test]
fn a_module_uses_only_what_stands_to_its_left() {
    let mut faults = Vec::new();
    for path in files_below("src") {
        let module = path.trim_start_matches("src/").split('/').next().unwrap().trim_end_matches(".rs").to_string();
        let Some(own) = rank(&module) else { continue };
        for (number, line) in fs::read_to_string(root(&path)).unwrap().lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(other) = rank(&used) else { continue };
                if used != module && other >= own {
                    faults.push(format!("{path}:{}: `{module}` uses `{used}`", number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_command_line_prints_or_exits() {
    let mut faults = Vec::new();
    for path in files_below("src") {
        if path == "src/main.rs" || path.starts_with("src/cli/") {
            continue;
        }
        let text = fs::read_to_string(root(&path)).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let prints =
                ["println!", "print!(", "eprintln!", "dbg!(", "process::exit"].iter().any(|word| line.contains(word));
            if prints {
                faults.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_schema_is_current() {
    let path = root("rules/rule.schema.json");
    let current = rule::spec::schema();
    if std::env::var_os("MTCLEAN_UPDATE").is_some() {
        fs::write(&path, &current).unwrap();
    }
    let shipped = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shipped, current, "write it anew with: MTCLEAN_UPDATE=1 cargo test the_schema_is_current");
}

#[test]
fn automatic_rules_change_neither_letters_nor_digits_nor_lines_of_text() {
    for rule in CLEANER.rules().rules().iter().filter(|rule| rule.level == Level::Auto) {
        for what in [MayChange::Letters, MayChange::Case, MayChange::Digits, MayChange::Cjk] {
            assert!(!rule.may_change.contains(&what), "{} is automatic and may change {what:?}", rule.id);
        }
    }
}

#[test]
fn every_built_in_rule_has_traps_of_its_own() {
    for rule in CLEANER.rules().rules() {
        let traps = rule.examples().iter().filter(|example| example.keep.is_some()).count();
        assert!(traps >= 2, "{} has {traps} `keep` examples; it should have more", rule.id);
    }
}
