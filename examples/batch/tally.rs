//! What became of the records, counted.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::program::answer::Outcome;
use crate::program::fault::Sort;

#[derive(Clone, Default, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Pages that were cleaned, those that were dropped included.
    pub(crate) documents: u64,
    /// Bytes of these pages.
    pub(crate) bytes: u64,
    /// Pages of too low a quality.
    dropped: u64,
    /// Records without a page.
    skipped: u64,
    /// Records in error, by the order of [`Sort::ALL`].
    errors: [u64; Sort::ALL.len()],
    /// How long all runs took that led to this output.
    pub(crate) seconds: f64,
}

impl Tally {
    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Cleaned(bytes) => {
                self.documents += 1;
                self.bytes += bytes as u64;
            }
            Outcome::Dropped(bytes) => {
                self.documents += 1;
                self.bytes += bytes as u64;
                self.dropped += 1;
            }
            Outcome::Skipped => self.skipped += 1,
            Outcome::Refused(sort) => self.errors[sort as usize] += 1,
        }
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.dropped += other.dropped;
        self.skipped += other.skipped;
        for (errors, more) in self.errors.iter_mut().zip(other.errors) {
            *errors += more;
        }
    }

    pub(crate) fn errors(&self, sort: Sort) -> u64 {
        self.errors[sort as usize]
    }

    pub(crate) fn all_errors(&self) -> u64 {
        self.errors.iter().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = self.bytes as f64 / 1e6;
        let seconds = self.seconds.max(1e-3);
        write!(
            f,
            "{} documents, {megabytes:.1} MB in {} ({:.1} MB/s)",
            self.documents,
            spoken(Duration::from_secs_f64(self.seconds.max(0.0))),
            megabytes / seconds
        )?;
        if self.dropped > 0 {
            write!(f, "; {} left out for their quality", self.dropped)?;
        }
        if self.skipped > 0 {
            write!(f, "; {} records without a page", self.skipped)?;
        }
        let errors = Sort::ALL
            .into_iter()
            .filter(|sort| self.errors(*sort) > 0)
            .map(|sort| format!("{} {}", self.errors(sort), sort.name()));
        let errors: Vec<String> = errors.collect();
        if errors.is_empty() {
            f.write_str("; no errors")
        } else {
            write!(f, "; {} errors: {}", self.all_errors(), errors.join(", "))
        }
    }
}

/// A duration as people say it.
pub(crate) fn spoken(duration: Duration) -> String {
    match duration.as_secs() {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        seconds @ 60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}
