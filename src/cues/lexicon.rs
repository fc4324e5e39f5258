//! Phrases laid out for look-up.
//!
//! A phrase is a sequence of word hashes. A line's words are looked up one by one behind a bit filter that fits the
//! first-level cache, so a word that begins no phrase costs one probe; a word that begins one costs a second, for it and
//! the word behind it, and only what begins with these two words is compared. Function words begin a
//! hundred phrases each, and stand in every line.
//!
//! Hashes are 32 bits wide and phrases are compared by hash alone: some 25,000 first words against one word give a
//! false match in 170,000 words, far below what a cue phrase is wrong by itself.

use std::collections::HashMap;
use std::ops::Range;

use super::{Cue, MAX_WORDS, Takes, words};
use crate::chars::{Class, class, pair};
use crate::hashed::Hashed;

/// The rest of a phrase behind its first two words: `words[first..first + count]`.
#[derive(Clone, Copy)]
struct Tail {
    first: u32,
    count: u32,
    classes: u32,
    /// The tail before of the same two words, or [`NONE`].
    next: u32,
}

const NONE: u32 = u32::MAX;

/// The phrases that are looked for.
#[derive(Clone)]
pub(crate) struct Lexicon {
    /// The words that begin phrases, each with the classes in which it is one alone.
    openings: Hashed<u32>,
    /// The last tail of each pair of first words.
    pairs: Hashed<u32>,
    tails: Vec<Tail>,
    words: Vec<u32>,
    months: HashMap<u32, u8>,
}

impl Default for Lexicon {
    /// An empty lexicon with room for the embedded files.
    fn default() -> Lexicon {
        Lexicon {
            openings: Hashed::for_keys(1 << 15),
            pairs: Hashed::for_keys(1 << 15),
            tails: Vec::with_capacity(1 << 16),
            words: Vec::with_capacity(1 << 17),
            months: HashMap::with_capacity(1 << 10),
        }
    }
}

impl Takes for Lexicon {
    fn phrase(&mut self, phrase: &[u32], classes: u32) {
        let Some((&word, rest)) = phrase.split_first() else {
            return;
        };
        let Some(opening) = self.openings.entry(word, 0) else {
            return;
        };
        let Some((&second, rest)) = rest.split_first() else {
            *opening |= classes;
            return;
        };
        let Some(last) = self.pairs.entry(pair(word, second), NONE) else {
            return;
        };
        let mut at = *last;
        while let Some(tail) = self.tails.get_mut(at as usize) {
            let words = &self.words[tail.first as usize..(tail.first + tail.count) as usize];
            if words == rest {
                tail.classes |= classes;
                return;
            }
            at = tail.next;
        }
        self.tails.push(Tail {
            first: self.words.len() as u32,
            count: rest.len() as u32,
            classes,
            next: *last,
        });
        *last = self.tails.len() as u32 - 1;
        self.words.extend_from_slice(rest);
    }

    fn name_month(&mut self, word: u32, month: u8) {
        self.months.insert(word, month);
    }
}

impl Lexicon {
    /// Which of up to 64 words, a bit each, are likely to begin a phrase: all that do, and a few that do not.
    ///
    /// Every other word of a text is a function word, and there is no telling which: asked one by one, each word
    /// would cost a mispredicted branch.
    #[inline]
    pub(crate) fn openings(&self, words: &[u32]) -> u64 {
        let mut found = 0;
        for (at, word) in words.iter().take(64).enumerate() {
            found |= u64::from(self.openings.may_hold(*word)) << at;
        }
        found
    }

    /// Calls `found` with the length in words and the classes of every phrase that begins `words`.
    #[inline]
    pub(crate) fn phrases_at(&self, words: &[u32], mut found: impl FnMut(usize, u32)) {
        let Some(word) = words.first() else { return };
        if !self.openings.may_hold(*word) {
            return;
        }
        let alone = self.alone(*word);
        if alone != 0 {
            found(1, alone);
        }
        self.longer_at(words, found);
    }

