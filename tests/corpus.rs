//! The pages of `../shared/corpus`, where that folder is there: what no default limit cuts, and what does not depend on
//! the thread.
//!
//! Without optimisation only every 60th page is read.
#![cfg(feature = "html")]

use std::collections::hash_map::DefaultHasher;
use std::fs::File;
use std::hash::{Hash as _, Hasher as _};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

mod common;

use bodytext::{Article, Cleaner, Kind};
use common::told;
use serde::Deserialize;

/// A labelled page: a dump or HTML.
#[derive(Deserialize)]
struct Record {
    id: String,
    text: Option<String>,
    html: Option<String>,
}

/// The pages of a file; of its lines each of so many.
fn pages(name: &str, every: usize) -> Vec<Record> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus")
        .join(name);
    let Ok(file) = File::open(&path) else {
        eprintln!("SKIPPED: there is no {}", path.display());
        return Vec::new();
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let lines = BufReader::new(decoder).lines().step_by(every);
    lines
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("a record"))
        .collect()
}

fn every() -> usize {
    if cfg!(debug_assertions) { 60 } else { 1 }
}

/// The pages that a tree and a dump are made of, or the crate's own where there are no others.
fn all() -> Vec<Record> {
    let mut all = pages("text.jsonl.zst", every());
    all.extend(pages("html.jsonl.zst", every()));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for (name, ending) in [("pages", "txt"), ("html", "html")] {
        for entry in std::fs::read_dir(folder.join(name)).expect("a folder of pages") {
            let path = entry.expect("an entry").path();
            let Ok(page) = std::fs::read_to_string(&path) else {
                continue;
            };
            if path.extension().is_some_and(|found| found == ending) {
                let (text, html) = if ending == "txt" {
                    (Some(page), None)
                } else {
                    (None, Some(page))
                };
                all.push(Record {
                    id: path.display().to_string(),
                    text,
                    html,
                });
            }
        }
    }
    all
}

impl Record {
    fn clean(&self, cleaner: &Cleaner) -> Article<'_> {
        match (&self.text, &self.html) {
            (Some(text), _) => cleaner.clean(text),
            (None, html) => cleaner.clean_html(html.as_deref().unwrap_or_default()),
        }
    }

    /// Hashes of all that an article tells: without its Markdown, and of that.
    fn digest(&self, cleaner: &Cleaner) -> [u64; 2] {
        let mut told = told(&self.clean(cleaner));
        let hash = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            hasher.finish()
        };
        let markdown = hash(&std::mem::take(&mut told.markdown));
        [hash(&format!("{told:?}")), markdown]
    }
}

#[test]
fn eight_threads_find_what_one_finds() {
    let pages = all();
    let cleaner = Cleaner::new().keep(Kind::ALL).links(true).images(true);
    let expected: Vec<[u64; 2]> = pages.iter().map(|page| page.digest(&cleaner)).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(at) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < pages.len())
                {
                    // From both ends, so that no thread has the order of the first run.
                    let at = if at % 2 == 0 {
                        at
                    } else {
                        pages.len() - 1 - (pages.len() + at) % pages.len()
                    };
                    assert_eq!(pages[at].digest(&cleaner), expected[at], "{}", pages[at].id);
                }
            });
        }
    });
    // To compare two states of the code: `cargo test --release --test corpus -- --nocapture`.
    let both = expected.iter().fold([0_u64; 2], |sums, page| {
        [0, 1].map(|at| sums[at].rotate_left(5) ^ page[at])
    });
    println!(
        "{} pages, all but Markdown {:016x}, Markdown {:016x}",
        pages.len(),
        both[0],
        both[1]
    );
}

#[test]
fn no_default_limit_cuts_a_page() {
    let cleaner = Cleaner::new().keep(Kind::ALL);
    let (mut bytes, mut blocks, mut line, mut output) = (0, 0, 0, 0);
    for page in all() {
        let article = page.clean(&cleaner);
        assert_eq!(article.truncations(), [], "{}", page.id);
        let lengths = article.blocks().map(|judged| judged.text().len());
        bytes = bytes.max(page.text.iter().chain(&page.html).map(String::len).sum());
        blocks = blocks.max(article.blocks().len());
        line = line.max(lengths.max().unwrap_or_default());
        output = output.max(article.body().to_string().len());
    }
    println!("greatest: {bytes} bytes, {blocks} blocks, a line of {line}, a body of {output}");
}
