//! How many allocations a page costs, counted by the allocator. All in one test: the counter is that of the process.

use std::alloc::System;
use std::fs;
#[cfg(feature = "html")]
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use bodytext::Cleaner;
#[cfg(feature = "html")]
use serde_json::Value;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Nine of ten pages of text take no more allocations than this; the others hold one giant line, or lines of dates and
/// names with more words than are kept without one. Pages repeated eight times hold eight times as many such lines, and
/// take no more than twice as many.
const TEXT: usize = 8;
/// Pages of HTML take no more than this for each KB (1,024 bytes), all together.
const HTML: f64 = 3.0;
/// How many pages of the corpus are taken.
const PAGES: usize = 50;

/// Allocations, those that move a block included, of some work.
fn allocations(work: impl FnOnce()) -> usize {
    let region = Region::new(ALLOCATOR);
    work();
    let change = region.change();
    change.allocations + change.reallocations
}

/// The files with this ending of a folder, by name, with their names.
fn folder(name: &str, ending: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut pages: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .map(|path| {
            let page = fs::read_to_string(&path).expect("a page");
            (path.display().to_string(), page)
        })
        .collect();
    pages.sort();
    pages
}

#[test]
fn pages_take_few_allocations() {
    let cleaner = Cleaner::new();
    let mut pages = folder("tests/pages", "txt");
    pages.extend(folder("examples/pages", "txt"));
    let count = |page: &str| allocations(|| drop(cleaner.clean(page)));
    // The first time around, tables and regular expressions are made, which are kept.
    pages.iter().for_each(|(_, page)| drop(cleaner.clean(page)));
    // Of ten pages the second most.
    let ninth = |counts: Vec<usize>| {
        let mut counts = counts;
        counts.sort_unstable();
        counts[counts.len() * 9 / 10]
    };
    let once = ninth(pages.iter().map(|(_, page)| count(page)).collect());
    let long = |page: &str| format!("{page}\n").repeat(8);
    let many = ninth(pages.iter().map(|(_, page)| count(&long(page))).collect());
    println!("text: {once} allocations a page, {many} for pages of eight times the length");
    assert!(once <= TEXT, "{once} allocations");
    assert!(many <= 2 * TEXT, "{many} allocations for long pages");
    html(&cleaner);
}

#[cfg(feature = "html")]
fn html(cleaner: &Cleaner) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/html.jsonl.zst");
    let Ok(file) = fs::File::open(path) else {
        println!("SKIPPED: allocations of HTML (there is no ../shared/corpus/html.jsonl.zst)");
        return;
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let records = BufReader::new(decoder).lines().step_by(8);
    let pages: Vec<String> = records
        .map(|line| serde_json::from_str::<Value>(&line.expect("a line")).expect("a record"))
        .filter(|record| record["type"] == "article")
        .filter_map(|record| Some(record["html"].as_str()?.to_owned()))
        .take(PAGES)
        .collect();
    pages.iter().for_each(|page| drop(cleaner.clean_html(page)));
    let count = |page: &String| allocations(|| drop(cleaner.clean_html(page)));
    let all: usize = pages.iter().map(count).sum();
    let bytes: usize = pages.iter().map(String::len).sum();
    let a_kb = all as f64 / (bytes as f64 / 1024.0);
    println!("HTML: {a_kb:.2} allocations a KB of {} pages", pages.len());
    assert!(a_kb <= HTML, "{a_kb:.2} allocations a KB");
}

#[cfg(not(feature = "html"))]
fn html(_: &Cleaner) {}
