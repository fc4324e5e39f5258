//! The fitted table of what other pages of a site say: `src/weights.site.tsv`.
//!
//! Its points come on top of the score that the tables for text and HTML give a block. Lines are `row`, `text` or `html`, a
//! reason's name and value (`site.line=<=.7/short`), and what it adds to the log-odds of body text, in hundredths; `#`
//! begins a comment.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::error::Error;
use crate::reason::{ROWS, Reason, Row, SITE_ROWS};
use crate::weights::{UNIT, numbers};

/// A table of fitted weights of what other pages of the same site say of a line.
#[derive(Clone, Debug)]
pub struct SiteWeights {
    /// For text and for HTML, by row.
    tables: [Vec<i16>; 2],
}

const TABLE: &str = include_str!("../weights.site.tsv");
const INPUTS: [&str; 2] = ["text", "html"];
const HEAD: &str =
    "# What other pages of a site say of a line, in hundredths of log-odds of body text.\n";

impl Default for SiteWeights {
    /// The embedded table.
    fn default() -> Self {
        // A unit test reads the embedded table and fails on any error; what could be read is used all the same.
        let mut weights = SiteWeights::empty();
        let _ = weights.read(TABLE);
        weights
    }
}

impl SiteWeights {
    /// A table in which nothing weighs anything.
    #[must_use]
    pub fn empty() -> SiteWeights {
        SiteWeights {
            tables: [vec![0; SITE_ROWS], vec![0; SITE_ROWS]],
        }
    }

    /// Reads a table in the format of `src/weights.site.tsv`, which `fit --sites` writes.
    ///
    /// # Errors
    /// [`Error::Weights`] with the number of the first line that is not of the format.
    pub fn parse(text: &str) -> Result<SiteWeights, Error> {
        let mut weights = SiteWeights::empty();
        weights.read(text)?;
        Ok(weights)
    }

    /// Sets the weights for text or HTML, in log-odds by row, each rounded to a hundredth and cut at 30; numbers that are
    /// missing count as 0.
    pub fn set(&mut self, is_html: bool, rows: &[f32]) {
        for (row, points) in self.tables[usize::from(is_html)].iter_mut().enumerate() {
            let value = rows.get(row).copied().unwrap_or_default();
            *points = (value * UNIT).round().clamp(-3000.0, 3000.0) as i16;
        }
    }

    /// The points of a row, one of [`Reason::of_sites`].
    #[inline]
    pub(crate) fn points(&self, is_html: bool, row: Row) -> i16 {
        let row = usize::from(row).wrapping_sub(ROWS);
        let table = &self.tables[usize::from(is_html)];
        table.get(row).copied().unwrap_or_default()
    }

    fn read(&mut self, text: &str) -> Result<(), Error> {
        let names: HashMap<String, usize> = (0..)
            .zip(Reason::of_sites())
            .map(|(row, reason)| (reason.to_string(), row))
            .collect();
        for (index, line) in text.lines().enumerate() {
            if !line.is_empty() && !line.starts_with('#') {
                let fail = |what| Error::Weights {
                    line: index + 1,
                    what,
                };
                self.read_line(&names, line).map_err(fail)?;
            }
        }
        Ok(())
    }

    fn read_line(&mut self, names: &HashMap<String, usize>, line: &str) -> Result<(), String> {
        let mut fields = line.split('\t');
        match fields.next().unwrap_or_default() {
            "row" => {
                let input = fields.next().unwrap_or_default();
                let table = INPUTS.iter().position(|name| *name == input);
                let table = table.ok_or_else(|| format!("`{input}` is neither text nor html"))?;
                let name = fields.next().unwrap_or_default();
                let row = names
                    .get(name)
                    .ok_or_else(|| format!("no reason is called `{name}`"))?;
                [self.tables[table][*row]] = numbers(fields)?;
                Ok(())
            }
            other => Err(format!("`{other}` begins no line of a table")),
        }
    }

    /// The table as text, in the format that [`parse`](SiteWeights::parse) reads.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut out = String::from(HEAD);
        for (input, table) in INPUTS.iter().zip(&self.tables) {
            let mut last = "";
            for (reason, points) in Reason::of_sites().zip(table) {
                if *points == 0 {
                    continue;
                }
                if reason.name() != last {
                    last = reason.name();
                    let _ = writeln!(out, "# {last}: {}", reason.meaning());
                }
                let _ = writeln!(out, "row\t{input}\t{reason}\t{points}");
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_reads_without_an_error_and_writes_itself() {
        let weights = SiteWeights::parse(TABLE).expect("the embedded table");
        assert_eq!(weights.to_tsv(), TABLE);
    }

    #[test]
    fn a_wrong_line_is_named_by_its_number() {
        let error = |text: &str| {
            SiteWeights::parse(text)
                .err()
                .map(|error| error.to_string())
        };
        assert_eq!(
            error("# fine\nrow\tpaper\tsite.line=<=.7/short").as_deref(),
            Some("table of weights, line 2: `paper` is neither text nor html")
        );
        assert_eq!(
            error("row\ttext\tshape.units=0\t1").as_deref(),
            Some("table of weights, line 1: no reason is called `shape.units=0`")
        );
    }
}
