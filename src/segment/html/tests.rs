//! Pages of a few lines, one for each rule.

use super::*;

fn flat(source: &str) -> Flat {
    let (from_source, ()) = read(source, Options::default(), ());
    let tree = scraper::Html::parse_document(source);
    let (from_tree, ()) = read_dom(&tree, Options::default(), ());
    assert_eq!(
        from_source.text, from_tree.text,
        "source and tree of {source}"
    );
    from_source
}

/// The text of each block, of which the flattened text has nothing else.
fn lines(source: &str) -> Vec<String> {
    let flat = flat(source);
    let lines: Vec<&str> = flat.text.lines().collect();
    for block in &flat.blocks {
        let line = lines[block.line() - 1];
        assert!(line.contains(&flat.text[block.range()]));
    }
    flat.blocks
        .iter()
        .map(|block| flat.text[block.range()].to_owned())
        .collect()
}

fn text(source: &str) -> String {
    flat(source).text
}

/// The markup of the block with this text.
fn markup(source: &str, wanted: &str) -> Markup {
    let flat = flat(source);
    let at = flat
        .blocks
        .iter()
        .position(|block| &flat.text[block.range()] == wanted);
    flat.markups[at.unwrap_or_else(|| panic!("no block {wanted:?} in {:?}", flat.text))]
}

