//! The rules of a run: those embedded at build time, and the user's own on top.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use super::action::{self, Action};
use super::fault::{Fault, Faults};
use super::needs::Needs;
use super::read;
use super::spec::{Example, LanguageCode, Level, MayChange, RuleSpec, Within};
use crate::document::Language;
use crate::text::Hand;

/// The embedded rule files: path from the project's root, text without the examples, whole text.
const BUILTIN: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The stage of a rule file that does not lie in a folder named like a stage.
const OWN_STAGE: &str = "85-own";

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Embedded in the program; the path is that in the project's repository.
    Builtin(&'static str),
    /// A file of the user's.
    File(PathBuf),
}

/// A compiled rule.
pub struct Rule {
    /// Its id: the file's name.
    pub id: String,
    /// Its stage: the folder's name. Stages run in the order of their names.
    pub stage: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What is wrong with the text, in one sentence.
    pub summary: String,
    /// Why it happens, and why the rule is safe at its level.
    pub why: String,
    /// What may be done without a person.
    pub level: Level,
    /// The languages of the text around; empty is every language.
    pub languages: Vec<Language>,
    /// The kind of line that it is held to.
    pub within: Within,
    /// What its edits may change beside marks and blanks.
    pub may_change: Vec<MayChange>,
    /// What a text needs before the rule can match.
    pub needs: Needs,
    /// Its file, as written.
    pub source: String,
    examples: OnceLock<Vec<Example>>,
    pub(crate) action: Action,
}

impl Rule {
    /// Its own tests.
    pub fn examples(&self) -> &[Example] {
        // A run that only cleans has no use for them, and they are most of a rule file.
        self.examples
            .get_or_init(|| read::read(&self.source, true).map_or_else(|_| Vec::new(), |read| read.spec.example))
    }
}

/// Why a set of rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Files with faults, all of them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults(Vec<Faults>),
    /// A file or folder that could not be read.
    #[error("{}: {error}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Two files that name the same rule.
    #[error("the rule \"{id}\" stands in two files: {} and {}", .first.display(), .second.display())]
    Twice {
        /// The id of both.
        id: String,
        /// The file that was read first.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A folder without a rule file.
    #[error("{}: no rule file (*.toml) in it", .0.display())]
    NoRules(PathBuf),
}

/// Rules in the order in which they run.
pub struct RuleSet {
    rules: Vec<Rule>,
    stages: Vec<Range<usize>>,
}

impl RuleSet {
    /// The embedded rules.
    ///
    /// # Panics
    /// If an embedded rule has a fault, which the project's tests rule out.
    pub fn builtin() -> Self {
        let read = |&(place, head, text): &(&'static str, &str, &str)| {
            rule(Path::new(place), head, text, Origin::Builtin(place)).unwrap_or_else(|faults| panic!("{faults}"))
        };
        Self::of(BUILTIN.iter().map(read).collect())
    }

