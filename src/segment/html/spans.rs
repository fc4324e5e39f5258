//! Inline markup and the parts of tables as ranges of the flattened text, kept for writers of formatted text.

use std::borrow::Cow;
use std::collections::BTreeMap;
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
    /// Code whose class names its language.
    Language,
}

/// A range of the text with inline markup, or a part of a table. Spans are in order of their ends; an inner one comes
/// before the outer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: SpanKind,
    /// Of links, pictures and code with a language, the index in [`Spans::targets`]. Of cells, how many columns they
    /// span, and, from the bit [`ROWS`] on, how many rows below.
    pub(crate) note: u32,
}

/// The first bit of the rows below that a cell spans.
const ROWS: u32 = 16;

impl Span {
    /// How many columns a cell spans, 1 to 32.
    pub(crate) fn columns(&self) -> usize {
        (self.note & ((1 << ROWS) - 1)) as usize
    }

    /// How many rows a cell spans, 1 to 1,000.
    pub(crate) fn rows(&self) -> usize {
        (self.note >> ROWS) as usize + 1
    }
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
    /// The numbers of the first items of numbered lists that do not begin with 1, by the lists' elements.
    starts: BTreeMap<u32, u32>,
    /// Addresses and labels, one behind the other.
    texts: String,
    options: Options,
}

/// A cell that says it spans more columns or rows than these spans so many.
const MOST_COLUMNS: u32 = 32;
const MOST_ROWS: u32 = 1000;
/// The greatest number of an item that Markdown can have.
const MOST_ITEMS: u32 = 999_999_999;
/// The longest name of a language in bytes.
const LONGEST_LANGUAGE: usize = 32;

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
        if matches!(tag, Tag::Pre | Tag::Code) && !attributes.is_none() {
            self.add_kind(SpanKind::Language, attributes, start, text);
        }
        if let Some(kind) = kind_of(tag) {
            self.add_kind(kind, attributes, start, text);
        }
    }

    /// Notes the number of the first item of a list.
    pub(super) fn add_list(&mut self, element: u32, attributes: Attributes<'_>) {
        let start = attributes.get("start");
        let start = start.and_then(|start| start.trim().parse().ok());
        if let Some(start) = start.filter(|start| *start != 1 && *start <= MOST_ITEMS) {
            self.starts.insert(element, start);
        }
    }

    /// The number of the first item of a list.
    pub(crate) fn first_number(&self, element: u32) -> usize {
        self.starts.get(&element).map_or(1, |start| *start as usize)
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
            SpanKind::Cell | SpanKind::HeaderCell => {
                let columns = stated(attributes, "colspan", MOST_COLUMNS);
                let rows = stated(attributes, "rowspan", MOST_ROWS);
                (trimmed, columns | (rows - 1) << ROWS)
            }
            SpanKind::Language if trimmed < end => {
                let classes = attributes.get("class");
                let Some(language) = classes.as_deref().and_then(language) else {
                    return;
                };
                (trimmed, self.target(None, Some(language.into())))
            }
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

    /// What a picture shows, in the page's words; the name of a language.
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

/// A number that an attribute states, from 1 to a most; 1 without it.
fn stated(attributes: Attributes<'_>, name: &str, most: u32) -> u32 {
    if attributes.is_none() {
        return 1;
    }
    let stated = attributes
        .get(name)
        .and_then(|number| number.trim().parse().ok());
    stated.unwrap_or(1).clamp(1, most)
}

/// The language that classes name in the way of the HTML standard (section 4.5.15): `language-rust`; `lang-rust` is
/// widespread as well.
fn language(classes: &str) -> Option<&str> {
    let is_name = |name: &&str| {
        let known = |c: char| c.is_ascii_alphanumeric() || "+#-_.".contains(c);
        (1..=LONGEST_LANGUAGE).contains(&name.len()) && name.chars().all(known)
    };
    let mut classes = classes.split_ascii_whitespace();
    classes.find_map(|class| {
        let name = class.strip_prefix("language-");
        name.or_else(|| class.strip_prefix("lang-")).filter(is_name)
    })
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
