mod places;

use super::{Metadata, Source};

fn head(inner: &str) -> Metadata {
    Metadata::of_html(&format!(
        "<!doctype html><html lang=en-GB><head>{inner}</head><body></body></html>"
    ))
}

fn linked(json: &str) -> Metadata {
    head(&format!(
        "<script type=\"application/ld+json\">{json}</script>"
    ))
}

fn title(metadata: &Metadata) -> &str {
    metadata.title().map_or("", |title| title.value())
}

fn authors(metadata: &Metadata) -> Vec<&str> {
    let authors = metadata
        .authors()
        .map_or(&[][..], |authors| authors.value());
    authors.iter().map(|name| &name[..]).collect()
}

fn published(metadata: &Metadata) -> String {
    metadata
        .published()
        .map_or(String::new(), |date| date.value().to_string())
}

const GRAPH: &str = r##"{"@context": "https://schema.org", "@graph": [
    {"@type": "WebSite", "@id": "https://gazette.example/#site", "name": "Northport Gazette"},
    {"@type": "WebPage", "@id": "https://gazette.example/ice", "url": "https://gazette.example/ice",
     "name": "Harbour of the old town freezes over - Northport Gazette", "inLanguage": "en-GB"},
    {"@type": ["Article", "NewsArticle"], "headline": "Harbour of the old town freezes over",
     "mainEntityOfPage": {"@id": "https://gazette.example/ice"},
     "author": [{"@id": "https://gazette.example/#ada"}, {"@type": "Organization", "name": "Northport Gazette"}],
     "publisher": {"@type": "Organization", "name": "Northport Gazette"},
     "datePublished": "2025-01-07T22:57:05+01:00", "dateModified": "2025-01-08",
     "articleSection": "Weather", "keywords": ["ice", "harbour, Ice"], "isAccessibleForFree": "False",
     "articleBody": "The harbour froze.", "image": {"@type": "ImageObject", "url": "https://gazette.example/i.jpg"}},
    {"@type": "Person", "@id": "https://gazette.example/#ada", "name": "Ada Byron"}]}"##;

#[test]
fn a_graph_of_linked_data_is_read() {
    let metadata = linked(GRAPH);
    assert_eq!(title(&metadata), "Harbour of the old town freezes over");
    assert_eq!(authors(&metadata), ["Ada Byron"]);
    assert_eq!(
        metadata.authors().map(|authors| authors.source()),
        Some(Source::JsonLd)
    );
    // The publisher is no author beside people.
    assert!(metadata.organisations().is_empty());
    assert_eq!(metadata.publisher(), Some("Northport Gazette"));
    assert_eq!(published(&metadata), "2025-01-07T22:57:05+01:00");
    assert_eq!(
        metadata.modified().map(|date| date.value().to_string()),
        Some("2025-01-08".to_owned())
    );
    assert_eq!(metadata.section(), Some("Weather"));
    assert_eq!(metadata.topics(), ["ice", "harbour"]);
    assert_eq!(metadata.is_accessible_for_free(), Some(false));
    assert_eq!(metadata.article_body(), Some("The harbour froze."));
    assert_eq!(metadata.image(), Some("https://gazette.example/i.jpg"));
    assert_eq!(metadata.page_type(), Some("Article"));
    assert_eq!(metadata.language(), Some("en-GB"));
}

#[test]
fn meta_tags_are_read() {
    let metadata = head(
        r#"<title>Ferries stay in port | The Quay</title>
        <meta property="og:title" content="Ferries stay in port"><meta property="og:site_name" content="The Quay">
        <meta property="og:type" content="article"><meta property="og:locale" content="en_GB">
        <meta name="author" content="By Grace Hopper and Alan Turing"><meta name="description" content="A &amp; B">
        <meta property="article:published_time" content="2024-02-29T08:00:00Z"><meta name=keywords content="sea, ice">
        <meta property="article:author" content="https://social.example/grace">
        <link rel=canonical href="https://quay.example/ferries"><link rel=license href="https://cc.example/by">"#,
    );
    assert_eq!(title(&metadata), "Ferries stay in port");
    assert_eq!(authors(&metadata), ["Grace Hopper", "Alan Turing"]);
    assert_eq!(
        published(&metadata),
        "2024-02-29T08:00Z".replace("Z", ":00Z")
    );
    assert_eq!(metadata.site_name(), Some("The Quay"));
    assert_eq!(metadata.description(), Some("A & B"));
    assert_eq!(metadata.topics(), ["sea", "ice"]);
    assert_eq!(metadata.url(), Some("https://quay.example/ferries"));
    assert_eq!(metadata.licence(), Some("https://cc.example/by"));
    assert_eq!(metadata.page_type(), Some("article"));
    assert_eq!(metadata.language(), Some("en-GB"));
}

