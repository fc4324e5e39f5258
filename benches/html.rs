//! How fast HTML is cleaned: `cargo bench --bench html`, some four minutes.
//!
//! - `corpus`: 200 article pages of `../shared/corpus`, where it is there: reading their blocks alone, the whole
//!   cleaner, and beside them the tree that `scraper` builds of them. The figure to look at is the ratio of the cleaner
//!   to the tree in the same run, which is printed at the end of the group.
//! - `size`: the pages of the corpus nearest to a size, 20 each.
//! - `own`: as `corpus`, on the pages of `tests/html`, which are small. Without the corpus, all that follows is of these.
//! - `stages`: every stage and every pass by itself, given what the stages before it made of the pages. What is not among
//!   them is what the page's markup says of it: metadata.
//! - `threads`: all pages, on one thread and on two.
//! - `growth`: one page repeated to doubling sizes: throughput stays level as long as time is linear in the page.
//! - `nesting`: one element opened 100,000 times, and `flat` input of the same size beside it.
//! - `first call`: the first call of a process, with a small page: what is read once is read there.
//!
//! Timed is the work and the drop of what it returns. Reading and unpacking files is not timed; the body is a view and
//! is not written out.

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use bodytext::{Cleaner, model};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use serde::Deserialize;

use common::{corpus, first_call, folder, is_first_call, over_pages, spread, stages, threads};

/// How many pages of the corpus are taken.
const PAGES: usize = 200;
/// The sizes, in bytes, to which pages are looked for, and how many for each.
const SIZES: [usize; 5] = [16_000, 64_000, 256_000, 1_000_000, 4_000_000];
const OF_SIZE: usize = 20;
/// How often an element is opened that is nested too deep.
const DEPTH: usize = 100_000;

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "type")]
    page_type: String,
    html: String,
}

const PAGE: &str = include_str!("../tests/html/fr_noscript.html");

fn main() {
    if is_first_call(|| clean(PAGE)) {
        return;
    }
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .sample_size(15)
        .configure_from_args();
    let own = folder("tests/html", "html");
    let records: Vec<Record> = corpus("html.jsonl.zst");
    let articles = records.iter().filter(|page| page.page_type == "article");
    let mut pages = spread(articles.map(|page| page.html.clone()), PAGES);
    if pages.is_empty() {
        pages = own.clone();
    } else {
        trees(&mut criterion, "corpus", &pages);
        ratio(&pages);
        by_size(&mut criterion, records);
    }
    trees(&mut criterion, "own", &own);
    stages(&mut criterion, "stages", &pages, |_, html| {
        model::segment_html(html)
    });
    threads(&mut criterion, "threads", &pages, clean);
    growth(&mut criterion, &own);
    nesting(&mut criterion);
    first_call(&mut criterion, "html");
    criterion.final_summary();
}

fn segment(html: &str) {
    black_box(model::segment_html(html));
}

fn clean(html: &str) {
    black_box(Cleaner::new().clean_html(html));
}

fn parse(html: &str) {
    black_box(scraper::Html::parse_document(html));
}

/// The cleaner beside the tree.
fn trees(criterion: &mut Criterion, group: &str, pages: &[String]) {
    let markdown = |html: &str| {
        let cleaner = Cleaner::new().links(true).images(true);
        black_box(cleaner.clean_html(html).to_markdown());
    };
    over_pages(criterion, group, "segment", pages, |page| segment(page));
    over_pages(criterion, group, "clean", pages, |page| clean(page));
    over_pages(criterion, group, "markdown", pages, |page| markdown(page));
    over_pages(criterion, group, "scraper's tree", pages, |page| {
        parse(page)
    });
}

fn by_size(criterion: &mut Criterion, mut records: Vec<Record>) {
    for size in SIZES {
        records.sort_by_key(|page| page.html.len().abs_diff(size));
        let nearest = records.iter().take(OF_SIZE);
        let pages: Vec<String> = nearest.map(|page| page.html.clone()).collect();
        over_pages(criterion, "size", &size.to_string(), &pages, |page| {
            clean(page);
        });
    }
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