#[test]
fn blocks_and_gaps() {
    for (source, expected) in [
        (
            "<p>One<p>Two <b>bold</b>, three<div>Four",
            "One\n\nTwo bold, three\n\nFour",
        ),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        (
            "<h1>Head</h1>\n<ul>\n<li>One\n<li>Two</ul>End",
            "Head\n\nOne\nTwo\n\nEnd",
        ),
        ("a  b\n\t c&nbsp; d", "a b c d"),
        ("<p> a <i> b </i> c </p>", "a b c"),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<div>One<br> <br>Two</div>", "One\n\nTwo"),
        ("<br><br>One", "One"),
        ("<p>&nbsp;</p><p>One</p><p>\u{200b}</p>", "One"),
        ("One<hr>Two", "One\n\nTwo"),
        ("One</p>Two", "One\n\nTwo"),
        ("One</br>Two", "One\nTwo"),
        ("<dl><dt>A<dd>B<dt>C<dd>D</dl>", "A\nB\nC\nD"),
        (
            "<figure><img alt=no><figcaption>Caption</figcaption></figure>After",
            "Caption\n\nAfter",
        ),
        ("<p>a<wbr>b<sub>2</sub></p>", "ab2"),
        ("<nav><a href=1>One</a><a href=2>Two</a></nav>", "One Two"),
        ("<button>One</button><button>Two</button>", "One Two"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn implied_ends_and_stray_ends() {
    for (source, expected) in [
        ("<p>One<h2>Two</h3>Three", "One\n\nTwo\n\nThree"),
        ("<b><p>One</b> two</p>", "One two"),
        ("<div><p>One</div>Two</p>", "One\n\nTwo"),
        (
            "<ul><li>One<ul><li>Two</ul><li>Three</ul>",
            "One\n\nTwo\n\nThree",
        ),
        ("<div>One</span></section></b>two</div>", "Onetwo"),
        ("<x-a>One<x-b></x-a>Two</x-b>", "OneTwo"),
        ("<a href=1>One<a href=2>Two</a>", "One Two"),
        ("<p><table><tr><td>One</p>Two</table>", "One\n\nTwo"),
        ("<select><option>One<option>Two</select>", "One Two"),
        ("<form><form>One</form>Two", "One\n\nTwo"),
        ("<html><body>One</body></html>Two<body>three", "OneTwothree"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn tables() {
    assert_eq!(
        text(
            "<table><caption>Tides</caption><tr><th>Day<th>High<tr><td>1<td>4.2<tr><td>2<td>4.6</table>"
        ),
        "Tides\nDay High\n1 4.2\n2 4.6"
    );
    // A layout: the menu's cell and the article's are no row of data.
    let long = "The harbour froze over on Monday night, and the boats lay in the ice until the wind turned on Friday, as they had in the winter before. ";
    let source = format!("<table><tr><td>{long}<td>Menu</table>");
    assert_eq!(lines(&source), [long.trim(), "Menu"]);
    assert_eq!(
        lines("<table><tr><td><p>One<td><p>Two</table>"),
        ["One", "Two"]
    );
    assert_eq!(lines("<td>One<tr>Two"), ["OneTwo"]);
    let table = markup("<table><tr><td>1<td>2</table>", "1 2");
    assert_eq!(table.tag, Tag::Tr);
    assert_eq!(table.marks & (marks::TABLE | marks::CELL), marks::TABLE);
}

#[test]
fn content_that_is_not_shown() {
    for source in [
        "<script>a<b>'</div>'</script>One",
        "<SCRIPT>a</sCript >One",
        "<script><!-- <script> </script> --></script>One",
        "<script><!-- <script></script>x</script>One",
        "<script><!--></script>One",
        "<style>p > a { }</style>One",
        "<!-- a <p>b</p> -->One",
        "<!-->One",
        "<!--->One",
        "<!-- a --!>One",
        "<![CDATA[ a ]]>One",
        "<?php a ?>One",
        "</ a>One",
        "</>One",
        "<!doctype html>One",
        "<title>A <b> </title>One",
        "<textarea><p>a</p></textarea>One",
        "<iframe><p>a</iframe>One",
        "<noframes><p>a</noframes>One",
        "<noembed><p>a</noembed>One",
        "<noscript><p>a</p></noscript>One",
        "<svg><title>a</title><path d='<'/><text>b</text></svg>One",
        "<svg><svg>a</svg>b</svg>One",
        "<svg/>One",
        "<svg><style>a</style><![CDATA[</svg>]]></svg>One",
        "<svg><foreignObject><p>a</p></foreignObject></svg>One",
        "<svg>a<p>One",
        "<template><p>a</p></template>One",
        "<head><template><p>a</template><title>b</title></head>One",
        "<img alt='a > b' src=c>One",
        "<p title='a > b' x=\"y='>\">One",
        "<p a='b>One",
    ] {
        let expected: &[&str] = if source.ends_with("b>One") {
            &[]
        } else {
            &["One"]
        };
        assert_eq!(lines(source), expected, "{source}");
    }
}

#[test]
fn text_that_looks_like_markup() {
    for (source, expected) in [
        ("a < b && c > d", "a < b && c > d"),
        ("1 <2", "1 <2"),
        ("a <", "a <"),
        ("a </", "a </"),
        (
            "&lt;p&gt; &amp;amp; &eacute; &#8217; &#x27; &#146; &notit; &copy",
            "<p> &amp; é ’ ' ’ ¬it; ©",
        ),
        ("&am<!-- -->p;", "&amp;"),
        ("<a ='b'>c</a>", "c"),
        ("<a b=c'd>e</a>", "e"),
        ("<a b=\"c\"d>e</a>", "e"),
        ("<a/b>c</a>", "c"),
        ("Just a text.\nOf two lines.", "Just a text. Of two lines."),
        ("<xmp><b>a</b> &amp;</xmp>", "<b>a</b> &amp;"),
        ("<plaintext><b>a</b> &amp;", "<b>a</b> &amp;"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn templates_of_shadow_roots_are_shown() {
    let source = "<x-card><template shadowrootmode=open><p>Shade</p></template>Light</x-card>";
    assert_eq!(text(source), "Shade\n\nLight");
}

#[test]
fn noscript_is_read_where_nothing_else_is() {
    let post =
        "<p>The first post of this thread says how the ice came, and the second when it went.</p>"
            .repeat(14);
    let alone =
        format!("<body><div>Loading</div><noscript><div itemprop=comment>{post}</div></noscript>");
    assert_eq!(lines(&alone).len(), 15);
    let twice = format!("<body><div>{post}</div><noscript>{post}</noscript>");
    assert_eq!(lines(&twice).len(), 14);
}

#[test]
fn verbatim_text_keeps_its_lines() {
    assert_eq!(
        text("<p>Code:</p><pre><code>\nfn main() {\n    <b>run</b>();\n\n\n}\n</code></pre><p>End"),
        "Code:\n\nfn main() {\n    run();\n\n}\n\nEnd"
    );
    assert_eq!(lines("<pre>a\r\n  b</pre>"), ["a", "b"]);
    let line = markup("<pre><code>a = 1\nb = 2</code></pre>", "b = 2");
    assert_eq!(
        line.marks & (marks::PRE | marks::CODE),
        marks::PRE | marks::CODE
    );
}

#[test]
fn hidden_text_is_kept_and_marked() {
    for start in [
        "<div hidden>",
        "<div aria-hidden=true>",
        "<div style='color: red; DISPLAY : none !important'>",
        "<div style=visibility:hidden>",
        "<section hidden=''><div><i>",
    ] {
        assert!(
            markup(&format!("<p>a</p>{start}One"), "One").hidden,
            "{start}"
        );
    }
    for start in [
        "<div hidden></div><div>",
        "<div aria-hidden=false>",
        "<div style='display:block'>",
    ] {
        assert!(!markup(&format!("{start}One"), "One").hidden, "{start}");
    }
    let half = markup("<p><span hidden>One</span> two</p>", "One two");
    assert!(!half.hidden);
}

#[test]
fn facts_of_links_and_emphasis() {
    let line = markup(
        "<p>See <a href=1>one</a>, <a href=2><b>two</b></a>.</p>",
        "See one, two.",
    );
    assert_eq!(
        (line.chars, line.link_chars, line.links, line.emphasis),
        (11, 6, 2, 3)
    );
    assert!(!line.one_link);
    assert!(markup("<li><a href=1>One <b>two</b></a></li>", "One two").one_link);
    assert!(markup("<a href=1><div>One</div></a>", "One").one_link);
    assert_eq!(markup("<a name=x>One</a>", "One").links, 0);
}

#[test]
fn structures_around_a_block() {
    let source = "<main><article itemprop='articleBody'><header><h2><span>Head</span></h2></header>\
        <div role=navigation class='toc'>Contents</div><blockquote><p>Words</p></blockquote></article></main>\
        <footer>Imprint</footer>";
    let head = markup(source, "Head");
    assert_eq!(
        (head.tag, head.heading, head.props),
        (Tag::H2, 2, props::BODY)
    );
    let within = marks::MAIN | marks::ARTICLE | marks::HEADER | marks::HEADING;
    assert_eq!(head.marks, within);
    assert_eq!(
        markup(source, "Contents").marks,
        marks::MAIN | marks::ARTICLE | marks::NAV
    );
    assert_eq!(
        markup(source, "Words").marks,
        marks::MAIN | marks::ARTICLE | marks::QUOTATION
    );
    assert_eq!(markup(source, "Imprint").marks, marks::FOOTER);
}

#[test]
fn names_of_elements() {
    let source = "<div class='articleBody__text-2 HTMLBlock' id=post-17><p>One <b class=x-y>two</b></p></div>";
    let flat = flat(source);
    let around: Vec<Tag> = flat
        .around(flat.markups[0].element)
        .map(|element| element.tag)
        .collect();
    assert_eq!(around, [Tag::P, Tag::Div, Tag::Body, Tag::Html, Tag::Other]);
    let div = flat.around(flat.markups[0].element).nth(1).expect("a div");
    for token in [
        "article",
        "body",
        "text",
        "html",
        "block",
        "post",
        "articlebody__text-2",
        "post-17",
    ] {
        assert!(flat.tokens_of(div).contains(&token_hash(token)), "{token}");
    }
    assert!(!flat.tokens_of(div).contains(&token_hash("y")));
}

#[test]
fn elements_of_one_template_share_their_shape() {
    let flat = flat(
        "<p class='a b'>1</p><p class='b a' id=x>2</p><p class=a>3</p><div class='a b'>4</div>",
    );
    let shapes: Vec<u32> = flat
        .markups
        .iter()
        .map(|markup| flat.elements[markup.element as usize].shape)
        .collect();
    assert_eq!(shapes[0], shapes[1]);
    assert_ne!(shapes[0], shapes[2]);
    assert_ne!(shapes[0], shapes[3]);
}

#[test]
fn scripts_of_the_world() {
    for (source, expected) in [
        (
            "<html dir=rtl lang=ar><p>تجمد الميناء <b>القديم</b>.</p><p>\u{200f}قال الصيادون</p>",
            ["تجمد الميناء القديم.", "قال الصيادون"],
        ),
        (
            "<p>\u{3000}港が<ruby>凍<rp>（</rp><rt>こお</rt><rp>）</rp></ruby>った。</p><p>漁師は待つ。</p>",
            ["港が凍（こお）った。", "漁師は待つ。"],
        ),
        (
            "<p>港口结冰了，</p><p>渔民\n在等待。</p>",
            ["港口结冰了，", "渔民 在等待。"],
        ),
    ] {
        assert_eq!(lines(source), expected);
    }
}

#[test]
fn pages_without_a_frame() {
    let amp = "<!doctype html><html ⚡><head><style amp-boilerplate>body{}</style></head><body>\
        <amp-sidebar><ul><li>Menu</ul></amp-sidebar><amp-img src=a></amp-img><p>One</p></body></html>";
    assert_eq!(lines(amp), ["Menu", "One"]);
    assert_eq!(
        lines("<html><frameset><frame src=a><noframes>Old</noframes></frameset></html>"),
        [""; 0]
    );
    assert_eq!(lines(""), [""; 0]);
    assert_eq!(lines("</div></p></table>"), [""; 0]);
}

#[derive(Default)]
struct Heard(Vec<String>);

impl Listener for Heard {
    fn start(&mut self, tag: Tag, attributes: Attributes<'_>, bits: u16) -> bool {
        if tag == Tag::Meta {
            let value = |name| attributes.get(name).unwrap_or_default();
            self.0
                .push(format!("{}={}", value("name"), value("content")));
        }
        if tag == Tag::Html {
            self.0
                .push(attributes.get("lang").unwrap_or_default().into_owned());
        }
        bits & seen::REL != 0
    }

    fn end(&mut self, tag: Tag, text: &str) {
        self.0.push(format!("{}: {text}", tag.name()));
    }

    fn content(&mut self, tag: Tag, _attributes: Attributes<'_>, content: &str) {
        self.0.push(format!("{} {content}", tag.name()));
    }
}

#[test]
fn what_a_listener_hears() {
    let source = "<html lang=de><head><title>A &amp; B</title><meta name=a content='b &amp; &quot;c&quot;'>\
        <script type='application/ld+json; charset=utf-8'>{\"a\": \"&amp;\"}</script><script>x</script></head>\
        <p>By <a rel=author href=x>Ann  Lee</a>, Oslo</p><svg><title>No</title></svg>";
    let expected = [
        "de",
        "title A & B",
        "a=b & \"c\"",
        "script {\"a\": \"&amp;\"}",
        "a: Ann Lee",
    ];
    let (_, heard) = read(source, Options::default(), Heard::default());
    assert_eq!(heard.0, expected);
    let tree = scraper::Html::parse_document(source);
    let (_, heard) = read_dom(&tree, Options::default(), Heard::default());
    assert_eq!(heard.0, expected);
}

#[test]
fn spans_of_inline_markup() {
    let source = "<p>See <a href='/a?b=1&amp;c'> the <em>old</em> town </a><img src=i.png alt='A pier'></p><p><b>End</b>";
    let (flat, ()) = read(source, Options { spans: true }, ());
    let found: Vec<_> = flat
        .spans
        .list
        .iter()
        .map(|span| {
            let of = |range: &std::ops::Range<usize>| &flat.spans.targets[range.clone()];
            (
                span.kind,
                &flat.text[span.range.clone()],
                of(&span.target),
                of(&span.label),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (SpanKind::Emphasis, "old", "", ""),
            (SpanKind::Link, "the old town", "/a?b=1&c", ""),
            (SpanKind::Image, "", "i.png", "A pier"),
            (SpanKind::Strong, "End", "", ""),
        ]
    );
}

#[test]
fn nesting_costs_no_more_than_length() {
    let many = 100_000;
    for (source, blocks) in [
        ("<div>".repeat(many) + "x", 1),
        ("<b>x".repeat(many), 1),
        ("<ul><li>x".repeat(many), many),
        ("<table><tr><td>x".repeat(many), many),
        ("<div>x".repeat(many) + &"</div>".repeat(many), many),
        ("<span>".repeat(511) + &"</i></p></x-a>".repeat(many), 0),
        ("<x-a>".repeat(511) + &"</x-b>".repeat(many), 0),
        (format!("<p {}>x", "a=b ".repeat(many)), 1),
        (format!("<p class='{}'>x", "a-b ".repeat(many)), 1),
        ("<!--".repeat(many), 0),
        ("<script>".repeat(many), 0),
        ("<script><!--<script>".repeat(many), 0),
        ("<svg><p>x".repeat(many), many),
        ("<noscript>x".repeat(many), 1),
        ("<a b=\"".repeat(many), 0),
        ("&".repeat(many), 1),
        ("<".repeat(many), 1),
    ] {
        let began = std::time::Instant::now();
        let (flat, ()) = read(&source, Options::default(), ());
        assert_eq!(flat.blocks.len(), blocks, "{}", &source[..40]);
        assert!(flat.tokens.len() <= 24 * flat.elements.len());
        // Some 5 ms each, ten times that without optimisation; quadratic time would be minutes.
        assert!(began.elapsed().as_secs() < 20, "{}", &source[..40]);
    }
}
