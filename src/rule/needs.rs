//! What a text must contain before a rule can match in it: the input of the engine's scan.
//!
//! From a pattern's tree we take the most telling set of literals of which every match contains at least one. The
//! set may admit lines that do not match (the rule then looks and finds nothing); it never refuses one that does.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind};
use regex_syntax::utf8::Utf8Sequences;

/// What must stand in a text before a rule can match there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// At least one of these byte strings, none of them empty.
    AnyOf(Vec<Vec<u8>>),
    /// No literal that can be told beforehand: the rule takes a first look at every line by itself.
    Nothing,
}

/// A set of literals larger than this is not worth its place in the scan.
const MOST: usize = 128;
/// Classes with more characters than this are context, not signs.
const CLASS: usize = 64;
/// Longer literals find nothing that their first bytes do not.
const LONGEST: usize = 12;

/// What every match of `hir` contains.
pub(crate) fn of_pattern(hir: &Hir) -> Needs {
    let found = walk(hir);
    match best(found.best, found.exact.map(Set)) {
        Some(set) if !set.0.iter().any(Vec::is_empty) => Needs::AnyOf(set.0),
        _ => Needs::Nothing,
    }
}

/// Literals of which a match contains (or is) one.
#[derive(Debug, Clone)]
struct Set(Vec<Vec<u8>>);

/// What is known of a part of a pattern.
struct Found {
    /// Everything that the part can match, if that is little.
    exact: Option<Vec<Vec<u8>>>,
    /// The most telling set of which every match of the part contains one.
    best: Option<Set>,
}

impl Found {
    const UNKNOWN: Found = Found { exact: None, best: None };

    fn exactly(exact: Vec<Vec<u8>>) -> Self {
        Self { exact: Some(exact), best: None }
    }
}

fn walk(hir: &Hir) -> Found {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Found::exactly(vec![Vec::new()]),
        HirKind::Literal(literal) => Found::exactly(vec![literal.0.to_vec()]),
        HirKind::Class(class) => match class_members(class) {
            Some(members) => Found::exactly(members),
            None => Found { exact: None, best: first_bytes(class).map(Set) },
        },
        HirKind::Capture(capture) => walk(&capture.sub),
        HirKind::Repetition(repeat) => {
            let inner = walk(&repeat.sub);
            match (repeat.min, repeat.max, inner.exact) {
                (0, Some(1), Some(mut exact)) if exact.len() < MOST => {
                    exact.push(Vec::new());
                    Found::exactly(exact)
                }
                (0, _, _) => Found::UNKNOWN,
                (1, Some(1), exact) => Found { exact, best: inner.best },
                (_, _, exact) => Found { exact: None, best: best(inner.best, exact.map(Set)) },
            }
        }
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(parts) => {
            // Where an alternative has the group `fix`, those without it are there to pass over text: a match of
            // theirs does nothing, so it needs nothing.
            let fixing = parts.iter().any(has_fix);
            let found: Vec<Found> = parts.iter().filter(|part| !fixing || has_fix(part)).map(walk).collect();
            let exact: Option<Vec<Vec<u8>>> = found
                .iter()
                .map(|part| part.exact.clone())
                .collect::<Option<Vec<_>>>()
                .map(|sets| sets.concat())
                .filter(|all| all.len() <= MOST);
            let union: Option<Vec<Set>> =
                found.into_iter().map(|part| best(part.best, part.exact.map(Set))).collect();
            let union = union.map(|sets| Set(sets.into_iter().flat_map(|set| set.0).collect()));
            Found { exact, best: union.filter(|set| set.0.len() <= 4 * MOST) }
        }
    }
}

/// Whether the group `fix` is in a part of a pattern.
fn has_fix(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(capture) => capture.name.as_deref() == Some("fix") || has_fix(&capture.sub),
        HirKind::Repetition(repeat) => has_fix(&repeat.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(has_fix),
        _ => false,
    }
}

/// Joins the exact parts of a sequence as long as they stay few; each run that ends is a candidate.
fn concat(parts: &[Hir]) -> Found {
    let mut run = vec![Vec::new()];
    let mut whole = true;
    let mut winner: Option<Set> = None;
    for part in parts {
        let found = walk(part);
        winner = best(winner, found.best);
        let Some(exact) = found.exact else {
            whole = false;
            winner = best(winner, Some(Set(std::mem::replace(&mut run, vec![Vec::new()]))));
            continue;
        };
        if run.len() * exact.len() > MOST || run.iter().any(|literal| literal.len() >= LONGEST) {
            whole = false;
            winner = best(winner, Some(Set(std::mem::replace(&mut run, exact))));
        } else {
            run = run.iter().flat_map(|head| exact.iter().map(move |tail| [&head[..], tail].concat())).collect();
        }
    }
    if whole {
        Found { exact: Some(run), best: winner }
    } else {
        Found { exact: None, best: best(winner, Some(Set(run))) }
    }
}

