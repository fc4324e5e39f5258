//! Reads a page from its source: the pieces of the scan drive the outline.

use super::attributes::Attributes;
use super::listener::Listener;
use super::named::token_hash;
use super::outline::Outline;
use super::prescan::{Noscript, Piece, Prescan};
use super::raw;
use super::references::References;
use super::tag::Tag;

/// Reads a page.
pub(super) fn read<'a, L: Listener>(
    source: &'a str,
    mut outline: Outline<'a, L>,
) -> Outline<'a, L> {
    // A byte order mark at the very beginning is no text.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let noscript = if speaks_without_script(source) {
        Noscript::Kept
    } else {
        Noscript::Dropped
    };
    outline.quirks = !has_document_type(source);
    drive(source, noscript, &mut outline);
    outline.finish();
    outline
}

/// Whether a page begins with `<!doctype html`.
///
/// Of the document types of other days some ask for the quirks too; they are not told apart, for no more hangs on it than
/// what surrounds a table.
fn has_document_type(source: &str) -> bool {
    let mut rest = source.trim_ascii_start();
    while rest.starts_with("<!--") {
        let behind = raw::comment(rest.as_bytes(), 4);
        rest = rest.get(behind..).unwrap_or_default().trim_ascii_start();
    }
    let starts = |text: &str, with: &str| {
        let start = text.as_bytes().get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    const MARK: &str = "<!doctype";
    if !starts(rest, MARK) {
        return false;
    }
    let name = rest
        .get(MARK.len()..)
        .unwrap_or_default()
        .trim_ascii_start();
    let ends = |b: &u8| b.is_ascii_whitespace() || *b == b'>';
    starts(name, "html") && name.as_bytes().get(4).is_none_or(ends)
}

/// Hands the pieces of a source to an outline.
pub(super) fn drive<'a, L: Listener>(
    source: &'a str,
    noscript: Noscript,
    outline: &mut Outline<'a, L>,
) {
    let mut references = References::default();
    for piece in Prescan::new(source, noscript) {
        if outline.writer.is_full() {
            break;
        }
        match piece {
            Piece::White(text) => outline.white(text),
            Piece::Text(text) => outline.characters(references.decode(text)),
            Piece::Literal(text) => outline.characters(text),
            Piece::End(tag, name) => outline.end(tag, hash_of(tag, name)),
            Piece::Start(start) => {
                let attributes = Attributes::Source(start.attributes);
                match start.content {
                    // A title holds character references, a script none.
                    Some(content) if start.tag == Tag::Title => {
                        outline.content(
                            start.tag,
                            attributes,
                            references.decode_literal(content).as_ref(),
                        );
                    }
                    Some(content) => outline.content(start.tag, attributes, content),
                    None => {
                        let name = hash_of(start.tag, start.name);
                        outline.start(start.tag, name, attributes, start.seen);
                    }
                }
            }
        }
    }
}

/// The hash of a name that [`Tag`] does not know; 0 for others.
pub(super) fn hash_of(tag: Tag, name: &str) -> u32 {
    if tag == Tag::Other {
        token_hash(name)
    } else {
        0
    }
}

/// `noscript` elements of which none has so many bytes of source say nothing of their own.
pub(super) const SPEAKS: usize = 1_000;

/// Whether a page says more in its `noscript` elements than outside of them.
///
/// On most pages they stand in for pictures and counters, or repeat what a script shows. But a forum that builds its
/// pages by script may have all of its posts there, and nothing elsewhere.
fn speaks_without_script(source: &str) -> bool {
    let bytes = source.as_bytes();
    let (mut at, mut any) = (0, false);
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"<noscript") {
        at += found;
        at += memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len() - at, |end| end + 1);
        let length = memchr::memmem::find(&bytes[at..], b"</noscript").unwrap_or(bytes.len() - at);
        any |= length >= SPEAKS;
        at += length;
    }
    if !any {
        return false;
    }
    let mut inside = false;
    let (mut said, mut elsewhere) = (0, 0);
    for piece in Prescan::new(source, Noscript::Kept) {
        match piece {
            Piece::Text(text) | Piece::Literal(text) => {
                *(if inside { &mut said } else { &mut elsewhere }) += text.trim().len();
            }
            Piece::Start(start) if start.tag == Tag::Noscript => inside = true,
            Piece::End(Tag::Noscript, _) => inside = false,
            _ => {}
        }
    }
    speaks(said, elsewhere)
}

/// Whether so many bytes of text in `noscript` elements outweigh those elsewhere.
pub(super) fn speaks(said: usize, elsewhere: usize) -> bool {
    said >= SPEAKS / 2 && said > elsewhere
}

/// The bytes of text in the source of a `noscript` element.
pub(super) fn text_length(source: &str) -> usize {
    Prescan::new(source, Noscript::Kept)
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Literal(text) => text.trim().len(),
            _ => 0,
        })
        .sum()
}
