//! Sorted, disjoint edits: applying them, composing two patches, and asking where a place came from.

use super::{Edit, Hands, Span};

/// Two edits of one patch that claim the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two edits claim the same text: bytes {}..{} and {}..{}", .0.start, .0.end, .1.start, .1.end)]
pub struct Overlap(pub Span, pub Span);

/// Edits on one text, sorted by place, no two of which overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    edits: Vec<Edit>,
}

/// A run of edits of two patches that touch each other, told on the text before the first patch.
struct Fused {
    edit: Edit,
    has_later: bool,
}

/// Which edits that only touch become one.
#[derive(Clone, Copy)]
enum Touching {
    /// Those of different patches: `。` that became `.` and the blank that was then put behind it are one change.
    OfBoth,
    /// Insertions of the earlier patch with whatever they touch, since the borders alone could not tell whether
    /// such an insertion lies inside.
    Insertions,
}

impl Patch {
    /// A patch of these edits, in any order.
    ///
    /// # Errors
    /// [`Overlap`] when two of them share a byte or insert at the same place.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        edits.sort_by_key(|edit| edit.span);
        for pair in edits.windows(2) {
            let (a, b) = (pair[0].span, pair[1].span);
            if a.end > b.start || a == b {
                return Err(Overlap(a, b));
            }
        }
        Ok(Self { edits })
    }

    /// The edits, sorted by place.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The text after the edits.
    pub fn apply(&self, text: &str) -> String {
        splice(text, Span::new(0, text.len()), &self.edits)
    }

    /// One patch that does what this one and then `later` do.
    ///
    /// `original` is the text before this patch and `between` the text after it, on which `later` is told. Edits of
    /// the two that touch become one edit with the hands of all; one that ends up changing nothing is left out.
    pub fn then(&self, original: &str, between: &str, later: &Patch) -> Patch {
        if later.is_empty() {
            return self.clone();
        }
        let edits = self.fuse(between, later, Touching::OfBoth).into_iter().map(|fused| fused.edit);
        Patch { edits: edits.filter(|edit| edit.span.of(original) != edit.with).collect() }
    }

    /// The edits of `later` told on the text before this patch.
    ///
    /// Where one of them overlaps an edit of this patch, or touches an insertion, it takes that edit in: its span
    /// covers both and its replacement is what stands there after both. Applied together with the edits of this patch that lie in none
    /// of them, they give the text after both patches.
    pub fn lift(&self, between: &str, later: &Patch) -> Patch {
        let fused = self.fuse(between, later, Touching::Insertions).into_iter();
        Patch { edits: fused.filter(|fused| fused.has_later).map(|fused| fused.edit).collect() }
    }

    /// The edits that share text with `span`, or insert inside it; both are told on the text before the patch.
    pub fn overlapping(&self, span: Span) -> &[Edit] {
        let first = self.edits.partition_point(|edit| edit.span.end <= span.start);
        let rest = &self.edits[first..];
        &rest[..rest.partition_point(|edit| edit.span.start < span.end)]
    }

    /// Traces places of the text after this patch back to the text before it.
    pub fn sources(&self) -> Sources<'_> {
        let (mut grown, mut shrunk) = (0usize, 0usize);
        let results = self.edits.iter().map(|edit| {
            let start = edit.span.start + grown - shrunk;
            grown += edit.with.len();
            shrunk += edit.span.len();
            Span::new(start, start + edit.with.len())
        });
        Sources { results: results.collect(), edits: &self.edits }
    }

    /// Joins patches on consecutive pieces of one text, each given with the byte at which its piece starts.
    pub(crate) fn concat(pieces: impl IntoIterator<Item = (usize, Patch)>) -> Patch {
        let mut edits = Vec::new();
        for (offset, patch) in pieces {
            edits.extend(patch.edits.into_iter().map(|edit| Edit { span: edit.span.shifted(offset), ..edit }));
        }
        debug_assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        Patch { edits }
    }

    /// Walks both patches over the text between them and joins what overlaps, and what touches where `touching` says so.
    fn fuse(&self, between: &str, later: &Patch, touching: Touching) -> Vec<Fused> {
        let mut fused = Vec::new();
        // What the edits of `self` left of the walk have added to and taken from the text.
        let (mut grown, mut shrunk) = (0usize, 0usize);
        let (mut a, mut b) = (0, 0);
        while a < self.edits.len() || b < later.edits.len() {
            let mut group: Option<Span> = None;
            let (first_a, first_b) = (a, b);
            let (grown_before, shrunk_before) = (grown, shrunk);
            // Whether the last edit taken was an insertion of the earlier patch.
            let mut inserted = false;
            loop {
                let early = self.edits.get(a).map(|edit| {
                    let start = edit.span.start + grown - shrunk;
                    Span::new(start, start + edit.with.len())
                });
                let late = later.edits.get(b).map(|edit| edit.span);
                let (next, is_early) = match (early, late) {
                    // At one place, what the later patch inserts stands before what the earlier one replaced.
                    (Some(early), Some(late)) if late.start < early.start => (late, false),
                    (Some(early), Some(late)) if late.is_empty() && late.start == early.start => (late, false),
                    (Some(early), _) => (early, true),
                    (None, Some(late)) => (late, false),
                    (None, None) => break,
                };
                let inserts = is_early && self.edits[a].span.is_empty();
                if let Some(span) = group {
                    let alone = if is_early { b == first_b } else { a == first_a };
                    let joins = next.start < span.end
                        || next.start == span.end
                            && match touching {
                                Touching::OfBoth => !alone,
                                Touching::Insertions => inserted || inserts,
                            };
                    if !joins {
                        break;
                    }
                }
                let start = group.map_or(next.start, |span| span.start);
                group = Some(Span::new(start, group.map_or(next.end, |span| span.end.max(next.end))));
                inserted = inserts;
                if is_early {
                    grown += self.edits[a].with.len();
                    shrunk += self.edits[a].span.len();
                    a += 1;
                } else {
                    b += 1;
                }
            }
            let span = group.expect("a round takes at least one edit");
            let mut hands = Hands::default();
            self.edits[first_a..a].iter().chain(&later.edits[first_b..b]).for_each(|edit| hands.join(&edit.hands));
            fused.push(Fused {
                edit: Edit {
                    span: Span::new(span.start + shrunk_before - grown_before, span.end + shrunk - grown),
                    with: splice(between, span, &later.edits[first_b..b]),
                    hands,
                },
                has_later: b > first_b,
            });
        }
        fused
    }
}

