//! Words and numbers of ASCII that are read whole, eight bytes at a time.

use crate::chars::{WordHash, below, each, not_digit, not_lower};

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
    match bytes.get(at..at.wrapping_add(8)).map(<[u8]>::first_chunk) {
        Some(Some(eight)) => u64::from_le_bytes(*eight),
        _ => last_eight(bytes, at),
    }
}

/// The same where the line ends before.
fn last_eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    match bytes.last_chunk::<8>() {
        Some(last) if !rest.is_empty() => u64::from_le_bytes(*last) >> (8 * (8 - rest.len())),
        _ => rest
            .iter()
            .rev()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// Whether a byte ends a word or a number; the end of a line is read as a zero.
#[inline]
fn ends(byte: u8) -> bool {
    KINDS[usize::from(byte)] == Kind::Mark
}

/// A word of ASCII letters.
pub(super) struct Word {
    pub(super) hash: u32,
    pub(super) length: u32,
    /// The byte behind it, 0 at the end of the line.
    pub(super) behind: u8,
    pub(super) begins_upper: bool,
    /// What its upper-case letters behind the first are; most words have none.
    pub(super) uppers: Option<Uppers>,
}

/// The upper-case letters of a word that has some behind its first one.
pub(super) struct Uppers {
    /// All letters are upper-case.
    pub(super) all: bool,
    /// How many stand behind a lower-case one.
    pub(super) glued: u32,
}

impl Word {
    /// The word at a place; `None` for what is no word, goes on otherwise, or is of a rare kind.
    #[inline]
    pub(super) fn read(bytes: &[u8], at: usize) -> Option<Word> {
        const CASE: u64 = each(0x20);
        let word = eight(bytes, at);
        let others = not_lower(word | CASE);
        if others == 0 {
            return Word::long(bytes, at, word);
        }
        let (within, bits) = (below(others), others.trailing_zeros() & 0x38);
        let behind = (word >> bits) as u8;
        if bits == 0 || !ends(behind) {
            return None;
        }
        let length = bits / 8;
        let upper = !word & CASE & within;
        let uppers = (upper >> 8 != 0).then(|| {
            let lower = word & CASE & within;
            Uppers {
                all: lower == 0,
                glued: (upper & lower << 8).count_ones(),
            }
        });
        Some(Word {
            hash: WordHash::EMPTY.finish_with((word | CASE) & within, length),
            length,
            behind,
            begins_upper: upper & 0x20 != 0,
            uppers,
        })
    }

    /// A word of eight letters and more; all behind the first must be lower-case.
    #[inline]
    fn long(bytes: &[u8], at: usize, word: u64) -> Option<Word> {
        let begins_upper = word & 0x20 == 0;
        let mut eight_letters = word | u64::from(begins_upper) << 5;
        let mut others = not_lower(eight_letters);
        let mut hash = WordHash::EMPTY;
        let mut length = 0;
        while others == 0 {
            hash.push_eight(eight_letters);
            length += 8;
            eight_letters = eight(bytes, at + length);
            others = not_lower(eight_letters);
        }
        let bits = others.trailing_zeros() & 0x38;
        let behind = (eight_letters >> bits) as u8;
        (length > 0 && ends(behind)).then(|| Word {
            hash: hash.finish_with(eight_letters & below(others), bits / 8),
            length: length as u32 + bits / 8,
            behind,
            begins_upper,
            uppers: None,
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
        let others = not_digit(word);
        let bits = others.trailing_zeros() & 0x38;
        if others == 0 || !ends((word >> bits) as u8) {
            return None;
        }
        let digits = word & below(others);
        let length = bits / 8;
        let [a, b, c, d, ..] = digits.to_le_bytes().map(|digit| u32::from(digit & 0xf));
        let value = 1000 * a + 100 * b + 10 * c + d;
        Some(Number {
            hash: WordHash::EMPTY.finish_with(digits, length),
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
