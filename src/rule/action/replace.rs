//! `[action.replace]`: a pattern whose group `fix` is replaced.
//!
//! The context of a fix is written in the pattern around the group, which is all that the missing lookaround of
//! `regex` was ever wanted for here. The search resumes right after the fix, so that one match's context can be the
//! next one's fix.

use std::sync::OnceLock;

use regex::{Captures, Regex};
use regex_syntax::hir::Hir;
use toml::Spanned;

use super::{Action, LineAction, Proposal};
use crate::document::Segment;
use crate::rule::fault::{Fault, nearest};
use crate::rule::needs::{self, Needs};
use crate::rule::spec::{Level, ReplaceSpec};
use crate::text::Span;

struct Replace {
    pattern: Pattern,
    /// The template of the replacement; none flags.
    with: Option<String>,
    /// The number of the group that is replaced; 0 is the whole match.
    fix: usize,
}

/// A pattern that is known to be sound and is compiled when first used: most rules never match in a run.
pub(super) struct Pattern {
    source: String,
    compiled: OnceLock<Regex>,
}

impl Pattern {
    pub(super) fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| Regex::new(&self.source).expect("the pattern was parsed when the rule was loaded"))
    }
}

/// Checks a pattern: syntax, size, whether it can match at all in a line.
pub(super) fn parse(source: &Spanned<String>) -> Result<(Pattern, Hir), Fault> {
    let text = source.get_ref();
    let hir = regex_syntax::parse(text).map_err(|error| syntax_fault(&error, source))?;
    let whole = Span::from(source.span());
    let impossible = hir.properties().minimum_len().is_none();
    let needs_break = matches!(needs::of_pattern(&hir), Needs::AnyOf(set) if set.iter().all(|l| l.contains(&b'\n')));
    if impossible || needs_break {
        let message = if needs_break {
            "the pattern can never match: it wants a line ending, and a rule is shown one line without it"
        } else {
            "the pattern can never match"
        };
        return Err(Fault { span: whole, message: message.into(), help: None });
    }
    // Counted repetitions of large classes are the only sound patterns that do not compile.
    if hir.properties().explicit_captures_len() > 32 || text.len() > 500 && text.contains('{') {
        Regex::new(text).map_err(|error| Fault { span: whole, message: error.to_string(), help: None })?;
    }
    Ok((Pattern { source: text.clone(), compiled: OnceLock::new() }, hir))
}

/// A fault at the very character of a pattern where it can be told: in a string without escapes.
fn syntax_fault(error: &regex_syntax::Error, source: &Spanned<String>) -> Fault {
    let whole = Span::from(source.span());
    let (kind, at) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span()),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span()),
        _ => return Fault { span: whole, message: error.to_string(), help: None },
    };
    let quote = (whole.len() - source.get_ref().len()) / 2;
    let inside = Span::new(whole.start + quote + at.start.offset, whole.start + quote + at.end.offset.max(at.start.offset));
    let verbatim = whole.len() >= source.get_ref().len() + 2 && whole.contains(inside);
    Fault {
        span: if verbatim { inside } else { whole },
        message: format!("the pattern is no regular expression: {kind}"),
        help: matches!(kind.as_str(), k if k.contains("look-around"))
            .then(|| "put what is to be replaced into a group `(?<fix>…)` and the context around it".into()),
    }
}

pub(super) fn compile(spec: &ReplaceSpec, level: Level, place: Span) -> Result<(Action, Needs), Vec<Fault>> {
    let mut faults = Vec::new();
    match (&spec.with, level) {
        (Some(with), Level::Flag) => faults.push(Fault {
            span: with.span().into(),
            message: "a rule of level `flag` has no `with`: it only reports".into(),
            help: Some("remove `with`, or set the level to `review`".into()),
        }),
        (None, Level::Auto | Level::Review) => faults.push(Fault {
            span: place,
            message: "the key `with` is missing: what should stand in the place of the match".into(),
            help: None,
        }),
        _ => {}
    }
    let (pattern, hir) = match parse(&spec.pattern) {
        Ok(parsed) => parsed,
        Err(fault) => {
            faults.push(fault);
            return Err(faults);
        }
    };
    let mut names = Vec::new();
    group_names(&hir, &mut names);
    if let Some(with) = &spec.with {
        for name in template_names(with.get_ref()) {
            let number = name.parse::<usize>().is_ok_and(|n| n <= hir.properties().explicit_captures_len());
            if !number && !names.iter().any(|(known, _)| known == name) {
                let known: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
                faults.push(Fault {
                    span: with.span().into(),
                    message: format!("`with` names the group `{name}`, which the pattern does not have"),
                    help: nearest(name, &known),
                });
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let fix = names.iter().find(|(name, _)| name == "fix").map_or(0, |&(_, index)| index as usize);
    let needs = needs::of_pattern(&hir);
    let with = spec.with.as_ref().map(|with| with.get_ref().clone());
    Ok((Action::Line(Box::new(Replace { pattern, with, fix })), needs))
}

impl LineAction for Replace {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let (regex, text) = (self.pattern.regex(), segment.text());
        let mut at = 0;
        while at <= text.len() {
            let Some(captures) = regex.captures_at(text, at) else { break };
            let whole = captures.get(0).expect("group 0 is the match");
            let Some(fix) = captures.get(self.fix) else {
                // The alternative that matched has no `fix`: it is there to pass over what must stay.
                at = next_char(text, whole.end().max(at));
                continue;
            };
            if let Some(proposal) = self.proposal(text, &captures, fix.range().into()) {
                found.push(proposal);
            }
            at = if fix.end() > at { fix.end() } else { next_char(text, at) };
        }
    }
}

impl Replace {
    /// What the match asks for; nothing where the text already is as it should be.
    fn proposal(&self, text: &str, captures: &Captures<'_>, span: Span) -> Option<Proposal> {
        let Some(template) = &self.with else { return Some(Proposal::flag(span)) };
        let mut with = String::new();
        captures.expand(template, &mut with);
        (with != span.of(text)).then(|| Proposal::edit(span, with))
    }
}

/// The start of the character after the one at `at`.
fn next_char(text: &str, at: usize) -> usize {
    at + text[at.min(text.len())..].chars().next().map_or(1, char::len_utf8)
}

/// The names of a pattern's groups with their numbers.
fn group_names(hir: &Hir, names: &mut Vec<(String, u32)>) {
    use regex_syntax::hir::HirKind;
    match hir.kind() {
        HirKind::Capture(capture) => {
            if let Some(name) = &capture.name {
                names.push((name.to_string(), capture.index));
            }
            group_names(&capture.sub, names);
        }
        HirKind::Repetition(repeat) => group_names(&repeat.sub, names),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| group_names(part, names)),
        _ => {}
    }
}

/// The groups that a template refers to, as `regex` reads templates.
fn template_names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        rest = &rest[at + 1..];
        if let Some(escaped) = rest.strip_prefix('$') {
            rest = escaped;
        } else if let Some((name, after)) = rest.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
            names.push(name);
            rest = after;
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
            if end > 0 {
                names.push(&rest[..end]);
            }
            rest = &rest[end..];
        }
    }
    names
}
