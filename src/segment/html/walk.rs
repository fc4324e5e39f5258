//! The attributes of a start tag, one after another, and what ends a name.

use crate::chars::{HIGH, each, zeros};

/// The attributes of a source, in order, by the standard's tokenizer states: a quote opens a value only behind `=`, a
/// name may begin with `=`, a value without quotes may hold quotes.
pub(super) struct Walk<'a> {
    source: &'a str,
    /// The byte behind what was read.
    pub(super) at: usize,
    /// Whether the closing `>` was met; without it the tag has no end.
    pub(super) closed: bool,
}

#[inline]
pub(super) fn is_space(byte: u8) -> bool {
    ENDS[usize::from(byte)] & SPACE != 0
}

/// Whether a byte ends the name of a tag.
#[inline]
pub(super) fn ends_tag_name(byte: u8) -> bool {
    ENDS[usize::from(byte)] & TAG != 0
}

/// Bits of [`ENDS`]: white space; what stands between attributes; what ends a name, and a value without quotes.
const SPACE: u8 = 1;
const BETWEEN: u8 = 2;
const NAME: u8 = 4;
const VALUE: u8 = 8;
/// What ends the name of a tag.
const TAG: u8 = 16;

/// What each byte is to a tag: every byte of every tag is asked for it, twice on the average.
const ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let (spaces, mut at) = (b" \t\n\r\x0c", 0);
    while at < spaces.len() {
        ends[spaces[at] as usize] = SPACE | BETWEEN | NAME | VALUE | TAG;
        at += 1;
    }
    ends[b'/' as usize] = BETWEEN | NAME | TAG;
    ends[b'>' as usize] = BETWEEN | NAME | VALUE | TAG;
    ends[b'=' as usize] = NAME;
    ends
};

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a str) -> Walk<'a> {
        Walk {
            source,
            at: 0,
            closed: false,
        }
    }
}

/// The place of the first byte from `at` on that is no white space.
#[inline]
fn behind_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| is_space(*byte)) {
        at += 1;
    }
    at
}

/// The place of the first byte from `at` on that ends a name.
#[inline]
fn behind_name(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time, and then one by one where a control character looks like an end, or the text ends.
    while let Some(Some(eight)) = bytes.get(at..at + 8).map(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        let ends = tag_ends(word) | zeros(word ^ each(b'='));
        if ends != 0 {
            at += ends.trailing_zeros() as usize / 8;
            break;
        }
        at += 8;
    }
    let ends = |byte: &u8| ENDS[usize::from(*byte)] & NAME != 0;
    while bytes.get(at).is_some_and(|byte| !ends(byte)) {
        at += 1;
    }
    at
}

/// The high bits of those of eight bytes that may end the name of a tag: white space and other control characters, `/`
/// and `>`.
#[inline]
pub(super) fn tag_ends(word: u64) -> u64 {
    let above_space = ((word & !HIGH) + each(0x7f - b' ')) | word;
    !above_space & HIGH | zeros(word ^ each(b'/')) | zeros(word ^ each(b'>'))
}

impl<'a> Iterator for Walk<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let bytes = self.source.as_bytes();
        let mut at = self.at;
        while let Some(byte) = bytes.get(at)
            && ENDS[usize::from(*byte)] & BETWEEN != 0
        {
            at += 1;
            if *byte == b'>' {
                (self.at, self.closed) = (at, true);
                return None;
            }
        }
        let start = at;
        if start >= bytes.len() {
            self.at = bytes.len();
            return None;
        }
        at = behind_name(bytes, start + 1);
        let name = self.source.get(start..at)?;
        at = behind_space(bytes, at);
        self.at = at;
        if bytes.get(at) != Some(&b'=') {
            return Some((name, ""));
        }
        at = behind_space(bytes, at + 1);
        self.at = at;
        let quote = *bytes.get(at)?;
        let value = if matches!(quote, b'"' | b'\'') {
            let start = at + 1;
            let Some(length) = memchr::memchr(quote, &bytes[start..]) else {
                self.at = bytes.len();
                return None;
            };
            self.at = start + length + 1;
            start..start + length
        } else {
            // A `>` here ends the tag; the value is empty then.
            let ends = |byte: &u8| ENDS[usize::from(*byte)] & VALUE != 0;
            let length = bytes[at..].iter().position(ends);
            self.at = length.map_or(bytes.len(), |length| at + length);
            at..self.at
        };
        Some((name, self.source.get(value)?))
    }
}
