//! The words of a page's address: editors' programs make them of the headline, mostly of the one that is for readers.

use smallvec::SmallVec;

use super::super::claims::{Claims, Field};
use crate::chars::{fold, pair};

/// Shorter words are left out of many addresses.
const SHORTEST: usize = 3;
/// How many words of an address or of a title are read.
const MOST: usize = 32;
/// Steps of the share of words that an address and a title have in common, the last for all of them.
pub(super) const STEPS: usize = 5;

/// The words of a text, folded, each once: by their hashes, for every form of a title is compared.
pub(super) type Words = SmallVec<[u32; MOST]>;

/// The words of the page's own address, none where it has no part that may be made of a title.
pub(super) fn words(claims: &Claims) -> Words {
    let addresses = claims.about(Field::Url).take(2);
    let parts = addresses.flat_map(|claim| last_parts(&claim.text));
    let words = parts.map(words_of);
    let best = words.reduce(|best, own| if own.len() > best.len() { own } else { best });
    best.filter(|words| words.len() >= 2).unwrap_or_default()
}

/// The last two parts of an address's path.
fn last_parts(address: &str) -> impl Iterator<Item = &str> {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or("");
    path.rsplit('/').filter(|part| !part.is_empty()).take(2)
}

fn words_of(text: &str) -> Words {
    let mut words = Words::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.chars().count() < SHORTEST || words.len() >= MOST {
            continue;
        }
        let word = word.chars().fold(0, |hash, c| pair(hash, fold(c)));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// How many of the words of an address and of a title are common to both (Jaccard's index), in [`STEPS`] steps.
pub(super) fn shared(address: &[u32], title: &str) -> usize {
    let own = words_of(title);
    let common = own.iter().filter(|word| address.contains(word)).count();
    let all = own.len() + address.len() - common;
    (STEPS - 1) * common / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_title_are_found_in_the_address() {
        let path = "https://bell.example/2025/ice-covers-the-harbour/?from=home";
        let parts: Vec<&str> = last_parts(path).collect();
        assert_eq!(parts, ["ice-covers-the-harbour", "2025"]);
        let words = words_of(parts[0]);
        assert_eq!(shared(&words, "Ice Covers the Harbour!"), STEPS - 1);
        assert_eq!(shared(&words, "Ice in the harbour"), 3);
        assert_eq!(shared(&words, "Weather"), 0);
        assert_eq!(last_parts("https://bell.example").count(), 0);
    }
}
