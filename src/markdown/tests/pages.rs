//! Pages made at random, and what is to be read back from their Markdown.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::read::Leaf;

/// A piece of a line: its text, and the formats that it stands in.
#[derive(Clone, Debug)]
pub(super) enum Piece {
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
pub(super) enum Node {
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

pub(super) fn node() -> impl Strategy<Value = Node> {
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
pub(super) struct Page {
    pub(super) html: String,
    pub(super) leaves: Vec<Leaf>,
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

    pub(super) fn node(&mut self, node: &Node) {
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
