//! White space in the text of a page.
//!
//! Browsers join only the white space of ASCII; here a no-break space or an ideographic one is a space as well, as it is
//! to whoever reads the text.

use crate::chars::{Class, class};

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
    let mut at = 0;
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
