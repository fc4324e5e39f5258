//! The words of a phrase, split as [`crate::measure`] splits a line.

use std::ops::Range;

use smallvec::SmallVec;

use crate::chars::{Class, LETTERS, Letters, WordHash};

/// The hashes of a text's words; those of a line, as a rule, which are not worth an allocation.
pub(super) type Words = SmallVec<[u32; 32]>;

/// The hashes of a text's words.
pub(super) fn of(text: &str) -> Words {
    let mut words = Words::new();
    each(text, |word, _| words.push(word));
    words
}

/// The hashes of a text's words, and the bytes that each takes.
pub(super) fn with_ranges(text: &str) -> (Words, SmallVec<[Range<usize>; 32]>) {
    let (mut words, mut ranges) = (Words::new(), SmallVec::new());
    each(text, |word, range| {
        words.push(word);
        ranges.push(range);
    });
    (words, ranges)
}

/// Calls `found` with the hash of each word of a text and the bytes that it takes.
#[inline]
pub(super) fn each(text: &str, mut found: impl FnMut(u32, Range<usize>)) {
    let letters: &Letters = &LETTERS;
    let bytes = text.as_bytes();
    // The word under way, and where it began.
    let mut open: Option<(WordHash, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_lowercase() {
            let word = open.get_or_insert((WordHash::EMPTY, at));
            at += word.0.push_lower(&bytes[at..]);
            continue;
        }
        if byte == b' ' {
            if let Some((word, start)) = open.take() {
                found(word.finish(), start..at);
            }
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return;
        };
        let behind = at + c.len_utf8();
        match letters.class(c) {
            Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                let word = open.get_or_insert((WordHash::EMPTY, at));
                word.0.push(letters.fold(c));
            }
            Class::Apostrophe => {}
            class => {
                if let Some((word, start)) = open.take() {
                    found(word.finish(), start..at);
                }
                if class == Class::Dense {
                    let mut word = WordHash::EMPTY;
                    word.push(letters.fold(c));
                    found(word.finish(), at..behind);
                }
            }
        }
        at = behind;
    }
    if let Some((word, start)) = open {
        found(word.finish(), start..text.len());
    }
}
