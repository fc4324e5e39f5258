//! The words of a phrase, split as [`crate::measure`] splits a line.

use std::ops::Range;
use std::str::CharIndices;

use crate::chars::{Class, LETTERS, Letters, WordHash};

/// The hashes of a text's words.
pub(super) fn of(text: &str) -> Vec<u32> {
    with_ranges(text).map(|(word, _)| word).collect()
}

/// The hashes of a text's words, each with the bytes it takes.
pub(super) fn with_ranges(text: &str) -> WithRanges<'_> {
    WithRanges {
        letters: &LETTERS,
        text,
        chars: text.char_indices(),
        open: None,
        dense: None,
    }
}

/// The iterator of [`with_ranges`].
pub(super) struct WithRanges<'t> {
    letters: &'static Letters,
    text: &'t str,
    chars: CharIndices<'t>,
    /// The word under way, and where it began.
    open: Option<(WordHash, usize)>,
    /// A word of one character that was read together with the end of the word before it.
    dense: Option<(u32, Range<usize>)>,
}

impl Iterator for WithRanges<'_> {
    type Item = (u32, Range<usize>);

    fn next(&mut self) -> Option<(u32, Range<usize>)> {
        if self.dense.is_some() {
            return self.dense.take();
        }
        for (at, c) in self.chars.by_ref() {
            let class = self.letters.class(c);
            match class {
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                    let word = self.open.get_or_insert((WordHash::EMPTY, at));
                    word.0.push(self.letters.fold(c));
                }
                Class::Apostrophe => {}
                _ => {
                    let dense = (class == Class::Dense).then(|| {
                        let mut hash = WordHash::EMPTY;
                        hash.push(self.letters.fold(c));
                        (hash.finish(), at..at + c.len_utf8())
                    });
                    match (self.open.take(), dense) {
                        (Some((word, start)), dense) => {
                            self.dense = dense;
                            return Some((word.finish(), start..at));
                        }
                        (None, Some(dense)) => return Some(dense),
                        (None, None) => {}
                    }
                }
            }
        }
        let (word, start) = self.open.take()?;
        Some((word.finish(), start..self.text.len()))
    }
}
