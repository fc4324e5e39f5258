//! The table of what other pages of a site say.
//!
//! The score that a page alone gives a block stays as it is; what the findings of a profile are worth is fitted on top of
//! it, one weight a row. Every page is judged by the tables of its site's fold, which were fitted without the site: a
//! table that saw the page is surer of it than it will be of others, and would leave the profile little to do.
//!
//! Scores that are surely wrong are what a likelihood minds most, and a profile can do nothing about most of them. So
//! what is maximised is the mean over pages of the expected F1, tokens counted by length: `2 t / (k + g)`, with `t` the
//! length of likely body text that is body text, `k` of all likely body text, `g` of the body (a smooth form of the score
//! itself, as Jansche 2005). Steps are those of Adam (Kingma and Ba 2015) over all pages at once.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use bodytext::model::{self, Reason, SITE_SUREST, SiteWeights};
use bodytext::{Cleaner, Kind, Page, SiteProfile};
use rayon::prelude::*;

use crate::common::corpus::{self, LabelledText, fold_of};
use crate::data::{Allowed, Lesson, from_labels, is_left_out, regions_where};
use crate::measured::allowed_of;
use crate::random::Random;

/// How many other pages are learned for a lesson, as far as there are so many.
const OTHERS: [usize; 4] = [1, 2, 4, 12];
/// Steps, and the length of the first; it falls evenly to nothing.
const STEPS: usize = 80;
const RATE: f64 = 0.25;
/// Pull of each weight towards zero, or on a scale towards the step below it.
const PULL: f64 = 0.002;
/// Scores count as at most so sure, or what is surely wrong could not be learned from.
const SUREST: f64 = SITE_SUREST as f64;
/// Added to the length of each body, in bytes: pages of a line count less.
const SHORT: f64 = 30.0;

/// The tables that the points of sites come on top of: one of each kind, or one a fold.
pub(crate) struct Bases(Vec<Cleaner>);

impl Bases {
    /// The table `text` with the numbers of folds before its ending, or the embedded one.
    pub(crate) fn read(text: Option<&Path>) -> Result<Bases, Box<dyn Error>> {
        let Some(text) = text else {
            eprintln!("the embedded table saw the pages: name those of folds with --text");
            return Ok(Bases(vec![Cleaner::new()]));
        };
        let mut cleaners = Vec::new();
        for fold in 0.. {
            if !text.with_extension(format!("{fold}.tsv")).exists() {
                break;
            }
            cleaners.push(Cleaner::new().weights(crate::table(text, Some(fold))?));
        }
        if cleaners.is_empty() {
            return Err(format!("{}: there is no table of fold 0", text.display()).into());
        }
        Ok(Bases(cleaners))
    }

    /// The cleaner for the pages of a site.
    fn of(&self, site: &str) -> &Cleaner {
        &self.0[fold_of(site, self.0.len() as u64) as usize]
    }
}

/// A block with what the profile of other pages of its site says of it.
struct Block {
    /// The log-odds of body text that the page alone gives.
    score: f64,
    /// In bytes.
    length: f64,
    is_body: bool,
    rows: Vec<usize>,
}

/// A page, learned with so many others.
struct Sample {
    site: String,
    blocks: Vec<Block>,
}

/// All samples of a corpus.
pub(crate) struct Samples(Vec<Sample>);

impl Samples {
    pub(crate) fn read(folder: &Path, bases: &Bases) -> Result<Samples, Box<dyn Error>> {
        let texts: Vec<LabelledText> = corpus::read(&folder.join("text.jsonl.zst"))?;
        let mut groups: BTreeMap<(String, String), Vec<Lesson>> = BTreeMap::new();
        for page in &texts {
            let group = groups.entry((page.site.clone(), page.style.clone()));
            group.or_default().push(from_labels(page, &BTreeMap::new()));
        }
        let several = groups.into_values().filter(|group| group.len() > 1);
        let several: Vec<Vec<Lesson>> = several.collect();
        let samples = several
            .par_iter()
            .flat_map_iter(|group| of_group(group, bases));
        Ok(Samples(samples.collect()))
    }

