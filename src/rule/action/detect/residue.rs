//! `han-units` and `untranslated-line`: Chinese that stayed behind in an English text.
//!
//! A unit behind a number (`300元`, `3.5万`, `2019年7月3日`) has one reading; so it is glossed, the value unchanged. A
//! line that is Chinese as a whole is only pointed at. Both refuse a page with much Chinese in it: there it is meant.

use std::sync::LazyLock;

use regex::Regex;

use super::super::remove::is_mainly_latin;
use super::super::{Action, LineAction, PageAction, Proposal};
use crate::document::script::{is_cjk_letter, latin_words};
use crate::document::{Language, Page, Segment};
use crate::rule::Needs;
use crate::rule::spec::DetectSpec;
use crate::text::{Lines, Span};

/// A line with fewer Han letters than this is a label, a name, a signature.
const LINE_LETTERS: usize = 6;

/// A number with the Han that follows it; a date first.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"(?<y>[12][0-9]{3}) ?年(?: ?(?<m>[0-9]{1,2}) ?月(?: ?(?<d>[0-9]{1,2}) ?[日号])?)?|(?<m2>[0-9]{1,2}) ?月(?: ?(?<d2>[0-9]{1,2}) ?[日号])?";
    let amount = r"(?<n>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?) ?(?<han>[\p{Han}]+)";
    Regex::new(&format!("(?:{date})|{amount}")).expect("the pattern of numbers is part of the program")
});

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How a unit is said.
struct Unit {
    han: String,
    one: String,
    many: String,
    /// A counter is left out where the thing counted follows in words (`3个 apples`).
    counter: bool,
}

struct Units(Vec<Unit>);

/// Each word is `han = one/many`, or `han : one/many` for a counter.
pub(super) fn make_units(spec: &DetectSpec) -> (Action, Needs) {
    let units = spec.words.iter().filter_map(|word| {
        let at = word.find(['=', ':'])?;
        let (han, said) = (word[..at].trim(), word[at + 1..].trim());
        let (one, many) = said.split_once('/').unwrap_or((said, said));
        Some(Unit { han: han.into(), one: one.into(), many: many.into(), counter: word[at..].starts_with(':') })
    });
    let units: Vec<Unit> = units.collect();
    let signs = units.iter().map(|unit| unit.han.clone()).chain(["年", "月", "万", "亿", "块"].map(String::from));
    let needs = Needs::AnyOf(signs.map(String::into_bytes).collect());
    (Action::Line(Box::new(Units(units))), needs)
}

impl LineAction for Units {
    fn propose(&self, segment: &Segment<'_>, found: &mut Vec<Proposal>) {
        if segment.language() != Language::En || !is_mainly_latin(segment.page().text()) {
            return;
        }
        let text = segment.text();
        for captures in NUMBER.captures_iter(text) {
            let whole = captures.get(0).expect("group 0 is the match");
            let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
            let stands_free = |c: char| !c.is_alphanumeric() && c != '第';
            let quoted = before.ends_with(OPENING) && after.starts_with(CLOSING);
            if !before.chars().next_back().is_none_or(stands_free) || after.starts_with(is_cjk_letter) || quoted {
                continue;
            }
            let group = |name: &str| captures.name(name).map(|group| group.as_str());
            let mut end = whole.end();
            let said = match (group("n"), group("han")) {
                (Some(number), Some(han)) => self.amount(number, han, before, after),
                _ => date(group("y"), group("m").or(group("m2")), group("d").or(group("d2"))),
            };
            let Some(mut said) = said else { continue };
            if let Some(each) = after.strip_prefix('/').filter(|each| each.starts_with(is_cjk_letter)) {
                // `元/人`: both sides of the stroke or none.
                let Some((han, name)) = self.each(each) else { continue };
                end += 1 + han;
                said = format!("{said}/{name}");
            }
            let after = &text[end..];
            if after.starts_with(char::is_alphanumeric) {
                said.push(' ');
            }
            found.push(Proposal::edit(Span::new(whole.start(), end), said));
        }
    }
}

/// Words behind a counter that are not what is counted.
const FUNCTION: [&str; 20] = [
    "a", "and", "are", "as", "at", "by", "each", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to",
    "was", "were", "with",
];

const OPENING: [char; 8] = ['“', '‘', '"', '「', '『', '《', '【', '\''];
const CLOSING: [char; 8] = ['”', '’', '"', '」', '』', '》', '】', '\''];

