//! Classes of characters, and the folded form under which words are compared.
//!
//! ASCII goes through a table of 128 classes; the rest through a few ranges that cover the scripts of the cue files,
//! with the standard library's properties behind them.

use once_cell::sync::Lazy;

/// What a character contributes to a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Class {
    /// White space, control characters and characters of no width.
    Space,
    /// A lower-case letter.
    Lower,
    /// An upper-case letter.
    Upper,
    /// A letter of a script without case that puts spaces between words.
    Letter,
    /// A character of a script that is read without spaces (Han, Kana, Thai ...), or a Hangul syllable.
    Dense,
    /// A decimal digit of any script.
    Digit,
    /// A mark that ends a sentence.
    End,
    /// An ellipsis in one character.
    Ellipsis,
    /// Comma or semicolon.
    Comma,
    /// Colon.
    Colon,
    /// A quotation mark, opening or closing.
    Quote,
    /// An apostrophe, which may stand inside a word.
    Apostrophe,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// What stands between the items of a menu: bars, bullets, arrows, slashes, dashes.
    Separator,
    /// Any other symbol.
    Symbol,
}

const ASCII: [Class; 128] = ascii_classes();

const fn ascii_classes() -> [Class; 128] {
    let mut table = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            0..=b' ' | 0x7f => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'?' | b'!' => Class::End,
            b',' | b';' => Class::Comma,
            b':' => Class::Colon,
            b'"' => Class::Quote,
            b'\'' | b'`' => Class::Apostrophe,
            b'(' | b'[' | b'{' => Class::Open,
            b')' | b']' | b'}' => Class::Close,
            b'|' | b'/' | b'\\' | b'-' | b'_' | b'*' | b'=' | b'~' | b'>' | b'<' => {
                Class::Separator
            }
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
}

