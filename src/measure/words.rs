//! The words of a block while it is measured, and which of them are kept.

use smallvec::SmallVec;

use super::phrases::MAX_WORDS;
use crate::chars::pair;

/// The words of the block under way, behind the content words of the blocks before it.
pub(super) struct Words {
    pub(super) hashes: Vec<u32>,
    /// Where the block's words begin.
    pub(super) start: usize,
    /// What the words are, 64 by 64; and of those under way, with the bit of the next.
    pub(super) kinds: SmallVec<[Kinds; MAX_WORDS / 64]>,
    under_way: Kinds,
    next: u64,
}

/// What 64 words are, a bit each.
#[derive(Clone, Copy, Default)]
pub(super) struct Kinds {
    /// They have four letters or digits and more, and are no function words.
    pub(super) content: u64,
    /// They are characters of a dense script.
    dense: u64,
}

impl Words {
    /// No words, and room for some.
    pub(super) fn with_capacity(count: usize) -> Words {
        Words {
            hashes: Vec::with_capacity(count),
            start: 0,
            kinds: SmallVec::new(),
            under_way: Kinds::default(),
            next: 1,
        }
    }

    /// Begins a block.
    pub(super) fn begin(&mut self) {
        self.start = self.hashes.len();
        self.kinds.clear();
        (self.under_way, self.next) = (Kinds::default(), 1);
    }

    /// Adds a word of so many letters and digits.
    #[inline]
    pub(super) fn push(&mut self, hash: u32, length: u32) {
        // No branch here: every other word is a content word.
        let is_content = u64::from(length >= CONTENT_LENGTH);
        self.under_way.content |= self.next & is_content.wrapping_neg();
        self.push_hash(hash);
    }

    /// Adds a character of a dense script.
    #[inline]
    pub(super) fn push_dense(&mut self, hash: u32) {
        self.under_way.dense |= self.next;
        self.push_hash(hash);
    }

    #[inline]
    fn push_hash(&mut self, hash: u32) {
        self.hashes.push(hash);
        self.next = self.next.rotate_left(1);
        if self.next == 1 {
            self.kinds.push(self.under_way);
            self.under_way = Kinds::default();
        }
    }

    /// Ends a block.
    pub(super) fn end(&mut self) {
        if self.next != 1 {
            self.kinds.push(self.under_way);
        }
    }

    /// The hashes of the block's words.
    pub(super) fn of_block(&self) -> &[u32] {
        self.hashes.get(self.start..).unwrap_or_default()
    }

    /// Keeps the content words of the block, and pairs of neighbours in scripts read without spaces: one for each word
    /// at most, so that they take the words' place.
    pub(super) fn keep_content(&mut self) {
        let words = self.hashes.get_mut(self.start..).unwrap_or_default();
        let kept = if self.kinds.iter().all(|kinds| kinds.dense == 0) {
            keep_words(words, &self.kinds)
        } else {
            keep_words_and_pairs(words, &self.kinds)
        };
        self.hashes.truncate(self.start + kept);
    }

    /// The hashes of all words in order, and of the first eight.
    pub(super) fn line_hashes(&self) -> (u32, u32) {
        let hash =
            |from: u32, words: &[u32]| words.iter().fold(from, |hash, word| pair(hash, *word));
        let words = self.of_block();
        let (head, rest) = words.split_at(words.len().min(8));
        let head = hash(0, head);
        (hash(head, rest), head)
    }
}

/// A content word has so many letters.
const CONTENT_LENGTH: u32 = 4;

/// Moves the content words of a block to its front. Returns how many they are.
fn keep_words(words: &mut [u32], kinds: &[Kinds]) -> usize {
    let mut end = 0;
    for (part, kinds) in kinds.iter().enumerate() {
        let mut left = kinds.content;
        while left != 0 {
            let at = 64 * part + left.trailing_zeros() as usize;
            left &= left - 1;
            if at < words.len() {
                words[end.min(at)] = words[at];
                end += 1;
            }
        }
    }
    end
}

/// The same with pairs of neighbours in scripts read without spaces.
fn keep_words_and_pairs(words: &mut [u32], kinds: &[Kinds]) -> usize {
    let mut end = 0;
    let mut dense_before: Option<u32> = None;
    for at in 0..words.len() {
        let (hash, kinds) = (words[at], kinds.get(at / 64).copied().unwrap_or_default());
        let holds = |bits: u64| bits >> (at % 64) & 1 != 0;
        let dense = holds(kinds.dense).then_some(hash);
        let both = dense_before.zip(dense);
        words[end.min(at)] = both.map_or(hash, |(first, second)| pair(first, second));
        end += usize::from(both.is_some() || holds(kinds.content));
        dense_before = dense;
    }
    end
}
