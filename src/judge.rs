//! Judging a page: passes, points, decoding, in two rounds.
//!
//! Both rounds work alike: a [`Survey`] of the page is made from a first idea of which blocks are prose, the passes
//! list what they find, a table turns the findings into points, and the chain gives each block the probability of
//! every region. In the first round the idea comes from each block's own shape and words, in the second from the
//! probabilities of the first: then the core, its rival, the subject and the sections are those of the article itself.

use crate::cues::{self, Lexicon};
use crate::decode::{self, Chain, Steps, body_share, likeliest, log_odds, side_share};
use crate::measure::Measures;
use crate::page::Page;
use crate::pass::{self, Sink, View};
use crate::reason::Row;
use crate::survey::Survey;
use crate::weights::{LANES, LOOK, Table, UNIT, Weights};

/// The tables that judging needs, laid out for it.
pub(crate) struct Judge {
    weights: Weights,
    /// One a round.
    steps: Vec<Steps>,
    /// Phrases of the embedded files and of the caller; `None` for the embedded ones alone.
    lexicon: Option<Lexicon>,
}

/// Sums the points of the rows that it takes.
struct Score<'w> {
    rows: &'w [[i16; LANES]],
    points: [i16; LANES],
}

impl Sink for Score<'_> {
    #[inline]
    fn hit(&mut self, row: Row) {
        if let Some(weights) = self.rows.get(row as usize) {
            for (sum, weight) in self.points.iter_mut().zip(weights) {
                *sum = sum.saturating_add(*weight);
            }
        }
    }
}

/// What surveys a page before a round: for each block the log-odds of prose, and the kind that the round before gave.
type Ideas = Vec<(f32, Option<u8>)>;

impl Judge {
    pub(crate) fn new(weights: Weights, lexicon: Option<Lexicon>) -> Judge {
        let steps = weights.rounds.iter().map(Steps::new).collect();
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

    /// The probabilities of every block after the last round; with `explain`, the messages of that round too.
    pub(crate) fn judge(&self, page: &Page<'_>, measures: &Measures, explain: bool) -> Chain {
        let mut ideas = self.looks(measures);
        let last = self.weights.rounds.len() - 1;
        for (round, table) in self.weights.rounds.iter().enumerate() {
            let chain = self.round(
                round,
                table,
                page,
                measures,
                &ideas,
                explain && round == last,
            );
            if round == last {
                return chain;
            }
            ideas = ideas_from(&chain);
        }
        Chain::default()
    }

    /// The first idea of each block, from itself alone.
    fn looks(&self, measures: &Measures) -> Ideas {
        let rows = &self.weights.rounds[0].rows;
        let look = |facts| {
            let mut sum = Look { rows, points: 0 };
            pass::local(facts, &mut sum);
            (f32::from(sum.points) / UNIT, None)
        };
        measures.facts.iter().map(look).collect()
    }

    fn round(
        &self,
        round: usize,
        table: &Table,
        page: &Page<'_>,
        measures: &Measures,
        ideas: &Ideas,
        explain: bool,
    ) -> Chain {
        let survey = Survey::new(page, measures, ideas.iter().copied());
        let view = View {
            page,
            survey: &survey,
        };
        let mut points = Vec::with_capacity(measures.facts.len());
        for (at, facts) in measures.facts.iter().enumerate() {
            let mut score = Score {
                rows: &table.rows,
                points: [0; LANES],
            };
            pass::local(facts, &mut score);
            pass::context(&view, at, &mut score);
            points.push(score.points);
        }
        decode::decode(&self.steps[round], &points, explain)
    }

    /// All rows of every block of a page in a round, in the order of the passes: the same that the round sums. A
    /// round behind the last has those of the round that would follow it.
    pub(crate) fn rows(&self, page: &Page<'_>, measures: &Measures, round: usize) -> Vec<Vec<Row>> {
        let mut ideas = self.looks(measures);
        for (index, table) in self.weights.rounds.iter().enumerate().take(round) {
            let chain = self.round(index, table, page, measures, &ideas, false);
            ideas = ideas_from(&chain);
        }
        let survey = Survey::new(page, measures, ideas.iter().copied());
        let view = View {
            page,
            survey: &survey,
        };
        let rows_of = |(at, facts)| {
            let mut found = Vec::with_capacity(128);
            pass::local(facts, &mut found);
            pass::context(&view, at, &mut found);
            found
        };
        measures.facts.iter().enumerate().map(rows_of).collect()
    }
}

/// Sums the first look alone.
struct Look<'w> {
    rows: &'w [[i16; LANES]],
    points: i16,
}

impl Sink for Look<'_> {
    #[inline]
    fn hit(&mut self, row: Row) {
        if let Some(weights) = self.rows.get(row as usize) {
            self.points = self.points.saturating_add(weights[LOOK]);
        }
    }
}

/// What a round makes of every block, for the next.
fn ideas_from(chain: &Chain) -> Ideas {
    let idea = |shares| {
        let odds = log_odds(body_share(shares), side_share(shares, false));
        let (kind, _) = likeliest(shares, odds >= 0.0);
        (odds, Some(kind as u8))
    };
    chain.posteriors.iter().map(idea).collect()
}
