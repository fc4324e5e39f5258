//! Web archives: WARC and its records of text, WET (ISO 28500:2017).

use std::io::{self, BufRead, Read};

use super::{Line, Raw, read_line};
use crate::program::fault::{Fault, Sort};

/// The longest head of a record, and the most fields in it.
const HEAD: usize = 64 << 10;
const FIELDS: usize = 64;

/// A record that may hold a page.
pub(crate) struct WarcRecord {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) date: Option<String>,
    /// Whether the block is a response of HTTP, with its head.
    pub(crate) is_http: bool,
    pub(crate) content_type: Option<String>,
    pub(crate) block: Vec<u8>,
    /// The most bytes that the block may have when it is unpacked.
    pub(crate) limit: usize,
}

/// The records of a stream.
pub(crate) struct Records<R> {
    stream: R,
    limit: usize,
    line: Vec<u8>,
    /// Whether `line` is the first line of a record, which was found in the search for one.
    found: bool,
    done: bool,
}

impl<R: BufRead> Records<R> {
    pub(crate) fn new(stream: R, limit: usize) -> Records<R> {
        Records {
            stream,
            limit,
            line: Vec::new(),
            found: false,
            done: false,
        }
    }

    /// The next record; `None` at the end.
    fn read(&mut self) -> io::Result<Option<Raw>> {
        if !std::mem::take(&mut self.found) {
            loop {
                match read_line(&mut self.stream, &mut self.line, HEAD)? {
                    Line::End => return Ok(None),
                    Line::Whole if self.line.trim_ascii().is_empty() => {}
                    Line::Whole if is_start(&self.line) => break,
                    _ => return self.lost("a record does not begin with `WARC/`"),
                }
            }
        }
        let mut head = Vec::new();
        loop {
            match read_line(&mut self.stream, &mut self.line, HEAD)? {
                Line::End => return Err(io::ErrorKind::UnexpectedEof.into()),
                Line::TooLong => return self.lost("the head of a record is too long"),
                Line::Whole => {}
            }
            head.extend_from_slice(&self.line);
            if self.line.trim_ascii().is_empty() {
                break;
            }
            if head.len() > HEAD {
                return self.lost("the head of a record is too long");
            }
        }
        match Head::parse(&head) {
            Some(head) => self.block(head).map(Some),
            None => self.lost("the head of a record tells no Content-Length"),
        }
    }

    fn block(&mut self, head: Head) -> io::Result<Raw> {
        let is_http = match head.sort.as_str() {
            "response" => true,
            "conversion" | "resource" => false,
            _ => {
                self.pass(head.length)?;
                return Ok(Raw::Skip);
            }
        };
        // A response that is not of HTTP, as of DNS, holds no page.
        let content_type = head.content_type.as_deref().unwrap_or_default();
        if is_http
            && !content_type
                .to_ascii_lowercase()
                .starts_with("application/http")
        {
            self.pass(head.length)?;
            return Ok(Raw::Skip);
        }
        if head.length > self.limit as u64 {
            self.pass(head.length)?;
            return Ok(Raw::Bad {
                id: head.id,
                line: None,
                fault: Fault::too_long(self.limit),
            });
        }
        let mut block = Vec::with_capacity(head.length as usize);
        self.stream
            .by_ref()
            .take(head.length)
            .read_to_end(&mut block)?;
        if (block.len() as u64) < head.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Raw::Warc(Box::new(WarcRecord {
            id: head.id,
            url: head.url,
            date: head.date,
            is_http,
            content_type: head.content_type,
            block,
            limit: self.limit,
        })))
    }

    /// Reads past a block.
    fn pass(&mut self, length: u64) -> io::Result<()> {
        let passed = io::copy(&mut self.stream.by_ref().take(length), &mut io::sink())?;
        if passed < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// A record without a head that can be read: goes on at the next line that looks like the first of a record.
    fn lost(&mut self, message: &str) -> io::Result<Option<Raw>> {
        loop {
            match read_line(&mut self.stream, &mut self.line, HEAD)? {
                Line::End => break,
                Line::Whole if is_start(&self.line) => {
                    self.found = true;
                    break;
                }
                _ => {}
            }
        }
        Ok(Some(Raw::Bad {
            id: None,
            line: None,
            fault: Fault::new(Sort::Warc, message),
        }))
    }
}

fn is_start(line: &[u8]) -> bool {
    line.starts_with(b"WARC/") && line.len() < 16
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        if self.done {
            return None;
        }
        self.read().unwrap_or_else(|error| {
            self.done = true;
            let error = match error.kind() {
                io::ErrorKind::UnexpectedEof => {
                    io::Error::other("the archive ends in the middle of a record")
                }
                _ => error,
            };
            Some(Raw::unreadable(None, &error))
        })
    }
}

/// What the head of a record tells.
struct Head {
    sort: String,
    id: Option<String>,
    url: Option<String>,
    date: Option<String>,
    content_type: Option<String>,
    length: u64,
}

impl Head {
    /// The head, its blank line included; `None` if it does not tell how long the block is.
    fn parse(head: &[u8]) -> Option<Head> {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let Ok(httparse::Status::Complete((_, fields))) =
            httparse::parse_headers(head, &mut fields)
        else {
            return None;
        };
        let field = |name: &str| {
            let mut all = fields.iter();
            all.find(|field| field.name.eq_ignore_ascii_case(name))
                .map(|field| String::from_utf8_lossy(field.value).trim().to_owned())
        };
        // Some writers put the address in brackets, as version 1.0 of the standard printed it.
        let url = field("WARC-Target-URI").map(|url| {
            let bare = url.strip_prefix('<').and_then(|url| url.strip_suffix('>'));
            bare.map(str::to_owned).unwrap_or(url)
        });
        Some(Head {
            sort: field("WARC-Type")?.to_ascii_lowercase(),
            id: field("WARC-Record-ID"),
            url,
            date: field("WARC-Date"),
            content_type: field("Content-Type"),
            length: field("Content-Length")?.parse().ok()?,
        })
    }
}
