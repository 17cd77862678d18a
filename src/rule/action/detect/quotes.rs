//! Double quotation marks: `quote-spacing`, `quote-direction` and `mixed-quotes`.
//!
//! All three first pair the marks of a line and act only where the pairing is certain. They refuse what may be no
//! quotation at all: inches and seconds, code, CSV and JSON, German and French marks, a pair that two readings fit.

use super::super::{Action, LineAction, Proposal};
use super::quote_marks::{Kind, Mark, Role, Side, marks, nest, turns};
use crate::document::Segment;
use crate::document::script::{is_blank, is_latin};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::Span;

const SIGNS: [&str; 3] = ["\"", "“", "”"];

fn needs(signs: &[&str]) -> Needs {
    Needs::AnyOf(signs.iter().map(|sign| sign.as_bytes().to_vec()).collect())
}

// ---------------------------------------------------------------------------------------------------------------

/// `quote-spacing`: the blank that is missing outside a quotation, and the one too many inside.
struct Spacing {
    /// What may be glued to a quotation: `non"X"`, `"X"s`.
    affixes: Vec<String>,
}

pub(super) fn make_spacing(spec: &DetectSpec) -> (Action, Needs) {
    (Action::Line(Box::new(Spacing { affixes: spec.keep.clone() })), needs(&SIGNS))
}

impl LineAction for Spacing {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let text = segment.text();
        let Some(marks) = marks(text, segment.protected()) else { return };
        let Some((pairs, unclosed)) = nest(&marks) else { return };
        if !pairs.iter().all(|&(open, close)| is_certain(text, &marks[open], &marks[close])) {
            return;
        }
        for (open, close) in pairs {
            let (open, close) = (marks[open], marks[close]);
            self.before_opening(text, &open, found);
            let inside = text[open.span.end..].trim_start_matches(is_blank);
            // Between a double mark and a single one a blank is a printer's habit.
            if open.after == Side::Blank && !inside.starts_with(['‘', '\'']) {
                let blanks = text.len() - open.span.end - inside.len();
                found.push(Proposal::edit(Span::new(open.span.end, open.span.end + blanks), ""));
            }
            let inside = text[..close.span.start].trim_end_matches(is_blank);
            let last = &inside[inside.rfind(' ').map_or(0, |blank| blank + 1)..];
            // `'a ”`: a quotation inside that is still open.
            if close.before == Side::Blank && !inside.ends_with(['’', '\'']) && !last.starts_with(['‘', '\'']) {
                found.push(Proposal::edit(Span::new(inside.len(), close.span.start), ""));
            }
            self.behind_closing(text, &close, found);
        }
        if let Some(last) = unclosed
            && marks[last].after == Side::Word
        {
            self.before_opening(text, &marks[last], found);
        }
    }
}

impl Spacing {
    fn before_opening(&self, text: &str, open: &Mark, found: &mut Vec<Proposal>) {
        let head = &text[..open.span.start];
        let glued = match open.before {
            Side::Word => {
                let word = &head[head.trim_end_matches(is_latin).len()..];
                let latin = head.ends_with(|c: char| is_latin(c) || c.is_ascii_digit());
                latin && !self.affixes.iter().any(|affix| affix.trim_end_matches('-') == word && affix.ends_with('-'))
            }
            // A comma between two quotations may be that of a list in code; an ellipsis may belong to either side.
            Side::Stop => {
                let rest = head.trim_end_matches([',', ';', ':', '.', '!', '?', ')', '%']);
                rest.len() + 1 == head.len()
                    && rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '’'))
                    || head.ends_with([')', '%'])
            }
            _ => false,
        };
        // The mark before may be a closing one that wants the same blank: then this is the one place for it.
        let after_closing = match open.kind {
            Kind::Left => head.ends_with('”'),
            _ => head.ends_with('"'),
        };
        if glued || after_closing {
            found.push(Proposal::edit(Span::new(open.span.start, open.span.start), " "));
        }
    }

    fn behind_closing(&self, text: &str, close: &Mark, found: &mut Vec<Proposal>) {
        if close.after != Side::Word {
            return;
        }
        let tail = &text[close.span.end..];
        let word = &tail[..tail.find(|c: char| !is_latin(c)).unwrap_or(tail.len())];
        let latin = tail.starts_with(|c: char| is_latin(c) || c.is_ascii_digit());
        let suffix = self.affixes.iter().any(|affix| affix.trim_start_matches('-') == word && affix.starts_with('-'));
        if latin && !suffix {
            found.push(Proposal::edit(Span::new(close.span.end, close.span.end), " "));
        }
    }
}

