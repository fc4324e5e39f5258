//! Below the cleaner: what the fit and other tools that look inside need. Most users can ignore this module.
//!
//! [`Weights`] is the fitted table, [`rows`] lists what the passes find on a page, and [`regions`] names what the
//! table has a weight for. The `fit` example is built on these alone, so that fitting and running share one
//! measurement.

use crate::cleaner::Cleaner;
use crate::kind::Kind;
use crate::measure::measure;
use crate::page::Page;
pub use crate::reason::Reason;
use crate::segment;
pub use crate::weights::Weights;
use crate::weights::{COUNT, LOOK, REGIONS, Table, UNIT};

/// The blocks of a dump, as [`Cleaner::clean`] judges them.
pub fn segment(text: &str) -> Page<'_> {
    Page::new(text, segment::blocks(text))
}

/// Every row that the passes find for every block of a page in a round: indices of [`Reason::all`].
///
/// Rounds count from 0. The rows of a round depend on the cleaner's weights for the rounds before it, and those of the
/// first on the first look that they give. The round behind the cleaner's last can be asked for too.
pub fn rows(cleaner: &Cleaner, page: &Page<'_>, round: usize) -> Vec<Vec<u16>> {
    let judge = &cleaner.judge;
    judge.rows(page, &measure(page, judge.lexicon()), round)
}

/// The regions of the table, in order: the kind that each belongs to, and its name.
pub fn regions() -> &'static [(Kind, &'static str)] {
    &REGIONS
}

/// How many rows a table has, listed or not.
pub fn row_count() -> usize {
    crate::reason::ROWS
}

/// How many of the rows, the first ones, are found in a block alone, before any other is looked at.
pub fn local_row_count() -> usize {
    crate::reason::LOCAL_ROWS
}

/// Whether a row never has a weight, because its answer says nothing.
pub fn is_silent(row: u16) -> bool {
    Reason(row).is_silent()
}

/// Whether a row is a step of a scale and the row before it the step below.
pub fn is_step(row: u16) -> bool {
    Reason(row).is_step()
}

/// The numbers of one round's table, in log-odds.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// A weight a row and region, row by row.
    pub rows: Vec<f32>,
    /// A weight a region.
    pub start: Vec<f32>,
    /// A weight for each pair of regions, the upper line's first.
    pub steps: Vec<f32>,
}

impl Weights {
    /// Weights of the given numbers, in log-odds, each rounded to a hundredth and cut at 30: `look` a row for the first
    /// look, and the numbers of each round. Numbers that are missing count as 0.
    pub fn from_numbers(look: &[f32], rounds: &[Numbers]) -> Weights {
        let rounded = |values: &[f32], at: usize| {
            let value = values.get(at).copied().unwrap_or_default();
            (value * UNIT).round().clamp(-3000.0, 3000.0) as i16
        };
        let empty = [Numbers::default()];
        let rounds = if rounds.is_empty() { &empty } else { rounds };
        let mut tables = Vec::new();
        for (round, numbers) in rounds.iter().enumerate() {
            let mut table = Table::empty();
            for (row, lanes) in table.rows.iter_mut().enumerate() {
                lanes[LOOK] = if round == 0 { rounded(look, row) } else { 0 };
                for (region, lane) in lanes[..COUNT].iter_mut().enumerate() {
                    *lane = rounded(&numbers.rows, row * COUNT + region);
                }
            }
            for from in 0..COUNT {
                table.start[from] = rounded(&numbers.start, from);
                for to in 0..COUNT {
                    table.steps[from][to] = rounded(&numbers.steps, from * COUNT + to);
                }
            }
            tables.push(table);
        }
        Weights { rounds: tables }
    }
}