#[test]
fn names_of_sites_are_cut_from_titles() {
    for (page, expected) in [
        // The site's name is stated.
        (
            "<title>Ice on the bay - Quay News</title><meta property=og:site_name content='Quay News'>",
            "Ice on the bay",
        ),
        // The address names it.
        (
            "<title>Ice on the bay – quay.example</title><link rel=canonical href='https://www.quay.example/a'>",
            "Ice on the bay",
        ),
        // A section and the site.
        (
            "<title>Ice on the bay - Weather | Quay</title><meta property=og:site_name content=Quay>\
             <meta property=article:section content=Weather>",
            "Ice on the bay",
        ),
        // In front, where another source leaves it out: pages that say so nowhere else mean it mostly as a part.
        (
            "<title>Quay: Ice on the bay</title><meta property=og:site_name content=Quay><h1>Ice on the bay</h1>",
            "Ice on the bay",
        ),
        // The heading agrees with a part.
        (
            "<title>Ice on the bay this morning ~ Somewhere</title><h1>Ice on the bay this morning</h1>",
            "Ice on the bay this morning",
        ),
        // Quotation marks are no bars, whatever stands around them, and a dot that joins words is none.
        (
            "<title>Le maire dénonce « une situation intenable »</title>",
            "Le maire dénonce « une situation intenable »",
        ),
        (
            "<title>The ferry of Kim·Lee·Park comes back after the storm ·today</title>",
            "The ferry of Kim·Lee·Park comes back after the storm ·today",
        ),
        // A label before the bar and a dash inside stay.
        (
            "<title>Budget | Taxes rise again</title><h1>Budget | Taxes rise again</h1>",
            "Budget | Taxes rise again",
        ),
        (
            "<title>Ice - and how to walk on it</title>",
            "Ice - and how to walk on it",
        ),
        // The heading is the site's name, the title says more.
        (
            "<title>How to walk on ice / Winter Forum</title><h1>Winter Forum</h1>",
            "How to walk on ice",
        ),
        // A page about the site itself.
        (
            "<title>Quay News</title><meta property=og:site_name content='Quay News'>",
            "Quay News",
        ),
        // Headlines are often escaped twice.
        (
            "<title>Salt &amp;amp; ice: &amp;#8216;slow&amp;#8217;</title>",
            "Salt & ice: ‘slow’",
        ),
        (
            "<title>The &lt;table&gt; element</title>",
            "The <table> element",
        ),
        // A drawing has titles of its own.
        (
            "<svg><title>Menu</title></svg><title>Ice on the bay</title>",
            "Ice on the bay",
        ),
    ] {
        assert_eq!(title(&Metadata::of_html(page)), expected, "{page}");
    }
}

#[test]
fn names_are_cut_apart_and_told_from_organisations() {
    for (stated, people, organisations) in [
        ("Ada Byron", &["Ada Byron"][..], &[][..]),
        (
            "By Ada Byron, Alan Turing and Grace Hopper",
            &["Ada Byron", "Alan Turing", "Grace Hopper"],
            &[],
        ),
        (
            "Von Ada Byron und Max Planck",
            &["Ada Byron", "Max Planck"],
            &[],
        ),
        (
            "Par Marie Curie et Louis Pasteur",
            &["Marie Curie", "Louis Pasteur"],
            &[],
        ),
        ("José Ortega y Gasset", &["José Ortega y Gasset"], &[]),
        (
            "Ana García y Luis Pérez",
            &["Ana García", "Luis Pérez"],
            &[],
        ),
        ("ADA BYRON", &["ADA BYRON"], &[]),
        ("Ada Byron, MD, Ph.D.", &["Ada Byron"], &[]),
        ("Ada Byron, Staff Writer", &["Ada Byron"], &[]),
        ("Ada Byron | Quay News", &["Ada Byron"], &["Quay News"]),
        ("Ada Byron, Reuters", &["Ada Byron"], &["Reuters"]),
        ("Ada Byron (Quay)", &["Ada Byron"], &[]),
        ("Ada Byron; Ada Byron", &["Ada Byron"], &[]),
        ("dpa", &[], &["dpa"]),
        ("The Associated Press", &[], &["The Associated Press"]),
        ("Quay News Staff", &[], &["Quay News Staff"]),
        ("https://social.example/ada", &[], &[]),
        ("ada@quay.example", &[], &[]),
        ("@ada", &[], &[]),
        ("admin", &[], &[]),
        ("山田太郎、鈴木花子", &["山田太郎", "鈴木花子"], &[]),
        ("{{ author }}", &[], &[]),
        ("Monday", &[], &[]),
    ] {
        let metadata = head(&format!("<meta name=author content=\"{stated}\">"));
        assert_eq!(authors(&metadata), people, "{stated}");
        assert_eq!(metadata.organisations(), organisations, "{stated}");
    }
}

