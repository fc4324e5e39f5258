//! Element names, and what each of them means to blocks.

use std::ops::BitOr;

use super::walk::{ends_tag_name, tag_ends};
use crate::chars::{HIGH, below, each};

/// A set of [`Tag`] properties.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits(u16);

impl Traits {
    const NONE: Traits = Traits(0);
    /// Begins and ends a line.
    pub(crate) const LINE: Traits = Traits(1);
    /// Begins and ends a line, with a blank line between it and its neighbours.
    pub(crate) const PARAGRAPH: Traits = Traits(1 << 1);
    /// Has no content and no end tag.
    pub(crate) const VOID: Traits = Traits(1 << 2);
    /// The standard's "special" category: a stray end tag of an inline element does not reach through it.
    pub(crate) const SPECIAL: Traits = Traits(1 << 3);
    /// Ends every scope of the standard: an end tag inside closes nothing outside.
    pub(crate) const SCOPE: Traits = Traits(1 << 4);
    /// Its start tag ends an open paragraph.
    pub(crate) const ENDS_P: Traits = Traits(1 << 5);
    /// The standard's formatting elements: their end tags may stand across block ends.
    pub(crate) const FORMATTING: Traits = Traits(1 << 6);
    /// Its content is never shown.
    pub(crate) const DROPPED: Traits = Traits(1 << 7);
    /// Gives its text weight.
    pub(crate) const EMPHASIS: Traits = Traits(1 << 8);
    /// Keeps its white space.
    pub(crate) const VERBATIM: Traits = Traits(1 << 9);

