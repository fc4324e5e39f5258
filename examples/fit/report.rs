//! Scores of pages that were not fitted on.

use std::collections::BTreeMap;
use std::fmt;

use bodytext::{Article, Cleaner, Kind};
use rayon::prelude::*;

use crate::common::metrics::Score;
use crate::data::{Pages, is_left_out};

/// Scores by set and style, and counts by kind.
#[derive(Default)]
pub(crate) struct Report {
    bodies: BTreeMap<String, [Score; 2]>,
    /// By kind: lines right, found, and there.
    kinds: BTreeMap<Kind, [usize; 3]>,
    lines: usize,
    lines_right: usize,
    sides_right: usize,
}

impl Report {
    /// Adds the pages of a part, cleaned by a table fitted on the others.
    pub(crate) fn add(&mut self, pages: &Pages, part: (u64, u64), cleaner: &Cleaner) {
        let with_standfirst = cleaner
            .clone()
            .keep([Kind::Body, Kind::Heading, Kind::Standfirst]);
        let texts: Vec<_> = pages
            .texts
            .iter()
            .filter(|page| is_left_out(&page.site, Some(part)))
            .collect();
        let scores: Vec<(String, [Score; 2])> = texts
            .par_iter()
            .map(|page| {
                let mut scores = [Score::default(); 2];
                for (score, cleaner) in scores.iter_mut().zip([cleaner, &with_standfirst]) {
                    score.add(&cleaner.clean(&page.text).body().to_string(), &page.body);
                }
                (format!("{:9} {:6}", page.set, page.style), scores)
            })
            .collect();
        for (group, scores) in scores {
            let sum = self.bodies.entry(group).or_default();
            sum.iter_mut()
                .zip(&scores)
                .for_each(|(sum, score)| sum.merge(score));
        }
        for (page, site) in pages.kinds.iter().zip(&pages.kinds_sites) {
            if is_left_out(site, Some(part)) {
                self.add_kinds(&cleaner.clean(&page.text), &page.kinds);
            }
        }
    }

    fn add_kinds(&mut self, article: &Article<'_>, gold: &BTreeMap<usize, String>) {
        for judged in article.blocks() {
            for line in judged.block().line()..judged.block().line() + judged.block().line_count() {
                let Some(names) = gold.get(&line) else {
                    continue;
                };
                let either: Vec<Kind> = names
                    .split('|')
                    .filter_map(|name| name.parse().ok())
                    .collect();
                let Some(&first) = either.first() else {
                    continue;
                };
                let found = judged.kind();
                let right = either.contains(&found);
                self.lines += 1;
                self.lines_right += usize::from(right);
                self.sides_right +=
                    usize::from(either.iter().any(|kind| kind.is_body() == found.is_body()));
                let there = if right { found } else { first };
                self.kinds.entry(found).or_default()[1] += 1;
                self.kinds.entry(there).or_default()[2] += 1;
                if right {
                    self.kinds.entry(found).or_default()[0] += 1;
                }
            }
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "set       style   pages  precision recall  F1     bag    exact  | with standfirst: F1     bag"
        )?;
        for (group, [score, with]) in &self.bodies {
            writeln!(
                f,
                "{group}  {:5}  {:.4}    {:.4}  {:.4} {:.4} {:.4} |                  {:.4} {:.4}",
                score.pages(),
                score.precision(),
                score.recall(),
                score.f1(),
                score.bag(),
                score.exact(),
                with.f1(),
                with.bag()
            )?;
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        writeln!(
            f,
            "kinds: {} lines, right {:.4}, body or not {:.4}",
            self.lines,
            share(self.lines_right, self.lines),
            share(self.sides_right, self.lines)
        )?;
        for (kind, [right, found, there]) in &self.kinds {
            let (precision, recall) = (share(*right, *found), share(*right, *there));
            let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
            writeln!(
                f,
                "{kind:12} {there:5} lines  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}"
            )?;
        }
        Ok(())
    }
}
