//! Writes blocks one behind the other into the flattened text.
//!
//! A block is a line. Lines that belong together, as items of a list do, stand one under the other; a paragraph, a
//! heading, a list as a whole have a blank line before and behind. White space of any kind and length is one space,
//! none stands at the ends of a line. In verbatim elements a line is as it stands in the source.

use crate::page::{Block, Edges};

use super::Options;
use super::attributes::Attributes;
use super::element::Element;
use super::space::{is_blank, visible};
use super::spans::{SpanKind, Spans};
use super::tag::Tag;

/// What the markup tells of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Markup {
    /// The innermost element that holds all of the block: an index of [`Flat::elements`](super::Flat::elements).
    pub(crate) element: u32,
    /// The innermost element around all of it that begins and ends lines.
    pub(crate) tag: Tag,
    /// The level of the heading that the block stands in; 0 for none.
    pub(crate) heading: u8,
    /// Nothing of the block is shown.
    pub(crate) hidden: bool,
    /// All of the block stands in one link.
    pub(crate) one_link: bool,
    /// The structures that all of the block stands in: [`marks`](super::marks).
    pub(crate) marks: u64,
    /// The microdata properties: [`props`](super::props).
    pub(crate) props: u32,
    /// Visible characters.
    pub(crate) chars: u32,
    /// Those in links.
    pub(crate) link_chars: u32,
    /// Links with text.
    pub(crate) links: u32,
    /// Characters in emphasis.
    pub(crate) emphasis: u32,
}

/// What a piece of text stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Setting {
    /// The number of the link, counted over the page; 0 for none.
    pub(super) link: u32,
    pub(super) emphasis: bool,
    pub(super) hidden: bool,
}

/// How far a line ends what was before: a new line, or a blank line as well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(super) enum Gap {
    #[default]
    None,
    Line,
    Blank,
}

/// The line under way.
#[derive(Clone, Copy, Default)]
struct Line {
    start: usize,
    number: u32,
    gap: Gap,
    /// What the text was before the gap.
    before: usize,
    chars: u32,
    link_chars: u32,
    emphasis: u32,
    hidden: u32,
    links: u32,
    last_link: u32,
    ends_in_link: bool,
}

/// A row whose line has more visible characters than this at a cell's edge goes on in a new line.
const LONG_CELL: u32 = 200;

#[derive(Default)]
pub(super) struct Writer {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) markups: Vec<Markup>,
    line: Line,
    open: bool,
    /// A space is due before more text of the line.
    space: bool,
    /// The gap due before the next line.
    gap: Gap,
    /// The last line ended with a line break element.
    broken: bool,
    lines: u32,
    /// The innermost element around all of the line under way.
    pub(super) leaf: u32,
    /// White space at the start of a verbatim line, as long as nothing follows.
    indent: String,
    /// Inline markup and the parts of tables.
    pub(super) spans: Spans,
    /// So many blocks at most, and how many were left out.
    most: usize,
    left_out: u32,
}

impl Writer {
    pub(super) fn new(capacity: usize, options: Options) -> Writer {
        Writer {
            text: String::with_capacity(capacity),
            blocks: Vec::with_capacity(capacity / 64),
            markups: Vec::with_capacity(capacity / 64),
            spans: Spans::new(options),
            most: options.blocks,
            ..Writer::default()
        }
    }

