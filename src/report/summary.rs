//! What a run came to: findings or changes by rule, and how many files were read, changed and could not be done.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::look::{HEAD, Look};
use crate::{Apply, Cleaned, Finding, Level, RuleSet};

/// More rules than this are told as a number.
const ROWS: usize = 20;

/// Counts over documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Documents that were read.
    pub read: usize,
    /// Documents with something in them that was, or would be, changed or read by a person.
    pub changed: usize,
    /// Inputs that could not be done.
    pub failed: usize,
    /// By level and rule.
    rules: BTreeMap<(Level, String), usize>,
}

impl Tally {
    /// One document with these findings.
    pub fn of_findings(findings: &[Finding<'_>]) -> Self {
        let mut tally = Self { read: 1, changed: usize::from(!findings.is_empty()), ..Self::default() };
        for finding in findings {
            tally.count(finding.level, finding.rules.first().copied().unwrap_or_default());
        }
        tally
    }

    /// One document with what `apply` changes in it.
    pub fn of_changes(cleaned: &Cleaned<'_>, rules: &RuleSet, apply: Apply) -> Self {
        let edits = cleaned.edits(apply);
        let mut tally = Self { read: 1, changed: usize::from(!edits.is_empty()), ..Self::default() };
        for rule in edits.iter().filter_map(|edit| edit.hands.by_weight().first().map(|&hand| rules.by_hand(hand))) {
            tally.count(rule.level, &rule.id);
        }
        tally
    }

    /// One input that could not be done.
    pub fn failure() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    /// Adds another.
    pub fn add(&mut self, other: Tally) {
        self.read += other.read;
        self.changed += other.changed;
        self.failed += other.failed;
        for (key, count) in other.rules {
            *self.rules.entry(key).or_default() += count;
        }
    }

    /// Everything counted.
    pub fn total(&self) -> usize {
        self.rules.values().sum()
    }

    fn count(&mut self, level: Level, rule: &str) {
        *self.rules.entry((level, rule.to_string())).or_default() += 1;
    }
}

/// Writes the table and the closing line; `what` is counted (`findings`, `changes`).
pub fn write(out: &mut dyn Write, tally: &Tally, what: &str, look: Look) -> io::Result<()> {
    let mut rows: Vec<(&(Level, String), &usize)> = tally.rules.iter().collect();
    rows.sort_by_key(|&((level, _), count)| (*level, std::cmp::Reverse(*count)));
    let width = rows.iter().take(ROWS).map(|((_, rule), _)| rule.chars().count()).max().unwrap_or(0);
    let digits = tally.total().to_string().len();
    for ((level, rule), count) in rows.iter().take(ROWS) {
        writeln!(out, "{:>6}  {rule:<width$}  {count:>digits$}", level.name())?;
    }
    if rows.len() > ROWS {
        let rest: usize = rows[ROWS..].iter().map(|(_, count)| **count).sum();
        let more = format!("and {} more rules", rows.len() - ROWS);
        writeln!(out, "        {more:<width$}  {rest:>digits$}")?;
    }
    let count = if tally.total() == 0 { "no".to_string() } else { tally.total().to_string() };
    let mut closing = format!("{count} {}", plural(tally.total(), what));
    let levels = [Level::Auto, Level::Review, Level::Flag].map(|level| {
        let count: usize = tally.rules.iter().filter(|((of, _), _)| *of == level).map(|(_, count)| count).sum();
        (count > 0).then(|| format!("{count} {}", level.name()))
    });
    let levels: Vec<String> = levels.into_iter().flatten().collect();
    if levels.len() > 1 {
        closing.push_str(&format!(" ({})", levels.join(", ")));
    }
    let of = if [0, tally.read].contains(&tally.changed) { String::new() } else { format!("{} of ", tally.changed) };
    closing.push_str(&format!(" in {of}{} {}", tally.read, plural(tally.read, "files")));
    if tally.failed > 0 {
        closing.push_str(&format!(", {} failed", tally.failed));
    }
    writeln!(out, "{}", look.paint(HEAD, &closing))
}

/// `word`, a plural, for `count` things.
fn plural(count: usize, word: &str) -> &str {
    if count == 1 { word.strip_suffix('s').unwrap_or(word) } else { word }
}
