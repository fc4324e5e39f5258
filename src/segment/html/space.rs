//! White space in the text of a page.
//!
//! Browsers join only the white space of ASCII; here a no-break space or an ideographic one is a space as well, as it is
//! to whoever reads the text.

use crate::chars::{Class, HIGH, class, each, zeros};

/// A character that shows nothing: white space, controls, and such as have no width.
pub(super) fn is_blank(c: char) -> bool {
    class(c) == Class::Space
}

/// Visible characters: what is neither white space, control nor a byte inside a character.
pub(super) fn visible(piece: &str) -> u32 {
    piece
        .bytes()
        .map(|byte| u32::from(byte > b' ' && byte & 0xc0 != 0x80))
        .sum()
}

/// How many spaces, tabs and line feeds a text begins with.
#[inline]
pub(super) fn white_length(bytes: &[u8]) -> usize {
    let is_one = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\t');
    if bytes.first().filter(is_one).is_none() {
        return 0;
    }
    let (groups, rest) = bytes.as_chunks::<8>();
    for (at, group) in groups.iter().enumerate() {
        // Each byte of a group is looked for in each of the three.
        let word = u64::from_le_bytes(*group);
        let is = |byte: u8| zeros(word ^ each(byte));
        let others = (is(b' ') | is(b'\n') | is(b'\t')) ^ HIGH;
        if others != 0 {
            return 8 * at + others.trailing_zeros() as usize / 8;
        }
    }
    8 * groups.len() + rest.iter().take_while(is_one).count()
}

/// The length of the white space at the start of a text.
#[inline]
pub(super) fn space_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte <= b' ' {
            at += 1;
        } else if byte < 0x80 {
            break;
        } else {
            let wide = wide_space(&bytes[at..]);
            if wide == 0 {
                break;
            }
            at += wide;
        }
    }
    at
}

/// The length of the piece at the start of a text that holds no white space but single spaces before visible characters.
#[inline]
pub(super) fn piece_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = plain_length(bytes);
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            match bytes.get(at + 1) {
                Some(&next) if next > b' ' && next < 0x80 => at += 2,
                Some(&next) if next >= 0x80 && wide_space(&bytes[at + 1..]) == 0 => at += 2,
                _ => break,
            }
        } else if byte < b' ' || byte >= 0xc2 && wide_space(&bytes[at..]) > 0 {
            break;
        } else {
            at += 1;
        }
    }
    at
}

/// How many bytes, in groups of eight, of the piece at the start of a text are visible ASCII and single spaces before
/// such: most text is nothing else.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (groups, _) = bytes.as_chunks::<8>();
    // The lowest bit tells that the group before ended in a space.
    let (mut at, mut carried) = (0, 0);
    for group in groups {
        let word = u64::from_le_bytes(*group);
        // With its high bit lent to it no byte borrows from the next; where that is left, the byte is `!` or above.
        let visible = (word | HIGH) - each(b'!');
        let control = !((word | HIGH) - each(b' '));
        let space = !visible & HIGH;
        if (word | control) & HIGH != 0 || space & (space << 8 | carried << 7) != 0 {
            break;
        }
        carried = space >> 63;
        at += 8;
    }
    // A space at the end is looked at with what follows it.
    at - carried as usize
}

/// The length in bytes of the white space character beyond ASCII that `bytes` begin with; 0 if there is none.
#[inline]
fn wide_space(bytes: &[u8]) -> usize {
    match bytes {
        [0xc2, 0xa0 | 0x85, ..] => 2,
        [0xe1, 0x9a, 0x80, ..]
        | [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_bytes_are_counted_one_by_one() {
        let blank = " \n\t\n  \t \n   \n\t\n  ";
        for length in 0..blank.len() {
            assert_eq!(white_length(&blank.as_bytes()[..length]), length);
            for at in 0..length {
                for with in ["x", "<", "\r", "\0", "\u{b}", "\u{a0}", "\u{20ac}"] {
                    let mut text = String::from(&blank[..length]);
                    text.insert_str(at, with);
                    assert_eq!(white_length(text.as_bytes()), at, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn groups_of_plain_text_end_where_single_bytes_do() {
        let one_by_one = |text: &str| {
            let bytes = text.as_bytes();
            let is_visible = |at: usize| bytes.get(at).is_some_and(|byte| *byte > b' ');
            let is_plain = |at: usize| is_visible(at) || bytes[at] == b' ' && is_visible(at + 1);
            (0..bytes.len()).take_while(|at| is_plain(*at)).count()
        };
        for at in 0..20 {
            for with in [" ", "  ", "\n", "\u{7f}", "\t ", "x y z", "!", " \u{1}"] {
                let mut text = String::from("a bc-def! ghijklm no");
                text.insert_str(at, with);
                assert_eq!(piece_length(&text), one_by_one(&text), "{text:?}");
            }
        }
    }
}
