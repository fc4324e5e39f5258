//! Fits the table of weights from labelled pages.
//!
//! ```text
//! cargo run --release --example fit -- CORPUS [--html [--text FILE] | --titles] [--seeds FOLDER] [--output FILE]
//!     [--folds N] [--passes N]
//! ```
//!
//! `CORPUS` is a folder as `shared/corpus/README.md` describes it. Without `--folds` all pages are fitted on and the
//! table is written (to standard output without `--output`). With `--folds N` the sites are dealt into `N` parts, each
//! part is cleaned by a table fitted on the others, and the scores are printed; with `--output` the tables are written
//! too, the part's number before the ending. The same data give the same table, byte for byte. With `--html` the table
//! for HTML is fitted, on the pages of HTML and beginning from the table for text: the embedded one or that of `--text
//! FILE`; with `--folds` that names the tables of as many folds, so that no part is seen through them. With `--titles`
//! the points are fitted by which the title of a page of HTML is chosen; with `--folds` each part's scores are
//! printed. What each line is, and not only body or not, was given by hand to most pages of the corpus
//! ([`common::by_hand`]).
//!
//! The fit is in two steps, as the cleaner judges in two: a logistic regression of body or not on what a block shows
//! alone ([`look`]), then a conditional random field over regions on all findings ([`chain`]).

#[path = "../common/mod.rs"]
mod common;

mod align;
mod chain;
mod cut;
mod data;
mod gain;
mod html;
mod interrupt;
mod look;
mod measured;
mod prior;
mod random;
mod report;
mod sites;
mod sweep;
mod titles;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bodytext::Cleaner;
use bodytext::model::{self, Numbers, Weights};

use crate::chain::Plan;
use crate::data::{Lesson, Pages};

struct Options {
    corpus: PathBuf,
    html: bool,
    titles: bool,
    sites: bool,
    /// The table for text that the one for HTML begins from, or those of its folds.
    text: Option<PathBuf>,
    seeds: PathBuf,
    output: Option<PathBuf>,
    folds: u64,
    only: Option<u64>,
    /// Times that all pages are gone through, if not as many as [`TEXT`] and [`HTML`] say.
    passes: Option<usize>,
}

fn options() -> Result<Options, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let (mut corpus, mut seeds, mut output, mut folds, mut only, mut passes) =
        (None, None, None, 0, None, None);
    let (mut html, mut titles, mut text) = (false, false, None);
    let mut sites = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("html") => html = true,
            Long("titles") => titles = true,
            Long("sites") => sites = true,
            Long("text") => text = Some(PathBuf::from(parser.value()?)),
            Long("seeds") => seeds = Some(PathBuf::from(parser.value()?)),
            Long("output") => output = Some(PathBuf::from(parser.value()?)),
            Long("folds") => folds = parser.value()?.parse()?,
            Long("only") => only = Some(parser.value()?.parse()?),
            Long("passes") => passes = Some(parser.value()?.parse()?),
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
        sites,
        text,
        seeds,
        output,
        folds,
        only,
        passes,
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
    if options.sites {
        return run_sites(options);
    }
    let pages = Pages::read(&options.corpus, &options.seeds)?;
    let fit = |left_out| fit(&pages, left_out, options.passes);
    if options.folds < 2 {
        return write(&fit(None).to_tsv(), options.output.as_deref());
    }
    let mut report = report::Report::default();
    for fold in options.parts() {
        let weights = fit(Some((fold, options.folds)));
        if let Some(path) = &options.output {
            write(
                &weights.to_tsv(),
                Some(&path.with_extension(format!("{fold}.tsv"))),
            )?;
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
        let text = options.text_table(left_out.map(|(fold, _)| fold))?;
        let expected = prior::of_html(&Numbers::from(&text));
        Ok::<_, Box<dyn Error>>(fit_lessons(&lessons, expected, &HTML, options.passes))
    };
    if options.folds < 2 {
        return write(&fit(None)?.to_tsv(), options.output.as_deref());
    }
    for fold in options.parts() {
        let weights = fit(Some((fold, options.folds)))?;
        let path = options.output.as_ref();
        let path = path.map(|path| path.with_extension(format!("{fold}.tsv")));
        write(&weights.to_tsv(), path.as_deref())?;
        eprintln!("part {} of {}", fold + 1, options.folds);
    }
    Ok(())
}

