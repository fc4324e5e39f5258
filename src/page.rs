//! A page before any judgement: its text, and the blocks as byte ranges of it.

use std::borrow::Cow;
use std::ops::Range;

use crate::limits::Truncation;
#[cfg(feature = "html")]
use crate::segment::html::Flat;

/// A page's text and its blocks in document order.
///
/// The blocks' ranges are ascending, disjoint, lie on character boundaries and together cover every character of the
/// text that is not blank. For a plain-text dump the text is the caller's own; for HTML it is the page's text, flattened
/// once.
#[derive(Clone, Debug)]
pub struct Page<'t> {
    text: Cow<'t, str>,
    blocks: Vec<Block>,
    #[cfg(feature = "html")]
    markup: Option<Box<Flat>>,
    encoding: Option<&'static str>,
    /// The limits that the input crossed.
    cuts: Vec<Truncation>,
}

/// A piece of a page that is judged as one: for a dump a line, or several lines that are one broken sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
    pub(crate) lines: u32,
    pub(crate) blank_before: u32,
    /// Bytes at the block's start that a scraper put there: a date before the page's first line, and the gap behind it.
    pub(crate) stamp: usize,
    /// How a dump's line begins and ends, as joining lines asks.
    pub(crate) edges: Edges,
}

/// How a line begins, as far as joining lines asks.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Begins {
    /// With a lower-case letter.
    Lower,
    /// With a mark that never begins a sentence: a comma, a stop, a closing bracket.
    Closing,
    #[default]
    Otherwise,
}

/// How a line ends, quotes and brackets left aside.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) enum Ends {
    /// With a mark that ends a sentence or announces a list.
    Ended,
    /// With a comma, an opening bracket or a dash: something must follow.
    Open,
    #[default]
    Otherwise,
}

/// How a line begins and ends.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Edges {
    pub(crate) begins: Begins,
    pub(crate) ends: Ends,
}

impl Block {
    /// The block's byte range in the page's text, without blank characters at either end.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The range without a scraper's stamp.
    pub(crate) fn content(&self) -> Range<usize> {
        self.start + self.stamp..self.end
    }

    /// The number of the line on which the block begins, from 1.
    pub fn line(&self) -> usize {
        self.line as usize
    }

    /// How many lines the block spans, blank ones between its pieces included; 1 for most blocks.
    pub fn line_count(&self) -> usize {
        self.lines as usize
    }
}

impl<'t> Page<'t> {
    pub(crate) fn new(text: &'t str, blocks: Vec<Block>, cuts: Vec<Truncation>) -> Page<'t> {
        Page {
            text: Cow::Borrowed(text),
            blocks,
            #[cfg(feature = "html")]
            markup: None,
            encoding: None,
            cuts,
        }
    }

    /// The page that was read from HTML.
    #[cfg(feature = "html")]
    pub(crate) fn of_html(mut flat: Flat, mut cuts: Vec<Truncation>) -> Page<'static> {
        cuts.append(&mut flat.cuts);
        Page {
            text: Cow::Owned(std::mem::take(&mut flat.text)),
            blocks: std::mem::take(&mut flat.blocks),
            markup: Some(Box::new(flat)),
            encoding: None,
            cuts,
        }
    }

    /// The page, its encoding known.
    #[cfg(feature = "html")]
    pub(crate) fn read_as(self, encoding: Option<&'static str>) -> Page<'t> {
        Page { encoding, ..self }
    }

    /// What the markup tells, where the page was HTML; its text and blocks are those of the page.
    #[cfg(feature = "html")]
    pub(crate) fn markup(&self) -> Option<&Flat> {
        self.markup.as_deref()
    }

    /// The limits that the input crossed.
    pub(crate) fn cuts(&self) -> &[Truncation] {
        &self.cuts
    }

    /// Notes that a limit was crossed.
    pub(crate) fn push_cut(&mut self, cut: Truncation) {
        self.cuts.push(cut);
    }

    /// Whether the page was read from HTML.
    pub fn is_html(&self) -> bool {
        #[cfg(feature = "html")]
        return self.markup.is_some();
        #[cfg(not(feature = "html"))]
        false
    }

    /// The encoding that the page's bytes were read in, by its name in the WHATWG Encoding Standard such as `UTF-8` or
    /// `Shift_JIS`; `None` for a page that was text already.
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// The page's text. For a plain-text dump, the input itself; for HTML, its text with a block a line and a blank line
    /// between paragraphs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks, in document order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text of a range of the page, or the empty string if it is not one.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text of a block as it stands on the page, without a date that a scraper put before the first line. A block
    /// of several lines holds their line breaks; see [`Article::lines`](crate::Article::lines) for its pieces.
    pub fn text_of(&self, block: &Block) -> &str {
        self.slice(block.content())
    }
}
