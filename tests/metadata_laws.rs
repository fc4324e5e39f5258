//! No text and no list of a page's metadata is longer than its bound, whatever the page states.
//!
//! `PROPTEST_CASES=2000 cargo test --test metadata_laws` looks longer than the default does.
#![cfg(feature = "html")]

mod common;

use bodytext::{Metadata, clean_html};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use common::config;
use common::laws::{check_html, check_metadata};

/// Where pages state what they are: before a value, and behind it.
const STATED: &[(&str, &str)] = &[
    ("<title>", "</title>"),
    ("<h1>", "</h1>"),
    ("<html lang='", "'>"),
    ("<meta name=author content='", "'>"),
    ("<meta name=description content='", "'>"),
    ("<meta name=keywords content='", "'>"),
    ("<meta property=og:title content='", "'>"),
    ("<meta property=og:site_name content='", "'>"),
    ("<meta property=og:type content='", "'>"),
    (
        "<meta property=og:image content='https://example.org/",
        "'>",
    ),
    ("<meta property=og:url content='https://example.org/", "'>"),
    ("<meta property=article:section content='", "'>"),
    ("<meta property=article:tag content='", "'>"),
    ("<link rel=canonical href='https://example.org/", "'>"),
    ("<link rel=license href='https://example.org/", "'>"),
    ("<div class=byline>By <a rel=author href=/a>", "</a></div>"),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"",
        "\"}</script>",
    ),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[{\"@type\":\"Person\",\"name\":\"",
        "\"}]}</script>",
    ),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"",
        "\"}}</script>",
    ),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleSection\":\"",
        "\"}</script>",
    ),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"keywords\":\"",
        "\"}</script>",
    ),
    (
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"",
        "\"}</script>",
    ),
];

/// A page that states values of these units, each repeated so often, at these places, each so often.
fn stating(values: &[(usize, &str, usize, usize)]) -> String {
    let state = |(place, unit, length, count): &(usize, &str, usize, usize)| {
        let (before, behind) = STATED[*place];
        [before, &unit.repeat(*length), behind]
            .concat()
            .repeat(*count)
    };
    values.iter().map(state).collect::<String>() + "<p>The harbour froze over on Monday night."
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn metadata_is_never_longer_than_its_bound(
        values in vec(
            (
                0..STATED.len(),
                select(&["word ", "Ann Example, ", "Ann Example and ", "a", "山", "é, ", "a | ", "&amp;", "a - b "][..]),
                prop_oneof![1..4_usize, 300..3_000_usize],
                prop_oneof![3 => 1..3_usize, 1 => 60..70_usize],
            ),
            1..4,
        )
    ) {
        check_html(&clean_html(&stating(&values)));
    }
}

/// Values beyond the bound are met at these places, so that the law above is about something.
#[test]
fn long_metadata_is_cut_or_left_out() {
    let long = |place: &str| {
        let at = STATED.iter().position(|(before, _)| before.contains(place));
        clean_html(&stating(&[(at.expect("a place"), "word ", 2_000, 1)]))
    };
    let article = long("name=description");
    let description = article
        .metadata()
        .and_then(|metadata| metadata.description());
    let length = description.map_or(0, str::len);
    assert!((1..=Metadata::LONGEST).contains(&length), "{length} bytes");
    for (place, _) in STATED {
        let article = long(place);
        check_metadata(article.metadata().expect("a page of HTML has metadata"));
    }
    let tags: String = (0..200)
        .map(|at| format!("<meta property=article:tag content='Tag {at}'>"))
        .collect();
    let article = clean_html(&tags);
    assert_eq!(
        article.metadata().map(|metadata| metadata.topics().len()),
        Some(Metadata::MOST)
    );
}
