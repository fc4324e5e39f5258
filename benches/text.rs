//! How fast plain text is cleaned: `cargo bench --bench text`, some two minutes.
//!
//! - `corpus`: 300 pages of each style of `../shared/corpus`, where it is there, and all 900 together.
//! - `marks`: what the least work on the same pages costs: finding their lines, a table look-up a byte, C4's line rule.
//! - `page`: the page of the examples, repeated with other numbers to sizes from 2 KB to 10 MB.
//! - `growth`: the same at doubling sizes: throughput stays level as long as time is linear in the page.
//! - `sites`: what the profile of a site costs.
//! - `tables`: what the first call of a process does once: reading the weights and the cue phrases.
//!
//! Timed is [`Cleaner::clean`] and the drop of what it returns: segmenting, judging, title, byline and dates. The body
//! is a view and is not written out. Reading, unpacking and decoding files is not timed.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use bodytext::model::Weights;
use bodytext::{Cleaner, SiteProfile};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use serde::Deserialize;

/// How many pages of each style are taken.
const PAGES: usize = 300;

const STYLES: [&str; 3] = ["layout", "wet", "nodes"];

#[derive(Deserialize)]
struct Record {
    style: String,
    text: String,
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(700))
        .measurement_time(Duration::from_secs(3))
        .sample_size(30)
        .configure_from_args();
    let pages = corpus();
    if pages.is_empty() {
        eprintln!(
            "SKIPPED: corpus (there is no ../shared/corpus/text.jsonl.zst); marks are taken on the examples' page"
        );
    }
    for (style, pages) in &pages {
        over_pages(&mut criterion, "corpus", style, pages, |page| {
            black_box(Cleaner::new().clean(page));
        });
    }
    let all: Vec<String> = pages.iter().flat_map(|(_, pages)| pages).cloned().collect();
    if !all.is_empty() {
        over_pages(&mut criterion, "corpus", "all", &all, |page| {
            black_box(Cleaner::new().clean(page));
        });
    }
    if !all.is_empty() {
        sites(&mut criterion, &all);
    }
    let marked = pages
        .into_iter()
        .next()
        .map_or_else(|| vec![page_of(1 << 20)], |(_, pages)| pages);
    marks(&mut criterion, &marked);
    sizes(
        &mut criterion,
        "page",
        &[2_000, 16_000, 256_000, 10_000_000],
    );
    let doubling: Vec<usize> = (0..7).map(|doubled| 32_768 << doubled).collect();
    sizes(&mut criterion, "growth", &doubling);
    tables(&mut criterion);
    criterion.final_summary();
}

/// The same pages of each style on every machine: every n-th of the file.
fn corpus() -> Vec<(&'static str, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/text.jsonl.zst");
    let Ok(file) = File::open(path) else {
        return Vec::new();
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let records: Vec<Record> = BufReader::new(decoder)
        .lines()
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("a record"))
        .collect();
    let of_style = |style: &'static str| {
        let all: Vec<&String> = records
            .iter()
            .filter(|record| record.style == style)
            .map(|record| &record.text)
            .collect();
        let every = (all.len() / PAGES).max(1);
        let pages = all.into_iter().step_by(every).take(PAGES);
        (style, pages.cloned().collect())
    };
    STYLES.map(of_style).into()
}

/// One iteration does `work` on every page.
fn over_pages(
    criterion: &mut Criterion,
    group: &str,
    name: &str,
    pages: &[String],
    work: impl Fn(&str),
) {
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function(name, |bencher| {
        bencher.iter(|| pages.iter().for_each(|page| work(page)));
    });
    group.finish();
}