fn run_titles(options: &Options) -> Result<(), Box<dyn Error>> {
    let lessons = titles::read(&options.corpus)?;
    let fit = |fold| (fold, titles::fit(&lessons, Some((fold, options.folds))));
    let parts: Vec<_> = options.parts().map(fit).collect();
    print!("{}", titles::report(&lessons, &parts, options.folds));
    if options.folds < 2 {
        let table = titles::table(&titles::fit(&lessons, None));
        match &options.output {
            Some(path) => std::fs::write(path, table)?,
            None => print!("{table}"),
        }
    }
    Ok(())
}

fn run_sites(options: &Options) -> Result<(), Box<dyn Error>> {
    let bases = sites::Bases::read(options.text.as_deref())?;
    let samples = sites::Samples::read(&options.corpus, &bases)?;
    for fold in options.parts() {
        let weights = samples.fit(Some((fold, options.folds)));
        let path = options.output.as_ref();
        let path = path.map(|path| path.with_extension(format!("{fold}.tsv")));
        write(&weights.to_tsv(), path.as_deref())?;
    }
    if options.folds < 2 {
        let weights = samples.fit(None);
        write(&weights.to_tsv(), options.output.as_deref())?;
    }
    Ok(())
}

impl Options {
    /// The table for text: of a fold, the one that was fitted without it.
    fn text_table(&self, fold: Option<u64>) -> Result<Weights, Box<dyn Error>> {
        let Some(path) = &self.text else {
            if fold.is_some() {
                eprintln!(
                    "the embedded table saw the pages that are left out: name those of its folds with --text"
                );
            }
            return Ok(Weights::default());
        };
        table(path, fold)
    }

    /// The parts that are left out in turn.
    fn parts(&self) -> impl Iterator<Item = u64> {
        let only = self.only;
        (0..self.folds).filter(move |fold| only.is_none_or(|only| only == *fold))
    }
}

/// Reads a table, or that of a fold.
fn table(path: &Path, fold: Option<u64>) -> Result<Weights, Box<dyn Error>> {
    let path = fold.map_or(path.to_owned(), |fold| {
        path.with_extension(format!("{fold}.tsv"))
    });
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Weights::parse(&text)?)
}

/// Writes a table to a file, or to standard output.
fn write(table: &str, path: Option<&Path>) -> Result<(), Box<dyn Error>> {
    match path {
        Some(path) => std::fs::write(path, table)?,
        None => print!("{table}"),
    }
    Ok(())
}

/// What is set for a table by trial: the pull of each weight towards what is expected of it, what F1 is worth, how often all pages are
/// gone through, how many copies of each page are learnt without some of the questions, and without how many of a
/// hundred.
struct Settings {
    pull: f32,
    worth: f32,
    passes: usize,
    copies: usize,
    dropped: usize,
}

const TEXT: Settings = Settings {
    pull: 0.05,
    worth: 60.0,
    passes: 7,
    copies: 1,
    dropped: 40,
};
const HTML: Settings = Settings {
    pull: 0.2,
    worth: 60.0,
    passes: 9,
    copies: 1,
    dropped: 40,
};

/// Fits a table for text on all pages, or on those outside a part.
fn fit(pages: &Pages, left_out: Option<(u64, u64)>, passes: Option<usize>) -> Weights {
    let lessons = data::lessons(pages, left_out);
    let expected = Numbers {
        rows: prior::expected(),
        steps: prior::expected_steps(),
        ..Numbers::default()
    };
    let mut lessons: Vec<&Lesson> = lessons.iter().collect();
    lessons.extend(html::outside(&pages.others, left_out));
    fit_lessons(&lessons, expected, &TEXT, passes)
}

/// Fits a table on lessons.
fn fit_lessons(
    lessons: &[&Lesson],
    expected: Numbers,
    settings: &Settings,
    passes: Option<usize>,
) -> Weights {
    let judging_by = |numbers: &Numbers| {
        let weights = Weights::from(numbers);
        Cleaner::new()
            .weights(weights.clone())
            .html_weights(weights)
    };
    let blind = judging_by(&Numbers::default());
    let local = measured::measured(&blind, lessons, model::local_rows);
    let look = Numbers {
        look: look::fit(&local),
        ..Numbers::default()
    };
    drop(local);
    let mut measured = measured::measured(&judging_by(&look), lessons, model::rows);
    measured::add_thinned(&mut measured, settings.copies, settings.dropped);
    let plan = Plan {
        expected,
        pull: settings.pull,
        worth: settings.worth,
        passes: passes.unwrap_or(settings.passes),
    };
    let chain = chain::fit(&measured, plan);
    Weights::from(&Numbers {
        look: look.look,
        ..chain
    })
}