    /// The table fitted on the sites outside the part that is left out.
    ///
    /// Of HTML it says nothing: what shops, lists and services repeat is body there, and a table of any of the rows makes
    /// figures on sites that were left out no better.
    pub(crate) fn fit(&self, left_out: Option<(u64, u64)>) -> SiteWeights {
        let samples = self.0.iter();
        let samples: Vec<&Sample> = samples
            .filter(|sample| !is_left_out(&sample.site, left_out))
            .collect();
        let mut weights = SiteWeights::empty();
        weights.set(false, &fit(&samples));
        weights
    }
}

/// The samples of the pages of one site and style.
fn of_group(group: &[Lesson], bases: &Bases) -> Vec<Sample> {
    let cleaner = bases.of(&group[0].site);
    let pages: Vec<Page<'_>> = group.iter().map(|lesson| lesson.page(cleaner)).collect();
    let profiles: Vec<SiteProfile> = pages
        .iter()
        .map(|page| {
            let mut profile = SiteProfile::new();
            profile.learn(&model::judge(cleaner, page.clone()));
            profile
        })
        .collect();
    let mut samples = Vec::new();
    let mut random = Random::new(31);
    for (at, (lesson, page)) in group.iter().zip(&pages).enumerate() {
        let mut others: Vec<usize> = (0..group.len()).filter(|other| *other != at).collect();
        for count in OTHERS.into_iter().filter(|count| *count < group.len()) {
            for at in (1..others.len()).rev() {
                others.swap(at, random.below(at + 1));
            }
            let mut profile = SiteProfile::new();
            let learned = others[..count].iter();
            learned.for_each(|other| profile.merge(&profiles[*other]));
            samples.push(Sample {
                site: lesson.site.clone(),
                blocks: blocks(lesson, page, &cleaner.clone().with_site(&profile)),
            });
        }
    }
    samples
}

/// The blocks of a page whose label is known.
fn blocks(lesson: &Lesson, page: &Page<'_>, cleaner: &Cleaner) -> Vec<Block> {
    let body: Allowed = regions_where(Kind::is_body);
    let standfirst: Allowed = regions_where(|kind| kind == Kind::Standfirst);
    let rows = model::site_rows(cleaner, page);
    let labelled = page
        .blocks()
        .iter()
        .zip(rows)
        .filter_map(|(block, (score, rows))| {
            let allowed = allowed_of(lesson, block);
            let is_body = allowed & body != 0;
            if is_body && allowed & !body & !standfirst != 0 {
                return None;
            }
            Some(Block {
                score: f64::from(score),
                length: page.text_of(block).len() as f64,
                is_body,
                rows,
            })
        });
    labelled.collect()
}

/// The row of the same finding that says the same thing a step less surely.
fn step_below(reasons: &[Reason], row: usize) -> Option<usize> {
    let name = reasons[row].name();
    // The part of a row's value that is not the scale.
    let other = |row: usize| {
        let value = reasons[row].value();
        let (first, last) = value.split_once('/')?;
        Some(
            if name == "site.line_body" {
                first
            } else {
                last
            }
            .to_owned(),
        )
    };
    let own = other(row)?;
    (0..row)
        .rev()
        .find(|below| reasons[*below].name() == name && other(*below).as_ref() == Some(&own))
}

/// The steps below of rows of these findings.
fn steps_below(names: &[&str]) -> Vec<Option<usize>> {
    let reasons: Vec<Reason> = Reason::of_sites().collect();
    let below = |row: usize| {
        let asked = names.contains(&reasons[row].name());
        asked.then(|| step_below(&reasons, row)).flatten()
    };
    (0..reasons.len()).map(below).collect()
}

