//! The cases of the features that have names.

/// A line's outline: its length with and without a sentence's end, and the shapes that stand out.
pub(crate) const OUTLINES: &[&str] = &[
    "mark",
    "number",
    "date",
    "tiny",
    "short",
    "middling",
    "long",
    "short_sentence",
    "middling_sentence",
    "long_sentence",
    "cue",
    "names",
];
/// Where a line stands to the page's core, the best run of prose.
pub(crate) const SIDES: &[&str] = &["before", "inside", "after"];
/// Whose head stands above a line, with no prose since.
pub(crate) const HEADS: &[&str] = &[
    "none",
    "related",
    "latest",
    "topics",
    "promotion",
    "comments",
    "legal",
];
pub(super) const PLACES: &[&str] = &[
    "",
    "inside_short",
    "inside_long",
    "end_short",
    "end_long",
    "start_short",
    "start_long",
    "whole",
];
pub(super) const LEVELS: &[&str] = &["-4", "-3", "-2", "-1", "0", "+1", "+2", "+3", "+4", "edge"];
/// The outlines of a neighbour, and none at the page's edge.
pub(super) const NEXT_TO: &[&str] = &{
    let mut names = ["edge"; OUTLINES.len() + 1];
    let mut at = 0;
    while at < OUTLINES.len() {
        names[at] = OUTLINES[at];
        at += 1;
    }
    names
};
pub(super) const DATES: &[&str] = &["", "year", "time", "day", "date", "date_time"];
pub(super) const LENGTHS: &[&str] = &["short", "middling", "long"];
pub(super) const YES: &[&str] = &["", "yes"];

/// The elements that hold lines, as far as they are told apart.
pub(crate) const TAGS: &[&str] = &[
    "other",
    "p",
    "div",
    "li",
    "cell",
    "h1",
    "h2",
    "h3",
    "h4+",
    "dt",
    "dd",
    "quotation",
    "pre",
    "caption",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "nav",
    "form",
    "address",
    "button",
    "table",
    "list",
];
/// The bits of what a line stands in, in the order of `segment::html::marks`.
pub(super) const MARKS: &[&str] = &[
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "section",
    "figure",
    "caption",
    "form",
    "table",
    "cell",
    "list",
    "item",
    "terms",
    "quotation",
    "pre",
    "code",
    "details",
    "summary",
    "dialog",
    "address",
    "button",
    "label",
    "select",
    "search",
    "heading",
    "emphasis",
    "link",
    "time",
    "fieldset",
    "template",
    "small",
    "alert",
    "tab",
    "menu",
    "deleted",
    "media",
];
/// The same of microdata, in the order of `segment::html::props`.
pub(super) const PROPS: &[&str] = &[
    "body",
    "headline",
    "author",
    "published",
    "modified",
    "description",
    "comment",
    "publisher",
    "image",
    "name",
    "text",
    "topic",
    "breadcrumb",
    "rating",
    "price",
];
/// What class and id names tell: the roles of `src/cues/class_names.tsv`.
pub(crate) const ROLES: &[&str] = &[
    "body", "content", "lead", "key", "title", "byline", "time", "caption", "share", "related",
    "latest", "list", "nav", "header", "footer", "sidebar", "ad", "call", "consent", "form",
    "comment", "bio", "topics", "meta", "quote", "note", "unseen", "product", "forum", "doc",
    "faq", "box", "icon", "live", "person", "event", "inline", "replies", "card",
];
pub(super) const LINKED: &[&str] = &["none", "little", "much", "all"];
/// The texts that a page may state of itself.
pub(crate) const STATED: &[&str] = &["article", "text", "comment", "description"];
/// How much of a line stands in such a text.
pub(crate) const HELD: &[&str] = &["", "none", "some", "most", "all"];
/// How much of a page's prose has something in common.
pub(super) const MUCH: &[&str] = &["none", "little", "some", "much", "most"];
pub(super) const APART: &[&str] = &["inside", "1", "2", "3", "4+"];

pub(super) const RUNS: &[&str] = &[
    "before_16+",
    "before_8-15",
    "before_4-7",
    "before_2-3",
    "before_1",
    "inside",
    "after_1",
    "after_2-3",
    "after_4-7",
    "after_8-15",
    "after_16+",
    "no_run",
];

/// The share of a site's other pages that a line is expected on, in steps.
pub(super) const EXPECTED: &[&str] = &[
    "<=.06", "<=.12", "<=.2", "<=.35", "<=.5", "<=.7", "<=.83", "<=1",
];
/// How often a line was body text on other pages of its site.
pub(super) const OFTEN: &[&str] = &["", "never", "seldom", "half", "mostly"];
/// On how many other pages of its site a line stands.
pub(super) const SURE: &[&str] = &["1", "2-3", "4+"];
/// How surely other pages of a site say something, in steps; the least says nothing.
pub(super) const STRENGTH: &[&str] = &["", "<=.4", "<=.6", "<=.7", "<=.8", "<=.87", "<=1"];
/// What a page alone makes of a line: body text hardly, perhaps, likely.
pub(super) const ALONE: &[&str] = &["hardly", "perhaps", "likely"];
