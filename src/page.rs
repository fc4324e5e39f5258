//! A page before any judgement: its text, and the blocks as byte ranges of it.

use std::ops::Range;

/// A page's text and its blocks in document order.
///
/// The blocks' ranges are ascending, disjoint, lie on character boundaries and together cover every character of the
/// text that is not blank. Nothing is copied: for a plain-text dump the text is the caller's own.
#[derive(Clone, Debug)]
pub struct Page<'t> {
    text: &'t str,
    blocks: Vec<Block>,
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
    pub(crate) fn new(text: &'t str, blocks: Vec<Block>) -> Page<'t> {
        Page { text, blocks }
    }

    /// The page's text. For a plain-text dump, the input itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The blocks, in document order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text of a range of the page, or the empty string if it is not one.
    pub fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text of a block as it stands on the page, without a date that a scraper put before the first line. A block of several lines holds their line breaks; see
    /// [`Article::lines`](crate::Article::lines) for its pieces.
    pub fn text_of(&self, block: &Block) -> &'t str {
        self.slice(block.content())
    }
}
