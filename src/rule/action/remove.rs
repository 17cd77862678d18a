//! `[action.remove]`: whole lines that are page furniture, with the blank lines that would be left over.
//!
//! It refuses to be automatic: a removed line is text that nobody can miss by reading the result. It also refuses to
//! take a line with Chinese in it from a page that is Chinese itself: there such a line is no residue.

use super::{Action, PageAction, Proposal};
use crate::document::Page;
use crate::document::script::{is_blank, is_cjk_letter, latin_words};
use crate::rule::fault::Fault;
use crate::rule::needs::Needs;
use crate::rule::parts;
use crate::rule::pattern::{self, Pattern};
use crate::rule::spec::{Level, RemoveSpec};
use crate::text::{Lines, Span};

/// So much of a text is read to tell whether it is Chinese.
const SAMPLE: usize = 16 * 1024;
/// In a page that is not Chinese there is at most one CJK letter to so many Latin words.
const WORDS_A_LETTER: usize = 2;
/// The head of a page: its first lines with text.
const HEAD_LINES: usize = 4;

struct Remove {
    line: Pattern,
    more: Option<Pattern>,
}

pub(super) fn compile(spec: &RemoveSpec, level: Level) -> Result<(Action, Needs), Vec<Fault>> {
    let mut faults = Vec::new();
    if level != Level::Review {
        faults.push(Fault {
            span: spec.line.span().into(),
            message: format!("a rule that removes lines has the level `review`, not `{}`", level.name()),
            help: None,
        });
    }
    let called: Vec<&str> =
        [Some(&spec.line), spec.more.as_ref()].into_iter().flatten().map(|p| p.get_ref().as_str()).collect();
    if let Err(error) = parts::unused(&called, &spec.parts) {
        faults.push(pattern::parts_fault(&error, &spec.line, &spec.parts));
    }
    let mut check = |source| pattern::check(source, &spec.parts).map_err(|fault| faults.push(fault)).ok();
    let line = check(&spec.line);
    let more = spec.more.as_ref().map(&mut check);
    match (line, more) {
        (Some(line), None) if faults.is_empty() => {
            Ok((Action::Page(Box::new(Remove { line: line.pattern, more: None })), line.needs))
        }
        (Some(line), Some(Some(more))) if faults.is_empty() => {
            Ok((Action::Page(Box::new(Remove { line: line.pattern, more: Some(more.pattern) })), line.needs))
        }
        _ => Err(faults),
    }
}

impl PageAction for Remove {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let lines: Vec<Span> = Lines::new(text).collect();
        let is_empty = |number: usize| lines[number].of(text).chars().all(is_blank);
        let mut latin = None;
        let mut number = 0;
        let mut above = 0;
        let mut counted = 0;
        while number < lines.len() {
            above += (counted..number).filter(|&number| !is_empty(number)).count();
            counted = number;
            let at_head = above < HEAD_LINES;
            let line = lines[number].of(text);
            let native = |latin: &mut Option<bool>| {
                line.contains(is_cjk_letter) && !*latin.get_or_insert_with(|| is_mainly_latin(text))
            };
            if !matches_whole(&self.line, line, at_head) || native(&mut latin) {
                number += 1;
                continue;
            }
            let first = number;
            let mut last = number;
            // A block of lines is one edit: taken line by line, each would leave its own gap behind.
            for (next, span) in lines.iter().enumerate().skip(first + 1) {
                let line = span.of(text);
                let goes_along = self.more.as_ref().is_some_and(|more| matches_whole(more, line, at_head));
                if goes_along || matches_whole(&self.line, line, at_head) {
                    last = next;
                } else if !is_empty(next) {
                    break;
                }
            }
            number = last + 1;
            found.push(Proposal::edit(with_blank_lines(text, &lines, first, last, &is_empty), ""));
        }
    }
}

/// Whether the whole of `line` matches. In a pattern with a group `fix`, an alternative without it is there to pass
/// over what must stay, as everywhere; in one with a group `head`, an alternative with it counts at the head of the page
/// alone.
fn matches_whole(pattern: &Pattern, line: &str, at_head: bool) -> bool {
    // The byte-order mark is no part of the first line.
    let line = line.trim_start_matches('\u{feff}');
    let regex = pattern.regex();
    let whole = |start: usize, end: usize| start == 0 && end == line.len();
    if !regex.find(line).is_some_and(|found| whole(found.start(), found.end())) {
        return false;
    }
    let has = |name: &str| regex.capture_names().flatten().any(|group| group == name);
    let (excepts, is_held) = (has("fix"), has("head") && !at_head);
    if !excepts && !is_held {
        return true;
    }
    regex.captures(line).is_some_and(|captures| {
        (!excepts || captures.name("fix").is_some()) && !(is_held && captures.name("head").is_some())
    })
}

