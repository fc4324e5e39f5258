//! Inputs: where they come from, and how their bytes become text.

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::UTF_8;

/// Damaged UTF-8 has at least so many valid characters of several bytes for each invalid sequence. Text of another
/// encoding hardly ever comes near: its bytes would have to be lead and trail bytes by chance.
const VALID_FOR_EACH_INVALID: usize = 10;

/// Where an input comes from.
pub(crate) enum Source {
    Standard,
    File(PathBuf),
}

/// An input's text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
}

/// What an input is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Html,
    Text,
}

/// How bytes were read as text.
pub(crate) struct Encoding {
    /// The name of the WHATWG Encoding Standard.
    pub(crate) name: &'static str,
    /// Whether there were invalid sequences, which are now replacement characters.
    pub(crate) damaged: bool,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Standard => f.write_str("standard input"),
            Source::File(path) => path.display().fmt(f),
        }
    }
}

impl Source {
    /// The `id` of the input's record: the name on the command line.
    pub(crate) fn id(&self) -> Cow<'_, str> {
        self.path()
            .map_or(Cow::Borrowed("-"), |path| path.to_string_lossy())
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Source::Standard => None,
            Source::File(path) => Some(path),
        }
    }

    /// The input as a stream of bytes.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read>> {
        match self {
            Source::Standard => Ok(Box::new(io::stdin().lock())),
            Source::File(path) => Ok(Box::new(File::open(path)?)),
        }
    }

    /// The whole input.
    pub(crate) fn read(&self) -> Result<Vec<u8>, String> {
        let bytes = match self {
            Source::File(path) => fs::read(path),
            Source::Standard => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        bytes.map_err(|error| error.to_string())
    }
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
