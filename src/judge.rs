//! Judging a page: passes, points, decoding.
//!
//! 1. The passes that look at a block alone list what they find. The points of these rows for a *first look* (does it
//!    read like body text?) give each block a first probability.
//! 2. A [`Survey`] gathers what these probabilities tell of the whole page: where the story lies, what it speaks of,
//!    under which heads the rest stands. The passes that compare a block with the others add what they find.
//! 3. The table turns all findings into points for the regions of a page, and the chain gives each block the
//!    probability of every region.

use crate::decode::{self, Link, Messages, Steps};
use crate::measure::Measures;
use crate::page::Page;
use crate::pass::{self, Sink, View};
use crate::reason::Row;
use crate::survey::Survey;
use crate::weights::{NO_POINTS, Points, UNIT, Weights};

/// The tables that judging needs, laid out for it.
pub(crate) struct Judge {
    weights: Weights,
    steps: Steps,
}

/// The rows found in one block, gathered before they are summed: so the sum stays in registers.
struct Found {
    rows: [Row; MOST_ROWS],
    count: usize,
}

/// A block has no more rows than this: one a feature, and those of sets.
const MOST_ROWS: usize = crate::reason::MOST_ROWS;

impl Found {
    const NOTHING: Found = Found {
        rows: [0; MOST_ROWS],
        count: 0,
    };

    fn rows(&self) -> &[Row] {
        &self.rows[..self.count]
    }
}

impl Sink for Found {
    #[inline]
    fn hit(&mut self, row: Row) {
        if let Some(next) = self.rows.get_mut(self.count) {
            *next = row;
            self.count += 1;
        }
    }
}

impl Judge {
    pub(crate) fn new(weights: Weights) -> Judge {
        let steps = Steps::new(&weights);
        Judge { weights, steps }
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(crate) fn steps(&self) -> &Steps {
        &self.steps
    }

    /// The probabilities of every block, and the messages of the chain where they are asked for.
    pub(crate) fn judge(
        &self,
        page: &Page<'_>,
        measures: &Measures,
        messages: Option<&mut Messages>,
    ) -> Vec<Link> {
        let (survey, mut links) = self.survey(page, measures);
        self.compare(page, &survey, &mut links);
        drop(survey);
        decode::decode(&self.steps, &mut links, messages);
        links
    }

    /// Adds the points of what is found in each block among the others.
    pub(crate) fn compare(&self, page: &Page<'_>, survey: &Survey, links: &mut [Link]) {
        let view = View { page, survey };
        let mut found = Found::NOTHING;
        pass::page(&view, &mut found);
        let page = self.sum(&NO_POINTS, found.rows());
        for (at, link) in links.iter_mut().enumerate() {
            found.count = 0;
            pass::context(&view, at, &mut found);
            let points = self.sum(&link.points, found.rows());
            link.points = added(points, page);
        }
    }

    /// What the first looks tell of the whole page, and the points of what was found in each block alone.
    pub(crate) fn survey(&self, page: &Page<'_>, measures: &Measures) -> (Survey, Vec<Link>) {
        let mut links = Vec::with_capacity(measures.facts.len());
        let mut found = Found::NOTHING;
        let look = |(at, facts)| {
            found.count = 0;
            pass::local(page, at, facts, &mut found);
            links.push(Link::new(self.sum(&NO_POINTS, found.rows())));
            let worth = |row: &Row| i32::from(self.weights.look[usize::from(*row)]);
            found.rows().iter().map(worth).sum::<i32>() as f32 / UNIT
        };
        let survey = Survey::new(page, measures, measures.facts.iter().enumerate().map(look));
        (survey, links)
    }

    /// `points` and the points of all `rows`.
    ///
    /// Never inlined: by itself the sum stays in vector registers, among other code the compiler takes it apart.
    #[inline(never)]
    fn sum(&self, points: &Points, rows: &[Row]) -> Points {
        let table = &self.weights.rows[..];
        let mut sums = *points;
        for row in rows {
            // Every row has its line; a branch out of the loop, unlike a panic, lets the sums stay in registers.
            let Some(more) = table.get(usize::from(*row)) else {
                break;
            };
            sums = added(sums, *more);
        }
        sums
    }

    /// The rows that the passes find in every block alone, in their order.
    pub(crate) fn local_rows(page: &Page<'_>, measures: &Measures) -> Vec<Vec<Row>> {
        let rows_of = |(at, facts)| {
            let mut found = Vec::with_capacity(64);
            pass::local(page, at, facts, &mut found);
            found
        };
        measures.facts.iter().enumerate().map(rows_of).collect()
    }

    /// All rows of every block: the same that [`judge`](Judge::judge) sums.
    pub(crate) fn rows(&self, page: &Page<'_>, measures: &Measures) -> Vec<Vec<Row>> {
        let (survey, _) = self.survey(page, measures);
        let view = View {
            page,
            survey: &survey,
        };
        let mut rows = Judge::local_rows(page, measures);
        for (at, found) in rows.iter_mut().enumerate() {
            pass::context(&view, at, found);
            pass::page(&view, found);
        }
        rows
    }
}

/// By value, so that the compiler knows where the numbers begin.
#[inline]
fn added(mut points: Points, more: Points) -> Points {
    for (sum, more) in points.iter_mut().zip(more.iter()) {
        *sum = sum.saturating_add(*more);
    }
    points
}
