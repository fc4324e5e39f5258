//! Fits the points by which one of the forms of a title is chosen: a conditional logistic regression.
//!
//! Each page whose gold title is among its forms is a lesson: the points shall make the softmax over the forms give
//! the gold one as much as can be. A prior pulls all points towards 0.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use bodytext::Cleaner;
use bodytext::model::{title_findings, title_forms};
use rayon::prelude::*;

use crate::common::corpus::{self, LabelledHtml, fold_of};
use crate::common::metrics::tokens;

/// The strength of the prior, in lessons.
const PRIOR: f64 = 16.0;
const STEPS: usize = 1_500;
const STEP: f64 = 1.0;
const MOMENTUM: f64 = 0.9;

/// A page: the findings of each form, and which form is the gold title.
pub(crate) struct Lesson {
    set: String,
    site: String,
    forms: Vec<Vec<usize>>,
    gold: Option<usize>,
    /// Which forms have the tokens of the gold title.
    same: Vec<bool>,
}

/// All pages that have a gold title.
pub(crate) fn read(folder: &Path) -> Result<Vec<Lesson>, Box<dyn Error>> {
    let pages: Vec<LabelledHtml> = corpus::read(&folder.join("html.jsonl.zst"))?;
    let cleaner = Cleaner::new();
    let lesson = |page: &LabelledHtml| {
        let gold = spaced(page.title.as_deref()?);
        let forms = title_forms(&cleaner, &page.html);
        let at = forms.iter().position(|(text, _)| spaced(text) == gold);
        let words = tokens(&gold, false);
        let same = forms.iter().map(|(text, _)| tokens(text, false) == words);
        let same = same.collect();
        (!gold.is_empty()).then(|| Lesson {
            set: page.set.clone(),
            site: page.site.clone(),
            forms: forms.into_iter().map(|(_, findings)| findings).collect(),
            gold: at,
            same,
        })
    };
    Ok(pages.par_iter().filter_map(lesson).collect())
}

/// Spaces single, characters without width left out.
fn spaced(text: &str) -> String {
    let is_shown = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}');
    let shown: String = text.chars().filter(is_shown).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The points of each finding, fitted on the lessons outside a part.
pub(crate) fn fit(lessons: &[Lesson], left_out: Option<(u64, u64)>) -> Vec<f64> {
    let is_in = |lesson: &&Lesson| {
        left_out.is_none_or(|(part, parts)| fold_of(&lesson.site, parts) != part)
    };
    let lessons: Vec<(&Lesson, usize)> = lessons
        .iter()
        .filter(is_in)
        .filter_map(|lesson| Some((lesson, lesson.gold?)))
        .collect();
    let mut points = vec![0.0; title_findings().len()];
    let mut speed = points.clone();
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = points.iter().map(|point| -PRIOR * point).collect();
        for (lesson, gold) in &lessons {
            let shares = shares(&lesson.forms, &points);
            for (at, findings) in lesson.forms.iter().enumerate() {
                let pull = f64::from(u8::from(at == *gold)) - shares[at];
                findings.iter().for_each(|finding| slope[*finding] += pull);
            }
        }
        for ((point, speed), slope) in points.iter_mut().zip(&mut speed).zip(&slope) {
            *speed = MOMENTUM * *speed + STEP * slope / lessons.len() as f64;
            *point += *speed;
        }
    }
    points
}

/// The softmax over the forms.
fn shares(forms: &[Vec<usize>], points: &[f64]) -> Vec<f64> {
    let scores: Vec<f64> = forms.iter().map(|form| score(form, points)).collect();
    let highest = scores.iter().copied().fold(f64::MIN, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let total: f64 = odds.iter().sum();
    odds.into_iter().map(|odds| odds / total).collect()
}

fn score(form: &[usize], points: &[f64]) -> f64 {
    form.iter().map(|finding| points[*finding]).sum()
}

/// The table as the crate reads it.
pub(crate) fn table(points: &[f64]) -> String {
    let mut table = String::new();
    for (name, points) in title_findings().iter().zip(points) {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name}\t{points:.2}");
    }
    table
}

/// Right titles of the sites that were left out.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// To the letter.
    right: u32,
    /// The same tokens in the same order.
    worded: u32,
    /// The gold title is one of the forms.
    possible: u32,
    all: u32,
}

impl Counts {
    fn add(&mut self, lesson: &Lesson, points: &[f64]) {
        let scores = lesson.forms.iter().map(|form| score(form, points));
        let best = scores
            .enumerate()
            .reduce(|best, one| if one.1 > best.1 { one } else { best });
        let best = best.map(|best| best.0);
        self.all += 1;
        self.possible += u32::from(lesson.gold.is_some());
        self.right += u32::from(lesson.gold.is_some() && best == lesson.gold);
        self.worded += u32::from(best.is_some_and(|best| lesson.same[best]));
    }

    fn line(&self, part: &str, set: &str) -> String {
        let share = |count: u32| f64::from(count) / f64::from(self.all.max(1));
        format!(
            "{part:<11} {set:<9} right {:.4} wording {:.4} possible {:.4} of {}\n",
            share(self.right),
            share(self.worded),
            share(self.possible),
            self.all
        )
    }
}

/// How right the titles of each part are by the points that were fitted without it, and those of all parts together; a
/// line a set.
pub(crate) fn report(lessons: &[Lesson], parts: &[(u64, Vec<f64>)], folds: u64) -> String {
    let mut text = String::new();
    for set in ["fundus", "wcxb-dev"] {
        let mut total = Counts::default();
        for (part, points) in parts {
            let mut own = Counts::default();
            let is_in =
                |lesson: &&Lesson| lesson.set == set && fold_of(&lesson.site, folds) == *part;
            for lesson in lessons.iter().filter(is_in) {
                own.add(lesson, points);
                total.add(lesson, points);
            }
            text.push_str(&own.line(&format!("part {} of {folds}", part + 1), set));
        }
        text.push_str(&total.line("all parts", set));
    }
    text
}
