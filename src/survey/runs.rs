//! Maximum-sum runs of prose.
//!
//! A line adds the prose it holds and costs for the chance that it is none; the run with the greatest sum is found in
//! one sweep (Kadane's algorithm; Bentley, Programming Pearls, column 8). How much an interruption costs decides
//! whether a list in mid-article ends the run.

use super::{MOST_UNITS, Survey};
use crate::measure::Facts;

/// A range of lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// What a line that is surely no prose takes from a run's sum, in half units of prose: a run that hardly bears a break,
/// one that bears some ten short lines between two paragraphs, one that bears whole lists.
const COSTS: [f32; 3] = [40.0, 12.0, 4.0];

impl Survey {
    /// Finds the best runs and the core's rival.
    pub(super) fn find_runs(&mut self, facts: &[Facts]) {
        let whole = Span {
            start: 0,
            end: facts.len(),
        };
        self.tight = self.best_run(facts, whole, COSTS[0]).0;
        (self.core, self.core_mass) = self.best_run(facts, whole, COSTS[1]);
        self.loose = self.best_run(facts, whole, COSTS[2]).0;
        let before = self.best_run(
            facts,
            Span {
                start: 0,
                end: self.core.start,
            },
            COSTS[1],
        );
        let after = self.best_run(
            facts,
            Span {
                start: self.core.end,
                end: facts.len(),
            },
            COSTS[1],
        );
        (self.rival, self.rival_mass) = if before.1 > after.1 { before } else { after };
    }

    /// The run with the greatest sum inside a span, and its sum; empty where no line reads like prose.
    fn best_run(&self, facts: &[Facts], span: Span, cost: f32) -> (Span, f32) {
        let mut best = (Span::default(), 0.0);
        let (mut start, mut sum) = (span.start, 0.0);
        let lines = self.lines.iter().zip(facts).enumerate();
        for (at, (line, facts)) in lines.take(span.end).skip(span.start) {
            let prose = line.prose;
            let units = facts.half_units.min(MOST_UNITS) as f32;
            let gain = if prose >= 0.5 { prose * units } else { 0.0 };
            sum += gain - cost * (1.0 - prose);
            if sum <= 0.0 {
                (start, sum) = (at + 1, 0.0);
            } else if sum > best.1 {
                best = (Span { start, end: at + 1 }, sum);
            }
        }
        best
    }
}
