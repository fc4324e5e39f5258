//! Whether an input is HTML or plain text, by what it holds.
//!
//! Plain-text dumps hold a tag now and then that a flattener left behind; read as HTML, such a dump would lose its
//! lines. So a lone tag does not make a page.

use encoding_rs::Encoding;

use super::arguments::Form;

/// How much of an input is looked at.
const WINDOW: usize = 64 << 10;
/// An input that does not begin as a page does is HTML if it has so many tags, and one for so many bytes.
const TAGS: usize = 4;
const BYTES_FOR_EACH_TAG: usize = 200;

/// What only the source of a page begins with.
const PAGE: [&str; 13] = [
    "html", "head", "body", "title", "meta", "link", "base", "style", "script", "noscript",
    "template", "iframe", "frameset",
];

/// What a piece of a page may begin with.
const BLOCKS: [&str; 30] = [
    "div",
    "p",
    "article",
    "section",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "table",
    "tbody",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "form",
    "center",
];

/// Other elements that tell of HTML. Those that only format words are left out: dumps hold them too.
const INLINE: [&str; 5] = ["a", "img", "span", "br", "button"];

/// What the bytes of an input look like.
pub(crate) fn form(bytes: &[u8]) -> Form {
    if is_html(bytes) {
        Form::Html
    } else {
        Form::Text
    }
}

/// Whether the bytes of an input are the source of a page.
fn is_html(bytes: &[u8]) -> bool {
    let window = &bytes[..bytes.len().min(WINDOW)];
    match Encoding::for_bom(window) {
        Some((encoding, mark)) => {
            is_source(&encoding.decode_without_bom_handling(&window[mark..]).0)
        }
        None => is_source(&String::from_utf8_lossy(window)),
    }
}

fn is_source(text: &str) -> bool {
    let (text, is_markup) = behind_prolog(text);
    let first = text.strip_prefix('<').map(name_of).unwrap_or_default();
    let is_page = starts_with(text, "<!doctype") || PAGE.contains(&first.as_str());
    let is_piece =
        (is_markup || BLOCKS.contains(&first.as_str())) && tags(text).any(|is_end| is_end);
    let count = tags(text).count();
    is_page || is_piece || count >= TAGS && count * BYTES_FOR_EACH_TAG >= text.len()
}

/// The text behind white space, comments and XML's first line, and whether there were any but white space.
fn behind_prolog(text: &str) -> (&str, bool) {
    let (mut rest, mut any) = (text.trim_start(), false);
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if starts_with(rest, "<?xml") {
            "?>"
        } else {
            return (rest, any);
        };
        let Some((_, behind)) = rest.split_once(end) else {
            return (rest, any);
        };
        (rest, any) = (behind.trim_start(), true);
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// The name of a tag of which `rest` stands behind `<`, in lower case; empty if it is no tag.
fn name_of(rest: &str) -> String {
    let end = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    let (name, behind) = rest.split_at(end.unwrap_or(rest.len()));
    if behind.starts_with([' ', '\t', '\r', '\n', '/', '>']) && name.len() <= 10 {
        name.to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The tags of a text that tell of HTML; of each, whether it is an end tag.
fn tags(text: &str) -> impl Iterator<Item = bool> {
    text.split('<').skip(1).filter_map(|rest| {
        let is_end = rest.starts_with('/');
        let name = name_of(rest.strip_prefix('/').unwrap_or(rest));
        let all = [&PAGE[..], &BLOCKS, &INLINE];
        all.iter()
            .any(|names| names.contains(&name.as_str()))
            .then_some(is_end)
    })
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn pages_and_pieces_of_pages_are_html() {
        let utf16: Vec<u8> = "\u{feff}<!DOCTYPE html><p>x"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let pages: [&[u8]; 9] = [
            b"<!DOCTYPE html>",
            b"\xef\xbb\xbf\n <!-- saved --> <HTML lang=en>",
            b"<?xml version='1.0'?>\n<html xmlns='x'>",
            b"<meta charset=latin1><p>caf\xe9",
            b"<div class=x>a</div>",
            b"<p>One paragraph.</p>",
            b"Words first, <a href='/a'>a link</a>, <a href='/b'>another</a>.",
            b"<title>x",
            &utf16,
        ];
        for page in pages {
            assert!(is_html(page), "{}", String::from_utf8_lossy(page));
        }
    }

    #[test]
    fn dumps_with_a_tag_left_in_them_are_text() {
        let dumps: [&[u8]; 9] = [
            b"",
            b"A line.\nAnother.",
            b"A line<br>\nof a dump that a flattener left a tag in.</p>",
            b"<br>The first line.\nAnother line of the dump, which is longer.",
            b"<b>Breaking:</b> <i>the harbour</i> <b>froze</b> over.\nAnother line.",
            b"1 < 2 and 3 > 2, <- and -> are arrows, <3.",
            b"<AnnExample> hi\n<BobExample> hello\n<AnnExample> bye\n<BobExample> bye\n",
            b"Use <paragraph> for a paragraph.",
            b"<p>a stray start",
        ];
        for dump in dumps {
            assert!(!is_html(dump), "{}", String::from_utf8_lossy(dump));
        }
    }
}
