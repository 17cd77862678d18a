//! `x-and-x` and `near-repeat`: a word that comes back a few words later where another was meant.
//!
//! `healthy and healthy growth` stands for two adjectives of the source that the engine knew one English word for.
//! English says `again and again`, `waited and waited`, `experts and experts`: so only words of a list, or with a
//! listed ending, count, and never in a longer chain or after `between`.

use std::collections::HashSet;

use super::super::{Action, LineAction, Proposal};
use super::tokens::{Token, tokens};
use crate::document::Segment;
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

struct XAndX {
    /// Words that no idiom doubles.
    words: HashSet<String>,
    /// Endings that make such a word: `-ful`.
    endings: Vec<String>,
    /// Verbs that want an object: `*discuss`.
    verbs: HashSet<String>,
    keep: HashSet<String>,
}

pub(super) fn make_x_and_x(spec: &DetectSpec) -> (Action, Needs) {
    let marked = |mark: char| spec.words.iter().filter_map(move |word| word.strip_prefix(mark)).map(str::to_string);
    let detector = XAndX {
        words: spec.words.iter().filter(|word| !word.starts_with(['-', '*'])).cloned().collect(),
        endings: marked('-').collect(),
        verbs: marked('*').collect(),
        keep: spec.keep.iter().cloned().collect(),
    };
    let joints = [" and ", " or "].map(|joint| joint.as_bytes().to_vec());
    (Action::Line(Box::new(detector)), Needs::AnyOf(joints.to_vec()))
}

impl LineAction for XAndX {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        if !has_echo(segment.text().as_bytes()) {
            return;
        }
        let words = tokens(segment.text());
        for at in 0..words.len().saturating_sub(2) {
            let (first, joint, second) = (words[at], words[at + 1], words[at + 2]);
            let twice = joint.joined && second.joined && second.is_lower() && second.is(first.text);
            if twice && matches!(joint.text, "and" | "or") && self.is_echo(segment.text(), &words, at) {
                found.push(Proposal::edit(Span::new(first.end, second.end), ""));
            }
        }
    }
}

impl XAndX {
    fn is_echo(&self, text: &str, words: &[Token<'_>], at: usize) -> bool {
        let word = words[at].text.to_lowercase();
        let before = at.checked_sub(1).filter(|_| words[at].joined).map(|at| words[at].text.to_ascii_lowercase());
        let before = before.as_deref().unwrap_or_default();
        let next = words.get(at + 3).filter(|next| next.joined);
        let follows = |list: &[&str]| next.is_some_and(|next| list.iter().any(|word| next.is(word)));
        // `silver and silver and silver` is a chain, `between good and good` a comparison.
        let chain = matches!(before, "and" | "or" | "between" | "neither" | "either" | "both" | "from")
            || follows(&["and", "or", "until", "till", "again", "as", "yet", "still"]);
        if chain || self.keep.contains(&word) || text[words[at + 2].end..].starts_with(['-', '\'', '’']) {
            return false;
        }
        let adjective = self.words.contains(&word)
            || self.endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()));
        // A verb is an echo only where its object follows; `they talk and talk` has none.
        let verb = self.verbs.contains(&word)
            && next.is_some_and(|next| {
                next.is_lower()
                    && !matches!(
                        next.text,
                        "for" | "in" | "on" | "at" | "about" | "with" | "while" | "but" | "so" | "all" | "day" | "to"
                    )
            });
        // A participle may be a verb that goes on and on: it counts only as what something is.
        let participle = word.ends_with("ed") && !is_linking(before);
        adjective && !participle || verb
    }
}

fn is_linking(word: &str) -> bool {
    let words = [
        "is", "are", "was", "were", "be", "been", "being", "very", "so", "look", "looks", "looked", "feel", "feels",
        "felt", "become", "becomes", "became", "seem", "seems", "seemed", "stay", "stays", "stayed", "a", "an",
        "the", "more", "of",
    ];
    words.contains(&word)
}

/// Whether somewhere ` and ` or ` or ` stands between two equal words.
fn has_echo(bytes: &[u8]) -> bool {
    let is_echo = |start: usize, end: usize| {
        let length = bytes[end..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        length > 1 && start >= length && bytes[start - length..start].eq_ignore_ascii_case(&bytes[end..end + length])
    };
    let joints: [&[u8]; 2] = [b" and ", b" or "];
    joints.iter().any(|joint| memchr::memmem::find_iter(bytes, joint).any(|at| is_echo(at, at + joint.len())))
}

// ---------------------------------------------------------------------------------------------------------------

struct NearRepeat {
    endings: Vec<String>,
    keep: HashSet<String>,
}

pub(super) fn make_near(spec: &DetectSpec) -> (Action, Needs) {
    let endings = spec.words.iter().filter_map(|word| word.strip_prefix('-')).map(str::to_string).collect();
    let detector = NearRepeat { endings, keep: spec.keep.iter().cloned().collect() };
    let joints = [" of the ", " of a ", " of an "].map(|joint| joint.as_bytes().to_vec());
    (Action::Line(Box::new(detector)), Needs::AnyOf(joints.to_vec()))
}

impl LineAction for NearRepeat {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let words = tokens(segment.text());
        for at in 0..words.len().saturating_sub(3) {
            let noun = words[at];
            let of_the = words[at + 1].text == "of" && matches!(words[at + 2].text, "the" | "a" | "an");
            let candidate = noun.is_lower()
                && noun.text.len() >= 6
                && !self.keep.contains(noun.text)
                && self.endings.iter().any(|ending| noun.text.ends_with(ending.as_str()));
            if !of_the || !candidate {
                continue;
            }
            // The noun at once or behind one adjective.
            for back in [at + 3, at + 4] {
                let joined = words.get(at + 1..=back).is_some_and(|between| between.iter().all(|word| word.joined));
                // `the importance of the importance of` is a loop, which has a rule of its own.
                let looped = words.get(back + 1).is_some_and(|next| next.joined && next.text == "of");
                if joined && words[back].text == noun.text && !looped {
                    found.push(Proposal::flag(Span::new(noun.start, words[back].end)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_an_echo_of_either_joint() {
        assert!(has_echo(b"quick and sound and safe or safe"));
        assert!(has_echo(b"Quick and quick diagnosis"));
        assert!(has_echo(b"this or that and large and large"));
        assert!(!has_echo(b"this or that and large and wide or long"));
    }
}
