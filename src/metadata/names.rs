//! The names under which pages state things: `meta` names and properties, `itemprop`s, class names.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::Source;
use super::claims::Field;

/// What the names of `<meta>` tags state.
static META: Lazy<HashMap<&'static str, (Field, Source)>> = Lazy::new(|| {
    let mut table = HashMap::new();
    let mut section = None;
    for line in include_str!("names.txt").lines().map(str::trim) {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(head) => section = head.split_once(' ').and_then(field_and_source),
            None if line.is_empty() || line.starts_with('#') => {}
            None => table.extend(section.map(|section| (line, section))),
        }
    }
    table
});

fn field_and_source((field, source): (&str, &str)) -> Option<(Field, Source)> {
    let field = match field {
        "author" => Field::Author,
        "date" => Field::Date,
        "description" => Field::Description,
        "free" => Field::Free,
        "image" => Field::Image,
        "keywords" => Field::Keywords,
        "language" => Field::Language,
        "licence" => Field::Licence,
        "modified" => Field::Modified,
        "page-type" => Field::PageType,
        "published" => Field::Published,
        "publisher" => Field::Publisher,
        "section" => Field::Section,
        "site" => Field::Site,
        "title" => Field::Title,
        "url" => Field::Url,
        _ => return None,
    };
    let source = match source {
        "open-graph" => Source::OpenGraph,
        _ => Source::Meta,
    };
    Some((field, source))
}

/// What a `<meta name>` or `<meta property>` states; names come in lower case.
pub(super) fn meta(name: &str) -> Option<(Field, Source)> {
    META.get(name).copied()
}

/// What an `itemprop` states.
pub(super) fn item(name: &str) -> Option<Field> {
    Some(match name {
        "headline" => Field::Title,
        "author" | "creator" => Field::Author,
        "datePublished" | "datepublished" | "dateCreated" | "datecreated" => Field::Published,
        "dateModified" | "datemodified" => Field::Modified,
        "keywords" => Field::Keywords,
        "articleSection" => Field::Section,
        "inLanguage" => Field::Language,
        "license" => Field::Licence,
        "isAccessibleForFree" => Field::Free,
        _ => return None,
    })
}

/// What the class of an element says of it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Called {
    /// A byline or an author; `Some(true)` for an author's name and no more.
    pub(super) author: Option<bool>,
    /// A date of publication.
    pub(super) date: bool,
    /// A comment, a list of other articles, or a box about something else.
    pub(super) outside: bool,
}

/// Reads a class or an id: its words are split at marks and where the case changes, and looked up whole.
pub(super) fn called(class: &str) -> Called {
    let mut all = Called::default();
    // A list of classes with a thousand names says nothing in particular.
    for class in class.split_ascii_whitespace().take(24) {
        let mut words = 0;
        each_word(class, &mut |word| words |= part(word));
        let is = |part: u32| words & part != 0;
        all.outside |= is(OUTSIDE);
        if !is(OTHER | OUTSIDE) {
            if is(AUTHOR) {
                all.author = Some(is(NAME) || all.author == Some(true));
            }
            all.date |= is(DATE) && !is(AUTHOR);
        }
    }
    all
}

const AUTHOR: u32 = 1;
const NAME: u32 = 2;
const DATE: u32 = 4;
/// A part of a page that is about something else.
const OUTSIDE: u32 = 8;
/// A part of an author's box that is no name.
const OTHER: u32 = 16;

/// What a word of a class makes of the element, as bits.
fn part(word: &str) -> u32 {
    match word {
        "byline" | "bylines" | "author" | "authors" | "authored" | "autor" | "autores"
        | "auteur" | "auteurs" | "autore" | "autori" | "autoren" | "verfasser" | "writer"
        | "writers" | "forfatter" | "tekijä" | "redactor" | "journalist" => AUTHOR,
        "username" | "bigusername" => AUTHOR | NAME,
        "name" | "names" | "fn" | "link" => NAME,
        "date" | "datetime" | "timestamp" | "dateline" | "published" | "pubdate" | "posted"
        | "datum" | "fecha" => DATE,
        "comment" | "comments" | "related" | "sidebar" | "recommended" | "recommendations"
        | "teaser" | "teasers" | "trending" | "popular" | "latest" | "reply" | "replies"
        | "card" | "cards" | "carousel" | "newsletter" | "upnext" => OUTSIDE,
        "bio" | "biography" | "image" | "img" | "avatar" | "photo" | "social" | "share"
        | "follow" | "desc" | "description" | "title" | "role" | "job" | "position" | "count"
        | "icon" | "pic" | "picture" | "about" | "twitter" | "email" | "thumbnail" | "headshot"
        | "no" | "hide" | "hidden" | "summary" | "separator" | "label" | "credentials" => OTHER,
        _ => 0,
    }
}

/// Calls `found` with each word of a name like `article-author_name` or `authorName`, in lower case.
fn each_word(name: &str, found: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    let mut lower_before = false;
    // Names made by programs may have any length; what tells something stands at the start.
    for c in name.chars().take(80) {
        let letter = c.is_alphabetic();
        if (!letter || (c.is_uppercase() && lower_before)) && !word.is_empty() {
            found(&word);
            word.clear();
        }
        if letter {
            word.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase();
    }
    if !word.is_empty() {
        found(&word);
    }
}

/// Whether an address leads to the page of an author: a folder of its path is called so.
pub(super) fn is_author_page(address: &str) -> bool {
    let path = address.split_once("//").map_or(address, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    let path = path.split(['?', '#']).next().unwrap_or("");
    let mut folders = path
        .split('/')
        .filter(|folder| !folder.is_empty())
        .take(8)
        .peekable();
    while let Some(folder) = folders.next() {
        let named = matches!(
            &folder.to_ascii_lowercase()[..],
            "author"
                | "authors"
                | "autor"
                | "autores"
                | "autoren"
                | "auteur"
                | "auteurs"
                | "autore"
                | "autori"
                | "profile"
                | "profiles"
                | "user"
                | "users"
                | "member"
                | "members"
                | "contributor"
                | "contributors"
                | "journalist"
                | "journalists"
                | "writers"
                | "writer"
                | "people"
                | "by"
                | "reporter"
                | "reporters"
        );
        if named && folders.peek().is_some() {
            return true;
        }
    }
    false
}
