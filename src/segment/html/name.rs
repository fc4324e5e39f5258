//! The words of class names and ids.

/// The words of a name, as they are written: `article-body__text2`, `articleBodyText` and `article_body:text` hold
/// `article`, `body` and `text`; `HTMLBody` holds `HTML` and `Body`. Letters of other scripts than Latin belong to words.
pub(crate) fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let start = rest
            .iter()
            .position(|byte| KINDS[usize::from(*byte)] != MARK)?;
        let own = &rest[start..];
        let mut before = KINDS[usize::from(own[0])];
        let mut end = 1;
        while let Some(byte) = own.get(end) {
            let kind = KINDS[usize::from(*byte)];
            if kind == MARK || kind == CAPITAL && is_hump(before, own.get(end + 1)) {
                break;
            }
            before = kind;
            end += 1;
        }
        let (word, behind) = own.split_at(end);
        rest = behind;
        Some(word)
    })
}

const MARK: u8 = 0;
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const BEYOND: u8 = 3;

/// What each byte is to a name: one look-up a byte, of which a page has many in its names.
const KINDS: [u8; 256] = {
    let mut kinds = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            0x80.. => BEYOND,
            _ => MARK,
        };
        byte += 1;
    }
    kinds
};

/// Whether a capital begins a word: behind a small letter, or behind a capital and before a small letter.
fn is_hump(before: u8, next: Option<&u8>) -> bool {
    before == SMALL || before == CAPITAL && next.is_some_and(u8::is_ascii_lowercase)
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
