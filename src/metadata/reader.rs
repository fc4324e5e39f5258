//! Drives a [`Collector`] by html5ever's tokenizer alone, for those who want a page's metadata and not its text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{Collector, Metadata, Visible};

/// What the page says, by its markup alone.
pub(super) fn read(html: &str, visible: &Visible<'_>) -> Metadata {
    let sink = Sink {
        collector: RefCell::new(Collector::default()),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    // A piece at a time, for a tendril holds at most 4 GB.
    let mut rest = html;
    while !rest.is_empty() {
        let piece = match super::text::prefix(rest, 1 << 20) {
            "" => rest,
            piece => piece,
        };
        input.push_back(StrTendril::from_slice(piece));
        rest = rest.get(piece.len()..).unwrap_or("");
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.collector.into_inner().finish(visible)
}

struct Sink {
    collector: RefCell<Collector>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut collector = self.collector.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attributes = tag.attrs.iter();
                collector.start(
                    &tag.name,
                    attributes.map(|attribute| (&*attribute.name.local, &*attribute.value)),
                );
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        TokenSinkResult::RawData(Rawtext)
                    }
                    "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => collector.end(&tag.name),
            Token::CharacterTokens(text) if collector.wants_text() => collector.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
