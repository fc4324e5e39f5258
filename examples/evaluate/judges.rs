//! Which table of weights judges which page.

use std::fs;
use std::path::{Path, PathBuf};

use bodytext::model::Weights;
use bodytext::{Balance, Cleaner};

use crate::common::corpus::fold_of;

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
    about: String,
    held_out: bool,
}

impl Judges {
    pub(crate) fn new(table: &Table, balance: Balance) -> Result<Judges, String> {
        let (cleaners, about) = match table {
            Table::Embedded => (
                vec![Cleaner::new()],
                "the embedded table. FITTED ON: pages of shared/corpus and shared/seeds were seen by the fit, so \
                 figures on them flatter"
                    .to_owned(),
            ),
            Table::File(path) => (
                vec![read(path)?],
                format!(
                    "{}. FITTED ON, unless it was fitted without these pages: figures on pages that the fit saw flatter",
                    path.display()
                ),
            ),
            Table::Folds(prefix) => {
                let cleaners = read_folds(prefix)?;
                let about = format!(
                    "{} tables, {}: each page is judged by the one of its site's fold. NOT FITTED ON, if `fit --folds \
                     {}` wrote them",
                    cleaners.len(),
                    fold_file(prefix, 0).display(),
                    cleaners.len(),
                );
                (cleaners, about)
            }
        };
        Ok(Judges {
            cleaners: cleaners
                .into_iter()
                .map(|cleaner| cleaner.balance(balance))
                .collect(),
            about,
            held_out: matches!(table, Table::Folds(_)),
        })
    }

    /// The cleaner for the pages of a site.
    pub(crate) fn of(&self, site: &str) -> &Cleaner {
        match &self.cleaners[..] {
            [only] => only,
            folds => &folds[fold_of(site, folds.len() as u64) as usize],
        }
    }

    /// Whose figures these are, and whether the weights were fitted on the pages.
    pub(crate) fn about(&self) -> &str {
        &self.about
    }

    pub(crate) fn is_held_out(&self) -> bool {
        self.held_out
    }
}

fn read(path: &Path) -> Result<Cleaner, String> {
    let fail = |error: &dyn std::error::Error| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| fail(&error))?;
    let weights = Weights::parse(&text).map_err(|error| fail(&error))?;
    Ok(Cleaner::new().weights(weights))
}

/// The tables of all folds: numbers from 0 on, up to the first that is missing.
fn read_folds(prefix: &Path) -> Result<Vec<Cleaner>, String> {
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
    files.iter().map(|file| read(file)).collect()
}

/// `PREFIX.3.tsv`, whether the prefix is given with its ending or not.
fn fold_file(prefix: &Path, fold: usize) -> PathBuf {
    let name = prefix.to_string_lossy();
    let name = name.strip_suffix(".tsv").unwrap_or(&name);
    PathBuf::from(format!("{name}.{fold}.tsv"))
}
