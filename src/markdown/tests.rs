//! Markdown against the page it was made of: cases, and pages made at random that a parser reads back.

mod lines;
mod read;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Cleaner, Kind};

use read::{Leaf, leaves};

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

/// A piece of a line: its text, and the formats that it stands in.
#[derive(Clone, Debug)]
enum Piece {
    Plain(String),
    Format(&'static str, Vec<Piece>),
    Link(String, Vec<Piece>),
}

impl Piece {
    /// Whether it holds a letter or a digit.
    fn says_something(&self) -> bool {
        match self {
            Piece::Plain(text) => text.contains(char::is_alphanumeric),
            Piece::Format(_, inner) | Piece::Link(_, inner) => {
                inner.iter().any(Piece::says_something)
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Node {
    Line(Vec<Piece>),
    Heading(u8, Vec<Piece>),
    List(bool, Vec<Vec<Node>>),
    Quotation(Vec<Node>),
    Code(Vec<String>),
    Table(bool, Vec<[Vec<Piece>; 3]>),
}

const WORDS: &[&str] = &[
    "harbour",
    "a",
    "*",
    "**b**",
    "so_called",
    "`x`",
    "[y](z)",
    "wow!",
    "#",
    "c#",
    "12.",
    "3)",
    "-",
    "+",
    "|",
    "\\",
    "\\|",
    "&amp;",
    "<b>",
    "“quoted”",
    "(aside)",
    "「引用」",
    "漢字",
    "été",
    "~~s~~",
    "==",
    "#5",
    "https://a.example/b_c",
    "&",
    "!",
    "e\u{301}",
    "।",
    "שלום",
    "😀",
];

fn words() -> impl Strategy<Value = String> {
    vec(select(WORDS), 1..4).prop_map(|words| words.join(" "))
}

/// A line: plain words and formats by turns, with a space between them or none.
fn line() -> impl Strategy<Value = Vec<Piece>> {
    let plain = || words().prop_map(Piece::Plain);
    let code = || words().prop_map(|text| Piece::Format("code", vec![Piece::Plain(text)]));
    let inner = move || {
        prop_oneof![
            3 => plain().prop_map(|piece| vec![piece]),
            1 => (plain(), any::<bool>(), plain()).prop_map(|(one, strong, other)| {
                let name = if strong { "b" } else { "em" };
                vec![one, Piece::Plain(" ".into()), Piece::Format(name, vec![other])]
            }),
            1 => (plain(), code()).prop_map(|(one, code)| vec![one, code]),
        ]
    };
    let format = prop_oneof![
        2 => inner().prop_map(|pieces| Piece::Format("strong", pieces)),
        2 => inner().prop_map(|pieces| Piece::Format("i", pieces)),
        2 => code(),
        2 => ("[a-z/&()*_\\\\]{1,8}", inner()).prop_map(|(to, pieces)| Piece::Link(format!("/{to}"), pieces)),
    ];
    let space = || select(&["", " ", " "][..]).prop_map(|space| Piece::Plain(space.into()));
    (plain(), vec((space(), format, space(), plain()), 0..3)).prop_map(|(first, rest)| {
        let mut line = vec![first];
        for (one, format, other, plain) in rest {
            line.extend([one, format, other, plain]);
        }
        line
    })
}

fn node() -> impl Strategy<Value = Node> {
    let code = vec(
        select(&["let a;", "    b `c`", "```", "", "| d |", "\\"][..]),
        0..4,
    );
    let leaf = prop_oneof![
        6 => line().prop_map(Node::Line),
        1 => (1..=6_u8, line()).prop_map(|(level, line)| Node::Heading(level, line)),
        1 => code.prop_map(|lines| {
            let mut lines: Vec<String> = lines.into_iter().map(String::from).collect();
            lines.dedup_by(|a, b| a.is_empty() && b.is_empty());
            lines.insert(0, "first".into());
            lines.push("last".into());
            Node::Code(lines)
        }),
        1 => (any::<bool>(), vec([line(), line(), line()], 2..4))
            .prop_map(|(header, rows)| Node::Table(header, rows)),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            3 => (any::<bool>(), vec(vec(inner.clone(), 1..3), 1..4))
                .prop_map(|(numbered, items)| Node::List(numbered, items)),
            1 => vec(inner, 1..4).prop_map(Node::Quotation),
        ]
    })
}

/// Writes pages and what is to be read back.
#[derive(Default)]
struct Page {
    html: String,
    leaves: Vec<Leaf>,
    path: Vec<String>,
    count: usize,
}

fn encoded(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

impl Page {
    fn leaf(&mut self, kind: String, pieces: &[Piece]) {
        let mut leaf = Leaf::new(&self.path, kind);
        // No two lines are the same.
        self.count += 1;
        let number = format!("w{} ", self.count);
        leaf.push(&number, &[]);
        self.html.push_str(&number);
        self.pieces(pieces, &mut Vec::new(), &mut leaf);
        self.leaves.push(leaf);
    }

    fn pieces(&mut self, pieces: &[Piece], formats: &mut Vec<String>, leaf: &mut Leaf) {
        for piece in pieces {
            let (name, tag, inner) = match piece {
                Piece::Plain(text) => {
                    self.html.push_str(&encoded(text));
                    leaf.push(text, formats);
                    continue;
                }
                Piece::Format(name, inner) => (String::from(*name), String::new(), inner),
                Piece::Link(to, inner) => ("a".into(), format!(" href=\"{}\"", encoded(to)), inner),
            };
            self.html.push_str(&format!("<{name}{tag}>"));
            let outside = formats.len();
            match piece {
                Piece::Link(to, _) => formats.push(format!("link {to}")),
                // Emphasis of marks alone is not written.
                _ if name != "code" && !inner.iter().any(Piece::says_something) => {}
                _ => formats.push(name.replace("strong", "b").replace("em", "i")),
            }
            self.pieces(inner, formats, leaf);
            formats.truncate(outside);
            self.html.push_str(&format!("</{name}>"));
        }
    }

    fn within(&mut self, tag: &str, nodes: &[Node]) {
        self.count += 1;
        self.path.push(tag.to_owned());
        self.html.push_str(&format!("<{tag}>"));
        nodes.iter().for_each(|node| self.node(node));
        self.html.push_str(&format!("</{tag}>"));
        self.path.pop();
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Line(line) => {
                self.html.push_str("<p>");
                self.leaf("p".into(), line);
                self.html.push_str("</p>\n");
            }
            Node::Heading(level, line) => {
                self.html.push_str(&format!("<h{level}>"));
                self.leaf(format!("h{level}"), line);
                self.html.push_str(&format!("</h{level}>"));
            }
            Node::List(numbered, items) => {
                let tag = if *numbered { "ol" } else { "ul" };
                self.path.push(tag.to_owned());
                self.html.push_str(&format!("<{tag}>"));
                items.iter().for_each(|item| self.within("li", item));
                self.html.push_str(&format!("</{tag}>"));
                self.path.pop();
            }
            Node::Quotation(nodes) => self.within("blockquote", nodes),
            Node::Code(lines) => {
                let text = lines.join("\n");
                self.html
                    .push_str(&format!("<pre>{}</pre>", encoded(&text)));
                let mut leaf = Leaf::new(&self.path, "pre".into());
                leaf.push(&text, &[]);
                self.leaves.push(leaf);
            }
            Node::Table(header, rows) => {
                self.html.push_str("<table>");
                for (number, row) in rows.iter().enumerate() {
                    let tag = if *header && number == 0 { "th" } else { "td" };
                    self.html.push_str("<tr>");
                    for (column, cell) in row.iter().enumerate() {
                        self.html.push_str(&format!("<{tag}>"));
                        let row = number + usize::from(!header);
                        self.leaf(format!("cell {row} {column}"), cell);
                    }
                }
                self.html.push_str("</table>");
            }
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
    "<dl>",
    "<dt>",
    "<dd>",
];
