//! Inline markup as ranges of the flattened text, kept for writers of formatted text.

use std::ops::Range;

use super::attributes::Attributes;
use super::space::is_blank;
use super::tag::Tag;

/// What a range of the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SpanKind {
    /// A link; the target is its address.
    Link,
    /// Bold text.
    Strong,
    /// Italic text.
    Emphasis,
    /// Code within a line.
    Code,
    /// A picture, an empty range where it stands; the target is its address, the label what it shows.
    Image,
}

/// A range of the text with inline markup. Spans are in order of their ends; an inner one comes before the outer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    pub(crate) range: Range<usize>,
    pub(crate) kind: SpanKind,
    /// A range of [`Spans::targets`].
    pub(crate) target: Range<usize>,
    /// A range of [`Spans::targets`].
    pub(crate) label: Range<usize>,
}

/// The inline markup of a page.
#[derive(Clone, Default, Debug)]
pub(crate) struct Spans {
    pub(crate) list: Vec<Span>,
    /// Addresses and labels, one behind the other.
    pub(crate) targets: String,
}

impl Spans {
    /// Notes the element of `tag` that began where `text` begins, `start` bytes into the page's text, and ends with it.
    pub(super) fn add(&mut self, tag: Tag, attributes: Attributes<'_>, start: usize, text: &str) {
        let Some(kind) = kind_of(tag) else { return };
        let kept = text.trim_end_matches(is_blank);
        let end = start + kept.len();
        let start = end - kept.trim_start_matches(is_blank).len();
        if start == end && kind != SpanKind::Image {
            return;
        }
        let (target, label) = match kind {
            SpanKind::Link => (self.keep(attributes, "href"), 0..0),
            SpanKind::Image => (self.keep(attributes, "src"), self.keep(attributes, "alt")),
            _ => (0..0, 0..0),
        };
        self.list.push(Span {
            range: start..end,
            kind,
            target,
            label,
        });
    }

    /// Cuts spans to a text of this length: a picture may stand in a line of which nothing is left.
    pub(super) fn truncate(&mut self, length: usize) {
        for span in self.list.iter_mut().rev() {
            if span.range.end <= length {
                break;
            }
            span.range = span.range.start.min(length)..length;
        }
    }

    fn keep(&mut self, attributes: Attributes<'_>, name: &str) -> Range<usize> {
        let start = self.targets.len();
        if let Some(value) = attributes.get(name) {
            self.targets.push_str(value.trim());
        }
        start..self.targets.len()
    }
}

/// The kind of span that elements of a name are.
fn kind_of(tag: Tag) -> Option<SpanKind> {
    match tag {
        Tag::A => Some(SpanKind::Link),
        Tag::B | Tag::Strong => Some(SpanKind::Strong),
        Tag::I | Tag::Em => Some(SpanKind::Emphasis),
        Tag::Code | Tag::Tt => Some(SpanKind::Code),
        Tag::Img | Tag::Image => Some(SpanKind::Image),
        _ => None,
    }
}
