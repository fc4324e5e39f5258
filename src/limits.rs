//! Bounds on what one call takes in, keeps and gives out.

use std::fmt;

use crate::error::Error;

/// A bound that an input can cross.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the input: [`Limits::input_bytes`].
    InputBytes,
    /// Blocks of the page: [`Limits::blocks`].
    Blocks,
    /// Open elements: [`Limits::depth`].
    Depth,
    /// Bytes of a line that its words are read from: [`Limits::line_bytes`].
    LineBytes,
    /// Bytes of the body: [`Limits::output_bytes`].
    OutputBytes,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::InputBytes => "input bytes",
            Limit::Blocks => "blocks",
            Limit::Depth => "open elements",
            Limit::LineBytes => "bytes of a line",
            Limit::OutputBytes => "output bytes",
        })
    }
}

/// A limit that an input crossed: the result was made without what lies beyond.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Truncation {
    pub(crate) limit: Limit,
    pub(crate) most: usize,
    pub(crate) met: usize,
}

impl Truncation {
    /// Which limit.
    pub const fn limit(&self) -> Limit {
        self.limit
    }

    /// Its value.
    pub const fn most(&self) -> usize {
        self.most
    }

    /// The value that the input has. Blocks beyond the limit are not counted: of these it is the first value beyond.
    pub const fn met(&self) -> usize {
        self.met
    }
}

impl From<Truncation> for Error {
    fn from(cut: Truncation) -> Error {
        Error::Limit {
            limit: cut.limit,
            most: cut.most,
            met: cut.met,
        }
    }
}

/// Bounds on what one call takes in, keeps and gives out.
///
/// What happens to an input that crosses one is the caller's choice: [`Cleaner::clean`](crate::Cleaner::clean) and its
/// kin leave out what lies beyond and say so in [`Article::truncations`](crate::Article::truncations);
/// [`Cleaner::try_clean`](crate::Cleaner::try_clean) and its kin give [`Error::Limit`].
///
/// Time and memory are linear in the input without any of them. The defaults are far above what pages of the web need:
/// they bound what one call costs where anyone may send anything.
///
/// ```
/// use bodytext::{Cleaner, Error, Limit, Limits};
///
/// let cleaner = Cleaner::new().limits(Limits::new().input_bytes(12));
/// let article = cleaner.clean("First line.\nSecond line.");
/// assert_eq!(article.page().text(), "First line.\n");
/// assert_eq!(article.truncations()[0].limit(), Limit::InputBytes);
///
/// let error = cleaner.try_clean("First line.\nSecond line.").err();
/// assert_eq!(error, Some(Error::Limit { limit: Limit::InputBytes, most: 12, met: 24 }));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    pub(crate) input_bytes: usize,
    pub(crate) blocks: usize,
    pub(crate) depth: usize,
    pub(crate) line_bytes: usize,
    pub(crate) output_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits::new()
    }
}

/// Numbers of lines and elements are kept in 32 bits.
const MOST_BYTES: usize = u32::MAX as usize;
/// Depths of elements are kept in 16 bits.
const DEEPEST: usize = 1 << 15;

impl Limits {
    /// The default limits, which stand at each setter.
    pub const fn new() -> Limits {
        Limits {
            input_bytes: 64 << 20,
            blocks: 1_000_000,
            depth: 512,
            line_bytes: 256 << 10,
            output_bytes: 16 << 20,
        }
    }

    /// No limits but those of the numbers inside: inputs of 4 GiB, elements nested 32,768 deep.
    pub const fn none() -> Limits {
        Limits {
            input_bytes: MOST_BYTES,
            blocks: MOST_BYTES,
            depth: DEEPEST,
            line_bytes: MOST_BYTES,
            output_bytes: usize::MAX,
        }
    }

    /// Sets how many bytes of an input are read, 4 GiB at most. The default is 64 MiB.
    ///
    /// Beyond it an input is cut between two characters: [`Page::text`](crate::Page::text) is that of the part before.
    /// A page that was parsed before has no bytes, and is not cut here.
    #[must_use]
    pub const fn input_bytes(mut self, most: usize) -> Limits {
        self.input_bytes = if most < MOST_BYTES { most } else { MOST_BYTES };
        self
    }

    /// Sets how many blocks a page has at most. The default is 1,000,000.
    ///
    /// A page is cut behind the last, its text as well. Of a dump, lines are counted that are not blank, before broken
    /// sentences are joined. A block takes some 700 bytes of memory beside its text while a page is judged.
    #[must_use]
    pub const fn blocks(mut self, most: usize) -> Limits {
        self.blocks = if most < MOST_BYTES { most } else { MOST_BYTES };
        self
    }

    /// Sets how many open elements of HTML are told apart, 32,768 at most. The default is 512.
    ///
    /// Elements nested deeper are counted only: what stands in them is taken to stand in the innermost that is not, and
    /// nothing of the text is lost. Time grows with the product of this and the number of blocks where elements are
    /// nested so.
    #[must_use]
    pub const fn depth(mut self, most: usize) -> Limits {
        self.depth = if most < DEEPEST { most } else { DEEPEST };
        self
    }

    /// Sets how many bytes of a line its words are read from. The default is 256 KiB.
    ///
    /// A longer line is judged by its first part, and kept or dropped whole. A line of a dump that holds half of it or
    /// more is cut into pieces first, of which each counts as a line; a sentence that was broken over lines is one line.
    #[must_use]
    pub const fn line_bytes(mut self, most: usize) -> Limits {
        self.line_bytes = most;
        self
    }

    /// Sets how many bytes the body has at most, as [`Article::body`](crate::Article::body) writes it. The default is
    /// 16 MiB.
    ///
    /// The block that would cross it is not kept, nor is any behind. Markdown of that body has marks besides.
    #[must_use]
    pub const fn output_bytes(mut self, most: usize) -> Limits {
        self.output_bytes = most;
        self
    }

    /// The part of a text that is within the limit of bytes.
    pub(crate) fn cut<'t>(&self, text: &'t str, cuts: &mut Vec<Truncation>) -> &'t str {
        beginning(text, self.cut_bytes(text.as_bytes(), cuts).len())
    }

    /// The same of bytes: a character of UTF-8 is not cut if all before are UTF-8 too.
    pub(crate) fn cut_bytes<'b>(&self, bytes: &'b [u8], cuts: &mut Vec<Truncation>) -> &'b [u8] {
        let Some(part) = bytes
            .get(..self.input_bytes)
            .filter(|part| part.len() < bytes.len())
        else {
            return bytes;
        };
        cuts.push(Truncation {
            limit: Limit::InputBytes,
            most: self.input_bytes,
            met: bytes.len(),
        });
        match std::str::from_utf8(part) {
            Err(error) if error.error_len().is_none() => &part[..error.valid_up_to()],
            _ => part,
        }
    }
}

/// The beginning of a text, of `most` bytes at most.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
