//! The embedded phrases, read from their texts beforehand.
//!
//! The words of all cue files would have to be hashed before the first page: that is nine tenths of the instructions of a
//! first call. So the library embeds their hashes, in `src/cues/phrases.bin`, which the example `pack_cues` writes from
//! the cue files; a unit test holds the one to the others.
//!
//! The file is a sequence of numbers of 32 bits, little endian: how many phrases there are; each phrase as its classes
//! in the lower bits and its count of words less one in the upper four, and the hashes of its words; then each form of
//! the name of a month, as hash and number.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Lexicon, MAX_WORDS, Takes, read};
use crate::error::Error;

const FILE: &[u8] = include_bytes!("phrases.bin");

/// Where the count of words less one stands.
const COUNT: u32 = 28;
const _: () = assert!(MAX_WORDS <= 1 << (32 - COUNT));
const _: () = assert!(super::Cue::ALL.len() <= COUNT as usize);

/// The lexicon of all embedded phrases.
pub(super) fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut numbers = FILE
        .as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes));
    let mut words = [0; MAX_WORDS];
    for _ in 0..numbers.next().unwrap_or(0) {
        let Some(head) = numbers.next() else { break };
        let phrase = &mut words[..=(head >> COUNT) as usize];
        phrase
            .iter_mut()
            .zip(&mut numbers)
            .for_each(|(word, number)| *word = number);
        lexicon.phrase(phrase, head & ((1 << COUNT) - 1));
    }
    while let (Some(word), Some(month)) = (numbers.next(), numbers.next()) {
        lexicon.name_month(word, month as u8);
    }
    lexicon
}

/// The phrases of cue files as `phrases.bin` holds them.
///
/// # Errors
/// The first line that cannot be read.
pub(crate) fn packed<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    let mut phrases = Phrases::default();
    for text in files {
        read(text, &mut phrases)?;
    }
    // In the order in which the first words stand in the lexicon: so what is written there at the first call lies close
    // together.
    phrases
        .all
        .sort_by_key(|(words, _)| words.first().map(|word| (word & 0xffff, *word)));
    let mut packed = Vec::new();
    let mut push = |number: u32| packed.extend(number.to_le_bytes());
    push(phrases.all.len() as u32);
    for (words, classes) in &phrases.all {
        push(classes | (words.len() as u32 - 1) << COUNT);
        words.iter().for_each(|word| push(*word));
    }
    for (word, month) in &phrases.months {
        push(*word);
        push(u32::from(*month));
    }
    Ok(packed)
}

/// Phrases in the order in which they are met, each once.
#[derive(Default)]
struct Phrases {
    all: Vec<(Vec<u32>, u32)>,
    places: HashMap<Vec<u32>, usize>,
    months: Vec<(u32, u8)>,
}

impl Takes for Phrases {
    fn phrase(&mut self, words: &[u32], classes: u32) {
        match self.places.entry(words.to_vec()) {
            Entry::Occupied(place) => self.all[*place.get()].1 |= classes,
            Entry::Vacant(place) => {
                place.insert(self.all.len());
                self.all.push((words.to_vec(), classes));
            }
        }
    }

    fn name_month(&mut self, word: u32, month: u8) {
        self.months.push((word, month));
    }
}