/// What a profile costs: learning pages that were cleaned, and cleaning with one that is exact and one that is not.
fn sites(criterion: &mut Criterion, pages: &[String]) {
    let cleaner = Cleaner::new();
    let learned = |count: usize| {
        let mut profile = SiteProfile::new();
        for page in pages.iter().step_by(pages.len() / count).take(count) {
            profile.learn(&cleaner.clean(page));
        }
        profile
    };
    over_pages(
        criterion,
        "sites",
        "clean without a profile",
        pages,
        |page| {
            black_box(cleaner.clean(page));
        },
    );
    let (few, many) = (learned(9), learned(300));
    assert!(few.is_exact() && !many.is_exact());
    for (name, profile) in [
        ("clean with a profile of 9 pages", &few),
        ("clean with one of 300", &many),
    ] {
        let knowing = cleaner.clone().with_site(profile);
        over_pages(criterion, "sites", name, pages, |page| {
            black_box(knowing.clean(page));
        });
    }
    let articles: Vec<_> = pages.iter().map(|page| cleaner.clean(page)).collect();
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("sites");
    group.throughput(Throughput::Bytes(bytes as u64));
    for (name, profile) in [
        ("learn, of sites of 9 pages", &few),
        ("learn, of a site of 300", &many),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for site in articles.chunks(9) {
                    let mut profile = if profile.is_exact() {
                        SiteProfile::new()
                    } else {
                        profile.clone()
                    };
                    site.iter().for_each(|article| profile.learn(article));
                    black_box(profile);
                }
            });
        });
    }
    group.finish();
}

fn marks(criterion: &mut Criterion, pages: &[String]) {
    over_pages(criterion, "marks", "lines (memchr)", pages, |page| {
        black_box(memchr::memchr_iter(b'\n', page.as_bytes()).count());
    });
    let classes: [u8; 256] = std::array::from_fn(|byte| match byte as u8 {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        b'.' | b'!' | b'?' => 4,
        0x80.. => 5,
        _ => 0,
    });
    over_pages(criterion, "marks", "a class a byte", pages, |page| {
        let class = |byte: u8| u32::from(classes[byte as usize]);
        black_box(page.bytes().map(class).sum::<u32>());
    });
    over_pages(criterion, "marks", "C4's line rule", pages, |page| {
        black_box(page.lines().filter(|line| c4_keeps(line)).count());
    });
}

/// The rule by which the C4 data set keeps a line: three words, and a mark that ends a sentence.
fn c4_keeps(line: &str) -> bool {
    let line = line.trim();
    line.ends_with(['.', '?', '!', '"']) && line.split_whitespace().nth(2).is_some()
}

fn sizes(criterion: &mut Criterion, group: &str, sizes: &[usize]) {
    let cleaner = Cleaner::new();
    let mut group = criterion.benchmark_group(group);
    for size in sizes {
        let page = page_of(*size);
        group.throughput(Throughput::Bytes(page.len() as u64));
        if *size > 1 << 20 {
            group.sample_size(10).sampling_mode(SamplingMode::Flat);
        }
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| black_box(cleaner.clean(black_box(&page))));
        });
    }
    group.finish();
}

/// The examples' page, cut at a line or repeated with other numbers, to about `size` bytes.
fn page_of(size: usize) -> String {
    let page = include_str!("../examples/pages/harbour.txt");
    let mut text = String::with_capacity(size + page.len());
    let mut shift = 0;
    while text.len() < size {
        for line in page.split_inclusive('\n') {
            if text.len() >= size {
                break;
            }
            text.extend(line.chars().map(|c| shifted(c, shift)));
        }
        shift += 1;
    }
    text
}

/// A digit moved on by `shift`, so that repeated pages do not hold the same lines only.
fn shifted(c: char, shift: u32) -> char {
    match c.to_digit(10) {
        Some(digit) => char::from(b'0' + ((digit + shift) % 10) as u8),
        None => c,
    }
}

fn tables(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tables");
    let tsv = Weights::default().to_tsv();
    group.bench_function("weights", |bencher| {
        bencher.iter(|| Weights::parse(black_box(&tsv)));
    });
    let cleaner = Cleaner::new();
    group.bench_function("cue phrases", |bencher| {
        bencher.iter(|| cleaner.clone().cues(black_box("")));
    });
    group.finish();
}
