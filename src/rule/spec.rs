//! The shape of a rule file, as its author writes it. Its JSON schema is `rules/rule.schema.json`.
//!
//! Enums are externally tagged and no field is flattened: both keep a fault's place in the file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A rule file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleSpec {
    /// What is wrong with the text, in one sentence: the message of every finding.
    pub summary: String,
    /// Why it happens, and why the rule is safe at its level.
    pub why: String,
    /// What may be done without a person.
    pub level: Level,
    /// The languages of the text around, by code: `en`, `zh`, `ja`, `ko`, `other`. Default: every language.
    #[serde(default)]
    pub languages: Vec<LanguageCode>,
    /// The kind of line that the rule is held to. Default: any line.
    #[serde(default)]
    pub within: Within,
    /// What an edit may change beside marks and blanks. Default: nothing.
    #[serde(default)]
    pub may_change: Vec<MayChange>,
    /// What the rule does.
    pub action: ActionSpec,
    /// The rule's own tests: at least one `before` with `after` (or `flagged`) and one `keep`.
    pub example: Vec<Example>,
}

/// The JSON schema of a rule file, as `rules/rule.schema.json` holds it.
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(RuleSpec)).expect("a schema is plain data");
    text.push('\n');
    text
}

/// How far a rule is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Applied: right when nobody looks.
    Auto,
    /// Proposed: applied once accepted.
    Review,
    /// Reported: a person must read this; there is no replacement.
    Flag,
}

impl Level {
    /// The level as rule files and findings spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Review => "review",
            Self::Flag => "flag",
        }
    }
}

/// A language of the text around an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LanguageCode {
    /// English.
    En,
    /// Chinese.
    Zh,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
    /// Any other.
    Other,
}

/// The kind of line that a rule is held to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Any line.
    #[default]
    Anywhere,
    /// Running text: at least six words with function words among them, no columns.
    Prose,
}

/// What an edit may change beside marks and blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MayChange {
    /// Latin letters may be added, removed and replaced; implies `case`.
    Letters,
    /// Latin letters may change between capital and small.
    Case,
    /// Digits may be added, removed and replaced.
    Digits,
    /// Han, kana and hangul may be added, removed and replaced.
    Cjk,
    /// Line endings may be added and removed.
    Lines,
}

/// What a rule does: exactly one of these.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActionSpec {
    /// Replaces what a pattern finds in a line.
    Replace(ReplaceSpec),
    /// Replaces literals by literals, the longest first.
    Table(TableSpec),
    /// A glossary: whole words; case is kept, plural and possessive follow, `a` and `an` are repaired.
    Terms(TermsSpec),
    /// Removes whole lines.
    Remove(RemoveSpec),
    /// A detector of the engine, for what no pattern can say.
    Detect(DetectSpec),
}

/// `[action.replace]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReplaceSpec {
    /// A regular expression on one line, in the syntax of the `regex` crate; `\b` is the border of a word of ASCII
    /// letters. Only the group `fix` is replaced, the whole match where there is none; the search resumes right after
    /// it. An alternative without `fix`, in a pattern that has it, passes over what it matches.
    #[schemars(with = "String")]
    pub pattern: Spanned<String>,
    /// Named parts of the pattern: `(?&name)` in it, or in another part, stands for the part of that name.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    /// What stands there afterwards; `$name` or `${name}` is what a group matched, `$$` a dollar sign. A rule of level
    /// `flag` has none.
    #[schemars(with = "Option<String>")]
    pub with: Option<Spanned<String>>,
}

/// `[action.table]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableSpec {
    /// What is found, and what replaces it.
    pub entries: BTreeMap<String, String>,
}

/// `[action.terms]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermsSpec {
    /// The term found, and the term meant. A key without capitals is found in every case and hands its case on; a
    /// key with capitals is found exactly as written.
    pub entries: BTreeMap<String, String>,
}

/// `[action.remove]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RemoveSpec {
    /// A regular expression that the whole line matches.
    #[schemars(with = "String")]
    pub line: Spanned<String>,
    /// A regular expression for the lines that go with it: those that follow directly or after blank lines.
    #[schemars(with = "Option<String>")]
    pub more: Option<Spanned<String>>,
    /// Named parts of the patterns: `(?&name)` in one of them, or in another part, stands for the part of that name.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
}

/// `[action.detect]`
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DetectSpec {
    /// The detector's name; a wrong one is answered with all that there are.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// Words that the detector acts on, where it takes any.
    #[serde(default)]
    pub words: Vec<String>,
    /// Words or phrases that it leaves alone, where it takes any.
    #[serde(default)]
    pub keep: Vec<String>,
}

/// One of a rule's own tests.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What the example shows.
    pub name: String,
    /// A text with the fault.
    pub before: Option<String>,
    /// The same text after the whole rule set, this rule having had a hand in it.
    pub after: Option<String>,
    /// The part of `before` that a rule of level `flag` points at.
    pub flagged: Option<String>,
    /// A text that comes out as it is: a trap.
    pub keep: Option<String>,
    /// Why the example does not hold yet. Strict: the suite fails once it holds.
    pub known_failure: Option<String>,
}

/// What an example expects; [`Example`] is how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation<'e> {
    /// `before` becomes `after`.
    Fixed {
        /// The text with the fault.
        before: &'e str,
        /// The text without it.
        after: &'e str,
    },
    /// The rule points at `part` of `before`.
    Flagged {
        /// The text with the fault.
        before: &'e str,
        /// The part pointed at.
        part: &'e str,
    },
    /// The text comes out as it is.
    Kept(&'e str),
}

impl Example {
    /// What the example expects, or what its author has mixed up.
    pub fn expectation(&self) -> Result<Expectation<'_>, &'static str> {
        match (&self.before, &self.after, &self.flagged, &self.keep) {
            (Some(before), Some(after), None, None) if before == after => {
                Err("`before` and `after` are the same; a text that stays as it is is a `keep`")
            }
            (Some(before), Some(after), None, None) => Ok(Expectation::Fixed { before, after }),
            (Some(before), None, Some(part), None) if part.is_empty() || !before.contains(part.as_str()) => {
                Err("`flagged` is not a part of `before`")
            }
            (Some(before), None, Some(part), None) => Ok(Expectation::Flagged { before, part }),
            (None, None, None, Some(text)) => Ok(Expectation::Kept(text)),
            _ => Err("an example has `before` and `after`, or `before` and `flagged`, or `keep` alone"),
        }
    }
}
