//! Attributes of a start tag, read when somebody asks.

use std::borrow::Cow;

use super::references;
use super::walk::Walk;

/// Attributes that are worth asking for, seen on the way past; names are told apart without reading values twice.
pub(crate) mod seen {
    pub(crate) const CLASS: u16 = 1;
    pub(crate) const HREF: u16 = 1 << 1;
    pub(crate) const ROLE: u16 = 1 << 2;
    /// `itemprop` or `itemtype`.
    pub(crate) const ITEM: u16 = 1 << 3;
    pub(crate) const REL: u16 = 1 << 4;
    /// `hidden`, `aria-hidden="true"`, or a style that shows nothing.
    pub(crate) const HIDDEN: u16 = 1 << 5;
    /// `shadowrootmode`: a template whose content is shown. Set as well for a `noscript` element that is read.
    pub(crate) const SHOWN: u16 = 1 << 6;
    /// `type` of linked data.
    pub(crate) const LINKED_DATA: u16 = 1 << 7;
    /// `charset`, `content`, `datetime`, `http-equiv`, `lang`, `name` or `property`.
    pub(crate) const OTHER: u16 = 1 << 8;
    pub(crate) const ID: u16 = 1 << 9;
    /// One of `class`, `id` and `href` more than once.
    pub(crate) const TWICE: u16 = 1 << 10;
    pub(crate) const NAME: u16 = CLASS | ID;
}

/// The attributes of one element. Values are decoded when they are asked for; the first of two with one name counts.
#[derive(Clone, Copy)]
pub(crate) enum Attributes<'a> {
    /// Those of a start tag.
    Source(Source<'a>),
    /// An element of a tree.
    Element(&'a scraper::node::Element),
}

/// The source of a start tag, from behind the name on, and those of its values that are asked for at every element: so
/// that most tags are gone through once. A value is empty where there is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct Source<'a> {
    text: &'a str,
    class: &'a str,
    id: &'a str,
    href: &'a str,
}

impl<'a> Source<'a> {
    /// Reads the attributes at the start of a text, up to the closing `>`. Returns what is [`seen`] as well, and the place
    /// behind the `>`, if there is one.
    pub(super) fn read(text: &'a str) -> (Source<'a>, u16, Walk<'a>) {
        let mut source = Source::default();
        let mut bits = 0;
        let mut walk = Walk::new(text);
        for (name, value) in walk.by_ref() {
            let own = notable(name.as_bytes(), value.as_bytes());
            if own & (seen::NAME | seen::HREF) != 0 {
                bits |= if bits & own == 0 { 0 } else { seen::TWICE };
                match own {
                    seen::CLASS => source.class = value,
                    seen::ID => source.id = value,
                    _ => source.href = value,
                }
            }
            bits |= own;
        }
        let end = walk.at - usize::from(walk.closed);
        source.text = text.get(..end).unwrap_or_default();
        (source, bits, walk)
    }
}

