//! The names under which lines are counted.
//!
//! Two hashes a line. The first is of its words with case and digits folded: `3 min read` and `12 min read` are one. The
//! second, of lines of a few words, folds capitalised words behind the first too: `By Ann Lee, Rome` and `By John Smith,
//! Oslo` are one.

use crate::chars::{Class, LETTERS, pair};

/// A line's name.
pub(super) type Key = u32;

/// A line is told by so many characters.
const MOST_CHARS: usize = 240;
/// A line of more words has no shape.
const MOST_SHAPE_WORDS: u32 = 16;

/// What a key is of, mixed into it: so a line and its shape do not meet.
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Of {
    Line = 1,
    Shape,
    /// The names of a line's element and of the two around it.
    #[cfg(feature = "html")]
    Template,
    /// The same of the element around it, without its own.
    #[cfg(feature = "html")]
    Holder,
}

impl Of {
    pub(super) fn key(self, hash: u32) -> Key {
        pair(hash, self as u32).rotate_left(16) ^ pair(self as u32, hash)
    }
}

/// The hashes of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct LineHashes {
    /// `None` for a line without words.
    pub(super) line: Option<u32>,
    /// `None` for a line whose shape tells no more than its words, or too little.
    pub(super) shape: Option<u32>,
}

/// The words of a line as they come.
struct Words {
    line: u32,
    shape: u32,
    count: u32,
    /// The last word of the shape was a folded one.
    folded: bool,
    any_folded: bool,
    plain: u32,
}

const ZERO: u32 = 0x30;
const NAME: u32 = 0x41;

impl Words {
    fn end(&mut self, word: &mut u32, capital: bool) {
        if *word == 0 {
            return;
        }
        self.line = pair(self.line, *word);
        let folds = capital && self.count > 0;
        if !folds {
            self.shape = pair(self.shape, *word);
            self.plain += 1;
        } else if !self.folded {
            self.shape = pair(self.shape, NAME);
        }
        self.folded = folds;
        self.any_folded |= folds;
        self.count += 1;
        *word = 0;
    }
}

/// The hashes of a line's text.
pub(super) fn of_line(text: &str) -> LineHashes {
    let mut words = Words {
        line: 0,
        shape: 0,
        count: 0,
        folded: false,
        any_folded: false,
        plain: 0,
    };
    let (mut word, mut capital, mut digits) = (0_u32, false, false);
    for c in text.chars().take(MOST_CHARS) {
        let class = LETTERS.class(c);
        let letter = match class {
            Class::Digit if digits => continue,
            Class::Digit => ZERO,
            Class::Lower | Class::Upper | Class::Letter | Class::Dense => LETTERS.fold(c),
            // An apostrophe may stand or be left out.
            Class::Apostrophe => continue,
            _ => {
                words.end(&mut word, capital);
                digits = false;
                continue;
            }
        };
        digits = class == Class::Digit;
        if letter == 0 {
            continue;
        }
        if word == 0 {
            capital = class == Class::Upper;
            word = 1;
        }
        word = (word.rotate_left(5) ^ letter).wrapping_mul(0x9e37_79b1) | 1;
    }
    words.end(&mut word, capital);
    LineHashes {
        line: (words.count > 0).then_some(words.line),
        shape: (words.any_folded && words.plain > 0 && words.count <= MOST_SHAPE_WORDS)
            .then_some(words.shape),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_case_and_marks_are_folded_and_words_are_not() {
        let line = |text| of_line(text).line;
        assert_eq!(line("17 days ago"), line("3 Days ago…"));
        assert_eq!(line("Also read:"), line("ALSO READ"));
        assert_eq!(line("Vor 3 Minuten"), line("vor 12 minuten"));
        assert_eq!(line("٣ دقائق"), line("١٢ دقائق"));
        assert_ne!(line("Also read"), line("Also reads"));
        assert_ne!(line("read also"), line("also read"));
        assert_eq!(line("— | —"), None);
        assert_eq!(line(""), None);
    }

    #[test]
    fn names_behind_the_first_word_are_folded_in_a_shape() {
        let shape = |text| of_line(text).shape;
        assert_eq!(shape("By Ann Lee, Rome"), shape("By John Paul Smith, Oslo"));
        assert_ne!(shape("By Ann Lee"), shape("With Ann Lee"));
        assert_eq!(
            shape("Posted by Ann Lee on May 3"),
            shape("posted by Tom Ray on June 12")
        );
        assert_eq!(shape("all in lower case"), None);
    }
}
