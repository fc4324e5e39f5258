//! Fits the table of weights from labelled pages.
//!
//! ```text
//! cargo run --release --example fit -- CORPUS [--html | --titles] [--seeds FOLDER] [--output FILE] [--folds N] [--epochs N]
//! ```
//!
//! `CORPUS` is a folder as `shared/corpus/README.md` describes it. Without `--folds` all pages are fitted on and the
//! table is written (to standard output without `--output`). With `--folds N` the sites are dealt into `N` parts, each
//! part is cleaned by a table fitted on the others, and the scores are printed; with `--output` the tables are written
//! too, the part's number before the ending. The same data give the same table, byte for byte. With `--html` the table
//! for HTML is fitted, on the pages of HTML and beginning from the embedded table for text. With `--titles` the points
//! are fitted by which the title of a page of HTML is chosen; with `--folds N` the scores on each part are printed.
//!
//! The fit is in two steps, as the cleaner judges in two: a logistic regression of body or not on what a block shows
//! alone ([`look`]), then a conditional random field over regions on all findings ([`chain`]).

#[path = "../common/mod.rs"]
mod common;

mod align;
mod chain;
mod cut;
mod data;
mod html;
mod interrupt;
mod look;
mod prior;
mod random;
mod report;
mod titles;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bodytext::Cleaner;
use bodytext::model::{self, Numbers, Weights};

use crate::data::{Lesson, Pages};

struct Options {
    corpus: PathBuf,
    html: bool,
    titles: bool,
    seeds: PathBuf,
    output: Option<PathBuf>,
    folds: u64,
    only: Option<u64>,
    epochs: usize,
}

fn options() -> Result<Options, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut corpus, mut seeds, mut output, mut folds, mut only, mut epochs) =
        (None, None, None, 0, None, 10);
    let (mut html, mut titles) = (false, false);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("html") => html = true,
            Long("titles") => titles = true,
            Long("seeds") => seeds = Some(PathBuf::from(parser.value()?)),
            Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Long("folds") => folds = parser.value()?.parse()?,
            Long("only") => only = Some(parser.value()?.parse()?),
            Long("epochs") => epochs = parser.value()?.parse()?,
            Value(path) if corpus.is_none() => corpus = Some(PathBuf::from(path)),
            other => return Err(other.unexpected()),
        }
    }
    let corpus = corpus.ok_or("the folder of the corpus is missing")?;
    let seeds = seeds.unwrap_or_else(|| corpus.join("../seeds"));
    Ok(Options {
        corpus,
        html,
        titles,
        seeds,
        output,
        folds,
        only,
        epochs,
    })
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("fit: {error}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fit: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if options.html {
        return run_html(options);
    }
    if options.titles {
        return run_titles(options);
    }
    let pages = Pages::read(&options.corpus, &options.seeds)?;
    if options.folds < 2 {
        let weights = fit(&pages, None, options.epochs);
        return write(&weights, options.output.as_deref());
    }
    let mut report = report::Report::default();
    for fold in options.parts() {
        let weights = fit(&pages, Some((fold, options.folds)), options.epochs);
        if let Some(path) = &options.output {
            write(&weights, Some(&path.with_extension(format!("{fold}.tsv"))))?;
        }
        let cleaner = Cleaner::new().weights(weights);
        report.add(&pages, (fold, options.folds), &cleaner);
        eprintln!("part {} of {}", fold + 1, options.folds);
    }
    print!("{report}");
    Ok(())
}

fn run_html(options: &Options) -> Result<(), Box<dyn Error>> {
    let lessons = html::read(&options.corpus)?;
    let fit = |left_out| {
        let lessons = html::outside(&lessons, left_out);
        // What a table knows of dumps holds of the text of HTML too, until the pages say otherwise.
        let expected = prior::of_html(&Numbers::from(&Weights::default()));
        fit_lessons(&lessons, expected, options.epochs)
    };
    if options.folds < 2 {
        return write(&fit(None), options.output.as_deref());
    }
    for fold in options.parts() {
        let weights = fit(Some((fold, options.folds)));
        let path = options.output.as_ref();
        let path = path.map(|path| path.with_extension(format!("{fold}.tsv")));
        write(&weights, path.as_deref())?;
        eprintln!("part {} of {}", fold + 1, options.folds);
    }
    Ok(())
}

fn run_titles(options: &Options) -> Result<(), Box<dyn Error>> {
    let lessons = titles::read(&options.corpus)?;
    for fold in options.parts() {
        let points = titles::fit(&lessons, Some((fold, options.folds)));
        print!(
            "{}",
            titles::report(&lessons, &points, (fold, options.folds))
        );
    }
    if options.folds < 2 {
        let table = titles::table(&titles::fit(&lessons, None));
        match &options.output {
            Some(path) => std::fs::write(path, table)?,
            None => print!("{table}"),
        }
    }
    Ok(())
}

impl Options {
    /// The parts that are left out in turn.
    fn parts(&self) -> impl Iterator<Item = u64> {
        let only = self.only;
        (0..self.folds).filter(move |fold| only.is_none_or(|only| only == *fold))
    }
}

/// Writes a table to a file, or to standard output.
fn write(weights: &Weights, path: Option<&Path>) -> Result<(), Box<dyn Error>> {
    match path {
        Some(path) => std::fs::write(path, weights.to_tsv())?,
        None => print!("{}", weights.to_tsv()),
    }
    Ok(())
}

/// Fits a table on all pages, or on those outside a part.
fn fit(pages: &Pages, left_out: Option<(u64, u64)>, epochs: usize) -> Weights {
    let lessons = data::lessons(pages, left_out);
    let expected = Numbers {
        rows: prior::expected(),
        steps: prior::expected_steps(),
        ..Numbers::default()
    };
    fit_lessons(&lessons.iter().collect::<Vec<_>>(), expected, epochs)
}

/// Fits a table on lessons.
fn fit_lessons(lessons: &[&Lesson], expected: Numbers, epochs: usize) -> Weights {
    let judging_by = |numbers: &Numbers| {
        let weights = Weights::from(numbers);
        Cleaner::new()
            .weights(weights.clone())
            .html_weights(weights)
    };
    let blind = judging_by(&Numbers::default());
    let local = data::measured(&blind, lessons, model::local_rows);
    let look = Numbers {
        look: look::fit(&local),
        ..Numbers::default()
    };
    drop(local);
    let measured = data::measured(&judging_by(&look), lessons, model::rows);
    let chain = chain::fit(&measured, expected, epochs);
    Weights::from(&Numbers {
        look: look.look,
        ..chain
    })
}