/// Where the text after a patch came from; made by [`Patch::sources`].
pub struct Sources<'p> {
    /// Where each edit's replacement stands in the text after the patch.
    results: Vec<Span>,
    edits: &'p [Edit],
}

impl Sources<'_> {
    /// The bytes before the patch that `span`, told on the text after it, came from. Where a border of `span` lies
    /// inside a replacement, the whole of what was replaced is taken.
    pub fn of(&self, span: Span) -> Span {
        // The first replacement that ends behind a border is the only one that the border can lie in.
        let start = match self.results.partition_point(|result| result.end <= span.start) {
            at if at < self.results.len() && self.results[at].start <= span.start => self.edits[at].span.start,
            at => self.outside(at, span.start),
        };
        let end = match self.results.partition_point(|result| result.end < span.end) {
            at if at < self.results.len() && self.results[at].start < span.end => self.edits[at].span.end,
            at => self.outside(at, span.end),
        };
        Span::new(start, end.max(start))
    }

    /// The place before the patch of a place after it that lies in no replacement; `before` edits lie left of it.
    fn outside(&self, before: usize, at: usize) -> usize {
        match before.checked_sub(1) {
            Some(last) => self.edits[last].span.end + (at - self.results[last].end),
            None => at,
        }
    }
}

/// The bytes `within` of `text` after `edits`, all of which lie inside.
fn splice(text: &str, within: Span, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(within.len() + edits.iter().map(|edit| edit.with.len()).sum::<usize>());
    let mut at = within.start;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.with);
        at = edit.span.end;
    }
    out.push_str(&text[at..within.end]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(text: &str, edits: &[(usize, usize, &str, u16)]) -> Patch {
        let edits = edits.iter().map(|&(s, e, with, hand)| Edit::new(text, Span::new(s, e), with, hand));
        Patch::new(edits.collect()).unwrap()
    }

    #[test]
    fn refuses_edits_that_share_text() {
        let edits = vec![Edit::new("abcd", Span::new(0, 3), "x", 0), Edit::new("abcd", Span::new(2, 4), "y", 1)];
        assert_eq!(Patch::new(edits).unwrap_err(), Overlap(Span::new(0, 3), Span::new(2, 4)));
    }

    #[test]
    fn composing_is_doing_one_after_the_other() {
        let original = "in the hall。Then";
        let first = patch(original, &[(11, 14, ".", 1)]);
        let between = first.apply(original);
        let second = patch(&between, &[(12, 12, " ", 2)]);
        let both = first.then(original, &between, &second);
        assert_eq!(both.apply(original), "in the hall. Then");
        assert_eq!(both.edits().len(), 1, "what touches is one change");
        assert_eq!(both.edits()[0].hands.iter().collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn what_cancels_out_is_no_change() {
        let (original, between) = ("ab", "aXb");
        let (first, second) = (patch(original, &[(1, 1, "X", 1)]), patch(between, &[(1, 2, "", 2)]));
        assert!(first.then(original, between, &second).is_empty());
    }

    #[test]
    fn lifting_leaves_the_first_patch_alone_where_nothing_touches() {
        let original = "a，b the the c";
        let first = patch(original, &[(1, 4, ", ", 1)]);
        let between = first.apply(original);
        let at = between.find(" the").unwrap();
        let lifted = first.lift(&between, &patch(&between, &[(at, at + 4, "", 2)]));
        assert_eq!(lifted.edits().len(), 1);
        assert_eq!(lifted.edits()[0].span.of(original), " the");
    }

    #[test]
    fn a_place_is_traced_to_where_it_came_from() {
        let original = "ab。cd";
        let first = patch(original, &[(2, 5, ". ", 1)]);
        let source = |start, end| first.sources().of(Span::new(start, end)).of(original);
        assert_eq!((source(4, 6), source(0, 2), source(3, 5)), ("cd", "ab", "。c"));
        let removed = patch(original, &[(2, 5, "", 1)]);
        assert_eq!(removed.sources().of(Span::new(1, 3)).of(original), "b。c");
    }
}
