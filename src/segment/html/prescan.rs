//! A byte scan over the source that finds tags and text, the first step of reading a page.
//!
//! It follows the states of the standard's tokenizer as far as they decide where a construct ends, and hands out what
//! a block may need: text, tags, the content of titles and of linked data. Scripts, styles, comments, declarations,
//! graphics and other content that is never shown are passed over. Every byte is looked at a bounded number of times:
//! a construct without an end ends with the page, and nothing behind it is searched again.

use super::attributes::{Source, seen};
use super::formula::Formula;
use super::raw;
use super::space::white_length;
use super::tag::{self, Tag};
use super::walk::Walk;

/// What the scan finds.
pub(super) enum Piece<'a> {
    /// Text, character references not decoded.
    Text(&'a str),
    /// Spaces, tabs and line feeds between two tags: half of all texts.
    White(&'a str),
    /// Text that is what it looks like: no tag and no character reference is in it.
    Literal(&'a str),
    Start(Start<'a>),
    End(Tag, &'a str),
}

/// A start tag.
#[derive(Clone, Copy)]
pub(super) struct Start<'a> {
    pub(super) tag: Tag,
    pub(super) name: &'a str,
    pub(super) attributes: Source<'a>,
    /// Which of the [`seen`] attributes there are.
    pub(super) seen: u16,
    /// The content of an element whose end was found with it: a title, linked data.
    pub(super) content: Option<&'a str>,
}

/// What becomes of `noscript` elements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Noscript {
    Dropped,
    Kept,
}

/// The scan over a page.
pub(super) struct Prescan<'a> {
    source: &'a str,
    at: usize,
    noscript: Noscript,
    formula: Formula,
    /// What comes next, of an element whose end was found with its start: its literal content.
    then: Option<Piece<'a>>,
    /// And its end tag.
    then_end: Option<Piece<'a>>,
}

impl<'a> Prescan<'a> {
    pub(super) fn new(source: &'a str, noscript: Noscript) -> Prescan<'a> {
        Prescan {
            source,
            at: 0,
            noscript,
            formula: Formula::default(),
            then: None,
            then_end: None,
        }
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.source.get(start..end).unwrap_or_default()
    }

    /// The construct at a `<`. `None` if nothing of it is handed out; the place is behind it then. A `<` that begins
    /// no construct is text.
    ///
    /// Never inlined: a piece is large, and by itself it is written once where it goes.
    #[inline(never)]
    fn markup(&mut self) -> Option<Piece<'a>> {
        let bytes = self.source.as_bytes();
        match bytes.get(self.at + 1) {
            Some(byte) if byte.is_ascii_alphabetic() => self.start(),
            Some(b'/') => match bytes.get(self.at + 2) {
                Some(byte) if byte.is_ascii_alphabetic() => self.end(),
                Some(_) => {
                    self.at = raw::declaration(bytes, self.at + 2);
                    None
                }
                None => Some(self.literal(2)),
            },
            Some(b'!') => {
                self.at = if bytes[self.at..].starts_with(b"<!--") {
                    raw::comment(bytes, self.at + 4)
                } else {
                    raw::declaration(bytes, self.at + 2)
                };
                None
            }
            Some(b'?') => {
                self.at = raw::declaration(bytes, self.at + 2);
                None
            }
            _ => Some(self.literal(1)),
        }
    }

    fn literal(&mut self, length: usize) -> Piece<'a> {
        let start = self.at;
        self.at += length;
        Piece::Literal(self.slice(start, self.at))
    }

    /// A tag's name, from `start` on, and its tag.
    fn name(&self, start: usize) -> (Tag, &'a str) {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let (tag, length) = tag::read(rest);
        (tag, self.slice(start, start + length))
    }

    fn end(&mut self) -> Option<Piece<'a>> {
        let (tag, name) = self.name(self.at + 2);
        let behind = self.at + 2 + name.len();
        self.formula.end(tag, name);
        // Hardly any end tag holds more than its name.
        if self.source.as_bytes().get(behind) == Some(&b'>') {
            self.at = behind + 1;
            return Some(Piece::End(tag, name));
        }
        let mut walk = Walk::new(self.source.get(behind..)?);
        walk.by_ref().for_each(drop);
        self.at = behind + walk.at;
        walk.closed.then_some(Piece::End(tag, name))
    }

    fn start(&mut self) -> Option<Piece<'a>> {
        let (tag, name) = self.name(self.at + 1);
        let first = self.at + 1 + name.len();
        let (attributes, bits, walk) = Source::read(self.source.get(first..)?);
        self.at = first + walk.at;
        if !walk.closed {
            return None;
        }
        let start = Start {
            tag,
            name,
            attributes,
            seen: bits,
            content: None,
        };
        let is_closed = self.source.as_bytes().get(self.at.wrapping_sub(2)) == Some(&b'/');
        self.formula.start(tag, name, is_closed);
        match tag {
            Tag::Svg => {
                if !is_closed {
                    self.at = raw::graphic(self.source, self.at);
                }
                None
            }
            _ if self.formula.holds() => Some(Piece::Start(start)),
            Tag::Script => self.script(start),
            Tag::Title => {
                let content = self.raw(name);
                Some(Piece::Start(Start {
                    content: Some(content),
                    ..start
                }))
            }
            Tag::Xmp => {
                self.then = Some(Piece::Literal(self.raw(name)));
                self.then_end = Some(Piece::End(tag, name));
                Some(Piece::Start(start))
            }
            Tag::Plaintext => {
                self.then = Some(Piece::Literal(self.slice(self.at, self.source.len())));
                self.at = self.source.len();
                Some(Piece::Start(start))
            }
            Tag::Noscript if self.noscript == Noscript::Kept => Some(Piece::Start(Start {
                seen: bits | seen::SHOWN,
                ..start
            })),
            Tag::Textarea
            | Tag::Style
            | Tag::Iframe
            | Tag::Noembed
            | Tag::Noframes
            | Tag::Noscript => {
                self.raw(name);
                None
            }
            _ => Some(Piece::Start(start)),
        }
    }

    /// The content of an element that only its own end tag ends; the place is behind that tag then.
    fn raw(&mut self, name: &str) -> &'a str {
        let (end, behind) = raw::element(self.source, self.at, name);
        let content = self.slice(self.at, end);
        self.at = behind;
        content
    }

    fn script(&mut self, start: Start<'a>) -> Option<Piece<'a>> {
        let (end, behind) = raw::script(self.source, self.at);
        let content = self.slice(self.at, end);
        self.at = behind;
        (start.seen & seen::LINKED_DATA != 0).then_some(Piece::Start(Start {
            content: Some(content),
            ..start
        }))
    }
}

impl<'a> Iterator for Prescan<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        // Asked first: taking moves all that a piece may be.
        if self.then.is_some() || self.then_end.is_some() {
            return self.then.take().or_else(|| self.then_end.take());
        }
        let bytes = self.source.as_bytes();
        loop {
            if self.at >= bytes.len() {
                return None;
            }
            if bytes[self.at] == b'<' {
                let piece = self.markup();
                if piece.is_some() {
                    return piece;
                }
                continue;
            }
            let start = self.at;
            let from = start + white_length(&bytes[start..]);
            if bytes.get(from) == Some(&b'<') {
                self.at = from;
                return Some(Piece::White(self.slice(start, from)));
            }
            let found = memchr::memchr(b'<', bytes.get(from..).unwrap_or_default());
            self.at = found.map_or(bytes.len(), |found| from + found);
            return Some(Piece::Text(self.slice(start, self.at)));
        }
    }
}
