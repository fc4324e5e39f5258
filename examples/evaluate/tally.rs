//! Counts of kinds: what lines are, and what they were taken for.

use bodytext::Kind;

use crate::common::metrics::harmonic;
use crate::table::{Cell, Table, row};

const KINDS: usize = Kind::ALL.len();

/// The kinds over which the goal's mean is taken; `latest` is counted with `related`.
const MEASURED: [Kind; 7] = [
    Kind::Title,
    Kind::Byline,
    Kind::Timestamp,
    Kind::Caption,
    Kind::Related,
    Kind::Topics,
    Kind::Legal,
];

/// Lines by what they are and what they were taken for.
#[derive(Clone, Default)]
pub(crate) struct Tally {
    /// By kind of the gold, then kind found.
    counts: [[usize; KINDS]; KINDS],
    /// As `counts`, `latest` being `related`.
    merged: [[usize; KINDS]; KINDS],
    lines: usize,
    right: usize,
    /// Lines that were rightly taken for body or not.
    sides: usize,
}

/// Precision, recall and F1 of a kind, and how many lines are of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct KindScore {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    pub(crate) support: usize,
    pub(crate) found: usize,
}

/// The kinds of the gold: one, or several of which any is right.
pub(crate) fn either(names: &str) -> Vec<Kind> {
    names
        .split('|')
        .filter_map(|name| name.trim().parse().ok())
        .collect()
}

fn merge(kind: Kind) -> Kind {
    if kind == Kind::Latest {
        Kind::Related
    } else {
        kind
    }
}

impl Tally {
    /// Adds a line. Of several right kinds the line counts as of the one that was found, else of the first.
    pub(crate) fn add(&mut self, either: &[Kind], found: Kind) {
        let Some(&first) = either.first() else {
            return;
        };
        let is = if either.contains(&found) {
            found
        } else {
            first
        };
        self.lines += 1;
        self.right += usize::from(is == found);
        self.sides += usize::from(either.iter().any(|kind| kind.is_body() == found.is_body()));
        self.counts[is as usize][found as usize] += 1;
        let found = merge(found);
        let is = either
            .iter()
            .map(|kind| merge(*kind))
            .find(|kind| *kind == found)
            .unwrap_or(merge(first));
        self.merged[is as usize][found as usize] += 1;
    }

    /// Adds the lines of another tally.
    pub(crate) fn merge(&mut self, other: &Tally) {
        let tables = [
            (&mut self.counts, &other.counts),
            (&mut self.merged, &other.merged),
        ];
        for (own, others) in tables {
            for (sum, count) in own.as_flattened_mut().iter_mut().zip(others.as_flattened()) {
                *sum += count;
            }
        }
        self.lines += other.lines;
        self.right += other.right;
        self.sides += other.sides;
    }

    pub(crate) fn lines(&self) -> usize {
        self.lines
    }

    /// Share of lines whose kind is right.
    pub(crate) fn accuracy(&self) -> f64 {
        self.right as f64 / self.lines.max(1) as f64
    }

    /// Share of lines rightly taken for body or for something else.
    pub(crate) fn sides(&self) -> f64 {
        self.sides as f64 / self.lines.max(1) as f64
    }

    pub(crate) fn kind(&self, kind: Kind) -> KindScore {
        score(&self.counts, kind)
    }

    /// Mean F1 over title, byline, timestamp, caption, related and latest as one, topics, and legal. A kind that
    /// neither the gold nor the cleaner has is left out.
    pub(crate) fn mean_f1(&self) -> f64 {
        let scores: Vec<KindScore> = MEASURED
            .iter()
            .map(|kind| score(&self.merged, *kind))
            .filter(|score| score.support + score.found > 0)
            .collect();
        scores.iter().map(|score| score.f1).sum::<f64>() / scores.len().max(1) as f64
    }

    /// A row a kind.
    pub(crate) fn by_kind(&self, title: &str) -> Table {
        let head = ["kind", "lines", "found", "precision", "recall", "F1"];
        let mut table = Table::new("kinds", title, head);
        let mut push = |name: &str, score: KindScore| {
            table.push(row![
                name,
                score.support,
                score.found,
                (score.found > 0).then_some(score.precision),
                (score.support > 0).then_some(score.recall),
                (score.support + score.found > 0).then_some(score.f1),
            ]);
        };
        for kind in Kind::ALL {
            push(kind.name(), self.kind(kind));
        }
        push("related+latest", score(&self.merged, Kind::Related));
        table.note(format!(
            "{} lines: kind right {:.4}, body or not right {:.4}; mean F1 of title, byline, timestamp, caption, \
             related+latest, topics, legal {:.4}",
            self.lines,
            self.accuracy(),
            self.sides(),
            self.mean_f1()
        ))
    }

    /// Gold down, found across.
    pub(crate) fn confusion(&self, title: &str) -> Table {
        let names = Kind::ALL.map(|kind| kind.name().chars().take(5).collect::<String>());
        let head = std::iter::once("gold \\ found".to_owned()).chain(names);
        let mut table = Table::new("confusion", title, head);
        for kind in Kind::ALL {
            let counts = self.counts[kind as usize];
            let cells = counts.iter().map(|count| match count {
                0 => Cell::Nothing,
                count => Cell::Count(*count),
            });
            table.push(
                std::iter::once(Cell::from(kind.name()))
                    .chain(cells)
                    .collect(),
            );
        }
        table
    }
}

fn score(counts: &[[usize; KINDS]; KINDS], kind: Kind) -> KindScore {
    let at = kind as usize;
    let right = counts[at][at] as f64;
    let support: usize = counts[at].iter().sum();
    let found: usize = counts.iter().map(|row| row[at]).sum();
    let precision = right / found.max(1) as f64;
    let recall = right / support.max(1) as f64;
    KindScore {
        precision,
        recall,
        f1: harmonic(precision, recall),
        support,
        found,
    }
}
