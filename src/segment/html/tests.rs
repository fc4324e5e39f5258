//! Pages of a few lines, one for each rule.

mod blocks;
mod content;
mod corpus;
mod facts;

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
