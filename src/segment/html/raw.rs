//! Where content ends that is no markup: comments, scripts, styles, graphics.

use memchr::{memchr, memchr_iter, memchr2};

use super::tag::{Tag, key};
use super::walk::{Walk, is_space};

/// Behind a comment, from behind its `<!--` on.
pub(super) fn comment(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start.min(bytes.len())..];
    if rest.starts_with(b">") {
        return start + 1;
    }
    if rest.starts_with(b"->") {
        return start + 2;
    }
    for at in memchr_iter(b'>', rest) {
        if rest[..at].ends_with(b"--") || rest[..at].ends_with(b"--!") {
            return start + at + 1;
        }
    }
    bytes.len()
}

/// Behind a declaration, a processing instruction or any other comment that ends with the first `>`.
pub(super) fn declaration(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start.min(bytes.len())..];
    memchr(b'>', rest).map_or(bytes.len(), |at| start + at + 1)
}

/// Whether an end tag of this name stands at `at`, and the byte behind its name.
fn end_name(bytes: &[u8], at: usize, name: &[u8]) -> Option<usize> {
    let behind = at + 2 + name.len();
    let found = bytes.get(at + 2..behind)?;
    let ends = bytes
        .get(behind)
        .is_some_and(|b| is_space(*b) || matches!(b, b'/' | b'>'));
    (bytes[at..].starts_with(b"</") && found.eq_ignore_ascii_case(name) && ends).then_some(behind)
}

/// Behind the `>` of a tag whose attributes begin at `at`.
fn behind_tag(source: &str, at: usize) -> usize {
    let mut walk = Walk::new(source.get(at..).unwrap_or_default());
    walk.by_ref().for_each(drop);
    at + walk.at
}

/// Where the content ends that only an end tag of this name ends, and the byte behind that tag.
pub(super) fn element(source: &str, start: usize, name: &str) -> (usize, usize) {
    let bytes = source.as_bytes();
    for found in memchr_iter(b'<', &bytes[start..]) {
        let at = start + found;
        if let Some(behind) = end_name(bytes, at, name.as_bytes()) {
            return (at, behind_tag(source, behind));
        }
    }
    (bytes.len(), bytes.len())
}

/// How a script stands to the comments in it: a script start tag behind `<!--` hides the next end tag.
#[derive(Clone, Copy, PartialEq)]
enum Escape {
    No,
    Once,
    Twice,
}

/// Where a script's content ends, and the byte behind its end tag.
pub(super) fn script(source: &str, start: usize) -> (usize, usize) {
    const NAME: &[u8] = b"script";
    let bytes = source.as_bytes();
    let mut escape = Escape::No;
    let mut at = start;
    loop {
        let rest = &bytes[at.min(bytes.len())..];
        let found = match escape {
            Escape::No => memchr(b'<', rest),
            Escape::Once | Escape::Twice => memchr2(b'<', b'-', rest),
        };
        let Some(found) = found else {
            return (bytes.len(), bytes.len());
        };
        at += found;
        let rest = &bytes[at..];
        if rest[0] == b'-' {
            if rest.starts_with(b"-->") {
                escape = Escape::No;
            }
            at += 1;
        } else if let Some(behind) = end_name(bytes, at, NAME) {
            if escape != Escape::Twice {
                return (at, behind_tag(source, behind));
            }
            escape = Escape::Once;
            at = behind;
        } else if escape == Escape::No && rest.starts_with(b"<!--") {
            // The dashes may be those that end it: `<!-->`.
            escape = Escape::Once;
            at += 2;
        } else if escape == Escape::Once && is_script_start(rest) {
            escape = Escape::Twice;
            at += 1 + NAME.len();
        } else {
            at += 1;
        }
    }
}

fn is_script_start(rest: &[u8]) -> bool {
    rest.get(1..7)
        .is_some_and(|name| name.eq_ignore_ascii_case(b"script"))
        && rest
            .get(7)
            .is_some_and(|b| is_space(*b) || matches!(b, b'/' | b'>'))
}