/// The class of a character.
#[inline]
pub(crate) fn class(c: char) -> Class {
    match ASCII.get(c as usize) {
        Some(&class) => class,
        None => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Class {
    match c as u32 {
        0x80..=0xa0
        | 0xad
        | 0x1680
        | 0x180e
        | 0x2000..=0x200f
        | 0x2028..=0x202f
        | 0x205f..=0x206f
        | 0x3000
        | 0xfeff => Class::Space,
        0xdf..=0xf6 | 0xf8..=0xff | 0x430..=0x45f | 0x3ac..=0x3ce => Class::Lower,
        0xc0..=0xd6 | 0xd8..=0xde | 0x400..=0x42f | 0x391..=0x3a9 => Class::Upper,
        0xab
        | 0xbb
        | 0x201a..=0x201f
        | 0x2039
        | 0x203a
        | 0x300c..=0x300f
        | 0x301d..=0x301f
        | 0xff02 => Class::Quote,
        0x2018 | 0x2019 | 0xb4 | 0x2bc | 0xff07 => Class::Apostrophe,
        // Ideographic and full-width stops, danda, Arabic and Armenian marks, Ethiopic, Khmer.
        0x3002
        | 0xff01
        | 0xff0e
        | 0xff1f
        | 0xff61
        | 0x964
        | 0x965
        | 0x61f
        | 0x6d4
        | 0x589
        | 0x1362
        | 0x17d4
        | 0x203c
        | 0x2047..=0x2049
        | 0x104a
        | 0x104b => Class::End,
        0x2026 => Class::Ellipsis,
        0x3001 | 0xff0c | 0xff1b | 0x60c | 0x61b | 0x37e => Class::Comma,
        0xff1a => Class::Colon,
        0xff08 | 0x3010 | 0x3014 | 0xff3b | 0x300a | 0x3008 | 0x207d => Class::Open,
        0xff09 | 0x3011 | 0x3015 | 0xff3d | 0x300b | 0x3009 | 0x207e => Class::Close,
        0xb7
        | 0x2010..=0x2017
        | 0x2020..=0x2025
        | 0x2190..=0x21ff
        | 0x25a0..=0x25ff
        | 0x2043
        | 0x30fb
        | 0xff5c
        | 0xff0f
        | 0x27a0..=0x27bf
        | 0x2e3a
        | 0x2e3b
        | 0xa6 => Class::Separator,
        0xe00..=0xeff
        | 0x1000..=0x109f
        | 0x1780..=0x17ff
        | 0x1100..=0x11ff
        | 0x2e80..=0x2fdf
        | 0x3005..=0x3007
        | 0x3031..=0x3035
        | 0x3041..=0x30fa
        | 0x30fc..=0x318f
        | 0x31a0..=0x31bf
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xa960..=0xa97f
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xff66..=0xffdc
        | 0x20000..=0x323af => Class::Dense,
        0x660..=0x669 | 0x6f0..=0x6f9 | 0x966..=0x96f | 0xff10..=0xff19 => Class::Digit,
        // Combining marks belong to the word they stand in.
        0x300..=0x36f
        | 0x483..=0x489
        | 0x591..=0x5c7
        | 0x610..=0x61a
        | 0x64b..=0x65f
        | 0x670
        | 0x6d6..=0x6ed
        | 0x900..=0xdff => Class::Letter,
        // Vietnamese: an upper-case letter and its lower-case one take turns.
        code @ 0x1ea0..=0x1eff => {
            if code % 2 == 0 {
                Class::Upper
            } else {
                Class::Lower
            }
        }
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Symbol,
    }
}

/// The form under which a letter is compared: lower case, one character for one. [`SKIPPED`] for a mark that writers
/// put or leave out at will.
///
/// Letters that are typed one for another are one: Arabic alef with and without hamza, Persian and Arabic kaf and yeh,
/// Turkish dotted and dotless i, Greek vowels with and without accent, the final sigma.
#[inline]
pub(crate) fn fold(c: char) -> u32 {
    let code = c as u32;
    match code {
        0..=0x40 | 0x5b..=0xbf => code,
        0x300..=0x36f | 0x5b0..=0x5c7 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670 | 0x93c => {
            SKIPPED
        }
        0x386..=0x3ce | 0x622..=0x64a | 0x6a9 | 0x6cc | 0x130 | 0x131 => typed_alike(code),
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x410..=0x42f => code + 0x20,
        0x400..=0x40f => code + 0x50,
        0..=0xff | 0x430..=0x45f | 0x900..=0x10ff | 0x2000..=0xd7ff => code,
        0x1ea0..=0x1eff => code | 1,
        _ => c.to_lowercase().next().map_or(code, |lower| lower as u32),
    }
}

/// What [`fold`] gives for a mark that is not compared.
const SKIPPED: u32 = 0;

fn typed_alike(code: u32) -> u32 {
    match code {
        0x386 | 0x3ac => 0x3b1,
        0x388 | 0x3ad => 0x3b5,
        0x389 | 0x3ae => 0x3b7,
        0x38a | 0x3aa | 0x390 | 0x3af | 0x3ca => 0x3b9,
        0x38c | 0x3cc => 0x3bf,
        0x38e | 0x3ab | 0x3b0 | 0x3cd | 0x3cb => 0x3c5,
        0x38f | 0x3ce => 0x3c9,
        0x3c2 => 0x3c3,
        0x391..=0x3a9 => code + 0x20,
        0x622 | 0x623 | 0x625 => 0x627,
        0x643 => 0x6a9,
        0x649 | 0x64a => 0x6cc,
        0x130 | 0x131 => 0x69,
        _ => code,
    }
}

/// The class and the folded form of the characters from Latin to the scripts of India, for sweeps over whole texts: a
/// look-up instead of a search among ranges.
pub(crate) struct Letters(Vec<(u16, Class)>);

/// The table of all threads.
pub(crate) static LETTERS: Lazy<Letters> = Lazy::new(|| {
    let letters = ('\0'..'\u{e00}').map(|c| (fold(c) as u16, class(c)));
    Letters(letters.collect())
});

impl Letters {
    /// The same as [`class`].
    #[inline]
    pub(crate) fn class(&self, c: char) -> Class {
        match (self.0.get(c as usize), c as u32) {
            (Some((_, class)), _) => *class,
            (None, 0x3041..=0x30fa | 0x4e00..=0x9fff | 0xac00..=0xd7a3) => Class::Dense,
            (None, _) => beyond_ascii(c),
        }
    }

    /// The same as [`fold`].
    #[inline]
    pub(crate) fn fold(&self, c: char) -> u32 {
        match (self.0.get(c as usize), c as u32) {
            (Some((folded, _)), _) => u32::from(*folded),
            (None, code @ (0xe00..=0x10ff | 0x2000..=0xd7ff)) => code,
            (None, _) => fold(c),
        }
    }
}

/// A running hash over the folded characters of a word.
///
/// ASCII characters are gathered as bytes, others as three bytes each; every full or overfull group of eight is mixed in
/// by a multiplication (a multiply-rotate hash, as Fx). So a run of ASCII letters goes in eight at a time.
#[derive(Clone, Copy)]
pub(crate) struct WordHash {
    mixed: u64,
    group: u64,
    /// Bytes in the group, 0 to 7.
    filled: u32,
}

impl WordHash {
    pub(crate) const EMPTY: WordHash = WordHash {
        mixed: 0xcbf2_9ce4_8422_2325,
        group: 0,
        filled: 0,
    };

    #[inline]
    pub(crate) fn push(&mut self, folded: u32) {
        match folded {
            SKIPPED => {}
            1..=0x7f => self.push_bytes(u64::from(folded), 1),
            _ => {
                if self.filled > 5 {
                    self.mix();
                }
                self.push_bytes(u64::from(folded | 0x80_0000), 3);
            }
        }
    }

    /// Adds the lowest `count` bytes of `bytes`, 1 to 8; all bytes above them must be 0.
    #[inline]
    pub(crate) fn push_bytes(&mut self, bytes: u64, count: u32) {
        self.group |= bytes << (8 * self.filled);
        let filled = self.filled + count;
        if filled < 8 {
            self.filled = filled;
            return;
        }
        let taken = 8 - self.filled;
        self.mix();
        if taken < 8 {
            self.group = bytes >> (8 * taken);
        }
        self.filled = filled - 8;
    }

    /// Adds the lower-case ASCII letters that `bytes` begins with, and returns how many they are.
    #[inline]
    pub(crate) fn push_lower(&mut self, bytes: &[u8]) -> usize {
        let mut run = 0;
        loop {
            let rest = &bytes[run..];
            let Some(eight) = rest.first_chunk::<8>() else {
                for byte in rest.iter().take_while(|byte| byte.is_ascii_lowercase()) {
                    self.push_bytes(u64::from(*byte), 1);
                    run += 1;
                }
                return run;
            };
            let eight = u64::from_le_bytes(*eight);
            let count = lower_run(eight);
            if count > 0 {
                self.push_bytes(lowest(eight, count), count);
                run += count as usize;
            }
            if count < 8 {
                return run;
            }
        }
    }

    /// Adds eight ASCII bytes to as many before them, or to none.
    #[inline]
    pub(crate) fn push_eight(&mut self, bytes: u64) {
        self.group = bytes;
        self.mix();
    }

    /// The hash of a word with so many more ASCII bytes, 0 to 7, behind [eights](WordHash::push_eight) or alone; all bytes
    /// above them must be 0.
    #[inline]
    pub(crate) fn finish_with(self, bytes: u64, count: u32) -> u32 {
        let hash = WordHash {
            group: bytes,
            filled: count,
            ..self
        };
        hash.finish()
    }

    #[inline]
    fn mix(&mut self) {
        self.mixed = (self.mixed.rotate_left(29) ^ self.group).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (self.group, self.filled) = (0, 0);
    }

    #[inline]
    pub(crate) fn finish(mut self) -> u32 {
        // A group is never full here, so its last byte is free for its length.
        self.group |= u64::from(self.filled) << 56;
        self.mix();
        ((self.mixed ^ (self.mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
    }
}

/// A hash of a text as it stands, never 0: eight bytes at a time, each group mixed in as in [`WordHash`].
#[cfg(feature = "html")]
pub(crate) fn text_hash(text: &str) -> u64 {
    let mix = |hash: u64, group: u64| {
        let mixed = (hash.rotate_left(29) ^ group).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    };
    let bytes = text.as_bytes();
    let (groups, rest) = bytes.as_chunks::<8>();
    // With the length, the last eight bytes tell the rest as well as the rest itself.
    let last = match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest
            .iter()
            .fold(0, |group, byte| group << 8 | u64::from(*byte)),
    };
    let hash = groups.iter().fold(text.len() as u64, |hash, group| {
        mix(hash, u64::from_le_bytes(*group))
    });
    mix(mix(hash, last), 0) | 1
}

/// Two word hashes as one, order kept.
#[inline]
pub(crate) fn pair(first: u32, second: u32) -> u32 {
    let mixed = ((u64::from(first) << 32) | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32 ^ second
}

/// The high bits of eight bytes.
pub(crate) const HIGH: u64 = each(0x80);

/// The high bits of those of eight bytes that are 0.
#[cfg(feature = "html")]
#[inline]
pub(crate) fn zeros(word: u64) -> u64 {
    !(((word & !HIGH) + !HIGH) | word) & HIGH
}

/// Whether a byte stands in a text: of a short one, sooner told than by a search made for long ones.
#[cfg(feature = "html")]
#[inline]
pub(crate) fn holds(text: &[u8], byte: u8) -> bool {
    let is_in = |group: &[u8; 8]| zeros(u64::from_le_bytes(*group) ^ each(byte)) != 0;
    match text.last_chunk() {
        Some(last) if text.len() <= 64 => text.as_chunks().0.iter().any(is_in) || is_in(last),
        Some(_) => memchr::memchr(byte, text).is_some(),
        None => text.contains(&byte),
    }
}

/// Eight times a byte.
#[inline]
pub(crate) const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The lowest `count` bytes, 1 to 8.
#[inline]
pub(crate) fn lowest(bytes: u64, count: u32) -> u64 {
    bytes & (u64::MAX >> (64 - 8 * count))
}

/// How many of the eight bytes of a word, from the lowest on, are lower-case ASCII letters.
#[inline]
pub(crate) fn lower_run(word: u64) -> u32 {
    not_lower(word).trailing_zeros() / 8
}

/// The high bits of those of the eight bytes of a word that are no lower-case ASCII letters.
#[inline]
pub(crate) fn not_lower(word: u64) -> u64 {
    outside::<b'a', b'z'>(word)
}

/// The high bits of those of the eight bytes of a word that are no ASCII digits.
#[inline]
pub(crate) fn not_digit(word: u64) -> u64 {
    outside::<b'0', b'9'>(word)
}

/// The high bits of those of the eight bytes of a word that do not lie between two of ASCII.
#[inline]
fn outside<const FROM: u8, const TO: u8>(word: u64) -> u64 {
    // Without its high bit, no byte carries into the next; the high bit of each sum tells the comparison.
    let low = word & !HIGH;
    let reached = low + each(0x80 - FROM);
    let passed = low + each(0x7f - TO);
    (!reached | passed | word) & HIGH
}

/// Of a mask of high bits, all bits of the bytes below the lowest.
#[inline]
pub(crate) fn below(high: u64) -> u64 {
    (high ^ high.wrapping_sub(1)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_the_functions_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(LETTERS.class(c), class(c), "{c:?}");
            assert_eq!(LETTERS.fold(c), fold(c), "{c:?}");
        }
    }

    #[test]
    fn the_letters_of_vietnamese_are_what_the_standard_library_says() {
        for c in '\u{1ea0}'..='\u{1eff}' {
            let lower = c.to_lowercase().next().map(u32::from);
            assert_eq!(Some(fold(c)), lower, "{c:?}");
            assert_eq!(class(c) == Class::Upper, c.is_uppercase(), "{c:?}");
            assert_eq!(class(c) == Class::Lower, c.is_lowercase(), "{c:?}");
        }
    }

    #[test]
    #[cfg(feature = "html")]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..80 {
            let mut text = vec![b'x'; length];
            assert!(!holds(&text, b'&'));
            for at in 0..length {
                text[at] = b'&';
                assert!(holds(&text, b'&'), "{at} of {length}");
                text[at] = 0xa6;
                assert!(!holds(&text, b'&'), "{at} of {length}");
                text[at] = b'x';
            }
        }
    }

    #[test]
    fn runs_of_lower_case_letters_are_counted_as_one_by_one() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut bytes = *b"azmbycxd";
                bytes[at] = byte;
                let expected = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
                assert_eq!(
                    lower_run(u64::from_le_bytes(bytes)) as usize,
                    expected,
                    "{bytes:?}"
                );
                let digits = bytes.map(|byte| byte.wrapping_sub(b'a').wrapping_add(b'0'));
                let expected = digits.map(|byte| if byte.is_ascii_digit() { 0 } else { 0x80 });
                let found = not_digit(u64::from_le_bytes(digits));
                assert_eq!(found.to_le_bytes(), expected, "{digits:?}");
                let before = digits.iter().take_while(|b| b.is_ascii_digit()).count();
                if before < 8 {
                    assert_eq!(below(found), (1 << (8 * before)) - 1);
                }
            }
        }
    }

    #[test]
    fn a_hash_does_not_depend_on_how_its_bytes_came() {
        let word = b"interdepartmental";
        let one_by_one = |word: &[u8]| {
            let mut hash = WordHash::EMPTY;
            word.iter().for_each(|byte| hash.push(u32::from(*byte)));
            hash
        };
        for start in 0..word.len() {
            for count in 1..=(word.len() - start).min(8) {
                let mut bytes = [0; 8];
                bytes[..count].copy_from_slice(&word[start..start + count]);
                let mut hash = one_by_one(&word[..start]);
                hash.push_bytes(u64::from_le_bytes(bytes), count as u32);
                let whole = one_by_one(&word[..start + count]);
                assert_eq!(hash.finish(), whole.finish());
                if start % 8 == 0 && count < 8 {
                    let mut eights = WordHash::EMPTY;
                    for eight in word[..start].as_chunks::<8>().0 {
                        eights.push_eight(u64::from_le_bytes(*eight));
                    }
                    let rest = u64::from_le_bytes(bytes);
                    assert_eq!(eights.finish_with(rest, count as u32), whole.finish());
                }
            }
        }
    }
}
