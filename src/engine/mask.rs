//! A set of rules, as bits.

use crate::text::Hand;

/// Some of the rules of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask(Vec<u64>);

impl Mask {
    /// None of `count` rules.
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    /// None of the same rules.
    pub(super) fn emptied(&self) -> Self {
        Self(vec![0; self.0.len()])
    }

    pub(super) fn insert(&mut self, hand: Hand) {
        self.0[usize::from(hand) / 64] |= 1 << (hand % 64);
    }

    pub(super) fn has(&self, hand: usize) -> bool {
        self.0[hand / 64] & (1 << (hand % 64)) != 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(super) fn add(&mut self, other: &Mask) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    /// Adds the rules that `a` and `b` share.
    pub(super) fn add_common(&mut self, a: &Mask, b: &Mask) {
        self.0.iter_mut().zip(a.0.iter().zip(&b.0)).for_each(|(word, (a, b))| *word |= a & b);
    }

    /// Whether the two share a rule.
    pub(super) fn meets(&self, other: &Mask) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The rules of both.
    pub(super) fn and(&self, other: &Mask) -> Mask {
        Mask(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// The rules of this one that are not in `other`.
    pub(super) fn without(&self, other: &Mask) -> Mask {
        Mask(self.0.iter().zip(&other.0).map(|(a, b)| a & !b).collect())
    }

    /// Their numbers, in the order in which they run.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(at, &word)| (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| at * 64 + bit))
    }
}
