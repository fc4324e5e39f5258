//! Character references, decoded by html5ever's tokenizer.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Keeps the text and the first attribute of what is fed.
#[derive(Default)]
struct Catch(RefCell<String>);

impl TokenSink for Catch {
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

fn tokenize(source: &str) -> String {
    let tokenizer = Tokenizer::new(Catch::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(source));
    // The result only tells of scripts, which no source here holds.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

/// An attribute's value with its character references decoded.
pub(super) fn decode(value: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let quoted = value.replace('"', "&quot;");
    Cow::Owned(tokenize(&format!("<a b=\"{quoted}\">")))
}

/// A text with its character references decoded; what looks like a tag is text.
pub(super) fn decode_text(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(tokenize(&text.replace('<', "&lt;")))
}
