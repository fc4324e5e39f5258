//! Texts of a page's head: white space, left-over entities and tags, and the form under which they are compared.

use std::borrow::Cow;

use crate::chars::{Class, class, fold};

/// One line, spaces single, no characters without width, at most `longest` bytes.
pub(super) fn line(text: &str, longest: usize) -> String {
    if text.len() <= longest && is_plain_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len().min(longest));
    for c in text.chars() {
        let space = c.is_whitespace() || c.is_control();
        if space {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_invisible(c) {
            if line.len() + c.len_utf8() > longest {
                break;
            }
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether a text is a line of ASCII as it stands, as most are: visible characters and single spaces between them.
fn is_plain_line(text: &str) -> bool {
    let mut before = b' ';
    for &byte in text.as_bytes() {
        if !(b' '..0x7f).contains(&byte) || byte == b' ' && before == b' ' {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// Marks that say where a line may break or which way it runs. Joiners of letters stay: they change the letters.
fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0xad | 0x200b | 0x200e | 0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfeff)
}

/// A line without the entities and tags that were left in it: headlines are often escaped twice.
pub(super) fn plain(text: &str, longest: usize) -> String {
    // Nothing behind the bound reaches the result, except through entities and tags, which are shorter than this.
    let head = prefix(text, longest.saturating_mul(4));
    let once = unescape(head);
    let stripped = without_tags(&once);
    line(&unescape(&stripped), longest)
}

/// The longest start of `text` with at most `longest` bytes.
pub(super) fn prefix(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len())).rfind(|&at| text.is_char_boundary(at));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

/// Entities with names that occur in headlines and names; numeric ones are computed.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("shy", '\u{ad}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("deg", '°'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("igrave", 'ì'),
    ("ograve", 'ò'),
    ("ugrave", 'ù'),
    ("acirc", 'â'),
    ("ecirc", 'ê'),
    ("icirc", 'î'),
    ("ocirc", 'ô'),
    ("ucirc", 'û'),
    ("ccedil", 'ç'),
    ("atilde", 'ã'),
    ("otilde", 'õ'),
    ("euml", 'ë'),
    ("iuml", 'ï'),
    ("aring", 'å'),
    ("oslash", 'ø'),
    ("aelig", 'æ'),
];

/// Reads character references (HTML standard, section 13.5): numeric ones and those in [`ENTITIES`].
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match reference(from) {
            Some((c, length)) => {
                out.push(c);
                rest = from.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference stands for, and the reference's length.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        None => ENTITIES.iter().find(|(own, _)| *own == name)?.1,
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// Elements that are left in headlines; any other name between angle brackets is text.
const INLINE: &[&str] = &[
    "a", "b", "i", "u", "em", "strong", "span", "br", "p", "sup", "sub", "mark", "small", "q",
    "cite", "font", "wbr", "div", "h1", "h2", "img",
];

/// The text without `<b>`, `</b>` and the like; any other `<` is kept.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from[1..].trim_start_matches('/');
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or("");
        let known = INLINE.contains(&&name.to_ascii_lowercase()[..]);
        // Without a `>` near by, every further `<` would be searched to the end.
        match prefix(from, 512).find('>').filter(|_| known) {
            Some(end) => {
                if matches!(name, "br" | "p" | "div" | "h1" | "h2") {
                    out.push(' ');
                }
                rest = &from[end + 1..];
            }
            None => {
                out.push('<');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A name in lower case, as most names are written.
pub(super) fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The letters and digits of a text, folded: what is left when two ways to write the same are compared.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        key.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        return key;
    }
    let letters = text.chars().filter(|c| {
        matches!(
            class(*c),
            Class::Lower | Class::Upper | Class::Letter | Class::Dense | Class::Digit
        )
    });
    key.extend(
        letters
            .filter_map(|c| char::from_u32(fold(c)))
            .filter(|c| *c != '\0'),
    );
    key
}

/// A truth value as pages write it, also as a type of schema.org: `https://schema.org/True`.
pub(super) fn truth(text: &str) -> Option<bool> {
    let word = text.trim().rsplit('/').next()?.to_ascii_lowercase();
    match &word[..] {
        "true" | "yes" | "free" | "1" => Some(true),
        "false" | "no" | "locked" | "metered" | "0" => Some(false),
        _ => None,
    }
}
