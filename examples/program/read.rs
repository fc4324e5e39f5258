//! Inputs as records: JSON lines, web archives, Parquet and single pages, packed or not, told apart by what they hold.

mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod unpack;
pub(crate) mod walk;
mod warc;

use std::borrow::Cow;
use std::io::{self, BufRead, Cursor, Read};
use std::iter;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde_json::value::{RawValue, to_raw_value};

pub(crate) use self::lines::Lines;
pub(crate) use self::warc::WarcRecord;
use super::fault::{Fault, Sort};
use super::record::Fields;
use super::source::Source;

/// How much of an input is looked at to tell what it holds.
const WINDOW: usize = 64 << 10;

/// Of the first so many lines that are not blank, one is an object in a file of JSON lines.
const LINES: usize = 4;

/// A record as it stands in the input.
pub(crate) enum Raw {
    /// A line of JSON, and its number from 1.
    Line { number: u64, bytes: Vec<u8> },
    /// A page that is a whole input.
    Page { id: String, bytes: Vec<u8> },
    /// A record of a web archive.
    Warc(Box<WarcRecord>),
    /// A record that holds no page, as the requests of a web archive.
    Skip,
    /// What could not be read.
    Bad {
        id: Option<String>,
        line: Option<u64>,
        fault: Fault,
    },
}

/// The records of an input, in order. What cannot be read is a record too.
pub(crate) type Records = Box<dyn Iterator<Item = Raw>>;

impl Raw {
    fn unreadable(id: Option<String>, error: &io::Error) -> Raw {
        Raw::Bad {
            id,
            line: None,
            fault: Fault::new(Sort::Input, error.to_string()),
        }
    }

    /// How many bytes it holds.
    pub(crate) fn len(&self) -> usize {
        match self {
            Raw::Line { bytes, .. } | Raw::Page { bytes, .. } => bytes.len(),
            Raw::Warc(record) => record.block.len(),
            Raw::Skip | Raw::Bad { .. } => 0,
        }
    }

    pub(crate) fn line(&self) -> Option<u64> {
        match self {
            Raw::Line { number, .. } => Some(*number),
            Raw::Bad { line, .. } => *line,
            _ => None,
        }
    }

    /// The record's identifier, as JSON.
    pub(crate) fn id(&self) -> Option<Box<RawValue>> {
        let id = match self {
            Raw::Line { bytes, .. } => {
                return Some(Fields::read(bytes).ok()?.get("id")?.to_owned());
            }
            Raw::Page { id, .. } => Some(id),
            Raw::Warc(record) => record.id.as_ref(),
            Raw::Bad { id, .. } => id.as_ref(),
            Raw::Skip => None,
        };
        to_raw_value(id?).ok()
    }
}

/// What an input holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Container {
    JsonLines,
    Warc,
    Parquet,
    /// A single page.
    Page,
}

/// The records of an input. `limit` is the most bytes of a record: a longer one is read past, not held. `taken` grows
/// by the bytes that are read, before they are unpacked.
pub(crate) fn open(source: &Source, limit: usize, taken: &Arc<AtomicU64>) -> Records {
    match open_stream(source, limit, taken) {
        Ok(records) => records,
        Err(error) => Box::new(iter::once(Raw::unreadable(
            Some(source.id().into_owned()),
            &error,
        ))),
    }
}

fn open_stream(source: &Source, limit: usize, taken: &Arc<AtomicU64>) -> io::Result<Records> {
    let stream = source.open()?;
    let mut stream = unpack::unpacked(stream, Arc::clone(taken))?;
    let mut window = Vec::new();
    stream
        .by_ref()
        .take(WINDOW as u64)
        .read_to_end(&mut window)?;
    let container = container(&window, source.path());
    let mut stream = Cursor::new(window).chain(stream);
    Ok(match container {
        Container::JsonLines => Box::new(Lines::new(stream, limit)),
        Container::Warc => Box::new(warc::Records::new(stream, limit)),
        Container::Parquet => parquet_records(source, limit)?,
        Container::Page => {
            let mut bytes = Vec::new();
            let id = source.id().into_owned();
            stream
                .by_ref()
                .take(limit as u64 + 1)
                .read_to_end(&mut bytes)?;
            Box::new(iter::once(if bytes.len() > limit {
                Raw::Bad {
                    id: Some(id),
                    line: None,
                    fault: Fault::too_long(limit),
                }
            } else {
                Raw::Page { id, bytes }
            }))
        }
    })
}