    /// These rules and no others, sorted by stage and id.
    fn of(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| (&a.stage, &a.id).cmp(&(&b.stage, &b.id)));
        let mut stages: Vec<Range<usize>> = Vec::new();
        for number in 0..rules.len() {
            match stages.last_mut() {
                Some(stage) if rules[stage.start].stage == rules[number].stage => stage.end = number + 1,
                _ => stages.push(number..number + 1),
            }
        }
        Self { rules, stages }
    }

    /// The embedded rules with those of the given files and folders on top: one with the id of an embedded rule takes
    /// its place.
    ///
    /// # Errors
    /// [`LoadError`]; every fault of every file is in it.
    pub fn with_files(paths: &[PathBuf]) -> Result<Self, LoadError> {
        let own = Self::files(paths)?;
        let mut rules: BTreeMap<String, Rule> =
            Self::builtin().rules.into_iter().map(|rule| (rule.id.clone(), rule)).collect();
        rules.extend(own.into_iter().map(|rule| (rule.id.clone(), rule)));
        Ok(Self::of(rules.into_values().collect()))
    }

    /// The rules of the given files and folders alone.
    ///
    /// # Errors
    /// [`LoadError`]; every fault of every file is in it.
    pub fn only_files(paths: &[PathBuf]) -> Result<Self, LoadError> {
        Ok(Self::of(Self::files(paths)?))
    }

    fn files(paths: &[PathBuf]) -> Result<Vec<Rule>, LoadError> {
        let mut files = Vec::new();
        for path in paths {
            let before = files.len();
            collect(path, &mut files)?;
            if files.len() == before {
                return Err(LoadError::NoRules(path.clone()));
            }
        }
        let (mut rules, mut faults) = (Vec::<Rule>::new(), Vec::new());
        for path in files {
            let unreadable = |error| LoadError::Unreadable { path: path.clone(), error };
            let bytes = fs::read(&path).map_err(unreadable)?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                unreadable(io::Error::new(io::ErrorKind::InvalidData, format!("not UTF-8 at byte {at}")))
            })?;
            match rule(&path, &text, &text, Origin::File(path.clone())) {
                Ok(rule) => {
                    if let Some(other) = rules.iter().find(|known| known.id == rule.id) {
                        let first = match &other.origin {
                            Origin::File(first) => first.clone(),
                            Origin::Builtin(place) => PathBuf::from(place),
                        };
                        return Err(LoadError::Twice { id: rule.id, first, second: path });
                    }
                    rules.push(rule);
                }
                Err(found) => faults.push(found),
            }
        }
        if faults.is_empty() { Ok(rules) } else { Err(LoadError::Faults(faults)) }
    }

    /// The same rules without those that `keep` refuses.
    pub fn filter(mut self, keep: impl Fn(&Rule) -> bool) -> Self {
        self.rules.retain(keep);
        Self::of(self.rules)
    }

    /// All rules, in the order in which they run.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rule that an edit names.
    pub fn by_hand(&self, hand: Hand) -> &Rule {
        &self.rules[usize::from(hand)]
    }

    /// The stages, each as the range of its rules.
    pub(crate) fn stages(&self) -> &[Range<usize>] {
        &self.stages
    }
}

/// The rule files at or below `path`, sorted.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let unreadable = |error| LoadError::Unreadable { path: path.to_path_buf(), error };
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    entries.sort();
    for entry in entries {
        if entry.is_dir() || entry.extension().is_some_and(|extension| extension == "toml") {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

/// Reads and compiles one rule file. Its name is the id, its folder the stage. `head` is what is read now: all of
/// `text`, or all but the examples.
fn rule(path: &Path, head: &str, text: &str, origin: Origin) -> Result<Rule, Faults> {
    let faults = |list: Vec<Fault>| Faults { path: path.to_path_buf(), text: text.to_string(), list };
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let stage = folder.filter(|name| is_stage(name)).unwrap_or_else(|| OWN_STAGE.into());
    let read = read::read(head, head.len() == text.len()).map_err(faults)?;
    let (action, needs) = action::compile(&read.spec.action, read.spec.level, read.action).map_err(faults)?;
    let RuleSpec { summary, why, level, languages, within, may_change, action: _, example } = read.spec;
    let languages = languages.into_iter().map(|code| match code {
        LanguageCode::En => Language::En,
        LanguageCode::Zh => Language::Zh,
        LanguageCode::Ja => Language::Ja,
        LanguageCode::Ko => Language::Ko,
        LanguageCode::Other => Language::Other,
    });
    Ok(Rule {
        id,
        stage,
        origin,
        summary,
        why,
        level,
        languages: languages.collect(),
        within,
        may_change,
        examples: if example.is_empty() { OnceLock::new() } else { OnceLock::from(example) },
        needs,
        source: text.to_string(),
        action,
    })
}

/// Whether a folder is named like a stage: two digits, a hyphen, a name.
fn is_stage(folder: &str) -> bool {
    let bytes = folder.as_bytes();
    bytes.len() > 3 && bytes[0].is_ascii_digit() && bytes[1].is_ascii_digit() && bytes[2] == b'-'
}
