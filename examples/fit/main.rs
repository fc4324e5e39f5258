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
//! The fit is in two steps, as the cleaner judges in two: a logistic regression of body or not on what a block shows
//! alone ([`look`]), then a conditional random field over regions on all findings ([`chain`]).

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
use bodytext::model::{self, Numbers, Weights};

use crate::data::Pages;

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
        (None, None, None, 0, None, 10);
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

/// Fits a table on all pages, or on those outside a part.
fn fit(pages: &Pages, left_out: Option<(u64, u64)>, epochs: usize) -> Weights {
    let lessons = data::lessons(pages, left_out);
    let blind = Cleaner::new().weights(Weights::from(&Numbers::default()));
    let local = data::measured(&blind, &lessons, model::local_rows);
    let look = Numbers {
        look: look::fit(&local),
        ..Numbers::default()
    };
    drop(local);
    let looking = Cleaner::new().weights(Weights::from(&look));
    let measured = data::measured(&looking, &lessons, model::rows);
    let chain = chain::fit(&measured, epochs);
    Weights::from(&Numbers {
        look: look.look,
        ..chain
    })
}
