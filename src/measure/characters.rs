//! The sweep over a line's bytes: counts of characters, and the line's words.

use super::dates::Signs;
use super::edges::{begins_item, first, last_mark};
use super::markup::markup;
use super::{Facts, First, Words};
use crate::chars::{Class, LETTERS, Letters, WordHash, class, lower_run, lowest};

/// The word that is being read.
#[derive(Clone, Copy)]
struct Open {
    hash: WordHash,
    length: u32,
    digits: u32,
    uppers: u32,
    first: Class,
    value: u32,
}

const NO_WORD: Open = Open {
    hash: WordHash::EMPTY,
    length: 0,
    digits: 0,
    uppers: 0,
    first: Class::Space,
    value: 0,
};

impl Open {
    /// Adds the lower-case ASCII letters that `bytes` begins with, and returns how many they are.
    #[inline]
    fn take_lower(&mut self, bytes: &[u8]) -> usize {
        if self.length == 0 {
            self.first = Class::Lower;
        }
        let run = self.hash.push_lower(bytes);
        self.length += run as u32;
        run
    }

    /// Adds a character of another kind.
    #[inline]
    fn take(&mut self, c: char, class: Class, folded: u32) {
        if self.length == 0 {
            self.first = class;
        }
        self.hash.push(folded);
        self.length += 1;
        if class == Class::Digit {
            self.digits += 1;
            let digit = c.to_digit(10).unwrap_or(0);
            self.value = self.value.saturating_mul(10).saturating_add(digit);
        }
        self.uppers += u32::from(class == Class::Upper);
    }
}

/// A word of one to seven ASCII letters, all lower-case but perhaps the first, with a space behind it.
struct ShortWord {
    /// Its letters in lower case, from the lowest byte on.
    letters: u64,
    length: u32,
    upper: bool,
}

impl ShortWord {
    #[inline]
    fn read(bytes: &[u8]) -> Option<ShortWord> {
        let eight = bytes.first_chunk::<8>()?;
        let upper = eight[0].is_ascii_uppercase();
        let folded = u64::from_le_bytes(*eight) | u64::from(upper) << 5;
        let length = lower_run(folded);
        let followed = (1..8).contains(&length) && eight[length as usize & 7] == b' ';
        followed.then(|| ShortWord {
            letters: lowest(folded, length),
            length,
            upper,
        })
    }

    /// The class of its last letter.
    fn last(&self) -> Class {
        if self.upper && self.length == 1 {
            Class::Upper
        } else {
            Class::Lower
        }
    }
}

/// The sweep over one line.
struct Sweep<'a> {
    facts: &'a mut Facts,
    words: &'a mut Words,
    signs: Signs,
    open: Open,
    chars: u32,
    /// The class of the character before.
    previous: Class,
    /// The last visible class.
    visible: Class,
    /// With quotes and brackets left aside, the last visible class, the one before it, and the last character.
    last: Class,
    before_last: Class,
    last_char: char,
}

/// Counts a line's characters, and splits it into words.
pub(super) fn sweep(line: &str, facts: &mut Facts, words: &mut Words) -> Signs {
    let bytes = line.as_bytes();
    let letters: &Letters = &LETTERS;
    let mut sweep = Sweep {
        facts,
        words,
        signs: Signs::default(),
        open: NO_WORD,
        chars: 0,
        previous: Class::Space,
        visible: Class::Space,
        last: Class::Space,
        before_last: Class::Space,
        last_char: ' ',
    };
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        // Short words of ASCII letters, longer runs of lower case and single spaces are most of most pages, and need
        // few questions.
        at += if sweep.open.length == 0
            && let Some(word) = ShortWord::read(&bytes[at..])
        {
            sweep.short(&word)
        } else if byte.is_ascii_lowercase() {
            sweep.lower(&bytes[at..])
        } else if byte == b' ' {
            sweep.close();
            sweep.previous = Class::Space;
            1
        } else {
            sweep.any(line, at, letters)
        };
    }
    sweep.finish(bytes)
}

