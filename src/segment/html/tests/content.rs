//! What is text and what is not, and what it costs to tell.

use super::*;

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
        // Some 5 ms each, ten times that without optimisation; quadratic time would be minutes.
        assert!(began.elapsed().as_secs() < 20, "{}", &source[..40]);
    }
}