    /// Whether any of `other` is in the set.
    #[inline]
    pub(crate) const fn any(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

impl BitOr for Traits {
    type Output = Traits;

    fn bitor(self, other: Traits) -> Traits {
        self.and(other)
    }
}

const N: Traits = Traits::NONE;
const L: Traits = Traits::LINE.and(Traits::SPECIAL);
const P: Traits = Traits::PARAGRAPH.and(Traits::SPECIAL);
const V: Traits = Traits::VOID;
const S: Traits = Traits::SPECIAL;
const C: Traits = Traits::SCOPE;
const E: Traits = Traits::ENDS_P;
const F: Traits = Traits::FORMATTING;
const D: Traits = Traits::DROPPED;
const B: Traits = Traits::EMPHASIS;
const W: Traits = Traits::VERBATIM;

/// An element name as sixteen bytes: names compare and dispatch as one number. Longer names are no known ones.
pub(crate) const fn key(name: &[u8]) -> u128 {
    if name.len() > 16 {
        return 0;
    }
    let mut bytes = [0; 16];
    let mut at = 0;
    while at < name.len() {
        bytes[at] = name[at].to_ascii_lowercase();
        at += 1;
    }
    u128::from_le_bytes(bytes)
}

/// The tag of a name at the start of a text, and how many bytes the name has.
///
/// Nearly all names have fewer than eight bytes, and are read in one look.
#[inline]
pub(super) fn read(text: &[u8]) -> (Tag, usize) {
    if let Some(eight) = text.first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let ends = tag_ends(word);
        let bits = ends.trailing_zeros() & 0x38;
        // A control character may be part of a name.
        if ends != 0 && ends_tag_name((word >> bits) as u8) {
            let key = lower_case(word & below(ends));
            return (Tag::of_short(key), bits as usize / 8);
        }
    }
    let length = text.iter().position(|byte| ends_tag_name(*byte));
    let name = &text[..length.unwrap_or(text.len())];
    (Tag::of_name(name), name.len())
}

/// Eight bytes with ASCII's capitals in lower case.
#[inline]
fn lower_case(word: u64) -> u64 {
    // Without their high bits, no byte carries into the next; the sums' high bits tell the comparisons.
    let low = word & !HIGH;
    let from_a = low + each(0x80 - b'A');
    let behind_z = low + each(0x7f - b'Z');
    word | (from_a & !behind_z & !word & HIGH) >> 2
}

/// The tags whose keys have up to eight bytes, by the keys: open addressing.
static SHORT: [(u64, Tag); SLOTS] = {
    let mut slots = [(0, Tag::Other); SLOTS];
    let mut next = 0;
    while next < KNOWN.len() {
        let (key, tag) = KNOWN[next];
        if key <= u64::MAX as u128 {
            let mut at = slot_of(key as u64);
            while slots[at % SLOTS].0 != 0 {
                at += 1;
            }
            slots[at % SLOTS] = (key as u64, tag);
        }
        next += 1;
    }
    slots
};

/// Four times as many as there are tags, so that hardly any stands in another's way.
const SLOTS: usize = 512;

/// The slot at which a key is looked for.
#[inline]
const fn slot_of(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

macro_rules! tags {
    ($($variant:ident $name:literal $traits:expr;)*) => {
        /// The name of an element, as far as it matters to blocks.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub(crate) enum Tag {
            $(#[doc = $name] $variant,)*
            /// Any other name, and the root of the page.
            Other,
        }

        const KNOWN: &[(u128, Tag)] = &[$((keys::$variant, Tag::$variant),)*];

        mod keys {
            #![allow(non_upper_case_globals, reason = "named after the variants they stand for")]
            $(pub(super) const $variant: u128 = super::key($name.as_bytes());)*
        }

        impl Tag {
            /// How many tags there are.
            pub(crate) const COUNT: usize = Tag::Other as usize + 1;

            /// The tag of a [`key`].
            pub(crate) fn of(key: u128) -> Tag {
                match key {
                    $(keys::$variant => Tag::$variant,)*
                    _ => Tag::Other,
                }
            }

            /// The tag of a key of up to eight bytes.
            #[inline]
            pub(super) fn of_short(key: u64) -> Tag {
                let mut at = slot_of(key);
                loop {
                    let (own, tag) = SHORT[at % SLOTS];
                    if own == key || own == 0 {
                        return tag;
                    }
                    at += 1;
                }
            }

            /// The name in lower case; empty for [`Tag::Other`].
            pub(crate) fn name(self) -> &'static str {
                const NAMES: [&str; Tag::COUNT] = [$($name,)* ""];
                NAMES[self as usize]
            }

            /// What the element means to blocks.
            #[inline]
            pub(crate) fn traits(self) -> Traits {
                const TRAITS: [Traits; Tag::COUNT] = [$($traits,)* N];
                TRAITS[self as usize]
            }
        }
    };
}

tags! {
    A "a" F;
    Address "address" L.and(E);
    Annotation "annotation" D;
    AnnotationXml "annotation-xml" D;
    Applet "applet" S.and(C);
    Area "area" V.and(S);
    Article "article" L.and(E);
    Aside "aside" L.and(E);
    Audio "audio" N;
    B "b" F.and(B);
    Base "base" V.and(S);
    Big "big" F;
    Blockquote "blockquote" P.and(E);
    Body "body" L;
    Br "br" V.and(S);
    Button "button" S;
    Canvas "canvas" N;
    Caption "caption" L.and(C);
    Center "center" L.and(E);
    Code "code" F;
    Col "col" V.and(S);
    Colgroup "colgroup" L;
    Datalist "datalist" N;
    Dd "dd" L.and(E);
    Del "del" N;
    Details "details" L.and(E);
    Dialog "dialog" L.and(E);
    Dir "dir" P.and(E);
    Div "div" L.and(E);
    Dl "dl" P.and(E);
    Dt "dt" L.and(E);
    Em "em" F.and(B);
    Embed "embed" V.and(S);
    Fieldset "fieldset" L.and(E);
    Figcaption "figcaption" L.and(E);
    Figure "figure" P.and(E);
    Font "font" F;
    Footer "footer" L.and(E);
    Form "form" L.and(E);
    Frame "frame" V.and(S);
    Frameset "frameset" S;
    H1 "h1" P.and(E);
    H2 "h2" P.and(E);
    H3 "h3" P.and(E);
    H4 "h4" P.and(E);
    H5 "h5" P.and(E);
    H6 "h6" P.and(E);
    Head "head" L;
    Header "header" L.and(E);
    Hgroup "hgroup" L.and(E);
    Hr "hr" P.and(E).and(V);
    Html "html" L.and(C);
    I "i" F.and(B);
    Iframe "iframe" S.and(D);
    Image "image" V;
    Img "img" V.and(S);
    Input "input" V.and(S);
    Ins "ins" N;
    Label "label" N;
    Legend "legend" L;
    Li "li" L.and(E);
    Link "link" V.and(S);
    Listing "listing" P.and(E).and(W);
    Main "main" L.and(E);
    Mark "mark" B;
    Marquee "marquee" S.and(C);
    Math "math" N;
    Menu "menu" P.and(E);
    Meta "meta" V.and(S);
    Nav "nav" L.and(E);
    Nobr "nobr" F;
    Noembed "noembed" S.and(D);
    Noframes "noframes" S.and(D);
    Noscript "noscript" S.and(C).and(D);
    Object "object" S.and(C);
    Ol "ol" P.and(E);
    Optgroup "optgroup" N;
    Option "option" N;
    P "p" P.and(E);
    Param "param" V.and(S);
    Plaintext "plaintext" P.and(E).and(W);
    Pre "pre" P.and(E).and(W);
    Q "q" N;
    Rp "rp" N;
    Rt "rt" N;
    Ruby "ruby" N;
    S "s" F;
    Script "script" S.and(D);
    Search "search" L.and(E);
    Section "section" L.and(E);
    Select "select" L;
    Small "small" F;
    Source "source" V.and(S);
    Span "span" N;
    Strike "strike" F;
    Strong "strong" F.and(B);
    Style "style" S.and(D);
    Sub "sub" N;
    Summary "summary" L.and(E);
    Sup "sup" N;
    Svg "svg" D;
    Table "table" P.and(C).and(E);
    Tbody "tbody" L;
    Td "td" S.and(C);
    Template "template" S.and(C).and(D);
    Textarea "textarea" S.and(D);
    Tfoot "tfoot" L;
    Th "th" S.and(C);
    Thead "thead" L;
    Time "time" N;
    Title "title" S.and(D);
    Tr "tr" L;
    Track "track" V.and(S);
    Tt "tt" F;
    U "u" F;
    Ul "ul" P.and(E);
    Var "var" N;
    Video "video" N;
    Wbr "wbr" V.and(S);
    Xmp "xmp" P.and(E).and(W);
}

impl Tag {
    /// The tag of a name in any case.
    pub(crate) fn of_name(name: &[u8]) -> Tag {
        Tag::of(key(name))
    }

