//! One replacement, and who had a hand in it.

use super::Span;

/// The number of a rule in its set. The text layer carries it and does not look behind it.
pub type Hand = u16;

/// Everyone who had a hand in an edit, in the order in which they came to it, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands(Vec<Hand>);

impl Hands {
    /// The hand of one.
    pub fn one(hand: Hand) -> Self {
        Self(vec![hand])
    }

    /// Adds those of `other` that are not here yet.
    pub fn join(&mut self, other: &Hands) {
        for &hand in &other.0 {
            if !self.0.contains(&hand) {
                self.0.push(hand);
            }
        }
    }

    /// All of them, the first first.
    pub fn iter(&self) -> impl Iterator<Item = Hand> + '_ {
        self.0.iter().copied()
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
    /// An edit by one hand.
    pub fn new(span: Span, with: impl Into<String>, hand: Hand) -> Self {
        Self { span, with: with.into(), hands: Hands::one(hand) }
    }
}
