//! A line of Markdown under way: formats begin and end, text is escaped.

use crate::segment::html::{Flat, Span, SpanKind};

use super::escape::{self, Place};
use super::stars::{self, Stars};

/// A format that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Strong,
    Emphasis,
    Code,
    /// The link by its number.
    Link(u32),
}

impl Format {
    fn of(span: &Span) -> Option<Format> {
        match span.kind {
            SpanKind::Strong => Some(Format::Strong),
            SpanKind::Emphasis => Some(Format::Emphasis),
            SpanKind::Code => Some(Format::Code),
            SpanKind::Link => Some(Format::Link(span.note)),
            _ => None,
        }
    }

    fn stars(self) -> &'static str {
        match self {
            Format::Strong => "**",
            Format::Emphasis => "*",
            Format::Code | Format::Link(_) => "",
        }
    }
}

/// A line under way.
pub(super) struct Line<'a> {
    flat: &'a Flat,
    in_table: bool,
    out: String,
    place: Place,
    /// From the outermost in.
    open: Vec<Format>,
    /// What stands in code, which is written when it ends.
    code: String,
    /// Stars have just ended, behind a mark: a letter that follows must not look like one.
    guarded: bool,
    /// Stars have just ended.
    ended: bool,
    /// Where the last stars that began something ended.
    begun: usize,
    /// All stars that begin or end something.
    stars: Vec<Stars>,
}

