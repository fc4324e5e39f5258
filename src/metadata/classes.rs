//! What classes, ids and addresses call an element: a byline, a date, a part that is about something else.

use once_cell::sync::Lazy;

use crate::chars::pair;
use crate::hashed::Hashed;
use crate::segment::html::{Memory, name_hashes, token_hash};

/// What the class of an element says of it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Called {
    /// A byline or an author; `Some(true)` for an author's name and no more.
    pub(super) author: Option<bool>,
    /// The name under which someone writes in a forum.
    pub(super) user: bool,
    /// A date of publication.
    pub(super) date: bool,
    /// A comment, a list of other articles, or a box about something else.
    pub(super) outside: bool,
}

/// Reads a class or an id: its words are split at marks and where the case changes, and looked up whole.
pub(super) fn called(class: &str) -> Called {
    called_by(class, parts_of)
}

/// The same, given how the parts of a single class or id are found.
fn called_by(class: &str, mut parts_of: impl FnMut(&str) -> u32) -> Called {
    let mut all = Called::default();
    // A list of classes with a thousand names says nothing in particular.
    for class in class.split_ascii_whitespace().take(24) {
        let parts = parts_of(class);
        let is = |part: u32| parts & part != 0;
        all.outside |= is(OUTSIDE);
        if !is(OTHER | OUTSIDE) {
            if is(AUTHOR) {
                all.author = Some(is(NAME) || all.author == Some(true));
            }
            all.user |= is(USER);
            all.date |= is(DATE) && !is(AUTHOR);
        }
    }
    all
}

/// What the words of a single class or id make of the element.
fn parts_of(class: &str) -> u32 {
    // Names made by programs may have any length; what tells something stands at the start.
    let start = &class.as_bytes()[..class.len().min(LONGEST_CLASS)];
    let mut all = 0;
    name_hashes(start, |word, length| {
        if length <= LONGEST_WORD {
            all |= part(word);
        }
    });
    all
}

impl Called {
    /// What two attributes of one element say of it together.
    pub(super) fn and(self, other: Called) -> Called {
        Called {
            author: self.author.max(other.author),
            user: self.user | other.user,
            date: self.date | other.date,
            outside: self.outside | other.outside,
        }
    }
}

/// What was read of late: lists of classes, and the parts of each class.
#[derive(Default, Debug)]
pub(super) struct Known {
    lists: Memory<Called>,
    classes: Memory<u32>,
}

impl Known {
    /// What a list of classes says of its element.
    pub(super) fn called(&mut self, list: &str) -> Called {
        let known = &mut self.classes;
        self.lists.recall(list, || {
            called_by(list, |class| known.recall(class, || parts_of(class)))
        })
    }
}

const AUTHOR: u32 = 1;
const NAME: u32 = 2;
const DATE: u32 = 4;
/// A part of a page that is about something else.
const OUTSIDE: u32 = 8;
/// A part of an author's box that is no name.
const OTHER: u32 = 16;
/// The name of someone who writes in a forum.
const USER: u32 = 32;

/// What a word of a class makes of the element, by word in order of its bytes.
const PARTS: &[(&str, u32)] = &[
    ("about", OTHER),
    ("auteur", AUTHOR),
    ("auteurs", AUTHOR),
    ("author", AUTHOR),
    ("authored", AUTHOR),
    ("authors", AUTHOR),
    ("autor", AUTHOR),
    ("autore", AUTHOR),
    ("autoren", AUTHOR),
    ("autores", AUTHOR),
    ("autori", AUTHOR),
    ("avatar", OTHER),
    ("bigusername", USER),
    ("bio", OTHER),
    ("biography", OTHER),
    ("byline", AUTHOR),
    ("bylines", AUTHOR),
    ("card", OUTSIDE),
    ("cards", OUTSIDE),
    ("carousel", OUTSIDE),
    ("comment", OUTSIDE),
    ("comments", OUTSIDE),
    ("count", OTHER),
    ("credentials", OTHER),
    ("date", DATE),
    ("dateline", DATE),
    ("datetime", DATE),
    ("datum", DATE),
    ("desc", OTHER),
    ("description", OTHER),
    ("email", OTHER),
    ("fecha", DATE),
    ("fn", NAME),
    ("follow", OTHER),
    ("forfatter", AUTHOR),
    ("headshot", OTHER),
    ("hidden", OTHER),
    ("hide", OTHER),
    ("icon", OTHER),
    ("image", OTHER),
    ("img", OTHER),
    ("job", OTHER),
    ("journalist", AUTHOR),
    ("label", OTHER),
    ("latest", OUTSIDE),
    ("link", NAME),
    ("name", NAME),
    ("names", NAME),
    ("newsletter", OUTSIDE),
    ("no", OTHER),
    ("photo", OTHER),
    ("pic", OTHER),
    ("picture", OTHER),
    ("popular", OUTSIDE),
    ("position", OTHER),
    ("posted", DATE),
    ("pubdate", DATE),
    ("published", DATE),
    ("recommendations", OUTSIDE),
    ("recommended", OUTSIDE),
    ("redactor", AUTHOR),
    ("related", OUTSIDE),
    ("replies", OUTSIDE),
    ("reply", OUTSIDE),
    ("role", OTHER),
    ("separator", OTHER),
    ("share", OTHER),
    ("sidebar", OUTSIDE),
    ("social", OTHER),
    ("summary", OTHER),
    ("teaser", OUTSIDE),
    ("teasers", OUTSIDE),
    ("thumbnail", OTHER),
    ("timestamp", DATE),
    ("title", OTHER),
    ("trending", OUTSIDE),
    ("twitter", OTHER),
    ("upnext", OUTSIDE),
    ("username", USER),
    ("verfasser", AUTHOR),
    ("writer", AUTHOR),
    ("writers", AUTHOR),
];

