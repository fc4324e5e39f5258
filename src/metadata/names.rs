//! The names under which pages state things: `meta` names and properties, `itemprop`s, class names.

use super::Source;
use super::claims::Field;

/// What a `<meta name>` or `<meta property>` states; names come in lower case.
pub(super) fn meta(name: &str) -> Option<(Field, Source)> {
    let field = match name {
        "og:title" => return Some((Field::Title, Source::OpenGraph)),
        "og:site_name" => return Some((Field::Site, Source::OpenGraph)),
        "og:description" => return Some((Field::Description, Source::OpenGraph)),
        "og:image" | "og:image:url" | "og:image:secure_url" => {
            return Some((Field::Image, Source::OpenGraph));
        }
        "og:url" => return Some((Field::Url, Source::OpenGraph)),
        "og:type" => return Some((Field::PageType, Source::OpenGraph)),
        "og:locale" => return Some((Field::Language, Source::OpenGraph)),
        "article:author" | "og:article:author" | "article:author:name" | "book:author" => {
            return Some((Field::Author, Source::OpenGraph));
        }
        "article:published_time"
        | "article:published"
        | "og:article:published_time"
        | "og:published_time"
        | "og:pubdate" => return Some((Field::Published, Source::OpenGraph)),
        "article:modified_time"
        | "article:modified"
        | "og:updated_time"
        | "og:article:modified_time"
        | "og:modified_time" => return Some((Field::Modified, Source::OpenGraph)),
        "article:tag" | "og:article:tag" | "video:tag" | "book:tag" => {
            return Some((Field::Keywords, Source::OpenGraph));
        }
        "article:section" | "og:article:section" => {
            return Some((Field::Section, Source::OpenGraph));
        }
        "article:content_tier" => Field::Free,
        "author" | "authors" | "article.author" | "article_author" | "byl" | "byline"
        | "parsely-author" | "sailthru.author" | "citation_author" | "citation_authors"
        | "dc.creator" | "dcterms.creator" | "dc.creator.author" | "dcsext.author"
        | "cxenseparse:author" | "cxense:author" | "news_author" | "rbauthors"
        | "vr:author" | "mrf:authors" | "article-author" | "page.author" | "creator" => {
            Field::Author
        }
        "parsely-pub-date"
        | "sailthru.date"
        | "citation_publication_date"
        | "citation_online_date"
        | "dc.date.issued"
        | "dc.date.published"
        | "dcterms.issued"
        | "dcterms.created"
        | "dc.date.created"
        | "dc.created"
        | "pubdate"
        | "pub_date"
        | "pub-date"
        | "publish_date"
        | "publish-date"
        | "publishdate"
        | "publication_date"
        | "publication-date"
        | "published_date"
        | "published_time"
        | "published-date"
        | "published"
        | "datepublished"
        | "date_published"
        | "article.published"
        | "article_date_original"
        | "article-publication-date"
        | "originalpublicationdate"
        | "cxenseparse:recs:publishtime"
        | "cxenseparse:publishtime"
        | "cxense-parse:publishtime"
        | "vr:published_time"
        | "shareaholic:article_published_time"
        | "ptime"
        | "w-published-date"
        | "iso-8601-publish-date"
        | "created" => Field::Published,
        "date" | "dc.date" | "dcterms.date" | "citation_date" | "displaydate" | "creation_date"
        | "article.date" => Field::Date,
        "last-modified"
        | "lastmod"
        | "modified"
        | "revised"
        | "dc.date.modified"
        | "dcterms.modified"
        | "dc.modified"
        | "article.updated"
        | "article_date_updated"
        | "datemodified"
        | "updated_time"
        | "utime"
        | "shareaholic:article_modified_time" => Field::Modified,
        "parsely-title" | "sailthru.title" | "dc.title" | "dcterms.title" | "citation_title"
        | "twitter:title" | "hdl" | "headline" | "title" | "mrf:title" => Field::Title,
        "description" | "twitter:description" | "dc.description" | "sailthru.description"
        | "dcterms.description" => Field::Description,
        "twitter:image" | "twitter:image:src" | "thumbnail" | "parsely-image-url"
        | "sailthru.image.full" => Field::Image,
        "keywords" | "news_keywords" | "parsely-tags" | "sailthru.tags" | "dc.subject"
        | "dcterms.subject" | "citation_keywords" => Field::Keywords,
        "parsely-section" | "section" | "article.section" => Field::Section,
        "application-name" | "apple-mobile-web-app-title" | "al:android:app_name"
        | "citation_journal_title" | "twitter:app:name:iphone" => Field::Site,
        "publisher" | "dc.publisher" | "dcterms.publisher" | "citation_publisher" => {
            Field::Publisher
        }
        "parsely-link" => Field::Url,
        "dc.language" | "dcterms.language" | "content-language" | "language" => Field::Language,
        "dc.rights" | "dcterms.license" | "dcterms.rights" => Field::Licence,
        _ => return None,
    };
    Some((field, Source::Meta))
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
    /// A byline or an author.
    pub(super) author: bool,
    /// An author's name and no more.
    pub(super) name: bool,
    /// A date of publication.
    pub(super) date: bool,
    /// A comment, a list of other articles, or a box about something else.
    pub(super) outside: bool,
}