/// The characters of a class as literals, if they are few.
fn class_members(class: &Class) -> Option<Vec<Vec<u8>>> {
    match class {
        Class::Unicode(class) => {
            let size: usize = class.ranges().iter().map(|range| range.len()).sum();
            (size <= CLASS).then(|| {
                let members = class.ranges().iter().flat_map(|range| range.start()..=range.end());
                members.map(|c| c.to_string().into_bytes()).collect()
            })
        }
        Class::Bytes(class) => {
            let size: usize = class.ranges().iter().map(|range| range.len()).sum();
            (size <= CLASS).then(|| {
                class.ranges().iter().flat_map(|range| range.start()..=range.end()).map(|byte| vec![byte]).collect()
            })
        }
    }
}

/// The bytes with which the characters of a large class begin, if none of them is ASCII: the class of all Han is told
/// by a few dozen of them. Three lead bytes are shared with marks that English has too (`“`, `—`), so they count with
/// the byte behind them.
fn first_bytes(class: &Class) -> Option<Vec<Vec<u8>>> {
    let Class::Unicode(class) = class else { return None };
    let mut found = BTreeSet::new();
    for range in class.ranges() {
        if range.start().is_ascii() {
            return None;
        }
        for sequence in Utf8Sequences::new(range.start(), range.end()) {
            let parts = sequence.as_slice();
            for lead in parts[0].start..=parts[0].end {
                match lead {
                    0xE2 | 0xE3 | 0xEF => {
                        found.extend((parts[1].start..=parts[1].end).map(|next| vec![lead, next]));
                    }
                    _ => drop(found.insert(vec![lead])),
                }
            }
        }
        if found.len() > MOST {
            return None;
        }
    }
    Some(found.into_iter().collect())
}

/// The more telling of two sets.
fn best(a: Option<Set>, b: Option<Set>) -> Option<Set> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if weight(&a) >= weight(&b) { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// How rarely English text contains a member: the weakest member decides. Bytes outside ASCII count most, since
/// clean English has hardly any; then length; capitals and marks before small letters before the blank.
fn weight(set: &Set) -> i32 {
    let of_byte = |byte: u8| match byte {
        0x80.. => 12,
        b' ' => 1,
        b'a'..=b'z' => 2,
        b'.' | b',' => 3,
        b'A'..=b'Z' | b'0'..=b'9' => 4,
        _ => 5,
    };
    let weakest =
        set.0.iter().map(|literal| literal.iter().map(|&byte| of_byte(byte)).sum::<i32>()).min().unwrap_or(0);
    weakest * 8 - i32::try_from(set.0.len()).unwrap_or(i32::MAX).min(100) / 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(pattern: &str) -> Vec<String> {
        match of_pattern(&regex_syntax::parse(pattern).unwrap()) {
            Needs::AnyOf(set) => {
                set.into_iter().map(|literal| String::from_utf8_lossy(&literal).into_owned()).collect()
            }
            Needs::Nothing => Vec::new(),
        }
    }

    #[test]
    fn takes_the_rarest_part() {
        assert_eq!(needs(r#"[\p{Latin}\p{N})”"%](?<fix>。)"#), ["。"]);
        assert_eq!(needs(r"\w+ (?:share|print) this page"), [" share this page", " print this page"]);
        assert!(needs(r"\w+ \w+").iter().all(|literal| literal == " "));
        assert!(needs(r"\p{L}*").is_empty());
    }

    #[test]
    fn small_classes_multiply_with_their_neighbours() {
        assert_eq!(needs(r"\p{L},(?<fix>)[A-C]"), [",A", ",B", ",C"]);
        assert_eq!(needs("(?i)txt").len(), 8);
    }

    #[test]
    fn what_is_passed_over_wakes_nothing() {
        assert_eq!(needs(r"Node\.js|\d\.\d|\p{L}(?<fix>。)"), ["。"]);
    }

    #[test]
    fn a_large_class_is_told_by_its_first_bytes() {
        let Needs::AnyOf(han) = of_pattern(&regex_syntax::parse(r"\p{Han}+").unwrap()) else { panic!("no needs") };
        let woken = |text: &str| han.iter().any(|start| text.as_bytes().windows(start.len()).any(|w| w == start));
        assert!(["的", "〇", "豈", "𠀀", "々"].iter().all(|text| woken(text)));
        assert!(!woken("“Plain” text — with ‘marks’… and é"));
        assert!(needs(r"[\p{Han}a-z]").is_empty());
    }

    #[test]
    fn never_refuses_a_line_that_matches() {
        let patterns = ["a?b", "(?:ab|c)d*", "x{2,}y?", "[，；]$|z", "(?i)ok(?:ay)?!", r"\bto\b.+(?:。|！)"];
        let texts = ["b", "ab", "c", "cd", "xx", "xxxy", "a，", "z", "OK!", "okay!", "go to it。", "to x！"];
        for pattern in patterns {
            let regex = regex::Regex::new(pattern).unwrap();
            let needs = needs(pattern);
            for text in texts.iter().filter(|text| regex.is_match(text)) {
                let woken = needs.is_empty() || needs.iter().any(|literal| text.contains(literal.as_str()));
                assert!(woken, "{pattern} matches {text:?} and needs {needs:?}");
            }
        }
    }
}
