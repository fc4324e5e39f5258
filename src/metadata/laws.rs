//! What holds for every page, hostile ones included.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::collector::Collector;
use super::{Metadata, Visible};
use crate::segment::html::{Attributes, Listener, Tag};

/// Every text within its bound, every list too, every confidence from 0 to 1.
fn check(metadata: &Metadata) {
    let rest = [
        metadata.title().map(|title| &title.value()[..]),
        metadata.site_name(),
        metadata.publisher(),
        metadata.language(),
        metadata.description(),
        metadata.image(),
        metadata.section(),
        metadata.url(),
        metadata.licence(),
        metadata.page_type(),
    ];
    let authors = metadata
        .authors()
        .map_or(&[][..], |authors| authors.value());
    let lists = [authors, metadata.organisations(), metadata.topics()];
    for text in rest.into_iter().flatten() {
        assert!(text.len() <= Metadata::LONGEST);
    }
    for list in lists {
        assert!(list.len() <= Metadata::MOST);
        assert!(list.iter().all(|text| text.len() <= Metadata::LONGEST));
    }
    assert!(
        metadata
            .article_body()
            .is_none_or(|body| body.len() <= 1 << 20)
    );
    let confidences = [
        metadata.title().map(|title| title.confidence()),
        metadata.authors().map(|authors| authors.confidence()),
        metadata.published().map(|date| date.confidence()),
        metadata.modified().map(|date| date.confidence()),
    ];
    for confidence in confidences.into_iter().flatten() {
        assert!((0.0..=1.0).contains(&confidence));
    }
}

fn linked(json: &str) -> Metadata {
    let metadata = Metadata::of_html(&format!(
        "<script type=application/ld+json>{json}</script><h1>Ice on the bay</h1>"
    ));
    check(&metadata);
    metadata
}

#[test]
fn hostile_linked_data_does_no_harm() {
    for opening in ["[", "{\"a\":", "{\"@graph\":[", "{\"author\":{\"name\":"] {
        linked(&opening.repeat(100_000));
    }
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(100), close.repeat(100));
    linked(&nested("{\"@graph\":[", "]}"));
    linked(&nested("[", "]"));
    // A reference that leads to itself.
    let looped = r##"{"@graph": [{"@type": "Article", "@id": "#a", "headline": "Ice on the bay",
        "author": {"@id": "#l"}}, {"@id": "#l", "@list": [{"@id": "#l"}, {"@id": "#l"}]}]}"##;
    linked(looped);
    // Wrong types everywhere.
    for value in [
        "1",
        "null",
        "true",
        "[]",
        "{}",
        "[[[[\"a\"]]]]",
        "{\"@value\": 1}",
        "1e999",
    ] {
        let keys = [
            "@type",
            "@id",
            "headline",
            "author",
            "datePublished",
            "keywords",
            "articleBody",
        ];
        let pairs: Vec<String> = keys
            .iter()
            .map(|key| format!("\"{key}\": {value}"))
            .collect();
        linked(&format!("{{{}}}", pairs.join(", ")));
        linked(&format!(
            "{{\"@type\": \"Article\", {}}}",
            pairs[2..].join(", ")
        ));
    }
    // Half a surrogate pair and a NUL do not take the rest with them.
    let broken = linked(
        "{\"@type\": \"Article\", \"headline\": \"Ice \\ud83d on\u{0} the bay\", \"author\": \"Ada Byron\"}",
    );
    assert_eq!(
        broken.authors().map(|authors| authors.value().len()),
        Some(1)
    );
}

#[test]
fn large_pages_take_linear_time() {
    let start = Instant::now();
    // A block of 20 MB is past the bound and is not read.
    let body = "ice ".repeat(5_000_000);
    let large = linked(&format!(
        "{{\"@type\": \"Article\", \"articleBody\": \"{body}\"}}"
    ));
    assert_eq!(large.article_body(), None);
    let mut many = String::new();
    for _ in 0..50_000 {
        many.push_str(
            "<div class='author byline'><h1 itemprop=author><time><a rel=author href=/author/a>",
        );
    }
    check(&Metadata::of_html(&many));
    let mut tags = String::new();
    for number in 0..50_000 {
        let _ = write!(
            tags,
            "<meta name=author content='Ada {number} & Byron, et, et, et'><title>a | b | c"
        );
    }
    check(&Metadata::of_html(&tags));
    for unit in ["&", "<", "&#x", "<b", " - ", "|", ",", " and ", "\\u", "/*"] {
        let long = unit.repeat(200_000);
        check(&Metadata::of_html(&format!(
            "<h1>{long}</h1><meta name=author content=\"{long}\">"
        )));
        linked(&format!(
            "{{\"@type\": \"Article\", \"headline\": \"{long}\", \"author\": \"{long}\"}}"
        ));
        linked(&long);
    }
    // Some seconds on a slow machine without optimisation; hours if anything were quadratic.
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "{:?}",
        start.elapsed()
    );
}

/// Pieces of pages, that chance puts in an order.
const PIECES: &[&str] = &[
    "<h1>",
    "</h1>",
    "<title>",
    "</title>",
    "<meta name=author content='",
    "'>",
    "<script type='application/ld+json'>",
    "</script>",
    "{\"@type\":\"NewsArticle\",",
    "\"headline\":\"",
    "\"author\":",
    "[{\"name\":\"",
    "\"}]",
    "}",
    "Ada Byron",
    " and ",
    ", ",
    " | ",
    " - ",
    "By ",
    "2025-01-07",
    "<time datetime=",
    "<a rel=author>",
    "</a>",
    "<div class=byline>",
    "</div>",
    "\\u00",
    "&amp;",
    "é",
    "山",
    "\u{0}",
    "<p>",
    "<svg>",
    "\n",
];

proptest! {
    #[test]
    fn no_text_makes_it_panic(page in "\\PC{0,400}") {
        check(&Metadata::of_html(&page));
    }

    #[test]
    fn no_order_of_pieces_makes_it_panic(at in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let page: String = at.iter().map(|at| PIECES[*at]).collect();
        check(&Metadata::of_html(&page));
    }

    #[test]
    fn no_order_of_calls_makes_it_panic(calls in prop::collection::vec((0..4_u8, 0..8_usize, ".{0,12}"), 0..60)) {
        let tags = [Tag::Meta, Tag::H1, Tag::Script, Tag::Title, Tag::P, Tag::Div, Tag::Time, Tag::A];
        let mut collector = Collector::default();
        for (call, tag, text) in &calls {
            let tag = tags[*tag];
            let source = format!("class='author name' itemprop='{text}' content='{text}'");
            let (attributes, bits) = Attributes::of_source(&source);
            match call {
                0 => { collector.start(tag, attributes, bits); }
                1 => collector.content(tag, attributes, text),
                2 => collector.text(text),
                _ => collector.end(tag),
            }
        }
        check(&collector.finish(&Visible { title: Some("a"), byline: Some("By A, B"), ..Visible::default() }));
    }
}