impl<'a> Attributes<'a> {
    /// No attributes.
    pub(crate) const NONE: Attributes<'static> = Attributes::Source(Source {
        text: "",
        class: "",
        id: "",
        href: "",
    });

    /// Those of a source, and what is [`seen`] of them.
    #[cfg(test)]
    pub(crate) fn of_source(source: &'a str) -> (Attributes<'a>, u16) {
        let (source, bits, _) = Source::read(source);
        (Attributes::Source(source), bits)
    }

    /// Whether there are none.
    #[inline]
    pub(crate) fn is_none(self) -> bool {
        matches!(self, Attributes::Source(source) if source.text.len() <= 1)
    }

    /// The values of `class`, `id` and `href` without character references decoded, given what is [`seen`]; `None` where
    /// one of them is there twice.
    #[inline]
    pub(crate) fn names(self, bits: u16) -> Option<[&'a str; 3]> {
        match self {
            _ if bits & seen::TWICE != 0 => None,
            Attributes::Source(source) => Some([source.class, source.id, source.href]),
            Attributes::Element(element) => {
                Some(["class", "id", "href"].map(|name| element.attr(name).unwrap_or_default()))
            }
        }
    }

    /// The value of an attribute, by its name in lower case.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        match self {
            Attributes::Source(source) => Walk::new(source.text)
                .find(|(found, _)| found.eq_ignore_ascii_case(name))
                .map(|(_, value)| references::decode_value(value)),
            Attributes::Element(element) => element.attr(name).map(Cow::Borrowed),
        }
    }

    /// Calls `visit` for each attribute with its name as written and its value without character references decoded:
    /// enough for names of classes and the like, which hold none.
    pub(crate) fn each(self, mut visit: impl FnMut(&'a str, &'a str)) {
        match self {
            Attributes::Source(source) => {
                Walk::new(source.text).for_each(|(name, value)| visit(name, value))
            }
            Attributes::Element(element) => {
                element.attrs().for_each(|(name, value)| visit(name, value))
            }
        }
    }

    /// A value that [`each`](Attributes::each) gave, with its character references decoded.
    pub(crate) fn decoded(self, value: &'a str) -> Cow<'a, str> {
        match self {
            Attributes::Source(_) => references::decode_value(value),
            Attributes::Element(_) => Cow::Borrowed(value),
        }
    }

    /// What [`seen`] tells of the attributes.
    pub(crate) fn seen(self) -> u16 {
        let mut bits = 0;
        self.each(|name, value| bits |= notable(name.as_bytes(), value.as_bytes()));
        bits
    }
}

/// The bit of [`seen`] for an attribute.
pub(super) fn notable(name: &[u8], value: &[u8]) -> u16 {
    let is = |wanted: &str| name.eq_ignore_ascii_case(wanted.as_bytes());
    let when = |condition: bool, bit: u16| if condition { bit } else { 0 };
    let Some(first) = name.first() else { return 0 };
    match first | 0x20 {
        b'c' if name.len() == 5 => when(is("class"), seen::CLASS),
        b'c' => when(is("content") || is("charset"), seen::OTHER),
        b'i' if name.len() == 2 => when(is("id"), seen::ID),
        b'i' => when(is("itemprop") || is("itemtype"), seen::ITEM),
        b'h' if name.len() == 4 => when(is("href"), seen::HREF),
        b'h' if is("hidden") => when(!value.eq_ignore_ascii_case(b"false"), seen::HIDDEN),
        b'h' => when(is("http-equiv"), seen::OTHER),
        b'a' if name.len() == 11 => when(
            is("aria-hidden") && value.eq_ignore_ascii_case(b"true"),
            seen::HIDDEN,
        ),
        b's' if is("style") => when(shows_nothing(value), seen::HIDDEN),
        b's' => when(is("shadowrootmode") || is("shadowroot"), seen::SHOWN),
        b'r' => when(is("role"), seen::ROLE) | when(is("rel"), seen::REL),
        b't' if is("type") => when(is_linked_data(value), seen::LINKED_DATA),
        b'd' | b'l' | b'n' | b'p' => when(
            is("datetime") || is("lang") || is("name") || is("property"),
            seen::OTHER,
        ),
        _ => 0,
    }
}

fn is_linked_data(value: &[u8]) -> bool {
    let end = value.iter().position(|byte| *byte == b';');
    value[..end.unwrap_or(value.len())]
        .trim_ascii()
        .eq_ignore_ascii_case(b"application/ld+json")
}

/// Whether a style says `display: none` or `visibility: hidden`.
fn shows_nothing(style: &[u8]) -> bool {
    if memchr::memchr2(b'y', b'Y', style).is_none() {
        return false;
    }
    style.split(|byte| *byte == b';').any(|declaration| {
        let Some(colon) = memchr::memchr(b':', declaration) else {
            return false;
        };
        let property = declaration[..colon].trim_ascii();
        let value = &declaration[colon + 1..];
        let end = value.iter().position(|byte| *byte == b'!');
        let value = value[..end.unwrap_or(value.len())].trim_ascii();
        property.eq_ignore_ascii_case(b"display") && value.eq_ignore_ascii_case(b"none")
            || property.eq_ignore_ascii_case(b"visibility") && value.eq_ignore_ascii_case(b"hidden")
    })
}
