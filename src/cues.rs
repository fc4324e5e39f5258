//! Cue phrases: what the parts of a page call themselves, in many languages.
//!
//! The phrases are data, one file a language under `src/cues/` (its README tells the format and the classes). All
//! files are read into one [`Lexicon`], since a page seldom says its language and often mixes two. A phrase is a
//! sequence of word hashes; a line's words are looked up one by one behind a bit filter that fits the first-level
//! cache, so a word that begins no phrase costs one probe.
//!
//! Hashes are 32 bits wide and phrases are compared by hash alone: some 10,000 phrases against one word give a false
//! match in 400,000 words, far below what a cue phrase is wrong by itself.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use crate::chars::{Class, WordHash, class, fold};
use crate::error::Error;

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// A class of cue phrases.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Cue {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Cue {
            /// All classes, in order.
            pub(crate) const ALL: &[Cue] = &[$(Cue::$variant),+];

            /// The name that heads the class in a cue file.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Cue::$variant => $name),+ }
            }
        }
    };
}

classes! {
    /// Heads and lead-ins of links to other stories.
    Related = "related",
    /// Heads of lists that the whole site shows.
    Latest = "latest",
    /// Heads of tag lists.
    Topics = "topics",
    /// Menu words.
    Navigation = "navigation",
    /// Share bars and network names.
    Share = "share",
    /// Players, tickers, placeholders.
    Widget = "widget",
    /// Calls to act for the publisher.
    Promotion = "promotion",
    /// Rights, terms, privacy.
    Legal = "legal",
    /// Lead-ins to an author's name.
    Byline = "byline",
    /// What writers are called; agencies.
    Role = "role",
    /// Lead-ins to a date of publication; reading times.
    Published = "published",
    /// The words of ages.
    Ago = "ago",
    /// Picture credits.
    Credit = "credit",
    /// What captions say and prose seldom does.
    Gesture = "gesture",
    /// Corrections, disclosures, source lines.
    Note = "note",
    /// Sentences about the author.
    Bio = "bio",
    /// Comment threads and their forms.
    Comments = "comments",
    /// Pages that hold no article.
    Shell = "shell",
    /// Lead-ins to a date of change; all of them stand in `published` too.
    Updated = "updated",
    /// Frequent function words.
    Function = "function",
    /// Reported speech.
    Saying = "saying",
    /// First and second person.
    Person = "person",
    /// Names of months.
    Month = "month",
    /// Names of days.
    Weekday = "weekday",
}

impl Cue {
    /// How many classes, the first ones, are phrases whose place in the line tells something.
    pub(crate) const PLACED: usize = Cue::Shell as usize + 1;

    /// The class's bit in a mask.
    pub(crate) const fn bit(self) -> u32 {
        1 << self as u32
    }

    fn named(name: &str) -> Option<Cue> {
        Cue::ALL.iter().copied().find(|cue| cue.name() == name)
    }
}

/// The longest phrase, in words.
const MAX_WORDS: usize = 16;

macro_rules! files {
    ($($code:literal)+) => {
        /// The cue files, by language code.
        const FILES: &[(&str, &str)] = &[$(($code, include_str!(concat!("cues/", $code, ".txt")))),+];
    };
}

files! { "ar" "cs" "da" "de" "el" "en" "es" "fa" "fi" "fr" "he" "hi" "hu" "id" "it" "ja" "ko" "nl" "no" "pl" "pt" "ro" "ru" "sv" "sw" "tr" "uk" "vi" "zh" }

/// The phrases of all embedded files.
pub(crate) static EMBEDDED: Lazy<Lexicon> = Lazy::new(|| Lexicon::new(&Phrases::embedded()));

/// Phrases as they are read, before the tables are laid out.
#[derive(Clone, Default)]
pub(crate) struct Phrases {
    /// Words of the phrase, and the classes it stands in.
    phrases: Vec<(Vec<u32>, u32)>,
    months: HashMap<u32, u8>,
}

impl Phrases {
    /// The phrases of the embedded files.
    pub(crate) fn embedded() -> Phrases {
        let mut phrases = Phrases::default();
        for (_, text) in FILES {
            // A unit test reads the embedded files and fails on any error; here a line that cannot be read is skipped.
            let _ = phrases.read(text);
        }
        phrases
    }

