//! The pages: a fixed choice of the corpus, where it is there, else those of the tests.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "type", default)]
    page_type: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    html: String,
}

/// Articles as HTML.
pub fn html(count: usize) -> Vec<String> {
    let articles = records("html.jsonl.zst").map(|all| {
        let articles = all.into_iter().filter(|page| page.page_type == "article");
        spread(articles.map(|page| page.html).collect(), count)
    });
    articles.unwrap_or_else(|| folder("tests/html", "html"))
}

/// Dumps of all styles.
pub fn text(count: usize) -> Vec<String> {
    let dumps = records("text.jsonl.zst");
    let dumps = dumps.map(|all| spread(all.into_iter().map(|page| page.text).collect(), count));
    dumps.unwrap_or_else(|| folder("tests/pages", "txt"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn records(name: &str) -> Option<Vec<Record>> {
    let Ok(file) = File::open(root().join("../shared/corpus").join(name)) else {
        eprintln!(
            "SKIPPED: corpus (there is no ../shared/corpus/{name}); the tests' pages instead"
        );
        return None;
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let lines = BufReader::new(decoder).lines();
    let record = |line: std::io::Result<String>| {
        serde_json::from_str(&line.expect("a line")).expect("a record")
    };
    Some(lines.map(record).collect())
}

/// So many of the pages, spread over all: the same on every machine.
fn spread(all: Vec<String>, count: usize) -> Vec<String> {
    let every = (all.len() / count).max(1);
    all.into_iter().step_by(every).take(count).collect()
}

fn folder(name: &str, ending: &str) -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(name))
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    paths.sort();
    let page = |path| fs::read_to_string(path).expect("a page");
    paths.iter().map(page).collect()
}
