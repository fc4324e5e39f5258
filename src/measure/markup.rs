//! Entities and tags that were left in a text.

use crate::chars::Class;

/// The length of an entity or a tag at the start of `bytes`, and the class of what it stands for.
pub(super) fn markup(bytes: &[u8]) -> Option<(usize, Class)> {
    let window = &bytes[..bytes.len().min(120)];
    if window.first() == Some(&b'&') {
        let end = window.iter().take(12).position(|byte| *byte == b';')?;
        let name = &window[1..end];
        let known = name.first() == Some(&b'#')
            || (name.len() >= 2 && name.iter().all(u8::is_ascii_alphanumeric));
        let stands_for =
            match name {
                b"nbsp" | b"#160" | b"#xa0" | b"ensp" | b"emsp" | b"thinsp" => Class::Space,
                b"quot" | b"ldquo" | b"rdquo" | b"laquo" | b"raquo" | b"#34" | b"#8220"
                | b"#8221" => Class::Quote,
                b"apos" | b"#39" | b"#039" | b"rsquo" | b"lsquo" | b"#8217" | b"#8216"
                | b"#x27" => Class::Apostrophe,
                b"hellip" | b"#8230" => Class::Ellipsis,
                b"ndash" | b"mdash" | b"#8211" | b"#8212" | b"middot" | b"bull" | b"raquo;" => {
                    Class::Separator
                }
                _ => Class::Symbol,
            };
        return known.then_some((end + 1, stands_for));
    }
    let named = window.get(1).is_some_and(|b| b.is_ascii_alphabetic())
        || (window.get(1) == Some(&b'/') && window.get(2).is_some_and(|b| b.is_ascii_alphabetic()));
    if !named {
        return None;
    }
    let end = window.iter().position(|byte| *byte == b'>')?;
    Some((end + 1, Class::Space))
}
