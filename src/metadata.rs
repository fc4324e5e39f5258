//! What an HTML page says about itself: title, authors, dates, and the rest that stands in its head.
//!
//! A page states the same thing in many places, and the places disagree. The [`Collector`] hears the page's tags and
//! texts in order and keeps what each place claims; at the end the claims are cleaned, compared with each other and
//! with the visible page, and one answer is given, or none where in doubt: a wrong author is worse than none.
//!
//! Sources of the vocabulary: schema.org (JSON-LD and microdata), the Open Graph protocol and its `article` object,
//! Dublin Core elements, the Highwire Press tags that scholarly indexes read (`citation_*`), the tags of the widespread
//! analytics services (`parsely-*`, `sailthru.*`), and the HTML standard (`title`, `time`, `rel`).

mod affix;
mod authors;
mod claims;
mod classes;
mod collector;
mod dates;
mod jsonld;
#[cfg(test)]
mod laws;
mod linked;
mod names;
mod people;
mod repair;
mod rest;
mod stated;
#[cfg(test)]
mod tests;
mod text;
mod titles;

use std::fmt;

use crate::timestamp::Timestamp;

pub(crate) use self::collector::Collector;
pub(crate) use self::people::is_led;
pub(crate) use self::stated::Held;
pub(crate) use self::text::key;

/// What the visible page says about itself; every part is optional.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Visible<'a> {
    /// The headline, judged by what stands around it.
    pub(crate) title: Option<&'a str>,
    /// The byline, with its lead-in.
    pub(crate) byline: Option<&'a str>,
    /// The byline is one beyond doubt, even without a lead-in.
    pub(crate) sure_byline: bool,
    /// The day of publication.
    pub(crate) published: Option<Timestamp>,
    /// The day of the last change.
    pub(crate) modified: Option<Timestamp>,
    /// The page's address, if the caller knows it.
    pub(crate) url: Option<&'a str>,
}

/// Where a page states something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Source {
    /// A block of linked data, `<script type="application/ld+json">`.
    JsonLd,
    /// Open Graph: `og:title`, `article:published_time`.
    OpenGraph,
    /// Any other `<meta>`: `author`, `date`, `dc.creator`, `parsely-pub-date`, `twitter:title`.
    Meta,
    /// `itemprop` in the page's elements.
    Microdata,
    /// `rel` of a link: `author`, `canonical`, `license`.
    Link,
    /// The `<title>` element.
    TitleElement,
    /// A heading of the first level.
    Heading,
    /// A `<time>` element.
    Time,
    /// An element whose class calls it a byline, an author or a date.
    Class,
    /// The visible text, judged by its words and its place.
    Visible,
}

impl Source {
    /// The source's name: `json-ld`, `open-graph`, `meta` and so on.
    pub const fn name(self) -> &'static str {
        match self {
            Source::JsonLd => "json-ld",
            Source::OpenGraph => "open-graph",
            Source::Meta => "meta",
            Source::Microdata => "microdata",
            Source::Link => "link",
            Source::TitleElement => "title-element",
            Source::Heading => "heading",
            Source::Time => "time",
            Source::Class => "class",
            Source::Visible => "visible",
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A value with where it was stated and how far it can be relied on.
#[derive(Clone, PartialEq, Debug)]
pub struct Stated<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
    pub(crate) confidence: f32,
}

impl<T> Stated<T> {
    /// What was stated.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// The first of the places that state it, in the order in which they are trusted.
    pub const fn source(&self) -> Source {
        self.source
    }

    /// From 0 to 1: how far the value can be relied on. Sources that agree raise it, sources that contradict lower it.
    pub const fn confidence(&self) -> f32 {
        self.confidence
    }
}

/// What a page says about itself.
///
/// Everything is left empty where in doubt. No text is longer than [`Metadata::LONGEST`] bytes, the article's body
/// excepted, and no list has more than [`Metadata::MOST`] entries.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    title: Option<Stated<String>>,
    authors: Option<Stated<Vec<String>>>,
    organisations: Vec<String>,
    published: Option<Stated<Timestamp>>,
    modified: Option<Stated<Timestamp>>,
    rest: rest::Rest,
}

