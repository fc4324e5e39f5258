//! Below the cleaner: what the fit and other tools that look inside need. Most users can ignore this module.
//!
//! [`Weights`] is the fitted table, [`rows`] lists what the passes find on a page, and [`regions`] names what the
//! table has a weight for. The `fit` example is built on these alone, so that fitting and running share one
//! measurement.

use crate::article::Article;
use crate::cleaner::Cleaner;
#[cfg(feature = "html")]
use crate::cleaner::page_of;
use crate::decode::{Link, body_share, log_odds};
use crate::error::Error;
use crate::judge::Judge;
use crate::kind::Kind;
#[cfg(feature = "html")]
use crate::metadata::Collector;
use crate::page::Page;
pub use crate::reason::Reason;
#[cfg(feature = "html")]
use crate::segment;
pub use crate::site::SiteWeights;
pub use crate::weights::Weights;
use crate::weights::{COUNT, REGIONS, UNIT};

/// The blocks of a dump, as [`Cleaner::clean`] judges them.
pub fn segment<'t>(cleaner: &Cleaner, text: &'t str) -> Page<'t> {
    cleaner.segment(text)
}

/// The blocks of a page of HTML, as [`Cleaner::clean_html`] judges them.
#[cfg(feature = "html")]
pub fn segment_html(html: &str) -> Page<'static> {
    let options = segment::html::Options::default();
    let read = segment::html::read(html, options, Collector::default());
    page_of(read, Vec::new()).0
}

/// The forms that the title of a page of HTML may have, each with numbers of [`title_findings`]: what speaks for it and
/// against it.
#[cfg(feature = "html")]
pub fn title_forms(cleaner: &Cleaner, html: &str) -> Vec<(String, Vec<usize>)> {
    cleaner.title_forms(html)
}

/// The names of what may speak for a form of the title.
#[cfg(feature = "html")]
pub fn title_findings() -> &'static [String] {
    crate::metadata::title_findings()
}

/// The phrases of cue files in the form in which the library embeds them, `src/cues/phrases.bin`.
///
/// # Errors
/// [`Error::CueFile`] with the first line that cannot be read.
pub fn packed_phrases<'a>(files: impl IntoIterator<Item = &'a str>) -> Result<Vec<u8>, Error> {
    crate::cues::packed(files)
}

/// The rows that the passes find in every block of a page alone: indices of [`Reason::all`].
pub fn local_rows(cleaner: &Cleaner, page: &Page<'_>) -> Vec<Vec<u16>> {
    Judge::local_rows(page, &cleaner.measure(page))
}

/// Every row that the passes find for every block of a page, the local ones first.
///
/// What they find in a block among the others depends on the first look that the cleaner's weights give.
pub fn rows(cleaner: &Cleaner, page: &Page<'_>) -> Vec<Vec<u16>> {
    cleaner.judge(page).rows(page, &cleaner.measure(page))
}

/// What the profile of the cleaner's site finds in every block of a page, as numbers of [`Reason::of_sites`] from 0 on,
/// with the score that the block has without it. No numbers without a profile.
pub fn site_rows(cleaner: &Cleaner, page: &Page<'_>) -> Vec<(f32, Vec<usize>)> {
    let measures = cleaner.measure(page);
    let links = cleaner.judge(page).judge(page, &measures, None);
    let mut rows = match cleaner.site() {
        Some(site) => site.rows(page, &measures, &links),
        None => Vec::new(),
    };
    rows.resize(page.blocks().len(), Vec::new());
    let score = |link: &Link| {
        let body = body_share(&link.shares);
        log_odds(body, 1.0 - body)
    };
    let number = |row: u16| usize::from(row) - crate::reason::ROWS;
    let scores = links.iter().map(score);
    let rows = rows
        .into_iter()
        .map(|rows| rows.into_iter().map(number).collect());
    scores.zip(rows).collect()
}

/// Log-odds of body text, either way, from which on what other pages of a site say weighs more against what a page alone
/// makes of a block, in proportion: as much as if the page made no more of it than this.
pub const SITE_SUREST: f32 = crate::site::SUREST;

/// A page that was segmented before, cleaned.
pub fn judge<'t>(cleaner: &Cleaner, page: Page<'t>) -> Article<'t> {
    cleaner.clean_page(page)
}

/// How many of the rows, the first ones, are found in a block alone.
pub fn local_row_count() -> usize {
    crate::reason::LOCAL_ROWS
}

/// How many regions a table has.
pub const REGION_COUNT: usize = COUNT;

/// The regions of the table, in order: the kind that each belongs to, and its name.
pub fn regions() -> &'static [(Kind, &'static str)] {
    &REGIONS
}

/// How many rows a table has, listed or not.
pub fn row_count() -> usize {
    crate::reason::ROWS
}

/// Whether a row never has a weight, because its answer says nothing.
pub fn is_silent(row: u16) -> bool {
    Reason(row).is_silent()
}

/// Whether a row is a step of a scale and the row before it the step below.
pub fn is_step(row: u16) -> bool {
    Reason(row).is_step()
}

/// The numbers of a table, in log-odds.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// A weight a local row, for the first look.
    pub look: Vec<f32>,
    /// A weight a row and region, row by row.
    pub rows: Vec<f32>,
    /// A weight a region.
    pub start: Vec<f32>,
    /// A weight for each pair of regions, the upper line's first.
    pub steps: Vec<f32>,
}

impl From<&Numbers> for Weights {
    /// A table of these numbers, each rounded to a hundredth and cut at 30. Numbers that are missing count as 0.
    fn from(numbers: &Numbers) -> Weights {
        let rounded = |values: &[f32], at: usize| {
            let value = values.get(at).copied().unwrap_or_default();
            (value * UNIT).round().clamp(-3000.0, 3000.0) as i16
        };
        let mut weights = Weights::empty();
        for (row, look) in weights.look.iter_mut().enumerate() {
            *look = rounded(&numbers.look, row);
        }
        for (row, lanes) in weights.rows.iter_mut().enumerate() {
            for (region, lane) in lanes.iter_mut().enumerate() {
                *lane = rounded(&numbers.rows, row * COUNT + region);
            }
        }
        weights.start = std::array::from_fn(|region| rounded(&numbers.start, region));
        for (from, steps) in weights.steps.iter_mut().enumerate() {
            *steps = std::array::from_fn(|to| rounded(&numbers.steps, from * COUNT + to));
        }
        weights
    }
}

impl From<&Weights> for Numbers {
    /// The numbers of a table.
    fn from(weights: &Weights) -> Numbers {
        let numbers = |points: &[i16]| {
            points
                .iter()
                .map(|point| f32::from(*point) / UNIT)
                .collect()
        };
        let rows = weights.rows.iter().flat_map(|row| row.iter());
        Numbers {
            look: numbers(&weights.look),
            rows: rows.map(|point| f32::from(*point) / UNIT).collect(),
            start: numbers(&weights.start),
            steps: numbers(&weights.steps.concat()),
        }
    }
}