    /// The level of a heading, 1 to 6; 0 for other elements.
    #[inline]
    pub(crate) fn heading(self) -> u8 {
        if (Tag::H1 as u8..=Tag::H6 as u8).contains(&(self as u8)) {
            self as u8 - Tag::H1 as u8 + 1
        } else {
            0
        }
    }

    /// Whether the element stands in a table only.
    pub(super) fn is_table_part(self) -> bool {
        matches!(
            self,
            Tag::Td
                | Tag::Th
                | Tag::Tr
                | Tag::Tbody
                | Tag::Thead
                | Tag::Tfoot
                | Tag::Caption
                | Tag::Colgroup
        )
    }

    /// Whether the element begins and ends lines.
    #[inline]
    pub(crate) fn is_block(self) -> bool {
        self.traits().any(Traits::LINE | Traits::PARAGRAPH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_as_it_is_looked_up() {
        for (key, tag) in KNOWN {
            let name = tag.name();
            assert_eq!(super::key(name.as_bytes()), *key);
            assert_eq!(Tag::of(*key), *tag);
            for behind in [
                "",
                ">",
                " >",
                "/>",
                "\n class=x",
                ">text and more",
                "x>",
                "\u{b}>",
                "é>",
            ] {
                for name in [name.to_owned(), name.to_uppercase()] {
                    let text = format!("{name}{behind}");
                    let own = text.split(['>', ' ', '/', '\n']).next().unwrap_or_default();
                    let expected = (Tag::of_name(own.as_bytes()), own.len());
                    assert_eq!(read(text.as_bytes()), expected, "{text:?}");
                }
            }
        }
    }
}
