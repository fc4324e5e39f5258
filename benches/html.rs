//! How fast HTML is cleaned: `cargo bench --bench html`, some two minutes.
//!
//! - `corpus`: 200 article pages of `../shared/corpus`, where it is there: reading their blocks alone, the whole
//!   cleaner, and beside them the tree that `scraper` builds of them and the walk over that tree. The figure to look at
//!   is the ratio of the cleaner to the tree in the same run, which is printed at the end.
//! - `own`: the same on the pages of `tests/html`, which are small.
//! - `growth`: one page repeated to doubling sizes: throughput stays level as long as time is linear in the page.
//! - `nesting`: one element opened 100,000 times, and `flat` input of the same size beside it.
//!
//! Timed is the work and the drop of what it returns. Reading and unpacking files is not timed; the body is a view and
//! is not written out.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use bodytext::{Cleaner, model};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use serde::Deserialize;

/// How many pages of the corpus are taken.
const PAGES: usize = 200;
/// How often an element is opened that is nested too deep.
const DEPTH: usize = 100_000;

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "type")]
    page_type: Option<String>,
    html: String,
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(700))
        .measurement_time(Duration::from_secs(4))
        .sample_size(20)
        .configure_from_args();
    let own = own();
    match corpus() {
        Some(pages) => {
            over_pages(&mut criterion, "corpus", &pages);
            ratio(&pages);
        }
        None => eprintln!("SKIPPED: corpus (there is no ../shared/corpus/html.jsonl.zst)"),
    }
    over_pages(&mut criterion, "own", &own);
    growth(&mut criterion, &own);
    nesting(&mut criterion);
    criterion.final_summary();
}

/// The same pages on every machine: every n-th article of the file.
fn corpus() -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/html.jsonl.zst");
    let mut decoder = zstd::Decoder::new(File::open(path).ok()?).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let articles: Vec<Record> = BufReader::new(decoder)
        .lines()
        .map(|line| serde_json::from_str::<Record>(&line.expect("a line")).expect("a record"))
        .filter(|record| record.page_type.as_deref() == Some("article"))
        .collect();
    let every = (articles.len() / PAGES).max(1);
    let pages = articles.into_iter().step_by(every).take(PAGES);
    Some(pages.map(|record| record.html).collect())
}

/// The pages that the tests are made of.
fn own() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    paths.sort();
    let page = |path| fs::read_to_string(path).expect("a page");
    paths.iter().map(page).collect()
}

/// What is done with a page.
type Work = fn(&str);

fn segment(html: &str) {
    black_box(model::segment_html(html));
}

fn clean(html: &str) {
    black_box(Cleaner::new().clean_html(html));
}

fn parse(html: &str) {
    black_box(scraper::Html::parse_document(html));
}

fn over_pages(criterion: &mut Criterion, group: &str, pages: &[String]) {
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sampling_mode(SamplingMode::Flat);
    let works: [(&str, Work); 4] = [
        ("segment", segment),
        ("clean", clean),
        ("markdown", |html| {
            black_box(
                Cleaner::new()
                    .links(true)
                    .images(true)
                    .clean_html(html)
                    .to_markdown(),
            );
        }),
        ("scraper's tree", parse),
    ];
    for (name, work) in works {
        group.bench_function(name, |bencher| {
            bencher.iter(|| pages.iter().for_each(|page| work(page)));
        });
    }
    group.finish();
}

/// Prints how many times faster than the tree is built the blocks are read and the pages are cleaned: medians of runs
/// that take turns, so that what else the machine does falls on all of them.
fn ratio(pages: &[String]) {
    const ROUNDS: usize = 9;
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        for (times, work) in times.iter_mut().zip([segment, clean, parse]) {
            let start = Instant::now();
            pages.iter().for_each(|page| work(page));
            times.push(start.elapsed().as_secs_f64());
        }
    }
    let [segment, clean, parse] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    });
    let megabytes = pages.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!(
        "ratio to scraper's tree: segment {:.2}, clean {:.2} ({:.0}, {:.0} and {:.0} MB/s over {} pages, {megabytes:.1} MB)",
        parse / segment,
        parse / clean,
        megabytes / segment,
        megabytes / clean,
        megabytes / parse,
        pages.len(),
    );
}

/// The pages one behind the other, again and again, to doubling sizes.
fn growth(criterion: &mut Criterion, pages: &[String]) {
    let all = pages.concat();
    let mut group = criterion.benchmark_group("growth");
    for doubled in 0..7 {
        let size = 65_536_usize << doubled;
        let mut page = all.repeat(size / all.len() + 1);
        let mut end = size;
        while !page.is_char_boundary(end) {
            end -= 1;
        }
        page.truncate(end);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.sampling_mode(SamplingMode::Flat).sample_size(10);
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| clean(black_box(&page)));
        });
    }
    group.finish();
}

fn nesting(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("nesting");
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for open in ["<div>", "<ul><li>", "<b>"] {
        let deep = format!("{}word", open.repeat(DEPTH));
        let deep_words = format!("{open}word ").repeat(DEPTH);
        let close: String = open
            .split_inclusive('>')
            .rev()
            .map(|tag| tag.replace('<', "</"))
            .collect();
        let flat = format!("{open}word {close}").repeat(DEPTH);
        for (name, page) in [
            ("deep", deep),
            ("deep, with words", deep_words),
            ("flat", flat),
        ] {
            group.throughput(Throughput::Bytes(page.len() as u64));
            group.bench_function(format!("{open} {name}"), |bencher| {
                bencher.iter(|| clean(black_box(&page)));
            });
        }
    }
    group.finish();
}
