//! The words of class names and ids.

/// The words of a name, and the whole, as hashes: FNV-1a of 32 bits over the bytes, ASCII letters in lower case. `each` is
/// called with the hash and the length of every word; the hash of the whole is returned.
///
/// `article-body__text2`, `articleBodyText` and `article_body:text` hold `article`, `body` and `text`; `HTMLBody` holds
/// `HTML` and `Body`. Letters of other scripts than Latin belong to words.
#[inline]
pub(crate) fn hashes(name: &[u8], mut each: impl FnMut(u32, usize)) -> u32 {
    let (mut whole, mut word) = (BASIS, BASIS);
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = name.get(at) {
        let kind = KINDS[usize::from(*byte)];
        let mut lower = u32::from(*byte);
        // Nearly all are small letters.
        if kind != SMALL {
            let is_end = match kind {
                MARK => true,
                CAPITAL => at > start && is_hump(name[at - 1], name.get(at + 1)),
                _ => false,
            };
            if is_end && start < at {
                each(word, at - start);
            }
            if is_end {
                (word, start) = (BASIS, at);
            }
            if kind == MARK {
                whole = (whole ^ lower).wrapping_mul(PRIME);
                at += 1;
                start = at;
                continue;
            }
            if kind == CAPITAL {
                lower |= 0x20;
            }
        }
        whole = (whole ^ lower).wrapping_mul(PRIME);
        word = (word ^ lower).wrapping_mul(PRIME);
        at += 1;
    }
    if start < at {
        each(word, at - start);
    }
    whole
}

/// The numbers that FNV-1a of 32 bits begins with and multiplies by.
const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

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
    before.is_ascii_lowercase()
        || before.is_ascii_uppercase() && next.is_some_and(u8::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_fnv_1a_in_lower_case() {
        // A test vector of the algorithm's authors.
        assert_eq!(hashes(b"FooBar", |_, _| {}), 0xbf9c_f968);
    }

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
            let alone = |word: &str| (hashes(word.as_bytes(), |_, _| {}), word.len());
            let expected: Vec<(u32, usize)> =
                expected.split_ascii_whitespace().map(alone).collect();
            let mut found = Vec::new();
            hashes(name.as_bytes(), |hash, length| found.push((hash, length)));
            assert_eq!(found, expected, "{name}");
        }
    }
}