impl<'a> Line<'a> {
    pub(super) fn new(flat: &'a Flat, in_table: bool) -> Line<'a> {
        Line {
            flat,
            in_table,
            out: String::new(),
            place: Place::Start,
            open: Vec::new(),
            code: String::new(),
            guarded: false,
            ended: false,
            begun: 0,
            stars: Vec::new(),
        }
    }

    /// Writes a piece of text that stands in these spans.
    pub(super) fn piece(&mut self, piece: &str, spans: &[Span]) {
        let Some(first) = piece.chars().next() else {
            return;
        };
        let wanted = self.wanted(spans);
        let keep = self
            .open
            .iter()
            .position(|format| !wanted.contains(format))
            .unwrap_or(self.open.len());
        self.close_to(keep, first);
        let new: Vec<Format> = wanted
            .into_iter()
            .filter(|format| !self.open.contains(format))
            .collect();
        for (at, format) in new.iter().enumerate() {
            // Those of a link and of code follow the stars before them.
            let is_letter = first.is_alphanumeric()
                && new[at + 1..]
                    .iter()
                    .all(|format| matches!(format, Format::Strong | Format::Emphasis));
            self.begin(*format, is_letter, first.is_whitespace());
        }
        if self.open.last() == Some(&Format::Code) {
            self.code.push_str(piece);
            return;
        }
        let mut rest = piece.chars();
        if self.guarded && !escape::is_apart(first) {
            escape::push_reference(&mut self.out, first);
            self.place = Place::Within;
            rest.next();
        }
        (self.guarded, self.ended) = (false, false);
        for c in rest {
            self.place = escape::push(&mut self.out, c, self.place);
        }
    }

    /// The formats of a piece, an outer one before the inner: of each kind one, and of links the innermost. Code is
    /// innermost of all, and begins no format inside.
    fn wanted(&self, spans: &[Span]) -> Vec<Format> {
        let link = spans.iter().rfind(|span| span.kind == SpanKind::Link);
        let mut wanted: Vec<(usize, Format)> = Vec::new();
        for span in spans {
            let Some(format) = Format::of(span) else {
                continue;
            };
            if matches!(format, Format::Link(_)) && link != Some(span) {
                continue;
            }
            match wanted.iter_mut().find(|(_, other)| *other == format) {
                Some((end, _)) => *end = span.end.max(*end),
                None => wanted.push((span.end, format)),
            }
        }
        let is_code = wanted.iter().any(|(_, format)| *format == Format::Code);
        if is_code && self.open.last() == Some(&Format::Code) {
            wanted.retain(|(_, format)| self.open.contains(format));
        }
        wanted.sort_by_key(|(end, format)| (*format == Format::Code, std::cmp::Reverse(*end)));
        wanted.into_iter().map(|(_, format)| format).collect()
    }

    /// Opens a format; what follows is a letter, a space, or may be a mark.
    fn begin(&mut self, format: Format, is_letter: bool, is_space: bool) {
        match format {
            Format::Code => {}
            Format::Link(_) => {
                // `!` before a link would make it a picture.
                if self.out.ends_with('!') {
                    self.out.pop();
                    self.out.push_str("\\!");
                }
                self.out.push('[');
            }
            Format::Strong | Format::Emphasis => {
                if self.ended || is_space {
                    return;
                }
                if !is_letter && !self.guard_before() {
                    return;
                }
                self.push_stars(format, true);
                self.begun = self.out.len();
            }
        }
        if !matches!(format, Format::Code) {
            self.place = Place::Within;
        }
        self.open.push(format);
        if !matches!(format, Format::Strong | Format::Emphasis) {
            (self.guarded, self.ended) = (false, false);
        }
    }

    fn push_stars(&mut self, format: Format, begins: bool) {
        let stars = format.stars();
        self.stars.push(Stars {
            at: self.out.len(),
            count: stars.len(),
            begins,
        });
        self.out.push_str(stars);
    }

    /// Makes the last character one that stars may follow before a mark. Says no where the stars before it begin
    /// something by its being a letter.
    fn guard_before(&mut self) -> bool {
        let Some(last) = self
            .out
            .chars()
            .next_back()
            .filter(|last| !escape::is_apart(*last))
        else {
            return true;
        };
        let before = self.out.len() - last.len_utf8();
        if self.begun == before {
            return false;
        }
        self.out.truncate(before);
        escape::push_reference(&mut self.out, last);
        true
    }

    /// Ends formats until so many are open; `next` is what follows.
    fn close_to(&mut self, keep: usize, next: char) {
        // Stars behind a space would begin something.
        let written = self.out.trim_end_matches(' ').len();
        let has_spaces = self.open.len() > keep
            && self.open.last() != Some(&Format::Code)
            && written < self.out.len();
        let spaces = if has_spaces {
            self.out.split_off(written)
        } else {
            String::new()
        };
        while self.open.len() > keep {
            match self.open.pop() {
                Some(Format::Code) => self.write_code(),
                Some(Format::Link(target)) => self.write_target(target),
                Some(format) => {
                    let before = self.out.chars().next_back();
                    let is_mark = before.is_some_and(|before| !before.is_alphanumeric());
                    self.guarded |= is_mark && !escape::is_apart(next) && !self.ended;
                    self.ended = true;
                    self.push_stars(format, false);
                }
                None => {}
            }
        }
        if !spaces.is_empty() {
            self.out.push_str(&spaces);
            (self.guarded, self.ended) = (false, false);
        }
    }

    /// Writes code between more backticks than it holds in a row.
    fn write_code(&mut self) {
        let mut code = std::mem::take(&mut self.code);
        if self.in_table {
            code = code.replace('|', "\\|");
        }
        let fence = "`".repeat(super::longest_run(&code, '`') + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        self.out.extend([&fence, pad, &code, pad, &fence]);
        self.place = Place::Within;
    }

    fn write_target(&mut self, target: u32) {
        let span = Span {
            start: 0,
            end: 0,
            kind: SpanKind::Link,
            note: target,
        };
        let address = super::address(self.flat.spans.address(&span));
        self.out.extend(["](", &address, ")"]);
    }

    pub(super) fn image(&mut self, span: &Span) {
        // A picture that is not written parts no code: the backticks of both parts would stand side by side.
        let Some(image) = super::image(self.flat, span) else {
            return;
        };
        if self.open.last() == Some(&Format::Code) {
            self.open.pop();
            self.write_code();
        }
        if !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
        self.out.push_str(&image);
        self.place = Place::Within;
        (self.guarded, self.ended) = (false, false);
    }

    /// The line; `None` if its stars would not be read as what they were written for.
    pub(super) fn finish(mut self) -> Option<String> {
        self.close_to(0, ' ');
        stars::are_read(&self.out, &self.stars).then_some(self.out)
    }
}
