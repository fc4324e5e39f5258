//! Measures what is read of a page's metadata on labelled pages.
//!
//! ```text
//! cargo run --release --example metadata -- ../shared/corpus/html.jsonl.zst
//! cargo run --release --example metadata -- --errors authors ../shared/corpus/html.jsonl.zst
//! ```
//!
//! A second file, of the dumps of the same pages, adds what the text pipeline reads of the visible page.
//!
//! Prints for each set and each half of the sites: over the pages whose gold has the field, the share of exact answers,
//! of wrong ones and of pages without an answer. `--errors FIELD` lists the errors of the even half alone: the other
//! half is not to be looked at.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use bodytext::Metadata;
use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Page {
    id: String,
    set: String,
    site: String,
    #[serde(rename = "type")]
    kind: String,
    title: Option<String>,
    authors: Option<Vec<String>>,
    published: Option<String>,
    html: String,
}

/// What became of one field of one page.
struct Outcome {
    field: &'static str,
    right: bool,
    given: String,
    gold: String,
    source: String,
    confidence: f32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    let mut listed = None;
    if arguments
        .peek()
        .is_some_and(|argument| argument == "--errors")
    {
        arguments.next();
        listed = arguments.next();
    }
    let path = arguments.next().ok_or("which file?")?;
    // With the dumps of the same pages beside: what the text pipeline reads of the visible page.
    let dumps = arguments
        .next()
        .map_or(Ok(BTreeMap::new()), |path| dumps(&path))?;
    let mut decoder = zstd::Decoder::new(File::open(path)?)?;
    decoder.window_log_max(27)?;
    let mut lines = BufReader::new(decoder).lines();
    let mut tallies: BTreeMap<(String, &str, &str), [usize; 3]> = BTreeMap::new();
    let mut sources: BTreeMap<(&str, String), [usize; 2]> = BTreeMap::new();
    loop {
        let chunk: Vec<String> = lines.by_ref().take(64).collect::<Result<_, _>>()?;
        if chunk.is_empty() {
            break;
        }
        let judged: Vec<(Page, Vec<Outcome>)> = chunk
            .par_iter()
            .filter_map(|line| serde_json::from_str::<Page>(line).ok())
            .map(|page| {
                let outcomes = judge(&page, dumps.get(&page.id));
                (page, outcomes)
            })
            .collect();
        for (page, outcomes) in judged {
            let half = if is_even(&page.site) { "even" } else { "odd" };
            let kind = if page.kind == "article" {
                "article"
            } else {
                "other"
            };
            for outcome in outcomes {
                let state = match (outcome.right, outcome.given.is_empty()) {
                    (true, _) => 0,
                    (_, false) => 1,
                    _ => 2,
                };
                for half in [half, "all", kind] {
                    tallies
                        .entry((page.set.clone(), outcome.field, half))
                        .or_default()[state] += 1;
                }
                if state < 2 && half == "even" {
                    let level = (outcome.confidence * 5.0).floor() / 5.0;
                    for name in [outcome.source.clone(), format!("~{level:.1}")] {
                        sources.entry((outcome.field, name)).or_default()[state] += 1;
                    }
                }
                if state > 0 && half == "even" && listed.as_deref() == Some(outcome.field) {
                    println!(
                        "{} {} [{} {:.2}]\n    gold  {}\n    given {}",
                        page.id,
                        page.kind,
                        outcome.source,
                        outcome.confidence,
                        outcome.gold,
                        outcome.given
                    );
                }
            }
        }
    }
    println!("set       field      half     right wrong empty  pages");
    for ((set, field, half), [right, wrong, empty]) in &tallies {
        let pages = right + wrong + empty;
        let share = |count: &usize| *count as f64 / pages as f64;
        println!(
            "{set:<9} {field:<10} {half:<8} {:.3} {:.3} {:.3}  {pages}",
            share(right),
            share(wrong),
            share(empty)
        );
    }
    for ((field, source), [right, wrong]) in &sources {
        println!("even      {field:<10} {source:<14} right {right} wrong {wrong}");
    }
    Ok(())
}

#[derive(Deserialize)]
struct Dump {
    id: String,
    style: String,
    text: String,
}

