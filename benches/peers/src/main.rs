//! Other systems beside this one, on the same pages in one run:
//!
//! ```sh
//! cargo run --release --manifest-path benches/peers/Cargo.toml
//! ```
//!
//! 200 article pages of `../shared/corpus`, where it is there, else the pages of `tests/html`, each system in a process
//! of its own, three rounds in which they take turns. Times are those of the processor, so that what else the machine
//! does counts little; a page's time is the least of its rounds. A system's rate and its ratio to the mark are those of
//! the pages that it finished: one that takes longer than ten seconds over a page, or overflows its stack, is ended and
//! begun anew behind it.
//!
//! Then one page that is nested deep, and for plain text the cleaner beside marks of less work.
//!
//! `--pages N` takes another number of pages, `--rounds N` another number of rounds. `--mark` prints the rate of the mark
//! alone, and `--write FOLDER` writes the pages to files, both for `peers.py`.

mod pages;
mod systems;
mod text;
mod worker;

use systems::{ALL, MARK};
use worker::{Done, Worker};

/// How often an element is opened on the page that is nested deep.
const DEPTH: usize = 5_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |option: &str| {
        let at = arguments.iter().position(|argument| argument == option)?;
        arguments.get(at + 1)
    };
    if let Some(name) = after("--work") {
        return worker::serve(name);
    }
    let number = |option: &str, default: usize| {
        after(option).map_or(default, |number| number.parse().expect("a number"))
    };
    let pages = pages::html(number("--pages", 200));
    let rounds = number("--rounds", 3);
    if let Some(folder) = after("--write") {
        for (at, page) in pages.iter().enumerate() {
            let path = std::path::Path::new(folder).join(format!("{at:04}.html"));
            std::fs::write(path, page).expect("a folder to write to");
        }
        return;
    }
    if arguments.iter().any(|argument| argument == "--mark") {
        return println!("{:.1}", mark(&pages, rounds));
    }
    html(&pages, rounds);
    nested();
    text::table(&pages::text(number("--pages", 200)), rounds);
}

/// The rate of the mark, in MB/s.
fn mark(pages: &[String], rounds: usize) -> f64 {
    let mut worker = Worker::new(MARK);
    let (mut bytes, mut seconds) = (0, 0.0);
    for page in pages {
        let times = (0..rounds).filter_map(|_| worker.work(page));
        let least = times.map(|done| done.seconds).reduce(f64::min);
        if let Some(least) = least {
            bytes += page.len();
            seconds += least;
        }
    }
    bytes as f64 / seconds / 1e6
}

/// Prints the table of all systems.
fn html(pages: &[String], rounds: usize) {
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("HTML, {} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    let mut workers = ALL.map(|(name, _)| Worker::new(name));
    let mut done: Vec<Vec<Option<Done>>> = vec![vec![None; pages.len()]; ALL.len()];
    let mut failed = vec![vec![false; pages.len()]; ALL.len()];
    for _ in 0..rounds {
        for (system, worker) in workers.iter_mut().enumerate() {
            for (at, page) in pages.iter().enumerate() {
                if failed[system][at] {
                    continue;
                }
                match (worker.work(page), &mut done[system][at]) {
                    (None, best) => {
                        failed[system][at] = true;
                        *best = None;
                    }
                    (Some(this), best) if best.is_none_or(|best| this.seconds < best.seconds) => {
                        *best = Some(this);
                    }
                    _ => {}
                }
            }
        }
    }
    let mark = ALL.iter().position(|own| own.0 == MARK).expect("the mark");
    println!(
        "{:<32} {:>8} {:>9} {:>14} {:>12}",
        "", "MB/s", "ratio", "not finished", "text found"
    );
    for (system, (name, _)) in ALL.iter().enumerate() {
        let (mut length, mut own, mut marks, mut found) = (0, 0.0, 0.0, 0);
        for (at, page) in pages.iter().enumerate() {
            if let (Some(done), Some(mark)) = (done[system][at], done[mark][at]) {
                length += page.len();
                own += done.seconds;
                marks += mark.seconds;
                found += u64::from(done.found > 0);
            }
        }
        println!(
            "{name:<32} {:>8.1} {:>9.2} {:>14} {:>12}",
            length as f64 / own / 1e6,
            marks / own,
            failed[system].iter().filter(|failed| **failed).count(),
            found
        );
    }
    println!("ratio: how many times faster than {MARK}, on the pages that the system finished\n");
}

/// Prints how each system takes a page that is nested deep.
fn nested() {
    let page = "<ul><li>".repeat(DEPTH);
    println!("A list in a list, {DEPTH} times, {} KB", page.len() / 1000);
    for (name, _) in ALL {
        match Worker::new(name).work(&page) {
            Some(done) => println!("{name:<32} {:>10.1} ms", done.seconds * 1e3),
            None => println!("{name:<32} {:>10}", "does not finish"),
        }
    }
    println!();
}