impl Metadata {
    /// No text is longer in bytes; the article's body may have 1 MiB.
    pub const LONGEST: usize = 4096;
    /// No list has more entries.
    pub const MOST: usize = 64;

    /// What a page says, by its markup alone.
    #[cfg(test)]
    fn of_html(html: &str) -> Metadata {
        let options = crate::segment::html::Options::default();
        let (_, collector) = crate::segment::html::read(html, options, Collector::default());
        collector.finish(&Visible::default())
    }

    /// The headline, without the name of the site.
    pub fn title(&self) -> Option<&Stated<String>> {
        self.title.as_ref()
    }

    /// The people who wrote the article, in the page's order.
    pub fn authors(&self) -> Option<&Stated<Vec<String>>> {
        self.authors.as_ref()
    }

    /// Organisations that are named in the place of an author or beside one: agencies, desks, the site itself.
    pub fn organisations(&self) -> &[String] {
        &self.organisations
    }

    /// When the article was published.
    pub fn published(&self) -> Option<&Stated<Timestamp>> {
        self.published.as_ref()
    }

    /// When the article was last changed.
    pub fn modified(&self) -> Option<&Stated<Timestamp>> {
        self.modified.as_ref()
    }

    /// The name of the site.
    pub fn site_name(&self) -> Option<&str> {
        self.rest.site_name.as_deref()
    }

    /// The name of the publisher, where the linked data state one.
    pub fn publisher(&self) -> Option<&str> {
        self.rest.publisher.as_deref()
    }

    /// The language tag: `en`, `de-AT`.
    pub fn language(&self) -> Option<&str> {
        self.rest.language.as_deref()
    }

    /// The summary for search engines and previews.
    pub fn description(&self) -> Option<&str> {
        self.rest.description.as_deref()
    }

    /// The address of the lead image, as stated.
    pub fn image(&self) -> Option<&str> {
        self.rest.image.as_deref()
    }

    /// Topics or keywords, in the page's order.
    pub fn topics(&self) -> &[String] {
        &self.rest.topics
    }

    /// The section of the site that the article stands in.
    pub fn section(&self) -> Option<&str> {
        self.rest.section.as_deref()
    }

    /// The canonical address, as stated.
    pub fn url(&self) -> Option<&str> {
        self.rest.url.as_deref()
    }

    /// The licence, mostly as an address.
    pub fn licence(&self) -> Option<&str> {
        self.rest.licence.as_deref()
    }

    /// The type of the page as stated: a type of schema.org (`NewsArticle`, `Product`), else the `og:type`.
    pub fn page_type(&self) -> Option<&str> {
        self.rest.page_type.as_deref()
    }

    /// Whether the article can be read without paying, where stated.
    pub fn is_accessible_for_free(&self) -> Option<bool> {
        self.rest.free
    }

    /// The article's text as the linked data give it: evidence of what the body is, and a stand-in for a page that
    /// shows only a stub.
    pub fn article_body(&self) -> Option<&str> {
        self.rest.body.as_deref()
    }
}

/// The forms of a page's title with what speaks for each.
fn title_forms(claims: &claims::Claims, visible: &Visible<'_>) -> Vec<(String, Vec<usize>)> {
    let main = linked::Main::of(claims);
    let sites = affix::SiteNames::of(claims, visible);
    let forms = titles::forms(claims, main, &sites, visible);
    let pairs = forms.into_iter().map(|form| (form.text, form.findings));
    pairs.collect()
}

/// The names of what may speak for a form of the title.
pub(crate) fn title_findings() -> &'static [String] {
    titles::finding_names()
}

impl Metadata {
    /// Weighs what a page claims.
    fn judge(claims: &claims::Claims, visible: &Visible<'_>) -> Metadata {
        let main = linked::Main::of(claims);
        let sites = affix::SiteNames::of(claims, visible);
        let (authors, organisations) = authors::judge(claims, main, &sites, visible);
        let (published, modified) = dates::judge(claims, main, visible);
        Metadata {
            title: titles::judge(claims, main, &sites, visible),
            authors,
            organisations,
            published,
            modified,
            rest: rest::Rest::of(claims, main),
        }
    }
}
