//! Cue phrases: what the parts of a page call themselves, in many languages.
//!
//! The phrases are data, one file a language under `src/cues/` (its README tells the format and the classes). All
//! files make one [`Lexicon`], since a page seldom says its language and often mixes two.

mod embedded;
mod lexicon;
mod words;

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::error::Error;

pub(crate) use embedded::packed;
pub(crate) use lexicon::Lexicon;

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
    /// Sentences that stand on all pages of a site, inside of articles too.
    Standing = "standing",
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
    pub(crate) const PLACED: usize = Cue::Standing as usize + 1;

    /// The class's bit in a mask.
    pub(crate) const fn bit(self) -> u32 {
        1 << self as u32
    }

    fn named(name: &str) -> Option<Cue> {
        Cue::ALL.iter().copied().find(|cue| cue.name() == name)
    }
}

/// The phrases of all embedded files.
pub(crate) static EMBEDDED: Lazy<Arc<Lexicon>> = Lazy::new(|| Arc::new(embedded::lexicon()));

/// What takes the phrases of a cue file.
pub(crate) trait Takes {
    /// Takes a phrase, as the hashes of its words.
    fn phrase(&mut self, words: &[u32], classes: u32);

    /// Takes a word that names a month, 1 to 12.
    fn name_month(&mut self, word: u32, month: u8);
}

/// The lines of a table; a last one that is empty counts as well.
///
/// The search of the standard library is made for long lines, and takes twice the time that is spent on these.
pub(crate) fn lines(table: &str) -> impl Iterator<Item = &str> {
    let bytes = table.as_bytes();
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    ends.scan(0, |start, end| {
        let line = table.get(*start..end);
        *start = end + 1;
        line
    })
}

/// A line without the white space around it: of nearly all there is none, which two bytes tell.
fn trimmed(line: &str) -> &str {
    match line.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => line,
        _ => line.trim(),
    }
}

/// The longest phrase, in words.
const MAX_WORDS: usize = 16;

/// Reads one cue file, to its end even if a line of it is wrong.
///
/// # Errors
/// The first line that is neither a phrase under a class, a comment nor the head of a class that exists.
pub(crate) fn read(text: &str, phrases: &mut impl Takes) -> Result<(), Error> {
    let mut cue = None;
    let mut month = 0;
    let mut first_error = Ok(());
    let mut phrase = Vec::with_capacity(MAX_WORDS);
    for (index, line) in lines(text).enumerate() {
        let line = trimmed(line);
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
            month = 12.min(month + 1);
            for form in line.split_whitespace() {
                let form = words::of(form);
                // Only a single word has a number.
                if let [word] = form[..] {
                    phrases.name_month(word, month);
                }
                if !form.is_empty() {
                    phrases.phrase(&form, cue.bit());
                }
            }
            continue;
        }
        phrase.clear();
        words::each(line, |word, _| phrase.push(word));
        match phrase.len() {
            1..=MAX_WORDS => phrases.phrase(&phrase, cue.bit()),
            count => fail(format!(
                "`{line}` has {count} words; 1 to {MAX_WORDS} can be matched"
            )),
        }
    }
    first_error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes_in(line: &str) -> Vec<(usize, usize, u32)> {
        let words = words::of(line);
        let mut found = Vec::new();
        for at in 0..words.len() {
            EMBEDDED.phrases_at(&words[at..], |length, classes| {
                found.push((at, length, classes))
            });
        }
        found
    }

    #[test]
    fn the_embedded_phrases_are_those_of_the_files() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cues");
        let files = std::fs::read_dir(folder).expect("the folder of cue files");
        let mut files: Vec<_> = files.map(|file| file.expect("a cue file").path()).collect();
        files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
        files.sort();
        let read = |file| std::fs::read_to_string(file).expect("a cue file");
        let texts: Vec<String> = files.iter().map(read).collect();
        let packed = packed(texts.iter().map(String::as_str)).expect("cue files without an error");
        assert!(
            packed == include_bytes!("cues/phrases.bin"),
            "write it again: cargo run --release --example pack_cues"
        );
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
    fn phrases_are_found_wherever_they_stand_in_a_long_text() {
        let phrase = "Also read";
        for before in [0, 1, 500, 2_000, 5_000].into_iter().chain(1_000..1_030) {
            let text = "word ".repeat(before) + phrase + &" and more".repeat(700);
            let start = 5 * before;
            let found = EMBEDDED.find_all(&text, Cue::Related.bit());
            assert_eq!(found.len(), 1, "{before}");
            assert_eq!(found[0], start..start + phrase.len(), "{before}");
        }
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
        let text = "# fine\n[related]\nalso read\n[nonsense]\n";
        let error = read(text, &mut Lexicon::default()).err();
        assert_eq!(
            error,
            Some(Error::CueFile {
                line: 4,
                what: "`nonsense` is not a class of phrases".into()
            })
        );
    }
}
