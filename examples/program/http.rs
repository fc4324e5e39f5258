//! Responses of HTTP/1, as archives keep them: what they hold, freed from the codings of the transfer.

use std::borrow::Cow;
use std::io::{self, Read};

use super::fault::{Fault, Sort};

/// Servers send fewer headers than this.
const HEADERS: usize = 256;

/// What a response, or another record, holds.
pub(crate) struct Payload<'a> {
    media: Media,
    /// The encoding of the text, where it was declared.
    pub(crate) charset: Option<String>,
    pub(crate) bytes: Cow<'a, [u8]>,
}

/// What sort of content it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Media {
    Html,
    Text,
    /// Nothing was declared.
    Unknown,
    /// No page.
    Other,
}

impl<'a> Payload<'a> {
    /// Bytes without codings, with the `Content-Type` that was declared.
    pub(crate) fn plain(content_type: Option<&str>, bytes: &'a [u8]) -> Payload<'a> {
        let (media, charset) = media(content_type);
        Payload {
            media,
            charset,
            bytes: Cow::Borrowed(bytes),
        }
    }

    pub(crate) fn form(&self) -> Media {
        self.media
    }
}

/// What a response holds; `None` if it is no page: a redirection, an error of the server, a picture.
///
/// # Errors
/// If its head is not that of HTTP/1, or if it cannot be unpacked to at most `limit` bytes.
pub(crate) fn payload(block: &[u8], limit: usize) -> Result<Option<Payload<'_>>, Fault> {
    let bad = |message: String| Fault::new(Sort::Http, message);
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let mut parser = httparse::ParserConfig::default();
    parser
        .ignore_invalid_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true);
    let start = match parser.parse_response(&mut response, block) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err(bad("the head of the response is cut".into())),
        Err(error) => return Err(bad(format!("not a response of HTTP/1: {error}"))),
    };
    if !response.code.is_some_and(|code| (200..300).contains(&code)) {
        return Ok(None);
    }
    let header = |name: &str| {
        let mut all = response.headers.iter();
        all.find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| String::from_utf8_lossy(header.value).into_owned())
    };
    let mut payload = Payload::plain(header("content-type").as_deref(), &block[start..]);
    if payload.media == Media::Other {
        return Ok(None);
    }
    if header("transfer-encoding").is_some_and(|coding| has(&coding, "chunked"))
        && let Some(joined) = unchunked(&payload.bytes)
    {
        payload.bytes = Cow::Owned(joined);
    }
    if let Some(coding) = header("content-encoding") {
        payload.bytes = unpacked(payload.bytes, &coding, limit)?;
    }
    Ok(Some(payload))
}

fn has(list: &str, name: &str) -> bool {
    list.split(',')
        .any(|item| item.trim().eq_ignore_ascii_case(name))
}

/// The media type and the `charset` of a `Content-Type`.
fn media(content_type: Option<&str>) -> (Media, Option<String>) {
    let Some(content_type) = content_type else {
        return (Media::Unknown, None);
    };
    let mut parts = content_type.split(';');
    let name = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let media = match name.as_str() {
        "text/html" | "application/xhtml+xml" => Media::Html,
        "text/plain" => Media::Text,
        "" => Media::Unknown,
        _ => Media::Other,
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (media, charset)
}

/// The chunks of a body joined (RFC 9112, section 7.1); `None` if it has none. Many archives join them before they keep
/// a response, and leave the header. What follows a chunk that is cut off is lost.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut is_first = true;
    loop {
        let (start, size) = match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete(found)) => found,
            _ if is_first => return None,
            _ => return Some(joined),
        };
        is_first = false;
        let rest = &body[start..];
        let size = usize::try_from(size).unwrap_or(usize::MAX).min(rest.len());
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(&rest[..size]);
        body = &rest[size..];
        body = body.strip_prefix(b"\r\n").unwrap_or(body);
    }
}

