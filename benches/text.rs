//! How fast plain text is cleaned: `cargo bench --bench text`, some four minutes.
//!
//! - `corpus`: 300 pages of each style of `../shared/corpus`, where it is there, and all 900 together; without it the
//!   pages of `tests/pages`, and all that follows is of these.
//! - `language`: 30 pages of each of ten languages of the corpus.
//! - `stages`: every stage and every pass by itself, on all pages, given what the stages before it made of them.
//! - `threads`: all pages, on one thread and on two.
//! - `marks`: what the least work on the same pages costs: finding their lines, a table look-up a byte, C4's line rule.
//! - `page`: the page of the examples, repeated with other numbers to sizes from 2 KB to 10 MB.
//! - `growth`: the same at doubling sizes: throughput stays level as long as time is linear in the page.
//! - `sites`: what the profile of a site costs.
//! - `first call`: the first call of a process, with the page of the examples: what is read once is read there. All
//!   other groups are warm.
//!
//! Timed is [`Cleaner::clean`] and the drop of what it returns: segmenting, judging, title, byline and dates. The body
//! is a view and is not written out. Reading, unpacking and decoding files is not timed.

mod common;

use std::hint::black_box;
use std::time::Duration;

use bodytext::{Cleaner, SiteProfile, model};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use serde::Deserialize;

use common::{corpus, first_call, folder, is_first_call, over_pages, spread, stages, threads};

/// How many pages of each style are taken.
const PAGES: usize = 300;
/// How many pages of each language are taken.
const OF_LANGUAGE: usize = 30;

const STYLES: [&str; 3] = ["layout", "wet", "nodes"];
const LANGUAGES: [&str; 10] = ["en", "de", "fr", "es", "pl", "tr", "ar", "hi", "ja", "zh"];

#[derive(Deserialize)]
struct Record {
    style: String,
    /// The page's language; where it is not known it is mostly English.
    lang: Option<String>,
    text: String,
}

const PAGE: &str = include_str!("../examples/pages/harbour.txt");

fn main() {
    if is_first_call(|| clean(PAGE)) {
        return;
    }
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args();
    let all = by_style(&mut criterion);
    stages(&mut criterion, "stages", &all, |cleaner, text| {
        model::segment(cleaner, text)
    });
    threads(&mut criterion, "threads", &all, clean);
    sites(&mut criterion, &all);
    marks(&mut criterion, &all);
    sizes(
        &mut criterion,
        "page",
        &[2_000, 16_000, 256_000, 10_000_000],
    );
    let doubling: Vec<usize> = (0..7).map(|doubled| 32_768 << doubled).collect();
    sizes(&mut criterion, "growth", &doubling);
    first_call(&mut criterion, "text");
    criterion.final_summary();
}

fn clean(page: &str) {
    black_box(Cleaner::new().clean(page));
}

/// The corpus by style and by language. Returns all pages.
fn by_style(criterion: &mut Criterion) -> Vec<String> {
    let work = |page: &String| clean(page);
    let records: Vec<Record> = corpus("text.jsonl.zst");
    if records.is_empty() {
        let own = folder("tests/pages", "txt");
        over_pages(criterion, "own", "all", &own, work);
        return own;
    }
    let texts = |style: &'static str, language: Option<&'static str>| {
        let of_style = records.iter().filter(move |record| {
            record.style == style
                && language.is_none_or(|own| record.lang.as_deref().unwrap_or("en") == own)
        });
        of_style.map(|record| record.text.clone())
    };
    let mut all = Vec::new();
    for style in STYLES {
        let pages = spread(texts(style, None), PAGES);
        over_pages(criterion, "corpus", style, &pages, work);
        all.extend(pages);
    }
    over_pages(criterion, "corpus", "all", &all, work);
    for language in LANGUAGES {
        let pages = spread(texts("layout", Some(language)), OF_LANGUAGE);
        if !pages.is_empty() {
            over_pages(criterion, "language", language, &pages, work);
        }
    }
    all
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
    let mut text = String::with_capacity(size + PAGE.len());
    let mut shift = 0;
    while text.len() < size {
        for line in PAGE.split_inclusive('\n') {
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
