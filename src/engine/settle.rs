//! Running something until it changes nothing more, and what happens when that never comes.
//!
//! Cleaning is to be idempotent for rules that nobody has seen yet. So a text is run until it settles. If it does not
//! settle within the bound, the rules that were at work last are chasing each other: the text is run again without
//! them, and that result stands only if cleaning it again would give it again. Otherwise nothing is changed there.

use super::mask::Mask;
use super::stage::Breach;
use crate::text::{Hand, Patch, Span};

/// So many passes are run before rules count as chasing each other. Real text settles in two or three.
pub(super) const PASSES: usize = 8;

/// The hands of the last passes count as the chasing ones.
const LAST: usize = 3;

/// What one pass over a text does.
#[derive(Default)]
pub(super) struct Pass {
    /// The edits, on the text that the pass saw.
    pub patch: Patch,
    /// Contracts that would have been broken, on the text that the pass saw.
    pub breaches: Vec<Breach>,
    /// Quarrels inside, on the text that the pass saw.
    pub quarrels: Vec<Quarrel>,
}

/// Rules that undo or feed each other's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quarrel {
    /// The text that was left as it was for their sake.
    pub span: Span,
    /// The rules.
    pub hands: Vec<Hand>,
}

/// A text that no rule of the run would change again.
pub(super) struct Settled {
    /// The text; `None` where nothing was changed.
    pub text: Option<String>,
    /// From the original to the text.
    pub patch: Patch,
    /// On the original.
    pub breaches: Vec<Breach>,
    /// On the original.
    pub quarrels: Vec<Quarrel>,
}

/// The outcome of running passes within the bound.
struct Run {
    settled: Settled,
    /// The rules at work in the last passes, if the bound was reached.
    chasing: Option<Mask>,
}

/// Runs `pass` on `original` with the rules of `allowed` until it settles. `alone` are those of them that are also
/// run without the others: they too must find nothing in a text from which some rule was kept away.
pub(super) fn settle(original: &str, allowed: &Mask, alone: &Mask, pass: &dyn Fn(&str, &Mask) -> Pass) -> Settled {
    let first = run(original, allowed, pass);
    let Some(chasing) = first.chasing else { return first.settled };
    let quarrel = Quarrel {
        span: Span::new(0, original.len()),
        hands: chasing.iter().map(|number| Hand::try_from(number).expect("a rule's number")).collect(),
    };
    let quiet = run(original, &allowed.without(&chasing), pass);
    let stands = quiet.chasing.is_none() && {
        let text = quiet.settled.text.as_deref().unwrap_or(original);
        let again = run(text, allowed, pass);
        let same = again.chasing == Some(chasing) || (again.chasing.is_none() && again.settled.patch.is_empty());
        same && (alone == allowed || pass(text, alone).patch.is_empty())
    };
    let mut settled = if stands { quiet.settled } else { nothing() };
    settled.quarrels.push(quarrel);
    settled
}

fn nothing() -> Settled {
    Settled { text: None, patch: Patch::default(), breaches: Vec::new(), quarrels: Vec::new() }
}

fn run(original: &str, allowed: &Mask, pass: &dyn Fn(&str, &Mask) -> Pass) -> Run {
    let mut settled = nothing();
    let mut hands: Vec<Mask> = Vec::new();
    for _ in 0..PASSES {
        let text = settled.text.as_deref().unwrap_or(original);
        let done = pass(text, allowed);
        if !done.breaches.is_empty() || !done.quarrels.is_empty() {
            let sources = settled.patch.sources();
            add_new(&mut settled.breaches, done.breaches, |breach| breach.span = sources.of(breach.span));
            add_new(&mut settled.quarrels, done.quarrels, |quarrel| quarrel.span = sources.of(quarrel.span));
        }
        if done.patch.is_empty() {
            return Run { settled, chasing: None };
        }
        let mut at_work = allowed.emptied();
        done.patch.edits().iter().flat_map(|edit| edit.hands.iter()).for_each(|hand| at_work.insert(hand));
        hands.push(at_work);
        let next = done.patch.apply(text);
        settled.patch = settled.patch.then(original, text, &done.patch);
        // Text that feeds on itself would fill the memory before the bound is reached.
        let runaway = next.len() > 4 * original.len() + 4096;
        settled.text = Some(next);
        if runaway {
            break;
        }
    }
    let mut chasing = allowed.emptied();
    hands.iter().rev().take(LAST).for_each(|mask| chasing.add(mask));
    Run { settled, chasing: Some(chasing) }
}

/// Adds to `known` what is new in `found`, told on the original by `trace`.
fn add_new<T: PartialEq>(known: &mut Vec<T>, found: Vec<T>, trace: impl Fn(&mut T)) {
    // Passes after the first find the same again; one that finds thousands finds them in the same order.
    let before = known.len();
    for (number, mut one) in found.into_iter().enumerate() {
        trace(&mut one);
        if known.get(number) != Some(&one) && !known[..before].contains(&one) {
            known.push(one);
        }
    }
}
