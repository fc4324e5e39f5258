//! The elements that hold blocks: what their names, roles and classes tell.

use std::borrow::Cow;

use super::attributes::{Attributes, seen};
use super::named::{Known, Named, cut};
use super::tag::Tag;

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
    /// The roles of its own name, class and id, a bit each in the order of [`ROLES`](crate::reason::ROLES).
    pub(crate) roles: u64,
}

impl Element {
    /// What is around every other element.
    pub(crate) const ROOT: Element = Element {
        parent: 0,
        depth: 0,
        tag: Tag::Other,
        block: Tag::Other,
        heading: 0,
        hidden: false,
        marks: 0,
        props: 0,
        shape: 0,
        roles: 0,
    };
}

/// Reads what the attributes tell and adds it to an element.
pub(super) fn describe(
    element: &mut Element,
    attributes: Attributes<'_>,
    bits: u16,
    name: u32,
    known: &mut Known,
) {
    element.marks |= marks_of(element.tag);
    if element.tag == Tag::A && bits & seen::HREF != 0 {
        element.marks |= marks::LINK;
    }
    let mut named = Named::of_tag(element.tag, name);
    if bits & seen::NAME != 0 {
        named.add(attributes, bits, known);
    }
    element.shape = named.shape;
    // The page's outermost elements tell of the page as a whole.
    element.roles = match element.tag {
        Tag::Html | Tag::Body => 0,
        _ => named.roles,
    };
    if bits & (seen::ROLE | seen::ITEM) == 0 {
        return;
    }
    attributes.each(|name, value| {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        // Told apart by their lengths first: most attributes are none of these.
        if name.len() == 4 && is("role") {
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
        }
    });
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
