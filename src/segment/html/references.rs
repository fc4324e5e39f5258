//! Character references, decoded by html5ever's tokenizer.
//!
//! The tokenizer knows their names and the standard's rules for those without a semicolon, for numbers that stand for
//! characters of windows-1252, and for such as stand for none. It is fed only what holds one: text without `&` goes by,
//! and so does text with none but a few frequent ones, written with their semicolons.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::chars::holds;

/// Keeps the text of what is fed, and the value of an attribute.
#[derive(Default)]
struct Caught(RefCell<String>);

impl TokenSink for Caught {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut caught = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => caught.push_str(&text),
            Token::TagToken(tag) => {
                if let Some(attribute) = tag.attrs.first() {
                    caught.push_str(&attribute.value);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A tokenizer in its first state, made when it is needed.
#[derive(Default)]
pub(super) struct References {
    tokenizer: Option<Tokenizer<Caught>>,
    queue: BufferQueue,
    text: String,
}

impl References {
    /// Decodes text without tags.
    pub(super) fn decode<'t>(&'t mut self, text: &'t str) -> &'t str {
        // Carriage returns become line feeds as well, and NUL goes.
        if memchr::memchr3(b'&', b'\r', 0, text.as_bytes()).is_none() {
            return text;
        }
        if !decode_frequent(text, &mut self.text) {
            self.feed(text);
        }
        &self.text
    }

    /// Decodes text in which a `<` is no tag.
    pub(super) fn decode_literal<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if memchr::memchr(b'&', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        if !decode_frequent(text, &mut self.text) {
            self.feed(&text.replace('<', "&lt;"));
        }
        Cow::Owned(std::mem::take(&mut self.text))
    }

    fn feed(&mut self, source: &str) {
        let tokenizer = self
            .tokenizer
            .get_or_insert_with(|| Tokenizer::new(Caught::default(), tokenizer_options()));
        self.queue.push_back(StrTendril::from_slice(source));
        // An empty comment ends a reference at the end of the text, and leaves the tokenizer in its first state.
        self.queue.push_back(StrTendril::from_slice("<!>"));
        // The answer only tells of scripts, and there are none.
        let _ = tokenizer.feed(&self.queue);
        self.text.clear();
        std::mem::swap(&mut self.text, &mut *tokenizer.sink.0.borrow_mut());
    }
}

/// A piece of text does not begin the page: a byte order mark there is a character.
fn tokenizer_options() -> TokenizerOpts {
    TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    }
}

/// An attribute's value with its character references decoded. The rules differ from those for text: `&copy=` in an
/// address is none.
#[inline]
pub(super) fn decode_value(value: &str) -> Cow<'_, str> {
    if holds(value.as_bytes(), b'&') {
        decode_references(value)
    } else {
        Cow::Borrowed(value)
    }
}

fn decode_references(value: &str) -> Cow<'_, str> {
    // A tokenizer's queue is an allocation, which addresses of `&amp;` need not.
    let mut text = String::new();
    if decode_frequent(value, &mut text) {
        return Cow::Owned(text);
    }
    let mut references = References::default();
    references.feed(&format!("<a b=\"{}\">", value.replace('"', "&quot;")));
    Cow::Owned(references.text)
}

/// Decodes text whose references are all frequent ones; `false` for other text.
fn decode_frequent(text: &str, decoded: &mut String) -> bool {
    decoded.clear();
    decoded.reserve(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'\r', 0, rest.as_bytes()) {
        let Some((before, from)) = rest.split_at_checked(at) else {
            return false;
        };
        decoded.push_str(before);
        let found = if from.starts_with('\r') {
            Some(('\n', if from.starts_with("\r\n") { 2 } else { 1 }))
        } else {
            frequent(from)
        };
        let Some((c, length)) = found else {
            return false;
        };
        decoded.push(c);
        rest = from.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    true
}

/// References that make up nearly all of those on usual pages.
const FREQUENT: &[(&str, char)] = &[
    ("amp", '&'),
    ("nbsp", '\u{a0}'),
    ("quot", '"'),
    ("#39", '\''),
    ("#039", '\''),
    ("#x27", '\''),
    ("#8217", '’'),
    ("lt", '<'),
    ("gt", '>'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("#8220", '“'),
    ("#8221", '”'),
    ("#8216", '‘'),
    ("#8211", '–'),
    ("#8212", '—'),
    ("#8230", '…'),
    ("#038", '&'),
    ("#38", '&'),
    ("#160", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("copy", '©'),
    ("middot", '·'),
    ("bull", '•'),
    ("apos", '\''),
];

/// The character that a frequent reference at the start of a text stands for, and its length.
fn frequent(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(8).position(|byte| byte == b';')?;
    let name = name.get(..end)?;
    let (_, c) = FREQUENT.iter().find(|(own, _)| *own == name)?;
    Some((*c, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_references_are_what_the_tokenizer_makes_of_them() {
        for (name, c) in FREQUENT {
            for text in [
                format!("&{name};"),
                format!("a&{name};b\r\n&{name};\r&amp;c"),
            ] {
                let mut decoded = String::new();
                assert!(decode_frequent(&text, &mut decoded), "{text}");
                assert!(decoded.contains(*c), "{text}");
                let mut references = References::default();
                references.feed(&text);
                assert_eq!(references.text, decoded, "{text}");
            }
        }
        for text in ["&amp", "&copy=1;", "&nosuch;", "a\0b", "&#128;", "&"] {
            assert!(!decode_frequent(text, &mut String::new()), "{text}");
        }
    }
}