#[cfg(feature = "parquet")]
fn parquet_records(source: &Source, limit: usize) -> io::Result<Records> {
    match source.path() {
        Some(path) => parquet::records(path, limit),
        None => Err(io::Error::other(
            "Parquet is read from a file, not from a stream",
        )),
    }
}

#[cfg(not(feature = "parquet"))]
fn parquet_records(_: &Source, _: usize) -> io::Result<Records> {
    Err(io::Error::other(
        "Parquet is read by a program built with `--features parquet`",
    ))
}

/// What an input holds, by how it begins; its name decides where it begins with a line that is no JSON.
fn container(window: &[u8], path: Option<&Path>) -> Container {
    let text = window.strip_prefix(b"\xef\xbb\xbf").unwrap_or(window);
    if window.starts_with(b"PAR1") {
        Container::Parquet
    } else if window.starts_with(b"WARC/") {
        Container::Warc
    } else if is_json_lines(text) || path.is_some_and(is_named_json_lines) {
        Container::JsonLines
    } else {
        Container::Page
    }
}

fn is_json_lines(window: &[u8]) -> bool {
    let is_whole = window.len() < WINDOW;
    let mut lines = window
        .split_inclusive(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    lines.by_ref().take(LINES).any(|line| {
        let is_cut = !is_whole && !line.ends_with(b"\n");
        let line = line.trim_ascii();
        if is_cut {
            line.starts_with(b"{\"")
        } else {
            line.starts_with(b"{") && Fields::read(line).is_ok()
        }
    })
}

/// `x.jsonl`, `x.ndjson.gz`.
fn is_named_json_lines(path: &Path) -> bool {
    let name: Cow<'_, str> = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let name = [".gz", ".zst"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    [".jsonl", ".ndjson", ".jsonlines"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// A line with its end, at most `limit` bytes and the end.
enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line into `line`, which is emptied first. Of a longer one, the rest is read past.
fn read_line(stream: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
    line.clear();
    let most = limit.saturating_add(1) as u64;
    let count = stream.by_ref().take(most).read_until(b'\n', line)?;
    if count == 0 {
        return Ok(Line::End);
    }
    if line.len() > limit && !line.ends_with(b"\n") {
        stream.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Whole)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Container, container};

    #[test]
    fn containers_are_told_apart_by_how_they_begin() {
        let long = [b"{\"text\":\"".as_slice(), &[b'x'; super::WINDOW]].concat();
        let named = Path::new("a/b.NDJSON.gz");
        let cases: [(&[u8], Option<&Path>, Container); 10] = [
            (b"WARC/1.1\r\n", None, Container::Warc),
            (b"PAR1\x15", None, Container::Parquet),
            (
                b"\xef\xbb\xbf {\"text\":\"x\"}\n",
                None,
                Container::JsonLines,
            ),
            (b"broken\n\n{\"text\":\"x\"}\n", None, Container::JsonLines),
            (&long[..super::WINDOW], None, Container::JsonLines),
            (b"{}", None, Container::JsonLines),
            (b"broken\n", Some(named), Container::JsonLines),
            (
                b"{\"text\": cut\nA dump of an article on JSON.",
                None,
                Container::Page,
            ),
            (b"<html>{\"a\":1}", None, Container::Page),
            (b"", None, Container::Page),
        ];
        for (window, path, expected) in cases {
            assert_eq!(
                container(window, path),
                expected,
                "{}",
                String::from_utf8_lossy(window)
            );
        }
    }
}
