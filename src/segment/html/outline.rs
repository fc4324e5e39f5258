//! The open elements of a page, and the table of those that hold blocks.
//!
//! Two readers drive it: the token sink and the walk over a tree. An element enters the table when a block begins in it
//! or in an element inside; its attributes are read then and not before. Elements are entered once, so the table is
//! linear in the page.

use super::Options;
use super::attributes::{Attributes, seen};
use super::element::{Element, describe};
use super::listener::Listener;
use super::named::Known;
use super::space::{piece_length, space_length};
use super::tag::{Tag, Traits};
use super::writer::{Gap, Setting, Writer};

/// Not yet in the table of elements.
const ABSENT: u32 = u32::MAX;

/// An element that is open.
#[derive(Clone, Copy)]
pub(super) struct Open<'a> {
    pub(super) tag: Tag,
    /// Its end tag stood inside a block that is still open: nothing stands in it any more.
    pub(super) ended: bool,
    /// The hash of the name of [`Tag::Other`].
    pub(super) name: u32,
    seen: u16,
    attributes: Attributes<'a>,
    entered: u32,
    /// The number of the link that was open around it.
    link_around: u32,
    /// The length of the text when it was opened.
    start: usize,
    /// A listener waits for its end.
    listened: bool,
}

/// The open elements, and what has been written so far.
pub(super) struct Outline<'a, L> {
    pub(super) writer: Writer,
    pub(super) elements: Vec<Element>,
    known: Known,
    pub(super) stack: Vec<Open<'a>>,
    pub(super) listener: L,
    /// The body has begun, by a tag of its own or by what only stands in it.
    pub(super) begun: bool,
    /// A page without a document type, in which tables may stand in paragraphs.
    pub(super) quirks: bool,
    /// Open elements beyond the deepest that the stack holds.
    pub(super) beyond: usize,
    /// The most elements that were open at once.
    pub(super) deepest: usize,
    pub(super) options: Options,
    /// How many elements of each tag the stack holds that have not ended.
    pub(super) counts: [u32; Tag::COUNT],
    /// The least height of the stack since the last text.
    low: usize,
    links: u32,
    setting: Setting,
    emphasis: u32,
    hidden: u32,
    verbatim: u32,
    dropped: u32,
}