/// The same by the hash of the word: most words of classes are none of these, and there are many on a page.
static BY_HASH: Lazy<Hashed<u32>> = Lazy::new(|| {
    let mut parts = Hashed::for_keys(2 * PARTS.len());
    for (word, part) in PARTS {
        if let Some(known) = parts.entry(mixed(token_hash(word)), 0) {
            *known |= part;
        }
    }
    parts
});

/// A word's hash with its bits spread, as the table needs them.
fn mixed(hash: u32) -> u32 {
    pair(hash, 0)
}

fn part(word: u32) -> u32 {
    BY_HASH.get(mixed(word)).unwrap_or(0)
}

/// The longest word of [`PARTS`] in bytes.
const LONGEST_WORD: usize = 15;
/// How many bytes of a class are read.
const LONGEST_CLASS: usize = 80;

/// Folders of addresses that hold a page for each author or user.
const FOLDERS: &[&str] = &[
    "auteur",
    "auteurs",
    "author",
    "authors",
    "autor",
    "autore",
    "autoren",
    "autores",
    "autori",
    "by",
    "contributor",
    "contributors",
    "journalist",
    "journalists",
    "member",
    "members",
    "people",
    "profile",
    "profiles",
    "reporter",
    "reporters",
    "user",
    "users",
    "writer",
    "writers",
];

/// Whether an address leads to the page of an author: a folder of its path is called so.
pub(super) fn is_author_page(address: &str) -> bool {
    let bytes = address.as_bytes();
    let mut slashes = memchr::memchr_iter(b'/', bytes);
    let path = match slashes.find(|at| bytes.get(at + 1) == Some(&b'/')) {
        None => address,
        Some(at) => {
            let rest = address.get(at + 2..).unwrap_or_default();
            rest.split_once('/').map_or("", |(_, path)| path)
        }
    };
    let bytes = path.as_bytes();
    let end = memchr::memchr2(b'?', b'#', bytes).unwrap_or(bytes.len());
    let mut folders = bytes[..end]
        .split(|byte| *byte == b'/')
        .filter(|folder| !folder.is_empty());
    // Every link of a page is asked: the last folder is the page itself, one of eight at most.
    let mut folder = folders.next();
    for next in folders.take(7) {
        if folder.is_some_and(is_of_authors) {
            return true;
        }
        folder = Some(next);
    }
    false
}

fn is_of_authors(folder: &[u8]) -> bool {
    // By their lengths and first letters most folders are none of these.
    folder.len() <= LONGEST_FOLDER
        && FIRST_LETTERS & 1_u32.wrapping_shl(u32::from(folder[0] & 31)) != 0
        && FOLDERS
            .iter()
            .any(|own| own.as_bytes().eq_ignore_ascii_case(folder))
}

/// The longest of [`FOLDERS`], and a bit for the first letter of each.
const LONGEST_FOLDER: usize = 12;
const FIRST_LETTERS: u32 = {
    let (mut letters, mut at) = (0, 0);
    while at < FOLDERS.len() {
        let folder = FOLDERS[at].as_bytes();
        assert!(folder.len() <= LONGEST_FOLDER);
        letters |= 1 << (folder[0] & 31);
        at += 1;
    }
    letters
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_classes_are_found_whole() {
        assert!(PARTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(PARTS.iter().all(|(word, _)| word.len() <= LONGEST_WORD));
        for (class, author) in [
            ("article-byline", Some(false)),
            ("AuthorName", Some(true)),
            ("entry author_name vcard", Some(true)),
            ("authority", None),
            ("author-bio", None),
            ("comment-author", None),
        ] {
            assert_eq!(called(class).author, author, "{class}");
        }
    }

    #[test]
    fn addresses_of_authors_are_told_by_a_folder() {
        assert!(is_author_page("https://quay.example/authors/ada-byron/"));
        assert!(is_author_page("/profile/ada"));
        for other in [
            "/authors/",
            "/authority/ada",
            "https://author/ada",
            "/a?b=/author/c",
            "",
        ] {
            assert!(!is_author_page(other), "{other}");
        }
    }
}
