//! `[action.terms]`: a glossary of whole words. Case is kept, plural and possessive follow, `a`/`an` is repaired.
//!
//! A term that becomes itself is passed over: `third party construction` protects what `party construction` would find.

use std::collections::HashSet;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::table::leftmost_longest;
use super::{Action, LineAction, Proposal};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::fault::Fault;
use crate::rule::spec::TermsSpec;
use crate::text::Span;

/// Words that stay small inside a title.
const SMALL: [&str; 16] =
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to", "with"];

struct Terms {
    variants: Vec<Variant>,
    automaton: OnceLock<AhoCorasick>,
}

/// One way in which a term can be written, and what replaces it then.
struct Variant {
    from: String,
    to: String,
}

pub(super) fn compile(spec: &TermsSpec, place: Span) -> Result<(Action, Needs), Vec<Fault>> {
    let fault = |message: String| Fault { span: place, message, help: None };
    let mut faults = Vec::new();
    if spec.entries.is_empty() {
        faults.push(fault("`entries` is empty; expected at least one term".into()));
    }
    for (from, to) in &spec.entries {
        let sound = from.starts_with(char::is_alphanumeric) && from.ends_with(char::is_alphanumeric);
        if !sound || from.contains('\n') {
            faults.push(fault(format!(
                "the term {from:?} can never match: a term starts and ends with a letter or digit"
            )));
        }
        if to.is_empty() {
            faults.push(fault(format!("the term {from:?} has nothing to become")));
        }
    }
    if !spec.entries.is_empty() && spec.entries.iter().all(|(from, to)| from == to) {
        faults.push(fault("every term becomes itself: nothing would ever change".into()));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut known = HashSet::new();
    let all = spec.entries.iter().flat_map(|(from, to)| cases(from, to));
    let variants: Vec<Variant> =
        all.filter(|(from, _)| known.insert(from.clone())).map(|(from, to)| Variant { from, to }).collect();
    // What is only passed over wakes nobody.
    let telling = variants.iter().filter(|variant| variant.from != variant.to);
    let needs = Needs::AnyOf(telling.map(|variant| variant.from.clone().into_bytes()).collect());
    Ok((Action::Line(Box::new(Terms { variants, automaton: OnceLock::new() })), needs))
}

/// A term in every case in which it is looked for, with its replacement in the same case.
fn cases(from: &str, to: &str) -> Vec<(String, String)> {
    if from.chars().any(char::is_uppercase) {
        return vec![(from.into(), to.into())];
    }
    // What has capitals of its own is a name: it keeps them.
    let named = to.chars().any(char::is_uppercase);
    let keep = |cased: String| if named { to.to_string() } else { cased };
    vec![
        (from.into(), to.into()),
        (capitalised(from), keep(capitalised(to))),
        (title(from), keep(title(to))),
        (from.to_uppercase(), keep(to.to_uppercase())),
    ]
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn title(text: &str) -> String {
    let words = text.split(' ').enumerate();
    let cased = words.map(|(n, word)| if n > 0 && SMALL.contains(&word) { word.into() } else { capitalised(word) });
    cased.collect::<Vec<String>>().join(" ")
}

impl LineAction for Terms {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let automaton = self.automaton.get_or_init(|| leftmost_longest(self.variants.iter().map(|v| &v.from)));
        let text = segment.text();
        let mut at = 0;
        while let Some(hit) = automaton.find(aho_corasick::Input::new(text).range(at..)) {
            let Some((end, plural)) = whole_words(text, hit.start(), hit.end()) else {
                // Inside a longer word; a shorter term may still start within.
                at = hit.start() + text[hit.start()..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let Variant { from, to } = &self.variants[hit.pattern().as_usize()];
            if from == to {
                at = end;
                continue;
            }
            let with = if plural { pluralised(to) } else { to.clone() };
            let span = Span::new(hit.start(), end);
            at = end;
            found.push(with_article(text, span, with));
        }
    }
}

/// Where the word that ends at `end` really ends, if the hit is not part of a longer word: a plural `s` is taken in.
fn whole_words(text: &str, start: usize, end: usize) -> Option<(usize, bool)> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if text[..start].chars().next_back().is_some_and(|c| word(c) || c == '-') {
        return None;
    }
    let rest = &text[end..];
    if !rest.starts_with(word) {
        return Some((end, false));
    }
    let plural = rest.strip_prefix('s').is_some_and(|after| !after.starts_with(word));
    plural.then_some((end + 1, true))
}

/// The plural of a term: that of its last word.
fn pluralised(term: &str) -> String {
    let last = term.chars().last().unwrap_or(' ');
    let before = term.chars().rev().nth(1).unwrap_or(' ');
    match last {
        's' => term.into(),
        'x' | 'z' => format!("{term}es"),
        'h' if matches!(before, 'c' | 's') => format!("{term}es"),
        'y' if !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u') => format!("{}ies", &term[..term.len() - 1]),
        _ => format!("{term}s"),
    }
}

/// The edit of `span`, grown over an `a` or `an` before it that no longer fits.
fn with_article(text: &str, span: Span, with: String) -> Proposal {
    let before = &text[..span.start];
    for article in ["an ", "An ", "a ", "A "] {
        let Some(head) = before.strip_suffix(article) else { continue };
        if head.ends_with(char::is_alphanumeric) {
            continue;
        }
        let is_an = article.len() == 3;
        if is_an != starts_with_vowel_sound(&with) {
            let first = &article[..1];
            let fitting = if is_an { first.to_string() } else { format!("{first}n") };
            return Proposal::edit(Span::new(span.start - article.len(), span.end), format!("{fitting} {with}"));
        }
        break;
    }
    Proposal::edit(span, with)
}

/// Whether `an` goes before `word`: by its letters, with the exceptions that are frequent.
fn starts_with_vowel_sound(word: &str) -> bool {
    let lower = word.to_lowercase();
    let consonant = ["uni", "use", "usu", "eu", "one", "once", "ut"].iter().any(|start| lower.starts_with(start));
    let silent = ["hour", "honest", "honor", "honour", "heir"].iter().any(|start| lower.starts_with(start));
    silent || (lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !consonant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;
    use std::collections::BTreeMap;

    fn run(entries: &[(&str, &str)], text: &str) -> String {
        let entries: BTreeMap<String, String> = entries.iter().map(|&(a, b)| (a.into(), b.into())).collect();
        let (Action::Line(action), _) = compile(&TermsSpec { entries }, Span::new(0, 0)).unwrap() else { panic!() };
        let page = Page::new(text);
        let mut found = Vec::new();
        action.propose(&Segment::new(text, &page), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, &proposal.with.unwrap());
        }
        out
    }

    #[test]
    fn case_plural_possessive_and_article_follow() {
        let entries = [("net office", "internet office"), ("party construction", "Party building")];
        assert_eq!(run(&entries, "A net office and two Net Offices"), "An internet office and two Internet Offices");
        assert_eq!(run(&entries, "the net office's plan"), "the internet office's plan");
        assert_eq!(run(&entries, "party construction, PARTY CONSTRUCTION"), "Party building, Party building");
    }

    #[test]
    fn a_term_that_becomes_itself_is_passed_over() {
        let entries =
            [("party construction", "party building"), ("third party construction", "third party construction")];
        assert_eq!(
            run(&entries, "party construction, Third party construction"),
            "party building, Third party construction"
        );
    }

    #[test]
    fn parts_of_words_stay() {
        assert_eq!(run(&[("net", "web")], "internet nets network inter-net"), "internet webs network inter-net");
    }
}
