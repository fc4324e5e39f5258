//! Markdown read back by a parser, as a list of what holds text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What holds text: a paragraph, a heading, a cell, verbatim lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Leaf {
    /// The lists, items and quotations around it.
    pub(super) path: Vec<String>,
    pub(super) kind: String,
    /// Each visible character with the formats that it stands in.
    pub(super) chars: Vec<(char, Vec<String>)>,
    text: String,
}

impl Leaf {
    pub(super) fn new(path: &[String], kind: String) -> Leaf {
        Leaf {
            path: path.to_vec(),
            kind,
            chars: Vec::new(),
            text: String::new(),
        }
    }

    pub(super) fn push(&mut self, text: &str, formats: &[String]) {
        let mut formats = formats.to_vec();
        formats.sort();
        formats.dedup();
        self.text.push_str(text);
        let visible = text.chars().filter(|c| !c.is_whitespace());
        self.chars.extend(visible.map(|c| (c, formats.clone())));
    }

    pub(super) fn text(&self) -> String {
        self.text.clone()
    }
}

/// What a text of Markdown holds.
pub(super) fn leaves(markdown: &str) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let (mut path, mut formats): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    // A leaf is open; text in an item without a paragraph opens one.
    let mut open = false;
    let (mut row, mut column) = (0, 0);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        let mut begin = |kind: String, path: &[String]| {
            leaves.push(Leaf::new(path, kind));
            true
        };
        match event {
            Event::Start(Tag::Paragraph) => open = begin("p".into(), &path),
            Event::Start(Tag::Heading { level, .. }) => {
                open = begin(format!("h{}", level_of(level)), &path);
            }
            Event::Start(Tag::CodeBlock(_)) => open = begin("pre".into(), &path),
            Event::Start(Tag::Table(_)) => (row, column) = (0, 0),
            Event::Start(Tag::TableCell) => open = begin(format!("cell {row} {column}"), &path),
            Event::End(TagEnd::TableCell) => (open, column) = (false, column + 1),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => (row, column) = (row + 1, 0),
            Event::Start(Tag::BlockQuote(_)) => {
                open = false;
                path.push("blockquote".into());
            }
            Event::Start(Tag::List(first)) => {
                open = false;
                path.push(if first.is_some() { "ol" } else { "ul" }.into());
            }
            Event::Start(Tag::Item) => path.push("li".into()),
            Event::End(TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) => {
                open = false;
                path.pop();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock) => open = false,
            Event::Start(Tag::Strong) => formats.push("b".into()),
            Event::Start(Tag::Emphasis) => formats.push("i".into()),
            Event::Start(Tag::Link { dest_url, .. }) => formats.push(format!("link {dest_url}")),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                formats.pop();
            }
            Event::Text(text) => {
                open = open || begin("p".into(), &path);
                push(&mut leaves, &text, &formats);
            }
            Event::Code(text) => {
                open = open || begin("p".into(), &path);
                let within = [&formats[..], &["code".into()]].concat();
                push(&mut leaves, &text, &within);
            }
            Event::SoftBreak | Event::HardBreak => push(&mut leaves, "\n", &formats),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::End(TagEnd::Table) => open = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    // A cell without text is none; neither are the columns that a short row is filled with.
    leaves.retain(|leaf| !leaf.chars.is_empty());
    leaves
        .iter_mut()
        .for_each(|leaf| leaf.text = leaf.text.trim_end_matches('\n').to_owned());
    leaves
}

fn push(leaves: &mut [Leaf], text: &str, formats: &[String]) {
    if let Some(leaf) = leaves.last_mut() {
        leaf.push(text, formats);
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
