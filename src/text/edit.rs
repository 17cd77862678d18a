//! One replacement, and who had a hand in it.

use std::cmp::Reverse;

use super::Span;

/// The number of a rule in its set. The text layer carries it and does not look behind it.
pub type Hand = u16;

/// Everyone who had a hand in an edit, each once, in the order in which they came to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands(Vec<(Hand, usize)>);

impl Hands {
    /// The hand of one, who changed so many bytes.
    fn one(hand: Hand, bytes: usize) -> Self {
        Self(vec![(hand, bytes)])
    }

    /// Adds those of `other` that are not here yet, and what they changed.
    pub fn join(&mut self, other: &Hands) {
        for &(hand, bytes) in &other.0 {
            match self.0.iter_mut().find(|(known, _)| *known == hand) {
                Some((_, sum)) => *sum += bytes,
                None => self.0.push((hand, bytes)),
            }
        }
    }

    /// All of them, the first first.
    pub fn iter(&self) -> impl Iterator<Item = Hand> + '_ {
        self.0.iter().map(|&(hand, _)| hand)
    }

    /// All of them, first the one who changed most: whose edit it is in the main.
    pub fn by_weight(&self) -> Vec<Hand> {
        let mut hands = self.0.clone();
        hands.sort_by_key(|&(_, bytes)| Reverse(bytes));
        hands.into_iter().map(|(hand, _)| hand).collect()
    }
}

/// Puts `with` in the place of `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text that the edit is made on.
    pub span: Span,
    /// What stands there afterwards.
    pub with: String,
    /// Who made it.
    pub hands: Hands,
}

impl Edit {
    /// An edit of `text` by one hand. The hand weighs what is changed between the parts that stay the same.
    ///
    /// # Panics
    /// If the span does not fit `text`.
    pub fn new(text: &str, span: Span, with: impl Into<String>, hand: Hand) -> Self {
        let with = with.into();
        let (before, after) = (span.of(text).as_bytes(), with.as_bytes());
        let same = |(a, b): &(&u8, &u8)| a == b;
        let head = before.iter().zip(after).take_while(same).count();
        let tail = before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(same).count();
        let bytes = before.len() + after.len() - 2 * (head + tail);
        Self { span, with, hands: Hands::one(hand, bytes) }
    }
}
