//! The encoding of a page's bytes, found as browsers find it.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

use super::raw;
use super::walk::{Walk, is_space};

/// The part of a page in which its encoding is looked for. Browsers read 1,024 bytes; pages are written for browsers
/// that read on.
const HEAD: usize = 8 << 10;

/// The part by which an encoding is guessed that nothing tells.
const GUESSED: usize = 64 << 10;

/// The text of a page's bytes, and the name of its encoding.
///
/// What tells comes in this order: a byte order mark; `declared`, the `charset` of the HTTP header; a `meta` element
/// near the page's start; bytes that are UTF-8; statistics. A declaration of UTF-8 that the bytes belie, further than a
/// few broken characters, is passed over: windows-1252 pages with such a label are common.
pub(crate) fn decode<'b>(bytes: &'b [u8], declared: Option<&str>) -> (Cow<'b, str>, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return text(encoding, &bytes[mark..]);
    }
    let told = declared
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| declaration(&bytes[..bytes.len().min(HEAD)]));
    if std::str::from_utf8(bytes).is_ok() && told.is_none_or(Encoding::is_ascii_compatible) {
        return text(UTF_8, bytes);
    }
    match told {
        Some(encoding) if encoding != UTF_8 || is_nearly_utf8(bytes) => text(encoding, bytes),
        _ => text(guess(bytes), bytes),
    }
}

fn text<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> (Cow<'b, str>, &'static str) {
    (
        encoding.decode_without_bom_handling(bytes).0,
        encoding.name(),
    )
}

/// Whether all but a few of the characters beyond ASCII are UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 20 <= whole
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(GUESSED)], bytes.len() <= GUESSED);
    detector.guess(None, Utf8Detection::Deny)
}

/// The encoding that a `meta` element states, by the standard's algorithm to prescan a byte stream.
fn declaration(head: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &head[at.min(head.len())..]) {
        at += found;
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at = raw::comment(head, at + 4);
        } else if rest.len() > 5
            && rest[1..5].eq_ignore_ascii_case(b"meta")
            && (is_space(rest[5]) || rest[5] == b'/')
        {
            if let Some(encoding) = of_meta(&rest[5..]) {
                return Some(encoding);
            }
            at += 5;
        } else {
            at += 1;
        }
    }
    None
}

/// The encoding that the attributes of a `meta` element state.
fn of_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    // Names and values that matter are ASCII; a character in place of each other byte keeps the places.
    let source: String = bytes
        .iter()
        .take(1_024)
        .map(|byte| {
            if byte.is_ascii() {
                char::from(*byte)
            } else {
                '?'
            }
        })
        .collect();
    let (mut stated, mut is_pragma, mut is_content) = (None, None, false);
    for (name, value) in Walk::new(&source) {
        if name.eq_ignore_ascii_case("http-equiv") {
            is_pragma = Some(value.eq_ignore_ascii_case("content-type"));
        } else if name.eq_ignore_ascii_case("charset") {
            stated = Encoding::for_label(value.trim().as_bytes());
            is_content = false;
        } else if name.eq_ignore_ascii_case("content") && stated.is_none() {
            stated = of_content(value);
            is_content = stated.is_some();
        }
    }
    if is_content && is_pragma != Some(true) {
        return None;
    }
    // A page whose `meta` can be read is written in bytes of ASCII.
    stated.map(|encoding| match encoding {
        encoding if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    })
}

/// The encoding in a value such as `text/html; charset=windows-1251`.
fn of_content(content: &str) -> Option<&'static Encoding> {
    let lower = content.to_ascii_lowercase();
    let mut rest = lower.as_str();
    loop {
        rest = &rest[rest.find("charset")? + "charset".len()..];
        if let Some(value) = rest.trim_start().strip_prefix('=') {
            let value = value.trim_start();
            let label = match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split(quote).next()?,
                _ => value.split([' ', ';', '\t', '\n', '\r', '\x0c']).next()?,
            };
            return Encoding::for_label(label.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes, the encoding declared with them, the encoding found, a piece of the text.
    type Case<'c> = (&'c [u8], Option<&'c str>, &'c str, &'c str);

    #[test]
    fn encodings_are_found() {
        let utf16: Vec<u8> = "\u{feff}<p>é"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let cases: [Case<'_>; 16] = [
            (b"<p>plain", None, "UTF-8", "<p>plain"),
            ("<p>é".as_bytes(), None, "UTF-8", "é"),
            (b"\xef\xbb\xbf<p>\xc3\xa9", Some("latin1"), "UTF-8", "<p>é"),
            (&utf16, Some("utf-8"), "UTF-16LE", "<p>é"),
            // Bytes that are UTF-8 say so more surely than a label.
            ("<p>é".as_bytes(), Some("iso-8859-1"), "UTF-8", "é"),
            (b"<p>caf\xe9", Some("iso-8859-1"), "windows-1252", "café"),
            (b"<meta charset='windows-1251'><p>\xcf\xf0\xe8\xe2\xe5\xf2", None, "windows-1251", "Привет"),
            (
                b"<META http-equiv=Content-Type content='text/html; charset=\"shift_jis\"'><p>\x8d\x60",
                None,
                "Shift_JIS",
                "港",
            ),
            // Without the pragma, content is no declaration.
            (b"<meta name=a content='charset=koi8-r'><p>caf\xe9", None, "windows-1252", "café"),
            (b"<!-- <meta charset=koi8-r> --><p>caf\xe9", None, "windows-1252", "café"),
            (b"<meta charset=koi8-r><p>\xe9", Some("windows-1251"), "windows-1251", "й"),
            (b"<meta charset=utf-16><p>a", None, "UTF-8", "<p>a"),
            // A label of UTF-8 that the bytes belie.
            (b"<meta charset=utf-8><p>caf\xe9 na\xefve", None, "windows-1252", "café naïve"),
            (b"<p>caf\xe9", Some("no such label"), "windows-1252", "café"),
            (b"<p>\xb0\xa1\xb3\xe7\xc7\xcf\xbc\xbc\xbf\xe4 \xc7\xd1\xb1\xdb \xb9\xae\xbc\xad\xc0\xd4\xb4\xcf\xb4\xd9", None, "EUC-KR", "한글"),
            (b"", None, "UTF-8", ""),
        ];
        for (bytes, declared, encoding, piece) in cases {
            let (text, found) = decode(bytes, declared);
            assert_eq!(found, encoding, "{text}");
            assert!(text.contains(piece), "{text}");
        }
    }

    #[test]
    fn utf8_with_a_few_broken_characters_is_utf8() {
        let mut bytes = "<p>é".repeat(100).into_bytes();
        bytes.extend(b"\xe9\xff");
        let (text, found) = decode(&bytes, None);
        assert_eq!(found, "UTF-8");
        assert!(text.contains('é'));
    }

    #[test]
    fn utf8_is_not_copied() {
        assert!(matches!(decode("é".as_bytes(), None).0, Cow::Borrowed(_)));
    }
}
