//! Records of JSON, one a line.

use std::io::BufRead;

use super::{Line, Raw, read_line};
use crate::program::fault::{Fault, Sort};

/// The lines of a stream that are not blank.
pub(crate) struct Lines<R> {
    stream: R,
    limit: usize,
    number: u64,
    done: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(stream: R, limit: usize) -> Lines<R> {
        Lines {
            stream,
            limit,
            number: 0,
            done: false,
        }
    }

    pub(crate) fn stream(&self) -> &R {
        &self.stream
    }

    fn bad(&mut self, fault: Fault) -> Raw {
        Raw::Bad {
            id: None,
            line: Some(self.number),
            fault,
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        let mut line = Vec::new();
        while !self.done {
            self.number += 1;
            match read_line(&mut self.stream, &mut line, self.limit) {
                Ok(Line::End) => break,
                Ok(Line::TooLong) => return Some(self.bad(Fault::too_long(self.limit))),
                Ok(Line::Whole) => {}
                Err(error) => {
                    self.done = true;
                    return Some(self.bad(Fault::new(Sort::Input, error.to_string())));
                }
            }
            if self.number == 1 {
                if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
                    self.done = true;
                    return Some(
                        self.bad(Fault::new(Sort::Input, "records in UTF-16 are not read")),
                    );
                }
                if line.starts_with(b"\xef\xbb\xbf") {
                    line.drain(..3);
                }
            }
            line.truncate(line.trim_ascii_end().len());
            if !line.trim_ascii().is_empty() {
                return Some(Raw::Line {
                    number: self.number,
                    bytes: line,
                });
            }
        }
        self.done = true;
        None
    }
}
