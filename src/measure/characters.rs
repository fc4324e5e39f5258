//! The sweep over a line's bytes: counts of characters, and the line's words.

mod whole;

use self::whole::{KINDS, Kind, Number, Uppers, Word};
use super::dates::Signs;
use super::edges::{begins_item, first, last_mark};
use super::markup::markup;
use super::{Facts, First, Words};
use crate::chars::{Class, LETTERS, Letters, WordHash, class};

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
        // Words of ASCII letters, numbers and single spaces are most of most pages, and need few questions.
        let kind = KINDS[usize::from(bytes[at])];
        if kind == Kind::Letter && sweep.open.length == 0 {
            let whole = sweep.whole_words(bytes, at);
            if whole > 0 {
                at += whole;
                continue;
            }
        }
        at += if kind == Kind::Mark {
            sweep.ascii(bytes, at)
        } else if sweep.open.length == 0
            && kind == Kind::Digit
            && let Some(number) = Number::read(bytes, at)
        {
            sweep.number(&number, bytes, at)
        } else if bytes[at].is_ascii_lowercase() {
            sweep.lower(&bytes[at..])
        } else {
            sweep.any(line, at, letters)
        };
    }
    sweep.finish(bytes)
}

impl Sweep<'_> {
    /// Takes whole words with a space between them, and a space behind them. Returns how many bytes they are.
    ///
    /// Never inlined: by itself what it counts stays in registers.
    #[inline(never)]
    fn whole_words(&mut self, bytes: &[u8], start: usize) -> usize {
        let (mut words, mut upper_words, mut single) = (0, 0, 0);
        let (mut at, mut end) = (start, start);
        while let Some(word) = Word::read(bytes, at) {
            words += 1;
            upper_words += u32::from(word.begins_upper);
            single += u32::from(word.length == 1);
            self.words.push(word.hash, word.length);
            if let Some(Uppers { all, glued }) = word.uppers {
                self.facts.caps_words += u32::from(all);
                self.facts.glued += glued;
            }
            end = at + word.length as usize;
            at = end + 1;
            if word.behind != b' ' {
                break;
            }
        }
        if words == 0 {
            return 0;
        }
        let read = bytes.get(start..end).unwrap_or_default();
        let case = |byte: Option<&u8>| match byte {
            Some(byte) if byte.is_ascii_uppercase() => Class::Upper,
            _ => Class::Lower,
        };
        let facts = &mut *self.facts;
        if self.chars == 0 {
            facts.first = first(case(read.first()), 'a');
        }
        let last = case(read.last());
        (self.visible, self.last, self.previous) = (last, last, last);
        // All between the words is a space each.
        let length = read.len() as u32;
        let letters = length - (words - 1);
        facts.words += words;
        facts.word_chars += letters;
        facts.single_letters += single;
        facts.upper_words += upper_words;
        facts.lower_words += words - upper_words;
        self.chars += letters;
        if bytes.get(end) == Some(&b' ') {
            self.previous = Class::Space;
            end += 1;
        }
        end - start
    }

    /// Takes a whole number, and a space behind it. Returns how many bytes they are.
    #[inline]
    fn number(&mut self, number: &Number, bytes: &[u8], at: usize) -> usize {
        let (facts, signs) = (&mut *self.facts, &mut self.signs);
        facts.words += 1;
        facts.word_chars += number.length;
        facts.digits += number.length;
        facts.numbers += 1;
        signs.years += u32::from(number.is_year);
        signs.short_numbers += u32::from(number.length <= 2);
        self.words.push(number.hash, number.length);
        if self.chars == 0 {
            facts.first = First::Digit;
        }
        self.took(Class::Digit, number.length, bytes, at)
    }

    /// Notes that so many characters were taken, the last one of a class, and takes a space behind them.
    #[inline]
    fn took(&mut self, last: Class, length: u32, bytes: &[u8], at: usize) -> usize {
        self.chars += length;
        (self.visible, self.last) = (last, last);
        let behind = at + length as usize;
        let spaced = bytes.get(behind) == Some(&b' ');
        self.previous = if spaced { Class::Space } else { last };
        behind + usize::from(spaced) - at
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

    /// Takes a character of ASCII that is no letter, digit or apostrophe and begins no markup. Returns its length.
    #[inline]
    fn ascii(&mut self, bytes: &[u8], at: usize) -> usize {
        let c = bytes[at] as char;
        let this = class(c);
        self.close();
        if this != Class::Space {
            self.mark(this, c, &bytes[at + 1..]);
            self.shown(this, c);
        }
        self.previous = this;
        1
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
            Class::Lower | Class::Letter if !c.is_ascii() => {
                return self.run(&line[at..], letters);
            }
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
                self.words.push_dense(hash.finish());
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
            self.shown(this, c);
        }
        self.previous = this;
        step
    }

    /// Takes letters beyond ASCII that are no capitals, which most words of other scripts go on with. Returns how many
    /// bytes they are.
    fn run(&mut self, text: &str, letters: &Letters) -> usize {
        let (mut length, mut bytes) = (0, 0);
        for c in text.chars() {
            let this = letters.class(c);
            if c.is_ascii() || !matches!(this, Class::Lower | Class::Letter) {
                break;
            }
            if self.open.length + length == 0 {
                self.open.first = this;
            }
            if self.chars + length == 0 {
                self.facts.first = first(this, c);
            }
            self.open.hash.push(letters.fold(c));
            (self.visible, self.last, self.previous) = (this, this, this);
            length += 1;
            bytes += c.len_utf8();
        }
        self.open.length += length;
        self.chars += length;
        bytes
    }

    /// Notes a visible character.
    #[inline]
    fn shown(&mut self, this: Class, c: char) {
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
