//! Eight threads that share one cleaner, over the fixtures: what each finds must be what one finds alone. Made to run
//! under ThreadSanitizer and Miri.
//!
//! An argument says how many pages at most, the shortest of them: Miri takes a thousand times as long as a processor.

use std::fs;
use std::path::Path;
use std::thread;

use bodytext::{Article, Cleaner, Kind};

fn told(article: &Article<'_>) -> String {
    let kinds: Vec<_> = article
        .blocks()
        .map(|judged| (judged.kind(), judged.score()))
        .collect();
    let findings: usize = (0..kinds.len())
        .map(|index| article.findings(index).len())
        .sum();
    format!(
        "{kinds:?} {findings} {} {:?}",
        article.to_markdown(),
        article.metadata()
    )
}

fn main() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let mut pages: Vec<(bool, String)> = Vec::new();
    for (folder, ending) in [("pages", "txt"), ("html", "html")] {
        for entry in fs::read_dir(tests.join(folder)).expect("a folder of pages") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|found| found == ending) {
                pages.extend(
                    fs::read_to_string(&path)
                        .ok()
                        .map(|page| (ending == "html", page)),
                );
            }
        }
    }
    pages.sort_by_key(|(_, page)| page.len());
    let most = std::env::args().nth(1).and_then(|most| most.parse().ok());
    pages.truncate(most.unwrap_or(usize::MAX));
    let cleaner = Cleaner::new().keep(Kind::ALL).links(true).images(true);
    let find = |(is_html, page): &(bool, String)| match is_html {
        true => told(&cleaner.clean_html(page)),
        false => told(&cleaner.clean(page)),
    };
    // The first call of a process reads the tables: all threads meet there.
    let found: Vec<Vec<String>> = thread::scope(|scope| {
        let run = |first: usize| {
            let (pages, find) = (&pages, &find);
            scope.spawn(move || {
                let all = (0..pages.len()).map(|step| (first * 13 + step) % pages.len());
                let mut found: Vec<(usize, String)> =
                    all.map(|at| (at, find(&pages[at]))).collect();
                found.sort();
                found.into_iter().map(|(_, told)| told).collect()
            })
        };
        let threads: Vec<_> = (0..8).map(run).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a thread"))
            .collect()
    });
    // An article is shared too: its findings are made when first asked for.
    let article = cleaner.clean(&pages[0].1);
    thread::scope(|scope| {
        (0..8).for_each(|_| {
            scope.spawn(|| assert!(!article.findings(0).is_empty()));
        });
    });
    let alone: Vec<String> = pages.iter().map(find).collect();
    assert!(found.iter().all(|found| *found == alone));
    println!("{} pages, 8 threads: the same as one", pages.len());
}
