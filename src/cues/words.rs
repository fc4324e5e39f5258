//! The words of a phrase, split as [`crate::measure`] splits a line.

use std::str::CharIndices;

use crate::chars::{Class, WordHash, class, fold};

/// The hashes of a text's words.
pub(super) fn of(text: &str) -> Vec<u32> {
    with_ends(text).map(|(word, _)| word).collect()
}

/// The hashes of a text's words, each with the byte at which the word ends.
pub(super) fn with_ends(text: &str) -> WithEnds<'_> {
    WithEnds {
        text,
        chars: text.char_indices(),
        open: None,
        dense: None,
    }
}

/// The iterator of [`with_ends`].
pub(super) struct WithEnds<'t> {
    text: &'t str,
    chars: CharIndices<'t>,
    /// The word under way.
    open: Option<WordHash>,
    /// A word of one character that was read together with the end of the word before it.
    dense: Option<(u32, usize)>,
}

impl Iterator for WithEnds<'_> {
    type Item = (u32, usize);

    fn next(&mut self) -> Option<(u32, usize)> {
        if self.dense.is_some() {
            return self.dense.take();
        }
        for (at, c) in self.chars.by_ref() {
            let class = class(c);
            match class {
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                    self.open.get_or_insert(WordHash::EMPTY).push(fold(c));
                }
                Class::Apostrophe => {}
                _ => {
                    let dense = (class == Class::Dense).then(|| {
                        let mut hash = WordHash::EMPTY;
                        hash.push(fold(c));
                        (hash.finish(), at + c.len_utf8())
                    });
                    match (self.open.take(), dense) {
                        (Some(word), _) => {
                            self.dense = dense;
                            return Some((word.finish(), at));
                        }
                        (None, Some(_)) => return dense,
                        (None, None) => {}
                    }
                }
            }
        }
        let word = self.open.take()?;
        Some((word.finish(), self.text.len()))
    }
}
