//! Kept blocks as CommonMark.

use std::fmt::Write as _;

use crate::article::Article;
use crate::kind::Kind;

pub(crate) fn write(article: &Article<'_>) -> String {
    let mut out = String::new();
    if let Some(title) = article.title() {
        let _ = writeln!(out, "# {}", escaped(title));
    }
    for (kind, paragraph) in article.body().paragraphs() {
        if !out.is_empty() {
            out.push('\n');
        }
        let lead = if kind == Kind::Heading { "## " } else { "" };
        let _ = writeln!(out, "{lead}{}", escaped(&paragraph));
    }
    out
}

/// Text with a backslash before every character that CommonMark would read as markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let begins_list = (1..=9).contains(&digits);
    for (at, c) in text.char_indices() {
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => true,
            '#' | '+' | '-' | '=' => at == 0,
            '.' | ')' => begins_list && at == digits,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        // A line break inside a paragraph would end a heading.
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
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
