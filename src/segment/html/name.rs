//! The words of class names and ids.

/// The words of a name, as they are written: `article-body__text2`, `articleBodyText` and `article_body:text` hold
/// `article`, `body` and `text`; `HTMLBody` holds `HTML` and `Body`. Letters of other scripts than Latin belong to words.
pub(crate) fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_part = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    let mut rest = name;
    std::iter::from_fn(move || {
        let start = rest.iter().position(is_part)?;
        let own = &rest[start..];
        let mut end = 1;
        while own.get(end).is_some_and(is_part) && !is_hump(own, end) {
            end += 1;
        }
        let (word, behind) = own.split_at(end);
        rest = behind;
        Some(word)
    })
}

/// Whether a capital begins a word: behind a small letter, or behind a capital and before a small letter.
fn is_hump(name: &[u8], at: usize) -> bool {
    let before = name[at - 1];
    name[at].is_ascii_uppercase()
        && (before.is_ascii_lowercase()
            || before.is_ascii_uppercase() && name.get(at + 1).is_some_and(u8::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_marks_and_where_the_case_changes() {
        let cases = [
            ("article-body__text2", "article body text"),
            ("articleBodyText", "article Body Text"),
            ("HTMLBody", "HTML Body"),
            ("a2b", "a b"),
            ("ABC", "ABC"),
            ("xAB", "x AB"),
            ("--", ""),
            ("", ""),
            ("текст-Статьи", "текст Статьи"),
        ];
        for (name, expected) in cases {
            let found: Vec<&[u8]> = words(name.as_bytes()).collect();
            assert_eq!(found.join(&b' '), expected.as_bytes(), "{name}");
        }
    }
}