/// Whether a pair can be read in one way only.
fn is_certain(text: &str, open: &Mark, close: &Mark) -> bool {
    let inside = &text[open.span.end..close.span.start];
    let letters = inside.chars().any(char::is_alphabetic);
    let straight = open.kind == Kind::Straight;
    if !letters && (straight || open.after == Side::Blank || close.before == Side::Blank) {
        return !straight || (open.natural() == Some(Role::Open) && close.natural() == Some(Role::Close));
    }
    if matches!(open.after, Side::Edge | Side::Stop) || matches!(close.before, Side::Edge) {
        return false;
    }
    let turned_open = open.natural() == Some(Role::Close);
    let turned_close = close.natural() == Some(Role::Open);
    if straight {
        let natural = open.natural() == Some(Role::Open) || close.natural() == Some(Role::Close);
        let content = inside.trim_matches(is_blank);
        let words = content.starts_with(char::is_alphabetic) && content.contains(' ') && content.len() > 4;
        // `"p"ut the text` tells a key, `"From " line` a string of a program.
        let before = &text[..open.span.start];
        let article = ["the", "The", "a", "an", "press", "Press", "click", "Click"];
        let article = article.contains(&&before[before.rfind(' ').map_or(0, |blank| blank + 1)..]);
        let behind = text[close.span.end..].bytes().take_while(u8::is_ascii_lowercase).count();
        // `press the"M"button`: an article ends before the mark, and a whole word begins behind it.
        let button = article && behind > 2 && content.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let key = content.len() < 3 && !button && (open.before == Side::Word || close.after == Side::Word);
        // `"It was good. "`: the end of a speech that is a sentence; `"Total: "` is a string of a program.
        let speech = open.after == Side::Word
            && close.after == Side::Edge
            && content.ends_with(['.', '!', '?'])
            && content.split(' ').nth(2).is_some();
        let literal = (open.after == Side::Blank) != (close.before == Side::Blank) && !speech;
        // `" S "` stands in a legend or is a string; a word has small letters.
        let legend = open.after == Side::Blank && content.chars().filter(|c| c.is_lowercase()).count() < 3;
        // `label:"two words"` is a search; a colon before speech has a sentence behind it.
        let search = text[..open.span.start].ends_with(':') && content.split(' ').nth(2).is_none();
        if key || literal || search || legend {
            return false;
        }
        // `Toys"R"Us` is a name; `the"three visits"work` is not. With blanks on all four sides the turn decides.
        let inner =
            content.starts_with(char::is_alphanumeric) && open.after == Side::Blank && close.before == Side::Blank;
        let floating = open.before == Side::Blank && close.after == Side::Blank && inner;
        let small = |side: Option<char>| side.is_some_and(|c| c.is_ascii_lowercase());
        let name = content.chars().all(char::is_alphabetic) && content.len() > 3;
        let between =
            small(text[..open.span.start].chars().next_back()) && small(text[close.span.end..].chars().next());
        let even = open.before == Side::Word && close.after == Side::Word && (words || name && between || button);
        // A short number before a mark: feet and inches unless a quotation plainly began before it.
        let measured = open.measure || (close.measure && open.natural() != Some(Role::Open));
        !turned_open && !turned_close && !measured && (natural || floating || even)
    } else {
        // The glyph tells the role; a closing mark that looks like an opening one is turned round, not badly spaced.
        !turned_close
    }
}

// ---------------------------------------------------------------------------------------------------------------

/// `quote-direction`: an opening curly mark where a closing one belongs, and the other way round.
struct Direction;

pub(super) fn make_direction(_: &DetectSpec) -> (Action, Needs) {
    (Action::Line(Box::new(Direction)), needs(&SIGNS[1..]))
}

