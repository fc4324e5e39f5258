//! Shows what the cleaner made of pages, and why: one HTML page that stands by itself.
//!
//! ```text
//! cargo run --release --example report -- page.html dump.txt --output report.html
//! cargo run --release --example report -- --labelled ../shared/corpus/kinds.jsonl --output worst.html
//! ```
//!
//! `--help` lists the options and exit codes.

#[path = "../common/mod.rs"]
mod common;
mod gold;
mod html;
mod options;
#[path = "../program/mod.rs"]
mod program;
mod view;

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use gold::Gold;
use options::Options;
use program::page::Page;
use program::read::{self, Raw, walk};
use program::source::Source;
use program::{finish, say};
use view::{Report, View};

fn main() -> ExitCode {
    match options::parse() {
        Ok(options) => run(&options),
        Err(code) => code,
    }
}

fn run(options: &Options) -> ExitCode {
    let mut failed = false;
    let report = collect(options, &mut failed);
    finish("report", write(options, &report), failed)
}

fn write(options: &Options, report: &Report) -> io::Result<()> {
    let page = html::document(report);
    match &options.output {
        Some(path) => {
            let named = |error: io::Error| {
                io::Error::new(error.kind(), format!("{}: {error}", path.display()))
            };
            let mut file = BufWriter::new(File::create(path).map_err(named)?);
            file.write_all(page.as_bytes()).map_err(named)?;
            file.flush().map_err(named)
        }
        None => {
            let mut out = io::stdout().lock();
            out.write_all(page.as_bytes())?;
            out.flush()
        }
    }
}

/// Cleans every page and keeps those that are shown. What cannot be read is told of and sets `failed`.
fn collect(options: &Options, failed: &mut bool) -> Report {
    let mut report = Report::new(options.limit, options.labelled);
    for source in &options.inputs {
        if options.labelled
            && let Some(Ok(seeds)) = source
                .path()
                .filter(|path| path.is_dir())
                .map(common::corpus::read_seeds)
            && !seeds.is_empty()
        {
            for seed in seeds {
                let gold = Gold::of_kinds(seed.kinds, Some(seed.body));
                let article = options.cleaner.clean(&seed.text);
                report.add(View::new(
                    seed.name,
                    &article,
                    options.findings,
                    Some(&gold),
                ));
            }
            continue;
        }
        for found in walk::walk(vec![source.clone()], Vec::new()) {
            match found {
                Ok(file) => add_all(options, &file, &mut report, failed),
                Err((path, error)) => {
                    say(&format!("{}: {error}", path.display()));
                    *failed = true;
                }
            }
        }
    }
    report.settle();
    if report.left_out > 0 {
        let which = if options.labelled { "worst" } else { "first" };
        say(&format!(
            "report: the {which} {} of {} pages are shown; `--limit` sets how many",
            report.pages.len(),
            report.pages.len() + report.left_out
        ));
    }
    report
}

/// Adds the pages of an input.
fn add_all(options: &Options, file: &Source, report: &mut Report, failed: &mut bool) {
    let taken = Arc::new(AtomicU64::new(0));
    for (number, raw) in (1..).zip(read::open(file, options.record, &taken)) {
        let page = match Page::of(&raw, options.form) {
            Ok(Some(page)) => page,
            Ok(None) => continue,
            Err(fault) => {
                let line = raw
                    .line()
                    .map_or(String::new(), |line| format!(", line {line}"));
                say(&format!("{file}{line}: {fault}"));
                *failed = true;
                continue;
            }
        };
        let gold = match &raw {
            Raw::Line { bytes, .. } if options.labelled => Gold::of_record(bytes),
            _ => None,
        };
        if options.labelled && gold.is_none() {
            say(&format!("{file}: record {number} has no labels"));
            *failed = true;
            continue;
        }
        let article = page.content.clean(&options.cleaner);
        let name = name(&raw).unwrap_or_else(|| format!("{file}, record {number}"));
        report.add(View::new(name, &article, options.findings, gold.as_ref()));
    }
}

/// What a record is called: its address, else its identifier.
fn name(raw: &Raw) -> Option<String> {
    if let Raw::Warc(record) = raw
        && record.url.is_some()
    {
        return record.url.clone();
    }
    let id = raw.id()?;
    Some(match serde_json::from_str(id.get()) {
        Ok(serde_json::Value::String(id)) => id,
        _ => id.get().to_owned(),
    })
}