/// Reads a class or an id: its words are split at marks and where the case changes, and looked up whole.
pub(super) fn called(class: &str) -> Called {
    let mut all = Called::default();
    // A list of classes with a thousand names says nothing in particular.
    for name in class.split_ascii_whitespace().take(24) {
        let mut own = Called::default();
        let mut excluded = false;
        each_word(name, &mut |word| match word {
            "byline" | "bylines" | "author" | "authors" | "autor" | "autores" | "auteur"
            | "autore" | "autori" | "verfasser" | "writer" | "writers" | "auteurs" | "autoren"
            | "forfatter" | "tekijä" | "redactor" | "journalist" | "authored" => own.author = true,
            "username" | "bigusername" => (own.author, own.name) = (true, true),
            "name" | "names" | "fn" | "link" => own.name = true,
            "date" | "datetime" | "timestamp" | "dateline" | "published" | "pubdate"
            | "posted" | "datum" | "fecha" => own.date = true,
            "comment" | "comments" | "related" | "sidebar" | "recommended" | "recommendations"
            | "teaser" | "teasers" | "trending" | "popular" | "latest" | "reply" | "replies"
            | "card" | "cards" | "carousel" | "newsletter" | "upnext" => own.outside = true,
            "bio" | "biography" | "image" | "img" | "avatar" | "photo" | "social" | "share"
            | "follow" | "desc" | "description" | "title" | "role" | "job" | "position"
            | "count" | "icon" | "pic" | "picture" | "about" | "twitter" | "email"
            | "thumbnail" | "headshot" | "no" | "hide" | "hidden" | "summary"
            | "separator" | "label" | "credentials" => excluded = true,
            _ => {}
        });
        all.outside |= own.outside;
        if !excluded && !own.outside {
            all.author |= own.author;
            all.name |= own.author && own.name;
            all.date |= own.date && !own.author;
        }
    }
    all
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
    let path = address.split_once("//").map_or(address, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or("");
    let mut folders = path.split('/').filter(|folder| !folder.is_empty()).take(8).peekable();
    while let Some(folder) = folders.next() {
        let named = matches!(
            &folder.to_ascii_lowercase()[..],
            "author" | "authors" | "autor" | "autores" | "autoren" | "auteur" | "auteurs" | "autore" | "autori"
                | "profile" | "profiles" | "user" | "users" | "member" | "members" | "contributor" | "contributors"
                | "journalist" | "journalists" | "writers" | "writer" | "people" | "by" | "reporter" | "reporters"
        );
        if named && folders.peek().is_some() {
            return true;
        }
    }
    false
}
