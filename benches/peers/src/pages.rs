//! The pages: a fixed choice of the corpus, where it is there, else those of the tests.

#[path = "../../common/folder.rs"]
mod folder;
#[path = "../../common/labelled.rs"]
mod labelled;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use folder::folder;
use labelled::{records, spread};

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
    let all: Vec<Record> = records(&root(), "html.jsonl.zst");
    if all.is_empty() {
        return folder(&root(), "tests/html", "html");
    }
    let articles = all.into_iter().filter(|page| page.page_type == "article");
    spread(articles.map(|page| page.html), count)
}

/// Dumps of all styles.
pub fn text(count: usize) -> Vec<String> {
    let all: Vec<Record> = records(&root(), "text.jsonl.zst");
    if all.is_empty() {
        return folder(&root(), "tests/pages", "txt");
    }
    spread(all.into_iter().map(|page| page.text), count)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