impl Sweep<'_> {
    /// Takes a short word and the space behind it. Returns how many bytes they are.
    #[inline]
    fn short(&mut self, word: &ShortWord) -> usize {
        let facts = &mut *self.facts;
        facts.words += 1;
        facts.word_chars += word.length;
        facts.single_letters += u32::from(word.length == 1);
        facts.upper_words += u32::from(word.upper);
        facts.lower_words += u32::from(!word.upper);
        let hash = WordHash::of_short(word.letters, word.length);
        self.words.push(hash, word.length);
        if self.chars == 0 {
            facts.first = if word.upper {
                First::Upper
            } else {
                First::Lower
            };
        }
        self.chars += word.length;
        self.visible = word.last();
        (self.last, self.previous) = (self.visible, Class::Space);
        word.length as usize + 1
    }

    /// Takes a run of lower-case ASCII. Returns how many bytes it is.
    #[inline]
    fn lower(&mut self, bytes: &[u8]) -> usize {
        let run = self.open.take_lower(bytes);
        if self.chars == 0 {
            self.facts.first = First::Lower;
        }
        self.chars += run as u32;
        (self.visible, self.last, self.previous) = (Class::Lower, Class::Lower, Class::Lower);
        run
    }

    /// Takes any character. Returns how many bytes it is.
    #[inline(never)]
    fn any(&mut self, line: &str, at: usize, letters: &Letters) -> usize {
        let bytes = line.as_bytes();
        let (c, mut step) = if bytes[at] < 0x80 {
            (bytes[at] as char, 1)
        } else {
            let c = line[at..].chars().next().unwrap_or(' ');
            (c, c.len_utf8())
        };
        let mut this = letters.class(c);
        if (c == '&' || c == '<')
            && let Some((length, stands_for)) = markup(&bytes[at..])
        {
            self.facts.markup += 1;
            (step, this) = (length, stands_for);
        }
        match this {
            Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                self.open.take(c, this, letters.fold(c));
                let glued = this == Class::Upper && self.previous == Class::Lower;
                self.facts.glued += u32::from(glued);
            }
            Class::Apostrophe if self.open.length > 0 && letter_follows(line, at + step) => {}
            Class::Dense => {
                self.close();
                let mut hash = WordHash::EMPTY;
                hash.push(letters.fold(c));
                self.words.push(hash.finish(), 0);
                self.facts.dense += 1;
                let day = matches!(c, '日' | '일') && self.previous == Class::Digit;
                self.signs.dense_day |= day;
            }
            _ => {
                self.close();
                self.mark(this, c, &bytes[at + step..]);
            }
        }
        if this != Class::Space {
            self.chars += 1;
            self.visible = this;
            if !matches!(this, Class::Quote | Class::Apostrophe | Class::Close) {
                (self.before_last, self.last) = (self.last, this);
                self.last_char = c;
            }
            if self.chars == 1 {
                self.facts.first = first(this, c);
            }
        }
        self.previous = this;
        step
    }

    /// Ends the word under way, if there is one.
    #[inline]
    fn close(&mut self) {
        let open = self.open;
        if open.length == 0 {
            return;
        }
        let (facts, signs) = (&mut *self.facts, &mut self.signs);
        facts.words += 1;
        facts.word_chars += open.length;
        facts.digits += open.digits;
        facts.single_letters += u32::from(open.length == 1 && open.digits == 0);
        facts.upper_words += u32::from(open.first == Class::Upper);
        facts.lower_words += u32::from(open.first == Class::Lower);
        facts.caps_words += u32::from(open.uppers >= 2 && open.uppers + open.digits == open.length);
        if open.digits == open.length {
            facts.numbers += 1;
            signs.years += u32::from(open.length == 4 && (1900..=2100).contains(&open.value));
            signs.short_numbers += u32::from(open.length <= 2);
        }
        self.words.push(open.hash.finish(), open.length);
        self.open = NO_WORD;
    }

    /// Ends the line.
    fn finish(mut self, line: &[u8]) -> Signs {
        self.close();
        let facts = self.facts;
        facts.chars = self.chars;
        facts.ends_in_bracket = self.visible == Class::Close;
        facts.ends_in_quote = matches!(self.visible, Class::Quote | Class::Apostrophe);
        facts.last = last_mark(self.last, self.before_last, self.last_char);
        facts.half_units = 2 * facts.words + facts.dense;
        facts.item = begins_item(line, facts.first);
        self.signs
    }

    /// Counts a character that is no part of a word.
    #[inline]
    fn mark(&mut self, this: Class, c: char, rest: &[u8]) {
        let (facts, signs, previous) = (&mut *self.facts, &mut self.signs, self.previous);
        let inside_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
        match this {
            Class::End | Class::Ellipsis => {
                let word_before = matches!(previous, Class::Lower | Class::Upper | Class::Digit);
                if c == '.' && word_before && inside_word(rest.first()) {
                    if previous == Class::Digit {
                        signs.parted += 1;
                    } else {
                        facts.addresses += 1;
                    }
                } else if !rest.is_empty() && previous != Class::End {
                    facts.inner_ends += 1;
                }
            }
            Class::Comma => facts.commas += 1,
            Class::Colon => {
                if previous == Class::Digit && rest.first().is_some_and(u8::is_ascii_digit) {
                    signs.clock += 1;
                } else {
                    facts.colons += 1;
                }
            }
            Class::Quote => facts.quotes += 1,
            Class::Open => facts.brackets += 1,
            Class::Separator => {
                if previous == Class::Digit && inside_word(rest.first()) {
                    signs.parted += 1;
                } else if c == '/' && rest.first() == Some(&b'/') {
                    facts.addresses += 1;
                } else if !(c == '-' && matches!(previous, Class::Lower | Class::Upper)) {
                    facts.separators += 1;
                }
            }
            Class::Symbol => {
                facts.symbols += 1;
                facts.addresses += u32::from(c == '@');
            }
            _ => {}
        }
    }
}

fn letter_follows(line: &str, at: usize) -> bool {
    match line.as_bytes().get(at) {
        Some(byte) if *byte < 0x80 => byte.is_ascii_alphanumeric(),
        Some(_) => line[at..]
            .chars()
            .next()
            .is_some_and(|c| matches!(class(c), Class::Lower | Class::Upper | Class::Letter)),
        None => false,
    }
}
