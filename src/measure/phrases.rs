//! Cue phrases and content words among the words of a line.

use super::{Facts, Place, Words};
use crate::chars::pair;
use crate::cues::{Cue, Lexicon};

/// A line of more words than this is described by its first part, in what concerns phrases.
const MAX_WORDS: usize = 4_096;

/// Finds the cue phrases among the words. Returns the classes found anywhere.
pub(super) fn find(words: &mut Words, lexicon: &Lexicon, facts: &mut Facts) -> u32 {
    const PLACED: u32 = (1 << Cue::PLACED) - 1;
    let hashes = &words.hashes[..];
    let total = hashes.len();
    words.classes.clear();
    words.classes.resize(total, 0);
    let mut all = 0;
    let mut whole_until = [0_usize; Cue::PLACED];
    // A bit for each of the first 64 words.
    let mut covered = 0_u64;
    let looked_at = &hashes[..total.min(MAX_WORDS)];
    for &at in lexicon.openings(looked_at, &mut words.openings) {
        let at = at as usize;
        let mut alone = 0;
        lexicon.phrases_at(&hashes[at..], |length, classes| {
            all |= classes;
            if length == 1 {
                alone = classes;
            }
            let placed = classes & PLACED;
            if placed != 0 {
                let end = at + length;
                covered |= bits(at, end);
                place(placed, at, end, total, &mut whole_until, facts);
            }
        });
        words.classes[at] = alone;
        facts.function += u32::from(alone & Cue::Function.bit() != 0);
        facts.saying += u32::from(alone & Cue::Saying.bit() != 0);
        facts.person += u32::from(alone & Cue::Person.bit() != 0);
    }
    facts.covered = covered.count_ones();
    all
}

/// Keeps the content words of the line, and pairs of neighbours in scripts read without spaces.
pub(super) fn keep_content(words: &Words, content: &mut Vec<u32>) {
    let mut dense_before: Option<u32> = None;
    for ((&hash, &length), classes) in words.hashes.iter().zip(&words.lengths).zip(&words.classes) {
        if length >= 4 && classes & Cue::Function.bit() == 0 {
            content.push(hash);
        }
        let dense = (length == 0).then_some(hash);
        if let (Some(first), Some(second)) = (dense_before, dense) {
            content.push(pair(first, second));
        }
        dense_before = dense;
    }
}

/// The bits from `start` to `end`, as far as there are 64.
fn bits(start: usize, end: usize) -> u64 {
    let below = |at: usize| if at >= 64 { u64::MAX } else { (1 << at) - 1 };
    below(end) & !below(start)
}

/// Notes where a phrase of the classes `placed` stands.
fn place(
    placed: u32,
    start: usize,
    end: usize,
    total: usize,
    whole_until: &mut [usize; Cue::PLACED],
    facts: &mut Facts,
) {
    let mut left = placed;
    while left != 0 {
        let class = left.trailing_zeros() as usize;
        left &= left - 1;
        if start <= whole_until[class] {
            whole_until[class] = whole_until[class].max(end);
        }
        let found = if whole_until[class] == total {
            Place::Whole
        } else if start == 0 {
            Place::Start
        } else if end == total {
            Place::End
        } else {
            Place::Inside
        };
        facts.cues[class] = facts.cues[class].max(found);
    }
}