#[test]
fn elements_name_authors_and_days() {
    let page = "<body class=with-sidebar><div class=sidebar-layout><h1>Ice on the bay</h1>\
        <div class=entry-meta>By <a rel=author href=/author/ada>Ada Byron</a> <time datetime=2025-01-07>7 Jan</time></div>\
        <p>Text.</p></div><aside><a rel=author>Alan Turing</a><time datetime=2020-01-01></time></aside>";
    let metadata = Metadata::of_html(page);
    assert_eq!(authors(&metadata), ["Ada Byron"]);
    assert_eq!(
        metadata.authors().map(|authors| authors.source()),
        Some(Source::Link)
    );
    assert_eq!(published(&metadata), "2025-01-07");

    let micro = "<div itemscope itemtype=https://schema.org/Article><h1 itemprop=headline>Ice</h1>\
        <span itemprop=author itemscope>by <b itemprop=name>Ada Byron</b>, who skates</span>\
        <meta itemprop=datePublished content=20250107></div>";
    let metadata = Metadata::of_html(micro);
    assert_eq!(authors(&metadata), ["Ada Byron"]);
    assert_eq!(published(&metadata), "2025-01-07");

    let class = "<h1>Ice on the bay</h1><p class=article-byline>By Ada Byron, Staff Writer<p>Published 7 January 2025";
    assert_eq!(authors(&Metadata::of_html(class)), ["Ada Byron"]);
}

#[test]
fn in_doubt_nothing_is_said() {
    for page in [
        "",
        "plain text",
        "<h1></h1><title> </title><meta name=author><meta name=date content=soon>",
        "<div class=byline>Read more about our newsletter and how it is made</div>",
        "<script type=application/ld+json>{\"@type\": \"ItemList\", \"itemListElement\": [\
         {\"@type\": \"NewsArticle\", \"headline\": \"One\", \"author\": \"Ada Byron\"}]}</script>",
        "<script type=application/ld+json>[{\"@type\": \"NewsArticle\", \"headline\": \"One thing\"},\
         {\"@type\": \"NewsArticle\", \"headline\": \"Another thing\"}]</script>",
        "<meta property=article:published_time content=1970-01-01T00:00:00Z>",
    ] {
        let metadata = Metadata::of_html(page);
        assert_eq!(title(&metadata), "", "{page}");
        assert!(metadata.authors().is_none(), "{page}");
        assert!(metadata.published().is_none(), "{page}");
    }
}

#[test]
fn agreement_raises_confidence() {
    let alone = head("<meta name=author content='Ada Byron'>");
    let both = Metadata::of_html(
        "<meta name=author content='Ada Byron'><h1>Ice</h1><a rel=author>Ada Byron</a>",
    );
    let against = Metadata::of_html(
        "<meta name=author content='Ada Byron'><h1>Ice</h1><a rel=author>Alan Turing</a>",
    );
    let confidence = |metadata: &Metadata| metadata.authors().map_or(0.0, |a| a.confidence());
    assert!(confidence(&both) > confidence(&alone));
    assert!(confidence(&against) < confidence(&alone));
}

#[test]
fn programs_write_dates_in_many_ways() {
    for (stated, expected) in [
        (
            "2025-01-07T22:57:05.123456+0530",
            "2025-01-07T22:57:05+05:30",
        ),
        ("2025-01-07 22:57:05", "2025-01-07T22:57:05"),
        ("Tue, 07 Jan 2025 22:57:05 GMT", "2025-01-07T22:57:05Z"),
        ("20250107T225705Z", "2025-01-07T22:57:05"),
        ("20250107", "2025-01-07"),
        ("20250107225705", "2025-01-07T22:57:05"),
        ("1736290625", "2025-01-07T22:57:05Z"),
        ("1736290625000", "2025-01-07T22:57:05Z"),
        ("January 7, 2025", "2025-01-07"),
        ("7. Januar 2025", "2025-01-07"),
        ("20251307", ""),
        ("yesterday", ""),
    ] {
        let metadata = head(&format!("<meta name=pubdate content='{stated}'>"));
        assert_eq!(published(&metadata), expected, "{stated}");
    }
}