impl Units {
    /// `number` and the `han` behind it in English, if all of it is known.
    fn amount(&self, number: &str, han: &str, before: &str, after: &str) -> Option<String> {
        let powers = [("万亿", 12), ("亿", 8), ("万", 4)];
        let power = powers.iter().find_map(|&(sign, power)| han.strip_prefix(sign).map(|rest| (rest, power)));
        let (rest, power) = power.unwrap_or((han, 0));
        let number = if power > 0 { multiplied(number, power)? } else { number.to_string() };
        if rest.is_empty() {
            return (power > 0).then_some(number);
        }
        if rest == "块" && after.trim_start().starts_with("of ") {
            return None;
        }
        if rest == "块" {
            // A piece in general, money beside the words for money; no number tells which.
            let around = [before.rsplit(['.', '!', '?']).next(), after.split(['.', '!', '?']).next()];
            let is_money = |text: &str| latin_words(text).any(|(_, word)| is_money(word));
            return around.into_iter().flatten().any(is_money).then(|| format!("{number} yuan"));
        }
        let unit = self.0.iter().find(|unit| unit.han == rest)?;
        if unit.counter && after.trim_start_matches(' ').starts_with(['(', '（']) {
            // What is explained in brackets is talked about.
            return None;
        }
        let next = latin_words(after).next().filter(|&(at, _)| after[..at].chars().all(|c| c == ' '));
        let word_follows =
            next.is_some_and(|(_, word)| word.starts_with(char::is_lowercase) && !FUNCTION.contains(&word));
        if (unit.counter && word_follows) || (rest == "元" && before.ends_with(['¥', '￥', '$'])) {
            return Some(number);
        }
        let range = before.ends_with(['-', '–', '~', '～', '—']);
        let said = if number == "1" && !range { &unit.one } else { &unit.many };
        let gap = if said.starts_with('%') || said.starts_with('°') { "" } else { " " };
        Some(format!("{number}{gap}{said}"))
    }
}

impl Units {
    /// The length and the name of the unit that `text` starts with, where no more Han follows.
    fn each(&self, text: &str) -> Option<(usize, &str)> {
        let end = text.find(|c| !is_cjk_letter(c)).unwrap_or(text.len());
        let unit = self.0.iter().find(|unit| unit.han == text[..end])?;
        Some((end, &unit.one))
    }
}

/// Whether a sentence with `word` in it tells of money.
fn is_money(word: &str) -> bool {
    let words = [
        "budget",
        "bill",
        "bills",
        "charge",
        "charged",
        "charges",
        "cheap",
        "cost",
        "costs",
        "deposit",
        "deposits",
        "discount",
        "earn",
        "earns",
        "earned",
        "expensive",
        "fee",
        "fees",
        "income",
        "money",
        "paid",
        "pay",
        "pays",
        "price",
        "priced",
        "prices",
        "rent",
        "rental",
        "salary",
        "salaries",
        "sells",
        "sold",
        "spend",
        "spent",
        "ticket",
        "tickets",
        "wage",
        "wages",
        "yuan",
    ];
    words.contains(&word.to_ascii_lowercase().as_str())
}

/// A decimal number times a power of ten, as English says it: `35,000`, `3.5 million`.
fn multiplied(number: &str, power: usize) -> Option<String> {
    let plain = number.replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > power || whole.len() + power > 18 {
        return None;
    }
    let zeros = "0".repeat(power - fraction.len());
    let digits = format!("{whole}{fraction}{zeros}");
    let digits = digits.trim_start_matches('0');
    for (name, size) in [("trillion", 12), ("billion", 9), ("million", 6)] {
        if digits.len() > size {
            let (head, tail) = digits.split_at(digits.len() - size);
            let tail = tail.trim_end_matches('0');
            let dot = if tail.is_empty() { "" } else { "." };
            return Some(format!("{}{dot}{tail} {name}", grouped(head)));
        }
    }
    (!digits.is_empty()).then(|| grouped(digits))
}

/// Digits with a comma before every three.
fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A date in English; nothing where it is none.
fn date(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<String> {
    let month = match month {
        Some(month) => Some(*MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?),
        None => None,
    };
    let day = match day {
        Some(day) => Some(day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?),
        None => None,
    };
    Some(match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{month} {day}, {year}"),
        (Some(year), Some(month), None) => format!("{month} {year}"),
        (None, Some(month), Some(day)) => format!("{month} {day}"),
        (None, Some(month), None) => month.into(),
        (Some(year), None, _) => year.into(),
        (None, None, _) => return None,
    })
}

