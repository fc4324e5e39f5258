//! Text that Markdown reads as text.

/// Text with a backslash before every character that CommonMark would read as markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut place = Place::Start;
    text.chars().for_each(|c| place = push(&mut out, c, place));
    out
}

/// Where in a line a character stands: some are markup at its start only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    /// Behind nothing but this many digits.
    Digits(u8),
    Within,
}

/// Writes a character of text, and tells where the next one stands.
pub(super) fn push(out: &mut String, c: char, place: Place) -> Place {
    let is_markup = match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => true,
        '#' | '+' | '-' | '=' => place == Place::Start,
        '.' | ')' => matches!(place, Place::Digits(1..=9)),
        _ => false,
    };
    if is_markup {
        out.push('\\');
    }
    // A line break inside a paragraph would end a heading.
    out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    match place {
        Place::Start if c.is_ascii_digit() => Place::Digits(1),
        Place::Digits(count) if c.is_ascii_digit() => Place::Digits(count.saturating_add(1)),
        _ => Place::Within,
    }
}

/// A line that becomes a heading: marks at its end would be taken for its own.
pub(super) fn in_heading(mut line: String) -> String {
    if line.ends_with('#') && !line.ends_with("\\#") {
        line.insert(line.len() - 1, '\\');
    }
    line
}

/// Whether a character is certainly neither a letter nor a part of one to CommonMark.
#[cfg(feature = "html")]
pub(super) fn is_apart(c: char) -> bool {
    c.is_ascii_punctuation() || c.is_whitespace()
}

/// Writes a character as a reference to it.
#[cfg(feature = "html")]
pub(super) fn push_reference(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_markdown_would_read_as_markup_is_escaped() {
        assert_eq!(escaped("# 1 * 2 & <b>"), "\\# 1 \\* 2 \\& \\<b\\>");
        assert_eq!(escaped("12. a-b #c"), "12\\. a-b #c");
        assert_eq!(escaped("- so_called"), "\\- so\\_called");
        assert_eq!(escaped("Plain, 3.5 and (4)."), "Plain, 3.5 and (4).");
    }
}
