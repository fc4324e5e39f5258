//! The elements that hold blocks: what their names, roles and classes tell.

use std::borrow::Cow;

use super::attributes::{Attributes, seen};
use super::name;
use super::tag::Tag;
use crate::chars::text_hash;

/// Bits of [`Element::marks`]: the structures that an element stands in, itself included, by name or by ARIA role.
pub(crate) mod marks {
    macro_rules! marks {
        ($($name:ident)*) => { marks!(@ 0_u32; $($name)*); };
        (@ $bit:expr; $name:ident $($rest:ident)*) => {
            pub(crate) const $name: u64 = 1 << ($bit);
            marks!(@ $bit + 1; $($rest)*);
        };
        (@ $bit:expr;) => {};
    }
    marks! {
        ARTICLE MAIN ASIDE NAV HEADER FOOTER SECTION FIGURE CAPTION FORM TABLE CELL LIST ITEM TERMS QUOTATION PRE CODE
        DETAILS SUMMARY DIALOG ADDRESS BUTTON LABEL SELECT SEARCH HEADING EMPHASIS LINK TIME FIELDSET TEMPLATE SMALL
        ALERT TAB MENU DELETED MEDIA
    }
}

/// Bits of [`Element::props`]: the microdata properties that an element stands in, itself included.
pub(crate) mod props {
    pub(crate) const BODY: u32 = 1;
    pub(crate) const HEADLINE: u32 = 1 << 1;
    pub(crate) const AUTHOR: u32 = 1 << 2;
    pub(crate) const PUBLISHED: u32 = 1 << 3;
    pub(crate) const MODIFIED: u32 = 1 << 4;
    pub(crate) const DESCRIPTION: u32 = 1 << 5;
    pub(crate) const COMMENT: u32 = 1 << 6;
    pub(crate) const PUBLISHER: u32 = 1 << 7;
    pub(crate) const IMAGE: u32 = 1 << 8;
    pub(crate) const NAME: u32 = 1 << 9;
    pub(crate) const TEXT: u32 = 1 << 10;
    pub(crate) const TOPIC: u32 = 1 << 11;
    pub(crate) const BREADCRUMB: u32 = 1 << 12;
    pub(crate) const RATING: u32 = 1 << 13;
    pub(crate) const PRICE: u32 = 1 << 14;
}

/// An element that holds blocks, or holds an element that does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Element {
    /// The index of the element around it; of the first element, the root, its own.
    pub(crate) parent: u32,
    /// Where its tokens begin in [`Flat::tokens`](super::Flat::tokens).
    pub(crate) tokens: u32,
    /// How many tokens it has.
    pub(crate) token_count: u16,
    /// How many elements are around it. Elements nested deeper than the stack holds stand at its last level.
    pub(crate) depth: u16,
    pub(crate) tag: Tag,
    /// The nearest element, itself included, that begins and ends lines.
    pub(crate) block: Tag,
    /// The level of the heading that it stands in, itself included; 0 for none.
    pub(crate) heading: u8,
    /// It, or an element around it, is not shown.
    pub(crate) hidden: bool,
    /// The structures around it: [`marks`].
    pub(crate) marks: u64,
    /// The properties around it: [`props`].
    pub(crate) props: u32,
    /// A hash of its name and its class names in any order: elements made by one template share it.
    pub(crate) shape: u32,
}

impl Element {
    /// What is around every other element.
    pub(crate) const ROOT: Element = Element {
        parent: 0,
        tokens: 0,
        token_count: 0,
        depth: 0,
        tag: Tag::Other,
        block: Tag::Other,
        heading: 0,
        hidden: false,
        marks: 0,
        props: 0,
        shape: 0,
    };
}

/// An element keeps the hashes of so many tokens of its class and id names.
const MOST_TOKENS: usize = 24;
/// A name is looked at up to so many bytes: none longer is one that a person wrote.
const LONGEST_NAME: usize = 80;
/// And so many bytes of a list of names.
const LONGEST_LIST: usize = 1_200;

/// The hash under which a token of a class or id name is kept: FNV-1a of 32 bits over its bytes, ASCII letters in lower
/// case.
pub(crate) fn token_hash(token: &str) -> u32 {
    token.bytes().fold(HASH_START, hash_step)
}

const HASH_START: u32 = 0x811c_9dc5;

#[inline]
pub(super) fn hash_step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
}

/// What classes and ids were read to say, by the hash of the attributes: those of a template come again with every
/// element that it makes.
pub(super) struct Known(Vec<Named>);

/// What the class and id names of an element say.
#[derive(Clone, Copy, Default)]
struct Named {
    /// The hash of its attributes, or 0.
    hash: u64,
    /// What they add to its shape.
    shape: u32,
    /// Where its tokens are, and how many.
    tokens: u32,
    count: u16,
}