struct UntranslatedLine;

pub(super) fn make_line(_: &DetectSpec) -> (Action, Needs) {
    // Hardly a Chinese line of some length is without one of these.
    let signs = "的了是在不有和人这我他一为与，。、：";
    let needs = Needs::AnyOf(signs.chars().map(|c| c.to_string().into_bytes()).collect());
    (Action::Page(Box::new(UntranslatedLine)), needs)
}

impl PageAction for UntranslatedLine {
    fn propose(&self, page: &Page<'_>, found: &mut Vec<Proposal>) {
        let text = page.text();
        let lines: Vec<Span> = Lines::new(text).collect();
        // An English line right below is the translation.
        let is_latin_line =
            |number: usize| lines.get(number).is_some_and(|line| latin_words(line.of(text)).next().is_some());
        for (number, &line) in lines.iter().enumerate() {
            let body = line.of(text);
            let letters = body.chars().filter(|&c| is_cjk_letter(c)).count();
            // Columns, tags and quotations say by their first letter that the Chinese in them is meant.
            if letters < LINE_LETTERS || !body.trim_start().starts_with(is_cjk_letter) || body.contains('\t') {
                continue;
            }
            if Segment::new(body, page).language() != Language::Zh || is_latin_line(number + 1) {
                continue;
            }
            if !is_mainly_latin(text) {
                return;
            }
            found.push(Proposal::flag(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> String {
        let words = ["元=yuan", "天=day/days", "个:piece/pieces", "台:unit/units", "度=°C"];
        let words: Vec<Unit> = words
            .iter()
            .map(|word| {
                let (han, said) = word.split_once(['=', ':']).unwrap();
                let (one, many) = said.split_once('/').unwrap_or((said, said));
                Unit { han: han.into(), one: one.into(), many: many.into(), counter: word.contains(':') }
            })
            .collect();
        let page = Page::new(text);
        let mut found = Vec::new();
        Units(words).propose(&Segment::new(text, &page), &mut found);
        let mut out = text.to_string();
        for proposal in found.into_iter().rev() {
            out.replace_range(proposal.span.start..proposal.span.end, &proposal.with.unwrap());
        }
        out
    }

    #[test]
    fn units_are_said_and_counters_left_out() {
        assert_eq!(run("It cost 380元for the two of them"), "It cost 380 yuan for the two of them");
        assert_eq!(
            run("we took 3个 apples and 1台 with us, for 1天"),
            "we took 3 apples and 1 unit with us, for 1 day"
        );
        assert_eq!(
            run("the rent was 60元/人 and 5元/层 too"),
            "the rent was 60 yuan/人 and 5元/层 too".replace("60 yuan/人", "60元/人")
        );
        assert_eq!(run("it was 60元/天 for us and 7块 of it"), "it was 60 yuan/day for us and 7块 of it");
        assert_eq!(
            run("the price was 7块 for us. He ate 7块 of it"),
            "the price was 7 yuan for us. He ate 7块 of it"
        );
        assert_eq!(run("it was ¥50元 at 25度 and that is all"), "it was ¥50 at 25°C and that is all");
    }

    #[test]
    fn great_numbers_keep_their_value() {
        assert_eq!(multiplied("3.5", 4).as_deref(), Some("35,000"));
        assert_eq!(multiplied("120", 4).as_deref(), Some("1.2 million"));
        assert_eq!(multiplied("1,234.5", 8).as_deref(), Some("123.45 billion"));
        assert_eq!(multiplied("0.5", 4).as_deref(), Some("5,000"));
        assert_eq!(multiplied("0", 4), None);
        assert_eq!(run("they spent 3.5亿元 on it in the end"), "they spent 350 million yuan on it in the end");
    }

    #[test]
    fn dates_are_built() {
        assert_eq!(
            run("it was so on 2019年7月3日, and in 2020年 as well it was"),
            "it was so on July 3, 2019, and in 2020 as well it was"
        );
        assert_eq!(run("the plan of 5月 and of 13月 is a plan"), "the plan of May and of 13月 is a plan");
    }

    #[test]
    fn what_is_glued_to_more_stays() {
        for text in ["the 第3个 of the lot is here", "he wrote “300元” on the wall", "the model S300元 of the house"]
        {
            assert_eq!(run(text), text);
        }
    }
}
