//! Character references, decoded by html5ever's tokenizer.
//!
//! The tokenizer knows their names and the standard's rules for those without a semicolon, for numbers that stand for
//! characters of windows-1252, and for such as stand for none. It is fed only what holds one: text without `&` goes by.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

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
        self.feed(text);
        &self.text
    }

    /// Decodes text in which a `<` is no tag.
    pub(super) fn decode_literal<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if memchr::memchr(b'&', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        self.feed(&text.replace('<', "&lt;"));
        Cow::Owned(std::mem::take(&mut self.text))
    }

    fn feed(&mut self, source: &str) {
        let tokenizer = self
            .tokenizer
            .get_or_insert_with(|| Tokenizer::new(Caught::default(), TokenizerOpts::default()));
        self.queue.push_back(StrTendril::from_slice(source));
        // An empty comment ends a reference at the end of the text, and leaves the tokenizer in its first state.
        self.queue.push_back(StrTendril::from_slice("<!>"));
        // The answer only tells of scripts, and there are none.
        let _ = tokenizer.feed(&self.queue);
        self.text.clear();
        std::mem::swap(&mut self.text, &mut *tokenizer.sink.0.borrow_mut());
    }
}

/// An attribute's value with its character references decoded. The rules differ from those for text: `&copy=` in an
/// address is none.
pub(super) fn decode_value(value: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut references = References::default();
    references.feed(&format!("<a b=\"{}\">", value.replace('"', "&quot;")));
    Cow::Owned(references.text)
}
