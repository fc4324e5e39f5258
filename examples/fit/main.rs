//! Fits the table of weights from labelled pages.
//!
//! ```text
//! cargo run --release --example fit -- CORPUS [--seeds FOLDER] [--output FILE] [--folds N] [--epochs N]
//! ```
//!
//! `CORPUS` is a folder as `shared/corpus/README.md` describes it. Without `--folds` all pages are fitted on and the
//! table is written (to standard output without `--output`). With `--folds N` the sites are dealt into `N` parts, each
//! part is cleaned by a table fitted on the others, and the scores are printed; with `--output` the tables are written
//! too, the part's number before the ending. The same data give the same table, byte for byte.
//!
//! The fit is in two steps, as the cleaner works in two rounds: a logistic regression of body or not on what a block
//! shows alone ([`look`]), then a conditional random field over regions on all findings ([`chain`]).

#[path = "../common/mod.rs"]
mod common;

mod chain;
mod cut;
mod data;
mod interrupt;
mod look;
mod prior;
mod random;
mod report;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use bodytext::Cleaner;
use bodytext::model::Weights;

use crate::common::corpus::fold_of;
use crate::data::{Lesson, Measured, Pages};

struct Options {
    corpus: PathBuf,
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
        (None, None, None, 0, None, 12);
    while let Some(arg) = parser.next()? {
        match arg {
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
    let pages = Pages::read(&options.corpus, &options.seeds)?;
    if options.folds < 2 {
        let weights = fit(&pages, None, options.epochs);
        match &options.output {
            Some(path) => std::fs::write(path, weights.to_tsv())?,
            None => print!("{}", weights.to_tsv()),
        }
        return Ok(());
    }
    let mut report = report::Report::default();
    for fold in 0..options.folds {
        if options.only.is_some_and(|only| only != fold) {
            continue;
        }
        let weights = fit(&pages, Some((fold, options.folds)), options.epochs);
        if let Some(path) = &options.output {
            std::fs::write(path.with_extension(format!("{fold}.tsv")), weights.to_tsv())?;
        }
        let cleaner = Cleaner::new().weights(weights);
        report.add(&pages, (fold, options.folds), &cleaner);
        eprintln!("part {} of {}", fold + 1, options.folds);
    }
    print!("{report}");
    Ok(())
}

/// Into how many parts the sites are dealt for the second round's lessons.
const PARTS: u64 = 3;

/// Fits the weights on all pages, or on those outside a part.
///
/// The second round learns from what the first makes of pages it was not fitted on, as it will meet such pages: the
/// sites are dealt into parts, and each part is judged by a first round fitted on the others (stacking: Wolpert 1992).
fn fit(pages: &Pages, left_out: Option<(u64, u64)>, epochs: usize) -> Weights {
    let lessons = data::lessons(pages, left_out);
    let blind = Cleaner::new().weights(Weights::from_numbers(&[], &[]));
    let look = look::fit(&data::measured(&lessons, 0, |_| &blind), epochs);
    let looking = Cleaner::new().weights(Weights::from_numbers(&look, &[]));
    let measured = data::measured(&lessons, 0, |_| &looking);
    let part_of = |lesson: &Lesson| fold_of(&lesson.site, PARTS) as usize;
    let everything: Vec<&Measured> = measured.iter().collect();
    let first = chain::fit(&everything, epochs);
    if std::env::var("ROUNDS").is_ok_and(|r| r == "1") {
        return Weights::from_numbers(&look, &[first]);
    }
    let others: Vec<Cleaner> = (0..PARTS as usize)
        .map(|part| {
            let outside = lessons
                .iter()
                .zip(&measured)
                .filter(|(lesson, _)| part_of(lesson) != part);
            let outside: Vec<&Measured> = outside.map(|(_, measured)| measured).collect();
            let chain = chain::fit(&outside, epochs);
            Cleaner::new().weights(Weights::from_numbers(&look, &[chain]))
        })
        .collect();
    drop(measured);
    let measured = data::measured(&lessons, 1, |lesson| &others[part_of(lesson)]);
    let everything: Vec<&Measured> = measured.iter().collect();
    let second = chain::fit(&everything, epochs);
    Weights::from_numbers(&look, &[first, second])
}
