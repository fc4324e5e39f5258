//! Lines of tag soup, written as Markdown and read back: the text comes back whatever the tags.
//!
//! Only what writes a line is run, so that hundreds of thousands of lines take a second.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser};

use crate::markdown::inline::Inline;
use crate::segment::html;

const SOUP: &[&str] = &[
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<em>",
    "<strong>",
    "</strong>",
    "<code>",
    "</code>",
    "<a href=x>",
    "</a>",
    "a",
    "b",
    "“",
    "*",
    " ",
    ".",
    "!",
    "`",
    "_",
    "[",
    "]",
    "\\",
    "漢",
    "é",
    "<br>",
    "&nbsp;",
    "1",
    "-",
    "\u{301}",
    "😀",
    "\u{200b}",
    "(",
    ")",
    "&amp;",
    "<img src=p alt=q>",
];

/// The text of a line, and what a parser reads in the Markdown of it.
fn written(source: &str) -> Vec<(String, String, String)> {
    let options = html::Options {
        links: true,
        ..html::Options::default()
    };
    let (flat, ()) = html::read(source, options, ());
    let mut inline = Inline::new(&flat, &flat.text);
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let line = |block: &crate::page::Block| {
        let markdown = inline.write(block.range(), false);
        let mut found = String::new();
        for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Text(text) | Event::Code(text) => found.push_str(&text),
                Event::Html(_) | Event::InlineHtml(_) | Event::Rule => found.push_str("?"),
                _ => {}
            }
        }
        (solid(&flat.text[block.range()]), solid(&found), markdown)
    };
    flat.blocks.iter().map(line).collect()
}

fn check(source: &str) {
    for (text, found, markdown) in written(source) {
        assert_eq!(text, found, "{source}\n{markdown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 20 * ProptestConfig::default().cases, ..ProptestConfig::default() })]

    #[test]
    fn a_parser_reads_back_the_text_of_a_line(tokens in vec(select(SOUP), 0..24)) {
        check(&format!("<p>{}", tokens.concat()));
    }
}