/// The body without its content codings. Bytes that are not packed as was declared are left alone: many archives unpack
/// a response before they keep it, and leave the header.
fn unpacked<'a>(bytes: Cow<'a, [u8]>, codings: &str, limit: usize) -> Result<Cow<'a, [u8]>, Fault> {
    let mut bytes = bytes;
    for coding in codings.rsplit(',') {
        let packed = &bytes[..];
        let plain = match coding.trim().to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" if packed.starts_with(&[0x1f, 0x8b]) => {
                all(flate2::read::MultiGzDecoder::new(packed), limit)
            }
            "deflate" if packed.first().is_some_and(|byte| byte & 0x0f == 8) => {
                all(flate2::read::ZlibDecoder::new(packed), limit)
            }
            "zstd" if packed.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                zstd::Decoder::with_buffer(packed).and_then(|decoder| all(decoder, limit))
            }
            // Nothing tells Brotli but that it can be read.
            "br" => {
                let decoder = brotli_decompressor::Decompressor::new(packed, 1 << 14);
                match all(decoder, limit) {
                    Err(error) if error.kind() != io::ErrorKind::FileTooLarge => continue,
                    read => read,
                }
            }
            _ => continue,
        };
        bytes = Cow::Owned(plain.map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => Fault::too_long(limit),
            _ => Fault::new(Sort::Http, format!("{}: {error}", coding.trim())),
        })?);
    }
    Ok(bytes)
}

/// All of a stream of at most `limit` bytes. What could be read of one that breaks off is returned.
fn all(stream: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    let read = stream.take(limit as u64 + 1).read_to_end(&mut plain);
    if plain.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    match read {
        Err(error) if plain.is_empty() => Err(error),
        _ => Ok(plain),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::{Media, payload};

    fn response(head: &str, body: &[u8]) -> Vec<u8> {
        [
            b"HTTP/1.1 200 OK\r\n",
            head.as_bytes(),
            b"\r\n\r\n".as_slice(),
            body,
        ]
        .concat()
    }

    fn bytes(block: &[u8]) -> Vec<u8> {
        let payload = payload(block, 1000).expect("a response");
        payload.expect("a page").bytes.into_owned()
    }

    #[test]
    fn chunks_are_joined_where_there_are_chunks() {
        let head = "Content-Type: text/html; charset=\"latin1\"\r\nTransfer-Encoding: chunked";
        let chunked = response(head, b"4;x=y\r\n<p>a\r\n1\r\nb\r\n0\r\n\r\n");
        assert_eq!(bytes(&chunked), b"<p>ab");
        let joined = response(head, b"<p>ab");
        assert_eq!(bytes(&joined), b"<p>ab");
        let payload = payload(&joined, 1000).expect("a response").expect("a page");
        assert_eq!(payload.charset.as_deref(), Some("latin1"));
        assert_eq!(payload.form(), Media::Html);
        // A chunk that says it is longer than all there is.
        let cut = response(head, b"ffffffffffffff\r\n<p>a");
        assert_eq!(bytes(&cut), b"<p>a");
    }

    #[test]
    fn codings_are_undone_up_to_the_limit() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&[b' '; 900]).expect("memory");
        let packed = packed.finish().expect("memory");
        let head = "Content-Type: text/html\r\nContent-Encoding: gzip";
        let block = response(head, &packed);
        assert_eq!(bytes(&block), [b' '; 900]);
        assert!(payload(&block, 899).is_err());
        assert_eq!(
            bytes(&response(head, b"<p>unpacked before")),
            b"<p>unpacked before"
        );
        let brotli = response("Content-Encoding: br", b"<p>unpacked before");
        assert_eq!(bytes(&brotli), b"<p>unpacked before");
    }

    #[test]
    fn what_is_no_page_is_none() {
        assert!(
            payload(b"HTTP/1.1 404 Not Found\r\n\r\n<p>", 9)
                .expect("a response")
                .is_none()
        );
        let picture = response("Content-Type: image/png", b"<p>");
        assert!(payload(&picture, 9).expect("a response").is_none());
        assert!(payload(b"<html>", 9).is_err());
        assert!(payload(b"HTTP/1.1 200 OK\r\nContent-", 9).is_err());
    }
}
