//! Lessons with what the library's passes find in them.

use std::collections::BTreeMap;

use bodytext::model::Reason;
use bodytext::{Block, Cleaner, Page};
use rayon::prelude::*;

use crate::data::{Allowed, Lesson, regions_where};
use crate::random::Random;

/// A lesson's blocks with what the passes find.
pub(crate) struct Measured {
    /// Rows of all blocks, one after another.
    pub(crate) rows: Vec<u16>,
    /// Where each block's rows end.
    pub(crate) ends: Vec<usize>,
    pub(crate) allowed: Vec<Allowed>,
    /// Words of each block.
    pub(crate) words: Vec<f32>,
    pub(crate) weight: f32,
}

impl Measured {
    pub(crate) fn rows_of(&self, block: usize) -> &[u16] {
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[block]]
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Measures lessons with the library's own passes: `rows_of` gives the rows of a page.
pub(crate) fn measured(
    cleaner: &Cleaner,
    lessons: &[&Lesson],
    rows_of: impl Fn(&Cleaner, &Page<'_>) -> Vec<Vec<u16>> + Sync,
) -> Vec<Measured> {
    let measure = |lesson: &&Lesson| {
        let page = &lesson.page(cleaner);
        let mut measured = Measured {
            rows: Vec::new(),
            ends: Vec::new(),
            allowed: Vec::new(),
            words: Vec::new(),
            weight: lesson.weight,
        };
        for (block, rows) in page.blocks().iter().zip(rows_of(cleaner, page)) {
            measured.rows.extend(rows);
            measured.ends.push(measured.rows.len());
            measured.allowed.push(allowed_of(lesson, block));
            measured.words.push(words(page.text_of(block)));
        }
        measured
    };
    lessons.par_iter().map(measure).collect()
}

/// Adds copies of every page to which some of the questions are not put, others on each copy: so that no answer is
/// leant on that a page of another site may lack (as units are dropped in training: Srivastava and others 2014).
pub(crate) fn add_thinned(pages: &mut Vec<Measured>, copies: usize, percent: usize) {
    let mut features = 0;
    let mut last = "";
    let feature_of: Vec<usize> = Reason::all()
        .map(|reason| {
            features += usize::from(reason.name() != last);
            last = reason.name();
            features
        })
        .collect();
    let mut random = Random::new(23);
    let count = pages.len();
    for at in 0..count * copies {
        let page = &pages[at % count];
        let dropped: Vec<bool> = (0..=features)
            .map(|_| random.below(100) < percent)
            .collect();
        let mut thinned = Measured {
            rows: Vec::with_capacity(page.rows.len()),
            ends: Vec::with_capacity(page.ends.len()),
            allowed: page.allowed.clone(),
            words: page.words.clone(),
            weight: page.weight,
        };
        for block in 0..page.len() {
            let rows = page.rows_of(block).iter().copied();
            let asked = |row: &u16| !dropped[feature_of[usize::from(*row)]];
            thinned.rows.extend(rows.filter(asked));
            thinned.ends.push(thinned.rows.len());
        }
        pages.push(thinned);
    }
}

/// Words as the metrics count them: runs of letters, digits and underscores.
fn words(text: &str) -> f32 {
    let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
    let mut last = false;
    text.chars()
        .filter(|c| !std::mem::replace(&mut last, is_word(c)) && is_word(c))
        .count() as f32
}

/// What a block may be: what most of its text may be, by the labels of the ranges it meets.
pub(crate) fn allowed_of(lesson: &Lesson, block: &Block) -> Allowed {
    let all = regions_where(|_| true);
    let range = block.range();
    let first = lesson
        .allowed
        .partition_point(|(labelled, _)| labelled.end <= range.start);
    let met = lesson.allowed[first..]
        .iter()
        .take_while(|(labelled, _)| labelled.start < range.end);
    let mut lengths: BTreeMap<Allowed, usize> = BTreeMap::new();
    for (labelled, set) in met {
        let shared = labelled.end.min(range.end) - labelled.start.max(range.start);
        // A label is that of the longer part of its line: of a short part it says nothing.
        if lesson.lines && 2 * shared < labelled.len() {
            continue;
        }
        *lengths.entry(*set).or_default() += shared;
    }
    lengths
        .into_iter()
        .max_by_key(|(_, length)| *length)
        .map_or(all, |(set, _)| set)
}