    /// The classes of the phrase that is one of [`openings`](Lexicon::openings) alone; 0 for none.
    #[inline]
    pub(crate) fn alone(&self, word: u32) -> u32 {
        self.openings.look_up(word).unwrap_or(0)
    }

    /// Calls `found` with the length in words, two or more, and the classes of every such phrase that begins `words`.
    #[inline]
    pub(crate) fn longer_at(&self, words: &[u32], mut found: impl FnMut(usize, u32)) {
        let [word, second, rest @ ..] = words else {
            return;
        };
        let Some(mut at) = self.pairs.get(pair(*word, *second)) else {
            return;
        };
        while let Some(tail) = self.tails.get(at as usize) {
            let expected = &self.words[tail.first as usize..(tail.first + tail.count) as usize];
            if rest.starts_with(expected) {
                found(2 + expected.len(), tail.classes);
            }
            at = tail.next;
        }
    }

    /// How many bytes of `text` the longest phrase of a class takes that `text` begins with; 0 for none.
    pub(crate) fn lead_in(&self, text: &str, cue: Cue) -> usize {
        let head = text
            .char_indices()
            .nth(80)
            .map_or(text, |(end, _)| &text[..end]);
        let (words, ranges) = words::with_ranges(head);
        let mut length = 0;
        self.phrases_at(&words, |count, classes| {
            if classes & cue.bit() != 0 {
                length = length.max(count);
            }
        });
        length
            .checked_sub(1)
            .and_then(|last| ranges.get(last))
            .map_or(0, |range| range.end)
    }

    /// Where in `text` the phrases of any of the classes stand that have two words or more, or three characters of a
    /// script without spaces; of phrases with one beginning the longest, and of those that overlap the first.
    pub(crate) fn find_all(&self, text: &str, classes: u32) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        // A text may be long: its words are kept as far as phrases reach.
        const KEPT: usize = 1 << 10;
        let (mut words, mut ranges) = (Vec::with_capacity(KEPT), Vec::with_capacity(KEPT));
        words::each(text, |word, range| {
            words.push(word);
            ranges.push(range);
            if words.len() == KEPT {
                let first = KEPT - MAX_WORDS;
                self.find_first(text, (&words, &ranges), first, classes, &mut found);
                words.drain(..first);
                ranges.drain(..first);
            }
        });
        self.find_first(text, (&words, &ranges), words.len(), classes, &mut found);
        found
    }

    /// The same for phrases that begin with one of the first so many of these words.
    fn find_first(
        &self,
        text: &str,
        (words, ranges): (&[u32], &[Range<usize>]),
        count: usize,
        classes: u32,
        found: &mut Vec<Range<usize>>,
    ) {
        for (at, first) in ranges.iter().enumerate().take(count) {
            if found.last().is_some_and(|last| first.start < last.end) {
                continue;
            }
            let is_dense = text[first.start..].chars().next().map(class) == Some(Class::Dense);
            let mut longest = if is_dense { 2 } else { 1 };
            let mut end = None;
            self.phrases_at(&words[at..], |count, of| {
                if of & classes != 0 && count > longest {
                    longest = count;
                    end = ranges.get(at + count - 1).map(|last| last.end);
                }
            });
            found.extend(end.map(|end| first.start..end));
        }
    }

    /// Whether a phrase of a class stands anywhere in `text`.
    pub(crate) fn holds(&self, text: &str, cue: Cue) -> bool {
        let words = words::of(text);
        let begins = |at: usize| {
            let mut held = false;
            self.phrases_at(&words[at..], |_, classes| held |= classes & cue.bit() != 0);
            held
        };
        (0..words.len()).any(begins)
    }

    /// The number of the month that a word names, 1 to 12.
    pub(crate) fn month_of(&self, word: &str) -> Option<u8> {
        match words::of(word)[..] {
            [word] => self.months.get(&word).copied(),
            _ => None,
        }
    }
}
