//! Cue phrases among the words of a line.

use super::{Facts, Place, Words};
use crate::cues::{Cue, Lexicon};

/// A line of more words than this is described by its first part, in what concerns phrases.
pub(super) const MAX_WORDS: usize = 4_096;

/// Finds the cue phrases among the words. Returns the classes found anywhere.
pub(super) fn find(words: &mut Words, lexicon: &Lexicon, facts: &mut Facts) -> u32 {
    const PLACED: u32 = (1 << Cue::PLACED) - 1;
    let Words {
        hashes,
        start,
        kinds,
        ..
    } = words;
    let hashes = hashes.get(*start..).unwrap_or_default();
    let total = hashes.len();
    let mut all = 0;
    let (mut function, mut saying, mut person) = (0, 0, 0);
    let mut whole_until = [0_usize; Cue::PLACED];
    // A bit for each of the first 64 words.
    let mut covered = 0_u64;
    let parts = hashes[..total.min(MAX_WORDS)].chunks(64);
    for ((first, part), kinds) in parts.enumerate().zip(kinds) {
        let mut openings = lexicon.openings(part);
        while openings != 0 {
            let bit = openings & openings.wrapping_neg();
            let at = 64 * first + openings.trailing_zeros() as usize;
            openings &= openings - 1;
            let mut note = |length: usize, classes: u32| {
                all |= classes;
                let placed = classes & PLACED;
                if placed != 0 {
                    let end = at + length;
                    covered |= bits(at, end);
                    place(placed, at, end, total, &mut whole_until, facts);
                }
            };
            let Some(word) = hashes.get(at) else { break };
            let alone = lexicon.alone(*word);
            note(1, alone);
            lexicon.longer_at(&hashes[at..], &mut note);
            // No branches here: every other word is a function word.
            function += u32::from(alone & Cue::Function.bit() != 0);
            saying += u32::from(alone & Cue::Saying.bit() != 0);
            person += u32::from(alone & Cue::Person.bit() != 0);
            // A function word is no content word, however long.
            let is_function = u64::from(alone & Cue::Function.bit() != 0);
            kinds.content &= !(bit & is_function.wrapping_neg());
        }
    }
    (facts.function, facts.saying, facts.person) = (function, saying, person);
    facts.covered = covered.count_ones();
    all
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
    facts.cue_classes |= placed;
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
