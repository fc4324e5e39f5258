//! Words and numbers of ASCII that are read whole, eight bytes at a time.

use crate::chars::{WordHash, digit_run, each, lower_run, lowest};

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// A letter of ASCII.
    Letter,
    /// A digit of ASCII.
    Digit,
    /// White space or a mark of ASCII by itself, which ends a word.
    Mark,
    /// An apostrophe, what may be markup, or a character beyond ASCII.
    Other,
}

/// The kind of each byte.
pub(super) static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Other; 256];
    let mut byte = 0;
    while byte < 0x80 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'\'' | b'`' | b'&' | b'<' => Kind::Other,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    kinds
};

/// The eight bytes from a place on, zeros behind the end of the line.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let Some(eight) = rest.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk::<8>() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last) >> (8 * (8 - rest.len())),
        _ => rest
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Whether a word or a number ends at a place: there is no more, or what ends any.
#[inline]
fn ends(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_none_or(|byte| KINDS[usize::from(*byte)] == Kind::Mark)
}

/// A word of ASCII letters.
pub(super) struct Word {
    pub(super) hash: u32,
    pub(super) length: u32,
    /// How many of its letters are upper-case.
    pub(super) uppers: u32,
    /// How many of these stand behind a lower-case one.
    pub(super) glued: u32,
    pub(super) begins_upper: bool,
    pub(super) ends_upper: bool,
}

impl Word {
    /// The word at a place where a letter stands; `None` for one that goes on otherwise, or is of a rare kind.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Word> {
        const CASE: u64 = each(0x20);
        let word = eight(bytes, at);
        let length = lower_run(word | CASE);
        if length == 8 {
            return Word::long(bytes, at, word);
        }
        if length == 0 || !ends(bytes, at + length as usize) {
            return None;
        }
        let upper = lowest(!word & CASE, length);
        let begins_upper = upper & 0x20 != 0;
        let mut read = Word {
            hash: WordHash::of_short(lowest(word | CASE, length), length),
            length,
            uppers: u32::from(begins_upper),
            glued: 0,
            begins_upper,
            ends_upper: begins_upper && length == 1,
        };
        // Bits are not counted for each word: the oldest x86-64 has no instruction for it.
        if upper >> 8 != 0 {
            let lower = lowest(word & CASE, length);
            read.uppers = upper.count_ones();
            read.glued = (upper & lower << 8).count_ones();
            read.ends_upper = upper >> (8 * length - 8) != 0;
        }
        Some(read)
    }

    /// A word of eight letters and more; all behind the first must be lower-case.
    fn long(bytes: &[u8], at: usize, word: u64) -> Option<Word> {
        let begins_upper = word & 0x20 == 0;
        let folded = word | u64::from(begins_upper) << 5;
        if lower_run(folded) < 8 {
            return None;
        }
        let mut hash = WordHash::EMPTY;
        hash.push_bytes(folded, 8);
        let rest = bytes.get(at + 8..).unwrap_or_default();
        let length = 8 + hash.push_lower(rest);
        ends(bytes, at + length).then(|| Word {
            hash: hash.finish(),
            length: length as u32,
            uppers: u32::from(begins_upper),
            glued: 0,
            begins_upper,
            ends_upper: false,
        })
    }
}

/// A number of up to seven ASCII digits.
pub(super) struct Number {
    pub(super) hash: u32,
    pub(super) length: u32,
    /// A year from 1900 to 2100.
    pub(super) is_year: bool,
}

impl Number {
    /// The number at a place where a digit stands; `None` for one that goes on otherwise, or is long.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Number> {
        let word = eight(bytes, at);
        let length = digit_run(word);
        if !(1..8).contains(&length) || !ends(bytes, at + length as usize) {
            return None;
        }
        let digits = lowest(word, length);
        let [a, b, c, d, ..] = digits.to_le_bytes().map(|digit| u32::from(digit & 0xf));
        let value = 1000 * a + 100 * b + 10 * c + d;
        Some(Number {
            hash: WordHash::of_short(digits, length),
            length,
            is_year: length == 4 && (1900..=2100).contains(&value),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars::{Class, class};

    #[test]
    fn the_kinds_of_bytes_agree_with_their_classes() {
        for byte in 0..=0x7f_u8 {
            let expected = match class(byte as char) {
                Class::Lower | Class::Upper => Kind::Letter,
                Class::Digit => Kind::Digit,
                Class::Apostrophe => Kind::Other,
                _ if matches!(byte, b'&' | b'<') => Kind::Other,
                _ => Kind::Mark,
            };
            assert!(KINDS[usize::from(byte)] == expected, "{byte}");
        }
        assert!(KINDS[0x80..].iter().all(|kind| *kind == Kind::Other));
    }
}