/// Whether a text is in Latin letters but for scattered CJK ones.
pub(super) fn is_mainly_latin(text: &str) -> bool {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let letters = text[..end].chars().filter(|&c| is_cjk_letter(c)).count();
    letters * WORDS_A_LETTER <= latin_words(&text[..end]).count()
}

/// The lines `first..=last` with their endings and the blank lines behind them, or before them at the end of the
/// text, so that one gap is left where two were.
fn with_blank_lines(text: &str, lines: &[Span], first: usize, last: usize, is_empty: &dyn Fn(usize) -> bool) -> Span {
    let after = (last + 1..lines.len()).find(|&number| !is_empty(number));
    let before = (0..first).rev().find(|&number| !is_empty(number));
    match (before, after) {
        // Between two texts: the gap before stays, the gap behind goes; with no gap before, the one behind stays.
        (Some(before), Some(after)) if before + 1 < first => Span::new(lines[first].start, lines[after].start),
        (Some(_), Some(_)) => Span::new(lines[first].start, lines[last + 1].start),
        (None, Some(after)) => Span::new(start_of_text(text), lines[after].start),
        // At the end: the text before keeps its own line ending; the gap goes.
        (Some(before), None) => Span::new(lines[before + 1].start, text.len()),
        (None, None) => Span::new(start_of_text(text), text.len()),
    }
}

/// Behind a byte-order mark.
fn start_of_text(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(line: &str, more: Option<&str>, text: &str) -> String {
        let pattern = |source: &str| {
            let spanned = toml::Spanned::new(0..source.len(), source.to_string());
            pattern::check(&spanned, &Default::default()).unwrap().pattern
        };
        let remove = Remove { line: pattern(line), more: more.map(pattern) };
        let mut found = Vec::new();
        remove.propose(&Page::new(text), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, "");
        }
        out
    }

    #[test]
    fn one_gap_is_left() {
        assert_eq!(run("Views: 3", None, "Title\n\nViews: 3\n\nText\n"), "Title\n\nText\n");
        assert_eq!(run("Views: 3", None, "Title\nViews: 3\n\nText\n"), "Title\n\nText\n");
        assert_eq!(run("Views: 3", None, "\u{feff}Views: 3\r\n\r\nText"), "\u{feff}Text");
    }

    #[test]
    fn neighbours_go_together() {
        assert_eq!(run("Views: .*", None, "Text.\n\nViews: 3\n\nViews: 4\n"), "Text.\n");
    }

    #[test]
    fn an_alternative_without_fix_passes_over() {
        let pattern = "Home > Settings.*|(?<fix>Home > .*)";
        assert_eq!(run(pattern, None, "Home > Settings\nText\n"), "Home > Settings\nText\n");
        assert_eq!(run(pattern, None, "Home > News\nText\n"), "Text\n");
    }

    #[test]
    fn a_head_is_held_to_the_first_lines() {
        let pattern = "You are here: .*|(?<head>Home > .*)";
        assert_eq!(run(pattern, None, "Title\nHome > News\nText\n"), "Title\nText\n");
        let late = "1\n2\n3\n4\nHome > News\nText\n";
        assert_eq!(run(pattern, None, late), late);
        assert_eq!(run(pattern, None, "1\n2\n3\n4\nYou are here: x\nText\n"), "1\n2\n3\n4\nText\n");
    }

    #[test]
    fn a_chinese_page_keeps_its_own() {
        let chinese = "本站 2020-01-02\n今天很好。\n";
        assert_eq!(run("本站.*", None, chinese), chinese);
        assert_eq!(
            run("本站.*", None, "本站 2020-01-02\nIt was a fine day for all of us.\n"),
            "It was a fine day for all of us.\n"
        );
    }

    #[test]
    fn at_the_end_the_text_before_keeps_its_own_ending() {
        let share = |text| run("Share this:.*", Some("Facebook|Twitter"), text);
        assert_eq!(share("Text.\n\nShare this: Twitter\n\nFacebook\n"), "Text.\n");
        assert_eq!(share("Text.\n\nShare this: Twitter"), "Text.\n");
        assert_eq!(share("Share this: all\nText"), "Text");
    }
}