/// Behind the `</svg>` that ends a graphic, or before a tag that ends it for want of one: that of an HTML element.
///
/// Where an element of HTML stays open in the title of a graphic, parsers let `</svg>` pass and take the rest of the page
/// for a part of the title; here the graphic ends, and what follows is read.
pub(super) fn graphic(source: &str, start: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    // The open elements that hold HTML in the innermost graphic, and in the graphics around it.
    let mut foreign = 0_u32;
    let mut around: Vec<u32> = Vec::new();
    while let Some(found) = memchr(b'<', &bytes[at.min(bytes.len())..]) {
        at += found;
        let rest = &bytes[at..];
        let is_end = rest.get(1) == Some(&b'/');
        let name_at = at + 1 + usize::from(is_end);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            at = if rest.starts_with(b"<!--") {
                comment(bytes, at + 4)
            } else if rest.starts_with(b"<![CDATA[") {
                memchr::memmem::find(rest, b"]]>").map_or(bytes.len(), |end| at + end + 3)
            } else if matches!(rest.get(1), Some(b'!' | b'?' | b'/')) {
                declaration(bytes, at + 2)
            } else {
                at + 1
            };
            continue;
        }
        let name = &source[name_at..];
        let length = name
            .bytes()
            .position(|b| is_space(b) || matches!(b, b'/' | b'>'));
        let name = &name[..length.unwrap_or(name.len())];
        let tag = Tag::of(key(name.as_bytes()));
        let ends_it = if is_end {
            matches!(tag, Tag::P | Tag::Br)
        } else {
            breaks_out(tag)
        };
        if ends_it {
            // Out of the graphics up to the element of HTML that holds them.
            while foreign == 0 {
                let Some(outer) = around.pop() else { return at };
                foreign = outer;
            }
        }
        at = behind_tag(source, name_at + name.len());
        let is_closed = bytes.get(at.wrapping_sub(2)) == Some(&b'/');
        let holds_html = tag == Tag::Title
            || name.eq_ignore_ascii_case("foreignObject")
            || name.eq_ignore_ascii_case("desc");
        match (is_end, tag) {
            (true, Tag::Svg) => match around.pop() {
                Some(outer) => foreign = outer,
                None => return at,
            },
            (false, Tag::Svg) if !is_closed => around.push(std::mem::take(&mut foreign)),
            (false, _) if foreign > 0 && is_raw(tag) => {
                at = if tag == Tag::Script {
                    script(source, at).1
                } else {
                    element(source, at, name).1
                };
            }
            (true, _) if holds_html => foreign = foreign.saturating_sub(1),
            (false, _) if holds_html && !is_closed => foreign += 1,
            _ => {}
        }
    }
    bytes.len()
}

/// Whether nothing but its own end tag ends the content of an element of HTML.
fn is_raw(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Iframe
            | Tag::Noembed
            | Tag::Noframes
            | Tag::Noscript
            | Tag::Script
            | Tag::Style
            | Tag::Textarea
            | Tag::Title
            | Tag::Xmp
    )
}

/// Whether a start tag of this name cannot stand in a graphic or formula and ends it (the standard's rules for foreign content).
pub(super) fn breaks_out(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::B
            | Tag::Big
            | Tag::Blockquote
            | Tag::Body
            | Tag::Br
            | Tag::Center
            | Tag::Code
            | Tag::Dd
            | Tag::Div
            | Tag::Dl
            | Tag::Dt
            | Tag::Em
            | Tag::Embed
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Head
            | Tag::Hr
            | Tag::I
            | Tag::Img
            | Tag::Li
            | Tag::Listing
            | Tag::Menu
            | Tag::Meta
            | Tag::Nobr
            | Tag::Ol
            | Tag::P
            | Tag::Pre
            | Tag::Ruby
            | Tag::S
            | Tag::Small
            | Tag::Span
            | Tag::Strong
            | Tag::Strike
            | Tag::Sub
            | Tag::Sup
            | Tag::Table
            | Tag::Tt
            | Tag::U
            | Tag::Ul
            | Tag::Var
    )
}
