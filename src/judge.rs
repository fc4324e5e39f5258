//! Judging a page: passes, points, decoding.
//!
//! 1. The passes that look at a block alone list what they find. The points of these rows for a *first look* (does it
//!    read like body text?) give each block a first probability.
//! 2. A [`Survey`] gathers what these probabilities tell of the whole page: where the story lies, what it speaks of,
//!    under which heads the rest stands. The passes that compare a block with the others add what they find.
//! 3. The table turns all findings into points for the regions of a page, and the chain gives each block the
//!    probability of every region.

use crate::cues::{self, Lexicon};
use crate::decode::{self, Chain, Steps};
use crate::measure::Measures;
use crate::page::Page;
use crate::pass::{self, Sink, View};
use crate::reason::Row;
use crate::survey::Survey;
use crate::weights::{LANES, UNIT, Weights};

/// The tables that judging needs, laid out for it.
pub(crate) struct Judge {
    weights: Weights,
    steps: Steps,
    /// Phrases of the embedded files and of the caller; `None` for the embedded ones alone.
    lexicon: Option<Lexicon>,
}

/// Points of a block, by region.
type Points = [i16; LANES];

/// Sums the points of the rows that it takes.
struct Score<'w> {
    rows: &'w [Points],
    points: Points,
}

impl Sink for Score<'_> {
    #[inline]
    fn hit(&mut self, row: Row) {
        if let Some(weights) = self.rows.get(usize::from(row)) {
            for (sum, weight) in self.points.iter_mut().zip(weights) {
                *sum = sum.saturating_add(*weight);
            }
        }
    }
}

/// Sums the points of the rows that it takes, and those of a first look.
struct Look<'w> {
    weights: &'w [i16],
    look: i32,
    score: Score<'w>,
}

impl Sink for Look<'_> {
    #[inline]
    fn hit(&mut self, row: Row) {
        self.look += i32::from(self.weights.get(usize::from(row)).copied().unwrap_or(0));
        self.score.hit(row);
    }
}

impl Judge {
    pub(crate) fn new(weights: Weights, lexicon: Option<Lexicon>) -> Judge {
        let steps = Steps::new(&weights);
        Judge {
            weights,
            steps,
            lexicon,
        }
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| &cues::EMBEDDED)
    }

    /// The probabilities of every block; with `explain`, the messages of the chain too.
    pub(crate) fn judge(&self, page: &Page<'_>, measures: &Measures, explain: bool) -> Chain {
        let (survey, mut points) = self.survey(page, measures);
        let view = View {
            page,
            survey: &survey,
        };
        for (at, points) in points.iter_mut().enumerate() {
            let mut score = Score {
                rows: &self.weights.rows,
                points: *points,
            };
            pass::context(&view, at, &mut score);
            *points = score.points;
        }
        decode::decode(&self.steps, &points, explain)
    }

    /// What the first looks tell of the whole page, and the points of what was found in each block alone.
    fn survey(&self, page: &Page<'_>, measures: &Measures) -> (Survey, Vec<Points>) {
        let mut points = Vec::with_capacity(measures.facts.len());
        let look = |facts| {
            let score = Score {
                rows: &self.weights.rows,
                points: [0; LANES],
            };
            let mut sum = Look {
                weights: &self.weights.look,
                look: 0,
                score,
            };
            pass::local(facts, &mut sum);
            points.push(sum.score.points);
            sum.look as f32 / UNIT
        };
        let survey = Survey::new(page, measures, measures.facts.iter().map(look));
        (survey, points)
    }

    /// The rows that the passes find in every block alone, in their order.
    pub(crate) fn local_rows(&self, measures: &Measures) -> Vec<Vec<Row>> {
        let rows_of = |facts| {
            let mut found = Vec::with_capacity(64);
            pass::local(facts, &mut found);
            found
        };
        measures.facts.iter().map(rows_of).collect()
    }

    /// All rows of every block: the same that [`judge`](Judge::judge) sums.
    pub(crate) fn rows(&self, page: &Page<'_>, measures: &Measures) -> Vec<Vec<Row>> {
        let (survey, _) = self.survey(page, measures);
        let view = View {
            page,
            survey: &survey,
        };
        let mut rows = self.local_rows(measures);
        for (at, found) in rows.iter_mut().enumerate() {
            pass::context(&view, at, found);
        }
        rows
    }
}