impl<'a, L: Listener> Outline<'a, L> {
    pub(super) fn new(capacity: usize, options: Options, listener: L) -> Outline<'a, L> {
        let mut elements = Vec::with_capacity(capacity / 64);
        elements.push(Element::ROOT);
        Outline {
            writer: Writer::new(capacity, options),
            elements,
            known: Known::default(),
            stack: Vec::with_capacity(64),
            listener,
            begun: false,
            quirks: false,
            beyond: 0,
            deepest: 0,
            options,
            counts: [0; Tag::COUNT],
            low: 0,
            links: 0,
            setting: Setting::default(),
            emphasis: 0,
            hidden: 0,
            verbatim: 0,
            dropped: 0,
        }
    }

    /// Ends the line under way, or sets words apart, as an element's start or end does.
    #[inline]
    pub(super) fn gap(&mut self, tag: Tag) {
        let traits = tag.traits();
        if self.dropped == 0 && traits.any(Traits::LINE | Traits::PARAGRAPH) {
            let gap = if traits.any(Traits::PARAGRAPH) {
                Gap::Blank
            } else {
                Gap::Line
            };
            self.writer.end(gap, &self.elements);
        } else if self.dropped == 0 {
            match tag {
                Tag::Td | Tag::Th => self.writer.cell(&self.elements),
                Tag::Button | Tag::Label | Tag::Option => self.writer.space(),
                _ => {}
            }
        }
    }

    /// An element without content.
    pub(super) fn void(&mut self, tag: Tag, attributes: Attributes<'a>, bits: u16) {
        if self.dropped > 0 {
            return;
        }
        self.listener.start(tag, attributes, bits);
        if self.listener.hears() {
            self.listener.apart(tag);
        }
        match tag {
            Tag::Br => self.writer.line_break(&self.elements),
            Tag::Hr => self.gap(tag),
            Tag::Img | Tag::Image => self.writer.image(attributes),
            _ => {}
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, tag: Tag, name: u32, attributes: Attributes<'a>, bits: u16) {
        self.gap(tag);
        self.deepest = self.deepest.max(self.stack.len() + self.beyond + 1);
        if self.stack.len() >= self.options.depth {
            self.beyond += 1;
            return;
        }
        let traits = tag.traits();
        if self.listener.hears() {
            self.listener.apart(tag);
        }
        let listens = self.dropped == 0 && self.listener.start(tag, attributes, bits);
        self.stack.push(Open {
            tag,
            ended: false,
            name,
            seen: bits,
            attributes,
            entered: ABSENT,
            link_around: self.setting.link,
            start: self.writer.text.len(),
            listened: listens,
        });
        self.counts[tag as usize] += 1;
        if tag == Tag::A && bits & seen::HREF != 0 {
            self.links += 1;
            if self.dropped == 0 {
                self.writer.link();
            }
            self.setting.link = self.links;
        }
        self.emphasis += u32::from(traits.any(Traits::EMPHASIS));
        self.hidden += u32::from(bits & seen::HIDDEN != 0);
        self.verbatim += u32::from(traits.any(Traits::VERBATIM));
        self.dropped += u32::from(is_dropped(tag, bits));
        self.set();
    }

    #[inline]
    fn set(&mut self) {
        self.setting.emphasis = self.emphasis > 0;
        self.setting.hidden = self.hidden > 0;
    }

    /// Nothing stands any more in an open element.
    pub(super) fn leave(&mut self, at: usize) {
        let open = &mut self.stack[at];
        if open.ended {
            return;
        }
        open.ended = true;
        let open = *open;
        let traits = open.tag.traits();
        self.counts[open.tag as usize] -= 1;
        if open.tag == Tag::A {
            self.setting.link = open.link_around;
        }
        self.emphasis -= u32::from(traits.any(Traits::EMPHASIS));
        self.hidden -= u32::from(open.seen & seen::HIDDEN != 0);
        self.verbatim -= u32::from(traits.any(Traits::VERBATIM));
        self.dropped -= u32::from(is_dropped(open.tag, open.seen));
        self.set();
        self.writer.span(open.tag, open.attributes, open.start);
        if open.tag == Tag::Ol && !open.attributes.is_none() {
            self.writer.spans.add_list(open.entered, open.attributes);
        }
        if open.listened {
            self.listener.end(open.tag);
        }
        if self.listener.hears() {
            self.listener.apart(open.tag);
        }
    }

    /// Closes the innermost element that the stack holds.
    pub(super) fn close(&mut self) {
        let Some(last) = self.stack.len().checked_sub(1) else {
            return;
        };
        self.leave(last);
        let tag = self.stack[last].tag;
        self.stack.truncate(last);
        self.low = self.low.min(last);
        self.gap(tag);
    }

    /// Closes the innermost element, of this tag if the stack does not hold it.
    pub(super) fn close_or_rise(&mut self, tag: Tag) {
        if self.beyond > 0 {
            self.beyond -= 1;
            self.gap(tag);
        } else {
            self.close();
        }
    }

    /// Hands a title or linked data to the listener.
    pub(super) fn content(&mut self, tag: Tag, attributes: Attributes<'_>, content: &str) {
        if self.dropped == 0 {
            self.listener.content(tag, attributes, content);
        }
    }

    /// Writes text that is nothing but white space.
    pub(super) fn white(&mut self, text: &str) {
        if self.verbatim > 0 || self.listener.hears() {
            self.text(text);
        } else if self.dropped == 0 {
            self.writer.space();
        }
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) {
        if self.dropped > 0 {
            return;
        }
        if self.listener.hears() {
            self.listener.text(text);
        }
        if self.verbatim > 0 {
            return self.verbatim_text(text);
        }
        let mut rest = text;
        loop {
            let space = space_length(rest);
            if space > 0 {
                self.writer.space();
                rest = &rest[space..];
            }
            if rest.is_empty() {
                return;
            }
            // A lone control character such as DEL is no white space and still a piece.
            let length = piece_length(rest);
            self.piece(&rest[..length]);
            rest = &rest[length..];
        }
    }

    fn verbatim_text(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
            let line = &rest[..end.unwrap_or(rest.len())];
            if space_length(line) == line.len() {
                self.writer.blank(line);
            } else {
                self.piece(line);
            }
            let Some(end) = end else { return };
            self.writer.verbatim_end(&self.elements);
            let length = if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
            rest = &rest[end + length..];
        }
    }

    fn piece(&mut self, piece: &str) {
        if self.writer.is_open() {
            let mut leaf = self.writer.leaf;
            while usize::from(self.elements[leaf as usize].depth) > self.low {
                leaf = self.elements[leaf as usize].parent;
            }
            self.writer.leaf = leaf;
        } else {
            let leaf = self.enter();
            self.writer.begin(leaf);
        }
        self.low = self.stack.len();
        self.writer.push(piece, self.setting);
    }

    /// Puts the open elements into the table that are not yet in it. Returns the innermost.
    fn enter(&mut self) -> u32 {
        let entered = self
            .stack
            .iter()
            .rposition(|open| !open.ended && open.entered != ABSENT);
        let mut parent = entered.map_or(0, |at| self.stack[at].entered);
        for at in entered.map_or(0, |at| at + 1)..self.stack.len() {
            let open = &mut self.stack[at];
            if open.ended {
                continue;
            }
            // A parser puts this element into every table; whether a page's author did tells nothing.
            if open.tag == Tag::Tbody {
                open.entered = parent;
                continue;
            }
            let around = self.elements[parent as usize];
            let heading = open.tag.heading();
            let mut element = Element {
                parent,
                depth: at as u16 + 1,
                tag: open.tag,
                block: if open.tag.is_block() {
                    open.tag
                } else {
                    around.block
                },
                heading: if heading > 0 { heading } else { around.heading },
                hidden: around.hidden || open.seen & seen::HIDDEN != 0,
                ..around
            };
            describe(
                &mut element,
                open.attributes,
                open.seen,
                open.name,
                &mut self.known,
            );
            open.entered = self.elements.len() as u32;
            parent = open.entered;
            self.elements.push(element);
        }
        parent
    }

    /// Ends what is open.
    pub(super) fn finish(&mut self) {
        self.writer.end(Gap::Line, &self.elements);
        while !self.stack.is_empty() {
            self.close();
        }
    }
}

/// Whether nothing of the element's content is written.
pub(super) fn is_dropped(tag: Tag, bits: u16) -> bool {
    let may_be_shown = matches!(tag, Tag::Template | Tag::Noscript);
    tag.traits().any(Traits::DROPPED) && !(may_be_shown && bits & seen::SHOWN != 0)
}
