//! What cleaning costs: loading the rules, clean text, dirty text, one long line. Run with `cargo bench`.
//!
//! Compare figures of one run with each other; a machine's speed drifts between runs.

use divan::Bencher;
use divan::counter::BytesCount;
use mtclean::{Cleaner, RuleSet};

fn main() {
    divan::main();
}

const CLEAN: &str = "The committee met on Tuesday morning, heard a report from the mayor, and adjourned before noon. \
    Its members, who had read the draft over the weekend, asked for more figures and less praise.\n\n";
const DIRTY: &str = "The committee met on Tuesday morning,heard a report from the the mayor，and adjourned before noon。\
    Its members (张伟) had read the draft“over the weekend”and asked for more figures .\n\n";

/// `line` again and again, up to about `bytes` bytes.
fn text(line: &str, bytes: usize) -> String {
    line.repeat(bytes / line.len() + 1)
}

#[divan::bench]
fn load_rules() -> Cleaner {
    Cleaner::new(RuleSet::builtin())
}

#[divan::bench(args = [10_000, 1_000_000])]
fn clean_english(bencher: Bencher<'_, '_>, bytes: usize) {
    run(bencher, &text(CLEAN, bytes));
}

#[divan::bench(args = [10_000, 200_000])]
fn dirty_english(bencher: Bencher<'_, '_>, bytes: usize) {
    run(bencher, &text(DIRTY, bytes));
}

#[divan::bench(args = [10_000, 1_000_000])]
fn one_long_line(bencher: Bencher<'_, '_>, bytes: usize) {
    run(bencher, &text(CLEAN, bytes).replace('\n', " "));
}

#[divan::bench(args = ["a", "。", "\"", "的", " ", "\n"])]
fn one_character(bencher: Bencher<'_, '_>, character: &str) {
    run(bencher, &text(character, 100_000));
}

fn run(bencher: Bencher<'_, '_>, text: &str) {
    let cleaner = Cleaner::new(RuleSet::builtin());
    cleaner.clean(text);
    bencher.counter(BytesCount::of_str(text)).bench(|| cleaner.clean(text).is_clean());
}
