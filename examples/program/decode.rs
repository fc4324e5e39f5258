//! How bytes become text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::UTF_8;

/// Damaged UTF-8 has at least so many valid characters of several bytes for each invalid sequence. Text of another
/// encoding hardly ever comes near: its bytes would have to be lead and trail bytes by chance.
const VALID_FOR_EACH_INVALID: usize = 10;

/// An input's text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
}

/// How bytes were read as text.
pub(crate) struct Encoding {
    /// The name of the WHATWG Encoding Standard.
    pub(crate) name: &'static str,
    /// Whether there were invalid sequences, which are now replacement characters.
    pub(crate) damaged: bool,
}

/// The text of `bytes`, `None` if it is not text.
///
/// A byte order mark decides; without one, bytes that are UTF-8 are taken for it, and other bytes for what they most
/// resemble.
pub(crate) fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => (encoding, Cow::Borrowed(&bytes[mark..])),
        // No encoding but UTF-16 has a NUL in text; a look here saves guessing the encoding of an archive.
        None if bytes.contains(&0) => return None,
        None => match String::from_utf8(bytes) {
            Ok(text) => {
                return Some(Decoded {
                    text,
                    encoding: Encoding {
                        name: UTF_8.name(),
                        damaged: false,
                    },
                });
            }
            Err(error) => {
                let bytes = error.into_bytes();
                (
                    if is_damaged_utf8(&bytes) {
                        UTF_8
                    } else {
                        guess(&bytes)
                    },
                    Cow::Owned(bytes),
                )
            }
        },
    };
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes);
    let encoding = Encoding {
        name: encoding.name(),
        damaged,
    };
    (!text.contains('\0')).then(|| Decoded {
        text: text.into_owned(),
        encoding,
    })
}

/// Whether invalid UTF-8 is UTF-8 all the same: cut off in the middle of a character, or with few wrong bytes in it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    let cut_off =
        invalid == 1 && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    valid >= VALID_FOR_EACH_INVALID * invalid || valid > 0 && cut_off
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
