//! What holds for every page of HTML: property tests on tag soup, on arbitrary strings and on arbitrary bytes.
//!
//! `PROPTEST_CASES=2000 cargo test --test html_laws` looks longer than the default does.
#![cfg(feature = "html")]

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

mod common;

use bodytext::{Article, Cleaner, Kind, clean_html};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use common::laws::{check_findings, check_html, check_markdown, check_ranges, solid};
use common::{config, told};

/// Tags and texts as real pages have them, broken ones included.
const TOKENS: &[&str] = &[
    "<!DOCTYPE html>",
    "<html>",
    "<head>",
    "</head>",
    "<body>",
    "</body>",
    "</html>",
    "<title>The harbour</title>",
    "<title>",
    "<div>",
    "<div class='article-body'>",
    "<div id=comments>",
    "<div style='display:none'>",
    "</div>",
    "<p>",
    "</p>",
    "<p hidden>",
    "<span>",
    "</span>",
    "<a href=/a>",
    "<a>",
    "</a>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<em",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h3>",
    "<ul>",
    "<ol>",
    "<li>",
    "</li>",
    "</ul>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan=9>",
    "<th>",
    "</td>",
    "</tr>",
    "</table>",
    "<caption>",
    "<tbody>",
    "<br>",
    "<br/>",
    "<hr>",
    "</br>",
    "</p",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<blockquote>",
    "</blockquote>",
    "<figure>",
    "<figcaption>",
    "</figure>",
    "<img src=a alt='b'>",
    "<form>",
    "</form>",
    "<button>",
    "<select>",
    "<option>",
    "<textarea>",
    "</textarea>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "<template shadowrootmode=open>",
    "</template>",
    "<iframe>",
    "</iframe>",
    "<svg>",
    "<svg/>",
    "</svg>",
    "<math>",
    "<foreignObject>",
    "<frameset>",
    "<plaintext>",
    "<xmp>",
    "</xmp>",
    "<!--",
    "-->",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?xml",
    "<",
    ">",
    "</",
    "</>",
    "< p>",
    "&amp;",
    "&lt;p&gt;",
    "&nbsp;",
    "&#0;",
    "&#x1F600;",
    "&notit;",
    "&",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{3000}",
    "\0",
    "\u{1}",
    "\u{feff}",
    "The harbour of the old town froze over on Monday night, the first time in forty years.",
    "Fishermen said they would wait until the ice was gone before they put to sea again.",
    "Also read",
    "By Ann Example",
    "3 July 2025",
    "Share",
    "Home",
    "© 2025",
    "港の灯台が修復された。",
    "قال",
    "a",
    ".",
];

fn soup() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => vec(select(TOKENS), 0..80).prop_map(|tokens| tokens.concat()),
        1 => any::<String>(),
        1 => (vec(select(TOKENS), 0..20), any::<String>()).prop_map(|(tokens, text)| tokens.join(&text)),
    ]
}

fn check_article(article: &Article<'_>) {
    check_html(article);
    check_findings(article);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn an_article_is_made_of_pieces_of_its_page(html in soup()) {
        let article = clean_html(&html);
        check_article(&article);
        let all = Cleaner::new().keep(Kind::ALL).links(true).images(true).clean_html(&html);
        prop_assert_eq!(solid(&all.body().to_string()), solid(all.page().text()));
        let markdown = all.to_markdown();
        prop_assert!(markdown.is_empty() == (all.body().is_empty() && all.title().is_none()));
        check_markdown(&article);
        check_markdown(&all);
    }

    /// The tree of a page in disorder may differ from its source, but what is promised holds for it too.
    #[test]
    fn a_tree_keeps_the_same_promises(html in soup()) {
        check_article(&Cleaner::new().clean_dom(&scraper::Html::parse_document(&html)));
    }

    #[test]
    fn bytes_in_utf_8_are_the_page_itself(html in soup()) {
        let article = Cleaner::new().clean_html_bytes(html.as_bytes(), None);
        // A mark at the start is none of the text, and what declares another encoding of ASCII's letters is not asked.
        let text = html.strip_prefix('\u{feff}').unwrap_or(&html);
        prop_assert_eq!(article.page().encoding(), Some("UTF-8"));
        prop_assert_eq!(told(&article), told(&clean_html(text)));
    }

    #[test]
    fn any_bytes_are_a_page(bytes in vec(any::<u8>(), 0..400), label in select(&["", "utf-16le", "euc-jp", "x"][..])) {
        let article = Cleaner::new().clean_html_bytes(&bytes, Some(label));
        check_article(&article);
        prop_assert!(article.page().encoding().is_some());
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn results_do_not_depend_on_the_thread_nor_on_what_ran_before(pages in vec(soup(), 4)) {
        let cleaner = Cleaner::new();
        common::same_on_every_thread(&pages, |page| told(&cleaner.clean_html(page)));
    }
}

/// Whole pages hold the laws too.
#[test]
fn the_laws_hold_for_whole_pages() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut pages = 0;
    for entry in fs::read_dir(folder).expect("the folder of pages") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "html") {
            pages += 1;
            let html = fs::read_to_string(&path).expect("a page");
            check_article(&clean_html(&html));
            // Whatever the end is cut off.
            for end in (0..html.len()).step_by(211) {
                if let Some(cut) = html.get(..end) {
                    let article = clean_html(cut);
                    check_ranges(article.page().text(), article.page().blocks());
                }
            }
        }
    }
    assert!(pages >= 27, "{pages} pages");
}

fn least_time(html: &str) -> Duration {
    let cleaner = Cleaner::new().keep(Kind::ALL).links(true);
    let time = || {
        let start = Instant::now();
        let article = cleaner.clean_html(html);
        assert!(!article.page().text().is_empty());
        assert!(!article.to_markdown().is_empty());
        start.elapsed()
    };
    (0..3).map(|_| time()).min().expect("three runs")
}

/// A reader that is quadratic in depth takes some four times as long for twice the page, and minutes for the greatest.
#[test]
fn deep_nesting_costs_no_more_than_length() {
    for open in [
        "<div>",
        "<ul><li>",
        "<b>",
        "<a href=x>",
        "<blockquote>",
        "<table><tr><td>",
        "<i><p>",
        "<template>",
        "<svg>",
        "<ol><li><b>",
        "<span><p>x",
    ] {
        let page = |count: usize| format!("a<p>{}word</p>", open.repeat(count));
        least_time(&page(1_000));
        let (one, two) = (least_time(&page(20_000)), least_time(&page(40_000)));
        assert!(
            two < one * 5 + Duration::from_millis(50),
            "{open}: {one:?} for 20,000, {two:?} for 40,000"
        );
        assert!(two < Duration::from_secs(5), "{open}: {two:?}");
    }
}