/// Fits a weight a row.
fn fit(samples: &[&Sample]) -> Vec<f32> {
    let dropped: Vec<bool> = Reason::of_sites().map(Reason::is_silent).collect();
    // With more pages behind it, no finding weighs less.
    let below = steps_below(&["site.past_end"]);
    let is_scale: Vec<bool> = below
        .iter()
        .enumerate()
        .map(|(row, step)| step.is_some() || below.contains(&Some(row)))
        .collect();
    // What each row adds to the row a step below it.
    let mut added = vec![0.0; below.len()];
    let (mut mean, mut square) = (vec![0.0; below.len()], vec![0.0; below.len()]);
    for number in 0..STEPS {
        let weights = summed(&added, &below);
        let parts: Vec<Vec<f64>> = samples
            .par_iter()
            .map(|sample| gradient(sample, &weights))
            .collect();
        let mut gradient = vec![0.0; below.len()];
        for part in &parts {
            gradient
                .iter_mut()
                .zip(part)
                .for_each(|(sum, part)| *sum += part);
        }
        // A row's weight is part of those of the rows above it.
        for row in (0..below.len()).rev() {
            if let Some(below) = below[row] {
                gradient[below] += gradient[row];
            }
        }
        let rate = RATE * (1.0 - number as f64 / STEPS as f64);
        let (first, second) = (
            1.0 - 0.9_f64.powi(number as i32 + 1),
            1.0 - 0.99_f64.powi(number as i32 + 1),
        );
        for row in 0..below.len() {
            let expected = below[row].filter(|below| is_scale[*below] && !dropped[*below]);
            let expected = expected.map_or(0.0, |below| added[below]);
            let slope = 100.0 * gradient[row] / samples.len().max(1) as f64
                + PULL * (added[row] - expected);
            mean[row] = 0.9 * mean[row] + 0.1 * slope;
            square[row] = 0.99 * square[row] + 0.01 * slope * slope;
            added[row] -= rate * (mean[row] / first) / ((square[row] / second).sqrt() + 1e-3);
            if dropped[row] {
                added[row] = 0.0;
            }
            if is_scale[row] {
                added[row] = added[row].min(0.0);
            }
        }
    }
    let mut weights = summed(&added, &below);
    at_least_as_below(&mut weights);
    weights.iter().map(|weight| *weight as f32).collect()
}

/// Lets no row of a line that stands on more pages, or on more of them, weigh less than the row of one that stands on
/// fewer: the corpus has few sites with more than three pages, and would leave what more of them say at nothing.
fn at_least_as_below(weights: &mut [f64]) {
    let below = steps_below(&["site.line", "site.line_body"]);
    for (row, below) in below.into_iter().enumerate() {
        if let Some(below) = below {
            weights[row] = weights[row].min(weights[below]);
        }
    }
}

fn summed(added: &[f64], below: &[Option<usize>]) -> Vec<f64> {
    let mut weights = added.to_vec();
    for row in 0..weights.len() {
        weights[row] += below[row].map_or(0.0, |below| weights[below]);
    }
    weights
}

/// The gradient of a page's loss, 1 less its expected F1.
fn gradient(sample: &Sample, weights: &[f64]) -> Vec<f64> {
    let share = |block: &Block| {
        let points: f64 = block.rows.iter().map(|row| weights[*row]).sum();
        1.0 / (1.0 + (-block.score.clamp(-SUREST, SUREST) - points).exp())
    };
    let (mut right, mut kept, mut gold) = (0.0, 0.0, SHORT);
    for block in &sample.blocks {
        let likely = share(block) * block.length;
        kept += likely;
        if block.is_body {
            right += likely;
            gold += block.length;
        }
    }
    let mut gradient = vec![0.0; weights.len()];
    let whole = kept + gold;
    for block in &sample.blocks {
        let share = share(block);
        let gain = if block.is_body { whole } else { 0.0 } - right;
        let slope = -2.0 * block.length * gain / (whole * whole) * share * (1.0 - share);
        block.rows.iter().for_each(|row| gradient[*row] += slope);
    }
    gradient
}
