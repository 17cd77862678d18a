//! `[action.replace]`: a pattern whose group `fix` is replaced.
//!
//! The context of a fix is written in the pattern around the group, which is all that the missing lookaround of
//! `regex` was ever wanted for here. The search resumes right after the fix, so that one match's context can be the
//! next one's fix.

use regex::Captures;

use super::{Action, LineAction, Proposal};
use crate::document::Segment;
use crate::rule::fault::{Fault, nearest};
use crate::rule::needs::Needs;
use crate::rule::parts;
use crate::rule::pattern::{self, Pattern};
use crate::rule::spec::{Level, ReplaceSpec};
use crate::text::Span;

struct Replace {
    pattern: Pattern,
    /// The template of the replacement; none flags.
    with: Option<String>,
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
    if let Err(error) = parts::unused(&[spec.pattern.get_ref()], &spec.parts) {
        faults.push(pattern::parts_fault(&error, &spec.pattern, &spec.parts));
    }
    let checked = match pattern::check(&spec.pattern, &spec.parts) {
        Ok(checked) => checked,
        Err(fault) => {
            faults.push(fault);
            return Err(faults);
        }
    };
    if let (Some(with), Some((names, count))) = (&spec.with, &checked.groups) {
        for name in template_names(with.get_ref()) {
            let number = name.parse::<usize>().is_ok_and(|n| n <= *count);
            if !number && !names.iter().any(|known| known == name) {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
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
    let with = spec.with.as_ref().map(|with| with.get_ref().clone());
    Ok((Action::Line(Box::new(Replace { pattern: checked.pattern, with })), checked.needs))
}

impl LineAction for Replace {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let (regex, text) = (self.pattern.regex(), segment.text());
        let mut at = 0;
        while at <= text.len() {
            let Some(captures) = regex.captures_at(text, at) else { break };
            let whole = captures.get(0).expect("group 0 is the match");
            let Some(fix) = captures.get(self.pattern.fix()) else {
                // The alternative that matched has no `fix`: it is there to pass over what must stay.
                at = if whole.end() > at { whole.end() } else { next_char(text, at) };
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