impl Default for Known {
    fn default() -> Known {
        Known(vec![Named::default(); 1 << 8])
    }
}

impl Known {
    /// The place for a hash.
    fn place(&mut self, hash: u64) -> Option<&mut Named> {
        self.0.get_mut((hash >> 56) as usize)
    }
}

/// Reads what the attributes tell and adds it to an element; `tokens` gets the hashes of its names.
pub(super) fn describe(
    element: &mut Element,
    attributes: Attributes<'_>,
    bits: u16,
    name: u32,
    tokens: &mut Vec<u32>,
    known: &mut Known,
) {
    const OTHERS: u16 = seen::ROLE | seen::ITEM | seen::HREF;
    let names_alone = bits & seen::NAME != 0 && bits & OTHERS == 0 && element.tag != Tag::Other;
    let Some(source) = attributes.source().filter(|_| names_alone) else {
        return read(element, attributes, bits, name, tokens);
    };
    let hash = text_hash(source);
    let before = known.place(hash).filter(|own| own.hash == hash).copied();
    if let Some(own) = before {
        element.marks |= marks_of(element.tag);
        element.shape = token_hash(element.tag.name()).wrapping_add(own.shape);
        element.tokens = own.tokens;
        element.token_count = own.count;
        return;
    }
    read(element, attributes, bits, name, tokens);
    let shape = element.shape.wrapping_sub(token_hash(element.tag.name()));
    if let Some(place) = known.place(hash) {
        *place = Named {
            hash,
            shape,
            tokens: element.tokens,
            count: element.token_count,
        };
    }
}

fn read(
    element: &mut Element,
    attributes: Attributes<'_>,
    bits: u16,
    name: u32,
    tokens: &mut Vec<u32>,
) {
    element.marks |= marks_of(element.tag);
    element.shape = if element.tag == Tag::Other {
        name
    } else {
        token_hash(element.tag.name())
    };
    let first = tokens.len();
    if element.tag == Tag::Other && name != 0 {
        tokens.push(name);
    }
    if bits & (seen::NAME | seen::ROLE | seen::ITEM | seen::HREF) != 0 {
        attributes.each(|name, value| {
            let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
            // Told apart by their lengths first: most attributes are none of these.
            if name.len() == 5 && is("class") {
                let list = cut(value, LONGEST_LIST);
                for class in list.split_ascii_whitespace() {
                    element.shape = element
                        .shape
                        .wrapping_add(split_name(class, first, tokens) | 1);
                }
            } else if name.len() == 2 && is("id") {
                split_name(value, first, tokens);
            } else if name.len() == 4 && is("role") {
                element.marks |= value
                    .split_ascii_whitespace()
                    .next()
                    .map_or(0, marks_of_role);
            } else if name.len() == 8 && is("itemprop") {
                for prop in value.split_ascii_whitespace().take(8) {
                    element.props |= prop_of(prop);
                }
            } else if name.len() == 8 && is("itemtype") && value.ends_with("/Comment") {
                element.props |= props::COMMENT;
            } else if name.len() == 4 && is("href") && element.tag == Tag::A {
                element.marks |= marks::LINK;
            }
        });
    }
    element.tokens = first as u32;
    element.token_count = (tokens.len() - first) as u16;
}

/// The beginning of a text, of `most` bytes at most.
fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Keeps the hashes of a name's tokens and of the whole name, which is given back. Tokens are its words of two letters
/// and more.
fn split_name(name: &str, first: usize, tokens: &mut Vec<u32>) -> u32 {
    let bytes = cut(name, LONGEST_NAME).as_bytes();
    let hash = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(HASH_START, |hash, byte| hash_step(hash, *byte))
    };
    let mut keep = |hash: u32| {
        if tokens.len() - first < MOST_TOKENS {
            tokens.push(hash);
        }
    };
    let (mut last, mut parts) = (0, 0);
    for word in name::words(bytes) {
        last = word.len();
        if last > 1 {
            keep(hash(word));
            parts += 1;
        }
    }
    let whole = hash(bytes);
    if parts > 1 || last < bytes.len() {
        keep(whole);
    }
    whole
}

