//! The engine itself: a set of rules, ready to clean any number of texts.

use std::borrow::Cow;

use super::cleaned::{Cleaned, Note, Parts};
use super::mask::Mask;
use super::scan::Scan;
use super::settle::{self, Pass, Quarrel, Settled};
use super::stage::{self, Breach, Staged};
use crate::document::{Page, Segment};
use crate::rule::{Level, Proposal, Rule, RuleSet};
use crate::text::{Hand, Patch, Span};

/// A set of rules with the scan that says which of them a text can wake. It may be shared between threads.
///
/// ```
/// use mtclean::{Apply, Cleaner, RuleSet};
///
/// let cleaner = Cleaner::new(RuleSet::builtin());
/// let cleaned = cleaner.clean("They waited in the hall。Then they left.");
/// assert_eq!(cleaned.text(Apply::Auto), "They waited in the hall. Then they left.");
/// ```
pub struct Cleaner {
    rules: RuleSet,
    scan: Scan,
    auto: Mask,
    review: Mask,
    flag: Mask,
}

/// What the rules of a run are shown: line rules a line, page rules the whole text.
#[derive(Clone, Copy)]
enum Shown<'p> {
    Line(&'p Page<'p>, Span),
    Whole,
}

impl Cleaner {
    /// A cleaner for these rules.
    pub fn new(rules: RuleSet) -> Self {
        let all = rules.rules();
        let of_level = |up_to: &[Level]| {
            let mut mask = Mask::none(all.len());
            let chosen = all.iter().enumerate().filter(|(_, rule)| up_to.contains(&rule.level));
            chosen.for_each(|(number, _)| mask.insert(hand(number)));
            mask
        };
        let auto = of_level(&[Level::Auto]);
        let review = of_level(&[Level::Auto, Level::Review]);
        let flag = of_level(&[Level::Flag]);
        let scan = Scan::new(all);
        Self { rules, scan, auto, review, flag }
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// Cleans a text: what is applied, what is proposed over that, what a person must read.
    ///
    /// The two layers never mix. The `auto` rules are settled as if no others existed; then all rules are run on
    /// the result, and what they do is the second layer.
    pub fn clean<'t>(&self, original: &'t str) -> Cleaned<'t> {
        let auto = self.settle_page(original, &self.auto);
        let between = auto.text.as_deref().unwrap_or(original);
        let review = self.settle_page(between, &self.review);
        let proposals = auto.patch.lift(between, &review.patch);
        let mut notes = self.flags(between, &auto.patch);
        let sources = auto.patch.sources();
        let lifted = |span: Span| sources.of(span);
        notes.extend(auto.breaches.iter().map(|breach| self.breach_note(breach.clone())));
        notes.extend(auto.quarrels.iter().map(|quarrel| self.quarrel_note(quarrel.clone())));
        let breaches = review.breaches.into_iter().map(|breach| Breach { span: lifted(breach.span), ..breach });
        notes.extend(breaches.map(|breach| self.breach_note(breach)));
        let quarrels = review.quarrels.into_iter().map(|quarrel| Quarrel { span: lifted(quarrel.span), ..quarrel });
        notes.extend(quarrels.map(|quarrel| self.quarrel_note(quarrel)));
        Cleaned::new(
            original,
            Parts { auto: auto.patch, auto_text: auto.text, proposals, review_text: review.text, notes },
        )
    }

    /// Settles a whole text: lines first, then the page, until neither changes.
    fn settle_page(&self, original: &str, allowed: &Mask) -> Settled {
        let pass = |text: &str, allowed: &Mask| self.page_pass(text, allowed);
        settle::settle(original, allowed, &self.auto, &pass)
    }

    fn page_pass(&self, text: &str, allowed: &Mask) -> Pass {
        let scanned = self.scan.scan(self.rules.rules(), text, allowed);
        let page = Page::new(text);
        let mut done = Pass::default();
        let mut pieces: Vec<(usize, Patch)> = Vec::new();
        for (line, _) in scanned.lines {
            if page.in_block(line) {
                continue;
            }
            let settled = self.settle_line(line, &page, allowed);
            let breaches = settled.breaches.into_iter();
            done.breaches.extend(breaches.map(|breach| Breach { span: breach.span.shifted(line.start), ..breach }));
            let quarrels = settled.quarrels.into_iter();
            done.quarrels
                .extend(quarrels.map(|quarrel| Quarrel { span: quarrel.span.shifted(line.start), ..quarrel }));
            if !settled.patch.is_empty() {
                pieces.push((line.start, settled.patch));
            }
        }
        let lines = Patch::concat(pieces);
        if scanned.page.is_empty() && lines.is_empty() {
            return done;
        }
        let after_lines = lines.apply(text);
        let whole = self.stages(&after_lines, allowed, Shown::Whole);
        let (breaches, sources) = (whole.breaches.into_iter(), lines.sources());
        done.breaches.extend(breaches.map(|breach| Breach { span: sources.of(breach.span), ..breach }));
        done.patch = lines.then(text, &after_lines, &whole.patch);
        done
    }

    /// Settles one line of `page`.
    fn settle_line(&self, line: Span, page: &Page<'_>, allowed: &Mask) -> Settled {
        let pass = |text: &str, allowed: &Mask| {
            let staged = self.stages(text, allowed, Shown::Line(page, line));
            Pass { patch: staged.patch, breaches: staged.breaches, quarrels: Vec::new() }
        };
        settle::settle(line.of(page.text()), allowed, &self.auto, &pass)
    }

    /// Runs every stage once, each on what the one before it left.
    fn stages(&self, original: &str, allowed: &Mask, shown: Shown<'_>) -> Staged {
        let mut staged = Staged::default();
        let mut text = Cow::Borrowed(original);
        let mut stage = 0;
        while stage < self.rules.stages().len() {
            let (next, step) = self.next_change(&text, stage, allowed, shown);
            stage = next;
            if !step.breaches.is_empty() {
                let (breaches, sources) = (step.breaches.into_iter(), staged.patch.sources());
                staged.breaches.extend(breaches.map(|breach| Breach { span: sources.of(breach.span), ..breach }));
            }
            if !step.patch.is_empty() {
                let after = step.patch.apply(&text);
                staged.patch = staged.patch.then(original, &text, &step.patch);
                text = after.into();
            }
        }
        staged
    }

    /// Runs the stages from `first` on until one changes `text`; also says which stage comes next.
    fn next_change(&self, text: &str, first: usize, allowed: &Mask, shown: Shown<'_>) -> (usize, Staged) {
        let awake = self.scan.rules_for(self.rules.rules(), text, allowed);
        // What is found out about the text (languages, protected spans) is found out once for all stages.
        let (page, segment);
        let show: &dyn Fn(&Rule) -> Vec<Proposal> = match shown {
            Shown::Line(page, line) => {
                segment = Segment::new(text, page).at(line);
                &|rule| stage::in_line(rule, &segment)
            }
            Shown::Whole => {
                page = Page::new(text);
                &|rule| stage::in_page(rule, &page)
            }
        };
        let mut breaches = Vec::new();
        for (number, stage) in self.rules.stages().iter().enumerate().skip(first) {
            let at_work = stage.clone().filter(|&number| awake.has(number));
            let found: Vec<(Hand, &Rule, Vec<Proposal>)> = at_work
                .map(|number| (hand(number), &self.rules.rules()[number]))
                .map(|(hand, rule)| (hand, rule, show(rule)))
                .filter(|(_, _, found)| !found.is_empty())
                .collect();
            if found.is_empty() {
                continue;
            }
            let step = stage::choose(text, found);
            breaches.extend(step.breaches);
            if !step.patch.is_empty() {
                return (number + 1, Staged { patch: step.patch, breaches });
            }
        }
        (self.rules.stages().len(), Staged { patch: Patch::default(), breaches })
    }

    /// What the rules of level `flag` point at in `between`, told on the text before `auto`.
    fn flags(&self, between: &str, auto: &Patch) -> Vec<Note> {
        let scanned = self.scan.scan(self.rules.rules(), between, &self.flag);
        let page = Page::new(between);
        let sources = auto.sources();
        let mut notes = Vec::new();
        let mut note = |number: usize, span: Span, note: Option<String>| {
            let rule = &self.rules.rules()[number];
            let message = note.map_or_else(|| rule.summary.clone(), |note| format!("{}: {note}", rule.summary));
            notes.push(Note { hands: vec![hand(number)], span: sources.of(span), message });
        };
        for (line, awake) in scanned.lines {
            if page.in_block(line) {
                continue;
            }
            let segment = Segment::new(line.of(between), &page).at(line);
            for number in awake.iter() {
                for found in stage::in_line(&self.rules.rules()[number], &segment) {
                    note(number, found.span.shifted(line.start), found.note);
                }
            }
        }
        for number in scanned.page.iter() {
            for found in stage::in_page(&self.rules.rules()[number], &page) {
                note(number, found.span, found.note);
            }
        }
        notes
    }

    fn breach_note(&self, breach: Breach) -> Note {
        let message = format!("not applied, it would break a contract: {}", breach.contract);
        Note { hands: vec![breach.hand], span: breach.span, message }
    }

    fn quarrel_note(&self, quarrel: Quarrel) -> Note {
        let ids: Vec<&str> = quarrel.hands.iter().map(|&hand| self.rules.by_hand(hand).id.as_str()).collect();
        let message = format!("not applied, these rules chase each other here: {}", ids.join(", "));
        Note { hands: quarrel.hands, span: quarrel.span, message }
    }
}

fn hand(number: usize) -> Hand {
    Hand::try_from(number).expect("fewer than 65,536 rules")
}