fn dumps(path: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut decoder = zstd::Decoder::new(File::open(path)?)?;
    decoder.window_log_max(27)?;
    let mut dumps = BTreeMap::new();
    for line in BufReader::new(decoder).lines() {
        let dump: Dump = serde_json::from_str(&line?)?;
        if dump.style == "layout" {
            let id = dump.id.trim_end_matches("/layout").to_owned();
            dumps.insert(id, dump.text);
        }
    }
    Ok(dumps)
}

/// Which half of the sites a site belongs to: FNV-1a over its name.
fn is_even(site: &str) -> bool {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    (hash ^ (hash >> 32)).is_multiple_of(2)
}

fn judge(page: &Page, dump: Option<&String>) -> Vec<Outcome> {
    let found = match dump {
        Some(dump) => Metadata::of_html_beside(&page.html, dump),
        None => Metadata::of_html(&page.html),
    };
    let mut outcomes = Vec::new();
    if let Some(gold) = page.title.as_deref().filter(|gold| !gold.trim().is_empty()) {
        let title = found.title();
        let given = title.map_or("", |title| title.value());
        outcomes.push(Outcome {
            field: "title",
            right: spaced(given) == spaced(gold),
            given: given.to_owned(),
            gold: gold.to_owned(),
            source: title.map_or(String::new(), |title| title.source().to_string()),
            confidence: title.map_or(0.0, |title| title.confidence()),
        });
        outcomes.push(Outcome {
            field: "title~",
            right: typed(given) == typed(gold),
            given: given.to_owned(),
            gold: gold.to_owned(),
            source: title.map_or(String::new(), |title| title.source().to_string()),
            confidence: title.map_or(0.0, |title| title.confidence()),
        });
    }
    if let Some(gold) = page.authors.as_ref().filter(|gold| !gold.is_empty()) {
        let authors = found.authors();
        let people = authors.map_or(&[][..], |authors| authors.value());
        let credits: Vec<String> = people
            .iter()
            .chain(found.organisations())
            .cloned()
            .collect();
        // Gold lists hold organisations too, and some put several names in one text.
        let wanted = [set(gold), split(gold)];
        for (field, given) in [("authors", &credits[..]), ("people", people)] {
            outcomes.push(Outcome {
                field,
                right: wanted.contains(&set(given)),
                given: given.join(" + "),
                gold: gold.join(" + "),
                source: authors.map_or("organisation".to_owned(), |authors| {
                    authors.source().to_string()
                }),
                confidence: authors.map_or(0.0, |authors| authors.confidence()),
            });
        }
    }
    if let Some(gold) = page.published.as_deref() {
        let published = found.published();
        let given = published.map_or(String::new(), |date| date.value().to_string());
        outcomes.push(Outcome {
            field: "published",
            right: given.get(..10) == Some(gold),
            given,
            gold: gold.to_owned(),
            source: published.map_or(String::new(), |date| date.source().to_string()),
            confidence: published.map_or(0.0, |date| date.confidence()),
        });
    }
    outcomes
}

/// Spaces single, characters without width left out.
fn spaced(text: &str) -> String {
    let shown: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}'))
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As typed on a keyboard: quotes and dashes straight, in lower case. Gold titles of wcxb-dev are often written so.
fn typed(text: &str) -> String {
    let straight = spaced(text)
        .replace(['‘', '’', '´'], "'")
        .replace(['“', '”', '„'], "\"");
    straight.replace(['–', '—'], "-").to_lowercase()
}

/// Names as a set, without regard to case.
fn set(names: &[String]) -> Vec<String> {
    let mut names: Vec<String> = names
        .iter()
        .map(|name| spaced(name).to_lowercase())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Names as a set, several in one text cut apart, degrees behind a comma left out.
fn split(names: &[String]) -> Vec<String> {
    let mut parts = Vec::new();
    for name in names {
        let joined = name
            .replace(" and ", ",")
            .replace(" & ", ",")
            .replace(';', ",");
        for (at, part) in joined.split(',').map(str::trim).enumerate() {
            let small = part.chars().filter(|c| c.is_lowercase()).count();
            let degree = at > 0 && !part.contains(' ') && small <= 2 && part.len() <= 8;
            if !part.is_empty() && !degree {
                parts.push(part.to_owned());
            }
        }
    }
    set(&parts)
}
