//! What the markup tells of blocks.

use super::*;
use crate::reason::{Bits, ROLES};
use crate::segment::html::element::props;

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
    let source = "<div class='articleBody__sidebar-2 HTMLComment' id=post-17><p>One <b class=nav>two</b></p></div>";
    let flat = flat(source);
    let around: Vec<Tag> = flat
        .around(flat.markups[0].element)
        .map(|element| element.tag)
        .collect();
    assert_eq!(around, [Tag::P, Tag::Div, Tag::Body, Tag::Html, Tag::Other]);
    let div = flat.around(flat.markups[0].element).nth(1).expect("a div");
    let roles: Vec<&str> = Bits(div.roles).map(|role| ROLES[role]).collect();
    // Of "article" and "body", "sidebar", "comment" and "post"; "nav" stands inside.
    assert_eq!(roles, ["content", "sidebar", "comment", "forum"]);
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

#[derive(Default)]
struct Heard {
    said: Vec<String>,
    /// How many links are open, and their text.
    open: usize,
    text: String,
}

impl Listener for Heard {
    fn start(&mut self, tag: Tag, attributes: Attributes<'_>, bits: u16) -> bool {
        if tag == Tag::Meta {
            let value = |name| attributes.get(name).unwrap_or_default();
            self.said
                .push(format!("{}={}", value("name"), value("content")));
        }
        if tag == Tag::Html {
            self.said
                .push(attributes.get("lang").unwrap_or_default().into_owned());
        }
        let listens = bits & seen::REL != 0;
        self.open += usize::from(listens);
        listens
    }

    fn end(&mut self, tag: Tag) {
        self.open -= 1;
        let text = std::mem::take(&mut self.text);
        self.said.push(format!("{}: {text}", tag.name()));
    }

    fn hears(&self) -> bool {
        self.open > 0
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn apart(&mut self, tag: Tag) {
        self.text.push_str(&format!("[{}]", tag.name()));
    }

    fn content(&mut self, tag: Tag, _attributes: Attributes<'_>, content: &str) {
        self.said.push(format!("{} {content}", tag.name()));
    }
}

#[test]
fn what_a_listener_hears() {
    let source = "<html lang=de><head><title>A &amp; B</title><meta name=a content='b &amp; &quot;c&quot;'>\
        <script type='application/ld+json; charset=utf-8'>{\"a\": \"&amp;\"}</script><script>x</script></head>\
        <p>By <a rel=author href=x>Ann <b>Lee</b> &amp; Bo<br></a>, Oslo</p><svg><title>No</title></svg>";
    let expected = [
        "de",
        "title A & B",
        "a=b & \"c\"",
        "script {\"a\": \"&amp;\"}",
        "a: Ann [b]Lee[b] & Bo[br]",
    ];
    let (_, heard) = read(source, Options::default(), Heard::default());
    assert_eq!(heard.said, expected);
    let tree = scraper::Html::parse_document(source);
    let (_, heard) = read_dom(&tree, Options::default(), Heard::default());
    assert_eq!(heard.said, expected);
}

#[test]
fn spans_of_inline_markup() {
    let source = "<p>See <a href='/a?b=1&amp;c'> the <em>old</em> town </a><img src=i.png alt='A pier'></p><img data-src=j src='data:x'><p><b>End</b>";
    let all = Options {
        links: true,
        images: true,
        ..Options::default()
    };
    let (flat, ()) = read(source, all, ());
    let found: Vec<_> = flat
        .spans
        .list
        .iter()
        .map(|span| {
            let (address, label) = match span.kind {
                SpanKind::Strong | SpanKind::Emphasis => ("", ""),
                _ => (flat.spans.address(span), flat.spans.label(span)),
            };
            (span.kind, &flat.text[span.start..span.end], address, label)
        })
        .collect();
    assert_eq!(
        found,
        [
            (SpanKind::Emphasis, "old", "", ""),
            (SpanKind::Link, "the old town", "/a?b=1&c", ""),
            (SpanKind::Image, "", "i.png", "A pier"),
            (SpanKind::Picture, "", "j", ""),
            (SpanKind::Strong, "End", "", ""),
        ]
    );
    let (flat, ()) = read(source, Options::default(), ());
    assert_eq!(flat.spans.list.len(), 2);
}

#[test]
fn spans_of_tables() {
    let source = "<table><tr><th>a<th><tr><td colspan=2>b<tr><td><td> c <b>d</b> </table><p>e";
    let (flat, ()) = read(source, Options::default(), ());
    let found: Vec<_> = flat
        .spans
        .list
        .iter()
        .map(|span| (span.kind, &flat.text[span.start..span.end], span.note))
        .collect();
    assert_eq!(
        found,
        [
            (SpanKind::HeaderCell, "a", 1),
            (SpanKind::HeaderCell, "", 1),
            (SpanKind::Row, "a", 0),
            (SpanKind::Cell, "b", 2),
            (SpanKind::Row, "\nb", 0),
            (SpanKind::Cell, "", 1),
            (SpanKind::Strong, "d", 0),
            (SpanKind::Cell, "c d", 1),
            (SpanKind::Row, "\nc d", 0),
            (SpanKind::Table, "a\nb\nc d", 0),
        ]
    );
}