    /// Reads one cue file, to its end even if a line of it is wrong.
    ///
    /// # Errors
    /// The first line that is neither a phrase under a class, a comment nor the head of a class that exists.
    pub(crate) fn read(&mut self, text: &str) -> Result<(), Error> {
        let mut cue = None;
        let mut month = 0;
        let mut first_error = Ok(());
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            let mut fail = |what: String| {
                if first_error.is_ok() {
                    first_error = Err(Error::CueFile {
                        line: index + 1,
                        what,
                    });
                }
            };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                cue = Cue::named(name);
                month = 0;
                if cue.is_none() {
                    fail(format!("`{name}` is not a class of phrases"));
                }
                continue;
            }
            let Some(cue) = cue else {
                fail("a phrase before the first class".into());
                continue;
            };
            if cue == Cue::Month {
                month += 1;
                for form in line.split_whitespace() {
                    let words = words_of(form);
                    if let [word] = words[..] {
                        self.months.insert(word, month.min(12));
                    }
                    self.phrases.push((words, cue.bit()));
                }
                continue;
            }
            let words = words_of(line);
            if words.is_empty() || words.len() > MAX_WORDS {
                fail(format!(
                    "`{line}` has {} words; 1 to {MAX_WORDS} can be matched",
                    words.len()
                ));
                continue;
            }
            self.phrases.push((words, cue.bit()));
        }
        first_error
    }
}

/// The hashes of a phrase's words, split as [`crate::measure`] splits a line.
fn words_of(phrase: &str) -> Vec<u32> {
    words_with_ends(phrase)
        .into_iter()
        .map(|(word, _)| word)
        .collect()
}

/// The hashes of a text's words, each with the byte at which the word ends.
fn words_with_ends(text: &str) -> Vec<(u32, usize)> {
    let mut words = Vec::new();
    let mut word: Option<WordHash> = None;
    for (at, c) in text.char_indices() {
        match class(c) {
            Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                word.get_or_insert(WordHash::EMPTY).push(fold(c));
            }
            Class::Apostrophe => {}
            other => {
                words.extend(word.take().map(|word| (word.finish(), at)));
                if other == Class::Dense {
                    let mut hash = WordHash::EMPTY;
                    hash.push(fold(c));
                    words.push((hash.finish(), at + c.len_utf8()));
                }
            }
        }
    }
    words.extend(word.take().map(|word| (word.finish(), text.len())));
    words
}

/// One word that begins a phrase or is one.
#[derive(Clone, Copy, Default)]
struct Slot {
    word: u32,
    /// Classes in which the word alone is a phrase.
    alone: u32,
    /// Longer phrases that begin with the word: `tails[first..first + count]`.
    first: u32,
    count: u32,
}

/// The rest of a phrase behind its first word: `words[first..first + count]`.
#[derive(Clone, Copy)]
struct Tail {
    /// The second word, beside the tail itself: most tails differ there already.
    second: u32,
    first: u32,
    count: u32,
    classes: u32,
}

/// Phrases laid out for look-up.
pub(crate) struct Lexicon {
    /// A bit for each word that begins a phrase, at the word's lowest 15 bits: 4 KB.
    filter: Vec<u64>,
    /// Open addressing, linear probing, at most half full.
    slots: Vec<Slot>,
    tails: Vec<Tail>,
    words: Vec<u32>,
    months: HashMap<u32, u8>,
}

const FILTER_BITS: u32 = 15;

impl Lexicon {
    pub(crate) fn new(phrases: &Phrases) -> Lexicon {
        let mut sorted: Vec<(&[u32], u32)> = phrases
            .phrases
            .iter()
            .map(|(words, mask)| (&words[..], *mask))
            .collect();
        sorted.sort_unstable();
        let mut lexicon = Lexicon {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            slots: vec![Slot::default(); (sorted.len() * 2 + 2).next_power_of_two()],
            tails: Vec::new(),
            words: Vec::new(),
            months: phrases.months.clone(),
        };
        for group in sorted.chunk_by(|a, b| a.0.first() == b.0.first()) {
            let Some(&word) = group.first().and_then(|(words, _)| words.first()) else {
                continue;
            };
            let mut slot = Slot {
                word,
                first: lexicon.tails.len() as u32,
                ..Slot::default()
            };
            for same in group.chunk_by(|a, b| a.0 == b.0) {
                let classes = same.iter().fold(0, |mask, phrase| mask | phrase.1);
                let rest = &same[0].0[1..];
                if rest.is_empty() {
                    slot.alone = classes;
                } else {
                    let first = lexicon.words.len() as u32;
                    lexicon.words.extend_from_slice(rest);
                    lexicon.tails.push(Tail {
                        second: rest[0],
                        first,
                        count: rest.len() as u32,
                        classes,
                    });
                    slot.count += 1;
                }
            }
            lexicon.insert(slot);
        }
        lexicon
    }

