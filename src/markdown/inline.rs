//! Emphasis, code, links and pictures within a line.
//!
//! Markdown reads `*` by its neighbours: `a**“b”**c` holds no emphasis, since a mark follows `**` and a letter comes
//! before it. Such a letter is written as a reference (`&#97;`), which ends with a mark. Emphasis that begins right
//! where other emphasis ended is not written: the run of stars between them would be read in another way. Nor is emphasis
//! that holds no letter and no digit. A line whose stars would still be read in another way has none ([`stars`]).

mod line;
mod stars;

use std::ops::Range;

use crate::segment::html::{Flat, Span, SpanKind};

use super::escape;

use line::Line;

/// The inline markup of a page, asked for range by range in ascending order.
pub(super) struct Inline<'a> {
    flat: &'a Flat,
    text: &'a str,
    /// By their starts, an outer one before the inner.
    spans: Vec<Span>,
    next: usize,
    /// Those that may reach into the next range, and in how many ranges they were.
    active: Vec<(Span, u32)>,
}

/// A link that goes on over more lines than this is shown in the first of them only: its address is written on every
/// line, and one long address around many lines must not make Markdown longer than a few times the page.
const MOST_LINES: u32 = 32;

/// Formats of one kind in each other, or links: what stands deeper is written as if it stood in the innermost of these.
const MOST_NESTED: usize = 16;

/// Leaves out what is nested too deep: a line costs as much as there are spans around it.
fn bound_nesting(spans: &mut Vec<Span>) {
    const COUNTED: [SpanKind; 4] = [
        SpanKind::Strong,
        SpanKind::Emphasis,
        SpanKind::Code,
        SpanKind::Link,
    ];
    // Where those of each kind end that are open.
    let mut open: [Vec<usize>; COUNTED.len()] = Default::default();
    spans.retain(|span| {
        let Some(kind) = COUNTED.iter().position(|kind| *kind == span.kind) else {
            return true;
        };
        let ends = &mut open[kind];
        ends.retain(|end| *end > span.start);
        let is_kept = ends.len() < MOST_NESTED;
        ends.extend(is_kept.then_some(span.end));
        is_kept
    });
}

impl<'a> Inline<'a> {
    pub(super) fn new(flat: &'a Flat, text: &'a str) -> Inline<'a> {
        let is_inline = |span: &&Span| {
            matches!(
                span.kind,
                SpanKind::Strong
                    | SpanKind::Emphasis
                    | SpanKind::Code
                    | SpanKind::Link
                    | SpanKind::Image
            )
        };
        let all = flat.spans.list.iter().filter(is_inline);
        let mut spans: Vec<Span> = all.rev().copied().collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        bound_nesting(&mut spans);
        Inline {
            flat,
            text,
            spans,
            next: 0,
            active: Vec::new(),
        }
    }

    /// A range of the text as Markdown, on one line; in a table, code needs its bars escaped.
    pub(super) fn write(&mut self, range: Range<usize>, in_table: bool) -> String {
        self.active.retain(|(span, _)| span.end > range.start);
        while let Some(span) = self
            .spans
            .get(self.next)
            .filter(|span| span.start <= range.end)
        {
            self.active.push((*span, 0));
            self.next += 1;
        }
        let mut edges: Vec<usize> = vec![range.start, range.end];
        for (span, lines) in &mut self.active {
            *lines += u32::from(span.start < range.end);
            for edge in [span.start, span.end] {
                if range.contains(&edge) {
                    edges.push(edge);
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        self.line(&range, &edges, in_table, true)
            .or_else(|| self.line(&range, &edges, in_table, false))
            .unwrap_or_default()
    }

    /// The line between these edges; `None` if its emphasis would not be read as such.
    fn line(
        &self,
        range: &Range<usize>,
        edges: &[usize],
        in_table: bool,
        emphasis: bool,
    ) -> Option<String> {
        let mut line = Line::new(self.flat, in_table);
        // Spans that have begun, and not ended; those that begin later follow in order.
        let mut open: Vec<Span> = Vec::new();
        let mut rest = self.active.iter().peekable();
        for (at, edge) in edges.iter().enumerate() {
            open.retain(|span| span.end > *edge);
            while let Some((span, lines)) = rest.next_if(|(span, _)| span.start <= *edge) {
                match span.kind {
                    SpanKind::Link if *lines > MOST_LINES => {}
                    SpanKind::Image if span.start >= range.start => line.image(span),
                    SpanKind::Strong | SpanKind::Emphasis if !emphasis => {}
                    _ if span.end > *edge && shows(span, range, self.text) => open.push(*span),
                    _ => {}
                }
            }
            if let Some(end) = edges.get(at + 1) {
                line.piece(self.text.get(*edge..*end).unwrap_or_default(), &open);
            }
        }
        line.finish()
    }
}

/// Whether what a span makes of its part of a range can be seen: emphasis of marks alone cannot, and its stars would run
/// into theirs.
fn shows(span: &Span, range: &Range<usize>, text: &str) -> bool {
    let part = span.start.max(range.start)..span.end.min(range.end);
    let part = text.get(part).unwrap_or_default();
    !matches!(span.kind, SpanKind::Strong | SpanKind::Emphasis)
        || part.contains(char::is_alphanumeric)
}

/// A picture as Markdown; nothing if it has no address.
pub(super) fn image(flat: &Flat, span: &Span) -> Option<String> {
    let source = flat.spans.address(span);
    let label: Vec<&str> = flat.spans.label(span).split_whitespace().collect();
    let label = escape::escaped(&label.join(" "));
    (!source.is_empty()).then(|| format!("![{label}]({})", address(source)))
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted)
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// An address as Markdown has it, in angle brackets if it holds what would end it.
fn address(address: &str) -> String {
    let is_bare = !address.is_empty()
        && !address.starts_with('<')
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "()".contains(c));
    let mut out = String::with_capacity(address.len() + 2);
    out.extend((!is_bare).then_some('<'));
    for c in address.chars() {
        match c {
            // Browsers leave these out.
            '\n' | '\r' | '\t' => continue,
            '\\' | '<' | '>' | '&' | '|' | '*' | '_' | '`' => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out.extend((!is_bare).then_some('>'));
    out
}
