//! Every rule proves itself by its own examples.

use mtclean::engine::prove;

use super::CLEANER;

#[test]
fn every_example_of_every_rule_holds() {
    let mut failures = Vec::new();
    for rule in CLEANER.rules().rules() {
        for outcome in prove(&CLEANER, rule).iter().filter(|outcome| !outcome.verdict.holds()) {
            failures.push(format!(
                "{} \"{}\": {}\n  expected {:?}\n  found    {:?}\n  by {:?}",
                rule.id,
                outcome.name,
                outcome.verdict.name(),
                outcome.expected,
                outcome.found,
                outcome.hands
            ));
        }
    }
    assert!(failures.is_empty(), "{} examples do not hold:\n{}", failures.len(), failures.join("\n"));
}
