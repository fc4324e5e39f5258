//! The sweep over a line's bytes: counts of characters, and the line's words.

use super::dates::Signs;
use super::edges::{begins_item, first, last_mark};
use super::markup::markup;
use super::{Facts, First, Words};
use crate::chars::{Class, WordHash, class, fold, lower_run};

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
        let mut run = 0;
        loop {
            let rest = &bytes[run..];
            let Some(eight) = rest.first_chunk::<8>() else {
                for byte in rest.iter().take_while(|byte| byte.is_ascii_lowercase()) {
                    self.hash.push_bytes(u64::from(*byte), 1);
                    run += 1;
                }
                break;
            };
            let count = lower_run(*eight);
            if count > 0 {
                let letters = u64::from_le_bytes(*eight) & (u64::MAX >> (64 - 8 * count));
                self.hash.push_bytes(letters, count);
                run += count as usize;
            }
            if count < 8 {
                break;
            }
        }
        self.length += run as u32;
        run
    }

    /// Adds a character of another kind.
    #[inline]
    fn take(&mut self, c: char, class: Class) {
        if self.length == 0 {
            self.first = class;
        }
        self.hash.push(fold(c));
        self.length += 1;
        if class == Class::Digit {
            self.digits += 1;
            let digit = c.to_digit(10).unwrap_or(0);
            self.value = self.value.saturating_mul(10).saturating_add(digit);
        }
        self.uppers += u32::from(class == Class::Upper);
    }
}

/// Counts a line's characters, and splits it into words.
pub(super) fn sweep(line: &str, facts: &mut Facts, words: &mut Words) -> Signs {
    let bytes = line.as_bytes();
    let mut signs = Signs::default();
    let mut open = NO_WORD;
    let mut previous = Class::Space;
    // The last visible class; and with quotes and brackets left aside, the last and the one before it.
    let mut visible = Class::Space;
    let (mut last, mut before_last) = (Class::Space, Class::Space);
    let mut last_char = ' ';
    let mut chars = 0;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        // Runs of lower-case ASCII and the spaces behind them are most of most pages: they need none of the questions
        // below.
        if byte.is_ascii_lowercase() {
            let run = open.take_lower(&bytes[at..]);
            if chars == 0 {
                facts.first = First::Lower;
            }
            chars += run as u32;
            (visible, last, previous) = (Class::Lower, Class::Lower, Class::Lower);
            at += run;
            continue;
        }
        if byte == b' ' {
            if open.length > 0 {
                close(&open, facts, &mut signs, words);
                open = NO_WORD;
            }
            previous = Class::Space;
            at += 1;
            continue;
        }
        let (c, width) = if byte < 0x80 {
            (byte as char, 1)
        } else {
            let c = line[at..].chars().next().unwrap_or(' ');
            (c, c.len_utf8())
        };
        let mut this = class(c);
        let mut step = width;
        if (byte == b'&' || byte == b'<')
            && let Some((length, stands_for)) = markup(&bytes[at..])
        {
            facts.markup += 1;
            step = length;
            this = stands_for;
        }
        match this {
            Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                open.take(c, this);
                facts.glued += u32::from(this == Class::Upper && previous == Class::Lower);
            }
            Class::Apostrophe if open.length > 0 && letter_follows(line, at + step) => {}
            _ => {
                if open.length > 0 {
                    close(&open, facts, &mut signs, words);
                    open = NO_WORD;
                }
                if this == Class::Dense {
                    let mut hash = WordHash::EMPTY;
                    hash.push(fold(c));
                    words.push(hash.finish(), 0);
                    facts.dense += 1;
                    signs.dense_day |= matches!(c, '日' | '일') && previous == Class::Digit;
                } else {
                    mark(this, c, previous, &bytes[at + step..], facts, &mut signs);
                }
            }
        }
        if this != Class::Space {
            chars += 1;
            visible = this;
            if !matches!(this, Class::Quote | Class::Apostrophe | Class::Close) {
                (before_last, last) = (last, this);
                last_char = c;
            }
            if chars == 1 {
                facts.first = first(this, c);
            }
        }
        previous = this;
        at += step;
    }
    if open.length > 0 {
        close(&open, facts, &mut signs, words);
    }
    facts.chars = chars;
    facts.ends_in_bracket = visible == Class::Close;
    facts.ends_in_quote = matches!(visible, Class::Quote | Class::Apostrophe);
    facts.last = last_mark(last, before_last, last_char);
    facts.half_units = 2 * facts.words + facts.dense;
    facts.item = begins_item(bytes, facts.first);
    signs
}

/// Ends the word under way.
#[inline]
fn close(open: &Open, facts: &mut Facts, signs: &mut Signs, words: &mut Words) {
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
    words.push(open.hash.finish(), open.length);
}

/// Counts a character that is no part of a word.
#[inline]
fn mark(this: Class, c: char, previous: Class, rest: &[u8], facts: &mut Facts, signs: &mut Signs) {
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
