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
use crate::weights::{COUNT, LOOK, REGIONS};

/// The blocks of a dump, as [`Cleaner::clean`] judges them.
pub fn segment(text: &str) -> Page<'_> {
    Page::new(text, segment::blocks(text))
}

/// Every row that the passes find for every block of a page: indices of [`Reason::all`].
///
/// The rows of the second round depend on the cleaner's weights, by the first look they give.
pub fn rows(cleaner: &Cleaner, page: &Page<'_>) -> Vec<Vec<u16>> {
    let model = &cleaner.model;
    model.rows(page, &measure(page, model.lexicon()))
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

impl Weights {
    /// A table of the given numbers, in log-odds, each rounded to a hundredth and cut at 30.
    ///
    /// `look` has a weight a row, `rows` one a row and region, row by row; `start` one a region; `steps` one for each
    /// pair of regions, the upper line's first. Numbers that are missing count as 0.
    pub fn from_parts(look: &[f32], rows: &[f32], start: &[f32], steps: &[f32]) -> Weights {
        let rounded = |values: &[f32], at: usize| {
            values.get(at).map_or(0, |value| {
                (value * crate::weights::UNIT)
                    .round()
                    .clamp(-3000.0, 3000.0) as i16
            })
        };
        let mut weights = Weights::empty();
        for (row, lanes) in weights.rows.iter_mut().enumerate() {
            lanes[LOOK] = rounded(look, row);
            for (region, lane) in lanes[..COUNT].iter_mut().enumerate() {
                *lane = rounded(rows, row * COUNT + region);
            }
        }
        for from in 0..COUNT {
            weights.start[from] = rounded(start, from);
            for to in 0..COUNT {
                weights.steps[from][to] = rounded(steps, from * COUNT + to);
            }
        }
        weights
    }
}