    /// Whether there were more blocks than may be: nothing more is written.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.left_out > 0
    }

    /// Whether a line is under way.
    #[inline]
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Begins a line in an element.
    pub(super) fn begin(&mut self, leaf: u32) {
        let before = self.text.len();
        let gap = if before == 0 {
            Gap::None
        } else {
            self.gap.max(Gap::Line)
        };
        for _ in 0..gap as u8 {
            self.text.push('\n');
        }
        self.line = Line {
            start: self.text.len(),
            number: self.lines + gap as u32,
            gap,
            before,
            ..Line::default()
        };
        self.text.push_str(&self.indent);
        self.indent.clear();
        (self.open, self.space, self.broken, self.leaf) = (true, false, false, leaf);
    }

    /// White space between words.
    #[inline]
    pub(super) fn space(&mut self) {
        self.space = self.open;
    }

    /// The edge of a table's cell. The cells of a row share a line, but a long line ends here: tables that lay out a
    /// page hold whole columns in a cell.
    pub(super) fn cell(&mut self, elements: &[Element]) {
        if self.open && self.line.chars > LONG_CELL {
            self.end(Gap::Line, elements);
        } else {
            self.space();
        }
    }

    /// The start of a link: one that follows another without a space between is set apart from it.
    pub(super) fn link(&mut self) {
        self.space |= self.open && self.line.ends_in_link;
    }

    /// White space of a verbatim line.
    pub(super) fn blank(&mut self, blank: &str) {
        if self.open {
            self.text.push_str(blank);
        } else {
            self.indent.push_str(blank);
        }
    }

    /// Writes a piece of the line under way that holds no white space but single spaces between words.
    #[inline]
    pub(super) fn push(&mut self, piece: &str, setting: Setting) {
        if self.space {
            self.text.push(' ');
            self.space = false;
        }
        self.text.push_str(piece);
        let chars = visible(piece);
        let line = &mut self.line;
        line.chars += chars;
        line.ends_in_link = setting.link != 0;
        if line.ends_in_link {
            line.link_chars += chars;
            line.links += u32::from(line.last_link != setting.link);
            line.last_link = setting.link;
        }
        line.emphasis += if setting.emphasis { chars } else { 0 };
        line.hidden += if setting.hidden { chars } else { 0 };
    }

    /// A line break element: it ends the line, and a second one in a row ends the paragraph.
    pub(super) fn line_break(&mut self, elements: &[Element]) {
        self.indent.clear();
        if self.open {
            self.end(Gap::Line, elements);
            self.broken = true;
        } else if self.broken {
            self.gap = Gap::Blank;
        }
    }

    /// The end of a verbatim line: with nothing on it, it is a blank line.
    pub(super) fn verbatim_end(&mut self, elements: &[Element]) {
        self.indent.clear();
        let gap = if self.open { Gap::Line } else { Gap::Blank };
        self.end(gap, elements);
    }

    /// Ends the line under way, if there is one, and sets the least gap before the next.
    #[inline]
    pub(super) fn end(&mut self, gap: Gap, elements: &[Element]) {
        if self.open {
            self.finish(elements);
        }
        self.gap = self.gap.max(gap);
    }

    /// Notes an element's markup from `start` on.
    #[inline]
    pub(super) fn span(&mut self, tag: Tag, attributes: Attributes<'_>, start: usize) {
        let start = start.min(self.text.len());
        let text = self.text.get(start..).unwrap_or_default();
        self.spans.add(tag, attributes, start, text);
    }

    /// Notes a picture.
    pub(super) fn image(&mut self, attributes: Attributes<'_>) {
        let kind = if self.open {
            SpanKind::Image
        } else {
            SpanKind::Picture
        };
        self.spans.add_kind(kind, attributes, self.text.len(), "");
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.spans.truncate(length);
    }

    fn finish(&mut self, elements: &[Element]) {
        (self.open, self.space) = (false, false);
        let line = self.line;
        let written = self.text.get(line.start..).unwrap_or_default();
        let kept = written.trim_end_matches(is_blank);
        let end = line.start + kept.len();
        let start = end - kept.trim_start_matches(is_blank).len();
        if start == end || self.blocks.len() >= self.most {
            self.left_out += u32::from(start < end);
            self.truncate(line.before);
            return;
        }
        self.truncate(end);
        self.lines = line.number;
        self.gap = Gap::Line;
        self.blocks.push(Block {
            start,
            end,
            line: line.number + 1,
            lines: 1,
            blank_before: u32::from(line.gap == Gap::Blank),
            stamp: 0,
            edges: Edges::default(),
        });
        let element = elements[self.leaf as usize];
        self.markups.push(Markup {
            element: self.leaf,
            tag: element.block,
            heading: element.heading,
            hidden: line.hidden == line.chars,
            one_link: line.links == 1 && line.link_chars == line.chars,
            marks: element.marks,
            props: element.props,
            chars: line.chars,
            link_chars: line.link_chars,
            links: line.links,
            emphasis: line.emphasis,
        });
    }
}