fn marks_of(tag: Tag) -> u64 {
    match tag {
        Tag::Article => marks::ARTICLE,
        Tag::Main => marks::MAIN,
        Tag::Aside => marks::ASIDE,
        Tag::Nav => marks::NAV,
        Tag::Menu | Tag::Dir => marks::MENU | marks::LIST,
        Tag::Header | Tag::Hgroup => marks::HEADER,
        Tag::Footer => marks::FOOTER,
        Tag::Section => marks::SECTION,
        Tag::Figure => marks::FIGURE,
        Tag::Figcaption | Tag::Caption => marks::CAPTION,
        Tag::Form => marks::FORM,
        Tag::Fieldset | Tag::Legend => marks::FIELDSET,
        Tag::Table => marks::TABLE,
        Tag::Td | Tag::Th => marks::CELL,
        Tag::Ul | Tag::Ol => marks::LIST,
        Tag::Li => marks::ITEM,
        Tag::Dl | Tag::Dt | Tag::Dd => marks::TERMS,
        Tag::Blockquote | Tag::Q => marks::QUOTATION,
        Tag::Pre | Tag::Listing | Tag::Xmp => marks::PRE,
        Tag::Code | Tag::Tt => marks::CODE,
        Tag::Details => marks::DETAILS,
        Tag::Summary => marks::SUMMARY,
        Tag::Dialog => marks::DIALOG,
        Tag::Address => marks::ADDRESS,
        Tag::Button => marks::BUTTON,
        Tag::Label => marks::LABEL,
        Tag::Select | Tag::Option | Tag::Optgroup | Tag::Datalist => marks::SELECT,
        Tag::Search => marks::SEARCH,
        Tag::Time => marks::TIME,
        Tag::Template => marks::TEMPLATE,
        Tag::Small => marks::SMALL,
        Tag::Del | Tag::S | Tag::Strike => marks::DELETED,
        Tag::Video | Tag::Audio | Tag::Canvas | Tag::Object => marks::MEDIA,
        Tag::B | Tag::Strong | Tag::Em | Tag::I | Tag::Mark => marks::EMPHASIS,
        _ if tag.heading() > 0 => marks::HEADING,
        _ => 0,
    }
}

/// The structure that a role stands for. Roles with an element of their own are one with it.
fn marks_of_role(role: &str) -> u64 {
    match &*key_of(role) {
        "article" => marks::ARTICLE,
        "main" => marks::MAIN,
        "complementary" | "note" | "doc-tip" => marks::ASIDE,
        "navigation" | "doc-toc" => marks::NAV,
        "menu" | "menubar" | "menuitem" | "toolbar" => marks::MENU,
        "banner" => marks::HEADER,
        "contentinfo" => marks::FOOTER,
        "region" => marks::SECTION,
        "figure" | "img" => marks::FIGURE,
        "caption" => marks::CAPTION,
        "form" => marks::FORM,
        "group" | "radiogroup" => marks::FIELDSET,
        "table" | "grid" | "treegrid" => marks::TABLE,
        "cell" | "gridcell" | "columnheader" | "rowheader" => marks::CELL,
        "list" | "feed" => marks::LIST,
        "listitem" => marks::ITEM,
        "definition" | "term" => marks::TERMS,
        "blockquote" => marks::QUOTATION,
        "code" => marks::CODE,
        "dialog" | "alertdialog" => marks::DIALOG,
        "alert" | "status" | "log" => marks::ALERT,
        "button" | "switch" => marks::BUTTON,
        "listbox" | "option" | "combobox" => marks::SELECT,
        "search" | "searchbox" => marks::SEARCH,
        "heading" => marks::HEADING,
        "link" => marks::LINK,
        "tab" | "tablist" => marks::TAB,
        "time" => marks::TIME,
        _ => 0,
    }
}

fn key_of(role: &str) -> Cow<'_, str> {
    let role = cut(role, 32);
    if role.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(role.to_ascii_lowercase())
    } else {
        Cow::Borrowed(role)
    }
}

/// The property that a token of `itemprop` names.
fn prop_of(prop: &str) -> u32 {
    match prop {
        "articleBody" | "reviewBody" | "liveBlogUpdate" => props::BODY,
        "headline" | "alternativeHeadline" => props::HEADLINE,
        "author" | "creator" | "editor" | "contributor" => props::AUTHOR,
        "datePublished" | "dateCreated" | "uploadDate" => props::PUBLISHED,
        "dateModified" => props::MODIFIED,
        "description" | "abstract" => props::DESCRIPTION,
        "comment" | "suggestedAnswer" => props::COMMENT,
        "publisher" => props::PUBLISHER,
        "image" | "thumbnail" | "video" | "caption" => props::IMAGE,
        "name" => props::NAME,
        "text" | "acceptedAnswer" => props::TEXT,
        "keywords" | "about" | "articleSection" | "genre" => props::TOPIC,
        "breadcrumb" | "itemListElement" => props::BREADCRUMB,
        "aggregateRating" | "ratingValue" | "reviewRating" => props::RATING,
        "price" | "offers" | "sku" | "gtin" => props::PRICE,
        _ => 0,
    }
}
