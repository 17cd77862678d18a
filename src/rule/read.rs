//! TOML to [`RuleSpec`], one key at a time, so that every fault of a file is reported and not only the first.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::fault::{Fault, nearest};
use super::spec::{ActionSpec, Example, LanguageCode, Level, MayChange, RuleSpec, Within};
use crate::text::Span;

/// The keys of a rule file.
const KEYS: [&str; 8] = ["summary", "why", "level", "languages", "within", "may-change", "action", "example"];

/// A rule as written, with the place that later faults point at.
pub(super) struct Read {
    pub spec: RuleSpec,
    /// The `action` value.
    pub action: Span,
}

/// Reads a rule file, or with `examples` false one whose examples were left out.
///
/// # Errors
/// All faults of syntax, keys, types and values, sorted by place.
pub(super) fn read(text: &str, examples: bool) -> Result<Read, Vec<Fault>> {
    let mut faults = Vec::new();
    let (root, errors) = DeTable::parse_recoverable(text);
    faults.extend(errors.iter().map(|error| fault(error, text)));
    let root = root.into_inner();
    let mut reader = Reader { text, faults: &mut faults, seen: Vec::new() };
    let (mut summary, mut why, mut level, mut action) = (None, None, None, None);
    let (mut languages, mut within, mut may_change) = (Vec::new(), Within::default(), Vec::new());
    let mut found_examples = if examples { None } else { Some(Vec::new()) };
    for (key, value) in root {
        let key_span: Span = key.span().into();
        let name = key.into_inner().into_owned();
        reader.seen.push(name.clone());
        let place = Span::from(value.span());
        match name.as_str() {
            "summary" => summary = reader.sentence(&name, value),
            "why" => why = reader.sentence(&name, value),
            "level" => level = reader.take::<Level>(value),
            "languages" => languages = reader.each::<LanguageCode>(value),
            "within" => within = reader.take(value).unwrap_or_default(),
            "may-change" => may_change = reader.each::<MayChange>(value),
            "action" => action = reader.take::<ActionSpec>(value).map(|action| (action, place)),
            "example" => found_examples = Some(reader.examples(value)),
            _ => reader.faults.push(Fault {
                span: key_span,
                message: format!("unknown key `{name}`; a rule has {}", list(&KEYS)),
                help: nearest(&name, &KEYS),
            }),
        }
    }
    let seen = std::mem::take(&mut reader.seen);
    if faults.iter().all(|fault| !fault.message.starts_with("syntax")) {
        for key in ["summary", "why", "level", "action", "example"] {
            if !seen.iter().any(|name| name == key) && (examples || key != "example") {
                faults.push(Fault {
                    span: Span::new(0, text.find('\n').unwrap_or(text.len())),
                    message: format!("the key `{key}` is missing"),
                    help: None,
                });
            }
        }
    }
    match (summary, why, level, action, found_examples) {
        (Some(summary), Some(why), Some(level), Some((action, action_at)), Some(example)) if faults.is_empty() => {
            let spec = RuleSpec { summary, why, level, languages, within, may_change, action, example };
            Ok(Read { spec, action: action_at })
        }
        _ => {
            faults.sort_by_key(|fault| fault.span);
            Err(faults)
        }
    }
}

struct Reader<'r> {
    text: &'r str,
    faults: &'r mut Vec<Fault>,
    seen: Vec<String>,
}

impl Reader<'_> {
    /// One value of type `T`; its fault is noted.
    fn take<T: for<'de> Deserialize<'de>>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let whole = Span::from(value.span());
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(found) => Some(found),
            Err(error) => {
                let mut found = fault(&error, self.text);
                // An error about a whole table points at nothing that an author could find.
                if error.span().is_none() {
                    found.span = first_line(self.text, whole);
                }
                self.faults.push(found);
                None
            }
        }
    }

    /// A list of values, each with its own fault.
    fn each<T: for<'de> Deserialize<'de>>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<T> {
        let span = Span::from(value.span());
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().filter_map(|item| self.take(item)).collect(),
            other => {
                self.faults.push(Fault {
                    span,
                    message: format!("expected a list such as [\"…\"], found {}", other.type_str()),
                    help: None,
                });
                Vec::new()
            }
        }
    }

    /// A text that says something.
    fn sentence(&mut self, key: &str, value: Spanned<DeValue<'_>>) -> Option<String> {
        let span = Span::from(value.span());
        let text: String = self.take(value)?;
        if text.trim().is_empty() {
            self.faults.push(Fault { span, message: format!("`{key}` is empty; expected a sentence"), help: None });
            return None;
        }
        Some(text)
    }

    /// The examples, each of which must expect something, and all together at least a fix and a trap.
    fn examples(&mut self, value: Spanned<DeValue<'_>>) -> Vec<Example> {
        let whole = first_line(self.text, value.span().into());
        let spans: Vec<Span> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| first_line(self.text, item.span().into())).collect(),
            _ => Vec::new(),
        };
        let faults_before = self.faults.len();
        let examples: Vec<Example> = self.each(value);
        if self.faults.len() > faults_before {
            return examples;
        }
        for (example, &span) in examples.iter().zip(&spans) {
            if let Err(why) = example.expectation() {
                let message = format!("example \"{}\": {why}", example.name);
                self.faults.push(Fault { span, message, help: None });
            }
        }
        if !examples.iter().any(|example| example.before.is_some()) {
            let message = "no example shows what the rule does; expected at least one with `before` and `after`";
            self.faults.push(Fault { span: whole, message: message.into(), help: None });
        }
        if !examples.iter().any(|example| example.keep.is_some()) {
            let message = "no example shows what the rule leaves alone; expected at least one with `keep`";
            self.faults.push(Fault { span: whole, message: message.into(), help: None });
        }
        examples
    }
}

/// An error of the parser as a fault. Serde names the unknown word and the known ones between backticks.
fn fault(error: &toml::de::Error, text: &str) -> Fault {
    let span = error.span().map_or(Span::new(0, 0), Span::from);
    let message = error.message().trim().replace('\n', "; ");
    let words: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let help = match words.split_first() {
        Some((word, known)) if message.starts_with("unknown") => nearest(word, known),
        _ => None,
    };
    Fault { span: Span::new(span.start.min(text.len()), span.end.min(text.len())), message, help }
}

/// `span` cut at its first line ending.
fn first_line(text: &str, span: Span) -> Span {
    let end = span.of(text).find('\n').map_or(span.end, |at| span.start + at);
    Span::new(span.start, end)
}

/// "`a`, `b` and `c`"
pub(super) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
