//! The names under which pages state things: `meta` names and properties, and `itemprop`s.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meta_name_is_in_lower_case_and_has_a_field() {
        assert!(META.len() > 100);
        assert!(META.keys().all(|name| *name == name.to_lowercase()));
    }
}