    fn insert(&mut self, slot: Slot) {
        let bit = slot.word & ((1 << FILTER_BITS) - 1);
        self.filter[(bit >> 6) as usize] |= 1 << (bit & 63);
        let mask = self.slots.len() - 1;
        let mut at = slot.word as usize & mask;
        while self.slots[at].alone != 0 || self.slots[at].count != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn slot(&self, word: u32) -> Option<&Slot> {
        let bit = word & ((1 << FILTER_BITS) - 1);
        if self.filter[(bit >> 6) as usize] & (1 << (bit & 63)) == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = word as usize & mask;
        loop {
            let slot = &self.slots[at];
            if slot.alone == 0 && slot.count == 0 {
                return None;
            }
            if slot.word == word {
                return Some(slot);
            }
            at = (at + 1) & mask;
        }
    }

    /// Calls `found` with the length in words and the classes of every phrase that begins `words`.
    #[inline]
    pub(crate) fn phrases_at(&self, words: &[u32], mut found: impl FnMut(usize, u32)) {
        let Some((&word, rest)) = words.split_first() else {
            return;
        };
        let Some(slot) = self.slot(word) else { return };
        if slot.alone != 0 {
            found(1, slot.alone);
        }
        let Some(&second) = rest.first() else { return };
        for tail in &self.tails[slot.first as usize..(slot.first + slot.count) as usize] {
            if tail.second != second {
                continue;
            }
            let expected = &self.words[tail.first as usize..(tail.first + tail.count) as usize];
            if rest.starts_with(expected) {
                found(1 + expected.len(), tail.classes);
            }
        }
    }

    /// How many bytes of `text` the longest phrase of a class takes that `text` begins with; 0 for none.
    pub(crate) fn lead_in(&self, text: &str, cue: Cue) -> usize {
        let head = text
            .char_indices()
            .nth(80)
            .map_or(text, |(end, _)| &text[..end]);
        let (words, ends): (Vec<u32>, Vec<usize>) = words_with_ends(head).into_iter().unzip();
        let mut length = 0;
        self.phrases_at(&words, |count, classes| {
            if classes & cue.bit() != 0 {
                length = length.max(count);
            }
        });
        length
            .checked_sub(1)
            .and_then(|last| ends.get(last))
            .copied()
            .unwrap_or(0)
    }

    /// Whether a phrase of a class stands anywhere in `text`.
    pub(crate) fn holds(&self, text: &str, cue: Cue) -> bool {
        let words = words_of(text);
        let mut held = false;
        for at in 0..words.len() {
            self.phrases_at(&words[at..], |_, classes| held |= classes & cue.bit() != 0);
        }
        held
    }

    /// The number of the month that a word names, 1 to 12.
    pub(crate) fn month_of(&self, word: &str) -> Option<u8> {
        match words_of(word)[..] {
            [word] => self.months.get(&word).copied(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes_in(line: &str) -> Vec<(usize, usize, u32)> {
        let words = words_of(line);
        let mut found = Vec::new();
        for at in 0..words.len() {
            EMBEDDED.phrases_at(&words[at..], |length, classes| {
                found.push((at, length, classes))
            });
        }
        found
    }

    #[test]
    fn every_embedded_file_reads_without_an_error() {
        for (code, text) in FILES {
            assert_eq!(Phrases::default().read(text), Ok(()), "{code}");
        }
    }

    #[test]
    fn phrases_are_found_without_regard_to_case_and_punctuation() {
        for line in ["Also Read", "ALSO READ:", "also, read |"] {
            assert!(
                classes_in(line).iter().any(|&(at, length, classes)| at == 0
                    && length == 2
                    && classes & Cue::Related.bit() != 0),
                "{line}"
            );
        }
        assert!(
            classes_in("EDITOR’S NOTE: this")
                .iter()
                .any(|found| found.2 & Cue::Note.bit() != 0)
        );
        assert!(
            classes_in("alsoread")
                .iter()
                .all(|found| found.2 & Cue::Related.bit() == 0)
        );
    }

    #[test]
    fn months_have_numbers_in_every_language_with_names_for_them() {
        for (word, month) in [
            ("July", 7),
            ("juillet", 7),
            ("März", 3),
            ("DICIEMBRE", 12),
            ("mai", 5),
        ] {
            assert_eq!(EMBEDDED.month_of(word), Some(month), "{word}");
        }
        assert_eq!(EMBEDDED.month_of("Monday"), None);
    }

    #[test]
    fn a_wrong_line_is_named_by_its_number() {
        let error = Phrases::default()
            .read("# fine\n[related]\nalso read\n[nonsense]\n")
            .err();
        assert_eq!(
            error,
            Some(Error::CueFile {
                line: 4,
                what: "`nonsense` is not a class of phrases".into()
            })
        );
    }
}