impl LineAction for Direction {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let Some(marks) = marks(segment.text(), segment.protected()) else { return };
        for (open, close) in turns(&marks).unwrap_or_default() {
            if marks[open].kind == Kind::Right {
                found.push(Proposal::edit(marks[open].span, "“"));
            }
            if marks[close].kind == Kind::Left {
                found.push(Proposal::edit(marks[close].span, "”"));
            }
        }
    }
}

/// `mixed-quotes`: a quotation that begins with a curly mark and ends with a straight one, or the other way round.
struct Mixed;

pub(super) fn make_mixed(_: &DetectSpec) -> (Action, Needs) {
    (Action::Line(Box::new(Mixed)), needs(&SIGNS[..1]))
}

impl LineAction for Mixed {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        let Some(marks) = marks(segment.text(), segment.protected()) else { return };
        for (open, close) in turns(&marks).unwrap_or_default() {
            match (marks[open].kind, marks[close].kind) {
                (Kind::Straight, Kind::Left | Kind::Right) => found.push(Proposal::edit(marks[open].span, "“")),
                (Kind::Left | Kind::Right, Kind::Straight) if !marks[close].measure => {
                    found.push(Proposal::edit(marks[close].span, "”"));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;

    fn run(action: &dyn LineAction, text: &str) -> String {
        let page = Page::new(text);
        let mut found = Vec::new();
        action.propose(&Segment::new(text, &page), &mut found);
        found.sort_by_key(|proposal| proposal.span);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, &proposal.with.unwrap());
        }
        out
    }

    #[test]
    fn spaces_where_the_pairing_is_certain() {
        let spacing = Spacing { affixes: vec!["-s".into(), "non-".into()] };
        let cases = [
            (r#"the Hill Plan"Ten steps" plan"#, r#"the Hill Plan "Ten steps" plan"#),
            (r#"the brand"Hualin"and "Xinda""#, r#"the brand "Hualin" and "Xinda""#),
            (r#""Stop!"he cried."Who's there?""It's me.""#, r#""Stop!" he cried. "Who's there?" "It's me.""#),
            (r#"says "offline"although it runs"#, r#"says "offline" although it runs"#),
            (r#"on the"two ways, one goal"work of"#, r#"on the "two ways, one goal" work of"#),
            (r#"the " red heart " of it"#, r#"the "red heart" of it"#),
            ("was“ peeping” at it", "was “peeping” at it"),
            ("“I did not,”she says.“I went.”", "“I did not,” she says. “I went.”"),
            ("“Is it?”“Yes.”", "“Is it?” “Yes.”"),
            ("“Go on, ” she said.“This is it. Last", "“Go on,” she said. “This is it. Last"),
        ];
        for (before, after) in cases {
            assert_eq!(run(&spacing, before), after);
            assert_eq!(run(&spacing, after), after);
        }
    }

    #[test]
    fn leaves_what_two_readings_fit() {
        let spacing = Spacing { affixes: vec!["-s".into(), "non-".into()] };
        for text in [
            r#"Toys"R"Us sells it"#,
            r#"a 5"pipe and a 6"pipe"#,
            r#"6'2" long and 3" wide"#,
            r#"31°13'43"N, 121°28'29"E"#,
            r#""a","b",c"#,
            r#"the "no"s and non"X" words"#,
            r#"split at " " or " , " here"#,
            "„so“ und „so“",
            "the one” and the “other",
        ] {
            assert_eq!(run(&spacing, text), text);
        }
    }

    #[test]
    fn turns_what_looks_the_wrong_way() {
        assert_eq!(run(&Direction, "the ”plan“ of the town"), "the “plan” of the town");
        assert_eq!(run(&Direction, "“Not bad,“ he says, ”but slow.”"), "“Not bad,” he says, “but slow.”");
        assert_eq!(run(&Direction, "“a cup of tea. “"), "“a cup of tea. ”");
        assert_eq!(run(&Direction, "a “b “c” d” e"), "a “b “c” d” e");
        assert_eq!(run(&Mixed, "“A talk without guests.\" So he"), "“A talk without guests.” So he");
        assert_eq!(run(&Mixed, "a \"plan\" and a “goal”"), "a \"plan\" and a “goal”");
    }
}
