//! The two ways of reading a page, compared on the pages of `../shared/corpus`, where it is there:
//! `cargo test --release --lib corpus -- --ignored --nocapture`.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::*;

#[derive(Deserialize)]
struct Source {
    id: String,
    html: String,
}

#[derive(Deserialize)]
struct Dump {
    id: String,
    style: String,
    text: String,
}

/// The records of a file of the corpus; none if it is not there.
fn records<T: DeserializeOwned + 'static>(name: &str) -> Box<dyn Iterator<Item = T>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let Ok(file) = File::open(folder.join(name)) else {
        println!("SKIPPED: there is no ../shared/corpus/{name}");
        return Box::new(std::iter::empty());
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let lines = BufReader::new(decoder).lines();
    Box::new(lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("a record")))
}

fn blocks(flat: &Flat) -> impl Iterator<Item = &str> {
    flat.blocks.iter().map(|block| &flat.text[block.range()])
}

#[test]
#[ignore = "reads half a gigabyte of pages"]
fn source_and_tree_give_the_same_blocks() {
    let (mut pages, mut same, mut same_markup) = (0, 0, 0);
    for page in records::<Source>("html.jsonl.zst") {
        let (from_source, ()) = read(&page.html, Options::default(), ());
        let tree = scraper::Html::parse_document(&page.html);
        let (from_tree, ()) = read_dom(&tree, Options::default(), ());
        pages += 1;
        let first = blocks(&from_source)
            .zip(blocks(&from_tree))
            .find(|(one, other)| one != other);
        match first {
            Some((one, other)) => println!("{}: {one:?}, in the tree {other:?}", page.id),
            None if from_source.blocks.len() != from_tree.blocks.len() => {
                println!("{}: more blocks in one of both", page.id);
            }
            None => {
                same += 1;
                // Their elements differ in number: a tree has those that are implied.
                let facts = |flat: &Flat| -> Vec<Markup> {
                    let of = |markup: &Markup| Markup {
                        element: 0,
                        ..*markup
                    };
                    flat.markups.iter().map(of).collect()
                };
                same_markup += usize::from(facts(&from_source) == facts(&from_tree));
            }
        }
    }
    println!("{pages} pages, {same} with the same blocks, {same_markup} with the same markup");
    assert!(same * 1000 >= pages * 995);
}

#[test]
#[ignore = "reads half a gigabyte of pages"]
fn text_is_that_of_the_layout_dumps() {
    let dumps: HashMap<String, String> = records::<Dump>("text.jsonl.zst")
        .filter(|dump| dump.style == "layout")
        .filter_map(|dump| Some((dump.id.strip_suffix("/layout")?.to_owned(), dump.text)))
        .collect();
    let visible = |line: &str| line.split_whitespace().collect::<String>();
    let (mut pages, mut same, mut same_lines) = (0, 0, 0);
    for page in records::<Source>("html.jsonl.zst") {
        let Some(dump) = dumps.get(&page.id) else {
            continue;
        };
        // A dump begins with the page's title element.
        let dump = dump.split_once('\n').map_or("", |(_, rest)| rest);
        let (flat, ()) = read(&page.html, Options::default(), ());
        pages += 1;
        same += usize::from(visible(&flat.text) == visible(dump));
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(visible);
            lines.filter(|line| !line.is_empty()).collect()
        };
        same_lines += usize::from(lines(&flat.text) == lines(dump));
    }
    println!("{pages} pages, {same} with the same characters, {same_lines} with the same lines");
    assert!(same * 10 >= pages * 7);
}
