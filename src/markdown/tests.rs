//! Markdown against the page it was made of: cases, and pages made at random that a parser reads back.

mod lines;
mod pages;
mod read;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Cleaner, Kind};

use pages::{Node, Page, Piece, node};
use read::leaves;

fn markdown(html: &str) -> String {
    let cleaner = Cleaner::new().keep(Kind::ALL).links(true).images(true);
    let article = cleaner.clean_html(html);
    let written = article.to_markdown();
    // What is found as the title stands in the text as well.
    match article.title() {
        Some(_) => written
            .split_once("\n\n")
            .map_or("", |(_, rest)| rest)
            .to_owned(),
        None => written,
    }
}

#[test]
fn structure_is_that_of_the_page() {
    let cases = [
        (
            "<h3>A  head #</h3><p>One<br>two<br><br>three",
            "### A head \\#\n\nOne\\\ntwo\n\nthree\n",
        ),
        (
            "<p>x<ul><li>a<ul><li>b<li>c</ul><li>d</ul>y",
            "x\n\n- a\n  - b\n  - c\n- d\n\ny\n",
        ),
        (
            "<p>x<ul><li>a<ol><li>b</ol></ul><ul><li>c</ul>",
            "x\n\n- a\n  1. b\n\n* c\n",
        ),
        (
            "<p>x<ol><li><p>a<p>b<li>c</ol>",
            "x\n\n1. a\n\n   b\n2. c\n",
        ),
        (
            "<p>x<ul><li>a<ul><li>b</ul></li><ul><li>c</ul></ul>",
            "x\n\n- a\n  - b\n  * c\n",
        ),
        ("<p>x<li>a<li>b", "x\n\n- a\n- b\n"),
        (
            "x<blockquote><p>a<p>b<ul><li>c</ul></blockquote><blockquote>d</blockquote>",
            "x\n\n> a\n>\n> b\n>\n> - c\n\n> d\n",
        ),
        (
            "x<pre>fn a() {\n\n    b `c` ```\n}</pre>y",
            "x\n\n````\nfn a() {\n\n    b `c` ```\n}\n````\n\ny\n",
        ),
        (
            "<table><tr><th>a<th>b|c<tr><td>d<td></table>",
            "| a | b\\|c |\n| --- | --- |\n| d | |\n",
        ),
        (
            "<table><tr><td>a<td>b<tr><td colspan=2>c<tr><td><td>d</table>",
            "|  |  |\n| --- | --- |\n| a | b |\n| c |  |\n| | d |\n",
        ),
        (
            "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
            "## a\n\nb\n\nc d\n",
        ),
        (
            "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>e</table>",
            "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n\ne\n",
        ),
        ("x<dl><dt>a<dd>b</dl>", "x\n\na\n\nb\n"),
        (
            "<p>x<ol start=7><li>a<ol start=0><li>b<li>c</ol><li>d</ol><ol start=-1><li>e</ol>",
            "x\n\n7. a\n\n   0. b\n   1. c\n8. d\n\n1) e\n",
        ),
        (
            "x<pre class='hljs language-c++'>a;</pre><pre><code class=lang-sh>b</code></pre><pre class=language->c</pre>",
            "x\n\n```c++\na;\n```\n\n```sh\nb\n```\n\n```\nc\n```\n",
        ),
        (
            "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>d<td>e<td>f<tr><td>g<td>h<tr><td>i<td>j<td>k</table>",
            "| a | b | c |\n| --- | --- | --- |\n| d | e | f |\n|  | g | h |\n| i | j | k |\n",
        ),
        (
            "<table><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>e<td rowspan=0>f<td><a href=/g>g</a></table>",
            "| a | b |  |\n| --- | --- | --- |\n|  | c | d |\n| e | f | [g](/g) |\n",
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn lines_are_those_of_the_page() {
    let cases = [
        (
            "<p>a <b>b</b> <i>c</i> <code>d*`</code>",
            "a **b** *c* `` d*` ``\n",
        ),
        ("<p>a<b>b <i>c</i></b>d", "a**b *c***d\n"),
        (
            "<p>これは<b>「強調」</b>です",
            "これ&#12399;**「強調」**&#12391;す\n",
        ),
        (
            "<p>Wow!<a href='/a?b&amp;c=(d)'>x <em>y</em></a>.",
            "Wow\\![x *y*](</a?b\\&c=(d)>).\n",
        ),
        (
            "<p><a href=/b><code>x</code></a> and <b><a href=/c>y</a></b>",
            "[`x`](/b) and **[y](/c)**\n",
        ),
        (
            "<p>a <img src=i.png alt='A [b]'> c<figure><img src=j.png></figure><p>d",
            "a ![A \\[b\\]](i.png) c\n\n![](j.png)\n\nd\n",
        ),
        ("<p>a <img src=data:x> b <a>c</a> d", "a b c d\n"),
        (
            "<p>a<code>b<img alt=x>c</code>d<code>e<img src=y>f</code>",
            "a`bc`d`e` ![](y)`f`\n",
        ),
        ("<p><b>a <i>b</b> c</i>", "**a *b*** c\n"),
        ("<p>a, <b>b<br>c</b>, d", "a, **b**\\\n**c**, d\n"),
        ("<p>+1 - 2", "\\+1 - 2\n"),
    ];
    for (html, expected) in cases {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

#[test]
fn links_and_pictures_are_shown_on_request() {
    let html = "<p>See <a href=/a>the <b>harbour</b></a> <img src=b.png alt=c>.";
    let all = Cleaner::new().keep(Kind::ALL);
    let written = all.clean_html(html).to_markdown();
    assert!(written.ends_with("See the **harbour** .\n"), "{written}");
    let written = all.clone().links(true).clean_html(html).to_markdown();
    assert!(
        written.ends_with("See [the **harbour**](/a) .\n"),
        "{written}"
    );
}

#[test]
fn one_address_around_many_lines_is_written_a_bounded_number_of_times() {
    let html = format!(
        "<p><a href=/{}>{}</a>",
        "a".repeat(1_000),
        "x<br>".repeat(1_000)
    );
    let written = markdown(&html);
    assert!(written.len() < 50 * html.len(), "{} bytes", written.len());
    assert_eq!(written.matches("](/a").count(), 32);
}

/// Quotations or lists, one in the other, with text at each level; two sizes, the second 32 times the first.
#[test]
fn deep_nesting_costs_time_linear_in_the_page() {
    let cleaner = Cleaner::new().keep(Kind::ALL);
    let unlimited = cleaner.clone().limits(crate::Limits::none());
    for unit in ["<blockquote>x", "<ul><li>x", "<div><pre>x"] {
        for cleaner in [&cleaner, &unlimited] {
            let cost = |levels: usize| {
                let html = unit.repeat(levels);
                let article = cleaner.clean_html(&html);
                let start = std::time::Instant::now();
                let written = article.to_markdown();
                let time = start.elapsed();
                let found = leaves(&written);
                assert!(found.iter().all(|leaf| leaf.path.len() <= 24), "{unit}");
                let text: String = found.iter().map(|leaf| leaf.text()).collect();
                assert_eq!(text.matches('x').count(), levels, "{unit}");
                time.as_secs_f64() / levels as f64
            };
            let least = (0..3).map(|_| cost(3_125)).fold(f64::MAX, f64::min);
            let most = (0..3).map(|_| cost(100_000)).fold(f64::MAX, f64::min);
            assert!(
                most < 8.0 * least,
                "{unit}: {least:e} and {most:e} s a level"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_parser_reads_back_what_the_page_says(nodes in vec(node(), 1..5)) {
        let mut page = Page::default();
        page.node(&Node::Line(vec![Piece::Plain("first".into())]));
        nodes.iter().for_each(|node| page.node(node));
        let cleaner = Cleaner::new().keep(Kind::ALL).links(true);
        let article = cleaner.clean_html(&page.html);
        let written = article.to_markdown();
        let mut found = leaves(&written);
        if article.title().is_some() {
            found.remove(0);
        }
        for (found, expected) in found.iter().zip(&page.leaves) {
            prop_assert_eq!(found, expected, "{}\n{}", page.html, written);
        }
        prop_assert_eq!(found.len(), page.leaves.len(), "{}\n{}", page.html, written);
    }

    /// Formats of tag soup may be lost where Markdown has none, text and structure never.
    #[test]
    fn no_text_is_lost_from_tag_soup(tokens in vec(select(SOUP), 0..60)) {
        let html = tokens.concat();
        let cleaner = Cleaner::new().keep(Kind::ALL);
        for cleaner in [cleaner.clone(), cleaner.links(true)] {
            let article = cleaner.clean_html(&html);
            let mut found = leaves(&article.to_markdown());
            if article.title().is_some() {
                found.remove(0);
            }
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let found: String = found.iter().map(|leaf| solid(&leaf.text())).collect();
            prop_assert_eq!(found, solid(&article.body().to_string()), "{}\n{}", html, article.to_markdown());
        }
    }
}

const SOUP: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<em>",
    "<code>",
    "</code>",
    "<a href=x>",
    "</a>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol>",
    "</ol>",
    "</li>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<br>",
    "<h2>",
    "</h2>",
    "<div>",
    "</div>",
    "<h4>",
    "</tr>",
    "</td>",
    "one",
    "two words",
    " ",
    "\n",
    "*",
    "`",
    "|",
    "#",
    "1.",
    "“",
    "漢",
    "three",
    "- ",
    "<caption>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<ol start=7>",
    "<code class=language-x>",
    "<img alt=a>",
    "<img src=b>",
    "<dl>",
    "<dt>",
    "<dd>",
];
