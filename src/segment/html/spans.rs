//! Inline markup and the parts of tables as ranges of the flattened text, kept for writers of formatted text.

use std::borrow::Cow;
use std::ops::Range;

use super::Options;
use super::attributes::Attributes;
use super::space::is_blank;
use super::tag::Tag;

/// What a range of the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SpanKind {
    /// Bold text.
    Strong,
    /// Italic text.
    Emphasis,
    /// Code within a line.
    Code,
    /// A link with an address.
    Link,
    /// A picture within a line, an empty range where it stands.
    Image,
    /// A picture between lines: an empty range behind the line before it.
    Picture,
    /// A cell of a table; its range is empty if it holds nothing.
    Cell,
    /// A cell that names the rows or columns beside it.
    HeaderCell,
    /// A row of a table. Its cells come before it, and start where it starts or behind.
    Row,
    /// A table. Its rows come before it, likewise.
    Table,
}

/// A range of the text with inline markup, or a part of a table. Spans are in order of their ends; an inner one comes
/// before the outer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: SpanKind,
    /// Of links and pictures, the index in [`Spans::targets`]. Of cells, how many columns they span.
    pub(crate) note: u32,
}

/// What a link or a picture stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Target {
    address: Range<usize>,
    label: Range<usize>,
}

/// The spans of a page.
#[derive(Clone, Default, Debug)]
pub(crate) struct Spans {
    pub(crate) list: Vec<Span>,
    targets: Vec<Target>,
    /// Addresses and labels, one behind the other.
    texts: String,
    options: Options,
}

/// A cell that says it spans more columns than this spans so many.
const MOST_COLUMNS: u32 = 32;

impl Spans {
    pub(super) fn new(options: Options) -> Spans {
        Spans {
            options,
            ..Spans::default()
        }
    }

    /// Notes the element of `tag` that began where `text` begins, `start` bytes into the page's text, and ends with it.
    #[inline]
    pub(super) fn add(&mut self, tag: Tag, attributes: Attributes<'_>, start: usize, text: &str) {
        if let Some(kind) = kind_of(tag) {
            self.add_kind(kind, attributes, start, text);
        }
    }

    pub(super) fn add_kind(
        &mut self,
        kind: SpanKind,
        attributes: Attributes<'_>,
        start: usize,
        text: &str,
    ) {
        let kept = text.trim_end_matches(is_blank);
        let end = start + kept.len();
        let trimmed = end - kept.trim_start_matches(is_blank).len();
        let (start, note) = match kind {
            SpanKind::Strong | SpanKind::Emphasis | SpanKind::Code if trimmed < end => (trimmed, 0),
            SpanKind::Link if self.options.links && trimmed < end => {
                let Some(address) = attributes.get("href").filter(|href| leads_away(href)) else {
                    return;
                };
                (trimmed, self.target(Some(address), None))
            }
            SpanKind::Image | SpanKind::Picture if self.options.images => {
                // Pages that load pictures late hold a stand-in until then.
                let source = attributes
                    .get("src")
                    .filter(|source| !source.trim_start().starts_with("data:"));
                let source = source.or_else(|| attributes.get("data-src"));
                (trimmed, self.target(source, attributes.get("alt")))
            }
            SpanKind::Cell | SpanKind::HeaderCell => (trimmed, columns(attributes)),
            SpanKind::Row | SpanKind::Table => (start, 0),
            _ => return,
        };
        self.list.push(Span {
            start,
            end,
            kind,
            note,
        });
    }

    /// Cuts spans to a text of this length: a picture may stand in a line of which nothing is left.
    pub(super) fn truncate(&mut self, length: usize) {
        for span in self.list.iter_mut().rev() {
            if span.end <= length {
                break;
            }
            (span.start, span.end) = (span.start.min(length), length);
        }
    }

    /// The address of a link or a picture, as the page has it.
    pub(crate) fn address(&self, span: &Span) -> &str {
        let target = self.targets.get(span.note as usize);
        target.map_or("", |target| &self.texts[target.address.clone()])
    }

    /// What a picture shows, in the page's words.
    pub(crate) fn label(&self, span: &Span) -> &str {
        let target = self.targets.get(span.note as usize);
        target.map_or("", |target| &self.texts[target.label.clone()])
    }

    fn target(&mut self, address: Option<Cow<'_, str>>, label: Option<Cow<'_, str>>) -> u32 {
        let mut keep = |text: Option<Cow<'_, str>>| {
            let start = self.texts.len();
            self.texts.push_str(text.as_deref().unwrap_or("").trim());
            start..self.texts.len()
        };
        let target = Target {
            address: keep(address),
            label: keep(label),
        };
        self.targets.push(target);
        (self.targets.len() - 1) as u32
    }
}

/// Whether an address is one, and not a script.
fn leads_away(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.get(.."javascript:".len());
    !address.is_empty() && !scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("javascript:"))
}

/// How many columns a cell spans.
fn columns(attributes: Attributes<'_>) -> u32 {
    if attributes.is_none() {
        return 1;
    }
    let stated = attributes
        .get("colspan")
        .and_then(|columns| columns.trim().parse().ok());
    stated.unwrap_or(1).clamp(1, MOST_COLUMNS)
}

/// The kind of span that elements of a name are.
#[inline]
fn kind_of(tag: Tag) -> Option<SpanKind> {
    match tag {
        Tag::A => Some(SpanKind::Link),
        Tag::B | Tag::Strong => Some(SpanKind::Strong),
        Tag::I | Tag::Em => Some(SpanKind::Emphasis),
        Tag::Code | Tag::Tt => Some(SpanKind::Code),
        Tag::Td => Some(SpanKind::Cell),
        Tag::Th => Some(SpanKind::HeaderCell),
        Tag::Tr => Some(SpanKind::Row),
        Tag::Table => Some(SpanKind::Table),
        _ => None,
    }
}
