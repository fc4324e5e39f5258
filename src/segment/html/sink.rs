//! The tokenizer's side: html5ever turns a reduced copy of the page into tokens, and the tokens drive the outline.
//!
//! The copy holds text and bare tags. A start tag whose attributes matter is written as closing itself, which means
//! nothing in HTML and costs the tokenizer nothing; its attributes wait in a queue, as they stand in the source. The
//! copy is made and read piece by piece, so that it never grows with the page.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt::Write as _;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::attributes::{Attributes, is_space};
use super::element::token_hash;
use super::outline::{Listener, Outline};
use super::prescan::{Piece, Prescan, Start};
use super::references;
use super::tag::{Tag, Traits};

/// The copy is read when it has so many bytes.
const COPY: usize = 16 << 10;

/// Reads a page.
pub(super) fn read<'a, L: Listener>(source: &'a str, outline: Outline<'a, L>) -> Outline<'a, L> {
    let sink = Sink(RefCell::new(State {
        outline,
        starts: VecDeque::new(),
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut copy = Copy::default();
    for piece in Prescan::new(source) {
        if let Some(start) = copy.add(piece) {
            tokenizer.sink.0.borrow_mut().starts.push_back(start);
        }
        if copy.text.len() >= COPY {
            copy.feed(&tokenizer, &queue);
        }
    }
    copy.feed(&tokenizer, &queue);
    tokenizer.end();
    let mut outline = tokenizer.sink.0.into_inner().outline;
    outline.finish();
    outline
}

/// The reduced copy under way.
#[derive(Default)]
struct Copy {
    text: String,
    /// The last piece was text.
    after_text: bool,
    /// Open elements whose white space counts.
    verbatim: usize,
}

impl Copy {
    fn feed(&mut self, tokenizer: &Tokenizer<Sink<'_, impl Listener>>, queue: &BufferQueue) {
        queue.push_back(StrTendril::from_slice(&self.text));
        self.text.clear();
        // The sink never answers with a script, so nothing is left in the queue.
        let _ = tokenizer.feed(queue);
    }

    /// Adds a piece; gives back a start tag whose attributes are to wait for it.
    fn add<'a>(&mut self, piece: Piece<'a>) -> Option<Start<'a>> {
        let was_text = std::mem::replace(&mut self.after_text, false);
        match piece {
            Piece::Text(text) => {
                if was_text {
                    self.part();
                }
                self.after_text = true;
                if self.verbatim > 0 {
                    self.text.push_str(text);
                } else {
                    self.collapse(text);
                }
            }
            Piece::Literal(text) => {
                for c in text.chars() {
                    match c {
                        '<' => self.text.push_str("&lt;"),
                        '&' => self.text.push_str("&amp;"),
                        c => self.text.push(c),
                    }
                }
            }
            Piece::Start(start) => {
                self.verbatim += usize::from(start.tag.traits().any(Traits::VERBATIM));
                self.text.push('<');
                self.name(start.tag, start.name);
                let waits = start.seen != 0 || start.content.is_some();
                self.text.push_str(if waits { "/>" } else { ">" });
                return waits.then_some(start);
            }
            Piece::End(tag, name) => {
                if tag.traits().any(Traits::VERBATIM) {
                    self.verbatim = self.verbatim.saturating_sub(1);
                }
                self.text.push_str("</");
                self.name(tag, name);
                self.text.push('>');
            }
        }
        None
    }

    /// Keeps a character reference apart from text behind a comment or another construct that is left out.
    fn part(&mut self) {
        // The longest name of a reference has 31 letters.
        let tail = &self.text.as_bytes()[self.text.len().saturating_sub(40)..];
        if memchr::memchr(b'&', tail).is_some() {
            self.text.push_str("<!>");
        }
    }

    /// A tag's name. Unknown names go as a hash: html5ever keeps a table of those it has not seen, behind a lock.
    fn name(&mut self, tag: Tag, name: &str) {
        if tag == Tag::Other {
            // Writing to a string does not fail.
            let _ = write!(self.text, "x{:06x}", token_hash(name) & 0x00ff_ffff);
        } else {
            self.text.push_str(tag.name());
        }
    }

    /// Text with one space for white space of any length.
    fn collapse(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            while at < bytes.len() && is_space(bytes[at]) {
                at += 1;
            }
            if at > start {
                self.text.push(' ');
            }
            let start = at;
            while at < bytes.len() {
                let next_is_space = || bytes.get(at + 1).is_none_or(|byte| is_space(*byte));
                if is_space(bytes[at]) && (bytes[at] != b' ' || next_is_space()) {
                    break;
                }
                at += 1;
            }
            self.text.push_str(text.get(start..at).unwrap_or_default());
        }
    }
}

struct Sink<'a, L>(RefCell<State<'a, L>>);

struct State<'a, L> {
    outline: Outline<'a, L>,
    /// Start tags that wait for their tokens.
    starts: VecDeque<Start<'a>>,
}

impl<L: Listener> TokenSink for Sink<'_, L> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let State { outline, starts } = &mut *self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => outline.text(&text),
            Token::TagToken(tag) => {
                let known = Tag::of_name(tag.name.as_bytes());
                let name = if known == Tag::Other {
                    token_hash(&tag.name)
                } else {
                    0
                };
                if tag.kind == TagKind::EndTag {
                    outline.end(known, name);
                } else if !tag.self_closing {
                    outline.start(known, name, Attributes::NONE, 0);
                } else if let Some(start) = starts.pop_front() {
                    let attributes = Attributes::Source(start.attributes);
                    match start.content {
                        Some(content) if start.tag == Tag::Title => {
                            let content = references::decode_text(content);
                            outline.content(start.tag, attributes, &content);
                        }
                        Some(content) => outline.content(start.tag, attributes, content),
                        None => outline.start(known, name, attributes, start.seen),
                    }
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
