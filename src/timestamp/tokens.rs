//! Cuts a line into numbers, words, spaces and marks, and tells what stands at a place among them.

use std::ops::Range;

use smallvec::SmallVec;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// A run of digits, and how many they are. The value is only meaningful up to 4 digits.
    Number(u16, usize),
    /// A run of letters, cut where an upper-case letter follows a lower-case one (`PublishedJuly`).
    /// A Han character or a Hangul syllable is a word of its own.
    Word,
    /// A run of white space.
    Space,
    /// Any other character.
    Mark(char),
}

impl Shape {
    fn of(c: char) -> Self {
        match digit(c) {
            Some(value) => Shape::Number(value, 1),
            None if c.is_whitespace() => Shape::Space,
            None if c.is_alphabetic() || is_inside_word(c) => Shape::Word,
            None => Shape::Mark(c),
        }
    }

    /// The token that a token and the character after it make together, if they do.
    fn joined(self, next: Self) -> Option<Self> {
        match (self, next) {
            (Shape::Number(value, digits), Shape::Number(digit, _)) => {
                let value = value.wrapping_mul(10).wrapping_add(digit);
                Some(Shape::Number(value, digits + 1))
            }
            (Shape::Word, Shape::Word) | (Shape::Space, Shape::Space) => Some(self),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    shape: Shape,
    start: usize,
    end: usize,
}

/// The tokens of a line that states a date and little else are not worth an allocation.
pub(super) type Tokens = SmallVec<[Token; 64]>;

pub(super) fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::new();
    let mut before = ' ';
    for (start, c) in text.char_indices().filter(|&(_, c)| !is_invisible(c)) {
        let (shape, end) = (Shape::of(c), start + c.len_utf8());
        let whole = is_han_or_hangul(before) || is_han_or_hangul(c);
        let cut = whole || before.is_lowercase() && c.is_uppercase();
        let last = tokens.last_mut().filter(|last| last.end == start && !cut);
        if let Some(last) = last
            && let Some(joined) = last.shape.joined(shape)
        {
            (last.shape, last.end) = (joined, end);
        } else {
            tokens.push(Token { shape, start, end });
        }
        before = c;
    }
    tokens
}

/// The zeros of the decimal digits that dates are written in, after ASCII: Arabic-Indic, Persian,
/// Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Myanmar,
/// Khmer, full width.
const ZEROS: [u32; 14] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0x1040, 0x17e0,
    0xff10,
];

pub(super) fn digit(c: char) -> Option<u16> {
    let code = u32::from(c);
    let value = match code {
        0..0x80 => c.to_digit(10)?,
        0x80..0x660 => return None,
        _ => {
            code - ZEROS
                .iter()
                .find(|&&zero| (zero..zero + 10).contains(&code))?
        }
    };
    u16::try_from(value).ok()
}

/// Marks of direction and characters of no width, which stand between the parts of Arabic and
/// Hebrew dates.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Marks inside a word that the standard library does not count as letters: accents apart from
/// their letter, the signs of Indic scripts that join or alter consonants, and the joiners.
fn is_inside_word(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}'
        | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}'
        | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e47}'..='\u{e4e}' | '\u{1039}' | '\u{103a}'
        | '\u{17d2}' | '\u{200c}' | '\u{200d}')
}

fn is_han_or_hangul(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

/// Whether a list of words, all in lower case, has `word` in any case.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    let is_word = |listed: &str| {
        let lower = word.chars().flat_map(char::to_lowercase);
        lower.eq(listed.chars())
    };
    list.split(' ').any(is_word)
}

/// The tokens of a line. Positions are indices of tokens, and every method may be asked for any
/// position. The methods that read a pattern give the position after it.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Tokens,
    pub(super) month_of: &'a dyn Fn(&str) -> Option<u8>,
}

impl Line<'_> {
    pub(super) fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    pub(super) fn is_space(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Space)
    }

    pub(super) fn after_space(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at))
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.shape(at)? {
            Shape::Mark('\u{2010}' | '\u{2011}') => Some('-'),
            Shape::Mark('\u{ff1a}' | '\u{2236}') => Some(':'),
            Shape::Mark('\u{ff0f}') => Some('/'),
            Shape::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn has_mark(&self, at: usize, marks: &str) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(mark))
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        let is_word = self.shape(at)? == Shape::Word;
        self.text.get(self.bytes(at..at + 1)?).filter(|_| is_word)
    }

    pub(super) fn has_word(&self, at: usize, list: &str) -> bool {
        self.word(at).is_some_and(|word| is_in(list, word))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Number(..)))
    }

    /// A number of up to 4 digits, and how many they are.
    pub(super) fn number(&self, at: usize) -> Option<(u16, usize)> {
        match self.shape(at)? {
            Shape::Number(value, digits @ ..=4) => Some((value, digits)),
            _ => None,
        }
    }

    /// A number of 1 or 2 digits.
    pub(super) fn small(&self, at: usize) -> Option<u8> {
        let (value, _) = self.number(at).filter(|&(_, digits)| digits <= 2)?;
        u8::try_from(value).ok()
    }

    /// A number of 2 digits.
    pub(super) fn two(&self, at: usize) -> Option<u8> {
        let (value, _) = self.number(at).filter(|&(_, digits)| digits == 2)?;
        u8::try_from(value).ok()
    }

    /// The bytes of the tokens in `taken`.
    pub(super) fn bytes(&self, taken: Range<usize>) -> Option<Range<usize>> {
        let last = taken.end.checked_sub(1)?;
        Some(self.tokens.get(taken.start)?.start..self.tokens.get(last)?.end)
    }
}
