//! How many allocations a page costs, counted by the allocator. All in one test: the counter is that of the process.

use std::alloc::System;
use std::fs;
use std::path::Path;

use bodytext::Cleaner;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A page of text takes no more allocations than this, whatever its length.
const TEXT: usize = 8;
/// A page of HTML takes no more than this for each KB (1,024 bytes), all pages together.
const HTML: f64 = 3.0;

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
    let mut most = 0;
    for (name, page) in &pages {
        let once = count(page);
        let many = count(&format!("{page}\n").repeat(40));
        most = most.max(once);
        assert!(once <= TEXT, "{name}: {once} allocations");
        assert!(many <= TEXT, "{name}, 40 times: {many} allocations");
    }
    println!(
        "text: {most} allocations a page at most, of {} pages",
        pages.len()
    );
    html(&cleaner);
}

#[cfg(feature = "html")]
fn html(cleaner: &Cleaner) {
    let pages = folder("tests/html", "html");
    let bytes: usize = pages.iter().map(|(_, page)| page.len()).sum();
    let count = |page: &str| allocations(|| drop(cleaner.clean_html(page)));
    pages
        .iter()
        .for_each(|(_, page)| drop(cleaner.clean_html(page)));
    let of_pages: usize = pages.iter().map(|(_, page)| count(page)).sum();
    // Small pages of the tests have little but heads; a usual page has more of everything else.
    println!(
        "HTML: {of_pages} allocations for {} pages of {bytes} bytes, {:.1} a KB",
        pages.len(),
        of_pages as f64 / (bytes as f64 / 1024.0),
    );
    let long: String = pages
        .iter()
        .map(|(_, page)| &page[..])
        .collect::<String>()
        .repeat(20);
    let a_kb = count(&long) as f64 / (long.len() as f64 / 1024.0);
    println!(
        "HTML: {a_kb:.1} allocations a KB of a page of {} KB",
        long.len() / 1024
    );
    assert!(a_kb <= HTML, "{a_kb:.2} allocations a KB");
}

#[cfg(not(feature = "html"))]
fn html(_: &Cleaner) {}
