//! What an article of an HTML page tells beside its body, from the markup and from the visible text.
#![cfg(feature = "html")]

use bodytext::{Article, Cleaner, Kind, Metadata, Source, clean, clean_html};

/// Sentences of a body, no two alike.
fn sentences(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| {
            format!(
                "Boat number {number} left the harbour after {} days because the ice in the narrows had gone, its \
                 master said.",
                number + 3
            )
        })
        .collect()
}

/// A page of an article: what stands in its head, and what between its heading and its body.
fn page(head: &str, lines: &str) -> String {
    let body: String = sentences(8)
        .iter()
        .map(|sentence| format!("<p>{sentence}</p>"))
        .collect();
    format!(
        "<html lang=en><head><title>Ice leaves the bay | The Quay</title>{head}</head><body><nav><a href=/>Home</a> \
         <a href=/news>News</a></nav><article><h1>Ice leaves the bay</h1>{lines}{body}</article></body></html>"
    )
}

const LINKED: &str = r#"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ice leaves the bay",
    "author": {"@type": "Person", "name": "Ada Byron"}, "datePublished": "2025-01-07T22:57:05+01:00"}</script>"#;

fn answers(article: &Article<'_>) -> [Option<String>; 4] {
    let day = |date: Option<&bodytext::Dated>| date.map(|date| date.timestamp().to_string());
    [
        article.title().map(str::to_owned),
        article.byline().map(str::to_owned),
        day(article.published()),
        day(article.modified()),
    ]
}

#[test]
fn what_only_the_markup_tells_has_no_place_on_the_page() {
    let html = page(LINKED, "");
    let article = clean_html(&html);
    assert_eq!(article.title(), Some("Ice leaves the bay"));
    assert_eq!(article.authors(), ["Ada Byron"]);
    assert_eq!(article.byline(), Some("Ada Byron"));
    let published = article.published().expect("a date");
    assert_eq!(
        published.timestamp().to_string(),
        "2025-01-07T22:57:05+01:00"
    );
    assert_eq!(published.range(), None);
    let title = article.metadata().and_then(Metadata::title);
    assert!(title.is_some_and(|title| title.confidence() > 0.5));
    assert_eq!(article.metadata().and_then(Metadata::language), Some("en"));
}

#[test]
fn what_the_page_shows_keeps_its_place() {
    let html = page(LINKED, "<p>By Ada Byron</p><p>Published 7 January 2025</p>");
    let article = clean_html(&html);
    let range = article.published().and_then(bodytext::Dated::range);
    let shown = range.map(|range| article.page().slice(range));
    assert_eq!(shown, Some("7 January 2025"));
    // Both agree, so that both are surer than either.
    let confidence = |html: &str| {
        let article = clean_html(html);
        let published = article.metadata().and_then(Metadata::published);
        published.map_or(0.0, |date| date.confidence())
    };
    assert!(confidence(&html) > confidence(&page(LINKED, "")));
}

#[test]
fn what_only_the_text_tells_is_found() {
    let html = page("", "<p>By Ada Byron</p><p>Published 7 January 2025</p>");
    let article = clean_html(&html);
    assert_eq!(article.authors(), ["Ada Byron"]);
    assert_eq!(article.byline(), Some("Ada Byron"));
    let metadata = article.metadata().expect("a page of HTML has metadata");
    let source = metadata.authors().map(|authors| authors.source());
    assert_eq!(source, Some(Source::Visible));
    let day = article.published().map(|date| date.timestamp().to_string());
    assert_eq!(day.as_deref(), Some("2025-01-07"));
}

#[test]
fn the_source_and_the_tree_tell_the_same() {
    for (head, lines) in [
        (LINKED, ""),
        (
            "",
            "<div class=byline>By <a rel=author href=/a>Ada Byron</a> and <b>Alan Turing</b></div>",
        ),
        (
            "<meta name=author content='Ada &amp; Co'><meta property=og:title content='Ice'>",
            "<time datetime=2025-01-07>",
        ),
        (
            "<link rel=canonical href='https://quay.example/a?b=1&amp;c=2'>",
            "<p itemprop=author>Ada Byron</p>",
        ),
    ] {
        let html = page(head, lines);
        let tree = scraper_of(&html);
        let article = clean_html(&html);
        assert_eq!(answers(&article), answers(&tree), "{html}");
        let url = |article: &Article<'_>| {
            article
                .metadata()
                .and_then(Metadata::url)
                .map(str::to_owned)
        };
        assert_eq!(url(&article), url(&tree));
    }
}

fn scraper_of(html: &str) -> Article<'static> {
    Cleaner::new().clean_dom(&scraper::Html::parse_document(html))
}

#[test]
fn a_stub_is_answered_from_the_stated_body() {
    let all = sentences(12).join(" ");
    let stub = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Ice leaves the bay\", \
         \"isAccessibleForFree\": false, \"articleBody\": \"{all}\"}}</script><h1>Ice leaves the bay</h1><p>{}</p>\
         <p>Subscribe to read on</p>",
        sentences(1)[0]
    );
    let article = clean_html(&stub);
    assert_eq!(article.stated_body(), Some(&all[..]));
    assert!(!article.body().to_string().contains("Boat number 7"));
    // A page that shows what it states needs no other answer.
    let shown = stub.replace(
        "<p>Subscribe",
        &format!("<p>{}</p><p>Subscribe", sentences(12)[1..].join("</p><p>")),
    );
    assert_eq!(clean_html(&shown).stated_body(), None);
    assert_eq!(clean_html(&page(LINKED, "")).stated_body(), None);
}

#[test]
fn a_dump_has_no_markup_to_tell_of() {
    let article = clean(
        "Ice leaves the bay\nBy Ada Byron\nThe ice left the bay on Monday night, the harbour master said.\n",
    );
    assert!(article.metadata().is_none());
    assert!(article.authors().is_empty());
    assert!(article.stated_body().is_none());
    assert!(article.blocks().any(|judged| judged.kind() == Kind::Body));
}
