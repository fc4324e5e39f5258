//! Which table of weights judges which page.

use std::fs;
use std::path::{Path, PathBuf};

use bodytext::model::{SiteWeights, Weights};
use bodytext::{Cleaner, Error};

use crate::common::corpus::fold_of;
use crate::options::Options;

/// Where the weights come from.
pub(crate) enum Table {
    Embedded,
    File(PathBuf),
    /// The part of the names before the fold's number.
    Folds(PathBuf),
}

/// A cleaner, or one a fold.
pub(crate) struct Judges {
    cleaners: Vec<Cleaner>,
    html: Vec<Cleaner>,
    about: String,
    held_out: bool,
}

impl Judges {
    pub(crate) fn new(options: &Options) -> Result<Judges, String> {
        let (table, html) = (&options.table, &options.html_table);
        let sites = options.site_table.site_tables()?;
        let ready = |cleaners: Vec<Cleaner>| -> Result<Vec<Cleaner>, String> {
            if cleaners.len().min(sites.len()) > 1 && cleaners.len() != sites.len() {
                return Err("the tables of sites have another number of folds".into());
            }
            // As many cleaners as the larger number of folds asks for; each number is one or that of all folds.
            let count = cleaners.len().max(sites.len());
            let cleaners = cleaners.into_iter().cycle().take(count).enumerate();
            let ready = |(fold, cleaner): (usize, Cleaner)| {
                let cleaner = cleaner.balance(options.balance);
                match sites.get(fold % sites.len().max(1)) {
                    Some(weights) => cleaner.site_weights(weights.clone()),
                    None => cleaner,
                }
            };
            Ok(cleaners.map(ready).collect())
        };
        Ok(Judges {
            cleaners: ready(table.cleaners(Cleaner::weights)?)?,
            html: ready(html.cleaners(Cleaner::html_weights)?)?,
            about: format!("{}; of HTML: {}", table.about(), html.about()),
            held_out: matches!(table, Table::Folds(_)),
        })
    }

    /// The cleaner for the pages of HTML of a site.
    pub(crate) fn of_html(&self, site: &str) -> &Cleaner {
        dealt(&self.html, site)
    }

    /// The cleaner for the pages of a site.
    pub(crate) fn of(&self, site: &str) -> &Cleaner {
        dealt(&self.cleaners, site)
    }

    /// Whose figures these are, and whether the weights were fitted on the pages.
    pub(crate) fn about(&self) -> &str {
        &self.about
    }

    pub(crate) fn is_held_out(&self) -> bool {
        self.held_out
    }
}

/// The cleaner of a site's fold, or the only one.
fn dealt<'c>(cleaners: &'c [Cleaner], site: &str) -> &'c Cleaner {
    match cleaners {
        [only] => only,
        folds => &folds[fold_of(site, folds.len() as u64) as usize],
    }
}

impl Table {
    /// The cleaners that judge by the table, or by those of all folds.
    fn cleaners(&self, with: fn(Cleaner, Weights) -> Cleaner) -> Result<Vec<Cleaner>, String> {
        let read = |path: &Path| Ok::<_, String>(with(Cleaner::new(), read(path)?));
        match self {
            Table::Embedded => Ok(vec![Cleaner::new()]),
            Table::File(path) => Ok(vec![read(path)?]),
            Table::Folds(prefix) => folds(prefix)?.iter().map(|file| read(file)).collect(),
        }
    }

    /// The tables of what other pages of a site say; none for the embedded one.
    fn site_tables(&self) -> Result<Vec<SiteWeights>, String> {
        let read = |path: &Path| parsed(path, SiteWeights::parse);
        match self {
            Table::Embedded => Ok(Vec::new()),
            Table::File(path) => Ok(vec![read(path)?]),
            Table::Folds(prefix) => folds(prefix)?.iter().map(|file| read(file)).collect(),
        }
    }

    /// What the table is, and whether it saw the pages.
    fn about(&self) -> String {
        match self {
            Table::Embedded => "the embedded table. FITTED ON: pages of shared/corpus and shared/seeds were seen by \
                                the fit, so figures on them flatter"
                .to_owned(),
            Table::File(path) => format!(
                "{}. FITTED ON, unless it was fitted without these pages: figures on pages that the fit saw flatter",
                path.display()
            ),
            Table::Folds(prefix) => format!(
                "the tables {}, ...: each page is judged by the one of its site's fold. NOT FITTED ON, if `fit \
                 --folds` wrote them",
                fold_file(prefix, 0).display(),
            ),
        }
    }
}

fn read(path: &Path) -> Result<Weights, String> {
    parsed(path, Weights::parse)
}

fn parsed<T>(path: &Path, parse: fn(&str) -> Result<T, Error>) -> Result<T, String> {
    let fail = |error: &dyn std::error::Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| fail(&error))?;
    parse(&text).map_err(|error| fail(&error))
}

/// The files of all folds: numbers from 0 on, up to the first that is missing.
fn folds(prefix: &Path) -> Result<Vec<PathBuf>, String> {
    let files: Vec<PathBuf> = (0..)
        .map(|fold| fold_file(prefix, fold))
        .take_while(|file| file.exists())
        .collect();
    if files.len() < 2 {
        return Err(format!(
            "{} and {} are not both there",
            fold_file(prefix, 0).display(),
            fold_file(prefix, 1).display()
        ));
    }
    Ok(files)
}

/// `PREFIX.3.tsv`, whether the prefix is given with its ending or not.
fn fold_file(prefix: &Path, fold: usize) -> PathBuf {
    let name = prefix.to_string_lossy();
    let name = name.strip_suffix(".tsv").unwrap_or(&name);
    PathBuf::from(format!("{name}.{fold}.tsv"))
}
