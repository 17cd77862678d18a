//! SARIF 2.1.0: one run with the rules, the findings and their fixes, for code scanning and for viewers.
//!
//! The document is written as it comes, so that a large corpus needs no more memory than its largest file.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::path::as_uri;
use crate::rule::{Expectation, Rule};
use crate::text::LineIndex;
use crate::{Finding, Level, RuleSet};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Clone)]
/// A SARIF log that is being written. Without [`Self::end`] it is not valid JSON.
pub struct Sarif<'r> {
    indices: HashMap<&'r str, usize>,
    empty: bool,
}

impl<'r> Sarif<'r> {
    /// Writes what stands before the findings: the tool and all its rules.
    pub fn begin(out: &mut dyn Write, rules: &'r RuleSet) -> io::Result<Self> {
        let indices = rules.rules().iter().enumerate().map(|(number, rule)| (rule.id.as_str(), number)).collect();
        let driver = json!({
            "name": "mtclean",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules.rules().iter().map(described).collect::<Vec<Value>>(),
        });
        write!(out, r#"{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":{{"driver":{driver}}},"#)?;
        write!(out, r#""columnKind":"unicodeCodePoints","results":["#)?;
        Ok(Self { indices, empty: true })
    }

    /// What [`Self::append`] writes for the findings of one document.
    pub fn results(&self, path: &Path, original: &str, findings: &[Finding<'_>]) -> Vec<Value> {
        let lines = LineIndex::new(original);
        findings.iter().map(|finding| self.result(path, &lines, finding)).collect()
    }

    /// Writes the results of one document.
    pub fn append(&mut self, out: &mut dyn Write, results: &[Value]) -> io::Result<()> {
        for result in results {
            let comma = if self.empty { "\n" } else { ",\n" };
            write!(out, "{comma}{result}")?;
            self.empty = false;
        }
        Ok(())
    }

    /// Writes what stands behind the findings.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]}}]}}")
    }

    fn result(&self, path: &Path, lines: &LineIndex<'_>, finding: &Finding<'_>) -> Value {
        let rule = finding.rules.first().copied().unwrap_or_default();
        let end = lines.place(finding.span.end);
        let region = json!({
            "startLine": finding.line, "startColumn": finding.column, "endLine": end.line, "endColumn": end.column,
        });
        let artifact = json!({"uri": as_uri(path)});
        let mut result = json!({
            "ruleId": rule,
            "level": level(finding.level),
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"mtclean/v1": finding.fingerprint},
            "properties": {"level": finding.level, "rules": finding.rules},
        });
        if let Some(index) = self.indices.get(rule) {
            result["ruleIndex"] = json!(index);
        }
        if let Some(after) = &finding.after {
            let replacement = json!({"deletedRegion": region, "insertedContent": {"text": after}});
            result["fixes"] = json!([{
                "description": {"text": finding.message},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
            }]);
        }
        result
    }
}

/// A rule with its help: why it exists, and what it does in its own examples.
fn described(rule: &Rule) -> Value {
    let mut help = format!("{}\n", rule.why);
    for expectation in rule.examples().iter().filter_map(|example| example.expectation().ok()) {
        help.push_str(&match expectation {
            Expectation::Fixed { before, after } => format!("\nbefore: {before}\nafter: {after}\n"),
            Expectation::Flagged { before, part } => format!("\nbefore: {before}\nread this: {part}\n"),
            Expectation::Kept(text) => format!("\nstays: {text}\n"),
        });
    }
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": help},
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"level": rule.level, "stage": rule.stage},
    })
}

/// Proposals are notes; what is certain and what must be read are warnings.
fn level(level: Level) -> &'static str {
    match level {
        Level::Review => "note",
        Level::Auto | Level::Flag => "warning",
    }
}
