//! The work that `.ci/instructions` counts, a function each: callgrind counts inside of the one that it is told of.
//!
//! The pages are the repository's own. Warm work comes after one round that reads the tables.

#[path = "../../common/folder.rs"]
mod folder;

use std::hint::black_box;
use std::path::Path;

use bodytext::Cleaner;

fn main() {
    let text = pages("tests/pages", "txt");
    let html = pages("tests/html", "html");
    first_call(&text[0]);
    black_box(Cleaner::new().clean_html(&html[0]));
    // What is made at the first use of all pages is made uncounted.
    clean_text(&text);
    clean_html(&html);
    warm_text(&text);
    warm_html(&html);
}

#[inline(never)]
fn first_call(page: &str) {
    black_box(Cleaner::new().clean(page));
}

#[inline(never)]
fn warm_text(pages: &[String]) {
    clean_text(pages);
}

#[inline(never)]
fn warm_html(pages: &[String]) {
    clean_html(pages);
}

fn clean_text(pages: &[String]) {
    let cleaner = Cleaner::new();
    for page in pages {
        black_box(cleaner.clean(black_box(page)));
    }
}

fn clean_html(pages: &[String]) {
    let cleaner = Cleaner::new();
    for page in pages {
        black_box(cleaner.clean_html(black_box(page)));
    }
}

fn pages(name: &str, ending: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    folder::folder(&root, name, ending)
}
